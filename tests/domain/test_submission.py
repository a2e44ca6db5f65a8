import pytest

from app.domain.errors import KnownError
from app.domain.submission import author_of, is_student_id, student_ids_of


def test_a_pair_signs_in_one_order():
    assert author_of(["s02", "s01"]) == author_of(("s01", "s02")) == "s01+s02"
    assert author_of(["s01"]) == "s01"


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ([" s01 "], (), ("s01",)),
        (["S01"], ("s01", "s02"), ("s01",)),
        (["s٠١"], ("s01",), ("s01",)),
        (["\u200fs02\u200e"], (), ("s02",)),
        (["S01"], ("s01", "S01"), ("S01",)),
        (["s01+s02"], (), ("s01", "s02")),
        (["s02", "s01"], (), ("s01", "s02")),
        (["s01", "S01"], ("s01",), ("s01",)),
        (["س٧"], (), ("س٧",)),
    ],
)
def test_what_is_typed_is_what_is_meant(typed, known, meant):
    assert student_ids_of(typed, known) == meant


@pytest.mark.parametrize("typed", [[""], ["  "], ["a\nb"], ["x" * 65], ["a\u202eb"], ["s01+"]])
def test_what_is_no_id_is_refused(typed):
    with pytest.raises(KnownError, match=r"student\.bad_id"):
        student_ids_of(typed)
    assert not is_student_id(typed[0])


@pytest.mark.parametrize("typed", [[], ["a", "b", "c"]])
def test_one_or_two(typed):
    with pytest.raises(KnownError, match=r"student\.too_many"):
        student_ids_of(typed)
