"""Where what is typed stands in a note."""

import pytest
from PySide6.QtCore import Qt

from app.ui.look import Look
from app.ui.reading.fields import NoteField

ARABIC = "الباحثة مسمّاة، لكنها لم تُطلع القارئ على وثيقة واحدة تسند الرقم الذي ذكرته"
ENGLISH = "She is named, and shows the reader no paper at all that would bear out her figure"


@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize("window", [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight])
def test_a_note_begins_at_the_edge_of_its_own_language(qtbot, window, text):
    field = NoteField(Look("light"), "ملاحظة")
    qtbot.addWidget(field)
    field.setLayoutDirection(window)
    field.resize(283, 90)
    field.show()
    field.show_kept(text, other=True)
    cursor = field.textCursor()
    cursor.setPosition(0)
    start, room = field.cursorRect(cursor).center().x(), field.viewport().width()
    assert start > room - 6 if text is ARABIC else start < 6
    layout = field.document().firstBlock().layout()
    assert layout.lineCount() > 1
    for n in range(layout.lineCount()):
        line = layout.lineAt(n).naturalTextRect()
        assert line.left() >= -1
        assert line.right() <= room + 1


def test_a_note_is_plain_words(qtbot):
    field = NoteField(Look("light"), "ملاحظة")
    qtbot.addWidget(field)
    assert not field.acceptRichText()
