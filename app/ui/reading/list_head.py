"""The head of the claims list: how many there are, which are shown, in which order."""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading import wording
from app.ui.reading.filtering import GAPS, ORDERS, Filter, Scope
from app.ui.reading.margins import margins
from app.ui.reading.wording import RELATION_TYPES

_ROOM_FOR_TOTAL = 300  # of the list's head


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
        self.scope_button = Button(
            look, kind="flat", height="control_compact", menu=True, parent=self
        )
        self.scope_button.set_trailing_icon("open_menu")
        self.filter_button = Button(
            look, kind="flat", icon="filter", height="control_compact",
            name=say("reading.filter"), menu=True, parent=self,
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
        # An Arabic nought alone looks like a dot.
        self._total.say(self._language.number(total) if total else "")
        words = scope = self._language.say(f"reading.scope_{self._scope}")
        if shown:
            words = self._language.say("reading.scope_count", scope=scope, n=shown)
        self.scope_button.set_words(words)
        self.filter_button.setChecked(self.filter.narrows)

    @property
    def _scope(self) -> Scope:
        """What the list shows: with one article open, the open ones are this one."""
        return self.filter.scope if self.filter.scope in self._scopes else "article"

    def choose(self, **chosen: object) -> None:
        """Change the filter: ``scope``, ``tag``, ``linked``."""
        self.filter = replace(self.filter, **chosen)  # type: ignore[arg-type]
        self.changed.emit()

    def scope_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for scope in self._scopes:
            action = _checkable(menu, self._language.say(f"reading.scope_{scope}"), group)
            action.setChecked(scope == self._scope)
            action.triggered.connect(lambda _=False, value=scope: self.choose(scope=value))
        return menu

    def filter_menu(self) -> QMenu:
        say = self._language.say
        menu = QMenu(self)
        tags = [(tag, wording.tag_label(self._language, tag)) for tag in wording.TAGS]
        self._offer(menu, "tag", [(None, say("reading.every_tag")), *tags])
        gaps = [(gap, say(f"reading.gap.{gap}")) for gap in GAPS]
        unfinished = menu.addMenu(say("reading.unfinished"))
        self._offer(unfinished, "gap", [(None, say("reading.gap.none")), *gaps])
        relations = menu.addMenu(say("reading.by_relation"))
        linked = _checkable(relations, say("reading.linked_only"))
        linked.setChecked(self.filter.linked)
        linked.triggered.connect(lambda: self.choose(linked=not self.filter.linked))
        relations.addSeparator()
        types = [(one, wording.relation_label(self._language, one)) for one in RELATION_TYPES]
        self._offer(relations, "relation", [(None, say("reading.every_relation")), *types])
        menu.addSeparator()
        order = [(order, say(f"reading.order.{order}")) for order in ORDERS]
        self._offer(menu, "order", order)
        if self.filter.narrows:
            menu.addSeparator()
            clear = menu.addAction(say("reading.show_every_claim"))
            clear.triggered.connect(self.widen)
        return menu

    def widen(self) -> None:
        """Let every claim through again."""
        self.choose(tag=None, linked=False, relation=None, gap=None)

    def _offer(self, menu: QMenu, name: str, options: Sequence[tuple[object, str]]) -> None:
        group = QActionGroup(menu)
        for value, label in options:
            action = _checkable(menu, label, group)
            action.setChecked(value == getattr(self.filter, name))
            action.triggered.connect(lambda _=False, chosen=value: self.choose(**{name: chosen}))

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
        pop_up(menu, button.mapToGlobal(QPoint(x, button.height() + 4)))


def _checkable(menu: QMenu, text: str, group: QActionGroup | None = None) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    if group is not None:
        group.addAction(action)
    return action
