"""Undo, against one SQLite transaction that writes the same rows."""

import tempfile
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from app.domain.change import Gesture
from app.services import annotating
from app.services.workspace import Workspace
from app.store.transaction import Transaction
from tests.bench.bare_file import BareFile
from tests.bench.material import article_of, claims_of
from tests.bench.measuring import Bench

NAMES = ("undo", "undo_import")
_IMPORTED = 200  # claims in the step that is undone: a class's work


def bench(name: str, stack: ExitStack) -> Bench:
    """Ours: ``Workspace.undo`` of a highlight, or of an import of 200 claims.

    The floor deletes as many rows from a copy of the file and writes as long an entry of the log,
    in one transaction. Rows are put back between rounds, outside the time.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    workspace = stack.enter_context(Workspace.open(folder / "bench.bayyina"))
    article = article_of(20_000)
    workspace.do(Gesture.IMPORT, lambda tx: tx.add(article))

    def mark(tx: Transaction) -> None:
        for claim in claims_of(article, _IMPORTED):
            tx.add(claim)

    workspace.do(Gesture.IMPORT_ANNOTATIONS, mark)
    if name == "undo":
        claim = claims_of(article, 1, seed=4)[0]
        workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", claim.start, claim.end,
            claim.tag,
        )  # fmt: skip
    taken_back = 1 if name == "undo" else _IMPORTED
    workspace.undo()
    workspace.redo()  # so that the log's last entry is as long as an undo's
    bare = BareFile(workspace.path, folder, stack)

    def ours() -> float:
        start = perf_counter()
        workspace.undo()
        took = perf_counter() - start
        workspace.redo()
        return took

    def floor() -> float:
        rows, step = bare.annotations(taken_back), bare.step()
        start = perf_counter()
        bare.take_back(rows, step)
        took = perf_counter() - start
        bare.put_back(rows)
        return took

    return Bench(name, 3 if name == "undo" else None, ours, floor, rounds=31)
