"""A claim's words, of which a phrase can be chosen: its core."""

from bisect import bisect_right

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from app.domain.annotation import Annotation
from app.ui.look import Look
from app.ui.offsets import DisplayText
from app.ui.reader.geometry import Geometry, Hit
from app.ui.reader.pointing import Pointing

_GAP = " … "


class CoreText(QTextEdit):
    """The claim in the reading face; its core is heavy and underlined. ``turned`` when the chosen
    words are others: whether there are any.

    A drag takes whole words, as in the reader, and by the reader's own places: Qt's are wrong on
    wrapped right-to-left lines, and beside a figure.
    """

    turned = Signal(bool)

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._claim: Annotation | None = None
        self._display = DisplayText("")
        self._parts: list[int] = []  # where each part begins in what is shown, in code points
        self._pointing = Pointing("")
        self._pressed_at: QPointF | None = None
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setProperty("field", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(128)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self.document().setDefaultTextOption(option)
        self._geometry = Geometry(self.document())
        self.document().documentLayout().documentSizeChanged.connect(self._geometry.drop)
        self.selectionChanged.connect(self._tell)
        self._dress()
        look.theme_changed.connect(self._dress)

    def show_claim(self, claim: Annotation) -> None:
        """Show a claim of the key, its core marked."""
        same = self._claim is not None and self._claim.id == claim.id
        cursor = self.textCursor() if same and self._claim == claim else None
        self._claim = claim
        self._parts = []
        text = ""
        for span in claim.spans:
            text += _GAP if text else ""
            self._parts.append(len(text))
            text += span.exact
        self._display = DisplayText(text)
        if self.toPlainText() != self._display.shown:
            self.setPlainText(self._display.shown)
            self._pointing = Pointing(text)
            self._geometry.drop()
        self._mark()
        if cursor is not None:
            self.setTextCursor(cursor)

    def chosen(self) -> tuple[int, int] | None:
        """The chosen words, in code points of the article; None where there are none."""
        cursor = self.textCursor()
        if self._claim is None or not cursor.hasSelection():
            return None
        start, end = self._display.span(cursor.selectionStart(), cursor.selectionEnd())
        return self._in_article(start), self._in_article(end - 1) + 1

    def choose(self, start: int, end: int) -> None:
        """Choose ``[start, end)`` (code points of the article)."""
        cursor = self.textCursor()
        cursor.setPosition(self._display.position(self._in_text(start)))
        cursor.setPosition(
            self._display.position(self._in_text(end - 1) + 1), QTextCursor.MoveMode.KeepAnchor
        )
        self.setTextCursor(cursor)

    def mousePressEvent(self, e: QMouseEvent) -> None:
        if e.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = e.position()
            self._select(self._pointing.press(self._hit(e.position())))

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        if e.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = e.position()
            at = self._geometry.character_at(self._point(e.position()))
            at = self._display.code_point(at)
            self._select(self._pointing.press_again(at, sentence=False))

    def mouseMoveEvent(self, e: QMouseEvent) -> None:
        if self._pressed_at is None or not e.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (e.position() - self._pressed_at).manhattanLength()
        if far >= QApplication.startDragDistance() or self.textCursor().hasSelection():
            exact = bool(e.modifiers() & Qt.KeyboardModifier.AltModifier)
            self._select(self._pointing.drag(self._hit(e.position()), exact=exact))

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        self._pressed_at = None

    def sizeHint(self) -> QSize:
        return QSize(320, 128)

    def _point(self, place: QPointF) -> QPointF:
        """A place of the viewport in the document."""
        return place + QPointF(0, self.verticalScrollBar().value())

    def _hit(self, place: QPointF) -> Hit:
        """What is at a place of the viewport, in code points of what is shown."""
        hit = self._geometry.hit(self._point(place))
        stop, start, end = map(self._display.code_point, hit[:3])
        return Hit(stop, start, end, hit.twin and self._display.code_point(hit.twin))

    def _select(self, ends: tuple[int, int]) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._display.position(ends[0]))
        cursor.setPosition(self._display.position(ends[1]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def _in_article(self, at: int) -> int:
        """From a place in what is shown; between two parts it is the end of the first."""
        assert self._claim is not None
        part = max(0, bisect_right(self._parts, at) - 1)
        span = self._claim.spans[part]
        return min(span.start + at - self._parts[part], span.end)

    def _in_text(self, at: int) -> int:
        assert self._claim is not None
        for span, begin in zip(self._claim.spans, self._parts, strict=True):
            if span.start <= at < span.end:
                return begin + at - span.start
        return 0

    def _mark(self) -> None:
        claim = self._claim
        if claim is None or claim.core is None:
            self.setExtraSelections([])
            return
        selection = QTextEdit.ExtraSelection()
        start = self._display.position(self._in_text(claim.core.start))
        end = self._display.position(self._in_text(claim.core.end - 1) + 1)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor  # type: ignore[attr-defined]
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setUnderlineColor(self._look.color("reader.key_line"))
        form.setBackground(self._look.color(f"tag.{claim.tag}.tint_strong"))
        selection.format = form  # type: ignore[attr-defined]
        self.setExtraSelections([selection])

    def _tell(self) -> None:
        self.turned.emit(self.chosen() is not None)

    def _dress(self) -> None:
        self.setFont(self._look.font("reading.quote"))
        self._mark()
