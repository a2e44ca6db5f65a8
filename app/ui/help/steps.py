"""«كيف أبدأ؟»: five short steps, in the order in which a reader or a teacher takes them; and for a
student how an assignment comes and how it is handed in."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.language import Language
from app.domain.setting import Role
from app.ui.controls.key_cap import KeyCap
from app.ui.controls.shapes import rounded
from app.ui.controls.words import Words
from app.ui.look import Look

# Each step's words in the catalogue, and the keys that do it.
STEPS: dict[Role, tuple[tuple[str, tuple[str, ...]], ...]] = {
    Role.STUDENT: (
        ("open", ("F6",)),
        ("mark", ("Shift ←", "Shift →")),
        ("tag", ("1", "2", "3")),
        ("who", ("E", "W")),
        ("link", ("L", "Alt ↑", "Alt ↓")),
    ),
    Role.TEACHER: (
        ("import", ("Ctrl O", "Ctrl V")),
        ("card", ()),
        ("key", ("1", "2", "3", "L")),
        ("grade", ("Ctrl Enter",)),
        ("print", ()),
    ),
}
HANDING_IN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pack", ("Ctrl O",)),
    ("keep", ()),
    ("hand_in", ("Ctrl Enter",)),
    ("receipt", ()),
    ("feedback", ()),
)
ASSIGNMENTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("assign_ask", ()),
    ("assign_key", ("Ctrl S", "C")),
    ("assign_class", ("Ctrl V", "Enter", "Del")),
    ("assign_give", ()),
    ("assign_end", ()),
)
COLLECT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("collect_where", ("Ctrl O", "F5")),
    ("collect_look", ("Ctrl F",)),
    ("collect_keep", ("Ctrl Enter", "Ctrl Z")),
)
GRADING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rows", ("0", "1", "2", "3", "A", "K")),
    ("bank", ("C", "B")),
    ("across", ("X", "Esc")),
    ("approve", ("Ctrl Enter", "PgUp", "PgDn")),
    ("give", ()),
)
REPORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("report", ("Ctrl E",)),
    ("project", ("F8", "H", "D")),
    ("vote", ("1", "2", "3", "Enter")),
)
_CIRCLE = 24


class Steps(QWidget):
    def __init__(self, look: Look, language: Language, role: Role) -> None:
        super().__init__()
        say = language.say
        self.setAccessibleName(say("help.start"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(18)
        _add_steps(column, look, language, STEPS[role])
        self.handing_in: Words | None = None
        if role is Role.STUDENT:
            column.addSpacing(6)
            self.handing_in = Words(look, say("handing_in.hand_in"), "interface.heading")
            column.addWidget(self.handing_in)
            _add_steps(column, look, language, HANDING_IN)
        else:
            for key, steps in (
                ("ui.assignments", ASSIGNMENTS),
                ("ui.collect", COLLECT),
                ("help.grading", GRADING),
                ("ui.report", REPORT),
            ):
                column.addSpacing(6)
                column.addWidget(Words(look, say(key), "interface.heading"))
                _add_steps(column, look, language, steps)
        safe = Words(look, say("help.safe"), "interface.caption", "text.tertiary", wrap="wrap")
        column.addWidget(safe)
        column.addStretch(1)


def _add_steps(
    column: QVBoxLayout,
    look: Look,
    language: Language,
    steps: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:
    """Each step with its number, what it is, how it is done, and its keys."""
    say = language.say
    for number, (step, caps) in enumerate(steps, 1):
        title = Words(look, say(f"help.step.{step}"), "interface.strong", wrap="wrap")
        does = Words(look, say(f"help.step.{step}_does"), color="text.secondary", wrap="wrap")
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(title)
        words.addWidget(does)
        if caps:
            words.addLayout(_caps(look, caps))
        row = QHBoxLayout()
        row.setSpacing(10)
        circle = _Circle(look, language.number(number))
        row.addWidget(circle, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column.addLayout(row)


def _caps(look: Look, caps: tuple[str, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(6)
    for cap in caps:
        row.addWidget(KeyCap(look, cap))
    row.addStretch(1)
    return row


class _Circle(QWidget):
    """The number of a step."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, number: str) -> None:
        super().__init__()
        self._look = look
        self._number = number
        self.setAccessibleName(number)
        self.setFixedSize(_CIRCLE, _CIRCLE)
        look.theme_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, ink = self._look, "accent.ink"
        rounded(painter, self.rect(), _CIRCLE // 2, look.color("surface.paper"), look.color(ink))
        painter.setFont(look.font("interface.strong"))
        painter.setPen(look.color(ink))
        painter.drawText(QRect(self.rect()), int(Qt.AlignmentFlag.AlignCenter), self._number)
        painter.end()
