"""JSON from a file that somebody else may have written: one meaning, or none."""

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import cast

from app.domain.canonical import json_bytes
from app.domain.errors import KnownError

_DEEPEST = 40
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")


def read(data: bytes, name: str, part: str) -> object:
    """What ``data`` says, the part ``part`` of the file ``name``.

    KnownError ``parcel.not_json`` (also for a name that comes twice in one object),
    ``parcel.bad_number`` (NaN, an endless one), ``parcel.too_deep``, ``parcel.bad_text`` (half a
    surrogate pair, no UTF-8).
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnownError("parcel.bad_text", name=name, part=part) from error
    try:
        value: object = json.loads(
            text, parse_constant=_refuse, parse_float=_finite, object_pairs_hook=_once
        )
        _require_shallow(value)
        if _HALF.search(data):
            json_bytes(value)
    except _BadNumber as error:
        raise KnownError("parcel.bad_number", name=name, part=part) from error
    except UnicodeEncodeError as error:
        raise KnownError("parcel.bad_text", name=name, part=part) from error
    except RecursionError as error:
        raise KnownError("parcel.too_deep", name=name, part=part) from error
    except ValueError as error:
        raise KnownError("parcel.not_json", name=name, part=part) from error
    return value


def read_object(data: bytes, name: str, part: str) -> Mapping[str, object]:
    """As ``read``, where an object is expected."""
    value = read(data, name, part)
    if not isinstance(value, dict):
        raise KnownError("parcel.not_json", name=name, part=part)
    return cast("dict[str, object]", value)


class _BadNumber(ValueError):
    pass


def _refuse(constant: str) -> None:
    raise _BadNumber(constant)


def _finite(written: str) -> float:
    """``1e999`` is a number to JSON and none to whoever writes it again."""
    number = float(written)
    if not isfinite(number):
        raise _BadNumber(written)
    return number


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _require_shallow(value: object) -> None:
    level = [value]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise RecursionError


def _inside(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(cast("dict[str, object]", value).values())
    return cast("list[object]", value) if isinstance(value, list) else []
