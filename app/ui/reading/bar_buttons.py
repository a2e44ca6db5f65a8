"""The buttons of the tag bar: painted, so that letter, words and key stand as one."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from app.ui.controls.key_cap import key_cap_width, paint_key_cap
from app.ui.look import Look
from app.ui.reading import marks
from app.ui.sheet import NO_RING
from app.ui.theme import Theme

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_TOOLTIP_PADDING = 14  # of its height, with its border
_TOOLTIP_BELOW = 18  # pixels that Qt puts it under the place that it is given
_RING = 4  # room around a control for the focus ring


class BarButton(QAbstractButton):
    """A sign, words and a key cap, from the leading edge. Subclasses paint the sign and the ground.

    The key works whether or not the button has the focus: the page listens for it.
    """

    sign = 18
    padding = 12

    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.key = key
        self._ringed = False
        self.compact = False
        self._capless = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(NO_RING, True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def name(self, words: str) -> None:
        """Set the words; the key belongs to what a screen reader hears."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Without the words, where the bar is too narrow for them; they stay in the tooltip."""
        if compact != self.compact:
            self.compact = compact
            self.updateGeometry()
            self.update()

    def set_capless(self, capless: bool) -> None:
        """Without the key: words say more where there is room for one of the two."""
        self._capless = capless
        self.updateGeometry()
        self.update()

    def set_tight(self, tight: bool) -> None:
        """With less room around the words."""
        self.padding = type(self).padding // 2 if tight else type(self).padding
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.look.theme
        width = 2 * self.padding + self.sign + 2 * _RING
        if not self.compact:
            metrics = QFontMetricsF(theme.font("interface.strong"))
            width += 8 + metrics.horizontalAdvance(self.text())
        if self.key and not self._capless:
            width += 8 + key_cap_width(self.look, self.key)
        return QSize(round(width + 0.5), theme.size("control") + 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """A tooltip stands over the bar: beside the pointer it would lie on other buttons."""
        if event.type() != QEvent.Type.ToolTip or not self.toolTip():
            return super().event(event)
        bar = self.parentWidget() or self
        top = bar.mapToGlobal(QPoint(0, 0)).y()
        high = QFontMetricsF(QToolTip.font()).height() + _TOOLTIP_PADDING
        start = self.mapToGlobal(QPoint(0, 0)).x()
        QToolTip.showText(QPoint(start, round(top - high) - _TOOLTIP_BELOW), self.toolTip(), self)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # the page's, from claim to claim: Qt would move the focus
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in _BY_KEYBOARD
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        self.paint_ground(painter, theme, box)
        x = box.left() + self.padding
        sign = QRectF(x, box.center().y() - self.sign / 2, self.sign, self.sign)
        self.paint_sign(painter, theme, self._mirrored(box, sign))
        x = sign.right() + 8
        if not self.compact:
            font = theme.font(self.words_role())
            width = QFontMetricsF(font).horizontalAdvance(self.text())
            words = QRectF(x, box.top(), width + 1, box.height())
            painter.setFont(font)
            painter.setPen(self.words_color(theme))
            painter.drawText(self._mirrored(box, words), Qt.AlignmentFlag.AlignCenter, self.text())
            x = words.right() + 8
        if self.key and not self._capless:
            width = key_cap_width(self.look, self.key)
            cap = QRectF(x, box.center().y() - 9, width, 18)
            paint_key_cap(
                painter, self._mirrored(box, cap).toRect(), self.key, self.look, "text.secondary"
            )
        if self.hasFocus() and self._ringed:
            paint_ring(painter, theme, box)

    def paint_ground(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        """No ground at rest: a flat button."""
        if not self.isEnabled():
            return
        if self.isDown():
            _fill(painter, theme, box, theme.color("surface.sunken"))
        elif self.isChecked():
            _fill(painter, theme, box, theme.color("surface.selected"))
        elif self.underMouse():
            _fill(painter, theme, box, theme.color("surface.hover"))

    def paint_sign(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        raise NotImplementedError

    def words_role(self) -> str:
        return "interface.label"

    def words_color(self, theme: Theme) -> QColor:
        if not self.isEnabled():
            return theme.color("text.disabled")
        return theme.color("accent.ink" if self.isChecked() else "text.primary")

    def _mirrored(self, box: QRectF, rect: QRectF) -> QRectF:
        if not self.look.right_to_left:
            return rect
        return QRectF(
            box.left() + box.right() - rect.right(), rect.top(), rect.width(), rect.height()
        )


class TagButton(BarButton):
    """Gives a tag. Checked: the chosen claim's tag."""

    sign = 20

    def __init__(self, look: Look, tag: Tag, parent: QWidget | None = None) -> None:
        super().__init__(look, look.theme.tag(tag).key, parent)
        self.tag = tag
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Pressing gives a tag; what is checked follows the claim, never the mouse."""

    def words_role(self) -> str:
        return "interface.strong" if self.isEnabled() else "interface.label"

    def words_color(self, theme: Theme) -> QColor:
        return theme.color("text.primary" if self.isEnabled() else "text.disabled")

    def paint_sign(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        marks.paint_letter(painter, theme, rect, self.tag, filled=self.isEnabled())

    def paint_ground(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        mark = theme.tag(self.tag)
        if not self.isEnabled():
            _fill(painter, theme, box, theme.color("surface.sunken"))
            return
        strong = self.isChecked() or self.isDown() or self.underMouse()
        _fill(painter, theme, box, mark.tint_strong if strong else mark.tint)
        width = 2 if self.isChecked() else 1
        inset = width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(mark.ink, width))
        radius = theme.radius("control") - inset / 2
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


class ToolButton(BarButton):
    """An icon by role with words and a key."""

    padding = 8

    def __init__(self, look: Look, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(look, key, parent)
        self._icon = icon

    def words_color(self, theme: Theme) -> QColor:
        if not self._icon and self.isEnabled():
            return theme.color("text.secondary")
        return super().words_color(theme)

    def sizeHint(self) -> QSize:
        self.sign = 18 if self._icon else 0
        hint = super().sizeHint()
        return hint if self._icon else QSize(hint.width() - 8, hint.height())

    def paint_sign(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        if not self._icon:
            return
        color = "accent.ink" if self.isChecked() else "text.primary"
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        icon = self.look.icon(self._icon, color)
        icon.paint(painter, rect.toRect(), Qt.AlignmentFlag.AlignCenter, mode)


class RelationButton(BarButton):
    """Gives a relation its type."""

    def __init__(self, look: Look, type_: RelationType, key: str, parent: QWidget | None = None):
        super().__init__(look, key, parent)
        self.type = type_

    def paint_ground(self, painter: QPainter, theme: Theme, box: QRectF) -> None:
        _fill(painter, theme, box, theme.color("surface.paper"))
        super().paint_ground(painter, theme, box)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.relation(self.type).color, 1))
        radius = theme.radius("control")
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def paint_sign(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        marks.paint_knot(painter, theme, rect, self.type)


def paint_ring(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """The focus ring, two pixels away from ``box``."""
    width = theme.focus_width
    away = min(theme.size("focus_offset") + width / 2 - 0.5, _RING - width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("focus.ring"), width))
    radius = theme.radius("control") + away
    painter.drawRoundedRect(box.adjusted(-away, -away, away, away), radius, radius)


def _fill(painter: QPainter, theme: Theme, box: QRectF, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    radius = theme.radius("control")
    painter.drawRoundedRect(box, radius, radius)
