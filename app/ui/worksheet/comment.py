"""The teacher's comment on a whole work, beside the page that it will stand on."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import grading
from app.ui.context import Context
from app.ui.controls.words import Words
from app.ui.grading.detail import WHOLE
from app.ui.reading.fields import NoteField

_HEIGHT = 66


class Comment(QWidget):
    """Kept as the grading page keeps it; all that is typed at one go is one step to take back.

    ``typed`` at every key, ``entered`` when the field takes the focus.
    """

    typed = Signal()
    entered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place: tuple[str, str] | None = None  # assignment, student
        say = context.language.say
        self.field = NoteField(context.look, say("worksheet_page.comment_on"))
        self.field.setPlaceholderText(say("worksheet_page.comment_hint"))
        self.field.setFixedHeight(_HEIGHT)
        self.field.setEnabled(not context.workspace.read_only)
        self.field.written.connect(self._keep)
        self.field.textChanged.connect(self._tell)
        self.field.installEventFilter(self)
        label = say("worksheet_page.comment_on")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        column.addWidget(Words(context.look, label, "interface.label", "text.secondary"))
        column.addWidget(self.field)

    def show_student(self, assignment_id: str, student_id: str) -> None:
        """Show what is kept on a student's work."""
        place = assignment_id, student_id
        scores = self._context.workspace.read(grading.scores_of, *place)
        kept = scores[WHOLE].comment if WHOLE in scores else ""
        other, self._place = place != self._place, place
        self.field.show_kept(kept, other=other)

    @property
    def words(self) -> str:
        """What stands in the field now, kept or not."""
        return self.field.toPlainText().encode("utf-8", "replace").decode()

    def flush(self) -> bool:
        """Have what is being typed kept now. False: it could not be."""
        if self._place is None:
            return True
        self.field.flush()
        return self.field.settled()

    def _keep(self, comment: str, goes_on: bool) -> None:
        if self._place is None:
            return
        workspace = self._context.workspace
        write = workspace.go_on if goes_on else workspace.do
        words = comment.encode("utf-8", "replace").decode().strip()
        try:
            write(Gesture.WRITE_COMMENT, grading.write_comment, *self._place, WHOLE, words)
        except KnownError as error:
            self._context.report(error)

    def _tell(self) -> None:
        if self.field.hasFocus() or not self.field.settled():
            self.typed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit()
        return super().eventFilter(watched, event)
