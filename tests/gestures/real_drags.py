"""Drags by the X server's own mouse over articles in a real window, then what the file holds.

``python -m tests.gestures.real_drags FOLDER [--phrases 60] [--seed 1]`` on a display of X with
xdotool; prints how many phrases of each kind were dragged and which were kept wrongly, as JSON.

Where a letter stands is asked of Qt's painting of a selection of it, not of our own geometry.
"""

import argparse
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.domain.article import Article
from app.services import annotating
from app.services.workspace import Workspace
from app.ui import fonts
from app.ui.reader.reader import Reader
from tests.gestures.reading_window import AUTHOR, ReadingWindow
from tests.ui.reader.hard_text import painted_columns

KINDS = ("plain", "wrapped", "latin", "figures", "quoted", "letters")
_SIGNS = "«»\"“”'‘’()[]{}‹›،,.;؛:!?؟…"
_MOST_WORDS = 26
_PATIENCE = 8  # seconds
_HITTABLE = 4  # pixels: a mouse of whole pixels cannot tell the halves of a narrower letter


class Phrase(NamedTuple):
    """Code points of the words that shall be kept, and of the letters that the mouse goes from
    and to. ``exact``: letters of words, with snapping to whole words off."""

    kind: str
    start: int
    end: int
    first: int
    last: int
    exact: bool = False


def phrases(text: str, chance: random.Random) -> Iterator[Phrase]:
    """Random phrases without end; which kind one is of may turn out only on the screen."""
    runs = [match.span() for match in re.finditer(r"\S+", text)]
    quotes = [i for i, run in enumerate(runs) if _opens(text, run[0]) or _closes(text, run[1] - 1)]
    figures = [i for i, run in enumerate(runs) if re.search(r"\d", text[slice(*run)])]
    while True:
        some = chance.choice((quotes, figures, (), (), ())) or range(len(runs))
        at = chance.choice(some)
        to = min(at + chance.randrange(_MOST_WORDS), len(runs) - 1)
        if _closes(text, runs[at][1] - 1):
            at, to = max(at - chance.randrange(_MOST_WORDS), 0), at
        start, end = runs[at][0], runs[to][1]
        if "\n\n" in text[start:end]:
            continue
        exact = chance.random() < 0.25
        make = _letters if exact else _words
        phrase = make(text, start, end, chance)
        if phrase is not None:
            yield phrase


def _words(text: str, start: int, end: int, chance: random.Random) -> Phrase | None:
    """Whole words, from a letter of the first to one of the last; quotation marks are taken by the
    half that they are met by, other signs at the ends are not."""
    opened, closed = _opens(text, start), _closes(text, end - 1)
    start += 0 if opened else _signs(text[start:end])
    end -= 0 if closed else _signs(text[start:end][::-1])
    first_word = re.compile(r"\S*").match(text, start, end)
    last_word = re.compile(r"\S*$").search(text, start, end)
    assert first_word is not None
    assert last_word is not None
    first = start if opened else _letter(text, *first_word.span(), chance)
    last = end - 1 if closed else _letter(text, *last_word.span(), chance)
    if first is None or last is None or first > last:
        return None
    kind = "plain"
    if opened or closed:
        kind = "quoted"
    elif re.search("[A-Za-z]", text[start:end]):
        kind = "latin"
    elif re.search(r"\d", text[start:end]):
        kind = "figures"
    return Phrase(kind, start, end, first, last)


def _letters(text: str, start: int, end: int, chance: random.Random) -> Phrase | None:
    """A phrase from the middle of a word to the middle of another, both Arabic."""
    places = [
        at
        for at in range(start, end)
        if _is_arabic(text[at]) and not unicodedata.combining(text[at + 1 : at + 2] or " ")
    ]
    if len(places) < 2:
        return None
    first, last = sorted(chance.sample(places, 2))
    return Phrase("letters", first, last + 1, first, last, exact=True)


def _opens(text: str, at: int) -> bool:
    """Whether a quotation mark stands there before an Arabic word, among Arabic ones."""
    before = text[max(at - 2, 0) : at].strip() or "ا"
    return text[at] in '«"' and _is_arabic(text[at + 1 : at + 2]) and _is_arabic(before)


