"""Per word: how many students touched it; and where it is coloured."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.heat import Heat, Stretch, heat, step_of
from app.domain.selector import describe

TEXT = "كلّف الجسر 12 مليونًا،\nوفق بيان رسمي."


def mark(*spans: tuple[int, int]) -> Annotation:
    return Annotation(
        article_id="a", author_id="s", tag=Tag.SOURCED,
        spans=tuple(describe(TEXT, start, end) for start, end in spans),
    )  # fmt: skip


def span(words: str) -> tuple[int, int]:
    at = TEXT.index(words)
    return at, at + len(words)


def test_a_word_that_is_touched_counts_once_a_student():
    found = heat(TEXT, [
        [mark(span("الجسر 12")), mark(span("سر"))],  # twice, and in part
        [mark(span("12 مليونًا،\nوفق"), span("رسمي"))],  # two parts
        [],
    ])  # fmt: skip
    assert [TEXT[start:end] for start, end in found.words] == TEXT.split()
    assert found.counts == (0, 1, 2, 1, 1, 0, 1)
    assert found.of == 3
    assert found.share(2) == 2 / 3


def test_what_is_coloured_has_no_gaps_but_where_nobody_marked():
    found = Heat(((0, 2), (3, 5), (6, 8), (9, 11)), (1, 1, 3, 1), 4)
    assert found.stretches() == [Stretch(0, 6, 1), Stretch(6, 8, 3), Stretch(8, 11, 1)]
    assert Heat(((0, 2), (3, 5), (6, 8)), (2, 0, 2), 4).stretches() == [
        Stretch(0, 2, 2), Stretch(6, 8, 2),
    ]  # fmt: skip


def test_steps_are_quarters_and_the_first_is_for_nobody():
    assert [step_of(n, 8) for n in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert step_of(1, 30) == 1
    assert step_of(0, 0) == 0


def test_the_count_under_a_place():
    found = heat(TEXT, [[mark(span("الجسر"))]])
    start, end = span("الجسر")
    assert [found.count_at(place) for place in (start, end - 1, end, 0)] == [1, 1, None, 0]


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 12)), max_size=4),
        max_size=5,
    )
)
def test_counted_the_plain_way(students: list[list[tuple[int, int]]]):
    works = [
        [mark((start, min(start + length, len(TEXT)))) for start, length in marks]
        for marks in students
    ]
    found = heat(TEXT, works)
    for (start, end), count in zip(found.words, found.counts, strict=True):
        plain = sum(
            any(s.start < end and start < s.end for claim in claims for s in claim.spans)
            for claims in works
        )
        assert count == plain
    for stretch in found.stretches():
        assert 1 <= stretch.step <= 4
        assert stretch.start < stretch.end
