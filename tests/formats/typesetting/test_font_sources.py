"""The fonts are the ones that SOURCES names, byte for byte, each with its licence."""

import hashlib
from pathlib import Path

FONTS = Path(__file__).parents[3] / "resources" / "fonts"


def _rows() -> list[list[str]]:
    lines = (FONTS / "SOURCES").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_every_font_has_the_hash_that_sources_states() -> None:
    for name, _package, _version, _origin, digest in _rows():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name


def test_sources_names_every_file_and_every_family_its_licence() -> None:
    on_disk = {path.relative_to(FONTS).as_posix() for path in FONTS.glob("*/*")}
    assert on_disk == {row[0] for row in _rows()}
    for family in ("amiri", "vazirmatn"):
        assert "SIL OPEN FONT LICENSE" in (FONTS / family / "OFL.txt").read_text(encoding="utf-8")
