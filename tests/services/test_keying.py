"""The key: saved from the teacher's own marks, in place, version by version."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.key_difference import Difference
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation, RelationType
from app.domain.score import Score, score_id
from app.services import annotating, grading, keying, relating
from tests.services.conftest import FIRST

ME = "me"


@pytest.fixture
def fresh(workspace, small_class) -> Assignment:
    """An assignment on the same articles without a key yet."""
    bare = replace(small_class.assignment, id="fresh", key_id=None, notes_asked=0)
    return workspace.do(Gesture.CREATE_ASSIGNMENT, lambda tx: tx.add(bare))


def mark(workspace, assignment, words, tag, place=0):
    article = workspace.read(grading.material_of, assignment.id, key_needed=False).articles[place]
    at = article.text.index(words)
    return workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, ME, at, at + len(words), tag
    )


def save(workspace, assignment, name=""):
    return workspace.do(Gesture.SAVE_KEY, keying.save, assignment.id, ME, name)


def key(workspace, assignment):
    return workspace.read(keying.key_of, assignment.id)


def three(workspace, assignment):
    first = mark(workspace, assignment, "الجسر كلّف 12 مليون دينار", Tag.SOURCED)
    second = mark(workspace, assignment, "الرقم لا يشمل الطرق", Tag.UNVERIFIED)
    third = mark(workspace, assignment, "بلغت كلفة الجسر 12.4 مليون دينار", Tag.SOURCED, 1)
    workspace.do(
        Gesture.LINK, relating.link, ME, first.id, third.id, RelationType.CONTRADICTS
    )  # fmt: skip
    return first, second, third


def test_what_is_marked_becomes_the_key(workspace, fresh):
    assert workspace.read(keying.propose, fresh.id, ME).is_empty
    with pytest.raises(KnownError, match="nothing_marked"):
        save(workspace, fresh)
    marks = three(workspace, fresh)
    proposal = workspace.read(keying.propose, fresh.id, ME)
    assert [c.differences for c in proposal.changes] == [(Difference.ADDED,)] * 4
    saved = save(workspace, fresh, "  أولى ")
    assert (saved.version.number, saved.version.name) == (1, "أولى")
    assert (saved.claims, saved.relations) == (3, 1)
    rows = key(workspace, fresh)
    assert {c.spans for c in rows.claims} == {m.spans for m in marks}
    assert not {c.id for c in rows.claims} & {m.id for m in marks}
    ends = {rows.relations[0].source_id, rows.relations[0].target_id}
    assert ends <= {c.id for c in rows.claims}
    assert workspace.read(keying.propose, fresh.id, ME).is_empty
    steps = len(workspace.steps())
    assert save(workspace, fresh).version is None
    assert len(workspace.steps()) == steps
    workspace.undo()
    assert key(workspace, fresh).claims == ()
    assert workspace.read(lambda tx: tx.count(KeyVersion)) == 0


def test_scored_claims_that_do_not_say_who_said_them_are_counted(workspace, fresh):
    first, second, _ = three(workspace, fresh)
    workspace.do(Gesture.ATTRIBUTE, annotating.attribute, first.id, SourceType.NONE, None)
    save(workspace, fresh)
    assert keying.unanswered(key(workspace, fresh)) == 2  # «nobody» is an answer
    row = next(c for c in key(workspace, fresh).claims if c.spans == second.spans)
    workspace.do(Gesture.EDIT_KEY, keying.set_scored, row.id, False)
    assert keying.unanswered(key(workspace, fresh)) == 1


def test_saving_again_keeps_rows_and_what_was_set_on_them(workspace, fresh):
    first, second, third = three(workspace, fresh)
    save(workspace, fresh)
    by_words = {c.spans: c for c in key(workspace, fresh).claims}
    row = by_words[first.spans]
    core = FIRST.index("12 مليون")
    workspace.do(Gesture.EDIT_KEY, keying.set_core, row.id, core, core + 8)
    workspace.do(Gesture.EDIT_KEY, keying.accept_tag, row.id, Tag.UNVERIFIED, 0.25)
    unscored = by_words[second.spans].id
    workspace.do(Gesture.EDIT_KEY, keying.set_scored, unscored, False)
    [tie] = key(workspace, fresh).relations
    accept = keying.accept_type
    workspace.do(Gesture.EDIT_KEY, accept, tie.id, RelationType.QUALIFIES, 1)
    workspace.do(Gesture.RETAG, annotating.retag, first.id, Tag.OPINION)
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, third.id)
    fourth = mark(workspace, fresh, "أجمل جسر", Tag.OPINION)
    changes = save(workspace, fresh).changes
    assert {(c.name, c.differences) for c in changes} >= {
        (f"claim:{row.id}", (Difference.TAG,)),
        (f"claim:{by_words[third.spans].id}", (Difference.REMOVED,)),
        (f"relation:{tie.id}", (Difference.REMOVED,)),
    }
    now = {c.id: c for c in key(workspace, fresh).claims}
    assert set(now) == {row.id, unscored, *(c.id for c in now.values() if c.spans == fourth.spans)}
    assert now[row.id].core.exact == "12 مليون"
    assert (now[row.id].tag, now[row.id].acceptable) == (Tag.OPINION, {Tag.UNVERIFIED: 0.25})
    assert not now[unscored].scored
    # What was set in place is a version of its own between the two saves.
    assert [v.number for v in workspace.read(keying.versions, fresh.id)] == [3, 2, 1]


def test_a_tag_that_becomes_the_claims_own_is_no_longer_merely_acceptable(workspace, fresh):
    first, *_ = three(workspace, fresh)
    save(workspace, fresh)
    row = next(c for c in key(workspace, fresh).claims if c.spans == first.spans)
    workspace.do(Gesture.EDIT_KEY, keying.accept_tag, row.id, Tag.OPINION, 0.5)
    workspace.do(Gesture.RETAG, annotating.retag, first.id, Tag.OPINION)
    save(workspace, fresh)
    row = next(c for c in key(workspace, fresh).claims if c.id == row.id)
    assert (row.tag, row.acceptable) == (Tag.OPINION, {})


def test_a_core_that_falls_outside_is_dropped(workspace, fresh):
    first, *_ = three(workspace, fresh)
    save(workspace, fresh)
    row = next(c for c in key(workspace, fresh).claims if c.spans == first.spans)
    at = FIRST.index("12")
    workspace.do(Gesture.EDIT_KEY, keying.set_core, row.id, at - 1, at + 3)
    workspace.do(Gesture.RESIZE, annotating.resize, first.id, first.start, at - 2)
    save(workspace, fresh)
    row = next(c for c in key(workspace, fresh).claims if c.id == row.id)
    assert row.core is None
    assert row.end == at - 2 - (FIRST[at - 3] == " ")


@pytest.mark.parametrize("share", [0, -0.5, 1.5, float("nan")])
def test_a_share_is_a_part_of_the_points(workspace, small_class, share):
    with pytest.raises(KnownError, match="share_range"):
        workspace.do(
            Gesture.EDIT_KEY, keying.accept_tag, small_class.key[0].id, Tag.OPINION, share
        )  # fmt: skip


def test_what_cannot_be_set_is_refused(workspace, small_class):
    claim = small_class.key[0]
    for start, end in ((claim.start - 2, claim.end), (claim.end, claim.end + 3)):
        with pytest.raises(KnownError, match="core_outside"):
            workspace.do(Gesture.EDIT_KEY, keying.set_core, claim.id, start, end)
    with pytest.raises(KnownError, match="own_tag"):
        workspace.do(Gesture.EDIT_KEY, keying.accept_tag, claim.id, Tag.SOURCED, 0.5)
    [tie] = key(workspace, small_class.assignment).relations
    with pytest.raises(KnownError, match="own_type"):
        workspace.do(Gesture.EDIT_KEY, keying.accept_type, tie.id, tie.type, 0.5)
    dropped = workspace.do(Gesture.EDIT_KEY, keying.accept_type, tie.id, RelationType.REPEATS, None)
    assert dropped.acceptable == {}
    assert workspace.do(Gesture.EDIT_KEY, keying.clear_core, claim.id).core is None


def test_a_version_is_put_back_with_all_that_was_set_in_it(workspace, fresh):
    first, second, _ = three(workspace, fresh)
    save(workspace, fresh)
    row = next(c for c in key(workspace, fresh).claims if c.spans == first.spans)
    workspace.do(Gesture.EDIT_KEY, keying.accept_tag, row.id, Tag.OPINION, 0.5)
    before = key(workspace, fresh)
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, second.id)
    save(workspace, fresh)
    kept = workspace.read(keying.versions, fresh.id)
    with_tag = kept[1]
    proposal = workspace.read(keying.propose_version, with_tag.id)
    assert [c.differences for c in proposal.changes] == [(Difference.ADDED,)]
    workspace.do(Gesture.RESTORE_KEY, keying.restore, with_tag.id)
    after = key(workspace, fresh)
    assert sorted(after.claims, key=lambda c: c.id) == sorted(before.claims, key=lambda c: c.id)
    assert after.relations == before.relations
    assert workspace.read(keying.propose_version, with_tag.id).is_empty
    workspace.undo()
    assert len(key(workspace, fresh).claims) == 2


def test_a_key_from_a_file_is_taken_up_and_keeps_its_rows(workspace, small_class):
    here = small_class.assignment
    before = key(workspace, here)
    added = workspace.do(Gesture.SAVE_KEY, keying.take_up, here.id, ME)
    assert added == len(before.claims) + len(before.relations)
    assert workspace.do(Gesture.SAVE_KEY, keying.take_up, here.id, ME) == 0
    assert workspace.read(keying.propose, here.id, ME).is_empty
    marks = workspace.read(lambda tx: tx.find(Annotation, author_id=ME))
    workspace.do(Gesture.RETAG, annotating.retag, marks[0].id, Tag.OPINION)
    save(workspace, here)
    after = key(workspace, here)
    assert {c.id for c in after.claims} == {c.id for c in before.claims}
    assert {r.id for r in after.relations} == {r.id for r in before.relations}
    assert sum(a.tag != b.tag for a in after.claims for b in before.claims if a.id == b.id) == 1
    mine = workspace.read(lambda tx: tx.find(Relation, author_id=ME))
    assert {mine[0].source_id, mine[0].target_id} <= {m.id for m in marks}


def test_marks_on_the_words_of_an_imported_key_are_its_rows(workspace, small_class):
    here = small_class.assignment
    claim = small_class.key[0]
    mark(workspace, here, claim.spans[0].exact, Tag.OPINION)
    proposal = workspace.read(keying.propose, here.id, ME)
    assert (f"claim:{claim.id}", (Difference.TAG, Difference.SOURCE, Difference.NOTE)) in {
        (c.name, c.differences) for c in proposal.changes
    }


def test_grades_already_given_are_named_before_and_after(workspace, small_class):
    here = small_class.assignment
    claim, other, _ = small_class.key

    def give(tx):
        now = grading.grading.whole_fingerprint(keying.key_of(tx, here.id))
        tx.add(
            Score(id=score_id(here.id, "s01", "total"), assignment_id=here.id, student_id="s01",
                  row="total", accepted=True, key_fingerprint=now)
        )  # fmt: skip
        grading.set_points(tx, here.id, "s02", f"claim:{claim.id}", 3)
        grading.set_points(tx, here.id, "s02", f"claim:{other.id}", 3)

    workspace.do(Gesture.APPROVE, give)
    assert workspace.read(keying.flags, here.id).students == ()
    workspace.do(Gesture.SAVE_KEY, keying.take_up, here.id, ME)
    marks = {m.spans: m for m in workspace.read(lambda tx: tx.find(Annotation, author_id=ME))}
    note = marks[claim.spans]
    workspace.do(Gesture.WRITE_NOTE, annotating.write_note, note.id, "للمعلّم")
    assert workspace.read(keying.propose, here.id, ME).touched == keying.Touched()
    workspace.do(Gesture.RETAG, annotating.retag, note.id, Tag.OPINION)
    touched = workspace.read(keying.propose, here.id, ME).touched
    assert touched == keying.Touched(("s01",), (("s02", f"claim:{claim.id}"),))
    save(workspace, here)
    assert workspace.read(keying.flags, here.id) == touched
    assert touched.students == ("s01", "s02")
    grade = workspace.read(grading.grade_student, here.id, "s02")
    assert [row.manual for row in grade.claims] == [3, 3, None]  # what she decided stays
    assert [row.review for row in grade.claims] == [True, False, False]


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(3, 25), st.sampled_from(Tag)),
                min_size=1, max_size=6), st.data())  # fmt: skip
def test_a_saved_key_is_what_is_marked_whatever_was_marked_before(workspace, fresh, places, data):
    """Row ids follow from marks alone: saved in between or not, the key is the same."""

    def clean(tx):
        for one in tx.find(Annotation, author_id=ME):
            annotating.remove(tx, one.id)
        for start, length, tag in places:
            annotating.highlight(tx, fresh.article_ids[0], ME, start, start + length, tag)
        if data.draw(st.booleans()):
            keying.save(tx, fresh.id, ME)
        one = tx.find(Annotation, author_id=ME)[0]
        if data.draw(st.booleans()):
            annotating.attribute(tx, one.id, SourceType.NAMED_ORG)
        keying.save(tx, fresh.id, ME)

    workspace.do(Gesture.SAVE_KEY, clean)
    marks = workspace.read(lambda tx: tx.find(Annotation, author_id=ME))
    rows = key(workspace, fresh).claims
    assert {(m.spans, m.tag) for m in marks} == {(r.spans, r.tag) for r in rows}
    assert len(rows) == len(marks)
    assert workspace.read(keying.propose, fresh.id, ME).is_empty


def test_a_layer_of_its_own_begins_with_the_teachers_marks_and_keeps_their_rows(workspace, fresh):
    """Marked by herself first, saved, then gone on with in the key's layer: nothing is lost."""
    first, _, _ = three(workspace, fresh)
    assert workspace.read(keying.source_of, fresh.id, ME) == ME
    save(workspace, fresh)
    late = mark(workspace, fresh, "أجمل جسر", Tag.OPINION)
    before = key(workspace, fresh)
    layer = workspace.do(Gesture.EDIT_KEY, keying.begin, fresh.id, ME)
    assert layer == fresh.key_layer == workspace.read(keying.source_of, fresh.id, ME)
    [added] = workspace.read(keying.propose, fresh.id, layer).changes
    assert added.after.spans == late.spans
    assert workspace.do(Gesture.EDIT_KEY, keying.begin, fresh.id, ME) == layer  # nothing twice
    workspace.do(Gesture.SAVE_KEY, keying.save, fresh.id, layer)
    after = key(workspace, fresh)
    assert {claim.id for claim in before.claims} < {claim.id for claim in after.claims}
    assert [link.id for link in after.relations] == [link.id for link in before.relations]
    workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, first.id)  # her own: the key stays
    assert workspace.read(keying.propose, fresh.id, layer).is_empty


def test_marks_for_one_key_are_not_offered_to_another(workspace, fresh, small_class):
    """A key that was never saved from the teacher's marks does not ask to be replaced by them."""
    layer = workspace.do(Gesture.EDIT_KEY, keying.begin, fresh.id, ME)
    assert layer == fresh.key_layer
    three(workspace, fresh)
    other = small_class.assignment.id
    source = workspace.read(keying.source_of, other, ME)
    assert source == small_class.assignment.key_layer
    workspace.do(Gesture.EDIT_KEY, keying.begin, other, ME)
    assert workspace.read(keying.propose, other, source).is_empty
    assert [one.id for one in workspace.read(grading.students_of, fresh)] == ["s01", "s02"]
    assert fresh.key_layer != small_class.assignment.key_layer
