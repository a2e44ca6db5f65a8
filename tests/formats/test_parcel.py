"""What goes into a parcel comes out, the same bytes from the same; and a file is there whole or not
at all. What may be wrong with one: test_tampered."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import KnownError
from app.formats import parcel, text_files
from app.formats.parcel import Kind
from tests.formats import tampering

NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,20}(/[a-z0-9][a-z0-9._-]{0,10})?", fullmatch=True)
PARTS = st.dictionaries(NAMES.filter(lambda name: name != parcel.MANIFEST), st.binary(max_size=300))


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(Kind), PARTS, st.dictionaries(st.sampled_from(["id", "x"]), st.text()))
def test_what_goes_in_comes_out(kind, parts, facts):
    facts = {name: fact for name, fact in facts.items() if fact.isprintable()}
    data = parcel.pack(kind, facts, parts)
    found = parcel.unpack(data, kind, "x")
    assert found.parts == parts
    assert {**found.manifest, **facts} == found.manifest
    assert data == parcel.pack(kind, facts, dict(reversed(parts.items())))
    assert int(str(found.manifest["file_bytes"])) == len(data)


def test_the_digest_is_of_what_it_says_not_of_the_zip():
    data = parcel.pack(Kind.WORK, {"id": "x"}, {"a": b"1" * 500})
    manifest, parts = tampering.opened(data)
    again = tampering.zipped(
        [("manifest.json", tampering.plain_json(manifest)), *sorted(parts.items())], method=0
    )
    assert again != data
    assert parcel.unpack(again, Kind.WORK, "x").digest == parcel.unpack(data, Kind.WORK, "x").digest
    other = parcel.pack(Kind.WORK, {"id": "y"}, {"a": b"1" * 500})
    assert parcel.unpack(other, Kind.WORK, "x").digest != parcel.unpack(data, Kind.WORK, "x").digest


def test_what_shrinks_much_can_still_be_read():
    """An article of one letter is silly, not a bomb: the writer stores what would look like one."""
    parts = {"articles/a.txt": b"a" * 40_000_000}
    with pytest.raises(KnownError, match=r"parcel\.too_much"):
        parcel.pack(Kind.PACK, {}, parts)
    parts = {"articles/a.txt": b"a" * 9_000_000, "b": b"abcd" * 9_000}
    assert parcel.unpack(parcel.pack(Kind.PACK, {}, parts), Kind.PACK, "x").parts == parts


def test_a_file_is_never_written_over(tmp_path: Path):
    path = tmp_path / "a.bayyina-pack"
    data = parcel.pack(Kind.PACK, {}, {})
    parcel.write_new(path, data)
    assert path.read_bytes() == data
    with pytest.raises(KnownError, match=r"parcel\.exists"):
        parcel.write_new(path, b"other")
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_nor_where_there_are_no_hard_links(tmp_path: Path, monkeypatch):
    """As on a FAT stick."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a.bayyina-pack"
    parcel.write_new(path, b"first")
    with pytest.raises(KnownError, match=r"parcel\.exists"):
        parcel.write_new(path, b"other")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch):
    real = Path.open

    def full(self: Path, *args: object, **more: object):
        return real(Path("/dev/full"), "wb", 0) if self.name.endswith(".part") else real(
            self, *args, **more
        )  # fmt: skip

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(KnownError, match=r"exchange\.disk_full"):
        parcel.write_new(tmp_path / "a", b"x" * 100)
    with pytest.raises(KnownError, match=r"exchange\.disk_full"):
        text_files.write_whole(tmp_path / "a", b"x" * 100)
    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written_is_said(tmp_path: Path):
    with pytest.raises(KnownError, match=r"exchange\.no_folder"):
        parcel.write_new(tmp_path / "gone" / "a", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match=r"parcel\.exists"):
        parcel.write_new(tmp_path / "folder", b"x")


def test_what_is_no_file_is_refused(tmp_path: Path):
    with pytest.raises(KnownError, match=r"import\.missing"):
        parcel.read(tmp_path / "none", Kind.PACK)
    with pytest.raises(KnownError, match=r"import\.is_folder"):
        parcel.read(tmp_path, Kind.PACK)
    huge = tmp_path / "huge"
    with huge.open("wb") as file:
        file.truncate(parcel.MAX_BYTES + 1)
    with pytest.raises(KnownError, match=r"import\.too_large"):
        parcel.kind_of(huge)
