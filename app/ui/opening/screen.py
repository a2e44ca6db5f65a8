"""What was handed out, who works on it, where it is kept: one page, and Return begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain import language as languages
from app.domain.errors import KnownError
from app.domain.file_kind import FileKind, kind_of
from app.domain.language import Language
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.choices import RadioCard
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.loading import Start
from app.ui.look import Look
from app.ui.opening.facts import FactsPane
from app.ui.opening.looking import Looking
from app.ui.opening.where import Where
from app.ui.opening.who import Who
from app.ui.reader.announcement import announce
from app.ui.telling import told

if TYPE_CHECKING:
    from app.ui.opening.looking import Found

_OWN_NAMES: dict[languages.Code, str] = {"ar": "العربية", "en": "English", "fr": "Français"}
_FORM = 566
_PANE = 560
_NARROW = 1000  # of the screen: the facts go above the form


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known before the screen is made. ``owner``: whose file is open, if a student's;
    ``earlier``: ids that were used on this computer; ``kept_in``: where work was kept too, last
    time; ``asks_language``: nobody has chosen one; ``has_back``: there is a window to go back to.
    """

    owner: str = ""
    earlier: tuple[str, ...] = ()
    kept_in: Path | None = None
    asks_language: bool = False
    has_back: bool = False


class Opening(QWidget):
    """``begun`` carries a Start. Nothing is written before that."""

    begun = Signal(object)
    left = Signal()
    language_chosen = Signal(str)
    another_asked = Signal()

    def __init__(self, look: Look, language: Language, file: Path, kept: Kept) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self.file = file
        self.kept = kept
        self.found: Found | None = None
        self._looking: Looking | None = None
        say = language.say
        self.work = kind_of(file.name) is FileKind.WORK
        self.pane = FactsPane(look, language, file)
        self.strip = Strip(look, say("ui.close"))
        self.who = Who(look, language, kept.earlier)
        self.where = Where(look, language, kept.kept_in)
        words = say("library.continue_reading" if self.work else "library.start_reading")
        self.start = Button(look, words, kind="main", icon="reading", height="control_large")
        self.start.clicked.connect(self.begin)
        another = say("opening.another_file")
        self.other = Button(look, another, kind="main", icon="folder", height="control_large")
        self.other.clicked.connect(self.another_asked)
        self.other.hide()
        self.back = Button(look, say("opening.back"), kind="flat", height="control_large")
        self.back.clicked.connect(self.left)
        self.back.setVisible(kept.has_back)
        self.languages: dict[str, RadioCard] = {}
        if kept.owner:
            first, _, second = kept.owner.partition("+")
            self.who.fill(first, second or None)
        self.who.agreed.connect(self.begin)
        self._lay_out()
        self.setAccessibleName(say("opening.title"))

    # What is in the file

    def look(self) -> None:
        """Read the file, in a thread; the fields can be filled meanwhile."""
        self._looking = Looking()
        self._looking.found.connect(self._show)
        self._looking.refused.connect(self.complain)
        self._looking.failed.connect(self._fail)
        self._looking.start(self.file)

    def _show(self, found: Found) -> None:
        self.found = found
        self.pane.show_facts(found)
        self.who.expect(found.facts.students if found.facts is not None else found.students)
        if found.students:  # kept work says whose it is
            self.who.fill(found.students[0], found.students[1] if found.students[1:] else None)
            self.who.hide()
            self.start.setFocus(Qt.FocusReason.OtherFocusReason)
        self.where.setVisible(not self.work)

    def _fail(self, error: Exception) -> None:
        self.complain(KnownError("opening.unexpected", reason=str(error) or type(error).__name__))
        raise error

    def complain(self, error: KnownError) -> None:
        """The file cannot be read: there is nothing to begin with."""
        self.pane.show_nothing()
        self.start.setEnabled(False)
        for part in (self.start, self.who, self.where):
            part.hide()
        self._heading.say(self._language.say("opening.nothing"))
        self.other.show()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        words = told(self._language, error)
        self.strip.say("danger", words, closable=False, icon="error")
        announce(self, words)

    def tell(self, error: KnownError) -> None:
        """What went wrong with what was answered, or with the file."""
        if error.message.startswith("student."):
            self.who.complain(error)
            return
        words = told(self._language, error)
        self.strip.say("danger", words, closable=False, icon="error")
        announce(self, words)

    # What is answered

    def begin(self) -> None:
        """Open it for who is named here, or say what is missing."""
        if not self.start.isEnabled():
            return
        try:
            ids = self.who.ids()
        except KnownError as error:
            self.who.complain(error)
            return
        self.begun.emit(Start(self.file, ids, self.where.folder()))

    def fill(self, start: Start) -> None:
        """What was answered before."""
        self.who.fill(start.students[0], start.students[1] if start.students[1:] else None)
        if start.keep_in is not None:
            self.where.use(start.keep_in)

    def take_over(self, other: Opening) -> None:
        """Go on where another one stood: the language has changed, or the file was refused."""
        self.who.fill(*other.who.typed())
        if (folder := other.where.folder()) is not None:
            self.where.use(folder)
        if other.found is not None:
            self._show(other.found)

    # The page

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.strip)
        side.addWidget(self._form(), 1)
        self._row.addWidget(self.pane)
        self._row.addLayout(side, 1)

    def _form(self) -> QScrollArea:
        form = QWidget()
        form.setMaximumWidth(_FORM)
        column = QVBoxLayout(form)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(0)
        say = self._language.say
        if self.kept.asks_language:
            column.addWidget(Words(self._look, say("first_run.language"), "interface.strong"))
            column.addSpacing(8)
            column.addWidget(self._language_row())
            column.addSpacing(24)
        heading = say("opening.go_on" if self.work else "opening.who")
        self._heading = Words(self._look, heading, "interface.figure")
        column.addWidget(self._heading)
        if self.work:
            again = say("opening.go_on_does")
            column.addWidget(Words(self._look, again, color="text.secondary", wrap="wrap"))
        column.addSpacing(14)
        column.addWidget(self.who)
        column.addSpacing(20)
        column.addWidget(self.where)
        column.addSpacing(26)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.start)
        row.addWidget(self.other)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(10)
        promise = say("opening.promise")
        column.addWidget(
            Words(self._look, promise, "interface.caption", "text.tertiary", wrap="wrap")
        )
        inside = QWidget()
        inside.setProperty("ground", "none")
        around = QVBoxLayout(inside)
        around.setContentsMargins(24, 24, 24, 24)
        around.addStretch(1)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(form, 100)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _language_row(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        group = QButtonGroup(box)
        for code in languages.CODES:
            card = RadioCard(self._look, _OWN_NAMES[code])
            card.setChecked(code == self._language.code)
            card.clicked.connect(partial(self._choose_language, code))
            self.languages[code] = card
            group.addButton(card)
            row.addWidget(card, 1)
        return box

    def _choose_language(self, code: languages.Code) -> None:
        """Later: the answer makes this screen anew, and the card is still being pressed."""
        QTimer.singleShot(0, self, lambda: self.language_chosen.emit(code))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Return":
            self.begin()
        elif chord == "Esc" and self.kept.has_back:
            self.left.emit()
        elif chord == "Ctrl+O":
            self.another_asked.emit()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The id can be typed at once; where it is known already, Return begins."""
        super().showEvent(event)
        first = self.start if self.who.isHidden() else self.who.first
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.setFixedWidth(min(_PANE, max(300, self.width() - 640)))
