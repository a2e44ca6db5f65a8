import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.ui.reader.boundaries import (
    grapheme_around,
    sentence_at,
    whole_words,
    word_at,
)

TEXT = "قال: «نعم، بالطبع» (اليوم)… 5.5% من ‏DeepSeek-V3‏، انتهى."
texts = st.text("اب مّ«»()،.؟ aB5%\n😀", max_size=40)


@pytest.mark.parametrize(
    ("at", "word"),
    [("نعم", "نعم"), ("بالطبع", "بالطبع"), ("يوم", "اليوم"), ("5%", "5.5%"),
     ("Seek", "DeepSeek-V3"),
     ("،", "،"), ("«", "«"), ("انتهى", "انتهى")],
)  # fmt: skip
def test_words_leave_their_signs(at: str, word: str) -> None:
    start, end = word_at(TEXT, TEXT.index(at))
    assert TEXT[start:end] == word


@given(texts, st.data())
@settings(deadline=None, max_examples=100)
def test_whole_words_only_grow_within_runs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = whole_words(text, start, end)
    assert text[low:high].strip() == text[low:high]
    if low < high:
        assert low <= start or not text[start:low].strip()
        assert high >= end or not text[high:end].strip()
        assert not any(c.isspace() for c in text[low:start] + text[end:high])
        assert whole_words(text, low, high) == (low, high)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("التقى د. أحمد بالسيد م. علي في ش.م.ل. يوم الأحد. ثم عاد.",
         ["التقى د. أحمد بالسيد م. علي في ش.م.ل. يوم الأحد.", "ثم عاد."]),
        ("بلغت الكلفة 5.5 مليون. هل هذا صحيح؟ نعم!",
         ["بلغت الكلفة 5.5 مليون.", "هل هذا صحيح؟", "نعم!"]),
        ("قال: «لا.» ثم صمت.", ["قال: «لا.»", "ثم صمت."]),
        ("عنوان بلا نقطة\nفقرة. أخرى", ["عنوان بلا نقطة", "فقرة.", "أخرى"]),
        ("زار example.com يوم 20.1.2025 صباحًا. عاد.",
         ["زار example.com يوم 20.1.2025 صباحًا.", "عاد."]),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    found = {
        text[slice(*sentence_at(text, at))] for at, letter in enumerate(text) if letter.isalnum()
    }
    assert found == set(sentences)


# No flags: Qt 6.11 cuts a flag that stands right after another emoji.
CLUSTERS = ["ا", "مّ", "هُ", " ", "\n", "\r\n", "😀", "👨‍👩‍👧", "e\u0301"]


@given(st.lists(st.sampled_from(CLUSTERS), max_size=150), st.data())
@settings(deadline=None, max_examples=100)
def test_no_grapheme_is_cut(clusters: list[str], data: st.DataObject) -> None:
    text = "".join(clusters)
    at = data.draw(st.integers(0, len(text)))
    stops = [0]
    for cluster in clusters:
        stops.append(stops[-1] + len(cluster))
    low = max(stop for stop in stops if stop <= at)
    high = min(stop for stop in stops if stop >= at)
    assert grapheme_around(text, at) == (low, high)
