"""A class of four worked out by hand, and what must hold for any class."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import grading
from app.domain.annotation import Annotation, Tag
from app.domain.grading import Key, Work
from app.domain.relation import Relation, RelationType
from app.domain.report import Report, report
from app.domain.selector import describe

S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741

# Twelve sentences of three words: claim i of the key is sentence i.
SENTENCES = [f"قال{i} كلام{i} هنا{i}." for i in range(12)]
TEXT = " ".join(SENTENCES)
STARTS = [TEXT.index(sentence) for sentence in SENTENCES]
KEY_TAGS = [S, S, S, S, U, U, U, U, O, O, O, O]


def mark(
    author: str, sentence: int, tag: Tag, *, words: int = 3, confidence: int | None = None
) -> Annotation:
    """The first words of a sentence."""
    start = STARTS[sentence]
    length = len(" ".join(SENTENCES[sentence].split()[:words]))
    return Annotation(
        id=f"{author}-{sentence}", article_id="a", author_id=author, tag=tag,
        spans=(describe(TEXT, start, start + length),), confidence=confidence,
    )  # fmt: skip


KEY = Key(
    [mark("key", i, tag) for i, tag in enumerate(KEY_TAGS)],
    [
        Relation(
            id="r1", author_id="key", type=RelationType.REPEATS,
            source_id="key-0", target_id="key-1",
        ),
        Relation(
            id="r2", author_id="key", type=RelationType.SUPPORTS,
            source_id="key-2", target_id="key-3",
        ),
    ],
)  # fmt: skip


def tie(author: str, type: RelationType, one: int, other: int) -> Relation:
    return Relation(
        id=f"{author}-{one}-{other}", author_id=author, type=type,
        source_id=f"{author}-{one}", target_id=f"{author}-{other}",
    )  # fmt: skip


def reported(works: list[Work], key: Key | None = KEY, students: int = 5) -> Report:
    texts = {"a": TEXT}
    grades = [grading.grade(texts, key, work) for work in works] if key else []
    return report(texts, works, grades, students)


# What each student gave sentence 0, 1, 2…: None where it was not marked.
GIVEN: dict[str, list[Tag | None]] = {
    "s1": [S, S, S, S, U, U, U, U, O, O, O, O],
    "s2": [S, S, U, None, S, U, U, None, S, S, O, None],
    "s3": [S, U, U, None, S, U, None, None, S, O, None, None],
    "s4": [S, S, U, None, S, None, None, None, None, None, None, None],
}


def work(author: str, tags: list[Tag | None]) -> Work:
    sure = {("s2", 8), ("s3", 4), ("s1", 0)}
    return Work(
        author,
        [
            mark(author, i, tag, confidence=3 if (author, i) in sure else 2)
            for i, tag in enumerate(tags)
            if tag is not None
        ],
        {
            "s1": [tie("s1", RelationType.REPEATS, 1, 0), tie("s1", RelationType.REPEATS, 2, 3)],
            "s2": [tie("s2", RelationType.REPEATS, 0, 1)],
            "s3": [tie("s3", RelationType.REPEATS, 0, 2)],
        }.get(author, []),
    )


@pytest.fixture
def by_hand() -> Report:
    return reported([work(author, tags) for author, tags in GIVEN.items()])


def test_who_found_what(by_hand: Report):
    assert (by_hand.students, by_hand.handed_in) == (5, 4)
    assert [one.found for one in by_hand.claims] == [4, 4, 4, 1, 4, 3, 2, 1, 3, 3, 2, 1]
    assert [one.number for one in by_hand.claims] == list(range(1, 13))
    assert by_hand.found == 32 / 48
    assert [one.number for one in by_hand.most_missed][:5] == [4, 8, 12, 7, 11]


def test_where_tags_get_mixed_up(by_hand: Report):
    assert by_hand.confusion == {
        (S, S): 9, (S, U): 4, (S, O): 0,  # sentences 0 to 3: 4 + 3 + 1 + 1, and 0 + 1 + 3 + 0
        (U, S): 3, (U, U): 7, (U, O): 0,
        (O, S): 3, (O, U): 0, (O, O): 6,
    }  # fmt: skip
    worst = by_hand.worst_confusion
    assert worst is not None
    # 3 of 9 opinions are a higher share than 4 of 13 sourced claims or 3 of 10 unverified ones.
    assert (worst.key, worst.given, worst.count, worst.share) == (O, S, 3, 1 / 3)
    assert worst.example.number == 9


def test_where_the_class_differs_from_the_key(by_hand: Report):
    # Sentence 2: three of four say unverified; 4: three of four sourced; 8: two of three sourced.
    assert [(one.number, one.majority) for one in by_hand.alarms] == [(3, U), (5, S), (9, S)]
    accepting = replace(KEY.claims[2], acceptable={U: 0.5})
    claims = [accepting if claim.id == "key-2" else claim for claim in KEY.claims]
    again = reported([work(a, tags) for a, tags in GIVEN.items()], Key(claims, KEY.relations))
    assert [one.number for one in again.alarms] == [5, 9]


def test_an_even_split_or_two_students_raise_no_alarm():
    two = [work(author, [U, *[None] * 11]) for author in ("s1", "s2")]
    assert reported(two).alarms == []
    four = [work(f"s{i}", [U if i % 2 else S, *[None] * 11]) for i in range(4)]
    assert reported(four).alarms == []
    assert reported(four).claims[0].split == 1  # bit
    assert [one.number for one in reported([*two, work("s3", [U, *[None] * 11])]).alarms] == [1]


def test_who_was_sure_and_mistaken(by_hand: Report):
    # s1 was sure of a right tag: that is no mistake.
    assert [(one.number, one.sure) for one in by_hand.sure_but_wrong] == [
        (5, {"s3"}), (9, {"s2"}),
    ]  # fmt: skip


def test_relations_found(by_hand: Report):
    # «Repeats» has no direction; s1 drew the second one between the right two, with another type;
    # s3 tied another pair.
    assert [(one.drawn, one.typed) for one in by_hand.relations] == [(2, 2), (1, 0)]


def test_the_mean_is_of_those_who_handed_in(by_hand: Report):
    grades = [
        grading.grade({"a": TEXT}, KEY, work(author, tags)).total for author, tags in GIVEN.items()
    ]
    assert by_hand.mean == pytest.approx(sum(grades) / 4)
    assert by_hand.mean_of(20) == pytest.approx(sum(grades) / 20, abs=0.05)


def test_alpha_against_its_formula_written_out(by_hand: Report):
    """1 − observed ÷ expected disagreement, from coincidences counted pair by pair."""
    units = [[tags[i] for tags in GIVEN.values() if tags[i] is not None] for i in range(12)]
    units = [unit for unit in units if len(unit) > 1]
    n = sum(map(len, units))
    observed = sum(
        Fraction(sum(a is not b for i, a in enumerate(u) for j, b in enumerate(u) if i != j),
                 len(u) - 1)
        for u in units
    )  # fmt: skip
    totals = {tag: sum(unit.count(tag) for unit in units) for tag in Tag}
    expected = Fraction(sum(totals[a] * totals[b] for a in Tag for b in Tag if a is not b), n - 1)
    assert by_hand.alpha == pytest.approx(float(1 - observed / expected))


def test_alpha_is_hidden_from_small_classes_and_short_keys():
    three = [work(author, GIVEN[author]) for author in ("s1", "s2", "s3")]
    assert reported(three).alpha is not None
    assert reported(three[:2]).alpha is None
    assert reported(three, Key(KEY.claims[:9])).alpha is None


def test_who_handed_in_nothing_counts_among_those_who_missed_it():
    empty = reported([work("s1", GIVEN["s1"]), Work("s2", [])])
    assert (empty.handed_in, empty.found) == (2, 0.5)
    assert empty.heat["a"].of == 2
    assert set(empty.heat["a"].counts) == {1}


def test_without_a_key_there_is_the_heat_alone():
    bare = reported([work("s1", GIVEN["s4"])], None)
    assert not bare.has_key
    assert (bare.mean, bare.found, bare.alpha, bare.claims) == (None, None, None, ())
    assert bare.heat["a"].counts[:6] == (1, 1, 1, 1, 1, 1)
    assert bare.heat["a"].counts[9:12] == (0, 0, 0)
    assert bare.worst_confusion is None


def test_without_work_there_is_nothing_to_divide_by():
    none = reported([])
    assert (none.handed_in, none.mean, none.found, none.alpha) == (0, None, None, None)


TAGS = st.lists(st.none() | st.sampled_from(Tag), min_size=12, max_size=12)
CLASSES = st.lists(TAGS, min_size=1, max_size=6)


@settings(max_examples=25, deadline=None)
@given(CLASSES, st.randoms(use_true_random=False))
def test_the_order_of_the_students_says_nothing(tags: list[list[Tag | None]], chance):
    works = [work(f"s{i}", given) for i, given in enumerate(tags)]
    shuffled = list(works)
    chance.shuffle(shuffled)
    assert reported(works) == reported(shuffled)


@settings(max_examples=25, deadline=None)
@given(CLASSES)
def test_shares_are_shares_and_counts_add_up(tags: list[list[Tag | None]]):
    found = reported([work(f"s{i}", given) for i, given in enumerate(tags)])
    assert found.mean is not None
    assert 0 <= found.mean <= 100
    assert 0 <= (found.found or 0) <= 1
    assert all(0 <= one.share <= 1 for one in found.claims)
    assert sum(found.confusion.values()) == sum(one.found for one in found.claims)
    assert all(sum(one.counts.values()) == one.found for one in found.claims)
    heat = found.heat["a"]
    assert all(0 <= heat.share(i) <= 1 for i in range(len(heat.words)))
    assert found.alpha is None or -1 <= found.alpha <= 1
    missed = [one.found for one in found.most_missed]
    assert missed == sorted(missed)
    noticed = [one for one in found.most_split if 3 * one.found >= one.of]
    assert all(a.split >= b.split for a, b in pairwise(noticed))
    assert found.most_split[: len(noticed)] == noticed
    assert all(not one.accepts(one.majority) for one in found.alarms if one.majority)
    worst = found.worst_confusion
    assert worst is None or (0 < worst.share <= 1 and worst.example.counts[worst.given] > 0)
