"""Read a codebook from TOML: the one that ships with the program, or one that came in a pack.

The latter is taken for hostile: ``checked`` looks at all of it, in every language, before it is
kept.
"""

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from app.domain.annotation import SourceType, Tag
from app.domain.codebook import Codebook, Entry
from app.domain.language import CODES, Code
from app.domain.relation import RelationType
from app.formats import toml_texts
from app.formats.toml_texts import Table

K = TypeVar("K", bound=StrEnum)
_MOST = 50  # questions, and reminders
_DAMAGED = "codebook.damaged"


def read(path: Path, code: Code) -> Codebook:
    """The codebook in one language. Examples are Arabic in all of them, as the articles are."""
    return parse(path.read_text(encoding="utf-8"), code)


def parse(text: str, code: Code) -> Codebook:
    """The same of its text. KnownError ``codebook.damaged`` where it is no codebook."""
    return _codebook(toml_texts.read(text, _DAMAGED), code)


def checked(text: str) -> str:
    """``text`` itself, if it is a codebook in every language. KnownError ``codebook.damaged``."""
    book = toml_texts.read(text, _DAMAGED)
    for code in CODES:
        _codebook(book, code)
    return text


def _codebook(book: Table, code: Code) -> Codebook:
    questions = [question.table(code) for question in book.tables("question", _MOST)]
    return Codebook(
        questions=tuple(f"{q.text('text')}\n{q.text('rule')}" for q in questions),
        reminders=tuple(reminder.text(code) for reminder in book.tables("reminder", _MOST)),
        tags=_entries(book.table("tag"), Tag, code),
        source_types=_entries(book.table("source_type"), SourceType, code),
        relation_types=_entries(book.table("relation_type"), RelationType, code),
    )


def _entries(table: Table, kind: type[K], code: Code) -> dict[K, Entry]:
    found: dict[K, Entry] = {}
    for member in kind:
        entry, arabic = table.table(member.value).table(code), table.table(member.value).table("ar")
        found[member] = Entry(
            entry.text("label"),
            entry.text("definition"),
            entry.text("example", arabic.text("example", "")),
            entry.text("counter_example", arabic.text("counter_example", "")),
        )
    return found
