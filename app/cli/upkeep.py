"""The verbs ``sample`` and ``doctor``."""

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from app.cli.output import Output
from app.domain.change import Gesture
from app.services import checking, sampling
from app.services.checking import Check
from app.services.workspace import Workspace

# A release of PySide6 gave a reference to None away with every call that returns nothing, until the
# interpreter died (PYSIDE-3474). In a process of its own, for this one must not load Qt.
_REFERENCES = """
import sys
try:
    from PySide6.QtCore import QObject
except ImportError as error:
    print("absent", error)
    raise SystemExit
thing = QObject()
before = sys.getrefcount(None)
for _ in range(1000):
    thing.setObjectName("x")
print("lost" if sys.getrefcount(None) < before - 500 else "kept")
"""


def sample(workspace: Workspace, arguments: Namespace, out: Output) -> int:
    made = workspace.do(Gesture.ADD_SAMPLE, sampling.add_sample)
    out.result(
        {
            "articles": list(made.articles),
            "students": list(made.students),
            "assignments": list(made.assignments),
        }
    )
    out.say("cli.sample_there", articles=out.words.count("cli.articles", len(made.articles)),
            students=out.words.count("cli.students", len(made.students)))  # fmt: skip
    for id in made.assignments:
        out.say("cli.sample_assignment", id=id)
    return 0


def doctor(path: Path, out: Output) -> int:
    """Exit code 1 where something is wrong."""
    if not os.path.lexists(path):
        Workspace.open(path).close()
    checks = [*checking.doctor(path, out.words), _references(out)]
    out.result({"checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks]})
    for check in checks:
        out.line(f"{'✓' if check.ok else '✗'} {check.detail}")
    wrong = [check for check in checks if not check.ok]
    if wrong and out.as_json:
        out.complain("\n".join(check.detail for check in wrong))
    return 1 if wrong else 0


def _references(out: Output) -> Check:
    """Whether Qt's calls give no reference away."""
    name = "references_of_qt"
    if getattr(sys, "frozen", False):  # checked when the bundle was built
        return Check(name, True, out.words.say("cli.doctor.qt_bundled"))
    try:
        told = subprocess.run(
            [sys.executable, "-c", _REFERENCES], capture_output=True, text=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Check(name, False, out.words.say("cli.doctor.qt_unknown", problem=str(error)))
    answer = told.stdout.strip()
    if answer.startswith("absent"):
        return Check(name, True, out.words.say("cli.doctor.qt_absent"))
    if answer == "kept":
        return Check(name, True, out.words.say("cli.doctor.qt_ok"))
    problem = answer or told.stderr.strip()[-200:] or str(told.returncode)
    return Check(name, False, out.words.say("cli.doctor.qt_bad", problem=problem))
