"""Import with a preview: each file, the encoding that was guessed, and how its text then reads."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.article import word_spans
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.services import importing
from app.services.importing import Outcome, Reading, Status
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.field import Chooser
from app.ui.controls.margins import set_margins
from app.ui.controls.progress import ProgressRow
from app.ui.controls.words import Words
from app.ui.library.file_row import FileRow
from app.ui.library.reading_files import FileReading
from app.ui.page import Page
from app.ui.sheet import NO_RING
from app.ui.source_card.text_view import TextView
from app.ui.telling import told

_SAMPLE = 3_000  # characters of a file that the preview shows
_PROGRESS_AFTER = 300
_FILES = 400  # width of their list


class ImportPage(Page):
    """Nothing is kept until «import» is pressed; then everything in one step."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._read: list[Outcome | Reading] = []
        self._reading: FileReading | None = None
        look, say = context.look, context.language.say
        self.files = QListWidget()
        self.files.setAccessibleName(say("import.files"))
        self.files.setProperty(NO_RING, True)
        self.files.setFrameShape(QFrame.Shape.NoFrame)
        self.files.currentRowChanged.connect(self._show_sample)
        self.encoding = Chooser(look, (), say("import.encoding"))
        self.encoding.activated.connect(self._read_again)
        self.guessed = Words(look, role="interface.caption", color="text.tertiary", wrap="wrap")
        self.sample = TextView(look, say("import.sample"))
        self.progress = ProgressRow(look, context.language)
        self.progress.stopped.connect(self._stop)
        self.accept = Button(look, say("import.nothing"), kind="main")
        self.accept.clicked.connect(self._import)
        self.cancel = Button(look, say("ui.cancel"), kind="flat")
        self.cancel.clicked.connect(lambda: context.navigate("library"))
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self.progress.show)
        self._lay_out()
        look.theme_changed.connect(self._dress)
        self._dress()

    def _lay_out(self) -> None:
        say, look = self._context.language.say, self._context.look
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 8)
        head.setSpacing(12)
        encoding = Words(look, say("import.encoding"), "interface.label", "text.secondary")
        encoding.setBuddy(self.encoding)
        head.addWidget(encoding)
        head.addWidget(self.encoding)
        head.addWidget(self.guessed, 1)
        preview = QVBoxLayout()
        preview.setSpacing(0)
        preview.addLayout(head)
        preview.addWidget(self.sample, 1)
        files = QWidget()
        files.setFixedWidth(_FILES)
        column = QVBoxLayout(files)
        set_margins(column, 16, 16, 8, 16)
        column.setSpacing(12)
        column.addWidget(self.progress)
        column.addWidget(self.files, 1)
        hint = say("import.word_hint")
        column.addWidget(Words(look, hint, "interface.caption", "text.tertiary", wrap="wrap"))
        self.progress.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(files)
        row.addLayout(preview, 1)

    def _dress(self) -> None:
        """A list's rows wear their ring inside."""
        color, ring = self._context.look.color, self._context.look.theme.focus_width
        self.files.setStyleSheet(
            f"QListWidget {{ background: transparent; border: 0; outline: 0; }}"
            f"QListWidget::item {{ border-radius: 6px; border: {ring}px solid transparent; }}"
            f"QListWidget::item:hover {{ background: {color('surface.hover').name()}; }}"
            f"QListWidget::item:selected {{ background: {color('surface.selected').name()}; }}"
            f"QListWidget::item:focus {{ border-color: {color('focus.ring').name()}; }}"
        )

    def title(self) -> str:
        return self._context.language.say("import.title")

    def caption(self) -> str:
        return self._context.language.say("import.preview")

    def tools(self) -> Sequence[QWidget]:
        return (self.cancel,)

    def action(self) -> QWidget | None:
        return self.accept

    def open(self, **place: str) -> None:
        """``paths``: one path a line, or ``pasted``: what the clipboard holds."""
        if "pasted" in place:
            self._show_read([self._clipboard()])
        elif place.get("paths"):
            self.read([Path(line) for line in place["paths"].splitlines()])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files and folders in a thread, and show what they hold."""
        self._stop()
        self._show_read([])
        self._reading = FileReading()
        self._reading.progressed.connect(self._show_progress)
        self._reading.finished.connect(self._finish)
        self._reading.failed.connect(self._fail)
        self._reading.start(paths)
        self._late.start(_PROGRESS_AFTER)

    def _clipboard(self) -> Outcome | Reading:
        text = QGuiApplication.clipboard().text()
        name = self._context.language.say("import.pasted_name")
        try:
            return importing.read_pasted(text, name)
        except KnownError as error:
            return Outcome(Path(name), Status.REFUSED, reason=error)

    def _show_progress(self, done: int, total: int) -> None:
        if self.sender() is self._reading:
            say = self._context.language.say
            self.progress.show_progress(say("import.reading"), done, total)

    def _finish(self, read: list[Outcome | Reading]) -> None:
        if self.sender() is self._reading:
            self._reading = None
            self._late.stop()
            self.progress.hide()
            self._show_read(read)

    def _fail(self, error: Exception) -> None:
        self._late.stop()
        self.progress.hide()
        raise error

    def _stop(self) -> None:
        if self._reading is not None:
            self._reading.stop()

    def _show_read(self, read: list[Outcome | Reading]) -> None:
        self._read = read
        self.files.clear()
        for found in read:
            item = QListWidgetItem(self.files)
            row = FileRow(self._context.look, found.path.name, *self._words(found))
            item.setSizeHint(QSize(0, row.heightForWidth(_FILES - 40)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.accessibleName())
            self.files.setItemWidget(item, row)
        self._count()
        if read:
            self.files.setCurrentRow(0)
        else:
            self._show_sample(-1)

    def _words(self, found: Outcome | Reading) -> tuple[str, bool]:
        """What a file's row says, and whether it is a refusal."""
        language = self._context.language
        if isinstance(found, Outcome):
            reason = found.reason
            return (told(language, reason) if reason else "", True)
        words = language.count("library.words", len(word_spans(found.text)))
        return f"{isolate(found.encoding.upper())} · {words}", False

    def _count(self) -> None:
        good = sum(isinstance(found, Reading) for found in self._read)
        language = self._context.language
        words = language.count("import.accept", good) if good else language.say("import.nothing")
        self.accept.set_words(words)
        self.accept.setEnabled(good > 0 and not self._context.workspace.read_only)

    def _show_sample(self, row: int) -> None:
        found = self._read[row] if 0 <= row < len(self._read) else None
        self.encoding.clear()
        if not isinstance(found, Reading):
            self.sample.show_text("")
            self.guessed.say(self._words(found)[0] if found else "")
            self.encoding.setEnabled(False)
            if found:
                self._offer(importing.ENCODINGS)
                self.encoding.setCurrentIndex(-1)
                self.encoding.setEnabled(found.path.is_file())
            return
        others = [name for name in importing.ENCODINGS if name not in found.guesses]
        self._offer((*found.guesses, *others))
        self.encoding.choose(found.encoding)
        self.encoding.setEnabled(found.path.is_file())
        self.guessed.say(self._context.language.say("import.guessed"))
        self.sample.show_text(found.text[:_SAMPLE])

    def _offer(self, encodings: Sequence[str]) -> None:
        for name in encodings:
            self.encoding.addItem(name.upper(), name)

    def _read_again(self) -> None:
        """The chosen file by the encoding that was chosen for it."""
        row = self.files.currentRow()
        if not 0 <= row < len(self._read):
            return
        path = self._read[row].path
        try:
            found: Outcome | Reading = importing.read_file(path, self.encoding.value())
        except KnownError as error:
            found = Outcome(path, Status.REFUSED, reason=error)
        self._read[row] = found
        widget = self.files.itemWidget(self.files.item(row))
        if isinstance(widget, FileRow):
            widget.say(*self._words(found))
        self._count()
        self._show_sample(row)

    def _import(self) -> None:
        context = self._context
        done = context.do(Gesture.IMPORT, importing.import_readings, self._read)
        if done is None:
            return
        new = [o.article for o in done if o.status is Status.IMPORTED and o.article]
        already = sum(outcome.status is Status.ALREADY for outcome in done)
        self._show_read([])
        count = context.language.count
        said = count("import.added", len(new)) if new else context.language.say("import.none_added")
        if already:
            said = f"{said} {count('import.already', already)}"
        if len(new) == 1:
            context.navigate("source_card", article_id=new[0].id)
        else:
            context.navigate("library")
        context.offer_undo(said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Ctrl+V":
            self.open(pasted="1")
        elif keys.chord(event) == "Esc":
            self._context.navigate("library")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._context.look
        painter.fillRect(self.rect(), look.color("surface.panel"))
        painter.end()
