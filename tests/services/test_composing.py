from dataclasses import replace
from datetime import date

import pytest

from app.domain.annotation import Annotation, Tag, reading_order
from app.domain.article import Article
from app.domain.assignment import Asked
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import RelationType
from app.domain.selector import describe
from app.domain.submission import Submission
from app.domain.worksheet import Kind
from app.formats.page_images import PageImages
from app.formats.worksheet import Fonts, write
from app.services import annotating, assigning, composing, grading
from app.services.composing import Choices


def compose(workspace, small_class, kind, student=0, **choices):
    chosen = None if student is None else small_class.students[student]
    return workspace.read(
        composing.worksheet_of, small_class.assignment.id, chosen, kind, Choices(**choices)
    )


def test_what_is_read_once_for_a_class_makes_the_same_worksheets(workspace, small_class):
    id = small_class.assignment.id

    def hand_in(tx):
        empty = tx.keep_text("{}")
        for n, who in enumerate((("s01",), ("s01", "s02"), ("s02",))):
            tx.add(Submission(assignment_id=id, student_ids=who, document=empty, log=empty,
                              handed_in=f"2025-02-0{n + 1}T09:00:00+00:00", receipt=f"K7QM3XP{n}",
                              device="pc", claims=1, relations=0))  # fmt: skip

    workspace.do(Gesture.HAND_IN, hand_in)
    for kind in (Kind.STUDENT, Kind.GRADED):
        material = workspace.read(composing.material_for, id, kind)
        for student, receipt in zip(small_class.students, ("1", "2"), strict=True):
            alone = compose(workspace, small_class, kind, small_class.students.index(student))
            assert alone.receipt.endswith(receipt)
            assert alone == workspace.read(
                composing.worksheet_of, id, student, kind, Choices(), material
            )


def test_a_blank_worksheet_has_the_articles_and_no_claims(workspace, small_class):
    workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, instructions="تعليم ثلاثة ادعاءات."),
    )
    page = compose(workspace, small_class, Kind.BLANK, student=None)
    assert page.instructions == "تعليم ثلاثة ادعاءات."
    assert (page.title, page.classroom, page.school, page.student) == (
        "كم كلّف الجسر؟", "الصف التاسع ب", "مدرسة النخيل", "",
    )  # fmt: skip
    assert [article.number for article in page.articles] == [1, 2]
    assert not any(article.claims for article in page.articles)
    assert page.arithmetic is None


def test_a_students_own_worksheet_shows_work_without_judgement(workspace, small_class):
    page = compose(workspace, small_class, Kind.STUDENT)
    assert [(line.article, line.number) for line in page.claims] == [(1, 1), (1, 2), (2, 1)]
    assert [mark.number for article in page.articles for mark in article.claims] == [1, 2, 1]
    assert page.claims[0].who == "جهة مسمّاة: البلدية"
    assert all(line.total is None and not line.reason for line in page.claims)
    ends = [(link.source.article, link.source.number) for link in page.relations]
    assert ends == [(1, 2), (2, 1)]
    assert all((link.target.article, link.target.number) == (1, 1) for link in page.relations)
    assert page.arithmetic is None


def test_a_graded_worksheet_explains_itself(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED)
    kinds = {(line.article, line.number): (line.kind, line.total) for line in page.claims}
    assert kinds == {
        (1, 1): ("found", 10),
        (1, 2): ("extra", 0),
        (1, 3): ("missed", 0),
        (2, 1): ("found", 5),
    }
    assert list(kinds) == sorted(kinds)
    assert [mark.number for mark in page.articles[0].missed] == [3]
    assert not page.articles[1].missed
    assert all(line.reason for line in page.claims)
    credited, beyond = page.relations
    assert (credited.points, credited.possible, credited.missed) == (6, 8, False)
    assert (beyond.points, beyond.reason) == (None, "صلة زائدة على المفتاح، بلا خصم.")
    assert page.notes[0].points is None
    terms = {term.part: (term.weight, term.points, term.possible) for term in page.arithmetic.terms}
    assert terms == {"claims": (75, 15, 30), "relations": (25, 6, 8)}
    total = sum(weight * points / possible for weight, points, possible in terms.values())
    assert page.arithmetic.percent == total
    assert 1 <= len(page.improvements) <= 3


