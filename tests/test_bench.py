"""The bench runs and tells what it measured. How fast anything is, is not tested here."""

import json
import os
import subprocess
import sys
from pathlib import Path


def test_a_row_as_json(tmp_path: Path) -> None:
    file = tmp_path / "rows.json"
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--only", "undo", "--json", str(file)],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr  # 1: over its limit, on a busy machine
    (row,) = json.loads(file.read_text(encoding="utf-8"))
    assert set(row) == {"name", "ours", "floor", "ratio", "limit"}
    assert row["name"] == "undo"
    assert row["limit"] == 3
    assert row["ours"] > 0
    assert row["floor"] > 0
    assert "undo" in done.stdout
