"""Write annotations and relations as W3C Web Annotation JSON-LD.

https://www.w3.org/TR/annotation-model/; what the model has no word for is under ``bayyina:``.
"""

import json
from collections.abc import Iterable, Mapping

from app.domain.annotation import Annotation, Attribution, Tag
from app.domain.relation import Relation, RelationType
from app.domain.selector import Selector
from app.formats.jsonld import values
from app.formats.jsonld.values import Json

CONTEXT: list[Json] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"bayyina": "https://bayyina.example/ns#"},
]


def write(
    annotations: Iterable[Annotation], relations: Iterable[Relation], sha256_of: Mapping[str, str]
) -> bytes:
    """A collection of ``annotations``, then ``relations``; ``sha256_of`` articles by their id, so
    that a file finds its texts in a workspace where they have other ids."""
    document = collection(annotations, relations, sha256_of)
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def collection(
    annotations: Iterable[Annotation], relations: Iterable[Relation], sha256_of: Mapping[str, str]
) -> dict[str, Json]:
    """The same before it is written, so that more can be said in it."""
    items = [_claim_json(annotation, sha256_of) for annotation in annotations]
    items += [_link_json(relation) for relation in relations]
    return {
        "@context": CONTEXT, "type": "AnnotationCollection", "total": len(items), "items": items,
    }  # fmt: skip


def _claim_json(annotation: Annotation, sha256_of: Mapping[str, str]) -> dict[str, Json]:
    targets: list[Json] = []
    for span in annotation.spans:
        target: dict[str, Json] = {"source": values.urn(annotation.article_id)}
        if annotation.article_id in sha256_of:
            target["bayyina:sha256"] = sha256_of[annotation.article_id]
        targets.append({**target, "selector": _selector_json(span)})
    written = _written("tagging", "tagging", annotation.tag, annotation)
    written["target"] = targets[0] if len(targets) == 1 else targets
    optional: dict[str, Json] = {
        "attribution": _attribution_json(annotation.attribution),
        "confidence": annotation.confidence,
        "starred": annotation.starred or None,
        "core": _selector_json(annotation.core) if annotation.core else None,
        "acceptable": {tag.value: share for tag, share in annotation.acceptable.items()} or None,
        "scored": None if annotation.scored else False,
    }
    said = {f"bayyina:{name}": value for name, value in optional.items() if value is not None}
    return {**written, **said}


def _attribution_json(who: Attribution | None) -> Json:
    if who is None:
        return None
    said: dict[str, Json] = {"sourceType": who.source_type.value}
    if who.name:
        said["name"] = who.name
    if who.evidence is not None:
        said["evidence"] = _selector_json(who.evidence)
    return said


def _link_json(relation: Relation) -> dict[str, Json]:
    written = _written("linking", "classifying", relation.type, relation)
    written["target"] = [values.urn(relation.source_id), values.urn(relation.target_id)]
    if relation.acceptable:
        written["bayyina:acceptable"] = {k.value: v for k, v in relation.acceptable.items()}
    return written


def _written(
    motivation: str, purpose: str, value: Tag | RelationType, entity: Annotation | Relation
) -> dict[str, Json]:
    bodies: list[Json] = [{"type": "TextualBody", "purpose": purpose, "value": value.value}]
    if entity.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": entity.note})
    written: dict[str, Json] = {"id": values.urn(entity.id), "type": "Annotation"}
    if entity.created:
        written["created"] = entity.created
    written["creator"] = {"type": "Person", "nickname": entity.author_id}
    return {**written, "motivation": motivation, "body": bodies}


def _selector_json(span: Selector) -> list[Json]:
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector",
            "exact": span.exact,
            "prefix": span.prefix,
            "suffix": span.suffix,
        },
    ]
