"""``python -m tests.bench [--only NAME…] [--json FILE]``: speed against floors of the same run.

Ratios, not seconds: machines differ and are noisy. Exit 1 where a ratio passes its limit.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench import collecting, marking, printing, reading, starting, storing
from tests.bench.measuring import Bench, Row

PARTS = (starting, reading, marking, storing, collecting, printing)


def benches(stack: ExitStack, only: set[str]) -> Iterator[Bench]:
    """The rows asked for, each made just before it is measured."""
    for part in PARTS:
        for name in part.NAMES:
            if not only or name in only:
                yield part.bench(name, stack)


def main() -> int:
    names = [name for part in PARTS for name in part.NAMES]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=names, metavar="NAME", default=[])
    parser.add_argument("--json", type=Path, metavar="FILE")
    chosen = parser.parse_args()
    rows: list[Row] = []
    print(f"{'':24}{'ours':>10}{'floor':>10}{'ratio':>8}{'limit':>8}")
    with ExitStack() as stack:
        for bench in benches(stack, set(chosen.only)):
            row = bench.measure()
            rows.append(row)
            limit = "" if row.limit is None else f"{row.limit:g}"
            times = f"{1000 * row.ours:8.1f}ms{1000 * row.floor:8.1f}ms"
            flag = "" if row.within else "  over"
            print(f"{row.name:24}{times}{row.ratio:8.2f}{limit:>8}{flag}", flush=True)
    if chosen.json:
        text = json.dumps([asdict(row) for row in rows], indent=1)
        chosen.json.write_text(text + "\n", encoding="utf-8")
    return 0 if all(row.within for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
