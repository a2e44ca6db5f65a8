"""Judging on paper: a student's worksheet with the grade on every line of it, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain import worksheet as sheet
from app.domain.annotation import Annotation
from app.domain.assignment import Asked
from app.domain.explaining import explain_extras, explain_losses, explain_row, improvements
from app.domain.grade import ClaimRow, ExtraRow, Grade, NoteRow, RelationRow, Row
from app.domain.grading import NOTE_POINTS
from app.domain.language import Language
from app.domain.relation import Relation
from app.domain.rubric import Level
from app.domain.worksheet import Worksheet
from app.services import consulting
from app.services.grading import Material
from app.services.listing import claim_line, link_lines
from app.services.numbering import Numbers


def judged(
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
    lines += [claim_line(claim, numbers, words) for claim in unscored]
    credited = {row.match.id for row in grade.relations if row.match}
    beyond = link_lines([link for link in drawn if link.id not in credited], numbers)
    asked = Asked.LINKS in material.assignment.asked
    beyond_words = words.say("grade.relation.extra") if asked else ""
    levels = consulting.rubric(words.code, material.assignment.rubric).levels
    known = {claim.id: claim for claim in (*material.key.claims, *numbers.claims)}
    stands_for = {row.key.id: row.match for row in grade.claims if row.match}
    return replace(
        page,
        claims=tuple(sorted(lines, key=lambda line: (line.article, line.number))),
        relations=(
            *(_graded_link(row, known, stands_for, numbers, words) for row in grade.relations),
            *(replace(line, reason=beyond_words) for line in beyond),
        ),
        notes=tuple(_judged_note(row, numbers, levels, words, grade) for row in grade.notes),
        notes_hint=_notes_hint(grade, words),
        arithmetic=_arithmetic(grade, material.assignment.scale, words),
        comment=grade.comment,
        improvements=tuple(improvements(grade, words)),
    )


def _graded_claim(row: ClaimRow, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    shown = row.match or row.key
    line = claim_line(shown, numbers, words)
    if row.match is None:
        line = replace(line, kind="missed", note=row.key.note, starred=False)
    return replace(
        line,
        reason=_with_change(explain_losses(row, words), row, words),
        found=row.found,
        tagged=row.tagged,
        source=row.source if row.source_asked else None,
        total=row.effective,
        auto=row.auto if row.manual is not None and row.manual != row.auto else None,
        comment=row.comment,
    )


def _extra_claim(row: ExtraRow, numbers: Numbers, words: Language) -> sheet.ClaimRow:
    return replace(
        claim_line(row.annotation, numbers, words),
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
    row: NoteRow, numbers: Numbers, levels: Sequence[Level], words: Language, grade: Grade
) -> sheet.NoteRow:
    article, number = numbers.place(row.annotation.id)
    following = (
        ""
        if row.level is None
        else "".join(level.description for level in levels[row.level + 1 : row.level + 2])
    )
    # An approved grade waits for nobody: a note that was left without a level does not count.
    waiting = words.say("worksheet.notes.unjudged") if row.pending and grade.approved else ""
    return sheet.NoteRow(
        article=article,
        number=number,
        tag=row.annotation.tag,
        text=row.annotation.note,
        level=row.level,
        level_name=waiting if row.level is None else levels[row.level].name,
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
