"""A file that was handed out, looked into in a thread: its services take a while to load."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.domain.errors import KnownError

if TYPE_CHECKING:
    from app.services.packing import PackFacts


@dataclass(frozen=True, slots=True)
class Found:
    """What is in the file. ``facts``: of the pack, or of the pack that kept work brings along; None
    in work that was handed in. ``students`` and ``saved_at`` (ISO 8601, UTC): whose work it is and
    as of when; empty for a pack."""

    name: str
    facts: PackFacts | None
    students: tuple[str, ...] = ()
    saved_at: str = ""


class Looking(QObject):
    """One look. Ends with ``found`` (Found), ``refused`` (KnownError) or ``failed``."""

    found = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self) -> None:
        # It outlives the screen, and goes in the window's thread: the last to hold it is the other.
        super().__init__(QCoreApplication.instance())
        self.ended.connect(self.deleteLater)

    def start(self, file: Path) -> None:
        threading.Thread(target=self._run, args=(file,), name="looking", daemon=True).start()

    def _run(self, file: Path) -> None:
        with suppress(RuntimeError):  # the program has ended meanwhile, and this with it
            try:
                self.found.emit(look_into(file))
            except KnownError as error:
                self.refused.emit(error)
            except Exception as error:
                self.failed.emit(error)
            finally:
                self.ended.emit()


def look_into(file: Path) -> Found:
    """What a pack or kept work holds. KnownError where it is neither, or damaged."""
    from app.services import carrying, packing

    if packing.kind_of(file) is packing.Kind.WORK:
        kept = carrying.look_into(file)
        pack = packing.PackFacts(kept.pack) if kept.pack is not None else None
        return Found(kept.name, pack, kept.students, kept.saved_at)
    facts = packing.look_into(file)
    return Found(facts.name, facts)
