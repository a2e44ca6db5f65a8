"""The wheel: the app with its resources and seeds inside."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of a wheel built from this source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("bayyina-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_what_ships_is_where_the_app_looks_for_it(names: set[str], folder: str) -> None:
    shipped = {
        f"app/_data/{file.relative_to(ROOT).as_posix()}"
        for file in (ROOT / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert shipped
    assert shipped <= names


def test_the_app_is_in_it_and_nothing_of_the_workshop(names: set[str]) -> None:
    assert {"app/__init__.py", "app/paths.py"} <= names
    assert {name.split("/")[0] for name in names} == {"app", "bayyina-0.1.0.dist-info"}
    assert "bayyina-0.1.0.dist-info/licenses/LICENSE" in names
