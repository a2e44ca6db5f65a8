"""The head of a class's worksheets: school, class, subject, logo, and which calendar."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.domain.language import Language
from app.services import styling
from app.services.composing import Choices
from app.ui.controls.button import Button
from app.ui.controls.file_choice import choose_file
from app.ui.controls.segments import Choice, Segments
from app.ui.controls.shapes import rounded
from app.ui.controls.strip import Strip
from app.ui.controls.words import Words
from app.ui.look import Look
from app.ui.reading.fields import NameField
from app.ui.telling import told

FIELDS = ("school", "classroom", "subject")


class HeadForm(QWidget):
    """``changed`` at every key, ``settled`` when an answer is to be kept, ``logo_chosen`` with its
    bytes (empty: none)."""

    changed = Signal()
    settled = Signal()
    logo_chosen = Signal(bytes)

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        say = language.say
        self.fields = {name: NameField(look, say(f"worksheet_page.{name}")) for name in FIELDS}
        for field in self.fields.values():
            field.setMaxLength(styling.LONGEST)
            field.textChanged.connect(self._typed)
            field.written.connect(self._written)
        self.date = Segments(
            look,
            [Choice(one, say(f"worksheet_page.date.{one}")) for one in ("gregorian", "hijri")],
            say("worksheet_page.date"),
        )
        self.date.chosen.connect(self._chosen)
        self.logo = _Logo(look, say("worksheet_page.logo"))
        self.logo_words = Words(
            look, say("worksheet_page.logo_none"), "interface.caption", "text.tertiary", wrap="wrap"
        )
        self.choose_logo = Button(
            look, say("worksheet_page.logo_choose"), height="control_compact", icon="import_file"
        )
        self.remove_logo = Button(
            look, kind="flat", icon="remove", name=say("worksheet_page.logo_remove"),
            height="control_compact",
        )  # fmt: skip
        self.strip = Strip(look, say("ui.close"))
        self.choose_logo.clicked.connect(self._ask_logo)
        self.remove_logo.clicked.connect(lambda: self.logo_chosen.emit(b""))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, (name, field) in enumerate(self.fields.items()):
            row, across = (0, 0) if place == 0 else (2, place - 1)
            span = 2 if place == 0 else 1
            grid.addWidget(self._label(name), row, across, 1, span)
            grid.addWidget(field, row + 1, across, 1, span)
        column.addLayout(grid)
        column.addWidget(self._label("date"))
        column.addWidget(self.date, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._label("logo"))
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (self.logo, self.choose_logo, self.remove_logo):
            line.addWidget(part)
        line.addWidget(self.logo_words, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(line)
        column.addWidget(self.strip)

    def show_choices(self, choices: Choices, roster_school: str, roster_class: str) -> None:
        """What is kept; an empty field stands for what the roster has, and says so."""
        for name, field in self.fields.items():
            field.show_kept(getattr(choices, name), other=False)
        label = self._language.say
        self.fields["school"].setPlaceholderText(roster_school or label("worksheet_page.school"))
        self.fields["classroom"].setPlaceholderText(
            roster_class or label("worksheet_page.classroom")
        )
        self.date.choose("hijri" if choices.hijri else "gregorian")
        self.show_logo(choices.logo)

    def show_logo(self, logo: bytes) -> None:
        self.logo.show_picture(logo)
        self.logo.setVisible(bool(logo))
        self.remove_logo.setVisible(bool(logo))
        self.logo_words.setVisible(not logo)

    def words(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: field.text().strip() for name, field in self.fields.items()}

    @property
    def hijri(self) -> bool:
        return self.date.value() == "hijri"

    def flush(self) -> None:
        """Have what is being typed kept now."""
        for field in self.fields.values():
            field.flush()

    def take_logo(self, file: Path) -> None:
        """Use the picture in a file; what is no picture is said in place."""
        try:
            logo = styling.read_logo(file)
        except KnownError as error:
            self.strip.say("danger", told(self._language, error))
            return
        self.strip.hide()
        self.logo_chosen.emit(logo)

    def _ask_logo(self) -> None:
        say = self._language.say
        title, kinds = say("worksheet_page.logo_choose"), say("worksheet_page.logo_kinds")
        file = choose_file(self, self._language, title, Path.home(), kinds)
        if file is not None:
            self.take_logo(file)

    def _typed(self, _text: str) -> None:
        self.changed.emit()

    def _written(self, _text: str) -> None:
        self.settled.emit()

    def _chosen(self, _value: str) -> None:
        self.changed.emit()
        self.settled.emit()

    def _label(self, name: str) -> Words:
        words = self._language.say(f"worksheet_page.{name}")
        return Words(self._look, words, "interface.label", "text.secondary")


class _Logo(QWidget):
    """The logo on white, as it will be on paper; 96 × 44."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._picture = QImage()
        self.setFixedSize(96, 44)
        self.setAccessibleName(name)
        look.theme_changed.connect(self.update)

    def show_picture(self, content: bytes) -> None:
        self._picture = QImage.fromData(content)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        border = self._look.color("border.default")
        radius = self._look.theme.radius("mark")
        rounded(painter, self.rect(), radius, Qt.GlobalColor.white, border)  # pyright: ignore
        if not self._picture.isNull():
            room = self.rect().adjusted(4, 4, -4, -4)
            size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            box = room.adjusted(0, 0, 0, 0)
            box.setSize(size)
            box.moveCenter(room.center())
            painter.drawImage(box, self._picture)
        painter.end()
