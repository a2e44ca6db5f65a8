"""Phrases dragged with the X server's own mouse over the sample articles, and what is kept.

More of them: ``xvfb-run -a python -m tests.gestures.real_drags seeds/articles --phrases 200``.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"
PHRASES = 20


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of its own, as the tests of one machine may run side by side."""
    if shutil.which("Xvfb") is None or shutil.which("xdotool") is None:
        pytest.skip("no Xvfb or no xdotool here")
    told, tells = os.pipe()
    screen = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        screen, pass_fds=[tells], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(tells)
        with os.fdopen(told) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
        server.terminate()


def test_what_was_dragged_over_is_what_is_kept(display: str, tmp_path: Path) -> None:
    surroundings = os.environ | {
        "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "BAYYINA_HOME": str(tmp_path),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.gestures.real_drags", str(SEEDS)]
    ended = subprocess.run(
        [*command, "--phrases", str(PHRASES)],
        cwd=SEEDS.parents[1], env=surroundings, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    assert found["dragged"] >= PHRASES - 2
    assert len(found["kinds"]) >= 3
    assert (found["lost"], found["wrong"], found["kept_instead"]) == ([], [], [])
