"""JSON-LD from anywhere: generous with the model, hard on what is wrong."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import SourceType, Tag
from app.domain.errors import KnownError
from app.domain.pointer import Pointer
from app.domain.relation import RelationType
from app.formats.jsonld import reading
from app.formats.jsonld.items import Items

POSITION = {"type": "TextPositionSelector", "start": 3, "end": 8}
QUOTE = {"type": "TextQuoteSelector", "exact": "كلمات", "prefix": "قبل", "suffix": "بعد"}
PLACE = Pointer(3, 8, "كلمات", "قبل", "بعد")
CLAIM = {
    "id": "urn:uuid:11111111-1111-4111-8111-111111111111",
    "type": "Annotation",
    "motivation": "tagging",
    "body": [{"type": "TextualBody", "purpose": "tagging", "value": "sourced"}],
    "target": {"source": "urn:uuid:a", "selector": [POSITION, QUOTE]},
}
LINK = {
    "id": "urn:uuid:22222222-2222-4222-8222-222222222222",
    "type": "Annotation",
    "motivation": "linking",
    "body": [{"type": "TextualBody", "purpose": "classifying", "value": "repeats"}],
    "target": ["urn:uuid:c1", "urn:uuid:c2"],
}


def read(*items: object) -> Items:
    document = {"type": "AnnotationCollection", "items": list(items)}
    return reading.read(json.dumps(document).encode(), "a.jsonld")


def only_claim(**changed: object):
    items = read({**CLAIM, **changed})
    assert items.refused == ()
    return items.claims[0]


def reason(**changed: object) -> str:
    items = read({**CLAIM, **changed})
    assert items.claims == ()
    return items.refused[0].reason.message


def test_a_claim_with_everything():
    claim = only_claim(
        **{
            "body": [
                {"type": "TextualBody", "purpose": "tagging", "value": "unverified"},
                {"type": "TextualBody", "purpose": "commenting", "value": "من قال؟"},
            ],
            "bayyina:attribution": {
                "sourceType": "document", "name": "تقرير", "evidence": [POSITION, QUOTE]
            },
            "bayyina:confidence": 2,
            "bayyina:starred": True,
            "bayyina:core": QUOTE,
            "bayyina:acceptable": {"opinion": 0.5},
            "bayyina:scored": False,
            "creator": {"type": "Person", "nickname": "s03", "name": "اسم"},
            "created": "2025-01-31T10:00:00Z",
        }
    )  # fmt: skip
    assert (claim.tag, claim.note, claim.places) == (Tag.UNVERIFIED, "من قال؟", (PLACE,))
    assert (claim.source_type, claim.source_name) == (SourceType.DOCUMENT, "تقرير")
    assert claim.evidence == PLACE
    assert claim.core == Pointer(exact="كلمات", prefix="قبل", suffix="بعد")
    assert (claim.confidence, claim.starred, claim.scored) == (2, True, False)
    assert claim.acceptable == {Tag.OPINION: 0.5}
    assert (claim.author, claim.created) == ("s03", "2025-01-31T10:00:00Z")


@pytest.mark.parametrize(
    "changed",
    [
        {"body": CLAIM["body"][0]},
        {"motivation": ["oa:tagging", "oa:highlighting"]},
        {"motivation": "http://www.w3.org/ns/oa#tagging", "body": {"value": "sourced"}},
        {"body": None, "bodyValue": "sourced"},
        {"target": [CLAIM["target"]]},
        {"target": {"source": {"id": "urn:uuid:a"}, "selector": [QUOTE, POSITION]}},
        {"body": ["http://example.org/elsewhere", CLAIM["body"][0]]},
        {"motivation": "highlighting"},
    ],
)
def test_what_the_model_allows_is_read_alike(changed: dict[str, object]):
    claim = only_claim(**changed)
    assert (claim.tag, claim.places, claim.sources) == (Tag.SOURCED, (PLACE,), ("urn:uuid:a",))


def test_selectors_that_refine_one_another():
    refined = {**QUOTE, "refinedBy": {"type": "TextPositionSelector", "start": 0, "end": 2}}
    claim = only_claim(target={"source": "urn:uuid:a", "selector": refined})
    assert claim.places[0].inner == Pointer(0, 2)


def test_a_relation():
    items = read({**LINK, "bayyina:acceptable": {"supports": 1}})
    link = items.links[0]
    assert (link.type, link.source_id, link.target_id) == (RelationType.REPEATS, "c1", "c2")
    assert link.acceptable == {RelationType.SUPPORTS: 1.0}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"motivation": "bookmarking", "body": None}, "exchange.not_a_claim"),
        ({"body": []}, "exchange.one_tag"),
        ({"body": [*CLAIM["body"], *CLAIM["body"]]}, "exchange.one_tag"),
        ({"body": {"purpose": "tagging", "value": "true"}}, "exchange.unknown_value"),
        ({"body": {"purpose": "tagging", "value": 7}}, "exchange.bad_field"),
        ({"target": "urn:uuid:a"}, "exchange.bad_field"),
        ({"target": None}, "exchange.no_selector"),
        ({"target": {"source": "urn:uuid:a"}}, "exchange.no_selector"),
        ({"target": {"source": "urn:uuid:a", "selector": "x"}}, "exchange.bad_field"),
        (
            {"target": [CLAIM["target"], {**CLAIM["target"], "source": "urn:uuid:b"}]},
            "exchange.one_article",
        ),
        (
            {"target": {"source": "a", "selector": {**POSITION, "start": -1}}},
            "exchange.bad_field",
        ),
        (
            {"target": {"source": "a", "selector": {**POSITION, "end": 10**30}}},
            "exchange.bad_field",
        ),
        (
            {"target": {"source": "a", "selector": {**POSITION, "end": True}}},
            "exchange.bad_field",
        ),
        ({"bayyina:confidence": 4}, "exchange.bad_field"),
        ({"bayyina:confidence": True}, "exchange.bad_field"),
        ({"bayyina:starred": "yes"}, "exchange.bad_field"),
        ({"bayyina:acceptable": {"opinion": 1.5}}, "exchange.bad_field"),
        ({"bayyina:acceptable": {"opinion": 10**400}}, "exchange.bad_field"),
        ({"bayyina:acceptable": {"maybe": 0.5}}, "exchange.unknown_value"),
        ({"bayyina:attribution": {"name": "فلان"}}, "exchange.unknown_value"),
        ({"bayyina:attribution": "someone"}, "exchange.bad_field"),
        ({"body": [*CLAIM["body"], {"purpose": "commenting", "value": "\ud800"}]},
         "exchange.bad_field"),
        ({"body": [*CLAIM["body"], {"purpose": "commenting", "value": "a\0"}]},
         "exchange.bad_field"),
        ({"body": [*CLAIM["body"], {"purpose": "commenting", "value": "ن" * 20_001}]},
         "exchange.field_too_long"),
        ({"id": ""}, "exchange.bad_field"),
        ({"id": 5}, "exchange.bad_field"),
    ],
)  # fmt: skip
def test_an_item_that_is_wrong_is_refused_and_the_next_is_read(changed, message: str):
    assert reason(**changed) == message
    other = {**CLAIM, "id": "urn:uuid:33333333-3333-4333-8333-333333333333"}
    assert len(read({**CLAIM, **changed}, 7, other).claims) == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"target": ["urn:uuid:c1"]}, "exchange.two_ends"),
        ({"target": ["urn:uuid:c1", "c1"]}, "exchange.two_ends"),
        ({"body": []}, "exchange.one_type"),
        ({"body": {"purpose": "classifying", "value": "loves"}}, "exchange.unknown_value"),
    ],
)
def test_a_relation_that_is_wrong_is_refused(changed, message: str):
    assert read({**LINK, **changed}).refused[0].reason.message == message


def test_an_id_that_comes_twice_is_refused_the_second_time():
    items = read(CLAIM, {**CLAIM, "id": "URN:UUID:11111111-1111-4111-8111-111111111111"})
    assert len(items.claims) == 1
    assert items.refused[0].reason.message == "exchange.duplicate_id"


def test_an_item_without_an_id_gets_the_same_one_each_time():
    nameless = {key: value for key, value in CLAIM.items() if key != "id"}
    first, second = read(nameless).claims[0], read(nameless).claims[0]
    assert first.id == second.id


@pytest.mark.parametrize(
    "document",
    [
        CLAIM,
        [CLAIM],
        {"type": "AnnotationPage", "items": [CLAIM]},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [CLAIM]}},
        {"type": "AnnotationCollection", "items": CLAIM},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_collections_pages_lists_and_single_ones(document: object, encoding: str):
    data = json.dumps(document, ensure_ascii=False).encode(encoding)
    assert len(reading.read(data, "a").claims) == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "exchange.not_json"),
        (b"{", "exchange.not_json"),
        (b"\xff\xfe\x00", "exchange.not_json"),
        (b'{"items": [NaN]}', "exchange.not_json"),
        (b'{"items": [' + b"9" * 5000 + b"]}", "exchange.not_json"),
        (b"[" * 100_000, "exchange.not_json"),
        (b"7", "exchange.not_annotations"),
        (b'{"first": {"first": {"first": {"first": {}}}}}', "exchange.not_annotations"),
        (b"[" + b"1," * 50_000 + b"1]", "exchange.too_many"),
        (b" " * 20_000_001, "exchange.too_large"),
    ],
)
def test_a_file_that_is_no_collection_is_refused_whole(data: bytes, message: str):
    with pytest.raises(KnownError) as caught:
        reading.read(data, "a.jsonld")
    assert caught.value.message == message


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["tagging", "linking", "sourced", "repeats", "urn:uuid:a"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["id", "motivation", "body", "target", "selector", "source", "purpose", "value",
             "type", "start", "end", "exact", "items", "creator", "bayyina:core",
             "bayyina:acceptable", "bayyina:attribution", "refinedBy"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused(item: object):
    data = json.dumps([item], allow_nan=True).encode()
    try:
        items = reading.read(data, "a")
    except KnownError:
        return
    assert len(items.claims) + len(items.links) + len(items.refused) == 1
