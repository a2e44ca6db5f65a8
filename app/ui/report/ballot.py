"""The second vote, entered quickly: hands counted for each tag, or a tile for each student."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.annotation import Tag
from app.domain.language import Language, isolate
from app.domain.report_sentences import tag_name
from app.services.debating import MOST_HANDS
from app.ui.controls.button import Button
from app.ui.controls.shapes import rounded
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.report.big_bars import paint_tag
from app.ui.report.room_words import room_font

TAGS = {str(number): tag for number, tag in enumerate(Tag, 1)}  # the keys 1, 2, 3
_TILE = (104, 56)
_ACROSS = 10  # tiles in a row, at most


class Hands(QWidget):
    """Three counters. ``counted`` carries how many hands each tag has now."""

    counted = Signal(object)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._heads: list[_TagHead] = []
        self._counts = dict.fromkeys(Tag, 0)
        self._figures: dict[Tag, Words] = {}
        self.more: dict[Tag, Button] = {}
        self.fewer: dict[Tag, Button] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(32)
        for tag in Tag:
            row.addWidget(self._counter(look, tag))
        row.addStretch(1)

    def _counter(self, look: Look, tag: Tag) -> QWidget:
        say, name = self._language.say, tag_name(tag, self._language)
        whole = QWidget()
        whole.setAccessibleName(name)
        figure = self._figures[tag] = Words(look, "0", "interface.figure")
        figure.setFont(room_font(look, "interface.figure", 44))
        figure.setMinimumSize(96, 64)
        figure.center()
        fewer = self.fewer[tag] = Button(
            look, "−", height="control_large", name=say("debate.fewer", tag=name)
        )
        more = self.more[tag] = Button(
            look, "+", height="control_large", name=say("debate.more", tag=name)
        )
        fewer.clicked.connect(lambda: self.add(tag, -1))
        more.clicked.connect(lambda: self.add(tag, 1))
        head = _TagHead(look, tag, name)
        self._heads.append(head)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (fewer, figure, more):
            line.addWidget(part)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(head)
        column.addLayout(line)
        column.addStretch(1)
        return whole

    def set_scale(self, scale: float) -> None:
        for figure in self._figures.values():
            figure.setFont(room_font(self._look, "interface.figure", 44 * scale))
            figure.setMinimumSize(round(96 * scale), round(64 * scale))
        for head in self._heads:
            head.set_scale(scale)

    def show_counts(self, counts: Mapping[Tag, int] | None) -> None:
        for tag in Tag:
            self._counts[tag] = counts[tag] if counts else 0
            self._figures[tag].say(self._language.number(self._counts[tag]))
            self.fewer[tag].setEnabled(self._counts[tag] > 0)

    def add(self, tag: Tag, by: int) -> None:
        """A hand more, or one less."""
        number = min(max(self._counts[tag] + by, 0), MOST_HANDS)
        if number != self._counts[tag]:
            self.counted.emit({**self._counts, tag: number})


class Tiles(QWidget):
    """A tile for each student, called by the id on the files and not by name.

    Which tag a tile has is not seen: whoever votes last must not see how the others did. ``voted``
    carries the student's id and the tag's value, empty to take it back.
    """

    voted = Signal(str, str)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(4, 4, 4, 4)
        self._grid.setSpacing(10)
        self.tiles: list[Tile] = []
        self._scale = 1.0
        self._across = _ACROSS
        self.area = _Area(self, language.say("debate.by_student"))

    def show_students(self, ids: Sequence[str], votes: Mapping[str, Tag]) -> None:
        """The tiles in this order; those who have voted bear a tick."""
        if [tile.student for tile in self.tiles] != list(ids):
            for tile in self.tiles:
                self._grid.removeWidget(tile)
                tile.hide()
                tile.deleteLater()
            self.tiles = [Tile(self._look, id) for id in ids]
            for tile in self.tiles:
                tile.set_scale(self._scale)
            self._place()
        for tile in self.tiles:
            voted = tile.student in votes
            say = self._language.say
            state = say("debate.has_voted") if voted else say("debate.waits")
            tile.show_state(voted, f"{isolate(tile.student)}: {state}")

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        for tile in self.tiles:
            tile.set_scale(scale)
        self._place()

    def current(self) -> "Tile | None":
        return next((tile for tile in self.tiles if tile.hasFocus()), None)

    def focus_first(self) -> None:
        """To the first who has not voted."""
        waiting = [tile for tile in self.tiles if not tile.voted]
        for tile in (waiting or self.tiles)[:1]:
            self._go(self.tiles.index(tile))

    def press(self, chord: str) -> bool:
        """1, 2, 3 vote for the tile that has the focus and go on to the next; arrows walk."""
        tile = self.current()
        if tile is None:
            if chord in TAGS:
                self.focus_first()
                tile = self.current()
            if tile is None:
                return False
        at = self.tiles.index(tile)
        if chord in TAGS or chord in ("Delete", "Backspace"):
            tag = TAGS.get(chord)
            self.voted.emit(tile.student, tag.value if tag else "")
            if tag is not None:
                self._go(at + 1)
            return True
        forward = -1 if self._look.right_to_left else 1
        step = {"Right": forward, "Left": -forward, "Up": -self._across, "Down": self._across}
        if chord in step:
            self._go(at + step[chord])
            return True
        return False

    def _go(self, at: int) -> None:
        if 0 <= at < len(self.tiles):
            self.tiles[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.tiles[at])

    def _place(self) -> None:
        self._across = max(1, min(_ACROSS, self.width() // round(_TILE[0] * self._scale + 10)))
        for n, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, n // self._across, n % self._across)
        for column in range(_ACROSS + 1):
            self._grid.setColumnStretch(column, 1 if column == self._across else 0)
        rows = -(-len(self.tiles) // self._across)
        for row in range(self._grid.rowCount() + 1):
            self._grid.setRowStretch(row, 1 if row == rows else 0)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.tiles:
            self._place()


class _Area(QScrollArea):
    """Room for a class of sixty. Its keys are the debate's."""

    def __init__(self, tiles: QWidget, name: str) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(tiles)
        for ground in (tiles, self.viewport()):
            ground.setAutoFillBackground(False)

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        arg__1.ignore()


