"""The library: today's assignment, the articles, and every way to bring more in."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Changes, Gesture
from app.domain.file_kind import FileKind
from app.domain.relation import Relation
from app.domain.score import Score
from app.domain.setting import Role
from app.domain.submission import Sitting, Submission
from app.services import sampling, shelving, tracking
from app.services.shelving import Shelved, Today
from app.services.tracking import Standing
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.field import SearchField
from app.ui.controls.file_choice import choose_files, choose_folder
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.words import Words
from app.ui.current_assignment import current_assignment, remember_assignment
from app.ui.library import arranging
from app.ui.library.banner import Banner
from app.ui.library.card import ShelfCard
from app.ui.library.empty import AddCard, EmptyLibrary
from app.ui.library.grid import CardGrid
from app.ui.library.work_banner import WorkBanner
from app.ui.page import Page

_NARROW = 1040
_BATCH = 60  # cards made at a time; more when the end comes into sight


class LibraryPage(Page):
    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shelf: list[Shelved] = []
        self._matching: list[Shelved] = []
        self._shown = 0
        self._order = "assignment"
        look, say = context.look, context.language.say
        self.search = SearchField(look, say("library.find"), "Ctrl K", 300)
        self.search.textChanged.connect(self._arrange)
        self.add = Button(look, say("library.add"), icon="import_file")
        self.add.setMenu(self._add_menu())
        self.add.setEnabled(not context.workspace.read_only)
        self.open_pack = Button(look, say("library.open_pack"), icon="open_pack")
        self.open_pack.setToolTip(f"{say('library.open_pack')}  (Ctrl O)")
        self.open_pack.clicked.connect(self.choose_pack)
        self.banner = Banner(look, context.language, context.role)
        self.banner.pressed_on.connect(self._start_today)
        self.work = WorkBanner(look, context.language)
        self.work.read_asked.connect(self._start_today)
        self.work.hand_in_asked.connect(self._hand_in)
        self.work.other_chosen.connect(self._choose_assignment)
        self.heading = Words(look, "", "interface.heading")
        self.count = Words(look, "", "interface.label", "text.tertiary")
        self.filter = Segments(look, self._filters((0, 0, 0)), say("library.filter"))
        self.filter.choose("all")
        self.filter.chosen.connect(self._arrange)
        self.order = Button(look, kind="flat", icon="sort")
        self.order.setMenu(self._order_menu())
        self.assign = Button(look, "", icon="assignments", height="control_compact")
        self.assign.hide()
        self.assign.clicked.connect(self._to_assignments)
        self.others = QWidget()
        self.others_count = Words(look, "", "interface.label", "text.tertiary")
        self.nothing = Words(look, "", "interface.body", "text.secondary", wrap="wrap")
        self.grid = CardGrid()
        self.rest = CardGrid()  # what is in no assignment of today's
        self._assigned: frozenset[str] = frozenset()
        self._today: Assignment | None = None
        self._standing_of = ""  # the assignment worked with when the banner was filled
        self.empty = EmptyLibrary(look, context.language, context.role)
        self._connect_choices()
        self._lay_out()
        self.refresh(None)

    def _connect_choices(self) -> None:
        self.empty.opened.connect(self.choose_pack)
        self.empty.sampled.connect(self.add_sample)
        self.empty.pasted.connect(self.paste)
        self.empty.imported.connect(self.choose_files)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("ground", "none")
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(0)
        self._top = QWidget()
        top = QVBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 24)
        top.addWidget(self.banner)
        top.addWidget(self.work)
        column.addWidget(self._top)
        column.addLayout(self._section_head())
        column.addSpacing(12)
        column.addWidget(self.nothing)
        column.addWidget(self.grid)
        head = QHBoxLayout(self.others)
        head.setContentsMargins(0, 24, 0, 12)
        head.setSpacing(8)
        others = self._context.language.say("library.others")
        head.addWidget(Words(self._context.look, others, "interface.heading"))
        head.addWidget(self.others_count)
        head.addStretch(1)
        column.addWidget(self.others)
        column.addWidget(self.rest)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(self._scroll.focusPolicy().NoFocus)
        self._scroll.setWidget(inside)
        self._scroll.verticalScrollBar().valueChanged.connect(self._show_more)
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # pyright: ignore
        self._layers = QStackedLayout(self)
        self._layers.setContentsMargins(0, 0, 0, 0)
        self._layers.addWidget(self._scroll)
        self._layers.addWidget(self.empty)

    def _section_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.heading)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.assign)
        row.addSpacing(8)
        row.addWidget(self.filter)
        row.addSpacing(8)
        row.addWidget(self.order)
        return row

    def title(self) -> str:
        return self._context.language.say("ui.library")

    def tools(self) -> Sequence[QWidget]:
        packs = (self.open_pack,) if self._context.role is Role.STUDENT else ()
        return (self.search, *packs, self.add)

    def open(self, **place: str) -> None:
        if "import_paths" in place:
            self._context.navigate("import", paths=place["import_paths"])
        elif self._standing_of != current_assignment(self._context):
            self.refresh(None)  # another was chosen elsewhere

    def refresh(self, changes: Changes | None) -> None:
        kinds = (Article, Annotation, Relation, Assignment, Score, Sitting, Submission)
        if changes is not None and not changes.touch(*kinds):
            return
        context = self._context
        self._shelf = context.workspace.read(shelving.shelf, context.author_id)
        today = self._show_today()
        self._layers.setCurrentIndex(0 if self._shelf else 1)
        self.search.setEnabled(bool(self._shelf))
        find = "library.find" if self._shelf else "library.nothing_to_find"
        self.search.setPlaceholderText(context.language.say(find))
        self._top.setVisible(today is not None)
        self._assigned = frozenset(today.article_ids if today else ())
        self._today = today
        self.assign.setVisible(context.role is Role.TEACHER and bool(self._shelf))
        self._name_assign()
        own = today is not None
        self.heading.say(
            context.language.say("library.assigned" if own else "library.every_article")
        )
        self._arrange()

    def _name_assign(self) -> None:
        """In a narrow page the button keeps its icon only."""
        words = self._context.language.say(
            "library.set_up" if self._today else "library.make_assignment"
        )
        self.assign.set_words("" if self.width() < _NARROW else words, words)

    def _show_today(self) -> Assignment | None:
        """The banner of the assignment in hand: a student's with what is left of it and the way to
        hand it in."""
        context = self._context
        standings: list[Standing] = []
        if context.role is Role.STUDENT:
            standings = context.workspace.read(tracking.standings, context.author_id)
        wanted = self._standing_of = current_assignment(context)
        today: Today | None = None
        if not standings:
            read = context.workspace.read
            today = read(shelving.today, context.author_id, context.role, wanted)
        self.work.setVisible(bool(standings))
        self.banner.setVisible(today is not None)
        seen = {one.card.id for one in self._shelf if self._seen(one)}
        if standings:
            chosen = (one for one in standings if one.assignment.id == wanted)
            shown = next(chosen, standings[0])
            begun = bool(seen & set(shown.assignment.article_ids))
            self.work.show_standing(shown, standings, begun=begun)
            return shown.assignment
        if today is not None:
            self.banner.show_today(today, begun=bool(seen))
        return today.assignment if today else None

    def _to_assignments(self) -> None:
        """To the form of today's assignment, or to a new one."""
        if self._today is not None:
            self._context.navigate("assignments", assignment_id=self._today.id)
        else:
            self._context.navigate("assignments", new="1")

    def _hand_in(self, assignment_id: str) -> None:
        self._context.navigate("handing_in", assignment_id=assignment_id)

    def _choose_assignment(self, assignment_id: str) -> None:
        remember_assignment(self._context, assignment_id)
        self.refresh(None)

    def _is_other(self, shelved: Shelved) -> bool:
        """Whether it stands apart from today's assignment."""
        return bool(self._assigned) and shelved.card.id not in self._assigned

    # What is shown

    def _filters(self, counts: tuple[int, int, int]) -> list[Choice]:
        language = self._context.language
        choices: list[Choice] = []
        for value, n in zip(("all", "marked", "unseen"), counts, strict=True):
            key = f"library.filter.{value}"
            choices.append(Choice(value, language.say(key if n else f"{key}_none", n=n)))
        return choices

    def _passes(self, shelved: Shelved) -> bool:
        chosen = self.filter.value()
        if chosen == "marked" and not shelved.claims:
            return False
        return not (chosen == "unseen" and self._seen(shelved))

    def _seen(self, shelved: Shelved) -> bool:
        kept = self._context.preferences.choices.layout
        return bool(shelved.claims) or self._context.opened_mark(shelved.card.id) in kept

    def _arrange(self) -> None:
        """Filter, order and show from the top."""
        unseen = [shelved for shelved in self._shelf if not self._seen(shelved)]
        marked = [shelved for shelved in self._shelf if shelved.claims]
        counts = (len(self._shelf), len(marked), len(unseen))
        for choice in self._filters(counts):
            self.filter.relabel(choice.value, choice.label)
        query = self.search.text().strip()
        passing = filter(self._passes, self._shelf)
        found = arranging.matching(passing, query, self._order)
        self._matching = sorted(found, key=self._is_other)  # the order of each part stays
        language = self._context.language
        count = sum(not self._is_other(shelved) for shelved in found)
        self.count.say(language.number(count) if count else "")
        self.others_count.say(language.number(len(found) - count))
        self.order.set_words(
            language.say(f"library.order.{self._order}"),
            language.say("library.order_by", order=language.say(f"library.order.{self._order}")),
        )
        missing = "library.nothing_found" if query else "library.nothing_here"
        self.nothing.say("" if self._matching else language.say(missing, query=query))
        self.nothing.setVisible(not self._matching)
        self._shown = min(len(self._matching), _BATCH)
        self._fill()

    def _fill(self) -> None:
        shown = self._matching[: self._shown]
        cards: list[Card] = [self._card(s) for s in shown if not self._is_other(s)]
        rest: list[Card] = [self._card(s) for s in shown if self._is_other(s)]
        whole = not self.search.text() and self._shown == len(self._matching)
        if whole and not self._context.workspace.read_only:
            add = AddCard(self._context.look, self._context.language)
            add.pressed.connect(self.choose_files)
            (rest or cards).append(add)
        self.grid.show_cards(cards, self.order)
        self.rest.show_cards(rest, cards[-1].stops()[-1] if cards else self.order)
        for part in (self.others, self.rest):
            part.setVisible(bool(rest))

    def _card(self, shelved: Shelved) -> ShelfCard:
        context = self._context
        card = ShelfCard(context.look, context.language, shelved, seen=self._seen(shelved))
        card.opened.connect(self.read)
        card.completed.connect(self.complete)
        return card

    def _show_more(self, value: int) -> None:
        bar = self._scroll.verticalScrollBar()
        if self._shown < len(self._matching) and value > bar.maximum() - self.height():
            self._shown = min(len(self._matching), self._shown + _BATCH)
            self._fill()

    def _keep_in_sight(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Qt scrolls when Tab moves inside a scroll area, not when it comes into one."""
        if new is not None and self._scroll.isAncestorOf(new):
            self._scroll.ensureWidgetVisible(new)

    # What is done

    def read(self, article_id: str) -> None:
        """Open an article; the page that shows it remembers that it was."""
        self._context.navigate("reading", article_id=article_id)

    def complete(self, article_id: str) -> None:
        """Open an article's source card."""
        self._context.navigate("source_card", article_id=article_id)

    def add_sample(self) -> None:
        self._context.do(Gesture.ADD_SAMPLE, sampling.add_sample)

    def choose_files(self) -> None:
        language = self._context.language
        say = language.say
        kinds = f"{say('import.text_files')} (*.txt *.text *.md);;{say('import.all_files')} (*)"
        self._import(choose_files(self, language, say("library.import_files"), kinds))

    def choose_pack(self) -> None:
        """A pack or work that was kept, opened as a double click on it does."""
        language = self._context.language
        say = language.say
        kinds = f"{say('opening.kinds')} (*{FileKind.PACK} *{FileKind.WORK})"
        chosen = choose_files(self, language, say("opening.title"), kinds)
        if chosen:
            self._context.receive(chosen)

    def choose_folder(self) -> None:
        language = self._context.language
        folder = choose_folder(self, language, language.say("library.import_folder"))
        self._import([folder] if folder is not None else [])

    def _import(self, chosen: Sequence[Path]) -> None:
        if chosen:
            self._context.navigate("import", paths="\n".join(map(str, chosen)))

    def paste(self) -> None:
        self._context.navigate("import", pasted="1")

    def _start_today(self, assignment_id: str) -> None:
        if self._context.role is Role.TEACHER:
            self._context.navigate("grading", assignment_id=assignment_id)
            return
        own = [s for s in self._shelf if not self._is_other(s)] or self._shelf
        unfinished = [s for s in own if not s.claims] or own
        begun = [s for s in own if s.claims]
        self.read((begun or unfinished)[-1 if begun else 0].card.id)

    def _add_menu(self) -> QMenu:
        menu, say = QMenu(self), self._context.language.say
        menu.addAction(say("library.import_files"), self.choose_files)
        menu.addAction(say("library.import_folder"), self.choose_folder)
        menu.addAction(say("library.paste"), self.paste)
        menu.addSeparator()
        menu.addAction(say("library.add_sample"), self.add_sample)
        return menu

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        for order in arranging.ORDERS:
            words = self._context.language.say(f"library.order.{order}")
            menu.addAction(words, lambda order=order: self._order_by(order))
        return menu

    def _order_by(self, order: str) -> None:
        self._order = order
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Ctrl+K", "Ctrl+F"):
            self.search.setFocus()
            self.search.selectAll()
        elif chord == "Ctrl+V":
            self.paste()
        elif chord == "Ctrl+O" and self._context.role is Role.STUDENT:
            self.choose_pack()
        elif chord == "Ctrl+O":
            self.choose_files()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.banner.narrow(self.width())
        self.work.narrow(self.width())
        self.filter.tighten(self.width() < _NARROW)
        self._name_assign()
        QTimer.singleShot(
            0, self, lambda: self._show_more(self._scroll.verticalScrollBar().value())
        )
