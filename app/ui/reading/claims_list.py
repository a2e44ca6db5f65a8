"""The claims list: in step with the text, and its twin for a screen reader."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.domain.language import Language
from app.domain.relation import RelationType
from app.ui import keys
from app.ui.controls.badge import paint_badge
from app.ui.controls.cutting import elided
from app.ui.controls.row_list import paint_ring, state_and_rect
from app.ui.controls.shapes import direction_of, paragraph
from app.ui.look import Look
from app.ui.reading import marks, wording
from app.ui.reading.claims_model import ClaimRow, ClaimsModel, Group, Index
from app.ui.sheet import NO_RING

_PADDING = 17
Relations = Callable[[str], Sequence[RelationType]]  # of a claim, by its id


class ClaimsDelegate(QStyledItemDelegate):
    """Paints a row: badge, first words, the sign of its first relation."""

    def __init__(
        self, look: Look, language: Language, relations: Relations, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._relations = relations

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._look.size("row_compact"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, ClaimsModel):
            return
        state, rect = state_and_rect(option)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        ground = self._ground(state)
        painter.save()
        if ground is not None and model.row(index) is not None:
            painter.fillRect(rect, ground)
        row = model.row(index)
        if row is None:
            self._paint_heading(painter, rect, model.heading(index), first=index.row() == 0)
        else:
            self._paint_row(painter, rect, row, chosen=chosen)
        paint_ring(painter, self._look, state, rect)
        painter.restore()

    def _ground(self, state: QStyle.StateFlag) -> QColor | None:
        if state & QStyle.StateFlag.State_Selected:
            return self._look.color("surface.selected")
        if state & QStyle.StateFlag.State_MouseOver:
            return self._look.color("surface.hover")
        return None

    def _paint_heading(self, painter: QPainter, rect: QRect, title: str, *, first: bool) -> None:
        """An article's title over its claims; a line between it and the claims of another."""
        theme = self._look.theme
        if not first:
            painter.setPen(QPen(theme.color("border.subtle"), 1))
            painter.drawLine(rect.left(), rect.top(), rect.right(), rect.top())
        font = theme.font("interface.caption")
        painter.setFont(font)
        painter.setPen(theme.color("text.secondary"))
        words = rect.adjusted(_PADDING, 6, -_PADDING, 0)
        side = (
            Qt.AlignmentFlag.AlignRight if self._look.right_to_left else Qt.AlignmentFlag.AlignLeft
        )
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        painter.setLayoutDirection(direction_of(title, painter.layoutDirection()))
        shown = elided(title, font, words.width())
        painter.drawText(words, flags | Qt.TextFlag.TextSingleLine, shown)

    def _paint_row(self, painter: QPainter, rect: QRect, row: ClaimRow, *, chosen: bool) -> None:
        theme = self._look.theme
        mirrored = self._look.right_to_left
        number = self._language.number(row.number)
        badge = QRect(0, 0, 34 if len(number) < 3 else 50, 18)
        badge.moveCenter(QPoint(0, rect.center().y()))
        badge.moveLeft(rect.left() + _PADDING)
        words = QRect(rect)
        words.setLeft(badge.right() + 11)
        words.setRight(rect.right() - _PADDING)
        relations = self._relations(row.claim.id)
        if relations or not mirrored:
            words.setRight(rect.right() - 12 - marks.KNOT - 12)
        if relations:
            knot = QRect(0, 0, marks.KNOT, marks.KNOT)
            knot.moveCenter(QPoint(0, rect.center().y()))
            knot.moveRight(rect.right() - 12)
            marks.paint_knot(painter, theme, QRectF(_placed(rect, knot, mirrored)), relations[0])
        paint_badge(
            painter, _placed(rect, badge, mirrored), self._look, row.claim.tag, number, rtl=mirrored
        )
        font = theme.font("reading.quote")
        painter.setFont(font)
        painter.setPen(theme.color("text.primary" if chosen else "text.secondary"))
        shown = elided(row.claim.quote, font, words.width())
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        # An article's words are read from the right, whichever way the interface runs.
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(_placed(rect, words, mirrored), flags, shown)


