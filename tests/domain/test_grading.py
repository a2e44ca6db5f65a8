"""The worked example of the design, on invented words with the same counts, and each rule alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import language as languages
from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.assignment import Asked, Weights
from app.domain.explaining import explain_losses, improvements
from app.domain.grading import Key, Terms, Work, grade, key_fingerprint
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.domain.selector import describe

S, U, O = Tag.SOURCED, Tag.UNVERIFIED, Tag.OPINION  # noqa: E741
PERSON, ORG, DOC, MEDIA, ANON, NONE = SourceType
TEXT = " ".join(f"كلمة{i}" for i in range(600))
STARTS = [0]
for word in TEXT.split(" "):
    STARTS.append(STARTS[-1] + len(word) + 1)


def span(first, count):
    """``count`` words from the word ``first`` on."""
    return describe(TEXT, STARTS[first], STARTS[first + count] - 1)


def claim(id, first, count, tag, source=NONE, *, core=None, acceptable=None, **more):
    more.setdefault("author_id", "key")
    return Annotation(
        id=id, article_id="a", spans=(span(first, count),), tag=tag,
        attribution=source and Attribution(source), core=core and span(*core),
        acceptable=acceptable or {}, **more,
    )  # fmt: skip


def relation(id, type, source, target, **acceptable):
    shares = {RelationType(name): share for name, share in acceptable.items()}
    return Relation(id=id, author_id="k", type=RelationType(type), source_id=source,
                    target_id=target, acceptable=shares)  # fmt: skip


# (id, key's words, tag, source, core (offset, words), acceptable,
#  student's (offset, words, tag, source), F1, found/tagged/source)
HALF_S, HALF_U, HALF_O = {S: 0.5}, {U: 0.5}, {O: 0.5}
EXAMPLE = [
    ("A0-01", 6, U, NONE, (4, 2), HALF_S, (0, 6, U, NONE), 1.00, (4, 4, 2)),
    ("A0-04", 22, S, ORG, (13, 4), {}, (13, 9, S, ORG), 0.58, (4, 4, 2)),
    ("A0-15", 25, O, PERSON, None, HALF_S, (10, 15, S, PERSON), 0.75, (4, 2, 2)),
    ("A0-19", 26, S, DOC, (14, 6), {}, (11, 15, S, DOC), 0.73, (4, 4, 2)),
    ("A1-12", 19, U, NONE, (15, 3), {}, (15, 4, S, NONE), 0.35, (4, 0, 2)),
    ("A1-30", 12, O, ANON, None, {}, None, 0, (0, 0, 0)),
    ("A2-05", 9, S, ORG, (2, 3), {}, (0, 9, S, ORG), 1.00, (4, 4, 2)),
    ("A2-15", 29, S, DOC, (13, 3), {}, (13, 16, S, DOC), 0.71, (4, 4, 2)),
    ("A3-02", 10, U, NONE, (1, 2), HALF_O, (0, 11, O, NONE), 0.95, (4, 2, 2)),
    ("A3-07", 15, U, ANON, None, {}, (0, 15, U, ANON), 1.00, (4, 4, 2)),
    ("A3-09", 20, U, ANON, None, HALF_O, None, 0, (0, 0, 0)),
    ("A4-10", 14, O, NONE, None, HALF_U, (0, 14, O, NONE), 1.00, (4, 4, 2)),
]


def worked_example():
    keys, marks, at = [], [], 0
    for id, words, tag, source, core, acceptable, yours, _f1, _points in EXAMPLE:
        place = core and (at + core[0], core[1])
        keys.append(claim(id, at, words, tag, source, core=place, acceptable=acceptable))
        if yours:
            marks.append(claim(f"s-{id}", at + yours[0], *yours[1:], author_id="s"))
        at += words + 3
    for id in ("A1-16", "A2-01", "A3-03"):  # ends of relations only
        keys.append(claim(id, at, 8, U, scored=False))
        marks.append(claim(f"s-{id}", at, 8, U, author_id="s"))
        at += 11
    for n in range(5):
        marks.append(claim(f"extra-{n}", at, 4, O, author_id="s"))
        at += 7
    notes = dict(zip(("A0-01", "A0-04", "A0-15", "A0-19"), (3, 2, 2, 1), strict=True))
    marks = [
        replace(m, note="لأن المصدر غائب", starred=True) if m.id[2:] in notes else m for m in marks
    ]
    relations = [
        relation("R01", "repeats", "A0-04", "A1-12", contradicts=0.5),
        relation("R07", "supports", "A0-19", "A3-09", qualifies=0.5),
        relation("R15", "repeats", "A2-15", "A3-03", supports=1.0, same_origin=0.5),
        relation("R25", "contradicts", "A2-01", "A3-02", qualifies=0.5),
        relation("R48", "repeats", "A1-16", "A4-10", supports=1.0),
    ]
    drawn = [
        relation("d1", "repeats", "s-A1-12", "s-A0-04"),
        relation("d2", "supports", "s-A2-15", "s-A3-03"),
        relation("d3", "qualifies", "s-A3-02", "s-A2-01"),
    ]
    scores = {
        f"note:s-{id}": Score(assignment_id="x", student_id="s", row="", level=level)
        for id, level in notes.items()
    }
    scores["extra:extra-2"] = Score(assignment_id="x", student_id="s", row="", accepted=True)
    return Key(keys, relations), Work("s", marks, drawn), scores


def test_the_worked_example():
    key, work, scores = worked_example()
    result = grade({"a": TEXT}, key, work, Terms(notes_asked=4), scores)
    table = [(r.key.id, round(r.f1, 2), (r.found, r.tagged, r.source)) for r in result.claims]
    assert table == [(row[0], row[7], row[8]) for row in EXAMPLE]
    assert sum(row.auto for row in result.claims) == 92
    assert (result.bonus, result.penalty) == (2, 1)
    earned = [(part.earned, part.possible) for part in result.parts]
    assert earned == [(93, 120), (22, 40), (28, 40)]
    assert [part.share for part in result.parts] == [46.5, 11, 14]
    assert result.total == 71.5
    assert result.out_of(20) == 14.3
    assert result.out_of(10) == 7.2


def one(key, *marks, scores=None, **terms):
    return grade({"a": TEXT}, Key([key]), Work("s", marks), Terms(**terms), scores)


@pytest.mark.parametrize(
    ("first", "count", "found"),
    [(10, 10, 4), (8, 20, 4), (8, 21, 2), (12, 3, 4), (13, 7, 2), (19, 5, 0), (40, 5, 0)],
    ids=["same", "twice", "more than twice", "core only", "core missed", "too little", "apart"],
)
def test_found_with_a_core(first, count, found):
    key = claim("k", 10, 10, S, core=(12, 3))
    assert one(key, claim("m", first, count, S)).claims[0].found == found


@pytest.mark.parametrize(("count", "found"), [(10, 4), (5, 4), (4, 2), (2, 2), (1, 0)])
def test_found_without_a_core(count, found):
    assert one(claim("k", 10, 10, S), claim("m", 10, count, S)).claims[0].found == found


def test_a_word_belongs_to_every_span_that_touches_it():
    key = claim("k", 10, 4, S, core=(11, 1))
    inside = describe(TEXT, STARTS[11] + 2, STARTS[13] - 3)
    row = one(key, replace(claim("m", 0, 1, S), spans=(inside,))).claims[0]
    assert (row.yours, row.shared, row.found) == (2, 2, 4)


@pytest.mark.parametrize(
    ("key", "yours", "points"),
    [(PERSON, PERSON, 2), (PERSON, ORG, 1), (DOC, ORG, 1), (ORG, DOC, 1), (ANON, NONE, 1),
     (DOC, PERSON, 0), (MEDIA, DOC, 0), (NONE, None, 0)],
)  # fmt: skip
def test_who_said_it(key, yours, points):
    row = one(claim("k", 0, 5, S, key), claim("m", 0, 5, S, yours)).claims[0]
    assert row.source == points


def test_marking_one_phrase_with_every_tag_gains_nothing():
    key = claim("k", 0, 5, O)
    marks = [claim(t.value, 0, 5, t, created=f"2026-01-0{n}") for n, t in enumerate((S, U, O), 1)]
    result = one(key, *marks)
    assert result.claims[0].match.id == S.value
    assert [row.annotation.id for row in result.extras] == [O.value, U.value]


@pytest.mark.parametrize(
    ("type", "turned", "points"),
    [("supports", False, 8), ("supports", True, 6), ("qualifies", False, 6),
     ("qualifies", True, 5), ("repeats", True, 8), ("contradicts", False, 4)],
)  # fmt: skip
def test_relations(type, turned, points):
    keys = [claim("k1", 0, 5, S), claim("k2", 10, 5, S)]
    ends = ("m2", "m1") if turned else ("m1", "m2")
    result = grade(
        {"a": TEXT},
        Key(keys, [relation("r", "supports", "k1", "k2", qualifies=0.5, repeats=1.0)]),
        Work("s", [claim("m1", 0, 5, S), claim("m2", 10, 5, S)], [relation("d", type, *ends)]),
    )
    assert result.relations[0].effective == points


def test_a_relation_needs_both_claims_matched():
    keys = [claim("k1", 0, 5, S), claim("k2", 10, 5, S)]
    result = grade(
        {"a": TEXT},
        Key(keys, [relation("r", "repeats", "k1", "k2")]),
        Work(
            "s",
            [claim("m1", 0, 5, S), claim("m2", 30, 5, S)],
            [relation("d", "repeats", "m1", "m2")],
        ),
    )
    assert result.relations[0].effective == 0


def test_the_teachers_points_win_and_are_flagged_when_the_key_changes():
    key, mark = claim("k", 0, 5, S), claim("m", 0, 5, U)
    score = Score(assignment_id="x", student_id="s", row="", manual=9, comment="أحسنت",
                  key_fingerprint=key_fingerprint(key))  # fmt: skip
    row = one(key, mark, scores={"claim:k": score}).claims[0]
    assert (row.auto, row.manual, row.effective, row.review) == (6, 9, 9, False)
    changed = one(replace(key, tag=U), mark, scores={"claim:k": score}).claims[0]
    assert (changed.auto, changed.effective, changed.review) == (10, 9, True)
    assert one(replace(key, note="سبب"), mark, scores={"claim:k": score}).to_review == 0


def test_empty_parts_drop_out_and_the_rest_is_rescaled():
    key, mark = claim("k", 0, 5, S), claim("m", 0, 5, S)
    result = one(key, mark)
    assert [part.share for part in result.parts] == [100, 0, 0]
    starred = replace(mark, starred=True, note="لماذا؟")
    waiting = one(key, starred)
    assert (waiting.provisional, waiting.total) == (True, 100)
    level = {"note:m": Score(assignment_id="x", student_id="s", row="", level=1)}
    assert one(key, starred, scores=level).total == pytest.approx(100 * (60 + 20 * 0.4) / 80)
    assert one(key, starred, scores=level, notes_asked=2).notes_part.possible == 20


def test_extras_are_capped_both_ways():
    keys = [claim(f"k{n}", 10 * n, 5, S) for n in range(4)]  # 40 points: bonus 2, penalty 4
    marks = [claim(f"x{n}", 100 + 6 * n, 4, S) for n in range(12)]
    scores = {
        f"extra:x{n}": Score(assignment_id="x", student_id="s", row="", accepted=True)
        for n in range(3)
    }
    result = grade({"a": TEXT}, Key(keys), Work("s", marks), scores=scores)
    assert (result.bonus, result.penalty) == (2, 4)
    turned_down = {"extra:x5": Score(assignment_id="x", student_id="s", row="", accepted=False)}
    many = grade({"a": TEXT}, Key(keys), Work("s", marks), scores=turned_down).extras[5]
    few = grade({"a": TEXT}, Key(keys), Work("s", marks[5:6]), scores=turned_down).extras[0]
    assert [row.reasons[0].message for row in (many, few)] == [
        "grade.extra.kept_too_many",
        "grade.extra.kept",
    ]
    assert result.claims_part.earned == 0


def test_the_weights_are_the_assignments():
    key, work, scores = worked_example()
    terms = Terms(Weights(claims=100, relations=0, notes=0), 4)
    assert grade({"a": TEXT}, key, work, terms, scores).total == pytest.approx(77.5)


marks = st.lists(
    st.tuples(st.integers(0, 120), st.integers(1, 25), st.sampled_from(list(Tag)),
              st.sampled_from([*SourceType, None])),
    max_size=14,
)  # fmt: skip


def built(rows, prefix):
    return [claim(f"{prefix}{n}", *row, created=str(n)) for n, row in enumerate(rows)]


@settings(deadline=None)
@given(marks, marks, st.randoms())
def test_order_of_marks_never_matters_and_the_total_is_a_percentage(keys, yours, random):
    keys, yours = built(keys, "k"), built(yours, "m")
    result = grade({"a": TEXT}, Key(keys), Work("s", yours))
    shuffled = [*yours]
    random.shuffle(shuffled)
    random.shuffle(keys)
    assert grade({"a": TEXT}, Key(keys), Work("s", shuffled)) == result
    assert 0 <= result.total <= 100
    matched = [row.match.id for row in result.claims if row.match]
    assert len(matched) == len(set(matched))
    assert sorted(matched + [row.annotation.id for row in result.extras]) == sorted(
        mark.id for mark in yours
    )


@settings(deadline=None)
@given(marks.filter(bool))
def test_the_key_itself_earns_everything(rows):
    keys = built(rows, "k")
    for key in keys:
        if key.attribution is None:
            keys[keys.index(key)] = replace(key, attribution=Attribution(NONE))
    yours = [replace(key, id=f"m{n}", author_id="s") for n, key in enumerate(keys)]
    result = grade({"a": TEXT}, Key(keys), Work("s", yours))
    spans = [(k.start, k.end) for k in keys]
    if len(set(spans)) == len(spans):
        assert result.total == 100


def test_who_said_it_leaves_the_points_where_it_is_not_asked():
    key = claim("k", 0, 5, S, ORG)
    missed = claim("k2", 20, 5, S, ORG)
    mark = claim("m", 0, 5, S, ORG, author_id="s")
    asked = [Asked.NOTES, Asked.LINKS]
    result = grade({"a": TEXT}, Key([key, missed]), Work("s", [mark]), Terms(asked=asked))
    first, second = result.claims
    assert (first.auto, first.possible, first.source, len(first.reasons)) == (8, 8, 0, 2)
    assert (second.auto, second.possible) == (0, 8)
    assert (result.claims_part.earned, result.claims_part.possible) == (8, 16)
    assert result.total == 50
    words = languages.load("en")
    assert explain_losses(first, words) == words.say("grade.agrees")
    assert words.say("grade.improve.source") not in improvements(result, words)


def test_points_that_were_more_than_is_possible_now_count_as_all():
    manual = {"claim:k": Score(assignment_id="x", student_id="s", row="claim:k", manual=9)}
    key, mark = claim("k", 0, 5, S, ORG), claim("m", 0, 5, S, ORG, author_id="s")
    assert one(key, mark, scores=manual).claims[0].effective == 9
    less = one(key, mark, scores=manual, asked=[])
    assert (less.claims[0].manual, less.claims[0].effective, less.total) == (9, 8, 100)


@settings(deadline=None, max_examples=60)
@given(st.sets(st.sampled_from(Asked)), st.floats(1, 90), st.floats(0, 60))
def test_only_what_is_asked_is_graded(asked, claims, relations):
    """Recomputed by hand from the whole grade: parts drop out, the rest is rescaled."""
    key, work, scores = worked_example()
    weights = Weights(claims, relations, 30)
    whole = grade({"a": TEXT}, key, work, Terms(weights, 4), scores)
    result = grade({"a": TEXT}, key, work, Terms(weights, 4, tuple(asked)), scores)
    source = Asked.SOURCE in asked
    for row, before in zip(result.claims, whole.claims, strict=True):
        assert (row.found, row.tagged) == (before.found, before.tagged)
        assert row.source == (before.source if source else 0)
        assert row.possible == (10 if source else 8)
        assert row.auto == row.found + row.tagged + row.source
    assert bool(result.relations) == (Asked.LINKS in asked)
    assert bool(result.notes) == (Asked.NOTES in asked)
    n = len(result.claims)
    worth = 10 if source else 8
    bonus, penalty = min(2, 0.05 * worth * n), min(1, 0.1 * worth * n)
    terms = [(claims, sum(r.auto for r in result.claims) + bonus - penalty, worth * n)]
    if Asked.LINKS in asked:
        terms.append((relations, 22, 40))
    if Asked.NOTES in asked:
        terms.append((30, 28, 40))
    weighed = sum(weight for weight, _, _ in terms)
    total = sum(100 * weight * earned / (weighed * possible) for weight, earned, possible in terms)
    assert result.total == pytest.approx(total)


@given(st.sets(st.sampled_from(Asked)))
@settings(deadline=None, max_examples=16)
def test_confidence_never_counts(asked):
    key, work, scores = worked_example()
    both = [
        grade({"a": TEXT}, key, work, Terms(notes_asked=4, asked=tuple(chosen)), scores).total
        for chosen in (asked | {Asked.CONFIDENCE}, asked - {Asked.CONFIDENCE})
    ]
    assert both[0] == both[1]


def test_an_approved_grade_waits_for_no_note():
    key, mark = claim("k", 0, 5, S), claim("m", 0, 5, S)
    total = {"total": Score(assignment_id="x", student_id="s", row="total", accepted=True)}
    starred = replace(mark, starred=True, note="لماذا؟")
    approved = one(key, starred, scores=total)
    assert (approved.approved, approved.provisional, approved.waiting_notes) == (True, False, 0)
    assert approved.notes[0].pending
    assert one(key, starred).waiting_notes == 1
