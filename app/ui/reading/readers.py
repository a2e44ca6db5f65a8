"""Two readers side by side, and the gutter where their relations run."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.annotation import Annotation
from app.domain.change import Changes
from app.domain.language import Language, isolate
from app.ui.controls.cutting import elided
from app.ui.controls.segments import Choice, Segments
from app.ui.gutter.gutter import Gutter
from app.ui.gutter.strands import Curve
from app.ui.look import Look
from app.ui.reader.claims import Span
from app.ui.reader.selectable import Place
from app.ui.reading.pulling import Pulling
from app.ui.reading.reader_column import ReaderColumn
from app.ui.reading.shelf import Shelf

_FOLDS_BELOW = 1104  # of the page; with the rail, a window of 1180
_SLIM_GUTTER = 64
_TAB_WIDTH = 240


class Readers(QWidget):
    """One side is active: the one that was last touched. Only one holds a selection.

    Places in articles are kept, so that a third article replaces either side and comes back to
    where it was left.
    """

    selection_changed = Signal()
    claim_clicked = Signal(str)
    claims_clicked = Signal(list)
    relation_clicked = Signal(str)
    article_chosen = Signal(int, str)  # side, article
    source_card_asked = Signal(str)
    active_changed = Signal()
    zoomed = Signal(int, int)  # side, reading size in pixels
    group_clicked = Signal(list, QPoint)  # claims that share a badge, place on the screen
    badges_joined = Signal(list, list, QPoint)  # claims of a badge and of the one it came to
    menu_asked = Signal(str, QPoint)  # claim or empty, place on the screen

    def __init__(self, look: Look, language: Language, shelf: Shelf, parent: QWidget | None = None):
        super().__init__(parent)
        self._look = look
        self._language = language
        self._shelf = shelf
        self.places: dict[str, Place] = {}  # of articles that are not open, as they were left
        self._two = True
        self._folded = False
        self.active = 0
        say = language.say
        self.columns = (
            ReaderColumn(look, language, say("reading.first_reader")),
            ReaderColumn(look, language, say("reading.second_reader")),
        )
        self.gutter = Gutter(self.columns[0].reader, self.columns[1].reader, look)
        self.tabs = Segments(
            look, [Choice("0", "—"), Choice("1", "—")], say("reading.choose_article")
        )
        self.tabs.chosen.connect(self._choose_tab)
        self._lay_out()
        for side, column in enumerate(self.columns):
            self._listen(side, column)
        self.gutter.relation_clicked.connect(self.relation_clicked.emit)
        pulling = Pulling([column.reader for column in self.columns], self.gutter, self)
        pulling.joined.connect(self.badges_joined.emit)
        pulling.pointed.connect(self.emphasize)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.columns[0], 1)
        row.addWidget(self.gutter)
        row.addWidget(self.columns[1], 1)
        self._tab_row = QWidget()
        tab_row = QHBoxLayout(self._tab_row)
        tab_row.setContentsMargins(16, 4, 16, 4)
        tab_row.addWidget(self.tabs)
        tab_row.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._tab_row)
        outer.addLayout(row, 1)
        self._show_sides()

    def _listen(self, side: int, column: ReaderColumn) -> None:
        def selected(_start: int, _end: int) -> None:
            self._selected(side)

        def clicked(claim_id: str) -> None:
            self.make_active(side)
            self.claim_clicked.emit(claim_id)

        def chosen(article_id: str) -> None:
            self.article_chosen.emit(side, article_id)

        def asked() -> None:
            self.source_card_asked.emit(column.article_id or "")

        def sized(size: int) -> None:
            self.zoomed.emit(side, size)

        def menu_wanted(at: QPoint) -> None:
            self._ask_menu(side, at)

        reader = column.reader
        reader.installEventFilter(self)
        reader.span_selected.connect(selected)
        reader.selection_cleared.connect(self.selection_changed.emit)
        reader.claim_clicked.connect(clicked)
        reader.claims_clicked.connect(self.claims_clicked.emit)
        reader.zoomed.connect(sized)
        reader.group_clicked.connect(self.group_clicked.emit)
        reader.customContextMenuRequested.connect(menu_wanted)
        column.head.article_chosen.connect(chosen)
        column.head.source_card_asked.connect(asked)

    # Which articles, and how many sides

    def open_article(self, article_id: str, side: int | None = None) -> ReaderColumn:
        """Show an article: where it is shown already, else on ``side``, else on the active one.

        Asked for on the side it is not on, it changes places with the other. LookupError where
        there is no such article.
        """
        column = self.column_of(article_id)
        if column is not None and (side is None or self.columns[side] is column):
            self.make_active(self.columns.index(column))
            return column
        target = self.active if side is None else side
        if not self._two:
            target = 0
        given_way = self.columns[target].article_id
        other = 1 - target  # with one side, what is not seen there comes back with two
        was_there = self.columns[other].article_id == article_id
        self._put(target, article_id)
        if was_there and given_way is not None:
            self._put(other, given_way)
        elif was_there:
            self.put_away(other)
        self.show_heads()
        self.show_relations()
        self.make_active(target)
        return self.columns[target]

    def show_again(self, side: int) -> None:
        """An article's segments may be others now; the place in it stays."""
        column = self.columns[side]
        if column.article_id is not None:
            self._put(side, column.article_id)

    def put_away(self, side: int) -> None:
        """Leave a side empty: its article is gone."""
        self.columns[side].clear()

    def column_of(self, article_id: str) -> ReaderColumn | None:
        """The side that shows an article, if one does."""
        shown = self.columns if self._two else self.columns[:1]
        return next((column for column in shown if column.article_id == article_id), None)

    def article_ids(self) -> list[str]:
        """The open articles, first side first."""
        shown = self.columns if self._two else self.columns[:1]
        return [column.article_id for column in shown if column.article_id is not None]

    @property
    def active_article(self) -> str | None:
        return self.columns[self.active].article_id

    def make_active(self, side: int) -> None:
        if side != self.active:
            self.active = side
            self._show_sides()
            self.active_changed.emit()

    def turn_to(self, article_id: str) -> None:
        """Make the side active that shows an article, if one does."""
        column = self.column_of(article_id)
        if column is not None:
            self.make_active(self.columns.index(column))

    @property
    def two(self) -> bool:
        return self._two

    def set_two(self, two: bool) -> None:
        """One reader or two. With one, the active article is the one that stays."""
        if two == self._two:
            return
        if not two and self.active == 1 and self.columns[1].article_id is not None:
            first, second = (column.article_id for column in self.columns)
            self._put(0, str(second))
            if first is not None:
                self._put(1, first)
        self._two = two
        self.active = 0
        self._show_sides()
        self.show_heads()
        self.show_relations()
        self.active_changed.emit()

    def fit(self, page_width: int) -> None:
        """Fold the second reader into a tab where the page is narrow."""
        self._folded = page_width < _FOLDS_BELOW
        wide = page_width >= 1290
        self.gutter.setFixedWidth(self._look.size("gutter") if wide else _SLIM_GUTTER)
        self._show_sides()

    # What is shown on them

    def show_heads(self) -> None:
        """Cards of the open articles, and the menu of all."""
        cards = self._shelf.cards()
        by_id = {card.id: card for card in cards}
        for side, column in enumerate(self.columns):
            card = by_id.get(column.article_id or "")
            column.show_head(card, cards)
            title = (card.title or card.opening) if card else "—"
            font = self.tabs.font()
            self.tabs.relabel(str(side), isolate(elided(title, font, _TAB_WIDTH)))

    def show_claims(self) -> None:
        """The claims of the open articles."""
        for column in self.columns:
            if column.article_id is not None:
                column.show_claims(self._shelf.claims(column.article_id))

    def show_changes(self, changes: Changes, chosen: Annotation | None) -> None:
        """What a step, which the shelf has followed, did to the claims of the open articles; at
        once, before all else that hangs on claims."""
        touched: dict[str, set[str]] = {}
        for pair in changes.of(Annotation):
            for claim in pair:
                if claim is not None:
                    touched.setdefault(claim.article_id, set()).add(claim.id)
        for column in self.columns:
            ids = touched.get(column.article_id or "", set())
            present = (self._shelf.claim(one) for one in ids)
            if ids:
                there = [claim for claim in present if claim is not None]
                here = chosen is not None and chosen.article_id == column.article_id
                column.change_claims(ids, there, chosen.id if chosen is not None and here else None)

    def show_relations(self) -> None:
        self.gutter.show_relations(
            Curve(
                relation.id,
                relation.source_id,
                relation.target_id,
                relation.type,
                self._language.say(f"relation_type.{relation.type.value}"),
            )
            for relation in self._shelf.relations()
        )

    def choose(self, claim: Annotation | None) -> None:
        """Make a claim strong on the side where it stands."""
        for column in self.columns:
            here = claim is not None and column.article_id == claim.article_id
            column.reader.select_claim(claim.id if claim is not None and here else None)

    def emphasize(self, claim_ids: Iterable[str]) -> None:
        """Make claims strong as if they were pointed at."""
        ids = tuple(claim_ids)
        for column in self.columns:
            column.reader.emphasize(one for one in ids if column.reader.has_claim(one))

    def group_of(self, claim: Annotation | None) -> Sequence[str]:
        """The claims that share a claim's badge, itself among them; none where it is not shown."""
        column = self.column_of(claim.article_id) if claim is not None else None
        return column.reader.group_of(claim.id) if column is not None and claim is not None else ()

    def has_focus_elsewhere(self, claim: Annotation) -> bool:
        """Whether the caret in hand is in an article that a claim is not of."""
        return any(c.reader.hasFocus() and c.article_id != claim.article_id for c in self.columns)

    def bring_into_view(self, claim: Annotation) -> None:
        """Scroll to a claim where its article is shown and nothing of it is seen."""
        column = self.column_of(claim.article_id)
        if column is not None and not column.reader.sees(claim.start, claim.end):
            column.reader.scroll_to(claim.start, claim.end)

    def reveal(self, article_id: str, start: int, end: int) -> None:
        """Go to a place. Who was in a text is in this one then."""
        in_text = any(column.reader.hasFocus() for column in self.columns)
        column = self.open_article(article_id)
        if in_text:
            column.reader.setFocus()
        column.reader.scroll_to(start, end)

    def put_caret(self, article_id: str, start: int) -> None:
        """Put the caret of an open article there, unless words are selected."""
        for column in self.columns:
            if column.article_id == article_id and self.selection() is None:
                column.reader.set_selection(start, start)

    def keep_places(self) -> dict[str, Place]:
        """Where each article was left, the open ones last."""
        for column in self.columns:
            if column.article_id is not None:
                self.places.pop(column.article_id, None)
                self.places[column.article_id] = column.reader.place()
        return self.places

    def caret_place(self) -> QPoint:
        """Where the caret of the active side is on the screen."""
        reader = self.columns[self.active].reader
        return reader.viewport().mapToGlobal(reader.cursorRect().bottomLeft())

    # The selection

    def selection(self) -> tuple[str, int, int] | None:
        """Article, start and end of what is selected."""
        for column in self.columns:
            span = column.reader.selection()
            if span is not None and column.article_id is not None:
                return column.article_id, *span
        return None

    def parts(self) -> list[Span]:
        """All that is selected, in code points: several spans after Ctrl with a drag."""
        found = (column.reader.spans() for column in self.columns)
        nothing: list[Span] = []
        return next((spans for spans in found if spans), nothing)

    def clear_selection(self) -> None:
        for column in self.columns:
            column.reader.clear_selection()

    def focus(self) -> None:
        self.columns[self.active].reader.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            for side, column in enumerate(self.columns):
                if watched is column.reader:
                    self.make_active(side)
        return super().eventFilter(watched, event)

    # Inside

    def _put(self, side: int, article_id: str) -> None:
        article = self._shelf.article(article_id)
        column = self.columns[side]
        if column.article_id is not None:
            self.places[column.article_id] = column.reader.place()
        column.show_article(article, self.places.get(article_id))
        column.show_claims(self._shelf.claims(article_id))

    def _claim_at(self, place: QPoint) -> str | None:
        found = (column.reader.claim_at(place) for column in self.columns)
        return next((claim for claim in found if claim is not None), None)

    def _ask_menu(self, side: int, at: QPoint) -> None:
        self.make_active(side)
        place = self.columns[side].reader.viewport().mapToGlobal(at)
        self.menu_asked.emit(self._claim_at(place) or "", place)

    def _selected(self, side: int) -> None:
        other = self.columns[1 - side].reader
        if other.selection() is not None:
            other.clear_selection()
        self.make_active(side)
        self.selection_changed.emit()

    def _choose_tab(self, side: str) -> None:
        self.make_active(int(side))
        self.focus()

    def _show_sides(self) -> None:
        both = self._two and not self._folded
        for side, column in enumerate(self.columns):
            column.setVisible(both or side == (self.active if self._two else 0))
        self.gutter.setVisible(both)
        self._tab_row.setVisible(self._two and self._folded)
        self.tabs.choose(str(self.active))
