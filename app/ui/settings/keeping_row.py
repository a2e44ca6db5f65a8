"""Where a student's work is kept beside this computer: chosen, changed, or left."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.domain.submission import Sitting, author_of
from app.services import carrying
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_folder
from app.ui.controls.words import Words


class KeepingRow(QWidget):
    """The folder, and two buttons. All assignments of this student are kept in one."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, say = context.look, context.language.say
        self.folder = Words(look, wrap="elide")
        self.choose = Button(look, say("first_run.change"), height="control_compact")
        self.leave = Button(look, say("keeping.here_alone"), kind="link", height="control_compact")
        self.choose.clicked.connect(self._choose)
        self.leave.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 4, 4)
        row.setSpacing(12)
        row.addWidget(self.folder, 1)
        row.addWidget(self.leave)
        row.addWidget(self.choose)
        self.show_place()

    def show_place(self) -> None:
        """Where the work is kept now."""
        sittings, say = self._sittings(), self._context.language.say
        kept = next((Path(one.file).parent for one in sittings if one.file), None)
        self.folder.say(isolate(str(kept)) if kept else say("keeping.nowhere_else"))
        self.folder.dye("text.primary" if kept else "text.tertiary")
        self.leave.setVisible(kept is not None)
        self.choose.setEnabled(bool(sittings) and not self._context.workspace.read_only)

    def _sittings(self) -> list[Sitting]:
        context = self._context
        found = context.workspace.read(lambda tx: tx.find(Sitting))
        return [one for one in found if author_of(one.student_ids) == context.author_id]

    def _choose(self) -> None:
        context = self._context
        title = context.language.say("opening.choose_folder")
        folder = choose_folder(self, context.language, title)
        if folder is None:
            return
        try:
            for sitting in self._sittings():
                carrying.keep_in(context.workspace, sitting.id, folder)
        except KnownError as error:
            context.report(error)

    def _leave(self) -> None:
        for sitting in self._sittings():
            if sitting.file:
                self._context.do(Gesture.KEEP_WORK, carrying.keep_nowhere, sitting.id)
