"""Values as the file has them: parameters for the driver, and JSON, in columns and in the log.

The work of a class goes through here thing by thing, so each value is put into JSON once, and rows
and the log's entries are made of the pieces.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

from app.domain.entity import Entity
from app.store.rows import Kind, Values

_encode = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def _list(values: Iterable[object]) -> str:
    return f"[{','.join([_QUICKLY.get(type(value), _encode)(value) for value in values])}]"


# An encoder's own way to each of these is longer; others, enums too, go to it.
_QUICKLY: Mapping[type[Any], Callable[[Any], str]] = {
    list: _list,
    str: encode_basestring,
    int: int.__repr__,
    bool: {False: "false", True: "true"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}


class Encoded(str):
    """JSON already."""


def to_json(value: object) -> str:
    """For a column of that type."""
    return value if isinstance(value, Encoded) else _encode(value)


def texts(kind: Kind[Any], values: Values) -> list[str]:
    """Each value as JSON, in the order of the columns."""
    cells = kind.ordered(values)
    return [_QUICKLY.get(type(value), _encode)(value) for value in cells]


def row(kind: Kind[Any], entity: Entity, values: Values, texts: Sequence[str]) -> tuple[Any, ...]:
    """What the driver is given for each column of the table, in its order."""
    cells = [*kind.ordered(values)]
    for place in kind.json:
        if cells[place] is not None:
            cells[place] = texts[place]
    return (*cells, *[derive(entity) for derive in kind.derived.values()])


def entry(
    kind: Kind[Any], before: Values | None, after: Values | None, texts: Sequence[str]
) -> str:
    """A change as the log has it; ``texts`` are those of ``after``, or of what went."""
    if before is None or after is None:
        whole = kind.shape % tuple(texts)
        old, new = ("null", whole) if before is None else (whole, "null")
    else:
        differing = [name for name in after if after[name] != before[name]]
        old = _encode({name: before[name] for name in differing})
        new = _encode({name: after[name] for name in differing})
    return f'{{"kind":"{kind.name}","id":{texts[0]},"before":{old},"after":{new}}}'


def entries(found: Sequence[str]) -> Encoded:
    """The changes of a step."""
    return Encoded(f"[{','.join(found)}]")
