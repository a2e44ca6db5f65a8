"""The key of an assignment: made by annotating as a student does, then kept, version by version.

The key that grades is always the annotations and relations under ``Assignment.key_id``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite
from typing import TYPE_CHECKING, TypeVar
from uuid import NAMESPACE_URL, uuid5

from app.domain import graphemes, selector
from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.entity import new_id
from app.domain.errors import KnownError
from app.domain.grading import Key, key_fingerprint, whole_fingerprint
from app.domain.key_difference import Changed, compare
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.formats.jsonld import reading
from app.services import exchanging
from app.services.grading import assignment_of, material_of

if TYPE_CHECKING:
    from app.store.transaction import Transaction

T = TypeVar("T", Tag, RelationType)


@dataclass(frozen=True, slots=True)
class Touched:
    """Grades already given that a change of the key touches.

    ``grades`` are students whose accepted grade would be another key's; ``rows`` (student, row
    name) the rows with points of the teacher's own on a claim or relation that changes or goes.
    """

    grades: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def students(self) -> tuple[str, ...]:
        return tuple(sorted({*self.grades, *(student for student, _ in self.rows)}))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What keeping the key now, or putting a version back, would change, and whom it touches."""

    changes: tuple[Changed, ...]
    touched: Touched

    @property
    def is_empty(self) -> bool:
        return not self.changes


@dataclass(frozen=True, slots=True)
class Saved:
    """A key that was kept. ``version`` is None where nothing differs from the last one."""

    version: KeyVersion | None
    claims: int
    relations: int
    changes: tuple[Changed, ...]


def key_of(tx: Transaction, assignment_id: str) -> Key:
    """The key as it grades: of claims in the assignment's articles, and relations among them."""
    return material_of(tx, assignment_id, key_needed=False).key


def unanswered(key: Key) -> int:
    """Scored claims of which the key does not say who said them: a student's answer is then held
    against «لا أحد»."""
    return sum(1 for claim in key.claims if claim.scored and claim.attribution is None)


def versions(tx: Transaction, assignment_id: str) -> list[KeyVersion]:
    """Every state of the key that was kept, newest first."""
    return tx.find(KeyVersion, assignment_id=assignment_id, order_by="-number")


def propose(tx: Transaction, assignment_id: str, author_id: str) -> Proposal:
    """What ``save`` would change."""
    assignment = assignment_of(tx, assignment_id)
    return _proposal(tx, assignment, _marked(tx, assignment, author_id))


def save(tx: Transaction, assignment_id: str, author_id: str, name: str = "") -> Saved:
    """«احفظ المفتاح»: make the key what ``author_id`` marked in the assignment's articles.

    A claim that is there keeps its row, its core phrase (where that still lies inside), its
    acceptable tags and whether it is scored, so that scores on it stay; what is no longer marked
    goes. Each save that changes something keeps a version. KnownError where nothing is marked.
    """
    assignment = assignment_of(tx, assignment_id)
    if assignment.key_id is None:
        assignment = tx.replace(assignment, key_id=new_id())
    wanted = _marked(tx, assignment, author_id)
    if not wanted.claims:
        raise KnownError("keying.nothing_marked", name=assignment.name)
    _keep_version(tx, assignment, "")  # what was edited in place since the last one
    changes = _settle(tx, assignment, wanted)
    tx.detail = assignment.name
    version = _keep_version(tx, assignment, " ".join(name.split()))
    return Saved(version, len(wanted.claims), len(wanted.relations), changes)


def propose_version(tx: Transaction, version_id: str) -> Proposal:
    """What ``restore`` would change."""
    version = tx.get(KeyVersion, version_id)
    assignment = assignment_of(tx, version.assignment_id)
    return _proposal(tx, assignment, _kept(tx, assignment, version))


def restore(tx: Transaction, version_id: str) -> Saved:
    """Put a version back in the key's place; the present state stays as a version too."""
    version = tx.get(KeyVersion, version_id)
    assignment = assignment_of(tx, version.assignment_id)
    if assignment.key_id is None:
        assignment = tx.replace(assignment, key_id=new_id())
    _keep_version(tx, assignment, "")
    wanted = _kept(tx, assignment, version)
    changes = _settle(tx, assignment, wanted)
    tx.detail = assignment.name
    kept = _keep_version(tx, assignment, version.name) if changes else None
    return Saved(kept, len(wanted.claims), len(wanted.relations), changes)


