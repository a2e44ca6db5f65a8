"""Articles come in once, whole, and one bad file does not stop the others."""

import os
from pathlib import Path

import pytest

from app.domain.article import Article, Segment, fingerprint
from app.domain.change import Gesture
from app.domain.errors import KnownError
from app.domain.source_card import SourceCard
from app.services import importing
from app.services.importing import Status

TEXT = (
    "سوق بلا زبائن في طرف المدينة\r\n\r\n"
    "افتتحت بلدية المدينة أمس سوقًا جديدة للخضار بعد ثلاث سنوات من العمل المتقطع.\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    (made / "more").mkdir(parents=True)
    (made / "b.txt").write_bytes(TEXT.encode("utf-16"))
    (made / "a.TXT").write_bytes(b"\xff\x00\x01")
    (made / "notes.md").write_text("not an article")
    (made / ".hidden.txt").write_text("not an article")
    (made / "more" / "c.txt").write_bytes("خبر قصير من الجنوب".encode("cp1256"))
    return made


def test_a_folder_comes_in_as_one_step(workspace, folder: Path):
    seen = []
    outcomes = importing.import_paths(
        workspace, [folder], progress=lambda done, total: seen.append((done, total))
    )
    assert [(o.path.name, o.status) for o in outcomes] == [
        ("a.TXT", Status.REFUSED),
        ("b.txt", Status.IMPORTED),
        ("c.txt", Status.IMPORTED),
    ]
    assert outcomes[0].reason is not None
    assert seen == [(1, 3), (2, 3), (3, 3)]
    cards = workspace.read(lambda tx: tx.article_cards())
    assert [card.title for card in cards] == ["سوق بلا زبائن في طرف المدينة", None]
    assert [card.position for card in cards] == [1, 2]
    workspace.undo()
    assert workspace.read(lambda tx: tx.article_cards()) == []


def test_the_text_is_kept_as_it_was(workspace, folder: Path):
    outcome = importing.import_paths(workspace, [folder / "b.txt"])[0]
    kept = workspace.read(lambda tx: tx.get(Article, outcome.article.id))
    assert kept.text == TEXT.replace("\r\n", "\n")
    assert kept.sha256 == fingerprint(kept.text)
    assert (kept.encoding, kept.file_name, kept.words) == ("utf-16", "b.txt", 19)
    assert (kept.card_checked, kept.segments_confirmed) == (False, False)
    assert kept.segments == (Segment("title", 0, 28),)


def test_the_same_text_is_imported_once_whatever_its_file(workspace, folder: Path, tmp_path: Path):
    first = importing.import_paths(workspace, [folder / "b.txt"])[0]
    again = tmp_path / "other name.txt"
    again.write_bytes(TEXT.encode("utf-8-sig"))
    steps = len(workspace.steps())
    outcomes = importing.import_paths(workspace, [again, folder / "b.txt", again])
    assert [o.status for o in outcomes] == [Status.ALREADY] * 2
    assert outcomes[0].article.id == first.article.id
    assert len(workspace.steps()) == steps


def test_cancelling_leaves_nothing(workspace, folder: Path):
    assert importing.import_paths(workspace, [folder], cancelled=lambda: True) == []
    assert workspace.read(lambda tx: tx.article_cards()) == []


def test_folders_that_give_nothing_are_refused(workspace, tmp_path: Path):
    outcomes = importing.import_paths(workspace, [tmp_path / "none", tmp_path])
    assert [o.reason.message for o in outcomes] == ["import.missing", "import.no_texts"]
    assert workspace.steps() == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_loops_of_folders_end(workspace, folder: Path):
    (folder / "more" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    outcomes = importing.import_paths(workspace, [folder])
    assert [o.path.name for o in outcomes] == ["a.TXT", "b.txt", "dangling.txt", "c.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_refused(workspace, folder: Path):
    (folder / "more").chmod(0)
    (folder / "b.txt").chmod(0)
    try:
        outcomes = importing.import_paths(workspace, [folder])
    finally:
        (folder / "more").chmod(0o700)
    assert [o.reason.message for o in outcomes][1:] == ["import.unreadable"] * 2


def test_too_many_files_are_refused(workspace, folder: Path, monkeypatch):
    monkeypatch.setattr(importing, "MOST_FILES", 1)
    outcome = importing.import_paths(workspace, [folder])[0]
    assert outcome.reason.message == "import.too_many"
    monkeypatch.setattr(importing, "MOST_FILES", 9)
    monkeypatch.setattr(importing, "MOST_BYTES", 10)
    outcomes = importing.import_paths(workspace, [folder])
    assert [o.reason and o.reason.message for o in outcomes][1:] == [None, "import.too_much"]


def test_a_card_that_is_given_is_a_checked_one(workspace, folder: Path):
    reading = importing.read_file(folder / "b.txt")
    card = SourceCard(publisher="المرصد")
    kept, new = workspace.do(Gesture.IMPORT, importing.import_file, reading, card)
    assert (new, kept.publisher, kept.title, kept.card_checked) == (True, "المرصد", None, True)


def test_a_card_is_corrected(workspace, article: Article):
    def edit(**facts):
        return workspace.do(Gesture.EDIT_CARD, importing.edit_card, article.id, **facts)

    kept = edit(title="  موسم القمح ", author="", published="2025-01-31")
    assert (kept.title, kept.author, kept.published) == ("موسم القمح", None, "2025-01-31")
    assert kept.card_checked
    with pytest.raises(KnownError) as caught:
        edit(published="31 يناير")
    assert caught.value.message == "import.bad_date"
    with pytest.raises(TypeError):
        edit(text="آخر")
    assert edit(published=None).published is None


def test_segments_are_confirmed_in_order(workspace, article: Article):
    def confirm(*segments: Segment):
        return workspace.do(
            Gesture.CONFIRM_SEGMENTS, importing.confirm_segments, article.id, segments
        )

    last, first = Segment("ui_text", 20, 30), Segment("title", 0, 20)
    kept = confirm(last, first)
    assert (kept.segments, kept.segments_confirmed) == ((first, last), True)
    for wrong in (
        (first, Segment("ui_text", 19, 30)),
        (Segment("title", 5, 5),),
        (Segment("title", -1, 5),),
        (Segment("title", 0, len(article.text) + 1),),
        (Segment("sidebar", 0, 5),),
    ):
        with pytest.raises(KnownError):
            confirm(*wrong)
    assert confirm().segments == ()
