"""A report of thirty students who do not exist, over two short articles written for it."""

import random
from dataclasses import replace
from datetime import date

from app.domain import grading
from app.domain.annotation import Annotation, Tag
from app.domain.article import Segment
from app.domain.grading import Key, Work
from app.domain.relation import Relation, RelationType
from app.domain.report import report
from app.domain.report_page import MarkLine, ReportPage, StageLine
from app.domain.selector import describe
from app.domain.worksheet import PrintedArticle

TEXTS = {
    "a1": (
        "سدّ الوادي يفتح أبوابه\n"
        "أعلنت وزارة المياه أن السدّ الجديد خزّن 40 مليون متر مكعب منذ الشتاء، بحسب نشرتها.\n"
        "ويقال إن القرى القريبة لم يصلها شيء منه حتى اليوم.\n"
        "ورأت الباحثة سلمى العامري أن المشروع تأخر أكثر مما يجوز.\n"
        "وقال عضو في المجلس البلدي إن الكلفة بلغت ضعف ما أُعلن.\n"
        "إعلان: اشترك في النشرة\n"
        "ولا ماء أعذب من ماء هذا الوادي."
    ),
    "a2": (
        "وذكر تقرير ديوان الحسابات أن عقد السدّ (Lot 2B) مُدّد مرتين.\n"
        "وأكدت مصادر مطلعة أن المقاول غيّر ثلاثة مهندسين.\n"
        "ومن حق الناس أن يعرفوا أين ذهب المال.\n"
        "وأوضح مدير المشروع أن التشغيل التجريبي يبدأ في مايو.\n"
        "وتداول ناشطون صورًا لشقوق في جسم السدّ.\n"
        "والشفافية في مثل هذه المشاريع ليست ترفًا."
    ),
}
S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741
CLAIMS: list[tuple[str, str, Tag]] = [
    ("a1", "السدّ الجديد خزّن 40 مليون متر مكعب منذ الشتاء", S),
    ("a1", "القرى القريبة لم يصلها شيء منه حتى اليوم", U),
    ("a1", "المشروع تأخر أكثر مما يجوز", O),
    ("a1", "الكلفة بلغت ضعف ما أُعلن", U),
    ("a1", "ولا ماء أعذب من ماء هذا الوادي", O),
    ("a2", "عقد السدّ (Lot 2B) مُدّد مرتين", S),
    ("a2", "المقاول غيّر ثلاثة مهندسين", U),
    ("a2", "ومن حق الناس أن يعرفوا أين ذهب المال", O),
    ("a2", "التشغيل التجريبي يبدأ في مايو", S),
    ("a2", "صورًا لشقوق في جسم السدّ", U),
    ("a2", "والشفافية في مثل هذه المشاريع ليست ترفًا", O),
]


def mark(author: str, place: int, tag: Tag, confidence: int | None = None) -> Annotation:
    article, words, _ = CLAIMS[place]
    start = TEXTS[article].index(words)
    return Annotation(
        id=f"{author}-{place}", article_id=article, author_id=author, tag=tag,
        spans=(describe(TEXTS[article], start, start + len(words)),), confidence=confidence,
    )  # fmt: skip


def tie(author: str, type: RelationType, one: int, other: int) -> Relation:
    return Relation(
        id=f"{author}-{one}-{other}", author_id=author, type=type,
        source_id=f"{author}-{one}", target_id=f"{author}-{other}",
    )  # fmt: skip


KEY = Key(
    [mark("key", place, tag) for place, (_, _, tag) in enumerate(CLAIMS)],
    [tie("key", RelationType.SUPPORTS, 3, 5), tie("key", RelationType.CONTRADICTS, 0, 1)],
)
STUDENTS = 30


def works(seed: int = 5) -> list[Work]:
    """Two thirds of the claims found; claim 3 mostly taken for a sourced one."""
    chance = random.Random(seed)
    made: list[Work] = []
    for number in range(1, STUDENTS - 2):
        author = f"s{number:02}"
        claims: list[Annotation] = []
        for place, (_, _, tag) in enumerate(CLAIMS):
            if chance.random() < 0.3:
                continue
            given = S if place == 2 and chance.random() < 0.8 else tag
            given = chance.choice(list(Tag)) if chance.random() < 0.25 else given
            claims.append(mark(author, place, given, chance.randint(1, 3)))
        made.append(Work(author, claims, [tie(author, RelationType.SUPPORTS, 3, 5)]))
    return made


def page(**changes: object) -> ReportPage:
    """The report's page in Arabic, with whatever is to be otherwise."""
    done = works()
    grades = [grading.grade(TEXTS, KEY, work) for work in done]
    told = report(TEXTS, done, grades, STUDENTS)
    title = TEXTS["a1"].split("\n")[0]
    at = TEXTS["a1"].index("إعلان")
    segments = (Segment("title", 0, len(title)), Segment("ad_marker", at, at + 22))
    made = ReportPage(
        title="من شرب ماء السدّ؟",
        report=told,
        articles=(
            PrintedArticle(1, TEXTS["a1"], title, segments=segments),
            PrintedArticle(2, TEXTS["a2"]),
        ),
        article_ids=("a1", "a2"),
        course=(
            StageLine("تمهيد", 61.5, 29),
            StageLine("واجب بلا مفتاح", None, 12),
            StageLine("من شرب ماء السدّ؟", told.mean, told.handed_in, here=True),
        ),
        day=date(2026, 3, 4),
        school="مدرسة النخيل",
        classroom="الصف التاسع ب",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


NAMED = (MarkLine("ريم العلي", 14.5, 72.4), MarkLine("يوسف بنعلي", None, None))
