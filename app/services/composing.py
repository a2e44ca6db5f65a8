"""Composing a worksheet: what stands on it, gathered from the classroom file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain import language as languages
from app.domain import worksheet as sheet
from app.domain.annotation import Annotation, Attribution, reading_order
from app.domain.classroom import Classroom, Student
from app.domain.explaining import explain_extras, explain_losses, explain_row, improvements
from app.domain.grade import ClaimRow, ExtraRow, Grade, RelationRow
from app.domain.language import Code, Digits, Language
from app.domain.relation import Relation
from app.domain.rubric import NAMES
from app.domain.worksheet import Kind, Paper, Worksheet
from app.services.grading import Material, grade_with, material_of, scores_of, work_of

if TYPE_CHECKING:
    from app.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Choices:
    """How a worksheet is to look."""

    language: Code = "ar"
    digits: Digits = "arab"
    paper: Paper = Paper.A4
    colour: bool = True

    @property
    def words(self) -> Language:
        return languages.load(self.language, self.digits)


def worksheet_of(
    tx: Transaction, assignment_id: str, student: Student | None, kind: Kind, choices: Choices
) -> Worksheet:
    """One student's worksheet; ``student`` None: a blank one with a line for the name.

    KnownError where the assignment is not there, or has no key and ``kind`` is graded.
    """
    material = material_of(tx, assignment_id, key_needed=kind is Kind.GRADED)
    if kind is Kind.BLANK or student is None:
        return _page(tx, material, student, Kind.BLANK, choices, _Numbers([], []))
    work = work_of(tx, material, student.id)
    place = {article.id: index for index, article in enumerate(material.articles)}
    claims = sorted(
        (claim for claim in work.claims if claim.article_id in place),
        key=lambda claim: (place[claim.article_id], *reading_order(claim)),
    )
    if kind is Kind.STUDENT:
        numbers = _Numbers(claims, [])
        return replace(
            _page(tx, material, student, kind, choices, numbers),
            claims=tuple(_claim_line(claim, numbers, choices.words) for claim in claims),
            relations=tuple(_link_line(link, numbers) for link in numbers.known(work.relations)),
        )
    grade = grade_with(material, work, scores_of(tx, assignment_id, student.id))
    numbers = _Numbers(claims, [row.key for row in grade.claims if row.match is None])
    return _judged(
        _page(tx, material, student, kind, choices, numbers),
        material,
        grade,
        work.relations,
        numbers,
        choices.words,
    )


class _Numbers:
    """Numbers of the claims on one worksheet: the student's first, then the key's missed ones."""

    def __init__(self, claims: Sequence[Annotation], missed: Sequence[Annotation]) -> None:
        self.claims, self.missed = claims, missed
        self._number = {c.id: n for n, c in enumerate([*claims, *missed], 1)}
        self._quote = {c.id: c.quote for c in (*claims, *missed)}

    def __getitem__(self, id: str) -> int:
        return self._number[id]

    def end(self, *ids: str) -> tuple[int | None, str]:
        """Number and words of the first of these claims that is on the worksheet."""
        id = next((id for id in ids if id in self._number), "")
        return self._number.get(id), self._quote.get(id, "")

    def known(self, relations: Sequence[Relation]) -> list[Relation]:
        """Those whose ends are both on the worksheet, in the order of their first end."""
        here = [r for r in relations if r.source_id in self._number and r.target_id in self._number]
        return sorted(here, key=lambda r: (self[r.source_id], self[r.target_id], r.id))

    def marks(self, article_id: str, claims: Sequence[Annotation]) -> tuple[sheet.ClaimMark, ...]:
        return tuple(
            sheet.ClaimMark(
                self[claim.id], claim.tag, tuple((span.start, span.end) for span in claim.spans)
            )
            for claim in claims
            if claim.article_id == article_id
        )


def _page(
    tx: Transaction,
    material: Material,
    student: Student | None,
    kind: Kind,
    choices: Choices,
    numbers: _Numbers,
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
    )
    return Worksheet(
        kind=kind,
        title=assignment.name,
        articles=articles,
        school=classroom.school if classroom else "",
        classroom=classroom.name if classroom else "",
        student=student.name if student else "",
        instructions=assignment.instructions,
        language=choices.language,
        digits=choices.digits,
        paper=choices.paper,
        colour=choices.colour,
    )


def who_said_it(attribution: Attribution | None, words: Language) -> str:
    """«شخص مسمّى: ليلى حدّاد», or the type alone; empty where nobody has answered."""
    if attribution is None:
        return ""
    label = words.say(f"source_type.{attribution.source_type}")
    if not attribution.name:
        return label
    return words.say("grade.who", type=label, name=attribution.name)


def _claim_line(claim: Annotation, numbers: _Numbers, words: Language) -> sheet.ClaimRow:
    return sheet.ClaimRow(
        number=numbers[claim.id],
        tag=claim.tag,
        quote=claim.quote,
        who=who_said_it(claim.attribution, words),
        note=claim.note,
        starred=claim.starred,
    )


def _link_line(link: Relation, numbers: _Numbers) -> sheet.RelationRow:
    source, target = numbers.end(link.source_id), numbers.end(link.target_id)
    return sheet.RelationRow(
        type=link.type,
        source_number=source[0],
        source_quote=source[1],
        target_number=target[0],
        target_quote=target[1],
        note=link.note,
    )


def _judged(
    page: Worksheet,
    material: Material,
    grade: Grade,
    drawn: Sequence[Relation],
    numbers: _Numbers,
    words: Language,
) -> Worksheet:
    """The page with the teacher's judgement on it."""
    lines = [_graded_claim(row, numbers, words) for row in grade.claims]
    lines += [_extra_claim(row, numbers, words) for row in grade.extras]
    scored = {line.number for line in lines}
    unscored = [claim for claim in numbers.claims if numbers[claim.id] not in scored]
    lines += [_claim_line(claim, numbers, words) for claim in unscored]
    credited = {row.match.id for row in grade.relations if row.match}
    beyond = [link for link in numbers.known(drawn) if link.id not in credited]
    beyond_words = words.say("grade.relation.extra")
    stands_for = {row.key.id: row.match.id for row in grade.claims if row.match}
    return replace(
        page,
        claims=tuple(sorted(lines, key=lambda line: line.number)),
        relations=(
            *(_graded_link(row, material, stands_for, numbers, words) for row in grade.relations),
            *(replace(_link_line(link, numbers), reason=beyond_words) for link in beyond),
        ),
        notes=tuple(
            sheet.NoteRow(
                number=numbers[row.annotation.id],
                tag=row.annotation.tag,
                text=row.annotation.note,
                level=row.level,
                level_name="" if row.level is None else words.say(NAMES[row.level]),
                points=None if row.pending else row.effective,
                possible=row.possible,
                comment=row.comment,
            )
            for row in grade.notes
        ),
        arithmetic=_arithmetic(grade, material.assignment.scale, words),
        comment=grade.comment,
        improvements=tuple(improvements(grade, words)),
    )


