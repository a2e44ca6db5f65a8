"""Composing a worksheet: what stands on it, gathered from the classroom file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.domain import language as languages
from app.domain import receipt as receipts
from app.domain import worksheet as sheet
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.assignment import Asked
from app.domain.classroom import Classroom, Student
from app.domain.language import Code, Digits, Language
from app.domain.setting import OWNER
from app.domain.submission import Submission, attempt_order
from app.domain.worksheet import Booklet, Kind, Paper, Worksheet
from app.services import consulting
from app.services.attaching import attached
from app.services.grading import Material, grade_with, material_of, scores_of, work_of
from app.services.judging import judged
from app.services.listing import claim_line, link_lines, who_said_it
from app.services.numbering import Numbers

if TYPE_CHECKING:
    from app.store.transaction import Transaction


_OF_WORK = (Kind.STUDENT, Kind.GRADED)  # kinds that show what was handed in


@dataclass(frozen=True, slots=True)
class Choices:
    """How a worksheet is to look. Empty ``school`` and ``classroom``: as the classroom has them.

    ``logo`` is a PNG, empty for none; ``hijri`` asks for the Hijri date beside the Gregorian;
    ``odd``: in a booklet each worksheet begins on an odd page; ``fillable``: blank ones and
    students' have fields to type the comment and the mark into; not ``named``: ids stand for names.
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
    fillable: bool = False
    named: bool = True

    def called(self, student: Student | None) -> str:
        """What a worksheet calls a student: the name, or the id where names are left out; nothing
        where nobody has said whose work it is, for a line to write on."""
        if student is None or student.name == OWNER:
            return ""
        return student.name if self.named else student.id

    @property
    def words(self) -> Language:
        return languages.load(self.language, self.digits)


def worksheet_of(
    tx: Transaction,
    assignment_id: str,
    student: Student | None,
    kind: Kind,
    choices: Choices,
    material: Material | None = None,
) -> Worksheet:
    """One student's worksheet; ``student`` None: a blank one with a line for the name.

    A key is nobody's: ``student`` does not matter. ``material`` is the assignment's, where it was
    read already for others of a class. KnownError where the assignment is not there, or has no key
    and ``kind`` needs one.
    """
    material = material or material_for(tx, assignment_id, kind)
    if kind is Kind.KEY:
        return _key(tx, material, choices)
    if kind is Kind.BLANK or student is None:
        numbers = Numbers(material.articles)
        blank = _page(tx, material, student, Kind.BLANK, choices, numbers)
        return attached(blank, material, numbers, student_id=student.id if student else "")
    work = work_of(tx, material, student.id)
    if kind is Kind.STUDENT:
        numbers = Numbers(material.articles, work.claims)
        page = replace(
            _page(tx, material, student, kind, choices, numbers),
            claims=tuple(claim_line(claim, numbers, choices.words) for claim in numbers.claims),
            relations=link_lines(work.relations, numbers),
        )
        return attached(page, material, numbers, work.relations, student_id=student.id)
    grade = grade_with(material, work, scores_of(tx, assignment_id, student.id))
    missed = [row.key for row in grade.claims if row.match is None]
    numbers = Numbers(material.articles, work.claims, missed)
    page = judged(
        _page(tx, material, student, kind, choices, numbers),
        material,
        grade,
        work.relations,
        numbers,
        choices.words,
    )
    return attached(
        page, material, numbers, work.relations, student_id=student.id, grade=grade
    )  # fmt: skip


def material_for(tx: Transaction, assignment_id: str, kind: Kind) -> Material:
    """What all worksheets of a kind are made from. KnownError as ``worksheet_of``."""
    material = material_of(tx, assignment_id, key_needed=kind in (Kind.GRADED, Kind.KEY))
    if kind not in _OF_WORK:
        return material
    return replace(material, submissions=_submissions(tx, material))


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
    handed_in, receipt = _hand_in(tx, material, student, kind)
    return Worksheet(
        kind=kind,
        title=assignment.name,
        articles=articles,
        school=choices.school or (classroom.school if classroom else ""),
        classroom=choices.classroom or (classroom.name if classroom else ""),
        subject=choices.subject,
        student=choices.called(student),
        handed_in=handed_in,
        receipt=receipt,
        last_mark=last_mark(numbers.claims),
        instructions=assignment.instructions if kind is Kind.BLANK else "",
        language=choices.language,
        digits=choices.digits,
        paper=choices.paper,
        colour=choices.colour,
        hijri=choices.hijri,
        logo=choices.logo,
        fillable=choices.fillable,
        asked=assignment.asked,
    )


def _hand_in(
    tx: Transaction, material: Material, student: Student | None, kind: Kind
) -> tuple[datetime | None, str]:
    """When a student's latest attempt was handed in, by the clock on the wall here, and the receipt
    as people read it; nothing where nothing was."""
    if student is None or kind not in _OF_WORK:
        return None, ""
    everyones = material.submissions
    if everyones is None:
        everyones = _submissions(tx, material)
    came = [one for one in everyones if set(student.id.split("+")) & set(one.student_ids)]
    if not came:
        return None, ""
    last = max(came, key=attempt_order)
    return datetime.fromisoformat(last.handed_in).astimezone(), receipts.shown(last.receipt)


def _submissions(tx: Transaction, material: Material) -> tuple[Submission, ...]:
    return tuple(tx.find(Submission, assignment_id=material.assignment.id))


def _key(tx: Transaction, material: Material, choices: Choices) -> Worksheet:
    """The teacher's claims and relations, what else earns points, and how it is counted."""
    words = choices.words
    numbers = Numbers(material.articles, material.key.claims)
    page = replace(
        _page(tx, material, None, Kind.KEY, choices, numbers),
        last_mark=None,
        claims=tuple(
            replace(
                claim_line(claim, numbers, words),
                who=who_said_it(claim.attribution or Attribution(SourceType.NONE), words),
                core=claim.core.exact if claim.core else "",
                acceptable=tuple((tag, claim.acceptable[tag]) for tag in Tag
                                 if claim.acceptable.get(tag)),
                scored=claim.scored,
            )
            for claim in numbers.claims
        ),
        relations=link_lines(material.key.relations, numbers),
        rubric=consulting.rubric(words.code, material.assignment.rubric).levels,
        counting=_counting(material, words),
    )  # fmt: skip
    return attached(page, material, numbers, material.key.relations)


def _counting(material: Material, words: Language) -> str:
    """What each part weighs, and how many notes count."""
    assignment, weights = material.assignment, material.assignment.weights
    notes = Asked.NOTES in assignment.asked
    shares = words.say(
        "worksheet.counting",
        claims=weights.claims,
        relations=weights.relations if Asked.LINKS in assignment.asked else 0,
        notes=weights.notes if notes else 0,
        scale=assignment.scale,
    )
    if not notes:
        return shares
    return f"{shares} {words.count('worksheet.notes_asked', assignment.notes_asked)}"


def last_mark(claims: Sequence[Annotation]) -> date | None:
    """The day on which the latest of these was made; None where no moment is known.

    By universal time: this computer's zone would make another paper of the same file elsewhere.
    """
    moments: list[datetime] = []
    for claim in claims:
        try:
            moment = datetime.fromisoformat(claim.created)
            known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            moments.append(known.astimezone(UTC))
        except (ValueError, OverflowError, OSError):  # another program's, or out of all bounds
            continue
    return max(moments).date() if moments else None
