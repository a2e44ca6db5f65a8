"""The pack («حزمة الواجب»): what a teacher gives out, in one file. No key in it, and no names.

Parts: ``assignment.json`` (what is asked, the source cards and segments of the articles),
``articles/SHA256.txt`` (each text as it is kept), ``codebook.toml``, ``rubric.toml``, and in
practice mode only ``practice.jsonld``, the answers. The manifest names the assignment and the
articles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.article import BOILERPLATE, STRUCTURE, Article, Segment, fingerprint, word_spans
from app.domain.assignment import Asked, Assignment, Mode
from app.domain.errors import KnownError
from app.formats import codebook_file, parcel, rubric_file, strict_json, text_files
from app.formats.fields import Fields, plain
from app.formats.jsonld import reading
from app.formats.parcel import Kind, Parcel

MOST_ARTICLES = 200
MOST_STUDENTS = 2_000
_ASSIGNMENT = "assignment.json"
_CODEBOOK, _RUBRIC, _PRACTICE = "codebook.toml", "rubric.toml", "practice.jsonld"
_LONGEST_ID = 200
_CARD = ("title", "publisher", "author", "published", "origin")


@dataclass(frozen=True, slots=True)
class PackFile:
    """What a pack holds. ``assignment`` has no key and no class, and its ``codebook`` and
    ``rubric`` are always texts; ``articles`` are those of ``assignment.article_ids``, in their
    order; ``classroom`` is the class's name, for names of files; ``students`` the pseudonyms that
    may sit down to it (none: whoever comes); ``practice`` the answers as JSON-LD, or empty."""

    assignment: Assignment
    articles: tuple[Article, ...]
    classroom: str = ""
    students: tuple[str, ...] = ()
    practice: str = ""


def write(pack: PackFile) -> bytes:
    """The bytes of the file. KnownError ``parcel.too_much``."""
    assignment = pack.assignment
    settings: dict[str, object] = {
        "id": assignment.id,
        "name": plain(assignment.name),
        "instructions": plain(assignment.instructions),
        "notes_asked": assignment.notes_asked,
        "scale": assignment.scale,
        "due": assignment.due,
        "created": assignment.created,
        "asked": [str(asked) for asked in assignment.asked],
        "mode": str(assignment.mode),
        "claims_asked": assignment.claims_asked,
        "relations_asked": assignment.relations_asked,
        "classroom": plain(pack.classroom),
        "students": list(pack.students),
        "articles": [_written(article) for article in pack.articles],
    }
    parts = {
        _ASSIGNMENT: parcel.json_part(settings),
        _CODEBOOK: assignment.codebook.encode(),
        _RUBRIC: assignment.rubric.encode(),
    }
    for article in pack.articles:
        parts[_text_part(article.sha256)] = article.text.encode("utf-8", "surrogatepass")
    if assignment.mode is Mode.PRACTICE and pack.practice:
        parts[_PRACTICE] = pack.practice.encode()
    named = [{"id": one.id, "sha256": one.sha256} for one in pack.articles]
    facts = {"id": assignment.id, "name": plain(assignment.name), "articles": named}
    return parcel.pack(Kind.PACK, facts, parts)


def read(path: Path) -> PackFile:
    """Read a pack. KnownError ``parcel.*``, ``pack.*``, ``codebook.*``, ``import.*``."""
    return _read(parcel.read(path, Kind.PACK))


def unpack(data: bytes, name: str) -> PackFile:
    """The same of bytes that came from the file ``name``."""
    return _read(parcel.unpack(data, Kind.PACK, name))


def _written(article: Article) -> dict[str, object]:
    card = {name: getattr(article, name) for name in _CARD}
    return {
        "id": article.id,
        "sha256": article.sha256,
        "encoding": article.encoding,
        "card_checked": article.card_checked,
        "segments": [[one.kind, one.start, one.end] for one in article.segments],
        "segments_confirmed": article.segments_confirmed,
        **{name: None if fact is None else plain(fact) for name, fact in card.items()},
    }


def _text_part(sha256: str) -> str:
    return f"articles/{sha256}.txt"


def _read(found: Parcel) -> PackFile:
    name = found.name
    said = Fields(strict_json.read(_part(found, _ASSIGNMENT), name, _ASSIGNMENT), name)
    told = Fields(found.manifest, name)
    facts = said.each("articles", MOST_ARTICLES)
    articles = tuple(_article(found, one, place) for place, one in enumerate(facts, 1))
    ids = [article.id for article in articles]
    named = [(one.text("id"), one.text("sha256")) for one in told.each("articles", MOST_ARTICLES)]
    if not articles or len(set(ids)) < len(ids):
        raise KnownError("pack.articles", name=name)
    if named != [(one.id, one.sha256) for one in articles] or said.text("id") != told.text("id"):
        raise KnownError("pack.two_stories", name=name)
    mode = said.member("mode", Mode)
    _refuse_others(found, articles, mode)
    return PackFile(
        Assignment(
            id=said.text("id", _LONGEST_ID, least=1),
            name=said.text("name", 200, least=1),
            article_ids=tuple(ids),
            instructions=said.text("instructions"),
            notes_asked=said.whole("notes_asked", 0, 1_000),
            scale=said.whole("scale", 1, 1_000),
            due=_due(said),
            created=said.text("created", 40),
            asked=_asked(said),
            mode=mode,
            claims_asked=said.whole("claims_asked", 0, 1_000),
            relations_asked=said.whole("relations_asked", 0, 1_000),
            codebook=codebook_file.checked(_toml(found, _CODEBOOK)),
            rubric=rubric_file.checked(_toml(found, _RUBRIC)),
        ),
        articles,
        said.text("classroom", 200),
        said.strings("students", MOST_STUDENTS, 64),
        _practice(found),
    )


def _asked(said: Fields) -> tuple[Asked, ...]:
    given = said.strings("asked", len(Asked), 60)
    if not {str(asked) for asked in Asked}.issuperset(given):
        raise said.wrong("asked")
    return tuple(asked for asked in Asked if str(asked) in given)


def _due(said: Fields) -> str | None:
    """An ISO date, with or without a time."""
    due = said.text_or_none("due", 40)
    if due:
        try:
            datetime.fromisoformat(due)
        except ValueError:
            raise said.wrong("due") from None
    return due


def _article(found: Parcel, facts: Fields, position: int) -> Article:
    sha256 = facts.sha256("sha256")
    text = text_files.exact(_part(found, _text_part(sha256)), found.name)
    if fingerprint(text) != sha256:
        raise KnownError("pack.other_text", name=found.name)
    segments = _segments(facts, len(text))
    return Article(
        id=facts.text("id", _LONGEST_ID, least=1),
        text=text,
        sha256=sha256,
        encoding=facts.text("encoding", 40),
        title=facts.text_or_none("title"),
        publisher=facts.text_or_none("publisher"),
        author=facts.text_or_none("author"),
        published=facts.text_or_none("published", 40),
        origin=facts.text_or_none("origin"),
        card_checked=facts.flag("card_checked"),
        segments=segments,
        segments_confirmed=facts.flag("segments_confirmed"),
        words=len(word_spans(text)),
        position=position,
    )


def _segments(facts: Fields, length: int) -> tuple[Segment, ...]:
    """In order, apart, within the text, of known roles."""
    found: list[Segment] = []
    end = 0
    for one in facts.list("segments", 5_000):
        match one:
            case [str(kind), int(start), int(stop)] if (
                kind in BOILERPLATE | STRUCTURE
                and not isinstance(start, bool)
                and not isinstance(stop, bool)
                and end <= start < stop <= length
            ):
                found.append(Segment(kind, start, stop))
                end = stop
            case _:
                raise facts.wrong("segments")
    return tuple(found)


def _part(found: Parcel, part: str) -> bytes:
    if part not in found.parts:
        raise KnownError("parcel.missing_part", name=found.name, part=part)
    return found.parts[part]


def _toml(found: Parcel, part: str) -> str:
    try:
        return _part(found, part).decode()
    except UnicodeDecodeError:
        raise KnownError("parcel.bad_text", name=found.name, part=part) from None


def _refuse_others(found: Parcel, articles: Sequence[Article], mode: Mode) -> None:
    """Parts that nobody asked for: a key, say."""
    known = {_ASSIGNMENT, _CODEBOOK, _RUBRIC, *(_text_part(one.sha256) for one in articles)}
    if mode is Mode.PRACTICE:
        known.add(_PRACTICE)
    others: Mapping[str, bytes] = {k: v for k, v in found.parts.items() if k not in known}
    if others:
        raise KnownError("parcel.extra_part", name=found.name, part=min(others))


def _practice(found: Parcel) -> str:
    data = found.parts.get(_PRACTICE)
    if data is None:
        return ""
    strict_json.read(data, found.name, _PRACTICE)
    if reading.read(data, found.name).refused:
        raise KnownError("pack.practice", name=found.name)
    return data.decode()
