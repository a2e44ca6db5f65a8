"""How a row of the tables looks, and the heads over them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.language import Language
from app.ui.controls import row_list
from app.ui.controls.cutting import elided
from app.ui.controls.shapes import rounded, stroke
from app.ui.grading.entries import Entry
from app.ui.look import Look
from app.ui.reading import marks

HEAD = 30
_PADDING = 16
_NUMBER = 32
_FIGURE, _POINTS, _MARK = 74, 84, 40
_NARROW = 620  # of the table: figures come closer
_FIGURE_NARROW, _POINTS_NARROW, _MARK_NARROW = 54, 70, 38
_LEAD = 132  # of a row, for whose answer it is
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand in a row of ``width``, from the leading edge, in pixels."""

    words: tuple[int, int]
    figures: tuple[tuple[int, int], ...]
    points: tuple[int, int]
    mark: tuple[int, int]
    width: int

    def rect(self, row: QRect, span: tuple[int, int], *, mirrored: bool) -> QRect:
        start, length = span
        left = row.right() + 1 - start - length if mirrored else row.left() + start
        return QRect(left, row.top(), length, row.height())


def columns(width: int, figures: int, *, wide: bool = False, bar: int = 0) -> Columns:
    """Columns for a table with so many figures; ``wide``: they are words.

    A scroll bar takes its width from the last column, so that nothing else moves.
    """
    narrow = width < _NARROW
    each = _FIGURE_NARROW if narrow else _FIGURE
    if wide:
        each = 96 if narrow else 120
    points = _POINTS_NARROW if narrow else _POINTS
    mark = _MARK_NARROW if narrow else _MARK
    end = width - mark - points
    starts = [end - each * (figures - place) for place in range(figures)]
    words = _PADDING + _NUMBER
    return Columns(
        words=(words, max(40, (starts[0] if starts else end) - words - 8)),
        figures=tuple((start, each) for start in starts),
        points=(end, points),
        mark=(end + points, mark - bar),
        width=width,
    )


