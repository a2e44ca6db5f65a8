"""The start: one application, one look, one window."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtGui import QAccessible, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.domain import language as languages
from app.domain.errors import KnownError
from app.domain.language import Code, Language
from app.ui import faults, fonts
from app.ui.loading import Wish
from app.ui.look import Look
from app.ui.palette import palette
from app.ui.preferences import Choices, Preferences
from app.ui.sheet import sheet
from app.ui.window import Window

if TYPE_CHECKING:
    from app.ui.collecting import Collecting
    from app.ui.doorbell import Doorbell
    from app.ui.pressing import Pressing
    from app.ui.style import FocusRing

_PATIENCE = 10  # seconds
_LISTENS_AFTER = 300  # milliseconds
_LOCALES = {
    ("ar", "arab"): "ar_EG",  # ar_EG writes ٠١٢, ar_AE writes 012
    ("ar", "latin"): "ar_AE",
    ("en", "latin"): "en_GB",
    ("fr", "latin"): "fr_FR",
}


def run(
    workspace_path: Path | None = None, language: str | None = None, files: Sequence[Path] = ()
) -> int:
    """Open the window and stay until it is closed; the exit code.

    Without a path: the workspace of last time, else the first run. ``language`` ("ar", "en", "fr")
    wins over what was chosen before, for this time. ``files`` were double-clicked. Unless a
    workspace is named, a window that is open already comes to the front and is handed them.
    """
    alone = workspace_path is None
    if alone and paths.window_mark().exists() and _ring(files):
        return 0
    # As an argument: ``setStyle`` would hand back a QStyle, whose 600 names take 6 ms to make.
    kind = _Program if sys.platform == "darwin" else QApplication
    qt = kind([*sys.argv[:1], "-style", "fusion"])
    application = Application(qt, Preferences(paths.preferences()), language)
    faults.install(paths.user_data() / "faults.txt", application.tell)
    if alone:
        application.window.call_other = lambda: application.call_other(files)
    application.listen()
    if isinstance(qt, _Program):
        qt.opened = application.receive
    application.begin(workspace_path, files)
    code = qt.exec()
    application.stop_listening()
    _wait_for_threads()
    return code


def _ring(files: Sequence[Path]) -> bool:
    from app.ui import doorbell

    return doorbell.ring(files)


class _Program(QApplication):
    """macOS sends a double-clicked file as an event, to the program that runs or just started."""

    opened: Callable[[Sequence[Path]], None] | None = None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file() and self.opened is not None:
            self.opened([Path(event.file())])
            return True
        return super().event(event)


class Application(QObject):
    """Qt's application, dressed, with its window.

    Keeps alive what Qt would let go of: translators, the style.
    """

    _told = Signal(object)

    def __init__(
        self, qt: QApplication, preferences: Preferences, language: str | None = None
    ) -> None:
        super().__init__()
        self._qt = qt
        qt.setApplicationName(paths.APP)
        qt.setDesktopFileName("bayyina")
        self.preferences = preferences
        self.language = _language(preferences.choices, language)
        self.look = Look(
            preferences.choices.theme,
            right_to_left=self.language.right_to_left,
            reduced_motion=preferences.choices.reduced_motion,
        )
        missing = fonts.load()
        self._heard = False
        if QAccessible.isActive():
            self._listen_for_readers()
        self._translators: list[QTranslator] = []
        self._dressed = False
        self._ring: FocusRing | None = None
        self._pressing: Pressing | None = None
        self._collecting: Collecting | None = None
        self._doorbell: Doorbell | None = None
        qt.setFont(self.look.font("interface.body"))
        self._dress()
        self._speak()
        self.look.theme_changed.connect(self._dress)
        self.look.theme_worn.connect(self._color_viewports)
        self.window = Window(self.look, preferences, self.language)
        self.window.setWindowTitle(self.language.say("ui.app"))
        self.window.painted.connect(self._finish_dressing)
        for name in missing[:1]:
            self.window.say(self.language.say("ui.fonts_failed", name=name))
        self._telling = False
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        preferences.subscribe(self._follow)

    def begin(self, workspace_path: Path | None = None, files: Sequence[Path] = ()) -> None:
        """Show the window: the workspace given, that of last time, or the first run; or what was
        double-clicked."""
        kept = self.preferences.choices.workspace
        path = workspace_path or (Path(kept) if kept else paths.default_workspace())
        if files:
            from app.ui.opening import arriving

            arriving.begin(self.window, path, files)
        elif workspace_path or path.exists():
            self.window.open(Wish(path))
        else:
            self.window.ask()
        self.window.show()

    def receive(self, files: Sequence[Path]) -> None:
        """Files from outside, while the window is there."""
        self.window.receive(files)

    def listen(self) -> None:
        """Be the window that further starts hand their files to, from a while after the first
        paint on: until then whoever starts finds no mark."""
        self.window.painted.connect(lambda: QTimer.singleShot(_LISTENS_AFTER, self, self._listen))

    def call_other(self, files: Sequence[Path] = ()) -> bool:
        """Whether another window took ``files``. A ring of the one that listens would come to
        itself, which cannot answer while it waits."""
        listens = self._doorbell is not None and self._doorbell.listens
        return not listens and _ring(files)

    def stop_listening(self) -> None:
        if self._doorbell is not None:
            self._doorbell.stop()

    def _listen(self) -> None:
        from app.ui.doorbell import Doorbell

        self._doorbell = Doorbell(self)
        self._doorbell.rung.connect(self.receive)
        self._doorbell.listen()

    def _dress(self) -> None:
        theme = self.look.theme
        self._qt.setPalette(palette(theme))
        if self._dressed:
            self._qt.setStyleSheet(sheet(theme))

    def _color_viewports(self) -> None:
        """Under a style sheet Qt gives each viewport a copy of its view's palette, of before the
        view changed its own; from then on the viewport does not follow its view."""
        if self._dressed:
            from PySide6.QtWidgets import QAbstractScrollArea

            for view in self._qt.allWidgets():
                if isinstance(view, QAbstractScrollArea):
                    view.viewport().setPalette(view.palette())

    def _finish_dressing(self) -> None:
        """What the first paint does not show: fields, the focus ring, Qt's own words and figures.

        Their classes bring thousands of enumeration members, 30 ms to make.
        """
        from app.ui import collecting, pressing, style

        self._qt.setStyle(style.RingStyle(self.look))
        self._ring = style.FocusRing(self._qt)
        self._listen_for_readers()
        self._pressing = pressing.Pressing(self._qt)
        self._collecting = collecting.Collecting(self)
        self._dressed = True
        self._dress()
        self._speak()

    def _follow(self, choices: Choices) -> None:
        wanted = _language(choices, choices.language or self.language.code)
        if wanted != self.language:
            self.language = wanted
            self._speak()

    def _speak(self) -> None:
        """Direction, digits and dates of Qt's own widgets, and its dialogs' words."""
        language = self.language
        rtl = language.right_to_left
        self._qt.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        if not self._dressed:
            return
        from PySide6.QtCore import QLibraryInfo, QLocale

        name = _LOCALES.get((language.code, language.digits), language.code)
        QLocale.setDefault(QLocale(name))
        for old in self._translators:
            self._qt.removeTranslator(old)
        self._translators = []
        own = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language.code != "en" and own.load(f"qtbase_{language.code}", folder):
            self._qt.installTranslator(own)
            self._translators.append(own)

    def _listen_for_readers(self) -> None:
        """Answer screen readers; at once where one is there already, else after the first paint."""
        if not self._heard:
            self._heard = True
            QAccessible.installFactory(_spoken)

    @property
    def ring(self) -> QWidget | None:
        """What the focus ring lies around now."""
        return self._ring.around if self._ring is not None else None

    def tell(self, error: BaseException) -> None:
        """Say a fault; may be called in any thread."""
        self._told.emit(error)

    def _tell(self, error: BaseException) -> None:
        from PySide6.QtWidgets import QMessageBox

        if isinstance(error, KnownError):
            self.window.report(error)
            return
        if self._telling:  # one dialog, however many faults follow; all are in the log
            return
        self._telling = True
        say = self.language.say
        box = QMessageBox(self.window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(say("ui.fault_title"))
        box.setText(say("ui.fault_title"))
        path = paths.user_data() / "faults.txt"
        box.setInformativeText(say("ui.fault_body", path=languages.isolate(str(path))))
        box.addButton(say("ui.close"), QMessageBox.ButtonRole.AcceptRole)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._told_it)
        box.open()

    def _told_it(self) -> None:
        self._telling = False


def _spoken(name: str, asked: QObject) -> object:
    """What a screen reader meets; it is loaded when one asks."""
    from app.ui import spoken

    return spoken.interface(name, asked)


def _wait_for_threads() -> None:
    """Closed while still loading: Python must not be taken down in the middle of an import."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread():
            thread.join(_PATIENCE)


def _language(choices: Choices, wanted: str | None) -> Language:
    """What was asked for, what was chosen before, what the system speaks; else Arabic."""
    for code in (wanted, choices.language):
        if code in languages.CODES:
            return languages.load(_code(code), choices.digits)
    from PySide6.QtCore import QLocale

    system = QLocale.system().name()[:2]
    code = _code(system) if system in languages.CODES else "ar"
    return languages.load(code, choices.digits)


def _code(code: str) -> Code:
    return next(known for known in languages.CODES if known == code)
