"""How a row of the table of hand-ins looks, and the heads over them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.domain.language import Language, ordered_path
from app.ui.collect.entries import NOTHING, TAKEN, Entry
from app.ui.controls import row_list
from app.ui.controls.cutting import elided
from app.ui.look import Look

HEAD = 40
_PADDING = 22
_ICON = 18
_BETWEEN = 16
# Where each column begins and how wide it is, from the leading edge, in a table of 942.
_USUAL = 942
_TIGHT, _SPARE = 780, 70  # under this width a student's name gives way, by so much
_TRAILING = 16
_COLUMNS = {
    "state": (_PADDING, 124),
    "student": (152, 166),
    "receipt": (328, 116),
    "time": (460, 96),
    "claims": (564, 66),
    "file": (646, 0),  # what is left
}
# icon, its colour, the colour of the word
_LOOKS = {
    "refused": ("error", "state.danger", "state.danger"),
    "newer": ("accept", "accent.ink", "accent.ink"),
    "older": ("time", "text.secondary", "text.secondary"),
    "already": ("saved", "text.secondary", "text.secondary"),
    "new": ("add", "text.secondary", "text.secondary"),
    TAKEN: ("saved", "accent.ink", "accent.ink"),
}


def column(name: str, width: int) -> tuple[int, int]:
    """Start and width of a column in a table of ``width``: what there is more goes to names and
    files; what there is less is taken from files, at last from names."""
    start, wide = _COLUMNS[name]
    names = max(0, width - _USUAL) * 2 // 5 - min(_SPARE, max(0, _TIGHT - width))
    if name == "student":
        wide += names
    elif name != "state":
        start += names
    if name == "file":
        wide = width - start - _TRAILING
    return start, max(40, wide)


def figures(look: Look, role: str) -> QFont:
    """A face whose figures are equally wide."""
    font = look.font(role)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


class RowPainter(row_list.RowPainter[Entry]):
    """State, student, receipt code, time, claims, file."""

    def ground(self, entry: Entry) -> str | None:
        return "state.danger_tint" if entry.look == "refused" else None

    def paint_row(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        look = self._look
        icon, icon_ink, ink = _LOOKS[entry.look]
        box = self._box(rect, "state")
        at = _leading(box, _ICON, mirrored=look.right_to_left)
        look.icon(icon, icon_ink).paint(painter, at)
        gap = _ICON + 8
        words = box.adjusted(0, 0, -gap, 0) if look.right_to_left else box.adjusted(gap, 0, 0, 0)
        self._write(painter, words, entry.words, look.font("interface.label"), ink)
        self._paint_student(painter, self._box(rect, "student"), entry)
        strong = figures(look, "interface.strong")
        strong.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
        known = entry.receipt != NOTHING
        figure_ink = "text.primary" if known else "text.tertiary"
        plain = figures(look, "interface.label")
        self._write(
            painter, self._box(rect, "receipt"), entry.receipt, strong if known else plain,
            figure_ink, code=True,
        )  # fmt: skip
        self._write(painter, self._box(rect, "time"), entry.time, plain, figure_ink)
        self._write(painter, self._box(rect, "claims"), entry.claims, plain, figure_ink)
        small = figures(look, "interface.caption")
        self._paint_file(painter, self._box(rect, "file"), entry.file, small)

    def _paint_student(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        font = self._look.font("interface.label")
        if not entry.is_flagged:
            self._write(painter, box, entry.student, font, "text.primary")
            return
        mirrored, room = self._look.right_to_left, box.width() - 24
        words = QRect(box)
        if mirrored:
            words.setLeft(box.right() + 1 - room)
        else:
            words.setWidth(room)
        self._write(painter, words, entry.student, font, "text.primary")
        taken = QFontMetrics(font).horizontalAdvance(elided(entry.student, font, room)) + 8
        rest = box.adjusted(0, 0, -taken, 0) if mirrored else box.adjusted(taken, 0, 0, 0)
        at = _leading(rest, 16, mirrored=mirrored)
        self._look.icon("warning", "state.warning").paint(painter, at)

    def _paint_file(self, painter: QPainter, box: QRect, file: str, font: QFont) -> None:
        """At the trailing edge; a name of ours runs from the left, and is cut in its middle."""
        trailing = (
            Qt.AlignmentFlag.AlignLeft if self._look.right_to_left else Qt.AlignmentFlag.AlignRight
        )
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(ordered_path(file), Qt.TextElideMode.ElideMiddle, box.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setFont(font)
        painter.setPen(self._look.color("text.secondary"))
        flags = trailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(box, flags, shown)

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        font: QFont,
        ink: str,
        *,
        code: bool = False,
    ) -> None:
        mirrored = self._look.right_to_left
        runs = Qt.LayoutDirection.LeftToRight
        if mirrored and not code:
            runs = Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(runs)
        painter.setFont(font)
        painter.setPen(self._look.color(ink))
        shown = elided(words, font, box.width())
        painter.drawText(box, flags | Qt.TextFlag.TextSingleLine, shown)

    def _box(self, rect: QRect, name: str) -> QRect:
        return placed(rect, name, self.bar, mirrored=self._look.right_to_left)


def placed(rect: QRect, name: str, bar: int, *, mirrored: bool) -> QRect:
    """The box of a column in a row beside a scroll bar: it stands as it would without one."""
    start, width = column(name, rect.width() + bar)
    left = rect.right() + 1 - start - width if mirrored else rect.left() + start
    return QRect(left, rect.top(), width, rect.height())


def _leading(box: QRect, size: int, *, mirrored: bool) -> QRect:
    """A square at the leading edge of ``box``, in the middle of its height."""
    left = box.right() + 1 - size if mirrored else box.left()
    return QRect(QPoint(left, box.center().y() - size // 2 + 1), QSize(size, size))


class Heads(QWidget):
    """The names of the columns, 40 high."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._words = {name: language.say(f"collect_page.head.{name}") for name in _COLUMNS}
        self.setFixedHeight(HEAD)
        self.setAccessibleName(" · ".join(self._words.values()))
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        painter.fillRect(self.rect(), look.color("surface.panel"))
        line = look.color("border.default")
        painter.fillRect(0, 0, self.width(), 1, line)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        painter.setFont(look.font("interface.caption"))
        painter.setPen(look.color("text.secondary"))
        for name, words in self._words.items():
            box = placed(self.rect(), name, 0, mirrored=mirrored)
            leading = mirrored != (name == "file")
            side = Qt.AlignmentFlag.AlignRight if leading else Qt.AlignmentFlag.AlignLeft
            flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, flags, elided(words, painter.font(), box.width()))
        painter.end()
