"""The workspace could not be opened: what happened, and every way on."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import KnownError
from app.domain.language import Language, isolate
from app.ui.controls.file_choice import choose_file
from app.ui.controls.sign import EmptyState
from app.ui.controls.tile import Tile
from app.ui.controls.words import Words
from app.ui.loading import Wish
from app.ui.look import Look
from app.ui.telling import told

_BESIDE_A_WRITER = frozenset(
    {"workspace.locked", "workspace.unwritable", "workspace.read_only_disk"}
)
_DAMAGED = frozenset({"workspace.damaged", "workspace.damaged_no_copy"})


class Trouble(QWidget):
    """Offers only what can work for this error. ``chosen`` carries the next Wish; ``anew`` asks for
    the first run again."""

    chosen = Signal(object)
    anew = Signal()

    def __init__(
        self, look: Look, language: Language, wish: Wish, error: KnownError, copies: list[Path]
    ) -> None:
        super().__init__()
        self._look = look
        self._language = language
        self._wish = wish
        self.tiles: dict[str, Tile] = {}
        say = language.say
        reason = told(language, error)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(EmptyState(look, say("trouble.title"), reason))
        where = Words(look, isolate(str(wish.path)), "interface.caption", "text.tertiary")
        column.addWidget(where, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(24)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch(1)
        for tile in self._choices(error, copies):
            row.addWidget(tile)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(3)
        next(iter(self.tiles.values())).strong = True

    def _choices(self, error: KnownError, copies: list[Path]) -> list[Tile]:
        wish = self._wish
        if error.message in _DAMAGED and copies:
            at = datetime.fromtimestamp(copies[0].stat().st_mtime)
            restore = self._tile("restore", "undo", when=at)
            restore.pressed.connect(lambda: self.chosen.emit(Wish(wish.path, restore=True)))
        if error.message in _BESIDE_A_WRITER and wish.path.exists():
            beside = self._tile("read_only", "locked")
            beside.pressed.connect(lambda: self.chosen.emit(Wish(wish.path, read_only=True)))
        if error.message not in _DAMAGED:
            fault = error.message == "workspace.unexpected"
            again = self._tile("again", "time", "again_after_fault" if fault else "")
            again.pressed.connect(lambda: self.chosen.emit(wish))
        self._tile("other", "folder").pressed.connect(self._choose)
        self._tile("new", "add").pressed.connect(self.anew)
        return list(self.tiles.values())

    def _tile(self, name: str, icon: str, does: str = "", **values: object) -> Tile:
        say = self._language.say
        does = say(f"trouble.{does or f'{name}_does'}", **values)
        tile = self.tiles[name] = Tile(self._look, icon, say(f"trouble.{name}"), does)
        return tile

    def _choose(self) -> None:
        say = self._language.say
        start, kinds = self._wish.path.parent, say("trouble.file_kind")
        file = choose_file(self, self._language, say("trouble.other"), start, kinds)
        if file is not None:
            self.chosen.emit(Wish(file))
