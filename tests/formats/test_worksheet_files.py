"""What comes back out of a worksheet is what went in, byte for byte, or nothing does."""

import re
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from app.domain.errors import KnownError
from app.domain.worksheet import Worksheet
from app.formats import worksheet_files
from app.formats.jsonld import reading
from app.formats.jsonld.sealing import sealed
from app.formats.typesetting.sealing import seal
from app.formats.worksheet import Fonts
from app.formats.worksheet.writing import drawn
from tests.formats.worksheet.samples import GRADED, KEY, blank_of, booklet_of, student_of

DATA = sealed({"items": [], "said": "«كما هو» 🌾"})
FONTS = Fonts()
SHEET = drawn(replace(student_of(GRADED), attachment=DATA), FONTS)


def refusal(content: bytes) -> str:
    with pytest.raises(KnownError) as refused:
        worksheet_files.attached(content, "f.pdf")
    assert refused.value.values == {"name": "f.pdf"}
    return refused.value.message.removeprefix("worksheet_file.")


def resealed(content: bytes) -> bytes:
    """As by somebody who has read how seals are made."""
    length = b"%010d" % len(content)
    content = re.sub(rb"(<bayyina:length>)\d{10}", rb"\g<1>" + length, content)
    blank = re.sub(rb"(<bayyina:seal>sha256:)[0-9a-f]{64}", rb"\g<1>" + b"0" * 64, content)
    return seal(blank)


@pytest.mark.parametrize(
    "page", [GRADED, student_of(GRADED), blank_of(GRADED), KEY], ids=lambda page: page.kind.value
)
def test_each_kind_gives_back_what_was_attached(page: Worksheet) -> None:
    content = drawn(replace(page, attachment=DATA), FONTS)
    found = worksheet_files.attached(content, "")
    assert (found.data, found.length, found.added) == (DATA, len(content), False)


@settings(max_examples=8, deadline=None)
@given(st.dictionaries(st.text(st.characters(exclude_categories=("Cs",))), st.text("اب\n>>%")))
def test_whatever_is_attached_comes_back(document: dict[str, Any]) -> None:
    data = sealed({**document, "filler": "endstream\nendobj\n" * 40})
    content = drawn(replace(blank_of(GRADED), attachment=data), FONTS)
    assert worksheet_files.attached(content, "").data == data


def test_a_booklet_has_none() -> None:
    assert refusal(drawn(booklet_of(2), FONTS)) == "no_data"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SHEET) - 1))
    more = data.draw(st.binary(min_size=1, max_size=6))
    gone = data.draw(st.integers(0, 6))
    changed = SHEET[:at] + more + SHEET[at + gone :]
    if changed.startswith(SHEET):  # appended
        assert worksheet_files.attached(changed, "").added is (len(changed) > len(SHEET))
    else:
        assert refusal(changed) in ("altered", "damaged", "not_pdf", "newer", "foreign")


def _spots() -> list[int]:
    """One byte in each part: the attached file, its dictionary, XMP, seal, cross-reference, end."""
    marks = (
        b"%PDF", b"/EmbeddedFile", b"/CheckSum<", b"<bayyina:attached>sha256:", b"<bayyina:length>",
        b"<bayyina:seal>sha256:", b"<dc:title>", b"/Type/ObjStm", b"/Type/XRef", b"startxref\n",
        b"%%EOF",
    )  # fmt: skip
    return [SHEET.rindex(mark) + len(mark) for mark in marks]


@pytest.mark.parametrize("bit", [0, 3, 7])
def test_nor_a_single_bit_of_what_matters(bit: int) -> None:
    stream = SHEET.index(b"stream\n", SHEET.index(b"/EmbeddedFile")) + 7
    for spot in (*_spots(), *range(stream, stream + 60, 7)):
        at = min(spot, len(SHEET) - 1)
        changed = SHEET[:at] + bytes([SHEET[at] ^ 1 << bit]) + SHEET[at + 1 :]
        assert refusal(changed) in ("altered", "damaged", "not_pdf")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(SHEET) - 1))
def test_a_part_of_it_is_no_worksheet(length: int) -> None:
    assert refusal(SHEET[:length]) in ("altered", "damaged", "not_pdf")
    assert refusal(SHEET[length + 1 :]) in ("altered", "not_pdf", "foreign")


def test_cut_short_is_told_from_changed() -> None:
    assert refusal(SHEET[:-1500]) == "damaged"
    assert refusal(SHEET[:900]) == "damaged"
    assert refusal(b"%PDF-1.4\n" + SHEET) == "altered"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=2000))
def test_noise_is_refused(noise: bytes) -> None:
    assert refusal(noise) == "not_pdf"
    assert refusal(b"%PDF-1.7\n" + noise) in ("damaged", "foreign")


