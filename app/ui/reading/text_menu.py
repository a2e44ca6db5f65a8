"""The Aa menu: reading size, line spacing, zoom."""

from collections.abc import Callable
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.context import Context
from app.ui.preferences import ReadingSize, Spacing
from app.ui.reading import choices


def text_menu(context: Context, zoom: Callable[[int], None], parent: QWidget) -> QMenu:
    """The menu, made when asked for. ``zoom`` takes +1, -1, or 0 for the usual size."""
    say, chosen = context.language.say, context.preferences.choices
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add_choices(
        menu, say("reading.size"),
        [(value, say(f"reading.size.{value}")) for value in get_args(ReadingSize)],
        chosen.reading_size,
        lambda value: choices.change(context, reading_size=value),
    )  # fmt: skip
    _add_choices(
        menu, say("reading.spacing"),
        [(value, say(f"reading.spacing.{value}")) for value in get_args(Spacing)],
        chosen.spacing,
        lambda value: choices.change(context, spacing=value),
    )  # fmt: skip
    for key, step, cap in (("zoom_in", 1, "+"), ("zoom_out", -1, "−"), ("zoom_reset", 0, "0")):
        action = menu.addAction(f"{say(f'reading.{key}')}\tCtrl {cap}")
        action.triggered.connect(lambda _=False, by=step: zoom(by))
    return menu


def _add_choices(
    menu: QMenu,
    title: str,
    options: list[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], None],
) -> None:
    heading = QAction(title, menu)
    heading.setEnabled(False)
    menu.addAction(heading)
    group = QActionGroup(menu)
    for value, label in options:
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.triggered.connect(lambda _=False, picked=value: choose(picked))
        group.addAction(action)
    menu.addSeparator()
