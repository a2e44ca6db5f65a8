"""Buttons: main, plain, flat, danger; with words, an icon, or both; in three heights."""

from typing import Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.controls.shapes import rounded
from app.ui.look import Look

Kind = Literal["main", "plain", "flat", "danger", "link", "overlay"]
Height = Literal["control", "control_compact", "control_large"]
_PADDING = {"control": 15, "control_compact": 10, "control_large": 20}
_GAP = 9


class Button(QPushButton):
    """One button. Without words it is square, and needs ``name``: its tooltip and spoken name.

    A checkable flat button shows ``surface.selected`` while it is on. ``overlay`` is for the
    dark strip. ``menu``: pressed, it opens a menu.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        kind: Kind = "plain",
        icon: str | None = None,
        height: Height = "control",
        name: str = "",
        menu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        # Before the first word: a screen reader is told of the button at its first word.
        self.spoken_role = "ButtonMenu" if menu else None
        self.setText(text)
        self._look = look
        self._kind: Kind = kind
        self._icon = icon
        self._height: Height = height
        self._trailing_icon: str | None = None
        self._named = bool(name)
        self.setAccessibleName(name or text)
        if name and name != text:
            self.setToolTip(name)
        self.setFont(look.font("interface.strong" if kind == "main" else "interface.label"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        look.theme_changed.connect(self.update)

    def set_icon(self, role: str | None) -> None:
        self._icon = role
        self.updateGeometry()
        self.update()

    def set_trailing_icon(self, role: str | None) -> None:
        """An icon after the words: the caret of a menu."""
        self._trailing_icon = role
        self.updateGeometry()

    def set_words(self, text: str, name: str = "") -> None:
        """Change what the button says; ``name``: its spoken name and tooltip."""
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setToolTip(name if name and name != text else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        height = self._look.size(self._height)
        icons = [icon for icon in (self._icon, self._trailing_icon) if icon]
        if not self.text():
            return QSize(height, height)
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        width += len(icons) * (self._look.size("icon") + _GAP) + 2 * self._padding()
        return QSize(width + 2, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _padding(self) -> int:
        return 6 if self._kind == "link" else _PADDING[self._height]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, border, ink = self._colors()
        radius = self._look.theme.radius("control")
        rounded(painter, self.rect(), radius, _color(self._look, fill), _color(self._look, border))
        self._paint_content(painter, ink)
        painter.end()

    def _colors(self) -> tuple[str | None, str | None, str]:
        """Ground, border and ink of the state that the button is in."""
        if not self.isEnabled():
            quiet = None if self._kind in ("flat", "link") else "surface.sunken"
            return quiet, None, "text.disabled"
        over, down = self.underMouse(), self.isDown()
        if self._kind == "main":
            state = "_pressed" if down else "_hover" if over else ""
            return f"accent.fill{state}", None, "accent.on_fill"
        if self._kind == "overlay":
            return None, ("text.on_overlay" if over or down else None), "text.on_overlay"
        if self._kind == "link":
            return ("surface.hover" if over or down else None), None, "accent.ink"
        ground = "surface.sunken" if down else "surface.hover" if over else None
        if self._kind == "flat":
            if self.isChecked():
                return "surface.selected", None, "accent.ink"
            return ground, None, "text.secondary"
        ink = "state.danger" if self._kind == "danger" else "text.primary"
        border = "state.danger" if self._kind == "danger" else "border.control"
        return ground or "surface.paper", border, ink

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        size = self._look.size("icon")
        text_width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        parts = [width for width in (size if self._icon else 0, text_width) if width]
        if self._trailing_icon:
            parts.append(size)
        total = sum(parts) + _GAP * (len(parts) - 1)
        room = self.width() - 2 * min(self._padding(), 8)
        start = max(self.width() // 2 - total // 2, self.width() // 2 - room // 2)
        x = self.width() - start if rtl else start
        forward = -1 if rtl else 1

        def box(width: int) -> QRect:
            nonlocal x
            left = x - width if rtl else x
            x += forward * (width + _GAP)
            return QRect(left, 0, width, self.height())

        if self._icon:
            self._paint_icon(painter, box(size), self._icon, ink)
        if self.text():
            painter.setPen(self._look.color(ink))
            painter.setFont(self.font())
            trailing = size + _GAP if self._trailing_icon else 0
            leading = size + _GAP if self._icon else 0
            width = min(text_width, room - leading - trailing)
            words = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, width + 1
            )
            painter.drawText(
                box(width).adjusted(-2, 0, 2, 0), int(Qt.AlignmentFlag.AlignCenter), words
            )
        if self._trailing_icon:
            self._paint_icon(painter, box(size), self._trailing_icon, ink)

    def _paint_icon(self, painter: QPainter, box: QRect, role: str, ink: str) -> None:
        size = self._look.size("icon")
        icon = self._look.icon(role, ink)
        if icon.isNull():
            return
        pixmap = icon.pixmap(QSize(size, size), self.devicePixelRatioF())
        at = QPoint(box.center().x() - size // 2 + 1, box.center().y() - size // 2 + 1)
        painter.drawPixmap(at, pixmap)


def _color(look: Look, role: str | None) -> QColor | None:
    return look.color(role) if role else None
