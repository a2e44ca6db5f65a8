"""A library without articles, and the card that adds one."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.setting import Role
from app.ui.controls.card import Card
from app.ui.controls.shapes import paragraph
from app.ui.controls.sign import EmptyState
from app.ui.controls.tile import Tile
from app.ui.controls.words import Words
from app.ui.look import Look


class EmptyLibrary(QWidget):
    """What is not here, and four real choices. A student begins with a pack, a teacher with texts:
    Ctrl+O is that of the role."""

    opened = Signal()
    sampled = Signal()
    pasted = Signal()
    imported = Signal()

    def __init__(self, look: Look, language: Language, role: Role) -> None:
        super().__init__()
        say = language.say
        student = role is Role.STUDENT
        packs, texts = ("Ctrl O", "") if student else ("", "Ctrl O")
        self.pack = Tile(
            look, "open_pack", say("library.open_pack"), say("library.open_pack_does"), packs
        )
        self.sample = Tile(look, "sample", say("library.sample"), say("library.sample_does"))
        self.paste = Tile(look, "paste", say("library.paste"), say("library.paste_does"), "Ctrl V")
        self.files = Tile(
            look, "import_file", say("library.import_files"), say("library.import_does"), texts
        )
        (self.pack if student else self.sample).strong = True
        self.pack.pressed.connect(self.opened)
        self.sample.pressed.connect(self.sampled)
        self.paste.pressed.connect(self.pasted)
        self.files.pressed.connect(self.imported)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        ways = (self.sample, self.paste, self.files)
        for tile in (self.pack, *ways) if student else (*ways, self.pack):
            row.addWidget(tile)
        row.addStretch(1)
        drop = Words(look, say("library.or_drop"), "interface.label", "text.tertiary")
        other = Words(look, say("library.word_hint"), "interface.caption", "text.tertiary")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 0)
        column.addStretch(2)
        advice = say("library.none_advice_student" if student else "library.none_advice")
        column.addWidget(EmptyState(look, say("library.none_yet"), advice))
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(16)
        column.addWidget(drop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(4)


class AddCard(Card):
    """The last place on the shelf: dashed, with a plus."""

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__(look, surface="surface.window", border="border.control", pressable=True)
        self.dashed = True
        self._name = language.say("library.add_to_compare")
        self._does = language.say("library.add_does")
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(self._does)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        look, width = self._look, self.width()
        icon = look.icon("add", "text.secondary")
        if not icon.isNull():
            pixmap = icon.pixmap(QSize(24, 24), self.devicePixelRatioF())
            painter.drawPixmap(width // 2 - 12, 61, pixmap)
        painter.setFont(look.font("interface.strong"))
        painter.setPen(look.color("text.primary"))
        center = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRect(16, 91, width - 32, 24), int(center), self._name)
        painter.setFont(look.font("interface.caption"))
        painter.setPen(look.color("text.tertiary"))
        words = QRect(width // 2 - 120, 121, 240, 60)
        paragraph(painter, words, self._does, 18, Qt.AlignmentFlag.AlignHCenter)
        painter.end()
