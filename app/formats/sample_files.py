"""Read the sample classroom from its folder. These files ship with the program: they are trusted,
and a test holds them to their promises."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from app.domain.article import Segment
from app.domain.assignment import Assignment, Weights
from app.domain.classroom import Classroom, Student
from app.domain.source_card import SourceCard
from app.formats import text_files
from app.formats.jsonld import reading
from app.formats.jsonld.items import Items
from app.formats.text_files import Reading


@dataclass(frozen=True, slots=True)
class SampleArticle:
    id: str
    reading: Reading
    card: SourceCard
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class SampleScore:
    """What the teacher decided on a starred note: rubric level 0–3, and a comment."""

    student_id: str
    annotation_id: str
    level: int
    comment: str


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """Everything in the folder. ``assignment.article_ids`` are those of ``articles``."""

    articles: tuple[SampleArticle, ...]
    classroom: Classroom
    students: tuple[Student, ...]
    assignment: Assignment
    key: Items
    work: dict[str, Items]
    scores: tuple[SampleScore, ...]


def read(folder: Path) -> SampleFiles:
    """The sample classroom kept in ``folder``."""
    facts = tomllib.loads((folder / "classroom.toml").read_text(encoding="utf-8"))
    articles = tuple(
        SampleArticle(
            id=entry["id"],
            reading=text_files.read(folder / entry["file"]),
            card=SourceCard(**{name: entry.get(name) for name in SourceCard.__dataclass_fields__}),
            segments=tuple(Segment(s["kind"], s["start"], s["end"]) for s in entry["segments"]),
        )
        for entry in facts["article"]
    )
    classroom = Classroom(**facts["classroom"])
    given = facts["assignment"]
    assignment = Assignment(
        id=given["id"],
        name=given["name"],
        article_ids=tuple(article.id for article in articles),
        instructions=given["instructions"].strip(),
        weights=Weights(**given["weights"]),
        notes_asked=given["notes_asked"],
        scale=given["scale"],
    )
    students = tuple(
        Student(id=entry["id"], classroom_id=classroom.id, name=entry["name"], position=position)
        for position, entry in enumerate(facts["student"], 1)
    )
    return SampleFiles(
        articles=articles,
        classroom=classroom,
        students=students,
        assignment=assignment,
        key=_items(folder / "key.jsonld"),
        work={s.id: _items(folder / "work" / f"{s.id}.jsonld") for s in students},
        scores=_scores(folder / "scores.toml"),
    )


def _items(path: Path) -> Items:
    return reading.read(path.read_bytes(), path.name)


def _scores(path: Path) -> tuple[SampleScore, ...]:
    facts = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        SampleScore(entry["student"], entry["annotation"], entry["level"], entry.get("comment", ""))
        for entry in facts.get("score", ())
    )
