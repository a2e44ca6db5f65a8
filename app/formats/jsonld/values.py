"""Values out of JSON that somebody else wrote. What does not fit raises KnownError."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeGuard, TypeVar, cast
from uuid import UUID

from app.domain.annotation import LONGEST_NOTE
from app.domain.errors import KnownError
from app.domain.pointer import Pointer

Json = object
K = TypeVar("K", bound=StrEnum)

_LONGEST_ID = 200
_DEEPEST = 5  # selectors within selectors


def is_mapping(value: Json) -> TypeGuard[Mapping[str, Json]]:
    return isinstance(value, dict)


def mapping(value: Json, field: str) -> Mapping[str, Json]:
    if not is_mapping(value):
        raise KnownError("exchange.bad_field", field=field)
    return value


def as_list(value: Json) -> list[Json]:
    """One or many, as the model allows: always a list; nothing is an empty one."""
    if value is None:
        return []
    return cast("list[Json]", value) if isinstance(value, list) else [value]


def string(value: Json, field: str, longest: int = LONGEST_NOTE) -> str:
    """A text that can be stored: no half of a surrogate pair, no NUL, not without end."""
    if not isinstance(value, str) or "\0" in value:
        raise KnownError("exchange.bad_field", field=field)
    if len(value) > longest:
        raise KnownError("exchange.field_too_long", field=field, limit=longest)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise KnownError("exchange.bad_field", field=field) from None
    return value


def identity(value: Json, field: str = "id") -> str:
    """An id without ``urn:uuid:``; UUIDs in lower case, whatever else as it is."""
    text = string(value, field, _LONGEST_ID).strip()
    if text[:9].lower() == "urn:uuid:":
        text = text[9:]
    if not text:
        raise KnownError("exchange.bad_field", field=field)
    try:
        return str(UUID(text)) if len(text) == 36 else text
    except ValueError:
        return text


def urn(id: str) -> str:
    """How an id is written: UUIDs as URN, others as they came."""
    try:
        return f"urn:uuid:{id}" if str(UUID(id)) == id else id
    except ValueError:
        return id


def name_of(value: Json) -> str:
    """The last part of a compact or full name: ``tagging`` of ``oa:tagging``."""
    return re.split(r"[#:/]", value)[-1] if isinstance(value, str) else ""


def whole(value: Json, field: str) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise KnownError("exchange.bad_field", field=field)
    return value


def member(kind: type[K], value: Json, field: str) -> K:
    try:
        return kind(value)
    except ValueError:
        shown = value[:40] if isinstance(value, str) else ""
        raise KnownError("exchange.unknown_value", field=field, value=shown) from None


def shares(kind: type[K], value: Json, field: str) -> dict[K, float]:
    """``{"sourced": 0.5}``: what other answers earn of the points, 0 to 1."""
    found: dict[K, float] = {}
    for name, share in mapping(value if value is not None else {}, field).items():
        number = share if isinstance(share, int | float) and not isinstance(share, bool) else -1
        if not 0 <= number <= 1:  # nor is what is no number, or has no end
            raise KnownError("exchange.bad_field", field=field)
        found[member(kind, name, field)] = float(number)
    return found


def pointer(value: Json, field: str, depth: int = 0) -> Pointer:
    """Selectors of one place: position and quote, as an object, a list, or one refining another."""
    start = end = None
    exact: str | None = None
    prefix = suffix = ""
    inner: Pointer | None = None
    if depth > _DEEPEST:
        raise KnownError("exchange.bad_field", field=field)
    for item in as_list(value):
        part = mapping(item, field)
        kind = name_of(next(iter(as_list(part.get("type", part.get("@type")))), ""))
        if kind == "TextPositionSelector" or (not kind and "start" in part):
            start, end = whole(part.get("start"), field), whole(part.get("end"), field)
        if kind == "TextQuoteSelector" or (not kind and "exact" in part):
            exact = string(part.get("exact"), field, 1_500_000)
            prefix = string(part.get("prefix") or "", field)
            suffix = string(part.get("suffix") or "", field)
        if part.get("refinedBy") is not None:
            inner = pointer(part["refinedBy"], field, depth + 1)
    if start is None and exact is None:
        raise KnownError("exchange.no_selector")
    return Pointer(start, end, exact, prefix, suffix, inner)
