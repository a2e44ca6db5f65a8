"""How two states of a key differ, in words."""

from collections.abc import Mapping, Sequence

from app.domain.annotation import Annotation, SourceType
from app.domain.key_difference import Changed, Difference
from app.domain.language import Language, isolate
from app.domain.relation import Relation

_LONGEST = 60  # characters of a quote


def worded(
    changes: Sequence[Changed], claims: Mapping[str, Annotation], language: Language
) -> list[str]:
    """A line for each row that differs; ``claims`` are all that relations may tie, by id."""
    return [_line(one, claims, language) for one in changes]


def listed(names: Sequence[str], language: Language) -> str:
    """«رأي، مُسنَد»."""
    return ("، " if language.code == "ar" else ", ").join(names)


def _line(one: Changed, claims: Mapping[str, Annotation], language: Language) -> str:
    say = language.say
    quote = isolate(_quote(one.row, claims))
    what = "claim" if isinstance(one.row, Annotation) else "relation"
    if one.before is None or one.after is None:
        return say(f"key_diff.{what}.{one.differences[0]}", quote=quote)
    parts = listed([_part(name, one, language) for name in one.differences], language)
    return say(f"key_diff.{what}.changed", quote=quote, parts=parts)


def _quote(row: Annotation | Relation, claims: Mapping[str, Annotation]) -> str:
    if isinstance(row, Annotation):
        return _cut(row.quote)
    ends = (claims.get(row.source_id), claims.get(row.target_id))
    return " ← ".join(_cut(end.quote, _LONGEST // 2) if end else "…" for end in ends)


def _cut(text: str, longest: int = _LONGEST) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else flat[:longest].rsplit(" ", 1)[0] + "…"


def _part(name: Difference, one: Changed, language: Language) -> str:
    say, before, after = language.say, one.before, one.after
    if isinstance(before, Annotation) and isinstance(after, Annotation):
        if name is Difference.TAG:
            old, new = say(f"tag.{before.tag}"), say(f"tag.{after.tag}")
            return say("key_diff.from_to", what=say("key_diff.tag"), before=old, after=new)
        if name is Difference.SOURCE:
            old, new = (say(f"source_type.{_source(claim)}") for claim in (before, after))
            return say("key_diff.from_to", what=say("key_diff.source"), before=old, after=new)
    if name is Difference.TYPE and isinstance(before, Relation) and isinstance(after, Relation):
        old, new = say(f"relation_type.{before.type}"), say(f"relation_type.{after.type}")
        return say("key_diff.from_to", what=say("key_diff.type"), before=old, after=new)
    return say(f"key_diff.{name}")


def _source(claim: Annotation) -> SourceType:
    return claim.attribution.source_type if claim.attribution else SourceType.NONE
