"""Lists of a report: a badge, words, a bar, a figure. A row leads to its claim in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui import keys
from app.ui.controls.badge import paint_badge
from app.ui.controls.cutting import elided
from app.ui.controls.row_list import Index, RowList, RowPainter, state_and_rect
from app.ui.controls.shapes import direction_of, rounded, track
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look
from app.ui.reading import marks

ROW = 46
_BADGE, _GAP, _BAR = 36, 8, 64


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row. ``claim`` is where it leads; ``figure`` stands strong, ``rest`` quiet after it;
    ``share`` 0–1 draws the bar, None leaves it out; ``spoken`` is the row in a sentence."""

    claim: str
    words: str
    figure: str
    spoken: str
    rest: str = ""
    share: float | None = None
    tag: Tag | None = None
    relation: RelationType | None = None
    number: str = ""
    ours: bool = False

    @property
    def name(self) -> str:
        return self.claim

    @property
    def tip(self) -> str:
        return self.words


class FigureList(RowList[FigureLine]):
    """As high as its rows: what it stands in scrolls. A row's name is its claim's id.

    ``row_chosen`` at a click or a key, on the current row too: it is gone to once more.
    """

    OWN = ("Up", "Down", "Home", "End")

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, _Painter(look), ground="surface.paper", name=name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._go)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these rows; the current one stays where its claim is still there."""
        self.show_entries(lines)
        self.setFixedHeight(ROW * len(lines))

    def moved_to(self, entry: FigureLine) -> None:
        """Told by the click or the key that did it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Return", "Space") and self.currentIndex().isValid():
            self._go(self.currentIndex())
        elif chord in self.OWN and self.entries:
            super().keyPressEvent(event)
            self._go(self.currentIndex())
        else:
            event.ignore()

    def wheelEvent(self, e: Any) -> None:
        e.ignore()  # what it stands in scrolls

    def _go(self, index: Index) -> None:
        if index.isValid():
            self.row_chosen.emit(self.entries[index.row()].name)


class _Painter(RowPainter[FigureLine]):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, look = self.entry(index), self._look
        state, row = state_and_rect(option)
        self._paint_ground(painter, state, row)
        mirrored = look.right_to_left
        self._at, self._row, self._mirrored = 0, row, mirrored
        if line.tag is not None:
            box = self._take(_BADGE, 18)
            paint_badge(painter, box, look, line.tag, line.number, rtl=mirrored)
        elif line.relation is not None:
            box = self._take(_BADGE, marks.KNOT)
            side = box.right() + 1 - marks.KNOT if mirrored else box.left()
            knot = QRectF(side, box.top(), marks.KNOT, marks.KNOT)
            marks.paint_knot(painter, look.theme, knot, line.relation)
        figures = self._figure_widths(self.entries(index))
        bar = _BAR + _GAP if line.share is not None else 0
        words = row.width() - self._at - bar - sum(figures) - 2 * _GAP
        self._paint_words(painter, line, self._take(words, ROW - 2))
        if line.share is not None:
            box = self._take(_BAR, 7 if look.theme.track_outline else 5)
            track(painter, box, line.share, look.theme, rtl=mirrored)
        self._paint_figures(painter, line, figures)

    def _take(self, width: int, height: int) -> QRect:
        """The next ``width`` pixels of the row from the leading edge, and a gap after them."""
        row = self._row
        left = row.right() + 1 - self._at - width if self._mirrored else row.left() + self._at
        self._at += width + _GAP
        return QRect(left, row.top() + (row.height() - height) // 2, width, height)

    def _paint_ground(self, painter: QPainter, state: QStyle.StateFlag, row: QRect) -> None:
        look = self._look
        painter.fillRect(QRect(row.left(), row.top(), row.width(), 1), look.color("border.subtle"))
        inner = row.adjusted(0, 1, 0, 0)
        focused = (
            state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected
        )
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(inner, look.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(inner, look.color("surface.hover"))
        if focused:
            ring, width = look.color("focus.ring"), look.theme.focus_width
            rounded(painter, inner.adjusted(1, 1, -1, -1), 4, None, ring, width)

    def _paint_words(self, painter: QPainter, line: FigureLine, box: QRect) -> None:
        """From the edge where the words begin: Arabic ones from the right in any window."""
        look = self._look
        font = look.font("interface.label" if line.ours else "reading.quote")
        painter.setFont(font)
        painter.setPen(look.color("text.primary"))
        runs = direction_of(line.words, painter.layoutDirection())
        painter.setLayoutDirection(runs)
        rtl = look.right_to_left if line.ours else runs == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), elided(line.words, font, box.width()))

    def _fonts(self) -> tuple[QFont, QFont]:
        return (
            figure_font(self._look, "interface.strong"),
            figure_font(self._look, "interface.body"),
        )

    def _figure_widths(self, lines: Sequence[FigureLine]) -> tuple[int, int]:
        """Of the figure and of the rest; the widest of all rows, so that bars stand under bars."""
        strong, quiet = self._fonts()
        figures, rests = QFontMetrics(strong), QFontMetrics(quiet)
        rest = max((rests.horizontalAdvance(one.rest) for one in lines), default=0)
        figure = max((figures.horizontalAdvance(one.figure) for one in lines), default=0)
        return figure + 4, rest + 2 if rest else 0

    def _paint_figures(self, painter: QPainter, line: FigureLine, widths: tuple[int, int]) -> None:
        """The figure at the trailing side of its room, the rest against it."""
        look = self._look
        strong, quiet = self._fonts()
        box = self._take(widths[0], ROW - 2)
        painter.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self._mirrored else Qt.LayoutDirection.LeftToRight
        )
        end = Qt.AlignmentFlag.AlignLeft if self._mirrored else Qt.AlignmentFlag.AlignRight
        flags = int(end | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(strong)
        painter.setPen(look.color("text.primary"))
        painter.drawText(box, flags, line.figure)
        self._at -= _GAP
        painter.setFont(quiet)
        painter.setPen(look.color("text.secondary"))
        painter.drawText(self._take(widths[1], ROW - 2), flags, line.rest)
