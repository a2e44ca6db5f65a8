"""Where annotations from elsewhere point."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import KnownError
from app.domain.pointer import Pointer, place
from app.domain.selector import describe

TEXT = "قال المدير إن الموسم جيد. وقالت الوزارة إن الموسم ضعيف. وقال المدير إن السوق ضعيفة 👩‍🌾."


def where(pointer: Pointer, text: str = TEXT) -> str:
    found = place(text, pointer)
    assert text[found.start : found.end] == found.exact
    return found.exact


def refused(pointer: Pointer, text: str = TEXT) -> str:
    with pytest.raises(KnownError) as caught:
        place(text, pointer)
    return caught.value.message


def test_position_and_quote_that_agree():
    assert place(TEXT, Pointer(4, 10, "المدير")) == describe(TEXT, 4, 10)


def test_the_quote_wins_over_a_wrong_position():
    at = TEXT.rindex("المدير")
    assert place(TEXT, Pointer(at - 5, at + 1, "المدير")).start == at
    assert place(TEXT, Pointer(0, 6, "المدير", prefix="ضعيف. وقال ")).start == at


def test_a_quote_alone_is_found_by_its_context():
    at = TEXT.rindex("المدير")
    assert place(TEXT, Pointer(exact="المدير", prefix="وقال ", suffix=" إن السوق")).start == at
    assert where(Pointer(exact="السوق")) == "السوق"


def test_words_that_are_nearly_the_same_are_found():
    pointer = Pointer(26, 55, "وقالت الوزاره ان الموسم ضَعيف", suffix=". وقال المدير")
    assert where(pointer) == "وقالت الوزارة إن الموسم ضعيف"
    with pytest.raises(KnownError, match=r"exchange\.quote_not_found"):
        place(TEXT, pointer, nearly=False)


def test_a_pointer_within_a_pointer():
    sentence = Pointer(exact="وقالت الوزارة إن الموسم ضعيف", inner=Pointer(exact="الموسم"))
    assert place(TEXT, sentence).start == TEXT.rindex("الموسم")
    counted = Pointer(26, 55, inner=Pointer(0, 5))
    assert where(counted) == TEXT[26:31]


def test_what_cannot_be_placed_is_refused():
    assert refused(Pointer(exact="الموسم")) == "exchange.quote_ambiguous"
    assert refused(Pointer(exact="كلام لا وجود له في هذا النص")) == "exchange.quote_not_found"
    assert refused(Pointer(4, 4000)) == "exchange.outside"
    assert refused(Pointer(9, 4)) == "exchange.outside"
    assert refused(Pointer(3, 4)) == "exchange.outside"  # a space
    assert refused(Pointer()) == refused(Pointer(exact="")) == "exchange.no_selector"
    assert refused(Pointer(4)) == "exchange.no_selector"


def test_half_a_character_becomes_a_whole_one():
    at = TEXT.index("👩")
    assert where(Pointer(at, at + 1)) == "👩‍🌾"


def test_given_surroundings_are_kept_where_they_are_the_texts():
    kept = place(TEXT, Pointer(4, 10, "المدير", prefix="قال ", suffix=" إن"))
    assert (kept.prefix, kept.suffix) == ("قال ", " إن")
    other = place(TEXT, Pointer(4, 10, "المدير", prefix="زعم ", suffix=" إن"))
    assert other == describe(TEXT, 4, 10)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("اب ت.\n"), min_size=1, max_size=60),
    st.integers(0, 70), st.integers(0, 70),
    st.none() | st.text(st.sampled_from("اب ت."), max_size=6),
)  # fmt: skip
def test_any_pointer_is_placed_on_its_words_or_refused(text, start, end, exact):
    try:
        found = place(text, Pointer(start, end, exact))
    except KnownError:
        return
    assert text[found.start : found.end] == found.exact
    assert found.exact.strip()
