"""The rows of the four tables, worded: what a grade says, line by line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.annotation import Annotation, Tag
from app.domain.grade import ClaimRow, ExtraRow, Grade, NoteRow, RelationRow, Row
from app.domain.grading import (
    CLAIM_POINTS,
    ENDS,
    NOTE_POINTS,
    RELATION_POINTS,
    SOURCE,
    TAGGED,
    TYPED,
)
from app.domain.language import Language
from app.domain.overlap import FOUND
from app.domain.relation import RelationType
from app.domain.rubric import Rubric


class Part(StrEnum):
    """A table of the page."""

    CLAIMS = "claims"
    RELATIONS = "relations"
    NOTES = "notes"
    EXTRAS = "extras"


PARTS: tuple[Part, ...] = tuple(Part)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is shown. ``figures`` stand under the heads before the points.

    ``before`` is the computed figure where the teacher's differs; ``mark`` an icon's role, empty
    for none, and ``mark_name`` what it says. Where the rows are several students' answers to one
    question, ``student_id`` is whose this is, ``lead`` what that student is called, and ``asked``
    the number of the question (0: ``number``).
    """

    row: Row
    number: int
    words: tuple[str, ...]
    figures: tuple[str, ...]
    points: str
    before: str = ""
    tag: Tag | None = None
    relation: RelationType | None = None
    mark: str = ""
    mark_name: str = ""
    faint: bool = False
    spoken: str = ""
    student_id: str = ""
    lead: str = ""
    asked: int = 0

    @property
    def name(self) -> str:
        """One of its own in a table."""
        return f"{self.student_id}/{self.row.name}" if self.student_id else self.row.name

    @property
    def tip(self) -> str:
        words = "\n".join(self.words)
        return f"{words}\n{self.mark_name}".strip()


Find = Callable[[str], Annotation | None]


def entries_of(
    part: Part,
    grade: Grade,
    find: Find,
    language: Language,
    rubric: Rubric,
    *,
    review_only: bool = False,
) -> list[Entry]:
    """The rows of one table; ``find`` gives a claim by id."""
    makers: Mapping[Part, Callable[[], list[Entry]]] = {
        Part.CLAIMS: lambda: [_claim(n, row, language) for n, row in enumerate(grade.claims, 1)],
        Part.RELATIONS: lambda: [
            _relation(n, row, find, language) for n, row in enumerate(grade.relations, 1)
        ],
        Part.NOTES: lambda: [
            _note(n, row, language, rubric) for n, row in enumerate(grade.notes, 1)
        ],
        Part.EXTRAS: lambda: [
            _extra(n, row, language, settled=grade.approved)
            for n, row in enumerate(grade.extras, 1)
        ],
    }
    found = makers[part]()
    return [entry for entry in found if entry.row.review] if review_only else found


def rows_in(part: Part, grade: Grade) -> Sequence[Row]:
    """The grade's rows that one table shows."""
    rows: Mapping[Part, Sequence[Row]] = {
        Part.CLAIMS: grade.claims,
        Part.RELATIONS: grade.relations,
        Part.NOTES: grade.notes,
        Part.EXTRAS: grade.extras,
    }
    return rows[part]


def first_waiting(grade: Grade) -> tuple[Part, str] | None:
    """The first row that the teacher has not judged yet: a note, else an extra; None for none."""
    for note in grade.notes:
        if note.pending:
            return Part.NOTES, note.name
    for extra in grade.extras:
        if extra.accepted is None:
            return Part.EXTRAS, extra.name
    return None


def heads_of(
    part: Part, language: Language, *, short: bool = False, source: bool = True
) -> tuple[str, tuple[str, ...]]:
    """The head over the words, and those over the figures, the points last.

    ``short``: without how much each is worth; not ``source``: who said it is not asked.
    """
    say = language.say
    figures: Mapping[str, int | None] = {
        Part.CLAIMS: {"found": FOUND, "tagged": TAGGED, "source": SOURCE, "points": CLAIM_POINTS},
        Part.RELATIONS: {"ends": ENDS, "type": TYPED, "points": RELATION_POINTS},
        Part.NOTES: {"level": None, "points": NOTE_POINTS},
        Part.EXTRAS: {"verdict": None, "bonus": None},
    }[part]
    if part is Part.CLAIMS and not source:
        figures = {"found": FOUND, "tagged": TAGGED, "points": CLAIM_POINTS - SOURCE}

    def head(figure: str, possible: int | None) -> str:
        name = say(f"grading_page.figure.{figure}")
        if short or possible is None:
            return name
        return say("grading_page.figure_of", name=name, possible=possible)

    return (
        say(f"grading_page.head.{part}"),
        tuple(head(figure, possible) for figure, possible in figures.items()),
    )


