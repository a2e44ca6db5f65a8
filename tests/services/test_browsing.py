"""Lists, and ids typed by hand."""

from dataclasses import replace

import pytest

from app.domain.article import Article, Segment
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.services import browsing
from tests.conftest import article_of


def test_articles_with_the_claims_of_everybody(workspace, small_class):
    listed = workspace.read(browsing.articles)
    assert [one.claims for one in listed] == [4, 2]
    assert listed[0].card.title == "جسر المدينة"


def test_ids_may_be_cut_short_where_they_stay_clear(workspace):
    def add(tx):
        tx.add(article_of("واحد", id="abcd1111"))
        tx.add(article_of("اثنان", id="abcd2222"))

    workspace.do(Gesture.IMPORT, add)

    def find(given: str) -> str:
        return workspace.read(browsing.find, Article, given).id

    assert find("abcd1111") == find(" abcd1") == find("urn:uuid:ABCD1111") == "abcd1111"
    for given, message in (
        ("abcd", "browsing.ambiguous"),
        ("abc", "browsing.no_article"),
        ("none", "browsing.no_article"),
        ("", "browsing.no_article"),
    ):
        with pytest.raises(KnownError) as caught:
            find(given)
        assert caught.value.message == message
    with pytest.raises(KnownError) as caught:
        workspace.read(browsing.find, Assignment, "abcd1111")
    assert caught.value.message == "browsing.no_assignment"


def test_segments_are_counted_the_most_frequent_first():
    article = article_of(segments=(Segment("title", 0, 1), *[Segment("ui_text", 2, 3)] * 2))
    assert browsing.segment_counts(article) == {"ui_text": 2, "title": 1}


def test_an_assignment_also_goes_by_its_name(workspace, small_class):
    id = small_class.assignment.id
    assert workspace.read(browsing.find, Assignment, " كم كلّف الجسر؟ ").id == id
    with pytest.raises(KnownError, match=r"browsing\.no_assignment"):
        workspace.read(browsing.find, Assignment, "كم كلّف")
    workspace.do(
        Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(replace(small_class.assignment, id="twin"))
    )
    with pytest.raises(KnownError, match=r"browsing\.ambiguous"):
        workspace.read(browsing.find, Assignment, "كم كلّف الجسر؟")
    with pytest.raises(KnownError, match=r"browsing\.no_article"):
        workspace.read(browsing.find, Article, "جسر المدينة")
