"""What is asked before worksheets are written: which, whose, how they look, and where to."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app import paths
from app.domain.assignment import Assignment
from app.domain.classroom import Student
from app.domain.language import Code, Digits, Language, isolate
from app.domain.worksheet import Kind, Paper
from app.services.composing import Choices
from app.services.exporting import WHOLE_CLASS
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox, RadioCard
from app.ui.controls.field import Chooser
from app.ui.controls.file_choice import choose_folder
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.worksheet.head_form import HeadForm

WIDTH = 440
EVERYONE, NOBODY = "", "-"  # beside the ids of students


class Form(QScrollArea):
    """Holds the answers; ``changed`` when one of them is another, ``settled`` when it is one that
    is kept with the class: how its worksheets look."""

    changed = Signal()
    settled = Signal()
    folder_chosen = Signal(Path)
    assignment_chosen = Signal(str)

    def __init__(self, look: Look, language: Language, kinds: Sequence[Kind], folder: Path) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self.folder = folder
        self.setFixedWidth(WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        self.setAccessibleName(language.say("worksheet_page.form"))
        say = language.say
        self.assignments = Chooser(look, (), say("worksheet_page.assignment"))
        self.assignments.activated.connect(self._choose_assignment)
        self.kinds = {
            kind: RadioCard(
                look,
                say(f"worksheet_page.kind.{kind}"),
                say(f"worksheet_page.kind.{kind}_hint"),
                height=66,
            )
            for kind in kinds
        }
        for card in self.kinds.values():
            card.toggled.connect(self._kind_chosen)
        self.who = Chooser(look, (), say("worksheet_page.who"))
        self.who.activated.connect(self._answered)
        self.digits = self._segments("digits", (("arab", "٠١٢"), ("latin", "012")))
        self.paper = self._segments("paper", (("a4", "A4"), ("letter", "Letter")))
        self.ink = self._segments(
            "ink", tuple((one, say(f"worksheet_page.ink.{one}")) for one in ("colour", "grey"))
        )
        self.digits.choose(language.digits)
        self.paper.choose(Paper.A4.value)
        self.ink.choose("colour")
        self.odd = CheckBox(look, say("worksheet_page.odd"))
        self.odd.toggled.connect(self._chosen)
        self.fillable = CheckBox(look, say("worksheet_page.fillable"))
        self.fillable.toggled.connect(self._chosen)
        self.head = HeadForm(look, language)
        self.head.changed.connect(self._answered)
        self.head.settled.connect(self.settled)
        self._students: Sequence[Student] = ()
        self._folder = Words(look, "", "interface.label", wrap="elide")
        self.folder_button = Button(look, say("worksheet_page.choose_folder"), icon="folder")
        self.folder_button.clicked.connect(self._ask_folder)
        self._lay_out()
        self.set_folder(folder)
        next(iter(self.kinds.values())).setChecked(True)

    def _segments(self, name: str, choices: Sequence[tuple[str, str]]) -> Segments:
        made = Segments(
            self._look,
            [Choice(*choice) for choice in choices],
            self._language.say(f"worksheet_page.{name}"),
        )
        made.chosen.connect(self._chosen)
        return made

    def _lay_out(self) -> None:
        sheet = QWidget()
        sheet.setProperty("ground", "none")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(32, 20, 20, 20)
        column.setSpacing(6)
        self._assignment_label = self._label("assignment")
        column.addWidget(self._assignment_label)
        column.addWidget(self.assignments)
        self._assignment_label.setBuddy(self.assignments)
        column.addWidget(self._label("kind"))
        for card in self.kinds.values():
            column.addWidget(card)
        column.addSpacing(6)
        self._who_label = self._label("who")
        self._who_label.setBuddy(self.who)
        column.addWidget(self._who_label)
        column.addWidget(self.who)
        column.addSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        for place, (name, control) in enumerate(
            (("digits", self.digits), ("paper", self.paper), ("ink", self.ink))
        ):
            row, across = 2 * (place // 2), place % 2  # in French three do not fit in a row
            grid.addWidget(self._label(name), row, across)
            grid.addWidget(control, row + 1, across, Qt.AlignmentFlag.AlignLeading)
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        column.addWidget(self.odd)
        column.addWidget(self.fillable)
        column.addSpacing(10)
        heading = self._language.say("worksheet_page.head")
        column.addWidget(Words(self._look, heading, "interface.strong"))
        column.addWidget(self.head)
        column.addSpacing(10)
        column.addWidget(self._label("folder"))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._folder, 1)
        line.addWidget(self.folder_button)
        column.addLayout(line)
        hint = self._language.say("worksheet_page.folder_hint")
        column.addWidget(Words(self._look, hint, "interface.caption", "text.tertiary", wrap="wrap"))
        column.addStretch(1)
        self.setWidget(sheet)

    def offer(
        self,
        assignments: Sequence[Assignment],
        assignment_id: str,
        students: Sequence[Student],
    ) -> None:
        """Assignments and roster; without a roster nobody is chosen from it."""
        several = len(assignments) > 1
        self._assignment_label.setVisible(several)
        self.assignments.setVisible(several)
        self.assignments.clear()
        for assignment in assignments:
            self.assignments.addItem(assignment.name, assignment.id)
        self.assignments.choose(assignment_id)
        self._students = students
        self._offer_students(self.student())
        self._show_who()

    def show_choices(self, choices: Choices, roster_school: str, roster_class: str) -> None:
        """How the class's worksheets look, as kept."""
        self.digits.choose(choices.digits)
        self.paper.choose(choices.paper.value)
        self.ink.choose("colour" if choices.colour else "grey")
        for box, on in ((self.odd, choices.odd), (self.fillable, choices.fillable)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.head.show_choices(choices, roster_school, roster_class)

    def choices(self, code: Code) -> Choices:
        """How they look as answered now, but for the logo."""
        words = self.head.words()
        return Choices(
            language=code,
            digits=self.chosen_digits(),
            paper=Paper(self.paper.value()),
            colour=self.ink.value() == "colour",
            hijri=self.head.hijri,
            odd=self.odd.isChecked(),
            fillable=self.fillable.isChecked(),
            school=words["school"],
            classroom=words["classroom"],
            subject=words["subject"],
        )

    def _show_who(self) -> None:
        """A key is nobody's, a booklet everybody's."""
        for part in (self._who_label, self.who):
            part.setVisible(bool(self._students) and self.kind() not in WHOLE_CLASS)
        self.odd.setVisible(self.kind() is Kind.BOOKLET)
        self.fillable.setVisible(self.kind() in (Kind.BLANK, Kind.STUDENT))

    def _offer_students(self, chosen: str) -> None:
        """The class, each of it, and for a blank sheet nobody: one to copy."""
        self.who.clear()
        if self.kind() is Kind.BLANK:
            self.who.addItem(self._language.say("worksheet_page.nobody"), NOBODY)
        everyone = self._language.count("worksheet_page.everyone", len(self._students))
        self.who.addItem(everyone, EVERYONE)
        for student in self._students:
            self.who.addItem(student.name, student.id)
        self.who.choose(chosen)

    def _kind_chosen(self, on: bool) -> None:
        if on:
            blank = self.kind() is Kind.BLANK
            chosen = self.student()
            if blank and chosen == EVERYONE:
                chosen = NOBODY
            self._offer_students(EVERYONE if chosen == NOBODY and not blank else chosen)
            self._show_who()
            self._answered()

    def kind(self) -> Kind:
        return next(kind for kind, card in self.kinds.items() if card.isChecked())

    def choose_kind(self, kind: Kind) -> None:
        if kind in self.kinds:
            self.kinds[kind].setChecked(True)

    def student(self) -> str:
        """The id of the one whose worksheet is asked for; or ``EVERYONE``, or ``NOBODY``."""
        return self.who.value()

    def choose_student(self, id: str) -> None:
        self.who.choose(id)
        self._answered()

    def chosen_digits(self) -> Digits:
        return "latin" if self.digits.value() == "latin" else "arab"

    def set_folder(self, folder: Path) -> None:
        self.folder = folder
        self._folder.say(isolate(str(folder)))
        self._folder.setToolTip(str(folder))
        self._answered()

    def _ask_folder(self) -> None:
        title = self._language.say("worksheet_page.choose_folder")
        start = self.folder if self.folder.is_dir() else self.folder.parent
        chosen = choose_folder(self, self._language, title, start)
        if chosen is not None:
            self.set_folder(chosen)
            self.folder_chosen.emit(chosen)

    def _choose_assignment(self, _index: int) -> None:
        self.assignment_chosen.emit(self.assignments.value())

    def _chosen(self, _answer: object = None) -> None:
        self.changed.emit()
        self.settled.emit()

    def _answered(self, _answer: object = None) -> None:
        self.changed.emit()

    def _label(self, name: str) -> Words:
        words = self._language.say(f"worksheet_page.{name}")
        return Words(self._look, words, "interface.label", "text.secondary")


def usual_folder() -> Path:
    """Where worksheets go unless told otherwise: a folder of ours in the user's documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return (Path(documents) if documents else Path.home()) / paths.APP
