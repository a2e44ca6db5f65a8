"""The log of one piece of work as it travels: every line seals all lines before it.

A line is ``{"n", "at", "kind", "gesture", "device", "changes", "hash"}``; ``n`` counts from 1 and
``hash`` is the SHA-256 of the hash of the line before (nothing before the first) and the canonical
JSON of the rest. A change is ``{"kind", "id", "before", "after"}``: the whole item where it came or
went (the other side is None), only the members that differ where it was altered, None for one that
is not there. It is tamper evidence, not proof: who can read this can reckon it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from hashlib import sha256
from typing import Any

from app.domain.canonical import json_bytes

Line = Mapping[str, Any]
Item = Mapping[str, Any]


def extended(chain: Sequence[Line], entries: Iterable[Mapping[str, Any]]) -> list[Line]:
    """``chain`` and after it the ``entries`` (lines without number and hash), linked to it."""
    lines = list(chain)
    for entry in entries:
        line = {**entry, "n": len(lines) + 1}
        lines.append({**line, "hash": _hash(head(lines), line)})
    return lines


def head(chain: Sequence[Line]) -> str:
    """The hash that seals all of it; empty for an empty one."""
    return chain[-1]["hash"] if chain else ""


def first_broken(chain: Sequence[Line]) -> int | None:
    """The number of the first line that does not go on from the one before; None if all do."""
    before = ""
    for number, line in enumerate(chain, 1):
        rest = {name: value for name, value in line.items() if name != "hash"}
        if line.get("n") != number or line.get("hash") != _hash(before, rest):
            return number
        before = line["hash"]
    return None


def shared(one: Sequence[Line], other: Sequence[Line]) -> int:
    """How many lines both begin with."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine["hash"] != theirs["hash"]:
            break
        count += 1
    return count


class Standing(Enum):
    """How the work here stands to the same work elsewhere."""

    SAME = "same"
    BEHIND = "behind"  # elsewhere it went on
    AHEAD = "ahead"  # here it went on
    APART = "apart"  # it went on in both places


def standing(here: Sequence[Line], there: Sequence[Line]) -> Standing:
    """Which of two states of one piece of work is the newer, whatever the clocks say.

    What was done and taken back again since both were one does not count.
    """
    same = shared(here, there)
    if same == len(here):
        return Standing.SAME if same == len(there) else Standing.BEHIND
    if same == len(there):
        return Standing.AHEAD
    try:
        common = outcome(here[:same])
        if outcome(here) == common:
            return Standing.BEHIND
        if outcome(there) == common:
            return Standing.AHEAD
    except (ValueError, KeyError, TypeError):
        pass  # a log that does not hold together
    return Standing.APART


def altered(before: Item | None, after: Item | None) -> tuple[Item | None, Item | None]:
    """Both sides of a change as a line keeps them."""
    if before is None or after is None:
        return before, after
    names = [
        name for name in sorted({*before, *after}) if before.get(name) != after.get(name)
    ]  # fmt: skip
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


def outcome(chain: Iterable[Line]) -> dict[str, Item]:
    """What there is, by id, after doing everything in it from nothing.

    ValueError where a line changes what is not there, or not as it was.
    """
    there: dict[str, Item] = {}
    for line in chain:
        for change in line["changes"]:
            id, before, after = change["id"], change["before"], change["after"]
            present = there.pop(id, None)
            if before is None or after is None:
                if present != before:
                    raise ValueError(f"line {line['n']}: {id} was not so")
                if after is not None:
                    there[id] = after
                continue
            if present is None or any(present.get(name) != was for name, was in before.items()):
                raise ValueError(f"line {line['n']}: {id} was not so")
            merged = {**present, **after}
            there[id] = {name: value for name, value in merged.items() if value is not None}
    return there


def _hash(before: str, line: Mapping[str, Any]) -> str:
    return sha256(before.encode() + json_bytes(line)).hexdigest()
