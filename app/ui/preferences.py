"""What this user chose for this computer: kept in one small JSON file."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, cast, get_args, get_type_hints

from app.domain.language import Code, Digits
from app.ui.theme import ThemeName

ReadingSize = Literal["small", "medium", "large", "xlarge"]
Spacing = Literal["tight", "normal", "open"]


@dataclass(frozen=True, slots=True)
class Choices:
    """``digits`` None: as the language has it. ``layout``: splitter and window states by name."""

    language: Code | None = None
    digits: Digits | None = None
    theme: ThemeName = "light"
    reading_size: ReadingSize = "medium"
    spacing: Spacing = "normal"
    reduced_motion: bool = False
    workspace: str | None = None
    layout: dict[str, str] = field(default_factory=dict[str, str])


class Preferences:
    """The choices of now, and the file that keeps them. Listeners hear of each change at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.choices = _read(path)
        self._listeners: list[Callable[[Choices], None]] = []

    def change(self, **chosen: Any) -> None:
        """Keep these choices. OSError where the file cannot be written: they hold for now."""
        before, self.choices = self.choices, replace(self.choices, **chosen)
        if self.choices == before:
            return
        for listener in tuple(self._listeners):
            listener(self.choices)
        self._write()

    def remember(self, name: str, state: str) -> None:
        """Keep the state of a splitter or a window; nobody is told."""
        layout = {**self.choices.layout, name: state}
        if layout != self.choices.layout:
            self.choices = replace(self.choices, layout=layout)
            self._write()

    def subscribe(self, listener: Callable[[Choices], None]) -> Callable[[], None]:
        """Hear of changes; returns the way to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _write(self) -> None:
        """Whole or not at all: a cut in the middle leaves the file of before."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(asdict(self.choices), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)


def _read(path: Path) -> Choices:
    """What the file says, as far as it makes sense: a damaged file means the usual choices."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Choices()
    known = cast(dict[str, Any], found) if isinstance(found, dict) else {}
    hints = get_type_hints(Choices)
    sound = {f.name for f in fields(Choices) if _fits(known.get(f.name), hints[f.name])}
    return Choices(**{name: known[name] for name in sound & known.keys()})


def _fits(value: object, hint: Any) -> bool:
    """Whether a value read from JSON is of a field's type: a kind, literals, words by name."""
    if hint == dict[str, str]:
        return isinstance(value, dict) and all(
            isinstance(part, str) for part in cast(dict[str, object], value).values()
        )
    if isinstance(hint, type):
        return isinstance(value, hint)
    return any(
        value == part if isinstance(part, str) else _fits(value, part) for part in get_args(hint)
    )
