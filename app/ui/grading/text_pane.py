"""The text with the student's bands and the key's lines over them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article, opening
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.shapes import stroke
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reader.claims import Claim, KeyMark
from app.ui.reader.reader import Reader

_NARROW = 500
_TITLE, _MENU = 28, 60  # characters of an article's name that the button and the menu show


class TextPane(QWidget):
    """One article at a time. ``claim_clicked`` and ``key_clicked`` carry a claim's id."""

    claim_clicked = Signal(str)
    key_clicked = Signal(str)
    article_chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        language: Language,
        parent: QWidget | None = None,
        *,
        legend: Sequence[str] = ("student", "key", "core"),
    ) -> None:
        """``legend``: the marks that stand on the text, of those that there are."""
        super().__init__(parent)
        self._look = look
        self._language = language
        self._articles: Sequence[Article] = ()
        self._counts: Mapping[str, int] = {}
        self.article: Article | None = None
        self.reader = Reader(look, language.figures, face="reading.medium")
        self.reader.setAccessibleName(language.say("grading_page.text"))
        self.reader.claim_clicked.connect(self.claim_clicked)
        self.reader.claims_clicked.connect(self._first_clicked)
        self.reader.key_clicked.connect(self.key_clicked)
        self.legend = _Legend(look, language, legend)
        self.menu_button = Button(look, kind="flat", height="control_compact", menu=True)
        self.menu_button.set_trailing_icon("open_menu")
        self.menu_button.clicked.connect(self._open_menu)
        head = _Head(look)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 14, 0)
        row.addWidget(self.legend)
        row.addStretch(1)
        row.addWidget(self.menu_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.reader, 1)
        self.hand_in = _Foot(look)
        column.addWidget(self.hand_in)

    def say_hand_in(self, words: str) -> None:
        """Which hand-in this is, at the foot; empty: nothing was collected."""
        self.hand_in.words.say(words)
        self.hand_in.setVisible(bool(words))

    def set_size(self, face: str) -> None:
        """Set the text in a face's size, with room for the key's lines."""
        theme = self._look.theme
        size = theme.face(face).size
        self.reader.set_reading(size, round(size * theme.number("key_line", "line_height")))

    def offer(self, articles: Sequence[Article], counts: Mapping[str, int]) -> None:
        """The articles of the assignment, and how many claims the student marked in each."""
        self._articles, self._counts = articles, counts
        shown = self.article.id if self.article else None
        still = next((one for one in articles if one.id == shown), None)
        if still is None and articles:
            still = articles[0]
        if still is not None:
            self.show_article(still)

    def show_article(self, article: Article) -> None:
        """Bring an article's text; marks are shown by ``show_marks``."""
        if self.article != article:
            self.reader.show_article(article.text, article.segments)
        self.article = article
        whole = name_of(article)
        shown = self._language.say("grading_page.article", name=isolate(whole))
        self.menu_button.set_words(isolate(_cut(whole, _TITLE)), shown)

    def show_marks(self, claims: Sequence[Annotation], keys: Sequence[Annotation]) -> None:
        """The student's claims, numbered in reading order, and the key's."""
        self.reader.show_claims([
            Claim(claim.id, _spans(claim), claim.tag, number)
            for number, claim in enumerate(claims, 1)
        ])  # fmt: skip
        self.reader.show_key([
            KeyMark(key.id, _spans(key), key.tag, key.core and (key.core.start, key.core.end))
            for key in keys
        ])  # fmt: skip

    def point_at(self, claim_id: str | None, key_id: str | None) -> None:
        """Make the chosen row's two claims stand out."""
        self.reader.select_claim(claim_id)
        self.reader.select_key(key_id)

    def _first_clicked(self, ids: list[str]) -> None:
        """Several under the pointer: the one that tints the words."""
        self.claim_clicked.emit(ids[0])

    def articles_menu(self) -> QMenu:
        """Every article with its count, the shown one checked."""
        menu = QMenu(self)
        for article in self._articles:
            name = name_of(article)
            count = self._language.count(
                "grading_page.claims_here", self._counts.get(article.id, 0)
            )
            action = QAction(f"{isolate(_cut(name, _MENU))}  ·  {count}", menu)
            action.setCheckable(True)
            action.setChecked(self.article is not None and article.id == self.article.id)
            action.setToolTip(name)
            action.triggered.connect(lambda _=False, id=article.id: self.article_chosen.emit(id))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.articles_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QPoint(0, self.menu_button.height() + 4)
        if not self._look.right_to_left:
            below.setX(self.menu_button.width() - menu.sizeHint().width())
        pop_up(menu, self.menu_button.mapToGlobal(below))

    def resizeEvent(self, event: object) -> None:
        self.legend.setVisible(self.width() >= _NARROW - 80)
        super().resizeEvent(event)  # type: ignore[arg-type]


def name_of(article: Article) -> str:
    """The title, or the first words of the body where there is none."""
    return article.title or opening(article.text, article.segments)


def _cut(name: str, most: int) -> str:
    """A name of ``most`` characters at most, cut between words."""
    if len(name) <= most:
        return name
    return name[:most].rpartition(" ")[0].rstrip(' .،:؛-«"') + "…"


def _spans(claim: Annotation) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in claim.spans)


class _Head(QWidget):
    """40 high, like the tabs beside it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(40)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        foot = self.rect().bottomLeft().toPointF(), self.rect().bottomRight().toPointF()
        stroke(painter, *foot, self._look.color("border.subtle"))
        painter.end()


class _Foot(QWidget):
    """One quiet line under the text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.words = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.words)
        self.setFixedHeight(28)
        self.hide()
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("border.subtle"))
        painter.end()


class _Legend(QWidget):
    """What the marks mean: the student's band, the key's line, the core."""

    def __init__(self, look: Look, language: Language, marks: Sequence[str]) -> None:
        super().__init__()
        self._look = look
        self._names = [language.say(f"grading_page.legend.{name}") for name in marks]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(" · ".join(self._names))
        look.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font("interface.label"))
        words = sum(metrics.horizontalAdvance(name) for name in self._names)
        return QSize(words + len(self._names) * (34 + 8 + 20) - 20, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        font = look.font("interface.label")
        painter.setFont(font)
        at = 0
        for place, name in enumerate(self._names):
            width = QFontMetrics(font).horizontalAdvance(name) + 2
            left = self.width() - at - width if mirrored else at
            painter.setPen(look.color("text.secondary"))
            box = QRect(left - 2, 0, width + 4, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), name)
            at += width + 8
            left = self.width() - at - 34 if mirrored else at
            self._paint_sample(painter, QRect(left, 4, 34, 16), place)
            at += 34 + 20
        painter.end()

    def _paint_sample(self, painter: QPainter, box: QRect, place: int) -> None:
        look = self._look
        if place == 0:
            mark = look.theme.tag(Tag.SOURCED)
            painter.fillRect(box.adjusted(0, 0, 0, -2), mark.tint)
            painter.fillRect(QRect(box.left(), box.bottom() - 1, box.width(), 2), mark.ink)
            return
        ink = look.color("reader.key_line")
        if place == 2:
            painter.fillRect(QRect(box.left(), box.top() + 6, box.width(), 5), ink)
            return
        top = box.top() + 5
        painter.fillRect(QRect(box.left(), top, box.width(), 2), ink)
        for x in (box.left() + 1, box.right()):
            stroke(painter, QPointF(x, top), QPointF(x, top + 8), ink, 2)
