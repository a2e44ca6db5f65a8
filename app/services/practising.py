"""Practising: after each claim, what the answers that came with the pack say of it.

Only a practice pack brings answers; they stay a text of the sitting and are no annotations here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.annotation import Annotation, Attribution, SourceType
from app.domain.article import Article
from app.domain.assignment import Asked, Assignment, Mode
from app.domain.errors import KnownError
from app.domain.grade import Reason
from app.domain.grading import NEAR
from app.domain.language import isolate
from app.domain.overlap import FOUND, Overlap, match_claims
from app.domain.pointer import place
from app.domain.submission import Sitting, author_of
from app.formats.jsonld import reading

if TYPE_CHECKING:
    from app.formats.jsonld.items import ClaimItem
    from app.store.transaction import Transaction

_BEYOND = "practice.beyond"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of the practice packs that one student opened, and the texts they are about.
    ``asks_source`` holds the articles where «who said it» is asked."""

    key: tuple[Annotation, ...]
    texts: Mapping[str, str]
    asks_source: frozenset[str]

    def cover(self, article_id: str) -> bool:
        return article_id in self.texts


def answers_of(tx: Transaction, author_id: str) -> Answers | None:
    """The answers for who signs as ``author_id``; None where nothing is practised."""
    assignments = {one.id: one for one in tx.find(Assignment)}
    keys: dict[str, Annotation] = {}
    texts: dict[str, str] = {}
    asking: set[str] = set()
    for sitting in tx.find(Sitting):
        assignment = assignments.get(sitting.assignment_id)
        theirs = author_of(sitting.student_ids) == author_id
        if not theirs or not sitting.practice or assignment is None:
            continue
        if assignment.mode is not Mode.PRACTICE:
            continue
        articles = tx.find(Article, id=assignment.article_ids)
        texts |= {article.id: article.text for article in articles}
        if Asked.SOURCE in assignment.asked:
            asking.update(article.id for article in articles)
        document = tx.text_of(sitting.practice).encode()
        for claim in _placed(reading.read(document, assignment.name).claims, articles):
            keys[claim.id] = claim
    return Answers(tuple(keys.values()), texts, frozenset(asking)) if texts else None


def _placed(items: Iterable[ClaimItem], articles: Sequence[Article]) -> Iterable[Annotation]:
    """The claims of the answers in the articles as they are here; what points elsewhere is left."""
    by_name: dict[str, Article] = {}
    for article in articles:
        by_name[f"urn:sha256:{article.sha256}"] = article
        by_name[article.id.lower()] = article
    for item in items:
        named = (source.strip().lower().removeprefix("urn:uuid:") for source in item.sources)
        article = next((by_name[name] for name in named if name in by_name), None)
        if article is None:
            continue
        try:
            spans = tuple(sorted({place(article.text, pointer) for pointer in item.places}))
            core = place(article.text, item.core) if item.core else None
        except KnownError:
            continue
        said = Attribution(item.source_type, item.source_name) if item.source_type else None
        yield Annotation(
            id=item.id, article_id=article.id, author_id="", spans=spans, tag=item.tag,
            attribution=said, note=item.note, core=core, acceptable=item.acceptable,
            scored=item.scored, created=item.created,
        )  # fmt: skip


def remarks(
    answers: Answers, claims: Sequence[Annotation], claim: Annotation
) -> tuple[Reason, ...]:
    """What the answers say of ``claim``, sentence by sentence; ``claims`` are all that its author
    marked in the article. Nothing where nothing is practised there.

    As the grade would have it: each claim of the answers has one highlight that stands for it.
    """
    if not answers.cover(claim.article_id):
        return ()
    here = [one for one in claims if one.article_id == claim.article_id]
    keys = [one for one in answers.key if one.article_id == claim.article_id]
    pairs = match_claims(answers.texts, keys, here)
    for key in keys:
        match, overlap = pairs.get(key.id, (None, None))
        if match is not None and overlap is not None and match.id == claim.id:
            asked = claim.article_id in answers.asks_source
            return (
                _found(overlap, key),
                *_tagged(key, claim),
                *(_said(key, claim) if asked else ()),
            )
    return (_beyond(answers, keys, claim, bool(pairs)),)


def _found(overlap: Overlap, key: Annotation) -> Reason:
    if overlap.found == FOUND:
        return Reason("practice.found")
    if overlap.core:
        return Reason("practice.found_long")
    if overlap.core is False and key.core is not None:
        return Reason("practice.found_without_core", {"core": isolate(key.core.exact)})
    return Reason("practice.found_part")


def _tagged(key: Annotation, claim: Annotation) -> Iterable[Reason]:
    if claim.tag == key.tag:
        yield Reason("practice.tag_same", {"tag": key.tag})
    elif key.acceptable.get(claim.tag):
        yield Reason("practice.tag_acceptable", {"yours": claim.tag, "key": key.tag})
    else:
        yield Reason("practice.tag_other", {"yours": claim.tag, "key": key.tag})
    if key.note.strip() and claim.tag != key.tag:
        yield Reason("practice.note", {"note": isolate(" ".join(key.note.split()))})


def _said(key: Annotation, claim: Annotation) -> Iterable[Reason]:
    """The answer is not told before the student has given one."""
    expected = key.attribution.source_type if key.attribution else SourceType.NONE
    if claim.attribution is None:
        yield Reason("practice.source_unanswered")
        return
    given = claim.attribution.source_type
    if given == expected:
        yield Reason("practice.source_same", {"key": expected})
    elif frozenset({given, expected}) in NEAR:
        yield Reason("practice.source_near", {"yours": given, "key": expected})
    else:
        yield Reason("practice.source_other", {"yours": given, "key": expected})


def _beyond(
    answers: Answers, keys: Sequence[Annotation], claim: Annotation, paired: bool
) -> Reason:
    """Why no claim of the answers stands for it: another highlight does, it only touches one, or
    there is none here, which is no fault."""
    if not keys:
        return Reason(_BEYOND)
    alone = match_claims(answers.texts, keys, [claim])
    if alone and paired:
        return Reason("practice.twice")
    if any(_touches(claim, key) for key in keys):
        return Reason("practice.touches")
    return Reason(_BEYOND)


def _touches(one: Annotation, other: Annotation) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.spans for b in other.spans)
