"""The report for a room: over the whole window, large, and without a name."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.article import Article
from app.domain.report_sentences import percent
from app.services.reporting import ClassReport
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.frame.frame import Frame
from app.ui.report.debate import Debate
from app.ui.report.heat_text import HeatText, Share
from app.ui.report.room_words import scale_for
from app.ui.report.text_pane import Legend, article_name

_MEASURE = 1180  # of the text on a large screen
_VIEWS = ("heat", "debate")


class Projector(QWidget):
    """``left`` when somebody wants to be back. Covers the frame of ``page`` while it is open."""

    left = Signal()

    def __init__(self, context: Context, told: ClassReport, article_id: str, page: QWidget) -> None:
        over = _frame_of(page)
        super().__init__(over)
        self._over = over
        look, language = context.look, context.language
        say = language.say
        self._context = context
        self._look = look
        self._told = told
        self._article_id = article_id
        self._filled = False
        self.setAccessibleName(say("report_page.projector"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.views = Segments(
            look, [Choice(view, say(f"debate.view.{view}")) for view in _VIEWS],
            say("debate.views"),
        )  # fmt: skip
        self.leave = Button(look, say("debate.leave"), icon="close")
        self.leave.setToolTip(f"{say('debate.leave')}  (Esc)")
        self.title = Words(look, told.assignment.name, "interface.title", wrap="elide")
        self.article = Words(look, role="interface.body", color="text.secondary", wrap="elide")
        self.previous = Button(look, kind="flat", icon="back", name=say("debate.previous_article"))
        self.following = Button(look, kind="flat", icon="forward", name=say("debate.next_article"))
        self.text = HeatText(look, language.figures, lambda count, of: "")
        self.text.setAccessibleName(say("report.heat"))
        self.text.share_face = "interface.heading"
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.debate = Debate(context, told)
        self._lay_out()
        self.views.chosen.connect(self.show_view)
        self.leave.clicked.connect(self.left)
        self.debate.refused.connect(self.left)
        self.previous.clicked.connect(lambda: self.step_article(-1))
        self.following.clicked.connect(lambda: self.step_article(1))
        self.text.share_clicked.connect(self._debate_claim)
        self.show_view("heat")
        self._show_article()
        look.theme_changed.connect(self.update)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(32, 12, 32, 8)
        bar.setSpacing(16)
        bar.addWidget(self.title, 1)
        bar.addWidget(self.views)
        bar.addWidget(self.leave)
        heat = QWidget()
        row = QHBoxLayout()
        row.setContentsMargins(32, 0, 32, 4)
        row.setSpacing(8)
        row.addWidget(self.previous)
        row.addWidget(self.following)
        row.addWidget(self.article, 1)
        row.addWidget(Legend(self._look, self._context.language))
        inside = QVBoxLayout(heat)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row)
        inside.addWidget(self.text, 1)
        self._views = QStackedWidget()
        self._views.addWidget(heat)
        self._views.addWidget(self.debate)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self._views, 1)

    # coming and going

    def open(self) -> None:
        """Cover the frame, and the screen with it."""
        over, window = self._over, self.window()
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not window.isFullScreen():
            window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
            self._filled = True

    def close_over(self) -> None:
        """Give the window back as it was."""
        self._over.removeEventFilter(self)
        window = self.window()
        if self._filled:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self.setGeometry(self._over.rect())
        return False

    # what is shown

    def refresh(self, told: ClassReport | None) -> None:
        """Something was voted, taken back, or changed in the key."""
        if told is not None:
            self._told = told
            self.debate.refresh(told)
            self._show_article()

    def show_view(self, view: str) -> None:
        """«heat» or «debate»."""
        self.views.choose(view)
        self._views.setCurrentIndex(_VIEWS.index(view))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def view(self) -> str:
        return _VIEWS[self._views.currentIndex()]

    def _show_article(self) -> None:
        articles = self._told.articles
        here = next((one for one in articles if one.id == self._article_id), articles[0])
        self._article_id = here.id
        at = articles.index(here)
        self.previous.setEnabled(at > 0)
        self.following.setEnabled(at + 1 < len(articles))
        self.article.say(article_name(here))
        self.text.show_heat(here, self._told.report.heat[here.id], self._shares(here))

    def _shares(self, article: Article) -> list[Share]:
        return [
            Share(
                one.key.id,
                tuple((span.start, span.end) for span in one.key.spans),
                percent(one.share, self._context.language),
            )
            for one in self._told.claims_in(article.id)
        ]

    def step_article(self, by: int) -> None:
        ids = [one.id for one in self._told.articles]
        at = ids.index(self._article_id) + by
        if 0 <= at < len(ids):
            self._article_id = ids[at]
            self._show_article()

    def _debate_claim(self, id: str) -> None:
        """Words that were pressed in the text: talk about them."""
        self.debate.choose(id)
        self.show_view("debate")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Type grows with the wall."""
        super().resizeEvent(event)
        scale = scale_for(self.height())
        face = self._look.theme.face("reading.xlarge")
        size = round((face.size + 4) * scale)
        self.text.set_reading(size, round(size * face.line_height / face.size))
        self.text.set_measure(round(_MEASURE * scale))
        self.debate.set_scale(scale)

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Esc", "F8"):
            self.left.emit()
        elif chord in ("H", "D"):
            self.show_view("heat" if chord == "H" else "debate")
        elif chord in ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"):
            super().keyPressEvent(event)  # the window's
            return
        else:
            self.debate.press(chord) if self.view == "debate" else self._press_heat(chord)
        event.accept()

    def _press_heat(self, chord: str) -> bool:
        forward = -1 if self._look.right_to_left else 1
        articles = {"Left": -forward, "Right": forward, "PgUp": -1, "PgDown": 1}
        bar = self.text.verticalScrollBar()
        if chord in articles:
            self.step_article(articles[chord])
        elif chord in ("Up", "Down"):
            bar.setValue(bar.value() + (-1 if chord == "Up" else 1) * 3 * bar.singleStep())
        elif chord == "Space":
            bar.setValue(bar.value() + bar.pageStep())
        elif chord == "Return":
            self.show_view("debate")
        else:
            return False
        return True

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab stays on what is seen: behind is the window."""
        stops = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        if not stops:
            return False
        here = next_place(stops, self.focusWidget(), 1 if next else -1)
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[here].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        painter.end()


def next_place(stops: list[QWidget], here: QWidget | None, by: int) -> int:
    """The stop after or before ``here``, round and round."""
    if here not in stops:
        return 0 if by > 0 else len(stops) - 1
    return (stops.index(here) + by) % len(stops)


def _frame_of(page: QWidget) -> QWidget:
    """What holds rail, header and page; the page's window where there is none."""
    over: QWidget | None = page
    while over is not None and not isinstance(over, Frame):
        over = over.parentWidget()
    return over or page.window()
