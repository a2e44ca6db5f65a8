"""Composing a worksheet: what stands on it, gathered from the classroom file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.domain import language as languages
from app.domain import worksheet as sheet
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.classroom import Classroom, Student
from app.domain.explaining import explain_extras, explain_losses, explain_row, improvements
from app.domain.grade import ClaimRow, ExtraRow, Grade, NoteRow, RelationRow, Row
from app.domain.grading import NOTE_POINTS
from app.domain.language import Code, Digits, Language
from app.domain.relation import Relation, RelationType
from app.domain.rubric import Level
from app.domain.worksheet import Booklet, Kind, Paper, Worksheet
from app.services import consulting
from app.services.grading import Material, grade_with, material_of, scores_of, work_of
from app.services.numbering import Numbers

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Choices:
    """How a worksheet is to look. Empty ``school`` and ``classroom``: as the classroom has them.

    ``logo`` is a PNG, empty for none; ``hijri`` asks for the Hijri date beside the Gregorian;
    ``odd``: in a booklet each worksheet begins on an odd page.
    """

    language: Code = "ar"
    digits: Digits = "arab"
    paper: Paper = Paper.A4
    colour: bool = True
    hijri: bool = False
    school: str = ""
    classroom: str = ""
    subject: str = ""
    logo: bytes = b""
    odd: bool = False

    @property
    def words(self) -> Language:
        return languages.load(self.language, self.digits)


def worksheet_of(
    tx: Transaction, assignment_id: str, student: Student | None, kind: Kind, choices: Choices
) -> Worksheet:
    """One student's worksheet; ``student`` None: a blank one with a line for the name.

    A key is nobody's: ``student`` does not matter. KnownError where the assignment is not there, or
    has no key and ``kind`` needs one.
    """
    material = material_of(tx, assignment_id, key_needed=kind in (Kind.GRADED, Kind.KEY))
    if kind is Kind.KEY:
        return _key(tx, material, choices)
    if kind is Kind.BLANK or student is None:
        return _page(tx, material, student, Kind.BLANK, choices, Numbers(material.articles))
    work = work_of(tx, material, student.id)
    if kind is Kind.STUDENT:
        numbers = Numbers(material.articles, work.claims)
        return replace(
            _page(tx, material, student, kind, choices, numbers),
            claims=tuple(_claim_line(claim, numbers, choices.words) for claim in numbers.claims),
            relations=_link_lines(work.relations, numbers),
        )
    grade = grade_with(material, work, scores_of(tx, assignment_id, student.id))
    missed = [row.key for row in grade.claims if row.match is None]
    numbers = Numbers(material.articles, work.claims, missed)
    return _judged(
        _page(tx, material, student, kind, choices, numbers),
        material,
        grade,
        work.relations,
        numbers,
        choices.words,
    )


def booklet_of(
    tx: Transaction, assignment_id: str, sheets: Sequence[Worksheet], choices: Choices
) -> Booklet:
    """The graded worksheets of a class, made with the same ``choices``, as one file."""
    page = _page(tx, material_of(tx, assignment_id), None, Kind.BOOKLET, choices, Numbers(()))
    return Booklet(
        title=page.title,
        sheets=tuple(sheets),
        school=page.school,
        classroom=page.classroom,
        subject=page.subject,
        odd=choices.odd,
        language=choices.language,
        digits=choices.digits,
        paper=choices.paper,
        colour=choices.colour,
        hijri=choices.hijri,
        logo=choices.logo,
    )


def _page(
    tx: Transaction,
    material: Material,
    student: Student | None,
    kind: Kind,
    choices: Choices,
    numbers: Numbers,
) -> Worksheet:
    """What every kind has: names, articles with their marks, looks."""
    assignment = material.assignment
    classroom = tx.get(Classroom, assignment.classroom_id) if assignment.classroom_id else None
    articles = tuple(
        sheet.PrintedArticle(
            number=number,
            text=article.text,
            title=article.title,
            publisher=article.publisher,
            author=article.author,
            published=article.published,
            origin=article.origin,
            segments=article.segments,
            claims=numbers.marks(article.id, numbers.claims),
            missed=numbers.marks(article.id, numbers.missed),
        )
        for number, article in enumerate(material.articles, 1)
        if kind is not Kind.BOOKLET
    )
    return Worksheet(
        kind=kind,
        title=assignment.name,
        articles=articles,
        school=choices.school or (classroom.school if classroom else ""),
        classroom=choices.classroom or (classroom.name if classroom else ""),
        subject=choices.subject,
        student=student.name if student else "",
        last_mark=last_mark(numbers.claims),
        instructions=assignment.instructions if kind is Kind.BLANK else "",
        language=choices.language,
        digits=choices.digits,
        paper=choices.paper,
        colour=choices.colour,
        hijri=choices.hijri,
        logo=choices.logo,
    )


def _key(tx: Transaction, material: Material, choices: Choices) -> Worksheet:
    """The teacher's claims and relations, what else earns points, and how it is counted."""
    words = choices.words
    numbers = Numbers(material.articles, material.key.claims)
    return replace(
        _page(tx, material, None, Kind.KEY, choices, numbers),
        last_mark=None,
        claims=tuple(
            replace(
                _claim_line(claim, numbers, words),
                who=who_said_it(claim.attribution or Attribution(SourceType.NONE), words),
                core=claim.core.exact if claim.core else "",
                acceptable=tuple((tag, claim.acceptable[tag]) for tag in Tag
                                 if claim.acceptable.get(tag)),
                scored=claim.scored,
            )
            for claim in numbers.claims
        ),
        relations=_link_lines(material.key.relations, numbers),
        rubric=consulting.rubric(words.code).levels,
        counting=_counting(material, words),
    )  # fmt: skip


