"""What the window asks of a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from app.domain.change import Changes
    from app.ui.help.panel import Topic


class Page(QWidget):
    """One screen. Made once after loading, with the ``Context``; then opened and refreshed.

    The header shows ``title``, ``caption``, ``tools`` and ``action``; emit ``heading_changed`` when
    the first two have changed.
    """

    heading_changed = Signal()
    names_undo = False  # whether a tool of its own says what undo takes back

    def title(self) -> str:
        """The header's title."""
        raise NotImplementedError

    def caption(self) -> str:
        """One line under the title; empty for none."""
        return ""

    def tools(self) -> Sequence[QWidget]:
        """Header tools, in reading order; always the same objects. The header takes them over."""
        return ()

    def action(self) -> QWidget | None:
        """The page's main action, last in the header."""
        return None

    def open(self, **place: str) -> None:
        """Show a place on this page: ``navigate("reading", article_id=…)`` ends here."""

    def refresh(self, changes: Changes | None) -> None:
        """Read again what is shown. ``changes`` names what changed; None: anything may have.

        Called at once while the page is in front; otherwise once, with None, when it comes back.
        """

    def show_help(self, topic: Topic | None) -> bool:
        """Show or put away the help in a place of this page's own. False: it has none now, and
        the window shows it beside the page."""
        return False

    def foot(self) -> int:
        """How high a bar at the foot of the page is, in pixels, which nothing may cover."""
        return 0

    def take_back(self) -> bool:
        """Ctrl+Z was pressed: whether there was something that is no step yet, now taken back."""
        return False

    def flush(self) -> bool:
        """Finish what is being typed (a note with the caret in it) before the page is left.

        False keeps the user here: what was typed could not be kept.
        """
        return True
