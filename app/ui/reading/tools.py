"""The reading page's tools in the header: find, look of the text, two readers, history, help."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.menu import pop_up
from app.ui.reading.comfort import Comfort
from app.ui.reading.text_menu import text_menu


class Tools:
    """Six buttons; the page listens to all but ``text``, which opens its menu, and ``words``."""

    def __init__(self, context: Context, comfort: Comfort) -> None:
        self._context = context
        self._comfort = comfort
        say, look = context.language.say, context.look
        self.find = Button(look, kind="flat", icon="search", name=f"{say('reading.find')} (Ctrl F)")
        self.find.setCheckable(True)
        self.text = Button(
            look, kind="flat", icon="type_size", name=say("reading.text_look"), menu=True
        )
        words = f"{say('reading.switch.snap')} (S)"
        self.words = Button(look, kind="flat", icon="whole_words", name=words)
        self.words.setCheckable(True)
        self.words.clicked.connect(lambda: comfort.setting.toggle("snap"))
        comfort.setting.switched.connect(self._show_words)
        self._show_words()
        self.two = Button(look, kind="flat", icon="two_readers", name=say("reading.two_readers"))
        self.two.setCheckable(True)
        self.text.clicked.connect(self._open_text_menu)
        history, help_ = f"{say('history.title')} (F9)", f"{say('help.title')} (F1)"
        self.history = Button(look, kind="flat", icon="time", name=history)
        self.history.setCheckable(True)
        self.help = Button(look, kind="flat", icon="help", name=help_)
        self.help.setCheckable(True)
        self.buttons: tuple[QWidget, ...] = (
            self.find, self.text, self.words, self.two, self.history, self.help,
        )  # fmt: skip

    def show_two(self, two: bool) -> None:
        self.two.setChecked(two)

    def _show_words(self, _switch: str = "") -> None:
        self.words.setChecked(self._comfort.setting.is_on("snap"))

    def _open_text_menu(self) -> None:
        context = self._context
        menu = text_menu(context, self._comfort, self.text)
        x = 0 if context.look.right_to_left else self.text.width() - menu.sizeHint().width()
        pop_up(menu, self.text.mapToGlobal(QPoint(x, self.text.height() + 4)))
