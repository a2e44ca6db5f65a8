"""The texts a class reads."""

import re
from dataclasses import dataclass
from hashlib import sha256

from app.domain.entity import Entity

_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"(?:^|[\n\r\u2029])[^\S\n\r\u2029]*([^\s\u200e\u200f\ufeff])")

# Roles of a stretch of text that a reader of the news learns to tell from the news.
BOILERPLATE = frozenset({
    "site_name", "masthead", "clock", "page_dates", "weather_widget", "ad_marker", "promo_link",
    "engagement_prompt", "comment_counter", "comment_notice", "comment_disclaimer",
    "crawler_prefix", "publisher_disclaimer", "related_heading", "related_links",
    "paywall_prompt", "share_widget", "ui_text", "source_url",
})  # fmt: skip
# Roles that belong to the news itself, or say where it comes from.
STRUCTURE = frozenset({"title", "byline", "standfirst", "dateline", "subheading", "source_credit"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch ``[start, end)`` of an article, in code points, with a role."""

    kind: str
    start: int
    end: int

    @property
    def is_boilerplate(self) -> bool:
        return self.kind in BOILERPLATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Entity):
    """An immutable text with its source card. ``None`` on the card means «غير مذكور», not stated.

    ``text`` is the decoded file untouched; ``published`` an ISO date; ``origin`` whom the text says
    it was taken over from; ``segments`` are suggested until ``segments_confirmed``.
    """

    text: str
    sha256: str
    encoding: str = "utf-8"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    origin: str | None = None
    card_checked: bool = False
    segments: tuple[Segment, ...] = ()
    segments_confirmed: bool = False
    words: int = 0
    position: int = 0
    file_name: str | None = None
    imported_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCard:
    """What a list of articles needs: everything but the text; ``opening`` its first words."""

    id: str
    sha256: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    origin: str | None
    card_checked: bool
    words: int
    position: int
    opening: str


def fingerprint(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal: the name of a text across devices."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each word (a run without white space) starts and ends, in code points."""
    return [match.span() for match in _WORD.finditer(text)]


def paragraph_starts(text: str) -> list[int]:
    """Where each paragraph's first seen character is, in code points; blank lines are none."""
    return [match.start(1) for match in _PARAGRAPH.finditer(text)]


def opening(text: str, segments: tuple[Segment, ...], words: int = 16) -> str:
    """The first words of the body, past boilerplate: what stands in for a missing title."""
    skipped = [s for s in segments if s.is_boilerplate or s.kind in ("dateline", "title")]
    chosen: list[str] = []
    for match in _WORD.finditer(text):
        if any(s.start < match.end() and match.start() < s.end for s in skipped):
            continue
        chosen.append(match.group())
        if len(chosen) == words:
            return " ".join(chosen) + "…"
    return " ".join(chosen)
