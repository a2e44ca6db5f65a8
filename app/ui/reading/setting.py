"""How the text is set: the user's size and spacing, zoom of each side, width, focus."""

from PySide6.QtCore import QObject, Signal

from app.ui.context import Context
from app.ui.preferences import Choices
from app.ui.reader.selectable import LARGEST, SMALLEST
from app.ui.reading import choices, zooming
from app.ui.reading.readers import Readers

MEASURES = {"narrow": 0.75, "normal": 1, "wide": 1.4}
_MEASURE = "reading.measure"
_STEP = 2  # pixels
_ROOM_FOR_FULL_SIZE = 1600  # of the page: below, two readers share it in the smaller size


class ReadingSetting(QObject):
    """Follows the preferences. Each side has its own zoom, which is kept with them; the wheel
    turns that of the side under it, keys and menu turn both.

    ``projected``: large for a room to read, whatever was chosen; not kept.
    """

    switched = Signal(str)  # one of the switches of ``is_on`` is not as it was

    def __init__(self, context: Context, readers: Readers) -> None:
        super().__init__(readers)
        self._context = context
        self._readers = readers
        self._width = 0
        self.projected = False
        self.stop = context.preferences.subscribe(self._changed)

    @property
    def _more(self) -> list[int]:
        """The zoom of each side, in pixels."""
        return zooming.read(self._context.preferences.choices)

    @property
    def zoomed(self) -> bool:
        """Whether either side is not as large as was chosen."""
        return any(self._more)

    @property
    def measure(self) -> str:
        """How wide a column may be."""
        kept = self._kept(_MEASURE)
        return kept if kept in MEASURES else "normal"

    def is_on(self, switch: str) -> bool:
        """``snap``: a drag takes whole words (usual, for the teacher's key too: marks compare
        whole words, so that half a word there would only look like one). ``tashkeel``: vowel marks
        are shown (usual). ``boilerplate``: what is not news stands like the rest. ``focus``: only
        the paragraph in hand has its full ink.
        """
        usual = {"snap": True, "tashkeel": True}
        kept = self._kept(f"reading.{switch}")
        return kept == "yes" if kept else usual.get(switch, False)

    def toggle(self, switch: str) -> None:
        on = not self.is_on(switch)
        choices.remember(self._context, f"reading.{switch}", "yes" if on else "no")
        self.apply()
        self.switched.emit(switch)

    def fit(self, page_width: int) -> None:
        self._width = page_width
        self.apply()

    def apply(self) -> None:
        """Set both readers."""
        size, height = self._usual()
        widest = round(self._context.look.size("measure_max") * MEASURES[self.measure])
        for column, more in zip(self._readers.columns, self._more, strict=True):
            wanted = min(max(size + more, SMALLEST), LARGEST)
            reader = column.reader
            # A projected line holds as many words as usual.
            reader.set_measure(round(widest * wanted / size) if self.projected else widest)
            reader.set_reading(wanted, round(height * wanted / size))
            reader.focus_on_paragraph(self.is_on("focus"))
            reader.snap_to_words(self.is_on("snap"))
            reader.set_tashkeel(self.is_on("tashkeel"))
            reader.show_boilerplate(self.is_on("boilerplate"))

    def zoom(self, by: int) -> None:
        """Both sides one step larger (+1), smaller (-1), or of their usual size (0)."""
        size, _height = self._usual()
        wanted = [more + by * _STEP if by else 0 for more in self._more]
        self._keep_zoom([min(max(more, SMALLEST - size), LARGEST - size) for more in wanted])

    def keep_size(self, side: int, size: int) -> None:
        """A reader was zoomed with the wheel."""
        more = self._more
        more[side] = size - self._usual()[0]
        self._keep_zoom(more)

    def choose_size(self, size: str) -> None:
        """A size for both sides, without zoom."""
        choices.remember(self._context, zooming.ZOOM, zooming.written([0, 0]))
        choices.change(self._context, reading_size=size)
        self.apply()

    def choose_measure(self, measure: str) -> None:
        choices.remember(self._context, _MEASURE, measure)
        self.apply()

    def project(self, on: bool) -> None:
        self.projected = on
        self.apply()

    def _usual(self) -> tuple[int, int]:
        """Size and line height without zoom."""
        chosen, theme = self._context.preferences.choices, self._context.look.theme
        paired = self._readers.two and self._width < _ROOM_FOR_FULL_SIZE
        name = "xlarge" if self.projected else chosen.reading_size
        face = theme.face("reading.paired" if paired and name == "medium" else f"reading.{name}")
        if chosen.spacing == "normal":
            return face.size, face.line_height
        return face.size, round(face.size * theme.spacing(chosen.spacing))

    def _keep_zoom(self, more: list[int]) -> None:
        choices.remember(self._context, zooming.ZOOM, zooming.written(more))
        self.apply()

    def _kept(self, name: str) -> str:
        return self._context.preferences.choices.layout.get(name, "")

    def _changed(self, _chosen: Choices) -> None:
        self.apply()
