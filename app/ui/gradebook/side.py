"""Beside the table: the assignment that is chosen, and what can be made of its marks."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox
from app.ui.controls.margins import set_margins
from app.ui.controls.progress import ProgressRow
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.look import Look

WIDTH = 316
_MOST_LINES = 6  # of what could not be matched


class Side(QWidget):
    """Says what is wanted; the page does it."""

    table_wanted = Signal()
    moodle_wanted = Signal()
    canvas_wanted = Signal(bool)  # True: fill one that Canvas exported
    give_wanted = Signal()
    folder_wanted = Signal()
    grading_wanted = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self.setFixedWidth(WIDTH)
        self.name = Words(look, "", "interface.strong", wrap="wrap")
        self.facts = Words(look, "", "interface.label", "text.secondary", wrap="wrap")
        self.grade = Button(look, say("gradebook.to_grading"), kind="link", icon="grading",
                            height="control_compact")  # fmt: skip
        self.table = Button(look, say("gradebook.as_table"), icon="export")
        separators = [Choice(one, say(f"gradebook.separator.{one}"))
                      for one in ("comma", "semicolon")]  # fmt: skip
        self.separator = Segments(look, separators, say("gradebook.separator"), padding=8)
        self.moodle = Button(look, say("gradebook.moodle"), icon="export")
        self.canvas = Button(look, say("gradebook.canvas"), icon="export")
        self.canvas_new = Button(look, say("gradebook.canvas_new"), kind="link",
                                 height="control_compact")  # fmt: skip
        self.approved = CheckBox(look, say("gradebook.approved_only"))
        self.papers = CheckBox(look, say("gradebook.papers"))
        self.files = CheckBox(look, say("gradebook.files"))
        self.papers.setChecked(True)
        self.files.setChecked(True)
        self.give = Button(look, say("gradebook.give"), kind="main", icon="hand_in")
        self.progress = ProgressRow(look, language)
        self.progress.hide()
        self.strip = Strip(look, say("ui.close"))
        self.folder = Button(look, say("worksheet_page.open_folder"), kind="link", icon="folder",
                             height="control_compact")  # fmt: skip
        self.folder.hide()
        self.folder.clicked.connect(self.folder_wanted)
        self.more = Words(look, "", "interface.caption", "text.secondary", wrap="wrap")
        self._lay_out()
        self.grade.clicked.connect(self.grading_wanted)
        self.table.clicked.connect(self.table_wanted)
        self.moodle.clicked.connect(self.moodle_wanted)
        self.canvas.clicked.connect(lambda: self.canvas_wanted.emit(True))
        self.canvas_new.clicked.connect(lambda: self.canvas_wanted.emit(False))
        self.give.clicked.connect(self.give_wanted)
        look.theme_changed.connect(self.update)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "none")
        inside.setAccessibleName(self._language.say("gradebook.side"))
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        column.addWidget(self.grade, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(8)
        self._add_head(column, "gradebook.head.files")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.table)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.separator, 0, Qt.AlignmentFlag.AlignLeading)
        hint = self._language.say("gradebook.separator_hint")
        column.addWidget(
            Words(self._look, hint, "interface.caption", "text.secondary", wrap="wrap")
        )
        for one in (self.moodle, self.canvas):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.canvas_new, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(8)
        self._add_head(column, "gradebook.head.give")
        for one in (self.papers, self.files, self.approved):
            column.addWidget(one)
        column.addWidget(self.give, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.progress)
        column.addWidget(self.strip)
        column.addWidget(self.folder, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.more)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        set_margins(whole, 1, 0, 0, 0)  # one pixel for the edge
        whole.addWidget(_Area(inside))

    def _add_head(self, column: QVBoxLayout, key: str) -> None:
        words = self._language.say(key)
        column.addWidget(Words(self._look, words, "interface.label", "text.secondary"))

    def show_assignment(self, name: str, facts: str, *, usable: bool) -> None:
        """What is chosen; not ``usable``: there are no marks of it."""
        self.name.say(name)
        self.facts.say(facts)
        self.grade.setVisible(bool(name))
        for part in (self.table, self.separator, self.moodle, self.canvas, self.canvas_new,
                     self.approved, self.papers, self.files):  # fmt: skip
            part.setEnabled(usable)
        self.give.setEnabled(usable and self.progress.isHidden())

    def tell(self, words: str, more: list[str], *, warning: bool = False) -> None:
        """What has become of it, the way to its folder, and what a teacher should know of it."""
        self.strip.say("warning" if warning else "info", words)
        self.folder.show()
        shown = more[:_MOST_LINES]
        if len(more) > len(shown):
            shown.append(self._language.count("gradebook.and_more", len(more) - len(shown)))
        self.more.say("\n".join(shown))

    def complain(self, words: str) -> None:
        self.strip.say("danger", words)
        self.folder.hide()
        self.more.say("")

    def hush(self) -> None:
        """Nothing to tell any more."""
        self.strip.hide()
        self.folder.hide()
        self.more.say("")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = self.width() - 1 if rtl else 0
        painter.fillRect(edge, 0, 1, self.height(), self._look.color("border.subtle"))
        painter.end()


class _Area(QScrollArea):
    """Scrolls up and down only; where the words tell of something new, they come into sight."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
