"""What follows the tables: notes as judged, the arithmetic, the teacher's words."""

from collections.abc import Sequence

from app.domain.language import isolate
from app.domain.worksheet import Arithmetic, NoteRow, Worksheet
from app.formats.typesetting.drawing import Drawing
from app.formats.worksheet.claims import LONG, badge_picture
from app.formats.worksheet.lettering import (
    Styles,
    draw_line,
    heading_strips,
    lines_of,
    prose_strips,
    single,
)
from app.formats.worksheet.links import claim_place
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Align, Sheet
from app.formats.worksheet.strips import Strip
from app.formats.worksheet.table import (
    Column,
    Row,
    balanced,
    beside,
    columns_of,
    room_for,
    table_strips,
    text_cell,
    under,
)

_PAD = 16 * PIXEL


def notes_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """Starred notes with the rubric's level and points."""
    if not worksheet.notes:
        return _none(sheet, styles, worksheet)
    notes, several = worksheet.notes, worksheet.has_several_articles
    section = sheet.root.add("Sect")
    title = sheet.say("notes.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    shares = balanced(
        sheet, (styles.body,) * 3, (260, 90, 190),
        [
            (note.text[:LONG], _level(sheet, note), f"{note.comment[:LONG]}\n{note.reason}")
            for note in notes
        ],
    )  # fmt: skip
    parts: list[tuple[str, float, Align]] = [
        (sheet.say("claims.claim"), 108 if several else 54, "start"),
        (sheet.say("claims.note"), shares[0], "start"),
        (sheet.say("notes.level"), shares[1], "start"),
        (sheet.say("notes.comment"), shares[2], "start"),
        (sheet.say("relations.points"), 60, "centre"),
    ]
    columns = columns_of(sheet, styles.head, parts)
    rows = [_note(sheet, styles, columns, note, several) for note in notes]
    strips += table_strips(sheet, columns, rows, styles.head, section.add("Table"))
    if worksheet.notes_hint:
        said = section.add("P")
        strips += prose_strips(
            sheet, worksheet.notes_hint, styles.label, said, before=4 * PIXEL,
            base=int(sheet.right_to_left),
        )  # fmt: skip
    return strips


