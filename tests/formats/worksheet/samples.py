"""A small worksheet of our own, and ways to bend it."""

from dataclasses import replace
from datetime import datetime

from app.domain.annotation import Tag
from app.domain.article import Segment
from app.domain.relation import RelationType
from app.domain.rubric import Level
from app.domain.worksheet import (
    Arithmetic,
    Booklet,
    ClaimMark,
    ClaimRow,
    Kind,
    NoteRow,
    PrintedArticle,
    RelationEnd,
    RelationRow,
    Term,
    Worksheet,
)

TEXT = (
    "إعلان ممول\n"
    "بستان المدرسة يكلّف أقل مما قيل\n"
    "تقول إدارة مدرسة الواحة في نشرتها R1 إن البستان كلّف 5.6 آلاف دينار، لا ٣٬٢٠٠ كما نُشر أوّل "
    "الأمر (انظر الجدول).\n"
    "ويُقال إن نحو ألفي زائر جاؤوا في أسبوع واحد. وهذا وحده أجمل ما حدث في البلدة منذ سنين.\n"
    "\n"
    "أما المهندسة Amal فتنبّه إلى أن الرقم لا يشمل أجور العمّال، ولا ثمن الماء."
)


def _span(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


SOURCED = ClaimMark(1, Tag.SOURCED, _span("إن البستان كلّف 5.6 آلاف دينار، لا ٣٬٢٠٠"))
UNVERIFIED = ClaimMark(2, Tag.UNVERIFIED, _span("نحو ألفي زائر جاؤوا في أسبوع واحد"))
OPINION = ClaimMark(3, Tag.OPINION, _span("وهذا وحده أجمل ما حدث في البلدة"))
MISSED = ClaimMark(4, Tag.SOURCED, _span("أن الرقم لا يشمل أجور العمّال"))

ARTICLE = PrintedArticle(
    number=1,
    text=TEXT,
    title="بستان المدرسة يكلّف أقل مما قيل",
    publisher="جريدة البلدة",
    published="2025-01-29",
    origin="نشرة المدرسة",
    segments=(Segment("ad_marker", 0, 10), Segment("title", 11, 42)),
    claims=(SOURCED, UNVERIFIED, OPINION),
    missed=(MISSED,),
)

GRADED = Worksheet(
    kind=Kind.GRADED,
    title="كم كلّف البستان؟",
    articles=(ARTICLE,),
    school="مدرسة الواحة",
    classroom="التاسع ب",
    subject="التربية الإعلامية",
    student="سلمى العتيبي",
    handed_in=datetime(2025, 2, 11, 11, 8),
    receipt="K7QM-3XPD",
    claims=(
        ClaimRow(
            number=1, tag=Tag.SOURCED, quote="كلّف 5.6 آلاف دينار", who="وثيقة: نشرة R1",
            note="رقم من صاحب المصلحة.", starred=True, reason="مطابق للمفتاح.",
            found=4, tagged=4, source=2, total=10,
        ),
        ClaimRow(
            number=2, tag=Tag.UNVERIFIED, quote="نحو ألفي زائر", who="لا أحد",
            reason="الوسم «غير متحقَّق منه»، والمفتاح «مُسنَد».",
            found=4, tagged=0, source=2, total=8, auto=6, comment="السؤال عن العدد في محله.",
        ),
        ClaimRow(
            number=3, tag=Tag.OPINION, kind="extra", quote="أجمل ما حدث",
            reason="زائد على المفتاح، وقبِله المعلّم.", total=2,
        ),
        ClaimRow(
            number=4, tag=Tag.SOURCED, kind="missed", quote="أن الرقم لا يشمل أجور العمّال",
            who="شخص مسمّى: Amal", reason="لم يُعلَّم هذا الادعاء.",
            found=0, tagged=0, source=0, total=0,
        ),
    ),
    relations=(
        RelationRow(
            type=RelationType.QUALIFIES,
            source=RelationEnd("أن الرقم لا يشمل أجور العمّال", 1, 4),
            target=RelationEnd("كلّف 5.6 آلاف دينار", 1, 1),
            reason="لم تُرسم هذه الصلة بين الادعاءين.", points=0, possible=8, missed=True,
        ),
    ),
    notes=(
        NoteRow(
            number=1, tag=Tag.SOURCED, text="رقم من صاحب المصلحة.", level_name="يذكر الدليل",
            level=2, points=7, possible=10, comment="يبقى أثر ذلك.",
        ),
    ),
    arithmetic=Arithmetic(
        (Term("claims", 60, 93, 120), Term("relations", 20, 22, 40), Term("notes", 20, 28, 40)),
        percent=71.5, mark=14.3,
    ),
    comment="قراءة يقظة. يبقى أن يُعلَّم الرقم نفسه.",
    improvements=("حدود الادعاء: أقصر جملة تحمل الادعاء كله تكفي.", "الصلات: البحث عن الرقم نفسه."),
)  # fmt: skip


def student_of(worksheet: Worksheet) -> Worksheet:
    """The same work before anybody judged it."""
    return replace(
        worksheet,
        kind=Kind.STUDENT,
        articles=tuple(replace(article, missed=()) for article in worksheet.articles),
        claims=tuple(
            ClaimRow(number=row.number, tag=row.tag, quote=row.quote, who=row.who, note=row.note)
            for row in worksheet.claims
            if row.kind != "missed"
        ),
        relations=(),
        notes=(),
        arithmetic=None,
        comment="",
        improvements=(),
    )


SECOND_TEXT = (
    "كلفة البستان أعلى مما تقوله النشرة، بحسب أمين المكتبة.\n\u00a0\n \u200f \n\n\n\n"
    "وأجور العمّال وحدها بلغت ألفين.\n\n"
)


def _second_span(words: str) -> tuple[tuple[int, int], ...]:
    start = SECOND_TEXT.index(words)
    return ((start, start + len(words)),)


SECOND = PrintedArticle(
    number=2,
    text=SECOND_TEXT,
    publisher="المرصد",
    claims=(ClaimMark(1, Tag.SOURCED, _second_span("كلفة البستان أعلى مما تقوله النشرة")),),
    missed=(ClaimMark(2, Tag.UNVERIFIED, _second_span("أجور العمّال وحدها بلغت ألفين")),),
)

TWO_ARTICLES = replace(
    GRADED,
    articles=(ARTICLE, SECOND),
    claims=(
        *GRADED.claims,
        ClaimRow(
            article=2, number=1, tag=Tag.SOURCED, quote="كلفة البستان أعلى مما تقوله النشرة",
            reason="مطابق للمفتاح.", found=4, tagged=4, source=2, total=10,
        ),
        ClaimRow(
            article=2, number=2, tag=Tag.UNVERIFIED, kind="missed",
            quote="أجور العمّال وحدها بلغت ألفين", reason="لم يُعلَّم هذا الادعاء.",
            found=0, tagged=0, source=0, total=0,
        ),
    ),
    relations=(
        RelationRow(
            type=RelationType.CONTRADICTS,
            source=RelationEnd("كلفة البستان أعلى مما تقوله النشرة", 2, 1),
            target=RelationEnd("كلّف 5.6 آلاف دينار", 1, 1),
        ),
        RelationRow(
            type=RelationType.SUPPORTS,
            source=RelationEnd("كلام ليس على الورقة", 2),
            target=RelationEnd("نحو ألفي زائر", 1, 2),
        ),
    ),
    notes=(*GRADED.notes, NoteRow(article=2, number=1, tag=Tag.SOURCED, text="من هو أمينها؟")),
)  # fmt: skip


def blank_of(worksheet: Worksheet) -> Worksheet:
    """The same articles with room to write."""
    return replace(
        student_of(worksheet),
        kind=Kind.BLANK,
        articles=tuple(replace(a, claims=(), missed=()) for a in worksheet.articles),
        claims=(),
        student="",
        handed_in=None,
        receipt="",
    )


def key_of(worksheet: Worksheet) -> Worksheet:
    """The key that such a worksheet might have been graded with: its own claims and the missed."""
    names = (("لا شيء", 0), ("مبتدئ", 4), ("متقدّم", 7), ("متقن", 10))
    none, low, good, best = (
        Level(name, "المصدر، ثم الدليل أو غيابه، ثم أثر ذلك.", points) for name, points in names
    )
    return replace(
        worksheet, kind=Kind.KEY, student="", handed_in=None, receipt="", notes=(), comment="",
        arithmetic=None, improvements=(),
        claims=tuple(
            replace(row, kind="found", reason="", starred=False, comment="")
            for row in worksheet.claims
        ),
        articles=tuple(
            replace(article, claims=(*article.claims, *article.missed), missed=())
            for article in worksheet.articles
        ),
        relations=tuple(replace(row, missed=False, reason="") for row in worksheet.relations),
        rubric=(none, low, good, best),
        counting="تُحسب الادعاءات من ٦٠، والصلات من ٢٠، والملاحظات من ٢٠.",
    )  # fmt: skip


def _with_core() -> Worksheet:
    key = key_of(GRADED)
    first, *others = key.articles[0].claims
    core = TEXT.index("5.6 آلاف دينار")
    first = replace(first, core=(core, core + len("5.6 آلاف دينار")))
    row, unscored, *rows = key.claims
    row = replace(row, core="5.6 آلاف دينار", acceptable=((Tag.UNVERIFIED, 0.5),))
    link = key.relations[0]
    return replace(
        key,
        articles=(replace(key.articles[0], claims=(first, *others)),),
        claims=(row, replace(unscored, scored=False), *rows),
        relations=(replace(link, acceptable=((RelationType.SUPPORTS, 0.25),), note="لأنه جزء."),),
    )


KEY = _with_core()


def booklet_of(
    count: int, worksheet: Worksheet = GRADED, *, odd: bool = False, third: str = "سارة"
) -> Booklet:
    """A class of ``count``, the third of them called ``third``."""
    sheets = tuple(
        replace(worksheet, student=third if k == 2 else f"طالب {k + 1}") for k in range(count)
    )
    return Booklet(
        title=worksheet.title, sheets=sheets, school=worksheet.school,
        classroom=worksheet.classroom, subject=worksheet.subject, odd=odd, logo=worksheet.logo,
        language=worksheet.language, digits=worksheet.digits, paper=worksheet.paper,
        colour=worksheet.colour, hijri=worksheet.hijri,
    )  # fmt: skip
