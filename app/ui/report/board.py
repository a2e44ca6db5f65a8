"""The figures' side of the report: figures, alarms, lists, the table of tags, the course."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.assignment import Asked
from app.domain.report_sentences import agreement, confusion, percent, sure
from app.services.reporting import ClassReport, Stage
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.margins import set_margins
from app.ui.controls.panel import scrolling
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.report.alarm import Alarm
from app.ui.report.course import Course
from app.ui.report.figure_list import FigureLine, FigureList
from app.ui.report.figures import Figure, FigureRow
from app.ui.report.lines import missed_lines, relation_lines, sure_lines
from app.ui.report.matrix import Matrix
from app.ui.report.section import Section

MISSED = 7  # rows until all are asked for
_SIDE = 296  # width of the table of tags
_LINK = 120
_NARROW = 600  # of the board: its cards stand under each other


class Board(QWidget):
    """``claim_chosen`` carries a claim of the key; ``reviewed`` and ``accepted`` are an alarm's."""

    claim_chosen = Signal(str)
    reviewed = Signal(str)
    accepted = Signal(str, str)
    key_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        say = language.say
        self._all_alarms = self._all_missed = False
        self._missed_lines: Sequence[FigureLine] = ()
        self._told: ClassReport | None = None
        self.alarms: list[Alarm] = []
        self.figures = FigureRow(look, 4)
        self.alarm_place = QVBoxLayout()
        self.alarm_place.setSpacing(12)
        self.more_alarms = Button(look, kind="link", height="control_compact")
        self.more_alarms.clicked.connect(self._show_all_alarms)
        self.missed = FigureList(look, say("report.most_missed"))
        self.all_claims = Button(look, kind="link", height="control_compact")
        self.all_claims.clicked.connect(self._toggle_missed)
        self.sure_link = Button(look, kind="link", height="control_compact")
        self.sure_link.setMinimumWidth(_LINK)  # cut in a narrow card
        self.sure_link.clicked.connect(self._show_sure)
        self.matrix = Matrix(look, language)
        self.mixed = Words(look, role="interface.body", color="text.secondary", wrap="wrap")
        self.sure = FigureList(look, say("report.sure"))
        self.no_sure = Words(look, color="text.secondary", wrap="wrap")
        self.relations = FigureList(look, say("report.relations"))
        self.no_relations = Words(
            look, say("report.no_relations"), color="text.secondary", wrap="wrap"
        )
        self.course = Course(look, language)
        self._without_key = self._no_key()
        self._lay_out()
        for rows in (self.missed, self.sure, self.relations):
            rows.row_chosen.connect(self.claim_chosen)

    # layout

    def _lay_out(self) -> None:
        look, say = self._context.look, self._context.language.say
        self.missed_card = Section(look, say("report.most_missed"), say("report.found_it"))
        foot = QHBoxLayout()
        foot.addWidget(self.sure_link)
        foot.addStretch(1)
        foot.addWidget(self.all_claims)
        self.missed_card.column.addWidget(self.missed)
        self.missed_card.column.addLayout(foot)
        self.missed_card.column.addStretch(1)
        matrix = Section(look, say("report.confusion"), hint=say("report.confusion_axes"))
        matrix.fill(self.matrix, _Line(look), self.mixed)
        self._matrix_card = matrix
        self.sure_card = Section(look, say("report.sure"), hint=say("report.sure_hint"))
        self.sure_card.fill(self.no_sure, self.sure)
        ties = Section(look, say("report.relations"), hint=say("report.relations_hint"))
        ties.fill(self.no_relations, self.relations)
        course = Section(look, say("report.course"), hint=say("report.course_hint"))
        course.fill(self.course)
        self._pair = QHBoxLayout()
        self._pair.setSpacing(16)
        self._pair.addWidget(self.missed_card, 382)
        self._pair.addWidget(matrix, _SIDE)
        self._keyed = QWidget()
        keyed = QVBoxLayout(self._keyed)
        keyed.setContentsMargins(0, 0, 0, 0)
        keyed.setSpacing(16)
        keyed.addLayout(self.alarm_place)
        keyed.addWidget(self.more_alarms, 0, Qt.AlignmentFlag.AlignLeft)
        keyed.addLayout(self._pair)
        keyed.addWidget(self.sure_card)
        keyed.addWidget(ties)
        keyed.addWidget(course)
        inside = QWidget()
        column = QVBoxLayout(inside)
        set_margins(column, 24, 20, 24 - look.size("scrollbar"), 28)
        column.setSpacing(16)
        column.addWidget(self.figures)
        column.addWidget(self._without_key)
        column.addWidget(self._keyed)
        column.addStretch(1)
        inside.setAccessibleName(say("report_page.figures"))
        self.area: QScrollArea = scrolling(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def _no_key(self) -> Section:
        """What a key would add, and the way to one."""
        look, say = self._context.look, self._context.language.say
        card = Section(look, say("report_page.no_key"))
        words = Words(look, say("report_page.no_key_hint"), color="text.secondary", wrap="wrap")
        self.make_key = Button(look, say("report_page.make_key"), icon="key")
        self.make_key.clicked.connect(self.key_wanted)
        card.column.addWidget(words)
        card.column.addSpacing(6)
        card.column.addWidget(self.make_key, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # what is shown

    def show_report(self, told: ClassReport) -> None:
        """All figures of a report."""
        other = self._told is None or self._told.assignment.id != told.assignment.id
        if other:
            self._all_alarms = self._all_missed = False
        self._told = told
        report = told.report
        self.figures.show_figures(self._figures(told))
        self._without_key.setVisible(not report.has_key)
        self._keyed.setVisible(report.has_key)
        if report.has_key:
            self._show_alarms()
            self._show_lists(told)
        if other:
            self.area.verticalScrollBar().setValue(0)

    def show_course(self, stages: Sequence[Stage]) -> None:
        if self._told is not None:
            self.course.show_stages(stages, self._told.assignment.id)

    def _figures(self, told: ClassReport) -> list[Figure]:
        words, report = self._context.language, told.report
        say = words.say
        of = say("report.of", n=report.students)
        figures = [Figure(say("report.hand_ins"), words.number(report.handed_in), of)]
        if not report.has_key:
            return figures
        scale = told.assignment.scale
        mean = report.mean_of(scale)
        shown = "—" if mean is None else words.number(mean, 1)
        found = "—" if report.found is None else percent(report.found, words)
        alpha = agreement(report, words)
        small = "" if alpha.verdict else say("report.alpha_short")
        return [
            *figures,
            Figure(
                say("report.mean"),
                shown,
                say("report.of", n=scale),
                say("grading_page.provisional") if report.waiting else "",
                words.count("report.waiting", report.waiting) if report.waiting else "",
            ),
            Figure(say("report.found"), found),
            Figure(say("report.agreement"), alpha.figure, small, alpha.verdict, alpha.meaning),
        ]

    def _show_alarms(self) -> None:
        told, context = self._told, self._context
        for old in self.alarms:
            self.alarm_place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.alarms = []
        claims = told.report.alarms if told else []
        shown = claims if self._all_alarms else claims[:1]
        writable = not context.workspace.read_only
        for claim in shown:
            alarm = Alarm(context.look, context.language, claim, writable=writable)
            alarm.reviewed.connect(self.reviewed)
            alarm.accepted.connect(self.accepted)
            alarm.sought.connect(self.claim_chosen)
            self.alarm_place.addWidget(alarm)
            self.alarms.append(alarm)
        hidden = len(claims) - len(shown)
        self.more_alarms.setVisible(hidden > 0)
        if hidden:
            self.more_alarms.set_words(context.language.count("report_page.more_alarms", hidden))

    def _show_lists(self, told: ClassReport) -> None:
        words, report = self._context.language, told.report
        self._missed_lines = missed_lines(report, words)
        self._show_missed()
        self.sure_link.set_words(sure(report, words))
        self.sure_link.setToolTip(sure(report, words))
        self.matrix.show_report(report)
        self.mixed.say(confusion(report.worst_confusion, words))
        lines = sure_lines(report, words)
        self.sure_link.setVisible(bool(lines))
        self.sure.show_lines(lines)
        self.sure.setVisible(bool(lines))
        asked = Asked.CONFIDENCE in told.assignment.asked
        self.no_sure.say(sure(report, words) if asked else words.say("report.confidence_unasked"))
        self.no_sure.setVisible(not lines)
        ties = relation_lines(told, words)
        self.relations.show_lines(ties)
        self.relations.setVisible(bool(ties))
        self.no_relations.setVisible(not ties)

    def _show_missed(self) -> None:
        words, lines = self._context.language, self._missed_lines
        self.missed.show_lines(lines if self._all_missed else lines[:MISSED])
        self.all_claims.setVisible(len(lines) > MISSED)
        all_of = words.count("report_page.all_claims", len(lines))
        fewer = words.say("report_page.fewer_claims")
        self.all_claims.set_words(fewer if self._all_missed else all_of)

    def choose(self, claim: str) -> None:
        """Mark a claim's rows as current."""
        for rows in (self.missed, self.sure):
            rows.choose(claim)

    def _toggle_missed(self) -> None:
        self._all_missed = not self._all_missed
        self._show_missed()

    def _show_all_alarms(self) -> None:
        self._all_alarms = True
        self._show_alarms()
        self.alarms[1].review.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sure(self) -> None:
        self.area.ensureWidgetVisible(self.sure_card, 0, 24)
        if self.sure.entries:
            self.sure.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(down if self.width() < _NARROW else across)


class _Line(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(13)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRect(0, 6, self.width(), 1), self._look.color("border.subtle"))
        painter.end()
