"""The side panel: the claims list over the claim card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, get_args

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from app.domain.annotation import Tag
from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import choices, wording
from app.ui.reading.card import ClaimCard
from app.ui.reading.claims_list import ClaimsList
from app.ui.reading.claims_model import ClaimRow
from app.ui.reading.margins import margins
from app.ui.reading.shelf import Shelf

Scope = Literal["article", "open", "all"]
_SPLITTER = "reading.side"
_CARD_HEIGHT = 462  # leaves six rows of claims in a window of 768
_ROOM_FOR_TOTAL = 300  # of the list's head
_UNDER_HEIGHT = 240  # of the panel under the text
_REST = 300  # milliseconds without a move before the splitter's place is kept
_ANY = 16_777_215  # Qt's largest size


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims the list shows."""

    scope: Scope = "article"
    tag: Tag | None = None
    linked: bool = False

    @property
    def narrows(self) -> bool:
        return self.tag is not None or self.linked


def rows_of(shelf: Shelf, article_ids: Iterable[str], shown: Filter) -> list[ClaimRow]:
    """The rows of these articles, in reading order, that pass the filter."""
    rows: list[ClaimRow] = []
    for article_id in article_ids:
        rows.extend(map(ClaimRow, shelf.claims(article_id), count(1)))
    if shown.tag is not None:
        rows = [row for row in rows if row.claim.tag is shown.tag]
    if shown.linked:
        rows = [row for row in rows if shelf.relation_types(row.claim.id)]
    return rows


