"""Somebody who does anything at all in the window: clicks, types, walks, takes back, resizes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from random import Random
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QTextEdit,
    QWidget,
)

from app.ui.frame.frame import Frame
from app.ui.opening.screen import Opening
from app.ui.page import Page
from tests.gestures.whole_window import WholeWindow

T = TypeVar("T", bound=QWidget)
Key = Qt.Key
_SIZES = ((1366, 768), (1024, 600), (1920, 1080), (880, 620))
_THEMES = ("light", "dark", "contrast_high")
_LANGUAGES = ("ar", "en", "fr")
_DIGITS = ("arab", "latin")
_TYPED = ("موسم القمح", "2026-11-30", "٣٠", "100", "-1", "", "a" * 300, "ملاحظة\nسطر", "s01", "٢٫٥")
_PASTED = ("", "سعاد العلي\nعمر الزين\n", "id,name\nz1,سعاد\nz2,عمر\n", "s01\tهند\n")
_KEYS = (
    Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right, Key.Key_PageUp, Key.Key_PageDown,
    Key.Key_Return, Key.Key_Escape, Key.Key_Tab, Key.Key_Backtab, Key.Key_Space, Key.Key_Delete,
    Key.Key_Home, Key.Key_End, Key.Key_F1, Key.Key_F2, Key.Key_F5, Key.Key_F8,
    Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_A, Key.Key_B, Key.Key_C, Key.Key_D, Key.Key_E,
    Key.Key_H, Key.Key_K, Key.Key_L, Key.Key_N, Key.Key_S, Key.Key_W, Key.Key_X,
)  # fmt: skip
_WITH_CONTROL = (
    Key.Key_F, Key.Key_V, Key.Key_S, Key.Key_O, Key.Key_E, Key.Key_Return, Key.Key_Z, Key.Key_Y,
    Key.Key_PageUp, Key.Key_PageDown, Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5,
)  # fmt: skip
_ONLY_VISITED = ("settings", "worksheet")  # other workspaces; printers and child processes


class Wanderer:
    """``faults`` holds what was raised in a slot, an overridden event or a thread."""

    def __init__(
        self,
        whole: WholeWindow,
        seed: int,
        monkeypatch: pytest.MonkeyPatch,
        ways: dict[str, Callable[[], dict[str, str]]] | None = None,
    ) -> None:
        self.whole = whole
        self.chance = Random(seed)
        self.ways = ways or {}
        self.done: list[str] = []
        self.faults: list[BaseException] = []

        def raised(_kind: object, error: BaseException, _trace: object) -> None:
            self.faults.append(error)

        def raised_in_thread(args: threading.ExceptHookArgs) -> None:
            if args.exc_value is not None:
                self.faults.append(args.exc_value)

        def open_nothing(_url: object) -> bool:
            return True

        monkeypatch.setattr(sys, "excepthook", raised)
        monkeypatch.setattr(threading, "excepthook", raised_in_thread)
        monkeypatch.setattr(QDesktopServices, "openUrl", open_nothing)
        self._answering = QTimer(interval=20)
        self._answering.timeout.connect(self._answer)
        self._answering.start()

    def wander(self, gestures: int) -> None:
        """So many gestures; fails at the first fault, and says what led to it."""
        acts: dict[Callable[[], str], int] = {
            self.navigates: 8, self.clicks: 30, self.chooses_a_row: 14, self.presses: 22,
            self.types: 8, self.takes_back: 7, self.does_again: 4, self.resizes: 2,
            self.turns: 2, self.waits: 3, self.pastes: 2,
        }  # fmt: skip
        for _ in range(gestures):
            self._come_back()
            act = self.chance.choices(list(acts), list(acts.values()))[0]
            self.done.append(act.__name__)
            self.done[-1] = f"{self.whole.frame.current}: {act.__name__} {act()}"
            self._settle()
            self.require_sound()

    def _come_back(self) -> None:
        """From a screen of questions to the pages."""
        window = self.whole.window
        if isinstance(window.screen_now, Opening):
            self.done.append("leaves the opening screen")
            window.screen_now.left.emit()
        self.whole.wait_for_frame()

    def require_sound(self) -> None:
        if self.faults:
            told = "\n".join(self.done[-12:])
            raise AssertionError(f"after\n{told}") from self.faults[0]

    def rest(self) -> None:
        """Let threads end and everything be kept."""
        for _ in range(20):
            self._settle()
            QTest.qWait(10)
        self._answering.stop()
        self.require_sound()

    def _settle(self) -> None:
        self.whole.qt.processEvents()
        for _ in range(4):
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            actions = [one for one in popup.actions() if one.isEnabled() and not one.isSeparator()]
            if isinstance(popup, QMenu) and actions and self.chance.random() < 0.8:
                action = self.chance.choice(actions)
                self.done.append(f"  menu: {action.text()}")
                popup.close()
                action.trigger()
            else:
                popup.close()
            self.whole.qt.processEvents()

    def _answer(self) -> None:
        """A dialog for files or a folder: left, as if somebody thought better of it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()

    # Gestures; each says what it did.

    @property
    def frame(self) -> Frame:
        return self.whole.frame

    @property
    def page(self) -> Page:
        return self.frame.page_now()

    def navigates(self) -> str:
        pages = [entry for entry in self.ways] or ["library"]
        page = self.chance.choice(pages)
        place = self.ways[page]() if page in self.ways else {}
        self.frame.navigate(page, **place)
        return f"{page} {place}"

    def clicks(self) -> str:
        if self.frame.current in _ONLY_VISITED:
            return ""
        whole = [self.page, *self.page.tools(), *filter(None, (self.page.action(),))]
        buttons = [one for part in whole for one in _shown(part, QAbstractButton)]
        if not buttons:
            return ""
        button = self.chance.choice(buttons)
        said = f"{type(button).__name__} «{button.accessibleName() or button.text()}»"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.rect().center()))
        return said

    def chooses_a_row(self) -> str:
        views = _shown(self.page, QAbstractItemView)
        if not views or self.frame.current in _ONLY_VISITED:
            return ""
        view = self.chance.choice(views)
        model = view.model()
        if not model.rowCount():
            return ""
        row = self.chance.randrange(model.rowCount())
        columns = 1 if isinstance(view, QListView) else model.columnCount()
        column = self.chance.randrange(max(1, columns))
        index = model.index(row, column)
        view.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        click = QTest.mouseClick if self.chance.random() < 0.8 else QTest.mouseDClick
        at = view.visualRect(index).center()
        click(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        return f"{type(view).__name__} {row},{column}"

    def presses(self) -> str:
        if self.frame.current in _ONLY_VISITED:
            return ""
        held = Qt.KeyboardModifier.NoModifier
        key = self.chance.choice(_KEYS)
        if self.chance.random() < 0.3:
            held, key = Qt.KeyboardModifier.ControlModifier, self.chance.choice(_WITH_CONTROL)
        plain = not held and Key.Key_A <= key <= Key.Key_Z
        text = chr(key).lower() if plain or (not held and key in (Key.Key_1, Key.Key_2)) else ""
        focus = self.whole.qt.focusWidget()
        self.whole.press(key, held, text)
        return f"{held.name} {key.name} on {type(focus).__name__}"

    def types(self) -> str:
        fields = [*_shown(self.page, QLineEdit), *_shown(self.page, QTextEdit)]
        fields = [one for one in fields if not one.isReadOnly()]
        if not fields or self.frame.current in _ONLY_VISITED:
            return ""
        field, text = self.chance.choice(fields), self.chance.choice(_TYPED)
        field.setFocus()
        field.selectAll()
        QGuiApplication.clipboard().setText(text)
        if text:
            field.paste()
        if self.chance.random() < 0.4:
            self.whole.press(Key.Key_Return, text="\r")
        return f"{type(field).__name__} «{text[:20]}»"

    def pastes(self) -> str:
        text = self.chance.choice(_PASTED)
        QGuiApplication.clipboard().setText(text)
        self.whole.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        return repr(text)

    def takes_back(self) -> str:
        times = self.chance.choice((1, 1, 1, 2, 5))
        steps = [self.frame.undo() for _ in range(times)]
        return str([step and step.gesture for step in steps])

    def does_again(self) -> str:
        steps = [self.frame.redo() for _ in range(self.chance.choice((1, 2, 5)))]
        return str([step and step.gesture for step in steps])

    def resizes(self) -> str:
        size = self.chance.choice(_SIZES)
        self.whole.window.resize(*size)
        return str(size)

    def turns(self) -> str:
        """Another look, another language, other figures."""
        preferences = self.whole.application.preferences
        what = self.chance.choice(("theme", "language", "digits"))
        if what == "theme":
            chosen = self.chance.choice(_THEMES)
        else:
            chosen = self.chance.choice(_LANGUAGES if what == "language" else _DIGITS)
        preferences.change(**{what: chosen})
        self.whole.qt.processEvents()
        return f"{what} {chosen}"

    def waits(self) -> str:
        QTest.qWait(self.chance.choice((20, 60, 150)))
        return ""


def _shown(root: QWidget, kind: type[T]) -> list[T]:
    found = root.findChildren(kind)
    if isinstance(root, kind):
        found.append(root)
    return [one for one in found if one.isVisible() and one.isEnabled()]