def _closes(text: str, at: int) -> bool:
    after = text[at + 1 : at + 3].strip() or "ا"
    return text[at] in '»"' and _is_arabic(text[at - 1]) and _is_arabic(after[0])


def _is_arabic(character: str) -> bool:
    return (
        len(character) == 1 and character.isalpha() and unicodedata.bidirectional(character) == "AL"
    )


def _signs(words: str) -> int:
    return len(words) - len(words.lstrip(_SIGNS))


def _letter(text: str, start: int, end: int, chance: random.Random) -> int | None:
    """A letter or figure of a word without signs at its ends; its edges have to be such too."""
    word = text[start:end].rstrip(_SIGNS)
    if not word or not (word[0].isalnum() and word[-1].isalnum()):
        return None
    found = [start + i for i, letter in enumerate(word) if letter.isalnum()]
    return chance.choice(found)


class Mouse:
    """The mouse of the X server, over one reader."""

    def __init__(self, window: ReadingWindow) -> None:
        self.window = window
        self.reader: Reader = window.reader(0)

    def place(self, code_point: int, part: float) -> QPoint | None:
        """A place of the screen over a letter, ``part`` of its width from its leading edge; None
        where it is not in view. Qt paints the letter selected, and the paint is looked for."""
        reader = self.reader
        position = reader._display.position(code_point)
        after = code_point + 1  # Qt paints beside a letter that is selected without its marks
        while unicodedata.combining(reader._display.text[after : after + 1] or " "):
            after += 1
        end = reader._display.position(after)
        block = reader.document().findBlock(position)
        layout, inside = block.layout(), position - block.position()
        line = layout.lineForTextPosition(inside)
        if not line.isValid():
            return None
        y = line.y() + line.height() / 2
        width = round(reader.document().textWidth())
        painted = painted_columns(layout, inside, end - block.position(), y, width)
        if not painted:
            return None
        left, right = min(painted), max(painted) + 1
        if right - left < _HITTABLE:
            return None
        letter = reader._display.text[code_point]
        rightward = unicodedata.bidirectional(letter) in ("L", "EN", "AN")
        x = left + (right - left) * (part if rightward else 1 - part)
        x = math.floor(x) if x < (left + right) / 2 else min(math.ceil(x), right - 1)
        down = round(layout.position().y() + y) - reader.verticalScrollBar().value()
        if not 4 < down < reader.viewport().height() - 4:
            return None
        return reader.viewport().mapToGlobal(QPoint(x, down))

    def drag(self, phrase: Phrase) -> bool | None:
        """Whether the phrase was dragged and tagged; None: it does not fit into the window."""
        self.reader.scroll_to(phrase.start, phrase.start + 1, framed=False)
        self.window.settle()
        first, last = self.place(phrase.first, 0.3), self.place(phrase.last, 0.7)
        if first is None or last is None:
            return None
        if (first - last).manhattanLength() <= QApplication.startDragDistance():
            return None  # that would be a press
        middle = (first + last) / 2
        before = len(self._quotes())
        wait = ("sleep", "0.03")
        self._do([
            "key", "Escape", "mousemove", *_at(first), *wait, "mousedown", "1", *wait,
            "mousemove", *_at(middle), *wait, "mousemove", *_at(last), *wait, "mouseup", "1", *wait,
            "key", "1",
        ])  # fmt: skip
        deadline = time.monotonic() + _PATIENCE
        while len(self._quotes()) == before:
            if time.monotonic() > deadline:
                return False
            QApplication.processEvents()
            time.sleep(0.01)
        return True

    def wraps(self, phrase: Phrase) -> bool:
        return self._line(phrase.first) != self._line(phrase.last)

    def _line(self, code_point: int) -> tuple[int, int]:
        """Paragraph and line that a letter is on."""
        position = self.reader._display.position(code_point)
        block = self.reader.document().findBlock(position)
        line = block.layout().lineForTextPosition(position - block.position())
        return block.blockNumber(), line.lineNumber()

    def focus(self) -> None:
        """No window manager gives it here."""
        self._do(["windowfocus", "--sync", str(int(self.window.frame.winId()))])

    def _quotes(self) -> list[str]:
        article_id = self.window.page.readers.columns[0].article_id
        claims = self.window.workspace.read(annotating.annotations_of, str(article_id), AUTHOR)
        return [claim.id for claim in claims]

    def _do(self, words: list[str]) -> None:
        with subprocess.Popen(["xdotool", *words]) as mouse:
            while mouse.poll() is None:
                QApplication.processEvents()
                time.sleep(0.005)
        assert mouse.returncode == 0
        self.window.settle()


