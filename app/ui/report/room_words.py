"""Words for a room: as large as the wall they are thrown on."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from app.ui.controls.words import Words
from app.ui.look import Look

LEAST, MOST = 1.0, 2.2  # times the size on a laptop
_USUAL = 768  # height of a window that needs no scaling


def scale_for(height: int) -> float:
    """How much larger than on a laptop type is in a window of this height."""
    return min(max(height / _USUAL, LEAST), MOST)


def room_font(look: Look, role: str, size: float) -> QFont:
    """A role's face in another size."""
    font = look.font(role)
    font.setPixelSize(round(size))
    return font


class RoomWords(Words):
    """Broken into lines; ``set_size`` gives the pixels of the type, whose lines go with it."""

    def __init__(
        self, look: Look, role: str, color: str = "text.primary", parent: QWidget | None = None
    ) -> None:
        self._pixels = 0
        self._face = look.theme.face(role)
        super().__init__(look, "", role, color, wrap="wrap", parent=parent)

    def set_size(self, pixels: float) -> None:
        self._pixels = round(pixels)
        self.setFont(room_font(self._look, self._role, pixels))
        self.say(self.words())

    def say(self, text: str) -> None:
        super().say(text)
        if self._pixels and text:
            usual = f"line-height:{self._face.line_height}px"
            line = round(self._face.line_height * self._pixels / self._face.size)
            self.setText(self.text().replace(usual, f"line-height:{line}px", 1))
