"""Attaching to a worksheet what is on it, as data: W3C Web Annotations that can be read back.

What is attached is what the page shows, no more, for a worksheet goes home with a student:

- a **blank** one: its assignment and articles, no claims;
- a **student's**: also the student's claims, who said them, notes, and the relations among them;
- a **graded** one: also the key's claims that were missed (outlined on the page) and its relations
  that were missed, between the claims that stand for their ends on the page; and the marks. Neither
  other claims of the key nor its core phrases, notes, accepted tags, which the page does not show;
- a **key** (the teacher's own): all of the key, with cores and what is accepted.

The student appears by the pseudonymous id of the roster, the name only on the page. The document
holds a digest of what it says (``formats.jsonld.sealing``), and the PDF one of all its bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from app.domain.annotation import Annotation
from app.domain.grade import Grade, Row
from app.domain.relation import Relation
from app.domain.worksheet import Kind, Worksheet
from app.formats.jsonld import sealing, writing
from app.formats.jsonld.values import Json, urn
from app.services.grading import Material
from app.services.numbering import Numbers


def attached(
    page: Worksheet,
    material: Material,
    numbers: Numbers,
    drawn: Iterable[Relation] = (),
    *,
    student_id: str = "",
    grade: Grade | None = None,
) -> Worksheet:
    """The worksheet with its data. ``drawn`` are the relations of whoever made its claims."""
    claims = list(numbers.claims)
    links = [link for link in drawn if link.source_id in numbers and link.target_id in numbers]
    if grade is not None:
        claims += [_as_shown(claim) for claim in numbers.missed]
        links += _missed_links(grade, numbers)
    digests = {a.id: sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest()
               for a in material.articles}  # fmt: skip
    document = writing.collection(claims, _once(links), digests)
    document["bayyina:worksheet"] = _about(page, material, digests, student_id)
    if grade is not None:
        document["bayyina:grade"] = _marks(page, grade)
    return replace(page, attachment=sealing.sealed(document))


def _as_shown(claim: Annotation) -> Annotation:
    """A claim of the key without what is for the teacher alone."""
    who = claim.attribution and replace(claim.attribution, evidence=None)
    return replace(
        claim, attribution=who, core=None, acceptable={}, note="", starred=False, confidence=None
    )


def _missed_links(grade: Grade, numbers: Numbers) -> list[Relation]:
    """Relations of the key that nobody drew, where both ends have a claim on the page."""
    stands_for = {row.key.id: row.match.id for row in grade.claims if row.match}
    found: list[Relation] = []
    for row in grade.relations:
        source = stands_for.get(row.key.source_id, row.key.source_id)
        target = stands_for.get(row.key.target_id, row.key.target_id)
        if row.match is None and source in numbers and target in numbers and source != target:
            found.append(replace(row.key, source_id=source, target_id=target, acceptable={}))
    return found


def _once(links: Sequence[Relation]) -> list[Relation]:
    return list({link.id: link for link in links}.values())


def _about(
    page: Worksheet, material: Material, digests: Mapping[str, str], student_id: str
) -> dict[str, Json]:
    about: dict[str, Json] = {
        "kind": page.kind.value,
        "assignment": {"id": urn(material.assignment.id), "name": material.assignment.name},
        "language": page.language,
        "articles": [
            {"id": urn(article.id), "sha256": digests[article.id], "title": article.title}
            for article in material.articles
        ],
    }
    if student_id and page.kind is not Kind.KEY:
        about["student"] = student_id
    return about


def _marks(page: Worksheet, grade: Grade) -> dict[str, Json]:
    """The mark, what it is made of, and the points of each row of the page."""
    arithmetic = page.arithmetic
    rows: list[Json] = []
    for row in grade.claims:
        parts = {"found": row.found, "tagged": row.tagged}
        if row.source_asked:
            parts["source"] = row.source
        rows.append({"claim": urn((row.match or row.key).id), **parts, **_points(row)})
    rows += [{"claim": urn(row.annotation.id), "extra": True, **_points(row)}
             for row in grade.extras]  # fmt: skip
    links: list[Json] = [
        {"relation": urn((row.match or row.key).id), **_points(row)} for row in grade.relations
    ]
    notes: list[Json] = [
        {"claim": urn(row.annotation.id), "level": row.level, **_points(row)} for row in grade.notes
    ]
    return {
        "percent": round(grade.total, 6),
        "mark": arithmetic.mark if arithmetic else None,
        "scale": arithmetic.scale if arithmetic else None,
        "provisional": grade.provisional,
        "comment": grade.comment,
        "claims": rows,
        "relations": links,
        "notes": notes,
    }


def _points(row: Row) -> dict[str, Json]:
    """What a row earned, and the teacher's word on it."""
    told: dict[str, Json] = {"points": round(row.effective, 6), "possible": row.possible}
    if row.manual is not None:
        told["computed"] = round(row.auto, 6)
    if row.comment:
        told["comment"] = row.comment
    return told
