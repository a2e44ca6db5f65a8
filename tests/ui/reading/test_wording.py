import pytest

from app.domain import language as languages
from app.domain.annotation import SourceType, Tag
from app.domain.change import Gesture, StepName
from app.domain.language import CODES, Code
from app.domain.relation import RelationType
from app.ui.frame.header import step_words
from app.ui.reading import wording


@pytest.mark.parametrize("code", CODES)
def test_every_gesture_has_a_name_for_undo_and_redo(code: Code):
    language = languages.load(code)
    undo = {step_words(language, "undo", StepName(gesture)) for gesture in Gesture}
    redo = {step_words(language, "redo", StepName(gesture)) for gesture in Gesture}
    assert len(undo) == len(redo) == len(Gesture)
    assert not undo & redo


@pytest.mark.parametrize("code", CODES)
def test_details_are_worded_by_their_labels(code: Code):
    language = languages.load(code)
    for value in (*Tag, *SourceType, *RelationType):
        text = step_words(language, "undo", StepName(Gesture.HIGHLIGHT, value.value))
        assert value.value not in text or code != "ar"
        label = language.say(f"{_table(value)}.{value.value}")
        assert label in text


def test_first_words():
    assert wording.first_words("واحد  اثنان\nثلاثة", 2) == "واحد اثنان…"
    assert wording.first_words("واحد اثنان", 2) == "واحد اثنان"


def _table(value: Tag | SourceType | RelationType) -> str:
    return {Tag: "tag", SourceType: "source_type", RelationType: "relation_type"}[type(value)]
