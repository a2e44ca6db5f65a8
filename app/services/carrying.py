"""Work that goes with the student: kept on a share or a stick after every gesture, and opened
tomorrow on another computer.

One piece of work has one log (``domain.chain``). Of two states of it, the one whose log goes on
from the other's is the newer, whatever the clocks say, and it alone may take the other's place.
Where each has something that the other lacks, nothing is changed and the student is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from app.domain import chain
from app.domain.annotation import Annotation
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.chain import Standing
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import Relation
from app.domain.submission import Sitting, student_ids_of
from app.formats import submission_file
from app.formats.pack_file import PackFile
from app.formats.submission_file import State, SubmissionFile
from app.services import exchanging, packing, retracing
from app.services.keeping import Keeper, keep_in, keep_nowhere
from app.services.packing import PackFacts
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.store.transaction import Transaction

__all__ = ["Keeper", "OpenedWork", "Outcome", "WorkFacts", "keep_in", "keep_nowhere", "look_into",
           "open_work"]  # fmt: skip

M = TypeVar("M", Annotation, Relation)


class Outcome(StrEnum):
    """What opening a work came to: it came in, it was here already, or here is more of it."""

    TAKEN = "taken"
    SAME = "same"
    NEWER_HERE = "newer_here"


_OUTCOMES = {
    Standing.BEHIND: Outcome.TAKEN,
    Standing.SAME: Outcome.SAME,
    Standing.AHEAD: Outcome.NEWER_HERE,
}


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """What a work file holds, before anything is kept of it. ``pack`` is None in work that was
    handed in: that is opened where its pack was."""

    path: Path
    content: SubmissionFile
    pack: PackFile | None

    @property
    def name(self) -> str:
        return self.content.assignment_name

    @property
    def students(self) -> tuple[str, ...]:
        return self.content.student_ids

    @property
    def is_handed_in(self) -> bool:
        return self.content.state is State.HANDED_IN

    @property
    def saved_at(self) -> str:
        """When it was last kept, or handed in (ISO 8601, UTC)."""
        return self.content.handed_in


@dataclass(frozen=True, slots=True)
class OpenedWork:
    assignment_id: str
    article_ids: tuple[str, ...]
    sitting: Sitting
    outcome: Outcome


def look_into(path: Path) -> WorkFacts:
    """What a work file holds; nothing is kept. KnownError ``parcel.*``, ``work.*``."""
    content = submission_file.read(path)
    return WorkFacts(path, content, content.unpacked())


def open_work(
    workspace: Workspace, given: Path | WorkFacts, student_ids: Sequence[str] = ()
) -> OpenedWork:
    """Go on here with work that was kept elsewhere: all of it comes in, as one step.

    From then on it is kept in that file too. KnownError ``carrying.diverged`` where here and there
    each have what the other lacks, ``.other_student`` where it is not the work of ``student_ids``,
    ``.teachers`` in a teacher's file, ``.no_pack``, ``.taken``, ``.other_articles``; as
    ``look_into``. Then nothing has changed.
    """
    facts = given if isinstance(given, WorkFacts) else look_into(given)
    return workspace.do(Gesture.OPEN_WORK, _open, facts, student_ids)


def _open(tx: Transaction, facts: WorkFacts, student_ids: Sequence[str]) -> OpenedWork:
    content = facts.content
    if student_ids and student_ids_of(student_ids, content.student_ids) != content.student_ids:
        raise KnownError("carrying.other_student", name=content.name, student=content.author_id)
    present = tx.find(Assignment, id=content.assignment_id)
    if not packing.is_students(tx, content.assignment_id if present else None):
        raise KnownError("carrying.teachers", name=content.name)
    sitting = _sit_down(tx, facts, known=bool(present))
    assignment = tx.get(Assignment, sitting.assignment_id)
    here = retracing.chain_of(tx, assignment, content.author_id)
    standing = chain.standing(here, content.lines)
    if standing is Standing.APART:
        raise KnownError("carrying.diverged", name=content.name)
    if standing is Standing.BEHIND:
        _take(tx, assignment, content)
        sitting = tx.replace(sitting, earlier=tx.keep_text(content.log))
    if not facts.is_handed_in:
        sitting = tx.replace(sitting, file=str(facts.path.absolute()))
    tx.detail = assignment.name
    return OpenedWork(assignment.id, assignment.article_ids, sitting, _OUTCOMES[standing])


def _sit_down(tx: Transaction, facts: WorkFacts, *, known: bool) -> Sitting:
    """Have the student sit down to the assignment: as it is here, or by the pack in the file."""
    students = facts.content.student_ids
    if known:
        assignment = tx.get(Assignment, facts.content.assignment_id)
        sittings = tx.find(Sitting, assignment_id=assignment.id)
        practice = next((tx.text_of(one.practice) for one in sittings if one.practice), "")
        pack = packing.content_of(tx, assignment, practice)
    elif facts.pack is not None:
        pack = facts.pack
    else:
        raise KnownError("carrying.no_pack", name=facts.content.name)
    return packing.open_pack(tx, PackFacts(pack), students).sitting


def _take(tx: Transaction, assignment: Assignment, content: SubmissionFile) -> None:
    """Have the student's claims and relations in the assignment be those of the file."""
    author = content.author_id
    articles = {card.sha256: card.id for card in tx.article_cards(assignment.article_ids)}
    present = {
        one.id: one
        for one in tx.find(Annotation, author_id=author, article_id=[*articles.values()])
    }
    links = {
        one.id: one
        for one in tx.find(Relation, author_id=author)
        if {one.source_id, one.target_id} <= present.keys()
    }
    claims, relations = _placed(tx, content, articles)
    taken = _others(tx, claims, present) or _others(tx, relations, links)
    if taken:
        raise KnownError("carrying.taken", name=content.name)
    gone = present.keys() - claims.keys()
    for link in tx.find(Relation, author_id=author, order_by="id"):
        if link.id not in relations and (
            link.id in links or {link.source_id, link.target_id} & gone
        ):
            tx.remove(link)
    _bring(tx, present, claims)
    _bring(tx, links, relations)
    for id in sorted(gone):
        tx.remove(present[id])


