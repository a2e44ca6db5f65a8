"""The Aa menu: size, spacing, width, zoom, focus, full screen, projector."""

from collections.abc import Callable, Sequence
from typing import get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.language import isolate
from app.ui.context import Context
from app.ui.preferences import ReadingSize, Spacing
from app.ui.reading import choices
from app.ui.reading.comfort import Comfort
from app.ui.reading.setting import MEASURES
from app.ui.theme import NAMES


def text_menu(context: Context, comfort: Comfort, parent: QWidget) -> QMenu:
    """The menu, made when asked for."""
    say, chosen, setting = context.language.say, context.preferences.choices, comfort.setting
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for key, step, cap in (("zoom_in", 1, "+"), ("zoom_out", -1, "−"), ("zoom_reset", 0, "0")):
        action = menu.addAction(f"{say(f'reading.{key}')}\t{isolate(f'Ctrl {cap}')}")
        action.triggered.connect(lambda _=False, by=step: setting.zoom(by))
    menu.addSeparator()
    _add_choices(
        menu.addMenu(say("reading.size")),
        [(value, say(f"reading.size.{value}")) for value in get_args(ReadingSize)],
        "" if setting.zoomed else chosen.reading_size,
        setting.choose_size,
    )
    _add_choices(
        menu.addMenu(say("reading.spacing")),
        [(value, say(f"reading.spacing.{value}")) for value in get_args(Spacing)],
        chosen.spacing,
        lambda value: choices.change(context, spacing=value),
    )
    _add_choices(
        menu.addMenu(say("reading.measure")),
        [(value, say(f"reading.measure.{value}")) for value in MEASURES],
        setting.measure,
        setting.choose_measure,
    )
    _add_choices(
        menu.addMenu(say("settings.theme")),
        [(name, say(f"settings.theme.{name}")) for name in NAMES],
        chosen.theme,
        lambda name: choices.change(context, theme=name),
    )
    menu.addSeparator()
    for switch in ("snap", "tashkeel", "boilerplate"):
        cap = "\tS" if switch == "snap" else ""
        action = menu.addAction(say(f"reading.switch.{switch}") + cap)
        action.setCheckable(True)
        action.setChecked(setting.is_on(switch))
        action.triggered.connect(lambda _=False, name=switch: setting.toggle(name))
    menu.addSeparator()
    for key, cap, on, act in (
        ("focus_mode", "F7", setting.is_on("focus"), lambda: setting.toggle("focus")),
        ("projector", "F8", setting.projected, comfort.toggle_projector),
        ("full_screen", "F11", comfort.is_full, comfort.toggle_full_screen),
    ):
        action = menu.addAction(f"{say(f'reading.{key}')}\t{cap}")
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(act)
    return menu


def _add_choices(
    menu: QMenu,
    options: Sequence[tuple[str, str]],
    chosen: str,
    choose: Callable[[str], None],
) -> None:
    group = QActionGroup(menu)
    for value, label in options:
        action = QAction(label, menu)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        action.triggered.connect(lambda _=False, picked=value: choose(picked))
        group.addAction(action)
        menu.addAction(action)
