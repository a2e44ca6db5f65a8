"""Over the preview: whose sheet, which page, how large."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.domain.classroom import Student
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.field import Chooser
from app.ui.controls.words import Words
from app.ui.look import Look

_NARROW = 480
_NAME = 200


class PreviewBar(QWidget):
    """44 high. ``student_chosen`` carries an id; ``zoomed`` «in», «out», «fit» or «whole»."""

    student_chosen = Signal(str)
    zoomed = Signal(str)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self.previous = self._button("back", say("grading_page.previous"))
        self.next = self._button("forward", say("grading_page.next"))
        self.students = Chooser(look, (), say("grading_page.choose_student"))
        self.students.setMaximumWidth(_NAME)
        self.students.setMinimumWidth(96)
        self.students.activated.connect(self._choose)
        self.previous.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.place = Words(look, "", "interface.label", "text.secondary")
        self.zoom_out = self._button("zoom_out", say("worksheet_page.zoom_out"), "Ctrl −")
        self.zoom_in = self._button("zoom_in", say("worksheet_page.zoom_in"), "Ctrl +")
        self.fit = self._button("fit_width", say("worksheet_page.zoom_fit"), "Ctrl 0")
        self.fit.setCheckable(True)
        self.percent = Button(
            look, "", kind="flat", height="control_compact", name=say("worksheet_page.zoom_whole")
        )
        self.percent.setMinimumWidth(64)
        for button, what in (
            (self.zoom_out, "out"), (self.percent, "whole"), (self.zoom_in, "in"), (self.fit, "fit")
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, what=what: self.zoomed.emit(what))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(4)
        for part in (self.previous, self.students, self.next):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.place)
        row.addStretch(1)
        for part in (self.zoom_out, self.percent, self.zoom_in, self.fit):
            row.addWidget(part)
        self.setFixedHeight(46)
        look.theme_changed.connect(self.update)

    def _button(self, icon: str, name: str, key: str = "") -> Button:
        button = Button(self._look, kind="flat", icon=icon, name=name, height="control_compact")
        if key:
            button.setToolTip(f"{name}  ({isolate(key)})")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def show_students(self, students: Sequence[Student], shown: str) -> None:
        """Whose sheets can be looked at; none where a sheet is nobody's."""
        self.students.clear()
        for student in students:
            self.students.addItem(student.name, student.id)
        self.students.choose(shown)
        for part in (self.previous, self.students, self.next):
            part.setVisible(len(students) > 1)
        self._show_ends()

    def show_page(self, page: int, count: int) -> None:
        """The page that is looked at, from 0."""
        say = self._language.say
        self.place.say(say("worksheet.page", n=page + 1, count=count) if count else "")

    def show_zoom(self, zoom: float, *, fits: bool) -> None:
        words = self._language.say("worksheet.percent", n=round(zoom * 100))
        self.percent.set_words(words, f"{self._language.say('worksheet_page.zoom_whole')}")
        self.percent.setAccessibleDescription(words)
        self.fit.setChecked(fits)

    def step(self, by: int) -> None:
        """The previous (-1) or the next (1) student."""
        place = self.students.currentIndex() + by
        if self.students.count() > 1 and 0 <= place < self.students.count():
            self.students.setCurrentIndex(place)
            self._choose(place)

    def _choose(self, _place: int) -> None:
        self._show_ends()
        self.student_chosen.emit(self.students.value())

    def _show_ends(self) -> None:
        place = self.students.currentIndex()
        self.previous.setEnabled(place > 0)
        self.next.setEnabled(place + 1 < self.students.count())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place.setVisible(self.width() >= _NARROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 46)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        foot = self._look.color("border.subtle")
        painter.fillRect(0, self.height() - 1, self.width(), 1, foot)
        painter.end()
