"""The undo and redo lists follow from the log alone."""

from app.domain.change import Gesture, Step, StepName
from app.domain.history import History


def step(number: int, kind: str, gesture: Gesture = Gesture.RETAG, reverses: int | None = None):
    name = StepName(gesture, f"{number}")
    reversed_id = None if reverses is None else f"{reverses}"
    return Step(f"{number}", number, name, kind, "me", "LAB-07", "2026-11-21", reversed_id)


def ids(history: History) -> tuple[list[str], list[str]]:
    return [past.id for past in history.undoable], [past.id for past in history.redoable]


def test_undo_and_redo_move_the_step_that_was_done():
    log = [step(1, "do"), step(2, "do"), step(3, "undo", reverses=2), step(4, "undo", reverses=1)]
    assert ids(History(log)) == ([], ["2", "1"])
    assert ids(History([*log, step(5, "redo", reverses=1)])) == (["1"], ["2"])


def test_a_new_step_clears_redo_and_a_choice_does_not():
    log = [step(1, "do"), step(2, "do"), step(3, "undo", reverses=2)]
    choice = step(4, "do", Gesture.CONFIGURE)
    assert ids(History([*log, choice])) == (["1"], ["2"])
    assert ids(History([*log, choice, step(5, "do")])) == (["1", "5"], [])


def test_what_was_handed_in_stays_with_what_it_stands_on():
    log = [step(1, "do"), step(2, "do", Gesture.OPEN_PACK), step(3, "do"), step(4, "do"),
           step(5, "undo", reverses=4), step(6, "do", Gesture.HAND_IN)]  # fmt: skip
    assert ids(History(log)) == (["3"], ["4"])
    assert ids(History([*log, step(7, "do", Gesture.KEEP_WORK)])) == (["3"], ["4"])