def _at(place: QPoint) -> list[str]:
    return [str(place.x()), str(place.y())]


def drag_all(folder: Path, home: Path, wanted: int, seed: int) -> dict[str, object]:
    """Drag ``wanted`` phrases over the articles of ``folder``, kept in a new classroom in ``home``;
    what came of it."""
    chance = random.Random(seed)
    files = sorted(folder.glob("*.txt"))
    subprocess.run(
        [sys.executable, "-m", "app", "--workspace", home / "class.bayyina", "import", *files],
        check=True, capture_output=True,
    )  # fmt: skip
    window = ReadingWindow(home)
    window.open()
    mouse = Mouse(window)
    mouse.focus()
    articles = window.workspace.read(lambda tx: tx.find(Article))
    made: list[tuple[str, Phrase]] = []
    done: Counter[str] = Counter()
    lost: list[str] = []
    for place, article in enumerate(articles):
        window.page.readers.open_article(article.id, 0)
        window.settle()
        share = wanted * (place + 1) // len(articles) - wanted * place // len(articles)
        for phrase in _pick(article.text, share, mouse, chance):
            if phrase.exact == window.page._setting.is_on("snap"):
                window.page._setting.toggle("snap")
            dragged = mouse.drag(phrase)
            if dragged is None:
                continue
            kind = "wrapped" if phrase.kind == "plain" and mouse.wraps(phrase) else phrase.kind
            done[kind] += 1
            share -= 1
            if dragged:
                made.append((article.id, phrase))
            else:
                lost.append(article.text[phrase.start : phrase.end])
            if not share:
                break
    window.close()
    return {"dragged": sum(done.values()), "kinds": dict(done), "lost": lost} | _check(
        home / "class.bayyina", made
    )


def _pick(text: str, share: int, mouse: Mouse, chance: random.Random) -> Iterator[Phrase]:
    """Of random phrases, the kinds by turns; no two of the same words."""
    seen: set[tuple[int, int]] = set()
    counts: Counter[str] = Counter()
    source = phrases(text, chance)
    for _ in range(400 * share):
        phrase = next(source)
        kind = phrase.kind
        if kind == "plain" and mouse.wraps(phrase):
            kind = "wrapped"
        if (phrase.start, phrase.end) in seen or counts[kind] > share // len(KINDS) + 1:
            continue
        seen.add((phrase.start, phrase.end))
        counts[kind] += 1
        yield phrase


def _check(path: Path, made: list[tuple[str, Phrase]]) -> dict[str, object]:
    """What the file holds, read anew, against what was dragged over."""
    wrong: list[dict[str, str]] = []
    with Workspace.open(path) as workspace:
        texts = {a.id: a.text for a in workspace.read(lambda tx: tx.find(Article))}
        kept = {
            article_id: {
                (claim.start, claim.end): claim.quote
                for claim in workspace.read(annotating.annotations_of, article_id, AUTHOR)
            }
            for article_id in texts
        }
    for article_id, phrase in made:
        words = texts[article_id][phrase.start : phrase.end]
        if kept[article_id].pop((phrase.start, phrase.end), None) != words:
            wrong.append({"kind": phrase.kind, "wanted": words})
    over = [quote for claims in kept.values() for quote in claims.values()]
    return {"wrong": wrong, "kept_instead": over}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--phrases", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    QApplication([sys.argv[0], "-style", "fusion"])
    assert fonts.load() == []
    with tempfile.TemporaryDirectory() as home:
        came = drag_all(asked.folder, Path(home), asked.phrases, asked.seed)
    sys.stdout.write(json.dumps(came, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
