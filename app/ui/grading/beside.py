"""The other side of the detail: the words that a row is about, and the rubric of a note."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.explaining import improvements
from app.domain.grade import ClaimRow, ExtraRow, Grade, NoteRow, RelationRow, Row
from app.domain.language import Language
from app.domain.rubric import Rubric
from app.ui.controls.words import Words
from app.ui.grading.quoted import Between, Quoted, Saying
from app.ui.grading.rubric_bar import RubricBar
from app.ui.look import Look


class Beside(QWidget):
    """Two quotes at most, and between them a relation's type or a note's levels.

    ``level_chosen`` carries the annotation's id and the level, None to take it back; ``end_sought``
    which end of a relation is wanted in the text, 0 or 1.
    """

    level_chosen = Signal(str, object)
    end_sought = Signal(int)

    def __init__(
        self, look: Look, language: Language, rubric: Rubric, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._judged = ""
        self._row = ""
        self.first = Quoted(look, language, 4)
        self.between = Between(look)
        self.rubric = RubricBar(look, language, rubric)
        self.second = Quoted(look, language, 3)
        self.heading = Words(look, language.say("grading_page.next_time"), "interface.label")
        self.sentences = Words(look, "", "interface.label", "text.secondary", wrap="wrap")
        self.rubric.level_chosen.connect(self._pass_level)
        self.first.sought.connect(lambda: self.end_sought.emit(0))
        self.second.sought.connect(lambda: self.end_sought.emit(1))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        whole = (self.heading, self.sentences)
        for part in (self.first, self.between, self.rubric, self.second, *whole):
            column.addWidget(part)
        column.addStretch(1)

    def show_row(self, row: Row, grade: Grade, find: Callable[[str], Annotation | None]) -> None:
        say = self._language.say
        self._clear()
        if row.name != self._row:
            self._row = row.name
            self.first.turn.setChecked(False)
        if isinstance(row, ClaimRow):
            reason = Saying(say("grading_page.key_reason"), row.key.note, "key")
            keys = say("grading_page.rubric_keys_after", first=0, last=3)
            judged = self._show_note(row.match, grade, keys=keys, behind=reason)
            self.second.show_words(None if judged else reason)
        elif isinstance(row, NoteRow):
            keys = say("grading_page.rubric_keys", first=0, last=3)
            self._show_note(row.annotation, grade, keys=keys)
        elif isinstance(row, ExtraRow):
            self.first.show_words(Saying(say("grading_page.extra_quote"), row.annotation.quote))
            note = Saying(say("grading_page.note"), row.annotation.note, "note")
            self.second.show_words(note)
        elif isinstance(row, RelationRow):
            self._show_relation(row, find)

    def _pass_level(self, level: int | None) -> None:
        self.level_chosen.emit(self._judged, level)

    def show_whole(self, grade: Grade) -> None:
        """What the student is told to look at next time."""
        self._clear()
        sentences = improvements(grade, self._language)
        self.heading.setVisible(bool(sentences))
        self.sentences.setVisible(bool(sentences))
        self.sentences.say("\n".join(sentences))

    def _clear(self) -> None:
        self._judged = ""
        for part in (self.between, self.rubric, self.heading, self.sentences):
            part.setVisible(False)
        self.first.show_words(None)
        self.second.show_words(None)

    def _show_note(
        self,
        claim: Annotation | None,
        grade: Grade,
        *,
        keys: str,
        behind: Saying | None = None,
    ) -> bool:
        """The note on a claim, and its levels where it counts; whether it does.

        With the levels there is no room for what is then kept ``behind`` the note.
        """
        say = self._language.say
        if claim is None or not claim.note.strip():
            return False
        judged = next((note for note in grade.notes if note.annotation.id == claim.id), None)
        heading = "grading_page.note_here" if judged else "grading_page.note_unstarred"
        note = Saying(say(heading), claim.note, "star_on" if judged else "note")
        self.first.show_words(note, behind if judged else None)
        if judged is None:
            return False
        self._judged = claim.id
        self.rubric.setVisible(True)
        self.rubric.show_level(judged.level, keys)
        return True

    def _show_relation(self, row: RelationRow, find: Callable[[str], Annotation | None]) -> None:
        say = self._language.say
        ends = row.match or row.key
        source, target = find(ends.source_id), find(ends.target_id)
        first, second = (say(f"grading_page.relation_{end}") for end in ("source", "target"))
        self.first.show_words(Saying(first, source.quote if source else ""), seekable=True)
        self.second.show_words(Saying(second, target.quote if target else ""), seekable=True)
        label = say(f"relation_type.{ends.type}")
        if row.match is None:
            words = say("grading_page.relation_of_key", type=label)
        elif row.match.type == row.key.type:
            words = label
        else:
            key = say(f"relation_type.{row.key.type}")
            words = say("grading_page.relation_against_key", yours=label, key=key)
        self.between.setVisible(True)
        self.between.show_type(ends.type, words)
