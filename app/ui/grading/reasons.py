"""One sentence for each score of a row, with its points."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.grade import ClaimRow, ExtraRow, NoteRow, Reason, RelationRow, Row
from app.domain.language import Language
from app.ui.controls.words import Words
from app.ui.grading.decision import label_width
from app.ui.grading.row_painter import figure_font
from app.ui.grading.sentence import Sentence
from app.ui.look import Look

_MOST = 3


class Line(NamedTuple):
    """A label («وُجد»), why, and the points that it earned; None where it earns none."""

    label: str
    reason: Reason
    points: float | None


class Reasons(QWidget):
    """Three lines at most."""

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, label_width(look, language))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, 34)
        top = Qt.AlignmentFlag.AlignTop
        self._lines: list[tuple[Words, Sentence, Words]] = []
        for place in range(_MOST):
            label = Words(look, "", "interface.label", "text.secondary")
            sentence = Sentence(look, language)
            points = Words(look, "", "interface.strong")
            points.setFont(figure_font(look, "interface.strong"))
            points.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, place, 0, top)
            grid.addWidget(sentence, place, 1)
            grid.addWidget(points, place, 2, top)
            self._lines.append((label, sentence, points))

    def show_lines(self, lines: Sequence[Line]) -> None:
        for place, (label, sentence, points) in enumerate(self._lines):
            shown = place < len(lines)
            for part in (label, sentence, points):
                part.setVisible(shown)
            if shown:
                line = lines[place]
                label.say(self._language.say(f"grading_page.line.{line.label}"))
                sentence.explain(line.reason)
                earned = "" if line.points is None else self._language.number(line.points)
                points.say(earned)

    def words(self) -> list[str]:
        """The sentences that are shown."""
        return [sentence.words() for _, sentence, _ in self._lines if not sentence.isHidden()]


def lines_of(row: Row) -> list[Line]:
    """What is said of a row's score."""
    if isinstance(row, ClaimRow) and row.match is not None:
        points = (row.found, row.tagged, row.source)
        return [
            Line(label, reason, earned)
            for label, reason, earned in zip(
                ("found", "tagged", "source"), row.reasons, points, strict=False
            )
        ]
    label = "found"
    earned: float | None = row.auto
    if isinstance(row, RelationRow):
        label = "relation"
    elif isinstance(row, NoteRow):
        label = "level"
        earned = None if row.level is None else row.auto
    elif isinstance(row, ExtraRow):
        label = "extra"
        earned = None if row.accepted is None else row.auto
    return [Line(label, reason, earned) for reason in row.reasons]
