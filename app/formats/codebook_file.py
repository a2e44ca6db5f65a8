"""Read a codebook from TOML. It ships with the program and is trusted; a test reads it whole."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from app.domain.annotation import SourceType, Tag
from app.domain.codebook import Codebook, Entry
from app.domain.language import Code
from app.domain.relation import RelationType

K = TypeVar("K", bound=StrEnum)


def read(path: Path, code: Code) -> Codebook:
    """The codebook in one language. Examples are Arabic in all of them, as the articles are."""
    book = tomllib.loads(path.read_text(encoding="utf-8"))
    return Codebook(
        questions=tuple(f"{q[code]['text']}\n{q[code]['rule']}" for q in book["question"]),
        reminders=tuple(reminder[code] for reminder in book["reminder"]),
        tags=_entries(book["tag"], Tag, code),
        source_types=_entries(book["source_type"], SourceType, code),
        relation_types=_entries(book["relation_type"], RelationType, code),
    )


def _entries(table: Mapping[str, Any], kind: type[K], code: Code) -> dict[K, Entry]:
    found: dict[K, Entry] = {}
    for member in kind:
        entry, arabic = table[member.value][code], table[member.value]["ar"]
        found[member] = Entry(
            entry["label"],
            entry["definition"],
            entry.get("example", arabic.get("example", "")),
            entry.get("counter_example", arabic.get("counter_example", "")),
        )
    return found
