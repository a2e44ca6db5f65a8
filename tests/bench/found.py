"""``python -m tests.bench.found [--text FILE…]``: which words of a text can be found in its PDF.

The articles of the sample classroom, or the text files named, are set as a PDF by us and by other
programs, and read back by others again. Nothing is folded or stripped: tashkeel, digits and signs
inside a word (5.6, don't: UAX #29) must be there letter by letter. Two shares of words, counted
as often as it occurs: *found*, in the text that was read, as a viewer's Find looks for it; and
*whole*, as a word of its own there too, with something between it and its neighbours.

Programs that are not installed are named and left out; none of them is part of the set-up: poppler
(pdftotext), Chromium, node with pdfjs-dist (``PDFJS``: the folder that holds node_modules), and
from the package index pypdfium2, pypdf, pymupdf, weasyprint, typst, arabic-reshaper.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.columns import FACES, paragraphs, texts
from tests.bench.pdf_readers import readers
from tests.bench.pdf_writers import writers

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_LETTERS = rf"[\w{_MARKS}]+"
_NUMBER = r"\d+(?:[.,;٫٬]\d+)+"
_WORD = re.compile(rf"{_NUMBER}{_LETTERS}|{_NUMBER}|{_LETTERS}(?:[.'’:][^\W\d_]{_LETTERS})*")
_LEAST = 0.99  # found of ours, in each reader


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def shares(wanted: Counter[str], text: str) -> tuple[float, float]:
    """Of the words wanted, those found in ``text`` and those that are words of it."""
    found = sum(min(text.count(word), count) for word, count in wanted.items())
    whole = wanted.total() - (wanted - words(text)).total()
    return found / wanted.total(), whole / wanted.total()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.found", description=__doc__)
    parser.add_argument("--text", nargs="+", type=Path, metavar="FILE", default=[])
    parser.add_argument("--by", nargs="+", metavar="WRITER", choices=list(writers()))
    parser.add_argument("--lost", type=int, default=0, help="words that ours loses to print")
    chosen = parser.parse_args()
    by, into = writers(), readers()
    missing = [name for name, program in (by | into).items() if program is None]
    if missing:
        print(f"Not installed: {', '.join(missing)}.")
    parts = [part for text in texts(chosen.text) for part in paragraphs(text)]
    wanted = words("\n".join(parts))
    present = {name: reader for name, reader in into.items() if reader}
    print(f"{wanted.total()} words; found / whole\n")
    print(" " * 28 + "".join(f"{name:>17}" for name in present))
    right = True
    with tempfile.TemporaryDirectory() as folder:
        for name, write in by.items():
            if write is None or (chosen.by and name not in chosen.by):
                continue
            for family in FACES:
                file = Path(folder) / f"{name.split()[0]}-{family}.pdf"
                write(parts, family, file)
                print(f"{name:16}{family:12}", end="", flush=True)
                lost: dict[str, list[str]] = {}
                for reader, read in present.items():
                    text = read(file)
                    found, whole = shares(wanted, text)
                    print(f"{found:9.2%}{whole:8.2%}", end="", flush=True)
                    right &= name != "ours" or found >= _LEAST
                    lost[reader] = [word for word, n in wanted.items() if text.count(word) < n]
                print(flush=True)
                if name == "ours" and chosen.lost:
                    for reader, gone in lost.items():
                        print(f"  {reader}: {' '.join(gone[: chosen.lost])}")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
