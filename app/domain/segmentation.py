"""Suggest which stretches of an article are not its body: by wording and place, never by site.

Only suggestions: the teacher confirms them. What is doubtful is left to the body, for a reader
loses more by a claim that is hidden as boilerplate than by a stray button that is not.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.domain import boilerplate, written_date
from app.domain.article import Segment

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_CRAWLER = re.compile(
    r"\s*(?:(?:date|published|publish_date|title|url|source|author|lang)\s*[:=]?\s+"
    r"\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\s+)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[-–—•●▪*]\s")
_SENTENCE_END = re.compile(r"[.…؛:،,][\"'»”)\]]*$")
_ANY_END = re.compile(r"[.…؛:،,؟?!][\"'»”)\]]*$")
_WORD = re.compile(r"\w+")
_HEADLINE_WORDS = 25


@dataclass(slots=True)
class _Line:
    """A line without the white space around it, and the role it got so far."""

    text: str
    start: int
    end: int
    kind: str | None

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_body(self) -> bool:
        """Whether it reads as a paragraph: whole sentences, or a point of a list."""
        if self.kind is not None:
            return False
        ends = bool(_SENTENCE_END.search(self.text))
        return (
            self.words > _HEADLINE_WORDS
            or (ends and self.words >= 8)
            or bool(_BULLET.match(self.text) and self.words >= 4)
        )


def suggest(text: str) -> tuple[Segment, ...]:
    """Segments of ``text`` in reading order, not overlapping, each one line or part of one."""
    prefix = _CRAWLER.match(text)
    skipped = prefix.end() if prefix else 0
    lines = list(_lines(text, skipped))
    body = [i for i, line in enumerate(lines) if line.is_body]
    if body:
        _name_head(lines[: body[0]])
        _name_subheadings(lines, body)
        _name_standfirst(lines, body)
        _name_tail(lines[body[-1] + 1 :], arabic=_is_arabic(text))
    named = [Segment(line.kind, line.start, line.end) for line in lines if line.kind]
    return (Segment("crawler_prefix", 0, skipped), *named) if prefix else tuple(named)


def _lines(text: str, skipped: int) -> Iterator[_Line]:
    for match in _LINE.finditer(text, skipped):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield _Line(words, start, start + len(words), boilerplate.kind_of(words))


def _is_arabic(text: str) -> bool:
    return sum("\u0600" <= c <= "\u06ff" for c in text) * 2 > sum(c.isalpha() for c in text)


def _name_head(head: list[_Line]) -> None:
    """Above the first paragraph: names of the site, clocks and dates, the title, a dateline."""
    dated = {id(line): found for line in head if (found := written_date.find(line.text))}
    free = [line for line in head if line.kind is None and id(line) not in dated]
    title = max(
        (line for line in free if line.words >= 3 and not _SENTENCE_END.search(line.text)),
        key=lambda line: min(line.words, 12),  # of two long lines, the upper one
        default=None,
    )
    if title:
        title.kind = "title"
    for line in head:
        if line.kind is not None:
            continue
        above = title is not None and line.start < title.start
        if id(line) in dated and line.words <= 14:
            line.kind = "page_dates" if above and dated[id(line)].alone else "dateline"
        elif above and line.words <= 5 and not _ANY_END.search(line.text):
            line.kind = "masthead" if boilerplate.is_masthead(line.text) else "site_name"


def _name_subheadings(lines: list[_Line], body: list[int]) -> None:
    """Between two paragraphs: a short line that is no sentence and stands above a paragraph."""
    found = [
        line
        for line, below in pairwise(line for line in lines[body[0] + 1 :] if line.kind is None)
        if below.start <= lines[body[-1]].start and below.is_body and _may_head(line)
    ]
    if len(found) == 1 and _ANY_END.search(found[0].text):
        return  # a single short question is more often a sentence of the body
    for line in found:
        line.kind = "subheading"


def _may_head(line: _Line) -> bool:
    return (
        line.words <= 9
        and not line.is_body
        and not _SENTENCE_END.search(line.text)
        and not line.text.startswith(('"', "«", "“", "'"))
    )


def _name_standfirst(lines: list[_Line], body: list[int]) -> None:
    """The first paragraph, where it sums the article up: one later paragraph says its words again.

    Words that come again and again are the topic's, those of the next paragraph a transition.
    """
    first = lines[body[0]]
    if len(body) < 4 or first.words > 40 or _BULLET.match(first.text):
        return
    if any(line.start < first.start and line.kind == "dateline" for line in lines):
        return  # under a dateline stands the lead
    later = Counter(run for i in body[2:] for run in _runs(lines[i].text, 4))
    next_one = _runs(lines[body[1]].text, 4)
    if any(later[run] == 1 and run not in next_one for run in _runs(first.text, 4)):
        first.kind = "standfirst"


def _runs(text: str, length: int) -> set[tuple[str, ...]]:
    words: list[str] = _WORD.findall(boilerplate.folded(text))
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def _name_tail(tail: list[_Line], *, arabic: bool) -> None:
    """Below the last paragraph: links to other articles, buttons in another script, a date."""
    related = False
    for line in tail:
        if line.kind is not None:
            related = line.kind == "related_heading"
        elif related and line.words <= _HEADLINE_WORDS:
            line.kind = "related_links"
        elif arabic and line.words <= 4 and line.text.isascii():
            line.kind = "ui_text"
