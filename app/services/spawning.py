"""Child processes: the command that starts one, how many are worth while, and how one is ended.

A child is given its work through stdin and tells of it through stdout. None outlives for long
whoever started it: see ``interruptible``.
"""

from __future__ import annotations

import _thread
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from math import ceil
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Event, Lock, Thread

_CGROUPS = Path("/sys/fs/cgroup")


class Stopped(Exception):
    """Whoever asked wants no more."""


def worker_command(role: str = "--worker") -> list[str]:
    """The command line that starts a child, from a source tree, a wheel or a bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, role]
    # By its own folder, whatever the current one is and whether or not the program is installed.
    home = str(Path(__file__).resolve().parents[2])
    start = f"import sys; sys.path.insert(0, {home!r}); from app.__main__ import main"
    return [sys.executable, "-c", f"{start}; sys.exit(main([{role!r}]))"]


def start(role: str) -> Popen[bytes]:
    """Start a child with pipes for stdin and stdout, which no Ctrl-C in a terminal and no closing
    of it reaches. OSError where there is no room for another process."""
    hidden = subprocess.CREATE_NO_WINDOW if sys.platform == "win32" else 0
    return Popen(
        worker_command(role), stdin=PIPE, stdout=PIPE, start_new_session=True, creationflags=hidden
    )  # fmt: skip


def processors() -> int:
    """How many processors this process may use: by its affinity and by a container's quota."""
    if sys.platform == "linux":
        return max(1, min(len(os.sched_getaffinity(0)), _quota()))
    return os.cpu_count() or 1


def _quota() -> int:
    """Processors' worth of time that Linux gives this container; many where it sets no bound."""
    with suppress(OSError, ValueError):  # "max 100000"
        quota, period = (_CGROUPS / "cpu.max").read_text(encoding="ascii").split()
        return ceil(int(quota) / int(period))
    with suppress(OSError, ValueError):
        quota, period = (
            int((_CGROUPS / "cpu" / f"cpu.cfs_{name}_us").read_text(encoding="ascii"))
            for name in ("quota", "period")
        )
        if quota > 0:
            return ceil(quota / period)
    return 1 << 16


@contextmanager
def interruptible(told_to_stop: Callable[[], bool], stop: Event | None = None) -> Generator[None]:
    """Raise Stopped in the middle of what is being done when ``told_to_stop`` returns True.

    It is called in a thread, and waits there. ``stop`` is set before. Only what the main thread
    does can be interrupted.
    """
    in_main = threading.current_thread() is threading.main_thread()
    ended, turn = Event(), Lock()

    def listen() -> None:
        if told_to_stop():
            if stop is not None:
                stop.set()
            with turn:
                if in_main and not ended.is_set():
                    _thread.interrupt_main(signal.SIGINT)

    def interrupt(_number: int, _frame: object) -> None:
        if not ended.is_set():
            raise Stopped

    before = signal.signal(signal.SIGINT, interrupt) if in_main else None
    Thread(target=listen, daemon=True).start()
    try:
        yield
    finally:
        with turn:
            ended.set()
        if in_main:
            signal.signal(signal.SIGINT, before)
