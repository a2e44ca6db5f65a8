"""The control that says where hand-ins are looked for, and opens the ways to choose."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui.controls.shapes import rounded
from app.ui.look import Look

_WIDE, _LEAST = 420, 180


class SourceBox(QAbstractButton):
    """An open folder, the place, how many files it gave, and the caret of a menu."""

    spoken_role = "ButtonMenu"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._count = ""
        self._most = _WIDE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, place: str, count: str, does: str, whole: str = "") -> None:
        """``whole``: the paths, for the tooltip."""
        self.setText(place)
        self._count = count
        self.setAccessibleName(f"{place} {count}".strip())
        self.setAccessibleDescription(does)
        self.setToolTip(whole or does)
        self.updateGeometry()
        self.update()

    def limit(self, width: int) -> None:
        """No wider than this: the title comes first."""
        if width != self._most:
            self._most = width
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._look.font("interface.strong")).horizontalAdvance(self.text())
        count = QFontMetrics(self._look.font("interface.label")).horizontalAdvance(self._count)
        width = min(self._most, max(_LEAST, words + count + 110))
        return QSize(width, self._look.size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, self._look.size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        ground = "surface.hover" if self.underMouse() else "surface.paper"
        rounded(
            painter, self.rect(), look.theme.radius("control"), look.color(ground),
            look.color("border.control"),
        )  # fmt: skip

        def box(start: int, width: int) -> QRect:
            left = self.width() - start - width if mirrored else start
            return QRect(left, 0, width, self.height())

        def icon(role: str, start: int, size: int) -> None:
            at = box(start, size)
            at.setTop((self.height() - size) // 2)
            at.setHeight(size)
            look.icon(role, "text.secondary").paint(painter, at)

        icon("folder", 14, 18)
        icon("open_menu", self.width() - 30, 16)
        label, strong = look.font("interface.label"), look.font("interface.strong")
        label_width = QFontMetrics(label).horizontalAdvance(self._count) + 4
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        other = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        if self.width() < _LEAST + label_width + 40:
            label_width = 0  # the place comes first; how many there are is over the table too
        room = self.width() - 42 - label_width - 46
        painter.setFont(strong)
        painter.setPen(look.color("text.primary"))
        name = QFontMetrics(strong).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box(42, room), int(side | middle), name)
        painter.setFont(label)
        painter.setPen(look.color("text.secondary"))
        if label_width:
            painter.drawText(box(42 + room + 4, label_width), int(other | middle), self._count)
        painter.end()
