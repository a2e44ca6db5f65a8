"""Words on the screen: a label by role of type and role of colour."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.controls.cutting import elided
from app.ui.controls.shapes import direction_of
from app.ui.look import Look

Wrap = Literal["line", "wrap", "elide"]


class Words(QLabel):
    """A label that follows the theme.

    ``wrap``: one line; broken into lines with the role's line height; or one line cut with «…»
    and whole in the tooltip.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "interface.body",
        color: str = "text.primary",
        *,
        wrap: Wrap = "line",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._role = role
        self._color = color
        self._wrap: Wrap = wrap
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._across = Qt.AlignmentFlag.AlignLeading
        self.setFont(look.font(role))
        if wrap == "wrap":
            self.setWordWrap(True)
            self.setTextFormat(Qt.TextFormat.RichText)
        else:
            self.setMinimumHeight(look.theme.face(role).line_height)
            across = QSizePolicy.Policy.Ignored if wrap == "elide" else QSizePolicy.Policy.Preferred
            self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._align()
        self._dye()
        look.theme_changed.connect(self._dye)
        self.say(text)

    def say(self, text: str) -> None:
        """Show ``text``: plain words, never markup."""
        self._whole = text
        self.setAccessibleName(text)
        if self._wrap == "wrap":
            height = self._look.theme.face(self._role).line_height
            body = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            body = body.replace("\n", "<br/>")
            # Left to itself, rich text takes the direction of a path or key that stands first.
            runs = direction_of(text, self.layoutDirection())
            rtl = "rtl" if runs == Qt.LayoutDirection.RightToLeft else "ltr"
            style = f"margin:0; line-height:{height}px"
            self.setText(f'<p dir="{rtl}" style="{style}">{body}</p>' if text else "")
        elif self._wrap == "elide":
            self._cut()
        else:
            self.setText(text)

    def words(self) -> str:
        """What is said, whole."""
        return self._whole

    def dye(self, color: str) -> None:
        """Change the role of the colour."""
        self._color = color
        self._dye()

    def set_role(self, role: str) -> None:
        self._role = role
        self.setFont(self._look.font(role))
        self.say(self._whole)

    def center(self) -> None:
        """In the middle of its room, not at the leading edge."""
        self._across = Qt.AlignmentFlag.AlignHCenter
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """At the interface's leading edge, also for Latin words in an Arabic interface."""
        across = self._across
        if across == Qt.AlignmentFlag.AlignLeading:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            across = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        down = Qt.AlignmentFlag.AlignTop if self._wrap == "wrap" else Qt.AlignmentFlag.AlignVCenter
        self.setAlignment(across | down | Qt.AlignmentFlag.AlignAbsolute)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wrap == "elide":
            self._cut()

    def _cut(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self._whole) <= self.width()
        shown = self._whole if fits else elided(self._whole, self.font(), max(0, self.width()))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    def _dye(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.color(self._color))
        self.setPalette(palette)
