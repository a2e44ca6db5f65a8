"""What the forms of this screen are built of: a heading, a labelled line, a row of things."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.fields import NameField

LABEL = 148  # width of the labels, in pixels
WIDEST = 760


def heading(look: Look, text: str) -> Words:
    return Words(look, text, "interface.heading")


def hint(look: Look, text: str = "") -> Words:
    return Words(look, text, "interface.caption", "text.tertiary", wrap="wrap")


class Lines(QGridLayout):
    """Labels in one column, what they name in the other."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setHorizontalSpacing(12)
        self.setVerticalSpacing(10)
        self.setColumnMinimumWidth(0, LABEL)
        self.setColumnStretch(1, 1)

    def add(self, label: str, *widgets: QWidget, stretch: bool = False) -> Words:
        """A line; ``stretch``: the one widget takes what room there is. The label."""
        row = self.rowCount()
        words = Words(self._look, label, "interface.label", "text.secondary")
        self.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        words.setMinimumHeight(36)
        if len(widgets) == 1 and stretch:
            whole = QHBoxLayout()
            whole.setContentsMargins(4, 0, 4, 0)
            whole.addWidget(widgets[0])
            self.addLayout(whole, row, 1)
        else:
            self.addLayout(side_by_side(*widgets), row, 1)
        if widgets:
            words.setBuddy(widgets[0])
        return words


def settle(field: NameField, kept: str) -> None:
    """Show what was kept of what was typed, where that is not the same: a date in another form,
    needless spaces. Else the field would be taken to wait for ever."""
    field.show_kept(kept, other=False)
    if not field.settled():
        field.show_kept(kept, other=True)


def side_by_side(*widgets: QWidget, gap: int = 12) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(4, 0, 4, 0)
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addStretch(1)
    return row


def sheet(name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """A scrolling sheet with a column in it."""
    inside = QWidget()
    inside.setProperty("ground", "none")
    inside.setMaximumWidth(WIDEST)
    column = QVBoxLayout(inside)
    column.setContentsMargins(32, 16, 28, 24)
    column.setSpacing(10)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(inside)
    return area, column
