"""Fusion, with our focus ring; and the few rules of QSS: radius, border, padding."""

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

from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.theme import Theme

_FIELDS = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
NO_RING = "no_ring"  # dynamic property of what shows its focus itself: the reader, lists


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

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._frame is not None:
            self._frame.hide()
            self._frame.setWidget(None)  # pyright: ignore[reportArgumentType]
            self._frame.deleteLater()
            self._frame = None
        if new is None or not _wants_ring(new):
            return
        self._frame = QFocusFrame()
        self._frame.setWidget(new)


def _wants_ring(widget: QWidget) -> bool:
    if widget.property(NO_RING) or widget.isWindow():
        return False
    by_key = widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return isinstance(widget, _FIELDS) or by_key


def sheet(theme: Theme) -> str:
    """QSS of the standard controls that we do not paint ourselves. Colours come from the theme."""

    def c(role: str) -> str:
        return theme.color(role).name()

    radius = theme.radius("control")
    height = theme.size("control") - 2
    bar = theme.size("scrollbar")
    return f"""
QLineEdit, QPlainTextEdit[field="true"], QTextEdit[field="true"] {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.control")}; border-radius: {radius}px; padding: 0 10px;
}}
QLineEdit {{ min-height: {height}px; max-height: {height}px; }}
QPlainTextEdit[field="true"], QTextEdit[field="true"] {{ padding: 6px 8px; }}
QLineEdit:disabled, QPlainTextEdit[field="true"]:disabled {{
  background: {c("surface.sunken")}; border-color: transparent; color: {c("text.disabled")};
}}
QLineEdit[wrong="true"] {{ border: 2px solid {c("state.danger")}; padding: 0 9px; }}
QComboBox {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.control")}; border-radius: {radius}px; padding: 0 10px;
  min-height: {height}px; max-height: {height}px;
}}
QComboBox:hover {{ background: {c("surface.hover")}; }}
QComboBox:disabled {{
  background: {c("surface.sunken")}; border-color: transparent; color: {c("text.disabled")};
}}
QComboBox::drop-down {{ border: 0; width: 26px; }}
QComboBox QAbstractItemView {{
  background: {c("surface.paper")}; border: 1px solid {c("border.default")};
  selection-background-color: {c("surface.selected")};
  selection-color: {c("text.primary")}; padding: 4px; outline: 0;
}}
QMenu {{
  background: {c("surface.paper")}; color: {c("text.primary")};
  border: 1px solid {c("border.default")}; padding: 4px;
}}
QMenu::item {{ padding: 7px 16px; border-radius: {theme.radius("mark")}px; }}
QMenu::item:selected {{ background: {c("surface.selected")}; }}
QMenu::item:disabled {{ color: {c("text.disabled")}; }}
QMenu::separator {{ height: 1px; background: {c("border.subtle")}; margin: 4px 8px; }}
QToolTip {{
  background: {c("surface.overlay")}; color: {c("text.on_overlay")}; border: 0; padding: 5px 8px;
}}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{
  background: {c("border.default")}; border-radius: 3px; margin: 2px; min-height: 32px;
  min-width: 32px;
}}
QScrollBar::handle:hover {{ background: {c("border.control")}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollArea, QWidget[ground="none"] {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: {c("border.subtle")}; }}
"""
