"""The history: every step by name and time; pressing one goes back, or forward again, to it."""

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.domain.history import Past
from app.domain.language import Language
from app.services.workspace import Workspace
from app.ui.controls.button import Button
from app.ui.controls.panel import Panel
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import wording
from app.ui.reading.claims_model import Index
from app.ui.sheet import NO_RING

_MARGIN = 16
_MOST = 1_000  # steps that are listed
_TIME = Qt.ItemDataRole.UserRole
_AWAY = Qt.ItemDataRole.UserRole + 1  # steps to take back (negative: to do again) to be here


class HistoryPanel(Panel):
    """Newest first. What was taken back stands above the present, until something else is done."""

    travelled = Signal(int)  # steps to take back; negative: to do again
    replay_asked = Signal()

    def __init__(self, look: Look, language: Language, workspace: Workspace) -> None:
        super().__init__(look, language, language.say("history.title"))
        self._workspace = workspace
        say = language.say
        self._hint = Words(
            look, say("history.hint"), "interface.caption", "text.secondary", wrap="wrap"
        )
        self.replay = Button(
            look, say("history.replay"), icon="time", height="control_compact"
        )  # fmt: skip
        self.replay.clicked.connect(self.replay_asked.emit)
        self.steps = QListWidget()
        self.steps.setAccessibleName(say("history.title"))
        self.steps.setFrameShape(QFrame.Shape.NoFrame)
        self.steps.setProperty(NO_RING, True)
        self.steps.setMouseTracking(True)
        self.steps.setUniformItemSizes(True)
        self.steps.setItemDelegate(_StepDelegate(look, self.steps))
        self.steps.itemActivated.connect(self._go)
        self.steps.itemClicked.connect(self._go)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN, 0, _MARGIN, 8)
        top.setSpacing(8)
        top.addWidget(self._hint)
        top.addWidget(self.replay)
        self.column.addLayout(top)
        self.column.addWidget(self.steps, 1)
        look.theme_changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint is as high as its lines; a layout would keep room for those of a narrow one."""
        super().resizeEvent(event)
        room = event.size().width() - 2 * _MARGIN
        self._hint.setFixedHeight(self._hint.heightForWidth(room))

    def refresh(self) -> None:
        """List the steps as they are now; the present is current."""
        workspace = self._workspace
        undone, done = workspace.redoable[-_MOST:], workspace.undoable
        self.steps.clear()
        for place, past in enumerate(undone):
            self._add(past, place - len(undone))
        for away, past in enumerate(reversed(done[-_MOST:])):
            self._add(past, away)
        if len(done) <= _MOST:
            item = QListWidgetItem(self.language.say("history.start"))
            item.setData(_AWAY, len(done))
            self.steps.addItem(item)
        self.steps.setCurrentRow(len(undone))
        here = self.steps.item(len(undone))
        name = self.language.say("history.present", step=here.text())
        here.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        self.replay.setEnabled(bool(done or undone))

    def _add(self, past: Past, away: int) -> None:
        time = self._when(past.at)
        item = QListWidgetItem(wording.step_name(self.language, past.name))
        item.setData(_TIME, time)
        item.setData(_AWAY, away)
        key = "history.undone_name" if away < 0 else "history.step_name"
        name = self.language.say(key, step=item.text(), time=time)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
        item.setToolTip(name)
        self.steps.addItem(item)

    def _when(self, at: str) -> str:
        """The time of today's steps; the day too of older ones."""
        moment = datetime.fromisoformat(at).astimezone()
        time = self.language.time(moment)
        if moment.date() == datetime.now().astimezone().date():
            return time
        return f"{self.language.figures(f'{moment.month}/{moment.day}')} {time}"

    def _go(self, item: QListWidgetItem) -> None:
        away = int(item.data(_AWAY))
        if away:
            self.travelled.emit(away)

    def _dress(self) -> None:
        palette = self.steps.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self.look.color("surface.panel"))
        self.steps.setPalette(palette)


class _StepDelegate(QStyledItemDelegate):
    """A step: its name leading, its time trailing; quiet where it was taken back."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._look.size("row_compact"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        away = int(index.data(_AWAY))
        painter.save()
        if away == 0:
            painter.fillRect(rect, theme.color("surface.selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface.hover"))
        inside = rect.adjusted(16, 0, -16, 0)
        rtl = self._look.right_to_left
        lead = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        trail = Qt.AlignmentFlag.AlignLeft if rtl else Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(theme.font("interface.caption"))
        painter.setPen(theme.color("text.tertiary"))
        time = str(index.data(_TIME) or "")
        room = painter.fontMetrics().horizontalAdvance(time) + 12
        painter.drawText(inside, int(trail | middle), time)
        painter.setFont(theme.font("interface.strong" if away == 0 else "interface.body"))
        painter.setPen(theme.color("text.tertiary" if away < 0 else "text.primary"))
        words = inside.adjusted(room, 0, 0, 0) if rtl else inside.adjusted(0, 0, -room, 0)
        name = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(lead | middle), name)
        if state & QStyle.StateFlag.State_HasFocus:
            width = theme.focus_width
            painter.setPen(QPen(theme.color("focus.ring"), width))
            inset = width // 2
            painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()
