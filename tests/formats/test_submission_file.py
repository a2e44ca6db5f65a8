"""A work comes back as it was, gives the same submission each time, and old ones open for ever."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.formats import submission_file
from app.formats.submission_file import State
from tests.formats import parcels

OLD = Path(__file__).parents[1] / "old_files"


@pytest.mark.parametrize("author", ["s01", "s01+s02", "ط٧", "أ" * 64 + "+" + "ب" * 64])
def test_a_work_comes_back(author):
    work = parcels.work(author=author)
    data = submission_file.write(work)
    found = submission_file.unpack(data, "x")
    assert (found.state, found.student_ids, found.author_id) == (
        State.HANDED_IN, tuple(author.split("+")), author
    )  # fmt: skip
    assert (found.claims, found.relations, len(found.lines)) == (3, 1, 4)
    assert found.articles == work.articles
    assert list(found.lines) == list(work.lines)
    assert found.is_consistent
    assert [item.id for item in found.items.claims] == [one.id for one in work.annotations]
    assert data == submission_file.write(work)


def test_a_submission_follows_from_the_file_alone(tmp_path: Path):
    for name in ("a.bayyina-work", "b (1).bayyina-work"):
        (tmp_path / name).write_bytes(parcels.work_bytes())
    first, second = (submission_file.read(path).submission for path in sorted(tmp_path.iterdir()))
    assert first == second
    later = parcels.work(handed_in="2025-03-24T09:15:00.001+00:00")
    third = submission_file.unpack(submission_file.write(later), "x").submission
    assert third.id != first.id
    assert third.receipt != first.receipt
    assert (third.document, third.log) == (first.document, first.log)


def test_nothing_marked_is_work_too():
    empty = parcels.work(annotations=[], relations=[], lines=[])
    found = submission_file.unpack(submission_file.write(empty), "x")
    assert (found.claims, found.relations, found.lines, found.log) == (0, 0, (), "")
    assert found.is_consistent


def test_kept_work_brings_its_pack():
    found = submission_file.unpack(parcels.draft_bytes(), "x")
    assert found.state is State.DRAFT
    assert found.unpacked() == parcels.pack()
    assert submission_file.unpack(parcels.work_bytes(), "x").unpacked() is None


def test_a_log_that_says_otherwise_is_told():
    lines = parcels.work().lines[:-1]
    found = submission_file.unpack(submission_file.write(parcels.work(lines=lines)), "x")
    assert not found.is_consistent


def test_the_device_of_a_long_name_is_cut():
    work = replace(parcels.work(), device="x" * 500 + "\x07")
    assert submission_file.unpack(submission_file.write(work), "x").device == "x" * 200


def test_works_of_the_first_schema_open():
    found = submission_file.read(OLD / "work_schema_1.bayyina-work")
    submission = found.submission
    assert submission.id == "ce57a6f3-2729-52c8-8432-7fa56be21eff"
    assert submission.receipt == "RH4AWX6S"
    assert (submission.claims, submission.relations, submission.student_ids) == (3, 1, ("s01",))
    assert submission.assignment_id == parcels.name_of("assignment")
    assert submission.articles == tuple(one.sha256 for one in parcels.ARTICLES)
    assert found.is_consistent
    kept = submission_file.read(OLD / "kept_schema_1.bayyina-work")
    assert (kept.state, kept.document) == (State.DRAFT, found.document)
    pack = kept.unpacked()
    assert pack is not None
    assert pack.articles == parcels.ARTICLES
