"""What goes out as JSON-LD comes in again as it was; nobody's work is overwritten."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.relation import Relation, RelationType
from app.domain.selector import describe
from app.formats.jsonld import reading
from app.services import exchanging
from app.services.workspace import Workspace
from tests.conftest import TEXT, article_of


@pytest.fixture
def work(workspace: Workspace, article: Article):
    """Two claims with everything on them, one of two parts, and a relation; by ``s01``."""

    def build(tx):
        first = tx.add(
            Annotation(
                article_id=article.id,
                author_id="s01",
                spans=(describe(TEXT, 0, 20), describe(TEXT, 24, 61)),
                tag=Tag.SOURCED,
                attribution=Attribution(SourceType.NAMED_ORG, "الوزارة", describe(TEXT, 7, 20)),
                confidence=3,
                note="من أين جاء\nالرقم؟",
                starred=True,
                core=describe(TEXT, 24, 30),
                acceptable={Tag.OPINION: 0.5},
                scored=False,
                created="2025-01-31T10:00:00+00:00",
            )
        )
        at = TEXT.rindex("وقال")
        second = tx.add(
            Annotation(
                article_id=article.id, author_id="s01", tag=Tag.UNVERIFIED,
                spans=(describe(TEXT, at, at + 23),),
            )
        )  # fmt: skip
        link = tx.add(
            Relation(
                author_id="s01", type=RelationType.SUPPORTS, source_id=second.id,
                target_id=first.id, note="كلاهما", acceptable={RelationType.REPEATS: 0.25},
            )
        )  # fmt: skip
        return first, second, link

    return workspace.do(Gesture.HIGHLIGHT, build)


def exported(workspace: Workspace, **chosen) -> bytes:
    return workspace.read(exchanging.export_annotations, **chosen).data


def taken_in(workspace: Workspace, data: bytes, author: str | None = None, **more):
    items = reading.read(data, "a.jsonld")
    return workspace.do(Gesture.IMPORT_ANNOTATIONS, exchanging.import_items, items, author, **more)


def edited(data: bytes, change) -> bytes:
    document = json.loads(data)
    for item in document["items"]:
        change(item)
    return json.dumps(document).encode()


@pytest.fixture
def elsewhere(tmp_path: Path):
    """Another classroom file, where the same text has another id."""
    with Workspace.open(tmp_path / "other.bayyina") as other:
        other.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
        yield other


def everything(workspace: Workspace):
    return workspace.read(
        lambda tx: {
            *((a.id, a.author_id, a.spans, a.tag, a.attribution, a.confidence, a.note, a.starred,
               a.core, tuple(a.acceptable.items()), a.scored, a.created)
              for a in tx.find(Annotation)),
            *((r.id, r.author_id, r.type, r.source_id, r.target_id, r.note,
               tuple(r.acceptable.items())) for r in tx.find(Relation)),
        }
    )  # fmt: skip


def test_the_round_trip_is_equal_in_another_file(workspace, work, elsewhere):
    done = taken_in(elsewhere, exported(workspace))
    assert (done.added, done.already, done.refused) == (3, 0, ())
    assert everything(elsewhere) == everything(workspace)


def test_a_second_time_adds_nothing_and_makes_no_step(workspace, work, elsewhere):
    data = exported(workspace)
    taken_in(elsewhere, data)
    steps = len(elsewhere.steps())
    done = taken_in(elsewhere, data)
    assert (done.added, done.already, done.refused) == (0, 3, ())
    assert len(elsewhere.steps()) == steps
    elsewhere.undo()
    assert everything(elsewhere) == set()


def test_exports_of_one_article_or_author(workspace, work, article: Article):
    taken_in(workspace, edited(exported(workspace), _fresh_ids), "s02")
    both = workspace.read(exchanging.export_annotations)
    assert (both.annotations, both.relations) == (4, 2)
    one = workspace.read(exchanging.export_annotations, author_id="s02")
    assert (one.annotations, one.relations) == (2, 1)
    none = workspace.read(exchanging.export_annotations, [], None)
    assert (none.annotations, none.relations) == (0, 0)


def _fresh_ids(item: dict) -> None:
    item["id"] = item["id"][:-1] + ("0" if item["id"][-1] != "0" else "1")
    if item["motivation"] == "linking":
        item["target"] = [t[:-1] + ("0" if t[-1] != "0" else "1") for t in item["target"]]


def test_nobodys_work_is_overwritten(workspace, work):
    before = everything(workspace)
    done = taken_in(workspace, exported(workspace), "s02")
    assert {item.reason.message for item in done.refused} == {
        "exchange.id_taken", "exchange.unknown_end"
    }  # fmt: skip
    changed = edited(exported(workspace), lambda item: item.update({"bayyina:confidence": 1}))
    done = taken_in(workspace, changed)
    assert [item.reason.message for item in done.refused] == ["exchange.differs"] * 2
    assert everything(workspace) == before


def test_a_copy_gets_ids_of_its_own_and_the_same_each_time(workspace, work):
    first, second, _ = work
    done = taken_in(workspace, exported(workspace), "key", copies=True)
    assert (done.added, done.refused) == (3, ())
    copied = workspace.read(lambda tx: tx.find(Annotation, author_id="key"))
    assert {c.spans for c in copied} == {first.spans, second.spans}
    link = workspace.read(lambda tx: tx.find(Relation, author_id="key"))[0]
    assert {link.source_id, link.target_id} == {c.id for c in copied}
    again = taken_in(workspace, exported(workspace, author_id="s01"), "key", copies=True)
    assert (again.added, again.already, again.refused) == (0, 3, ())


def test_a_moved_text_is_found_by_its_words(workspace, work, tmp_path: Path):
    with Workspace.open(tmp_path / "moved.bayyina") as moved:
        text = "سطر جديد في أول المقال.\n" + TEXT
        there = moved.do(Gesture.IMPORT, lambda tx: tx.add(article_of(text)))

        def point_there(item: dict) -> None:
            if item["motivation"] == "tagging":
                for target in exchange_list(item["target"]):
                    target["source"] = f"urn:uuid:{there.id}"

        done = taken_in(moved, edited(exported(workspace), point_there))
        assert (done.added, done.refused) == (3, ())
        first = moved.read(lambda tx: tx.get(Annotation, work[0].id))
        assert first.start == work[0].start + 24
        assert first.quote == work[0].quote


def exchange_list(value):
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("source", ["urn:uuid:{id}", "URN:UUID:{ID}", "{id}", "urn:sha256:{sha}"])
def test_articles_are_named_by_id_or_by_text(workspace, article: Article, work, source: str):
    name = source.format(id=article.id, ID=article.id.upper(), sha=article.sha256.upper())

    def point(item: dict) -> None:
        _fresh_ids(item)
        for target in exchange_list(item["target"]):
            if isinstance(target, dict):
                target["source"] = name
                target.pop("bayyina:sha256")

    assert taken_in(workspace, edited(exported(workspace), point), "s02").added == 3


def test_what_cannot_be_placed_is_refused_with_its_reason(workspace, work):
    data = json.loads(exported(workspace))
    first, second, _ = data["items"]
    first["target"][0]["selector"][1]["exact"] = "كلام ليس في المقال أبدًا"
    second["target"]["source"] = "urn:uuid:none"
    second["target"]["bayyina:sha256"] = "0" * 64
    for item in data["items"]:
        _fresh_ids(item)
    done = taken_in(workspace, json.dumps(data).encode(), "s02")
    assert done.added == 0
    assert [item.reason.message for item in done.refused] == [
        "exchange.quote_not_found", "exchange.unknown_article", "exchange.unknown_end"
    ]  # fmt: skip


def test_links_join_claims_of_one_author_only(workspace, work):
    stranger = replace(work[2], id="x", author_id="s02")
    data = exchanging.writing.write([], [stranger], {})
    assert taken_in(workspace, data).refused[0].reason.message == "exchange.unknown_end"


def test_items_on_other_articles_are_left_out_of_an_assignment(workspace, work):
    done = taken_in(workspace, exported(workspace), "key", article_ids=[], copies=True)
    assert done.added == 0
    assert {item.reason.message for item in done.refused} == {exchanging.NOT_HERE}
