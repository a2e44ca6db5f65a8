"""A path alone is no verb."""

import pytest

from app.cli.arguments import split_files


@pytest.mark.parametrize(
    ("typed", "options", "files"),
    [
        ([], [], []),
        (["w.bayyina-pack"], [], ["w.bayyina-pack"]),
        (["--lang", "ar", "/a b/w.BAYYINA-PACK"], ["--lang", "ar"], ["/a b/w.BAYYINA-PACK"]),
        (["--workspace", "c.bayyina"], ["--workspace", "c.bayyina"], []),
        (
            ["--workspace", "c.bayyina", "w.bayyina-work", "x.bayyina-work"],
            ["--workspace", "c.bayyina"],
            ["w.bayyina-work", "x.bayyina-work"],
        ),
        (["open", "w.bayyina-pack", "--student", "s01"],
         ["open", "w.bayyina-pack", "--student", "s01"], []),
        (["smaple"], ["smaple"], []),
    ],
)  # fmt: skip
def test_files_stand_where_a_verb_could(
    typed: list[str], options: list[str], files: list[str]
) -> None:
    assert split_files(typed) == (options, files)
