"""«التصحيح»: marked work beside its text. Opened from a file, kept, and read again later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from app.domain import receipt
from app.domain.article import Article
from app.domain.change import Changes, Gesture
from app.domain.errors import KnownError
from app.domain.file_kind import FileKind
from app.domain.language import isolate
from app.domain.returned import Returned
from app.domain.submission import Feedback
from app.services import returning
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_files
from app.ui.controls.menu import pop_up
from app.ui.controls.panel import scrolling
from app.ui.controls.sign import EmptyState
from app.ui.controls.words import Words
from app.ui.feedback.glance import Glance
from app.ui.feedback.line_row import LineRow
from app.ui.feedback.lines import Place, groups_of
from app.ui.grading.text_pane import TextPane, name_of
from app.ui.look import Look
from app.ui.page import Page
from app.ui.reader.claims import Claim, KeyMark

_NARROW = 1100  # of the page


class FeedbackPage(Page):
    """Shows one marked work at a time, the latest first. Nothing here changes it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._say = language.say
        self._kept: Sequence[Feedback] = ()
        self._shown = ""
        self.returned: Returned | None = None
        self._articles: dict[int, Article] = {}
        self._rows: list[LineRow] = []
        self.pane = TextPane(look, language, legend=("mine", "missed"))
        self.pane.reader.setAccessibleName(self._say("feedback_page.text"))
        self.pane.claim_clicked.connect(self._choose_place)
        self.pane.key_clicked.connect(self._choose_place)
        self.pane.article_chosen.connect(self._show_article)
        self.which = Button(look, kind="flat", icon="time", menu=True)
        self.which.set_trailing_icon("open_menu")
        self.which.clicked.connect(self._open_menu)
        self.another = Button(look, self._say("feedback_page.open_file"), icon="folder")
        self.another.clicked.connect(self.choose_file)
        self._tools = QWidget()  # the header shows all its tools: these come and go within one
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(8)
        for tool in (self.which, self.another):
            tools.addWidget(tool)
        self._lay_out()
        self.refresh(None)

    def _lay_out(self) -> None:
        look = self._context.look
        self._work = QWidget()
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        self._side = QHBoxLayout()
        row.addWidget(self.pane, 560)
        row.addLayout(self._side, 730)
        self.pane.setMinimumWidth(360)
        self._panel: QWidget | None = None
        self._empty = EmptyState(
            look, self._say("feedback_page.nothing"), self._say("feedback_page.nothing_hint")
        )
        open_file = Button(look, self._say("feedback_page.open_file"), kind="main", icon="folder")
        open_file.clicked.connect(self.choose_file)
        column = self._empty.layout()
        if isinstance(column, QVBoxLayout):
            column.insertStretch(0, 2)
            column.addSpacing(20)
            column.addWidget(open_file, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addStretch(3)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._work)
        self._stack.addWidget(self._empty)

    # What the window asks.

    def title(self) -> str:
        if self.returned is None:
            return self._say("ui.feedback")
        return self._say("feedback_page.title", name=self.returned.sheet.title)

    def caption(self) -> str:
        returned = self.returned
        if returned is None:
            return ""
        parts: list[str] = []
        if returned.attempt:
            parts.append(self._say("feedback_page.attempt", attempt=returned.attempt))
        if returned.receipt:
            code = isolate(receipt.shown(returned.receipt))
            parts.append(self._say("feedback_page.receipt", receipt=code))
        return " · ".join(parts)

    def tools(self) -> Sequence[QWidget]:
        return (self._tools,)

    def open(self, **place: str) -> None:
        """``path``: a file (or several, a line each) to open first; ``assignment_id``: whose."""
        self.pane.set_size(f"reading.{self._context.preferences.choices.reading_size}")
        for line in filter(None, place.get("path", "").split("\n")):
            self._open_file(Path(line))
        if assignment := place.get("assignment_id"):
            kept = next((one for one in self._kept if one.assignment_id == assignment), None)
            if kept is not None:
                self.show_feedback(kept.id)

    def refresh(self, changes: Changes | None) -> None:
        if changes is None or changes.touch(Feedback, Article):
            self._kept = self._context.workspace.read(returning.feedback_of)
            still = any(one.id == self._shown for one in self._kept)
            self.show_feedback(self._shown if still else self._kept[0].id if self._kept else "")

    # What is shown.

    def show_feedback(self, id: str) -> None:
        """Another marked work; empty: there is none."""
        kept = next((one for one in self._kept if one.id == id), None)
        self._shown, self.returned = id, None
        if kept is not None:
            try:
                self.returned = self._context.workspace.read(returning.returned_in, kept)
            except KnownError as error:
                self._context.report(error)
        self.which.setVisible(len(self._kept) > 1)
        if self.returned is None:
            self._stack.setCurrentWidget(self._empty)
        else:
            self._show_work(self.returned)
            self._stack.setCurrentWidget(self._work)
        self.heading_changed.emit()

    def _show_work(self, returned: Returned) -> None:
        found = self._context.workspace.read(returning.articles_of, returned)
        self._articles = {number: article for number, article in found.items() if article}
        counts = Counter({
            article.id: len(returned.sheet.articles[number - 1].claims)
            for number, article in self._articles.items()
        })  # fmt: skip
        self._show_panel(returned)
        self.which.set_words(self._name(returned.given), self._say("feedback_page.which"))
        self.pane.offer(list(self._articles.values()), counts)
        self._show_marks()

    def _show_panel(self, returned: Returned) -> None:
        look, language = self._context.look, self._context.language
        sheet = _Ground(look)
        sheet.setAccessibleName(self._say("feedback_page.panel"))
        column = QVBoxLayout(sheet)
        column.setContentsMargins(20, 16, 20, 24)
        column.setSpacing(8)
        column.addWidget(Glance(look, language, returned))
        self._rows = []
        for heading, lines in groups_of(returned, language):
            column.addSpacing(10)
            column.addWidget(Words(look, heading, "interface.strong"))
            before = 0
            for line in lines:
                article = line.places[0][0] if line.places else 0
                if article != before and len(returned.sheet.articles) > 1 and article:
                    column.addWidget(self._article_head(article))
                before = article
                row = LineRow(look, language, line)
                row.pressed.connect(lambda chosen=row: self.choose(chosen))
                row.reached.connect(lambda chosen=row: self.choose(chosen))
                row.stepped.connect(self._step)
                self._rows.append(row)
                column.addWidget(row)
        column.addStretch(1)
        area = scrolling(sheet)
        if self._panel is not None:
            self._side.removeWidget(self._panel)
            self._panel.deleteLater()
        self._panel = area
        self._area = area
        self._side.addWidget(area)

    def _article_head(self, number: int) -> Words:
        """Numbers begin again in each article, so its name stands over them."""
        article = self._articles.get(number)
        name = name_of(article) if article else self._say("ui.library")
        return Words(self._context.look, isolate(name), "interface.caption", "text.secondary",
                     wrap="elide")  # fmt: skip

    def _show_marks(self) -> None:
        article, returned = self.pane.article, self.returned
        number = next((n for n, one in self._articles.items() if one == article), None)
        if article is None or returned is None or number is None:
            return
        page = returned.sheet.articles[number - 1]
        reader = self.pane.reader
        reader.show_claims([
            Claim(_id((number, mark.number)), mark.spans, mark.tag, mark.number)
            for mark in page.claims
        ])  # fmt: skip
        reader.show_key([
            KeyMark(_id((number, mark.number)), mark.spans, mark.tag) for mark in page.missed
        ])  # fmt: skip

    # What somebody does.

    def choose(self, row: LineRow, end: int = 0) -> None:
        """A line: its words come into sight in the text."""
        for one in self._rows:
            one.choose(chosen=one is row)
        self._area.ensureWidgetVisible(row, 0, 12)
        if row.line.places:
            self._reveal(row.line.places[min(end, len(row.line.places) - 1)])

    def rows(self) -> Sequence[LineRow]:
        """The lines that are shown, in their order."""
        return tuple(self._rows)

    def choose_file(self) -> None:
        """Open a file of marked work."""
        kinds = f"{self._say('feedback_page.kinds')} (*{FileKind.FEEDBACK})"
        title = self._say("feedback_page.open_file")
        for path in choose_files(self, self._context.language, title, kinds):
            self._open_file(path)

    def _open_file(self, path: Path) -> None:
        opened = self._context.do(Gesture.OPEN_FEEDBACK, returning.open_feedback, path)
        if opened is not None:
            if opened.already:
                self._context.hint(self._say("feedback_page.already"))
            self.show_feedback(opened.feedback.id)

    def _reveal(self, place: Place) -> None:
        article = self._articles.get(place[0])
        if article is None:
            return
        if self.pane.article != article:
            self.pane.show_article(article)
            self._show_marks()
        reader, id = self.pane.reader, _id(place)
        mark = self._mark(place)
        mine = reader.has_claim(id)
        reader.select_claim(id if mine else None)
        reader.select_key(None if mine else id)
        if mark is not None and self.pane.isVisible():
            reader.scroll_to(mark[0], mark[1])

    def _mark(self, place: Place) -> tuple[int, int] | None:
        if self.returned is None:
            return None
        page = self.returned.sheet.articles[place[0] - 1]
        for mark in (*page.claims, *page.missed):
            if mark.number == place[1]:
                return mark.spans[0][0], mark.spans[-1][1]
        return None

    def _choose_place(self, id: str) -> None:
        """The line of a claim in the text."""
        row = next((one for one in self._rows if one.line.places[:1] == (_place(id),)), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.choose(row)

    def _show_article(self, id: str) -> None:
        article = next((one for one in self._articles.values() if one.id == id), None)
        if article is not None:
            self.pane.show_article(article)
            self._show_marks()

    def _step(self, by: int) -> None:
        focused = next((i for i, row in enumerate(self._rows) if row.hasFocus()), None)
        place = 0 if focused is None else focused + by
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def menu(self) -> QMenu:
        """Every marked work that came back, the shown one checked."""
        menu = QMenu(self)
        for kept in self._kept:
            action = QAction(self._name(kept.given, kept), menu)
            action.setCheckable(True)
            action.setChecked(kept.id == self._shown)
            action.triggered.connect(lambda _=False, id=kept.id: self.show_feedback(id))
            menu.addAction(action)
        return menu

    def _name(self, given: str, kept: Feedback | None = None) -> str:
        moment = datetime.fromisoformat(given).astimezone()
        said = self._say("feedback_page.given", at=moment)
        if kept is None:
            return said
        name = self._context.workspace.read(returning.assignment_name, kept.assignment_id)
        return f"{isolate(name)} · {said}"

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, self.which.mapToGlobal(QPoint(0, self.which.height() + 4)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the tools keep their icons."""
        super().resizeEvent(event)
        words = self._say("feedback_page.open_file")
        self.another.set_words("" if self.width() < _NARROW else words, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {"Up": -1, "Down": 1}.get(keys.chord(event))
        if step is not None and self._rows:
            self._step(step)
        else:
            super().keyPressEvent(event)


class _Ground(QWidget):
    """What scrolls beside the text: one step back from the paper."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._look.color("surface.window"))
        painter.end()


def _id(place: Place) -> str:
    return f"{place[0]}.{place[1]}"


def _place(id: str) -> Place:
    article, _, number = id.partition(".")
    return int(article), int(number)
