"""Bring articles in: each file becomes an article with a suggested source card and segments."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain import segmentation, source_card, written_date
from app.domain.article import (
    BOILERPLATE,
    STRUCTURE,
    Article,
    Segment,
    fingerprint,
    word_spans,
)
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.source_card import SourceCard
from app.formats import text_files
from app.formats.encodings import OFFERED as ENCODINGS
from app.formats.text_files import Reading

if TYPE_CHECKING:
    from app.services.workspace import Workspace
    from app.store.transaction import Transaction

__all__ = ["ENCODINGS", "Outcome", "Reading", "Status", "confirm_segments", "edit_card",
           "import_file", "import_paths", "import_readings", "read_file", "read_pasted",
           "read_paths", "settle_card"]  # fmt: skip

MOST_FILES = 2_000  # at a time
MOST_BYTES = 100_000_000  # together: they are all held in memory until they are stored as one step


class Status(StrEnum):
    IMPORTED = "imported"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the article (new, or the one that was there), or why none."""

    path: Path
    status: Status
    article: Article | None = None
    reason: KnownError | None = None


def read_file(path: Path, encoding: str | None = None) -> Reading:
    """Read one file, by ``encoding`` or the best guess. KnownError for whatever is no text."""
    return text_files.read(path, encoding)


def import_file(
    tx: Transaction, reading: Reading, card: SourceCard | None = None
) -> tuple[Article, bool]:
    """Keep what was read as an article; with the article that has this text, whether it is new.

    Without a ``card`` one is suggested from the text, and waits to be checked.
    """
    present = tx.find(Article, sha256=fingerprint(reading.text), order_by="position")
    if present:
        return present[0], False
    return tx.add(article_of(tx, reading, card)), True


