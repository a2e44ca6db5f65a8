"""Keeping this user's choices of the reading page; a disk that refuses is no reason to stop."""

from typing import Any

from app.domain.errors import KnownError
from app.ui.context import Context


def change(context: Context, **chosen: Any) -> None:
    """As ``Preferences.change``: the choices hold for now even where they cannot be written."""
    try:
        context.preferences.change(**chosen)
    except OSError as error:
        _report(context, error)


def remember(context: Context, name: str, state: str) -> None:
    """As ``Preferences.remember``."""
    try:
        context.preferences.remember(name, state)
    except OSError as error:
        _report(context, error)


def _report(context: Context, error: OSError) -> None:
    context.report(KnownError("ui.preferences_failed", reason=error.strerror or str(error)))
