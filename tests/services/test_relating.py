"""Linking claims within an article and across articles."""

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.relation import Relation, RelationType
from app.services import annotating, relating
from app.services.workspace import Workspace
from tests.conftest import article_of


@pytest.fixture
def claims(workspace: Workspace, article: Article) -> list[Annotation]:
    """Two claims in one article, a third in another."""
    other = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of("نفت الوزارة الخبر كله.")))
    places = ((article, 0, 12), (article, 20, 35), (other, 0, 10))
    return [
        workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, one.id, "me", start, end, Tag.UNVERIFIED
        )
        for one, start, end in places
    ]


def link(workspace: Workspace, first: Annotation, second: Annotation, type: RelationType):
    return workspace.do(Gesture.LINK, relating.link, "me", first.id, second.id, type)


def test_a_link_across_articles(workspace: Workspace, claims: list[Annotation]):
    made = link(workspace, claims[0], claims[2], RelationType.CONTRADICTS)
    assert (made.source_id, made.target_id) == (claims[0].id, claims[2].id)
    assert workspace.read(relating.relations_of, "me") == [made]
    assert workspace.next_undo is not None
    assert workspace.next_undo.detail == "contradicts"
    workspace.undo()
    assert workspace.read(relating.relations_of, "me") == []


def test_relations_are_one_authors_and_those_that_touch_the_articles(
    workspace: Workspace, claims: list[Annotation]
):
    within = link(workspace, claims[0], claims[1], RelationType.REPEATS)
    across = link(workspace, claims[1], claims[2], RelationType.SUPPORTS)
    here, there = claims[0].article_id, claims[2].article_id
    assert workspace.read(relating.relations_of, "me", [here]) == [within, across]
    assert workspace.read(relating.relations_of, "me", [there]) == [across]
    assert workspace.read(relating.relations_of, "me", []) == []
    assert workspace.read(relating.relations_of, "s02") == []


def test_a_claim_is_not_linked_to_itself_or_to_nothing(
    workspace: Workspace, claims: list[Annotation]
):
    with pytest.raises(KnownError) as refused:
        link(workspace, claims[0], claims[0], RelationType.REPEATS)
    assert refused.value.message == "annotating.same_claim"
    with pytest.raises(LookupError):
        workspace.do(Gesture.LINK, relating.link, "me", claims[0].id, "gone", RelationType.REPEATS)


@pytest.mark.parametrize("type", list(RelationType))
def test_the_same_link_twice_is_refused_and_direction_counts_where_it_means_something(
    workspace: Workspace, claims: list[Annotation], type: RelationType
):
    link(workspace, claims[0], claims[1], type)
    with pytest.raises(KnownError) as refused:
        link(workspace, claims[0], claims[1], type)
    assert refused.value.message == "annotating.already_linked"
    if type.is_directed:
        link(workspace, claims[1], claims[0], type)
    else:
        with pytest.raises(KnownError):
            link(workspace, claims[1], claims[0], type)


def test_retype_turn_and_unlink(workspace: Workspace, claims: list[Annotation]):
    made = link(workspace, claims[0], claims[1], RelationType.REPEATS)
    second = link(workspace, claims[0], claims[1], RelationType.SUPPORTS)
    with pytest.raises(KnownError):
        workspace.do(Gesture.RETYPE_LINK, relating.retype, made.id, RelationType.SUPPORTS)
    assert workspace.read(relating.relations_of, "me") == [made, second]
    turned = workspace.do(Gesture.RETYPE_LINK, relating.turn, second.id)
    assert (turned.source_id, turned.target_id) == (claims[1].id, claims[0].id)
    now = workspace.do(Gesture.RETYPE_LINK, relating.retype, made.id, RelationType.SUPPORTS)
    assert now.type is RelationType.SUPPORTS
    workspace.do(Gesture.UNLINK, relating.unlink, made.id)
    assert workspace.read(lambda tx: tx.find(Relation)) == [turned]
