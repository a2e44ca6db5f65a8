"""What people do to the claims of one article. Each function is one gesture.

LookupError where the article or the annotation is gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain import graphemes, selector
from app.domain.annotation import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Annotation,
    Attribution,
    SourceType,
    Tag,
    reading_order,
)
from app.domain.article import Article
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.selector import Selector

if TYPE_CHECKING:
    from app.store.transaction import Transaction

# Not seen, though str.isspace denies it: zero-width space, BOM and the marks of direction.
_UNSEEN = frozenset(
    "\u200b\ufeff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

_UNWRITABLE = re.compile("[\0\ud800-\udfff]")


def annotations_of(tx: Transaction, article_id: str, author_id: str) -> list[Annotation]:
    """What one author marked in one article, in reading order."""
    found = tx.find(Annotation, article_id=article_id, author_id=author_id)
    return sorted(found, key=reading_order)


def highlight(
    tx: Transaction,
    article_id: str,
    author_id: str,
    start: int,
    end: int,
    tag: Tag,
    more: Iterable[tuple[int, int]] = (),
) -> Annotation:
    """Mark ``[start, end)`` (code points) of an article as a claim and tag it; ``more`` are further
    parts of the same claim.

    A span grows to whole characters as people see them and sheds white space at its ends. Marking
    the same words again changes their tag. KnownError where only white space is chosen.
    """
    tx.detail = tag.value
    spans = _spans(tx, article_id, [(start, end), *more])
    for present in tx.find(
        Annotation, article_id=article_id, author_id=author_id, start=spans[0].start
    ):
        if present.spans == spans:
            return tx.replace(present, tag=tag)
    return tx.add(
        Annotation(article_id=article_id, author_id=author_id, spans=spans, tag=tag, created=_now())
    )


def retag(tx: Transaction, annotation_id: str, tag: Tag) -> Annotation:
    tx.detail = tag.value
    return tx.replace(tx.get(Annotation, annotation_id), tag=tag)


def retag_all(tx: Transaction, annotation_ids: Iterable[str], tag: Tag) -> list[Annotation]:
    """Retag several claims as one gesture."""
    return [retag(tx, annotation_id, tag) for annotation_id in annotation_ids]


def resize(tx: Transaction, annotation_id: str, start: int, end: int) -> Annotation:
    """Move the ends of a claim: it has one span then. A core phrase that falls outside is dropped.

    KnownError where only white space is chosen.
    """
    return _reshape(tx, tx.get(Annotation, annotation_id), [(start, end)])


def move_ends(tx: Transaction, annotation_id: str, start: int, end: int) -> Annotation:
    """Move the ends of a claim and keep what gaps it has: the outer parts reach to the new ends,
    and parts that fall outside go. For a claim of one part it is ``resize``.

    KnownError where only white space is left.
    """
    present = tx.get(Annotation, annotation_id)
    gaps = [(a.end, b.start) for a, b in pairwise(present.spans)]
    bounds = [start, *(bound for gap in gaps for bound in gap), end]
    parts = [(max(a, start), min(b, end)) for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    text = tx.get(Article, present.article_id).text
    left = [(a, b) for a, b in parts if not all(map(_is_unseen, text[a:b]))]
    return _reshape(tx, present, left or [(start, end)])


def add_span(
    tx: Transaction, annotation_id: str, start: int, end: int, more: Iterable[tuple[int, int]] = ()
) -> Annotation:
    """Make ``[start, end)`` (code points), and ``more``, parts of a claim too; parts with no word
    between them become one.

    KnownError where only white space is chosen.
    """
    present = tx.get(Annotation, annotation_id)
    chosen = [(start, end), *more]
    for part in chosen:
        _span(tx, present.article_id, *part)
    parts = [(span.start, span.end) for span in present.spans]
    return _reshape(tx, present, [*parts, *chosen])


def take_span(
    tx: Transaction, annotation_id: str, start: int, end: int, more: Iterable[tuple[int, int]] = ()
) -> Annotation:
    """Take ``[start, end)`` (code points), and ``more``, out of a claim: what is left of its parts
    stays. A core phrase that is no longer inside is dropped.

    KnownError where none of it is the claim's, or nothing would be left.
    """
    present = tx.get(Annotation, annotation_id)
    text = tx.get(Article, present.article_id).text
    parts = [(span.start, span.end) for span in present.spans]
    for taken in [(start, end), *more]:
        low, high = graphemes.snap(text, *taken)
        parts = [
            (a, b)
            for first, last in parts
            for a, b in ((first, min(last, low)), (max(first, high), last))
            if a < b
        ]
    left = [(a, b) for a, b in parts if not all(map(_is_unseen, text[a:b]))]
    if not left:
        raise KnownError("annotating.nothing_left")
    # A comma that is left over is no part, unless signs are all that there is.
    left = [(a, b) for a, b in left if any(map(str.isalnum, text[a:b]))] or left
    taken_off = _reshape(tx, present, left)
    if taken_off.spans == present.spans:
        raise KnownError("annotating.not_of_claim")
    return taken_off


def remove(tx: Transaction, annotation_id: str) -> None:
    """Take a claim away, and the links that it has with it."""
    present = tx.get(Annotation, annotation_id)
    tx.detail = present.tag.value
    for end in ("source_id", "target_id"):
        for relation in tx.find(Relation, **{end: annotation_id}):
            tx.remove(relation)
    tx.remove(present)


def remove_all(tx: Transaction, annotation_ids: Iterable[str]) -> None:
    """Take several claims away, and the links that they have, as one gesture."""
    for annotation_id in annotation_ids:
        remove(tx, annotation_id)
    tx.detail = ""


def attribute(
    tx: Transaction, annotation_id: str, source_type: SourceType | None, name: str | None = None
) -> Annotation:
    """Say who the text says said it; None takes the answer back. The evidence stays."""
    tx.detail = source_type.value if source_type else ""
    present = tx.get(Annotation, annotation_id)
    if source_type is None:
        return tx.replace(present, attribution=None)
    evidence = present.attribution.evidence if present.attribution else None
    given = _storable(name or "", LONGEST_NAME).strip()
    if source_type is SourceType.NONE:
        given = ""
    return tx.replace(present, attribution=Attribution(source_type, given or None, evidence))


def mark_evidence(tx: Transaction, annotation_id: str, start: int, end: int) -> Annotation:
    """Mark the words that show who said it. KnownError before that question is answered."""
    present = tx.get(Annotation, annotation_id)
    if present.attribution is None:
        raise KnownError("annotating.evidence_needs_source")
    tx.detail = present.attribution.source_type.value
    evidence = _span(tx, present.article_id, start, end)
    return tx.replace(present, attribution=replace(present.attribution, evidence=evidence))


def attribute_by(
    tx: Transaction,
    annotation_id: str,
    source_type: SourceType,
    name: str | None,
    start: int,
    end: int,
) -> Annotation:
    """Say who said it and mark the words that show it, in one gesture."""
    attribute(tx, annotation_id, source_type, name)
    return mark_evidence(tx, annotation_id, start, end)


def clear_evidence(tx: Transaction, annotation_id: str) -> Annotation:
    present = tx.get(Annotation, annotation_id)
    if present.attribution is None:
        return present
    tx.detail = present.attribution.source_type.value
    return tx.replace(present, attribution=replace(present.attribution, evidence=None))


def write_note(tx: Transaction, annotation_id: str, note: str) -> Annotation:
    """Keep a note. KnownError ``annotating.too_long``."""
    return tx.replace(tx.get(Annotation, annotation_id), note=_storable(note, LONGEST_NOTE))


def star(tx: Transaction, annotation_id: str, starred: bool) -> Annotation:
    """Have a note count for the mark, or no longer."""
    return tx.replace(tx.get(Annotation, annotation_id), starred=starred)


def set_confidence(tx: Transaction, annotation_id: str, confidence: int | None) -> Annotation:
    """How sure the author is: 1, 2, 3, or None for not said. ValueError for anything else."""
    if confidence not in (None, 1, 2, 3):
        raise ValueError(f"confidence {confidence}")
    return tx.replace(tx.get(Annotation, annotation_id), confidence=confidence)


def _span(tx: Transaction, article_id: str, start: int, end: int) -> Selector:
    text = tx.get(Article, article_id).text
    start, end = graphemes.snap(text, start, end)
    while start < end and _is_unseen(text[start]) and graphemes.is_boundary(text, start + 1):
        start += 1
    while start < end and _is_unseen(text[end - 1]) and graphemes.is_boundary(text, end - 1):
        end -= 1
    if start >= end:
        raise KnownError("annotating.nothing_chosen")
    return selector.describe(text, start, end)


def _spans(
    tx: Transaction, article_id: str, parts: Iterable[tuple[int, int]]
) -> tuple[Selector, ...]:
    """The parts of a claim in reading order; those with no word between them are one."""
    text = tx.get(Article, article_id).text
    joined: list[Selector] = []
    for span in sorted(_span(tx, article_id, start, end) for start, end in parts):
        if joined and all(map(_is_unseen, text[joined[-1].end : span.start])):
            last = joined.pop()
            span = _span(tx, article_id, last.start, max(last.end, span.end))
        joined.append(span)
    return tuple(joined)


def _reshape(
    tx: Transaction, present: Annotation, parts: Iterable[tuple[int, int]]
) -> Annotation:  # fmt: skip
    tx.detail = present.tag.value
    spans = _spans(tx, present.article_id, parts)
    core = present.core
    if core and not any(span.start <= core.start and core.end <= span.end for span in spans):
        core = None
    return tx.replace(present, spans=spans, core=core)


def _is_unseen(character: str) -> bool:
    return character.isspace() or character in _UNSEEN


def _storable(text: str, longest: int) -> str:
    """Half a surrogate pair or a NUL, as a paste may bring, can be written nowhere: U+FFFD stands
    in for it."""
    if len(text) > longest:
        raise KnownError("annotating.too_long", limit=longest)
    return _UNWRITABLE.sub("\ufffd", text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
