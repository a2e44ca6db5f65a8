"""A student sees on the card what the assignment asks for, and nothing else; a teacher sees all."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app import paths
from app.domain.annotation import Tag
from app.domain.assignment import Asked
from app.domain.change import Gesture
from app.domain.setting import Role
from app.services import annotating, assigning, consulting, grading
from app.ui.reading.page import ReadingPage
from tests.gestures.whole_window import WholeWindow


def reading(whole: WholeWindow, role: Role, *asked: Asked) -> ReadingPage:
    """The reading page with two claims, the first chosen, of an assignment that asks this."""
    whole.start()
    whole.finish_first_run(role)
    context = whole.context
    [assignment] = context.workspace.read(grading.assignments_of)
    context.workspace.do(Gesture.EDIT_ASSIGNMENT, assigning.edit, assignment.id, asked=asked)
    article, author = assignment.article_ids[0], context.author_id
    marks = [
        context.workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article, author, at, at + 30, Tag.OPINION
        )
        for at in (60, 120)
    ]
    whole.frame.navigate("reading", article_id=article, annotation_id=marks[0].id)
    page = whole.frame.page_now()
    assert isinstance(page, ReadingPage)
    assert page.desk.chosen is not None
    return page


def shown(page: ReadingPage) -> set[Asked]:
    card = page.side.card
    parts = {
        Asked.SOURCE: card.who_said,
        Asked.CONFIDENCE: card.confidence,
        Asked.NOTES: card.note,
        Asked.LINKS: card._no_relations,
    }
    return {field for field, part in parts.items() if part.isVisibleTo(card)}


@pytest.mark.parametrize("asked", [(), (Asked.NOTES,), (Asked.SOURCE, Asked.LINKS), tuple(Asked)])
def test_what_is_asked(whole: WholeWindow, asked: tuple[Asked, ...]) -> None:
    page = reading(whole, Role.STUDENT, *asked)
    assert shown(page) == set(asked)
    bar = page.tag_bar
    assert bar.evidence.isVisibleTo(bar) == (Asked.SOURCE in asked)
    assert bar.link.isVisibleTo(bar) == (Asked.LINKS in asked)
    page.readers.focus()
    whole.press(Qt.Key.Key_L)
    assert page.desk._linking.waits == (Asked.LINKS in asked)
    words = whole.context.language.say("reading.refused.not_asked")
    assert (whole.frame.undo_strip.words() == words) == (Asked.LINKS not in asked)


def test_a_teacher_says_it_all(whole: WholeWindow) -> None:
    assert shown(reading(whole, Role.TEACHER)) == set(Asked)


def test_what_the_teacher_asks_for_later_is_there_at_once(whole: WholeWindow) -> None:
    page = reading(whole, Role.STUDENT, Asked.NOTES)
    workspace = whole.context.workspace
    [assignment] = workspace.read(grading.assignments_of)
    both = [Asked.NOTES, Asked.CONFIDENCE]
    workspace.do(Gesture.EDIT_ASSIGNMENT, assigning.edit, assignment.id, asked=both)
    page.desk.refresh(None)
    assert shown(page) == set(both)


def test_the_assignments_own_codebook_is_what_explains(whole: WholeWindow) -> None:
    whole.start()
    whole.finish_first_run(Role.TEACHER)
    context = whole.context
    [assignment] = context.workspace.read(grading.assignments_of)
    book = (paths.seeds() / "codebook.toml").read_text(encoding="utf-8")
    shipped = consulting.codebook("ar").tags[Tag.OPINION].definition
    own = book.replace(shipped, "حكم لا يُثبت ولا يُنفى.")
    assert own != book
    edit = assigning.edit
    context.workspace.do(Gesture.EDIT_ASSIGNMENT, edit, assignment.id, codebook=own)
    page = whole.page("reading")
    words = [label.text() for label in page.findChildren(QLabel)]
    assert any("حكم لا يُثبت ولا يُنفى." in text for text in words)
    assert not any(shipped in text for text in words)
