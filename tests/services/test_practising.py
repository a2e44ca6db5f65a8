"""What a practice pack's answers say of each claim."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import language
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.assignment import Asked, Assignment, Mode
from app.domain.change import Gesture
from app.domain.explaining import explain
from app.domain.selector import describe
from app.services import annotating, packing, practising
from app.services.practising import Answers
from app.services.workspace import Workspace
from tests.conftest import TEXT, article_of

CORE = "بلغ ٣ ملايين طن"
CLAIM = "أن محصول القمح بلغ ٣ ملايين طن"
SECOND = "الأمطار «تأخرت شهرًا»"
AR = language.load("ar")


def span(words: str, text: str = TEXT):
    start = text.index(words)
    return describe(text, start, start + len(words))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Two claims: one with a core, an acceptable tag and a note; one that a person said."""
    with Workspace.open(tmp_path / "teacher.bayyina") as teacher:

        def fill(tx) -> str:
            article = tx.add(article_of(TEXT, title="موسم القمح"))
            common = {"article_id": article.id, "author_id": "key"}
            tx.add(
                Annotation(
                    **common, spans=(span(CLAIM),), tag=Tag.SOURCED, core=span(CORE),
                    acceptable={Tag.UNVERIFIED: 0.5}, note="الوزارة جهة مسمّاة",
                    attribution=Attribution(SourceType.NAMED_ORG, "وزارة الزراعة"),
                )
            )  # fmt: skip
            tx.add(
                Annotation(
                    **common, spans=(span(SECOND),), tag=Tag.SOURCED,
                    attribution=Attribution(SourceType.NAMED_PERSON, "سليم الحايك"),
                )
            )  # fmt: skip
            made = Assignment(
                name="قمح", article_ids=(article.id,), key_id="key", mode=Mode.PRACTICE
            )
            return tx.add(made).id

        id = teacher.do(Gesture.CREATE_ASSIGNMENT, fill)
        packing.pack(teacher, id, tmp_path / "p.bayyina-pack")
    return tmp_path / "p.bayyina-pack"


@pytest.fixture
def student(pack: Path, tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "student.bayyina") as workspace:
        workspace.configure("role", "student")
        workspace.do(Gesture.OPEN_PACK, packing.open_pack, pack, ["s01"])
        yield workspace


def answers(workspace: Workspace, author: str = "s01") -> Answers:
    found = workspace.read(practising.answers_of, author)
    assert found is not None
    return found


def mark(workspace: Workspace, words: str, tag: Tag) -> Annotation:
    card = workspace.read(lambda tx: tx.article_cards())[0]
    start = TEXT.index(words)
    return workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, card.id, "s01", start, start + len(words), tag
    )


def told(workspace: Workspace, claim: Annotation) -> list[str]:
    claims = workspace.read(lambda tx: tx.find(Annotation, author_id="s01"))
    return [reason.message for reason in practising.remarks(answers(workspace), claims, claim)]


def test_the_answers_are_a_text_and_no_annotations(student: Workspace) -> None:
    assert len(answers(student).key) == 2
    assert student.read(lambda tx: tx.count(Annotation)) == 0
    assert student.read(practising.answers_of, "s02") is None


def test_found_tagged_and_not_answered_yet(student: Workspace) -> None:
    claim = mark(student, CLAIM, Tag.SOURCED)
    assert told(student, claim) == [
        "practice.found", "practice.tag_same", "practice.source_unanswered"
    ]  # fmt: skip


def test_other_tags_are_named_and_the_note_of_the_key_is_added(student: Workspace) -> None:
    claim = mark(student, CLAIM, Tag.OPINION)
    assert told(student, claim)[1:3] == ["practice.tag_other", "practice.note"]
    other = mark(student, CLAIM, Tag.UNVERIFIED)
    assert other.id == claim.id
    assert told(student, other)[1] == "practice.tag_acceptable"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (SourceType.NAMED_ORG, "practice.source_same"),
        (SourceType.NAMED_PERSON, "practice.source_near"),
        (SourceType.ANONYMOUS, "practice.source_other"),
    ],
)
def test_who_said_it(student: Workspace, said: SourceType, message: str) -> None:
    claim = replace(mark(student, CLAIM, Tag.SOURCED), attribution=Attribution(said))
    found = practising.remarks(answers(student), [claim], claim)
    assert [reason.message for reason in found][-1] == message


def test_how_the_bounds_differ(student: Workspace) -> None:
    long = mark(student, TEXT[: TEXT.index("الأمطار")].strip(), Tag.SOURCED)
    assert told(student, long)[0] == "practice.found_long"
    short = replace(long, spans=(span("أن محصول القمح بلغ"),))
    reasons = practising.remarks(answers(student), [short], short)
    assert reasons[0].message == "practice.found_without_core"
    assert CORE in explain(reasons[0], AR)


def test_what_is_beyond_the_key_is_no_fault(student: Workspace) -> None:
    claim = mark(student, "كان أفضل مما قيل", Tag.OPINION)
    assert told(student, claim) == ["practice.beyond"]
    touching = mark(student, "طن هذا العام", Tag.SOURCED)
    assert told(student, touching) == ["practice.touches"]


def test_one_highlight_stands_for_a_claim_of_the_key(student: Workspace) -> None:
    first = mark(student, SECOND, Tag.SOURCED)
    second = mark(student, "إن " + SECOND, Tag.SOURCED)
    assert told(student, first)[0] == "practice.found"
    assert told(student, second) == ["practice.twice"]


def test_who_said_it_is_passed_over_where_it_is_not_asked(student: Workspace) -> None:
    claim = mark(student, CLAIM, Tag.SOURCED)

    def ask_less(tx) -> None:
        [assignment] = tx.find(Assignment)
        tx.replace(assignment, asked=(Asked.NOTES,))

    student.do(Gesture.EDIT_ASSIGNMENT, ask_less)
    assert told(student, claim) == ["practice.found", "practice.tag_same"]


@pytest.mark.parametrize("code", language.CODES)
def test_every_sentence_can_be_said_in_every_language(student: Workspace, code) -> None:
    words = language.load(code)
    claim = mark(student, CLAIM, Tag.OPINION)
    claims = [claim]
    said = [
        explain(reason, words) for reason in practising.remarks(answers(student), claims, claim)
    ]
    assert all(said)
    assert words.say("tag.opinion") in said[1]
