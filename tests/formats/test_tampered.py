"""No spoiled file is opened, and each is refused with a reason of its own, in three languages."""

from pathlib import Path

import pytest

from app.domain import language
from app.domain.errors import KnownError
from app.domain.language import CODES
from app.formats import pack_file, submission_file
from tests.formats import parcels, tampering
from tests.formats.tampering import Tampered


def refusals(cases, read):
    """(case, its KnownError) of each; whatever else is raised fails the test, and so does an
    open file."""
    for case in cases:
        try:
            read(case.data, "x.bayyina-work")
        except KnownError as error:
            yield case, error
        else:
            pytest.fail(f"{case.name}: opened")


def is_expected(case: Tampered, error: KnownError) -> bool:
    return any(
        error.message.startswith(reason) if reason.endswith(".") else error.message == reason
        for reason in case.reasons
    )


WORKS = {
    "work": (parcels.work_bytes(), submission_file.unpack),
    "draft": (parcels.draft_bytes(), submission_file.unpack),
    "pack": (parcels.pack_bytes(), pack_file.unpack),
    "practice": (parcels.practice_bytes(), pack_file.unpack),
}


@pytest.mark.parametrize("kind", ["work", "pack"])
def test_whatever_happens_to_a_parcel(kind):
    data, read = WORKS[kind]
    read(data, "sound")
    told = list(refusals(tampering.of_any(data), read))
    assert len(told) > 150
    wrong = [(case.name, error.message) for case, error in told if not is_expected(case, error)]
    assert wrong == []


@pytest.mark.parametrize("kind", ["work", "draft"])
def test_whatever_is_done_to_a_work(kind):
    data, read = WORKS[kind]
    another = {"work": parcels.work_bytes, "draft": parcels.draft_bytes}[kind]("s02")
    told = list(refusals(tampering.of_work(data, another), read))
    assert len(told) > 50
    wrong = [(case.name, error.message) for case, error in told if not is_expected(case, error)]
    assert wrong == []


def test_whatever_is_done_to_a_pack():
    data, read = WORKS["pack"]
    told = list(refusals(tampering.of_pack(data), read))
    assert len(told) > 60
    wrong = [(case.name, error.message) for case, error in told if not is_expected(case, error)]
    assert wrong == []


def test_every_reason_can_be_said():
    data = WORKS["work"][0]
    cases = [*tampering.of_work(data, parcels.work_bytes("s02")), *tampering.cut(data)]
    languages = [language.load(code) for code in CODES]
    for case, error in refusals(cases, submission_file.unpack):
        for one in languages:
            assert "{" not in one.say(error.message, **error.values), case.name
    for _, error in refusals(tampering.of_pack(WORKS["pack"][0]), pack_file.unpack):
        assert languages[0].say(error.message, **error.values)


def test_a_cut_file_says_how_much_of_it_arrived():
    data = WORKS["draft"][0]
    with pytest.raises(KnownError) as caught:
        submission_file.unpack(data[: len(data) // 2], "9b_s28.bayyina-work")
    arabic = language.load("ar").say(caught.value.message, **caught.value.values)
    arrived, whole = len(data) // 2 // 1000, -(-len(data) // 1000)
    digits = language.load("ar").number
    assert f"مبتور: وصل {digits(arrived)} كيلوبايت من {digits(whole)}" in arabic


@pytest.mark.parametrize("kind", WORKS)
def test_every_byte_counts(kind, tmp_path: Path):
    """Any one byte turned, anywhere: sampled thinly here, by a step that meets every part."""
    data, read = WORKS[kind]
    for place in range(0, len(data), 97):
        spoiled = bytearray(data)
        spoiled[place] ^= 0xFF
        with pytest.raises(KnownError):
            read(bytes(spoiled), "x")


def test_what_is_sound_in_itself_is_told_apart_by_what_it_says():
    data = WORKS["work"][0]
    strange = submission_file.unpack(tampering.foreign_text(data), "x")
    known = {one.sha256 for one in parcels.ARTICLES}
    assert not {one.sha256 for one in strange.articles} <= known
    assert submission_file.unpack(data, "x").is_consistent
    assert not submission_file.unpack(tampering.rehashed(data), "x").is_consistent
