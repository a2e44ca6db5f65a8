"""The file is there whole, or what was there stays."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import paths
from app.domain.errors import KnownError
from app.formats.worksheet import Fonts, write
from tests.formats.worksheet.samples import GRADED


def test_writes_and_replaces_and_counts_pages(fonts: Fonts, tmp_path: Path) -> None:
    file = tmp_path / "ورقة سلمى.pdf"
    file.write_bytes(b"old")
    pages = write(GRADED, file, fonts)
    assert file.read_bytes().startswith(b"%PDF-1.7")
    assert len(PdfReader(file).pages) == pages >= 1
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_said_so(fonts: Fonts, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        write(GRADED, tmp_path / "none" / "a.pdf", fonts)
    assert refused.value.message == "worksheet.unwritable"


def test_a_failure_leaves_the_old_file_and_nothing_else(fonts: Fonts, tmp_path: Path) -> None:
    folder = tmp_path / "a.pdf"
    folder.mkdir()  # cannot be replaced by a file
    with pytest.raises(KnownError):
        write(GRADED, folder, fonts)
    assert list(tmp_path.iterdir()) == [folder]
    old = tmp_path / "b.pdf"
    old.write_bytes(b"old")
    broken = replace(GRADED, claims=(replace(GRADED.claims[0], tag="none"),))  # pyright: ignore
    with pytest.raises(KeyError):
        write(broken, old, fonts)
    assert old.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [folder, old]


def test_missing_fonts_are_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    with pytest.raises(KnownError) as refused:
        write(GRADED, tmp_path / "a.pdf")
    assert refused.value.message == "font.missing"
    assert list(tmp_path.iterdir()) == []
