"""Choices survive a restart; a damaged file does not stop anyone."""

import json
from pathlib import Path

import pytest

from app.ui.preferences import Choices, Preferences


def test_choices_come_back(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "preferences.json"
    first = Preferences(path)
    heard: list[Choices] = []
    stop = first.subscribe(heard.append)
    first.change(theme="dark", digits="latin", language="fr", reading_size="large")
    stop()
    first.change(reduced_motion=True)
    first.remember("reading.splitter", "AAA=")
    assert [choices.theme for choices in heard] == ["dark"]
    again = Preferences(path).choices
    assert again == first.choices
    assert (again.theme, again.digits, again.language) == ("dark", "latin", "fr")
    assert again.layout == {"reading.splitter": "AAA="}
    assert [p.name for p in path.parent.iterdir()] == ["preferences.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b'{"theme": "pink"}'])
def test_a_damaged_file_means_the_usual_choices(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert Preferences(path).choices == Choices()


def test_what_makes_sense_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    odd = {"theme": "dark", "digits": 3, "layout": {"a": 1}, "unknown": True, "language": "en"}
    path.write_text(json.dumps(odd))
    assert Preferences(path).choices == Choices(theme="dark", language="en")
