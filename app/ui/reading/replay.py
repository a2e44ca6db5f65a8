"""The thinking replay: how a reading grew, step by step, to look at and not to change."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.relation import Relation
from app.domain.story import Moment, as_of
from app.services import replaying
from app.ui import keys
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.reader.announcement import announce
from app.ui.reading import wording
from app.ui.reading.margins import margins
from app.ui.reading.past_shelf import PastShelf
from app.ui.reading.readers import Readers
from app.ui.reading.transport import Transport

_PACE = 1_200  # milliseconds for a step at the usual speed


class Replay(QWidget):
    """Two readers of their own, with the claims as they were; play, pause, speed and a scrubber."""

    left = Signal()

    def __init__(self, context: Context, author_id: str) -> None:
        super().__init__()
        self._context = context
        self._moments: Sequence[Moment] = ()
        self._shelf = PastShelf(context.workspace, author_id)
        self.readers = Readers(context.look, context.language, self._shelf)
        self.transport = Transport(context.look, context.language)
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._play_on)
        self.setAccessibleName(context.language.say("history.replay"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_banner())
        column.addWidget(self.readers, 1)
        column.addWidget(self.transport)
        self.transport.moved.connect(self.show_step)
        self.transport.played.connect(self.play)
        self.transport.speed_chosen.connect(self._set_pace)
        self.readers.article_chosen.connect(self._open_article)
        context.look.theme_changed.connect(self.update)

    def open(self, beside: Readers) -> None:
        """Tell the story from its beginning, in the articles that lie open ``beside``."""
        self._moments = self._context.workspace.read(replaying.story, self._shelf.author_id)
        self._shelf.clear()
        self._shelf.put(as_of(()))
        self.readers.set_two(beside.two)
        for side, article_id in enumerate(beside.article_ids()):
            self.readers.open_article(article_id, side)
            size, height = beside.columns[side].reader.reading()
            self.readers.columns[side].reader.set_reading(size, height)
        self.transport.set_length(len(self._moments))
        self.show_step(0)
        self.play(not self._context.look.reduced_motion)
        self.transport.scrubber.setFocus()

    def show_step(self, count: int) -> None:
        """Show what was marked after ``count`` steps."""
        page = as_of(self._moments[:count])
        self._shelf.put(page)
        moment = self._moments[count - 1] if count else None
        self._open_place(moment)
        self.readers.show_heads()
        self.readers.show_claims()
        self.readers.show_relations()
        self._point_out(moment)
        self.transport.show_step(count, self._words(moment))

    def play(self, on: bool) -> None:
        """Go on by itself, from the beginning where the end was reached; or stop."""
        on = on and bool(self._moments)
        if on and self.transport.step == len(self._moments):
            self.show_step(0)
        self.transport.show_playing(on)
        if on:
            self._set_pace(self.transport.speed)
            self._beat.start()
        else:
            self._beat.stop()

    def stop(self) -> None:
        self.play(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        forward = "Left" if self._context.look.right_to_left else "Right"
        step, last = self.transport.step, len(self._moments)
        to = {"Home": 0, "End": last}.get(chord, step)
        if chord in ("Left", "Right"):
            to = step + (1 if chord == forward else -1)
        if chord == "Esc":
            self.left.emit()
        elif chord == "Space":
            self.play(not self._beat.isActive())
        elif chord in ("Home", "End", "Left", "Right"):
            self.play(False)
            self.show_step(min(max(to, 0), last))
        elif not chord or "+" not in chord:
            event.accept()  # tags and the like are not given here
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.look.color("surface.window"))
        painter.end()

    def _make_banner(self) -> QWidget:
        look, say = self._context.look, self._context.language.say
        banner = _Banner(self._context)
        words = Words(look, say("history.replay_banner"), "interface.strong", wrap="elide")
        leave = Button(look, say("history.leave_replay"), height="control_compact")
        leave.setToolTip("Esc")
        leave.clicked.connect(self.left.emit)
        row = QHBoxLayout(banner)
        row.setContentsMargins(margins(20, 6, 12, 6, right_to_left=look.right_to_left))
        row.setSpacing(10)
        row.addWidget(IconMark(look, "time", "accent.ink"))
        row.addWidget(words, 1)
        row.addWidget(leave)
        return banner

    def _play_on(self) -> None:
        if self.transport.step < len(self._moments):
            self.show_step(self.transport.step + 1)
            announce(self, self.transport.words)
        if self.transport.step >= len(self._moments):
            self.play(False)

    def _set_pace(self, speed: float) -> None:
        self._beat.setInterval(round(_PACE / speed))

    def _open_article(self, side: int, article_id: str) -> None:
        self.readers.open_article(article_id, side)
        self.readers.show_claims()

    def _open_place(self, moment: Moment | None) -> None:
        """The article that a step was about lies open."""
        claim = self._claim_of(moment)
        if claim is not None:
            self.readers.open_article(claim.article_id)

    def _point_out(self, moment: Moment | None) -> None:
        """What a step touched is in view; what is still there stands out."""
        claim = self._claim_of(moment)
        there = claim is not None and self._shelf.claim(claim.id) is not None
        self.readers.choose(claim if there else None)
        if claim is not None:
            self.readers.reveal(claim.article_id, claim.start, claim.end)

    def _claim_of(self, moment: Moment | None) -> Annotation | None:
        """The claim that a step was about; of a relation, the one that it starts from."""
        if moment is None:
            return None
        for before, after in moment.changes.of(Annotation):
            return after or before
        for before, after in moment.changes.of(Relation):
            relation = after or before
            return self._shelf.claim(relation.source_id) if relation is not None else None
        return None

    def _words(self, moment: Moment | None) -> str:
        """«الوسم: رأي · 10:42»."""
        language = self._context.language
        if moment is None:
            return language.say("history.start")
        name = wording.step_name(language, moment.step.name)
        if moment.step.kind in ("undo", "redo"):
            name = language.say(f"history.{moment.step.kind}", step=name)
        at = datetime.fromisoformat(moment.step.at).astimezone()
        return f"{name} · {language.time(at)}"


class _Banner(QWidget):
    """Says all the while that this is the past."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._look = context.look
        self.setFixedHeight(context.look.size("find_bar"))
        context.look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.selected"))
        line = self.rect().adjusted(0, self.height() - 2, 0, 0)
        painter.fillRect(line, self._look.color("accent.ink"))
        painter.end()
