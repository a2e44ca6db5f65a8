"""Looking things up: what a tag, a source type, a relation type or a level of a note means."""

from functools import lru_cache

from app import paths
from app.domain.codebook import Codebook
from app.domain.language import Code
from app.domain.rubric import Rubric
from app.formats import codebook_file, rubric_file

_parsed = lru_cache(maxsize=8)(rubric_file.parse)  # every worksheet of a class asks for the same


def codebook(code: Code, text: str = "") -> Codebook:
    """A codebook in one language: ``text`` (``Assignment.codebook``) or, where that is empty, the
    one that ships with the program. KnownError ``codebook.damaged``."""
    return codebook_file.parse(text or codebook_text(), code)


def rubric(code: Code, text: str = "") -> Rubric:
    """A rubric in one language, likewise. KnownError ``rubric.damaged``."""
    return _parsed(text or rubric_text(), code)


def codebook_text() -> str:
    """The codebook that ships with the program, as TOML."""
    return (paths.seeds() / "codebook.toml").read_text(encoding="utf-8")


def rubric_text() -> str:
    """The rubric that ships with the program, as TOML."""
    return (paths.seeds() / "rubric.toml").read_text(encoding="utf-8")