def _counting(material: Material, words: Language) -> str:
    """What each part weighs, and how many notes count."""
    assignment, weights = material.assignment, material.assignment.weights
    shares = words.say(
        "worksheet.counting",
        claims=weights.claims,
        relations=weights.relations,
        notes=weights.notes,
        scale=assignment.scale,
    )
    return f"{shares} {words.count('worksheet.notes_asked', assignment.notes_asked)}"


def last_mark(claims: Sequence[Annotation]) -> datetime | None:
    """When the latest of these was made, in local time; None where no moment is known."""
    moments: list[datetime] = []
    for claim in claims:
        try:
            moment = datetime.fromisoformat(claim.created)
            known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            moments.append(known.astimezone())
        except (ValueError, OverflowError, OSError):  # another program's, or out of all bounds
            continue
    return max(moments, default=None)


def who_said_it(attribution: Attribution | None, words: Language) -> str:
    """«شخص مسمّى: ليلى حدّاد», or the type alone; empty where nobody has answered."""
    if attribution is None:
        return ""
    label = words.say(f"source_type.{attribution.source_type}")
    if not attribution.name:
        return label
    return words.say("grade.who", type=label, name=attribution.name)


def _claim_line(claim: Annotation, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    article, number = numbers.place(claim.id)
    return sheet.ClaimRow(
        number=number,
        tag=claim.tag,
        article=article,
        quote=claim.quote,
        who=who_said_it(claim.attribution, words),
        note=claim.note,
        starred=claim.starred,
    )


def _link_lines(drawn: Sequence[Relation], numbers: Numbers) -> tuple[sheet.RelationRow, ...]:
    """Relations whose ends are both on the worksheet, in the order of their first end."""
    claims = {claim.id: claim for claim in (*numbers.claims, *numbers.missed)}
    here = [link for link in drawn if link.source_id in claims and link.target_id in claims]

    def order(link: Relation) -> tuple[object, ...]:
        return numbers.place(link.source_id), numbers.place(link.target_id), link.id

    return tuple(
        sheet.RelationRow(
            type=link.type,
            source=numbers.end(claims[link.source_id]),
            target=numbers.end(claims[link.target_id]),
            note=link.note,
            acceptable=tuple((type, link.acceptable[type]) for type in RelationType
                             if link.acceptable.get(type)),
        )
        for link in sorted(here, key=order)
    )  # fmt: skip


def _judged(
    page: Worksheet,
    material: Material,
    grade: Grade,
    drawn: Sequence[Relation],
    numbers: Numbers,
    words: Language,
) -> Worksheet:
    """The page with the teacher's judgement on it."""
    lines = [_graded_claim(row, numbers, words) for row in grade.claims]
    lines += [_extra_claim(row, numbers, words) for row in grade.extras]
    scored = {(line.article, line.number) for line in lines}
    unscored = [claim for claim in numbers.claims if numbers.place(claim.id) not in scored]
    lines += [_claim_line(claim, numbers, words) for claim in unscored]
    credited = {row.match.id for row in grade.relations if row.match}
    beyond = _link_lines([link for link in drawn if link.id not in credited], numbers)
    beyond_words = words.say("grade.relation.extra")
    levels = consulting.rubric(words.code).levels
    known = {claim.id: claim for claim in (*material.key.claims, *numbers.claims)}
    stands_for = {row.key.id: row.match for row in grade.claims if row.match}
    return replace(
        page,
        claims=tuple(sorted(lines, key=lambda line: (line.article, line.number))),
        relations=(
            *(_graded_link(row, known, stands_for, numbers, words) for row in grade.relations),
            *(replace(line, reason=beyond_words) for line in beyond),
        ),
        notes=tuple(_judged_note(row, numbers, levels, words) for row in grade.notes),
        notes_hint=_notes_hint(grade, words),
        arithmetic=_arithmetic(grade, material.assignment.scale, words),
        comment=grade.comment,
        improvements=tuple(improvements(grade, words)),
    )


def _graded_claim(row: ClaimRow, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    shown = row.match or row.key
    line = _claim_line(shown, numbers, words)
    if row.match is None:
        line = replace(line, kind="missed", note=row.key.note, starred=False)
    return replace(
        line,
        reason=_with_change(explain_losses(row, words), row, words),
        found=row.found,
        tagged=row.tagged,
        source=row.source,
        total=row.effective,
        auto=row.auto if row.manual is not None and row.manual != row.auto else None,
        comment=row.comment,
    )


def _extra_claim(row: ExtraRow, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    return replace(
        _claim_line(row.annotation, numbers, words),
        kind="extra",
        reason=explain_row(row, words),
        total=row.effective,
        comment=row.comment,
    )


def _graded_link(
    row: RelationRow,
    known: Mapping[str, Annotation],
    stands_for: Mapping[str, Annotation],
    numbers: Numbers,
    words: Language,
) -> sheet.RelationRow:
    ends = row.match or row.key
    return sheet.RelationRow(
        type=ends.type,
        source=numbers.end(stands_for.get(ends.source_id), known.get(ends.source_id)),
        target=numbers.end(stands_for.get(ends.target_id), known.get(ends.target_id)),
        note=ends.note,
        reason=_with_change(explain_row(row, words), row, words),
        points=row.effective,
        possible=row.possible,
        auto=row.auto if row.manual is not None and row.manual != row.auto else None,
        comment=row.comment,
        missed=row.match is None,
    )


def _judged_note(
    row: NoteRow, numbers: Numbers, levels: Sequence[Level], words: Language
) -> sheet.NoteRow:
    article, number = numbers.place(row.annotation.id)
    following = (
        ""
        if row.level is None
        else "".join(level.description for level in levels[row.level + 1 : row.level + 2])
    )
    return sheet.NoteRow(
        article=article,
        number=number,
        tag=row.annotation.tag,
        text=row.annotation.note,
        level=row.level,
        level_name="" if row.level is None else levels[row.level].name,
        points=None if row.pending else row.effective,
        possible=row.possible,
        reason=words.say("worksheet.next_level", text=following) if following else "",
        comment=row.comment,
    )


def _notes_hint(grade: Grade, words: Language) -> str:
    """How many of the judged notes count where not all do, or how many are missing."""
    counted = round(grade.notes_part.possible / NOTE_POINTS)
    judged = sum(not row.pending for row in grade.notes)
    if judged > counted:
        return words.count("worksheet.notes_best", counted)
    if judged < counted:
        return words.count("worksheet.notes_missing", counted - judged, points=NOTE_POINTS)
    return ""


def _with_change(reason: str, row: Row, words: Language) -> str:
    """The reason, and that the teacher decided otherwise where she did."""
    if row.manual is None or row.manual == row.auto:
        return reason
    change = words.say("worksheet.overridden", auto=row.auto, points=row.manual)
    return f"{reason} {change}"


def _arithmetic(grade: Grade, scale: int, words: Language) -> sheet.Arithmetic:
    """The terms as they count: weights rescaled over the parts that have something in them."""
    whole = sum(part.weight for part in grade.parts if part.possible)
    names = ("claims", "relations", "notes")
    terms = tuple(
        sheet.Term(name, 100 * part.weight / whole, part.earned, part.possible)
        for name, part in zip(names, grade.parts, strict=True)
        if part.possible and whole
    )
    extras = explain_extras(grade, words)
    return sheet.Arithmetic(terms, grade.total, grade.out_of(scale), scale, extras)
