import pytest

from app.domain.annotation import SourceType, Tag
from app.domain.errors import KnownError
from app.domain.language import CODES, Code
from app.domain.relation import RelationType
from app.domain.rubric import POINTS
from app.services import consulting


@pytest.mark.parametrize("code", CODES)
def test_every_tag_source_and_relation_is_explained(code: Code):
    book = consulting.codebook(code)
    assert set(book.tags) == set(Tag)
    assert set(book.source_types) == set(SourceType)
    assert set(book.relation_types) == set(RelationType)
    entries = (*book.tags.values(), *book.source_types.values(), *book.relation_types.values())
    assert all(entry.label and entry.definition for entry in entries)
    assert all(entry.example and entry.counter_example for entry in book.tags.values())
    assert len(book.questions) == 2
    assert book.reminders


@pytest.mark.parametrize("code", CODES)
def test_every_level_of_a_note_is_explained_and_worth_what_the_grader_gives(code: Code):
    levels = consulting.rubric(code).levels
    assert tuple(level.points for level in levels) == POINTS
    assert all(level.name and level.description for level in levels)


def test_a_text_of_the_assignments_own_is_read_instead():
    changed = consulting.codebook_text().replace('label = "مُسنَد"', 'label = "له قائل"')
    assert consulting.codebook("ar", changed).tags[Tag.SOURCED].label == "له قائل"
    assert consulting.codebook("ar", "") == consulting.codebook("ar")
    rubric = consulting.rubric_text().replace('name = "مبتدئ"', 'name = "أول الطريق"')
    assert consulting.rubric("ar", rubric).levels[1].name == "أول الطريق"
    with pytest.raises(KnownError, match=r"codebook\.damaged"):
        consulting.codebook("ar", "x = 1")
