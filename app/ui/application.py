"""The start: one application, one look, one window."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from app import paths
from app.domain import language as languages
from app.domain.errors import KnownError
from app.domain.language import Code, Language
from app.ui import faults, fonts, style
from app.ui.loading import Wish
from app.ui.look import Look
from app.ui.palette import palette
from app.ui.preferences import Choices, Preferences
from app.ui.window import Window

_LOCALES = {
    ("ar", "arab"): "ar_EG",  # ar_EG writes ٠١٢, ar_AE writes 012
    ("ar", "latin"): "ar_AE",
    ("en", "latin"): "en_GB",
    ("fr", "latin"): "fr_FR",
}


def run(workspace_path: Path | None = None, language: str | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    Without a path: the workspace of last time, else the first run. ``language`` ("ar", "en", "fr")
    wins over what was chosen before, for this time.
    """
    application = Application(sys.argv[:1], Preferences(paths.preferences()), language)
    application.begin(workspace_path)
    return application.exec()


class Application(QApplication):
    """Qt's application, dressed. Keeps alive what Qt would let go of: translators, the style."""

    def __init__(
        self, arguments: list[str], preferences: Preferences, language: str | None = None
    ) -> None:
        super().__init__(arguments)
        self.setApplicationName(paths.APP)
        self.setDesktopFileName("bayyina")
        self.preferences = preferences
        self.language = _language(preferences.choices, language)
        self.look = Look(
            preferences.choices.theme,
            right_to_left=self.language.right_to_left,
            reduced_motion=preferences.choices.reduced_motion,
        )
        missing = fonts.load()
        self._translators: list[QTranslator] = []
        self.setStyle(style.RingStyle(self.look))
        self.setFont(self.look.font("interface.body"))
        self._dress()
        self._speak()
        self._ring = style.FocusRing(self)
        self.look.theme_changed.connect(self._dress)
        self.window = Window(self.look, preferences, self.language)
        self.window.setWindowTitle(self.language.say("ui.app"))
        for name in missing[:1]:
            self.window.say(self.language.say("ui.fonts_failed", name=name))
        self._teller = _Teller(self)
        faults.install(paths.user_data() / "faults.txt", self._teller.told.emit)
        preferences.subscribe(self._follow)

    def begin(self, workspace_path: Path | None = None) -> None:
        """Show the window: the workspace given, that of last time, or the first run."""
        kept = self.preferences.choices.workspace
        path = workspace_path or (Path(kept) if kept else paths.default_workspace())
        if workspace_path or path.exists():
            self.window.open(Wish(path))
        else:
            self.window.ask()
        self.window.show()

    def _dress(self) -> None:
        theme = self.look.theme
        self.setPalette(palette(theme))
        self.setStyleSheet(style.sheet(theme))

    def _follow(self, choices: Choices) -> None:
        wanted = _language(choices, choices.language or self.language.code)
        if wanted != self.language:
            self.language = wanted
            self._speak()

    def _speak(self) -> None:
        """Direction, digits and dates of Qt's own widgets, and its dialogs' words."""
        language = self.language
        rtl = language.right_to_left
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        name = _LOCALES.get((language.code, language.digits), language.code)
        QLocale.setDefault(QLocale(name))
        for old in self._translators:
            self.removeTranslator(old)
        self._translators = []
        own = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language.code != "en" and own.load(f"qtbase_{language.code}", folder):
            self.installTranslator(own)
            self._translators.append(own)


class _Teller(QObject):
    """Brings a fault from whatever thread it happened in to the window's."""

    told = Signal(object)

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._application = application
        self._open = False
        self.told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def _tell(self, error: BaseException) -> None:
        if isinstance(error, KnownError):
            self._application.window.report(error)
            return
        if self._open:  # one dialog, however many faults follow; all are in the log
            return
        self._open = True
        try:
            say = self._application.language.say
            box = QMessageBox(self._application.window)
            box.setIcon(QMessageBox.Icon.Warning)
            box.setWindowTitle(say("ui.fault_title"))
            box.setText(say("ui.fault_title"))
            path = paths.user_data() / "faults.txt"
            box.setInformativeText(say("ui.fault_body", path=languages.isolate(str(path))))
            box.addButton(say("ui.close"), QMessageBox.ButtonRole.AcceptRole)
            box.exec()
        finally:
            self._open = False


def _language(choices: Choices, wanted: str | None) -> Language:
    """What was asked for, what was chosen before, what the system speaks; else Arabic."""
    system = QLocale.system().name()[:2]
    for code in (wanted, choices.language, system):
        if code in languages.CODES:
            return languages.load(_code(code), choices.digits)
    return languages.load("ar", choices.digits)


def _code(code: str) -> Code:
    return next(known for known in languages.CODES if known == code)
