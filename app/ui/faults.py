"""Faults of the program: written to a file, said in a dialog, never swallowed."""

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

_LARGEST_LOG = 1_000_000

Tell = Callable[[BaseException], None]


def write(log: Path, error: BaseException) -> None:
    """Append the error to ``log``; a log grown too large begins again, one old one is kept."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.replace(log.with_suffix(".old.txt"))
    text = "".join(traceback.format_exception(error))
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{text}\n")


def install(log: Path, tell: Tell) -> None:
    """From now on every uncaught error, of any thread, is logged and told.

    Errors in slots, timers and overridden events end here too: Qt goes on after them. ``tell`` is
    called in the thread that raised.
    """

    def caught(error: BaseException) -> None:
        try:
            write(log, error)
        except OSError:
            sys.__excepthook__(type(error), error, error.__traceback__)
        tell(error)

    def of_program(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sys.__excepthook__(kind, error, trace)
        caught(error)

    def of_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            caught(args.exc_value)

    sys.excepthook = of_program
    threading.excepthook = of_thread
