"""A small pack and a small work, made by hand: what other tests open, spoil and compare."""

from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from app.domain import chain
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article, Segment, fingerprint, word_spans
from app.domain.assignment import Assignment, Mode
from app.domain.relation import Relation, RelationType
from app.domain.selector import describe
from app.formats import pack_file, submission_file
from app.formats.jsonld import writing
from app.formats.pack_file import PackFile
from app.formats.submission_file import Covered, State, Work, item_of

FIRST = (
    "حافلة المدرسة تصل متأخرة منذ أسبوعين\n"
    "قالت مديرة المدرسة نوال الحداد إن السائق غيّر طريقه بعد إغلاق الشارع.\n"
    "ويرى كثيرون أن الشارع لن يُفتح قبل الصيف."
)
SECOND = "أكدت البلدية في بيان أن إصلاح الشارع ينتهي في 3 أسابيع 🚌.\nولا أحد يصدّق مواعيد البلدية."
SEEDS = Path(__file__).parents[2] / "seeds"


def name_of(what: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"bayyina:test:{what}"))


def article(what: str, text: str, **facts: object) -> Article:
    return Article(
        id=name_of(what), text=text, sha256=fingerprint(text), words=len(word_spans(text)), **facts
    )  # type: ignore[arg-type]


ARTICLES = (
    article("first", FIRST, title="الحافلة", publisher="نشرة الحي", published="2025-03-02",
            segments=(Segment("title", 0, 36),), segments_confirmed=True, card_checked=True,
            position=1),
    article("second", SECOND, position=2),
)  # fmt: skip


def pack(**changed: object) -> PackFile:
    practice = str(changed.pop("practice", ""))
    given = {
        "id": name_of("assignment"),
        "name": "متى تصل الحافلة؟",
        "article_ids": tuple(one.id for one in ARTICLES),
        "instructions": "يُقرأ المقالان ويُعلَّم ما فيهما من ادعاءات.",
        "codebook": (SEEDS / "codebook.toml").read_text(encoding="utf-8"),
        "rubric": (SEEDS / "rubric.toml").read_text(encoding="utf-8"),
        "claims_asked": 4,
        "due": "2025-04-01",
        **changed,
    }
    return PackFile(Assignment(**given), ARTICLES, "9ب", ("s01", "s02"), practice)  # type: ignore[arg-type]


def claim(article: Article, author: str, words: str, tag: Tag, **more: object) -> Annotation:
    start = article.text.index(words)
    span = describe(article.text, start, start + len(words))
    id = name_of(f"{author}:{words}")
    return Annotation(
        id=id, article_id=article.id, author_id=author, spans=(span,), tag=tag, **more
    )  # type: ignore[arg-type]


def marks(author: str = "s01") -> tuple[list[Annotation], list[Relation]]:
    first, second = ARTICLES
    said = Attribution(SourceType.NAMED_PERSON, "نوال الحداد")
    claims = [
        claim(first, author, "السائق غيّر طريقه", Tag.SOURCED, attribution=said, confidence=3),
        claim(first, author, "الشارع لن يُفتح قبل الصيف", Tag.UNVERIFIED, note="من هم؟",
              starred=True),
        claim(second, author, "إصلاح الشارع ينتهي في 3 أسابيع 🚌", Tag.SOURCED),
    ]  # fmt: skip
    link = Relation(id=name_of(f"{author}:link"), author_id=author, type=RelationType.CONTRADICTS,
                    source_id=claims[1].id, target_id=claims[2].id)  # fmt: skip
    return claims, [link]


def work(state: State = State.HANDED_IN, author: str = "s01", **changed: object) -> Work:
    claims, links = marks(author)
    sha256_of = {one.id: one.sha256 for one in ARTICLES}
    items = [item_of(one, sha256_of) for one in (*claims, *links)]
    entries = [
        {"at": f"2025-03-2{n}T08:00:00.000+00:00", "kind": "do", "gesture": "highlight",
         "device": "lab-7", "changes": [
             {"kind": "relation" if n == 3 else "annotation", "id": item["id"], "before": None,
              "after": item}]}
        for n, item in enumerate(items)
    ]  # fmt: skip
    given = {
        "state": state,
        "assignment_id": name_of("assignment"),
        "assignment_name": "متى تصل الحافلة؟",
        "student_ids": tuple(author.split("+")),
        "classroom": "9ب",
        "articles": tuple(Covered(one.id, one.sha256, one.title or "") for one in ARTICLES),
        "handed_in": "2025-03-24T09:15:00.000+00:00",
        "device": "lab-7",
        "codebook": "",
        "annotations": claims,
        "relations": links,
        "lines": chain.extended([], entries),
        "pack": pack_file.write(pack()) if state is State.DRAFT else b"",
        **changed,
    }
    return Work(**given)  # type: ignore[arg-type]


def pack_bytes() -> bytes:
    return pack_file.write(pack())


def practice_bytes() -> bytes:
    claims, links = marks("key")
    answers = writing.write(claims, links, {one.id: one.sha256 for one in ARTICLES}).decode()
    return pack_file.write(pack(mode=Mode.PRACTICE, practice=answers))


def work_bytes(author: str = "s01") -> bytes:
    return submission_file.write(work(author=author))


def draft_bytes(author: str = "s01") -> bytes:
    return submission_file.write(work(State.DRAFT, author))
