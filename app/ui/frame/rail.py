"""The navigation rail at the leading edge: the sign, the pages, the settings."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.controls.margins import set_margins
from app.ui.controls.shapes import rounded
from app.ui.controls.sign import Sign
from app.ui.look import Look


class Entry(NamedTuple):
    """A page in the rail: its name in ``navigate``, its icon's role, its words; ``apart``: a thin
    line stands before it."""

    page: str
    icon: str
    label: str
    apart: bool = False


class Rail(QWidget):
    """One item for each page that exists. ``chosen`` carries the page's name."""

    spoken_role = "PageTabList"
    chosen = Signal(str)
    help_asked = Signal()

    def __init__(
        self,
        look: Look,
        entries: Sequence[Entry],
        last: Entry,
        name: str,
        help_words: str,
        compact: bool = False,
    ) -> None:
        super().__init__()
        self._look = look
        self._items: dict[str, _Item] = {}
        self.setFixedWidth(look.size("navigation"))
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        set_margins(column, 3, 1, 5, 10)
        column.setSpacing(2)
        column.addWidget(Sign(look), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(9)
        for entry in entries:
            if entry.apart:
                column.addWidget(_Line(look))
            column.addWidget(self._item(entry, compact))
        column.addStretch(1)
        self.help = _Item(look, Entry("", "help", help_words), 54 if compact else 60)
        self.help.setToolTip(f"{help_words}  (F1)")
        self.help.spoken_role = "Button"
        self.help.clicked.connect(self.help_asked)
        column.addWidget(self.help)
        column.addWidget(self._item(last, compact))
        look.theme_changed.connect(self.update)

    def _item(self, entry: Entry, compact: bool) -> "_Item":
        item = _Item(self._look, entry, 54 if compact else 60)
        item.clicked.connect(lambda: self.chosen.emit(entry.page))
        self._items[entry.page] = item
        return item

    def item(self, page: str) -> QAbstractButton:
        """The button of one page."""
        return self._items[page]

    def reveal(self, page: str, *, shown: bool) -> None:
        """Show or hide the item of a page that may have nothing on it."""
        self._items[page].setVisible(shown)

    def show_current(self, page: str) -> None:
        for name, item in self._items.items():
            item.setChecked(name == page)
        self.update()

    def press(self, number: int) -> bool:
        """Choose the ``number``-th page (1 is the first), as Ctrl+1 does."""
        pages = [page for page, item in self._items.items() if not item.isHidden()]
        if 1 <= number <= len(pages):
            self.chosen.emit(pages[number - 1])
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = QRect(0 if rtl else self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, self._look.color("border.subtle"))
        for item in self._items.values():
            if item.isChecked():
                bar = QRect(self.width() - 3 if rtl else 0, item.y() + 12, 3, item.height() - 24)
                painter.fillRect(bar, self._look.color("accent.ink"))
        painter.end()


class _Line(QWidget):
    """A thin line between two groups of items."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(9)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRect(14, 4, self.width() - 28, 1)
        painter.fillRect(line, self._look.color("border.default"))
        painter.end()


class _Item(QAbstractButton):
    spoken_role = "PageTab"

    def __init__(self, look: Look, entry: Entry, height: int) -> None:
        super().__init__()
        self._look = look
        self._role = entry.icon
        self.setText(entry.label)
        self.setAccessibleName(entry.label)
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theme_changed.connect(self.update)

    def nextCheckState(self) -> None:
        """The window decides which page is current, not the click."""

    def sizeHint(self) -> QSize:
        return QSize(68, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, on = self._look, self.isChecked()
        ground = "surface.selected" if on else "surface.hover" if self.underMouse() else None
        ink = "accent.ink" if on else "text.secondary"
        if ground:
            rounded(painter, self.rect(), look.theme.radius("control"), look.color(ground))
        size = look.size("icon_navigation")
        block = size + 4 + look.theme.face("interface.nav").line_height
        top = (self.height() - block) // 2
        if look.has_icons:
            icon = look.icon(self._role, ink)
            pixmap = icon.pixmap(QSize(size, size), self.devicePixelRatioF())
            painter.drawPixmap((self.width() - size) // 2, top, pixmap)
        painter.setFont(self._fitting(look.font("interface.nav")))
        painter.setPen(look.color(ink))
        words = QRect(-2, top + size + 4, self.width() + 4, 16)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
        painter.drawText(words, int(flags), self.text())
        painter.end()

    def _fitting(self, font: QFont) -> QFont:
        """The rail is no wider for «Assignments»: its letters are a little narrower."""
        width = QFontMetrics(font).horizontalAdvance(self.text())
        if width > self.width():
            font.setPixelSize(font.pixelSize() * self.width() // width)
        return font
