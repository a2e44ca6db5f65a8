"""What the teacher decides on a row: points, a verdict on what is beyond the key, a comment."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.grade import ExtraRow, NoteRow, Row
from app.domain.grading import BONUS
from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.grading.choice_button import ChoiceButton
from app.ui.grading.comment_field import CommentField
from app.ui.grading.points_field import PointsField
from app.ui.look import Look

_LEAST = 68
_LABELS = ("your_points", "your_comment", "line.found", "line.tagged", "line.source")


def label_width(look: Look, language: Language) -> int:
    """Width of the labels, which the reasons above share, in pixels."""
    metrics = QFontMetrics(look.font("interface.label"))
    words = (language.say(f"grading_page.{name}") for name in _LABELS)
    return max(_LEAST, *(metrics.horizontalAdvance(one) + 4 for one in words))


class Decision(QWidget):
    """Tells what somebody decided on the row that is shown; changes nothing itself."""

    points_decided = Signal(object)  # points, or None for the computed ones
    extra_judged = Signal(object)  # True, False, or None to leave it waiting
    comment_written = Signal(str)
    left = Signal()  # the keyboard goes back to the table

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._row: Row | None = None
        say = language.say
        self.points = PointsField(look, language)
        self.reset = Button(look, kind="link", height="control_compact")
        self.keep = Button(look, height="control_compact")
        bonus = "+" + language.number(BONUS)
        self.accept = ChoiceButton(look, say("grading_page.accept_extra"), bonus)
        self.turn_down = ChoiceButton(look, say("grading_page.keep_extra"), language.number(0))
        for button, cap in ((self.accept, "A"), (self.turn_down, "K")):
            button.setToolTip(f"{button.text()}  ({cap})")
        self.comment = CommentField(look, language)
        self._error_mark = IconMark(look, "error", "state.danger", 16)
        self._error = Words(look, "", "interface.caption", "state.danger")
        self._review = Words(look, say("grading_page.key_changed"), "interface.label",
                             "state.warning", wrap="wrap")  # fmt: skip
        self._points_label = self._label("grading_page.your_points")
        self._lay_out()
        self.points.decided.connect(self.points_decided)
        self.points.refused.connect(self._say_range)
        self.points.mended.connect(self._hide_error)
        self.points.left.connect(self.left)
        self.reset.clicked.connect(lambda: self.points_decided.emit(None))
        self.keep.clicked.connect(self._keep)
        self.accept.clicked.connect(lambda: self._judge(True))
        self.turn_down.clicked.connect(lambda: self._judge(False))
        self.comment.written.connect(self.comment_written)

    def _lay_out(self) -> None:
        points = QHBoxLayout()
        points.setSpacing(12)
        for widget in (self.points, self.reset):
            points.addWidget(widget)
        points.addStretch(1)
        verdict = QHBoxLayout()
        verdict.setSpacing(8)
        for widget in (self.accept, self.turn_down):
            verdict.addWidget(widget)
        verdict.addStretch(1)
        error = QHBoxLayout()
        error.setSpacing(6)
        error.addWidget(self._error_mark)
        error.addWidget(self._error, 1)
        review = QHBoxLayout()
        review.setSpacing(8)
        review.addWidget(self._review, 1)
        review.addWidget(self.keep)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, label_width(self._look, self._language))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addLayout(review, 0, 0, 1, 2)
        grid.addWidget(self._points_label, 1, 0)
        grid.addLayout(points, 1, 1)
        grid.addLayout(error, 2, 1)
        grid.addLayout(verdict, 3, 0, 1, 2)
        label = QVBoxLayout()
        label.addSpacing(8)
        label.addWidget(self._label("grading_page.your_comment"))
        label.addStretch(1)
        grid.addLayout(label, 4, 0, top)
        grid.addWidget(self.comment, 4, 1)
        self._hide_error()

    def show_row(self, row: Row | None, comment: str, bank: Sequence[str], *, other: bool) -> None:
        """What is decided on ``row`` now; None: only a comment is asked for."""
        self._row = row
        number, say = self._language.number, self._language.say
        extra = isinstance(row, ExtraRow)
        has_points = row is not None and not extra
        for widget in (self._points_label, self.points):
            widget.setVisible(has_points)
        manual = row is not None and has_points and row.manual is not None
        self.reset.setVisible(manual)
        self.keep.setVisible(row is not None and row.review)
        self._review.setVisible(row is not None and row.review)
        for button in (self.accept, self.turn_down):
            button.setVisible(extra)
        if row is not None and has_points:
            pending = isinstance(row, NoteRow) and row.pending
            points = None if pending else row.effective
            self.points.show_points(points, row.possible, other=other)
            waiting = isinstance(row, NoteRow) and row.level is None
            reset = "grading_page.back_to_rubric" if waiting else "grading_page.back_to_computed"
            self.reset.set_words(say(reset, points=number(row.auto)))
            self.keep.set_words(say("grading_page.keep_points", points=number(row.effective)))
        if isinstance(row, ExtraRow):
            self._show_verdict(row.accepted)
        self.comment.show_comment(comment, bank, other=other)

    def flush(self) -> bool:
        """Have what is being typed decided now. False: it cannot be."""
        typed = self.points.isHidden() or self.points.settled() or self.points.flush()
        return self.comment.flush() and typed

    def _show_verdict(self, accepted: bool | None) -> None:
        self.accept.setChecked(accepted is True)
        self.turn_down.setChecked(accepted is False)

    def _judge(self, accepted: bool) -> None:
        row = self._row
        same = isinstance(row, ExtraRow) and row.accepted is accepted
        self.extra_judged.emit(None if same else accepted)

    def _keep(self) -> None:
        if self._row is not None:
            self.points_decided.emit(self._row.effective)

    def _say_range(self) -> None:
        possible = self._row.possible if self._row else 0
        self._error.say(self._language.say("grading.points_range", least=0, possible=possible))
        self._error.setVisible(True)
        self._error_mark.setVisible(True)

    def _hide_error(self) -> None:
        self._error.setVisible(False)
        self._error_mark.setVisible(False)

    def _label(self, key: str) -> Words:
        return Words(self._look, self._language.say(key), "interface.label", "text.secondary")
