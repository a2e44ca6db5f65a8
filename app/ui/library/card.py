"""An article on the shelf: its source card in small, what was marked in it, and the way in."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.language import Language
from app.services.shelving import Shelved
from app.ui.controls.badge import Badge
from app.ui.controls.button import Button
from app.ui.controls.card import Card
from app.ui.controls.shapes import direction_of
from app.ui.controls.words import Words
from app.ui.library import wording
from app.ui.look import Look

HEIGHT = 220
_PADDING = 20


class ShelfCard(Card):
    """One article. ``opened`` to read it, ``completed`` for its source card."""

    opened = Signal(str)
    completed = Signal(str)

    def __init__(self, look: Look, language: Language, shelved: Shelved, *, seen: bool) -> None:
        super().__init__(look, pressable=True)
        self._language = language
        self._shelved = shelved
        self._id = shelved.card.id
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("، ".join(wording.facts(language, shelved.card)))
        self.pressed.connect(lambda: self.opened.emit(self._id))
        incomplete = not (shelved.card.card_checked or shelved.card.publisher)
        self._incomplete = incomplete
        self.action = Button(look, self._action_words(incomplete, seen), kind="link")
        # Tab stops once for what the whole card does as well.
        stops = Qt.FocusPolicy.TabFocus if incomplete else Qt.FocusPolicy.NoFocus
        self.action.setFocusPolicy(stops)
        signal = self.completed if incomplete else self.opened
        self.action.clicked.connect(lambda: signal.emit(self._id))
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 0, _PADDING, 4)
        column.addStretch(1)
        column.addLayout(self._foot(seen))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

    def stops(self) -> list[QWidget]:
        return [self, self.action] if self._incomplete else [self]

    def _foot(self, seen: bool) -> QHBoxLayout:
        look, language = self._look, self._language
        row = QHBoxLayout()
        row.setSpacing(6)
        for tag in Tag:
            if n := self._shelved.tags.get(tag, 0):
                name = f"{language.say(f'tag.{tag}')}: {language.number(n)}"
                row.addWidget(Badge(look, tag, language.number(n), name))
        if self._shelved.claims:
            words = language.count("library.relations", self._shelved.relations)
        else:
            words = language.say("library.seen_without_claims" if seen else "library.not_opened")
        row.addSpacing(3 if self._shelved.claims else 0)
        row.addWidget(Words(look, words, "interface.caption", "text.tertiary"))
        row.addStretch(1)
        row.addWidget(self.action)
        return row

    def _action_words(self, incomplete: bool, seen: bool) -> str:
        say = self._language.say
        if incomplete:
            return say("library.complete_card")
        if self._shelved.claims:
            return say("library.continue")
        return say("library.go_back" if seen else "library.begin")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        say = self._language.say
        menu.addAction(say("library.read"), lambda: self.opened.emit(self._id))
        menu.addAction(say("library.edit_card"), lambda: self.completed.emit(self._id))
        menu.exec(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        ink = _Ink(painter, self._look, self.width(), self._rtl())
        self._paint_top(ink)
        self._paint_title(painter, ink)
        self._paint_facts(ink)
        line = QRect(_PADDING - 4, 175, self.width() - 2 * _PADDING + 4, 1)
        painter.fillRect(line, self._look.color("border.subtle"))
        painter.end()

    def _rtl(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _paint_top(self, ink: "_Ink") -> None:
        card, say = self._shelved.card, self._language.say
        words = self._language.count("library.words", card.words)
        room = self.width() - 2 * _PADDING - ink.width(words, "interface.caption") - 12
        publisher = card.publisher or say("library.no_publisher")
        color = "text.secondary" if card.publisher else "state.warning"
        date = wording.published(self._language, card)
        after = ink.width(f"  ·  {date or say('library.no_date')}", "interface.caption")
        x = ink.write(_PADDING, 15, publisher, "interface.caption", color, 600, room - after)
        x = ink.write(x, 15, "  ·  ", "interface.caption", "text.tertiary")
        color = "text.tertiary" if date else "state.warning"
        ink.write(x, 15, date or say("library.no_date"), "interface.caption", color)
        start = self.width() - _PADDING - ink.width(words, "interface.caption")
        ink.write(start, 15, words, "interface.caption", "text.tertiary")

    def _paint_title(self, painter: QPainter, ink: "_Ink") -> None:
        """At most two lines. Without a title: the first words in regular weight, no headline."""
        face = self._look.theme.face("reading.card_title")
        font = face.font()
        if not self._shelved.card.title:
            font.setWeight(font.Weight.Normal)
        room = self.width() - 2 * _PADDING
        painter.setFont(font)
        painter.setPen(self._look.color("text.primary"))
        painter.setLayoutDirection(direction_of(wording.title(self._shelved.card)))
        lines = _two_lines(wording.title(self._shelved.card), QFontMetrics(font), font, room)
        for index, line in enumerate(lines):
            box = QRect(_PADDING, 35 + index * face.line_height, room, face.line_height)
            flags = Qt.AlignmentFlag.AlignRight if self._rtl() else Qt.AlignmentFlag.AlignLeft
            align = flags | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, int(align | Qt.TextFlag.TextDontClip), line)

    def _paint_facts(self, ink: "_Ink") -> None:
        say, card = self._language.say, self._shelved.card
        names = (say("library.author"), say("library.origin"))
        column = max(64, *(ink.width(name, "interface.label") + 18 for name in names))
        for y, name, value in ((106, names[0], card.author), (128, names[1], card.origin)):
            ink.write(_PADDING, y, name, "interface.label", "text.tertiary", 400)
            color = "text.secondary" if value else "state.warning"
            room = self.width() - 2 * _PADDING - column
            shown = value or say("library.not_stated")
            ink.write(_PADDING + column, y, shown, "interface.label", color, 400, room)


class _Ink(NamedTuple):
    """Writes words from the leading edge, whichever side that is."""

    painter: QPainter
    look: Look
    total: int
    rtl: bool

    def width(self, text: str, role: str) -> int:
        return QFontMetrics(self.look.font(role)).horizontalAdvance(text)

    def write(
        self,
        x: int,
        y: int,
        text: str,
        role: str,
        color: str,
        weight: int | None = None,
        room: int = 10_000,
    ) -> int:
        """``text`` at ``x`` from the leading edge; the ``x`` where it ends."""
        font = self.look.font(role)
        if weight is not None:
            font.setWeight(font.Weight(weight))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        width = metrics.horizontalAdvance(shown)
        left = self.total - x - width if self.rtl else x
        self.painter.setFont(font)
        self.painter.setPen(self.look.color(color))
        self.painter.setLayoutDirection(direction_of(shown))
        side = Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        box = QRect(QPoint(left - 3, y), QPoint(left + width + 2, y + 19))
        inner = box.adjusted(3, 0, -3, 0)
        self.painter.drawText(inner, int(align | Qt.TextFlag.TextDontClip), shown)
        return x + width


def _two_lines(text: str, metrics: QFontMetrics, font: object, room: int) -> list[str]:
    layout = QTextLayout(text, font)  # type: ignore[arg-type]
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    end = line.textLength()
    layout.endLayout()
    first, rest = text[:end].rstrip(), text[end:]
    if not rest:
        return [first]
    return [first, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]
