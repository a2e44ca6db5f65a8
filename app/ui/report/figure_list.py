"""Lists of a report: a badge, words, a bar, a figure. A row leads to its claim in the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.annotation import Tag
from app.domain.language import Language
from app.domain.relation import RelationType
from app.ui import keys
from app.ui.controls.badge import paint_badge
from app.ui.controls.cutting import elided
from app.ui.controls.shapes import direction_of, rounded, track
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.sheet import NO_RING

ROW = 46
_BADGE, _GAP, _BAR = 36, 8, 64
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row. ``claim`` is where it leads; ``figure`` stands strong, ``rest`` quiet after it;
    ``share`` 0–1 draws the bar, None leaves it out; ``spoken`` is the row in a sentence."""

    claim: str
    words: str
    figure: str
    rest: str = ""
    share: float | None = None
    tag: Tag | None = None
    relation: RelationType | None = None
    number: str = ""
    ours: bool = False
    spoken: str = ""


class FigureList(QListView):
    """As high as its rows: what it stands in scrolls. ``chosen`` carries a claim's id."""

    chosen = Signal(str)

    def __init__(self, look: Look, language: Language, name: str) -> None:
        super().__init__()
        self._look = look
        self.lines = _Model()
        self.setAccessibleName(name)
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(look, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._go)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_lines(self, lines: Sequence[FigureLine]) -> None:
        """Show these rows; the current one stays where its claim is still there."""
        current = self.currentIndex()
        claim = self.lines.rows[current.row()].claim if current.isValid() else ""
        self.lines.show(lines)
        self.setFixedHeight(ROW * len(lines))
        place = next((n for n, line in enumerate(lines) if line.claim == claim), None)
        if place is not None:
            self.setCurrentIndex(self.lines.index(place))

    def choose(self, claim: str) -> None:
        """Make a claim's row current without going to it in the text."""
        place = next((n for n, line in enumerate(self.lines.rows) if line.claim == claim), None)
        if place is None:
            self.selectionModel().clear()
        else:
            self.setCurrentIndex(self.lines.index(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Return", "Space") and self.currentIndex().isValid():
            self._go(self.currentIndex())
        elif chord in ("Up", "Down", "Home", "End") and self.lines.rows:
            super().keyPressEvent(event)
            self._go(self.currentIndex())
        else:
            event.ignore()

    def wheelEvent(self, e: Any) -> None:
        e.ignore()  # what it stands in scrolls

    def _go(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.lines.rows[index.row()].claim)

    def _dress(self) -> None:
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, self._look.color("surface.paper"))
        self.setPalette(palette)


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[FigureLine] = ()

    def show(self, rows: Sequence[FigureLine]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken or row.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.words
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: Sequence[FigureLine] = ()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Model):
            return
        line = model.rows[index.row()]
        look, row = self._look, QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownArgumentType]
        self._paint_ground(painter, option, row)
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
        self.lines = model.rows
        figures = self._figure_widths()
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

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: QRect) -> None:
        look, state = self._look, option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
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

    def _figure_widths(self) -> tuple[int, int]:
        """Of the figure and of the rest; the widest of all rows, so that bars stand under bars."""
        strong, quiet = self._fonts()
        figures, rests = QFontMetrics(strong), QFontMetrics(quiet)
        rest = max((rests.horizontalAdvance(one.rest) for one in self.lines), default=0)
        figure = max((figures.horizontalAdvance(one.figure) for one in self.lines), default=0)
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
