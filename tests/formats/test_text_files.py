"""Files in any usual encoding come in untouched; what is no text is refused in words."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import KnownError
from app.domain.language import CODES, Code, load
from app.formats import text_files
from app.formats.encodings import OFFERED, canonical

TEXT = (
    "بدأ العمل في المكتبة العامة صباح الاثنين، وقال أمينها إن الأرفف ما زالت فارغة.\n"
    "\n"
    "  وأضاف «نصف الكتب في الطريق»، ثم ذكر رقمًا: 1200 كتاب.\r\n"
    "ولم تذكر البلدية متى تُفتح الأبواب للقراء، ولا من يدفع ثمن الباقي"
)


def refused(data: bytes, encoding: str | None = None) -> KnownError:
    with pytest.raises(KnownError) as caught:
        text_files.decode(data, Path("مقال.txt"), encoding)
    return caught.value


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1256", "iso-8859-6"],
)
def test_arabic_text_comes_in_whole_and_its_encoding_is_found(encoding: str):
    data = TEXT.encode(encoding, "ignore")
    expected = data.decode(encoding).replace("\r\n", "\n")
    reading = text_files.decode(data, Path("a.txt"))
    assert (reading.text, reading.encoding) == (expected, encoding)
    assert reading.guesses[0] == encoding


@pytest.mark.parametrize("big", [False, True])
def test_utf16_with_either_mark_is_read_by_its_mark(big: bool):
    mark = b"\xfe\xff" if big else b"\xff\xfe"
    reading = text_files.decode(
        mark + TEXT.encode("utf-16-be" if big else "utf-16-le"), Path("a.txt")
    )
    assert reading.text == TEXT.replace("\r\n", "\n")


def test_nothing_but_the_line_ends_of_windows_is_translated_or_normalised():
    text = "e\u0301\nا\u0655\rب\x0c\u00a0ج \u200fد"  # decomposed, kinds of line end
    assert text_files.decode(text.encode(), Path("a.txt")).text == text
    windows = text.replace("\n", "\r\n").encode()
    assert text_files.decode(windows, Path("a.txt")).text == text


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6"])
def test_single_lines_are_told_apart(encoding: str):
    for line in TEXT.splitlines():
        data = line.encode(encoding, "ignore")
        if line.strip():
            assert text_files.decode(data, Path("a.txt")).text == data.decode(encoding)


def test_french_and_english_are_not_taken_for_arabic():
    text = "Le maire a déclaré que la médiathèque rouvrirait « très bientôt », sans préciser."
    assert text_files.decode(text.encode("cp1252"), Path("a.txt")).text == text
    assert text_files.decode(b"The library will open soon.", Path("a.txt")).encoding == "utf-8"


def test_the_encoding_asked_for_wins_where_the_bytes_leave_it_open():
    data = TEXT.encode("windows-1256", "ignore")
    reading = text_files.decode(data, Path("a.txt"), "cp1252")
    assert reading.text == data.decode("cp1252").replace("\r\n", "\n")
    assert reading.encoding == "windows-1252"
    assert "windows-1256" in reading.guesses


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (TEXT.encode(), "windows-1256", "import.not_that_encoding"),
        (TEXT.encode(), "utf-16", "import.not_that_encoding"),
        (TEXT.encode("utf-16"), "utf-8", "import.not_that_encoding"),
        (b"plain words", "utf-16", "import.not_that_encoding"),
        (TEXT.encode("cp1256", "ignore"), "utf-8", "import.wrong_encoding"),
        (b"plain words", "base64", "import.unknown_encoding"),
        (b"plain words", "klingon", "import.unknown_encoding"),
        (b"plain words", "unicode_escape", "import.unknown_encoding"),
        (b"plain words", "utf-8\0", "import.unknown_encoding"),
    ],
)
def test_a_wrong_encoding_is_refused(data: bytes, encoding: str, message: str):
    assert refused(data, encoding).message == message


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "import.empty"),
        (b" \r\n\t \xc2\xa0", "import.blank"),
        ("\u200f\u200b\n\ufeff".encode(), "import.blank"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "import.binary"),
        (b"%PDF-1.7\n" + TEXT.encode(), "import.binary"),
        (b"PK\x03\x04" + bytes(64), "import.binary"),
        (b"\x7fELF" + bytes(64), "import.binary"),
        (bytes(range(256)) * 8, "import.binary"),
        (TEXT.encode() + b"\0" + TEXT.encode(), "import.nul"),
        ((TEXT + "\0" + TEXT).encode("utf-16"), "import.nul"),
        (TEXT.encode() + b"\xed\xa0\x80" + TEXT.encode(), "import.damaged"),
        (b"abc \xed\xa0\x80 def", "import.damaged"),
        (TEXT.encode()[:-1], "import.damaged"),
        (TEXT.encode("utf-16-le") + b"\x00\xd8" + TEXT.encode("utf-16-le"), "import.damaged"),
        (TEXT.encode("utf-16") + b"\x20", "import.damaged"),
        (b"\x01\x02\x03\x1b" * 40 + b"words", "import.gibberish"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, message: str):
    assert refused(data).message == message


def test_a_text_of_too_many_characters_is_refused_with_both_numbers(tmp_path: Path):
    error = refused(b"a" * (text_files.MAX_CHARACTERS + 1))
    assert (error.message, error.values["limit"]) == ("import.too_long", text_files.MAX_CHARACTERS)
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(20_000_000)
    with pytest.raises(KnownError) as caught:
        text_files.read(big)
    assert caught.value.message == "import.too_large"
    assert caught.value.values["size"] == 20


def test_paths_that_are_no_files_are_refused(tmp_path: Path):
    for path, message in (
        (tmp_path / "none.txt", "import.missing"),
        (tmp_path, "import.is_folder"),
        (Path("a\0b.txt"), "import.missing"),
    ):
        with pytest.raises(KnownError) as caught:
            text_files.read(path)
        assert caught.value.message == message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(KnownError) as caught:
        text_files.read(tmp_path / "pipe.txt")
    assert caught.value.message == "import.not_a_file"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        reading = text_files.decode(data, Path("a.txt"))
    except KnownError:
        return
    if reading.encoding in ("utf-16", "utf-32"):  # the mark says which of two orders it is
        assert reading.text == data.decode(reading.encoding)
    else:
        assert reading.text.encode(reading.encoding) == data


def test_every_encoding_that_is_offered_is_one():
    assert [canonical(name) for name in OFFERED] == list(OFFERED)


def test_files_are_written_whole_or_not_at_all(tmp_path: Path):
    text_files.write_whole(tmp_path / "a.jsonld", b"one")
    text_files.write_whole(tmp_path / "a.jsonld", b"two")
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonld"]
    assert (tmp_path / "a.jsonld").read_bytes() == b"two"
    with pytest.raises(KnownError) as caught:
        text_files.write_whole(tmp_path / "a.jsonld" / "b", b"three")
    assert caught.value.message == "exchange.no_folder"
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError) as caught:
        text_files.write_whole(tmp_path / "folder", b"four")
    assert caught.value.message == "import.is_folder"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonld", "folder"]


@pytest.mark.parametrize("code", CODES)
def test_a_name_that_is_too_long_is_told_without_the_words_of_the_system(
    tmp_path: Path, code: Code
):
    path = tmp_path / ("a" * 300)
    with pytest.raises(KnownError, match=r"exchange\.unwritable") as caught:
        text_files.write_whole(path, b"x")
    words = load(code).say(caught.value.message, **caught.value.values)
    assert str(path) in words
    assert "{" not in words
    assert "File name too long" not in words
    assert list(tmp_path.iterdir()) == []
