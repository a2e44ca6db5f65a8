"""Handing in: one page, one button, then the receipt. It may be done again; nothing is replaced."""

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.assignment import Assignment
from app.domain.change import Changes
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.submission import Sitting, Submission
from app.services import handing_in, tracking
from app.services.tracking import Standing
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.sign import EmptyState
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.first_run.place import Place, judge
from app.ui.handing_in.place import PlaceCard
from app.ui.handing_in.receipt import ReceiptCard
from app.ui.handing_in.summary import SummaryCard
from app.ui.page import Page
from app.ui.reader.announcement import announce
from app.ui.telling import told

FOLDER = "hand_in"  # remembered: the folder of the last hand-in
PACK_FOLDER = "pack_folder"  # where the last pack came from
_FILE = "handed_in."  # and whose work at which assignment: the file of the last attempt
_WIDTH = 760


class HandingInPage(Page):
    """``open(assignment_id=…)``; without one, the assignment that was begun last."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._assignment_id = ""
        self.standing: Standing | None = None
        look, language = context.look, context.language
        say = language.say
        self.strip = Strip(look, say("ui.close"))
        self.strip.acted.connect(self._hand_in_elsewhere)
        self.changed = Strip(look, say("ui.close"))
        self.receipt = ReceiptCard(look, language)
        self.summary = SummaryCard(look, language)
        self.place = PlaceCard(look, language)
        self.place.chosen.connect(self.strip.hide)
        self.button = Button(
            look, say("handing_in.hand_in"), kind="main", icon="hand_in", height="control_large"
        )
        self.button.clicked.connect(self.hand_in)
        self.back = Button(look, say("handing_in.back"), kind="flat", height="control_large")
        self.back.clicked.connect(self._go_back)
        self.nothing = EmptyState(look, say("handing_in.nothing"), say("handing_in.nothing_advice"))
        self._lay_out()

    def title(self) -> str:
        return self._context.language.say("handing_in.hand_in")

    def caption(self) -> str:
        return self.standing.assignment.name if self.standing else ""

    def open(self, **place: str) -> None:
        self._assignment_id = place.get("assignment_id", "")
        self.strip.hide()
        self.place.use(self._usual_folder())
        self._show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: Changes | None) -> None:
        kinds = (Annotation, Relation, Assignment, Sitting, Submission)
        if changes is None or changes.touch(*kinds):
            self._show()

    def _lay_out(self) -> None:
        look, say = self._context.look, self._context.language.say
        self._sheet = QWidget()
        self._sheet.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(4, 24, 4, 32)
        column.setSpacing(16)
        for part in (self.changed, self.receipt, self.summary, self.place, self.strip):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.button)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addLayout(row)
        again = say("handing_in.again_hint")
        column.addWidget(Words(look, again, "interface.caption", "text.tertiary", wrap="wrap"))
        column.addStretch(1)
        inside = QWidget()
        inside.setProperty("ground", "none")
        across = QHBoxLayout(inside)
        across.setContentsMargins(32, 0, 32, 0)
        across.addStretch(1)
        across.addWidget(self._sheet, 100)
        across.addWidget(self.nothing, 100)
        across.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self._area = area
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(area)

    def _show(self) -> None:
        context = self._context
        self.standing = standing = self._find()
        self.nothing.setVisible(standing is None)
        self._sheet.setVisible(standing is not None)
        if standing is None:
            self.heading_changed.emit()
            return
        say, attempts = context.language.say, standing.attempts
        self.summary.show_standing(standing)
        fresh = not attempts or standing.changed
        self.receipt.setVisible(bool(attempts))
        if attempts:
            kept = context.preferences.choices.layout.get(self._file_of(standing), "")
            self.receipt.show_attempts(attempts, Path(kept) if kept else None)
        self.summary.setVisible(fresh)
        self.changed.hide()
        if attempts and standing.changed:
            self.changed.say("warning", say("handing_in.changed"), closable=False)
        self.button.set_words(say("handing_in.again" if attempts else "handing_in.hand_in"))
        self.button.setVisible(fresh)
        self.place.setVisible(fresh)
        self.button.setEnabled(not context.workspace.read_only)
        self.heading_changed.emit()

    def _find(self) -> Standing | None:
        context = self._context
        if self._assignment_id:
            return context.workspace.read(tracking.standing, context.author_id, self._assignment_id)
        found = context.workspace.read(tracking.standings, context.author_id)
        return found[0] if found else None

    def _file_of(self, standing: Standing) -> str:
        """Under which name the file is remembered: several may sit at this computer in turn."""
        return f"{_FILE}{self._context.author_id}.{standing.assignment.id}"

    def _usual_folder(self) -> Path | None:
        """Where it was handed in last time; else where the pack came from, if that takes files;
        else where the work is kept too."""
        kept = self._context.preferences.choices.layout
        if last := kept.get(FOLDER):
            return Path(last)
        for name in (PACK_FOLDER, "kept_in"):
            folder = Path(kept[name]) if kept.get(name) else None
            if folder is not None and folder.is_dir() and judge(folder) is not Place.UNWRITABLE:
                return folder
        return None

    def hand_in(self) -> None:
        """Write the work into the folder, and show the receipt."""
        standing = self.standing
        if standing is None or not (self.place.folder or self.place.ask()):
            return
        folder = self.place.folder
        assert folder is not None
        context, students = self._context, standing.sitting.student_ids
        try:
            if not folder.is_dir():  # a stick that was pulled is not made anew on this disk
                raise KnownError("hand_in.no_folder", folder=str(folder))
            done = handing_in.hand_in(context.workspace, standing.assignment.id, students, folder)
        except KnownError as error:
            words = told(context.language, error)
            elsewhere = context.language.say("handing_in.elsewhere")
            self.strip.say("danger", words, elsewhere)
            announce(self, words)
            self._area.ensureWidgetVisible(self.strip)
            return
        self.strip.hide()
        with suppress(OSError):  # it only saves looking for the file
            context.preferences.remember(FOLDER, str(folder))
            context.preferences.remember(self._file_of(standing), str(done.path))
        self._show()
        self._area.ensureWidgetVisible(self.receipt)
        self.receipt.copy.setFocus(Qt.FocusReason.OtherFocusReason)
        self.receipt.speak()

    def _hand_in_elsewhere(self) -> None:
        if self.place.ask():
            self.hand_in()

    def _go_back(self) -> None:
        self._context.navigate("reading")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "Esc":
            self._go_back()
        elif chord == "Return" and self.button.isVisible() and self.button.isEnabled():
            self.hand_in()
        else:
            super().keyPressEvent(event)
