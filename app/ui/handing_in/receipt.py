"""The receipt, large: the code, when and where, and what to do with it."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.language import Language, isolate, isolate_path
from app.domain.submission import Submission
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.handing_in import wording
from app.ui.look import Look
from app.ui.reader.announcement import announce

_CODE = 44  # pixels
_SPACING = 2
_EARLIER = 5  # attempts listed


class ReceiptCard(Card):
    """The last attempt; the ones before it in a list."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self._path: Path | None = None
        say = language.say
        self.when = Words(look, "", "interface.strong", "accent.ink", wrap="wrap")
        label = Words(look, say("handing_in.receipt"), "interface.label", "text.secondary")
        self.code = Words(look)
        font = look.font("interface.figure")
        font.setPixelSize(_CODE)
        font.setWeight(QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _SPACING)
        self.code.setFont(font)
        self.code.setMinimumHeight(56)
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy = Button(look, say("handing_in.copy"), icon="paste")
        self.copy.clicked.connect(self._copy)
        self.tell = Words(look, say("handing_in.tell"), color="text.secondary", wrap="wrap")
        self.file = Words(look, "", "interface.label", "text.secondary", wrap="elide")
        self.show_folder = Button(
            look, say("handing_in.show_folder"), kind="link", height="control_compact"
        )
        self.show_folder.clicked.connect(self._open_folder)
        self.earlier = QVBoxLayout()
        self.earlier.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark(look, "saved", "accent.ink", 20))
        head.addWidget(self.when, 1)
        column.addLayout(head)
        column.addSpacing(12)
        column.addWidget(label)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.code)
        row.addWidget(self.copy)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(6)
        column.addWidget(self.tell)
        column.addSpacing(12)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(IconMark(look, "folder", "text.secondary", 16))
        place.addWidget(self.file, 1)
        place.addWidget(self.show_folder)
        column.addLayout(place)
        column.addLayout(self.earlier)

    def show_attempts(self, attempts: Sequence[Submission], path: Path | None) -> None:
        """``path``: the file of the last one, where it is known on this computer."""
        language, last = self._language, attempts[-1]
        when = wording.time_of(language, last)
        self.when.say(language.say("handing_in.done", time=when, n=len(attempts)))
        code = wording.code_of(last)
        self.code.say(code)
        spelt = " ".join(code.replace("-", ""))
        self.code.setAccessibleName(f"{language.say('handing_in.receipt')}: {isolate(spelt)}")
        self.copy.set_words(language.say("handing_in.copy"))
        self._path = path
        self.file.say(isolate_path(str(path)) if path is not None else "")
        self.file.setAccessibleName(str(path or ""))
        self.show_folder.setVisible(path is not None and path.parent.is_dir())
        self._list(attempts[:-1])

    def speak(self) -> None:
        """Have a screen reader say what has just come."""
        announce(self, f"{self.when.words()}. {self.code.accessibleName()}")

    def _list(self, earlier: Sequence[Submission]) -> None:
        while (item := self.earlier.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not earlier:
            return
        say, number = self._language.say, len(earlier)
        self.earlier.addWidget(
            Words(self._look, say("handing_in.before"), "interface.label", "text.secondary")
        )
        for place, one in enumerate(reversed(earlier)):
            if place >= _EARLIER:
                break
            when = wording.time_of(self._language, one)
            code = isolate(wording.code_of(one))
            row = say("handing_in.attempt", n=number - place, time=when, code=code)
            self.earlier.addWidget(Words(self._look, row, "interface.label"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.words())
        said = self._language.say("handing_in.copied")
        self.copy.set_words(said)
        announce(self, said)

    def _open_folder(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
