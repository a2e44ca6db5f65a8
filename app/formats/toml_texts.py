"""Tables of short texts in TOML that somebody else may have written."""

import tomllib
from collections.abc import Mapping
from typing import cast

from app.domain.errors import KnownError
from app.formats.fields import plain

MOST = 300_000  # characters of a file
_LONGEST = 4_000


class Table:
    """A table of the file; what does not fit raises the KnownError ``damaged``, which names it."""

    def __init__(self, value: object, damaged: str, where: str = "") -> None:
        self._damaged = damaged
        self._where = where
        if not isinstance(value, dict):
            raise self.wrong("")
        self._values = cast("Mapping[str, object]", value)

    def wrong(self, name: str) -> KnownError:
        """The error that names this member."""
        return KnownError(self._damaged, place=self._path(name) or "TOML")

    def table(self, name: str) -> "Table":
        return Table(self._values.get(name), self._damaged, self._path(name))

    def tables(self, name: str, most: int) -> "list[Table]":
        value = self._values.get(name)
        if not isinstance(value, list):
            raise self.wrong(name)
        found = cast("list[object]", value)
        if len(found) > most:
            raise self.wrong(name)
        return [Table(one, self._damaged, self._path(name)) for one in found]

    def text(self, name: str, default: str | None = None) -> str:
        value = self._values.get(name, default)
        if not isinstance(value, str) or len(value) > _LONGEST or plain(value) != value:
            raise self.wrong(name)
        if not value.strip() and default is None:
            raise self.wrong(name)
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        value = self._values.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(name)
        return value

    def _path(self, name: str) -> str:
        return ".".join(part for part in (self._where, name) if part)


def read(text: str, damaged: str) -> Table:
    """The table that ``text`` is. KnownError ``damaged`` where it is none."""
    if len(text) > MOST:
        raise KnownError(damaged, place="TOML")
    try:
        return Table(tomllib.loads(text), damaged)
    except (ValueError, RecursionError) as error:
        raise KnownError(damaged, place="TOML") from error
