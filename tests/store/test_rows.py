"""What goes into a row comes out of it as it was, through JSON too."""

import json
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON

from app.domain.annotation import Annotation, Attribution, SourceType, Tag
from app.domain.article import Article, Segment
from app.domain.assignment import Asked, Assignment, Mode, Weights
from app.domain.classroom import Classroom, Student
from app.domain.entity import Entity
from app.domain.key_version import KeyVersion
from app.domain.relation import Relation, RelationType
from app.domain.score import Score
from app.domain.selector import Selector
from app.domain.setting import Setting
from app.domain.submission import Feedback, Sitting, Submission
from app.domain.vote import HandCount, Vote
from app.store import encoding
from app.store.rows import KINDS, kind_of

WORDS = st.text(st.sampled_from("قال «الوزير» 👩‍👧 ١٢ é\n"), max_size=12)
SHARES = st.floats(0, 1, allow_nan=False)
SELECTORS = st.builds(Selector, st.integers(0, 99), st.integers(100, 200), WORDS, WORDS, WORDS)
AUTHORS = st.lists(WORDS, min_size=1, max_size=2).map(tuple)
ENTITIES: dict[type[Entity], st.SearchStrategy[Entity]] = {
    Article: st.builds(
        Article,
        text=WORDS,
        sha256=st.just("0" * 64),
        title=st.none() | WORDS,
        card_checked=st.booleans(),
        segments=st.lists(
            st.builds(Segment, WORDS, st.integers(0, 9), st.integers(10, 20)), max_size=2
        ).map(tuple),
    ),
    Annotation: st.builds(
        Annotation,
        article_id=WORDS,
        author_id=WORDS,
        spans=st.lists(SELECTORS, min_size=1, max_size=3).map(tuple),
        tag=st.sampled_from(Tag),
        attribution=st.none()
        | st.builds(
            Attribution, st.sampled_from(SourceType), st.none() | WORDS, st.none() | SELECTORS
        ),
        confidence=st.sampled_from((None, 1, 2, 3)),
        note=WORDS,
        core=st.none() | SELECTORS,
        acceptable=st.dictionaries(st.sampled_from(Tag), SHARES),
        scored=st.booleans(),
    ),
    Relation: st.builds(
        Relation,
        author_id=WORDS,
        type=st.sampled_from(RelationType),
        source_id=WORDS,
        target_id=WORDS,
        acceptable=st.dictionaries(st.sampled_from(RelationType), SHARES),
    ),
    Classroom: st.builds(Classroom, name=WORDS, school=WORDS),
    Student: st.builds(Student, classroom_id=WORDS, name=WORDS),
    Assignment: st.builds(
        Assignment,
        name=WORDS,
        article_ids=st.lists(WORDS, max_size=3).map(tuple),
        weights=st.builds(Weights, SHARES, SHARES, SHARES),
        key_id=st.none() | WORDS,
        asked=st.lists(st.sampled_from(Asked), unique=True).map(tuple),
        mode=st.sampled_from(Mode),
        codebook=WORDS,
    ),
    Score: st.builds(
        Score,
        assignment_id=WORDS,
        student_id=WORDS,
        row=WORDS,
        manual=st.none() | SHARES,
        level=st.none() | st.integers(0, 3),
        accepted=st.none() | st.booleans(),
    ),
    Setting: st.builds(Setting, value=WORDS),
    Submission: st.builds(Submission, student_ids=AUTHORS, receipt=WORDS, claims=st.integers(0)),
    Sitting: st.builds(Sitting, student_ids=AUTHORS, started=WORDS),
    Feedback: st.builds(Feedback, student_ids=AUTHORS, document=WORDS),
    KeyVersion: st.builds(KeyVersion, number=st.integers(1), name=WORDS),
    Vote: st.builds(Vote, student_id=WORDS, tag=st.sampled_from(Tag)),
    HandCount: st.builds(HandCount, key_claim_id=WORDS, sourced=st.integers(0, 60)),
}


def test_every_kind_is_tried_here():
    assert ENTITIES.keys() == KINDS.keys()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_there_and_back(kind: type[Entity], data: st.DataObject):
    entity = data.draw(ENTITIES[kind])
    kept = kind_of(kind)
    values = json.loads(json.dumps(kept.to_values(entity)))
    if isinstance(entity, Article):
        values["text"] = entity.text
    again = kept.from_values(values)
    assert again == entity
    assert [type(getattr(again, f.name)) for f in fields(kind)] == [
        type(getattr(entity, f.name)) for f in fields(kind)
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_has_its_column(kind: type[Entity]):
    kept = kind_of(kind)
    columns = {column.name for column in kept.columns}
    assert columns == {f.name for f in fields(kind)} - ({"text"} if kind is Article else set())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_is_put_together_is_what_an_encoder_writes(kind: type[Entity], data: st.DataObject):
    old, new = (data.draw(ENTITIES[kind]) for _ in "ab")
    kept = kind_of(kind)
    before, after = kept.to_values(old), kept.to_values(new)
    for one, other in ((None, after), (before, None), (before, after)):
        pieces = encoding.texts(kept, other or one or {})
        differing = [
            name for name in after if one is None or other is None or before[name] != after[name]
        ]
        said = {
            "kind": kept.name, "id": (other or one or {})["id"],
            "before": one and {name: one[name] for name in differing},
            "after": other and {name: other[name] for name in differing},
        }  # fmt: skip
        assert encoding.entry(kept, one, other, pieces) == encoding.to_json(said)
    cells = encoding.row(kept, new, after, encoding.texts(kept, after))
    for column, cell in zip(kept.table.c, cells, strict=True):
        if column.name in kept.derived:
            assert cell == kept.derived[column.name](new)
        elif isinstance(column.type, JSON):
            assert (cell if cell is None else json.loads(cell)) == after[column.name]
        else:
            assert cell == after[column.name]
