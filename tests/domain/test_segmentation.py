"""Suggested segments: on pages of our own, and measured on the sample classroom."""

import tomllib
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.domain import boilerplate, segmentation
from app.domain.article import BOILERPLATE, STRUCTURE, Segment

PARAGRAPHS = [
    "افتتحت بلدية المدينة أمس سوقًا جديدة للخضار بعد ثلاث سنوات من العمل المتقطع.",
    "وقال رئيس البلدية إن السوق تضم مئتي محل، ونصفها محجوز لمزارعي القرى القريبة.",
    "ولم يذكر أحد من الحاضرين كم دفعت البلدية، ولا متى تُنشر حسابات المشروع للناس.",
    "ويرى تجار السوق القديمة أن الموقع بعيد، وأن الحافلة تصل إليه مرة واحدة في اليوم.",
    "وتقول البلدية إن خطًّا ثانيًا للحافلات سيبدأ قبل الصيف إذا وافقت عليه الوزارة.",
]


def named(text: str) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in segmentation.suggest(text)]


def test_a_page_with_everything_around_the_news():
    lines = [
        "جريدة يومية شاملة", "صيدا / °24", "سوق جديدة في طرف المدينة.. من سيصل إليها؟",
        "الثلاثاء، 4 شباط 2025 - 9:30 ص", "بقلم: ليلى حداد", *PARAGRAPHS[:2],
        "الكلفة الغائبة", PARAGRAPHS[2], "[إعلان]", "موقف التجار", *PARAGRAPHS[3:],
        "ما رأيك: هل تشتري من السوق الجديدة؟", "(نقلًا عن وكالة الجنوب)",
        "قد يهمك أيضًا", "أسعار الخضار ترتفع في الشتاء", "طريق جديد إلى المرفأ",
        "شارك المقال عبر واتساب", "تعليقات (12)", "Back to top",
    ]  # fmt: skip
    assert named("\n\n".join(lines)) == [
        ("masthead", "جريدة يومية شاملة"),
        ("weather_widget", "صيدا / °24"),
        ("title", "سوق جديدة في طرف المدينة.. من سيصل إليها؟"),
        ("dateline", "الثلاثاء، 4 شباط 2025 - 9:30 ص"),
        ("byline", "بقلم: ليلى حداد"),
        ("subheading", "الكلفة الغائبة"),
        ("ad_marker", "[إعلان]"),
        ("subheading", "موقف التجار"),
        ("engagement_prompt", "ما رأيك: هل تشتري من السوق الجديدة؟"),
        ("source_credit", "(نقلًا عن وكالة الجنوب)"),
        ("related_heading", "قد يهمك أيضًا"),
        ("related_links", "أسعار الخضار ترتفع في الشتاء"),
        ("related_links", "طريق جديد إلى المرفأ"),
        ("share_widget", "شارك المقال عبر واتساب"),
        ("comment_counter", "تعليقات (12)"),
        ("ui_text", "Back to top"),
    ]


def test_pages_in_english_and_french():
    english = [
        "By Jane Miller", "Council opens a market nobody can reach",
        "The council opened a new vegetable market on Monday after three years of building work.",
        "Traders in the old town say that the bus gets there only once a day, at noon.",
        "Related articles", "Winter prices rise again", "3 comments", "Subscribe to our newsletter",
    ]  # fmt: skip
    assert [kind for kind, _ in named("\n".join(english))] == [
        "byline", "title", "related_heading", "related_links", "comment_counter", "promo_link",
    ]  # fmt: skip
    french = [
        "Réservé aux abonnés", "Un marché au bout de la ville",
        "La mairie a ouvert lundi un nouveau marché après trois ans de travaux interrompus.",
        "Les commerçants du centre disent que le bus n'y passe qu'une fois par jour, à midi.",
        "Lire aussi : les prix de l'hiver", "Les commentaires sont fermés",
    ]  # fmt: skip
    assert [kind for kind, _ in named("\r\n".join(french))] == [
        "paywall_prompt", "title", "promo_link", "comment_notice",
    ]  # fmt: skip


