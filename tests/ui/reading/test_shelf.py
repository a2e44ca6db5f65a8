"""The shelf follows every change to what a fresh reading gives."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Gesture, StepName
from app.domain.errors import KnownError
from app.domain.relation import RelationType
from app.services import annotating, relating
from app.services.workspace import Workspace
from app.ui.reading.shelf import Shelf
from tests.conftest import article_of

ME = "me"
ACTS = ("highlight", "retag", "resize", "remove", "link", "unlink", "undo", "redo", "other")


def test_numbers_follow_the_text(workspace: Workspace):
    article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
    shelf = Shelf(workspace, ME)
    workspace.subscribe(shelf.follow)
    late = workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, ME, 20, 28, Tag.OPINION
    )
    assert shelf.number(late) == 1
    early = _highlight(workspace, article, 0, 6)
    assert (shelf.number(early), shelf.number(late)) == (1, 2)


def test_what_others_mark_is_not_on_it(workspace: Workspace):
    article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
    shelf = Shelf(workspace, ME)
    workspace.subscribe(shelf.follow)
    assert shelf.claims(article.id) == []
    workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, "s01", 0, 6, Tag.SOURCED)
    assert shelf.claims(article.id) == []


def test_links_are_seen_from_both_ends(workspace: Workspace):
    article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
    shelf = Shelf(workspace, ME)
    workspace.subscribe(shelf.follow)
    one, two = _highlight(workspace, article, 0, 6), _highlight(workspace, article, 20, 28)
    workspace.do(Gesture.LINK, relating.link, ME, one.id, two.id, RelationType.SUPPORTS)
    assert [(link.other, link.number, link.outgoing) for link in shelf.links(one.id)] == [
        (two, 2, True)
    ]
    assert [(link.other, link.number, link.outgoing) for link in shelf.links(two.id)] == [
        (one, 1, False)
    ]


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 10**6)), max_size=25))
def test_following_equals_reading_again(acts: list[tuple[str, int]]):
    with TemporaryDirectory() as folder, Workspace.open(Path(folder) / "c.bayyina") as workspace:
        articles = [
            workspace.do(
                Gesture.IMPORT, lambda tx, n=n: tx.add(article_of(f"{n} {article_of().text}"))
            )
            for n in range(2)
        ]
        shelf = Shelf(workspace, ME)
        workspace.subscribe(shelf.follow)
        shelf.claims(articles[0].id)  # the second one is read only when it is asked for
        shelf.relations()
        for act, number in acts:
            _act(workspace, [article.id for article in articles], act, number)
        fresh = Shelf(workspace, ME)
        for article in articles:
            claims = fresh.claims(article.id)
            assert shelf.claims(article.id) == claims
            assert [shelf.number(claim) for claim in claims] == list(range(1, len(claims) + 1))
            for claim in claims:
                assert set(shelf.links(claim.id)) == set(fresh.links(claim.id))
        assert set(shelf.relations()) == set(fresh.relations())


def _highlight(workspace: Workspace, article: Article, start: int, end: int) -> Annotation:
    return workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, ME, start, end, Tag.OPINION
    )


def _act(workspace: Workspace, article_ids: list[str], act: str, number: int) -> None:
    claims = workspace.read(lambda tx: tx.find(Annotation, author_id=ME))
    relations = workspace.read(relating.relations_of, ME)
    claim = claims[number % len(claims)].id if claims else ""
    other = claims[number // 7 % len(claims)].id if claims else ""
    link = relations[number % len(relations)].id if relations else ""
    start, end = number % 120, number % 120 + 1 + number % 31
    tag, type_ = list(Tag)[number % 3], list(RelationType)[number % 5]
    article_id = article_ids[number % 2]
    do, imported = workspace.do, workspace.next_undo == StepName(Gesture.IMPORT)
    spans = (article_id, ME if act == "highlight" else "s01", start, end, tag)
    acts: dict[str, Callable[[], object]] = {
        "highlight": lambda: do(Gesture.HIGHLIGHT, annotating.highlight, *spans),
        "other": lambda: do(Gesture.HIGHLIGHT, annotating.highlight, *spans),
        "undo": lambda: imported or workspace.undo(),
        "redo": workspace.redo,
        "unlink": lambda: link and do(Gesture.UNLINK, relating.unlink, link),
        "retag": lambda: claim and do(Gesture.RETAG, annotating.retag, claim, tag),
        "resize": lambda: claim and do(Gesture.RESIZE, annotating.resize, claim, start, end),
        "remove": lambda: claim and do(Gesture.REMOVE_CLAIM, annotating.remove, claim),
        "link": lambda: claim and do(Gesture.LINK, relating.link, ME, claim, other, type_),
    }
    with suppress(KnownError):  # white space alone, a claim with itself, the same link again
        acts[act]()
