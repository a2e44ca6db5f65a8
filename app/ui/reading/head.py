"""The head of a reader: which article this is, where it comes from, and the way to another."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.article import ArticleCard
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.margins import margins


class ReaderHead(QWidget):
    """Title, source line, source card, and a menu of articles."""

    article_chosen = Signal(str)
    source_card_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._cards: Sequence[ArticleCard] = ()
        self._shown: str | None = None
        self.setFixedHeight(look.size("reader_head"))
        say = language.say
        self._title = Words(look, "", "reading.article_title", wrap="elide", parent=self)
        self._source = Words(
            look, "", "interface.caption", "text.tertiary", wrap="elide", parent=self
        )
        self.card_button = Button(
            look, kind="flat", icon="source_card", height="control_compact",
            name=say("reading.source_card"), parent=self,
        )  # fmt: skip
        self.menu_button = Button(
            look, kind="flat", icon="open_menu", height="control_compact",
            name=say("reading.choose_article"), menu=True, parent=self,
        )  # fmt: skip
        self.card_button.clicked.connect(self.source_card_asked.emit)
        self.menu_button.clicked.connect(self._open_menu)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._source)
        row = QHBoxLayout(self)
        row.setContentsMargins(margins(20, 4, 12, 8, right_to_left=look.right_to_left))
        row.setSpacing(8)
        row.addLayout(column, 1)
        row.addWidget(self.card_button)
        row.addWidget(self.menu_button)
        look.theme_changed.connect(self.update)

    def show_card(self, card: ArticleCard | None, cards: Sequence[ArticleCard]) -> None:
        """Show an article's card; ``cards`` are what the menu offers."""
        self._cards = cards
        self._shown = card.id if card else None
        say = self._language.say
        self.card_button.setEnabled(card is not None)
        if card is None:
            self._title.say(say("reading.no_article"))
            self.setAccessibleName("")
            self._source.say(say("reading.no_article_hint"))
            return
        # Its first words are no headline: not bold.
        self._title.set_role("reading.article_title" if card.title else "reading.small")
        self._title.say(card.title or card.opening)
        self.setAccessibleName(self._title.words())
        self._source.say(source_line(self._language, card))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.paper"))
        painter.setPen(QPen(self._look.color("border.subtle"), 1))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def articles_menu(self) -> QMenu:
        """Every article, the shown one checked. Made when asked for."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        for card in self._cards:
            name = card.title or card.opening
            action = QAction(name if len(name) <= 60 else name[:59].rstrip() + "…", menu)
            action.setCheckable(True)
            action.setChecked(card.id == self._shown)
            action.setToolTip(f"{name}\n{source_line(self._language, card)}")
            action.triggered.connect(
                lambda _checked=False, chosen=card.id: self.article_chosen.emit(chosen)
            )
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.articles_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self.menu_button.rect().bottomLeft()
        if self._look.right_to_left:
            pop_up(menu, self.menu_button.mapToGlobal(QPoint(below.x(), below.y() + 4)))
        else:
            right = self.menu_button.rect().right() - menu.sizeHint().width()
            pop_up(menu, self.menu_button.mapToGlobal(QPoint(right, below.y() + 4)))


def source_line(language: Language, card: ArticleCard) -> str:
    """«publisher · author · date»; what is not stated is said to be so."""
    say = language.say
    return " · ".join((
        isolate(card.publisher) if card.publisher else say("reading.publisher_not_stated"),
        isolate(card.author) if card.author else say("reading.author_not_stated"),
        _day(language, card.published) or say("reading.date_not_stated"),
    ))  # fmt: skip


def _day(language: Language, published: str | None) -> str:
    """The date as people write it; what is not a whole date stands as it is."""
    if not published:
        return ""
    try:
        return language.date(date.fromisoformat(published))
    except ValueError:
        return language.figures(published)
