"""Hand-ins made without a window: what a student's computer would write, in a moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain import chain
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article
from app.domain.assignment import Assignment
from app.domain.entity import Entity
from app.domain.relation import Relation, RelationType
from app.domain.selector import describe
from app.domain.submission import author_of
from app.formats import submission_file
from app.formats.submission_file import Covered, State, Work
from app.services.workspace import Workspace
from app.store.rows import KINDS

MARKED, HANDED_IN = "2025-11-22T08:00:00+00:00", "2025-11-22T09:30:00+00:00"


@dataclass(frozen=True)
class Mark:
    """A claim on the words ``[first, last]`` of an article (by its place in the assignment)."""

    id: str
    article: int
    first: int
    last: int
    tag: Tag = Tag.SOURCED
    source: SourceType | None = None
    note: str = ""


def work_of(
    assignment: Assignment,
    articles: Sequence[Article],
    students: tuple[str, ...],
    marks: Sequence[Mark],
    links: Sequence[tuple[str, str, str]] = (),
    *,
    handed_in: str = HANDED_IN,
    state: State = State.HANDED_IN,
    classroom: str = "9b",
    device: str = "lab-7",
) -> Work:
    """A hand-in whose log has a line for each mark and each link ``(id, source, target)``."""
    author = author_of(students)
    annotations = [_annotation(mark, articles[mark.article], author) for mark in marks]
    relations = [
        Relation(id=id, author_id=author, type=RelationType.REPEATS, source_id=source,
                 target_id=target, created=MARKED)
        for id, source, target in links
    ]  # fmt: skip
    covered = tuple(Covered(one.id, one.sha256, one.title or "") for one in articles)
    sha256_of = {one.id: one.sha256 for one in articles}
    entries = [
        {"at": MARKED, "kind": "do", "gesture": "highlight", "device": device,
         "changes": [{"kind": "annotation" if isinstance(one, Annotation) else "relation",
                      "id": item["id"], "before": None, "after": item}]}
        for one in (*annotations, *relations)
        for item in [submission_file.item_of(one, sha256_of)]
    ]  # fmt: skip
    return Work(
        state=state, assignment_id=assignment.id, assignment_name=assignment.name,
        student_ids=students, classroom=classroom, articles=covered, handed_in=handed_in,
        device=device, codebook="", annotations=annotations, relations=relations,
        lines=chain.extended([], entries),
    )  # fmt: skip


def file_of(work: Work, path: Path) -> Path:
    """Write a hand-in to ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(submission_file.write(work))
    return path


def dump(workspace: Workspace) -> dict[str, Entity]:
    """Everything that is kept, but the steps and the texts they do not hold."""

    def all_of(tx) -> dict[str, Entity]:
        return {f"{kind.__name__}:{one.id}": one for kind in KINDS for one in tx.find(kind)}

    return workspace.read(all_of)


def _annotation(mark: Mark, article: Article, author: str) -> Annotation:
    words = [
        at for at in range(len(article.text)) if not article.text[at].isspace()
        and (at == 0 or article.text[at - 1].isspace())
    ]  # fmt: skip
    start = words[mark.first]
    end = words[mark.last]
    while end < len(article.text) and not article.text[end].isspace():
        end += 1
    return Annotation(
        id=mark.id, article_id=article.id, author_id=author,
        spans=(describe(article.text, start, end),), tag=mark.tag, note=mark.note,
        attribution=Attribution(mark.source) if mark.source else None, created=MARKED,
    )  # fmt: skip
