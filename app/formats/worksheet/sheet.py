"""What all parts of one worksheet share: paper, direction, words, fonts, colours."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from app.domain.language import Language
from app.domain.worksheet import Paper
from app.formats.hijri import hijri
from app.formats.typesetting import tags
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.look import PIXEL, Look

_PAPERS = {Paper.A4: (595.28, 841.89), Paper.LETTER: (612.0, 792.0)}
_MARGIN = 56 * PIXEL
_TOP = 34 * PIXEL
_FOOT = 62 * PIXEL  # from the end of the body to the edge of the paper

Align = Literal["start", "end", "centre"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Distances along the page are counted from its leading edge (the right in Arabic).

    ``root`` is the structure of what the worksheet says; strips add to it as they are made.
    ``hijri``: dates stand in both calendars.
    """

    words: Language
    fonts: Fonts
    look: Look
    paper: Paper = Paper.A4
    root: tags.Element = field(default_factory=tags.document)
    hijri: bool = False

    @property
    def size(self) -> tuple[float, float]:
        return _PAPERS[self.paper]

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * _MARGIN

    @property
    def room(self) -> float:
        """Height of a page's body."""
        return self.size[1] - _TOP - _FOOT

    @property
    def body_top(self) -> float:
        return self.size[1] - _TOP

    @property
    def body_end(self) -> float:
        return _FOOT

    @property
    def right_to_left(self) -> bool:
        return self.words.right_to_left

    def x(self, lead: float, width: float = 0) -> float:
        """The left end of a box of ``width`` that begins ``lead`` from the leading margin."""
        if self.right_to_left:
            return self.size[0] - _MARGIN - lead - width
        return _MARGIN + lead

    def day(self, day: date) -> str:
        """A day, with the Hijri one where that is asked for and known."""
        other = self.hijri_date(day)
        plain = self.words.date(day)
        return self.say("date_both", date=plain, hijri=other) if other else plain

    def hijri_date(self, day: date) -> str:
        """The Hijri day; empty where it is not asked for, or not known."""
        found = hijri(day) if self.hijri else None
        return self.words.hijri_date(*found) if found else ""

    def say(self, key: str, **values: object) -> str:
        return self.words.say(f"worksheet.{key}", **values)

    def points(self, value: float, places: int = 2) -> str:
        return self.words.number(value, places)

    def signed(self, value: float) -> str:
        """A number with its sign, both in one isolate that runs as its digits are read."""
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return self.sum(f"{sign}{self.words.number(abs(value))}") if sign else self.points(0)

    def sum(self, text: str) -> str:
        """What is reckoned, set off so that it runs as its digits are read: ٦ ÷ ٣ from the right,
        6 ÷ 3 from the left, whatever runs around it."""
        opening = "\u2067" if self.words.digits == "arab" else "\u2066"
        return f"{opening}{text}\u2069"
