"""The foot of every page: whose it is, what it is, which page."""

from app.domain.language import isolate
from app.formats.typesetting.drawing import Drawing
from app.formats.typesetting.placing import Line
from app.formats.worksheet.lettering import Styles, draw_line, lines_of, single
from app.formats.worksheet.look import PIXEL
from app.formats.worksheet.sheet import Sheet

_GAP = 24 * PIXEL
_BELOW = 16 * PIXEL  # from the end of the body to the rule
_PAD = 4 * PIXEL


class Foot:
    """Set once for all pages but for their numbers.

    A note that has no room is left out. A title that has none is cut, and a name only where it has
    none alone; what is cut stands whole at the top of the first page.
    """

    def __init__(
        self, sheet: Sheet, styles: Styles, whose: str, title: str, note: str, count: int
    ) -> None:
        self._sheet, self._style, self._count = sheet, styles.label, count
        self._base = int(sheet.right_to_left)
        self._room = sheet.width - self._place(count).width - _GAP
        self._name = self._fitted(whose, title)
        self._note = single(note, styles.label, self._base) if note else None
        used = self._name.width if self._name else 0
        if self._note and used + _GAP + self._note.width > self._room:
            self._note = None

    def draw(self, drawing: Drawing, number: int) -> None:
        """Draws the foot of page ``number``."""
        sheet, style = self._sheet, self._style
        top = sheet.body_end - _BELOW - _PAD
        place = self._place(number)
        with drawing.artifact("Pagination"):
            drawing.again(self, lambda: self._draw_same(drawing, top))
            left = sheet.x(sheet.width - place.width, place.width)
            draw_line(drawing, place, style, (left, place.width, top), "start")

    def _draw_same(self, drawing: Drawing, top: float) -> None:
        """What is the same on all pages."""
        sheet, style = self._sheet, self._style
        rule = top + _PAD
        ends = (sheet.x(0), rule), (sheet.x(sheet.width), rule)
        drawing.rule(*ends, sheet.look.hairline, 0.75)
        if self._name:
            box = (sheet.x(0, self._room), self._room, top)
            draw_line(drawing, self._name, style, box, "start")
        if self._note:
            used = self._name.width if self._name else 0
            middle = (sheet.width - self._note.width) / 2
            lead = middle if used + _GAP <= middle else self._room - self._note.width
            box = (sheet.x(lead, self._note.width), self._note.width, top)
            draw_line(drawing, self._note, style, box, "start")

    def _place(self, number: int) -> Line:
        """«صفحة ١ من ٤»."""
        words = self._sheet.say("page", n=number, count=self._count)
        return single(words, self._style, self._base)

    def _fitted(self, whose: str, title: str) -> Line | None:
        words = title.split()  # and no end of a paragraph is left in them
        shown, whose = " ".join(words), " ".join(whose.split())
        while True:
            parts = [isolate(part) for part in (whose, shown) if part]
            if not parts:
                return None
            line = single(" · ".join(parts), self._style, self._base)
            if line.width <= self._room or not words:
                break
            words.pop()
            shown = " ".join([*words, "…"])
        if line.width <= self._room:
            return line
        return lines_of(whose, self._style, self._room, self._base)[0]
