"""Suggest an article's source card from what its text states about itself.

What the text does not state is None («غير مذكور»): a fact that a class should notice, not a gap
to be filled by guessing.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain import written_date
from app.domain.article import Segment
from app.domain.boilerplate import folded

_QUOTED = r"[\"«“”](?P<name>[^\"»“”\n]{2,40})[\"»”“]"
_OUTLET = r"(?:موقع|صحيفة|جريدة|مجلة|بوابة|شبكة|منصة|وكالة|قناة|إذاعة)"
_URL = re.compile(r"https?://[^\s)\]]+")
_LIST = re.compile(r"\s*[،,؛;|]\s*|\s*[-–]\s+")


@dataclass(frozen=True, slots=True)
class SourceCard:
    """What the text says of itself; ``published`` is ISO, ``origin`` whom it is taken from."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    origin: str | None = None


def suggest(text: str, segments: tuple[Segment, ...]) -> SourceCard:
    """The card of ``text`` as its ``segments`` and set phrases show it."""
    lines = _Lines(text, segments)
    return SourceCard(
        title=lines.first("title"),
        publisher=_publisher(lines),
        author=_author(lines),
        published=_published(lines),
        origin=_origin(text, lines),
    )


class _Lines:
    """The words of each kind of segment."""

    def __init__(self, text: str, segments: tuple[Segment, ...]) -> None:
        self._segments = [(segment.kind, text[segment.start : segment.end]) for segment in segments]

    def of(self, *kinds: str) -> list[str]:
        return [words for kind, words in self._segments if kind in kinds]

    def first(self, kind: str) -> str | None:
        return next(iter(self.of(kind)), None)


def _publisher(lines: _Lines) -> str | None:
    """The name in a disclaimer, else beside the date, else of the site at the head."""
    for notice in lines.of("publisher_disclaimer"):
        named = re.search(rf"{_OUTLET}\s+{_QUOTED}", notice) or re.search(_QUOTED, notice)
        if named:
            return named["name"].strip()
    for line in lines.of("dateline"):
        name = _beside_date(line)
        if name:
            return name
    site = lines.of("site_name")
    return site[0] if len(site) == 1 else None


def _beside_date(line: str) -> str | None:
    """«2025/02/05 الجريدة - خاص» and «الجريدة - 5 فبراير 2025»: the name that is not the date."""
    found = written_date.find(line)
    if found is None or found.alone:
        return None
    parts = [part.strip(" -–—:|/،,()") for part in re.split(r"\s[-–—|]\s", line)]
    for part in parts:
        dated = written_date.find(part)
        name = part if dated is None else _without_date(part)
        if name and not re.search(r"\d", name) and folded(name) not in _NOT_NAMES:
            return name
    return None


_NOT_NAMES = frozenset({"خاص", "وكالات", "متابعات", "اخبار", "ص", "م", "am", "pm"})


def _without_date(part: str) -> str:
    words = part.split()
    kept = [word for word in words if not any(c.isdigit() for c in word)]
    if len(kept) == len(words) or written_date.find(" ".join(kept)):
        return ""
    # With the month in words something of the date is left: then it is not a name to rely on.
    months = {word for word in kept if written_date.find(f"1 {word} 2025")}
    return "" if months else " ".join(kept)


def _author(lines: _Lines) -> str | None:
    for line in lines.of("byline"):
        name = re.sub(
            r"^(بقلم|كتبت|كتبه|كتبها|كتب|إعداد|اعداد|تقرير|حوار|by|par)\s*[:/-]?\s*",
            "", line, flags=re.IGNORECASE,
        )  # fmt: skip
        if name != line and name:
            return name.strip()
    return None


def _published(lines: _Lines) -> str | None:
    """The date of the dateline, else of the crawler; page dates are today's unless there is one."""
    for kind in ("dateline", "crawler_prefix"):
        for line in lines.of(kind):
            found = written_date.find(line)
            if found:
                return found.day.isoformat()
    days = {found.day for line in lines.of("page_dates") if (found := written_date.find(line))}
    return days.pop().isoformat() if len(days) == 1 else None


def _origin(text: str, lines: _Lines) -> str | None:
    """A credit to one outlet and the page it was fetched from; a list of outlets credits none."""
    chain = [name for credit in lines.of("source_credit") if (name := _credited(credit))]
    if not chain:
        read_in = re.search(rf"(?:اطلعت عليه|نقلته|ونقلته)\s+(?:{_OUTLET}\s+)?{_QUOTED}", text)
        chain = [read_in["name"].strip()] if read_in else []
    for line in lines.of("source_url", "source_credit"):
        url = _URL.search(line)
        host = urlsplit(url.group()).hostname if url else None
        if host:
            chain.append(host.removeprefix("www."))
    return "، ".join(dict.fromkeys(chain)) or None


def _credited(credit: str) -> str | None:
    inside = _URL.sub("", credit).strip(" ()[].")
    name = re.sub(
        r"^(?:ال)?(?:مصادر|مصدر|وفق[ًا]*|نقل[ًا]* عن|مترجم عن|بتصرف عن|عن|بحسب|sources?|via|from"
        r"|d'après)\s*:?\s*(?:عن\s+)?(?:ل(?=صحيفة|موقع|وكالة|مجلة|قناة|شبكة))?",
        "", inside, flags=re.IGNORECASE,
    ).strip(" \"«»“”:")  # fmt: skip
    name = re.sub(rf"^{_OUTLET}\s+", "", name).strip('"«»“” ')
    if not name or len(_LIST.split(name)) > 1 or len(name.split()) > 8:
        return None
    return name
