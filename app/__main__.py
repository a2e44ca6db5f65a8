"""``bayyina``, ``python -m app``: a verb runs in the shell, none opens the window."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was typed; the exit code."""
    from app.cli import arguments as given
    from app.cli import main as shell

    typed = list(sys.argv[1:] if arguments is None else arguments)
    asked = shell.parse(typed)
    if asked.verb is not None:
        return shell.run(asked, given.language_of(typed))

    from app.ui import application

    return application.run(getattr(asked, "workspace", None), getattr(asked, "lang", None))


if __name__ == "__main__":
    sys.exit(main())
