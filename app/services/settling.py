"""Make what is kept under the students' ids say what their hand-ins say, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar

from app.domain import collection
from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.collection import Work
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.submission import Submission
from app.formats.jsonld import reading
from app.formats.jsonld.items import ClaimItem, Items
from app.services import exchanging

if TYPE_CHECKING:
    from app.store.transaction import Transaction

M = TypeVar("M", Annotation, Relation)


@dataclass(frozen=True, slots=True)
class Desk:
    """The articles of an assignment as they are here: ids by SHA-256, texts by id."""

    articles: Mapping[str, str]
    texts: Mapping[str, str]

    def covered_by(self, submission: Submission) -> frozenset[str]:
        """The articles that a hand-in answers; one that does not say answers all."""
        if not submission.articles:
            return frozenset(self.articles.values())
        named = set(submission.articles)
        return frozenset(id for sha256, id in self.articles.items() if sha256 in named)


@dataclass(frozen=True, slots=True)
class Placed:
    """A hand-in placed on the teacher's own texts; ``left_out`` counts what has no place there."""

    work: Work
    left_out: int = 0


def desks(tx: Transaction, *, texts_too: bool = True) -> dict[str, Desk]:
    """Every assignment's articles, by the assignment's id."""
    cards = {card.id: card for card in tx.article_cards()}
    assignments = tx.find(Assignment, order_by="id")
    wanted = {id for one in assignments for id in one.article_ids} if texts_too else set[str]()
    texts = {article.id: article.text for article in tx.find(Article, id=wanted)} if wanted else {}
    return {
        one.id: Desk(
            {cards[id].sha256: id for id in reversed(one.article_ids) if id in cards},
            {id: texts[id] for id in one.article_ids if id in texts},
        )
        for one in assignments
    }


def place(submission: Submission, items: Items, desk: Desk) -> Placed:
    """Look the places of a hand-in up in the texts here.

    What the file says of itself does not count: neither who signed a claim, nor what only a key
    has.
    """
    here = desk.covered_by(submission)
    author = submission.student_ids[0]
    claims: dict[str, Annotation] = {}
    for item in items.claims:
        article_id = _article(item, desk)
        if article_id not in here:
            continue
        try:
            text = desk.texts[article_id]
            claim = exchanging.placed(item, article_id, text, author, nearly=False)
        except KnownError:
            continue
        claims[item.id] = replace(claim, core=None, acceptable={}, scored=True)
    relations = tuple(
        Relation(
            id=item.id,
            author_id=author,
            type=item.type,
            source_id=item.source_id,
            target_id=item.target_id,
            note=item.note,
            created=item.created,
        )
        for item in items.links
        if item.source_id in claims and item.target_id in claims
    )
    held = len(items.claims) + len(items.links) + len(items.refused)
    work = Work(submission, here, tuple(claims.values()), relations)
    return Placed(work, held - len(claims) - len(relations))


def place_kept(submission: Submission, document: str, desk: Desk) -> Placed:
    """The same of a hand-in that is kept here already. KnownError ``exchange.*``: no JSON-LD."""
    data = document.encode("utf-8", "surrogatepass")
    return place(submission, reading.read(data, submission.receipt), desk)


def answered(tx: Transaction) -> set[tuple[str, str]]:
    """The (student, article) that some hand-in kept here covers."""
    places = desks(tx, texts_too=False)
    return {
        (student, article)
        for one in tx.find(Submission)
        for article in places[one.assignment_id].covered_by(one)
        for student in one.student_ids
    }


def settle(tx: Transaction, known: Mapping[str, Work]) -> None:
    """Bring the annotations and relations of the students in step with all hand-ins kept here.

    ``known`` are hand-ins that were placed before, by id: those on the same articles need not be
    read again.
    """
    there = tx.ids(Submission)
    kept = {id: known[id].submission for id in there & known.keys()}  # they never change
    if strange := there - known.keys():
        kept.update((one.id, one) for one in tx.find(Submission) if one.id in strange)
    places = desks(tx, texts_too=False)
    placed = {
        id: known[id]
        for id, one in kept.items()
        if id in known and known[id].article_ids == places[one.assignment_id].covered_by(one)
    }
    if len(placed) < len(kept):
        places = desks(tx)
    works = [
        placed.get(id) or place_kept(one, tx.text_of(one.document), places[one.assignment_id]).work
        for id, one in sorted(kept.items())
    ]
    covered = collection.covered(works)
    students = {student for student, _ in covered}
    theirs = _by_id(tx.find(Annotation, author_id=students))
    claims = {id: one for id, one in theirs.items() if (one.author_id, one.article_id) in covered}
    links = {
        one.id: one
        for one in tx.find(Relation, author_id=students)
        if one.source_id in claims or one.target_id in claims
    }
    wanted = collection.marked(
        works, tx.ids(Annotation) - claims.keys(), tx.ids(Relation) - links.keys()
    )
    new_claims, new_links = _by_id(wanted.annotations), _by_id(wanted.relations)
    gone = [claims[id] for id in claims.keys() - new_claims.keys()]
    _remove(tx, [links[id] for id in links.keys() - new_links.keys()])
    _remove(tx, _dangling(tx, gone, links))
    _put(tx, claims, new_claims)
    _put(tx, links, new_links)
    _remove(tx, gone)  # last: a relation that stays may just have been moved off one


def _article(item: ClaimItem, desk: Desk) -> str:
    """The article that a claim names: by its text, else by its id; empty for none here."""
    names = [source.strip().lower() for source in item.sources]
    for name in names:
        if name.startswith("urn:sha256:"):
            return desk.articles.get(name.removeprefix("urn:sha256:"), "")
    ids = {id.lower(): id for id in desk.articles.values()}
    return next((ids[n] for name in names if (n := name.removeprefix("urn:uuid:")) in ids), "")


def _dangling(
    tx: Transaction, gone: Collection[Annotation], links: Mapping[str, Relation]
) -> list[Relation]:
    """Relations of somebody else that would lose an end."""
    if not gone:
        return []
    ids = {one.id for one in gone}
    return [
        one
        for one in tx.find(Relation)
        if one.id not in links and (one.source_id in ids or one.target_id in ids)
    ]


def _by_id(things: Iterable[M]) -> dict[str, M]:
    return {thing.id: thing for thing in things}


def _remove(tx: Transaction, things: Iterable[Annotation | Relation]) -> None:
    for thing in sorted(things, key=lambda thing: thing.id):
        tx.remove(thing)


def _put(tx: Transaction, present: Mapping[str, M], wanted: Mapping[str, M]) -> None:
    """Change what differs, then add what is new: writes of one kind go out together."""
    for id in sorted(wanted.keys() & present.keys()):
        old, new = present[id], wanted[id]
        if old != new:
            tx.replace(old, **{field.name: getattr(new, field.name) for field in fields(new)})
    for id, new in wanted.items():
        if id not in present:
            tx.add(new)
