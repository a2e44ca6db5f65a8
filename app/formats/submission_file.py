"""A student's work («عمل»): handed in, or kept on a share or a stick until tomorrow.

Parts: ``work.jsonld`` (W3C annotations; each article is named by the SHA-256 of its text),
``log.jsonl`` (the chain of ``domain.chain``, a line each) and, in work that is kept, ``pack``, the
whole pack, so that it can be opened where nobody has opened that. The manifest says whose it is.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from app.domain import chain, receipt
from app.domain.annotation import Annotation
from app.domain.article import fingerprint
from app.domain.canonical import json_bytes
from app.domain.chain import Line
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.submission import Submission, author_of, is_student_id
from app.formats import pack_file, parcel, strict_json
from app.formats.fields import Fields, plain
from app.formats.jsonld import reading, values, writing
from app.formats.jsonld.items import Items
from app.formats.pack_file import PackFile
from app.formats.parcel import Kind, Parcel

ENDING = ".bayyina-work"
MOST_LINES = 200_000
_DOCUMENT, _LOG, _PACK = "work.jsonld", "log.jsonl", "pack"
_TEXT = "urn:sha256:"
_MOST_ARTICLES = pack_file.MOST_ARTICLES


class State(StrEnum):
    HANDED_IN = "handed_in"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Covered:
    """An article that the work is about: its id where the pack came from, its text's SHA-256."""

    id: str
    sha256: str
    title: str = ""


@dataclass(frozen=True)
class SubmissionFile:
    """What a sound work file says.

    ``handed_in`` is when (ISO 8601, UTC), or when it was last kept; ``document`` and ``log`` are
    the texts of the parts, ``items`` and ``lines`` what they say; ``digest`` the SHA-256 of all of
    it; ``pack`` the bytes of the pack in work that is kept, else empty.
    """

    name: str
    state: State
    assignment_id: str
    assignment_name: str
    student_ids: tuple[str, ...]
    classroom: str
    articles: tuple[Covered, ...]
    handed_in: str
    device: str
    codebook: str
    claims: int
    relations: int
    document: str
    log: str
    items: Items
    lines: tuple[Line, ...]
    digest: str
    pack: bytes = b""

    @property
    def author_id(self) -> str:
        """Who signs what is in it: the student, or the pair as ``s01+s02``."""
        return author_of(self.student_ids)

    @cached_property
    def is_consistent(self) -> bool:
        """Whether doing the log again from nothing gives the document."""
        try:
            written: list[dict[str, Any]] = json.loads(self.document)["items"]
            return chain.outcome(self.lines) == {item["id"]: item for item in written}
        except (ValueError, KeyError, TypeError):
            return False

    @property
    def submission(self) -> Submission:
        """The hand-in, as student and teacher keep it: it follows from the file alone."""
        return Submission(
            id=str(uuid5(NAMESPACE_URL, f"bayyina:submission:{self.digest}")),
            assignment_id=self.assignment_id,
            student_ids=self.student_ids,
            handed_in=self.handed_in,
            receipt=receipt.code_of(self.digest),
            device=self.device,
            document=fingerprint(self.document),
            log=fingerprint(self.log),
            claims=self.claims,
            relations=self.relations,
            articles=tuple(article.sha256 for article in self.articles),
        )

    def unpacked(self) -> PackFile | None:
        """The pack in work that is kept; None in what was handed in. KnownError as its reader."""
        return pack_file.unpack(self.pack, self.name) if self.pack else None


@dataclass(frozen=True, slots=True)
class Work:
    """What a work file is to say. ``codebook`` is the SHA-256 of the codebook that was used."""

    state: State
    assignment_id: str
    assignment_name: str
    student_ids: tuple[str, ...]
    classroom: str
    articles: tuple[Covered, ...]
    handed_in: str
    device: str
    codebook: str
    annotations: Sequence[Annotation]
    relations: Sequence[Relation]
    lines: Sequence[Line]
    pack: bytes = b""


def item_of(marked: Annotation | Relation, sha256_of: Mapping[str, str]) -> dict[str, Any]:
    """A claim or relation as work files write it: articles are named by their texts."""
    if isinstance(marked, Relation):
        document = writing.collection([], [marked], {})
    else:
        source = _TEXT + sha256_of[marked.article_id]
        document = writing.collection([replace(marked, article_id=source)], [], {})
    [item] = values.as_list(document["items"])
    return dict(values.mapping(item, "items"))


