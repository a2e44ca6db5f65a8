"""What the shell gets to see: JSON or words on stdout, messages on stderr."""

import json
import sys
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import TextIO

from app.domain.errors import KnownError
from app.domain.language import Language, isolate
from app.services import browsing

Progress = Callable[[int, int], None]
_RLM = "\u200f"


class Output:
    """Knows the language, and whether a program or a person reads."""

    def __init__(self, words: Language, *, as_json: bool, visual: bool) -> None:
        self.words = words
        self.as_json = as_json
        self._visual = visual

    def result(self, value: object) -> None:
        """The answer for programs; nothing where a person reads."""
        if self.as_json:
            _put(json.dumps(value, ensure_ascii=False, indent=1), sys.stdout)

    def line(self, line: str = "") -> None:
        """A line of the answer for people; nothing where a program reads."""
        if not self.as_json:
            self._write(line, sys.stdout)

    def say(self, key: str, **values: object) -> None:
        self.line(self.words.say(key, **_isolated(values)))

    def count(self, key: str, n: int, **values: object) -> None:
        self.line(self.words.count(key, n, **_isolated(values)))

    def complain(self, text: str) -> None:
        """A message beside the answer."""
        self._write(text, sys.stderr)

    def reason(self, error: KnownError) -> str:
        """A known error in words."""
        return self.words.say(error.message, **_isolated(error.values))

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Columns in the reading direction of the language. Nothing where a program reads."""
        widths = [max(map(_width, column)) for column in zip(headings, *rows, strict=True)]
        mark = _RLM if self.words.right_to_left else ""
        for cells in (headings, *rows):
            padded = [
                isolate(cell) + " " * (width - _width(cell))
                for cell, width in zip(cells, widths, strict=True)
            ]
            self.line(mark + "  ".join(padded).rstrip())

    @contextmanager
    def progress(self) -> Generator[Progress]:
        """A bar on a terminal; silent elsewhere. Call it with (done, of how many)."""
        if not sys.stderr.isatty():
            yield lambda done, total: None
            return
        from tqdm import tqdm

        with tqdm(total=0, leave=False, file=sys.stderr, unit="") as bar:

            def tell(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            yield tell

    def _write(self, text: str, stream: TextIO) -> None:
        for line in text.split("\n"):
            _put(browsing.for_terminal(line, visual=self._visual), stream)

    @staticmethod
    def flush() -> None:
        """Have the answer out. KnownError where it cannot be taken."""
        with _told_to_somebody():
            sys.stdout.flush()


def _put(line: str, stream: TextIO) -> None:
    with _told_to_somebody():
        stream.write(line + "\n")


@contextmanager
def _told_to_somebody() -> Generator[None]:
    """A full disk behind ``>`` is no fault of the program; a reader who has gone is told apart."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KnownError("cli.no_output") from error


def _isolated(values: dict[str, object]) -> dict[str, object]:
    """Names and paths run their own way inside a sentence."""
    return {k: isolate(v) if isinstance(v, str) and v else v for k, v in values.items()}


def _width(cell: str) -> int:
    """Columns that a cell takes in a terminal."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in ("W", "F")
        else 1
        for c in cell
    )
