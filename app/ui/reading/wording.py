"""How steps, tags and claims are said: by the page, by undo, by announcements."""

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.change import StepName
from app.domain.language import Language, isolate
from app.domain.relation import RelationType

TAGS: tuple[Tag, ...] = tuple(Tag)
SOURCE_TYPES: tuple[SourceType, ...] = tuple(SourceType)
RELATION_TYPES: tuple[RelationType, ...] = tuple(RelationType)
CONFIDENCES = (1, 2, 3)

_LABELLED = {
    **{tag.value: f"tag.{tag.value}" for tag in TAGS},
    **{kind.value: f"source_type.{kind.value}" for kind in SOURCE_TYPES},
    **{type_.value: f"relation_type.{type_.value}" for type_ in RELATION_TYPES},
}


def tag_label(language: Language, tag: Tag) -> str:
    return language.say(f"tag.{tag.value}")


def source_type_label(language: Language, kind: SourceType) -> str:
    return language.say(f"source_type.{kind.value}")


def relation_label(language: Language, type_: RelationType) -> str:
    return language.say(f"relation_type.{type_.value}")


def undo_text(language: Language, step: StepName | None) -> str:
    """«تراجع عن الوسم: رأي»; None: nothing to undo."""
    return _step_text(language, "undo", step)


def redo_text(language: Language, step: StepName | None) -> str:
    """«إعادة الوسم: رأي»; None: nothing to redo."""
    return _step_text(language, "redo", step)


def _step_text(language: Language, verb: str, step: StepName | None) -> str:
    if step is None:
        return language.say(f"gesture.nothing_to_{verb}")
    gesture = language.say(f"gesture.{step.gesture.value}")
    if not step.detail:
        return language.say(f"gesture.{verb}", gesture=gesture)
    key = _LABELLED.get(step.detail)
    detail = language.say(key) if key else step.detail
    return language.say(f"gesture.{verb}_detail", gesture=gesture, detail=detail)


def first_words(text: str, count: int = 12) -> str:
    """The beginning of a quote on one line, for a list; an ellipsis where it goes on."""
    words = text.split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def claim_name(language: Language, claim: Annotation, number: int) -> str:
    """A claim in a few words: tag, number, what it says."""
    words = isolate(first_words(claim.quote))
    tag = tag_label(language, claim.tag)
    return language.say("reading.row_name", tag=tag, number=number, words=words)


def row_name(language: Language, claim: Annotation, number: int, relations: int) -> str:
    """What a screen reader hears of a claim: tag, number, words, relations."""
    name = claim_name(language, claim, number)
    return f"{name}. {language.count('reading.row_relations', relations)}" if relations else name
