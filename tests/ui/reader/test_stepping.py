import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.reader.stepping import Unit, step

TEXT = "قال: «وللشركة أَجر» (كبير). ثم عاد د. سامي إلى OpenAI 😀 اليوم.\n\nوانتهى."


def walk(unit: Unit, *, forward: bool, opening: bool) -> list[int]:
    places: list[int] = []
    at = 0 if forward else len(TEXT)
    while (after := step(TEXT, at, unit, forward=forward, opening=opening)) is not None:
        assert after > at if forward else after < at
        places.append(after)
        at = after
    return places


def test_words_leave_their_signs_outside() -> None:
    ends = walk(Unit.WORD, forward=True, opening=False)
    words = ["قال", "وللشركة", "أَجر", "كبير", "ثم", "عاد"]
    assert ends[:6] == [TEXT.index(word) + len(word) for word in words]
    starts = walk(Unit.WORD, forward=True, opening=True)
    assert starts[:5] == [TEXT.index(word) for word in words[1:]]
    assert starts[-1] == TEXT.index("وانتهى")


@pytest.mark.parametrize("unit", [Unit.WORD, Unit.CLITIC, Unit.SENTENCE])
@pytest.mark.parametrize("opening", [True, False])
def test_back_is_the_way_that_was_gone(unit: Unit, opening: bool) -> None:
    forward = walk(unit, forward=True, opening=opening)
    back = walk(unit, forward=False, opening=opening)[::-1]
    assert set(forward) - {len(TEXT)} <= {*back, len(TEXT)}
    assert set(back) - {0} <= {0, *forward}


def test_particles_are_stops_inside_a_word() -> None:
    at = TEXT.index("وللشركة")
    assert walk(Unit.CLITIC, forward=True, opening=True)[:4] == [at, at + 1, at + 2, at + 3]


def test_letters_keep_their_marks() -> None:
    at = TEXT.index("أَجر")
    assert step(TEXT, at, Unit.GRAPHEME, forward=True, opening=False) == at + 2
    assert step(TEXT, at + 2, Unit.GRAPHEME, forward=False, opening=True) == at
    assert step(TEXT, 0, Unit.GRAPHEME, forward=False, opening=True) is None
    assert step(TEXT, len(TEXT), Unit.GRAPHEME, forward=True, opening=False) is None


def test_sentences_end_with_their_stop_and_titles_do_not_end_them() -> None:
    second = TEXT.index("ثم عاد")
    ends = walk(Unit.SENTENCE, forward=True, opening=False)
    assert ends == [second - 1, TEXT.index("\n"), len(TEXT)]
    starts = walk(Unit.SENTENCE, forward=False, opening=True)
    assert starts == [TEXT.index("وانتهى"), second, 0]
    middle = TEXT.index("سامي")
    assert step(TEXT, middle, Unit.SENTENCE, forward=False, opening=True) == second


@given(
    st.text("اول مَ«»،. \n😀a5", max_size=40), st.data(), st.sampled_from(Unit), st.booleans(),
    st.booleans(),
)  # fmt: skip
@settings(deadline=None, max_examples=150)
def test_a_step_always_goes_its_way(
    text: str, data: st.DataObject, unit: Unit, forward: bool, opening: bool
) -> None:
    at = data.draw(st.integers(0, len(text)))
    after = step(text, at, unit, forward=forward, opening=opening)
    if after is not None:
        assert at < after <= len(text) if forward else 0 <= after < at
