"""What stands on a worksheet: everything the page says, ready to be set.

Services fill it, ``formats.worksheet`` sets it. Sentences that depend on the classroom (reasons,
who said it, level names) come worded; labels, numbers and dates are worded by the page itself.
Spans are ``(start, end)`` in code points of the article's text, half-open.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from app.domain.annotation import Tag
from app.domain.article import Segment
from app.domain.assignment import Asked
from app.domain.language import Code, Digits
from app.domain.relation import RelationType
from app.domain.rubric import Level

Span = tuple[int, int]


class Kind(StrEnum):
    """Blank to write on, a student's work as it is, or the same with the teacher's judgement.

    The teacher's own: the key, and a booklet of every student's graded one.
    """

    BLANK = "blank"
    STUDENT = "student"
    GRADED = "graded"
    KEY = "key"
    BOOKLET = "booklet"


class Paper(StrEnum):
    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """A claim in the text: its number in its article, its tag, its spans in reading order.

    ``core`` is the phrase that a highlight must hold (in a key).
    """

    number: int
    tag: Tag
    spans: tuple[Span, ...]
    core: Span | None = None


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """One article with the claims on it. ``missed`` are claims of the key that were not found."""

    number: int
    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    origin: str | None = None
    segments: tuple[Segment, ...] = ()
    claims: tuple[ClaimMark, ...] = ()
    missed: tuple[ClaimMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A line of the claims table.

    ``article`` and ``number`` together name a claim: numbers begin again in each article.
    ``kind``: ``found`` (matched to the key, or not graded), ``extra`` (beyond the key) or
    ``missed`` (of the key; ``number`` is then the one of the outline in the text). Points that do
    not apply are None. ``auto`` is the computed total where the teacher's differs. In a key:
    ``core`` (the words of the core phrase), ``acceptable`` (other tags with the share of the points
    that they earn, 0 to 1) and ``scored`` (False: there for its relations alone).
    """

    number: int
    tag: Tag
    article: int = 1
    kind: Literal["found", "extra", "missed"] = "found"
    quote: str = ""
    who: str = ""
    note: str = ""
    starred: bool = False
    reason: str = ""
    found: float | None = None
    tagged: float | None = None
    source: float | None = None
    total: float | None = None
    auto: float | None = None
    comment: str = ""
    core: str = ""
    acceptable: tuple[tuple[Tag, float], ...] = ()
    scored: bool = True


@dataclass(frozen=True, slots=True)
class RelationEnd:
    """A claim that a relation ties: its words, its article, its number there.

    A number is None where the claim (or its article) is not on this worksheet.
    """

    quote: str
    article: int | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRow:
    """A relation between two claims, as drawn or as the key has it.

    ``acceptable`` (in a key): other types with the share of the type's points that they earn.
    """

    type: RelationType
    source: RelationEnd
    target: RelationEnd
    note: str = ""
    reason: str = ""
    points: float | None = None
    possible: float | None = None
    auto: float | None = None
    comment: str = ""
    missed: bool = False
    acceptable: tuple[tuple[RelationType, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """A starred note as judged: the rubric's level by name, its points of ten.

    ``reason`` is what the next level asks for.
    """

    number: int
    tag: Tag
    text: str
    article: int = 1
    level_name: str = ""
    level: int | None = None
    points: float | None = None
    possible: float | None = None
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """``weight`` × ``points`` ÷ ``possible``: one part of the mark, weights already rescaled."""

    part: Literal["claims", "relations", "notes"]
    weight: float
    points: float
    possible: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """How the mark comes about: the terms add up to ``percent``; ``mark`` is it out of ``scale``.

    ``extras`` says how highlights beyond the key counted, empty where there were none.
    """

    terms: tuple[Term, ...]
    percent: float
    mark: float
    scale: int = 20
    extras: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worksheet:
    """One student's worksheet, or a blank one (then ``student`` is empty: a line to write on).

    ``logo`` is a PNG, empty for none; ``hijri`` asks for the Hijri date beside each Gregorian one.
    ``boxes`` is how many empty claim boxes follow each article of a blank one. ``handed_in`` is the
    time that the hand-in itself tells; ``last_mark`` the day on which the student last marked a
    claim, printed where nothing was handed in. ``notes_hint`` says how many notes count, or are
    missing; ``improvements`` are what to look at next time, most telling first. A key also has the
    ``rubric`` (lowest level first) and ``counting``: what each part weighs, in a sentence.
    ``attachment`` is what can be read back from the PDF: JSON-LD, sealed; empty for none.
    ``fillable``: a blank one or a student's has fields to type the comment and the mark into.
    What is not ``asked`` has no place on it.
    """

    kind: Kind
    title: str
    articles: tuple[PrintedArticle, ...]
    school: str = ""
    classroom: str = ""
    subject: str = ""
    student: str = ""
    handed_in: datetime | None = None
    last_mark: date | None = None
    receipt: str = ""
    instructions: str = ""
    claims: tuple[ClaimRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
    notes: tuple[NoteRow, ...] = ()
    notes_hint: str = ""
    arithmetic: Arithmetic | None = None
    comment: str = ""
    improvements: tuple[str, ...] = ()
    rubric: tuple[Level, ...] = ()
    counting: str = ""
    boxes: int = 6
    language: Code = "ar"
    digits: Digits = "arab"
    paper: Paper = Paper.A4
    colour: bool = True
    hijri: bool = False
    logo: bytes = b""
    attachment: bytes = b""
    fillable: bool = False
    asked: tuple[Asked, ...] = tuple(Asked)

    @property
    def has_several_articles(self) -> bool:
        """Whether a claim's number needs its article's beside it."""
        return len(self.articles) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Booklet:
    """A class's graded worksheets in one file, after a table of what is where.

    ``odd``: each begins on an odd page, so that it can be handed out when printed on both sides.
    """

    title: str
    sheets: tuple[Worksheet, ...]
    school: str = ""
    classroom: str = ""
    subject: str = ""
    odd: bool = False
    language: Code = "ar"
    digits: Digits = "arab"
    paper: Paper = Paper.A4
    colour: bool = True
    hijri: bool = False
    logo: bytes = b""
