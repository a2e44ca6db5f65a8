"""Pictures of dots on a page."""

import io

from PIL import Image

from app.formats.typesetting.objects import Objects


def size_of(picture: bytes) -> tuple[int, int]:
    """(width, height) in dots of a PNG or JPEG."""
    with Image.open(io.BytesIO(picture)) as image:
        return image.size


def write_picture(objects: Objects, picture: bytes, *, colour: bool = True) -> int:
    """Writes a PNG or JPEG as an image object, see-through where it is; the object's number.

    Without ``colour`` every dot becomes the grey of its luma.
    """
    with Image.open(io.BytesIO(picture)) as image:
        plain = image.convert("RGBA")
    clear = plain.getchannel("A")
    mask = ""
    if clear.getextrema() != (255, 255):
        entries = _entries(plain.size, "DeviceGray")
        mask = f"/SMask {objects.add_stream(entries, clear.tobytes())} 0 R"
    mode, space = ("RGB", "DeviceRGB") if colour else ("L", "DeviceGray")
    entries = _entries(plain.size, space) + mask
    return objects.add_stream(entries, plain.convert("RGB").convert(mode).tobytes())


def _entries(size: tuple[int, int], space: str) -> str:
    width, height = size
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
        f"/ColorSpace/{space}/BitsPerComponent 8"
    )
