"""A computer of its own: a process without a network that runs the program's verbs, one by one.

``python -m tests.cycle.machine`` reads a JSON list of command lines and prints a JSON list of
``{code, out, err}``.
"""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Answer:
    """What a verb said. ``value`` is the JSON on stdout."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


def offline() -> list[str]:
    """The prefix of a command that takes its network away; empty where the system has none."""
    command = shutil.which("unshare")
    if command is None:
        return []
    for flags in ("-n", "-rn"):
        tried = subprocess.run([command, flags, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return [command, flags]
    return []


def run(home: Path, commands: Sequence[Sequence[str | Path]]) -> list[Answer]:
    """Run verbs on a computer whose files are under ``home``, in one process."""
    home.mkdir(parents=True, exist_ok=True)
    asked = json.dumps([[str(word) for word in command] for command in commands])
    done = subprocess.run(
        [*offline(), sys.executable, "-m", "tests.cycle.machine"],
        input=asked, capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT,
        env={**os.environ, "BAYYINA_HOME": str(home), "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [Answer(**answer) for answer in json.loads(done.stdout)]


def _main() -> None:
    from app.__main__ import main

    answers: list[dict[str, Any]] = []
    for command in json.load(sys.stdin):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                code = main(command)
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else 1
        answers.append({"code": code, "out": out.getvalue(), "err": err.getvalue()})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    _main()
