"""The reading page's tools in the header: find, the look of the text, two readers."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.reading.setting import ReadingSetting
from app.ui.reading.text_menu import text_menu


class Tools:
    """Three buttons; the page listens to ``find`` and ``two``."""

    def __init__(self, context: Context, setting: ReadingSetting) -> None:
        self._context = context
        self._setting = setting
        say, look = context.language.say, context.look
        self.find = Button(look, kind="flat", icon="search", name=f"{say('reading.find')} (Ctrl F)")
        self.find.setCheckable(True)
        self.text = Button(look, kind="flat", icon="type_size", name=say("reading.text_look"))
        self.two = Button(look, kind="flat", icon="two_readers", name=say("reading.two_readers"))
        self.two.setCheckable(True)
        self.text.clicked.connect(self._open_text_menu)
        self.buttons: tuple[QWidget, ...] = (self.find, self.text, self.two)

    def show_two(self, two: bool) -> None:
        self.two.setChecked(two)

    def _open_text_menu(self) -> None:
        context = self._context
        menu = text_menu(context, self._setting.zoom, self.text)
        x = 0 if context.look.right_to_left else self.text.width() - menu.sizeHint().width()
        menu.popup(self.text.mapToGlobal(QPoint(x, self.text.height() + 4)))
