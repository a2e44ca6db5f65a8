"""What the page says aloud: to a screen reader always, on the page where something is refused."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.annotation import Annotation
from app.domain.language import Language
from app.ui.reader.announcement import announce
from app.ui.reading import wording


class Voice:
    """Words a message and has it read out at a widget."""

    def __init__(
        self, speaker: QWidget, language: Language, hint: Callable[[str], None]
    ) -> None:  # fmt: skip
        self._speaker = speaker
        self._language = language
        self._hint = hint

    def say(self, key: str, **values: object) -> str:
        """Announce a message; returns it worded."""
        words = self._language.say(key, **values)
        announce(self._speaker, words)
        return words

    def count(self, key: str, n: int, **values: object) -> str:
        """Announce a counted message; returns it worded."""
        words = self._language.count(key, n, **values)
        announce(self._speaker, words)
        return words

    def claim(self, claim: Annotation, number: int) -> None:
        """Announce a claim in a few words."""
        announce(self._speaker, wording.claim_name(self._language, claim, number))

    def refuse(self, key: str) -> None:
        """Say why nothing happened, and what to do, where it can be seen."""
        self._hint(self.say(key))

    def word(self, key: str) -> str:
        """A label, without saying it."""
        return self._language.say(key)
