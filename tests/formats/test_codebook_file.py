"""Codebooks and rubrics that came in a pack are looked at whole. Spoiled ones: test_tampered."""

from pathlib import Path

import pytest

from app.domain.language import CODES
from app.formats import codebook_file, rubric_file

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize("code", CODES)
def test_a_text_is_read_as_its_file_is(code):
    for reader, name in ((codebook_file, "codebook.toml"), (rubric_file, "rubric.toml")):
        text = (SEEDS / name).read_text(encoding="utf-8")
        assert reader.parse(text, code) == reader.read(SEEDS / name, code)
        assert reader.checked(text) == text


def test_what_the_teacher_changed_is_what_is_read():
    text = (SEEDS / "codebook.toml").read_text(encoding="utf-8")
    changed = text.replace('label = "مُسنَد"', 'label = "له قائل"')
    assert {e.label for e in codebook_file.parse(changed, "ar").tags.values()} >= {"له قائل"}
