"""The report page: what the class marked, beside the figures; the projector over all of it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.change import Changes, Gesture
from app.domain.language import isolate
from app.domain.report_sentences import found_by, percent
from app.services import reporting
from app.services.reporting import ClassReport, Stage
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.sign import EmptyState
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.page import Page
from app.ui.reader.announcement import announce
from app.ui.report.board import Board
from app.ui.report.course_reading import CourseReading
from app.ui.report.desk import Desk
from app.ui.report.export import ReportExport
from app.ui.report.head import Head
from app.ui.report.heat_text import Share
from app.ui.report.projector import Projector
from app.ui.report.text_pane import TextPane

_NARROW = 1120  # of the page: the header's tools keep their icons


class ReportPage(Page):
    """Reads; what it changes are the key (an alarm's answer) and votes, each a step."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._say = context.language.say
        self.desk = Desk(context.workspace, lambda: current_assignment(context))
        self._claim = ""  # whose words were pressed
        self.pane = TextPane(context.look, context.language, self._tell_word)
        self.board = Board(context)
        self.head = Head(context, self.desk)
        self.projector: Projector | None = None
        self._course: CourseReading | None = None
        self._empty: QWidget | None = None
        self.export_button = Button(
            context.look, self._say("report_page.export"), icon="pdf", menu=True
        )
        self.exporting = ReportExport(context, self)
        self._lay_out()
        self._connect()
        self._set_size()
        self.refresh(None)

    def _lay_out(self) -> None:
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)  # the window's ground shows as a line between the two
        row.addWidget(self.pane, 548)
        row.addWidget(self.board, 742)
        self.pane.setMinimumWidth(360)
        self.board.setMinimumWidth(420)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._work)

    def _connect(self) -> None:
        self.pane.claim_clicked.connect(self._claim_pressed)
        self.pane.article_chosen.connect(self.show_article)
        self.board.claim_chosen.connect(self.show_claim)
        self.board.reviewed.connect(self._review)
        self.board.accepted.connect(self._accept)
        self.board.key_wanted.connect(self._make_key)
        self.head.assignment_chosen.connect(self.show_assignment)
        self.head.projector.clicked.connect(self.project)
        self.export_button.clicked.connect(self._open_export_menu)

    # what the window asks

    def title(self) -> str:
        told = self.desk.told
        return (
            self._say("report.title", name=told.assignment.name) if told else self._say("ui.report")
        )

    def caption(self) -> str:
        told, words = self.desk.told, self._context.language
        if told is None:
            return ""
        room = isolate(told.classroom.name) if told.classroom and told.classroom.name else ""
        day = words.date(told.last) if told.last else ""
        return " · ".join(part for part in (room, day) if part)

    def tools(self) -> Sequence[QWidget]:
        return (self.head,)

    def action(self) -> QWidget | None:
        return self.export_button

    def open(self, **place: str) -> None:
        """``assignment_id``, ``claim_id`` (a claim of the key): each may be left out."""
        self._set_size()
        if assignment := place.get("assignment_id"):
            self.show_assignment(assignment)
        elif told := self.desk.told:
            now = current_assignment(self._context)
            if told.assignment.id != now:
                self._show_report_of(now)
        if claim := place.get("claim_id"):
            self.show_claim(claim)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None:
            self.desk.reload()
            self._show()
        elif self.desk.follow(changes):
            self._show()
        if self.projector is not None:
            self.projector.refresh(self.desk.told)

    def take_back(self) -> bool:
        return False

    # what is shown

    def _show(self) -> None:
        problem, told = self.desk.problem(), self.desk.told
        self.head.refresh()
        self.export_button.setEnabled(problem is None)
        if problem is not None or told is None:
            self._show_problem(problem.message if problem else "report_page.no_assignment")
            self.leave_projector()
        else:
            self._stack.setCurrentWidget(self._work)
            self.pane.offer(told.articles)
            self.board.show_report(told)
            self._show_article()
            self._show_course()
            self._read_course()
        self.heading_changed.emit()

    def _show_course(self) -> None:
        self.board.show_course(self.desk.course)

    def _read_course(self) -> None:
        """Work out the means of the other assignments, beside the window."""
        if self._course is not None:
            self._course.stop()
            self._course = None
        unread = self.desk.unread()
        if unread:
            self._course = reading = CourseReading()
            reading.read.connect(self._learn)
            reading.start(self._context.workspace.path, unread)

    def _learn(self, stage: Stage) -> None:
        if self.sender() is self._course:
            self.desk.learn(stage)
            self._show_course()

    def _show_article(self) -> None:
        told, article = self.desk.told, self.pane.article
        if told is not None and article is not None:
            self.pane.show_heat(article, told.report.heat[article.id], self._shares(told))

    def _shares(self, told: ClassReport) -> list[Share]:
        """What stands beside the key's claims of the shown article."""
        article = self.pane.article
        words = self._context.language
        return [
            Share(
                one.key.id,
                tuple((span.start, span.end) for span in one.key.spans),
                percent(one.share, words),
                chosen=one.key.id == self._claim,
            )
            for one in told.claims_in(article.id if article else "")
        ]

    def _show_problem(self, key: str) -> None:
        """Three lines, what is not here, what to do, and the way there."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
        say, look = self._say, self._context.look
        made = EmptyState(look, say(key), say(f"{key}_hint"))
        to = "collect" if key == "report_page.no_work" else "library"
        go = Button(look, say(f"ui.{to}"), icon=to)
        told = self.desk.told
        place = {"assignment_id": told.assignment.id} if told and to == "collect" else {}
        go.clicked.connect(lambda: self._context.navigate(to, **place))
        column = made.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertStretch(0, 2)
        column.addSpacing(20)
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._empty = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)

    def _set_size(self) -> None:
        """The reading size is the user's."""
        theme, size = self._context.look.theme, self._context.preferences.choices.reading_size
        face = theme.face(f"reading.{size}")
        self.pane.text.set_reading(face.size, face.line_height)

    def _tell_word(self, count: int, of: int) -> str:
        return self._context.language.count("report.word_marked", count, of=of)

    # what somebody does

    def show_assignment(self, id: str) -> None:
        """The report of another assignment, which is worked with from now on."""
        remember_assignment(self._context, id)
        self._show_report_of(id)

    def _show_report_of(self, id: str) -> None:
        self._claim = ""
        self.desk.reload(id)
        self._show()

    def show_article(self, id: str) -> None:
        """Another article of the assignment."""
        told = self.desk.told
        found = [one for one in told.articles if one.id == id] if told else []
        if told is not None and found:
            self.pane.article = found[0]
            self._show_article()

    def show_claim(self, id: str) -> None:
        """Bring the words of a claim of the key into view, in whichever article they are."""
        told = self.desk.told
        claim = told.claim(id) if told else None
        if claim is None:
            return
        self._claim = id
        self.show_article(claim.key.article_id)
        self.pane.text.point_at(id)

    def _claim_pressed(self, id: str) -> None:
        """Words or a figure in the text: its rows become current."""
        told = self.desk.told
        claim = told.claim(id) if told else None
        if claim is not None:
            self._claim = id
            self.board.choose(id)
            self._show_article()
            announce(self.pane.text, found_by(claim, self._context.language))

    def _review(self, id: str) -> None:
        told = self.desk.told
        if told is not None:
            self._context.navigate(
                "assignments", assignment_id=told.assignment.id, tab="key", claim_id=id
            )  # fmt: skip

    def _make_key(self) -> None:
        told = self.desk.told
        if told is not None:
            self._context.navigate("assignments", assignment_id=told.assignment.id, tab="key")

    def _accept(self, id: str, tag: str) -> None:
        told = self.desk.told
        if told is None:
            return
        done = self._context.do(
            Gesture.EDIT_KEY, reporting.accept_tag, told.assignment.id, id, Tag(tag)
        )
        if done is not None:
            name = self._say(f"tag.{tag}")
            words = self._say("report_page.accepted", tag=name)
            self._context.offer_undo(words)
            announce(self, words)

    def export(self, *, named: bool = False) -> None:
        """Ask where to, and write the PDF; ``named``: with the list of marks by name."""
        if self.desk.told is not None and self.desk.problem() is None:
            self.exporting.ask(self.desk.told, named=named)

    def export_menu(self) -> QMenu:
        """Without names, for the class; or with the list of marks, for the teacher."""
        menu = QMenu(self)
        for words, named in (("export_plain", False), ("export_named", True)):
            action = menu.addAction(self._say(f"report_page.{words}"))
            action.triggered.connect(lambda _=False, named=named: self.export(named=named))
        return menu

    def _open_export_menu(self) -> None:
        menu = self.export_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QPoint(0, self.export_button.height() + 4)
        if not self._context.look.right_to_left:
            below.setX(self.export_button.width() - menu.sizeHint().width())
        pop_up(menu, self.export_button.mapToGlobal(below))

    # the projector

    def project(self) -> None:
        """Cover the window: large type, no names."""
        told = self.desk.told
        if self.projector is None and told is not None and self.desk.problem() is None:
            article = self.pane.article
            self.projector = Projector(self._context, told, article.id if article else "", self)
            self.projector.left.connect(self.leave_projector)
            self.projector.open()

    def leave_projector(self) -> None:
        if self.projector is not None:
            gone, self.projector = self.projector, None
            gone.close_over()
            gone.deleteLater()
            self.head.projector.setFocus(Qt.FocusReason.OtherFocusReason)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord == "F8":
            self.project()
        elif chord == "Ctrl+E":
            self.export()
        elif chord in ("Ctrl+PgUp", "Ctrl+PgDown"):
            self._step_article(-1 if chord == "Ctrl+PgUp" else 1)
        else:
            super().keyPressEvent(event)

    def _step_article(self, by: int) -> None:
        told, article = self.desk.told, self.pane.article
        ids = [one.id for one in told.articles] if told else []
        if article is not None and article.id in ids:
            at = ids.index(article.id) + by
            if 0 <= at < len(ids):
                self.show_article(ids[at])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._course is None:
            self._read_course()

    def hideEvent(self, event: object) -> None:
        """Another page comes to the front: what lies over this one goes."""
        super().hideEvent(event)  # type: ignore[arg-type]
        self.leave_projector()
        if self._course is not None:
            self._course.stop()
            self._course = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.narrow(self.width() < _NARROW)