def test_a_student_who_did_nothing_gets_the_keys_claims_as_missed(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED, student=1)
    assert [line.kind for line in page.claims] == ["missed"] * 3
    assert page.relations[0].missed
    source = page.relations[0].source
    assert source.quote.startswith("الجسر كلّف")
    assert (source.article, source.number) == (1, 1)
    assert page.last_mark is None
    assert page.arithmetic.percent == 0


def test_it_speaks_the_language_asked_for(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED, language="en", digits="latin")
    assert page.claims[0].reason == "Agrees with the key."
    assert page.claims[0].who == "Named organisation: البلدية"


@pytest.mark.parametrize("kind", [Kind.STUDENT, Kind.GRADED])
def test_a_claim_has_the_number_that_it_has_in_the_window(workspace, small_class, kind):
    """The reading page counts ``annotations_of`` an article from 1 on."""
    page = compose(workspace, small_class, kind)
    for article_id, printed in zip(small_class.assignment.article_ids, page.articles, strict=True):
        window = workspace.read(annotating.annotations_of, article_id, "s01")
        assert window == sorted(window, key=reading_order)
        shown = {mark.spans: mark.number for mark in printed.claims}
        spans = [tuple((part.start, part.end) for part in claim.spans) for claim in window]
        assert shown == {span: number for number, span in enumerate(spans, 1)}


def test_instructions_are_for_those_who_have_yet_to_work(workspace, small_class):
    workspace.do(
        Gesture.CREATE_ASSIGNMENT,
        lambda tx: tx.replace(small_class.assignment, instructions="تعليم ثلاثة ادعاءات."),
    )
    assert not compose(workspace, small_class, Kind.STUDENT).instructions
    assert not compose(workspace, small_class, Kind.GRADED).instructions


def test_the_last_mark_is_the_day_of_the_latest_wherever_it_is_printed(workspace, small_class):
    def mark(tx):
        moments = ["2025-02-05T10:00:00Z", "2025-02-06T02:30:00+04:00", "yesterday"]
        for claim, moment in zip(tx.find(Annotation, author_id="s01"), moments, strict=True):
            tx.replace(claim, created=moment)

    assert compose(workspace, small_class, Kind.STUDENT).last_mark is None
    workspace.do(Gesture.CREATE_ASSIGNMENT, mark)
    assert compose(workspace, small_class, Kind.STUDENT).last_mark == date(2025, 2, 5)


def test_moments_out_of_all_bounds_are_left_out():
    claim = Annotation(article_id="a", author_id="s", spans=(), tag="opinion")
    odd = [replace(claim, created=when) for when in ("", "0001-01-01T00:00:00+14:00", "nan")]
    assert composing.last_mark(odd) is None


def test_a_key_shows_what_earns_points(workspace, small_class):
    def refine(tx):
        first = tx.get(Annotation, small_class.key[0].id)
        core = describe(tx.get(Article, first.article_id).text, first.start, first.start + 10)
        tx.replace(first, core=core, acceptable={Tag.OPINION: 0.25, Tag.UNVERIFIED: 0.5})
        tx.replace(tx.get(Annotation, small_class.key[1].id), scored=False)

    workspace.do(Gesture.CREATE_ASSIGNMENT, refine)
    page = compose(workspace, small_class, Kind.KEY, student=None)
    assert page.kind is Kind.KEY
    assert not page.student
    assert page.last_mark is None
    assert [(line.article, line.number) for line in page.claims] == [(1, 1), (1, 2), (2, 1)]
    first, _, third = page.claims
    assert first.core == first.quote[:10]
    assert first.acceptable == ((Tag.UNVERIFIED, 0.5), (Tag.OPINION, 0.25))
    assert (first.who, first.note) == ("جهة مسمّاة: البلدية", "المصدر مسمّى.")
    assert [line.scored for line in page.claims] == [True, False, True]
    mark = page.articles[0].claims[0]
    assert mark.core == (mark.spans[0][0], mark.spans[0][0] + 10)
    assert [(str(link.type), link.acceptable) for link in page.relations] == [
        ("contradicts", ((RelationType.REPEATS, 0.5),))
    ]
    assert [level.points for level in page.rubric] == [0, 4, 7, 10]
    assert "٦٠" in page.counting
    assert "ملاحظة واحدة" in page.counting
    assert third.acceptable == ()


def test_a_key_claim_without_an_attribution_names_nobody(workspace, small_class):
    def forget(tx):
        tx.replace(tx.get(Annotation, small_class.key[2].id), attribution=None)

    workspace.do(Gesture.CREATE_ASSIGNMENT, forget)
    page = compose(workspace, small_class, Kind.KEY, student=None)
    assert page.claims[2].who == "لا أحد"  # that is what the grader takes it for


