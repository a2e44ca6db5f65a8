"""A worksheet as a file: whole or not at all."""

import gc
import io
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from app.domain.errors import KnownError
from app.domain.worksheet import Booklet, Worksheet
from app.formats.worksheet.booklet import draw_booklet
from app.formats.worksheet.fonts import Fonts
from app.formats.worksheet.pages import draw_worksheet


def write(worksheet: Worksheet | Booklet, path: Path, fonts: Fonts | None = None) -> int:
    """Writes ``worksheet`` as a PDF to ``path``, replacing what is there. Returns its pages.

    The same worksheet always gives the same bytes. Hand the same ``fonts`` to all of a class set.
    Raises KnownError ``font.missing`` or ``font.damaged``, and ``worksheet.unwritable`` (``path``)
    when the folder is missing, read-only or full; then nothing has changed.
    """
    loaded = fonts or Fonts()
    return write_with(lambda out: _draw(worksheet, loaded, out), path)


def write_with(draw: Callable[[IO[bytes]], int], path: Path) -> int:
    """Puts what ``draw`` writes (it returns how many pages) at ``path``, whole or not at all.

    KnownError ``worksheet.unwritable`` (``path``); then nothing has changed.
    """
    # In the same folder, so that it can replace; by one name, so that what a killed process left
    # goes with the next try.
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as out, _without_collection():
            pages = draw(out)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except OSError as error:
        raise KnownError("worksheet.unwritable", path=str(path)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return pages


def drawn(worksheet: Worksheet | Booklet, fonts: Fonts) -> bytes:
    """The bytes that ``write`` would put on the disk."""
    out = io.BytesIO()
    with _without_collection():
        _draw(worksheet, fonts, out)
    return out.getvalue()


def _draw(page: Worksheet | Booklet, fonts: Fonts, out: IO[bytes]) -> int:
    """Returns how many pages there are."""
    if isinstance(page, Booklet):
        return draw_booklet(page, fonts, out)
    return draw_worksheet(page, fonts, out)


@contextmanager
def _without_collection() -> Generator[None]:
    """Nothing is garbage until a worksheet is written; to look for it takes a fifth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
