"""What came back, line by line: every claim, relation and note with its points and why."""

from dataclasses import dataclass

from app.domain import worksheet as sheet
from app.domain.annotation import Tag
from app.domain.grading import CLAIM_POINTS, SOURCE
from app.domain.language import Language
from app.domain.relation import RelationType
from app.domain.returned import Returned

Place = tuple[int, int]  # number of an article and of a claim in it


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is shown. ``places`` are the claims that it is about, the first one first;
    ``points`` is worded («٨ من ١٠»), empty where none apply; ``before`` the computed figure that
    the teacher's replaced."""

    kind: str  # found, extra, missed, relation, note
    places: tuple[Place, ...]
    words: tuple[str, ...]
    reason: str
    points: str = ""
    before: str = ""
    comment: str = ""
    tag: Tag | None = None
    relation: RelationType | None = None
    spoken: str = ""


def groups_of(returned: Returned, language: Language) -> list[tuple[str, list[Line]]]:
    """The lines under their headings, as on the graded worksheet; empty groups are left out."""
    page, say = returned.sheet, language.say
    groups = [
        ("claims", [_claim(row, language) for row in page.claims if row.kind == "found"]),
        ("missed", [_claim(row, language) for row in page.claims if row.kind == "missed"]),
        ("extras", [_claim(row, language) for row in page.claims if row.kind == "extra"]),
        ("relations", [_relation(row, language) for row in page.relations]),
        ("notes", [_note(row, language) for row in page.notes]),
    ]
    return [(say(f"feedback_page.group.{name}"), lines) for name, lines in groups if lines]


def _claim(row: sheet.ClaimRow, language: Language) -> Line:
    points = _points(row.total, _worth(row), language, plus=row.kind == "extra")
    return _spoken(
        Line(
            kind=row.kind,
            places=((row.article, row.number),),
            words=(row.quote,),
            reason=row.reason,
            points=points,
            before="" if row.auto is None else language.number(row.auto),
            comment=row.comment,
            tag=row.tag,
        ),
        row.number,
        language,
    )


def _worth(row: sheet.ClaimRow) -> int | None:
    """What a found claim could earn; None where that is not said: a missed one only says what to
    look for."""
    if row.kind != "found" or row.found is None:
        return None
    return CLAIM_POINTS if row.source is not None else CLAIM_POINTS - SOURCE


def _relation(row: sheet.RelationRow, language: Language) -> Line:
    places = [(end.article, end.number) for end in (row.source, row.target)]
    line = Line(
        kind="missed_relation" if row.missed else "relation",
        places=tuple((a, n) for a, n in places if a is not None and n is not None),
        words=(row.source.quote, row.target.quote),
        reason=row.reason,
        points=_points(row.points, row.possible, language),
        before="" if row.auto is None else language.number(row.auto),
        comment=row.comment,
        relation=row.type,
    )
    return _spoken(line, 0, language)


def _note(row: sheet.NoteRow, language: Language) -> Line:
    level = row.level_name or language.say("feedback_page.note_waits")
    reason = f"{level}. {row.reason}".strip() if row.reason else level
    line = Line(
        kind="note",
        places=((row.article, row.number),),
        words=(row.text,),
        reason=reason,
        points=_points(row.points, row.possible, language),
        comment=row.comment,
        tag=row.tag,
    )
    return _spoken(line, row.number, language)


def _points(
    points: float | None, possible: float | None, language: Language, *, plus: bool = False
) -> str:
    if points is None:
        return ""
    if possible is None:
        return ("+" if plus and points else "") + language.number(points) if points else ""
    return language.say("feedback_page.points", points=points, possible=possible)


def _spoken(line: Line, number: int, language: Language) -> Line:
    """The line with what a screen reader hears of it."""
    kind = language.say(f"feedback_page.kind.{line.kind}", number=number)
    parts = (kind, " — ".join(line.words), line.points, line.reason, line.comment)
    spoken = ". ".join(" ".join(part.split()).rstrip(".") for part in parts if part)
    return Line(
        line.kind, line.places, line.words, line.reason, line.points, line.before, line.comment,
        line.tag, line.relation, spoken,
    )  # fmt: skip
