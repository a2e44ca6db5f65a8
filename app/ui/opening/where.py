"""Where the work is kept: on this computer always; on a stick or a share too, where asked."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.choices import RadioCard
from app.ui.controls.file_choice import choose_folder
from app.ui.controls.words import Words
from app.ui.first_run.place import Place, judge
from app.ui.look import Look


class Where(QWidget):
    """Two choices side by side; the second asks for its folder when it is first chosen."""

    def __init__(self, look: Look, language: Language, kept_in: Path | None) -> None:
        super().__init__()
        self._language = language
        self._folder = kept_in
        say = language.say
        self.here = RadioCard(look, say("opening.here"), say("opening.here_does"),
                              icon="device", height=90)  # fmt: skip
        self.both = RadioCard(look, say("opening.both"), say("opening.both_does"),
                              icon="folder", height=90)  # fmt: skip
        group = QButtonGroup(self)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.here, self.both):
            group.addButton(card)
            cards.addWidget(card, 1)
        self._path = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        self.change = Button(look, say("first_run.change"), kind="link", height="control_compact")
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._path, 1)
        line.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(look, say("opening.where"), "interface.strong"))
        column.addSpacing(8)
        column.addLayout(cards)
        column.addWidget(self._line)
        ready = kept_in is not None and judge(kept_in) is not Place.UNWRITABLE and kept_in.is_dir()
        (self.both if ready else self.here).setChecked(True)
        self.both.clicked.connect(self._ask_once)
        self.here.toggled.connect(self._show_folder)
        self.change.clicked.connect(self.choose)
        self._show_folder()

    def folder(self) -> Path | None:
        """The folder in which the work is kept too; None for nowhere else."""
        return self._folder if self.both.isChecked() else None

    def use(self, folder: Path) -> None:
        """Keep the work in ``folder`` too."""
        self._folder = folder
        self.both.setChecked(True)
        self._show_folder()

    def choose(self) -> None:
        title = self._language.say("opening.choose_folder")
        chosen = choose_folder(self, self._language, title, self._folder)
        if chosen is not None:
            self.use(chosen)
        elif self._folder is None:
            self.here.setChecked(True)
            self.here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_once(self) -> None:
        if self._folder is None or not self._folder.is_dir():
            self.choose()

    def _show_folder(self) -> None:
        folder = self.folder()
        self._line.setVisible(folder is not None)
        if folder is not None:
            self._path.say(self._language.say("opening.kept_in", folder=isolate(str(folder))))
