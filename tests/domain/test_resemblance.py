"""What two hand-ins share that chance would hardly give them."""

from itertools import combinations
from math import log2

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import Tag
from app.domain.resemblance import Answer, Hand, resembling


def answers(*numbers):
    return frozenset(Answer("a1", ((n, n + 3),), Tag.SOURCED, None) for n in numbers)


def a_class(**of):
    """Twenty who answer alike what most answer, and those who are named here."""
    rest = [Hand((f"s{n:02}",), answers=answers(1, 2, 3, 4, 5)) for n in range(1, 19)]
    return rest + [Hand((name,), answers=given) for name, given in of.items()]


def test_what_most_of_a_class_says_is_no_evidence():
    assert resembling(a_class(x=answers(1, 2, 3), y=answers(1, 2, 3, 4))) == []


def test_rare_answers_weigh_their_surprise():
    [found] = resembling(a_class(x=answers(1, 71, 72, 73), y=answers(71, 72, 73, 80)))
    assert (found.one, found.other) == (("x",), ("y",))
    assert {answer.words[0][0] for answer in found.answers} == {71, 72, 73}
    assert found.bits == -3 * log2(2 / 20)


def test_two_rare_answers_are_too_few():
    assert resembling(a_class(x=answers(71, 72), y=answers(71, 72))) == []


def test_ids_and_the_beginning_of_a_log_are_told_whatever_the_class():
    one = Hand(("x",), ids=frozenset("abc"), log=("l1", "l2", "l3"))
    other = Hand(("y",), ids=frozenset("cd"), log=("l1", "l2", "l9", "l3"))
    [found] = resembling([one, other])
    assert (found.ids, found.steps, found.answers) == (1, 2, ())


def test_those_who_worked_as_a_pair_share_honestly():
    pair = Hand(("x", "y"), ids=frozenset("abc"), log=("l1",))
    alone = Hand(("y",), ids=frozenset("ab"), log=("l1",))
    partner = Hand(("x",), ids=frozenset("ab"), log=("l1",))
    assert resembling([pair, alone, partner]) == []
    [found] = resembling([pair, Hand(("z",), ids=frozenset("a"))])
    assert found.other == ("z",)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sets(st.integers(0, 30), max_size=8), max_size=12), st.randoms())
def test_the_order_of_the_class_does_not_matter(given_answers, random):
    hands = [Hand((f"s{n:02}",), answers=answers(*some)) for n, some in enumerate(given_answers)]
    shuffled = list(hands)
    random.shuffle(shuffled)

    def told(found):
        return {
            (frozenset((r.one, r.other)), frozenset(r.answers), round(r.bits, 9)) for r in found
        }

    assert told(resembling(hands)) == told(resembling(shuffled))
    for one, other in combinations(hands, 2):
        found = [
            r for r in resembling(hands) if {r.one, r.other} == {one.student_ids, other.student_ids}
        ]
        assert all(r.bits >= 8 and len(r.answers) >= 3 for r in found)
