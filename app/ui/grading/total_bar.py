"""The foot of the page: the mark, how it adds up, and on to the next student."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.grade import Grade
from app.domain.language import Language
from app.services.approving import State
from app.ui.controls.button import Button
from app.ui.controls.key_cap import key_cap_width, key_font
from app.ui.controls.shapes import rounded
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look

HEIGHT = 64
KEY = "Ctrl ↵"
_PADDING, _GAP, _BETWEEN = 16, 12, 6
_TERMS = ("claims", "relations", "notes")


class TotalBar(QWidget):
    """``accepted``: on to the next one; ``whole_asked``: the general comment."""

    accepted = Signal()
    worksheet_asked = Signal()
    whole_asked = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._ways: tuple[str, ...] = ("",)
        self._sums: tuple[str, ...] = ("",)
        self.setFixedHeight(HEIGHT)
        say = language.say
        self.total = _figure(look, 20, QFont.Weight.Bold)
        self.of_hundred = Words(look, "", "interface.body", "text.secondary")
        self.mark = _figure(look, 15, QFont.Weight.Bold)
        self.of_scale = Words(look, "", "interface.body", "text.secondary")
        self.provisional = _Chip(look, "missing")
        self.approval = _Chip(look, "accept")
        self._approved = False
        self.terms = Words(look, "", "interface.caption", "text.secondary", wrap="elide")
        self.whole = Button(look, say("grading_page.whole"), kind="flat", icon="comment")
        self.worksheet = Button(look, "", icon="pdf")
        self.accept = AcceptButton(look)
        self.whole.clicked.connect(self.whole_asked)
        self.worksheet.clicked.connect(self.worksheet_asked)
        self.accept.clicked.connect(self.accepted)
        self._figures = (self.total, self.of_hundred, self.mark, self.of_scale)
        figures = QHBoxLayout()
        figures.setSpacing(_BETWEEN)
        for part in self._figures:
            figures.addWidget(part)
        figures.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(figures)
        sums = QHBoxLayout()
        sums.setSpacing(8)
        sums.addWidget(self.approval)
        sums.addWidget(self.provisional)
        sums.addWidget(self.terms, 1)
        column.addLayout(sums)
        row = QHBoxLayout(self)
        row.setContentsMargins(_PADDING, 6, _PADDING, 6)
        row.setSpacing(_GAP)
        row.addLayout(column, 1)
        for button in (self.whole, self.worksheet, self.accept):
            row.addWidget(button)
        look.theme_changed.connect(self.update)

    def show_grade(self, grade: Grade, scale: int) -> None:
        """The mark, what it is made of, and whether notes still wait."""
        language, say = self._language, self._language.say
        self.total.say(language.number(grade.out_of(100), 1))
        self.of_hundred.say(say("grading_page.of", possible=100))
        self.mark.say(language.number(grade.out_of(scale), 1))
        self.of_scale.say(say("grading_page.of", possible=scale))
        terms = [
            say("grading_page.term", part=say(f"grading_page.tab.{name}"),
                points=language.number(part.share, 1))
            for name, part in zip(_TERMS, grade.parts, strict=True)
            if part.possible
        ]  # fmt: skip
        short = [language.number(part.share, 1) for part in grade.parts if part.possible]
        self._sums = (" + ".join(terms), " + ".join(short))
        self.provisional.setVisible(grade.provisional)
        why = language.count("grading_page.notes_waiting", grade.waiting_notes)
        self.provisional.say(say("grading_page.provisional"), why)
        self._fit()

    def show_state(self, state: State) -> None:
        """Whether the grade was approved, and whether that still holds."""
        say = self._language.say
        self.approval.setVisible(state in (State.ACCEPTED, State.FLAGGED))
        flagged = state is State.FLAGGED
        words = say("grading_page.changed_since" if flagged else "grading_page.approved")
        why = say("grading_page.changed_since_why" if flagged else "grading_page.approved_why")
        self.approval.say(words, why, warning=flagged)
        self._approved = state is State.ACCEPTED
        self._fit()

    def show_across(self, words: str) -> None:
        """One question is graded across all students: the button goes on to the next answer."""
        self._ways = (words,)
        self.accept.setEnabled(bool(words))
        self._fit()

    def show_ways(self, name: str, following: tuple[str, str] | None, missing: int) -> None:
        """``name``: whose worksheet; ``following``: who comes next, whole name and first name;
        ``missing``: how many have not handed in."""
        say = self._language.say
        sheet = say("grading_page.worksheet_of", name=name)
        self.worksheet.set_words(sheet, sheet)
        done = self._approved
        if following is None:
            last = "grading_page.accept_last_came" if missing else "grading_page.accept_last"
            self._ways = (say(last if done else "grading_page.accept"),)
        else:
            way = "grading_page.go_on_to" if done else "grading_page.accept_then"
            self._ways = tuple(say(way, name=one) for one in following)
        self.accept.setEnabled(following is not None or not done)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room, the quieter buttons keep their icons, then words go."""
        name, sheet = self._language.say("grading_page.whole"), self.worksheet.accessibleName()
        self.whole.set_words(name, name)
        self.worksheet.set_words(sheet, sheet)
        self.accept.say(self._ways[0])
        full = self.terms.fontMetrics().horizontalAdvance(self._sums[0]) + 2
        for chip in (self.approval, self.provisional):
            if not chip.isHidden():
                full += chip.sizeHint().width() + 8
        if self._room() < max(0, full - self._figures_width()):
            self.whole.set_words("", name)
        if self._room() < 0:
            self.worksheet.set_words("", sheet)
        if self._room() < 0:
            self.accept.say(self._ways[-1])
        whole = full <= self._figures_width() + self._room()
        self.terms.say(self._sums[0 if whole else -1])
        self.terms.setToolTip(self._sums[0])
        self.terms.setAccessibleName(self._sums[0])

    def _room(self) -> int:
        """Pixels that are left between the figures and the buttons; negative: too few."""
        buttons = (self.whole, self.worksheet, self.accept)
        taken = sum(button.sizeHint().width() + _GAP for button in buttons)
        return self.width() - taken - self._figures_width() - 2 * _PADDING

    def _figures_width(self) -> int:
        return sum(part.sizeHint().width() + _BETWEEN for part in self._figures)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        painter.fillRect(0, 0, self.width(), 1, self._look.color("border.default"))
        painter.end()


