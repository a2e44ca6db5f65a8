import pytest

from app.domain.agreement import Band, band, class_alpha, krippendorff_alpha

S, U, O, _ = "sourced", "unverified", "opinion", None  # noqa: E741
# Twelve claims, six students: the design's simulated class, alpha 0.543.
CLASS = [
    [U, U, S, _, U, U], [S, S, S, S, S, S], [O, S, S, O, S, _], [S, S, S, S, _, S],
    [S, U, S, S, S, U], [O, O, _, O, O, O], [S, S, S, S, S, _], [S, S, S, _, S, S],
    [O, U, _, O, U, O], [U, U, U, S, U, U], [U, O, U, O, _, U], [O, O, O, _, _, U],
]  # fmt: skip


def test_the_simulated_class_has_the_alpha_of_the_worked_example():
    assert krippendorff_alpha(CLASS) == pytest.approx(0.543, abs=0.0005)


def test_full_agreement_is_one_and_systematic_disagreement_below_zero():
    assert krippendorff_alpha([[S, S], [U, U], [O, O]]) == 1
    assert krippendorff_alpha([[S, U], [U, S], [S, U]]) < 0


def test_krippendorffs_own_example_for_nominal_data():
    # Krippendorff 2011, section C: four observers, twelve units, missing values; alpha = 0.743.
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3]
    c = [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _]
    assert krippendorff_alpha(list(zip(a, b, c, d, strict=True))) == pytest.approx(0.743, abs=5e-4)


def test_small_classes_show_none():
    assert class_alpha(CLASS[:9]) is None
    assert class_alpha([unit[:2] for unit in CLASS]) is None
    assert class_alpha(CLASS) is not None


def test_the_words_go_with_the_figure_that_is_shown():
    words = {0.8: Band.HIGH, 0.796: Band.HIGH, 0.79: Band.TENTATIVE, 0.667: Band.TENTATIVE}
    words |= {0.54: Band.DISCUSS, 0.4: Band.DISCUSS, 0.39: Band.LOW, -0.2: Band.LOW}
    assert {alpha: band(alpha) for alpha in words} == words
