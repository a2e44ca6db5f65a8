"""What the hand-ins of a class say that each student marked.

It follows from the set of them alone: whatever order they came in, and however often, the answer
is one. So collecting the same files again, or two sticks the other way round, changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import NAMESPACE_URL, uuid5

from app.domain.annotation import Annotation
from app.domain.relation import Relation
from app.domain.submission import Submission, attempt_order

M = TypeVar("M", Annotation, Relation)


@dataclass(frozen=True, slots=True)
class Work:
    """A hand-in whose document is placed on the articles here.

    ``article_ids`` are the articles that it covers, ``claims`` and ``relations`` what it holds,
    under the ids of the file; who signs them here does not matter.
    """

    submission: Submission
    article_ids: frozenset[str]
    claims: tuple[Annotation, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """What is kept under the students' ids."""

    annotations: tuple[Annotation, ...]
    relations: tuple[Relation, ...]


def covered(works: Iterable[Work]) -> frozenset[tuple[str, str]]:
    """The (student, article) that some hand-in answers: what is there is the hand-ins' alone."""
    return frozenset(
        (student, article)
        for work in works
        for student in _students(work.submission)
        for article in work.article_ids
    )


def marked(
    works: Collection[Work],
    taken_claims: Set[str] = frozenset(),
    taken_relations: Set[str] = frozenset(),
) -> Marked:
    """What each student marked: of each article, what the newest hand-in that covers it says.

    A relation stands where the hand-in that it is in decides both of its ends. An id that is
    ``taken`` by something else here, or that several students' hand-ins hold, stays with the one
    who handed it in first; the others' get an id made of theirs and the student's. A pair's work
    is both students', so the second one's ids are always such.
    """
    ordered = sorted(
        {work.submission.id: work for work in works}.values(),
        key=lambda work: attempt_order(work.submission),
    )
    deciding: dict[tuple[str, str], Work] = {}
    for work in ordered:
        for student, article in covered((work,)):
            deciding[student, article] = work
    claim_ids = _Ids(((work.submission, work.claims) for work in ordered), taken_claims)
    link_ids = _Ids(((work.submission, work.relations) for work in ordered), taken_relations)
    # By id: a made-up file may use an id of the same student's other work again.
    annotations: dict[str, Annotation] = {}
    relations: dict[str, Relation] = {}
    for work in ordered:
        for student in _students(work.submission):
            here: dict[str, str] = {}
            for claim in work.claims:
                if deciding.get((student, claim.article_id)) is work:
                    here[claim.id] = id = claim_ids.of(student, claim.id)
                    same = id == claim.id and student == claim.author_id  # most are, and it is dear
                    annotations[id] = claim if same else replace(claim, id=id, author_id=student)
            for link in work.relations:
                if link.source_id in here and link.target_id in here:
                    id = link_ids.of(student, link.id)
                    ends = here[link.source_id], here[link.target_id]
                    same = (id, student, *ends) == (
                        link.id, link.author_id, link.source_id, link.target_id
                    )  # fmt: skip
                    relations[id] = link if same else replace(
                        link, id=id, author_id=student, source_id=ends[0], target_id=ends[1]
                    )  # fmt: skip
    return Marked(tuple(annotations.values()), tuple(relations.values()))


def copied(id: str, author_id: str) -> str:
    """The id of somebody's copy of a thing that has an id elsewhere: the same each time."""
    return str(uuid5(NAMESPACE_URL, f"bayyina:copy:{author_id}:{id}"))


def _students(submission: Submission) -> tuple[str, ...]:
    return tuple(dict.fromkeys(submission.student_ids))


class _Ids:
    """Who keeps which id, and what the others' copies are called."""

    def __init__(
        self,
        found: Iterable[tuple[Submission, tuple[Annotation, ...] | tuple[Relation, ...]]],
        taken: Set[str],
    ) -> None:
        keeper: dict[str, tuple[str, str]] = {}
        contested: set[str] = set()
        held: list[tuple[str, set[str]]] = []
        for submission, things in found:
            ids = {thing.id for thing in things}
            for student in _students(submission):
                claim = submission.handed_in, student
                held.append((student, ids))
                new = ids - keeper.keys()
                keeper.update(dict.fromkeys(new, claim))
                for id in ids - new:
                    if keeper[id][1] != student:
                        contested.add(id)
                    keeper[id] = min(keeper[id], claim)
        contested |= keeper.keys() & taken
        self._named: dict[tuple[str, str], str] = {}
        used: set[str] = set(taken) | keeper.keys() if contested else set()
        for student, id in sorted({(one, id) for one, ids in held for id in ids & contested}):
            if keeper[id][1] == student and id not in taken:
                continue
            # An id that somebody made up may be what a copy would be called.
            name = next(name for name in _names(student, id) if name not in used)
            used.add(name)
            self._named[student, id] = name

    def of(self, student: str, id: str) -> str:
        return self._named.get((student, id), id)


def _names(student: str, id: str) -> Iterator[str]:
    while True:
        id = copied(id, student)
        yield id