def _figure(look: Look, size: int, weight: QFont.Weight) -> Words:
    words = Words(look, "", "interface.strong")
    font = look.font("interface.strong")
    font.setPixelSize(size)
    font.setWeight(weight)
    words.setFont(font)
    return words


class _Chip(QWidget):
    """«مؤقت», «معتمدة»: a word on the mark, and why in the tooltip."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._tone = "state.warning"
        self._mark = IconMark(look, icon, self._tone, 14)
        self._words = Words(look, "", "interface.caption", self._tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._mark)
        row.addWidget(self._words)
        self.setFixedHeight(20)

    def say(self, word: str, why: str, *, warning: bool = True) -> None:
        self._tone = "state.warning" if warning else "text.secondary"
        self._mark.show_icon("warning" if warning and self._icon != "missing" else self._icon,
                             self._tone)  # fmt: skip
        self._words.dye(self._tone)
        self._words.say(word)
        self.setToolTip(why)
        self.setAccessibleName(f"{word}: {why}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        warning = self._tone == "state.warning"
        border = look.color(self._tone) if look.theme.high_contrast or not warning else None
        ground = look.color("state.warning_tint") if warning else None
        rounded(painter, self.rect(), look.theme.radius("mark"), ground, border)
        painter.end()


class AcceptButton(QPushButton):
    """The page's one filled button: its words, then its key."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFont(look.font("interface.strong"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        look.theme_changed.connect(self.update)

    def say(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(f"{words}  (Ctrl Enter)")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        cap = key_cap_width(self._look, KEY) + 10 if self.isEnabled() else 0
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2  # advances are rounded
        return QSize(min(words, 280) + cap + 32, self._look.size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(150, self.sizeHint().width()), self._look.size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, mirrored, on = self._look, self._look.right_to_left, self.isEnabled()
        fill, ink = "surface.sunken", look.color("text.disabled")
        if on:
            state = "_pressed" if self.isDown() else "_hover" if self.underMouse() else ""
            fill, ink = f"accent.fill{state}", look.color("accent.on_fill")
        rounded(painter, self.rect(), look.theme.radius("control"), look.color(fill))
        cap = key_cap_width(look, KEY) if on else 0
        if cap:
            left = 16 if mirrored else self.width() - 16 - cap
            box = QRect(left, (self.height() - 18) // 2, cap, 18)
            rounded(painter, box, look.theme.radius("mark"), None, ink)
            painter.setFont(key_font(look))
            painter.setPen(ink)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), KEY)
        taken = 16 + (cap + 10 if cap else 0)
        words = self.rect().adjusted(taken if mirrored else 16, 0, -16 if mirrored else -taken, 0)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setFont(self.font())
        painter.setPen(ink)
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.end()
