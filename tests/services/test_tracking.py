"""Where a student stands with each assignment."""

from pathlib import Path

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.services import annotating, handing_in, packing, tracking
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
