"""Marking claims: what a gesture does to the words that a person chose."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import graphemes
from app.domain.annotation import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Annotation,
    Attribution,
    SourceType,
    Tag,
)
from app.domain.article import Article
from app.domain.change import Gesture, StepName
from app.domain.errors import KnownError
from app.domain.relation import Relation, RelationType
from app.domain.selector import describe
from app.services import annotating, relating
from app.services.workspace import Workspace
from tests.conftest import TEXT, article_of


@pytest.fixture
def claim(workspace: Workspace, article: Article) -> Annotation:
    return mark(workspace, article, *place("بلغ ٣ ملايين طن"))


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def mark(workspace: Workspace, article: Article, start: int, end: int, tag: Tag = Tag.SOURCED):
    return workspace.do(Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", start, end, tag)


def claims(workspace: Workspace) -> list[Annotation]:
    return workspace.read(lambda tx: tx.find(Annotation))


def test_a_highlight_holds_the_words_their_place_and_context(
    workspace: Workspace, article: Article
):
    start, end = place("محصول القمح")
    claim = mark(workspace, article, start, end)
    assert claim.spans == (describe(TEXT, start, end),)
    assert (claim.tag, claim.article_id, claim.author_id) == (Tag.SOURCED, article.id, "me")
    assert claim.created
    assert workspace.next_undo is not None
    assert workspace.next_undo.detail == "sourced"


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (" محصول القمح ", "محصول القمح"),
        ("العام.\n", "العام."),
        ("شهر", "شهرً"),
        ("شهرً", "شهرً"),
    ],
)
def test_white_space_at_the_ends_is_not_part_of_a_claim(
    workspace: Workspace, article: Article, chosen: str, kept: str
):
    assert mark(workspace, article, *place(chosen)).quote == kept


def test_a_cluster_is_not_cut(workspace: Workspace):
    text = "قال 👩‍👩‍👧 شُكْرًا🇸🇾 ثم"
    article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(text)))
    assert mark(workspace, article, 5, 7).quote == "👩‍👩‍👧"
    flag = text.index("🇸")
    assert mark(workspace, article, flag, flag + 1).quote == "🇸🇾"
    assert mark(workspace, article, text.index("ُ"), text.index("ُ") + 1).quote == "شُ"


@pytest.mark.parametrize("text", [" ", "\n\t ", "\u200f\u200b \u2067\u2069", "\u00a0"])
def test_white_space_alone_is_refused(workspace: Workspace, text: str):
    article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(f"قبل{text}بعد")))
    with pytest.raises(KnownError) as refused:
        mark(workspace, article, 3, 3 + len(text))
    assert refused.value.message == "annotating.nothing_chosen"
    with pytest.raises(KnownError):
        mark(workspace, article, 2, 2)
    assert claims(workspace) == []


def test_marking_the_same_words_again_changes_their_tag(workspace: Workspace, claim: Annotation):
    again = workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, claim.article_id, "me", claim.start - 1,
        claim.end, Tag.OPINION,
    )  # fmt: skip
    assert (again.id, again.tag) == (claim.id, Tag.OPINION)
    assert claims(workspace) == [again]


def test_two_people_and_overlapping_words_are_claims_of_their_own(
    workspace: Workspace, article: Article, claim: Annotation
):
    longer = mark(workspace, article, claim.start, claim.end + 9)
    workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "s02", claim.start, claim.end,
        Tag.OPINION,
    )  # fmt: skip
    assert workspace.read(annotating.annotations_of, article.id, "me") == [claim, longer]
    assert len(claims(workspace)) == 3


def test_claims_come_in_reading_order(workspace: Workspace, article: Article):
    for start in (80, 10, 40):
        mark(workspace, article, start, start + 12)
    found = workspace.read(annotating.annotations_of, article.id, "me")
    assert [claim.start for claim in found] == sorted(claim.start for claim in found)


def test_resizing_keeps_a_core_that_is_still_inside(workspace: Workspace, claim: Annotation):
    core = describe(TEXT, *place("٣ ملايين"))
    workspace.do(
        Gesture.IMPORT_ANNOTATIONS, lambda tx: tx.replace(tx.get(Annotation, claim.id), core=core)
    )
    wider = workspace.do(Gesture.RESIZE, annotating.resize, claim.id, claim.start - 7, claim.end)
    assert (wider.start, wider.core) == (claim.start - 6, core)
    narrow = workspace.do(Gesture.RESIZE, annotating.resize, claim.id, claim.start, core.end - 3)
    assert narrow.core is None
    with pytest.raises(KnownError):
        workspace.do(Gesture.RESIZE, annotating.resize, claim.id, claim.start - 1, claim.start)


def test_a_claim_of_two_parts_is_one_claim(workspace: Workspace, article: Article):
    first, second = place("وزارة الزراعة"), place("٣ ملايين طن")
    arguments = (article.id, "me", *second, Tag.OPINION, [first])
    made = workspace.do(Gesture.HIGHLIGHT, annotating.highlight, *arguments)
    assert [span.exact for span in made.spans] == ["وزارة الزراعة", "٣ ملايين طن"]
    assert made.quote == "وزارة الزراعة … ٣ ملايين طن"
    again = workspace.do(Gesture.HIGHLIGHT, annotating.highlight, *arguments)
    assert again.id == made.id
    assert len(claims(workspace)) == 1


def test_a_part_is_added_and_joins_what_it_meets(workspace: Workspace, claim: Annotation):
    start, end = place("وزارة الزراعة")
    wider = workspace.do(Gesture.RESIZE, annotating.add_span, claim.id, start, end)
    assert [span.exact for span in wider.spans] == ["وزارة الزراعة", "بلغ ٣ ملايين طن"]
    joined = workspace.do(Gesture.RESIZE, annotating.add_span, claim.id, end, claim.start - 1)
    assert joined.spans == (describe(TEXT, start, claim.end),)
    with pytest.raises(KnownError):
        workspace.do(Gesture.RESIZE, annotating.add_span, claim.id, start - 1, start)
    workspace.undo()
    workspace.undo()
    assert claims(workspace) == [claim]


def test_moving_the_ends_keeps_the_gap(workspace: Workspace, claim: Annotation):
    start, end = place("وزارة الزراعة")
    made = workspace.do(Gesture.RESIZE, annotating.add_span, claim.id, start, end)
    moved = workspace.do(Gesture.RESIZE, annotating.move_ends, claim.id, start + 6, claim.end - 3)
    assert [span.exact for span in moved.spans] == ["الزراعة", "بلغ ٣ ملايين"]
    gone = workspace.do(Gesture.RESIZE, annotating.move_ends, claim.id, start, claim.start + 3)
    assert [span.exact for span in gone.spans] == ["وزارة الزراعة", "بلغ"]
    one = workspace.do(Gesture.RESIZE, annotating.move_ends, claim.id, start, claim.start)
    assert one.spans == (describe(TEXT, start, end),)
    assert made.id == one.id


def test_removing_a_claim_takes_its_links_and_one_undo_brings_all_back(
    workspace: Workspace, article: Article, claim: Annotation
):
    other = mark(workspace, article, 0, 12)
    for ends in ((claim.id, other.id), (other.id, claim.id)):
        workspace.do(Gesture.LINK, relating.link, "me", *ends, RelationType.SUPPORTS)
    links = workspace.read(lambda tx: tx.find(Relation, order_by="id"))
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, claim.id)
    assert claims(workspace) == [other]
    assert workspace.read(lambda tx: tx.count(Relation)) == 0
    workspace.undo()
    assert len(claims(workspace)) == 2
    assert workspace.read(lambda tx: tx.find(Relation, order_by="id")) == links


def test_who_said_it_and_the_words_that_show_it(workspace: Workspace, claim: Annotation):
    with pytest.raises(KnownError) as refused:
        workspace.do(Gesture.MARK_EVIDENCE, annotating.mark_evidence, claim.id, 0, 9)
    assert refused.value.message == "annotating.evidence_needs_source"
    workspace.do(
        Gesture.ATTRIBUTE, annotating.attribute, claim.id, SourceType.NAMED_ORG, " وزارة الزراعة "
    )
    start, end = place("وزارة الزراعة")
    shown = workspace.do(
        Gesture.MARK_EVIDENCE, annotating.mark_evidence, claim.id, start - 1, end + 1
    )
    evidence = describe(TEXT, start, end)
    assert shown.attribution == Attribution(SourceType.NAMED_ORG, "وزارة الزراعة", evidence)
    person = workspace.do(
        Gesture.ATTRIBUTE, annotating.attribute, claim.id, SourceType.NAMED_PERSON, ""
    )
    assert person.attribution == Attribution(SourceType.NAMED_PERSON, None, evidence)
    cleared = workspace.do(Gesture.MARK_EVIDENCE, annotating.clear_evidence, claim.id)
    assert cleared.attribution == Attribution(SourceType.NAMED_PERSON)
    none = workspace.do(Gesture.ATTRIBUTE, annotating.attribute, claim.id, None)
    assert none.attribution is None


def test_notes_stars_and_confidence(workspace: Workspace, claim: Annotation):
    note = "من أين جاء الرقم؟\nلا مصدر \ud83d له."
    workspace.do(Gesture.WRITE_NOTE, annotating.write_note, claim.id, note)
    workspace.do(Gesture.STAR_NOTE, annotating.star, claim.id, True)
    workspace.do(Gesture.SET_CONFIDENCE, annotating.set_confidence, claim.id, 2)
    [now] = claims(workspace)
    assert (now.note, now.starred, now.confidence) == (note.replace("\ud83d", "\ufffd"), True, 2)
    with pytest.raises(ValueError, match="confidence"):
        workspace.do(Gesture.SET_CONFIDENCE, annotating.set_confidence, claim.id, 4)


def test_what_is_gone_is_a_lookup_error(workspace: Workspace, article: Article):
    with pytest.raises(LookupError):
        workspace.do(Gesture.RETAG, annotating.retag, "gone", Tag.OPINION)
    with pytest.raises(LookupError):
        workspace.do(Gesture.HIGHLIGHT, annotating.highlight, "gone", "me", 0, 5, Tag.OPINION)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_every_highlight_is_whole_visible_words_of_the_article(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    tokens = ["قال ", "شَدّ", "👩‍👧", "🇸🇾", " ", "\n", "e\u0301", "\u200f", "12", "«ال»"]
    text = "".join(data.draw(st.lists(st.sampled_from(tokens), min_size=1, max_size=12)))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    path = tmp_path_factory.mktemp("class") / "class.bayyina"
    with Workspace.open(path) as workspace:
        article = workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of(text)))
        try:
            claim = mark(workspace, article, start, end)
        except KnownError:
            low, high = graphemes.snap(text, start, end)
            assert not text[low:high].replace("\u200f", "").strip()
            return
        assert text[claim.start : claim.end] == claim.quote
        assert claim.quote == claim.quote.strip()
        assert graphemes.is_boundary(text, claim.start)
        assert graphemes.is_boundary(text, claim.end)
        assert text[start:end].strip(" \n\u200f") in claim.quote


def test_several_are_retagged_and_removed_in_one_step(workspace, article):
    made = [
        workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", at, at + 9, Tag.SOURCED
        )
        for at in (0, 20, 40)
    ]
    ids = [claim.id for claim in made]
    workspace.do(Gesture.LINK, relating.link, "me", ids[0], ids[1], RelationType.SUPPORTS)
    workspace.do(Gesture.RETAG, annotating.retag_all, ids[:2], Tag.OPINION)
    assert workspace.next_undo == StepName(Gesture.RETAG, "opinion")
    tags = [c.tag for c in workspace.read(annotating.annotations_of, article.id, "me")]
    assert tags == [Tag.OPINION, Tag.OPINION, Tag.SOURCED]
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove_all, ids[:2])
    assert workspace.read(annotating.annotations_of, article.id, "me") == made[2:]
    assert workspace.read(relating.relations_of, "me") == []
    workspace.undo()
    assert len(workspace.read(relating.relations_of, "me")) == 1
    workspace.undo()
    assert workspace.read(annotating.annotations_of, article.id, "me") == made


def test_who_said_it_and_the_words_that_show_it_are_one_gesture(workspace, article):
    claim = workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", 0, 20, Tag.SOURCED
    )
    before = len(workspace.steps())
    said = workspace.do(
        Gesture.ATTRIBUTE, annotating.attribute_by, claim.id, SourceType.NAMED_ORG,
        "وزارة الزراعة", 7, 20,
    ).attribution  # fmt: skip
    assert len(workspace.steps()) == before + 1
    assert said is not None
    assert said.evidence is not None
    assert (said.source_type, said.name) == (SourceType.NAMED_ORG, "وزارة الزراعة")
    assert said.evidence.exact == article.text[7:20].strip()


def test_words_are_taken_out_of_a_claim(workspace: Workspace, claim: Annotation):
    start, end = place("٣ ملايين")
    left = workspace.do(Gesture.RESIZE, annotating.take_span, claim.id, start, end)
    assert left.quote == "بلغ … طن"
    left = workspace.do(Gesture.RESIZE, annotating.take_span, claim.id, *place("بلغ"))
    assert left.quote == "طن"
    with pytest.raises(KnownError, match="not_of_claim"):
        workspace.do(Gesture.RESIZE, annotating.take_span, claim.id, *place("محصول"))
    with pytest.raises(KnownError, match="nothing_left"):
        workspace.do(Gesture.RESIZE, annotating.take_span, claim.id, 0, len(TEXT))
    assert claims(workspace)[0].quote == "طن"


@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_what_was_added_can_be_taken_out_again(data: st.DataObject):
    """Of the words of a claim none is left that was taken, and none is lost that was not."""
    text = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية"
    words = [(text.index(word), text.index(word) + len(word)) for word in text.split()]
    mine = sorted(data.draw(st.sets(st.sampled_from(range(8)), min_size=2)))
    gone = data.draw(st.sets(st.sampled_from(mine), min_size=1, max_size=len(mine) - 1))
    with TemporaryDirectory() as folder, Workspace.open(Path(folder) / "a") as workspace:
        article = article_of(text)
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article))
        first, *more = (words[i] for i in mine)
        made = workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", *first, Tag.OPINION, more
        )
        taken, *others = (words[i] for i in gone)
        left = workspace.do(Gesture.RESIZE, annotating.take_span, made.id, *taken, others)
    kept = " ".join(text[span.start : span.end] for span in left.spans).split()
    assert kept == [text[slice(*words[i])] for i in mine if i not in gone]


def test_what_could_not_be_read_again_where_it_is_handed_in_is_not_kept(workspace, claim):
    def write(tx, text):
        annotating.write_note(tx, claim.id, text)

    def say(tx, text):
        annotating.attribute(tx, claim.id, SourceType.NAMED_ORG, text)

    for operation, longest in ((write, LONGEST_NOTE), (say, LONGEST_NAME)):
        workspace.do(Gesture.WRITE_NOTE, operation, "ن" * longest)
        with pytest.raises(KnownError, match=r"annotating\.too_long"):
            workspace.do(Gesture.WRITE_NOTE, operation, "ن" * (longest + 1))
    workspace.do(Gesture.WRITE_NOTE, write, "a\0b")
    [now] = claims(workspace)
    assert (now.note, len(now.attribution.name)) == ("a\ufffdb", LONGEST_NAME)
