"""A known error in the user's words."""

from app.domain.errors import KnownError
from app.domain.language import Language, isolate


def told(language: Language, error: KnownError) -> str:
    """The sentence; file names and paths in it keep their own direction."""
    values = {
        name: isolate(value) if isinstance(value, str) else value
        for name, value in error.values.items()
    }
    return language.say(error.message, **values)
