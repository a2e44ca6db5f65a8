"""Files of every schema that was ever given out open for ever, with all that was in them."""

import shutil
from pathlib import Path

import pytest

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article, Segment
from app.domain.assignment import Assignment, Weights
from app.domain.change import Gesture, StepName
from app.domain.classroom import Classroom, Student
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.services.checking import doctor
from app.services.workspace import Workspace
from app.store import migrations

HERE = Path(__file__).parent
TEXT = "موقع المدينة\nقال المدير إن المحصول «تضاعف» 🌾 هذا العام.\nونفى المزارعون ذلك."


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the file of one schema."""
    path = tmp_path / "class.bayyina"
    shutil.copy(HERE / f"schema_{request.param}.bayyina", path)
    return path


def test_there_is_a_file_of_every_schema():
    assert {int(file.stem.removeprefix("schema_")) for file in HERE.glob("*.bayyina")} == set(
        range(1, migrations.newest() + 1)
    )


@pytest.mark.parametrize("path", range(1, migrations.newest() + 1), indirect=True)
def test_all_that_was_in_it_is_there(path: Path):
    with Workspace.open(path) as workspace:
        [article] = workspace.read(lambda tx: tx.find(Article))
        assert article == Article(
            id="a1", text=TEXT, sha256=article.sha256, encoding="windows-1256", title="المحصول",
            publisher=None, origin="وكالة", published="2026-03-01", card_checked=True,
            segments=(Segment("masthead", 0, 12),), segments_confirmed=True, words=13, position=1,
            file_name="mahsul.txt", imported_at="2026-03-02T08:00:00+00:00",
        )  # fmt: skip
        said, denied = workspace.read(lambda tx: tx.find(Annotation, order_by="id"))
        assert (said.quote, said.tag, said.note) == ("المحصول «تضاعف»", Tag.SOURCED, "بحسب من؟")
        assert said.attribution is not None
        assert said.attribution.source_type is SourceType.NAMED_PERSON
        assert said.attribution.evidence is not None
        assert said.attribution.evidence.exact == "قال المدير"
        assert (said.starred, said.confidence, said.acceptable) == (True, 2, {Tag.OPINION: 0.5})
        assert said.core is not None
        assert said.core.exact == "تضاعف"
        assert [span.exact for span in denied.spans] == ["ونفى", "ذلك"]
        assert denied.attribution == Attribution(SourceType.ANONYMOUS)
        [link] = workspace.read(lambda tx: tx.find(Relation))
        assert (link.type, link.source_id, link.target_id) == (
            RelationType.CONTRADICTS, denied.id, said.id,
        )  # fmt: skip
        assert workspace.read(lambda tx: tx.get(Classroom, "c1")).school == "مدرسة النهر"
        assert workspace.read(lambda tx: tx.get(Student, "s01")).name == "ليان"
        task = workspace.read(lambda tx: tx.get(Assignment, "w1"))
        assert (task.article_ids, task.weights) == (("a1",), Weights(50, 30, 20))
        [score] = workspace.read(lambda tx: tx.find(Score))
        assert (score.manual, score.accepted, score.comment) == (3.5, None, "يكفي")
        assert workspace.setting("role") == "teacher"


@pytest.mark.parametrize("path", range(1, migrations.newest() + 1), indirect=True)
def test_its_undo_and_redo_lists_go_on(path: Path):
    with Workspace.open(path) as workspace:
        assert workspace.next_redo == StepName(Gesture.WRITE_NOTE)
        assert workspace.next_undo == StepName(Gesture.SET_SCORE, "3.5")
        workspace.redo()
        while workspace.undo():
            pass
        assert workspace.read(lambda tx: tx.count(Article)) == 0
        while workspace.redo():
            pass
        assert workspace.read(lambda tx: tx.get(Annotation, "n1")).note == "بحسب من قال ذلك؟"
    assert [check.name for check in doctor(path) if not check.ok] == []
