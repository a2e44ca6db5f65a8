"""Packs as a teacher hands them out, made on a computer of her own; texts of our own."""

from pathlib import Path

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article
from app.domain.assignment import Assignment, Mode
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.domain.selector import describe
from app.services import packing
from app.services.workspace import Workspace
from tests.conftest import TEXT, article_of

OTHER = "ذكرت صحيفة محلية أن مخزون القمح يكفي عامين.\nونفى المدير ذلك في بيان قصير.\n"
ID = "3f2b6a52-6c1e-4f0c-9a9e-0a8de3a1d7c4"
CLAIM = "محصول القمح بلغ ٣ ملايين طن"
KEY = "the-key"


def make_pack(
    path: Path,
    *,
    mode: Mode = Mode.TEST,
    students: tuple[str, ...] = (),
    name: str = "موسم القمح",
    id: str = ID,
) -> Path:
    """A pack of two articles, a key of one claim, two claims and a note asked for."""
    with Workspace.open(path.with_suffix(".teacher.bayyina")) as workspace:

        def fill(tx) -> None:
            made = [
                tx.add(article_of(TEXT, title="موسم القمح", position=0)),
                tx.add(article_of(OTHER, title="المخزون", position=1)),
            ]
            room = None
            if students:
                room = tx.add(Classroom(name="التاسع ب")).id
                for place, one in enumerate(students):
                    tx.add(Student(id=one, classroom_id=room, name=f"اسم {one}", position=place))
            start = TEXT.index(CLAIM)
            tx.add(
                Annotation(
                    article_id=made[0].id,
                    author_id=KEY,
                    spans=(describe(TEXT, start, start + len(CLAIM)),),
                    tag=Tag.SOURCED,
                    attribution=Attribution(SourceType.NAMED_ORG, "وزارة الزراعة"),
                )
            )
            tx.add(
                Assignment(
                    id=id,
                    name=name,
                    article_ids=tuple(article.id for article in made),
                    classroom_id=room,
                    key_id=KEY,
                    mode=mode,
                    claims_asked=2,
                    relations_asked=1,
                    notes_asked=1,
                    due="2026-11-24T11:15",
                )
            )

        workspace.do(Gesture.CREATE_ASSIGNMENT, fill)
        packing.pack(workspace, id, path)
        assert workspace.read(lambda tx: tx.count(Article)) == 2
    return path
