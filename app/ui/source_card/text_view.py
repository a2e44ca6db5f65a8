"""A text as it is, to look at; its segments may be shaded, each seen in its place."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextEdit

from app.domain.article import Segment
from app.ui.look import Look
from app.ui.sheet import NO_RING


class Shade(NamedTuple):
    """A segment, whether it is left out, and whether it is looked at now."""

    segment: Segment
    out: bool
    current: bool


class TextView(QTextEdit):
    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._text = ""
        self._positions: list[int] = []
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty(NO_RING, True)
        self.setFont(look.font("reading.small"))
        option = self.document().defaultTextOption()
        option.setAlignment(Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self.document().setDefaultTextOption(option)
        self.document().setDocumentMargin(32)

    def show_text(self, text: str) -> None:
        self._text = text
        self.setPlainText(text)
        # Qt counts UTF-16 units and drops the carriage return of a line end.
        self._positions = _positions(text)

    def show_shades(self, shades: Sequence[Shade]) -> None:
        """Paint the segments; the one that is looked at is brought into sight."""
        color = self._look.color
        selections: list[QTextEdit.ExtraSelection] = []
        for shade in shades:
            format_ = QTextCharFormat()
            if shade.out:
                format_.setBackground(color("surface.sunken"))
                format_.setForeground(color("text.tertiary"))
            if shade.current:
                format_.setBackground(color("find.hit"))
                format_.setForeground(color("text.primary"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(shade.segment)  # pyright: ignore
            selection.format = format_  # pyright: ignore
            selections.append(selection)
            if shade.current:
                self._reveal(shade.segment)
        self.setExtraSelections(selections)

    def _cursor(self, segment: Segment) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions[segment.start])
        cursor.setPosition(self._positions[segment.end], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _reveal(self, segment: Segment) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._positions[segment.start])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _positions(text: str) -> list[int]:
    """The Qt position of every code point of ``text``, and of its end."""
    positions: list[int] = []
    at = 0
    for index, character in enumerate(text):
        positions.append(at)
        if character == "\r" and text[index + 1 : index + 2] == "\n":
            continue  # QTextDocument keeps one paragraph end for the two
        at += 2 if ord(character) > 0xFFFF else 1
    positions.append(at)
    return positions
