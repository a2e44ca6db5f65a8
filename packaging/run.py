"""Run Bayyina from this source tree, on a machine that has only Python.

    python3 packaging/run.py [--wheels DIR] [ARGUMENTS of bayyina]

The first run makes `.venv` and sees to the system's libraries; later ones only look whether all is
there. `--wheels DIR` installs from a folder, with no network. This fills it, on a machine of the
same kind, with the same Python:

    python3 -m pip download --require-hashes --requirement requirements.lock --dest DIR
"""

import os
import sys

if sys.version_info < (3, 7):  # noqa: UP036  (this file must still parse where nothing else does)
    sys.exit("Bayyina needs Python 3.11, 3.12 or 3.13: https://www.python.org/downloads/")

import interpreter
import system_packages


def main(arguments: "list[str]") -> None:
    """Make everything ready, then become ``bayyina ARGUMENTS``, in the folder it was typed in."""
    interpreter.require_suitable()
    import display
    import environment  # these two need a suitable Python

    wheels, arguments = environment.split_wheels(arguments)
    needs: tuple[system_packages.Package, ...] = ()
    if display.opens_window(arguments):
        if not display.is_reachable(os.environ):
            sys.exit(display.ADVICE)
        needs = system_packages.QT + system_packages.WINDOW
    system_packages.require(environment.system_needs() + needs)
    python = environment.prepare(wheels)
    # -P: a folder "app" where the command was typed is not ours.
    interpreter.hand_over([str(python), "-P", "-m", "app", *arguments])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except system_packages.CannotSetUp as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(130)
