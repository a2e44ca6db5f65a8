"""What every page is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar

from app.domain.errors import KnownError
from app.domain.language import Language
from app.ui.look import Look
from app.ui.preferences import Preferences

if TYPE_CHECKING:
    # Importing the services takes most of a second. Pages are made after loading and import them
    # freely; this module is imported before the first paint.
    from app.domain.change import Gesture
    from app.domain.setting import Role
    from app.services.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


class Navigate(Protocol):
    """``navigate("reading", article_id=…, annotation_id=…)``: see ``Page.open``."""

    def __call__(self, page: str, **place: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """The workspace, who uses it, the words, the look, and the way to the rest of the window.

    ``author_id`` signs what is marked here. ``report`` shows a known error in place, in a strip
    under the header, until it is solved or closed. ``offer_undo`` shows a sentence with «تراجع»
    at the foot of the page for six seconds, ``hint`` one without: why a gesture did nothing.
    ``restore`` puts a copy in the place of the workspace and opens it; what was there is set
    aside. ``switch`` opens another workspace file; None asks the questions of the first run for
    a new one. ``receive`` opens files as a double click does: a pack asks who works on it.
    """

    workspace: Workspace
    author_id: str
    role: Role
    language: Language
    look: Look
    preferences: Preferences
    navigate: Navigate
    report: Callable[[KnownError], None]
    offer_undo: Callable[[str], None]
    hint: Callable[[str], None]
    restore: Callable[[Path], None]
    switch: Callable[[Path | None], None]
    receive: Callable[[Sequence[Path]], None]

    def opened_mark(self, article_id: str) -> str:
        """Under what name it is remembered that whoever works here has opened an article."""
        return f"seen.{self.author_id}.{article_id}"

    def do(
        self,
        gesture: Gesture,
        operation: Callable[Concatenate[Any, P], R],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R | None:
        """``workspace.do``; what is foreseen to go wrong is reported, and the answer is None."""
        try:
            return self.workspace.do(gesture, operation, *args, **kwargs)
        except KnownError as error:
            self.report(error)
            return None

    def done(
        self,
        gesture: Gesture,
        operation: Callable[Concatenate[Any, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> bool:
        """As ``do``, of what has no answer: whether it was done."""
        try:
            self.workspace.do(gesture, operation, *args, **kwargs)
        except KnownError as error:
            self.report(error)
            return False
        return True
