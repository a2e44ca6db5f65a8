"""The chain of a work follows from the log of the file, whoever else is in it."""

import pytest

from app.domain import chain
from app.domain.annotation import Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.relation import Relation, RelationType
from app.services import annotating, carrying, packing, relating, retracing
from app.services.workspace import Workspace
from tests.conftest import article_of
from tests.services.test_handing_in import mark


@pytest.fixture
def here(workspace, small_class, tmp_path):
    packing.pack(workspace, small_class.assignment.id, tmp_path / "p")
    with Workspace.open(tmp_path / "here.bayyina", device="pc1") as opened:
        opened.do(Gesture.OPEN_PACK, packing.open_pack, tmp_path / "p", ["s01"])
        yield opened


def chain_of(workspace: Workspace, id: str, author: str = "s01"):
    def ask(tx):
        return retracing.chain_of(tx, tx.get(Assignment, id), author)

    return workspace.read(ask)


def test_the_same_log_gives_the_same_chain_and_only_grows(here, small_class):
    id, (first, second) = small_class.assignment.id, small_class.assignment.article_ids
    assert chain_of(here, id) == []
    seen = []
    one = mark(here, first, "أجمل جسر", Tag.OPINION)
    two = mark(here, second, "بلغت كلفة الجسر", Tag.SOURCED)
    for gesture, operation, arguments in (
        (Gesture.LINK, relating.link, ("s01", one.id, two.id, RelationType.SUPPORTS)),
        (Gesture.STAR_NOTE, annotating.star, (one.id, True)),
        (Gesture.REMOVE_CLAIM, annotating.remove, (one.id,)),
    ):
        here.do(gesture, operation, *arguments)
        now = chain_of(here, id)
        assert now[: len(seen)] == seen
        assert chain.first_broken(now) is None
        seen = now
    here.undo()
    assert {item["id"] for item in chain.outcome(chain_of(here, id)).values()} == {
        f"urn:uuid:{one.id}", f"urn:uuid:{two.id}",
        *(f"urn:uuid:{r.id}" for r in here.read(lambda tx: tx.find(Relation))),
    }  # fmt: skip


def test_what_is_not_of_the_work_is_not_in_it(here, small_class):
    id, (first, _) = small_class.assignment.id, small_class.assignment.article_ids
    beside = here.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نص جانبي فيه ادعاء")))
    one = mark(here, first, "أجمل جسر", Tag.OPINION)
    outside = mark(here, beside.id, "ادعاء", Tag.OPINION)
    here.do(Gesture.LINK, relating.link, "s01", one.id, outside.id, RelationType.SUPPORTS)
    mark(here, first, "أجمل جسر", Tag.OPINION, author="s02")
    here.configure("pace", "slow")
    [line] = chain_of(here, id)
    assert [change["id"] for change in line["changes"]] == [f"urn:uuid:{one.id}"]
    assert len(chain_of(here, id, "s02")) == 1
    assert chain_of(here, id, "s03") == []


def test_opening_work_and_taking_that_back(here, small_class, tmp_path):
    id, (first, _) = small_class.assignment.id, small_class.assignment.article_ids
    sitting = packing.sitting_id(id, ["s01"])
    (tmp_path / "stick").mkdir()
    file = carrying.keep_in(here, sitting, tmp_path / "stick")
    mark(here, first, "أجمل جسر", Tag.OPINION)
    assert carrying.Keeper(here, sitting).close() is None
    with Workspace.open(tmp_path / "there.bayyina", device="pc2") as there:
        there.do(Gesture.OPEN_PACK, packing.open_pack, tmp_path / "p", ["s01"])
        carrying.open_work(there, file)
        opened = chain_of(there, id)
        assert opened == chain_of(here, id)
        mark(there, first, "بيان رسمي", Tag.SOURCED)
        gone_on = chain_of(there, id)
        assert [line["device"] for line in gone_on] == ["pc1", "pc2"]
        there.undo()
        there.undo()  # the opening
        assert chain_of(there, id) == []
        there.redo()
        assert chain_of(there, id) == opened
