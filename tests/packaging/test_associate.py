"""A double click on a file of ours starts this program: what the desktop is told."""

import importlib
import os
import plistlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest

from app.domain.file_kind import FileKind

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
sys.path.append(str(PACKAGING))
associate = importlib.import_module("associate")

MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
KINDS = {kind.value for kind in FileKind}


def test_every_kind_of_file_is_told_everywhere() -> None:
    assert set(associate.ENDINGS) == KINDS
    tree = ET.parse(PACKAGING / "linux" / "bayyina.xml")
    globs = {glob.attrib["pattern"] for glob in tree.iter(f"{MIME}glob")}
    assert globs == {f"*{kind}" for kind in KINDS}
    types = {one.attrib["type"] for one in tree.iter(f"{MIME}mime-type")}
    entry = ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "bayyina.desktop", encoding="utf-8")
    assert set(entry["Desktop Entry"]["MimeType"].rstrip(";").split(";")) == types
    told = plistlib.loads((PACKAGING / "macos" / "document-types.plist").read_bytes())
    extensions = {e for one in told["CFBundleDocumentTypes"] for e in one["CFBundleTypeExtensions"]}
    assert {f".{extension}" for extension in extensions} == KINDS


def test_the_registry_opens_the_file_with_this_program() -> None:
    start = associate.start(Path("C:/Users/معلم/بيّنة/.venv"), "win32")
    entries = associate.registry_entries(start)
    by_key = {entry.key: entry.value for entry in entries}
    kind = by_key[r"Software\Classes\.bayyina-pack"]
    line = by_key[rf"Software\Classes\{kind}\shell\open\command"]
    assert line.endswith('pythonw.exe" -P -m app "%1"')
    assert line.startswith('"C:')
    assert all(entry.key.startswith("Software\\Classes\\") for entry in entries)


def test_odd_folders_are_quoted_as_desktops_read_them() -> None:
    text = associate.desktop_entry(['/home/a b/50%"x"/python', "-m", "app"])
    [line] = [line for line in text.splitlines() if line.startswith("Exec=")]
    assert line == 'Exec="/home/a b/50%%\\\\"x\\\\"/python" "-m" "app" %F'


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders of Linux")
@pytest.mark.skipif(shutil.which("update-mime-database") is None, reason="no MIME database")
def test_the_desktop_knows_a_pack_and_forgets_it_again(tmp_path: Path) -> None:
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    script = [sys.executable, str(PACKAGING / "associate.py")]
    if not Path(associate.start()[0]).exists():
        pytest.skip("no .venv")
    subprocess.run(script, env=env, check=True, capture_output=True)
    globs = (tmp_path / "mime" / "globs2").read_text()
    assert "application/x-bayyina-pack:*.bayyina-pack" in globs
    entry = (tmp_path / "applications" / "bayyina.desktop").read_text(encoding="utf-8")
    assert f'Exec="{associate.start()[0]}"' in entry
    subprocess.run([*script, "--remove"], env=env, check=True, capture_output=True)
    assert not (tmp_path / "applications" / "bayyina.desktop").exists()
    assert "bayyina" not in (tmp_path / "mime" / "globs2").read_text()
