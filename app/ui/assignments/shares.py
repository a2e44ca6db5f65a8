"""What else is accepted, and for how much of the points: a line for each other tag or type."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.domain.relation import RelationType
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import marks

_SHARES = ("0", "0.25", "0.5", "0.75", "1")


class Shares(QWidget):
    """``given`` carries what is accepted and its share (None: nothing)."""

    given = Signal(object, object)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._lines: dict[StrEnum, tuple[_Sign, Words, Segments]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(3, 1)
        for kind, prefix in ((Tag, "tag"), (RelationType, "relation_type")):
            for member in kind:
                self._add(member, language.say(f"{prefix}.{member}"))

    def _add(self, member: "Tag | RelationType", name: str) -> None:
        say = self._language.say
        choices = [Choice("0", say("assignments.share.none"))]
        choices += [
            Choice(share, say("assignments.percent", share=round(100 * float(share))))
            for share in _SHARES[1:]
        ]
        segments = Segments(self._look, choices, say("assignments.share_of", name=name), padding=7)
        segments.chosen.connect(partial(self._give, member))
        parts = (_Sign(self._look, member), Words(self._look, name, "interface.label"), segments)
        for column, part in enumerate(parts):
            self._grid.addWidget(part, len(self._lines), column)
        self._lines[member] = parts

    def show_shares(
        self, offered: Sequence[StrEnum], shares: Mapping[Tag, float] | Mapping[RelationType, float]
    ) -> None:
        """Lines for what is ``offered``, with the shares that are kept."""
        kept = {str(one): share for one, share in shares.items()}
        for member, parts in self._lines.items():
            for part in parts:
                part.setVisible(member in offered)
            written = f"{kept.get(str(member), 0):g}"
            parts[2].choose(written if written in _SHARES else "")

    def segments(self, member: StrEnum) -> Segments:
        return self._lines[member][2]

    def _give(self, member: StrEnum, share: str) -> None:
        self.given.emit(member, float(share) or None)


class _Sign(QWidget):
    """The tag's letter or the relation's sign."""

    def __init__(self, look: Look, member: "Tag | RelationType") -> None:
        super().__init__()
        self._look = look
        self._member = member
        self.setFixedSize(marks.KNOT + 2, marks.KNOT + 2)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(1, 1, marks.KNOT, marks.KNOT)
        if isinstance(self._member, Tag):
            marks.paint_letter(painter, self._look.theme, box, self._member)
        else:
            marks.paint_knot(painter, self._look.theme, box, self._member)
        painter.end()
