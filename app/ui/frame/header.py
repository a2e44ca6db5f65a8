"""The page's header: title, undo by name, the page's tools, the save mark, the main action."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.margins import set_margins
from app.ui.controls.words import Words
from app.ui.look import Look

if TYPE_CHECKING:
    from app.domain.change import StepName
    from app.ui.page import Page

_ARRIVALS = frozenset(("add_sample", "open_pack", "open_work"))
_NARROW = 1180  # of the window: undo keeps its icon, the save mark its time


class Header(QWidget):
    """56 high, the same on every page; only the words and the page's own tools change.

    Made with its title alone, which is all that the first paint shows; ``equip`` brings the rest.
    """

    undone = Signal()
    redone = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._names: tuple[StepName | None, StepName | None] = (None, None)
        self._borrowed: list[QWidget] = []
        self._quiet = False  # the page says itself what undo takes back
        self._equipped = False
        self.title = Words(look, role="interface.title", wrap="elide")
        self.caption = Words(look, role="interface.caption", color="text.tertiary", wrap="elide")
        self.setFixedHeight(look.size("header"))
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(self.title)
        heading.addWidget(self.caption)
        self._row = QHBoxLayout(self)
        set_margins(self._row, 20, 2, 16, 4)
        self._row.setSpacing(8)
        self._row.addLayout(heading, 1)
        self.caption.hide()
        look.theme_changed.connect(self.update)

    def equip(self) -> None:
        """Undo and redo, room for the page's tools, the save mark."""
        from app.ui.controls.button import Button
        from app.ui.controls.save_mark import SaveMark

        look, language = self._look, self._language
        self.undo = Button(look, kind="flat", icon="undo", name=language.say("ui.undo"))
        self.redo = Button(look, kind="flat", icon="redo", name=language.say("ui.redo"))
        self.saved = SaveMark(look, language)
        self.undo.clicked.connect(self.undone)
        self.redo.clicked.connect(self.redone)
        self._lines = (_Line(look), _Line(look))
        self._tools = QHBoxLayout()
        self._tools.setSpacing(8)
        self._action = QHBoxLayout()
        for widget in (self.undo, self.redo, self._lines[0]):
            self._row.addWidget(widget)
        self._row.addLayout(self._tools)
        self._row.addWidget(self._lines[1])
        self._row.addWidget(self.saved)
        self._row.addLayout(self._action)
        self._equipped = True
        self.show_undo(None, None)

    def show_page(self, page: Page) -> None:
        """Take over the page's tools and action, and say its title."""
        self._give_back()
        action = page.action()
        for tool in page.tools():
            self._tools.addWidget(tool)
            self._borrowed.append(tool)
            tool.show()
        # Not hard by the words of the save mark; without an action, no room for it either.
        set_margins(self._action, 0 if action is None else 8, 0, 0, 0)
        if action is not None:
            self._action.addWidget(action)
            self._borrowed.append(action)
            action.show()
        self.show_heading(page)
        self._quiet = page.names_undo
        self.show_undo(*self._names)
        self._order_tabs(page.tools())

    def _order_tabs(self, tools: Sequence[QWidget]) -> None:
        """Tab comes to the tools after redo, before the page; to the main action after it."""
        before: QWidget = self.redo
        for tool in tools:
            for stop in _stops(tool):
                QWidget.setTabOrder(before, stop)
                before = stop

    def show_heading(self, page: Page) -> None:
        self.show_title(page.title(), page.caption())

    def show_title(self, title: str, caption: str = "") -> None:
        self.title.set_role("interface.heading" if caption else "interface.title")
        self.title.say(title)
        self.caption.say(caption)
        self.caption.setVisible(bool(caption))
        if self._equipped:
            self._make_room()

    def show_undo(self, undo: StepName | None, redo: StepName | None) -> None:
        """Name what undo and redo would do; a button with nothing to do is off."""
        self._names = (undo, redo)
        narrow = self.window().width() < _NARROW
        for button, step, verb in ((self.undo, undo, "undo"), (self.redo, redo, "redo")):
            button.setEnabled(step is not None)
            if step is None:
                button.set_words("", self._language.say(f"gesture.nothing_to_{verb}"))
                continue
            words = step_words(self._language, verb, step)
            # To take back all articles is no first thing to offer to somebody who has just come.
            quiet = narrow or self._quiet or step.gesture.value in _ARRIVALS
            shown = words if verb == "undo" and not quiet else ""
            key = "Ctrl Z" if verb == "undo" else "Ctrl Shift Z"
            button.set_words(shown, words)
            button.setToolTip(f"{words}  ({key})")
        self._show_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._equipped:
            return
        self.show_undo(*self._names)

    def settle(self) -> None:
        """After the save mark came or went."""
        self._show_lines()

    def _make_room(self) -> None:
        """The save mark gives way to the title: its place goes where both are not whole."""
        heads = (self.title, self.caption)
        wanted = max(
            one.fontMetrics().horizontalAdvance(one.words()) for one in heads if not one.isHidden()
        )
        present = self.saved.sizeHint().width() if not self.saved.isHidden() else 0
        rest = self._row.sizeHint().width() - present
        full = rest + wanted + self.saved.whole_width() > self.width()
        self.saved.shorten(full or self.window().width() < _NARROW)

    def _show_lines(self) -> None:
        self._lines[0].setVisible(self._tools.count() > 0)
        self._lines[1].setVisible(not self.saved.isHidden() and self._tools.count() > 0)
        self._make_room()

    def _give_back(self) -> None:
        """Tools go back to nobody; their page still holds them."""
        for widget in self._borrowed:
            widget.hide()
            self._tools.removeWidget(widget)
            self._action.removeWidget(widget)
        self._borrowed.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        foot = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(foot, self._look.color("border.subtle"))
        painter.end()


def step_words(language: Language, verb: str, step: StepName) -> str:
    """«تراجع عن الوسم: رأي»."""
    gesture = language.say(f"gesture.{step.gesture.value}")
    for group in ("tag", "relation_type", "source_type"):
        if step.detail and f"{group}.{step.detail}" in language.messages:
            detail = language.say(f"{group}.{step.detail}")
            return language.say(f"gesture.{verb}_detail", gesture=gesture, detail=detail)
    return language.say(f"gesture.{verb}", gesture=gesture)


def _stops(tool: QWidget) -> list[QWidget]:
    """Where Tab stops in a tool, in order.

    Not asked of ``nextInFocusChain``: that leads to the window, which PySide then takes for a part
    of the tool, and lets go of everything in the window when the tool goes.
    """
    if tool.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return [tool]
    parts = tool.findChildren(QWidget)
    return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]


class _Line(QFrame):
    """A hairline between groups of tools."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(17, 24)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(8, 0, 1, 24), self._look.color("border.default"))
        painter.end()
