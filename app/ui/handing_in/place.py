"""Where the work is handed in: a folder on a stick, on a share, or wherever the teacher said."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.language import Language, isolate_path
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.file_choice import choose_folder
from app.ui.controls.margins import set_margins
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.first_run.place import Place, judge
from app.ui.look import Look


class PlaceCard(Card):
    """``chosen`` when a person chooses another folder."""

    chosen = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look)
        self._language = language
        self.folder: Path | None = None
        say = language.say
        self.path = Words(look, "", wrap="elide")
        self.warning = Words(look, "", "interface.caption", "state.warning", wrap="wrap")
        self.change = Button(look, say("first_run.change"))
        self.change.clicked.connect(self.ask)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconMark(look, "folder", "text.secondary", 18))
        row.addWidget(self.path, 1)
        row.addWidget(self.change)
        column = QVBoxLayout(self)
        set_margins(column, 24, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(Words(look, say("handing_in.where"), "interface.strong"))
        column.addLayout(row)
        column.addWidget(self.warning)
        self.use(None)

    def use(self, folder: Path | None) -> None:
        """Show ``folder`` as the place."""
        self.folder = folder
        say = self._language.say
        self.path.say(isolate_path(str(folder)) if folder else say("handing_in.no_place"))
        self.path.setAccessibleName(str(folder or say("handing_in.no_place")))
        self.path.dye("text.primary" if folder else "text.tertiary")
        problem = ""
        if folder is not None and not folder.is_dir():
            problem = "handing_in.absent"
        elif folder is not None and judge(folder) is Place.UNWRITABLE:
            problem = "first_run.unwritable"
        self.warning.say(say(problem) if problem else "")
        self.warning.setVisible(bool(problem))

    def ask(self) -> bool:
        """Let the place be chosen in the system's dialog; whether one was."""
        title = self._language.say("handing_in.choose_place")
        start = self.folder if self.folder is not None and self.folder.is_dir() else None
        folder = choose_folder(self, self._language, title, start)
        if folder is None:
            return False
        self.use(folder)
        self.chosen.emit()
        return True
