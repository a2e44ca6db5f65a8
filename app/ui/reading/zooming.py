"""How the zoom of each reader is kept: «4 0», pixels beyond the size chosen."""

from collections.abc import Sequence

from app.ui.preferences import Choices

ZOOM = "reading.zoom"


def read(choices: Choices) -> list[int]:
    """The zoom of each side; one figure is for both."""
    words = [word for word in choices.layout.get(ZOOM, "").split() if word.lstrip("-").isdigit()]
    return [int(word) for word in (words * 2)[:2]] if words else [0, 0]


def written(zoom: Sequence[int]) -> str:
    return " ".join(map(str, zoom))
