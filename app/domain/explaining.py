"""A grade in words: every line of it, in the reader's language."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.annotation import SourceType, Tag
from app.domain.grade import ClaimRow, Grade, Reason, RelationRow, Row
from app.domain.grading import SOURCE, TAGGED
from app.domain.language import Language
from app.domain.overlap import FOUND
from app.domain.relation import RelationType

_COUNTED = {"yours": "grade.words", "keys": "grade.words", "shared": "grade.words"}
_LABELS: dict[type[StrEnum], str] = {
    Tag: "tag",
    SourceType: "source_type",
    RelationType: "relation_type",
}
MOST_IMPROVEMENTS = 3


def explain(reason: Reason, language: Language) -> str:
    """One sentence. Tags and types are shown by label, counts of words in their plural form."""
    return language.say(
        reason.message,
        **{name: _worded(name, value, language) for name, value in reason.values.items()},
    )


def explain_row(row: Row, language: Language) -> str:
    """Every reason of a row, one after the other."""
    return " ".join(explain(reason, language) for reason in row.reasons)


def explain_losses(row: ClaimRow | RelationRow, language: Language) -> str:
    """Why points were lost, or that the row agrees with the key: what a student reads."""
    if isinstance(row, RelationRow):
        return explain_row(row, language)
    if row.match is None:
        return explain_row(row, language)
    points = zip(row.reasons, (row.found, row.tagged, row.source), (FOUND, TAGGED, SOURCE),
                 strict=False)  # fmt: skip
    lost = [reason for reason, earned, possible in points if earned < possible]
    if not lost:
        return language.say("grade.agrees")
    return " ".join(explain(reason, language) for reason in lost)


def explain_extras(grade: Grade, language: Language) -> str:
    """How highlights beyond the key counted; empty where they changed nothing."""
    sentences: list[str] = []
    if grade.bonus:
        sentences.append(language.say("grade.bonus", points=grade.bonus))
    if grade.penalty:
        sentences.append(language.say("grade.penalty", points=grade.penalty))
    return " ".join(sentences)


def improvements(grade: Grade, language: Language) -> list[str]:
    """What to look at next time: at most three sentences, what cost most of the mark first."""
    matched = [row for row in grade.claims if row.match]
    claims, relations, notes = (
        part.weight / part.possible if part.possible else 0.0 for part in grade.parts
    )
    waiting = any(row.pending for row in grade.notes)
    missing_notes = 0.0 if waiting else grade.notes_part.possible - grade.notes_part.earned
    lost: list[tuple[float, str]] = [
        (
            claims * sum(row.possible - row.effective for row in grade.claims if not row.match),
            language.count("grade.improve.missed", len(grade.claims) - len(matched)),
        ),
        (claims * sum(FOUND - row.found for row in matched), language.say("grade.improve.bounds")),
        (
            claims * sum(SOURCE - row.source for row in matched if row.source_asked),
            language.say("grade.improve.source"),
        ),
        (
            relations * sum(row.possible - row.effective for row in grade.relations),
            language.say("grade.improve.relations"),
        ),
        (notes * missing_notes, language.say("grade.improve.notes")),
        (claims * grade.penalty, language.say("grade.improve.extras")),
    ]
    lost.extend((claims * points, text) for points, text in _tag_confusions(matched, language))
    worst = sorted((entry for entry in lost if entry[0] > 0), key=lambda entry: -entry[0])
    return [sentence for _, sentence in worst[:MOST_IMPROVEMENTS]]


def _tag_confusions(rows: Iterable[ClaimRow], language: Language) -> list[tuple[float, str]]:
    points: dict[tuple[Tag, Tag], float] = {}
    for row in rows:
        if row.match and row.match.tag != row.key.tag:
            pair = row.match.tag, row.key.tag
            points[pair] = points.get(pair, 0) + TAGGED - row.tagged
    return [
        (lost, explain(Reason("grade.improve.tag", {"yours": yours, "key": key}), language))
        for (yours, key), lost in points.items()
    ]


def _worded(name: str, value: object, language: Language) -> object:
    for kind, prefix in _LABELS.items():
        if isinstance(value, kind):
            return language.say(f"{prefix}.{value}")
    if name in _COUNTED and isinstance(value, int):
        return language.count(_COUNTED[name], value)
    return value
