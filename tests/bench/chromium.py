"""``python -m tests.bench.chromium [FILE…]``: our lines and highlights against Chromium's.

The same paragraphs (those of the sample classroom, or of the text files named) in the same face,
size and column width. Lines are the same where every visible character stands on the same one; a
span agrees where every rectangle of ``Range.getClientRects`` has its twin among our fragments, both
ends within half a point. Spans begin and end between graphemes, as claims do.

Needs Chromium on the PATH (or in ``CHROMIUM``); it is no part of the set-up. Text is set ten times
as large in it, so that neither pixels nor hints take part.
"""

import argparse
import html
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from unicodedata import combining

from app.formats.typesetting.paragraphs import Faces
from app.formats.typesetting.placing import Line, break_lines, fragments
from tests.bench.columns import FACES, SIZE, WIDTH, base_of, faces_of, font_file, paragraphs, texts

_SCALE = 10
_NEAR = 0.5  # points
_LEAST = 0.98  # the share of spans that must agree
_PAGE = """<!doctype html><html lang=ar><meta charset=utf-8><style>%(fonts)s
body {margin: 0; font: %(size)gpx/%(leading)dpx %(families)s; text-rendering: geometricPrecision}
div {width: %(width)gpx; text-align: start}</style><body>%(divs)s<script>
const spans = %(spans)s;
function rects(node, start, end, box) {
  const range = document.createRange();
  range.setStart(node, start); range.setEnd(node, end);
  return [...range.getClientRects()].map(
    (r) => [r.left - box.left, r.right - box.left, Math.round((r.top - box.top) / %(leading)d)]);
}
async function go() {
  for (const family of %(names)s) await document.fonts.load("20px " + family, "ا a");
  await document.fonts.ready;
  const found = {spans: [], lines: []};
  for (const div of document.querySelectorAll("div")) {
    const node = div.firstChild, box = div.getBoundingClientRect(), lines = [];
    for (let k = 0; k < node.length; k++) {
      const seen = rects(node, k, k + 1, box);
      lines.push(seen.length && seen[0][1] > seen[0][0] ? seen[0][2] : -1);
    }
    found.lines.push(lines);
  }
  for (const [number, start, end] of spans) {
    const div = document.getElementById("p" + number);
    found.spans.push(rects(div.firstChild, start, end, div.getBoundingClientRect()));
  }
  document.body.innerHTML = "<pre id=found>" + JSON.stringify(found) + "</pre>";
}
go();
</script>"""

Span = tuple[int, int, int]  # paragraph, start, end (code points)
Ranges = list[tuple[float, float]]  # from left to right, on one line


@dataclass
class Tally:
    """What was compared."""

    paragraphs: int = 0
    same_lines: int = 0
    spans: int = 0
    agreeing: int = 0
    distances: list[float] = field(default_factory=list[float])
    remarks: list[str] = field(default_factory=list[str])

    @property
    def share(self) -> float:
        return self.agreeing / self.spans

    def row(self, name: str) -> str:
        hundredths = quantiles(self.distances, n=100)
        return (
            f"{name:12}{self.same_lines:6}/{self.paragraphs:<5}{self.agreeing:6}/{self.spans:<6}"
            f"{self.share:7.2%}{hundredths[49]:10.4f}{hundredths[98]:9.4f}"
            f"{max(self.distances):9.3f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.chromium", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--spans", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", type=float, default=SIZE, help="points")
    parser.add_argument("--width", type=float, default=WIDTH, help="points")
    parser.add_argument("--remarks", type=int, default=8, help="differences to print")
    chosen = parser.parse_args()
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
    if program is None:
        print("Chromium is not installed.")
        return 2
    parts = [part for text in texts(chosen.files) for part in paragraphs(text)]
    print(f"{'':12}{'same lines':>12}{'spans within 0.5 pt':>20}{'median':>10}{'p99':>9}{'max':>9}")
    right = True
    for family in FACES:
        spans = _random_spans(parts, chosen.spans, random.Random(chosen.seed))
        measures = chosen.size, chosen.width
        theirs = _measure(program, family, parts, spans, *measures)
        tally = _compare(faces_of(family), parts, spans, theirs, *measures)
        print(tally.row(family), flush=True)
        for remark in tally.remarks[: chosen.remarks]:
            print("   ", remark)
        right &= tally.share >= _LEAST and tally.same_lines == tally.paragraphs
    return 0 if right else 1


