"""``python -m tests.bench.found [FILE…]``: which words of a text can be found in its PDF.

The articles of the sample classroom, or the text files named, are set as a PDF by us and by other
programs, and read back by others again. Of each word, as often as it occurs: is it in what was
read, letter by letter, tashkeel and all? Nothing is folded or stripped. Two shares: of words by
the rules of UAX #29 (5.6, don't), and of words with the signs that stand at them.

Programs that are not installed are named and left out; none of them is part of the set-up.
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
_LEAST = 0.99  # of words, in ours, in each reader


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))


def chunks(text: str) -> Counter[str]:
    """Words with the signs at them: what stands between white space."""
    return Counter(text.split())


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.found", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--by", nargs="+", metavar="WRITER", choices=list(writers()))
    parser.add_argument("--lost", type=int, default=0, help="lost words of ours to print")
    chosen = parser.parse_args()
    by, into = writers(), readers()
    missing = [name for name, program in (by | into).items() if program is None]
    if missing:
        print(f"Not installed: {', '.join(missing)}.")
    parts = [part for text in texts(chosen.files) for part in paragraphs(text)]
    wanted = words("\n".join(parts)), chunks("\n".join(parts))
    print(f"{wanted[0].total()} words, {wanted[1].total()} with the signs at them\n")
    heads = [name for name, reader in into.items() if reader]
    print(f"{'':28}" + "".join(f"{name:>16}" for name in heads))
    right = True
    with tempfile.TemporaryDirectory() as folder:
        for name, write in by.items():
            if write is None or (chosen.by and name not in chosen.by):
                continue
            for family in FACES:
                file = Path(folder) / f"{name.split()[0]}-{family}.pdf"
                write(parts, family, file)
                print(f"{name:16}{family:12}", end="", flush=True)
                lost: dict[str, list[Counter[str]]] = {}
                for reader in heads:
                    text = into[reader](file)
                    lost[reader] = [wanted[0] - words(text), wanted[1] - chunks(text)]
                    shares = [
                        1 - gone.total() / all_.total()
                        for gone, all_ in zip(lost[reader], wanted, strict=True)
                    ]
                    print(f"{shares[0]:9.2%}{shares[1]:7.1%}", end="", flush=True)
                    right &= name != "ours" or shares[0] >= _LEAST
                print(flush=True)
                if name == "ours" and chosen.lost:
                    for reader, kinds in lost.items():
                        for gone in kinds:
                            print(f"  {reader}: {dict(gone.most_common(chosen.lost))}")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