class ListHead(QWidget):
    """How many claims there are, which of them are shown, and the choice of others."""

    changed = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self.filter = Filter()
        self._scopes: Sequence[Scope] = get_args(Scope)
        say = language.say
        title = Words(look, say("reading.claims"), "interface.strong", parent=self)
        self._total = Words(look, "", "interface.body", "text.tertiary", parent=self)
        self.scope_button = Button(look, kind="flat", height="control_compact", parent=self)
        self.scope_button.set_trailing_icon("open_menu")
        self.filter_button = Button(
            look, kind="flat", icon="filter", height="control_compact",
            name=say("reading.filter"), parent=self,
        )  # fmt: skip
        self.filter_button.setCheckable(True)
        self.scope_button.clicked.connect(lambda: self._open(self.scope_menu(), self.scope_button))
        self.filter_button.clicked.connect(
            lambda: self._open(self.filter_menu(), self.filter_button)
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(16, 0, 8, 1, right_to_left=look.right_to_left))
        row.setSpacing(8)
        row.addWidget(title)
        row.addWidget(self._total)
        row.addStretch(1)
        row.addWidget(self.scope_button)
        row.addStretch(1)
        row.addWidget(self.filter_button)
        self.setFixedHeight(look.size("find_bar"))
        look.theme_changed.connect(self.update)

    def show_counts(self, total: int, shown: int, two: bool) -> None:
        """``total`` claims in the open articles, ``shown`` in the list; ``two`` articles open."""
        self._scopes = ("article", "open", "all") if two else ("article", "all")
        self._total.say(self._language.number(total))
        scope = self._language.say(f"reading.scope_{self.filter.scope}")
        self.scope_button.set_words(self._language.say("reading.scope_count", scope=scope, n=shown))
        self.filter_button.setChecked(self.filter.narrows)

    def choose(self, **chosen: object) -> None:
        """Change the filter: ``scope``, ``tag``, ``linked``."""
        self.filter = replace(self.filter, **chosen)  # type: ignore[arg-type]
        self.changed.emit()

    def scope_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for scope in self._scopes:
            action = _checkable(menu, self._language.say(f"reading.scope_{scope}"), group)
            action.setChecked(scope == self.filter.scope)
            action.triggered.connect(lambda _=False, value=scope: self.choose(scope=value))
        return menu

    def filter_menu(self) -> QMenu:
        say = self._language.say
        menu = QMenu(self)
        group = QActionGroup(menu)
        every = _checkable(menu, say("reading.every_tag"), group)
        every.setChecked(self.filter.tag is None)
        every.triggered.connect(lambda: self.choose(tag=None))
        for tag in wording.TAGS:
            action = _checkable(menu, wording.tag_label(self._language, tag), group)
            action.setChecked(tag is self.filter.tag)
            action.triggered.connect(lambda _=False, value=tag: self.choose(tag=value))
        menu.addSeparator()
        linked = _checkable(menu, say("reading.linked_only"))
        linked.setChecked(self.filter.linked)
        linked.triggered.connect(lambda: self.choose(linked=not self.filter.linked))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._total.setVisible(event.size().width() >= _ROOM_FOR_TOTAL)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        painter.setPen(QPen(self._look.color("border.subtle"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _open(self, menu: QMenu, button: Button) -> None:
        self.filter_button.setChecked(self.filter.narrows)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        x = 0 if self._look.right_to_left else button.width() - menu.sizeHint().width()
        menu.popup(button.mapToGlobal(QPoint(x, button.height() + 4)))


class SidePanel(QWidget):
    """List and card with a splitter between them that is remembered."""

    def __init__(
        self, context: Context, shelf: Shelf, book: Codebook, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look, language = context.look, context.language
        self._context = context
        self._shelf = shelf
        self._look = look
        self._language = language
        self.head = ListHead(look, language)
        self.claims = ClaimsList(look, language, shelf.relation_types)
        self.card = ClaimCard(look, language, book)
        self.setAccessibleName(language.say("reading.side_panel"))
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.claims, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(upper)
        self._splitter.addWidget(self.card)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        upper.setMinimumHeight(look.size("find_bar") + 2 * look.size("row_compact"))
        self.card.setMinimumHeight(120)
        kept = context.preferences.choices.layout.get(_SPLITTER)
        if not kept or not self._splitter.restoreState(QByteArray.fromBase64(kept.encode())):
            self._splitter.setSizes([_CARD_HEIGHT // 2, _CARD_HEIGHT])
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._remember)
        self._splitter.splitterMoved.connect(self._moved)
        outer = QVBoxLayout(self)
        self._outer = outer
        outer.addWidget(self._splitter)
        look.theme_changed.connect(self.update)

    def show_claims(self, open_ids: Sequence[str], active: str | None, chosen: str | None) -> None:
        """The claims that the filter wants; ``active`` is the article last touched."""
        say, shelf = self._language.say, self._shelf
        wanted = self.head.filter
        article_ids = {
            "article": [active] if active else [],
            "open": open_ids,
            "all": [card.id for card in shelf.cards()] if wanted.scope == "all" else [],
        }[wanted.scope]
        rows = rows_of(shelf, article_ids, wanted)
        total = sum(len(shelf.claims(article_id)) for article_id in open_ids)
        self.head.show_counts(total, len(rows), len(open_ids) > 1)
        empty = say("reading.no_claims_filtered")
        if not wanted.narrows:
            hint = say("reading.no_claims_hint", keys=isolate("1 2 3"))
            empty = f"{say('reading.no_claims')}\n{hint}"
        self.claims.show_claims(rows, chosen, empty)

    def lie(self, size: int, *, under: bool) -> None:
        """Beside the text, ``size`` wide, list over card; or under it, list beside card."""
        # One pixel of ground shows towards the text: the line between the two.
        edge = (0, 1, 0, 0) if under else (1, 0, 0, 0)
        self._outer.setContentsMargins(margins(*edge, right_to_left=self._look.right_to_left))
        wide, high = (_ANY, _UNDER_HEIGHT) if under else (size, _ANY)
        self.setMinimumSize(0 if under else size, high if under else 0)
        self.setMaximumSize(wide, high)
        self._splitter.setOrientation(
            Qt.Orientation.Horizontal if under else Qt.Orientation.Vertical
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        sheet = QRect(self.card.mapTo(self, QPoint(0, 0)), self.card.size())
        painter.fillRect(sheet, self._look.color("surface.paper"))  # under its scroll bar too
        painter.setPen(QPen(self._look.color("border.default"), 1))
        margins_now = self._outer.contentsMargins()
        if margins_now.top():
            painter.drawLine(0, 0, self.width(), 0)
        else:
            x = 0 if margins_now.left() else self.width() - 1
            painter.drawLine(x, 0, x, self.height())

    def _moved(self, _position: int, _index: int) -> None:
        self._rest.start()

    def _remember(self) -> None:
        if self._splitter.orientation() == Qt.Orientation.Vertical:
            state = self._splitter.saveState().toBase64().data()
            choices.remember(self._context, _SPLITTER, bytes(state).decode())


def _checkable(menu: QMenu, text: str, group: QActionGroup | None = None) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    if group is not None:
        group.addAction(action)
    return action