def figure_font(look: Look, role: str) -> QFont:
    """A face whose figures are equally wide."""
    font = look.font(role)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class RowPainter(row_list.RowPainter[Entry]):
    """Number, the key's words, figures, points, and a mark: override, missed, review."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self.figures = 3
        self.wide = False

    def paint_row(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        look, mirrored = self._look, self._look.right_to_left
        places = columns(rect.width() + self.bar, self.figures, wide=self.wide, bar=self.bar)
        number = places.rect(rect, (_PADDING - 6, _NUMBER - 12), mirrored=mirrored)
        painter.setFont(figure_font(look, "interface.caption"))
        painter.setPen(look.color("text.tertiary"))
        painter.drawText(number, _MIDDLE, self._language.number(entry.number))
        self._paint_words(painter, places.rect(rect, places.words, mirrored=mirrored), entry)
        quiet = "text.tertiary" if entry.faint else "text.primary"
        font = figure_font(look, "interface.label")
        painter.setFont(font)
        painter.setPen(look.color(quiet))
        for span, figure in zip(places.figures, entry.figures, strict=False):
            box = places.rect(rect, span, mirrored=mirrored)
            shown = QFontMetrics(font).elidedText(figure, Qt.TextElideMode.ElideRight, span[1] - 6)
            painter.drawText(box, _MIDDLE, shown)
        self._paint_points(painter, places.rect(rect, places.points, mirrored=mirrored), entry)
        if entry.mark:
            box = places.rect(rect, places.mark, mirrored=mirrored)
            color = "state.warning" if entry.mark == "warning" else "text.secondary"
            icon = look.icon(entry.mark, color)
            at = box.center() - QPoint(8, 8)
            icon.paint(painter, QRect(at, QSize(16, 16)))

    def _paint_lead(self, painter: QPainter, box: QRect, entry: Entry) -> QRect:
        """Whose answer it is; returns the room that is left."""
        mirrored = self._look.right_to_left
        width = min(_LEAD, box.width() // 3)
        font = self._look.font("interface.label")
        painter.setFont(font)
        painter.setPen(self._look.color("text.secondary"))
        lead = QRect(box.right() + 1 - width if mirrored else box.left(), box.top(), width,
                     box.height())  # fmt: skip
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(lead, flags, elided(entry.lead, font, width))
        taken = width + 12
        return box.adjusted(0, 0, -taken, 0) if mirrored else box.adjusted(taken, 0, 0, 0)

    def _paint_words(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        """Words of an article run from the right whichever way the interface runs."""
        look, mirrored = self._look, self._look.right_to_left
        if entry.lead:
            box = self._paint_lead(painter, box, entry)
        font = look.font("reading.quote")
        painter.setFont(font)
        if entry.tag is not None:
            letter = QRectF(0, 0, 18, 18)
            letter.moveCenter(QRectF(box).center())
            if mirrored:
                letter.moveRight(box.right() + 1)
                box = box.adjusted(0, 0, -26, 0)
            else:
                letter.moveLeft(box.left())
                box = box.adjusted(26, 0, 0, 0)
            marks.paint_letter(painter, look.theme, letter, entry.tag)
        if entry.relation is None:
            self._paint_line(painter, box, entry.words[0], font)
            return
        half = (box.width() - marks.KNOT - 16) // 2
        first, second = QRect(box), QRect(box)
        first.setLeft(box.right() + 1 - half)
        second.setRight(box.left() + half - 1)
        self._paint_line(painter, first, entry.words[0], font)
        self._paint_line(painter, second, entry.words[1], font)
        knot = QRectF(0, 0, marks.KNOT, marks.KNOT)
        knot.moveCenter(QRectF(box).center())
        marks.paint_knot(painter, look.theme, knot, entry.relation)

    def _paint_line(self, painter: QPainter, box: QRect, words: str, font: QFont) -> None:
        flags = (
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.TextFlag.TextSingleLine
        )
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.setFont(font)
        painter.setPen(self._look.color("text.primary"))
        painter.drawText(box, flags, elided(words, font, box.width()))
        painter.restore()

    def _paint_points(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        look, mirrored = self._look, self._look.right_to_left
        font = figure_font(look, "interface.strong")
        painter.setFont(font)
        painter.setPen(look.color("text.tertiary" if entry.faint else "text.primary"))
        if not entry.before:
            painter.drawText(box, _MIDDLE, entry.points)
            return
        metrics = QFontMetrics(font)
        frame = QRect(0, 0, max(26, metrics.horizontalAdvance(entry.points) + 14), 24)
        frame.moveCenter(box.center() + QPoint(-8 if mirrored else 8, 0))
        rounded(
            painter, frame, look.theme.radius("mark"), look.color("surface.paper"),
            look.color("border.strong"),
        )  # fmt: skip
        painter.drawText(frame, _MIDDLE, entry.points)
        small = figure_font(look, "interface.caption")
        painter.setFont(small)
        painter.setPen(look.color("text.tertiary"))
        width = QFontMetrics(small).horizontalAdvance(entry.before) + 4
        old = QRect(0, 0, width, 18)
        old.moveCenter(frame.center())
        if mirrored:
            old.moveLeft(frame.right() + 8)
        else:
            old.moveRight(frame.left() - 8)
        painter.drawText(old, _MIDDLE, entry.before)
        middle = old.center().y() + 1
        painter.fillRect(QRect(old.left() - 1, middle, old.width() + 2, 1),
                         look.color("text.secondary"))  # fmt: skip


class Heads(QWidget):
    """What the columns hold; ``HEAD`` high."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = ""
        self._figures: Sequence[str] = ()
        self._short: Sequence[str] = ()
        self._wide = False
        self.setFixedHeight(HEAD)
        look.theme_changed.connect(self.update)

    def show_heads(
        self, words: str, figures: Sequence[str], short: Sequence[str], *, wide: bool
    ) -> None:
        """``short`` where the columns are too narrow for ``figures``."""
        self._words, self._figures, self._short, self._wide = words, figures, short, wide
        self.setAccessibleName(" · ".join((words, *figures)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        painter.fillRect(self.rect(), look.color("surface.window"))
        stroke(
            painter, self.rect().bottomLeft().toPointF(), self.rect().bottomRight().toPointF(),
            look.color("border.default"),
        )  # fmt: skip
        places = columns(self.width(), len(self._figures) - 1, wide=self._wide)
        font = look.font("interface.caption")
        painter.setFont(font)
        painter.setPen(look.color("text.secondary"))
        words = places.rect(self.rect(), places.words, mirrored=mirrored)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(
            words, int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter),
            self._words,
        )  # fmt: skip
        metrics = QFontMetrics(font)
        spans = (*places.figures, places.points)
        whole = all(
            metrics.horizontalAdvance(head) <= span[1]
            for span, head in zip(spans, self._figures, strict=False)
        )
        for span, head in zip(spans, self._figures if whole else self._short, strict=False):
            box = places.rect(self.rect(), span, mirrored=mirrored)
            shown = metrics.elidedText(head, Qt.TextElideMode.ElideRight, span[1])
            painter.drawText(box, _MIDDLE, shown)
        painter.end()
