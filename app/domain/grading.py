"""The grader: a pure function from a key and a student's work to a grade (design: grading).

Claims are compared by the positions of their words. A word is a run without white space and belongs
to every span that touches it; F1 = 2·shared ÷ (yours + key's), Dice's coefficient.
"""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import Any

from app.domain import rubric
from app.domain.annotation import Annotation, Attribution, SourceType, reading_order
from app.domain.assignment import Asked, Weights
from app.domain.grade import ClaimRow, ExtraRow, Grade, NoteRow, Part, Reason, RelationRow
from app.domain.language import isolate
from app.domain.matching import best_pairs
from app.domain.overlap import FOUND, GOOD, Overlap, Places, match_claims
from app.domain.relation import Relation, RelationType
from app.domain.score import Score

TAGGED, SOURCE = 4, 2
CLAIM_POINTS = FOUND + TAGGED + SOURCE
ENDS, TYPED = 4, 4
RELATION_POINTS = ENDS + TYPED
NOTE_POINTS = rubric.POINTS[-1]
BONUS, BONUS_CAP = 2, Fraction(5, 100)
PENALTY, PENALTY_CAP = 1, Fraction(10, 100)
NEAR = frozenset({
    frozenset({SourceType.NAMED_PERSON, SourceType.NAMED_ORG}),
    frozenset({SourceType.DOCUMENT, SourceType.NAMED_ORG}),
    frozenset({SourceType.ANONYMOUS, SourceType.NONE}),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """What the teacher expects. Unscored claims are there as ends of relations only."""

    claims: Sequence[Annotation]
    relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What one student did, in the articles of the assignment."""

    student_id: str
    claims: Sequence[Annotation]
    relations: Sequence[Relation] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """How the assignment counts. ``notes_asked`` 0: as many as the student starred.

    What is not ``asked`` is not graded: «who said it» leaves the possible points of each claim,
    relations or notes leave the mark. Confidence is never graded.
    """

    weights: Weights = field(default_factory=Weights)
    notes_asked: int = 0
    asked: Collection[Asked] = tuple(Asked)

    @property
    def claim_points(self) -> int:
        """What one claim of the key is worth."""
        return CLAIM_POINTS if Asked.SOURCE in self.asked else CLAIM_POINTS - SOURCE


def grade(
    texts: Mapping[str, str],
    key: Key,
    work: Work,
    terms: Terms | None = None,
    scores: Mapping[str, Score] | None = None,
    places: Places | None = None,
) -> Grade:
    """Grade ``work`` against ``key``.

    ``texts`` maps article id to text, the teacher's own, in the assignment's order; ``scores`` maps
    row names to what the teacher decided. Marks in other articles are left out. ``places`` of the
    texts serve a whole class.
    """
    terms, scores = terms or Terms(), scores or {}
    place = {article_id: index for index, article_id in enumerate(texts)}

    def in_order(claims: Sequence[Annotation]) -> list[Annotation]:
        here = (claim for claim in claims if claim.article_id in place)
        return sorted(here, key=lambda c: (place[c.article_id], *reading_order(c)))

    claims, keys = in_order(work.claims), in_order(key.claims)
    pairs = match_claims(texts, keys, claims, places)
    matched = {match.id: key_id for key_id, (match, _) in pairs.items()}
    scored = [k for k in keys if k.scored]
    claim_rows = tuple(_claim_row(k, pairs.get(k.id), terms, scores) for k in scored)
    links = key.relations if Asked.LINKS in terms.asked else ()
    relation_rows = _relation_rows(links, work.relations, matched, scores)
    note_rows = _note_rows(claims, scores) if Asked.NOTES in terms.asked else ()
    unmatched = [claim for claim in claims if claim.id not in matched]
    extras, bonus, penalty = _extras(unmatched, scores, len(scored), terms.claim_points)
    possible = float(terms.claim_points * len(scored))
    earned = sum(row.effective for row in claim_rows) + bonus - penalty
    parts = _shares(
        terms.weights,
        (min(max(earned, 0.0), possible), possible),
        (sum(row.effective for row in relation_rows), sum(r.possible for r in relation_rows)),
        _note_points(note_rows, terms.notes_asked if Asked.NOTES in terms.asked else 0),
    )
    comment = scores["total"].comment if "total" in scores else ""
    return Grade(
        student_id=work.student_id,
        claims=claim_rows,
        relations=relation_rows,
        notes=note_rows,
        extras=extras,
        bonus=bonus,
        penalty=penalty,
        claims_part=parts[0],
        relations_part=parts[1],
        notes_part=parts[2],
        total=float(round(sum((Fraction(part.share) for part in parts), Fraction(0)), 9)),
        comment=comment,
        approved=_approved(scores),
    )


def key_fingerprint(row: Annotation | Relation) -> str:
    """What a teacher's decision rested on: changes when a key row's meaning does."""
    if isinstance(row, Relation):
        facts: tuple[object, ...] = (
            row.type.value, row.source_id, row.target_id, _listed(row.acceptable),
        )  # fmt: skip
    else:
        spans = [(span.start, span.end) for span in row.spans]
        core = (row.core.start, row.core.end) if row.core else None
        source = row.attribution.source_type.value if row.attribution else None
        facts = (row.article_id, spans, core, row.tag.value, source, _listed(row.acceptable))
    return sha256(repr(facts).encode()).hexdigest()[:16]


def whole_fingerprint(key: Key) -> str:
    """What an accepted grade rested on: changes when any row of the key does, comes or goes."""
    rows = [(row.id, key_fingerprint(row), row.scored) for row in key.claims]
    rows += [(row.id, key_fingerprint(row), True) for row in key.relations]
    return sha256(repr(sorted(rows)).encode()).hexdigest()[:16]


def _listed(shares: Mapping[Any, float]) -> list[tuple[str, float]]:
    return sorted((str(name), float(share)) for name, share in shares.items())


def _reviewed(score: Score | None, row: Annotation | Relation) -> bool:
    if score is None or score.manual is None:
        return False
    return score.key_fingerprint not in ("", key_fingerprint(row))


def _claim_row(
    key: Annotation,
    pair: tuple[Annotation, Overlap] | None,
    terms: Terms,
    scores: Mapping[str, Score],
) -> ClaimRow:
    name = f"claim:{key.id}"
    possible, asked = terms.claim_points, Asked.SOURCE in terms.asked
    score = scores.get(name)
    review = _reviewed(score, key)
    if pair is None:
        return ClaimRow(
            name=name, auto=0, possible=possible, score=score, review=review, key=key,
            reasons=(Reason("grade.missed"),), source_asked=asked,
        )  # fmt: skip
    match, overlap = pair
    tagged, why_tagged = _tag_points(key, match)
    reasons = (_why_found(overlap, key), why_tagged)
    source = 0.0
    if asked:
        source, why_source = _source_points(key.attribution, match.attribution)
        reasons = (*reasons, why_source)
    return ClaimRow(
        name=name,
        auto=overlap.found + tagged + source,
        possible=possible,
        score=score,
        review=review,
        reasons=reasons,
        key=key,
        match=match,
        shared=overlap.shared,
        yours=overlap.yours,
        keys=overlap.keys,
        found=overlap.found,
        tagged=tagged,
        source=source,
        source_asked=asked,
    )


def _why_found(overlap: Overlap, key: Annotation) -> Reason:
    core = {None: "no_core", True: "core", False: "core_missed"}[overlap.core]
    if overlap.core and overlap.found < FOUND:
        core = "core_long"
    elif overlap.core is None and overlap.found < FOUND:
        core = "no_core_half"
    values = {
        "yours": overlap.yours,
        "keys": overlap.keys,
        "shared": overlap.shared,
        "percent": round(100 * float(overlap.f1)),
        "enough": round(100 * float(GOOD)),
        "core": isolate(key.core.exact) if key.core else "",
    }
    return Reason(f"grade.found.{core}", values)


def _tag_points(key: Annotation, match: Annotation) -> tuple[float, Reason]:
    if match.tag == key.tag:
        return TAGGED, Reason("grade.tagged.same", {"tag": key.tag})
    share = key.acceptable.get(match.tag, 0.0)
    values = {"yours": match.tag, "key": key.tag, "percent": round(100 * share)}
    return TAGGED * share, Reason(f"grade.tagged.{'acceptable' if share else 'other'}", values)


def _source_points(key: Attribution | None, yours: Attribution | None) -> tuple[float, Reason]:
    expected = key.source_type if key else SourceType.NONE
    if yours is None:
        return 0, Reason("grade.source.unanswered", {"key": expected})
    if yours.source_type == expected:
        return SOURCE, Reason("grade.source.same", {"key": expected})
    near = frozenset({yours.source_type, expected}) in NEAR
    values = {"yours": yours.source_type, "key": expected}
    if near:
        return SOURCE / 2, Reason("grade.source.near", values)
    return 0, Reason("grade.source.other", values)


def _relation_rows(
    keys: Sequence[Relation],
    drawn: Sequence[Relation],
    matched: Mapping[str, str],
    scores: Mapping[str, Score],
) -> tuple[RelationRow, ...]:
    """Hold each key relation against what was drawn between the highlights matched to its ends."""
    weights: dict[tuple[int, int], Fraction] = {}
    results: dict[tuple[int, int], tuple[float, Reason]] = {}
    order = sorted(drawn, key=lambda r: (r.created, r.id))
    for row, key in enumerate(keys):
        for column, relation in enumerate(order):
            ends = (matched.get(relation.source_id), matched.get(relation.target_id))
            if set(ends) != {key.source_id, key.target_id} or ends[0] == ends[1]:
                continue
            typed, reason = _type_points(key, relation, turned=ends[0] != key.source_id)
            results[row, column] = typed, reason
            later = Fraction(column + 1, 10**9 * (len(order) + 1))
            weights[row, column] = ENDS + Fraction(typed) - later
    pairs = dict(best_pairs(weights))
    rows: list[RelationRow] = []
    for row, key in enumerate(keys):
        name = f"relation:{key.id}"
        score = scores.get(name)
        column = pairs.get(row)
        typed, reason = 0.0, _why_missed(key, set(matched.values()))
        if column is not None:
            typed, reason = results[row, column]
        rows.append(
            RelationRow(
                name=name,
                auto=0 if column is None else ENDS + typed,
                possible=RELATION_POINTS,
                score=score,
                review=_reviewed(score, key),
                reasons=(reason,),
                key=key,
                match=None if column is None else order[column],
                ends=0 if column is None else ENDS,
                typed=typed,
            )
        )
    return tuple(rows)


def _why_missed(key: Relation, found: Set[str]) -> Reason:
    """Why a relation was not drawn, as far as can be seen: ``found`` are claims of the key."""
    missing = sum(end not in found for end in (key.source_id, key.target_id))
    return (
        Reason("grade.relation.missed"),
        Reason("grade.relation.end_missed"),
        Reason("grade.relation.ends_missed"),
    )[missing]


def _type_points(key: Relation, drawn: Relation, *, turned: bool) -> tuple[float, Reason]:
    """Points for the type; ``turned``: drawn from the key's target to its source."""
    values: dict[str, object] = {"yours": drawn.type, "key": key.type}
    share = 1.0 if drawn.type == key.type else key.acceptable.get(drawn.type, 0.0)
    if not share:
        return 0, Reason("grade.relation.other", values)
    if turned and _direction_matters(key.type, drawn.type):
        return TYPED * share / 2, Reason("grade.relation.turned", values)
    if drawn.type == key.type:
        return TYPED, Reason("grade.relation.same", values)
    if share == 1:
        return TYPED, Reason("grade.relation.equal", values)
    values["percent"] = round(100 * share)
    return TYPED * share, Reason("grade.relation.acceptable", values)


def _direction_matters(key: RelationType, drawn: RelationType) -> bool:
    return key.is_directed and drawn.is_directed


def _note_rows(claims: Sequence[Annotation], scores: Mapping[str, Score]) -> tuple[NoteRow, ...]:
    rows: list[NoteRow] = []
    for claim in claims:
        if not (claim.starred and claim.note.strip()):
            continue
        name = f"note:{claim.id}"
        score = scores.get(name)
        level = score.level if score else None
        auto = 0 if level is None else rubric.POINTS[level]
        reason = (
            Reason("grade.note.pending")
            if level is None
            else Reason("grade.note.level", {"points": auto, "possible": NOTE_POINTS})
        )
        rows.append(
            NoteRow(
                name=name, auto=auto, possible=NOTE_POINTS, score=score, reasons=(reason,),
                annotation=claim, level=level,
            )
        )  # fmt: skip
    return tuple(rows)


def _note_points(rows: Sequence[NoteRow], asked: int) -> tuple[float, float]:
    """Earned and possible. Waiting notes count on neither side; missing ones once none waits.

    Where more are starred than asked, the best count.
    """
    judged = sorted((row.effective for row in rows if not row.pending), reverse=True)
    if asked:
        judged = judged[:asked]
    waiting = any(row.pending for row in rows)
    counted = len(judged) if waiting or not asked else asked
    return float(sum(judged)), float(NOTE_POINTS * counted)


def _extras(
    claims: Sequence[Annotation], scores: Mapping[str, Score], n: int, worth: int
) -> tuple[tuple[ExtraRow, ...], float, float]:
    """Highlights beyond a key of ``n`` claims, ``worth`` points each; their bonus and their
    penalty, both capped."""
    decided = [scores.get(f"extra:{claim.id}") for claim in claims]
    accepted = sum(score is not None and score.accepted is True for score in decided)
    beyond = max(0, len(claims) - accepted - ceil(n / 4))
    points = worth * n
    bonus = min(Fraction(BONUS * accepted), BONUS_CAP * points)
    penalty = min(Fraction(PENALTY * beyond), PENALTY_CAP * points)
    kept = "kept_too_many" if penalty else "kept"
    # In an approved grade nothing waits: what was left undecided counts as what was kept.
    settled = _approved(scores)
    rows: list[ExtraRow] = []
    for claim, score in zip(claims, decided, strict=True):
        verdict = score.accepted if score else None
        reason = {None: kept if settled else "waiting", True: "accepted", False: kept}[verdict]
        rows.append(
            ExtraRow(
                name=f"extra:{claim.id}", auto=BONUS if verdict else 0, possible=BONUS, score=score,
                reasons=(Reason(f"grade.extra.{reason}"),), annotation=claim, accepted=verdict,
            )
        )  # fmt: skip
    return tuple(rows), float(bonus), float(penalty)


def _approved(scores: Mapping[str, Score]) -> bool:
    return "total" in scores and scores["total"].accepted is True


def _shares(weights: Weights, *points: tuple[float, float]) -> tuple[Part, Part, Part]:
    """The three terms of the total; parts with nothing in them drop out, the rest is rescaled."""
    each = (weights.claims, weights.relations, weights.notes)
    whole = sum(w for w, (_, possible) in zip(each, points, strict=True) if possible)
    parts: list[Part] = []
    for weight, (earned, possible) in zip(each, points, strict=True):
        share = 0.0
        if possible and whole:
            share = float(
                Fraction(100) * Fraction(weight) * Fraction(earned)
                / (Fraction(whole) * Fraction(possible))
            )  # fmt: skip
        parts.append(Part(earned, possible, weight, share))
    claims, relations, notes = parts
    return claims, relations, notes