def article_of(tx: Transaction, reading: Reading, card: SourceCard | None = None) -> Article:
    """The article that what was read would become, at the end of the list; nothing is kept."""
    segments = segmentation.suggest(reading.text)
    facts = card or source_card.suggest(reading.text, segments)
    return Article(
        text=reading.text,
        sha256=fingerprint(reading.text),
        encoding=reading.encoding,
        title=facts.title,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        origin=facts.origin,
        card_checked=card is not None,
        segments=segments,
        words=len(word_spans(reading.text)),
        position=max((c.position for c in tx.article_cards()), default=0) + 1,
        file_name=reading.path.name,
        imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def import_paths(
    workspace: Workspace,
    paths: Sequence[Path],
    encoding: str | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Outcome]:
    """Import files, and all ``.txt`` below folders, as one undoable step.

    A file that is refused does not stop the others. ``progress`` is told how many of how many files
    were read; once ``cancelled`` says so, nothing is imported and the answer is empty.
    """
    outcomes = read_paths(paths, encoding, progress=progress, cancelled=cancelled)
    if not any(isinstance(outcome, Reading) for outcome in outcomes):
        return [outcome for outcome in outcomes if isinstance(outcome, Outcome)]
    return workspace.do(Gesture.IMPORT, import_readings, outcomes)


def read_paths(
    paths: Sequence[Path],
    encoding: str | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Outcome | Reading]:
    """The first half of ``import_paths``, for a thread: files read or refused, nothing kept.

    Empty once ``cancelled`` says so.
    """
    found = list(_files(paths))
    outcomes: list[Outcome | Reading] = []
    held = 0
    for number, file in enumerate(found, 1):
        if cancelled is not None and cancelled():
            return []
        outcome = file if isinstance(file, Outcome) else _read(file, encoding, held)
        held += len(outcome.text) * 2 if isinstance(outcome, Reading) else 0
        outcomes.append(outcome)
        if progress is not None:
            progress(number, len(found))
    return outcomes


def read_pasted(text: str, name: str) -> Reading:
    """What came from the clipboard, as if it were a file ``name``. KnownError as ``read_file``."""
    data = text.encode("utf-8", "surrogatepass")
    return text_files.decode(data, Path(name), "utf-8")


def import_readings(tx: Transaction, outcomes: Sequence[Outcome | Reading]) -> list[Outcome]:
    """The second half of ``import_paths``: keep what was read, in one step."""
    return [
        outcome if isinstance(outcome, Outcome) else _import_one(tx, outcome)
        for outcome in outcomes
    ]


def edit_card(tx: Transaction, article_id: str, **facts: str | None) -> Article:
    """Correct the source card: ``title``, ``publisher``, ``author``, ``published``, ``origin``.

    An empty fact becomes None, not stated. ``published`` may be written in words or figures;
    KnownError where it is no whole date.
    """
    unknown = facts.keys() - SourceCard.__dataclass_fields__.keys()
    if unknown:
        raise TypeError(f"no such facts on a source card: {unknown}")
    given = {name: (value or "").strip() or None for name, value in facts.items()}
    published = given.get("published")
    if published is not None:
        written = written_date.find(published)
        if written is None or not written.alone:
            raise KnownError("import.bad_date", date=published)
        given["published"] = written.day.isoformat()
    return tx.replace(tx.get(Article, article_id), card_checked=True, **given)


def settle_card(
    tx: Transaction, article_id: str, segments: Iterable[Segment], **facts: str | None
) -> Article:
    """Facts and segments in one step: ``edit_card``, then ``confirm_segments``."""
    edit_card(tx, article_id, **facts)
    return confirm_segments(tx, article_id, segments)


def confirm_segments(tx: Transaction, article_id: str, segments: Iterable[Segment]) -> Article:
    """Settle which stretches are not the body. KnownError where they overlap or leave the text."""
    article = tx.get(Article, article_id)
    ordered = tuple(sorted(segments, key=lambda segment: (segment.start, segment.end)))
    ends = [0, *(segment.end for segment in ordered)]
    sound = all(
        before <= segment.start < segment.end <= len(article.text)
        and segment.kind in BOILERPLATE | STRUCTURE
        for before, segment in zip(ends, ordered, strict=False)
    )
    if not sound:
        raise KnownError("import.bad_segments")
    return tx.replace(article, segments=ordered, segments_confirmed=True)


def _read(path: Path, encoding: str | None, held: int) -> Outcome | Reading:
    if held > MOST_BYTES:
        return _refused(path, KnownError("import.too_much", name=path.name, limit=MOST_BYTES / 1e6))
    try:
        return read_file(path, encoding)
    except KnownError as reason:
        return _refused(path, reason)


def _refused(path: Path, reason: KnownError) -> Outcome:
    return Outcome(path, Status.REFUSED, reason=reason)


def _import_one(tx: Transaction, reading: Reading) -> Outcome:
    article, new = import_file(tx, reading)
    return Outcome(reading.path, Status.IMPORTED if new else Status.ALREADY, article)


def _files(paths: Sequence[Path]) -> Iterator[Path | Outcome]:
    """The files to read, in order; a folder that gives none is refused.

    A file that two of ``paths`` lead to comes once.
    """
    seen: set[Path] = set()
    for path in paths:
        try:
            below = list(_texts_below(path)) if path.is_dir() else [path]
        except (OSError, ValueError):
            below = [path]  # reading it will say what is wrong
        if not below:
            yield _refused(path, KnownError("import.no_texts", name=path.name or str(path)))
        elif len(below) > MOST_FILES:
            yield _refused(path, KnownError("import.too_many", name=path.name, limit=MOST_FILES))
        else:
            for file in below:
                where = (file if isinstance(file, Path) else file.path).absolute()
                if where not in seen:
                    seen.add(where)
                    yield file


def _texts_below(folder: Path) -> Iterator[Path | Outcome]:
    """Every ``.txt`` below, by name; links to folders are not followed, hidden files left out."""
    failed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failed.append):
        folders.sort()
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in sorted(names):
            if name.lower().endswith(".txt") and not name.startswith("."):
                yield Path(root) / name
    for error in failed:
        where = Path(error.filename or folder)
        denied = isinstance(error, PermissionError)
        message = "import.denied" if denied else "import.unreadable"
        reason = KnownError(message, name=where.name, reason=error.strerror or "")
        yield _refused(where, reason)
