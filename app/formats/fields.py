"""Facts out of the JSON or TOML of a file that somebody else may have written."""

import unicodedata
from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, datetime
from enum import StrEnum
from typing import TypeVar, cast

from app.domain.errors import KnownError

K = TypeVar("K", bound=StrEnum)

LONGEST = 20_000
_DIRECTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HEX = frozenset("0123456789abcdef")


class Fields:
    """An object of the file ``name``; what does not fit raises KnownError ``parcel.bad_field``."""

    def __init__(self, value: object, name: str, where: str = "") -> None:
        self._name = name
        self._where = where
        if not isinstance(value, dict):
            raise self.wrong("")
        self._values = cast("Mapping[str, object]", value)

    def wrong(self, field: str) -> KnownError:
        """The error that names this field."""
        place = ".".join(part for part in (self._where, field) if part)
        return KnownError("parcel.bad_field", name=self._name, field=place)

    def within(self, field: str) -> "Fields":
        """The object under a name."""
        where = ".".join(part for part in (self._where, field) if part)
        return Fields(self._values.get(field), self._name, where)

    def each(self, field: str, most: int) -> "list[Fields]":
        """The objects of a list."""
        return [Fields(value, self._name, field) for value in self.list(field, most)]

    def list(self, field: str, most: int) -> "list[object]":
        value = self._values.get(field)
        if not isinstance(value, list):
            raise self.wrong(field)
        found = cast("list[object]", value)
        if len(found) > most:
            raise self.wrong(field)
        return found

    def strings(self, field: str, most: int, longest: int = 200) -> tuple[str, ...]:
        return tuple(self._plain(value, field, longest) for value in self.list(field, most))

    def text(self, field: str, longest: int = LONGEST, *, least: int = 0) -> str:
        """A text without control characters or signs that turn the direction of what follows."""
        text = self._plain(self._values.get(field), field, longest)
        if len(text.strip()) < least:
            raise self.wrong(field)
        return text

    def text_or_none(self, field: str, longest: int = LONGEST) -> str | None:
        return None if self._values.get(field) is None else self.text(field, longest)

    def sha256(self, field: str, *, may_lack: bool = False) -> str:
        text = self.text(field, 64)
        if (len(text) != 64 or not _HEX.issuperset(text)) and not (may_lack and not text):
            raise self.wrong(field)
        return text

    def moment(self, field: str) -> str:
        """A moment of ISO 8601 with its offset from UTC, which every zone can tell."""
        text = self.text(field, 40)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            raise self.wrong(field) from None
        if moment.tzinfo is None or not MINYEAR < moment.year < MAXYEAR:
            raise self.wrong(field)
        return text

    def whole(self, field: str, least: int, most: int) -> int:
        value = self._values.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.wrong(field)
        return value

    def number(self, field: str, least: float, most: float) -> float:
        value = self._values.get(field)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.wrong(field)
        if not least <= value <= most:
            raise self.wrong(field)
        return float(value)

    def number_or_none(self, field: str, least: float, most: float) -> float | None:
        return None if self._values.get(field) is None else self.number(field, least, most)

    def flag(self, field: str) -> bool:
        value = self._values.get(field)
        if not isinstance(value, bool):
            raise self.wrong(field)
        return value

    def member(self, field: str, kind: type[K]) -> K:
        try:
            return kind(self.text(field, 60))
        except ValueError:
            raise self.wrong(field) from None

    def _plain(self, value: object, field: str, longest: int) -> str:
        if not isinstance(value, str) or len(value) > longest or plain(value) != value:
            raise self.wrong(field)
        return value


def plain(text: str) -> str:
    """``text`` without what ``Fields.text`` refuses: for whoever writes such a file."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in _DIRECTING)
    )
