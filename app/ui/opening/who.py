"""Who works on it: an id that is typed, or one that was used here before; two for a pair."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.domain.language import Language, isolate
from app.domain.submission import student_ids_of
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox
from app.ui.controls.field import lead
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.telling import told

_OFFERED = 6  # ids of before
_FIELD = 200
_LONGEST = 100  # characters that a field takes
_JOINT = "+"  # of a pair


class Who(QWidget):
    """``agreed`` when Return is pressed in a field."""

    agreed = Signal()
    changed = Signal()

    def __init__(self, look: Look, language: Language, earlier: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._known: tuple[str, ...] = ()
        self._warned: tuple[str, ...] = ()
        say = language.say
        self.first = self._field(say("opening.id"))
        self.second = self._field(say("opening.second_id"))
        self.pair = CheckBox(look, say("opening.pair"))
        self.pair.toggled.connect(self._show_pair)
        self._and = Words(look, say("opening.and"), "interface.label", "text.secondary")
        self._problem = Words(look, "", "interface.caption", "state.danger", wrap="wrap")
        self._problem_icon = IconMark(look, "error", "state.danger", 14)
        self.offers: list[Button] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        label = Words(look, say("opening.id"), "interface.strong")
        label.setBuddy(self.first)
        column.addWidget(label)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.first)
        row.addWidget(self._and)
        row.addWidget(self.second)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(4)
        column.addLayout(self._problem_row())
        column.addWidget(
            Words(look, say("opening.id_hint"), "interface.caption", "text.tertiary", wrap="wrap")
        )
        if earlier:
            column.addSpacing(8)
            column.addLayout(self._earlier_row(earlier[:_OFFERED]))
        column.addSpacing(10)
        column.addWidget(self.pair, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_pair(False)
        self.complain(None)

    def ids(self) -> tuple[str, ...]:
        """What is typed, as the class writes it.

        KnownError where that is nobody; and once for an id that is not on the class's list: who
        agrees again goes on with it.
        """
        typed = [self.first.text()]
        if self.pair.isChecked():
            typed.append(self.second.text())
        if not all(one.strip() for one in typed):
            raise KnownError("opening.no_id")
        ids = student_ids_of(typed, self._known)
        if len(ids) < len(typed):
            raise KnownError("opening.same_id", id=ids[0])
        strange = [one for one in ids if self._known and one not in self._known]
        if strange and self._warned != ids:
            self._warned = ids
            raise KnownError("opening.strange_id", id=strange[0])
        return ids

    def expect(self, known: Sequence[str]) -> None:
        """The ids of the class; none: whoever comes."""
        self._known = tuple(known)

    def typed(self) -> tuple[str, str | None]:
        """As it stands in the fields; the second None where nobody works as a pair."""
        return self.first.text(), self.second.text() if self.pair.isChecked() else None

    def fill(self, first: str, second: str | None = None) -> None:
        self.first.setText(first)
        self.pair.setChecked(second is not None)
        self.second.setText(second or "")

    def complain(self, error: KnownError | None) -> None:
        """Say under the field what is wrong with it, until something else is typed."""
        words = told(self._language, error) if error else ""
        self._problem.say(words)
        for part in (self._problem, self._problem_icon):
            part.setVisible(bool(words))
        if error is None:
            for field in (self.first, self.second):
                self._mark(field, wrong=False)
            return
        wrong = self.second if self.first.text().strip() and self.pair.isChecked() else self.first
        self._mark(wrong, wrong=True)
        wrong.setAccessibleDescription(words)
        wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        wrong.selectAll()

    def problem(self) -> str:
        return self._problem.words()

    def _mark(self, field: QLineEdit, *, wrong: bool) -> None:
        if bool(field.property("wrong")) != wrong:
            field.setProperty("wrong", wrong)
            field.style().unpolish(field)
            field.style().polish(field)
        if not wrong:
            field.setAccessibleDescription(self._language.say("opening.id_hint"))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(self._language.say("opening.id_example", id=isolate("s01")))
        field.setFont(self._look.font("interface.body"))
        field.setFixedWidth(_FIELD)
        field.setMaxLength(_LONGEST)
        field.setInputMethodHints(
            Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        lead(field)
        field.textEdited.connect(self._typed_on)
        return field

    def _typed_on(self) -> None:
        self.complain(None)
        self.changed.emit()

    def _problem_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(7)
        row.addWidget(self._problem_icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._problem, 1)
        return row

    def _earlier_row(self, earlier: Sequence[str]) -> QHBoxLayout:
        say = self._language.say
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(
            Words(self._look, say("opening.earlier"), "interface.caption", "text.secondary")
        )
        for owner in earlier:
            shown = isolate(owner.replace(_JOINT, " + "))
            name = say("opening.use_id", id=shown)
            button = Button(self._look, shown, height="control_compact", name=name)
            button.clicked.connect(lambda _=False, owner=owner: self._take(owner))
            self.offers.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _take(self, owner: str) -> None:
        first, _, second = owner.partition(_JOINT)
        self.fill(first, second or None)
        self._typed_on()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pair(self, pair: bool) -> None:
        for part in (self._and, self.second):
            part.setVisible(pair)
        if pair:
            empty = self.first if not self.first.text().strip() else self.second
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
        self._typed_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if keys.chord(event) == "Return":
            self.agreed.emit()
        else:
            super().keyPressEvent(event)
