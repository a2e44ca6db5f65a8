"""Reading and writing within one transaction."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article, Segment
from app.domain.change import Change
from app.domain.selector import describe
from app.domain.setting import Setting
from app.store.database import Database, open_database
from app.store.transaction import Transaction
from tests.conftest import TEXT, article_of


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "class.bayyina")
    yield opened
    opened.close()


def claim_in(article: Article, start: int, tag: Tag = Tag.OPINION) -> Annotation:
    span = describe(TEXT, start, start + 5)
    return Annotation(article_id=article.id, author_id="me", spans=(span,), tag=tag)


def fill(tx: Transaction, count: int = 5) -> tuple[Article, list[Annotation]]:
    article = tx.add(article_of())
    return article, [tx.add(claim_in(article, 10 * n, list(Tag)[n % 3])) for n in range(count)]


def test_what_was_written_is_read_within_and_after(database: Database):
    with database.writing() as tx:
        article, claims = fill(tx)
        assert tx.get(Article, article.id) == article
        assert sorted(tx.find(Annotation), key=lambda a: a.start) == claims
    with database.reading() as tx:
        assert tx.get(Article, article.id) == article
        assert tx.find(Annotation, order_by="start") == claims
        assert tx.find(Annotation, order_by="-start") == claims[::-1]


def test_finding_by_equality_and_by_any_of(database: Database):
    with database.writing() as tx:
        article, claims = fill(tx)
        opinions = [claim for claim in claims if claim.tag is Tag.OPINION]
        assert tx.find(Annotation, tag=Tag.OPINION, author_id="me") == opinions
        both = {Tag.OPINION, Tag.SOURCED}
        assert tx.count(Annotation, tag=both) == sum(claim.tag in both for claim in claims)
        assert tx.find(Annotation, id=[]) == []
        assert tx.find(Annotation, confidence=None) != []
        assert tx.ids(Annotation, article_id=(article.id,)) == {claim.id for claim in claims}
        with pytest.raises(TypeError, match="no column"):
            tx.find(Annotation, colour="red")


def test_a_stale_state_changes_only_what_is_named(database: Database):
    with database.writing() as tx:
        _, (claim, *_) = fill(tx)
        tx.replace(claim, note="أولًا")
        now = tx.replace(claim, starred=True)
        assert (now.note, now.starred) == ("أولًا", True)
    with database.reading() as tx:
        assert tx.get(Annotation, claim.id) == now


def test_changes_are_listed_in_order_and_sameness_is_not_one(database: Database):
    with database.writing() as tx:
        one = tx.add(Setting(id="role", value="student"))
        two = tx.replace(one, value="teacher")
        assert tx.replace(two, value="teacher") == two
        tx.remove(one)
        assert tx.changes == [Change(None, one), Change(one, two), Change(two, None)]
        assert tx.find(Setting) == []


def test_what_is_absent_or_taken_or_fixed_is_refused(database: Database):
    with database.writing() as tx:
        article, (claim, *_) = fill(tx)
        with pytest.raises(LookupError):
            tx.get(Annotation, "gone")
        with pytest.raises(LookupError):
            tx.replace(Setting(id="gone", value=""), value="x")
        with pytest.raises(ValueError, match="already"):
            tx.add(claim)
        with pytest.raises(ValueError, match="do not change"):
            tx.replace(article, text="آخر")
        with pytest.raises(ValueError, match="do not change"):
            tx.replace(claim, id="other")
        with pytest.raises(ValueError, match="sha256"):
            tx.add(Article(text="نص", sha256="0" * 64))


def test_an_identity_taken_before_or_a_reference_to_nothing_fails_the_whole(database: Database):
    with database.writing() as tx:
        article, (claim, *_) = fill(tx)

    def add(bad: Annotation) -> None:
        with database.writing() as tx:
            tx.add(Setting(id="role", value="teacher"))
            tx.add(bad)

    for bad in (claim, claim_in(article_of("غائب"), 0)):
        with pytest.raises(ValueError, match="insert annotation"):
            add(bad)
    with pytest.raises(ValueError, match="delete article"), database.writing() as tx:
        tx.remove(article)
    with database.reading() as tx:
        assert tx.find(Setting) == []
        assert tx.count(Annotation) == 5


def test_one_text_is_kept_once_however_many_articles_have_it(database: Database):
    with database.writing() as tx:
        tx.add(article_of())
        tx.add(article_of())
    with database.reading() as tx:
        assert [article.text for article in tx.find(Article)] == [TEXT, TEXT]
        count = tx.connection.exec_driver_sql("SELECT count(*) FROM texts").scalar_one()
        assert count == 1


def test_cards_come_in_order_with_the_opening_past_boilerplate(database: Database):
    with database.writing() as tx:
        tx.add(article_of(position=2, title="الثاني"))
        first = tx.add(article_of(position=1, publisher=None))
        cards = tx.article_cards()
        assert [card.title for card in cards] == [None, "الثاني"]
        assert cards[0].opening.startswith("أعلنت وزارة")
        tx.replace(first, segments=(Segment("masthead", 0, TEXT.index("\n")),))
        [card] = tx.article_cards([first.id])
        assert card.opening.startswith("وقال المدير")
        assert tx.article_cards([]) == []
