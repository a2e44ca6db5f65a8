"""Is everything in order? Looks at a classroom file and at this installation; repairs nothing."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import paths
from app.domain import language
from app.domain.errors import KnownError
from app.domain.language import Language

if TYPE_CHECKING:
    from app.store.transaction import Transaction

_MEGABYTE = 2**20
_ROOM = 50 * _MEGABYTE  # a day's work, the log and a copy of it


@dataclass(frozen=True, slots=True)
class Check:
    """``name`` is a stable id (``integrity``); ``detail`` says what was found, in words."""

    name: str
    ok: bool
    detail: str


def doctor(path: Path, words: Language | None = None) -> list[Check]:
    """All checks of the classroom file ``path`` and of what the program needs, in ``words``."""
    words = words or language.load("ar")
    return [
        *_of_file(path, words),
        _copies(path, words),
        _storage(path, words),
        _space(path, words),
        _fonts(words),
    ]


def _of_file(path: Path, words: Language) -> list[Check]:
    from app.store import inspection
    from app.store.faults import DamagedFile

    if not _is_file(path):
        return [Check("file", False, words.say("doctor.file.bad", path=path))]
    try:
        with inspection.looking_at(path) as database, database.reading() as tx:
            return [Check("file", True, str(path)), *_of_rows(tx, words)]
    except DamagedFile as error:
        return [_damaged(error, words)]
    except KnownError as error:
        if isinstance(error.__cause__, DamagedFile):
            return [_damaged(error.__cause__, words)]
        return [Check("file", False, words.say(error.message, **error.values))]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # in a folder that may not be looked into
        return False


def _damaged(error: Exception, words: Language) -> Check:
    return Check("integrity", False, words.say("doctor.integrity.bad", problems=error))


def _of_rows(tx: Transaction, words: Language) -> list[Check]:
    from app.store import inspection, migrations

    integrity = _found("integrity", inspection.integrity(tx), words)
    version = migrations.version(tx.connection)
    schema = _schema(version, migrations.newest(), words)
    if not integrity.ok or not schema.ok:
        return [integrity, schema]
    looks: dict[str, Callable[[Transaction], list[str]]] = {
        "references": inspection.references,
        "texts": inspection.texts,
        "quotes": inspection.quotes,
        "history": inspection.history,
    }
    return [integrity, schema, *(_found(name, look(tx), words) for name, look in looks.items())]


def _found(name: str, problems: list[str], words: Language) -> Check:
    if not problems:
        return Check(name, True, words.say(f"doctor.{name}.ok"))
    more = f" … {words.number(len(problems))}" if len(problems) > 3 else ""
    shown = "; ".join(problems[:3]) + more
    return Check(name, False, words.say(f"doctor.{name}.bad", problems=shown))


def _schema(version: int, newest: int, words: Language) -> Check:
    ok = 0 < version <= newest
    key = "doctor.schema.ok" if ok else "doctor.schema.bad" if version else "doctor.schema.none"
    return Check("schema", ok, words.say(key, version=version, newest=newest))


def _copies(path: Path, words: Language) -> Check:
    from app.store import copies

    kept = copies.copies(path)
    bad = [copy.name for copy in kept if not copies.is_sound(copy)]
    if not kept:
        return Check("copies", False, words.say("doctor.copies.none"))
    if bad:
        return Check("copies", False, words.say("doctor.copies.bad", problems="; ".join(bad)))
    return Check("copies", True, words.say("doctor.copies.ok", n=len(kept), newest=kept[0].name))


def _storage(path: Path, words: Language) -> Check:
    try:
        with tempfile.TemporaryFile(dir=path.parent) as file:
            file.write(b"\0")
    except OSError:
        return Check("storage", False, words.say("doctor.storage.bad", path=path.parent))
    return Check("storage", True, words.say("doctor.storage.ok", path=path.parent))


def _space(path: Path, words: Language) -> Check:
    try:
        free = shutil.disk_usage(path.parent).free
        size = path.stat().st_size if path.exists() else 0
    except OSError:
        return Check("space", False, words.say("doctor.storage.bad", path=path.parent))
    ok = free >= max(_ROOM, 3 * size)
    key = "doctor.space.ok" if ok else "doctor.space.bad"
    return Check("space", ok, words.say(key, megabytes=free // _MEGABYTE))


def _fonts(words: Language) -> Check:
    """Whether the fonts are the ones that ``SOURCES`` names, by SHA-256."""
    folder = paths.resources() / "fonts"
    try:
        lines = (folder / "SOURCES").read_text(encoding="utf-8").splitlines()
        listed = [line.split("\t") for line in lines if line and not line.startswith("#")]
        bad = [name for name, *_, digest in listed if _sha256(folder / name) != digest]
    except (OSError, ValueError) as error:
        return Check("fonts", False, words.say("doctor.fonts.bad", problems=error))
    if bad or not listed:
        return Check("fonts", False, words.say("doctor.fonts.bad", problems="; ".join(bad)))
    return Check("fonts", True, words.say("doctor.fonts.ok", n=len(listed)))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
