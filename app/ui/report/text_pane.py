"""The article's side of the report: its name, the legend of the heat, the text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.domain.article import Article, opening
from app.domain.heat import STEPS, Heat
from app.domain.language import Language, isolate
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.shapes import stroke
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.report.heat_text import HeatText, Share

_HEAD = 44
_STEP, _STEP_NARROW = 28, 18  # width of one colour of the legend
_NARROW = 460
_TITLE, _MENU = 40, 60  # characters of an article's name that the button and the menu show


class TextPane(QWidget):
    """One article at a time. ``claim_clicked`` carries a claim of the key, ``article_chosen`` an
    article."""

    claim_clicked = Signal(str)
    article_chosen = Signal(str)

    def __init__(self, look: Look, language: Language, tell: Callable[[int, int], str]) -> None:
        super().__init__()
        say = language.say
        self._look = look
        self._language = language
        self._articles: Sequence[Article] = ()
        self.article: Article | None = None
        self.text = HeatText(look, language.figures, tell)
        self.text.setAccessibleName(say("report.heat"))
        self.text.setAccessibleDescription(say("report.heat_hint"))
        self.text.share_clicked.connect(self.claim_clicked)
        self.legend = Legend(look, language)
        self.menu_button = Button(look, kind="flat", height="control_compact", menu=True)
        self.menu_button.set_trailing_icon("open_menu")
        self.menu_button.clicked.connect(self._open_menu)
        self._hint = Words(
            look, say("report.heat_hint"), "interface.caption", "text.tertiary", wrap="elide"
        )
        self._bar = _Bar(look)
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        row.addWidget(Words(look, say("report.heat"), "interface.label"))
        row.addWidget(self._hint, 1)
        row.addWidget(self.legend)
        self._switch = _Bar(look)
        under = QHBoxLayout(self._switch)
        under.setContentsMargins(14, 0, 14, 0)
        under.addWidget(self.menu_button)
        under.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._switch)
        column.addWidget(self.text, 1)

    def offer(self, articles: Sequence[Article]) -> None:
        """The articles of the assignment; the shown one stays where it is one of them."""
        self._articles = articles
        shown = self.article.id if self.article else None
        still = [one for one in articles if one.id == shown] or list(articles[:1])
        self.article = still[0] if still else None
        self._switch.setVisible(len(articles) > 1)

    def show_heat(self, article: Article, heat: Heat, shares: Sequence[Share]) -> None:
        """Bring an article with what the class marked in it."""
        self.article = article
        whole = article_name(article)
        shown = self._language.say("report.article", name=isolate(whole))
        self.menu_button.set_words(isolate(cut(whole, _TITLE)), shown)
        self.menu_button.setToolTip(f"{shown}  (Ctrl PgUp, Ctrl PgDn)")
        self.text.show_heat(article, heat, shares)

    def articles_menu(self) -> QMenu:
        """Every article, the shown one checked."""
        menu = QMenu(self)
        for article in self._articles:
            action = QAction(isolate(cut(article_name(article), _MENU)), menu)
            action.setCheckable(True)
            action.setChecked(self.article is not None and article.id == self.article.id)
            action.triggered.connect(lambda _=False, id=article.id: self.article_chosen.emit(id))
            menu.addAction(action)
        return menu

    def _open_menu(self) -> None:
        menu = self.articles_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = QPoint(0, self.menu_button.height() + 4)
        if self._look.right_to_left:
            below.setX(self.menu_button.width() - menu.sizeHint().width())
        pop_up(menu, self.menu_button.mapToGlobal(below))

    def resizeEvent(self, event: object) -> None:
        self.legend.narrow(self.width() < _NARROW)
        super().resizeEvent(event)  # type: ignore[arg-type]


def article_name(article: Article) -> str:
    """The title, or the first words of the body where there is none."""
    return article.title or opening(article.text, article.segments)


def cut(name: str, most: int) -> str:
    """A name of ``most`` characters at most, cut between words."""
    if len(name) <= most:
        return name
    return name[:most].rpartition(" ")[0].rstrip(' .،:؛-«"') + "…"


class Legend(QWidget):
    """From nobody to everybody in five steps."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._step = _STEP
        self._ends = tuple(language.say("report.percent", n=n) for n in (0, 100))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(language.say("report.legend"))
        self.setToolTip(language.say("report.legend"))
        look.theme_changed.connect(self.update)

    def narrow(self, narrow: bool) -> None:
        """Smaller steps where there is little room."""
        self._step = _STEP_NARROW if narrow else _STEP
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[int, int]:
        metrics = QFontMetrics(self._look.font("interface.caption"))
        first, last = (metrics.horizontalAdvance(end) + 4 for end in self._ends)
        return first, last

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths()) + STEPS * self._step + 2 + 16, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        first, last = self._widths()
        painter.setFont(look.font("interface.caption"))
        painter.setPen(look.color("text.secondary"))

        def box(at: int, width: int, height: int) -> QRect:
            left = self.width() - at - width if mirrored else at
            return QRect(left, (self.height() - height) // 2, width, height)

        painter.drawText(box(0, first, 24), int(Qt.AlignmentFlag.AlignCenter), self._ends[0])
        start = first + 8
        for step, color in enumerate(look.theme.heat):
            painter.fillRect(box(start + 1 + step * self._step, self._step, 14), color)
        painter.setPen(look.color("border.control"))
        frame = box(start, STEPS * self._step + 2, 16)
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        end = start + STEPS * self._step + 10
        painter.setPen(look.color("text.secondary"))
        painter.drawText(box(end, last, 24), int(Qt.AlignmentFlag.AlignCenter), self._ends[1])
        painter.end()


class _Bar(QWidget):
    """A line of controls over the text."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(_HEAD)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.panel"))
        foot = self.rect().bottomLeft().toPointF(), self.rect().bottomRight().toPointF()
        stroke(painter, *foot, self._look.color("border.subtle"))
        painter.end()
