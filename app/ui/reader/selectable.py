"""A column of text to read and select: exact mouse positions, whole words, zoom, honest copies.

Caret, keyboard selection and the accessible text come from QTextEdit. Qt places the mouse wrongly
on wrapped right-to-left lines, so presses and drags are our own. Everything that crosses this
border counts code points.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from app.domain.article import Segment
from app.domain.direction import is_right_to_left
from app.ui.look import Look
from app.ui.offsets import DisplayText
from app.ui.reader import column
from app.ui.reader.boundaries import grapheme_around
from app.ui.reader.geometry import Geometry, Hit
from app.ui.reader.news import news_near
from app.ui.reader.pointing import Pointing

Span = tuple[int, int]
Place = tuple[int, float]  # a position of the document, and how far its line is from the top
SMALLEST, LARGEST = 12, 48
_SCROLL_EVERY = 50
_SAME_PLACE = 8
_MOVES = frozenset((
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
))  # fmt: skip


class SelectableText(QTextEdit):
    """An article's text, set for reading. Start with ``show_article``."""

    span_selected = Signal(int, int)  # each time the selection changes, while it holds text
    selection_cleared = Signal()
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
        self._snap = True
        self._document: QTextDocument | None = None
        self._tashkeel = True
        self._boilerplate_shown = False
        self._had_selection = False
        self._parts: tuple[Span, ...] = ()  # what is selected beside the cursor's selection
        self._adding = False  # another part is being dragged
        self._pressed_at: QPointF | None = None
        self._double_at: tuple[QPointF, int] | None = None  # where and when (ms)
        self._dragging = False
        self._drag_to = (QPointF(), False)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAutoFillBackground(True)
        self.viewport().setMouseTracking(True)
        self._autoscroll = QTimer(self, interval=_SCROLL_EVERY)
        self._autoscroll.timeout.connect(self._drag_on)
        self.horizontalScrollBar().rangeChanged.connect(self._stay_upright)
        self._load("", ())
        self.verticalScrollBar().valueChanged.connect(self.geometry_changed)
        self.verticalScrollBar().rangeChanged.connect(self._fit_column)
        self.selectionChanged.connect(self._tell_selection)
        look.theme_changed.connect(self._dress)

    # the text

    def show_article(self, text: str, segments: Sequence[Segment] = ()) -> None:
        """Show a text from its beginning; what is not news is dimmed, headings stand out."""
        self._load(text, segments)
        self.geometry_changed.emit()

    def set_reading(self, size: int, line_height: int) -> None:
        """Reading size and line height in pixels. The first line stays where it is."""
        size = min(max(size, SMALLEST), LARGEST)
        if (size, line_height) == (self._size, self._line_height):
            return
        place = self._place()
        self._size, self._line_height = size, line_height
        setting = self._setting()
        self.setFont(setting.font)
        self.document().setDefaultFont(setting.font)
        column.set_lines(self.document(), setting)
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

    # the selection

    def selection(self) -> Span | None:
        """What is selected, grown to whole graphemes; None for nothing."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self._display.span(cursor.selectionStart(), cursor.selectionEnd())
        text = self._display.text
        return grapheme_around(text, start)[0], grapheme_around(text, end)[1]

    def spans(self) -> list[Span]:
        """All that is selected, in reading order: more than one span after Ctrl with a drag."""
        last = self.selection()
        joined: list[Span] = []
        for start, end in sorted((*self._parts, last) if last is not None else self._parts):
            if joined and start <= joined[-1][1]:
                start, last_end = joined.pop()
                end = max(end, last_end)
            joined.append((start, end))
        return joined

    def set_selection(self, start: int, end: int) -> None:
        """Select from ``start`` to ``end``, where the caret then stands."""
        self._parts = ()
        self._move_cursor(start, end)

    def clear_selection(self) -> None:
        self._parts = ()
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def place(self) -> Place:
        """Where the reader stands in the text: to come back to."""
        return self._place()

    def return_to(self, place: Place) -> None:
        """Come back to where ``place`` was taken."""
        self._return_to(*place)

    def line_number(self, start: int) -> int:
        """The line that code point ``start`` stands on as the text is set now, from 1."""
        position = self._display.position(start)
        block = self.document().findBlock(position)
        self.document().documentLayout().blockBoundingRect(block)  # lays out up to here
        line = block.layout().lineForTextPosition(position - block.position())
        number = line.lineNumber() + 1 if line.isValid() else 1
        before = block.previous()
        while before.isValid():
            number += before.layout().lineCount()
            before = before.previous()
        return number

    def snap_to_words(self, snap: bool) -> None:
        """Whether a drag takes whole words. It does unless told otherwise, or while Alt is held."""
        self._snap = self._pointing.snap_to_words = snap

    def createMimeDataFromSelection(self) -> QMimeData:
        """The article's own characters, not what Qt made of them."""
        data = QMimeData()
        data.setText(" … ".join(self._display.text[start:end] for start, end in self.spans()))
        return data

    # what a subclass adds

    def _holds_mark(self, place: QPointF) -> bool:
        """Whether a press at a place of the viewport is on a mark beside the text."""
        return False

    def _clicked(self, place: QPointF) -> None:
        """Pressed and released without a drag."""

    def _part_dragged(self) -> bool:
        """A drag with Ctrl is over, where nothing was selected before; whether it is dealt with."""
        return False

    def _pointed(self, place: QPointF | None) -> None:
        """The mouse is over a place of the viewport; None: it has left."""

    # events

    def mousePressEvent(self, e: QMouseEvent) -> None:
        if e.button() != Qt.MouseButton.LeftButton:
            e.ignore()
            return
        e.accept()
        place = e.position()
        self._pressed_at, self._dragging = place, False
        if self._holds_mark(place):
            return
        held = self.spans()
        self._adding = bool(e.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._parts = tuple(held) if self._adding else ()
        if self._is_third_press(e):
            self._dragging = True
            self._select(self._pointing.press_again(self._character_at(place), sentence=True))
        elif e.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            anchor = self._display.code_point(self.textCursor().anchor())
            self._pointing.press(Hit(anchor, anchor, anchor))
            self._select(self._pointing.drag(self._hit(place), exact=_is_exact(e)))
        else:
            self._select(self._pointing.press(self._hit(place)))

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        if e.button() != Qt.MouseButton.LeftButton:
            e.ignore()
            return
        e.accept()
        place = e.position()
        self._pressed_at, self._dragging = place, False
        if not self._holds_mark(place):
            self._double_at = (place, e.timestamp())
            self._dragging = True
            self._select(self._pointing.press_again(self._character_at(place), sentence=False))

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        e.accept()
        if self._pressed_at is None or not e.buttons() & Qt.MouseButton.LeftButton:
            self._pointed(e.position())
            return
        if not self._dragging:
            far = (e.position() - self._pressed_at).manhattanLength()
            if far < (1 if _is_exact(e) else QApplication.startDragDistance()):
                return
            if self._holds_mark(self._pressed_at):
                return
            self._dragging = True
        self._drag_to = (e.position(), _is_exact(e))
        self._drag_on()
        if self.viewport().rect().contains(e.position().toPoint()):
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        self._autoscroll.stop()
        if e.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            e.ignore()
            return
        e.accept()
        place, self._pressed_at = self._pressed_at, None
        adding, self._adding = self._adding and self._dragging, False
        if self._parts and self.selection() is None:  # nothing was added
            *rest, last = self._parts
            self._parts = tuple(rest)
            self._move_cursor(*last)
        elif adding and not self._parts and self._part_dragged():
            return
        if not self._dragging:
            self._clicked(place)
        elif QGuiApplication.clipboard().supportsSelection() and self.selection() is not None:
            QGuiApplication.clipboard().setMimeData(
                self.createMimeDataFromSelection(), QClipboard.Mode.Selection
            )

    def keyPressEvent(self, e: QKeyEvent) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(e)
        if e.key() in _MOVES and not self._boilerplate_shown:
            self._pass_boilerplate(before)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed(None)

    def wheelEvent(self, e: QWheelEvent) -> None:
        """With Ctrl, zoom by one pixel."""
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
        if e.type() == QEvent.Type.Resize:
            self._fit_column()  # before Qt sizes the viewport, so that it lays out once
        return super().event(e)

    def resizeEvent(self, e: QResizeEvent) -> None:
        super().resizeEvent(e)
        self._laid_out()

    # inside

    def _load(self, text: str, segments: Sequence[Segment]) -> None:
        self._display = DisplayText(text, tashkeel=self._tashkeel)
        self._segments = tuple(segments)
        self._pointing = Pointing(text)
        self._pointing.snap_to_words = self._snap
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if is_right_to_left(text)
            else Qt.LayoutDirection.LeftToRight
        )
        setting = self._setting()
        self.setFont(setting.font)
        document = column.make_document(self, self._display, setting)
        column.set_segments(document, self._display, segments, self._quiet())
        self._geometry = Geometry(document)
        self._fit_column()  # first, so that the text is laid out once
        self.setDocument(document)
        if self._document is not None:  # Qt deletes only the document that it made itself
            self._document.deleteLater()
        self._document = document
        self.setCursorWidth(2)
        document.documentLayout().documentSizeChanged.connect(self._laid_out)
        self._wear_palette()
        self._tell_selection()

    def _reload(self) -> None:
        """The same article again, shown otherwise: place and selection stay."""
        place, parts = self._place(), self._parts
        cursor = self.textCursor()
        ends = map(self._display.code_point, (cursor.anchor(), cursor.position()))
        self._load(self._display.text, self._segments)
        self._parts = parts
        self._move_cursor(*ends)
        self._return_to(*place)
        self.geometry_changed.emit()

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
        near = self._scrolled() + 4.0
        box = self._geometry.box(self._geometry.block_near(near))
        line = box.line_at(near)
        if line is None:
            return box.position, box.top - self._scrolled()
        return box.position + line.start, line.top - self._scrolled()

    def _return_to(self, position: int, offset: float) -> None:
        box = self._geometry.box(self.document().findBlock(position))
        line = box.line_of(position)
        top = line.top if line is not None else box.top
        self.verticalScrollBar().setValue(round(top - offset))

    def _tell_selection(self) -> None:
        span = self.selection()
        if span is not None:
            self._had_selection = True
            self.span_selected.emit(*span)
        elif self._pressed_at is not None and self._parts:
            return  # another part is about to be dragged
        elif self._had_selection:
            self._parts = ()
            self._had_selection = False
            self.selection_cleared.emit()

    def _select(self, ends: Span) -> None:
        cursor = self.textCursor()
        positions = tuple(self._display.position(end) for end in ends)
        if (cursor.anchor(), cursor.position()) != positions:
            self._move_cursor(*ends)

    def _move_cursor(self, anchor: int, caret: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._display.position(anchor))
        cursor.setPosition(self._display.position(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _pass_boilerplate(self, before: int) -> None:
        """Where a key has moved the caret into what is not news, it goes on to where news is."""
        after = self.textCursor().position()
        at = self._display.code_point(after)
        news = news_near(self._display.text, self._segments, at, forward=after > before)
        if after != before and news != at:
            cursor = self.textCursor()
            held = cursor.hasSelection()
            cursor.setPosition(
                self._display.position(news),
                QTextCursor.MoveMode.KeepAnchor if held else QTextCursor.MoveMode.MoveAnchor,
            )
            self.setTextCursor(cursor)

    def _drag_on(self) -> None:
        place, exact = self._drag_to
        self._select(self._pointing.drag(self._hit(place), exact=exact))

    def _is_third_press(self, e: QMouseEvent) -> bool:
        if self._double_at is None:
            return False
        (place, when), self._double_at = self._double_at, None
        near = (e.position() - place).manhattanLength() < _SAME_PLACE
        return near and e.timestamp() - when < QApplication.doubleClickInterval()

    def _point(self, place: QPointF) -> QPointF:
        """A place of the viewport in the document."""
        return place + QPointF(0, self._scrolled())

    def _hit(self, place: QPointF) -> Hit:
        """What is at a place of the viewport, in code points."""
        return self._hit_point(self._point(place))

    def _hit_point(self, point: QPointF) -> Hit:
        hit = self._geometry.hit(point)
        stop, start, end = map(self._display.code_point, hit[:3])
        return Hit(stop, start, end, hit.twin and self._display.code_point(hit.twin))

    def _character_at(self, place: QPointF) -> int:
        return self._display.code_point(self._geometry.character_at(self._point(place)))


def _is_exact(e: QMouseEvent) -> bool:
    return bool(e.modifiers() & Qt.KeyboardModifier.AltModifier)