def test_a_plain_article_has_nothing_but_its_body():
    assert named("\n".join(PARAGRAPHS)) == []
    assert named(" ".join(PARAGRAPHS)) == []
    assert named("") == []


def test_a_crawlers_prefix_ends_where_the_first_sentence_begins():
    text = " date 2025-02-04 " + "\n".join(PARAGRAPHS)
    assert segmentation.suggest(text) == (Segment("crawler_prefix", 0, 17),)
    assert text[17:].startswith("افتتحت")


def test_points_of_a_list_are_body_and_what_stands_above_them_heads_them():
    text = "\n".join(
        [PARAGRAPHS[0], "ماذا تقول البلدية؟", "- السوق مفتوحة كل يوم من الفجر إلى الظهر",
         "- نصف المحال لمزارعي القرى", "وماذا يقول التجار؟", "- الموقع بعيد عن وسط المدينة",
         PARAGRAPHS[1]]
    )  # fmt: skip
    assert named(text) == [
        ("subheading", "ماذا تقول البلدية؟"),
        ("subheading", "وماذا يقول التجار؟"),
    ]


def test_a_first_paragraph_whose_words_come_again_later_is_a_standfirst():
    summary = "سوق جديدة في طرف المدينة، وتجار يشكون من أن الموقع بعيد، وأن الحافلة تصل إليه نادرًا."
    text = "\n".join([summary, *PARAGRAPHS])
    assert named(text) == [("standfirst", summary)]


@pytest.mark.parametrize(
    "sentence",
    [
        "شاركت البلدية في المعرض الذي أقيم في العاصمة، ولم يحضره أحد من التجار.",
        "وفي التعليقات على الخبر كتب قارئ أن الحافلة لم تصل إليه منذ أسبوع كامل.",
        "المصادر التي تحدثنا إليها قالت إن العقد لم يوقّع بعد، ولن يوقّع هذا الشهر.",
        "كتب رئيس البلدية على صفحته أن السوق «أجمل سوق في الجنوب كله» بلا منازع.",
        "وبلغت الحرارة يومها 31 درجة مئوية، فلم يبقَ في السوق أحد بعد صلاة الظهر.",
    ],
)
def test_sentences_of_the_news_stay_in_the_body(sentence: str):
    assert named("\n".join([*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]])) == []


def test_precision_and_recall_on_the_sample_classroom():
    right: Counter[str] = Counter()
    suggested = expected = 0
    facts = tomllib.loads((paths.seeds() / "classroom.toml").read_text(encoding="utf-8"))
    for entry in facts["article"]:
        text = (paths.seeds() / entry["file"]).read_bytes().decode()
        found = set(segmentation.suggest(text))
        truth = {Segment(s["kind"], s["start"], s["end"]) for s in entry["segments"]}
        right.update(segment.kind for segment in found & truth)
        suggested += len(found)
        expected += len(truth)
    assert right.total() / suggested >= 0.95
    assert right.total() / expected >= 0.95


LINES = st.sampled_from(
    [*PARAGRAPHS, "", " ", "\u00a0", "سوق المدينة", "[إعلان]", "07:30 م", "2025/02/04", "Menu",
     "تعليق (3)", "مقالات مشابهة", "- نقطة من أربع كلمات", "شاركها.", "هل وصلت؟"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from(["\n", "\r\n", "\n\n", "\u2028"]))
def test_segments_are_ordered_apart_and_of_known_kinds(lines: list[str], newline: str):
    text = newline.join(lines)
    before = 0
    for segment in segmentation.suggest(text):
        assert before <= segment.start < segment.end <= len(text)
        assert segment.kind in BOILERPLATE | STRUCTURE
        assert text[segment.start : segment.end].strip()
        before = segment.end


def test_wordings_are_compared_folded():
    assert boilerplate.kind_of("اُتْرُكْ تعليقًا") == "comment_counter"
    assert boilerplate.kind_of("إعـــلان") == "ad_marker"
    assert boilerplate.kind_of("٠٧:٤٥ م") == "clock"
