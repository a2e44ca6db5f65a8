"""``bayyina``, ``python -m app``: a verb runs in the shell, none opens the window.

A path alone (``bayyina FILE.bayyina-pack``, what a double click sends) is no verb: the window opens
on it.

``--worker``, ``--drawer``, ``--previewer`` and ``--comparer`` are for the program itself: child
processes that write a set of worksheets, help with it, draw pages for the window, and look at files
that others may have made.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was typed; the exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if not typed:  # who only wants the window does not wait for the shell
        return _window(None, None)
    if typed == ["--worker"]:
        from app.services import working

        return _child(lambda: working.work(sys.stdin, sys.stdout))
    if typed == ["--previewer"]:
        from app.services import previewing

        return _child(lambda: previewing.serve(sys.stdin.buffer, sys.stdout.buffer))
    if typed == ["--drawer"]:
        from app.services import drawing

        return _child(lambda: drawing.serve(sys.stdin.buffer, sys.stdout.buffer))
    if typed == ["--comparer"]:
        from app.services import recovering

        return _child(lambda: recovering.compare(sys.stdin.buffer))

    if all(_is_ours(word) for word in typed):
        return _window(None, None, typed)

    from app.cli import arguments as given
    from app.cli import main as shell

    options, files = given.split_files(typed)
    asked = shell.parse(options)
    if asked.verb is not None:
        return shell.run(asked, given.language_of(typed))
    return _window(getattr(asked, "workspace", None), getattr(asked, "lang", None), files)


def _child(life: Callable[[], int]) -> NoReturn:
    """Live, and go at once: a thread still waits at stdin, and Python would stumble over it."""
    code = 1
    try:
        code = life()
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _is_ours(word: str) -> bool:
    from app.domain.file_kind import kind_of

    return not word.startswith("-") and kind_of(word) is not None


def _window(workspace: Path | None, language: str | None, files: Sequence[str] = ()) -> int:
    gc.disable()  # until the first paint: nothing of the start is garbage yet
    from app.ui import application

    return application.run(workspace, language, [Path(file).absolute() for file in files])


if __name__ == "__main__":
    sys.exit(main())