@pytest.mark.parametrize("kind", [Kind.KEY, Kind.GRADED])
def test_without_a_key_there_is_nothing_to_print(workspace, keyless, small_class, kind):
    with pytest.raises(KnownError) as refused:
        workspace.read(composing.worksheet_of, keyless.id, small_class.students[0], kind, Choices())
    assert refused.value.message == "grading.no_key"


def test_a_booklet_has_the_classs_names_and_the_sheets_given(workspace, small_class):
    choices = Choices(odd=True, subject="لغة عربية", colour=False, school="مدرسة أخرى")
    sheets = [compose(workspace, small_class, Kind.GRADED, student=k) for k in (0, 1)]
    booklet = workspace.read(composing.booklet_of, small_class.assignment.id, sheets, choices)
    assert (booklet.title, booklet.classroom) == ("كم كلّف الجسر؟", "الصف التاسع ب")
    assert (booklet.school, booklet.subject) == ("مدرسة أخرى", "لغة عربية")
    assert (booklet.odd, booklet.colour) == (True, False)
    assert [sheet.student for sheet in booklet.sheets] == ["ريم العلي", "يوسف بنعلي"]


def test_what_the_teacher_changed_is_said(workspace, small_class):
    def decide(tx, row, points):
        grading.set_points(tx, small_class.assignment.id, "s01", row, points)

    workspace.do(Gesture.SET_SCORE, decide, f"claim:{small_class.key[2].id}", 7)
    page = compose(workspace, small_class, Kind.GRADED)
    line = next(line for line in page.claims if (line.article, line.number) == (2, 1))
    assert (line.total, line.auto) == (7, 5)
    assert line.reason.endswith("عدّلها المعلّم من ٥ إلى ٧.")


def test_a_judged_note_says_what_the_next_level_asks_for(workspace, small_class):
    def judge(tx, level):
        note = next(claim for claim in tx.find(Annotation, author_id="s01") if claim.starred)
        grading.set_level(tx, small_class.assignment.id, "s01", note.id, level)

    workspace.do(Gesture.SET_SCORE, judge, 1)
    page = compose(workspace, small_class, Kind.GRADED)
    assert page.notes[0].reason.startswith("للمستوى التالي: ")
    assert all(note.points is not None for note in page.notes)  # the mark is final
    workspace.do(Gesture.SET_SCORE, judge, 3)
    assert not compose(workspace, small_class, Kind.GRADED).notes[0].reason


def test_a_note_that_was_asked_for_and_not_written_is_named(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED, student=1)
    assert page.notes_hint == "بقيت ملاحظة واحدة مطلوبة لم تُختر، وكان لها ١٠ درجات."
    assert not compose(workspace, small_class, Kind.GRADED).notes_hint  # hers waits


def test_names_can_be_left_out(workspace, small_class):
    assert compose(workspace, small_class, Kind.GRADED).student == "ريم العلي"
    assert compose(workspace, small_class, Kind.GRADED, named=False).student == "s01"
    assert not compose(workspace, small_class, Kind.BLANK, student=None, named=False).student


@pytest.mark.parametrize("kind", [Kind.GRADED, Kind.STUDENT, Kind.BLANK])
def test_what_is_not_asked_has_no_place_on_paper(workspace, small_class, tmp_path, kind):
    asked = (Asked.CONFIDENCE,)
    workspace.do(
        Gesture.EDIT_ASSIGNMENT, assigning.edit, small_class.assignment.id, asked=asked
    )  # fmt: skip
    page = compose(workspace, small_class, kind, digits="latin", language="en")
    assert page.asked == asked
    whole = replace(page, asked=tuple(Asked))
    fonts = Fonts()
    texts = []
    for sheet in (page, whole):
        file = tmp_path / "sheet.pdf"
        write(sheet, file, fonts)
        with PageImages(file.read_bytes()) as pages:
            texts.append([pages.find(words) is not None for words in ("Who said it", "of 8")])
    assert texts[0] == [False, kind is Kind.GRADED]
    assert texts[1] == [True, False]
    if kind is Kind.GRADED:
        assert all(row.source is None for row in page.claims)
        assert not any(row.points is not None for row in page.relations)
        assert page.notes == ()
        assert [term.part for term in page.arithmetic.terms] == ["claims"]
