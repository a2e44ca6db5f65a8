"""No worksheet, however odd, fails or loses the article."""

from dataclasses import replace
from io import BytesIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.annotation import Tag
from app.domain.article import Segment
from app.domain.worksheet import ClaimMark, Kind, PrintedArticle, Worksheet
from app.formats.worksheet import Fonts
from app.formats.worksheet.pages import draw_worksheet
from tests.formats.worksheet.samples import GRADED

_TEXT = st.one_of(
    st.text("ابلا َّab1 .،-/\u00a0\t\n«»()٣", max_size=400), st.text(st.characters(), max_size=80)
)


@st.composite
def _articles(draw: st.DrawFn) -> PrintedArticle:
    text = draw(_TEXT)
    place = st.integers(0, max(len(text), 1))
    span = st.tuples(place, place).map(lambda ends: (min(ends), max(ends) + 1))
    spans = st.lists(span, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
    mark = st.builds(ClaimMark, st.integers(1, 999), st.sampled_from(Tag), spans)
    return PrintedArticle(
        1,
        text,
        title=draw(st.one_of(st.none(), _TEXT)),
        published=draw(st.sampled_from([None, "2025-01-29", "في يناير", "2025-13-77"])),
        segments=tuple(
            Segment(kind, *ends)
            for kind, ends in draw(
                st.lists(st.tuples(st.sampled_from(["clock", "subheading"]), span), max_size=2)
            )
        ),
        claims=tuple(draw(st.lists(mark, max_size=8))),
        missed=tuple(draw(st.lists(mark, max_size=2))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=_articles(), kind=st.sampled_from(Kind), words=_TEXT, colour=st.booleans())
def test_any_article_and_any_words_are_set(
    fonts: Fonts, article: PrintedArticle, kind: Kind, words: str, colour: bool
) -> None:
    row = replace(GRADED.claims[0], note=words, who=words, reason=words, comment=words)
    worksheet = replace(
        GRADED,
        kind=kind,
        articles=(article,),
        title=words,
        student=words[:60],
        claims=(row,),
        comment=words,
        improvements=(words,),
        colour=colour,
    )
    assert draw_worksheet(worksheet, fonts, BytesIO()) >= 1


def test_a_worksheet_with_nothing_on_it_is_one_page(fonts: Fonts) -> None:
    for kind in Kind:
        assert draw_worksheet(Worksheet(kind=kind, title="", articles=()), fonts, BytesIO()) == 1


def test_a_claim_in_two_parts_and_over_a_page_break(fonts: Fonts) -> None:
    text = "\n".join(["كلام طويل يملأ الصفحة سطرًا بعد سطر"] * 60)
    mark = ClaimMark(1, Tag.OPINION, ((0, 20), (600, 1800)))
    article = PrintedArticle(1, text, claims=(mark,))
    assert draw_worksheet(replace(GRADED, articles=(article,)), fonts, BytesIO()) > 2


def test_four_claims_on_a_character_that_is_not_drawn(fonts: Fonts) -> None:
    marks = tuple(ClaimMark(k, Tag.SOURCED, ((0, 1),)) for k in range(1, 5))
    article = PrintedArticle(1, "\x08", claims=marks)
    assert draw_worksheet(replace(GRADED, articles=(article,)), fonts, BytesIO()) >= 1
