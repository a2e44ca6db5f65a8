"""How the marks are painted. In order: tint, find, selection, lines, key, (text), badges."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from app.ui.reader.badges import more_text
from app.ui.reader.bands import band_rect, stretches
from app.ui.reader.claims import Span
from app.ui.reader.geometry import BlockBox
from app.ui.reader.marking import Marking

_SELECTION_ALPHA = 140
_Antialiasing = QPainter.RenderHint.Antialiasing


def paint_under(
    painter: QPainter, marking: Marking, boxes: Iterable[BlockBox], selection: Iterable[Span]
) -> None:
    """Everything that lies under the text. ``selection``: its parts, in positions."""
    boxes = list(boxes)
    painter.setPen(Qt.PenStyle.NoPen)
    for box in boxes:
        _paint_tints(painter, marking, box)
    if marking.matches:
        for box in boxes:
            _paint_matches(painter, marking, box)
    for part in selection:
        for box in boxes:
            _paint_selection(painter, marking, box, part)
    painter.setRenderHint(_Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    for box in boxes:
        marks = marking.marks(box)
        for tag, path in marks.lines.items():
            painter.fillPath(path, marking.theme.tag(tag).ink)
        if marks.key is not None:
            painter.fillPath(marks.key, marking.theme.color("reader.key_line"))


def paint_over(
    painter: QPainter, marking: Marking, boxes: Iterable[BlockBox], framed: Span | None
) -> None:
    """Badges, «+N», and the frame around what was just jumped to (``framed``, code points)."""
    flash = framed
    for box in boxes:
        _paint_more(painter, marking, box)
        for badge in marking.badges(box):
            rect = marking.badge_rect(badge)
            claim = marking.index.by_id.get(badge.ids[0])
            if claim is None:
                continue
            if badge.is_group:
                marking.artist.draw_group(painter, rect, len(badge.ids))
            else:
                strong = claim.id in marking.hovered
                marking.artist.draw(painter, rect, claim.tag, marking.number(claim), strong=strong)
            jumped = framed is not None and (claim.start, claim.end) == framed
            if marking.selected in badge.ids or jumped:
                marking.artist.draw_frame(painter, rect)
            flash = None if jumped else flash
        for badge in marking.key_badges(box):
            key = next(key for key in marking.keys if key.id == badge.ids[0])
            rect = marking.key_badge_rect(badge)
            marking.artist.draw_key(painter, rect, key.tag)
            if marking.selected_key in badge.ids:
                marking.artist.draw_frame(painter, rect)
        if flash is not None:
            _paint_frame(painter, marking, box, flash)


def _paint_tints(painter: QPainter, marking: Marking, box: BlockBox) -> None:
    marks = marking.marks(box)
    if not marks.tints:
        return
    painter.setRenderHint(_Antialiasing, True)
    theme = marking.theme
    for tag, path in marks.tints.items():
        mark = theme.tag(tag)
        _fill(painter, path, mark.tint, mark.ink, theme.band_outline)
    strong = marking.hovered | {marking.selected} if marking.selected else marking.hovered
    for claim_id in strong & marks.owned.keys():
        mark = theme.tag(marking.index.by_id[claim_id].tag)
        _fill(painter, marks.owned[claim_id], mark.tint_strong, mark.ink, theme.band_outline)


def _fill(
    painter: QPainter, path: QPainterPath, fill: QColor, ink: QColor, outline: int
) -> None:  # fmt: skip
    painter.fillPath(path, fill)
    if outline:
        painter.strokePath(path, QPen(ink, outline))


def _paint_matches(painter: QPainter, marking: Marking, box: BlockBox) -> None:
    painter.setRenderHint(_Antialiasing, True)
    theme = marking.theme
    for start, end, current in marking.matches_in(box):
        ink = theme.color("text.primary" if current else "find.hit_border")
        width = 2 if current else 1
        painter.setPen(QPen(ink, width))
        painter.setBrush(QBrush(theme.color("find.current" if current else "find.hit")))
        for line, left, right in stretches(box, start, end):
            rect = band_rect(line, left, right, marking.sizes).adjusted(-1, -1, 1, 1)
            inset = width / 2
            rect = rect.adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(rect, marking.sizes.radius, marking.sizes.radius)
    painter.setPen(Qt.PenStyle.NoPen)


def _paint_selection(
    painter: QPainter, marking: Marking, box: BlockBox, selection: Span
) -> None:  # fmt: skip
    start, end = selection[0] - box.position, selection[1] - box.position
    if end <= 0 or start >= len(box.text):
        return
    color = QColor(marking.theme.color("reader.selection"))
    color.setAlpha(_SELECTION_ALPHA)
    sizes = marking.sizes
    low = sizes.first_lane + sizes.thickness_selected - sizes.below
    for line, left, right in stretches(box, start, end):
        painter.fillRect(band_rect(line, left, right, sizes).adjusted(0, -1, 0, low), color)


def _paint_more(painter: QPainter, marking: Marking, box: BlockBox) -> None:
    for more in marking.marks(box).more:
        rect = marking.more_rect(more.line)
        painter.setPen(marking.theme.color("text.secondary"))
        painter.setFont(marking.theme.font("interface.caption"))
        text = more_text(marking.artist.figures, len(more.claims))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def _paint_frame(painter: QPainter, marking: Marking, box: BlockBox, framed: Span) -> None:
    start = marking.display.position(framed[0]) - box.position
    end = marking.display.position(framed[1]) - box.position
    if end <= 0 or start >= len(box.text):
        return
    painter.setRenderHint(_Antialiasing, True)
    painter.setPen(QPen(marking.theme.color("text.primary"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, left, right in stretches(box, start, end):
        rect = QRectF(band_rect(line, left, right, marking.sizes)).adjusted(-1, -1, 1, 1)
        painter.drawRoundedRect(rect, marking.sizes.radius, marking.sizes.radius)
