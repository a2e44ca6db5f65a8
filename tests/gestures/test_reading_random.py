"""Random gestures in the window: undo all is the start, redo all is the end."""

import os
from random import Random

import pytest

from app.domain.annotation import Tag
from app.domain.relation import RelationType
from tests.gestures.reading_window import ReadingWindow

GESTURES = int(os.environ.get("BAYYINA_GESTURES", "60"))  # 1000: a minute a seed


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_undo_all_and_redo_all(reading: ReadingWindow, seed: int):
    chance = Random(seed)
    first = len(reading.workspace.steps())
    start = reading.everything()
    for _ in range(GESTURES):
        _act(reading, chance)
    end = reading.everything()
    assert end != start
    assert _shown(reading) == {claim.id for claim in end[0]}
    done = 0
    while reading.workspace.next_undo is not None and done < 10 * GESTURES:
        if len(_undoable(reading)) <= first:
            break
        reading.frame.undo()
        done += 1
    assert reading.everything() == start
    assert _shown(reading) == set()
    for _ in range(done):
        reading.frame.redo()
    assert reading.everything() == end
    assert _shown(reading) == {claim.id for claim in end[0]}


def _act(reading: ReadingWindow, chance: Random) -> None:
    desk, card = reading.page.desk, reading.page.side.card
    side = chance.randrange(2)
    reader = reading.reader(side)
    claims = reading.everything()[0]
    act = chance.choice(("mark", "mark", "mark", "choose", "retag", "resize", "remove", "link",
                         "note", "star", "sure", "undo", "redo"))  # fmt: skip
    if act in ("mark", "resize"):
        start = chance.randrange(len(reader.toPlainText()) - 12)
        reader.set_selection(start, start + chance.randrange(3, 12))
        desk.give_tag(chance.choice(list(Tag))) if act == "mark" else desk.move_limits()
        reading.page.readers.clear_selection()
    elif act == "undo":
        if reading.workspace.next_undo and len(_undoable(reading)) > len(reading.articles):
            reading.frame.undo()
    elif act == "redo":
        reading.frame.redo()
    elif not claims:
        return
    else:
        desk.choose(chance.choice(claims).id)
        _act_on_chosen(reading, act, chance.choice(claims).id, chance)
    assert card.claim == desk.chosen


def _act_on_chosen(reading: ReadingWindow, act: str, other: str, chance: Random) -> None:
    desk, card = reading.page.desk, reading.page.side.card
    if act == "retag":
        desk.give_tag(chance.choice(list(Tag)))
    elif act == "remove":
        desk.remove()
    elif act == "link":
        desk.start_linking()
        desk.choosing.in_list(other)
        desk.give_type(chance.choice(list(RelationType)))
        desk.cancel()
    elif act == "note":
        card.note.setPlainText(f"ملاحظة {chance.randrange(99)}")
        desk.flush()
    elif act == "star":
        card.star.click()
    elif act == "sure":
        card.confidence.chosen.emit(chance.choice("123"))


def _undoable(reading: ReadingWindow) -> list[object]:
    return list(reading.workspace._history.undoable)


def _shown(reading: ReadingWindow) -> set[str]:
    """The claims on the page: in the list of all articles, which agrees with the text."""
    reading.page.side.head.choose(scope="all")
    listed = {row.claim.id for row in reading.page.side.claims.claims.listed()}
    for column in reading.page.readers.columns:
        here = {claim.id for claim in reading.page.shelf.claims(column.article_id or "")}
        assert here <= listed
        assert all(column.reader.has_claim(claim_id) for claim_id in here)
    return listed
