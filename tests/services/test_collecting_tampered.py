"""Hand-ins that a stick, a naive edit or somebody hostile spoiled: refused or flagged, each with
its reason in every language, and nothing in the classroom file changes."""

from dataclasses import replace

import pytest

from app.domain import language as languages
from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.services import collecting, grading
from app.services.collecting import State
from tests.formats import tampering
from tests.services.made_works import Mark, dump, file_of
from tests.services.test_collecting import seated

MARKS = (
    Mark("c1", 0, 0, 3, Tag.UNVERIFIED),
    Mark("c2", 1, 0, 2, Tag.OPINION),
    Mark("c3", 1, 4, 6),
)


@pytest.fixture
def desk(tmp_path):
    made = seated(tmp_path / "class.bayyina")
    with made.workspace:
        yield made


def look_at(desk, folder, tampered):
    """Write each under a name of its own, look at all, and give (what it is, what became of it)."""
    folder.mkdir()
    names = {}
    for number, one in enumerate(tampered):
        file = folder / f"9b_s01_{number:04}_x.bayyina-work"
        file.write_bytes(one.data)
        names[file.name] = one
    preview = desk.look(folder)
    return preview, [(names[one.name], one) for one in preview.candidates]


def test_every_tampered_file_is_refused_with_its_reason(desk, tmp_path):
    sound = file_of(desk.work(("s01",), MARKS, [("r1", "c1", "c2")]), tmp_path / "sound")
    another = file_of(
        desk.work(("s02",), (Mark("d1", 0, 2, 3), Mark("d2", 1, 1, 2))), tmp_path / "o"
    )
    data = sound.read_bytes()
    tampered = [*tampering.of_any(data), *tampering.of_work(data, another.read_bytes())]
    assert len(tampered) >= 100
    before = dump(desk.workspace)
    preview, judged = look_at(desk, tmp_path / "in", tampered)
    assert len(judged) == len(tampered)
    for one, found in judged:
        assert found.state is State.REFUSED, one.name
        assert found.reason.message.startswith(one.reasons), (one.name, found.reason)
        for code in languages.CODES:
            assert languages.load(code).say(found.reason.message, **found.reason.values)
    done = desk.workspace.do(Gesture.COLLECT, collecting.collect, preview)
    assert (done.added, len(done.refused)) == (0, len(tampered))
    assert dump(desk.workspace) == before


def test_a_foreign_text_is_refused_and_marks_are_given_on_the_teachers_own(desk, tmp_path):
    sound = file_of(desk.work(("s01",), MARKS), tmp_path / "sound.bayyina-work")
    foreign = tmp_path / "foreign.bayyina-work"
    foreign.write_bytes(tampering.foreign_text(sound.read_bytes()))
    [one] = desk.look(foreign).candidates
    assert one.reason.message == "collect.foreign_text"
    desk.collect(sound)
    text = {article.id: article.text for article in desk.articles}
    for mark in desk.marks_of("s01"):
        for span in mark.spans:
            assert text[mark.article_id][span.start : span.end] == span.exact
    material = desk.workspace.read(grading.material_of, "one")
    assert {article.text for article in material.articles} == set(text.values())


def test_what_the_log_never_did_is_flagged(desk, tmp_path):
    sound = file_of(desk.work(("s01",), MARKS), tmp_path / "sound.bayyina-work")
    changed = tmp_path / "changed.bayyina-work"
    changed.write_bytes(tampering.rehashed(sound.read_bytes()))
    [one] = desk.look(changed).candidates
    assert [warning.message for warning in one.warnings] == ["collect.log_differs"]


def test_words_that_are_only_nearly_there_are_left_out_and_told(desk, tmp_path):
    work = desk.work(("s01",), MARKS)
    near = "اعلنت البلديه ان الجسر كلّف 12 مليون"
    other = replace(work.annotations[0].spans[0], start=3, exact=near)
    claims = [replace(work.annotations[0], spans=(other,)), *work.annotations[1:]]
    made = file_of(replace(work, annotations=claims), tmp_path / "a.bayyina-work")
    [one] = desk.look(made).candidates
    assert [w.message for w in one.warnings] == ["collect.log_differs", "collect.left_out"]


def test_ids_of_another_student_are_flagged_and_take_nothing_from_him(desk, tmp_path):
    first = desk.work(("s01",), MARKS, [("r1", "c1", "c2")])
    desk.collect(file_of(first, tmp_path / "1.bayyina-work"))
    before = dump(desk.workspace)
    thief = desk.work(("s02",), [replace(mark, tag=Tag.SOURCED) for mark in MARKS],
                      [("r1", "c1", "c2")], handed_in="2025-11-22T11:00:00+00:00")  # fmt: skip
    [one] = desk.look(file_of(thief, tmp_path / "2.bayyina-work")).candidates
    [warning] = one.warnings
    assert (warning.message, warning.values["count"]) == ("collect.shared_ids", 4)
    desk.collect(tmp_path / "2.bayyina-work")
    after = dump(desk.workspace)
    theirs = {name for name, kept in before.items() if getattr(kept, "author_id", "") != "s02"}
    assert {name: after[name] for name in theirs} == {name: before[name] for name in theirs}
    marks = desk.workspace.read(lambda tx: tx.find(Annotation, author_id="s02"))
    assert len([mark for mark in marks if mark.id not in ("c1", "c2", "c3")]) == 3