def _none(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """Where no note was chosen: what that means, if anything."""
    if not worksheet.notes_hint:
        return []
    section = sheet.root.add("Sect")
    title = sheet.say("notes.title")
    strips = heading_strips(sheet, title, styles.section, section.add("H2"))
    base = int(sheet.right_to_left)
    said = section.add("P")
    return [*strips, *prose_strips(sheet, worksheet.notes_hint, styles.body, said, base=base)]


def _level(sheet: Sheet, note: NoteRow) -> str:
    return note.level_name or sheet.say("notes.waiting")


def _note(
    sheet: Sheet, styles: Styles, columns: Sequence[Column], note: NoteRow, several: bool
) -> Row:
    there = claim_place(note.article, note.number)
    badge = badge_picture(sheet, styles, note.tag, note.number, there)
    place = sheet.say("in_article", n=note.article) if several else ""
    room = room_for(badge)
    claim = text_cell(sheet, place, styles.label, columns[0], reserve=room)
    quiet = styles.body.coloured(sheet.look.quiet)
    points = "–"
    if note.points is not None and note.possible is not None:
        points = sheet.say(
            "points_of", n=sheet.points(note.points), possible=sheet.points(note.possible)
        )
    long = len(note.text) > LONG
    text = sheet.say("claims.below") if long else note.text
    below = [(1, text_cell(sheet, note.text, styles.body, under(columns)))] if long else []
    comment = text_cell(sheet, note.comment, styles.body, columns[3])
    if len(note.comment) > LONG:
        said = sheet.say("teacher_says", text=isolate(note.comment))
        below.append((3, text_cell(sheet, said, styles.body, under(columns))))
        comment = []
    cells = [
        beside(sheet, claim, badge),
        text_cell(sheet, text, styles.body, columns[1]),
        text_cell(sheet, _level(sheet, note), styles.figure, columns[2]),
        [
            *comment,
            *text_cell(sheet, note.reason, quiet, columns[3], ours=True),
        ],
        text_cell(sheet, points, styles.figure, columns[4]),
    ]
    return Row(cells, below)


def arithmetic_strip(sheet: Sheet, styles: Styles, arithmetic: Arithmetic) -> Strip:
    """The box from which every sum can be done again by hand."""
    base = int(sheet.right_to_left)
    mark = single(sheet.points(arithmetic.mark, 1), styles.mark, base)
    scale = sheet.say("of_scale", scale=sheet.points(arithmetic.scale))
    small = single(scale, styles.label, base)
    mark_width = mark.width + small.width + 8 * PIXEL
    width = sheet.width - 2 * _PAD - mark_width - 20 * PIXEL
    title = sheet.say("sum.title")
    section = sheet.root.add("Sect")
    parts = (
        (title, styles.label, section.add("H2")),
        (_names(sheet, arithmetic), styles.label, section.add("P")),
        (_expression(sheet, arithmetic), styles.figure, section.add("P")),
        (arithmetic.extras, styles.label, section.add("P")),
    )
    rows = [
        (line, style, element)
        for text, style, element in parts
        for line in lines_of(text, style, width, base)
    ]
    result = section.add("P")
    height = sum(style.leading for _, style, _ in rows) + 20 * PIXEL

    def draw(drawing: Drawing, top: float) -> None:
        with drawing.artifact():
            box = (sheet.x(0, sheet.width), top - height, sheet.width, height)
            drawing.frame(box, sheet.look.text, 0.75, 6 * PIXEL)
        drawing.bookmark(title, 1, top)
        y = top - 10 * PIXEL
        for line, style, element in rows:
            draw_line(drawing, line, style, (sheet.x(_PAD, width), width, y), "start", element)
            y -= style.leading
        lead = sheet.width - _PAD - mark_width
        middle = top - (height - styles.mark.leading) / 2
        box = (sheet.x(lead, mark.width), mark.width, middle)
        draw_line(drawing, mark, styles.mark, box, "start", result)
        lead += mark.width + 8 * PIXEL
        box = (sheet.x(lead, small.width), small.width, middle - 9 * PIXEL)
        draw_line(drawing, small, styles.label, box, "start", result)

    return Strip(height, draw, before=24 * PIXEL)


def _names(sheet: Sheet, arithmetic: Arithmetic) -> str:
    """«الادعاءات + الصلات + الملاحظات»: what the terms are, in their order."""
    return " + ".join(sheet.say(f"sum.{term.part}") for term in arithmetic.terms)


def _expression(sheet: Sheet, arithmetic: Arithmetic) -> str:
    """«٦٠ × ٩٣ ÷ ١٢٠ + … = ٤٦٫٥ + … = ٧١٫٥»."""
    points = sheet.points
    terms = [
        f"{points(term.weight)} × {points(term.points)} ÷ {points(term.possible)}"
        for term in arithmetic.terms
    ]
    parts = [term.weight * term.points / term.possible for term in arithmetic.terms]
    shares, total = visible_sum(parts, arithmetic.percent)
    steps = [" + ".join(terms), " + ".join(points(share) for share in shares), points(total)]
    return sheet.sum(" = ".join(steps if len(shares) > 1 else [steps[0], steps[2]]))


def visible_sum(parts: Sequence[float], whole: float) -> tuple[list[float], float]:
    """``parts`` and ``whole`` rounded so that the figures on paper add up as they stand.

    One decimal does where it can, else two. Where even these are a hundredth off, that goes to the
    parts for which rounding the other way is least wrong. A ``whole`` that is not the sum at all
    (a limit was applied) is left to differ.
    """
    for places in (1, 2):
        shares = [float(f"{part:.{places}f}") for part in parts]
        total = float(f"{whole:.{places}f}")
        if abs(sum(shares) - total) < 10**-places / 2:
            return shares, total
    cents = round(100 * (total - sum(shares)))
    if abs(cents) <= len(shares) / 2:
        step = 1 if cents > 0 else -1
        by_loss = sorted(range(len(parts)), key=lambda k: step * (shares[k] - parts[k]))
        for k in by_loss[: abs(cents)]:
            shares[k] = float(f"{shares[k] + step / 100:.2f}")
    return shares, total


def teacher_strips(sheet: Sheet, styles: Styles, worksheet: Worksheet) -> list[Strip]:
    """The teacher's comment."""
    strips: list[Strip] = []
    if worksheet.comment.strip():
        section = sheet.root.add("Sect")
        title = sheet.say("comment.title")
        strips += heading_strips(sheet, title, styles.section, section.add("H2"))
        strips += prose_strips(sheet, worksheet.comment, styles.prose, section.add("P"))
    return strips
