"""What the teacher decided outlives all: a changed key, a newer attempt, collecting, undo."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.grading import key_fingerprint
from app.domain.score import Score
from app.services import annotating, collecting, grading, keying, packing, sampling
from app.services.handing_in import hand_in
from app.services.workspace import Workspace

STUDENT = "tj01"


@dataclass
class Cycle:
    """A teacher's file, a student's, the stick between them; and what the teacher decided."""

    teacher: Workspace
    student: Workspace
    assignment: str
    stick: Path
    manual: dict[str, float] = field(default_factory=dict[str, float])
    fingerprints: dict[str, str] = field(default_factory=dict[str, str])

    def key(self) -> dict[str, Annotation]:
        claims = self.teacher.read(keying.key_of, self.assignment).claims
        return {claim.id: claim for claim in claims if claim.scored}

    def decide(self, chance: random.Random) -> None:
        id = chance.choice(sorted(self.key()))
        points = chance.choice((0.0, 3.5, 9.0))
        row = f"claim:{id}"
        self.teacher.do(
            Gesture.SET_SCORE, grading.set_points, self.assignment, STUDENT, row, points
        )
        self.manual[id] = points
        self.fingerprints[id] = key_fingerprint(self.key()[id])

    def edit_key(self, chance: random.Random) -> None:
        claim = self.key()[chance.choice(sorted(self.key()))]
        if chance.random() < 0.5:
            tag = chance.choice([tag for tag in Tag if tag is not claim.tag])
            share = chance.choice((None, 0.25, 0.5))
            self.teacher.do(Gesture.EDIT_KEY, keying.accept_tag, claim.id, tag, share)
        elif claim.core:
            self.teacher.do(Gesture.EDIT_KEY, keying.clear_core, claim.id)
        else:
            start = claim.start
            self.teacher.do(Gesture.EDIT_KEY, keying.set_core, claim.id, start, claim.end)

    def work_on(self, chance: random.Random) -> None:
        """The student goes on, hands in again, and the teacher collects it."""
        article_id = chance.choice(self.student.read(grading.assignment_of, self.assignment)
                                   .article_ids)  # fmt: skip
        start = chance.randrange(100, 900)
        self.student.do(
            Gesture.HIGHLIGHT, annotating.highlight, article_id, STUDENT, start,
            start + chance.randrange(10, 80), chance.choice(tuple(Tag)),
        )  # fmt: skip
        hand_in(self.student, self.assignment, [STUDENT], self.stick)
        self.collect(chance)

    def collect(self, _chance: random.Random) -> None:
        preview = collecting.look(self.teacher, self.assignment, [self.stick])
        self.teacher.do(Gesture.COLLECT, collecting.collect, preview)

    def collect_and_undo(self, chance: random.Random) -> None:
        before = self.decided()
        self.work_on(chance)
        self.teacher.undo()
        assert self.decided() == before

    def decided(self) -> dict[str, Score]:
        return self.teacher.read(grading.scores_of, self.assignment, STUDENT)

    def check(self) -> None:
        grade = self.teacher.read(grading.grade_student, self.assignment, STUDENT)
        rows = {row.key.id: row for row in grade.claims}
        for id, points in self.manual.items():
            assert (rows[id].manual, rows[id].effective) == (points, points)
            assert rows[id].review == (key_fingerprint(rows[id].key) != self.fingerprints[id])
        untouched = [row for id, row in rows.items() if id not in self.manual]
        assert all(row.effective == row.auto for row in untouched)


@pytest.fixture
def cycle(tmp_path: Path) -> Iterator[Cycle]:
    pack, stick = tmp_path / "w.bayyina-pack", tmp_path / "stick"
    stick.mkdir()
    with (
        Workspace.open(tmp_path / "teacher.bayyina") as teacher,
        Workspace.open(tmp_path / "student.bayyina") as student,
    ):
        sample = teacher.do(Gesture.ADD_SAMPLE, sampling.add_sample)
        [assignment] = sample.assignments
        packing.pack(teacher, assignment, pack)
        student.do(Gesture.OPEN_PACK, packing.open_pack, pack, [STUDENT])
        yield Cycle(teacher, student, assignment, stick)


@pytest.mark.parametrize("seed", range(3))
def test_manual_scores_survive(cycle: Cycle, seed: int):
    chance = random.Random(seed)
    cycle.work_on(chance)
    cycle.decide(chance)
    deeds = (Cycle.decide, Cycle.edit_key, Cycle.work_on, Cycle.collect, Cycle.collect_and_undo)
    for _ in range(12):
        chance.choice(deeds)(cycle, chance)
        cycle.check()
    assert cycle.manual


def test_the_key_saved_again_keeps_the_rows(cycle: Cycle):
    """A claim that stays in the key keeps its manual points, one that goes takes them along, and
    one that comes back brings them."""
    mine, chance = "me", random.Random(5)
    teacher, id = cycle.teacher, cycle.assignment
    teacher.do(Gesture.EDIT_KEY, keying.take_up, id, mine)
    cycle.work_on(chance)
    for _ in range(4):
        cycle.decide(chance)
    before = cycle.decided()
    teacher.do(Gesture.SAVE_KEY, keying.save, id, mine)
    cycle.check()
    lost = next(iter(cycle.manual))
    mark = next(
        one
        for one in teacher.read(lambda tx: tx.find(Annotation, author_id=mine))
        if one.spans == cycle.key()[lost].spans
    )
    teacher.do(Gesture.REMOVE_CLAIM, annotating.remove, mark.id)
    teacher.do(Gesture.SAVE_KEY, keying.save, id, mine)
    assert lost not in cycle.key()
    assert cycle.decided() == before
    oldest = teacher.read(keying.versions, id)[-1]
    assert oldest.number == 1
    teacher.do(Gesture.RESTORE_KEY, keying.restore, oldest.id)
    cycle.check()
