"""Help and history in the place of the side panel: made when first asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.codebook import Codebook
from app.domain.errors import KnownError
from app.ui.context import Context
from app.ui.controls.panel import Panel
from app.ui.help.panel import HelpPanel, Topic
from app.ui.reader.announcement import announce
from app.ui.reading import wording
from app.ui.reading.history_panel import HistoryPanel
from app.ui.reading.side import SidePanel


class Panels(QObject):
    """One panel at a time, asked for by key or button; asked for again it closes."""

    changed = Signal()  # which panel is shown
    replay_asked = Signal()

    def __init__(
        self, context: Context, side: SidePanel, book: Codebook, flush: Callable[[], bool]
    ) -> None:
        super().__init__(side)
        self._context = context
        self._side = side
        self._book = book
        self._flush = flush
        self._help: HelpPanel | None = None
        self._history: HistoryPanel | None = None
        self._travelling = False

    @property
    def is_open(self) -> bool:
        return self._side.panel is not None

    @property
    def help_open(self) -> bool:
        return self._help is not None and self._side.panel is self._help

    @property
    def history_open(self) -> bool:
        return self._history is not None and self._side.panel is self._history

    def show_help(self, topic: Topic | None = None) -> None:
        """A topic of the help; none is asked for: where to begin, or away with it."""
        if self._help is None:
            context = self._context
            self._help = HelpPanel(context.look, context.language, context.role, self._book)
            self._help.closed.connect(self.close)
        if self.help_open and topic in (None, self._help.topic):
            self.close()
            return
        self._show(self._help)
        self._help.open(topic or "start")

    def show_history(self) -> None:
        if self.history_open:
            self.close()
            return
        if self._history is None:
            context = self._context
            self._history = HistoryPanel(context.look, context.language, context.workspace)
            self._history.closed.connect(self.close)
            self._history.travelled.connect(self._travel)
            self._history.replay_asked.connect(self.replay_asked.emit)
        self._show(self._history)
        self._flush()
        self._history.refresh()
        self._history.steps.setFocus()

    def refresh(self) -> None:
        """Something was done: the history, if it is shown, has it."""
        if self.history_open and self._history is not None and not self._travelling:
            self._history.refresh()

    def close(self) -> None:
        """List and card again."""
        if self.is_open:
            self._side.show_panel(None)
            self._side.update()
            self.changed.emit()

    def _show(self, panel: Panel) -> None:
        self._side.show_panel(panel)
        self._side.show()
        self._side.update()
        self.changed.emit()

    def _travel(self, back: int) -> None:
        """Take back so many steps, or do so many again, one after the other."""
        workspace = self._context.workspace
        if not self._flush():
            return
        self._travelling = True
        try:
            for _ in range(abs(back)):
                workspace.undo() if back > 0 else workspace.redo()
        except KnownError as error:
            self._context.report(error)
        finally:
            self._travelling = False
        self.refresh()
        language, name = self._context.language, workspace.next_undo
        step = wording.step_name(language, name) if name else language.say("history.start")
        announce(self._side, language.say("history.present", step=step))
