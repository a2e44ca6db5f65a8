"""Shared signs take the script of their neighbours, pairs the same at both ends."""

import pytest

from app.formats.typesetting.scripts import scripts_of


def _runs(text: str, default: str = "Arab") -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    for character, script in zip(text, scripts_of(text, default), strict=True):
        if runs and runs[-1][1] == script:
            runs[-1] = (runs[-1][0] + character, script)
        else:
            runs.append((character, script))
    return runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("نموذج R1. ثم", [("نموذج ", "Arab"), ("R1. ", "Latn"), ("ثم", "Arab")]),
        ("قال (OpenAI) لا", [("قال (", "Arab"), ("OpenAI", "Latn"), (") لا", "Arab")]),
        ("قال «V3»، ثم", [("قال «", "Arab"), ("V3", "Latn"), ("»، ثم", "Arab")]),
        ("“لا” no", [("“لا” ", "Arab"), ("no", "Latn")]),
        ("ab، cd", [("ab", "Latn"), ("، ", "Arab"), ("cd", "Latn")]),
        ("... 123", [("... 123", "Arab")]),
        ("مُدّ", [("مُدّ", "Arab")]),
        ("", []),
    ],
)
def test_scripts(text: str, runs: list[tuple[str, str]]) -> None:
    assert _runs(text) == runs


def test_default_where_nothing_tells() -> None:
    assert scripts_of("12 (3)", "Latn") == ["Latn"] * 6