def test_what_is_no_pdf() -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("worksheet.jsonld", DATA)
    for content in (b"", archive.getvalue(), b"<!DOCTYPE html><p>%PDF", DATA, b"\0" * 5000):
        assert refusal(content) == "not_pdf"


def _by_another_program(attached: bool, password: str | None = None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if attached:
        writer.add_attachment("worksheet.jsonld", DATA)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_is_not_ours() -> None:
    assert refusal(_by_another_program(attached=False)) == "foreign"
    assert refusal(_by_another_program(attached=True)) == "foreign"
    assert refusal(_by_another_program(attached=True, password="")) == "encrypted"


@pytest.mark.parametrize("compressed", [False, True])
def test_saved_anew_by_another_program_with_all_that_is_in_it(compressed: bool) -> None:
    writer = PdfWriter(clone_from=BytesIO(SHEET))
    if compressed:  # XMP too
        writer._root_object["/Metadata"].get_object()._data = b""
        metadata = writer._root_object.raw_get("/Metadata")
        writer._replace_object(metadata, metadata.get_object().flate_encode())
    out = BytesIO()
    writer.write(out)
    assert PdfReader(out).attachments["worksheet.jsonld"] == [DATA]
    assert refusal(out.getvalue()) == "altered"
    encrypted = BytesIO()
    writer.encrypt("pw", algorithm="RC4-128")
    writer.write(encrypted)
    assert refusal(encrypted.getvalue()) == "encrypted"


def test_what_a_later_version_wrote() -> None:
    later = SHEET.replace(b"<bayyina:format>1<", b"<bayyina:format>2<")
    assert refusal(later) == "newer"
    assert refusal(resealed(later)) == "newer"
    earlier = SHEET.replace(b"<bayyina:format>1<", b"<bayyina:format>0<")
    assert refusal(earlier) == "altered"


def _with_file(packed: bytes, digest: bytes) -> bytes:
    """A worksheet with another attached file, sealed again."""
    found = re.search(rb"(/EmbeddedFile[^\n]*/Length )\d+(>>\nstream\n)", SHEET)
    assert found
    old = int(re.search(rb"/Length (\d+)>>", SHEET[found.start() :])[1])
    stream = found[1] + b"%d" % len(packed) + found[2] + packed
    content = SHEET[: found.start()] + stream + SHEET[found.end() + old :]
    name = b"<bayyina:attached>sha256:"
    at = content.index(name) + len(name)
    return resealed(content[:at] + digest + content[at + 64 :])


def _digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def test_a_file_that_was_sealed_again_must_still_agree_with_itself() -> None:
    other = sealed({"items": [1]})
    told = DATA.replace("كما".encode(), "كمل".encode())
    assert refusal(_with_file(zlib.compress(other), _digest(DATA))) == "altered"
    assert refusal(_with_file(zlib.compress(told), _digest(told))) == "altered"
    assert refusal(_with_file(b"no stream", _digest(DATA))) == "altered"
    assert refusal(_with_file(zlib.compress(DATA)[:-6], _digest(DATA))) == "altered"
    deep = b"[" * 1_000_000
    assert refusal(_with_file(zlib.compress(deep), _digest(deep))) == "altered"
    # There is no secret in a seal: who knows how it is made can make one (the README says so).
    assert worksheet_files.attached(_with_file(zlib.compress(other), _digest(other)), "").data


def test_a_bomb_is_unfolded_no_further_than_a_file_may_be_long(monkeypatch) -> None:
    """Fifty times what may come back; and what was unfolded of it is not given back."""
    monkeypatch.setattr(reading, "MAX_BYTES", 100_000)
    unfolded: list[int] = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self) -> None:
            self._real = real()

        def decompress(self, packed: bytes, most: int) -> bytes:
            data = self._real.decompress(packed, most)
            unfolded.append(len(data))
            return data

        @property
        def eof(self) -> bool:
            return self._real.eof

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    bomb = b" " * 5_000_000
    assert refusal(_with_file(zlib.compress(bomb, 9), _digest(bomb))) == "altered"
    assert unfolded == [100_000]


def test_loops_and_nests_are_not_followed() -> None:
    """Nothing is parsed: whatever stands in the objects of a file that is not sealed is not met."""
    nest = b"<</A" * 200_000
    loop = b"1 0 obj\n<</Type/Catalog/Pages 1 0 R/Names 1 0 R/Kids[1 0 R]>>\nendobj\n"
    trailer = b"trailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
    assert refusal(b"%PDF-1.7\n" + loop + nest + trailer) == "foreign"
    stream = b"2 0 obj\n<</Type/EmbeddedFile/Subtype/application#2Fld#2Bjson>>\n"
    assert refusal(b"%PDF-1.7\n" + stream + loop + trailer) == "altered"
