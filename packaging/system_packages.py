"""What Bayyina needs of the system on Linux: which of it is missing, and how it gets there.

Everything is looked for by what it brings (a shared library, a program, a file,
a module of Python), not by package
name: so the answer is right on every distribution, and package names matter only to ``apt``.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """A Debian package, and what of it Bayyina uses."""

    name: str
    libraries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()


class CannotSetUp(Exception):
    """The machine cannot be made ready from here. The text is for people, in both languages."""


QT = (  # what Qt links even where it draws no window
    Package("libgl1", ("libGL.so.1",)),
    Package("libegl1", ("libEGL.so.1",)),
    Package("libglib2.0-0", ("libglib-2.0.so.0", "libgthread-2.0.so.0")),
    Package("libdbus-1-3", ("libdbus-1.so.3",)),
    Package("libfontconfig1", ("libfontconfig.so.1",)),
    Package("libxkbcommon0", ("libxkbcommon.so.0",)),
)
WINDOW = (  # what its window plugin links besides; without them Qt only says "could not load"
    Package("libxcb-cursor0", ("libxcb-cursor.so.0",)),
    Package("libxcb-icccm4", ("libxcb-icccm.so.4",)),
    Package("libxcb-keysyms1", ("libxcb-keysyms.so.1",)),
    Package("libxcb-shape0", ("libxcb-shape.so.0",)),
    Package("libxcb-xkb1", ("libxcb-xkb.so.1",)),
    Package("libxkbcommon-x11-0", ("libxkbcommon-x11.so.0",)),
)
TESTS = (  # a screen, hands, a clipboard, a second reader of our PDFs, the cases of UAX #9
    Package("xvfb", programs=("Xvfb",)),
    Package("xdotool", programs=("xdotool",)),
    Package("xclip", programs=("xclip",)),
    Package("poppler-utils", programs=("pdftotext", "pdftoppm")),
    Package("unicode-data", files=("/usr/share/unicode/BidiTest.txt",)),
)

INSTALL_BY_HAND = """\
تنقص هذا الجهاز حزم من النظام، وتثبيتها من صلاحية مديره. هذا أمر التثبيت، وبعده يُكرَّر الأمر الأول:
This computer lacks some system packages, and only an administrator may install them. Type this,
then the first command again:

    {command}
"""
INSTALL_ELSEWHERE = """\
ينقص هذا الجهاز ما يأتي، ويُثبَّت بأداة الحزم في هذا النظام، ثم يُكرَّر الأمر:
This computer lacks the following. Install it with the package tool of this system,
then run the command again:

{lines}
"""
INSTALL_FAILED = """\
لم يكتمل تثبيت حزم النظام؛ السبب في الأسطر أعلاه. هذا هو الأمر:
The system packages were not installed: the lines above say why. This was the command:

    {command}
"""


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def things_missing(package: Package) -> list[str]:
    """What the package brings and this machine lacks."""
    importlib.invalidate_caches()
    return [
        *(library for library in package.libraries if not _loads(library)),
        *(program for program in package.programs if shutil.which(program) is None),
        *(file for file in package.files if not Path(file).exists()),
        *(module for module in package.modules if importlib.util.find_spec(module) is None),
    ]


def missing(packages: tuple[Package, ...]) -> list[Package]:
    """The packages that this machine lacks, wholly or in part."""
    return [package for package in packages if things_missing(package)]


def is_known(name: str) -> bool:
    """Whether the lists of apt offer the package (False too where there is no apt)."""
    return shutil.which("apt-cache") is not None and not _fails(["apt-cache", "show", name])


def name_here(name: str) -> str:
    """The package's name on this release: Ubuntu 24.04 and Debian 13 put t64 after some of them."""
    return f"{name}t64" if is_known(f"{name}t64") else name


def install_command(names: list[str]) -> list[str]:
    """The command, for an administrator, that installs the packages."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *names]


def require(packages: tuple[Package, ...]) -> None:
    """See to it that the packages are here; on Linux only, elsewhere the wheels bring everything.

    Raises ``CannotSetUp`` where they are not and may not be installed.
    """
    if not sys.platform.startswith("linux"):
        return
    absent = missing(packages)
    if not absent:
        return
    if shutil.which("apt-get") is not None:
        install([package.name for package in absent])
        absent = missing(packages)
    if absent:
        raise CannotSetUp(INSTALL_ELSEWHERE.format(lines=describe(absent)))


def describe(packages: list[Package]) -> str:
    """One line for each package: what is missing, and what Debian calls it."""
    return "\n".join(
        f"    {', '.join(things_missing(package))}  (Debian: {package.name})"
        for package in packages
    )


def install(names: list[str]) -> None:
    """Install packages by apt, as root or by a sudo that asks nothing.

    Raises ``CannotSetUp`` with the command to type where that is not allowed or does not work.
    """
    prefix = _administrator()
    has_lists = all(map(is_known, names))  # a fresh machine has none yet
    if prefix is None:
        update = "" if has_lists else "sudo apt-get update && "
        typed = ["sudo", *install_command([name_here(name) for name in names])]
        raise CannotSetUp(INSTALL_BY_HAND.format(command=update + " ".join(typed)))
    if not has_lists:
        _run([*prefix, "apt-get", "update"])
    command = [*prefix, *install_command([name_here(name) for name in names])]
    if not _run(command):
        _run([*prefix, "apt-get", "update"])  # old lists name files that are gone
        if not _run(command):
            raise CannotSetUp(INSTALL_FAILED.format(command=" ".join(command)))


def _administrator() -> list[str] | None:
    """What stands before a command to run it as root; None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not _fails(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    return None


def _run(command: list[str]) -> bool:
    """Run a command with its output on stderr: stdout belongs to the program that is started."""
    print("+", " ".join(command), file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(
        command, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False
    )
    return done.returncode == 0


def _fails(command: list[str]) -> bool:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode != 0
