"""A school's logo: any PNG or JPEG made into a small PNG that is safe to keep and to print."""

import io
import struct
import warnings

from PIL import Image, ImageOps

from app.domain.errors import KnownError

LARGEST_FILE = 8 * 2**20  # bytes
LARGEST_SIDE = 12_000  # pixels; a small file can unfold to gigabytes
LARGEST_AREA = 40_000_000
# What Pillow raises for a file that is something else, cut short or made to do harm.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    struct.error,
)
WIDE, HIGH = 600, 300  # pixels it is kept in: 300 dpi of a logo 5 cm wide
LARGEST_KEPT = 60_000  # bytes: it is in each worksheet of a class


def read(content: bytes) -> bytes:
    """The picture in ``content`` (PNG or JPEG) as a PNG of at most ``WIDE`` × ``HIGH`` pixels.

    A photo becomes smaller, until it has at most ``LARGEST_KEPT`` bytes.

    Turned as its camera says, without metadata; the same bytes for the same picture. KnownError
    ``logo.too_large`` (limit in megabytes), ``logo.too_many_pixels``, ``logo.not_a_picture``.
    """
    if len(content) > LARGEST_FILE:
        raise KnownError("logo.too_large", limit=LARGEST_FILE // 2**20)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                width, height = picture.size
                if max(width, height) > LARGEST_SIDE or width * height > LARGEST_AREA:
                    raise KnownError("logo.too_many_pixels")
                picture.draft("RGB", (2 * WIDE, 2 * HIGH))  # a JPEG is unfolded no larger
                upright = ImageOps.exif_transpose(picture)
                plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise KnownError("logo.too_many_pixels") from error
    except _DAMAGE as error:
        raise KnownError("logo.not_a_picture") from error
    side = 1.0
    while True:
        plain.thumbnail((round(WIDE * side), round(HIGH * side)), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
        bare.save(out, "PNG", optimize=True)
        if out.tell() <= LARGEST_KEPT:
            return out.getvalue()
        side *= 0.8
