"""A claim finds its words again, on the right one of two equal sentences, or says it cannot."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.selector import CONTEXT, Selector, anchor, describe

SENTENCES = (
    "أعلنت بلدية المدينة أمس إغلاق الجسر القديم أمام الشاحنات.",
    "ويقول سكان الحي إن القرار تأخر شهرين على الأقل.",
    "ونقلت الإذاعة المحلية عن مهندسة أن الشروخ لا تهدد المارّة.",
    "أعلنت بلدية المدينة أمس إغلاق الجسر القديم أمام الشاحنات.",
    "أما صاحب المقهى المجاور فيرى أن الأمر كلّه مبالغة 🙂 لا أكثر.",
    "وسيبدأ الترميم في الربيع، بكلفة 2.5 مليون دينار.",
)
TEXT = "\n".join(SENTENCES)
FIRST = TEXT.index("إغلاق")
SECOND = TEXT.index("إغلاق", FIRST + 1)
QUOTE = "إغلاق الجسر القديم"


def place(quote: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(quote)
    return start, start + len(quote)


def moved(selector: Selector) -> Selector:
    """The same words, from a text in which they stood elsewhere."""
    return Selector(0, len(selector.exact), selector.exact, selector.prefix, selector.suffix)


def test_a_description_holds_the_words_and_what_surrounds_them():
    selector = describe(TEXT, *place("تأخر شهرين"))
    assert selector.exact == "تأخر شهرين"
    assert TEXT[: selector.start].endswith(selector.prefix)
    assert TEXT[selector.end :].startswith(selector.suffix)
    assert len(selector.prefix) == len(selector.suffix) == CONTEXT


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, len(TEXT) + 1)])
def test_no_text_is_refused(start: int, end: int):
    with pytest.raises(ValueError, match="no text"):
        describe(TEXT, start, end)


@pytest.mark.parametrize("start", [FIRST, SECOND])
def test_of_two_equal_sentences_the_context_decides(start: int):
    selector = moved(describe(TEXT, start, start + len(QUOTE)))
    assert anchor(selector, TEXT) == (start, start + len(QUOTE))


def test_the_other_of_two_equal_sentences_at_the_old_place_does_not_mislead():
    selector = describe(TEXT, SECOND, SECOND + len(QUOTE))
    shifted = "س" * (SECOND - FIRST) + TEXT  # the first copy now stands where the second stood
    assert shifted[selector.start : selector.end] == QUOTE
    start = SECOND + SECOND - FIRST
    assert anchor(selector, shifted) == (start, start + len(QUOTE))


def test_without_context_two_equal_quotes_are_told_apart_by_the_position():
    assert anchor(Selector(SECOND, SECOND + len(QUOTE), QUOTE), TEXT) == (
        SECOND,
        SECOND + len(QUOTE),
    )


@pytest.mark.parametrize(
    ("revise", "now"),
    [
        (lambda text: text.replace("كلّه", "كله"), "الأمر كله مبالغة"),
        (lambda text: text.replace("الأمر كلّه", "الامر كلُّه"), "الامر كلُّه مبالغة"),
        (lambda text: text.replace("كلّه", "برمّته"), "الأمر برمّته مبالغة"),
        (lambda text: "عاجل\n" + text.replace("مبالغة", "مبالـغـة"), "الأمر كلّه مبالـغـة"),
    ],
)
def test_words_that_were_respelled_or_changed_are_found(revise, now: str):
    selector = describe(TEXT, *place("الأمر كلّه مبالغة"))
    revised = revise(TEXT)
    assert anchor(selector, revised) == place(now, revised)


def test_words_that_are_gone_are_not_put_elsewhere():
    selector = describe(TEXT, *place("بكلفة 2.5 مليون دينار"))
    assert anchor(selector, "\n".join(SENTENCES[:5])) is None
    assert anchor(selector, "") is None
    assert anchor(Selector(0, 0, ""), TEXT) is None


def test_a_short_word_in_foreign_surroundings_is_not_it():
    selector = describe(TEXT, *place("لا "))
    assert anchor(selector, "هذا خبر آخر لا صلة له بما سبق، ولا أثر فيه للجسر.") is None


def test_a_megabyte_with_a_changed_quote_is_searched_through_its_seeds():
    start, end = place("ونقلت الإذاعة المحلية عن مهندسة")
    selector = describe(TEXT, start, end)
    long = "فقرة لا صلة لها بالخبر من قريب أو بعيد.\n" * 25_000
    revised = long + TEXT.replace("المحلية", "الوطنية") + long
    assert anchor(selector, revised) == place("ونقلت الإذاعة الوطنية عن مهندسة", revised)


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_every_span_is_found_again_wherever_it_moved(data: st.DataObject):
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, min(len(TEXT), start + 80)))
    before = data.draw(st.text("ابجد \n", max_size=40))
    assume(not (before and start < CONTEXT))  # its own context would have changed
    found = anchor(describe(TEXT, start, end), before + TEXT)
    assert found == (start + len(before), end + len(before))


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_what_is_found_is_where_the_words_were_or_nothing(data: st.DataObject):
    """One word of the quote is replaced: the place is found, or nothing is; never another place."""
    sentence = data.draw(st.sampled_from([s for s in SENTENCES if SENTENCES.count(s) == 1]))
    start, end = place(sentence)
    words = [match.span() for match in re.finditer(r"\S+", sentence)]
    low, high = data.draw(st.sampled_from(words[1:-1]))
    revised = TEXT[: start + low] + "مختلف" + TEXT[start + high :]
    end += len("مختلف") - (high - low)
    found = anchor(describe(TEXT, start, start + len(sentence)), revised)
    assert found is None or (abs(found[0] - start) <= 3 and abs(found[1] - end) <= 3)
