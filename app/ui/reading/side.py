"""The side panel: the claims list over the claim card."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.domain.codebook import Codebook
from app.domain.language import isolate
from app.ui.context import Context
from app.ui.reading import choices
from app.ui.reading.card import ClaimCard
from app.ui.reading.claims_list import ClaimsList
from app.ui.reading.filtering import groups_of
from app.ui.reading.list_head import ListHead
from app.ui.reading.margins import margins
from app.ui.reading.practice import PracticePane
from app.ui.reading.shelf import Shelf

_SPLITTER = "reading.side"
_MEANING = "reading.meaning"
_CARD_HEIGHT = 462  # leaves six rows of claims in a window of 768
_UNDER_HEIGHT = 240  # of the panel under the text
_REST = 300  # milliseconds without a move before the splitter's place is kept
_ANY = 16_777_215  # Qt's largest size


class SidePanel(QWidget):
    """List and card with a splitter between them that is remembered.

    Another panel (help, history) may stand in their place: nothing ever lies on the text.
    """

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
        self.card.explains = context.preferences.choices.layout.get(_MEANING, "yes") == "yes"
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
        for part in (upper, self.card, self._splitter.handle(1)):
            part.raise_()  # in the order in which they are read, too
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
        self._panels = QStackedLayout()
        outer.addLayout(self._panels)  # first: what is added to a loose one is a window of its own
        self._panels.addWidget(self._splitter)
        self.practice: PracticePane | None = None
        look.theme_changed.connect(self.update)

    def show_panel(self, panel: QWidget | None) -> None:
        """Show a panel in the place of list and card; None: show them again."""
        if panel is not None and self._panels.indexOf(panel) < 0:
            self._panels.addWidget(panel)
        self._panels.setCurrentWidget(panel or self._splitter)

    def practise(self, pane: PracticePane | None) -> None:
        """Have ``pane`` under the card, saying what the answers do; None: nothing is practised."""
        if self.practice is not None:
            self._outer.removeWidget(self.practice)
            self.practice.hide()
            self.practice.deleteLater()
        self.practice = pane
        if pane is not None:
            pane.lie(under=self._splitter.orientation() == Qt.Orientation.Horizontal)
            self._outer.addWidget(pane)

    def show_remarks(self, claim_id: str | None) -> None:
        """What the answers say of this claim, where there are answers."""
        if self.practice is not None:
            self.practice.show_claim(claim_id)

    @property
    def panel(self) -> QWidget | None:
        """What stands in the place of list and card."""
        shown = self._panels.currentWidget()
        return None if shown is self._splitter else shown

    def show_claims(self, open_ids: Sequence[str], active: str | None, chosen: str | None) -> None:
        """The claims that the filter wants; ``active`` is the article last touched."""
        say, shelf = self._language.say, self._shelf
        wanted = self.head.filter
        article_ids: Sequence[str] = {
            "article": [active] if active else [],
            "open": open_ids,
            "all": [card.id for card in shelf.cards()] if wanted.scope == "all" else [],
        }[wanted.scope]
        groups = groups_of(shelf, article_ids, wanted)
        shown = sum(len(group.rows) for group in groups)
        total = sum(len(shelf.claims(article_id)) for article_id in open_ids)
        self.head.show_counts(total, shown, len(open_ids) > 1)
        empty = say("reading.no_claims_filtered")
        if not wanted.narrows:
            between = "، " if self._language.right_to_left else ", "
            hint = say("reading.no_claims_hint", keys=between.join(map(isolate, "123")))
            empty = f"{say('reading.no_claims')}\n{hint}"
        self.claims.show_claims(groups, chosen, empty)

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
        if self.practice is not None:
            self.practice.lie(under=under)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        if self.panel is not None:
            self._paint_edge(painter)
            return
        sheet = QRect(self.card.mapTo(self, QPoint(0, 0)), self.card.size())
        painter.fillRect(sheet, self._look.color("surface.paper"))  # under its scroll bar too
        self._paint_edge(painter)

    def _paint_edge(self, painter: QPainter) -> None:
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
