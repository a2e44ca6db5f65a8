"""The marks of an article, block by block: made when a block is seen, kept until it changes."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QPainterPath, QTextBlock

from app.domain.annotation import Tag
from app.ui.offsets import DisplayText
from app.ui.reader import badges
from app.ui.reader.badges import Badge, BadgeArtist
from app.ui.reader.bands import BlockMarks, Measures, Piece, key_path, mark_block, measures
from app.ui.reader.claims import Claim, ClaimIndex, KeyMark, Span
from app.ui.reader.geometry import BlockBox, Geometry, LineBox
from app.ui.theme import Theme

Numbering = Callable[[Claim], int]
_MORE_WIDTH = 20
_MOST_BLOCKS = 600


class Marking:
    """What is marked on one document, and where each mark stands. Points are the document's."""

    def __init__(
        self,
        geometry: Geometry,
        display: DisplayText,
        theme: Theme,
        figures: Callable[[str], str],
        *,
        size: int,
        leading: int,
        right_to_left: bool,
    ) -> None:
        self.geometry = geometry
        self.document = geometry.document
        self.display = display
        self.index = ClaimIndex()
        self.matches: list[Span] = []
        self.current_match: int | None = None
        self.selected: str | None = None
        self.selected_key: str | None = None
        self.hovered: frozenset[str] = frozenset()
        self.keys: tuple[KeyMark, ...] = ()
        self.number_of: Numbering | None = None
        self._marks: dict[int, BlockMarks] = {}
        self._badges: dict[int, list[Badge]] = {}
        self._key_badges: dict[int, list[Badge]] = {}
        self.leading = leading
        self._right_to_left = right_to_left
        self.figures = figures
        self.dress(theme, size)

    def dress(self, theme: Theme, size: int) -> None:
        """Another theme, reading size or digits: everything is drawn anew."""
        self.theme = theme
        self.size = size
        self.sizes: Measures = measures(theme, size)
        self.dashes = {tag: theme.tag(tag).dash for tag in Tag}
        self.artist = BadgeArtist(theme, self.figures, right_to_left=self._right_to_left)
        self.drop()

    def drop(self) -> None:
        """The text was laid out again: nothing that was worked out holds."""
        self._marks.clear()
        self._badges.clear()
        self._key_badges.clear()

    def show_claims(self, claims: Iterable[Claim], number_of: Numbering | None) -> None:
        self.number_of = number_of
        self._forget_marks(self.index.update(claims))

    def change_claims(self, touched: Iterable[str], claims: Iterable[Claim]) -> None:
        """Only the claims ``touched`` are not what they were; ``claims`` is what became of them."""
        self._forget_marks(self.index.change(touched, claims))

    def number(self, claim: Claim) -> int:
        """What stands on a claim's badge."""
        return claim.number if self.number_of is None else self.number_of(claim)

    def _forget_marks(self, changed: list[Span] | None) -> None:
        self._badges.clear()
        if changed is None:
            self._marks.clear()
            return
        for start, end in changed:
            self._forget(start, end)

    def show_key(self, keys: Iterable[KeyMark]) -> None:
        self.keys = tuple(sorted(keys, key=lambda key: key.spans[0]))
        self._marks.clear()
        self._key_badges.clear()

    def select(self, claim_id: str | None) -> None:
        for changed in (self.selected, claim_id):
            claim = self.index.by_id.get(changed or "")
            if claim is not None:
                self._forget(claim.start, claim.end)
        self.selected = claim_id

    def marks(self, box: BlockBox) -> BlockMarks:
        made = self._marks.get(box.number)
        if made is None:
            if len(self._marks) > _MOST_BLOCKS:
                self._marks.clear()
            pieces = self._pieces(box)
            made = mark_block(box, pieces, self.index, self.selected, self.dashes, self.sizes)
            if self.keys:
                made.key = self._key(box)
            self._marks[box.number] = made
        return made

    def badges(self, box: BlockBox) -> list[Badge]:
        """The badges of the claims that start in a block."""
        made = self._badges.get(box.number)
        if made is None:
            start, end = self._code_points(box)
            starts = self._baselines(
                box, ((claim.start, claim.id) for claim in self.index.starting(start, end + 1))
            )
            made = self._badges[box.number] = badges.place(starts, self.size, self.artist.height)
        return made

    def key_badges(self, box: BlockBox) -> list[Badge]:
        made = self._key_badges.get(box.number)
        if made is None:
            start, end = self._code_points(box)
            here = [(k.spans[0][0], k.id) for k in self.keys if start <= k.spans[0][0] <= end]
            starts = self._baselines(box, here)
            made = badges.place(starts, self.size, self.artist.height)
            self._key_badges[box.number] = made
        return made

    def badge_rect(self, badge: Badge) -> QRect:
        claim = None if badge.is_group else self.index.by_id.get(badge.ids[0])
        width = self.artist.width(self.number(claim) if claim is not None else 0)
        return self._in_margin(badges.FROM_TEXT, width, badge.top)

    def key_badge_rect(self, badge: Badge) -> QRect:
        out = badges.FROM_TEXT + self.artist.width(0) + badges.KEY_GAP
        return self._in_margin(out, self.artist.height, badge.top)

    def badge_of(self, claim: Claim) -> Badge | None:
        """The badge that stands for a claim; lays the text out as far as it."""
        box = self.geometry.box(self.block_of(claim.start))
        return next((badge for badge in self.badges(box) if claim.id in badge.ids), None)

    def block_of(self, code_point: int) -> QTextBlock:
        return self.document.findBlock(self.display.position(code_point))

    def claims_at(self, point: QPointF) -> list[Claim]:
        """The claims under a point, the one that tints it first."""
        box = self.geometry.box(self.geometry.block_near(point.y()))
        at = point.toPoint()
        found = {claim.id: claim for rect, claim in self.marks(box).touches if rect.contains(at)}
        return sorted(found.values(), key=lambda c: (c.id != self.selected, c.length, c.id))

    def badge_at(self, point: QPointF) -> Badge | None:
        """The badge or «+N» under a point."""
        at = point.toPoint()
        for box in self.geometry.boxes_between(point.y() - 2 * badges.STEP, point.y()):
            for badge in self.badges(box):
                if self.badge_rect(badge).contains(at):
                    return badge
            for more in self.marks(box).more:
                if self.more_rect(more.line).contains(at):
                    return Badge(at.y(), tuple(claim.id for claim in more.claims))
        return None

    def key_badge_at(self, point: QPointF) -> str | None:
        at = point.toPoint()
        for box in self.geometry.boxes_between(point.y() - 2 * badges.STEP, point.y()):
            for badge in self.key_badges(box):
                if self.key_badge_rect(badge).contains(at):
                    return badge.ids[0]
        return None

    def more_rect(self, line: LineBox) -> QRect:
        """Where «+N» stands: past the line's end, never over its words."""
        width, height = _MORE_WIDTH, self.artist.height
        left, right = line.reach
        x = left - width - 2 if self._right_to_left else right + 2
        x = min(max(x, 0), round(self.document.textWidth()) - width)
        return QRect(x, line.baseline - height + 4, width, height)

    def matches_in(self, box: BlockBox) -> list[tuple[int, int, bool]]:
        """Start and end (positions in the block) of matches, and whether it is the current one."""
        start, end = self._code_points(box)
        at = max(bisect_left(self.matches, (start, 0)) - 1, 0)
        found: list[tuple[int, int, bool]] = []
        while at < len(self.matches) and self.matches[at][0] <= end:
            low, high = self._within(box, *self.matches[at])
            if low < high:
                found.append((low, high, at == self.current_match))
            at += 1
        return found

    def _forget(self, start: int, end: int) -> None:
        first, last = self.block_of(start).blockNumber(), self.block_of(end).blockNumber()
        if last - first > len(self._marks):
            stale = [number for number in self._marks if first <= number <= last]
        else:
            stale = list(range(first, last + 1))
        for number in stale:
            self._marks.pop(number, None)

    def _code_points(self, box: BlockBox) -> Span:
        return self.display.code_point(box.position), self.display.code_point(box.end)

    def _within(self, box: BlockBox, start: int, end: int) -> Span:
        """Code points as positions in the block, cut to it."""
        low = max(self.display.position(start) - box.position, 0)
        return low, min(self.display.position(end) - box.position, len(box.text))

    def _pieces(self, box: BlockBox) -> list[Piece]:
        pieces: list[Piece] = []
        block_start, block_end = self._code_points(box)
        for claim in self.index.overlapping(block_start, block_end):
            for start, end in claim.spans:
                low, high = self._within(box, start, end)
                if low < high:
                    pieces.append(Piece(claim, low, high, block_start < claim.end <= block_end))
        return pieces

    def _key(self, box: BlockBox) -> QPainterPath:
        lines: list[tuple[int, int, bool, bool]] = []
        cores: list[Span] = []
        block_start, block_end = self._code_points(box)
        for key in self.keys:
            if key.spans[0][0] > block_end:
                break
            for i, (start, end) in enumerate(key.spans):
                low, high = self._within(box, start, end)
                if low < high:
                    starts = i == 0 and start >= block_start
                    ends = i == len(key.spans) - 1 and end <= block_end
                    lines.append((low, high, starts, ends))
            if key.core is not None:
                low, high = self._within(box, *key.core)
                if low < high:
                    cores.append((low, high))
        return key_path(box, lines, cores, self.sizes)

    def _baselines(
        self, box: BlockBox, starts: Iterable[tuple[int, str]]
    ) -> Sequence[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for start, claim_id in starts:
            line = box.line_of(self.display.position(start))
            if line is not None:
                found.append((line.baseline, claim_id))
        return found

    def _in_margin(self, out: int, width: int, top: int) -> QRect:
        """A rectangle ``out`` pixels outside the column's leading edge."""
        if self._right_to_left:
            x = round(self.document.textWidth()) - self.leading + out
        else:
            x = self.leading - out - width
        return QRect(x, top, width, self.artist.height)
