"""The bar at the foot: always there, so that its keys teach themselves."""

from collections.abc import Callable, Collection
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.assignment import Asked
from app.domain.codebook import Codebook
from app.domain.language import Language, isolate
from app.ui.controls.badge import Badge
from app.ui.controls.key_cap import KeyCap
from app.ui.look import Look
from app.ui.reading import wording
from app.ui.reading.bar_buttons import BarButton, RelationButton, TagButton, ToolButton


class Mode(Enum):
    """What the bar asks for."""

    TAGGING = 0
    OTHER_CLAIM = 1  # the second claim of a relation
    RELATION_TYPE = 2  # the type of a relation between two chosen claims
    SOURCE_TYPE = 3  # who the marked words point to


class LinkEnd(NamedTuple):
    """A claim at one end of a relation: its badge's number, its article's title."""

    claim: Annotation
    number: int
    title: str


class TagBar(QWidget):
    """Says what is selected and offers what can be done with it. It decides nothing itself."""

    tag_given = Signal(object)  # Tag
    evidence_asked = Signal()
    link_asked = Signal()
    relation_given = Signal(object)  # RelationType
    source_given = Signal(object)  # SourceType
    cancelled = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self.mode = Mode.TAGGING
        self.setFixedHeight(look.size("tag_bar"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(language.say("reading.tag_bar"))
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._make_tagging())
        self._layers.addWidget(self._make_asking())
        self._layers.addWidget(self._make_types())
        self._layers.addWidget(self._make_sources())
        self._ways_to_give = self._ways_to_give_way()
        look.theme_changed.connect(self._dress)
        self._dress()
        self.show_state(words=0, chosen=None, tag=None)

    def show_state(
        self,
        *,
        words: int,
        chosen: int | None,
        tag: Tag | None,
        several: int = 0,
        parts: int = 1,
        attributed: bool = False,
    ) -> None:
        """``words`` selected, in ``parts``; ``chosen``: the chosen claim's number, ``tag`` its tag,
        ``attributed``: whether it is said whose it is.

        With words selected the tag buttons make a new claim; otherwise they retag the chosen one,
        or all where ``several`` are chosen.
        """
        say = self._language.say
        if words:
            state = self._language.count("reading.words_selected", words)
            if parts > 1:
                state = f"{state} · {self._language.count('reading.parts_held', parts)}"
        elif several:
            state = self._language.count("reading.several_chosen", several)
        elif chosen is not None:
            state = say("reading.claim_chosen", number=chosen)
        else:
            state = say("reading.nothing_selected")
        self._state.setText(state)
        for button in self.tags:
            button.setEnabled(bool(words) or chosen is not None)
            button.setChecked(not words and not several and button.tag == tag)
        ready = chosen is not None and (bool(words) or not attributed)
        self.evidence.setEnabled(ready)
        self.evidence.setToolTip(
            say("reading.evidence_does" if ready else "reading.refused.evidence_of_what")
        )
        self.link.setEnabled(chosen is not None)
        self.cancel.setEnabled(bool(words) or chosen is not None)
        self._fit()

    def ask_for_other(self, first: int) -> None:
        """Wait for the second claim of a relation from claim ``first``."""
        say = self._language.say
        self._asked.setText(say("reading.choose_other_claim"))
        self._from.setText(say("reading.claim_number", number=first))
        self._enter(Mode.OTHER_CLAIM)

    def ask_for_type(self, first: LinkEnd, second: LinkEnd) -> None:
        """Ask how claim ``first`` relates to claim ``second``."""
        numbers = {"first": first.number, "second": second.number}
        self._type_question.setToolTip(self._language.say("reading.claim_to_claim", **numbers))
        for badge, end in zip(self.ends, (first, second), strict=True):
            name = wording.claim_name(self._language, end.claim, end.number)
            if end.title:
                where = self._language.say("reading.in_article", title=isolate(end.title))
                name = f"{name}. {where}"
            badge.say(end.claim.tag, self._language.number(end.number), name)
        self._enter(Mode.RELATION_TYPE)
        self.types[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_source(self) -> None:
        """Ask who the marked words point to."""
        self._enter(Mode.SOURCE_TYPE)
        self.sources[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_tagging(self) -> None:
        self._enter(Mode.TAGGING)

    def explain(self, book: Codebook) -> None:
        """What each tag and type means, said where it is given."""
        for button in self.tags:
            _explain(button, book.tags[button.tag].definition)
        for button in self.types:
            definition = book.relation_types[button.type].definition
            _explain(button, definition)
            button.setToolTip(f"{button.text()} ({button.key}): {definition}")
        for kind, button in zip(wording.SOURCE_TYPES, self.sources, strict=True):
            _explain(button, book.source_types[kind].definition)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(0, self._look.size("tag_bar"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        painter.setPen(QPen(self._look.color("border.default"), 1))
        painter.drawLine(0, 0, self.width(), 0)

    def _enter(self, mode: Mode) -> None:
        self.mode = mode
        self._layers.setCurrentIndex(mode.value)
        self._fit()

    def ask(self, asked: Collection[Asked]) -> None:
        """Offer what the assignment of the article asks for."""
        self.evidence.setVisible(Asked.SOURCE in asked)
        self.link.setVisible(Asked.LINKS in asked)

    def _make_tagging(self) -> QWidget:
        say = self._language.say
        layer, row = _layer()
        self._state = QLabel(layer)
        self.tags = [TagButton(self._look, tag, layer) for tag in wording.TAGS]
        self.evidence = ToolButton(self._look, "evidence", "E", layer)
        self.link = ToolButton(self._look, "link", "L", layer)
        self.cancel = ToolButton(self._look, "", "Esc", layer)
        row.addWidget(self._state)
        row.addStretch(1)
        for button in self.tags:
            button.name(wording.tag_label(self._language, button.tag))
            button.clicked.connect(lambda _=False, tag=button.tag: self.tag_given.emit(tag))
            row.addWidget(button)
        self._rule = _Rule(self._look, layer)
        row.addWidget(self._rule)
        for button, key, signal in (
            (self.evidence, "reading.evidence", self.evidence_asked),
            (self.link, "reading.link", self.link_asked),
            (self.cancel, "reading.cancel_selection", self.cancelled),
        ):
            button.name(say(key))
            button.setToolTip(f"{say(key)} ({button.key})")
            button.clicked.connect(signal.emit)
            if button is self.cancel:
                row.addStretch(2)
            row.addWidget(button)
        return layer

    def _make_asking(self) -> QWidget:
        layer, row = _layer()
        self._from = QLabel(layer)
        self._asked = QLabel(layer)
        stop = ToolButton(self._look, "", "Esc", layer)
        stop.name(self._language.say("reading.cancel"))
        stop.clicked.connect(self.cancelled.emit)
        row.addWidget(self._from)
        row.addSpacing(16)
        row.addWidget(self._asked)
        row.addSpacing(12)
        row.addWidget(KeyCap(self._look, "Alt ↑ ↓", layer))
        row.addStretch(1)
        row.addWidget(stop)
        return layer

    def _make_types(self) -> QWidget:
        layer, row = _layer()
        say = self._language.say
        self._type_question = QLabel(say("reading.relation_from"), layer)
        self._type_towards = QLabel(say("reading.relation_to"), layer)
        self._arrow = QLabel("←" if self._look.right_to_left else "→", layer)
        self.ends = [Badge(self._look, Tag.SOURCED, "", "", layer) for _ in range(2)]
        self.types = [
            RelationButton(self._look, type_, str(place), layer)
            for place, type_ in enumerate(wording.RELATION_TYPES, 1)
        ]
        stop = ToolButton(self._look, "", "Esc", layer)
        stop.name(self._language.say("reading.cancel"))
        stop.clicked.connect(self.cancelled.emit)
        for part in (
            self._type_question, self.ends[0], self._type_towards, self._arrow, self.ends[1],
        ):  # fmt: skip
            row.addWidget(part)
            row.addSpacing(6)
        row.addStretch(1)
        for button in self.types:
            button.name(wording.relation_label(self._language, button.type))
            button.clicked.connect(lambda _=False, kind=button.type: self.relation_given.emit(kind))
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(stop)
        self._stop_type = stop
        return layer

    def _make_sources(self) -> QWidget:
        layer, row = _layer()
        self._source_question = QLabel(self._language.say("reading.who_said"), layer)
        row.addWidget(self._source_question)
        row.addStretch(1)
        self.sources: list[BarButton] = []
        for place, kind in enumerate(wording.SOURCE_TYPES, 1):
            button = ToolButton(self._look, "", str(place), layer)
            button.name(wording.source_type_label(self._language, kind))
            button.clicked.connect(lambda _=False, given=kind: self.source_given.emit(given))
            self.sources.append(button)
            row.addWidget(button)
        row.addStretch(1)
        stop = ToolButton(self._look, "", "Esc", layer)
        stop.name(self._language.say("reading.cancel"))
        stop.clicked.connect(self.cancelled.emit)
        row.addWidget(stop)
        self._stop_source = stop
        return layer

    def _ask_with_arrow(self, on: bool) -> None:
        """The two badges alone, with an arrow from the first to the second."""
        self._type_question.setVisible(not on)
        self._type_towards.setVisible(not on)
        self._arrow.setVisible(on)

    def _shorten_sources(self, on: bool) -> None:
        """«شخص» for «شخص مسمّى»; a screen reader hears the whole."""
        for kind, button in zip(wording.SOURCE_TYPES, self.sources, strict=True):
            whole = wording.source_type_label(self._language, kind)
            button.setText(self._language.say(f"reading.source.{kind.value}") if on else whole)
            button.updateGeometry()

    def _fit(self) -> None:
        """Words give way to signs, last things first, until the bar fits its width."""
        layer = self._layers.currentWidget()
        layout = layer.layout() if layer is not None else None
        if layout is None:
            return
        steps = self._ways_to_give[self.mode]
        for step in steps:
            step(False)
        for step in steps:
            layout.invalidate()
            if layout.sizeHint().width() <= self.width():
                return
            step(True)

    def _ways_to_give_way(self) -> dict[Mode, tuple[Callable[[bool], None], ...]]:
        """What each mode does without where the bar is narrow, first things first."""

        return {
            Mode.TAGGING: (
                _compact(self.cancel),
                _compact(self.evidence, self.link),
                _hide(self._rule),
                _tighten(*self.tags),
                _hide(self._state),
                _compact(*self.tags),
            ),
            Mode.OTHER_CLAIM: (),
            Mode.RELATION_TYPE: (
                _compact(self._stop_type),
                _tighten(*self.types),
                self._ask_with_arrow,
                _uncap(*self.types),
                _compact(*self.types),
            ),
            Mode.SOURCE_TYPE: (
                _compact(self._stop_source),
                _tighten(*self.sources),
                self._shorten_sources,
                _hide(self._source_question),
                _uncap(*self.sources),
            ),
        }

    def _dress(self) -> None:
        theme = self._look.theme
        for label, role, color in (
            (self._state, "interface.label", "text.secondary"),
            (self._from, "interface.label", "text.secondary"),
            (self._asked, "interface.strong", "accent.ink"),
            (self._type_question, "interface.strong", "text.primary"),
            (self._type_towards, "interface.strong", "text.primary"),
            (self._arrow, "interface.strong", "text.secondary"),
            (self._source_question, "interface.strong", "text.primary"),
        ):
            label.setFont(theme.font(role))
            palette = label.palette()
            palette.setColor(label.foregroundRole(), theme.color(color))
            label.setPalette(palette)
        self.update()


def _compact(*buttons: BarButton) -> Callable[[bool], None]:
    def give(on: bool) -> None:
        for button in buttons:
            button.set_compact(on)

    return give


def _tighten(*buttons: BarButton) -> Callable[[bool], None]:
    def give(on: bool) -> None:
        for button in buttons:
            button.set_tight(on)

    return give


def _uncap(*buttons: BarButton) -> Callable[[bool], None]:
    def give(on: bool) -> None:
        for button in buttons:
            button.set_capless(on)

    return give


def _hide(widget: QWidget) -> Callable[[bool], None]:
    return lambda on: widget.setVisible(not on)


def _explain(button: BarButton, definition: str) -> None:
    # One line: a longer one would lie on the text. The card and F2 say what the word means.
    button.setToolTip(f"{button.text()} ({button.key})")
    button.setAccessibleDescription(definition)


class _Rule(QWidget):
    """A hairline between two groups."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(25, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._look.color("border.default"), 1))
        painter.drawLine(self.width() // 2, 0, self.width() // 2, self.height())


def _layer() -> tuple[QWidget, QHBoxLayout]:
    layer = QWidget()
    row = QHBoxLayout(layer)
    row.setContentsMargins(16, 1, 16, 0)
    row.setSpacing(0)
    return layer, row
