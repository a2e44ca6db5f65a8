"""How tags and claims are said: by the page, its lists, its announcements."""

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.change import StepName
from app.domain.language import Language, isolate
from app.domain.relation import RelationType

TAGS: tuple[Tag, ...] = tuple(Tag)
SOURCE_TYPES: tuple[SourceType, ...] = tuple(SourceType)
RELATION_TYPES: tuple[RelationType, ...] = tuple(RelationType)
CONFIDENCES = (1, 2, 3)


def tag_label(language: Language, tag: Tag) -> str:
    return language.say(f"tag.{tag.value}")


def source_type_label(language: Language, kind: SourceType) -> str:
    return language.say(f"source_type.{kind.value}")


def relation_label(language: Language, type_: RelationType) -> str:
    return language.say(f"relation_type.{type_.value}")


def step_name(language: Language, name: StepName) -> str:
    """«الوسم: رأي»: what a step did, and with what."""
    gesture = language.say(f"gesture.{name.gesture.value}")
    gesture = gesture[:1].upper() + gesture[1:]
    for group in ("tag", "relation_type", "source_type"):
        if name.detail and f"{group}.{name.detail}" in language.messages:
            detail = language.say(f"{group}.{name.detail}")
            return language.say("history.step", gesture=gesture, detail=detail)
    return gesture


def first_words(text: str, count: int = 12) -> str:
    """The beginning of a quote on one line, for a list; an ellipsis where it goes on."""
    words = text.split()
    return " ".join(words[:count]) + ("…" if len(words) > count else "")


def claim_name(language: Language, claim: Annotation, number: int, count: int = 12) -> str:
    """A claim in a few words: tag, number, the first ``count`` words of what it says."""
    words = isolate(first_words(claim.quote, count))
    tag = tag_label(language, claim.tag)
    return language.say("reading.row_name", tag=tag, number=number, words=words)


def row_name(language: Language, claim: Annotation, number: int, relations: int) -> str:
    """What a screen reader hears of a claim: tag, number, words, who said it, relations."""
    parts = [claim_name(language, claim, number)]
    if said := claim.attribution:
        kind = source_type_label(language, said.source_type)
        parts.append(language.say("reading.row_who", who=isolate(said.name or kind)))
    if relations:
        parts.append(language.count("reading.row_relations", relations))
    return ". ".join(parts)
