from dataclasses import replace

import pytest

from app.domain import language
from app.domain.explaining import explain_extras, explain_losses, explain_row, improvements
from app.domain.grading import Terms, grade
from tests.domain.test_grading import TEXT, worked_example


@pytest.fixture(scope="module")
def result():
    key, work, scores = worked_example()
    return grade({"a": TEXT}, key, work, Terms(notes_asked=4), scores)


@pytest.mark.parametrize("code", language.CODES)
def test_every_row_has_its_sentences_in_every_language(result, code):
    words = language.load(code)
    for row in (*result.claims, *result.relations, *result.notes, *result.extras):
        sentence = explain_row(row, words)
        assert sentence
        assert "{" not in sentence
    assert explain_extras(result, words)


def test_what_a_student_reads_in_arabic(result):
    arabic = language.load("ar")
    rows = {row.key.id: row for row in result.claims}
    assert explain_losses(rows["A0-01"], arabic) == "مطابق للمفتاح."
    assert explain_losses(rows["A1-30"], arabic) == "لم يُعلَّم هذا الادعاء."
    tags = "الوسم هنا «مُسنَد»، وهو في المفتاح «غير متحقَّق منه»."
    assert explain_losses(rows["A1-12"], arabic) == tags
    assert "٥٠٪" in explain_losses(rows["A0-15"], arabic)
    assert "من ٩ كلمات" in explain_row(rows["A0-04"], arabic)


def test_improvements_are_three_and_start_with_what_cost_most(result):
    sentences = improvements(result, language.load("ar"))
    assert len(sentences) == 3
    assert sentences[0].startswith("فات ادعاءان")


def test_a_relation_that_could_not_be_drawn_says_why():
    key, work, _ = worked_example()
    arabic = language.load("ar")

    def said(claims):
        result = grade({"a": TEXT}, key, replace(work, claims=claims, relations=()), Terms())
        return [explain_row(row, arabic) for row in result.relations]

    assert all("الادعاءين" in sentence for sentence in said(work.claims))
    assert "لم تُرسم هذه الصلة بين الادعاءين." in said(work.claims)
    assert set(said(())) == {"لم تُرسم هذه الصلة: لم يُعلَّم أيٌّ من الادعاءين."}
