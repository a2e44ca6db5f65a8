"""Annotations and relations in and out, as W3C JSON-LD."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain.annotation import Annotation, Attribution, reading_order
from app.domain.article import Article
from app.domain.collection import copied
from app.domain.errors import KnownError
from app.domain.pointer import place
from app.domain.relation import Relation
from app.domain.setting import OWNER
from app.formats import text_files
from app.formats.jsonld import reading, writing
from app.formats.jsonld.items import ClaimItem, Items, LinkItem, Refusal
from app.formats.jsonld.values import urn

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Export", "Import", "Items", "Refusal", "export_annotations", "import_items",
           "placed", "read_items", "urn", "write_file"]  # fmt: skip

NOT_HERE = "exchange.not_in_assignment"
M = TypeVar("M", Annotation, Relation)


@dataclass(frozen=True, slots=True)
class Export:
    """A JSON-LD document and how much is in it."""

    data: bytes
    annotations: int
    relations: int


@dataclass(frozen=True, slots=True)
class Import:
    """What became of a file's items: how many were new, how many were there, which not taken."""

    added: int
    already: int
    refused: tuple[Refusal, ...]


def export_annotations(
    tx: Transaction,
    article_ids: Collection[str] | None = None,
    author_id: str | None = None,
) -> Export:
    """All annotations, or those of some articles or of one author, and the relations among them."""
    chosen: dict[str, object] = {}
    if article_ids is not None:
        chosen["article_id"] = tuple(article_ids)
    if author_id is not None:
        chosen["author_id"] = author_id
    cards = {card.id: card for card in tx.article_cards()}
    annotations = sorted(
        tx.find(Annotation, order_by=None, **chosen),
        key=lambda found: (cards[found.article_id].position, *reading_order(found)),
    )
    here = {annotation.id for annotation in annotations}
    signed = {"author_id": author_id} if author_id is not None else {}
    relations = [
        relation
        for relation in tx.find(Relation, order_by="id", **signed)
        if relation.source_id in here and relation.target_id in here
    ]
    sha256_of = {card.id: card.sha256 for card in cards.values()}
    data = writing.write(annotations, relations, sha256_of)
    return Export(data, len(annotations), len(relations))


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. KnownError where it cannot be."""
    text_files.write_whole(path, data)


def read_items(path: Path) -> Items:
    """What a JSON-LD file holds. KnownError where it is no such file."""
    return reading.read(text_files.read_bytes(path, reading.MAX_BYTES), path.name)


def import_items(
    tx: Transaction,
    items: Items,
    author_id: str | None = None,
    *,
    article_ids: Collection[str] | None = None,
    copies: bool = False,
) -> Import:
    """Keep the items of a file; those that are there stay as they are.

    ``author_id`` signs all of them; without it each its own creator, else the owner. Items on other
    articles than ``article_ids`` are left out (``NOT_HERE``). An id that another author's item has
    is refused, for nothing may be overwritten; with ``copies`` (a key is a copy of what somebody
    marked) the item gets an id of its own instead, the same each time.
    """
    intake = _Intake(tx, items, author_id, article_ids, copies=copies)
    for claim in items.claims:
        intake.take_claim(claim)
    for link in items.links:
        intake.take_link(link)
    return Import(intake.added, intake.already, (*items.refused, *intake.refused))


def placed(
    item: ClaimItem, article_id: str, text: str, author_id: str, *, nearly: bool = True
) -> Annotation:
    """The claim of a file on an article's text here; not ``nearly``: the very text it was made on.

    KnownError ``exchange.*``: it has no place.
    """
    attribution = None
    if item.source_type is not None:
        evidence = place(text, item.evidence, nearly=nearly) if item.evidence else None
        attribution = Attribution(item.source_type, item.source_name, evidence)
    return Annotation(
        id=item.id,
        article_id=article_id,
        author_id=author_id,
        spans=tuple(sorted({place(text, pointer, nearly=nearly) for pointer in item.places})),
        tag=item.tag,
        attribution=attribution,
        confidence=item.confidence,
        note=item.note,
        starred=item.starred,
        core=place(text, item.core, nearly=nearly) if item.core else None,
        acceptable=item.acceptable,
        scored=item.scored,
        created=item.created,
    )


class _Intake:
    """One import on its way: what is there, what was added, what was refused."""

    def __init__(
        self,
        tx: Transaction,
        items: Items,
        author_id: str | None,
        article_ids: Collection[str] | None,
        *,
        copies: bool,
    ) -> None:
        self.added = self.already = 0
        self.refused: list[Refusal] = []
        self._tx = tx
        self._author_id = author_id
        self._article_ids = article_ids
        self._copies = copies
        self._copy_of: dict[str, str] = {}
        self._left_out: set[str] = set()
        self._texts: dict[str, str] = {}
        self._articles: dict[str, str] = {}
        for card in tx.article_cards():
            self._articles[card.id.lower()] = card.id
            self._articles.setdefault(f"urn:sha256:{card.sha256}", card.id)
        ids = [claim.id for claim in items.claims]
        self._claims = {found.id: found for found in _present(tx, Annotation, ids)}
        links = [link.id for link in items.links]
        self._links = {found.id: found for found in _present(tx, Relation, links)}
        ends = {end for link in items.links for end in (link.source_id, link.target_id)}
        self._author_of = {f.id: f.author_id for f in _present(tx, Annotation, list(ends))}

    def take_claim(self, item: ClaimItem) -> None:
        try:
            article_id = self._article(item.sources)
            new = self._annotation(item, article_id, self._signed(item.author))
            kept = self._keep(new, self._claims)
        except KnownError as reason:
            self.refused.append(Refusal(item.id, reason))
            if reason.message == NOT_HERE:
                self._left_out.add(item.id)
            return
        self._copy_of[item.id] = kept.id
        self._author_of[kept.id] = kept.author_id

    def take_link(self, item: LinkItem) -> None:
        author = self._signed(item.author)
        source = self._copy_of.get(item.source_id, item.source_id)
        target = self._copy_of.get(item.target_id, item.target_id)
        try:
            if self._left_out & {source, target}:
                raise KnownError(NOT_HERE)
            for end in (source, target):
                if self._author_of.get(end) != author:
                    raise KnownError("exchange.unknown_end", end=end)
            self._keep(
                Relation(
                    id=item.id,
                    author_id=author,
                    type=item.type,
                    source_id=source,
                    target_id=target,
                    note=item.note,
                    acceptable=item.acceptable,
                    created=item.created,
                ),
                self._links,
            )
        except KnownError as reason:
            self.refused.append(Refusal(item.id, reason))

    def _signed(self, author: str | None) -> str:
        return self._author_id or author or OWNER

    def _article(self, sources: tuple[str, ...]) -> str:
        for source in sources:
            name = source.strip().lower().removeprefix("urn:uuid:")
            found = self._articles.get(name)
            if found is not None and (self._article_ids is None or found in self._article_ids):
                return found
        if self._article_ids is not None:
            raise KnownError(NOT_HERE)
        raise KnownError("exchange.unknown_article", source=sources[0])

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._tx.get(Article, article_id).text
        return self._texts[article_id]

    def _annotation(self, item: ClaimItem, article_id: str, author_id: str) -> Annotation:
        return placed(item, article_id, self._text(article_id), author_id)

    def _keep(self, new: M, present: dict[str, M]) -> M:
        """Add ``new``, or find it there; with what is kept. KnownError where its id is taken."""
        there = present.get(new.id)
        if there is not None and there.author_id != new.author_id and self._copies:
            new = replace(new, id=copied(new.id, new.author_id))
            there = next(iter(self._tx.find(type(new), id=new.id)), None)
        if there is None:
            self.added += 1
            present[new.id] = self._tx.add(new)
            return new
        if there.author_id != new.author_id:
            raise KnownError("exchange.id_taken")
        if replace(there, created=new.created) != new:
            raise KnownError("exchange.differs")
        self.already += 1
        return there


def _present(tx: Transaction, kind: type[M], ids: list[str]) -> Iterable[M]:
    for first in range(0, len(ids), 500):  # SQLite allows only so many values in a question
        yield from tx.find(kind, id=ids[first : first + 500])
