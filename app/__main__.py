"""``bayyina``, ``python -m app``: a verb runs in the shell, none opens the window.

``--worker`` is for the program itself: a child process that writes worksheets for the window.
"""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was typed; the exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    if not typed:  # who only wants the window does not wait for the shell
        return _window(None, None)
    if typed == ["--worker"]:  # a child of our own window: see app.services.exporting
        from app.services import exporting

        return exporting.work(sys.stdin, sys.stdout)

    from app.cli import arguments as given
    from app.cli import main as shell

    asked = shell.parse(typed)
    if asked.verb is not None:
        return shell.run(asked, given.language_of(typed))
    return _window(getattr(asked, "workspace", None), getattr(asked, "lang", None))


def _window(workspace: Path | None, language: str | None) -> int:
    gc.disable()  # until the first paint: nothing of the start is garbage yet
    from app.ui import application

    return application.run(workspace, language)


if __name__ == "__main__":
    sys.exit(main())
