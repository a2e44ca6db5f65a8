"""The assignment that is worked with: one for all pages of a workspace, remembered over restarts.

It is the one chosen last, wherever that was; the one made last where none was chosen or where the
chosen one is gone.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.context import Context

PAGES = ("assignments", "collect", "grading", "gradebook", "report", "worksheet")


def mark_of(workspace: Path) -> str:
    """Under what name it is remembered which assignment of a workspace was chosen last."""
    return f"assignment.{workspace}"


def current_assignment(context: Context) -> str:
    """The id of the assignment that is worked with; empty where there is none at all."""
    from app.services import grading  # heavy: this module is imported before the first paint

    known = [one.id for one in context.workspace.read(grading.assignments_of)]
    chosen = context.preferences.choices.layout.get(mark_of(context.workspace.path), "")
    return chosen if chosen in known else (known or [""])[-1]


def remember_assignment(context: Context, id: str) -> None:
    """From now on every page shows this one, unless it is told of another."""
    with suppress(OSError):  # it holds for now, whether or not it is kept
        context.preferences.remember(mark_of(context.workspace.path), id)
