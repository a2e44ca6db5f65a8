"""The teacher's words on a row, with what was said before close at hand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.language import Language
from app.ui import keys
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.controls.shapes import rounded
from app.ui.look import Look
from app.ui.reading.fields import NameField

_CHIPS = 2
_MENU = 12
_DIGITS = "123456789"
_BY_DIGIT = len(_DIGITS)


class CommentField(QWidget):
    """``written`` carries the comment when it is to be kept."""

    written = Signal(str)

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._bank: Sequence[str] = ()
        self._figures = language.figures
        say = language.say
        self.field = NameField(look, say("grading_page.your_comment"))
        self.field.setPlaceholderText(say("grading_page.comment_placeholder"))
        self.field.written.connect(self.written)
        self.bank_button = Button(
            look, icon="comment", name=say("grading_page.comment_bank"), menu=True
        )
        self.bank_button.setToolTip(f"{self.bank_button.accessibleName()}  (B)")
        self.bank_button.clicked.connect(self._open_menu)
        self.chips = [_Chip(look) for _ in range(_CHIPS)]
        for chip in self.chips:
            chip.clicked.connect(partial(self._use_chip, chip))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.bank_button)
        bank = QHBoxLayout()
        bank.setSpacing(8)
        for chip in self.chips:
            bank.addWidget(chip)
        bank.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(line)
        column.addLayout(bank)

    def show_comment(self, comment: str, bank: Sequence[str], *, other: bool) -> None:
        """What is kept on this row; ``bank``: sentences of before, most used first."""
        self.field.show_kept(comment, other=other)
        self._bank = [one for one in bank if one != comment.strip()][:_MENU]
        self.bank_button.setEnabled(bool(self._bank))
        for place, chip in enumerate(self.chips):
            chip.say(self._bank[place] if place < len(self._bank) else "")
        self._fit()

    def flush(self) -> bool:
        """Have what is being typed written now. False: it could not be."""
        self.field.flush()
        return self.field.settled()

    def use(self, comment: str) -> None:
        """Write a comment of the bank after what stands here."""
        present = self.field.text().strip()
        self.field.setText(f"{present} {comment}".strip())
        self.field.flush()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use_chip(self, chip: "_Chip") -> None:
        self.use(chip.text())

    def bank_menu(self) -> QMenu:
        """The bank; each of the first nine has its digit, which chooses it."""
        menu = _Bank(self)
        for number, comment in enumerate(self._bank, 1):
            cut = comment if len(comment) <= 70 else comment[:69].rstrip() + "…"
            cut = cut.replace("&", "&&")
            digit = self._figures(str(number))
            action = QAction(f"{digit}  {cut}" if number <= _BY_DIGIT else cut, menu)
            action.triggered.connect(lambda _=False, chosen=comment: self.use(chosen))
            menu.addAction(action)
        return menu

    def open_bank(self) -> bool:
        """Choose a sentence by its digit or with the arrows; False where there is none."""
        if self._bank:
            self._open_menu()
        return bool(self._bank)

    def begin(self) -> None:
        """Take the keyboard."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.end(False)

    def _open_menu(self) -> None:
        menu = self.bank_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        above = QPoint(0, -menu.sizeHint().height() - 4)
        if not self._look.right_to_left:
            above.setX(self.bank_button.width() - menu.sizeHint().width())
        pop_up(menu, self.bank_button.mapToGlobal(above))

    def _fit(self) -> None:
        """A chip is shown where it fits whole enough to be read."""
        room = self.width()
        for chip in self.chips:
            needed = min(chip.sizeHint().width(), 200)
            chip.setVisible(bool(chip.text()) and needed <= room)
            room -= needed + 8 if not chip.isHidden() else 0

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()


class _Bank(QMenu):
    """A digit, wherever it stands on the keyboard, chooses its line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = _DIGITS.find(keys.chord(event) or "?")
        actions = self.actions()
        if 0 <= place < len(actions):
            self.close()
            actions[place].trigger()
        else:
            super().keyPressEvent(event)


class _Chip(QAbstractButton):
    """A comment that was used before; 24 high."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFont(look.font("interface.caption"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(200)
        look.theme_changed.connect(self.update)

    def say(self, comment: str) -> None:
        self.setText(comment)
        self.setToolTip(comment)
        self.setAccessibleName(comment)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self.font()).horizontalAdvance(self.text()) + 16, 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        ground = "surface.hover" if self.underMouse() else "surface.sunken"
        border = look.color("border.default") if look.theme.high_contrast else None
        rounded(painter, self.rect(), look.theme.radius("mark"), look.color(ground), border)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 12)
        painter.setFont(self.font())
        painter.setPen(look.color("text.secondary"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignCenter), words)
        painter.end()
