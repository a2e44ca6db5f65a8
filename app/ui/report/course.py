"""The course of a class: the mean of each assignment, oldest first."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.language import Language
from app.domain.report_sentences import percent
from app.services.reporting import Stage
from app.ui.controls.cutting import elided
from app.ui.controls.shapes import rounded, stroke
from app.ui.look import Look

_HIGH, _NAME, _LINE = 96, 24, 20
_WIDEST = 132


class Course(QWidget):
    """Columns from the leading edge; the one of the assignment that is shown stands out by weight.

    The last eight of them: more have no room. What a screen reader meets is a sentence for each.
    """

    spoken_role = "StaticText"
    MOST = 8

    def __init__(self, look: Look, language: Language) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._stages: Sequence[Stage] = ()
        self._here = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def show_stages(self, stages: Sequence[Stage], here: str) -> None:
        self._stages, self._here = stages[-self.MOST :], here
        words = "\n".join(self._told(stage) for stage in self._stages)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def _told(self, stage: Stage) -> str:
        say, name = self._language.say, stage.assignment.name
        if stage.percent is None:
            return say("report.stage_none", name=name)
        mean = percent(stage.percent / 100, self._language)
        return say("report.stage", name=name, mean=mean, n=stage.handed_in)

    def sizeHint(self) -> QSize:
        return QSize(300, _LINE + _HIGH + _NAME)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._stages:
            return
        painter = QPainter(self)
        look, mirrored = self._look, self._look.right_to_left
        pitch = min(self.width() // len(self._stages), _WIDEST)
        foot = _LINE + _HIGH
        middle = int(Qt.AlignmentFlag.AlignCenter)
        for place, stage in enumerate(self._stages):
            left = self.width() - (place + 1) * pitch if mirrored else place * pitch
            here = stage.assignment.id == self._here
            font = look.font("interface.strong" if here else "interface.caption")
            font.setPixelSize(12)
            painter.setFont(font)
            name = QRect(left + 4, foot + 4, pitch - 8, _NAME - 4)
            painter.setPen(look.color("text.primary" if here else "text.secondary"))
            words = stage.assignment.name
            if QFontMetrics(font).horizontalAdvance(words) > name.width():
                words = elided(words, font, name.width())
            painter.drawText(name, middle, words)
            if stage.percent is None:
                painter.drawText(QRect(left, foot - _LINE, pitch, _LINE), middle, "—")
                continue
            high = max(2, round(_HIGH * stage.percent / 100))
            width = min(44, pitch - 16)
            column = QRect(left + (pitch - width) // 2, foot - high, width, high)
            ground, border = look.theme.heat[4 if here else 2], look.color("border.control")
            rounded(painter, column, 3, ground, border)
            shown = percent(stage.percent / 100, self._language)
            above = QRect(left, foot - high - _LINE, pitch, _LINE)
            painter.drawText(above, middle, shown)
        base = look.color("border.control")
        stroke(painter, QPointF(0, foot), QPointF(self.width(), foot), base)
        painter.end()
