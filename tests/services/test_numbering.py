"""Numbers on paper: anew in each article, the student's first, the key's missed ones after."""

from app.domain.annotation import Annotation, Tag
from app.domain.selector import describe
from app.services.numbering import Numbers
from tests.conftest import TEXT, article_of

FIRST, SECOND, ELSEWHERE = (article_of(TEXT + mark) for mark in ("", ".", ".."))


def claim(article, start, end, author="s01"):
    return Annotation(
        article_id=article.id, author_id=author, tag=Tag.OPINION,
        spans=(describe(article.text, start, end),),
    )  # fmt: skip


def test_every_article_begins_with_one_and_missed_claims_go_on():
    late, early, second = claim(FIRST, 20, 30), claim(FIRST, 0, 10), claim(SECOND, 5, 9)
    missed, other = claim(FIRST, 2, 8, "key"), claim(SECOND, 0, 4, "key")
    numbers = Numbers([FIRST, SECOND], [second, late, early], [other, missed])
    places = {c.id: numbers.place(c.id) for c in (early, late, missed, second, other)}
    assert list(places.values()) == [(1, 1), (1, 2), (1, 3), (2, 1), (2, 2)]
    assert [mark.number for mark in numbers.marks(FIRST.id, numbers.claims)] == [1, 2]
    assert [mark.number for mark in numbers.marks(SECOND.id, numbers.missed)] == [2]


def test_what_lies_in_another_article_has_no_number():
    here, elsewhere = claim(FIRST, 0, 10), claim(ELSEWHERE, 0, 10)
    numbers = Numbers([FIRST], [elsewhere, here])
    assert numbers.claims == [here]
    assert elsewhere.id not in numbers
    end = numbers.end(elsewhere)
    assert (end.quote, end.article, end.number) == (elsewhere.quote, None, None)


def test_an_end_is_the_first_claim_on_the_sheet():
    mine, key, unscored = claim(FIRST, 0, 10), claim(FIRST, 0, 12, "key"), claim(SECOND, 0, 4)
    numbers = Numbers([FIRST, SECOND], [mine])
    assert numbers.end(None, key, mine).number == 1
    assert numbers.end(mine, key).quote == mine.quote
    end = numbers.end(unscored)
    assert (end.article, end.number) == (2, None)
    assert numbers.end(None).quote == ""
