"""An article under which the class's highlights glow: heat by word, shares of the key's claims."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app.domain.article import Article
from app.domain.heat import Heat, Stretch
from app.ui.look import Look
from app.ui.reader import badges
from app.ui.reader.bands import band_rect, stretches
from app.ui.reader.geometry import BlockBox
from app.ui.reader.reader import Reader

_WIDTH, _HEIGHT = 48, 18  # of a share in the margin
_NONE = Heat((), (), 0)


class Share(NamedTuple):
    """A claim of the key: its spans (code points), and what stands beside its first line."""

    id: str
    spans: tuple[tuple[int, int], ...]
    text: str
    chosen: bool = False


class HeatText(Reader):
    """``share_clicked`` carries the claim of the key whose words or figure were pressed.

    ``tell`` words what a tooltip says of a word, by how many marked it.
    """

    share_clicked = Signal(str)

    def __init__(
        self,
        look: Look,
        figures: Callable[[str], str],
        tell: Callable[[int, int], str],
        parent: QWidget | None = None,
    ) -> None:
        self._heat = _NONE
        self._stretches: Sequence[Stretch] = ()
        self._stretch_ends: Sequence[int] = ()  # where each of them ends
        self._shares: Sequence[Share] = ()
        self._shown: Article | None = None
        self.share_face = "interface.caption"
        self._tell = tell
        super().__init__(look, figures, face="reading.medium", parent=parent)

    def show_heat(self, article: Article, heat: Heat, shares: Sequence[Share]) -> None:
        """Show an article (again: it stays where it is), its heat, and the key's claims in it."""
        if article != self._shown:
            self._shown = article
            self.show_article(article.text, article.segments)
        self._heat, self._stretches, self._shares = heat, heat.stretches(), shares
        self._stretch_ends = [stretch.end for stretch in self._stretches]
        self.viewport().update()

    def point_at(self, id: str) -> bool:
        """Bring a claim of the key into view and frame its words; False where it is not here."""
        found = next((share for share in self._shares if share.id == id), None)
        if found is None:
            return False
        self.scroll_to(found.spans[0][0], found.spans[-1][1])
        return True

    # painting

    def paintEvent(self, e: QPaintEvent) -> None:
        if self._picture is None:
            scrolled = self._scrolled()
            top, bottom = e.rect().top() + scrolled, e.rect().bottom() + scrolled
            boxes = list(self._geometry.boxes_between(top - badges.STEP, bottom))
            painter = QPainter(self.viewport())
            painter.translate(0, -scrolled)
            for box in boxes:
                self._paint_heat(painter, box)
                self._paint_shares(painter, box)
            painter.end()
        super().paintEvent(e)

    def _paint_heat(self, painter: QPainter, box: BlockBox) -> None:
        """One hue, under the words; neighbours of two steps meet without a gap."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        colors, sizes = self._look.theme.heat, self._marking.sizes
        first = self._display.code_point(box.position)
        last = self._display.code_point(box.end)
        for at in range(bisect_right(self._stretch_ends, first), len(self._stretches)):
            start, end, step = self._stretches[at]
            if start >= last:
                break
            low, high = self._inside(box, start, end)
            for line, left, right in stretches(box, low, high):
                painter.fillRect(band_rect(line, left, right, sizes), colors[step])

    def _paint_shares(self, painter: QPainter, box: BlockBox) -> None:
        look = self._look
        painter.setFont(look.font(self.share_face))
        for share, rect in self._places(box):
            painter.setPen(look.color("text.primary" if share.chosen else "text.secondary"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), share.text)
            if share.chosen:
                path = QPainterPath()
                path.addRoundedRect(QRectF(rect).adjusted(1, 0, -1, 0), 4, 4)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.strokePath(path, QPen(look.color("text.primary"), 1))

    def _places(self, box: BlockBox) -> list[tuple[Share, QRect]]:
        """The figures of the claims that start in a block; two on one line stand under another."""
        here: list[tuple[int, str]] = []
        for share in self._shares:
            at = self._display.position(share.spans[0][0])
            line = box.line_of(at) if box.position <= at < max(box.end, box.position + 1) else None
            if line is not None:
                here.append((line.baseline, share.id))
        size, by_id = self._size, {share.id: share for share in self._shares}
        found: list[tuple[Share, QRect]] = []
        for badge in badges.place(here, size, _HEIGHT):
            for step, id in enumerate(badge.ids):
                found.append((by_id[id], self._beside(badge.top + step * badges.STEP)))
        return found

    def _beside(self, top: int) -> QRect:
        out = self._leading - _WIDTH - 6
        if self.isRightToLeft():
            left = round(self.document().textWidth()) - self._leading + out
        else:
            left = self._leading - out - _WIDTH
        return QRect(left, top, _WIDTH, _HEIGHT)

    def _inside(self, box: BlockBox, start: int, end: int) -> tuple[int, int]:
        """Code points as positions in the block, cut to it."""
        low = max(self._display.position(start) - box.position, 0)
        return low, min(self._display.position(end) - box.position, len(box.text))

    # the mouse

    def _share_at(self, point: QPointF) -> str:
        for box in self._geometry.boxes_between(point.y() - 2 * badges.STEP, point.y()):
            for share, rect in self._places(box):
                if rect.contains(point.toPoint()):
                    return share.id
        return ""

    def _clicked(self, place: QPointF) -> None:
        id = self._share_at(self._point(place))
        if not id:
            at = self._character_at(place)
            holding = [s for s in self._shares if any(a <= at < b for a, b in s.spans)]
            shortest = min(holding, key=_length, default=None)
            id = shortest.id if shortest else ""
        if id:
            self.share_clicked.emit(id)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            count = self._heat.count_at(self._character_at(QPointF(event.pos())))
            if count is None or not self._heat.of:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), self._tell(count, self._heat.of), self)
            return True
        return super().viewportEvent(event)


def _length(share: Share) -> int:
    return sum(end - start for start, end in share.spans)
