"""A badge on its way to another: a curve follows the pointer, and what it would meet stands out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, QTimer, Signal

from app.ui.gutter.gutter import Gutter
from app.ui.reading.page_reader import PageReader

_EDGE = 28  # pixels at the top and foot of a text, where it scrolls under the pointer
_SCROLL_EVERY = 30  # milliseconds
_SCROLL_BY = 9


class Pulling(QObject):
    """Listens to readers whose badges can be dragged. Esc, or to let go over nothing, ends it."""

    joined = Signal(list, list, QPoint)  # claims of either badge, place on the screen
    pointed = Signal(list)  # claims that stand out now

    def __init__(self, readers: Sequence[PageReader], gutter: Gutter, parent: QObject) -> None:
        super().__init__(parent)
        self._readers = readers
        self._gutter = gutter
        self._pulled: tuple[list[str], QPoint] | None = None
        self._scroll = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        for reader in readers:
            reader.badge_pulled.connect(self._pull)
            reader.badge_dropped.connect(self._drop)
            reader.badge_let_go.connect(self._stop)

    def _pull(self, claim_ids: list[str], place: QPoint) -> None:
        self._pulled = claim_ids, place
        others = self._others(claim_ids, place)
        self.pointed.emit([*claim_ids, *others])
        for reader in self._readers:
            reader.aim_at(next(filter(reader.has_claim, others), None))
        self._gutter.reach(claim_ids[0], place, others[0] if others else None)
        if self._edge(place) is None:
            self._scroll.stop()
        elif not self._scroll.isActive():
            self._scroll.start()

    def _drop(self, claim_ids: list[str], place: QPoint) -> None:
        others = self._others(claim_ids, place)
        self._stop()
        if others:
            self.joined.emit(claim_ids, others, place)

    def _stop(self) -> None:
        self._pulled = None
        self._scroll.stop()
        self.pointed.emit([])
        for reader in self._readers:
            reader.aim_at(None)
        self._gutter.reach(None)

    def _others(self, claim_ids: Sequence[str], place: QPoint) -> list[str]:
        """The claims at a place that these could be joined with."""
        found = [claim for reader in self._readers for claim in reader.mark_at(place)]
        return [] if set(found) == set(claim_ids) else found

    def _edge(self, place: QPoint) -> Callable[[], None] | None:
        """How to scroll where the pointer is near the edge of a text."""
        for reader in self._readers:
            inside = reader.viewport().mapFromGlobal(place)
            if not reader.isVisible() or not 0 <= inside.x() < reader.viewport().width():
                continue
            bar, height = reader.verticalScrollBar(), reader.viewport().height()
            if inside.y() < _EDGE and bar.value() > 0:
                return lambda: bar.setValue(bar.value() - _SCROLL_BY)
            if inside.y() > height - _EDGE and bar.value() < bar.maximum():
                return lambda: bar.setValue(bar.value() + _SCROLL_BY)
        return None

    def _scroll_on(self) -> None:
        scroll = self._edge(self._pulled[1]) if self._pulled is not None else None
        if scroll is None or self._pulled is None:
            self._scroll.stop()
            return
        scroll()
        self._pull(*self._pulled)
