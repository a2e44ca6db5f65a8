"""The two-vote debate: the claim that splits the class, a second vote, and what it moved."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.change import Gesture
from app.domain.debate import Shift, counted
from app.domain.report import ClaimFigures
from app.domain.report_sentences import tag_counts, tag_name
from app.services import debating
from app.services.reporting import ClassReport
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.segments import Choice, Segments
from app.ui.reader.announcement import announce
from app.ui.report.ballot import TAGS, Hands, Tiles
from app.ui.report.big_bars import BigBars
from app.ui.report.room_words import RoomWords

_STAGES = ("first", "again", "result")  # in the catalogue


class Stage(IntEnum):
    """Where the debate stands."""

    FIRST = 0
    AGAIN = 1
    RESULT = 2


class Debate(QWidget):
    """``refused``: a vote could not be kept; why is told under the window's header."""

    refused = Signal()

    def __init__(self, context: Context, told: ClassReport) -> None:
        super().__init__()
        self._context = context
        look, language = context.look, context.language
        self._look = look
        self._say = language.say
        self._told = told
        self._claims: Sequence[ClaimFigures] = told.report.most_split
        self.at = 0
        self.stage = Stage.FIRST
        self.by_student = False
        self._scale = 1.0
        self.place = RoomWords(look, "interface.title")
        self.rank = RoomWords(look, "interface.body", "text.secondary")
        self.previous = Button(
            look, kind="flat", icon="previous", name=self._say("debate.previous")
        )
        self.following = Button(look, kind="flat", icon="next", name=self._say("debate.next"))
        self.quote = RoomWords(look, "reading.banner_title")
        self.heading = RoomWords(look, "interface.title")
        self.bars = BigBars(look, language)
        self.result = BigBars(look, language)
        self.moves = RoomWords(look, "interface.title")
        self.key = RoomWords(look, "interface.title", "text.secondary")
        self.hands = Hands(look, language)
        self.tiles = Tiles(look, language)
        ways = [Choice(way, self._say(f"debate.{way}")) for way in ("by_hands", "by_student")]
        self.ways = Segments(look, ways, self._say("debate.way"))
        self.progress = RoomWords(look, "interface.body", "text.secondary")
        self.clear = Button(look, self._say("debate.clear"), kind="flat", icon="remove")
        self.back = Button(look, self._say("debate.back"), height="control_large")
        self.on = Button(look, kind="main", height="control_large")
        self.show_key = Button(look, self._say("debate.show_key"), height="control_large")
        self.hint = RoomWords(look, "interface.body", "text.secondary")
        self._lay_out()
        self._connect()
        for words in (self.place, self.rank, self.progress):
            words.setWordWrap(False)
        self.ways.choose("by_hands")
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.place)
        head.addWidget(self.rank, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.previous, self.following):
            head.addWidget(part)
        self._stages = QStackedWidget()
        for stage in (_column(self.bars), self._ballot(), _column(*self._outcome())):
            self._stages.addWidget(stage)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.hint, 1, Qt.AlignmentFlag.AlignVCenter)
        for part in (self.show_key, self.back, self.on):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(64, 20, 64, 20)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.quote)
        column.addSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self._stages, 1)
        column.addLayout(foot)

    def _ballot(self) -> QWidget:
        ways = QWidget()
        row = QHBoxLayout(ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.ways)
        row.addWidget(self.progress, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.clear)
        self._voting = QStackedWidget()
        self._voting.addWidget(self.hands)
        self._voting.addWidget(self.tiles.area)
        ballot = QWidget()
        column = QVBoxLayout(ballot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(ways)
        column.addWidget(self._voting, 1)
        return ballot

    def _outcome(self) -> tuple[QWidget, ...]:
        return self.result, self.moves, self.key

    def _connect(self) -> None:
        self.previous.clicked.connect(lambda: self.step_claim(-1))
        self.following.clicked.connect(lambda: self.step_claim(1))
        self.on.clicked.connect(lambda: self.step(1))
        self.back.clicked.connect(lambda: self.step(-1))
        self.show_key.clicked.connect(self.reveal_key)
        self.clear.clicked.connect(self._clear)
        self.ways.chosen.connect(self._choose_way)
        self.hands.counted.connect(self._count)
        self.tiles.voted.connect(self._vote)

    # what is shown

    @property
    def claim(self) -> ClaimFigures | None:
        """The claim that is talked about; None where nobody found any."""
        return self._claims[self.at] if self._claims else None

    def refresh(self, told: ClassReport) -> None:
        """The report was worked out again, or a vote was taken back: stay with the claim."""
        here = self.claim.key.id if self.claim else ""
        self._told, self._claims = told, told.report.most_split
        ids = [one.key.id for one in self._claims]
        self.at = ids.index(here) if here in ids else 0
        self._show()

    def choose(self, claim_id: str) -> None:
        """Talk about another claim, from its first vote on."""
        ids = [one.key.id for one in self._claims]
        if claim_id in ids:
            self._turn(ids.index(claim_id))

    def step_claim(self, by: int) -> None:
        """The claim that splits the class more (-1) or less (1)."""
        if 0 <= self.at + by < len(self._claims):
            self._turn(self.at + by)

    def _turn(self, at: int) -> None:
        self.at, self.stage = at, Stage.FIRST
        self._show()
        if self.claim is not None:
            announce(self, f"{self.place.words()}: {self.claim.key.quote}")

    def step(self, by: int) -> None:
        """To the next stage (1) or back (-1)."""
        if self.claim is not None and 0 <= self.stage + by <= Stage.RESULT:
            self.stage = Stage(self.stage + by)
            self._show()
            announce(self, self.heading.words())
            if self.stage is Stage.AGAIN and self.by_student:
                self.tiles.focus_first()

    def _show(self) -> None:
        claim, say, number = self.claim, self._say, self._context.language.number
        for part in (self.on, self._stages, self.heading, self.place, self.rank):
            part.setVisible(claim is not None)
        self.previous.setEnabled(self.at > 0)
        self.following.setEnabled(self.at + 1 < len(self._claims))
        self.back.setVisible(self.stage > Stage.FIRST)
        self.on.setVisible(claim is not None and self.stage < Stage.RESULT)
        self.show_key.setVisible(self.stage is Stage.RESULT)
        self.key.hide()
        if claim is None:
            self.quote.say(say("debate.nothing"))
            self.hint.say("")
            return
        self.place.say(say("report.claim", n=claim.number))
        self.rank.say(say("debate.rank", n=self.at + 1, of=number(len(self._claims))))
        self.quote.say(f"«{claim.key.quote}»")
        self._fit_quote(claim.key.quote)
        self.hint.say(say(f"debate.keys.{_STAGES[self.stage]}"))
        self._stages.setCurrentIndex(self.stage)
        heading = say(f"debate.stage.{_STAGES[self.stage]}")
        if self.stage is Stage.FIRST:
            heading += " · " + self._context.language.count("report.tagged_by", claim.found)
        self.heading.say(heading)
        self.on.set_words(
            say("debate.vote_again" if self.stage is Stage.FIRST else "debate.result")
        )
        first = counted(claim.tags.values())
        self.bars.show_votes(first)
        self._show_ballot(claim)
        self._show_result(claim)

    def set_scale(self, scale: float) -> None:
        """Everything as many times as large as on a laptop."""
        self._scale = scale
        for words in (self.place, self.heading, self.moves, self.key):
            words.set_size(20 * scale)
        for words in (self.rank, self.progress, self.hint):
            words.set_size(14 * scale)
        for part in (self.bars, self.result, self.hands, self.tiles):
            part.set_scale(scale)
        if self.claim is not None:
            self._fit_quote(self.claim.key.quote)

    def _fit_quote(self, quote: str) -> None:
        """As large as leaves room for the votes."""
        size = 34 if len(quote) < 130 else 28 if len(quote) < 260 else 22
        self.quote.set_size(size * self._scale)

    def _show_ballot(self, claim: ClaimFigures) -> None:
        read, place = self._context.workspace.read, (self._told.assignment.id, claim.key.id)
        hands = read(debating.hands_on, *place)
        votes = read(debating.votes_on, *place)
        if votes:
            self.by_student = True
        elif hands is not None:
            self.by_student = False
        self.ways.choose("by_student" if self.by_student else "by_hands")
        self._voting.setCurrentIndex(int(self.by_student))
        self.hands.show_counts(hands)
        ids = [student.id for student in self._told.students]
        self.tiles.show_students(ids, votes)
        done = len(votes) if self.by_student else sum((hands or {}).values())
        count = self._context.language.count
        told = count("debate.votes", done, of=len(ids))
        many = done > len(ids)  # a hand too many, or somebody who is on no list: say so, keep it
        self.progress.say(f"{told} · {self._say('debate.too_many')}" if many else told)
        self.progress.dye("state.warning" if many else "text.secondary")
        self.clear.setEnabled(done > 0)

    def _show_result(self, claim: ClaimFigures) -> None:
        read, place = self._context.workspace.read, (self._told.assignment.id, claim.key.id)
        moved = read(debating.shift_of, *place, claim.tags)
        if moved is None:
            self.result.show_votes(counted(claim.tags.values()))
            self.moves.say(self._say("debate.no_second"))
            return
        self.result.show_votes(moved.first, moved.second)
        self.moves.say(told_moves(moved, self._context))
        tag = tag_name(claim.key.tag, self._context.language)
        self.key.say(self._say("report.key_says", tag=tag))

    def reveal_key(self) -> None:
        """What the key says, when the class has had its say."""
        if self.stage is Stage.RESULT and self.claim is not None:
            tag = tag_name(self.claim.key.tag, self._context.language)
            self.key.say(self._say("report.key_says", tag=tag))
            self.key.show()
            self.show_key.hide()

    # what somebody does

    def press(self, chord: str) -> bool:
        """Whether a key meant something here."""
        if self.stage is Stage.AGAIN and self._press_vote(chord):
            return True
        steps = {"Return": 1, "PgDown": 1, "Backspace": -1, "PgUp": -1}
        forward = -1 if self._look.right_to_left else 1
        claims = {"Up": -1, "Down": 1, "Left": -forward, "Right": forward}
        if chord in steps:
            self.step(steps[chord])
        elif chord in claims and self.stage is not Stage.AGAIN:
            self.step_claim(claims[chord])
        elif chord == "K":
            self.reveal_key()
        else:
            return False
        return True

    def _press_vote(self, chord: str) -> bool:
        if self.by_student:
            return self.tiles.press(chord)
        tag = TAGS.get(chord.removeprefix("Shift+"))
        if tag is None:
            return False
        self.hands.add(tag, -1 if chord.startswith("Shift+") else 1)
        return True

    def _choose_way(self, way: str) -> None:
        """The other way of voting; what was voted stays until the first vote of the other way."""
        self.by_student = way == "by_student"
        self._voting.setCurrentIndex(int(self.by_student))
        if self.by_student:
            self.tiles.focus_first()

    def _count(self, counts: dict[Tag, int]) -> None:
        if self._keep(debating.count_hands, counts):
            announce(self.hands, tag_counts(counts, self._context.language))

    def _vote(self, student: str, tag: str) -> None:
        self._keep(debating.vote, student, Tag(tag) if tag else None)

    def _clear(self) -> None:
        self._keep(debating.clear_votes)

    def _keep(self, operation: Callable[..., bool], *values: object) -> bool:
        """One step; whether it is kept."""
        if self.claim is None:
            return False
        place = self._told.assignment.id, self.claim.key.id
        done = self._context.do(Gesture.VOTE, operation, *place, *values)
        if not done:
            self.refused.emit()
        return bool(done)


def _column(*parts: QWidget) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def told_moves(moved: Shift, context: Context) -> str:
    """What the debate moved, in numbers and without a name."""
    words = context.language
    if not moved.by_student:
        if moved.least is None:
            return words.say("debate.hands_unequal")
        return words.count("debate.hands_least", moved.least)
    parts = [words.count("debate.moved", moved.moved)]
    parts += [
        words.say("debate.move", n=n, before=tag_name(before, words), after=tag_name(after, words))
        for before, after, n in moved.changes
    ]
    parts.append(words.count("debate.stayed", moved.stayed))
    if moved.new:
        parts.append(words.count("debate.new", moved.new))
    return " ".join(parts)
