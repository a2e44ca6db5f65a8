"""Read a rubric from TOML. It ships with the program and is trusted; a test reads it whole."""

import tomllib
from pathlib import Path

from app.domain.language import Code
from app.domain.rubric import Level, Rubric


def read(path: Path, code: Code) -> Rubric:
    """The rubric in one language."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    levels = {
        entry["level"]: Level(entry[code]["name"], entry[code]["description"], entry["points"])
        for entry in table["level"]
    }
    return Rubric((levels[0], levels[1], levels[2], levels[3]))
