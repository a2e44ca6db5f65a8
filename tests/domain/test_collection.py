"""What a set of hand-ins says is one answer, whatever order they came in."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.annotation import Annotation, Tag
from app.domain.collection import Work, copied, covered, marked
from app.domain.relation import Relation, RelationType
from app.domain.selector import Selector
from app.domain.submission import Submission

STUDENTS, ARTICLES, IDS = ("s01", "s02", "s03"), ("a1", "a2"), ("c1", "c2", "c3", "c4")
# Also an id that somebody made up, because it is what a copy would be called.
SLY = copied("c1", "s02")


def submission(id, students, handed_in, **facts):
    return Submission(
        id=id, assignment_id="one", student_ids=students, handed_in=handed_in, receipt="K7QM3XPD",
        device="lab", document="", log="", claims=0, relations=0, **facts,
    )  # fmt: skip


def claim(id, article="a1", start=0, tag=Tag.SOURCED):
    span = Selector(start, start + 1, "و")
    return Annotation(id=id, article_id=article, author_id="", spans=(span,), tag=tag)


def link(id, source, target):
    return Relation(id=id, author_id="", type=RelationType.REPEATS, source_id=source,
                    target_id=target)  # fmt: skip


def work(id, students, handed_in, claims=(), relations=(), articles=ARTICLES):
    made = submission(id, students, handed_in)
    return Work(made, frozenset(articles), tuple(claims), tuple(relations))


@st.composite
def works(draw):
    made = []
    for number in range(draw(st.integers(0, 6))):
        students = draw(st.permutations(STUDENTS))[: draw(st.sampled_from((1, 1, 2)))]
        articles = draw(st.sampled_from((ARTICLES, ("a1",), ("a2",))))
        ids = draw(st.lists(st.sampled_from((*IDS, SLY)), unique=True))
        claims = [
            claim(id, draw(st.sampled_from(articles)), draw(st.integers(0, 5)),
                  draw(st.sampled_from(list(Tag))))
            for id in ids
        ]  # fmt: skip
        ends = st.permutations(ids)
        links = [link(f"r{n}", *draw(ends)[:2]) for n in range(2)] if len(ids) > 1 else []
        handed_in = f"2026-11-0{draw(st.integers(1, 3))}T10:00:00+00:00"
        made.append(work(f"h{number}", tuple(students), handed_in, claims, links, articles))
    return made


@settings(deadline=None, max_examples=150)
@given(st.data(), works(), st.sets(st.sampled_from((*IDS, SLY))))
def test_neither_order_nor_repeats_matter(data, made, taken):
    again = data.draw(st.permutations(made + data.draw(st.lists(st.sampled_from(made or [None])))))
    again = [one for one in again if one]
    one, other = marked(made, taken), marked(again, taken)
    assert set(one.annotations) == set(other.annotations)
    assert set(one.relations) == set(other.relations)


@settings(deadline=None, max_examples=150)
@given(works(), st.sets(st.sampled_from((*IDS, SLY))))
def test_every_id_is_one_things_alone_and_ends_are_there(made, taken):
    found = marked(made, taken)
    ids = [one.id for one in found.annotations]
    assert len(ids) == len(set(ids))
    assert not set(ids) & taken
    author = {one.id: one.author_id for one in found.annotations}
    links = [one.id for one in found.relations]
    assert len(links) == len(set(links))
    for one in found.relations:
        assert author[one.source_id] == author[one.target_id] == one.author_id
    assert {(one.author_id, one.article_id) for one in found.annotations} <= covered(made)


def test_the_newest_hand_in_that_covers_an_article_decides_it():
    first = work("h1", ("s01",), "2026-11-01", [claim("c1"), claim("c2", "a2")],
                 [link("r1", "c1", "c2")])  # fmt: skip
    second = work("h2", ("s01",), "2026-11-02", [claim("c3")], articles=("a1",))
    found = marked([second, first])
    assert {one.id for one in found.annotations} == {"c3", "c2"}
    assert found.relations == ()  # it stood between what two hand-ins say now
    third = work("h3", ("s01",), "2026-11-03")
    assert marked([first, third, second]) == marked([third])
    assert marked([third]).annotations == ()


def test_an_id_stays_with_who_handed_it_in_first_though_he_let_go_of_it():
    early = work("h1", ("s02",), "2026-11-01", [claim("c1")])
    later = work("h2", ("s02",), "2026-11-03", [])
    shared = work("h3", ("s01",), "2026-11-02", [claim("c1"), claim("c2")],
                  [link("r1", "c1", "c2")])  # fmt: skip
    found = marked([shared, later, early])
    assert {one.id for one in found.annotations} == {copied("c1", "s01"), "c2"}
    assert found.relations[0].source_id == copied("c1", "s01")


def test_a_pair_is_marked_twice_and_what_is_taken_is_left_alone():
    pair = work("h1", ("s02", "s01"), "2026-11-01", [claim("c1")])
    found = {one.author_id: one for one in marked([pair]).annotations}
    assert (found["s01"].id, found["s02"].id) == ("c1", copied("c1", "s02"))
    assert replace(found["s02"], id="c1", author_id="s01") == found["s01"]
    found = {one.author_id: one.id for one in marked([pair], {"c1"}).annotations}
    assert found == {"s01": copied("c1", "s01"), "s02": copied("c1", "s02")}