def _placed(
    tx: Transaction, content: SubmissionFile, articles: dict[str, str]
) -> tuple[dict[str, Annotation], dict[str, Relation]]:
    """What the file says, on the articles here. KnownError ``work.bad_item``,
    ``carrying.other_articles``."""
    texts = {one.id: one.text for one in tx.find(Article, id=[*articles.values()])}
    claims: dict[str, Annotation] = {}
    for item in content.items.claims:
        named_texts = [one.strip().lower().removeprefix("urn:sha256:") for one in item.sources]
        id = next((articles[one] for one in named_texts if one in articles), None)
        if id is None:
            raise KnownError("carrying.other_articles", name=content.name)
        try:
            claims[item.id] = exchanging.placed(
                item, id, texts[id], content.author_id, nearly=False
            )
        except KnownError as error:
            raise KnownError("work.bad_item", name=content.name, item=item.id[:60]) from error
    relations = {
        item.id: Relation(
            id=item.id,
            author_id=content.author_id,
            type=item.type,
            source_id=item.source_id,
            target_id=item.target_id,
            note=item.note,
            acceptable=item.acceptable,
            created=item.created,
        )
        for item in content.items.links
    }
    return claims, relations


def _others(tx: Transaction, wanted: dict[str, M], present: dict[str, M]) -> bool:
    """Whether something else here has the identity of something wanted."""
    new = [one for id, one in wanted.items() if id not in present]
    return bool(new) and bool(tx.find(type(new[0]), id=[one.id for one in new]))


def _bring(tx: Transaction, present: dict[str, M], wanted: dict[str, M]) -> None:
    for id, new in wanted.items():
        if id in present:
            tx.replace(present[id], **{one.name: getattr(new, one.name) for one in fields(new)})
        else:
            tx.add(new)
