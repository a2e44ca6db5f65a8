"""Beside the table: who is missing, what was refused and how to cure it, what is worth a look."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.domain.language import Language, isolate, isolate_path
from app.services.collecting import Candidate, Preview, State
from app.services.copying import Resemblance
from app.ui.collect.entries import card_title, is_curable, student_of
from app.ui.collect.notices import Advice, Missing, Notice
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.margins import set_margins
from app.ui.controls.panel import scrolling
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.telling import told

WIDTH, NARROW = 348, 300
_MOST_NAMED = 3  # of the files that are no hand-ins


class Side(QWidget):
    """``names_copied`` when the names of who is missing are on the clipboard; ``again_asked`` to
    look once more; ``assignment_asked`` (an id) to collect another assignment there."""

    names_copied = Signal()
    again_asked = Signal()
    assignment_asked = Signal(str)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._missing: Sequence[str] = ()
        self.notices: dict[str, Notice] = {}
        self.setFixedWidth(WIDTH)
        self._inside = QWidget()
        self._inside.setProperty("ground", "none")
        self._inside.setAccessibleName(language.say("collect_page.side"))
        self._column = QVBoxLayout(self._inside)
        set_margins(self._column, 20, 20, 20, 20)
        self._column.setSpacing(0)
        self.copy = Button(
            look,
            language.say("collect_page.copy_names"),
            kind="link",
            height="control_compact",
            parent=self,
        )
        self.copy.hide()
        self.copy.clicked.connect(self.copy_names)
        self._area = scrolling(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 0)
        column.addWidget(self._area)
        look.theme_changed.connect(self.update)

    def show_preview(self, preview: Preview) -> None:
        """Everything anew."""
        self._clear()
        self._show_missing(preview)
        self._show_refused(preview)
        self._show_flagged(preview)
        self._show_alike(preview)
        self._column.addSpacing(20)
        if any(one.submission for one in preview.candidates):
            advice = Advice(self._look, self._language.say("collect_page.receipt_info"))
            self._column.addWidget(advice)
        self._show_others(preview)
        self._column.addStretch(1)

    def point_out(self, where: str) -> None:
        """Bring the card of a file into sight, if it has one."""
        for name, notice in self.notices.items():
            notice.point_out(name == where)
        if where in self.notices:
            self._area.ensureWidgetVisible(self.notices[where], 0, 20)

    def copy_names(self) -> None:
        """The names of who is missing, one a line."""
        QGuiApplication.clipboard().setText("\n".join(self._missing))
        self.names_copied.emit()

    def narrow(self, narrow: bool) -> None:
        self.setFixedWidth(NARROW if narrow else WIDTH)

    def _clear(self) -> None:
        self.copy.setParent(self)  # it outlives the heading that it stands beside
        self.copy.hide()
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.notices = {}

    def _heading(self, words: str, beside: QWidget | None = None) -> None:
        head = QWidget()
        head.setMinimumHeight(28)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(self._look, words, "interface.heading", wrap="elide"), 1)
        if beside is not None:
            row.addWidget(beside)
            beside.show()
        if self._column.count():
            self._column.addSpacing(20)
        self._column.addWidget(head)
        self._column.addSpacing(10)

    def _show_missing(self, preview: Preview) -> None:
        say, names = self._language.say, preview.names
        self._missing = [names.get(id, id) for id in preview.missing]
        if not preview.missing:
            if preview.names and not preview.stopped:
                self._heading(say("collect_page.everyone"))
            return
        self._heading(self._language.count("collect_page.missing", len(self._missing)), self.copy)
        refused = {id for one in preview.of(State.REFUSED) for id in one.students}
        card = Card(self._look)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(14, 4, 14, 3)
        rows.setSpacing(0)
        for number, id in enumerate(preview.missing, 1):
            why = "refused_below" if id in refused else "no_file"
            last = number == len(preview.missing)
            name = isolate(names.get(id, id))
            rows.addWidget(Missing(self._look, name, say(f"collect_page.{why}"), last=last))
        self._column.addWidget(card)

    def _show_refused(self, preview: Preview) -> None:
        refused, language = preview.of(State.REFUSED), self._language
        if not refused:
            return
        self._heading(language.say("collect_page.refused", count=len(refused)))
        for one in refused:
            if one.reason is not None:
                title, why = card_title(one.reason, language), told(language, one.reason)
                notice = self._add_notice(one, "danger", "error", title, [why])
                self._add_cure(notice, one.reason)

    def _show_flagged(self, preview: Preview) -> None:
        flagged = [one for one in preview.candidates if one.warnings]
        if not flagged:
            return
        self._heading(self._language.say("collect_page.flagged", count=len(flagged)))
        for one in flagged:
            title = student_of(one.students, preview.names, self._language)
            why = [told(self._language, warning) for warning in one.warnings]
            self._add_notice(one, "warning", "warning", title, why)

    def _add_notice(
        self, one: Candidate, tone: str, icon: str, title: str, sentences: Sequence[str]
    ) -> Notice:
        notice = Notice(self._look, tone, icon, title, sentences, one.name)
        self.notices[one.where] = notice
        self._column.addWidget(notice)
        self._column.addSpacing(8)
        return notice

    def _add_cure(self, notice: Notice, reason: KnownError) -> None:
        """The button that cures it, where there is one: look again, or at the other assignment."""
        say = self._language.say
        if reason.message == "collect.other_assignment":
            id = str(reason.values["id"])
            button = notice.add_action(say("collect_page.collect_other"))
            button.clicked.connect(lambda _=False, id=id: self.assignment_asked.emit(id))
        elif is_curable(reason):
            button = notice.add_action(say("collect_page.look_again"))
            button.clicked.connect(lambda _=False: self.again_asked.emit())

    def _show_alike(self, preview: Preview) -> None:
        language, say = self._language, self._language.say
        if not preview.look_alikes:
            return
        self._heading(say("collect_page.alike", count=len(preview.look_alikes)))
        for found in preview.look_alikes:
            names = [student_of(who, preview.names, language) for who in (found.one, found.other)]
            title = say("collect_page.pair", one=names[0], other=names[1])
            notice = Notice(self._look, "info", "class", title, self._likeness(found))
            self._column.addWidget(notice)
            self._column.addSpacing(8)
        hint = say("collect_page.alike_hint")
        self._column.addWidget(
            Words(self._look, hint, "interface.caption", "text.tertiary", wrap="wrap")
        )

    def _likeness(self, found: Resemblance) -> list[str]:
        shared = {
            "collect_page.alike_ids": found.ids,
            "collect_page.alike_steps": found.steps,
            "collect_page.alike_answers": len(found.answers),
        }
        return [self._language.say(key, count=count) for key, count in shared.items() if count]

    def _show_others(self, preview: Preview) -> None:
        words: list[str] = []
        if preview.stopped:
            words.append(self._language.say("collect_page.stopped"))
        if preview.others:
            names = " · ".join(isolate_path(name) for name in preview.others[:_MOST_NAMED])
            names += " …" if len(preview.others) > _MOST_NAMED else ""
            count = len(preview.others)
            words.append(self._language.count("collect_page.others", count, names=names))
        for sentence in words:
            self._column.addSpacing(12)
            self._column.addWidget(
                Words(self._look, sentence, "interface.caption", "text.tertiary", wrap="wrap")
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        edge = self.width() - 1 if self._look.right_to_left else 0
        painter.fillRect(edge, 0, 1, self.height(), self._look.color("border.default"))
        painter.end()
