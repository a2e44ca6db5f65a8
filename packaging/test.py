"""Run every check of Bayyina, on a machine that has only Python: style, types, layers, tests.

    python3 packaging/test.py [--wheels DIR] [ARGUMENTS of pytest]

`--wheels DIR` installs from a folder, with no network (see run.py). All checks run, whatever the
earlier ones say; the exit code is 0 only if none failed. `-n 0` runs the tests one after the other.
"""

import os
import subprocess
import sys

if sys.version_info < (3, 7):  # noqa: UP036  (this file must still parse where nothing else does)
    sys.exit("Bayyina needs Python 3.11, 3.12 or 3.13: https://www.python.org/downloads/")

import interpreter
import system_packages

OWN_PROCESSES = ("-n", "--numprocesses", "--dist", "--pdb", "--trace")


def checks(python: str, layers: str, arguments: "list[str]") -> "list[tuple[str, list[str]]]":
    """The checks in order, name and command: by the Python and the ``lint-imports`` of `.venv`."""
    chosen = any(argument.startswith(OWN_PROCESSES) for argument in arguments)
    parallel = [] if chosen else ["-n", "auto", "--dist", "worksteal"]
    return [
        ("ruff check", [python, "-m", "ruff", "check"]),
        ("pyright", [python, "-m", "pyright"]),
        ("lint-imports", [layers]),
        ("pytest", [python, "-m", "pytest", *parallel, *arguments]),
    ]


def main(arguments: "list[str]") -> None:
    """Make everything ready, run the checks, leave with 0 if all passed and 1 if not."""
    interpreter.require_suitable()
    import environment  # needs a suitable Python

    wheels, arguments = environment.split_wheels(arguments)
    needs = system_packages.QT + system_packages.WINDOW + system_packages.TESTS
    system_packages.require(environment.system_needs() + needs)
    python = str(environment.prepare(wheels))
    layers = str(environment.command("lint-imports"))
    # Tests that need a real window start their own X server.
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    failed: list[str] = []
    for name, command in checks(python, layers, arguments):
        print(f"\n=== {name} ===", flush=True)
        done = subprocess.run(command, cwd=environment.ROOT, env=settings, check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        sys.exit(f"\nFailed: {', '.join(failed)}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except system_packages.CannotSetUp as refused:
        sys.exit(str(refused))
    except KeyboardInterrupt:
        sys.exit(130)