def take_up(tx: Transaction, assignment_id: str, author_id: str) -> int:
    """Have the key's claims and relations as marks of ``author_id``, to go on annotating them;
    what is marked already stays. Saved again, each keeps its row. Returns how many are new."""
    assignment = assignment_of(tx, assignment_id)
    key = key_of(tx, assignment_id)
    marks = _marks(tx, assignment, author_id)
    mark_of = _rows_of(tx, assignment, author_id, marks)
    mark_of = {row_id: mark_id for mark_id, row_id in mark_of.items()}
    added = 0
    for claim in key.claims:
        if claim.id in mark_of:
            continue
        id = mark_of[claim.id] = _mark_of(author_id, claim.id)
        tx.add(
            replace(
                claim, id=id, author_id=author_id, core=None, acceptable={}, scored=True,
                created=claim.created or _now(),
            )
        )  # fmt: skip
        added += 1
    drawn = tx.find(Relation, author_id=author_id)
    tied = {(r.type, frozenset({r.source_id, r.target_id})) for r in drawn}
    for relation in key.relations:
        source, target = mark_of[relation.source_id], mark_of[relation.target_id]
        id = _mark_of(author_id, relation.id)
        if (relation.type, frozenset({source, target})) in tied or tx.count(Relation, id=id):
            continue
        tx.add(
            replace(
                relation, id=id, author_id=author_id, acceptable={}, source_id=source,
                target_id=target, created=relation.created or _now(),
            )
        )  # fmt: skip
        added += 1
    tx.detail = assignment.name
    return added


def source_of(tx: Transaction, assignment_id: str, author_id: str) -> str:
    """Whose marks a save takes: those of the key's layer, once there are any; before that the
    teacher's own, where the key was saved from them or there is none yet."""
    assignment = assignment_of(tx, assignment_id)
    layer = assignment.key_layer
    if _marks(tx, assignment, layer):
        return layer
    claims = {claim.id for claim in key_of(tx, assignment_id).claims}
    own = _marks(tx, assignment, author_id)
    stand_for = {_mark_of(author_id, id) for id in claims}
    if not claims or any(m.id in stand_for or _row_of(assignment, m.id) in claims for m in own):
        return author_id
    return layer


def begin(tx: Transaction, assignment_id: str, author_id: str) -> str:
    """Make the key's layer ready to be marked in: what is there stays; else it gets the marks that
    a save would take, or those of the key. Returns the layer."""
    assignment = assignment_of(tx, assignment_id)
    layer = assignment.key_layer
    if _marks(tx, assignment, layer):
        return layer
    if source_of(tx, assignment_id, author_id) == author_id:
        _lay_over(tx, assignment, author_id, layer)
    take_up(tx, assignment_id, layer)
    tx.detail = assignment.name
    return layer


def _lay_over(tx: Transaction, assignment: Assignment, author_id: str, layer: str) -> None:
    """Copy an author's marks and the relations among them into the layer; each keeps its row."""
    marks = _marks(tx, assignment, author_id)
    row_of = _rows_of(tx, assignment, author_id, marks)
    copy_of = {mark.id: _mark_of(layer, row_of[mark.id]) for mark in marks}
    for mark in marks:
        tx.add(replace(mark, id=copy_of[mark.id], author_id=layer))
    ties = {_mark_of(author_id, r.id): r.id for r in key_of(tx, assignment.id).relations}
    for drawn in tx.find(Relation, author_id=author_id):
        source, target = copy_of.get(drawn.source_id), copy_of.get(drawn.target_id)
        if source and target:
            id = _mark_of(layer, ties.get(drawn.id) or _row_of(assignment, drawn.id))
            tx.add(replace(drawn, id=id, author_id=layer, source_id=source, target_id=target))


