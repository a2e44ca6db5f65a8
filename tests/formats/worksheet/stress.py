"""Worksheets with too much of everything.

``python -m tests.formats.worksheet.stress FOLDER`` writes them all, to be looked at page by page
(``pdftoppm -r 110 -png``).
"""

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from app.domain.annotation import Tag
from app.domain.article import Segment
from app.domain.language import CODES, Code
from app.domain.relation import RelationType
from app.domain.worksheet import (
    ClaimMark,
    ClaimRow,
    NoteRow,
    Paper,
    PrintedArticle,
    RelationEnd,
    RelationRow,
    Worksheet,
)
from app.formats.worksheet import Fonts
from app.formats.worksheet.booklet import draw_booklet
from app.formats.worksheet.pages import draw_worksheet
from tests.formats.worksheet.samples import (
    ARTICLE,
    GRADED,
    KEY,
    SECOND,
    SECOND_TEXT,
    blank_of,
    booklet_of,
    key_of,
)

NAME = "عبدالرحمن بن عبدالعزيز بن محمد المطيري الحربي الأنصاري الدوسري"[:60]
_LETTERS = "بتجحدرسصطعفقكلمنهي"
_TAGS = tuple(Tag)


def words(count: int, first: int = 0) -> list[str]:
    """Words that are all different, of letters only."""
    return [
        "".join(_LETTERS[k // 18**place % 18] for place in range(4))
        for k in range(first, first + count)
    ]


NOTE = " ".join(words(400))


def logo(width: int = 300, height: int = 200) -> bytes:
    """A PNG with a transparent ground."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, width - 1, height - 1), fill=(20, 110, 120, 255))
    pen.rectangle((width // 3, height // 3, 2 * width // 3, 2 * height // 3), fill="white")
    out = BytesIO()
    image.save(out, "png")
    return out.getvalue()


def crowded(claims: int = 200, number: int = 1, note: str = "قصيرة") -> Worksheet:
    """One article with many claims: over each other, of several parts, one over a page break."""
    text = "\n".join(" ".join(words(60, 60 * part)) for part in range(12))
    step = max(len(text) // max(claims, 1), 1)
    marks: list[ClaimMark] = []
    for k in range(claims):
        start = k * step
        end = min(start + (1500 if k == claims // 3 else 90), len(text))
        spans = ((start, end),)
        if k % 10 == 4 and end - start > 60:
            spans = ((start, start + 20), (start + 40, end))
        core = (start + 2, start + 14) if k % 4 == 0 else None
        marks.append(ClaimMark(k + 1, _TAGS[k % 3], spans, core))
    rows = tuple(
        ClaimRow(
            number=mark.number, article=number, tag=mark.tag, starred=mark.number == 8,
            note=NOTE if mark.number == 8 else note, who="شخص مسمّى: ليلى حدّاد",
            quote=" … ".join(text[slice(*span)] for span in mark.spans),
            reason="الوسم هنا «رأي»، وهو في المفتاح «مُسنَد».",
            found=4, tagged=0, source=1, total=5, auto=4 if mark.number % 9 == 0 else None,
            core=text[slice(*mark.core)] if mark.core else "",
            acceptable=((Tag.OPINION, 0.5), (Tag.SOURCED, 0.25)) if mark.number % 5 == 0 else (),
        )
        for mark in marks
    )  # fmt: skip
    article = replace(
        ARTICLE, number=number, text=text, claims=tuple(marks), missed=(), segments=()
    )
    relations = tuple(
        RelationRow(
            type=list(RelationType)[k % 5], note="لأن الرقم نفسه فيهما.", possible=8, points=k % 9,
            source=RelationEnd(rows[k].quote, number, k + 1), reason="لم تُرسم هذه الصلة.",
            target=RelationEnd(rows[-1 - k].quote, number, rows[-1 - k].number),
            acceptable=((RelationType.REPEATS, 0.5),) if k % 3 == 0 else (),
        )
        for k in range(min(claims, 12))
    )  # fmt: skip
    notes = (
        NoteRow(number=8, article=number, tag=Tag.OPINION, text=NOTE, level=1, level_name="مبتدئ",
                points=4, possible=10, reason="للمستوى التالي: يُذكر الدليل.", comment=NOTE[:500]),
        NoteRow(number=9, article=number, tag=Tag.SOURCED, text="بانتظارها."),
    )  # fmt: skip
    return replace(
        GRADED, student=NAME, articles=(article,), claims=rows, relations=relations, notes=notes,
        comment=NOTE, improvements=(NOTE[:200], "الصلات: البحث عن الرقم نفسه.", NOTE[200:350]),
        logo=logo(), hijri=True, school=f"مدرسة {NAME}",
    )  # fmt: skip


def five_articles() -> Worksheet:
    """Five articles, the third without a title, each ending in another place of its page."""
    articles: list[PrintedArticle] = []
    rows: list[ClaimRow] = []
    for number in range(1, 6):
        lines = [" ".join(words(30 + 7 * number, 900 * number + 50 * k)) for k in range(4 + number)]
        lines.insert(3, "عنوان فرعي")
        text = "\n".join(lines)
        heading = text.index("عنوان فرعي")
        spans = [(200 * k, 200 * k + 90) for k in range(len(text) // 200)]
        marks = tuple(ClaimMark(k + 1, _TAGS[k % 3], (span,)) for k, span in enumerate(spans))
        articles.append(
            replace(
                SECOND, number=number, text=text, title=None if number == 3 else f"المقال {number}",
                claims=marks[1:], missed=marks[:1],
                segments=(Segment("subheading", heading, heading + 10),),
            )
        )  # fmt: skip
        rows += [
            ClaimRow(number=mark.number, article=number, tag=mark.tag, reason="مطابق للمفتاح.",
                     kind="missed" if mark.number == 1 else "found", found=4, tagged=4, source=2,
                     total=10, quote=text[slice(*mark.spans[0])])
            for mark in marks
        ]  # fmt: skip
    return replace(
        GRADED, articles=tuple(articles), claims=tuple(rows), notes=(),
        relations=(replace(GRADED.relations[0], source=RelationEnd(SECOND_TEXT[:80], 5, 2)),),
    )  # fmt: skip


def everything() -> dict[str, Worksheet]:
    """Each kind, small and crowded."""
    return {
        "graded": replace(GRADED, logo=logo(), hijri=True),
        "crowded": crowded(),
        "five": five_articles(),
        "key": replace(KEY, logo=logo(200, 200)),
        "key-crowded": key_of(crowded()),
        "blank": replace(blank_of(GRADED), logo=logo(120, 300), hijri=True),
        "blank-five": blank_of(five_articles()),
    }


def write_all(folder: Path) -> None:
    fonts = Fonts()
    looks: list[tuple[Code, Paper, bool]] = [
        (code, paper, code != "fr") for code, paper in zip(CODES, (*Paper, Paper.A4), strict=True)
    ]
    for code, paper, colour in looks:
        digits = "arab" if code == "ar" else "latin"
        for name, sheet in everything().items():
            page = replace(sheet, language=code, digits=digits, paper=paper, colour=colour)
            with (folder / f"{name}-{code}.pdf").open("wb") as out:
                draw_worksheet(page, fonts, out)
        page = replace(GRADED, language=code, digits=digits, paper=paper, colour=colour)
        with (folder / f"booklet-{code}.pdf").open("wb") as out:
            draw_booklet(booklet_of(34, page, odd=code != "en", third=NAME), fonts, out)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
