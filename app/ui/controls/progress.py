"""Long work in sight: what is being done, how far, and the way to stop it."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.domain.language import Language
from app.ui.controls.button import Button
from app.ui.controls.shapes import track
from app.ui.controls.words import Words
from app.ui.look import Look


class Track(QWidget):
    """A bar, 5 high, that fills from the leading edge. ``share`` is 0–1."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.theme_changed.connect(self.update)

    def show_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(132, 7 if self._look.theme.track_outline else 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        track(painter, QRect(self.rect()), self._share, self._look.theme, rtl=rtl)
        painter.end()


class ProgressRow(QWidget):
    """What is being done, «12 of 27», a bar, and «stop»; ``stopped`` when a person presses it."""

    stopped = Signal()

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._what = Words(look, wrap="elide")
        self._count = Words(look, color="text.secondary")
        self._track = Track(look)
        self.stop = Button(look, language.say("ui.stop"), height="control_compact")
        self.stop.clicked.connect(self.stopped)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._what, 0, 0)
        grid.addWidget(self._count, 0, 1)
        grid.addWidget(self._track, 1, 0, 1, 2)
        grid.addWidget(self.stop, 0, 2, 2, 1)
        grid.setColumnStretch(0, 1)

    def show_progress(self, what: str, done: int, total: int) -> None:
        self._what.say(what)
        self._count.say(self._language.say("ui.of", done=done, total=total))
        self._track.show_share(done / total if total else 0)
        self.setAccessibleName(f"{what} {self._count.words()}")
