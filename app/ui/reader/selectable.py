"""A column of text to select in: exact mouse positions, whole words, several spans, honest copies.

Caret, keyboard selection and the accessible text come from QTextEdit. Qt places the mouse wrongly
on wrapped right-to-left lines, so presses and drags are our own. Everything that crosses this
border counts code points.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.article import Segment
from app.ui.look import Look
from app.ui.reader.boundaries import grapheme_around
from app.ui.reader.geometry import Hit
from app.ui.reader.news import news_near
from app.ui.reader.pointing import Pointing
from app.ui.reader.text_column import LARGEST as LARGEST
from app.ui.reader.text_column import SMALLEST as SMALLEST
from app.ui.reader.text_column import Place as Place
from app.ui.reader.text_column import TextColumn

Span = tuple[int, int]
_SCROLL_EVERY = 50
_SAME_PLACE = 8
_MOVES = frozenset((
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
))  # fmt: skip


class SelectableText(TextColumn):
    """An article's text, set for reading. Start with ``show_article``."""

    span_selected = Signal(int, int)  # each time the selection changes, while it holds text
    selection_cleared = Signal()

    def __init__(
        self, look: Look, *, face: str = "reading.medium", parent: QWidget | None = None
    ) -> None:
        self._snap = True
        self._had_selection = False
        self._parts: tuple[Span, ...] = ()  # what is selected beside the cursor's selection
        self._parts_kept = False  # those parts stay while the caret goes on, until they are let go
        self._adding = False  # another part is being dragged
        self._pressed_at: QPointF | None = None
        self._double_at: tuple[QPointF, int] | None = None  # where and when (ms)
        self._dragging = False
        self._drag_to = (QPointF(), False)
        self._way: tuple[int, float] | None = None  # where a step up or down led, and its column
        super().__init__(look, face=face, parent=parent)
        self.viewport().setMouseTracking(True)
        self._autoscroll = QTimer(self, interval=_SCROLL_EVERY)
        self._autoscroll.timeout.connect(self._drag_on)
        self.selectionChanged.connect(self._tell_selection)

    # the selection

    def selection(self) -> Span | None:
        """What is selected, grown to whole graphemes; else the last part that is kept; None for
        nothing."""
        cursor = self.textCursor()
        ends = cursor.selectionStart(), cursor.selectionEnd()
        if self._picture is not None:  # what is behind it has no selection yet
            ends = min(self._ends), max(self._ends)
        if ends[0] == ends[1]:
            return self._parts[-1] if self._parts_kept else None
        start, end = self._display.span(*ends)
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
        self.settle()
        self._let_parts_go()
        self._move_cursor(start, end)

    def clear_selection(self) -> None:
        """Select nothing. What is seen stays, though the caret may be elsewhere."""
        self.settle()
        self._let_parts_go()
        cursor = self.textCursor()
        if cursor.hasSelection():
            seen = self._scrolled()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(seen)
        self._tell_selection()

    def caret(self) -> int:
        """Before which code point the caret stands."""
        return self._display.code_point(self.textCursor().position())

    def keep_part(self) -> bool:
        """Keep what is selected while the caret goes on to select another part; whether there is
        something new to keep. Esc or a press of the mouse lets it go."""
        self.settle()
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return False
        self._parts, self._parts_kept = tuple(self.spans()), True
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.viewport().update()
        return True

    def snap_to_words(self, snap: bool) -> None:
        """Whether a drag takes whole words. It does unless told otherwise, or while Alt is held."""
        self._snap = self._pointing.snap_to_words = snap

    def createMimeDataFromSelection(self) -> QMimeData:
        """As ``copied`` has it. Qt's own object: one of Python's, which the clipboard deletes when
        Python is gone, is a crash at the end of the program."""
        data = super().createMimeDataFromSelection()
        data.html()  # it is filled when first asked, and then again never
        data.clear()
        data.setText(self.copied())
        return data

    def copied(self) -> str:
        """What is selected in the article's own characters, not what Qt made of them."""
        return " … ".join(self._display.text[start:end] for start, end in self.spans())

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
        self.settle()
        if e.button() != Qt.MouseButton.LeftButton:
            e.ignore()
            return
        e.accept()
        place = e.position()
        self._pressed_at, self._dragging = place, False
        if self._holds_mark(place):
            return
        held, kept = self.spans(), self._parts_kept
        self._adding = bool(e.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._let_parts_go()
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
        if kept:  # the caret held no words, so that it tells nothing
            self._tell_selection()

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
            QGuiApplication.clipboard().setText(self.copied(), QClipboard.Mode.Selection)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        self.settle()
        if e.matches(QKeySequence.StandardKey.Copy) and self.selection() is not None:
            # Qt knows of no parts.
            QGuiApplication.clipboard().setText(self.copied())
            return
        before = self.textCursor().position()
        if not self._step_line(e):
            if e.key() in _MOVES:
                self._way = None
            super().keyPressEvent(e)
        if e.key() in _MOVES and not self._boilerplate_shown:
            self._pass_boilerplate(before)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pointed(None)

    # inside

    def _load(self, text: str, segments: Sequence[Segment]) -> None:
        self._pointing = Pointing(text)
        self._pointing.snap_to_words = self._snap
        self._let_parts_go()
        super()._load(text, segments)
        self._tell_selection()

    def _fill(self) -> None:
        parts = self._parts, self._parts_kept
        super()._fill()
        self._parts, self._parts_kept = parts
        self._tell_selection()

    def _let_parts_go(self) -> None:
        if self._parts:
            self.viewport().update()
        self._parts, self._parts_kept = (), False

    def _tell_selection(self) -> None:
        span = self.selection()
        if span is not None:
            self._had_selection = True
            self.span_selected.emit(*span)
        elif self._pressed_at is not None and self._parts:
            return  # another part is about to be dragged
        elif self._had_selection:
            self._let_parts_go()
            self._had_selection = False
            self.selection_cleared.emit()

    def _select(self, ends: Span) -> None:
        cursor = self.textCursor()
        positions = tuple(self._display.position(end) for end in ends)
        if (cursor.anchor(), cursor.position()) != positions:
            self._move_cursor(*ends)

    def _step_line(self, e: QKeyEvent) -> bool:
        """Up and Down, with Shift or without; whether the key was one of them and led somewhere.

        Qt's own step takes the end of a wrapped right-to-left line for its beginning.
        """
        held = e.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(e.key()), 0)
        none, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
        if not by or held not in (none, shift):
            return False
        cursor = self.textCursor()
        at = cursor.position()
        x = self._way[1] if self._way and self._way[0] == at else self.cursorRect().center().x()
        there = self._geometry.step_line(at, x, by)
        if there is None:
            return False
        keep = QTextCursor.MoveMode.KeepAnchor if held == shift else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(there, keep)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._way = there, x
        return True

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
