"""A previewer: a child process that shows what will be written, page by page.

It makes each worksheet with the real writer and draws its pages from the bytes that would be on the
disk. What it is told and what it tells are lines of JSON; after a line with ``bytes`` that many
bytes of pixels follow (see ``formats.page_images``)::

    {"show": 7, "job": {…}, "comment": "…"}    a worksheet; ``comment``: one that is being typed
    {"draw": 3, "pages": [0, 1], "scale": 1.5} pages of sheet 3; takes the place of the last one
    {"bands": 3, "page": 0, "scale": 8.3, "rows": 400, "grey": true}   a page for a printer
    {"rest": true}                             nothing is looked at: the classroom file is let go

    {"shown": 7, "sheet": 3, "sizes": [[595.28, 841.89], …], "place": [14, 310.5]}
        the same sheet while nothing changed; ``place`` of the comment that is being typed
    {"sheet": 3, "page": 0, "scale": 1.5, "width": …, "height": …, "stride": …, "top": 0,
     "last": true, "grey": false, "bytes": …}
    {"refused": 7, "reason": {"message": …, "values": {…}}}

Of several worksheets asked for while one is being made, only the last is made.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from app.domain.errors import KnownError
from app.domain.language import load
from app.domain.worksheet import Booklet, Kind, Worksheet
from app.services.exporting import composed, readers_of
from app.services.styling import logo_of
from app.services.working import Job, refusal
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.formats.page_images import PageImages, Pixels
    from app.formats.worksheet import Fonts

_SHEETS = 6  # drawn lately, and kept to be drawn again
_IDLE = 3.0  # seconds until the classroom file is let go
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Sheet:
    number: int
    content: Worksheet | Booklet
    pages: PageImages


class Previewer:
    """What has been drawn lately, and the classroom file while it is being looked at."""

    def __init__(self, told: IO[bytes]) -> None:
        self._told = told
        self._sheets: list[_Sheet] = []  # the latest last
        self._count = secrets.randbits(30)  # no sheet of a previewer before it is taken for ours
        self._fonts: Fonts | None = None
        self._file: Workspace | None = None
        self._path = ""

    def show(self, line: Line) -> None:
        """Make a worksheet, unless it is as it was, and tell its pages."""
        try:
            sheet = self._sheet(Job(**line["job"]), line.get("comment"))
        except KnownError as error:
            self._tell({"refused": line["show"], "reason": refusal(error)})
            return
        shown = {"shown": line["show"], "sheet": sheet.number, "sizes": sheet.pages.sizes}
        if line.get("comment") is not None and isinstance(sheet.content, Worksheet):
            heading = load(sheet.content.language).say("worksheet.comment.title")
            shown["place"] = sheet.pages.find(heading)
        self._tell(shown)

    def draw(self, number: int, page: int, scale: float) -> None:
        """One page for the screen. Nothing where the sheet is no longer kept."""
        for sheet in self._sheets:
            if sheet.number == number and page < len(sheet.pages.sizes):
                self._tell_pixels(number, page, scale, [sheet.pages.page(page, scale)], grey=False)

    def bands(self, line: Line) -> None:
        """One page for a printer, from the top."""
        for sheet in self._sheets:
            if sheet.number == line["bands"]:
                page, scale, grey = line["page"], line["scale"], line["grey"]
                bands = sheet.pages.bands(page, scale, rows=line["rows"], grey=grey)
                self._tell_pixels(sheet.number, page, scale, bands, grey=grey)

    def rest(self) -> None:
        """Let the classroom file go: it may be moved, or replaced by a copy."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Let everything go."""
        self.rest()
        while self._sheets:
            self._sheets.pop().pages.close()

    def _sheet(self, job: Job, comment: str | None) -> _Sheet:
        from app.formats.page_images import PageImages
        from app.formats.worksheet import Fonts
        from app.formats.worksheet.writing import drawn

        content = self._content(job, comment)
        for sheet in self._sheets:
            if _as_seen(sheet.content) == _as_seen(content):
                self._sheets.remove(sheet)
                self._sheets.append(sheet)
                return sheet
        self._fonts = self._fonts or Fonts()
        pages = PageImages(drawn(content, self._fonts))
        self._count += 1
        self._sheets.append(_Sheet(self._count, content, pages))
        while len(self._sheets) > _SHEETS:
            self._sheets.pop(0).pages.close()
        return self._sheets[-1]

    def _content(self, job: Job, comment: str | None) -> Worksheet | Booklet:
        file, kind = self._open(job.workspace), Kind(job.kind)
        readers = readers_of(file, job.assignment, kind, job.students)
        if not readers:
            raise KnownError("worksheet_page.nothing_to_write")
        content = composed(file, job.assignment, readers[0], kind, job.choices(logo_of(file)))
        if comment is not None and isinstance(content, Worksheet) and kind is Kind.GRADED:
            return replace(content, comment=comment.strip())
        return content

    def _open(self, path: str) -> Workspace:
        if self._file is None or path != self._path:
            self.rest()
            self._file = Workspace.open(Path(path), read_only=True)
            self._path = path
        return self._file

    def _tell_pixels(
        self, sheet: int, page: int, scale: float, bands: Iterable[Pixels], *, grey: bool
    ) -> None:
        for pixels in bands:
            self._tell(
                {
                    "sheet": sheet,
                    "page": page,
                    "scale": scale,
                    "width": pixels.width,
                    "height": pixels.height,
                    "stride": pixels.stride,
                    "top": pixels.top,
                    "last": pixels.last,
                    "grey": grey,
                    "bytes": len(pixels.data),
                },
                pixels.data,
            )

    def _tell(self, line: Line, data: bytes = b"") -> None:
        self._told.write(json.dumps(line).encode() + b"\n" + data)
        self._told.flush()


def _as_seen(content: Worksheet | Booklet) -> Worksheet | Booklet:
    """Without what is attached: that there is something is seen, not what."""
    if isinstance(content, Booklet):
        return content
    return replace(content, attachment=b"attached" if content.attachment else b"")


def serve(asked: IO[bytes], told: IO[bytes]) -> int:
    """A previewer's life: until nothing more is asked. The exit code."""
    lines: SimpleQueue[Line | None] = SimpleQueue()
    Thread(target=_listen, args=(asked, lines), daemon=True).start()
    previewer = Previewer(told)
    show: Line | None = None
    draw: list[tuple[int, int, float]] = []
    with suppress(BrokenPipeError):  # the window is gone
        while True:
            busy = show is not None or bool(draw)
            try:
                line = lines.get(block=not busy, timeout=None if busy else _IDLE)
            except Empty:
                if show is not None:
                    asked_for, show = show, None
                    previewer.show(asked_for)
                elif draw:
                    previewer.draw(*draw.pop(0))
                else:
                    previewer.rest()
                continue
            if line is None:
                break
            if "show" in line:
                show = line
            elif "draw" in line:
                draw = [(line["draw"], page, line["scale"]) for page in line["pages"]]
            elif "bands" in line:
                previewer.bands(line)
            else:
                previewer.rest()
    previewer.close()
    return 0


def _listen(asked: IO[bytes], lines: SimpleQueue[Line | None]) -> None:
    for line in asked:
        lines.put(json.loads(line))
    lines.put(None)
