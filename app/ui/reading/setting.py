"""How the text is set: the user's size and spacing, and zoom on top of them."""

from app.ui.context import Context
from app.ui.preferences import Choices
from app.ui.reader.selectable import LARGEST, SMALLEST
from app.ui.reading import choices
from app.ui.reading.readers import Readers

_ZOOM = "reading.zoom"
_STEP = 2  # pixels
_ROOM_FOR_FULL_SIZE = 1600  # of the page: below, two readers share it in the smaller size


class ReadingSetting:
    """Follows the preferences; zoom is kept with them."""

    def __init__(self, context: Context, readers: Readers) -> None:
        self._context = context
        self._readers = readers
        self._width = 0
        kept = context.preferences.choices.layout.get(_ZOOM, "0")
        self._more = int(kept) if kept.lstrip("-").isdigit() else 0
        self.stop = context.preferences.subscribe(self._changed)

    def fit(self, page_width: int) -> None:
        self._width = page_width
        self.apply()

    def apply(self) -> None:
        """Set both readers."""
        size, height = self._usual()
        wanted = min(max(size + self._more, SMALLEST), LARGEST)
        self._readers.set_reading(wanted, round(height * wanted / size))

    def zoom(self, by: int) -> None:
        """One step larger (+1), smaller (-1), or the usual size (0)."""
        size, _height = self._usual()
        wanted = self._more + by * _STEP if by else 0
        self._keep(min(max(wanted, SMALLEST - size), LARGEST - size))
        self.apply()

    def keep_size(self, size: int) -> None:
        """A reader was zoomed with the wheel: the other one follows."""
        self._keep(size - self._usual()[0])
        self.apply()

    def _usual(self) -> tuple[int, int]:
        """Size and line height without zoom."""
        chosen, theme = self._context.preferences.choices, self._context.look.theme
        paired = self._readers.two and self._width < _ROOM_FOR_FULL_SIZE
        name = chosen.reading_size
        face = theme.face("reading.paired" if paired and name == "medium" else f"reading.{name}")
        if chosen.spacing == "normal":
            return face.size, face.line_height
        return face.size, round(face.size * theme.spacing(chosen.spacing))

    def _keep(self, more: int) -> None:
        self._more = more
        choices.remember(self._context, _ZOOM, str(more))

    def _changed(self, _chosen: Choices) -> None:
        self.apply()
