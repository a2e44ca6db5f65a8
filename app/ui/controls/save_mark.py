"""«حُفظ ١٠:٤٢ على هذا الجهاز»: always at the same spot, always true."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.language import Language, isolate
from app.ui.controls.strip import IconMark
from app.ui.controls.words import Words
from app.ui.look import Look

_GAP = 6


class SaveMark(QWidget):
    """When the last gesture was written, and where. Empty until something was."""

    spoken_role = "StaticText"

    def __init__(self, look: Look, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._icon = IconMark(look, "saved", "accent.ink")
        self._when = Words(look, role="interface.label", color="accent.ink")
        self._where = Words(look, role="interface.caption", color="text.tertiary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for part in (self._icon, self._when, self._where):
            row.addWidget(part)
        self.show_saved("", "")

    def show_saved(self, time: str, path: str, also: str = "") -> None:
        """``time`` as shown («١٠:٤٢»), ``path`` of the file for the tooltip; ``also``: where it is
        kept too («E:»)."""
        self._icon.show_icon("saved", "accent.ink")
        self._when.dye("accent.ink")
        self._when.say(self._language.say("ui.saved_at", time=time) if time else "")
        say = self._language.say
        here = say("ui.on_this_device_and", place=isolate(also)) if also else ""
        self._where.say((here or say("ui.on_this_device")) if time else "")
        self._tell(path)
        self.setVisible(bool(time))

    def show_failed(self, reason: str) -> None:
        self._icon.show_icon("save_failed", "state.danger")
        self._when.dye("state.danger")
        self._when.say(self._language.say("ui.not_saved"))
        self._where.say("")
        self._tell(reason)
        self.setVisible(True)

    def shorten(self, short: bool) -> None:
        """Where there is no room the place is left to the tooltip."""
        self._where.setVisible(not short)
        self.updateGeometry()

    def whole_width(self) -> int:
        """As wide as it is with the place."""
        parts = (self._icon, self._when, self._where)
        return sum(part.sizeHint().width() for part in parts) + 2 * _GAP

    def words(self) -> str:
        return f"{self._when.words()} {self._where.words()}".strip()

    def _tell(self, more: str) -> None:
        self.setToolTip(more)
        self.setAccessibleName(self.words())
