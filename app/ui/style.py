"""Fusion, with our focus ring. Put on after the first paint: nothing has the focus before."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.sheet import NO_RING

_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)


class RingStyle(QProxyStyle):
    """Fusion, except that focus is a ring outside the control, never dots inside it."""

    def __init__(self, look: Look) -> None:
        super().__init__("Fusion")
        self._look = look

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element != QStyle.ControlElement.CE_FocusFrame:
            super().drawControl(element, option, painter, widget)
            return
        theme = self._look.theme
        radius = theme.radius("control") + theme.size("focus_offset")
        ring = theme.color("focus.ring")
        rounded(painter, option.rect, radius, None, ring, theme.focus_width)  # pyright: ignore

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element != QStyle.PrimitiveElement.PE_FrameFocusRect:
            super().drawPrimitive(element, option, painter, widget)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric in (
            QStyle.PixelMetric.PM_FocusFrameHMargin,
            QStyle.PixelMetric.PM_FocusFrameVMargin,
        ):
            return self._look.size("focus_offset") + self._look.theme.focus_width
        return super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        if hint == QStyle.StyleHint.SH_FocusFrame_Mask:
            return 0
        return super().styleHint(hint, option, widget, returnData)


class FocusRing(QObject):
    """Lays the ring around what has the focus: fields always, the rest after a key was used."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._frame: QFocusFrame | None = None
        app.focusChanged.connect(self._follow)

    @property
    def around(self) -> QWidget | None:
        frame = self._living()
        return frame.widget() if frame is not None else None

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        frame, self._frame = self._living(), None
        if frame is not None:
            frame.hide()
            frame.setWidget(None)  # pyright: ignore[reportArgumentType]
            frame.deleteLater()
        if new is None or not _wants_ring(new):
            return
        self._frame = QFocusFrame()
        self._frame.setWidget(new)

    def _living(self) -> QFocusFrame | None:
        """The ring, unless it went with the page that it was laid on."""
        frame = self._frame
        return frame if frame is not None and isValid(frame) else None


def _wants_ring(widget: QWidget) -> bool:
    if widget.property(NO_RING) or widget.isWindow():
        return False
    by_key = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return isinstance(widget, _FIELDS) or by_key
