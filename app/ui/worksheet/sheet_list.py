"""The sheets that will be, are being, or were written: one row each, under how far it is."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.progress import ProgressRow
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.worksheet.export import Sheet
from app.ui.worksheet.question import Question
from app.ui.worksheet.sheet_row import SheetRow


class SheetList(QWidget):
    """Goes from ``ask`` through ``begin`` and ``show_written`` to ``finish`` or ``refuse``.

    ``rows`` by the student's id, «» for nobody's sheet; ``folder_asked``: to see what was written.
    ``question`` is asked before files that are there already.
    """

    folder_asked = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._say = language.say
        self.rows: dict[str, SheetRow] = {}
        self._total = self._done = 0
        self.progress = ProgressRow(look, language)
        self.strip = Strip(look, self._say("ui.close"))
        self.question = Question(look, language)
        self.summary = Words(look, "", "interface.heading", wrap="elide")
        self.folder_button = Button(look, self._say("worksheet_page.open_folder"), icon="folder")
        self.folder_button.clicked.connect(self.folder_asked)
        self._promise = Words(
            look, self._say("worksheet_page.promise"), color="text.secondary", wrap="wrap"
        )
        self._lay_out()
        for part in (self.progress, self.folder_button):
            part.hide()
        look.theme_changed.connect(self.update)

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setLayout(self._list)
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName(self._say("worksheet_page.sheets"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        head = QHBoxLayout()
        head.addWidget(self.summary, 1)
        head.addWidget(self.folder_button)
        top = QVBoxLayout()
        top.setContentsMargins(16, 20, 32, 8)
        top.setSpacing(10)
        top.addLayout(head)
        top.addWidget(self.progress)
        top.addWidget(self._promise)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.question)
        column.addLayout(top)
        column.addWidget(self._scroll, 1)

    def ask(self, names: Mapping[str, str]) -> None:
        """Before writing: whose sheets, by student id."""
        self.summary.say(self._language.count("worksheet_page.to_write", len(names)))
        self._promise.setVisible(True)
        self.folder_button.hide()
        self.question.hide()
        self._list_rows(names)

    def begin(self, names: Mapping[str, str]) -> None:
        """The writing starts."""
        self._list_rows(names)
        self._start()

    def go_on(self) -> None:
        """The writing goes on with the rows that have no file yet."""
        for row in self.rows.values():
            if row.file is None:
                row.show_state("waiting")
        self._start()

    @property
    def left(self) -> list[str]:
        """Whose sheets are not written, by student id."""
        return [id for id, row in self.rows.items() if row.file is None]

    def _start(self) -> None:
        self._total, self._done = len(self.rows), len(self.rows) - len(self.left)
        for part in (self.strip, self.question, self._promise, self.folder_button):
            part.hide()
        self.progress.stop.setEnabled(True)
        self.progress.show()
        self._show_progress()

    def count(self, total: int) -> None:
        """How many there are still to write, as the worker says."""
        self._total = self._done + total
        self._show_progress()

    def show_written(self, sheet: Sheet) -> None:
        row = self.rows.get(sheet.student)
        if row is None and len(self.rows) == 1:
            row = next(iter(self.rows.values()))
        if row is not None:
            row.show_file(sheet.file, sheet.pages, kept=sheet.kept)
            self._scroll.ensureWidgetVisible(row)
        self._done += 1
        self._show_progress()

    def finish(self) -> None:
        """All of them, or as many as there were before it was stopped."""
        if not self._total:
            self.summary.say(self._say("worksheet_page.nothing_to_write"))
        elif self._done < self._total:
            self._say_stopped(self._done)
        else:
            self.summary.say(self._language.count("worksheet_page.done", self._done))
        self._rest(self._done)

    def refuse(self, words: str, cure: str) -> None:
        """In place, with what cures it; rows keep their places."""
        self.strip.say("danger", words, cure)
        self._say_stopped(self._done)
        self._rest(self._done)

    def _say_stopped(self, done: int) -> None:
        self.summary.say(self._say("worksheet_page.stopped", done=done, total=self._total))

    def _rest(self, done: int) -> None:
        for row in self.rows.values():
            if row.file is None:
                row.show_state("left")
        self.progress.hide()
        self.folder_button.setVisible(done > 0)

    def _list_rows(self, names: Mapping[str, str]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {id: SheetRow(self._look, self._language, name) for id, name in names.items()}
        for place, row in enumerate(self.rows.values()):
            row.opened.connect(show_file)
            self._list.insertWidget(place, row)

    def _show_progress(self) -> None:
        """The bar, and the row of the sheet in hand."""
        waiting = [row for row in self.rows.values() if row.file is None]
        name = waiting[0].accessibleName().partition(":")[0] if waiting else ""
        if waiting:
            waiting[0].show_state("now")
        doing = self._say("worksheet_page.writing", name=name)
        self.progress.show_progress(doing, self._done, self._total)
        self.summary.say(self._say("worksheet_page.in_progress"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, with a line between it and the form."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - 1 if rtl else 0
        painter.fillRect(x, 0, 1, self.height(), self._look.color("border.subtle"))
        painter.end()


def show_file(path: Path) -> None:
    """With the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
