"""A highlight on the reading page: on disk and painted, with 5,000 claims there already."""

import tempfile
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from app.domain import language as languages
from app.domain.article import Article, word_spans
from app.domain.change import Gesture
from app.domain.setting import Role
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from app.ui.context import Context
from app.ui.frame.frame import Frame
from app.ui.preferences import Preferences
from app.ui.reader.reader import Reader
from app.ui.reading.page import ReadingPage
from tests.bench import stage
from tests.bench.bare_file import BareFile
from tests.bench.material import article_of, claims_of
from tests.bench.measuring import Bench, Timed

NAMES = ("highlight", "highlight_all")
_CLAIMS = 5_000
_AUTHOR = "me"


def bench(name: str, stack: ExitStack) -> Bench:
    """Ours: the key «1» on the page in the frame, with words selected, until the claim is on disk
    and the text with it has been painted; ``highlight_all``: until list, card and bars have, too.

    The floor: one committed transaction with the same rows in a copy of the file, and a repaint of
    a QTextEdit of the same text and of the reader's size.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    workspace = stack.enter_context(Workspace.open(folder / "bench.bayyina"))
    article = article_of(1_000_000)
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article))
    workspace.do(Gesture.IMPORT_ANNOTATIONS, _fill, article)
    painted = _paint_times(stack)
    reader = _open_page(workspace, article, folder, stack)
    whole = name == "highlight_all"
    ours = _marking(reader, article, painted, whole=whole)
    ours()
    floor = _bare_marking(reader, article, workspace, folder, stack)
    return Bench(name, None if whole else 2.5, ours, floor, 25)


def _fill(tx: Transaction, article: Article) -> None:
    for claim in claims_of(article, _CLAIMS, _AUTHOR):
        tx.add(claim)


def _open_page(workspace: Workspace, article: Article, folder: Path, stack: ExitStack) -> Reader:
    """The reading page in its frame, in the middle of the article; its reader."""
    _, look = stage.dressed()
    language = languages.load("ar")
    frame = Frame(look, language, Role.STUDENT)
    context = Context(
        workspace=workspace, author_id=_AUTHOR, role=Role.STUDENT, language=language, look=look,
        preferences=Preferences(folder / "preferences.json"), navigate=frame.navigate,
        report=frame.report, offer_undo=frame.offer_undo, hint=frame.hint,
        restore=lambda _copy: None,
        switch=lambda _file: None,
        receive=lambda _files: None,
    )  # fmt: skip
    page = ReadingPage(context)
    frame.furnish(workspace, {"reading": lambda: page})
    frame.resize(1366, 768)
    frame.show()
    frame.navigate("reading", article_id=article.id)
    stack.callback(stage.away, frame)
    reader = page.readers.columns[0].reader
    _to_middle(reader)
    return reader


def _marking(reader: Reader, article: Article, painted: list[float], *, whole: bool) -> Timed:
    words = word_spans(article.text)
    here = reader.place()[0]
    first = next(k for k, (start, _) in enumerate(words) if start > here) + 20
    none = Qt.KeyboardModifier.NoModifier
    places = product(range(5, 12), range(first, first + 90, 3))  # never the same span twice

    def ours() -> float:
        length, at = next(places)
        reader.set_selection(words[at][0], words[at + length][1])
        stage.settle()
        painted.clear()
        start = perf_counter()
        QApplication.sendEvent(reader, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, none, "1"))
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        took = perf_counter() - start
        stage.settle()
        return took if whole else painted[0] - start

    return ours


def _paint_times(stack: ExitStack) -> list[float]:
    """When readers that are made from now on have been painted."""
    times: list[float] = []
    paint = Reader.paintEvent

    def watched(reader: Reader, event: QPaintEvent) -> None:
        paint(reader, event)
        times.append(perf_counter())

    Reader.paintEvent = watched
    stack.callback(setattr, Reader, "paintEvent", paint)
    return times


def _bare_marking(
    reader: Reader, article: Article, workspace: Workspace, folder: Path, stack: ExitStack
) -> Timed:
    bare = BareFile(workspace.path, folder, stack)
    editor = stage.bare_editor(stage.dressed()[1], article.text)
    host = stage.window(editor)
    stack.callback(stage.away, host)
    host.resize(reader.viewport().size())
    _to_middle(editor)

    def floor() -> float:
        row, step = bare.annotation(), bare.step()
        start = perf_counter()
        bare.add(row, step)
        editor.viewport().repaint()
        return perf_counter() - start

    return floor


def _to_middle(editor: QTextEdit) -> None:
    stage.lay_out(editor)
    editor.verticalScrollBar().setValue(editor.verticalScrollBar().maximum() // 2)
    stage.settle()
