"""The shelf counts its reader's own marks; today's goals count what is asked."""

from dataclasses import replace

from app.domain.annotation import Tag
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.relation import RelationType
from app.domain.score import Score, score_id
from app.domain.setting import Role
from app.services import annotating, relating, shelving
from app.services.shelving import GoalName
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.conftest import article_of


def fill(tx: Transaction, article: Article) -> None:
    """Two claims and a link of «me», one claim of a student; a second article without marks."""
    other = tx.add(replace(article_of("نص آخر لا علامة فيه."), position=article.position + 1))
    first = annotating.highlight(tx, article.id, "me", 0, 20, Tag.SOURCED)
    second = annotating.highlight(tx, article.id, "me", 63, 80, Tag.OPINION)
    annotating.write_note(tx, first.id, "نقلًا عن الوزارة")
    annotating.star(tx, first.id, True)
    annotating.star(tx, second.id, True)  # starred, but there is no note to judge
    relating.link(tx, "me", first.id, second.id, RelationType.SUPPORTS)
    annotating.highlight(tx, article.id, "s01", 0, 20, Tag.OPINION)
    annotating.highlight(tx, article.id, "key", 0, 20, Tag.SOURCED)
    room = tx.add(Classroom(id="room", name="التاسع"))
    for id in ("s01", "s02"):
        tx.add(Student(id=id, classroom_id=room.id, name=id))
    tx.add(
        Assignment(
            id="task", name="موسم", article_ids=(article.id, other.id), classroom_id=room.id,
            key_id="key", notes_asked=3,
        )
    )  # fmt: skip
    tx.add(
        Score(id=score_id("task", "s01", "total"), assignment_id="task", student_id="s01",
              row="total", comment="أحسنت", accepted=True)
    )  # fmt: skip


def test_the_shelf_counts_one_readers_marks(workspace: Workspace, article: Article) -> None:
    workspace.do(Gesture.IMPORT, fill, article)
    mine, empty = workspace.read(shelving.shelf, "me")
    assert mine.card.id == article.id
    assert dict(mine.tags) == {Tag.SOURCED: 1, Tag.OPINION: 1}
    assert (mine.claims, mine.relations) == (2, 1)
    assert (empty.claims, empty.relations) == (0, 0)
    theirs = workspace.read(shelving.shelf, "s01")[0]
    assert (dict(theirs.tags), theirs.relations) == ({Tag.OPINION: 1}, 0)


def test_goals_of_a_reader(workspace: Workspace, article: Article) -> None:
    workspace.do(Gesture.IMPORT, fill, article)
    today = workspace.read(shelving.today, "me", Role.STUDENT)
    assert today is not None
    assert [(goal.name, goal.done, goal.asked) for goal in today.goals] == [
        (GoalName.CLAIMS, 2, 1), (GoalName.RELATIONS, 1, None), (GoalName.NOTES, 1, 3)
    ]  # fmt: skip
    assert today.classroom == "التاسع"


def test_goals_of_a_teacher(workspace: Workspace, article: Article) -> None:
    workspace.do(Gesture.IMPORT, fill, article)
    today = workspace.read(shelving.today, "me", Role.TEACHER)
    assert today is not None
    assert [(goal.name, goal.done, goal.asked) for goal in today.goals] == [
        (GoalName.KEY, 1, None), (GoalName.HANDED, 1, 2), (GoalName.GRADED, 1, 2)
    ]  # fmt: skip


def test_without_an_assignment_there_is_no_today(workspace: Workspace) -> None:
    assert workspace.read(shelving.today, "me", Role.TEACHER) is None
    assert workspace.read(shelving.shelf, "me") == []
