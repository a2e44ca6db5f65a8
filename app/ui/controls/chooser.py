"""A control that says what is chosen, and opens the ways to choose."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.controls.shapes import rounded
from app.ui.look import Look

_CARET = 30  # from the trailing edge to the caret's start


class Chooser(QAbstractButton):
    """An icon, what is chosen, a few quiet words beside it, and the caret of a menu."""

    spoken_role = "ButtonMenu"

    def __init__(self, look: Look, icon: str, start: int, across: QSizePolicy.Policy) -> None:
        """``icon``: its role, ``start`` pixels from the leading edge; ``across``: of its width."""
        super().__init__()
        self._look = look
        self._icon, self._start = icon, start
        self._beside = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, chosen: str, beside: str, does: str, tip: str = "") -> None:
        """``does``: what a screen reader says of it; the tooltip too, where there is no ``tip``."""
        self.setText(chosen)
        self._beside = beside
        self.setAccessibleName(f"{chosen} {beside}".strip())
        self.setAccessibleDescription(does)
        self.setToolTip(tip or does)
        self.updateGeometry()
        self.update()

    def paint_words(self, painter: QPainter) -> None:
        """What is chosen and the words beside it, between the icon and the caret."""
        raise NotImplementedError

    def box(self, start: int, width: int) -> QRect:
        """As high as the control; ``start`` is counted from the leading edge."""
        left = self.width() - start - width if self._look.right_to_left else start
        return QRect(left, 0, width, self.height())

    def write(
        self, painter: QPainter, words: str, start: int, width: int, *, trailing: bool = False
    ) -> None:
        """In the middle of the height, at the leading edge of ``box`` or the trailing one."""
        at_right = self._look.right_to_left != trailing
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.box(start, width), flags, words)

    def cut(self, room: int) -> str:
        """What is chosen, as much as there is room for."""
        metrics = QFontMetrics(self._look.font("interface.strong"))
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def as_wide_as(self, width: int) -> QSize:
        """Its size in this width."""
        return QSize(width, self._look.size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        ground = "surface.hover" if self.underMouse() else "surface.paper"
        rounded(
            painter, self.rect(), look.theme.radius("control"), look.color(ground),
            look.color("border.control"),
        )  # fmt: skip
        for role, start, size in (
            (self._icon, self._start, 18), ("open_menu", self.width() - _CARET, 16)
        ):  # fmt: skip
            at = self.box(start, size)
            at.setTop((self.height() - size) // 2)
            at.setHeight(size)
            look.icon(role, "text.secondary").paint(painter, at)
        self.paint_words(painter)
        painter.end()
