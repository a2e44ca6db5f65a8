"""What an assignment asks: one form, kept as it is filled in."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.article import ArticleCard
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.classroom import Classroom
from app.domain.language import Language, isolate
from app.services.assigning import GREATEST_SCALE, LEAST_SCALE, MOST_ASKED
from app.ui.assignments.form_parts import Lines, heading, hint, settle, sheet, side_by_side
from app.ui.assignments.number_field import NumberField
from app.ui.controls.button import Button
from app.ui.controls.choices import CheckBox
from app.ui.controls.field import Chooser
from app.ui.controls.file_choice import choose_file
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.fields import NameField, NoteField

_SCALES = (10, 20, 100)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(.*)")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_PARTS = ("claims", "relations", "notes")


class Setup(QWidget):
    """``edited`` carries the fields of an assignment that a person changed, by name; a codebook or
    a rubric that was chosen comes as ``file_given`` (which, path; None: the one that ships)."""

    edited = Signal(dict)
    file_given = Signal(str, object)
    removed = Signal()

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._assignment: Assignment | None = None
        say = language.say
        self.name = NameField(look, say("assignments.name"))
        self.classroom = Chooser(look, (), say("assignments.class"))
        self.due = NameField(look, say("assignments.due"))
        self.due.setPlaceholderText(say("assignments.no_due"))
        self.due.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.due.setFixedWidth(280)
        modes = [Choice(mode, say(f"mode.{mode}")) for mode in Mode]
        self.mode = Segments(look, modes, say("assignments.mode"))
        self._mode_hint = hint(look)
        self.articles: dict[str, CheckBox] = {}
        self._article_box = QVBoxLayout()
        self._article_box.setSpacing(0)
        self.asked = {field: CheckBox(look, say(f"asked.{field}")) for field in Asked}
        free = say("assignments.free")
        self.goals = {
            part: NumberField(
                look, language, say(f"assignments.goal.{part}"), 0, MOST_ASKED, nothing=free
            )
            for part in _PARTS
        }
        self.weights = {
            part: NumberField(look, language, say(f"assignments.weight.{part}"), 0, 100)
            for part in _PARTS
        }
        self._sum = Words(look, "", "interface.label", "text.secondary")
        scales = [Choice(str(scale), language.number(scale)) for scale in _SCALES]
        self.scale = Segments(look, scales, say("assignments.scale"))
        self.other_scale = NumberField(
            look, language, say("assignments.other_scale"), LEAST_SCALE, GREATEST_SCALE
        )
        self.instructions = NoteField(look, say("assignments.instructions"))
        self.instructions.setFixedHeight(96)
        self.files: dict[str, tuple[Words, Button, Button]] = {
            which: (
                Words(look, "", "interface.body"),
                Button(look, say("assignments.from_file"), icon="folder", height="control_compact",
                       name=say(f"assignments.{which}_from_file")),
                Button(look, say("assignments.built_in"), kind="link", height="control_compact",
                       name=say(f"assignments.{which}_built_in")),
            )
            for which in ("codebook", "rubric")
        }  # fmt: skip
        self.remove = Button(
            look, say("assignments.remove"), kind="flat", icon="remove", height="control_compact"
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look, say = self._look, self._language.say
        area, column = sheet(say("assignments.setup"))
        lines = Lines(look)
        lines.add(say("assignments.name"), self.name, stretch=True)
        lines.add(say("assignments.class"), self.classroom)
        self.classroom.setMinimumWidth(280)
        lines.add(say("assignments.due"), self.due)
        lines.add(say("assignments.mode"), self.mode)
        self._mode_hint.setContentsMargins(4, 0, 4, 0)
        lines.addWidget(self._mode_hint, lines.rowCount(), 1)
        column.addLayout(lines)
        column.addSpacing(8)
        column.addWidget(heading(look, say("assignments.articles")))
        self._no_articles = hint(look, say("assignments.no_articles"))
        column.addWidget(self._no_articles)
        column.addLayout(self._article_box)
        column.addSpacing(8)
        column.addWidget(heading(look, say("assignments.asked")))
        column.addWidget(hint(look, say("assignments.asked_hint")))
        column.addLayout(side_by_side(*self.asked.values(), gap=24))
        goals = Lines(look)
        for part, field in self.goals.items():
            goals.add(say(f"assignments.goal.{part}"), field)
        column.addLayout(goals)
        column.addSpacing(8)
        column.addWidget(heading(look, say("assignments.marking")))
        weights = Lines(look)
        for part, field in self.weights.items():
            weights.add(say(f"assignments.weight.{part}"), field)
        weights.add("", self._sum)
        weights.add(say("assignments.scale"), self.scale, self.other_scale)
        column.addLayout(weights)
        column.addSpacing(8)
        column.addWidget(heading(look, say("assignments.instructions")))
        column.addWidget(self.instructions)
        column.addSpacing(8)
        column.addWidget(heading(look, say("assignments.books")))
        books = Lines(look)
        for which, parts in self.files.items():
            books.add(say(f"assignments.{which}"), *parts)
        column.addLayout(books)
        column.addSpacing(16)
        column.addLayout(side_by_side(self.remove))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _connect(self) -> None:
        self.name.written.connect(self._teller("name"))
        self.due.written.connect(self._teller("due", iso))
        self.classroom.activated.connect(
            self._teller("classroom_id", lambda _: self.classroom.value() or None)
        )
        self.mode.chosen.connect(self._teller("mode", Mode))
        for box in self.asked.values():
            box.clicked.connect(self._teller("asked", lambda _: self._asked()))
        for part, field in self.goals.items():
            field.given.connect(self._teller(f"{part}_asked"))
        for field in self.weights.values():
            field.given.connect(self._teller("weights", lambda _: self._weights()))
            field.textChanged.connect(self._show_sum)
        self.scale.chosen.connect(self._teller("scale", int))
        self.other_scale.given.connect(self._teller("scale"))
        self.instructions.written.connect(self._teller("instructions"))
        for which, (_, choose, back) in self.files.items():
            choose.clicked.connect(partial(self._choose_file, which))
            back.clicked.connect(partial(self._give_back, which))
        self.remove.clicked.connect(self.removed)

    def _teller(
        self, name: str, kept: Callable[[Any], object] | None = None
    ) -> Callable[..., None]:
        """What tells of a field that was given a value, as it is to be ``kept``."""

        def tell(value: Any = None, *_more: object) -> None:  # a click says nothing
            self.edited.emit({name: kept(value) if kept else value})

        return tell

    def show_assignment(
        self, assignment: Assignment, rooms: Sequence[Classroom], cards: Sequence[ArticleCard]
    ) -> None:
        """What is kept; what is being typed stays."""
        other = self._assignment is None or self._assignment.id != assignment.id
        self._assignment = assignment
        language, say = self._language, self._language.say
        self.name.show_kept(assignment.name, other=other)
        self.due.show_kept(_due_words(assignment), other=other)
        self.classroom.clear()
        self.classroom.addItem(say("assignments.no_class"), "")
        for room in rooms:
            self.classroom.addItem(room.name or say("assignments.unnamed_class"), room.id)
        self.classroom.choose(assignment.classroom_id or "")
        self.mode.choose(assignment.mode)
        self._mode_hint.say(say(f"assignments.mode.{assignment.mode}_hint"))
        self._show_articles(assignment, cards)
        for field, box in self.asked.items():
            box.setChecked(field in assignment.asked)
        for field, number in self._numbers(assignment):
            field.show_kept(number, other=other)
        for part, field in (("relations", Asked.LINKS), ("notes", Asked.NOTES)):
            for number in (self.goals[part], self.weights[part]):
                number.setEnabled(field in assignment.asked)
        known = assignment.scale in _SCALES
        self.scale.choose(str(assignment.scale) if known else "")
        self.instructions.show_kept(assignment.instructions, other=other)
        for which, (state, _, back) in self.files.items():
            own = bool(getattr(assignment, which))
            state.say(say("assignments.own_file" if own else "assignments.ships"))
            back.setVisible(own)
        self._show_sum()
        self.setAccessibleName(language.say("assignments.setup"))

    def settle(self, assignment: Assignment, names: Collection[str]) -> None:
        """These fields were just kept, perhaps tidied."""
        if "name" in names:
            settle(self.name, assignment.name)
        if "due" in names:
            settle(self.due, _due_words(assignment))

    def forget(self) -> None:
        """What was typed could not be kept: the next ``show_assignment`` shows what is."""
        self._assignment = None

    def hold(self) -> None:
        """What was typed could not be written: it stays, to be told of again."""
        if self._assignment is not None:
            for field, number in self._numbers(self._assignment):
                field.unkeep(number)

    def _numbers(self, assignment: Assignment) -> list[tuple[NumberField, int]]:
        """The fields of numbers, each with what is kept."""
        counts = (assignment.claims_asked, assignment.relations_asked, assignment.notes_asked)
        weights = assignment.weights
        shares = (weights.claims, weights.relations, weights.notes)
        numbers = [*counts, *map(round, shares), assignment.scale]
        fields = [*self.goals.values(), *self.weights.values(), self.other_scale]
        return list(zip(fields, numbers, strict=True))

    def flush(self) -> None:
        for field in (self.name, self.due, self.instructions):
            field.flush()
        for number in (*self.goals.values(), *self.weights.values(), self.other_scale):
            number.flush()

    def _show_articles(self, assignment: Assignment, cards: Sequence[ArticleCard]) -> None:
        if list(self.articles) != [card.id for card in cards]:
            for box in self.articles.values():
                self._article_box.removeWidget(box)
                box.hide()
                box.deleteLater()
            self.articles = {}
            for card in cards:
                box = CheckBox(self._look, "")
                box.setMinimumWidth(1)  # a long title gives way to the edge of the form
                box.clicked.connect(self._choose_articles)
                self.articles[card.id] = box
                self._article_box.addWidget(box)
        for card in cards:
            words = isolate(card.title or card.opening)
            if card.publisher:
                words = f"{words} · {isolate(card.publisher)}"
            box = self.articles[card.id]
            box.setText(words)
            box.setAccessibleName(words)
            box.setToolTip(words)
            box.setChecked(card.id in assignment.article_ids)
        self._no_articles.setVisible(not cards)

    def _choose_articles(self) -> None:
        chosen = [id for id, box in self.articles.items() if box.isChecked()]
        kept = self._assignment.article_ids if self._assignment else ()
        ordered = [id for id in kept if id in chosen]
        self.edited.emit({"article_ids": [*ordered, *(id for id in chosen if id not in kept)]})

    def _asked(self) -> list[Asked]:
        return [field for field, box in self.asked.items() if box.isChecked()]

    def _weights(self) -> Weights:
        claims, relations, notes = (float(self.weights[part].value() or 0) for part in _PARTS)
        return Weights(claims, relations, notes)

    def _show_sum(self, _text: str = "") -> None:
        """The live sum of what counts; another than 100 is fine, and what it then means is said."""
        counted = [field.value() or 0 for field in self.weights.values() if field.isEnabled()]
        total = sum(counted)
        key = "assignments.sum" if total == 100 else "assignments.sum_other"
        self._sum.say(self._language.say(key, total=total))
        self._sum.dye("text.secondary" if total else "state.warning")

    def _give_back(self, which: str, _pressed: bool = False) -> None:
        self.file_given.emit(which, None)

    def _choose_file(self, which: str, _pressed: bool = False) -> None:
        say = self._language.say
        title = say(f"assignments.{which}_from_file")
        file = choose_file(self, self._language, title, Path.home(), say("assignments.toml"))
        if file is not None:
            self.file_given.emit(which, file)


def _due_words(assignment: Assignment) -> str:
    return (assignment.due or "").replace("T", " ")


def iso(typed: str) -> str:
    """A date as it is kept, from ``2026-11-30`` or ``30/11/2026`` in any digits."""
    text = typed.strip().translate(_DIGITS)
    found = _DAY_FIRST.fullmatch(text)
    if found:
        day, month, year, rest = found.groups()
        text = f"{year}-{int(month):02}-{int(day):02}{rest}"
    return " ".join(text.split())
