"""A pack comes back as it was, holds no key and no names, and old ones open for ever."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.assignment import Asked, Mode
from app.domain.language import CODES
from app.formats import codebook_file, pack_file, rubric_file
from tests.formats import parcels, tampering

OLD = Path(__file__).parents[1] / "old_files"


def test_a_pack_comes_back():
    made = parcels.pack()
    data = pack_file.write(made)
    assert pack_file.unpack(data, "x") == made
    assert pack_file.write(pack_file.unpack(data, "x")) == data


@pytest.mark.parametrize(
    "changed",
    [
        {"asked": ()},
        {"asked": (Asked.NOTES, Asked.LINKS), "notes_asked": 3, "relations_asked": 2},
        {"scale": 100, "due": None, "instructions": ""},
        {"due": "2025-04-01T10:30"},
    ],
)
def test_so_does_whatever_is_asked(changed):
    made = parcels.pack(**changed)
    assert pack_file.unpack(pack_file.write(made), "x") == made


def test_answers_go_with_practice_only():
    data = parcels.practice_bytes()
    found = pack_file.unpack(data, "x")
    assert found.assignment.mode is Mode.PRACTICE
    assert '"AnnotationCollection"' in found.practice
    quiet = replace(found, assignment=replace(found.assignment, mode=Mode.TEST))
    assert pack_file.unpack(pack_file.write(quiet), "x").practice == ""


def test_names_that_turn_the_page_are_made_plain():
    made = parcels.pack(name="متى\u202e تصل\x07؟")
    assert pack_file.unpack(pack_file.write(made), "x").assignment.name == "متى تصل؟"


def test_what_is_in_it_is_only_what_is_to_be_there():
    manifest, parts = tampering.opened(parcels.pack_bytes())
    assert set(manifest) == {"format", "schema", "file_bytes", "parts", "id", "name", "articles"}
    texts = {f"articles/{one.sha256}.txt" for one in parcels.ARTICLES}
    assert set(parts) == {"assignment.json", "codebook.toml", "rubric.toml", *texts}
    assert b"weights" not in parts["assignment.json"]
    assert b"key" not in parts["assignment.json"]


def test_a_pack_of_the_first_schema_opens():
    """Its codebook and rubric are those of its day."""
    found = pack_file.read(OLD / "pack_schema_1.bayyina-pack")
    made = parcels.pack(codebook=found.assignment.codebook, rubric=found.assignment.rubric)
    assert found == made
    for code in CODES:
        assert len(codebook_file.parse(found.assignment.codebook, code).tags) == 3
        assert rubric_file.parse(found.assignment.rubric, code).levels[3].points == 10
