"""The folder `.venv`: every package of the lock file, and Bayyina itself from this source tree.

A stamp is written into it last. Without it, or with another one, `.venv` is made again from
nothing: so a set-up that was cut short, a new lock file, another Python or a moved folder all end
well.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Generator
from pathlib import Path

from system_packages import CannotSetUp, Package

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
TURN = ROOT / ".venv-turn"  # locked by whoever is making .venv
STAMP = "bayyina-stamp"

FAILED = """\
لم تُثبَّت حزم بايثون؛ السبب في الأسطر أعلاه. وحيث لا شبكة يُضاف مجلد فيه الحزم:  --wheels DIR
The Python packages were not installed: the lines above say why. With no network, give a folder that
holds them:  --wheels DIR"""
IN_USE = """\
لا يمكن استبدال المجلد {path}: {reason}. لعل نافذة من بيّنة مفتوحة: تُغلق، ثم يُكرَّر الأمر.
The folder {path} cannot be replaced: {reason}. A window of Bayyina may be open: close it, then
run the command again."""
NO_SUCH_FOLDER = "لا مجلد بهذا الاسم: {path}\nThere is no such folder: {path}"


def split_wheels(arguments: list[str]) -> tuple[Path | None, list[str]]:
    """Take ``--wheels DIR`` off the front of the arguments; the rest belongs to what is started."""
    if arguments[:1] == ["--wheels"] and len(arguments) > 1:
        return Path(arguments[1]), arguments[2:]
    if arguments and arguments[0].startswith("--wheels="):
        return Path(arguments[0].partition("=")[2]), arguments[1:]
    return None, arguments


def stamp(lock: bytes, project: str, version: tuple[int, int], root: Path) -> str:
    """What `.venv` is made from, as a hash.

    Of pyproject.toml only what is installed counts: a new ruff rule is no reason to wait. The root
    counts because the commands in `.venv` hold its path.
    """
    table = tomllib.loads(project)
    installed = [
        table.get("project"),
        table.get("build-system"),
        table.get("tool", {}).get("hatch"),
    ]
    parts = (lock, repr(installed).encode(), repr(version).encode(), os.fsencode(root))
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def expected_stamp() -> str:
    """The stamp of this source tree under this Python."""
    return stamp(LOCK.read_bytes(), PROJECT.read_text(encoding="utf-8"), sys.version_info[:2], ROOT)


def command(name: str, venv: Path = VENV, platform: str = sys.platform) -> Path:
    """The path of a command of `.venv`."""
    return venv / "Scripts" / f"{name}.exe" if platform == "win32" else venv / "bin" / name


def is_ready(venv: Path, expected: str) -> bool:
    """Whether `.venv` was made to its end, from exactly this, and its Python is still there."""
    try:
        found = (venv / STAMP).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return False
    return found == expected and command("python", venv).exists()


def system_needs() -> tuple[Package, ...]:
    """What ``prepare`` needs of the system: Debian keeps part of Python in a package of its own."""
    if is_ready(VENV, expected_stamp()):
        return ()
    major, minor = sys.version_info[:2]
    return (Package(f"python{major}.{minor}-venv", modules=("ensurepip",)),)


def prepare(wheels: Path | None = None) -> Path:
    """Make `.venv` where it is missing, unfinished or out of date; return its Python.

    ``wheels``: a folder of wheels to install from, with no network. Raises ``CannotSetUp``.
    """
    expected = expected_stamp()
    if not is_ready(VENV, expected):
        if wheels is not None and not wheels.is_dir():
            raise CannotSetUp(NO_SUCH_FOLDER.format(path=wheels))
        with _turn():
            if not is_ready(VENV, expected):  # another window of a terminal may have made it
                _make(expected, wheels)
    return command("python")


def _make(expected: str, wheels: Path | None) -> None:
    print(f"+ {VENV}", file=sys.stderr, flush=True)
    _remove(VENV)
    _run([_base_python(), "-m", "venv", str(VENV)])
    source = [] if wheels is None else ["--no-index", "--find-links", str(wheels.resolve())]
    hashed = ["--require-hashes", "--only-binary=:all:", "--requirement", str(LOCK)]
    _pip([*source, *hashed])
    # The backend that builds it is in the lock, so nothing is fetched.
    _pip(["--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    _point_to_root(VENV)
    unfinished = VENV / f"{STAMP}.new"
    unfinished.write_text(expected, encoding="ascii")
    unfinished.replace(VENV / STAMP)


def _remove(venv: Path) -> None:
    """Remove `.venv`, its stamp first: a removal that is cut short must not look finished."""
    try:
        if venv.is_symlink() or venv.is_file():
            venv.unlink()
        elif venv.exists():
            (venv / STAMP).unlink(missing_ok=True)
            shutil.rmtree(venv)
    except OSError as error:
        raise CannotSetUp(IN_USE.format(path=venv, reason=error.strerror)) from error


def _base_python() -> str:
    """The Python outside any virtual environment: the one that runs may be about to be removed."""
    return getattr(sys, "_base_executable", sys.executable)


def _pip(arguments: list[str]) -> None:
    python = str(command("python"))
    _run([python, "-I", "-m", "pip", "--disable-pip-version-check", "install", *arguments])


def _run(arguments: list[str]) -> None:
    """Run a step of the set-up, its output on stderr: stdout belongs to Bayyina (``--json``)."""
    done = subprocess.run(arguments, cwd=ROOT, stdout=sys.stderr, check=False)
    if done.returncode:
        raise CannotSetUp(FAILED)


def _point_to_root(venv: Path) -> None:
    """Say where the source tree is by a relative path, in ASCII.

    Python below 3.13 on Windows reads such a file in the system's code page, so a user whose folder
    has an Arabic name could not start Bayyina.
    """
    for file in venv.rglob("site-packages/_bayyina.pth"):
        file.write_text(os.path.relpath(ROOT, file.parent) + "\n", encoding="ascii")


@contextlib.contextmanager
def _turn() -> Generator[None]:
    """One set-up at a time in this folder; the system gives the turn back when a process dies."""
    with TURN.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # gives up after ten seconds: then again
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
