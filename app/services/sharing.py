"""Sharing a set of worksheets out among processes: each draws one at a time until none is left.

Who shares it draws too. Which process draws a sheet does not show: it has the same bytes, and a set
comes out in its order, whole up to the first refusal, as if one had drawn it.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from subprocess import Popen
from threading import Thread
from typing import IO, TYPE_CHECKING

from app.domain.errors import KnownError
from app.services import spawning
from app.services.drawing import READY, ROLE, Answer, Outcome, Refused, Task, drawn

if TYPE_CHECKING:
    from types import TracebackType

    from app.domain.worksheet import Booklet, Worksheet
    from app.formats.worksheet import Fonts

_MOST = 4
_SHARE = 100_000  # characters on paper that are worth a process: about as long as one takes to come
_DEPTH = 2  # sheets in a child's hands: one it draws, one for when that is done
_PAUSE = 0.1  # seconds: a wait without end would not hear of an interrupt

Compose = Callable[[int], "Worksheet | Booklet | None"]


def processes_for(characters: int) -> int:
    """How many processes a set with so many characters on its sheets is worth here."""
    return max(1, min(_MOST, characters // _SHARE, spawning.processors()))


def draw_in_turn(
    files: Sequence[Path],
    compose: Compose,
    discard: Callable[[int], None],
    fonts: Fonts,
    processes: int,
) -> Generator[int]:
    """Draw sheet 0 to ``files[0]`` and so on; how many pages each has, in this order.

    ``compose`` tells what stands on a sheet; None: it is not to be drawn, and has 0 pages here.
    ``discard`` removes what there is of one. KnownError of the first sheet that one was raised for,
    when those before it are told.
    """
    sheets = _Sheets(files, compose)
    with Drawers(processes - 1) as drawers:
        for number in range(len(files)):
            outcome = _turn(number, sheets, drawers, fonts)
            if isinstance(outcome, Refused) and drawers.end():
                # Those that come later may have filled the disk: once more, alone.
                for other in sheets.go_back(number):
                    discard(other)
                outcome = _turn(number, sheets, drawers, fonts)
            if isinstance(outcome, Refused):
                raise outcome.error
            yield outcome


def _turn(number: int, sheets: _Sheets, drawers: Drawers, fonts: Fonts) -> Outcome:
    """Draw, and have drawn, until a sheet has ended."""
    while number not in sheets.outcomes:
        for answer in drawers.answers(wait=not sheets.left):
            sheets.end(answer.number, answer.outcome)
        sheets.take_back(drawers.take_back())
        while drawers.free(sheets.left) and (task := sheets.next()):
            drawers.hand(task)
        if number not in sheets.outcomes and (task := sheets.next()):
            sheets.end(task.number, drawn(task, fonts))
    return sheets.outcomes.pop(number)


class _Sheets:
    """A set: what of it is ahead, and how each sheet ended that has not had its turn."""

    def __init__(self, files: Sequence[Path], compose: Compose) -> None:
        self.outcomes: dict[int, Outcome] = {}
        self._files = files
        self._compose = compose
        self._ahead = deque(range(len(files)))

    @property
    def left(self) -> int:
        return len(self._ahead)

    def next(self) -> Task | None:
        """The next sheet that is to be drawn; those that are not, or cannot be, have ended."""
        while self._ahead:
            number = self._ahead.popleft()
            try:
                page = self._compose(number)
            except KnownError as error:
                self.end(number, Refused.of(error))
                continue
            if page is not None:
                return Task(number, page, self._files[number])
            self.end(number, 0)
        return None

    def end(self, number: int, outcome: Outcome) -> None:
        self.outcomes[number] = outcome
        if isinstance(outcome, Refused):  # what comes after it is not asked for
            self._ahead = deque(other for other in self._ahead if other < number)

    def go_back(self, number: int) -> Sequence[int]:
        """A sheet and all after it are ahead again; which those are."""
        self.outcomes.clear()
        again = range(number, len(self._files))
        self._ahead = deque(again)
        return again

    def take_back(self, numbers: Sequence[int]) -> None:
        """Sheets that were begun and came to nothing are ahead again."""
        self._ahead.extendleft(reversed(numbers))


class Drawers:
    """Child processes that draw. One that falls hands back what it had; without any, or where none
    can be started, nothing is ever ``free``."""

    def __init__(self, count: int) -> None:
        self._answers: SimpleQueue[tuple[_Drawer, Answer | None]] = SimpleQueue()
        self._drawers: list[_Drawer] = []
        self._back: list[int] = []
        with suppress(OSError):  # no room for another process: fewer do it
            for _ in range(count):
                self._drawers.append(_Drawer(self._answers))

    def __enter__(self) -> Drawers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> bool:
        """End them all, in the middle of a sheet too. Whether there were any."""
        ended, self._drawers = self._drawers, []
        for drawer in ended:
            drawer.kill()
        for drawer in ended:
            drawer.close()
        return bool(ended)

    def free(self, left: int) -> bool:
        """Whether one can take a sheet while ``left`` are left for all. The last ones go to who has
        none in hand, so that all are done together."""
        depth = _DEPTH if left > len(self._drawers) + 1 else 1
        return any(drawer.ready and len(drawer.hands) < depth for drawer in self._drawers)

    def hand(self, task: Task) -> None:
        """Give a task to who has the least to do."""
        ready = [drawer for drawer in self._drawers if drawer.ready]
        min(ready, key=lambda drawer: len(drawer.hands)).take(task)

    def answers(self, *, wait: bool) -> list[Answer]:
        """What was told since. ``wait``: at least one, unless a drawer falls or has nothing."""
        told: list[Answer] = []
        while True:
            pause = wait and not told and any(drawer.hands for drawer in self._drawers)
            try:
                drawer, answer = self._answers.get(block=pause, timeout=_PAUSE)
            except Empty:
                if pause:
                    continue
                return told
            if drawer not in self._drawers:
                continue  # of one that was ended
            if answer is None:
                self._drawers.remove(drawer)
                drawer.close()
                self._back += drawer.hands
                return told
            if answer == READY:
                drawer.ready = True
            else:
                drawer.hands.remove(answer.number)
                told.append(answer)

    def take_back(self) -> list[int]:
        """The sheets that those had who fell, in order."""
        back, self._back = sorted(self._back), []
        return back


class _Drawer:
    """One child process. ``hands``: the numbers of the sheets that it has."""

    def __init__(self, answers: SimpleQueue[tuple[_Drawer, Answer | None]]) -> None:
        self.ready = False
        self.hands: list[int] = []
        self._answers = answers
        self._tasks: SimpleQueue[bytes | None] = SimpleQueue()
        self._process = spawning.start(ROLE)
        # A pipe that is full, or empty, must not hold up who draws.
        self._threads = [Thread(target=life, args=(self._process,), daemon=True)
                         for life in (self._send, self._receive)]  # fmt: skip
        for thread in self._threads:
            thread.start()

    def take(self, task: Task) -> None:
        self.hands.append(task.number)
        self._tasks.put(pickle.dumps(task))

    def kill(self) -> None:
        self._process.kill()

    def close(self) -> None:
        """Let go of one that has ended, or is about to."""
        self._tasks.put(None)
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()

    def _send(self, process: Popen[bytes]) -> None:
        pipe = _open(process.stdin)
        with suppress(OSError):
            while (task := self._tasks.get()) is not None:
                pipe.write(task)
                pipe.flush()

    def _receive(self, process: Popen[bytes]) -> None:
        pipe = _open(process.stdout)
        with suppress(Exception):  # whatever it says that is no answer: it is of no use
            while True:
                self._answers.put((self, pickle.load(pipe)))
        self._answers.put((self, None))


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
