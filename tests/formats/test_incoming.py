"""Finding hand-ins: what is looked at, what is left alone, what is refused."""

import sys
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from app.domain.errors import KnownError
from app.formats import incoming
from app.formats.incoming import Place

WORK = "9b_s01_0900_a7kd.bayyina-work"


def zipped(**entries: bytes) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(name.replace("__", "/"), data)
    return into.getvalue()


def said_to_hold_one(data):
    """A zip whose end record lies about how many entries there are."""
    at = data.rfind(b"PK\x05\x06")
    return data[: at + 8] + b"\1\0\1\0" + data[at + 12 :]


def put(path, data=b"work"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def reasons(found):
    return [reason.message for _place, reason in found.refused]


def test_folders_are_searched_to_the_bottom_and_system_files_passed_over(tmp_path):
    for name in (WORK, "a/b/c/X.BAYYINA-WORK", ".hidden.bayyina-work", "~$x.bayyina-work",
                 "$RECYCLE.BIN/x.bayyina-work", "System Volume Information/x.bayyina-work",
                 ".Trash-1000/x.bayyina-work", "__MACOSX/._x.bayyina-work"):  # fmt: skip
        put(tmp_path / name)
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "list.xlsx", "x.bayyina-work.part"):
        put(tmp_path / name)
    found = incoming.find([tmp_path])
    assert [place.name for place in found.works] == [WORK, "X.BAYYINA-WORK"]
    assert (sorted(found.others), found.refused) == (["list.xlsx", "x.bayyina-work.part"], [])


def test_a_file_that_two_paths_lead_to_comes_once(tmp_path):
    file = put(tmp_path / "in" / WORK)
    assert len(incoming.find([tmp_path, file, tmp_path / "in", file]).works) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_a_circle_ends(tmp_path):
    put(tmp_path / "in" / WORK)
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    assert len(incoming.find([tmp_path]).works) == 1


def test_a_file_that_was_named_is_read_whatever_its_name(tmp_path):
    file = put(tmp_path / "work.bin")
    [place] = incoming.find([file]).works
    assert incoming.read(place) == b"work"
    [place] = incoming.find([tmp_path / "nowhere"]).works
    with pytest.raises(KnownError, match=r"import\.missing"):
        incoming.read(place)


def test_zips_of_moodle_and_canvas_and_one_in_another(tmp_path):
    inner = zipped(**{f"ali_12_34_{WORK}": b"canvas", "deep.zip": zipped(x=b"")})
    moodle = zipped(**{
        f"ريم العلي_42_assignsubmission_file___{WORK}": b"moodle",
        "onlinetext.html": b"<p>", "inner.zip": inner,
    })  # fmt: skip
    found = incoming.find([put(tmp_path / "all.zip", moodle)])
    assert sorted(incoming.read(place) for place in found.works) == [b"canvas", b"moodle"]
    assert reasons(found) == ["collect.too_deep"]
    assert found.others == ["onlinetext.html"]
    assert str(found.works[0]).startswith(str(tmp_path / "all.zip") + "/")


def test_a_hand_in_that_a_browser_called_zip_is_one(tmp_path):
    file = put(tmp_path / f"{WORK}.zip", zipped(**{"manifest.json": b"{}", "work.jsonld": b"{}"}))
    found = incoming.find([tmp_path])
    assert found.works == [Place(file)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "parcel.cut_somewhere"),
        (b"PK\x03\x04 no zip at all", "parcel.cut_somewhere"),
        (zipped(**{WORK: b"x" * 5000})[:-30], "parcel.cut_somewhere"),
        (zipped(**{WORK: b"x" * 50}).replace(b"PK\x01\x02", b"PK\x01\x03"), "parcel.damaged"),
        (zipped(**{f"{n}": b"" for n in range(10_001)}), "parcel.too_many"),
        (said_to_hold_one(zipped(**{f"{n}": b"" for n in range(10_001)})), "parcel.too_many"),
        (said_to_hold_one(zipped(**{f"{n}": b"" for n in range(70_000)})), "parcel.too_many"),
        (zipped(**{"..__" + WORK: b"x"}), "parcel.bad_name"),
        (zipped(**{"a.zip": b"no zip"}), "parcel.cut_somewhere"),
        (zipped(**{"a.zip": bytes(60_000_000)}), "parcel.bomb"),
    ],
)
def test_hostile_zips_are_refused(tmp_path, data, reason):
    found = incoming.find([put(tmp_path / "x.zip", data)])
    assert (found.works, reasons(found)) == ([], [reason])


def test_a_hand_in_in_a_zip_that_swells_or_is_locked_is_refused(tmp_path):
    bomb = zipped(**{WORK: bytes(40_000_000)})
    [place] = incoming.find([put(tmp_path / "bomb.zip", bomb)]).works
    with pytest.raises(KnownError, match=r"parcel\.bomb"):
        incoming.read(place)
    into = BytesIO()
    with ZipFile(into, "w", ZIP_STORED) as file:
        file.writestr(WORK, b"x" * 50)
    locked = bytearray(into.getvalue())
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    [place] = incoming.find([put(tmp_path / "locked.zip", bytes(locked))]).works
    with pytest.raises(KnownError, match=r"parcel\.encrypted"):
        incoming.read(place)
    spoiled = into.getvalue().replace(b"x" * 50, b"y" * 50)
    [place] = incoming.find([put(tmp_path / "spoiled.zip", spoiled)]).works
    with pytest.raises(KnownError, match=r"parcel\.damaged"):
        incoming.read(place)


def test_who_stops_the_search_is_heard(tmp_path):
    for number in range(50):
        put(tmp_path / f"{number}.bayyina-work")
    asked = []
    found = incoming.find([tmp_path], lambda: len(asked) >= 10 or asked.append(1))
    assert len(found.works) == 10
