from app.domain.worksheet import Kind
from app.services import composing
from app.services.composing import Choices


def compose(workspace, small_class, kind, student=0, **choices):
    chosen = None if student is None else small_class.students[student]
    return workspace.read(
        composing.worksheet_of, small_class.assignment.id, chosen, kind, Choices(**choices)
    )


def test_a_blank_worksheet_has_the_articles_and_no_claims(workspace, small_class):
    page = compose(workspace, small_class, Kind.BLANK, student=None)
    assert (page.title, page.classroom, page.school, page.student) == (
        "كم كلّف الجسر؟", "الصف التاسع ب", "مدرسة النخيل", "",
    )  # fmt: skip
    assert [article.number for article in page.articles] == [1, 2]
    assert not any(article.claims for article in page.articles)
    assert page.arithmetic is None


def test_a_students_own_worksheet_shows_work_without_judgement(workspace, small_class):
    page = compose(workspace, small_class, Kind.STUDENT)
    assert [line.number for line in page.claims] == [1, 2, 3]
    assert [mark.number for article in page.articles for mark in article.claims] == [1, 2, 3]
    assert page.claims[0].who == "جهة مسمّاة: البلدية"
    assert all(line.total is None and not line.reason for line in page.claims)
    assert [(link.source_number, link.target_number) for link in page.relations] == [(2, 1), (3, 1)]
    assert page.arithmetic is None


def test_a_graded_worksheet_explains_itself(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED)
    kinds = {line.number: (line.kind, line.total) for line in page.claims}
    assert kinds == {1: ("found", 10), 2: ("extra", 0), 3: ("found", 5), 4: ("missed", 0)}
    assert [mark.number for mark in page.articles[0].missed] == [4]
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
    assert page.relations[0].source_quote.startswith("الجسر كلّف")
    assert page.arithmetic.percent == 0


def test_it_speaks_the_language_asked_for(workspace, small_class):
    page = compose(workspace, small_class, Kind.GRADED, language="en", digits="latin")
    assert page.claims[0].reason == "Agrees with the key."
    assert page.claims[0].who == "Named organisation: البلدية"
