"""Where a student stands with each assignment."""

from pathlib import Path

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.assignment import Asked
from app.domain.change import Gesture
from app.services import annotating, assigning, handing_in, packing, tracking
from app.services.shelving import GoalName
from app.services.workspace import Workspace
from tests.gestures.handed_out import ID, make_pack


def test_what_is_left_what_was_handed_in_and_whether_it_changed(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "p.bayyina-pack")
    with Workspace.open(tmp_path / "student.bayyina") as workspace:
        workspace.configure("role", "student")
        workspace.do(Gesture.OPEN_PACK, packing.open_pack, pack, ["s01"])

        def now() -> tracking.Standing:
            found = workspace.read(tracking.standing, "s01", ID)
            assert found is not None
            return found

        assert workspace.read(tracking.standing, "s02", ID) is None
        assert [one.assignment.id for one in workspace.read(tracking.standings, "s01")] == [ID]
        assert {goal.name for goal in now().left} == {
            GoalName.CLAIMS, GoalName.RELATIONS, GoalName.NOTES
        }  # fmt: skip
        article = now().assignment.article_ids[0]
        first = workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article, "s01", 0, 12, Tag.SOURCED
        )
        assert not now().changed  # of what was never handed in
        handing_in.hand_in(workspace, ID, ["s01"], tmp_path)
        assert len(now().attempts) == 1
        assert not now().changed
        workspace.do(Gesture.RETAG, annotating.retag, first.id, Tag.OPINION)
        assert now().changed
        workspace.undo()
        assert not now().changed
        assert workspace.next_undo is not None
        assert workspace.next_undo.gesture is Gesture.HIGHLIGHT  # a hand-in is not taken back
        workspace.undo()
        assert workspace.read(lambda tx: tx.count(Annotation)) == 0
        assert now().changed
        assert len(now().attempts) == 1


def test_what_is_asked_without_a_number_is_left_too(tmp_path: Path) -> None:
    pack = make_pack(tmp_path / "p.bayyina-pack")
    with Workspace.open(tmp_path / "student.bayyina") as workspace:
        workspace.configure("role", "student")
        workspace.do(Gesture.OPEN_PACK, packing.open_pack, pack, ["s01"])

        def now() -> tracking.Standing:
            found = workspace.read(tracking.standing, "s01", ID)
            assert found is not None
            return found

        def ask(*asked: Asked) -> None:
            workspace.do(
                Gesture.EDIT_ASSIGNMENT, assigning.edit, ID, asked=asked, notes_asked=0,
                claims_asked=2, relations_asked=0,
            )  # fmt: skip

        def mark(start: int) -> str:
            article = now().assignment.article_ids[0]
            made = workspace.do(
                Gesture.HIGHLIGHT, annotating.highlight, article, "s01", start, start + 10,
                Tag.SOURCED,
            )  # fmt: skip
            return made.id

        ask(Asked.SOURCE, Asked.NOTES)
        assert now().is_empty
        assert (now().bare, now().is_complete) == ((), False)  # the whole is left: no list of it
        first, second = mark(0), mark(20)
        assert (now().left, now().unanswered) == ((), 2)
        assert now().bare == (GoalName.NOTES,)
        workspace.do(
            Gesture.ATTRIBUTE, annotating.attribute, first, SourceType.NONE, None
        )  # an answer: nobody
        assert now().unanswered == 1
        workspace.do(Gesture.ATTRIBUTE, annotating.attribute, second, SourceType.NONE, None)
        assert (now().unanswered, now().is_complete) == (0, False)
        workspace.do(Gesture.WRITE_NOTE, annotating.write_note, first, "رقم بلا مصدر آخر")
        workspace.do(Gesture.STAR_NOTE, annotating.star, first, True)
        assert (now().bare, now().is_complete) == ((), True)
        ask(Asked.LINKS)
        assert now().bare == (GoalName.RELATIONS,)
        mark(40)
        assert now().unanswered == 0  # it is not asked
        ask()
        assert now().is_complete
