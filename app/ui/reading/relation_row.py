"""One relation on the claim card: its type, the other claim's words, its badge."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.domain.language import Language, isolate
from app.ui import keys
from app.ui.controls.badge import paint_badge
from app.ui.controls.cutting import elided
from app.ui.controls.menu import pop_up
from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.reading import marks, wording
from app.ui.reading.shelf import Link


class RelationRow(QWidget):
    """Pressed on the words it goes to the other claim; on the type it offers another type."""

    spoken_role = "ButtonMenu"
    followed = Signal(str)  # id of the other annotation
    retyped = Signal(str, object)  # RelationType
    turned = Signal(str)
    removed = Signal(str)

    def __init__(
        self, look: Look, language: Language, link: Link, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self.link = link
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # as Fusion gives it to buttons
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        name = language.say(
            "reading.relation_name",
            type=self.type_words(),
            tag=wording.tag_label(language, link.other.tag),
            number=link.number,
            words=wording.first_words(link.other.quote),
        )
        self._where = ""
        if link.title:
            self._where = language.say("reading.in_article", title=isolate(link.title))
            name = f"{name}. {self._where}"
        self.setAccessibleName(name)
        look.theme_changed.connect(self.update)

    def type_words(self) -> str:
        """«يقيّد», or «يقيّده» where the arrow points here."""
        type_ = self.link.relation.type
        if type_.is_directed and not self.link.outgoing:
            return self._language.say(f"reading.incoming.{type_.value}")
        return wording.relation_label(self._language, type_)

    def press(self) -> None:
        self.followed.emit(self.link.other.id)

    def menu(self) -> QMenu:
        """Other types, the other direction, removal. Made when asked for."""
        say = self._language.say
        menu = QMenu(self)
        relation = self.link.relation
        for type_ in wording.RELATION_TYPES:
            if type_ is not relation.type:
                label = wording.relation_label(self._language, type_)
                action = menu.addAction(say("reading.change_relation", type=label))
                action.triggered.connect(
                    lambda _=False, kind=type_: self.retyped.emit(relation.id, kind)
                )
        if relation.type.is_directed:
            turn = menu.addAction(say("reading.turn_relation"))
            turn.triggered.connect(lambda: self.turned.emit(relation.id))
        menu.addSeparator()
        go = menu.addAction(say("reading.go_to_claim"))
        go.triggered.connect(lambda: self.followed.emit(self.link.other.id))
        remove = menu.addAction(say("reading.remove_relation"))
        remove.triggered.connect(lambda: self.removed.emit(relation.id))
        return menu

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.size("row_compact"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        if self.underMouse():
            rounded(painter, self.rect(), theme.radius("control"), theme.color("surface.hover"))
        rtl = self._look.right_to_left
        relation = self.link.relation
        knot, kind, words, badge = self._places()
        marks.paint_knot(painter, theme, QRectF(knot), relation.type)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._type_font())
        painter.setPen(theme.relation(relation.type).color)
        painter.drawText(kind, int(flags), self.type_words())
        font = theme.font("reading.quote")
        painter.setFont(font)
        painter.setPen(theme.color("text.primary"))
        shown = elided(self.link.other.quote, font, words.width())
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        reading = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        reading |= Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(reading | Qt.TextFlag.TextSingleLine), shown)
        number = self._language.number(self.link.number)
        paint_badge(painter, badge, self._look, self.link.other.tag, number, rtl=rtl)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        on_type = self._on_type(event.position().toPoint())
        say = self._language.say
        whole = "\n".join(part for part in (self.link.other.quote, self._where) if part)
        self.setToolTip(say("reading.change_type") if on_type else whole)
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(at):
            return
        if self._on_type(at):
            self._open_menu(self.mapToGlobal(self.rect().bottomLeft()))
        else:
            self.press()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = keys.chord(event)
        if chord in ("Return", "Space"):
            self.press()
        elif chord in ("Alt+Down", "Shift+F10"):
            self._open_menu(self.mapToGlobal(self.rect().bottomLeft()))
        elif chord == "Delete":
            self.removed.emit(self.link.relation.id)
        else:
            super().keyPressEvent(event)

    def _open_menu(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pop_up(menu, at)

    def _on_type(self, at: QPoint) -> bool:
        knot, kind, _words, _badge = self._places()
        return knot.united(kind).contains(QPoint(at.x(), knot.center().y()))

    def _type_font(self) -> QFont:
        return self._look.font("interface.label")

    def _places(self) -> tuple[QRect, QRect, QRect, QRect]:
        """Knot, type, words and badge, from the leading edge."""
        height = self.height()
        width = QFontMetrics(self._type_font()).horizontalAdvance(self.type_words()) + 2
        badge_width = 34 if self.link.number < 100 else 50
        knot = QRect(0, (height - marks.KNOT) // 2, marks.KNOT, marks.KNOT)
        kind = QRect(knot.right() + 9, 0, width, height)
        badge = QRect(self.width() - badge_width, (height - 18) // 2, badge_width, 18)
        words = QRect(kind.right() + 9, 0, badge.left() - kind.right() - 18, height)
        if self._look.right_to_left:
            knot, kind, words, badge = map(self._mirrored, (knot, kind, words, badge))
        return knot, kind, words, badge

    def _mirrored(self, rect: QRect) -> QRect:
        placed = QRect(rect)
        placed.moveLeft(self.width() - 1 - rect.right())
        return placed
