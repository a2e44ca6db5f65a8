"""Read a rubric from TOML: the one that ships with the program, or one that came in a pack.

The latter is taken for hostile: ``checked`` looks at all of it, in every language, before it is
kept.
"""

from pathlib import Path

from app.domain.language import CODES, Code
from app.domain.rubric import POINTS, Level, Rubric
from app.formats import toml_texts
from app.formats.toml_texts import Table

_DAMAGED = "rubric.damaged"


def read(path: Path, code: Code) -> Rubric:
    """The rubric in one language."""
    return parse(path.read_text(encoding="utf-8"), code)


def parse(text: str, code: Code) -> Rubric:
    """The same of its text. KnownError ``rubric.damaged`` where it is no rubric of four levels."""
    return _rubric(toml_texts.read(text, _DAMAGED), code)


def checked(text: str) -> str:
    """``text`` itself, if it is a rubric in every language. KnownError ``rubric.damaged``."""
    table = toml_texts.read(text, _DAMAGED)
    for code in CODES:
        _rubric(table, code)
    return text


def _rubric(table: Table, code: Code) -> Rubric:
    entries = table.tables("level", len(POINTS))
    levels = {
        entry.whole("level", 0, len(POINTS) - 1): Level(
            entry.table(code).text("name"),
            entry.table(code).text("description"),
            entry.whole("points", 0, POINTS[-1]),
        )
        for entry in entries
    }
    if len(levels) != len(POINTS):
        raise table.wrong("level")
    return Rubric((levels[0], levels[1], levels[2], levels[3]))
