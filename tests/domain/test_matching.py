from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.matching import best_pairs

pairs = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
    st.fractions(min_value=Fraction(1, 40), max_value=3, max_denominator=40),
    max_size=14,
)


def best_by_trying_all(weights):
    rows = sorted({r for r, _ in weights})
    columns = sorted({c for _, c in weights}) + [None] * len(rows)
    totals = (
        sum(Fraction(weights.get(pair, 0)) for pair in zip(rows, order, strict=False))
        for order in set(permutations(columns, len(rows)))
    )
    return max(totals, default=Fraction(0))


@given(pairs)
def test_no_other_pairing_weighs_more(weights):
    chosen = best_pairs(weights)
    assert sum((weights[pair] for pair in chosen), Fraction(0)) == best_by_trying_all(weights)
    assert len({r for r, _ in chosen}) == len({c for _, c in chosen}) == len(chosen)


def test_a_chain_of_overlaps_gives_up_the_best_single_pair_for_the_best_whole():
    weights = {(0, 0): Fraction(5), (0, 1): Fraction(4), (1, 0): Fraction(4)}
    assert best_pairs(weights) == [(0, 1), (1, 0)]
