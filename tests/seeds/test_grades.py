"""The grader makes of the six students what the sample's README says of them."""

import json
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from app.domain import grading, overlap
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.assignment import Weights
from app.domain.grade import Grade
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.domain.selector import Selector

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = tomllib.loads((SEEDS / "classroom.toml").read_text(encoding="utf-8"))["article"]
RAW = {article["id"]: (SEEDS / article["file"]).read_bytes() for article in ARTICLES}
ID_OF = {"urn:sha256:" + sha256(raw).hexdigest(): id for id, raw in RAW.items()}


def selector(parts: list[dict[str, Any]]) -> Selector:
    position, quote = parts
    return Selector(position["start"], position["end"], quote["exact"])


def said(item: dict[str, Any], purpose: str) -> str:
    return next((body["value"] for body in item["body"] if body["purpose"] == purpose), "")


def claim_of(item: dict[str, Any], author: str) -> Annotation:
    who = item.get("bayyina:attribution")
    return Annotation(
        id=item["id"].removeprefix("urn:uuid:"),
        article_id=ID_OF[item["target"]["source"]],
        author_id=author,
        spans=(selector(item["target"]["selector"]),),
        tag=Tag(said(item, "tagging")),
        attribution=Attribution(SourceType(who["sourceType"])) if who else None,
        note=said(item, "commenting"),
        starred=item.get("bayyina:starred", False),
        core=selector(item["bayyina:core"]) if "bayyina:core" in item else None,
        acceptable={Tag(t): share for t, share in item.get("bayyina:acceptable", {}).items()},
        created=item["created"],
    )


def relation_of(item: dict[str, Any], author: str) -> Relation:
    accepted = item.get("bayyina:acceptable", {})
    return Relation(
        id=item["id"].removeprefix("urn:uuid:"),
        author_id=author,
        type=RelationType(said(item, "classifying")),
        source_id=item["target"][0].removeprefix("urn:uuid:"),
        target_id=item["target"][1].removeprefix("urn:uuid:"),
        acceptable={RelationType(t): share for t, share in accepted.items()},
        created=item["created"],
    )


def marks(name: str, author: str) -> tuple[list[Annotation], list[Relation]]:
    items = json.loads((SEEDS / name).read_text(encoding="utf-8"))["items"]
    claims = [claim_of(item, author) for item in items if item["motivation"] == "tagging"]
    return claims, [relation_of(item, author) for item in items if item["motivation"] == "linking"]


@pytest.fixture(scope="module")
def grades() -> dict[str, Grade]:
    facts = tomllib.loads((SEEDS / "classroom.toml").read_text(encoding="utf-8"))
    assignment = facts["assignment"]
    terms = grading.Terms(Weights(**assignment["weights"]), assignment["notes_asked"])
    levels = tomllib.loads((SEEDS / "scores.toml").read_text(encoding="utf-8"))["score"]
    texts = {id: raw.decode("utf-8") for id, raw in RAW.items()}
    key = grading.Key(*marks("key.jsonld", "key"))
    made: dict[str, Grade] = {}
    for student in (entry["id"] for entry in facts["student"]):
        rows = {f"note:{s['annotation']}": s for s in levels if s["student"] == student}
        scores = {
            row: Score(assignment_id="", student_id=student, row=row, level=score["level"])
            for row, score in rows.items()
        }
        work = grading.Work(student, *marks(f"work/{student}.jsonld", student))
        made[student] = grading.grade(texts, key, work, terms, scores)
    return made


@pytest.mark.parametrize(
    ("student", "low", "high"),
    [
        ("tj01", 85, 90), ("tj02", 53, 58), ("tj03", 59, 64),
        ("tj04", 52, 57), ("tj05", 58, 66), ("tj06", 37, 43),
    ],
)  # fmt: skip
def test_totals_are_what_a_teacher_would_expect(
    grades: dict[str, Grade], student: str, low: float, high: float
):
    assert low <= grades[student].total <= high


def test_only_the_sure_one_loses_points_for_marking_too_much(grades: dict[str, Grade]):
    assert {student for student, grade in grades.items() if grade.penalty} == {"tj06"}
    assert len(grades["tj06"].extras) >= 18


def test_each_loses_points_where_the_readme_says(grades: dict[str, Grade]):
    found = {s: [row for row in grade.claims if row.match] for s, grade in grades.items()}
    assert sum(row.found < overlap.FOUND for row in found["tj02"]) > len(found["tj02"]) / 2
    assert all(row.source == 0 for row in found["tj05"])
    assert sum(row.tagged == grading.TAGGED for row in found["tj05"]) > 0.9 * len(found["tj05"])
    assert sum(row.tagged < grading.TAGGED for row in found["tj06"]) > len(found["tj06"]) / 2
    assert sum(row.auto >= 9 for row in found["tj04"]) >= len(found["tj04"]) - 1
    quoted = [row for row in found["tj03"] if row.key.tag == Tag.OPINION and row.tagged < 4]
    assert len(quoted) >= 3
    assert all(row.match is not None and row.match.tag == Tag.SOURCED for row in quoted)


def test_every_part_of_the_key_is_found_by_somebody(grades: dict[str, Grade]):
    claims = [grade.claims for grade in grades.values()]
    assert all(any(row.match for row in rows) for rows in zip(*claims, strict=True))
    links = [grade.relations for grade in grades.values()]
    missed = sum(not any(row.match for row in rows) for rows in zip(*links, strict=True))
    assert missed <= 3