def write(work: Work) -> bytes:
    """The bytes of the file: the same from the same. KnownError ``parcel.too_much``."""
    sha256_of = {article.id: article.sha256 for article in work.articles}
    items = [item_of(one, sha256_of) for one in (*work.annotations, *work.relations)]
    document = {**writing.collection([], [], {}), "total": len(items), "items": items}
    parts = {
        _DOCUMENT: (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(),
        _LOG: log_text(work.lines).encode(),
    }
    if work.pack:
        parts[_PACK] = work.pack
    facts: dict[str, object] = {
        "state": str(work.state),
        "assignment": {"id": work.assignment_id, "name": plain(work.assignment_name)},
        "students": list(work.student_ids),
        "classroom": plain(work.classroom),
        "articles": [
            {"id": one.id, "sha256": one.sha256, "title": plain(one.title)} for one in work.articles
        ],
        "handed_in": work.handed_in,
        "device": plain(work.device)[:200],
        "claims": len(work.annotations),
        "relations": len(work.relations),
        "log": {"head": chain.head(work.lines), "count": len(work.lines)},
        "codebook": work.codebook,
    }
    return parcel.pack(Kind.WORK, facts, parts)


def read(path: Path) -> SubmissionFile:
    """Read a work file. KnownError ``parcel.*``, ``work.*``, ``import.*``."""
    return _read(parcel.read(path, Kind.WORK))


def unpack(data: bytes, name: str) -> SubmissionFile:
    """The same of bytes that came from the file ``name``."""
    return _read(parcel.unpack(data, Kind.WORK, name))


def log_text(lines: Iterable[Line]) -> str:
    """A chain as it is kept: a line of JSON each."""
    return "".join(json_bytes(line).decode() + "\n" for line in lines)


def lines_of(log: str, name: str = _LOG) -> tuple[Line, ...]:
    """The chain in a log. KnownError ``work.broken_chain`` where a line does not go on from the one
    before, ``parcel.*`` where one is no line at all."""
    rows = log.split("\n")
    if rows.pop() or len(rows) > MOST_LINES:
        raise KnownError("work.bad_log", name=name, line=len(rows) + 1)
    lines: list[Line] = []
    for number, row in enumerate(rows, 1):
        line = strict_json.read_object(row.encode(), name, _LOG)
        if not _is_line(line):
            raise KnownError("work.bad_log", name=name, line=number)
        lines.append(line)
    broken = chain.first_broken(lines)
    if broken is not None:
        raise KnownError("work.broken_chain", name=name, line=broken)
    return tuple(lines)


def _is_line(line: Mapping[str, object]) -> bool:
    texts = ("at", "kind", "gesture", "device", "hash")
    changes = line.get("changes")
    return (
        set(line) == {"n", "changes", *texts}
        and all(isinstance(line[name], str) for name in texts)
        and isinstance(changes, list)
        and all(_is_change(change) for change in values.as_list(line["changes"]))
    )


def _is_change(change: object) -> bool:
    if not values.is_mapping(change) or set(change) != {"kind", "id", "before", "after"}:
        return False
    sides = change["before"], change["after"]
    return (
        change["kind"] in ("annotation", "relation")
        and isinstance(change["id"], str)
        and all(side is None or values.is_mapping(side) for side in sides)
        and any(side is not None for side in sides)
    )


def _read(found: Parcel) -> SubmissionFile:
    name = found.name
    told = Fields(found.manifest, name)
    state = told.member("state", State)
    _require_parts(found, state)
    assignment, log = told.within("assignment"), told.within("log")
    students = told.strings("students", 2, 64)
    ordered = sorted(set(students)) == list(students)
    if not students or not ordered or not all(is_student_id(id) for id in students):
        raise told.wrong("students")
    articles = tuple(
        Covered(one.text("id", 200, least=1), one.sha256("sha256"), one.text("title"))
        for one in told.each("articles", _MOST_ARTICLES)
    )
    if len({one.sha256 for one in articles}) < len(articles):
        raise told.wrong("articles")
    text = _utf8(found, _LOG)
    lines = lines_of(text, name)
    if (log.text("head", 64), log.whole("count", 0, MOST_LINES)) != (chain.head(lines), len(lines)):
        raise KnownError("work.other_log", name=name)
    document = _utf8(found, _DOCUMENT)
    strict_json.read_object(found.parts[_DOCUMENT], name, _DOCUMENT)
    items = reading.read(found.parts[_DOCUMENT], name)
    _require_own(items, author_of(students), articles, name)
    claims, relations = (told.whole(one, 0, 100_000) for one in ("claims", "relations"))
    if (claims, relations) != (len(items.claims), len(items.links)):
        raise KnownError("work.other_count", name=name)
    work = SubmissionFile(
        name=name,
        state=state,
        assignment_id=assignment.text("id", 200, least=1),
        assignment_name=assignment.text("name", 200),
        student_ids=students,
        classroom=told.text("classroom", 200),
        articles=articles,
        handed_in=told.moment("handed_in"),
        device=told.text("device", 200),
        codebook=told.sha256("codebook", may_lack=True),
        claims=claims,
        relations=relations,
        document=document,
        log=text,
        items=items,
        lines=lines,
        digest=found.digest,
        pack=found.parts.get(_PACK, b""),
    )
    _require_its_pack(work)
    return work


def _require_parts(found: Parcel, state: State) -> None:
    wanted = {_DOCUMENT, _LOG} | ({_PACK} if state is State.DRAFT else set[str]())
    for part in sorted(wanted - found.parts.keys()):
        raise KnownError("parcel.missing_part", name=found.name, part=part)
    for part in sorted(found.parts.keys() - wanted):
        raise KnownError("parcel.extra_part", name=found.name, part=part)


def _require_own(items: Items, author: str, articles: Sequence[Covered], name: str) -> None:
    """Every item sound, signed by the one whose work it is, in the articles that it is about."""
    for item in items.refused:
        raise KnownError("work.bad_item", name=name, item=item.id[:60])
    texts = {_TEXT + one.sha256 for one in articles}
    claims = {claim.id for claim in items.claims}
    for item in (*items.claims, *items.links):
        if item.author != values.identity(author):
            raise KnownError("work.other_author", name=name, author=author)
    for claim in items.claims:
        if not texts.intersection(source.strip().lower() for source in claim.sources):
            raise KnownError("work.other_article", name=name)
    for link in items.links:
        if not {link.source_id, link.target_id} <= claims:
            raise KnownError("work.loose_end", name=name)


def _require_its_pack(work: SubmissionFile) -> None:
    pack = work.unpacked()
    if pack is not None and pack.assignment.id != work.assignment_id:
        raise KnownError("work.other_pack", name=work.name)


def _utf8(found: Parcel, part: str) -> str:
    try:
        return found.parts[part].decode()
    except UnicodeDecodeError:
        raise KnownError("parcel.bad_text", name=found.name, part=part) from None
