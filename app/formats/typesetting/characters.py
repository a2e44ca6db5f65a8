"""What kind of thing a character is to a typesetter."""

from functools import lru_cache
from unicodedata import category

JOINERS = "\u200c\u200d"
# Format characters that show: number signs and the end of a verse.
_SHOWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")


@lru_cache(maxsize=4096)
def is_mark(character: str) -> bool:
    """Whether it is written over or under the letter before it."""
    return category(character) in ("Mn", "Me")


@lru_cache(maxsize=4096)
def is_silent(character: str) -> bool:
    """Whether it has neither shape nor sound: direction controls, soft hyphens, control codes."""
    if category(character) not in ("Cf", "Cc"):
        return False
    return character not in _SHOWN_FORMATS and not character.isspace()