class ClaimsList(QListView):
    """One claim is current at most; several may be selected with it, by Shift, Ctrl, Ctrl+A.

    ``claim_chosen``: by mouse or keyboard, never by the page.
    """

    claim_chosen = Signal(str)
    several_changed = Signal()
    removal_asked = Signal()

    def __init__(
        self, look: Look, language: Language, relations: Relations, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._relations = relations
        self._quiet = False
        self._empty = ""
        self._told = ""
        self.claims = ClaimsModel(self._row_name, look.size("row_compact"))
        self.setModel(self.claims)
        self.setItemDelegate(ClaimsDelegate(look, language, relations, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setProperty(NO_RING, True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setAccessibleName(language.say("reading.claims"))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.clicked.connect(self._clicked)
        look.theme_changed.connect(self._dress)
        self._dress()

    def show_claims(self, groups: Sequence[Group], chosen: str | None, empty: str) -> None:
        """Show rows; ``empty`` is what is said where there are none."""
        self._empty = empty
        self.setAccessibleDescription("" if any(group.rows for group in groups) else empty)
        self._quiet = True
        self.claims.show(groups)
        self._quiet = False
        self.choose(chosen)
        self.viewport().update()

    def several(self) -> list[str]:
        """The claims that are selected, as listed, where there are at least two."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if len(rows) < 2:
            return []
        found = (self.claims.row(self.claims.index(row, 0)) for row in rows)
        return [row.claim.id for row in found if row is not None]

    def choose(self, annotation_id: str | None, *, alone: bool = False) -> None:
        """Make a claim current without telling anyone; ``alone``: others are not selected then."""
        place = self.claims.place(annotation_id) if annotation_id else None
        self._quiet = True
        if place is None:
            self.selectionModel().clear()
        elif (
            self.currentIndex().row() != place
            or not self.selectionModel().hasSelection()
            or (alone and len(self.selectionModel().selectedRows()) > 1)
        ):
            index = self.claims.index(place, 0)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
        self._quiet = False

    def neighbour(
        self, annotation_id: str | None, by: int, article_id: str | None = None
    ) -> str | None:
        """The claim before (-1) or after (1); where none is current, the last or the first, of
        ``article_id`` if it has any."""
        rows = self.claims.rowCount()
        place = self.claims.place(annotation_id) if annotation_id else None
        if place is None and article_id is not None:
            own = [row for row in self.claims.listed() if row.claim.article_id == article_id]
            if own:
                return own[0 if by > 0 else -1].claim.id
        there = ((-1 if by > 0 else rows) if place is None else place) + by
        while 0 <= there < rows:
            row = self.claims.row(self.claims.index(there, 0))
            if row is not None:
                return row.claim.id
            there += by
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.currentIndex().isValid():
                self.removal_asked.emit()
            return
        if keys.chord(event) == "Ctrl+A":
            self.selectAll()
            return
        if event.text() and not event.text().isspace() and event.text().isprintable():
            event.ignore()  # 1, 2, 3, E, L are the page's, not a search in the list
            return
        super().keyPressEvent(event)

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Never to a heading: there is always a claim under it."""
        there = super().moveCursor(action, modifiers)
        if not there.isValid() or self.claims.row(there) is not None:
            return there
        up = action == QAbstractItemView.CursorAction.MoveUp
        beside = self.claims.index(there.row() + (-1 if up else 1), 0)
        return beside if beside.isValid() else self.currentIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        current = self.currentIndex()
        if current.isValid():
            self.scrollTo(current)

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if self.claims.rowCount() or not self._empty:
            return
        painter = QPainter(self.viewport())
        painter.setFont(self._look.font("interface.body"))
        painter.setPen(self._look.color("text.secondary"))
        area = self.viewport().rect().adjusted(_PADDING, 12, -_PADDING, -12)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        height = self._look.theme.face("interface.body").line_height
        for words in self._empty.split("\n"):
            area.setTop(area.top() + paragraph(painter, area, words, height, side))

    def _dress(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, self._look.color("surface.panel"))
        self.setPalette(palette)

    def _current_changed(self, current: Index, _previous: Index) -> None:
        row = self.claims.row(current) if not self._quiet and current.isValid() else None
        if row is not None:
            self._told = row.claim.id
            self.claim_chosen.emit(self._told)

    def _selection_changed(self) -> None:
        if not self._quiet:
            self.several_changed.emit()

    def _clicked(self, index: Index) -> None:
        """A click on the row that is current already brings the text back to it."""
        row = self.claims.row(index)
        if row is None or self.several():
            self._told = ""
            return
        clicked = row.claim.id
        if clicked != self._told:
            self.claim_chosen.emit(clicked)
        self._told = ""

    def _row_name(self, row: ClaimRow) -> str:
        relations = len(self._relations(row.claim.id))
        return wording.row_name(self._language, row.claim, row.number, relations)


def _placed(row: QRect, rect: QRect, mirrored: bool) -> QRect:
    """``rect``, laid out from the leading edge, where it stands in this direction."""
    if not mirrored:
        return rect
    placed = QRect(rect)
    placed.moveLeft(row.left() + row.right() - rect.right())
    return placed
