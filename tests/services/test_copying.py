"""Evidence of copying: told to the teacher, for whom it is only worth a look."""

from dataclasses import replace

from app.services import copying
from tests.services.made_works import Mark, file_of
from tests.services.test_collecting import EARLY, LATE, seated


def collected(desk, folder):
    with desk.workspace:
        before = desk.look(folder).look_alikes
        desk.collect(folder)
        after = desk.workspace.read(copying.look_alikes, "one")
        assert tuple(after) == before  # the preview knows it already
        return after


def test_a_copied_file_shares_ids_and_the_beginning_of_the_log(tmp_path):
    desk = seated(tmp_path / "class.bayyina")
    marks = [Mark(f"c{n}", 0, n, n + 1) for n in range(4)]
    mine = desk.work(("s01",), marks)
    file_of(mine, tmp_path / "in/1.bayyina-work")
    copy = desk.work(("s02",), marks[:3])
    file_of(replace(copy, lines=mine.lines), tmp_path / "in/2.bayyina-work")
    [found] = collected(desk, tmp_path / "in")
    assert (found.one, found.other) == (("s01",), ("s02",))
    assert (found.ids, found.steps) == (3, 4)


def test_work_of_ones_own_is_worth_no_look(tmp_path):
    desk = seated(tmp_path / "class.bayyina")
    for n, student in enumerate(("s01", "s02", "s03")):
        marks = [Mark(f"{student}-{at}", 0, at, at + 1) for at in range(5)]
        work = desk.work((student,), marks, device=f"lab-{n}")
        file_of(work, tmp_path / f"in/{n}.bayyina-work")
    assert collected(desk, tmp_path / "in") == []


def test_only_what_counts_is_looked_at(tmp_path):
    desk = seated(tmp_path / "class.bayyina")
    shared = (Mark("x", 0, 0, 1),)
    file_of(desk.work(("s01",), shared, handed_in=EARLY), tmp_path / "in/1.bayyina-work")
    anew = desk.work(("s01",), (Mark("y", 0, 2, 3),), handed_in=LATE, device="home")
    file_of(anew, tmp_path / "in/2.bayyina-work")
    file_of(desk.work(("s02",), shared, device="lab-9"), tmp_path / "in/3.bayyina-work")
    assert collected(desk, tmp_path / "in") == []