class Tile(QWidget):
    """A student who votes: chosen by a press, then 1, 2 or 3. No button: Return is the debate's."""

    spoken_role = "ListItem"

    def __init__(self, look: Look, student: str) -> None:
        super().__init__()
        self._look = look
        self.student = student
        self.voted = False
        self._scale = 1.0
        self.setFixedSize(*_TILE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.theme_changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedSize(round(_TILE[0] * scale), round(_TILE[1] * scale))

    def show_state(self, voted: bool, name: str) -> None:
        self.voted = voted
        self.setAccessibleName(name)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        ground = "surface.selected" if self.voted else "surface.paper"
        border, width = ("focus.ring", 3) if self.hasFocus() else ("border.control", 1)
        radius = look.theme.radius("control")
        rounded(painter, self.rect(), radius, look.color(ground), look.color(border), width)
        font = room_font(look, "interface.heading", 16 * self._scale)
        painter.setFont(font)
        painter.setPen(look.color("text.primary"))
        shown = QFontMetrics(font).elidedText(
            self.student, Qt.TextElideMode.ElideRight, self.width() - 36
        )
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), shown)
        if self.voted:
            left = 8 if look.right_to_left else self.width() - 24
            icon = look.icon("accept", "accent.ink")
            if not icon.isNull():
                painter.drawPixmap(left, self.height() // 2 - 8, icon.pixmap(16, 16))
        painter.end()


class _TagHead(QWidget):
    """Letter, name and key of a tag, large."""

    def __init__(self, look: Look, tag: Tag, name: str) -> None:
        super().__init__()
        self._look = look
        self._tag = tag
        self._name = name
        self.set_scale(1.0)
        look.theme_changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.setFixedHeight(round(44 * scale))
        self.setMinimumWidth(round(220 * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        side, gap = self.height() - 4, round(12 * self._scale)
        left = self.width() - side if mirrored else 0
        paint_tag(painter, look, QRect(left, 2, side, side), self._tag)
        painter.setFont(room_font(look, "interface.figure", 22 * self._scale))
        painter.setPen(look.color("text.primary"))
        room = self.width() - side - gap
        box = QRect(0 if mirrored else side + gap, 0, room, self.height())
        edge = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = edge | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, int(flags), self._name)
        painter.end()
