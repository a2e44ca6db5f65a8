"""The tabs over the table: what there is to grade, with its points, and what to look at again."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.domain.grade import Grade
from app.domain.language import Language
from app.ui.controls.shapes import rounded, stroke
from app.ui.grading.entries import PARTS, Part, tab_words
from app.ui.grading.row_painter import figure_font
from app.ui.look import Look

_GAP = 6
_APART = 30  # from one tab to the next
_APART_NARROW = 14
_NARROW = 640


class Tabs(QWidget):
    """``part_chosen`` and ``review_toggled`` by a person."""

    spoken_role = "PageTabList"
    part_chosen = Signal(str)
    review_toggled = Signal(bool)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._tabs = {part: _Tab(look, self) for part in PARTS}
        self.review = _Review(look, self)
        self.review.toggled.connect(self.review_toggled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        for part, tab in self._tabs.items():
            tab.clicked.connect(lambda _=False, chosen=part: self.part_chosen.emit(chosen.value))
            self._row.addWidget(tab)
        self._row.addStretch(1)
        self._row.addWidget(self.review)
        self.setFixedHeight(40)
        self.setAccessibleName(language.say("grading_page.tabs"))
        look.theme_changed.connect(self.update)

    def show_grade(self, grade: Grade | None, part: Part) -> None:
        for each, tab in self._tabs.items():
            tab.say(*tab_words(each, grade, self._language))
            tab.setChecked(each is part)
        waiting = grade.to_review if grade else 0
        self.review.setVisible(bool(waiting))
        self.review.say(self._language.say("grading_page.to_review", n=waiting))

    def tab(self, part: Part) -> QAbstractButton:
        return self._tabs[part]

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < _NARROW
        self._row.setSpacing(_APART_NARROW if narrow else _APART)
        for tab in self._tabs.values():
            tab.shorten(narrow)
        super().resizeEvent(event)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("surface.window"))
        foot = self.rect().bottomLeft().toPointF(), self.rect().bottomRight().toPointF()
        stroke(painter, *foot, self._look.color("border.subtle"))
        painter.end()


class _Tab(QAbstractButton):
    """«الادعاءات ٩٣ من ١٢٠» over a bar when it is the one shown."""

    spoken_role = "PageTab"

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._parts = ("", "", "")
        self._short = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, name: str, figure: str, of: str) -> None:
        self._parts = (name, figure, of)
        self.setText(" ".join(part for part in self._parts if part))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def shorten(self, short: bool) -> None:
        """Without «of …», which stays in the tooltip."""
        self._short = short
        self.setToolTip(self.text() if short else "")
        self.updateGeometry()

    def nextCheckState(self) -> None:
        """The page decides which table is shown, not the click."""

    def _pieces(self) -> list[tuple[str, QFont, str]]:
        look, on = self._look, self.isChecked() or self.underMouse()
        name = look.font("interface.strong" if self.isChecked() else "interface.label")
        name.setPixelSize(13)
        figure = figure_font(look, "interface.strong")
        pieces = [
            (self._parts[0], name, "text.primary" if on else "text.secondary"),
            (self._parts[1], figure, "text.primary"),
            (self._parts[2], figure_font(look, "interface.label"), "text.tertiary"),
        ]
        return [piece for piece in pieces[: 2 if self._short else 3] if piece[0]]

    def sizeHint(self) -> QSize:
        widths = [QFontMetrics(font).horizontalAdvance(text) for text, font, _ in self._pieces()]
        return QSize(sum(widths) + _GAP * max(0, len(widths) - 1) + 4, 40)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        mirrored = self._look.right_to_left
        at = 2
        for text, font, color in self._pieces():
            width = QFontMetrics(font).horizontalAdvance(text) + 1
            left = self.width() - at - width if mirrored else at
            painter.setFont(font)
            painter.setPen(self._look.color(color))
            box = QRect(left - 2, 0, width + 4, 38)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
            at += width + _GAP
        if self.isChecked():
            painter.fillRect(QRect(0, 38, self.width(), 2), self._look.color("accent.ink"))
        painter.end()


class _Review(QAbstractButton):
    """«٢ للمراجعة»: shows only the rows whose key has changed since."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(look.font("interface.label"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def say(self, text: str) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 46, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        ink = look.color("state.warning")
        border = ink if self.isChecked() or look.theme.high_contrast else None
        rounded(
            painter, self.rect(), look.theme.radius("mark"), look.color("state.warning_tint"),
            border, 2 if self.isChecked() else 1,
        )  # fmt: skip
        mirrored = look.right_to_left
        icon = QRect(self.width() - 24 if mirrored else 8, 4, 16, 16)
        look.icon("warning", "state.warning").paint(painter, icon)
        words = (
            self.rect().adjusted(8, 0, -30, 0) if mirrored else self.rect().adjusted(30, 0, -8, 0)
        )
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()