def set_core(tx: Transaction, claim_id: str, start: int, end: int) -> Annotation:
    """Make ``[start, end)`` (code points of the article) the phrase that a highlight must hold.

    KnownError where it does not lie inside one part of the claim.
    """
    claim = tx.get(Annotation, claim_id)
    text = tx.get(Article, claim.article_id).text
    start, end = graphemes.snap(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    inside = any(span.start <= start and end <= span.end for span in claim.spans)
    if start >= end or not inside:
        raise KnownError("keying.core_outside")
    tx.detail = claim.tag.value
    return tx.replace(claim, core=selector.describe(text, start, end))


def clear_core(tx: Transaction, claim_id: str) -> Annotation:
    claim = tx.get(Annotation, claim_id)
    tx.detail = claim.tag.value
    return tx.replace(claim, core=None)


def accept_tag(tx: Transaction, claim_id: str, tag: Tag, share: float | None) -> Annotation:
    """Have another tag earn ``share`` (above 0, at most 1) of the points; None: it earns none."""
    claim = tx.get(Annotation, claim_id)
    if tag is claim.tag:
        raise KnownError("keying.own_tag")
    tx.detail = claim.tag.value
    return tx.replace(claim, acceptable=_shared(claim.acceptable, tag, share))


def set_scored(tx: Transaction, claim_id: str, scored: bool) -> Annotation:
    """Whether the claim earns points itself, or is there for its relations alone."""
    claim = tx.get(Annotation, claim_id)
    tx.detail = claim.tag.value
    return tx.replace(claim, scored=scored)


def accept_type(
    tx: Transaction, relation_id: str, type: RelationType, share: float | None
) -> Relation:
    """Have another type of relation earn ``share`` of the type's points; None: it earns none."""
    relation = tx.get(Relation, relation_id)
    if type is relation.type:
        raise KnownError("keying.own_type")
    tx.detail = relation.type.value
    return tx.replace(relation, acceptable=_shared(relation.acceptable, type, share))


def flags(tx: Transaction, assignment_id: str) -> Touched:
    """Grades already given that the key has changed under since."""
    key = key_of(tx, assignment_id)
    now = whole_fingerprint(key)
    prints = {f"claim:{row.id}": key_fingerprint(row) for row in key.claims}
    prints.update({f"relation:{row.id}": key_fingerprint(row) for row in key.relations})
    grades: list[str] = []
    rows: list[tuple[str, str]] = []
    for score in _given(tx, assignment_id):
        if score.row == "total":
            if score.key_fingerprint != now:
                grades.append(score.student_id)
        elif score.key_fingerprint not in ("", prints.get(score.row)):
            rows.append((score.student_id, score.row))
    return Touched(tuple(sorted(grades)), tuple(sorted(rows)))


# What is there, and what is wanted.


def _given(tx: Transaction, assignment_id: str) -> list[Score]:
    """Accepted grades, and points of the teacher's own on rows of the key."""
    return [
        score
        for score in tx.find(Score, assignment_id=assignment_id)
        if (score.row == "total" and score.accepted)
        or (score.manual is not None and score.row.partition(":")[0] in ("claim", "relation"))
    ]


def _proposal(tx: Transaction, assignment: Assignment, wanted: Key) -> Proposal:
    changes = compare(key_of(tx, assignment.id), wanted)
    telling = {one.name for one in changes if one.counts}
    if not telling:
        return Proposal(changes, Touched())
    given = _given(tx, assignment.id)
    grades = sorted(score.student_id for score in given if score.row == "total")
    rows = sorted((score.student_id, score.row) for score in given if score.row in telling)
    return Proposal(changes, Touched(tuple(grades), tuple(rows)))


def _marks(tx: Transaction, assignment: Assignment, author_id: str) -> list[Annotation]:
    return tx.find(Annotation, author_id=author_id, article_id=assignment.article_ids)


def _marked(tx: Transaction, assignment: Assignment, author_id: str) -> Key:
    """What an author marked, as rows of the key; what was set on rows that are there is theirs."""
    key_id = assignment.key_id or ""
    key = key_of(tx, assignment.id)
    present = {claim.id: claim for claim in key.claims}
    marks = _marks(tx, assignment, author_id)
    row_of = _rows_of(tx, assignment, author_id, marks)
    rows = {
        mark.id: _as_row(mark, row_of[mark.id], key_id, present.get(row_of[mark.id]))
        for mark in marks
    }
    drawn = tx.find(Relation, author_id=author_id)
    ties = {relation.id: relation for relation in key.relations}
    own_ties = {_mark_of(author_id, id): id for id in ties}
    relations: list[Relation] = []
    for relation in drawn:
        source, target = rows.get(relation.source_id), rows.get(relation.target_id)
        if source is None or target is None:
            continue
        id = own_ties.get(relation.id) or _row_of(assignment, relation.id)
        there = ties.get(id)
        accepted = {} if there is None else dict(there.acceptable)
        accepted.pop(relation.type, None)
        relations.append(
            replace(
                relation, id=id, author_id=key_id, source_id=source.id, target_id=target.id,
                acceptable=accepted, created=there.created if there else relation.created,
            )
        )  # fmt: skip
    return Key(list(rows.values()), relations)


def _rows_of(
    tx: Transaction, assignment: Assignment, author_id: str, marks: Sequence[Annotation]
) -> dict[str, str]:
    """The key's row for each mark, by id: the one it was saved as or taken up from, else the one of
    the same words that no other mark stands for, else a new one."""
    claims = key_of(tx, assignment.id).claims
    present = {claim.id for claim in claims}
    own = {_mark_of(author_id, id): id for id in present}
    found = {mark.id: own.get(mark.id) or _row_of(assignment, mark.id) for mark in marks}
    taken = set(found.values())
    places = {(c.article_id, c.spans): c.id for c in claims if c.id not in taken}
    for mark in marks:
        if found[mark.id] not in present:
            found[mark.id] = places.pop((mark.article_id, mark.spans), found[mark.id])
    return found


def _as_row(mark: Annotation, id: str, key_id: str, there: Annotation | None) -> Annotation:
    new = replace(mark, id=id, author_id=key_id, confidence=None, starred=False)
    if there is None:
        return new
    core = there.core
    if core and not any(s.start <= core.start and core.end <= s.end for s in mark.spans):
        core = None
    accepted = {tag: share for tag, share in there.acceptable.items() if tag is not mark.tag}
    return replace(
        new, core=core, acceptable=accepted, scored=there.scored, created=there.created
    )  # fmt: skip


def _kept(tx: Transaction, assignment: Assignment, version: KeyVersion) -> Key:
    """The key of a version, in the articles that the assignment has now."""
    document = tx.text_of(version.document).encode()
    items = reading.read(document, version.name or str(version.number))
    key_id = assignment.key_id or ""
    articles: dict[str, Article] = {}
    for article in tx.find(Article, id=assignment.article_ids):
        articles[article.id.lower()] = article
        articles.setdefault(f"urn:sha256:{article.sha256}", article)
    claims: dict[str, Annotation] = {}
    for item in items.claims:
        for source in item.sources:
            article = articles.get(source.strip().lower().removeprefix("urn:uuid:"))
            if article is not None:
                claims[item.id] = exchanging.placed(item, article.id, article.text, key_id)
                break
    relations = [
        Relation(
            id=link.id,
            author_id=key_id,
            type=link.type,
            source_id=link.source_id,
            target_id=link.target_id,
            note=link.note,
            acceptable=link.acceptable,
            created=link.created,
        )
        for link in items.links
        if link.source_id in claims and link.target_id in claims
    ]
    return Key(list(claims.values()), relations)


def _settle(tx: Transaction, assignment: Assignment, wanted: Key) -> tuple[Changed, ...]:
    """Make the key ``wanted``, row by row in place."""
    present = key_of(tx, assignment.id)
    ties, rows = tx.find(Relation, author_id=assignment.key_id), present.claims
    kept_ties = {relation.id for relation in wanted.relations}
    kept_rows = {claim.id for claim in wanted.claims}
    for relation in ties:
        if relation.id not in kept_ties:
            tx.remove(relation)
    _put(tx, Annotation, wanted.claims)
    _put(tx, Relation, wanted.relations)
    for claim in rows:
        if claim.id not in kept_rows:
            tx.remove(claim)
    return compare(present, wanted)


def _put(
    tx: Transaction, kind: type[Annotation] | type[Relation], rows: Sequence[Annotation | Relation]
) -> None:
    there = {row.id: row for row in tx.find(kind, id=[row.id for row in rows])}
    for row in rows:
        old = there.get(row.id)
        if old is None:
            tx.add(row)
        elif old.author_id != row.author_id:
            raise KnownError("keying.row_taken")
        else:
            fields = {name: getattr(row, name) for name in type(row).__dataclass_fields__}
            tx.replace(old, **{name: value for name, value in fields.items() if name != "id"})


def _keep_version(tx: Transaction, assignment: Assignment, name: str) -> KeyVersion | None:
    """Keep the key as it is; None where it is empty, or as the newest version has it."""
    kept = exchanging.export_annotations(tx, assignment.article_ids, assignment.key_id)
    if not assignment.key_id or not kept.annotations:
        return None
    document = tx.keep_text(kept.data.decode())
    newest = versions(tx, assignment.id)[:1]
    if newest and newest[0].document == document:
        return None
    number = newest[0].number + 1 if newest else 1
    return tx.add(
        KeyVersion(
            assignment_id=assignment.id, number=number, name=name, document=document,
            created=_now(),
        )
    )  # fmt: skip


def _shared(given: Mapping[T, float], name: T, share: float | None) -> dict[T, float]:
    if share is not None and not (isfinite(share) and 0 < share <= 1):
        raise KnownError("keying.share_range")
    shares = {one: part for one, part in given.items() if one is not name}
    if share is not None:
        shares[name] = share
    return shares


def _row_of(assignment: Assignment, mark_id: str) -> str:
    """The id of the key's row for a mark: the same each time it is saved."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:key:{assignment.key_id}:{mark_id}"))


def _mark_of(author_id: str, row_id: str) -> str:
    """The id of the mark for a row of a key that is taken up."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:mark:{author_id}:{row_id}"))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
