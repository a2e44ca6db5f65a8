"""What a text says of itself, and nothing more."""

import pytest

from app.domain import segmentation, source_card
from app.domain.source_card import SourceCard

BODY = (
    "افتتحت بلدية المدينة أمس سوقًا جديدة للخضار بعد ثلاث سنوات من العمل المتقطع.\n"
    "وقال رئيس البلدية إن السوق تضم مئتي محل، ونصفها محجوز لمزارعي القرى القريبة.\n"
)


def card(*lines: str) -> SourceCard:
    text = "\n".join(lines)
    return source_card.suggest(text, segmentation.suggest(text))


def test_a_text_that_says_nothing_of_itself_has_an_empty_card():
    assert card(BODY) == SourceCard()


def test_title_author_date_and_publisher_from_the_head():
    assert card(
        "سوق بلا زبائن في طرف المدينة", "بقلم: ليلى حداد", "2025/02/04 المرصد - خاص", BODY
    ) == (SourceCard("سوق بلا زبائن في طرف المدينة", "المرصد", "ليلى حداد", "2025-02-04"))


def test_the_dateline_wins_over_the_dates_of_the_page():
    lines = ("2025/02/06", "2025/02/05", "سوق بلا زبائن في طرف المدينة", "3 شباط 2025", BODY)
    assert card(*lines).published == "2025-02-03"
    assert card("2025/02/06", "2025/02/05", lines[2], BODY).published is None
    assert card("2025/02/06", lines[2], BODY).published == "2025-02-06"


def test_a_disclaimer_names_the_publisher():
    notice = 'إن موقع "المرصد" غير مسؤول عن مضمون النص، وهو يعبّر عن رأي كاتبه وحده.'
    assert card("سوق بلا زبائن في طرف المدينة", BODY, notice).publisher == "المرصد"


@pytest.mark.parametrize(
    ("line", "origin"),
    [
        ("(نقلًا عن صحيفة الساحل)", "الساحل"),
        ("المصدر: وكالة الجنوب", "الجنوب"),
        ("المصدر: https://www.sahel.example/news/12", "sahel.example"),
        ("المصادر: الساحل- المرصد- وكالة الجنوب", None),
        ("Source: The Coast Post", "The Coast Post"),
    ],
)
def test_one_credit_is_an_origin_and_a_list_is_none(line: str, origin: str | None):
    assert card(BODY, line).origin == origin


def test_a_borrowed_report_is_an_origin():
    read_it = 'وجاء ذلك في تقرير نشرته مجلة "الحقول" واطلعت عليه "الساحل" يوم الأحد الماضي.'
    assert card(BODY, read_it, BODY).origin == "الساحل"
