"""The reading page: articles beside each other, tools, keys, and room for all of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Changes, Gesture
from app.domain.submission import Sitting, author_of
from app.services import assigning, consulting, keying, practising
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.strip import Strip
from app.ui.help.panel import Topic
from app.ui.page import Page
from app.ui.reader.announcement import announce
from app.ui.reader.handles import End
from app.ui.reading import open_articles
from app.ui.reading.comfort import Comfort
from app.ui.reading.desk import Desk
from app.ui.reading.find_bar import FindBar
from app.ui.reading.finding import Finder
from app.ui.reading.nothing_here import NothingHere
from app.ui.reading.panels import Panels
from app.ui.reading.practice import PracticePane
from app.ui.reading.readers import Readers
from app.ui.reading.replay import Replay
from app.ui.reading.setting import ReadingSetting
from app.ui.reading.shelf import Shelf
from app.ui.reading.side import SidePanel
from app.ui.reading.tag_bar import TagBar
from app.ui.reading.tools import Tools

_UNDER_TEXT_BELOW = 948  # of the page: the side panel goes under the text
_SLIM_BELOW = 1290
_SLIM_SIDE = 280


class ReadingPage(Page):
    """Two actions a claim: select, press 1, 2 or 3. Everything else is optional.

    Every gesture is one transaction, done by the ``Desk``; ``refresh`` then shows what changed.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        look, language = context.look, context.language
        self.shelf = Shelf(context.workspace, context.author_id)
        self.readers = Readers(look, language, self.shelf)
        # What was kept of an assignment was looked at whole before: it can be read.
        kept = context.workspace.read(assigning.codebook_now)
        book = consulting.codebook(language.code, kept)
        self.side = SidePanel(context, self.shelf, book)
        self.tag_bar = TagBar(look, language)
        self.tag_bar.explain(book)
        self.find_bar = FindBar(look, language)
        self.nothing_here = NothingHere(look, language)
        self.desk = Desk(context, self.shelf, self.readers, self.side, self.tag_bar, self)
        self._finder = Finder(self.readers, self.shelf)
        self._setting = ReadingSetting(context, self.readers)
        self.way_out = Strip(look, language.say("ui.close"))
        self.comfort = Comfort(self, self._setting, self.side, self.way_out)
        self.panels = Panels(context, self.side, book, self.desk.flush)
        self.replay: Replay | None = None
        self._tools = Tools(context, self.comfort)
        self.hand_in = Button(look, language.say("handing_in.hand_in"), kind="main", icon="hand_in")
        self.hand_in.setToolTip(f"{language.say('handing_in.hand_in')}  (Ctrl Enter)")
        self.hand_in.clicked.connect(self._hand_in)
        self._assignments: list[Assignment] | None = None
        self._key_of = ""  # the assignment whose key is being marked
        self.key_strip = Strip(look, language.say("ui.close"))
        self.save_key = Button(look, language.say("assignments.save_key"), kind="main", icon="key")
        self.save_key.clicked.connect(self._save_key)
        self._opened = False
        self._lay_out()
        self._listen()
        self._keys = self._bind_keys()
        self.destroyed.connect(self._setting.stop)

    # What the window asks

    def title(self) -> str:
        open_ids = set(self.readers.article_ids())
        if self._assignments is None:
            self._assignments = self._context.workspace.read(lambda tx: tx.find(Assignment))
        if self._key_of:
            name = next((one.name for one in self._assignments if one.id == self._key_of), "")
            return self._context.language.say("reading.key_title", name=name)
        whole = (a.name for a in self._assignments if open_ids and open_ids <= set(a.article_ids))
        name = next(whole, "")
        return name or self._context.language.say("reading.page")

    def _practise(self) -> None:
        """Only a practice pack brings answers; of a test there is nothing to say."""
        context = self._context
        answers = context.workspace.read(practising.answers_of, self.shelf.author_id)
        pane = PracticePane(context, self.shelf, answers) if answers is not None else None
        self.side.practise(pane)

    def action(self) -> QWidget | None:
        """Handing in, for who sat down to an assignment here; saving a key that is marked."""
        if self._key_of:
            return self.save_key
        return self.hand_in if self._sat_down() else None

    def _mark_key(self, assignment_id: str) -> None:
        """Turn to the layer of a key; empty: to what whoever works here marks."""
        if assignment_id == self._key_of:
            return
        self._key_of, context = assignment_id, self._context
        author = context.author_id
        if assignment_id:
            assignment = context.workspace.read(lambda tx: tx.get(Assignment, assignment_id))
            author = assignment.key_layer
            words = context.language.say("reading.key_strip", name=assignment.name)
            self.key_strip.say("info", words, context.language.say("reading.key_leave"),
                               closable=False, icon="key")  # fmt: skip
        self.key_strip.setVisible(bool(assignment_id))
        self.shelf.turn_to(author)
        self._assignments = None
        if self._opened:
            self.desk.refresh(None)
            self._practise()

    def _leave_key(self) -> None:
        if self.flush():
            id = self._key_of
            self._mark_key("")
            self._context.navigate("assignments", assignment_id=id, tab="key")

    def _save_key(self) -> None:
        context, id = self._context, self._key_of
        if not self.flush():
            return
        saved = context.do(Gesture.SAVE_KEY, keying.save, id, self.shelf.author_id)
        if saved is not None:
            context.navigate("assignments", assignment_id=id, tab="key")
            context.offer_undo(context.language.count("assignments.key_kept", saved.claims))

    def _sat_down(self) -> list[str]:
        """The assignments of who reads here, that of the open articles first."""
        context = self._context
        sittings = context.workspace.read(lambda tx: tx.find(Sitting))
        theirs = {
            one.assignment_id for one in sittings if author_of(one.student_ids) == context.author_id
        }
        found = context.workspace.read(lambda tx: tx.find(Assignment, id=tuple(theirs)))
        open_ids = set(self.readers.article_ids())
        found.sort(key=lambda one: -len(open_ids & set(one.article_ids)))
        return [one.id for one in found]

    def _hand_in(self) -> None:
        sat_down = self._sat_down()
        if sat_down and self.flush():
            self._context.navigate("handing_in", assignment_id=sat_down[0])

    def caption(self) -> str:
        language = self._context.language
        claims = sum(len(self.shelf.claims(shown)) for shown in self.readers.article_ids())
        return " · ".join((
            language.count("reading.claims_made", claims),
            language.count("reading.row_relations", len(self.shelf.relations())),
        ))  # fmt: skip

    def tools(self) -> Sequence[QWidget]:
        return self._tools.buttons

    def open(self, **place: str) -> None:
        """``article_id`` and, in it, ``annotation_id`` or ``start`` and ``end``; with ``key_of``
        what is marked for the key of that assignment; or nothing: as it was left."""
        article_id = place.get("article_id")
        if article_id is not None and all(card.id != article_id for card in self.shelf.cards()):
            article_id, place = None, {}  # it was taken away since
        self.leave_replay()
        if "key_of" in place or article_id is not None:
            self._mark_key(place.get("key_of", ""))
        if not self._opened:
            self._opened = True
            self._practise()
            open_articles.lay(self.readers, self.shelf, self._context.preferences)
        if article_id is not None:
            self.readers.open_article(article_id)
            with suppress(OSError):  # only the words «not opened yet» depend on it
                self._context.preferences.remember(self._context.opened_mark(article_id), "1")
        self._tools.show_two(self.readers.two)
        self.find_bar.show_two(self.readers.two)
        self._setting.apply()  # a size may have been chosen in the settings
        self.desk.show_everything()
        self._show_what_there_is()
        if (annotation_id := place.get("annotation_id")) is not None:
            self.desk.choose(annotation_id)
        elif article_id is not None and "start" in place:
            self.readers.reveal(article_id, int(place["start"]), int(place["end"]))
        self.readers.focus()

    def _show_what_there_is(self) -> None:
        """The articles and what hangs on them; where there are none, the way to some."""
        nothing = not self.shelf.cards()
        if nothing == self.nothing_here.isHidden():
            self.nothing_here.setVisible(nothing)
            self._text.setVisible(not nothing)
            self.side.setVisible(not nothing and not self._setting.projected)

    def refresh(self, changes: Changes | None) -> None:
        """Show what changed; None: read everything again."""
        if changes is None or changes.touch(Assignment, Sitting):
            self._assignments = None
            here = self._context.workspace.read(lambda tx: tx.ids(Assignment))
            if self._key_of and self._key_of not in here:
                self._mark_key("")
            self._practise()
        if self._opened:
            self.leave_replay()
            self.desk.refresh(changes)
            if changes is None or changes.touch(Article):
                self._find_again()
            self.panels.refresh()
            self._show_what_there_is()
        else:
            self.shelf.clear()

    def foot(self) -> int:
        return self.tag_bar.height()

    def take_back(self) -> bool:
        return self.side.card.questions.take_back()

    def flush(self) -> bool:
        self._keep_places()
        return self.desk.flush()

    def _keep_places(self) -> None:
        if self._opened:
            open_articles.remember_places(self.readers, self._context)

    def show_help(self, topic: Topic | None) -> bool:
        """In the place of list and card, while they are there."""
        if self.replay is not None or not self.nothing_here.isHidden():
            return False
        self.panels.show_help(topic)
        return True

    # Find

    def open_find(self) -> None:
        """Open the find bar, or go to its field."""
        self._tools.find.setChecked(True)
        self.find_bar.show()
        self.find_bar.field.setFocus()
        self.find_bar.field.selectAll()

    def _toggle_find(self, wanted: bool) -> None:
        if wanted:
            self.open_find()
        else:
            self.close_find()

    def close_find(self) -> None:
        self._tools.find.setChecked(False)
        if (match := self._finder.match) is not None:
            self.readers.put_caret(*match[:2])
        self._finder.clear()
        self.readers.focus()  # first: Qt would pass the focus of a hidden field to what comes next
        self.find_bar.hide()

    def _search(self, query: str) -> None:
        self._finder.search(query)
        self._show_match()

    def _show_match(self) -> None:
        self.find_bar.show_count(self._finder.current, self._finder.total)
        heard = (self.find_bar.count(), self._finder.words_around())
        announce(self, ": ".join(words for words in heard if words))

    def _find_again(self) -> None:
        """Other articles are open, or there: what was looked for is looked for in them."""
        self._finder.again()
        if not self.find_bar.isHidden():
            self.find_bar.show_count(self._finder.current, self._finder.total)

    def _search_everywhere(self, everywhere: bool) -> None:
        self._finder.everywhere = everywhere
        self._search(self.find_bar.field.text().strip())

    def _step_match(self, by: int) -> None:
        self._finder.step(by)
        self._show_match()

    # The past

    def open_replay(self) -> None:
        """Show how the reading grew, in the place of the text; nothing can be changed there."""
        if self.replay is not None or not self.flush():
            return
        self.panels.close()
        self.replay = Replay(self._context, self.shelf.author_id)
        self.replay.left.connect(self.leave_replay)
        self._row.addWidget(self.replay, 1)
        self._text.hide()
        self.side.hide()
        self.replay.readers.fit(self.width())
        self.replay.show()
        self.replay.open(self.readers)

    def leave_replay(self) -> None:
        if self.replay is None:
            return
        replay, self.replay = self.replay, None
        replay.stop()
        self._row.removeWidget(replay)
        replay.hide()
        replay.deleteLater()
        self._text.show()
        self.side.setVisible(not self._setting.projected)
        self.readers.focus()

    # Articles

    def _replace_article(self, side: int, article_id: str) -> None:
        """A third article takes a side; the one that was there keeps its place."""
        self.readers.open_article(article_id, side)
        self._articles_changed()

    def show_two(self, two: bool) -> None:
        """Two articles side by side, or one."""
        self.readers.set_two(two)
        self._tools.show_two(two)
        self.find_bar.show_two(two)
        self._setting.apply()
        self._articles_changed()

    def _articles_changed(self) -> None:
        open_articles.remember(self.readers, self._context)
        self._find_again()
        self.desk.show_everything()

    def _other_side(self) -> None:
        if self.readers.two:
            self.readers.make_active(1 - self.readers.active)
            self.readers.focus()

    def _show_source_card(self, article_id: str) -> None:
        self._context.navigate("source_card", article_id=article_id, asked_by="reading")

    # Inside

    def _lay_out(self) -> None:
        say = self._context.language.say
        words = say("reading.projecting"), say("reading.end_projecting")
        self.find_bar.hide()
        self._text = text = QWidget()
        column = QVBoxLayout(text)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.way_out)
        self.way_out.say("info", *words, closable=False, icon="projector")
        self.way_out.hide()
        column.addWidget(self.key_strip)
        self.key_strip.hide()
        column.addWidget(self.find_bar)
        column.addWidget(self.readers, 1)
        column.addWidget(self.tag_bar)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(text, 1)
        self._row.addWidget(self.side)
        self._row.addWidget(self.nothing_here, 1)
        self.nothing_here.hide()

    def _listen(self) -> None:
        self.desk.shown.connect(self.heading_changed)
        self.way_out.acted.connect(self.comfort.leave)
        self.key_strip.acted.connect(self._leave_key)
        self.nothing_here.library_asked.connect(lambda: self._context.navigate("library"))
        self.readers.article_chosen.connect(self._replace_article)
        self.readers.source_card_asked.connect(self._show_source_card)
        self.readers.zoomed.connect(self._setting.keep_size)
        self.find_bar.query_changed.connect(self._search)
        self.find_bar.stepped.connect(self._step_match)
        self.find_bar.scope_changed.connect(self._search_everywhere)
        self.find_bar.closed.connect(self.close_find)
        self._tools.find.clicked.connect(self._toggle_find)
        self._tools.two.clicked.connect(self.show_two)
        self._tools.history.clicked.connect(self.panels.show_history)
        self._tools.help.clicked.connect(lambda: self.panels.show_help())
        self._setting.switched.connect(self._say_switch)
        self.panels.changed.connect(self._panel_changed)
        self.panels.replay_asked.connect(self.open_replay)

    def _say_switch(self, switch: str) -> None:
        """What was switched may not be seen before the next drag, or ever."""
        say, on = self._context.language.say, self._setting.is_on(switch)
        name = say("reading.focus_mode" if switch == "focus" else f"reading.switch.{switch}")
        announce(
            self, say("reading.said.switched_on" if on else "reading.said.switched_off", name=name)
        )

    def _panel_changed(self) -> None:
        self._tools.history.setChecked(self.panels.history_open)
        self._tools.help.setChecked(self.panels.help_open)
        if not self.panels.is_open:
            self.side.setVisible(not self._setting.projected)
            self.readers.focus()

    def _leave(self) -> None:
        """Esc: out of what is in front, one thing at a time."""
        if self.desk.cancel_asking():
            return
        if self._setting.projected and self.readers.selection() is None:
            self.comfort.leave()
        elif self.panels.is_open:
            self.panels.close()
        elif self.side.card.isAncestorOf(self.window().focusWidget()):  # back to the text
            self.flush()
            self.readers.focus()
        elif self.desk.chosen is not None or self.readers.selection() is not None:
            self.desk.cancel()
        else:
            self.comfort.leave()

    def _to_card(self, field: Callable[[], QWidget]) -> Callable[[], None]:
        """To a field of the chosen claim's card."""

        def go() -> None:
            there = field().isVisibleTo(self.side.card)  # the assignment may not ask for it
            if self.desk.chosen is not None and there:
                self.panels.close()
                field().setFocus(Qt.FocusReason.ShortcutFocusReason)

        return go

    def _end_name(self) -> None:
        """Return in the name: it is kept already, and the next key means the claim again."""
        if self.side.card.who_said.name.hasFocus():
            self.readers.focus()

    def _bind_keys(self) -> dict[str, Callable[[], None]]:
        zoom, desk = self._setting.zoom, self.desk
        larger = ("Ctrl+=", "Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++")
        return {
            **{str(n): lambda place=n: desk.press_number(place) for n in range(1, 7)},
            "E": desk.mark_evidence,
            "L": desk.start_linking,
            "R": desk.move_limits,
            "Delete": desk.remove,
            "[": lambda: desk.reshaping.hold(End.START),
            "]": lambda: desk.reshaping.hold(End.END),
            "P": desk.reshaping.keep_part,
            **dict.fromkeys(("=", "+", "Shift+=", "Shift++"), desk.reshaping.add_part),
            "-": desk.take_part,
            "J": desk.choosing.jump,
            "W": self._to_card(lambda: self.side.card.who_said.kind),
            "N": self._to_card(lambda: self.side.card.note),
            "Esc": self._leave,
            "Return": self._end_name,
            "Shift+F10": desk.open_menu,
            "S": lambda: self._setting.toggle("snap"),
            "F7": lambda: self._setting.toggle("focus"),
            "F8": self.comfort.toggle_projector,
            "F9": self.panels.show_history,
            "F11": self.comfort.toggle_full_screen,
            "Alt+Up": lambda: desk.choosing.step(-1),
            "Alt+Down": lambda: desk.choosing.step(1),
            "Ctrl+F": self.open_find,
            "F3": lambda: self._step_match(1),
            "Shift+F3": lambda: self._step_match(-1),
            "F6": self._other_side,
            **dict.fromkeys(larger, lambda: zoom(1)),
            "Ctrl+-": lambda: zoom(-1),
            "Ctrl+0": lambda: zoom(0),
            "Ctrl+Return": self._hand_in,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(keys.chord(event))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        under = width < _UNDER_TEXT_BELOW
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if under else QBoxLayout.Direction.LeftToRight
        )
        side = self._context.look.size("side_panel") if width >= _SLIM_BELOW else _SLIM_SIDE
        self.side.lie(side, under=under)
        self.readers.fit(width)
        if self.replay is not None:
            self.replay.readers.fit(width)
        self._setting.fit(width)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.leave_replay()
        self.flush()
        self._keep_places()
