"""The preview: what will be written for one student, while it is chosen, changed and commented."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.classroom import Student
from app.domain.errors import KnownError
from app.domain.language import isolate
from app.services.working import Job
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.strip import Strip
from app.ui.telling import told
from app.ui.worksheet.comment import Comment
from app.ui.worksheet.page_view import PageView
from app.ui.worksheet.preview_bar import PreviewBar
from app.ui.worksheet.previewer import Drawn, Previewer, Shown

_PAUSE = 60  # milliseconds in which changes come together; a key is seen well within half a second
_UNSEEN = 60_000  # milliseconds until the previewer of a page that is left is ended
_STALE_AFTER = 250  # what comes sooner does not flicker


class Preview(QWidget):
    """Asks for a sheet when it is in sight and something changed; ``student_chosen``: another's."""

    student_chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._language = context.language
        self._job: Job | None = None
        self._seen: tuple[str, str, tuple[str, ...]] | None = None  # whose sheet is in the view
        self._asked: tuple[str, str, tuple[str, ...]] | None = None
        self._place: tuple[int, float] | None = None  # of the comment
        self._seek = False
        # The application's own: it is closed when this has gone, and a process never with a widget.
        application = QCoreApplication.instance()
        previewer = self.previewer = Previewer(application)
        self.destroyed.connect(lambda: (previewer.close(), previewer.deleteLater()))
        if application is not None:
            application.aboutToQuit.connect(previewer.close)
        self.bar = PreviewBar(context.look, context.language)
        self.strip = Strip(context.look, context.language.say("ui.close"))
        self.view = PageView(context.look)
        self.comment = Comment(context)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask)
        self._late = QTimer(self, singleShot=True, interval=_STALE_AFTER)
        self._late.timeout.connect(self._show_late)
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN)
        self._unseen.timeout.connect(self.previewer.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.strip)
        column.addWidget(self.view, 1)
        column.addWidget(self.comment)
        self._connect()

    def _connect(self) -> None:
        self.previewer.shown.connect(self._show)
        self.previewer.drawn.connect(self._take)
        self.previewer.refused.connect(self._refuse)
        self.previewer.fallen.connect(self._fall)
        self.strip.acted.connect(self.ask)
        self.view.pages_wanted.connect(self.previewer.draw)
        self.view.page_changed.connect(self._show_page)
        self.view.zoom_changed.connect(self._show_zoom)
        self.bar.zoomed.connect(self._zoom)
        self.bar.student_chosen.connect(self._turn_to)
        self.comment.typed.connect(self.ask)
        self.comment.entered.connect(self._seek_comment)

    # What the page asks.

    def show_job(self, job: Job, name: str, *, commented: bool) -> None:
        """What to look at: a job for one. ``commented``: a comment belongs on it."""
        self._job = job
        self.comment.setVisible(commented)
        if commented and job.students:
            self.comment.show_student(job.assignment, job.students[0])
        of = self._language.say("worksheet_page.preview_of", name=isolate(name))
        self.view.setAccessibleName(of)
        self.ask()

    def offer_students(self, students: Sequence[Student], shown: str) -> None:
        self.bar.show_students(students, shown)

    def ask(self) -> None:
        """Something changed: make what is shown anew, soon."""
        if self.isVisible() and not self._pause.isActive():
            self._pause.start()

    def flush(self) -> bool:
        return not self.comment.isVisible() or self.comment.flush()

    def press(self, chord: str) -> bool:
        """Keys that mean something on the whole page."""
        return chord.startswith("Ctrl+") and self.view.press(chord)

    # What comes back.

    def _ask(self) -> None:
        job = self._job
        if job is None or not self.isVisible():
            return
        self._asked = (job.assignment, job.kind, tuple(job.students or ()))
        commented = self.comment.isVisible()
        self.previewer.show(job, self.comment.words if commented else None)
        self._late.start()

    def _show_late(self) -> None:
        """It takes longer than a glance: what is seen is out of date, and looks like it."""
        if self.previewer.waiting:
            self.view.show_stale(True)
            self.bar.place.say(self._language.say("worksheet_page.preview_waiting"))

    def _show(self, shown: Shown) -> None:
        self.strip.hide()
        other = self._asked != self._seen
        self._seek = self._seek and not other
        self._seen, self._place = self._asked, shown.place
        self.view.show_sheet(shown, other=other)
        if self._seek and shown.place is not None:
            self._seek_comment()

    def _take(self, drawn: Drawn) -> None:
        self.view.show_page(drawn)

    def _refuse(self, error: KnownError) -> None:
        """There is nothing to show; what was shown is not what would be written."""
        self.view.clear()
        self._seen = None
        self.strip.say("info", told(self._language, error), closable=False)

    def _fall(self, reason: str) -> None:
        self.view.show_stale(True)
        say = self._language.say
        words = say("worksheet_page.preview_failed", reason=isolate(reason) if reason else "")
        self.strip.say("danger", words.strip(), say("worksheet_page.again"))

    def _seek_comment(self) -> None:
        """Have the comment in sight while it is being typed; the end, until there is one."""
        self._seek = self._place is None
        if self._place is not None:
            self.view.go_to(*self._place)
        elif self.view.count:
            self.view.go_to(self.view.count - 1)

    def _show_page(self, page: int) -> None:
        self.bar.show_page(page, self.view.count)
        if self.view.count:
            self.view.setAccessibleDescription(self.bar.place.words())

    def _show_zoom(self, zoom: float) -> None:
        self.bar.show_zoom(zoom, fits=self.view.fits_width)

    # What somebody does.

    def _zoom(self, what: str) -> None:
        if what == "in":
            self.view.zoom_in()
        elif what == "out":
            self.view.zoom_out()
        else:
            self.view.set_zoom(None if what == "fit" else 1.0)

    def _turn_to(self, student_id: str) -> None:
        if self.flush():
            self.student_chosen.emit(student_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.view.press(keys.chord(event)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._unseen.stop()
        self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.previewer.rest()
        self._unseen.start()
