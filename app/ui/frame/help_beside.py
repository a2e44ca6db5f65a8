"""Help beside a page that has no place of its own for it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.setting import Role
from app.services import consulting
from app.ui.controls.margins import set_margins
from app.ui.help.panel import HelpPanel, Topic
from app.ui.look import Look


class HelpBeside(QWidget):
    """At the trailing edge of the frame. Asked for again it goes; so it does with Esc, wherever
    the focus is; then the focus is where it was before."""

    def __init__(self, look: Look, language: Language, role: Role | str, frame: QWidget) -> None:
        super().__init__(frame)
        self._look = look
        self._before: QWidget | None = None
        self.panel = HelpPanel(look, language, Role(role), consulting.codebook(language.code))
        self.panel.closed.connect(self.close_panel)
        self._esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), frame)
        self._esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._esc.activated.connect(self.close_panel)
        self._esc.setEnabled(False)
        column = QVBoxLayout(self)
        set_margins(column, 1, 0, 0, 0)  # one pixel for the edge
        column.addWidget(self.panel)
        self.setFixedWidth(look.size("side_panel"))
        self.hide()
        look.theme_changed.connect(self.update)

    def ask(self, topic: Topic | None) -> None:
        """Show a topic; the one that is shown already, or none: put the help away."""
        if not self.isHidden() and topic in (None, self.panel.topic):
            self.close_panel()
            return
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._esc.setEnabled(True)
        self.show()
        self.panel.open(topic or "start")

    def close_panel(self) -> None:
        if self.isHidden():
            return
        self._esc.setEnabled(False)
        before, self._before = self._before, None
        within = self.isAncestorOf(QApplication.focusWidget() or self)
        self.hide()
        if within and before is not None and before.isVisible():
            before.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("border.default"))
        painter.end()