def _random_spans(parts: Sequence[str], count: int, chance: random.Random) -> list[Span]:
    """Up to 160 characters of any paragraph, long ones more often."""
    spans: list[Span] = []
    weights = [len(part) for part in parts]
    while len(spans) < count:
        number = chance.choices(range(len(parts)), weights)[0]
        text = parts[number]
        start = chance.randrange(len(text))
        end = min(len(text), start + 1 + chance.randrange(160))
        if not combining(text[start]) and not (end < len(text) and combining(text[end])):
            spans.append((number, start, end))
    return spans


def _measure(
    program: str, family: str, parts: Sequence[str], spans: list[Span], size: float, width: float
) -> dict[str, list[list[tuple[float, float, int]]]]:
    """Chromium's rectangles of spans (left, right, line), and the line of each UTF-16 unit."""
    names = [family, *(name for name in FACES if name != family)]
    faces = "".join(
        f"@font-face {{font-family: {name}; src: url({font_file(name).as_uri()})}}"
        for name in names
    )
    divs = "".join(
        f"<div id=p{number} dir={'rtl' if base_of(part) else 'ltr'}>{html.escape(part)}</div>"
        for number, part in enumerate(parts)
    )
    page = _PAGE % {
        "fonts": faces, "families": ", ".join(names), "names": json.dumps(names), "divs": divs,
        "size": size * _SCALE, "width": width * _SCALE, "leading": round(size * _SCALE * 2),
        "spans": json.dumps([(n, *(_units(parts[n], at) for at in ends)) for n, *ends in spans]),
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--allow-file-access-from-files",
            f"--user-data-dir={folder}/profile", "--virtual-time-budget=60000", "--dump-dom",
            file.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    answer = re.search(r'<pre id="found">(.*?)</pre>', done.stdout.decode(), re.DOTALL)
    if answer is None:
        raise RuntimeError("Chromium gave no answer")
    return json.loads(html.unescape(answer[1]))


def _units(text: str, at: int) -> int:
    """The offset in UTF-16 units."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def _compare(
    faces: Faces,
    parts: Sequence[str],
    spans: list[Span],
    theirs: dict[str, list[list[tuple[float, float, int]]]],
    size: float,
    width: float,
) -> Tally:
    tally = Tally(paragraphs=len(parts), spans=len(spans))
    broken = [break_lines(faces.shape(part, base_of(part)), size, width) for part in parts]
    for part, lines, seen in zip(parts, broken, theirs["lines"], strict=True):
        wrong = [
            line
            for number, line in enumerate(lines)
            if {seen[_units(part, at)] for at in range(line.start, line.visible)} - {-1, number}
        ]
        tally.same_lines += not wrong
        tally.remarks += [_other_line(line, part, width) for line in wrong[:1]]
    for (number, start, end), rects in zip(spans, theirs["spans"], strict=True):
        ours: dict[int, Ranges] = {}
        for row, line in enumerate(broken[number]):
            left = width - line.width if base_of(parts[number]) else 0
            ours[row] = fragments(line.place(left), start, end)
        distance = _distance(ours, rects)
        tally.distances.append(distance)
        tally.agreeing += distance <= _NEAR
        if distance > _NEAR:
            tally.remarks.append(f"{distance:.2f} pt: {parts[number][start:end][:70]}")
    return tally


def _other_line(line: Line, part: str, width: float) -> str:
    """What tells whose line is right: how full ours is, and how full with what follows it."""
    stops = [stop.visible for stop in line.paragraph.opportunities if stop.end > line.end]
    more = line.paragraph.width(line.start, min(stops, default=len(part)), line.size)
    return (
        f"lines differ; ours fills {line.width:.2f} of {width:g} pt, with what follows {more:.2f}: "
        f"«… {part[line.start : line.visible][-30:]}»"
    )


def _distance(ours: dict[int, Ranges], rects: list[tuple[float, float, int]]) -> float:
    """The farthest of two ends that should be one; as far as a page where one has no twin."""
    theirs: dict[int, Ranges] = {}
    for left, right, row in rects:
        theirs.setdefault(row, []).append((left / _SCALE, right / _SCALE))
    farthest = 0.0
    for row in ours.keys() | theirs.keys():
        mine, other = _joined(ours.get(row, [])), _joined(theirs.get(row, []))
        if len(mine) != len(other):
            return 1000.0
        for (low, high), (their_low, their_high) in zip(mine, other, strict=True):
            farthest = max(farthest, abs(low - their_low), abs(high - their_high))
    return farthest


def _joined(ranges: Ranges) -> Ranges:
    joined: Ranges = []
    for low, high in sorted(ranges):
        if high - low < 0.02:
            continue
        if joined and low - joined[-1][1] < 0.06:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


if __name__ == "__main__":
    sys.exit(main())
