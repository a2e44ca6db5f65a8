"""An article as a column of text: how it is set, where it stands, what is laid out when.

A long text takes a second to break into lines anew. While the window's edge is dragged its lines
stay as they are, and are broken once the edge rests; where much lies above what is seen, piece by
piece, behind a picture of what was there.
"""

import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.domain.article import Segment
from app.domain.direction import is_right_to_left
from app.ui.look import Look
from app.ui.offsets import DisplayText
from app.ui.reader import column
from app.ui.reader.geometry import Geometry

Place = tuple[int, float]  # a position of the document, and how far its line is from the top
SMALLEST, LARGEST = 12, 48
_LIVE = 5_000  # code points that are broken into lines anew at every step of a drag
_AT_ONCE = 60_000  # … and when it rests, without putting anything off
_REST = 120  # milliseconds without a step
_PIECE = 4_000
_SLICE = 0.025  # seconds


class TextColumn(QTextEdit):
    """The text of an article, set for reading. Start with ``show_article``."""

    geometry_changed = Signal()  # scrolled, or laid out again
    zoomed = Signal(int)  # by the wheel: the reading size in pixels

    def __init__(
        self, look: Look, *, face: str = "reading.medium", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        reading = look.theme.face(face)
        self._size, self._line_height = reading.size, reading.line_height
        self._leading = column.LEADING
        self._measure = look.size("measure_max")
        self._tashkeel = True
        self._boilerplate_shown = False
        self._kept: Place | None = None  # while the edge is dragged, and until all is laid out
        self._held_width: int | None = None
        self._adjusting = False  # the text is scrolled by its layout, not by a person
        self._picture: QPixmap | None = None  # of what was seen, while lines are broken anew
        self._laid_to = 0
        self._ends: tuple[int, int] = (0, 0)
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self._rest)
        self._laying = QTimer(self, interval=0)
        self._laying.timeout.connect(self._lay_on)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAutoFillBackground(True)
        self.horizontalScrollBar().rangeChanged.connect(self._stay_upright)
        self.setCursorWidth(2)
        self.setUndoRedoEnabled(False)
        self._wear_palette()
        self._load("", ())
        self.document().documentLayout().documentSizeChanged.connect(self._laid_out)
        self.verticalScrollBar().valueChanged.connect(self._follow_scrolling)
        self.verticalScrollBar().valueChanged.connect(self.geometry_changed)
        self.verticalScrollBar().rangeChanged.connect(self._fit_column)
        look.theme_changed.connect(self._dress)

    # the text

    def show_article(self, text: str, segments: Sequence[Segment] = ()) -> None:
        """Show a text from its beginning; what is not news is dimmed, headings stand out."""
        self._picture = None
        self._load(text, segments)
        self.geometry_changed.emit()

    def set_reading(self, size: int, line_height: int) -> None:
        """Reading size and line height in pixels. The first line stays where it is."""
        size = min(max(size, SMALLEST), LARGEST)
        if (size, line_height) == (self._size, self._line_height):
            return
        self.settle()
        place = self._place()
        self._size, self._line_height = size, line_height
        setting = self._setting()
        self.setFont(setting.font)
        self.document().setDefaultFont(setting.font)
        column.set_lines(self.document(), self._display.shown, setting)
        self._laid_out()
        self._return_to(*place)
        self.viewport().update()

    def set_measure(self, width: int) -> None:
        """The widest that the column may be, in pixels."""
        if width != self._measure:
            place = self._place()
            self._measure = width
            self._fit_column()
            self._return_to(*place)

    def set_tashkeel(self, visible: bool) -> None:
        """Show vowel marks or hide them. The text, its offsets and what is copied stay."""
        if visible != self._tashkeel:
            self._tashkeel = visible
            self._reload()

    def show_boilerplate(self, shown: bool) -> None:
        """Show what is not news like the rest, or dim it and have the keyboard pass over it."""
        if shown != self._boilerplate_shown:
            self._boilerplate_shown = shown
            self._dress()

    def reading(self) -> tuple[int, int]:
        """Reading size and line height in pixels."""
        return self._size, self._line_height

    def place(self) -> Place:
        """Where the reader stands in the text: to come back to."""
        return self._place()

    def return_to(self, place: Place) -> None:
        """Come back to where ``place`` was taken."""
        if self._kept is not None:
            self._kept = place
        self._return_to(*place)

    # events

    def wheelEvent(self, e: QWheelEvent) -> None:
        """With Ctrl, zoom by one pixel."""
        self.settle()
        if not e.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(e)
            return
        e.accept()
        turned = e.angleDelta().y()
        size = min(max(self._size + (turned > 0) - (turned < 0), SMALLEST), LARGEST)
        if size != self._size:
            self.set_reading(size, round(self._line_height * size / self._size))
            self.zoomed.emit(size)

    def event(self, e: QEvent) -> bool:
        if e.type() == QEvent.Type.Resize and isinstance(e, QResizeEvent):
            if self.isVisible() and e.size().width() != e.oldSize().width():
                self._begin_resizing()
            self._adjusting = True
            self._fit_column()  # before Qt sizes the viewport, so that it lays out once
            done = super().event(e)
            self._adjusting = False
            return done
        return super().event(e)

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        if self._held_width is not None:
            return
        self._laid_out()
        if self._kept is not None and self._picture is None:
            self._return_to(*self._kept)

    def paintEvent(self, e: QPaintEvent) -> None:
        if self._picture is None:
            super().paintEvent(e)
            return
        painter = QPainter(self.viewport())
        ratio = self._picture.devicePixelRatio()
        room = self.viewport().width() - self._picture.width() / ratio
        painter.drawPixmap(QPointF(room if self.isRightToLeft() else 0, 0), self._picture)
        painter.end()

    # laying out later

    def settle(self) -> None:
        """Lay out now what was put off, up to what is to be seen."""
        if self._resting.isActive():
            self._resting.stop()
            self._rest()
        if self._picture is not None:
            self._show_laid_out()

    def _follow_scrolling(self) -> None:
        """Who scrolls while the edge is dragged stays where he went."""
        if self._kept is not None and not self._adjusting and self._picture is None:
            self._kept = None
            self._kept = self._place()

    def _begin_resizing(self) -> None:
        if self._kept is None:
            self._kept = self._place()
        if len(self._display) > _LIVE and self._held_width is None:
            self._laying.stop()
            self._held_width = self.viewport().width()
        self._resting.start()

    def _rest(self) -> None:
        """The edge rests: break the lines for the width that there is now."""
        kept, held, self._held_width = self._kept, self._held_width, None
        if held is None or kept is None:
            self._kept = None
        elif kept[0] <= _AT_ONCE:
            self._adjusting = True
            self._fit_column()
            self._adjusting = False
            self._laid_out()
            self._kept = self._picture = None
            self._return_to(*kept)
        else:
            self._lay_out_behind(kept)

    def _lay_out_behind(self, kept: Place) -> None:
        """Lay out a fresh document piece by piece: Qt lays out an old one at a stroke."""
        if self._picture is None:
            self._picture = self.viewport().grab()
            cursor = self.textCursor()
            self._ends = cursor.anchor(), cursor.position()
        self._fill()
        self._kept = kept
        self._laid_to = 0
        self._laying.start()

    def _lay_on(self) -> None:
        until = time.monotonic() + _SLICE
        wanted = self._kept[0] if self._kept is not None else 0
        layout = self.document().documentLayout()
        while self._laid_to < wanted + _PIECE:
            layout.blockBoundingRect(self.document().findBlock(min(self._laid_to, wanted)))
            self._laid_to += _PIECE
            if time.monotonic() > until:
                return
        self._show_laid_out()

    def _show_laid_out(self) -> None:
        self._laying.stop()
        kept, self._kept, self._picture = self._kept, None, None
        code_point = self._display.code_point
        self._move_cursor(*map(code_point, self._ends))
        if kept is not None:
            self._return_to(*kept)
        self._laid_out()
        self.viewport().update()

    # inside

    def _load(self, text: str, segments: Sequence[Segment]) -> None:
        self._resting.stop()
        self._laying.stop()
        self._kept = self._held_width = None
        self._display = DisplayText(text, tashkeel=self._tashkeel)
        self._segments = tuple(segments)
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if is_right_to_left(text)
            else Qt.LayoutDirection.LeftToRight
        )
        setting = self._setting()
        with QSignalBlocker(self):  # who is told in the middle would ask for what is not there yet
            self.setFont(setting.font)
            self._geometry = Geometry(self.document())
            self._fit_column()  # first, so that the text is laid out once
            column.fill(self, self._display, setting, segments, self._quiet())

    def _reload(self) -> None:
        """The same article again, shown otherwise: place and selection stay."""
        self.settle()
        place, cursor = self._place(), self.textCursor()
        ends = map(self._display.code_point, (cursor.anchor(), cursor.position()))
        self._fill()
        self._move_cursor(*ends)
        self._return_to(*place)
        self.geometry_changed.emit()

    def _fill(self) -> None:
        """Make the document anew, from its beginning."""
        self._load(self._display.text, self._segments)

    def _move_cursor(self, anchor: int, caret: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._display.position(anchor))
        cursor.setPosition(self._display.position(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _quiet(self) -> QColor:
        return self._look.color("text.primary" if self._boilerplate_shown else "text.tertiary")

    def _setting(self) -> column.Setting:
        font = self._look.font("reading.medium")
        font.setPixelSize(self._size)
        trailing = column.TRAILING - self._look.size("scrollbar")
        return column.Setting(
            font, self._line_height, self._leading, trailing, self.isRightToLeft()
        )

    def _dress(self) -> None:
        """Another theme."""
        self._wear_palette()
        column.set_segments(self.document(), self._display, self._segments, self._quiet())
        self.viewport().update()

    def _wear_palette(self) -> None:
        """Ink on paper. The selection is painted under the text by us: Qt's own is clear."""
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._look.color("surface.paper"))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            palette.setColor(role, self._look.color("text.primary"))
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def _fit_column(self) -> None:
        """A column is never wider than the measure; what room is left goes to both sides.

        It is equally wide with and without a scroll bar, so that it cannot flicker.
        """
        bar_width = self._look.size("scrollbar")
        bare = 0 if self.verticalScrollBar().maximum() > 0 else bar_width
        used = self._leading + column.TRAILING + self._measure
        spare = max(self.width() - used, 0)
        leading, trailing = spare // 2, bare + spare - spare // 2
        left, right = (trailing, leading) if self.isRightToLeft() else (leading, trailing)
        if self._held_width is not None:  # the lines stay as they are, cut off or with room beside
            bar = self.verticalScrollBar()
            taken = leading + self._held_width + (bar.width() if bar.isVisible() else 0)
            trailing = self.width() - taken
            left, right = (trailing, leading) if self.isRightToLeft() else (leading, trailing)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, right):
            self.setViewportMargins(left, 0, right, 0)

    def _stay_upright(self, least: int, most: int) -> None:
        """Never sideways: Qt counts the space that hangs at a line's end, and would shift all."""
        if (least, most) != (0, 0):
            self.horizontalScrollBar().setRange(0, 0)

    def _laid_out(self) -> None:
        self._geometry.drop()
        self.geometry_changed.emit()

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def _place(self) -> Place:
        """A position in the first line, and how far that line is from the top."""
        if self._kept is not None:
            return self._kept
        near = self._scrolled() + 4.0
        box = self._geometry.box(self._geometry.block_near(near))
        line = box.line_at(near)
        if line is None:
            return box.position, box.top - self._scrolled()
        return box.position + line.start, line.top - self._scrolled()

    def _return_to(self, position: int, offset: float) -> None:
        box = self._geometry.box(self.document().findBlock(position))
        line = box.line_of(position)
        value = round((line.top if line is not None else box.top) - offset)
        bar = self.verticalScrollBar()
        if value > bar.maximum():  # Qt has not heard yet how far it is laid out
            self._geometry.block_near(value + self.viewport().height())
            bar.setMaximum(value)
        adjusting, self._adjusting = self._adjusting, True
        bar.setValue(value)
        self._adjusting = adjusting
