"""A list of students before it is taken: what each column holds, and what would happen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.services import enrolling
from app.services.enrolling import Field, Preview, Table
from app.ui.assignments.form_parts import heading, hint, sheet, side_by_side
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.field import Chooser
from app.ui.controls.segments import Choice
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.telling import told

_SHOWN = 6  # lines of the list
_OFFERED = (Field.ID, Field.NAME, Field.GIVEN, Field.FAMILY, Field.OTHER)


class ImportPane(QWidget):
    """``done`` when the list was taken or left."""

    done = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._table: Table | None = None
        self._classroom_id = ""
        self._cure = ""  # the prefix that the strip's button puts in
        look, say = context.look, context.language.say
        self.title = heading(look, say("assignments.import_title"))
        self.columns: list[Chooser] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self.problem = Strip(look, say("ui.close"))
        self.summary = Words(look, "", "interface.body", wrap="wrap")
        self.prefix = QLineEdit()
        self.prefix.setAccessibleName(say("assignments.prefix"))
        self.prefix.setMaxLength(12)
        self.prefix.setFixedWidth(110)
        self._prefix_label = Words(look, say("assignments.prefix"), "interface.label",
                                   "text.secondary")  # fmt: skip
        self._prefix_hint = hint(look, say("assignments.prefix_hint"))
        self.take = Button(look, "", icon="accept")
        self.leave = Button(look, say("ui.cancel"), kind="flat")
        area, column = sheet(say("assignments.import_title"))
        column.addWidget(self.title)
        column.addWidget(hint(look, say("assignments.import_hint")))
        column.addLayout(self._grid)
        column.addWidget(self.problem)
        column.addWidget(self.summary)
        column.addLayout(side_by_side(self._prefix_label, self.prefix))
        column.addWidget(self._prefix_hint)
        column.addLayout(side_by_side(self.take, self.leave))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.prefix.textEdited.connect(self._look)
        self.problem.acted.connect(self._use_prefix)
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.done)

    def show_table(self, classroom_id: str, table: Table) -> None:
        """A list that was read, for a class."""
        self._classroom_id, self._table = classroom_id, table
        self.prefix.clear()
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        look, say = self._context.look, self._context.language.say
        offered = [Choice(field, say(f"assignments.field.{field}")) for field in _OFFERED]
        self.columns = []
        for column, field in enumerate(table.fields):
            name = say("assignments.column_number", number=column + 1)
            chooser = Chooser(look, offered, name)
            chooser.choose(field if field in _OFFERED else Field.OTHER)
            chooser.setMinimumWidth(120)
            chooser.activated.connect(self._look)
            self._grid.addWidget(chooser, 0, column)
            if table.headings and column < len(table.headings):
                head = isolate(table.headings[column])
                self._grid.addWidget(
                    Words(look, head, "interface.caption", "text.tertiary", wrap="elide"), 1, column
                )
            self.columns.append(chooser)
        for line, (_, cells) in enumerate(table.rows[:_SHOWN], 2):
            for column, cell in enumerate(cells[: len(self.columns)]):
                words = Words(look, isolate(cell), "interface.body", wrap="elide")
                self._grid.addWidget(words, line, column)
        more = len(table.rows) - _SHOWN
        if more > 0:
            words = self._context.language.count("assignments.more_lines", more)
            self._grid.addWidget(
                Words(look, words, "interface.caption", "text.tertiary"), _SHOWN + 2, 0, 1, -1
            )
        self._look()
        (self.columns[0] if self.columns else self.leave).setFocus()

    def fields(self) -> list[Field]:
        """What each column is said to hold. What a school's system marks stays as it was read."""
        table = self._table
        assert table is not None
        return [
            guessed if guessed not in _OFFERED and chooser.value() == Field.OTHER
            else Field(chooser.value())
            for chooser, guessed in zip(self.columns, table.fields, strict=True)
        ]  # fmt: skip

    def _look(self, _given: object = None) -> None:
        """What taking it as it is read now would do."""
        if self._table is None:
            return
        language = self._context.language
        try:
            entries = enrolling.entries_of(self._table, self.fields())
            seen = self._context.workspace.read(
                enrolling.look, self._classroom_id, entries, self.prefix.text().strip()
            )
        except KnownError as error:
            self._refuse(told(language, error))
            self._show_prefix(shown=bool(self.prefix.text()))
            return
        if seen.clashes and not self.prefix.text():
            self.prefix.setPlaceholderText(seen.prefix)
        self._show_prefix(shown=bool(seen.clashes) or bool(self.prefix.text()))
        if seen.clashes:
            first = seen.clashes[0]
            self._refuse(
                told(
                    language,
                    KnownError(
                        "roster.other_class", id=first.entry.id,
                        classroom=first.classroom.name, prefix=seen.prefix,
                    ),
                ),
                cure=language.say("assignments.use_prefix", prefix=isolate(seen.prefix)),
                prefix=seen.prefix,
            )  # fmt: skip
            return
        self.problem.hide()
        self.summary.say(self._told(seen))
        count = len(seen.new) + len(seen.renamed)
        self.take.set_words(language.count("assignments.take", len(seen.new)))
        if not seen.new:
            self.take.set_words(language.say("assignments.take_names"))
        self.take.setEnabled(count > 0)

    def _told(self, seen: Preview) -> str:
        language = self._context.language
        parts = [language.count("assignments.will_add", len(seen.new))] if seen.new else []
        if seen.already:
            parts.append(language.count("assignments.already", len(seen.already)))
        for old, new in seen.renamed[:3]:
            parts.append(
                language.say(
                    "assignments.will_rename", before=isolate(old.name), after=isolate(new.name)
                )
            )
        if len(seen.renamed) > 3:
            parts.append(language.count("assignments.more_renamed", len(seen.renamed) - 3))
        return "\n".join(parts)

    def _refuse(self, words: str, cure: str = "", prefix: str = "") -> None:
        self.problem.say("danger", words, cure, closable=False)
        self._cure = prefix
        self.summary.say("")
        self.take.set_words(self._context.language.count("assignments.take", 0))
        self.take.setEnabled(False)

    def _use_prefix(self) -> None:
        self.prefix.setText(self._cure)
        self._look()

    def _show_prefix(self, *, shown: bool) -> None:
        for part in (self.prefix, self._prefix_label, self._prefix_hint):
            part.setVisible(shown)

    def _take(self) -> None:
        if self._table is None:
            return
        entries = enrolling.entries_of(self._table, self.fields())
        prefix = self.prefix.text().strip()
        taken = self._context.do(
            Gesture.ENROL, enrolling.enrol, self._classroom_id, entries, prefix
        )
        if taken is not None:
            self._context.offer_undo(
                self._context.language.count("assignments.enrolled", taken.added)
            )
            self.done.emit()