def _points(row: Row, language: Language) -> tuple[str, str]:
    """What counts, and the computed figure that it replaces."""
    number = language.number
    changed = row.manual is not None and row.manual != row.auto
    return number(row.effective), number(row.auto) if changed else ""


def _mark(row: Row, language: Language, *, missed: bool = False) -> tuple[str, str]:
    say = language.say
    if row.review:
        return "warning", say("grading_page.mark.review")
    if row.manual is not None:
        return "override", say("grading_page.mark.override")
    if missed:
        return "missing", say("grading_page.mark.missed")
    if row.comment:
        return "comment", say("grading_page.mark.comment")
    return "", ""


def _claim(number: int, row: ClaimRow, language: Language) -> Entry:
    points, before = _points(row, language)
    mark, mark_name = _mark(row, language, missed=row.match is None)
    earned = (row.found, row.tagged, row.source)[: 3 if row.source_asked else 2]
    figures = tuple(language.number(figure) for figure in earned)
    return Entry(
        row=row, number=number, words=(row.key.quote,), figures=figures, points=points,
        before=before, mark=mark, mark_name=mark_name, faint=row.match is None,
        spoken=_spoken(language, "claim", number, row.key.quote, points, row, mark_name),
    )  # fmt: skip


def _relation(number: int, row: RelationRow, find: Find, language: Language) -> Entry:
    ends = (find(row.key.source_id), find(row.key.target_id))
    words = tuple(end.quote if end else "" for end in ends)
    points, before = _points(row, language)
    mark, mark_name = _mark(row, language, missed=row.match is None)
    label = language.say(f"relation_type.{row.key.type}")
    spoken_words = language.say(
        "grading_page.spoken.ends", source=words[0], type=label, target=words[1]
    )
    return Entry(
        row=row, number=number, words=words, points=points, before=before,
        figures=(language.number(row.ends), language.number(row.typed)),
        relation=row.key.type, mark=mark, mark_name=mark_name, faint=row.match is None,
        spoken=_spoken(language, "relation", number, spoken_words, points, row, mark_name),
    )  # fmt: skip


def _note(number: int, row: NoteRow, language: Language, rubric: Rubric) -> Entry:
    points, before = _points(row, language)
    mark, mark_name = _mark(row, language)
    waiting = language.say("grading_page.waiting")
    level = waiting if row.level is None else rubric.levels[row.level].name
    if row.pending:
        points, mark, mark_name = "", "missing", language.say("grading_page.mark.waiting")
    return Entry(
        row=row, number=number, words=(row.annotation.note,), figures=(level,), points=points,
        before=before, tag=row.annotation.tag, mark=mark, mark_name=mark_name,
        faint=row.pending,
        spoken=_spoken(language, "note", number, row.annotation.note, points, row, mark_name),
    )  # fmt: skip


def _extra(number: int, row: ExtraRow, language: Language, *, settled: bool) -> Entry:
    """``settled``: the grade was approved, and what was left undecided counts as kept."""
    verdicts = {None: "waiting", True: "accepted", False: "kept"}
    accepted = False if settled and row.accepted is None else row.accepted
    verdict = language.say(f"grading_page.{verdicts[accepted]}")
    points = {None: "", True: "+" + language.number(row.auto), False: language.number(0)}
    mark, mark_name = ("", "")
    if accepted is None:
        mark, mark_name = "missing", language.say("grading_page.mark.waiting")
    shown = points[accepted]
    return Entry(
        row=row, number=number, words=(row.annotation.quote,), figures=(verdict,), points=shown,
        tag=row.annotation.tag, mark=mark, mark_name=mark_name, faint=accepted is None,
        spoken=_spoken(language, "extra", number, row.annotation.quote, verdict, row, mark_name),
    )  # fmt: skip


def _spoken(
    language: Language,
    kind: str,
    number: int,
    words: str,
    points: str,
    row: Row,
    mark: str,
) -> str:
    """What a screen reader hears of a row."""
    said = language.say(
        f"grading_page.spoken.{kind}",
        number=number, words=" ".join(words.split()), points=points, possible=row.possible,
    )  # fmt: skip
    return f"{said} {mark}".strip()


def tab_words(part: Part, grade: Grade | None, language: Language) -> tuple[str, str, str]:
    """A tab's name, its figure, and «of …»."""
    name = language.say(f"grading_page.tab.{part}")
    if grade is None:
        return name, "", ""
    if part is Part.EXTRAS:
        return name, language.number(len(grade.extras)), ""
    shares = dict(zip(PARTS, grade.parts, strict=False))
    share = shares[part]
    if part is Part.NOTES and grade.notes and not share.possible:
        return name, "", language.say("grading_page.waiting")
    of = language.say("grading_page.of", possible=share.possible)
    return name, language.number(share.earned), of
