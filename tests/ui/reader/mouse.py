"""The mouse over a reader: places of characters, presses, drags."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.ui.reader.selectable import SelectableText

_clock = [10_000]


def place_of(reader: SelectableText, code_point: int, part: float = 0.5) -> QPointF:
    """Where a character stands in the viewport; ``part`` counts from its leading edge."""
    position = reader._display.position(code_point)
    box = reader._geometry.box(reader.document().findBlock(position))
    line = box.line_of(position)
    assert line is not None
    inside = position - box.position
    cell = next(cell for cell in line.cells if cell.start <= inside < cell.end)
    width = cell.right - cell.left
    x = cell.right - width * part if cell.right_to_left else cell.left + width * part
    return QPointF(x, (line.top + line.bottom) / 2 - reader._scrolled())


def send(
    reader: SelectableText,
    kind: QEvent.Type,
    place: QPointF,
    *,
    held: bool,
    alt: bool = False,
    ctrl: bool = False,
) -> None:
    """A mouse event. Time goes on by a second, so that presses do not add up by chance."""
    _clock[0] += 1_000
    left = Qt.MouseButton.LeftButton
    modifiers = Qt.KeyboardModifier.NoModifier
    if alt:
        modifiers |= Qt.KeyboardModifier.AltModifier
    if ctrl:
        modifiers |= Qt.KeyboardModifier.ControlModifier
    event = QMouseEvent(
        kind,
        place,
        reader.viewport().mapToGlobal(place),
        Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left,
        left if held else Qt.MouseButton.NoButton,
        modifiers,
    )
    event.setTimestamp(_clock[0])
    QApplication.sendEvent(reader.viewport(), event)


def press(reader: SelectableText, place: QPointF, *, alt: bool = False, ctrl: bool = False) -> None:
    send(reader, QEvent.Type.MouseButtonPress, place, held=True, alt=alt, ctrl=ctrl)


def release(reader: SelectableText, place: QPointF) -> None:
    send(reader, QEvent.Type.MouseButtonRelease, place, held=False)


def click(reader: SelectableText, place: QPointF) -> None:
    press(reader, place)
    release(reader, place)


def drag(
    reader: SelectableText,
    start: QPointF,
    end: QPointF,
    *,
    alt: bool = False,
    ctrl: bool = False,
) -> None:
    press(reader, start, alt=alt, ctrl=ctrl)
    send(reader, QEvent.Type.MouseMove, (start + end) / 2, held=True, alt=alt, ctrl=ctrl)
    send(reader, QEvent.Type.MouseMove, end, held=True, alt=alt, ctrl=ctrl)
    release(reader, end)


def double_click(reader: SelectableText, place: QPointF) -> None:
    click(reader, place)
    send(reader, QEvent.Type.MouseButtonDblClick, place, held=True)


def triple_click(reader: SelectableText, place: QPointF) -> None:
    double_click(reader, place)
    release(reader, place)
    _clock[0] -= 1_900  # a tenth of a second later
    press(reader, place)