def _graded_claim(row: ClaimRow, numbers: _Numbers, words: Language) -> sheet.ClaimRow:
    shown = row.match or row.key
    line = _claim_line(shown, numbers, words)
    if row.match is None:
        line = replace(line, kind="missed", note=row.key.note, starred=False)
    return replace(
        line,
        reason=explain_losses(row, words),
        found=row.found,
        tagged=row.tagged,
        source=row.source,
        total=row.effective,
        auto=row.auto if row.manual is not None and row.manual != row.auto else None,
        comment=row.comment,
    )


def _extra_claim(row: ExtraRow, numbers: _Numbers, words: Language) -> sheet.ClaimRow:
    return replace(
        _claim_line(row.annotation, numbers, words),
        kind="extra",
        reason=explain_row(row, words),
        total=row.effective,
        comment=row.comment,
    )


def _graded_link(
    row: RelationRow,
    material: Material,
    stands_for: dict[str, str],
    numbers: _Numbers,
    words: Language,
) -> sheet.RelationRow:
    ends = row.match or row.key
    quotes = {claim.id: claim.quote for claim in material.key.claims}
    source = numbers.end(ends.source_id, stands_for.get(ends.source_id, ""))
    target = numbers.end(ends.target_id, stands_for.get(ends.target_id, ""))
    return sheet.RelationRow(
        type=ends.type,
        source_number=source[0],
        source_quote=source[1] or quotes.get(ends.source_id, ""),
        target_number=target[0],
        target_quote=target[1] or quotes.get(ends.target_id, ""),
        note=ends.note,
        reason=explain_row(row, words),
        points=row.effective,
        possible=row.possible,
        auto=row.auto if row.manual is not None and row.manual != row.auto else None,
        comment=row.comment,
        missed=row.match is None,
    )


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
