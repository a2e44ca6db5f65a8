"""The whole screen for the text: alone, or large for a room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.reading.setting import ReadingSetting


class Comfort:
    """Full screen and projector. What was shown before comes back with Esc or the same key.

    The projector's screen shows articles, their claims and no name but the articles' own: note,
    «من قال؟», list and history are put away.
    """

    def __init__(
        self, page: QWidget, setting: ReadingSetting, private: QWidget, way_out: QWidget
    ) -> None:
        self._page = page
        self._way_out = way_out  # stands over the projected text
        self.setting = setting
        self._private = private  # what a room should not see
        self._filled = False  # by the projector

    @property
    def is_full(self) -> bool:
        return self._page.window().isFullScreen()

    def toggle_full_screen(self) -> None:
        """A window that was maximised is so again afterwards."""
        window = self._page.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_projector(self) -> None:
        on = not self.setting.projected
        if on != self.is_full and (on or self._filled):
            self.toggle_full_screen()
            self._filled = on
        self._private.setVisible(not on)
        self._way_out.setVisible(on)
        self.setting.project(on)

    def leave(self) -> bool:
        """Esc: whether there was something to leave."""
        if self.setting.projected:
            self.toggle_projector()
        elif self.is_full:
            self.toggle_full_screen()
        else:
            return False
        return True
