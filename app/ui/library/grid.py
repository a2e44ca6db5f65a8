"""Cards side by side, as many as fit, all equally wide."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.controls.card import Card
from app.ui.library.card import HEIGHT

_GAP = 20
_NARROWEST = 320


class CardGrid(QWidget):
    """Lays its cards out row by row from the leading edge and grows as high as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[Card] = []
        self.setProperty("ground", "none")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cards(self, cards: Sequence[Card], after: QWidget) -> None:
        """Take these cards in the place of those shown before, which are let go of.

        Tab comes to them in their order, from ``after``.
        """
        for old in self._cards:
            if old not in cards:
                old.hide()
                old.deleteLater()
        self._cards = list(cards)
        previous = after
        for card in self._cards:
            card.setParent(self)
            card.show()
            for stop in card.stops():
                QWidget.setTabOrder(previous, stop)
                previous = stop
        self._place()

    def columns(self) -> int:
        return max(1, min(6, (self.width() + _GAP) // (_NARROWEST + _GAP)))

    def sizeHint(self) -> QSize:
        return QSize(3 * _NARROWEST, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place()

    def _place(self) -> None:
        columns = self.columns()
        width = (self.width() - _GAP * (columns - 1)) // columns
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for index, card in enumerate(self._cards):
            row, column = divmod(index, columns)
            x = column * (width + _GAP)
            left = self.width() - x - width if rtl else x
            card.setGeometry(left, row * (HEIGHT + _GAP), width, HEIGHT)
        rows = -(-len(self._cards) // columns)
        self.setFixedHeight(max(0, rows * (HEIGHT + _GAP) - _GAP))
