"""Which Python runs Bayyina, and how one program hands over to the next.

This module is read by Pythons that are too old for Bayyina: nothing newer than 3.7 in it.
"""

from __future__ import annotations

import os
import subprocess
import sys

import system_packages

SUITABLE = ((3, 11), (3, 12), (3, 13))

ADVICE = """\
يحتاج برنامج بيّنة إلى إصدار 3.11 أو 3.12 أو 3.13 من بايثون، والإصدار المستعمل هنا {found}.
الإصدارات كلها في https://www.python.org/downloads/ وبعد التثبيت يُكرَّر الأمر نفسه.
Bayyina needs Python 3.11, 3.12 or 3.13; this is {found}.
They are at https://www.python.org/downloads/. Once one is installed, run the command again."""


def is_suitable(version: tuple[int, int]) -> bool:
    """Whether Bayyina runs on this version of Python: (major, minor)."""
    return version in SUITABLE


def commands(platform: str) -> list[list[str]]:
    """The commands that could start a suitable Python there, newest first (``sys.platform``)."""
    names = [f"{major}.{minor}" for major, minor in reversed(SUITABLE)]
    if platform == "win32":
        return [["py", f"-{name}"] for name in names] + [["python"], ["python3"]]
    return [[f"python{name}"] for name in names] + [["python3"], ["python"]]


def answers(command: list[str]) -> str | None:
    """The executable behind a command, where that is a suitable Python that starts.

    It has to be asked: a version manager leaves commands on the path that only print an error.
    """
    question = "import sys; print(*sys.version_info[:2]); print(sys.executable)"
    try:
        asked = subprocess.run(
            [*command, "-c", question], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = asked.stdout.splitlines()
    if asked.returncode or len(lines) != 2:
        return None
    major, minor = lines[0].split()
    return lines[1] if is_suitable((int(major), int(minor))) else None


def find() -> str | None:
    """A suitable Python on this machine, newest first."""
    return next(filter(None, map(answers, commands(sys.platform))), None)


def offered_by_apt() -> list[str]:
    """The packages of a suitable Python in the lists of apt: Ubuntu 22.04 starts with 3.10."""
    for major, minor in SUITABLE:
        name = f"python{major}.{minor}"
        if system_packages.is_known(name):
            return [name, f"{name}-venv"]
    return []


def require_suitable() -> None:
    """Go on under a suitable Python: this one, another one of this machine, or one from apt.

    Leaves the program with a sentence and exit code 1 where there is none.
    """
    if is_suitable(sys.version_info[:2]):
        return
    other = find()
    if other is None:
        packages = offered_by_apt()
        if packages:
            system_packages.install(packages)
            other = find()
    if other is None:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(ADVICE.format(found=found))
    hand_over([other, *sys.argv])


def hand_over(command: list[str], environment: dict[str, str] | None = None) -> None:
    """Become another program, with this one's terminal, and its exit code for ours; no return."""
    environment = dict(os.environ) if environment is None else environment
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":  # execve would return to the prompt while the program still runs
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(command[0], command, environment)
