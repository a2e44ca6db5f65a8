"""An article as a Qt document: a column of paragraphs, set and spaced for reading."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit

from app.domain.article import Segment
from app.domain.direction import is_right_to_left
from app.ui.offsets import DisplayText

PARAGRAPH_GAP = 12
_BLANK = 0.4  # of a line: all that a blank paragraph takes
_BLANK_TEXT = re.compile(r"[\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*")
TOP = 17
BOTTOM = 24
LEADING = 60
TRAILING = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """How the column is set, in pixels. ``leading`` and ``trailing`` are the padding."""

    font: QFont
    line_height: int
    leading: int
    trailing: int
    right_to_left: bool


def fill(
    editor: QTextEdit,
    display: DisplayText,
    setting: Setting,
    segments: Sequence[Segment],
    quiet: QColor,
) -> None:
    """Make an editor hold this text and no other, the caret before it. It is laid out when shown.

    All in one edit that begins with emptying the document: Qt then lays out what is to be seen,
    and takes a third of the time that it takes for another document.
    """
    document = editor.document()
    option = QTextOption()
    rightward = Qt.LayoutDirection.RightToLeft
    option.setTextDirection(rightward if setting.right_to_left else Qt.LayoutDirection.LeftToRight)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft)  # means leading: Qt mirrors it
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    paragraphs = _paragraphs(display.shown)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    document.setDocumentMargin(0)
    document.setDefaultFont(setting.font)
    document.setDefaultTextOption(option)  # before the text, or it would be decided by letters
    editor.setTextCursor(QTextCursor(document))
    editor.setCurrentCharFormat(QTextCharFormat())  # Qt would give all the look of what was there
    editor.setPlainText(display.shown)
    set_padding(document, setting)
    _space(document, paragraphs, setting)
    _turn_paragraphs(document, paragraphs, setting.right_to_left)
    set_segments(document, display, segments, quiet)
    cursor.endEditBlock()


def set_lines(document: QTextDocument, shown: str, setting: Setting) -> None:
    """Give every paragraph of ``shown`` its line height; the font is the document's own."""
    _space(document, _paragraphs(shown), setting)


def _space(document: QTextDocument, paragraphs: Sequence[str], setting: Setting) -> None:
    """Line heights and gaps. Blank paragraphs, of which articles from the web have dozens, are a
    small gap."""
    shape = QTextBlockFormat()
    percent = 100 * setting.line_height / _natural_height(setting.font)
    shape.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(PARAGRAPH_GAP)
    gap = QTextBlockFormat()
    height = round(_BLANK * setting.line_height)
    gap.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    gap.setBottomMargin(0)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(shape)
    for first, last in _blank_stretches(paragraphs):
        cursor.setPosition(document.findBlockByNumber(first).position())
        end = document.findBlockByNumber(last).position()
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeBlockFormat(gap)
    cursor.endEditBlock()


def _paragraphs(shown: str) -> list[str]:
    """What Qt makes blocks of."""
    return shown.replace("\u2029", "\n").split("\n")


def _blank_stretches(paragraphs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The first and the last of blank paragraphs in a row; a text that is all blank has none."""
    blank = [_BLANK_TEXT.fullmatch(paragraph) is not None for paragraph in paragraphs]
    if all(blank):
        return
    first = 0
    for is_blank, row in groupby(blank):
        after = first + len(list(row))
        if is_blank:
            yield first, after - 1
        first = after


def set_padding(document: QTextDocument, setting: Setting) -> None:
    """Room at the sides of the column, inside the document so that bands can reach into it."""
    frame = document.rootFrame().frameFormat()
    sides = (setting.trailing, setting.leading)
    left, right = sides if setting.right_to_left else sides[::-1]
    frame.setLeftMargin(left)
    frame.setRightMargin(right)
    frame.setTopMargin(TOP)
    frame.setBottomMargin(BOTTOM)
    document.rootFrame().setFrameFormat(frame)


def set_segments(
    document: QTextDocument, display: DisplayText, segments: Sequence[Segment], quiet: QColor
) -> None:
    """Dim what is not news, let headings stand out: by colour and weight, so no offset moves."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for segment in segments:
        look = QTextCharFormat()
        if segment.is_boilerplate:
            look.setForeground(quiet)
        elif segment.kind in ("title", "subheading"):
            look.setFontWeight(QFont.Weight.Bold)  # the reading face has no weight between
        else:
            continue
        cursor.setPosition(display.position(segment.start))
        cursor.setPosition(display.position(segment.end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)
    cursor.endEditBlock()


def _turn_paragraphs(
    document: QTextDocument, paragraphs: Sequence[str], right_to_left: bool
) -> None:
    """Paragraphs that run against the article say so themselves."""
    other = QTextBlockFormat()
    other.setLayoutDirection(
        Qt.LayoutDirection.LeftToRight if right_to_left else Qt.LayoutDirection.RightToLeft
    )
    for number, paragraph in enumerate(paragraphs):
        if is_right_to_left(paragraph, right_to_left) != right_to_left:
            QTextCursor(document.findBlockByNumber(number)).mergeBlockFormat(other)


def _natural_height(font: QFont) -> int:
    """What Qt takes for 100 %: ascent and descent of a line, rounded up."""
    layout = QTextLayout("ح", font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return math.ceil(line.ascent() + line.descent() + line.leading())
