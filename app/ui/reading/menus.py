"""Menus of tags, parts and claims, made when asked for. They do nothing themselves."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.annotation import Annotation, Tag
from app.ui.context import Context
from app.ui.controls.menu import pop_up
from app.ui.reading import wording
from app.ui.reading.shelf import Shelf

_WORDS = 8  # of a claim


class Menus:
    """Each method fills a menu; ``page`` is what the menus belong to."""

    def __init__(self, context: Context, shelf: Shelf, page: QWidget) -> None:
        self._context = context
        self._shelf = shelf
        self._page = page

    def new(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def add_tags(self, menu: QMenu, give: Callable[[Tag], None]) -> None:
        """The tags for what is selected."""
        for tag in wording.TAGS:
            key = self._context.look.theme.tag(tag).key
            label = wording.tag_label(self._context.language, tag)
            action = menu.addAction(f"{label}\t{key}")
            action.triggered.connect(lambda _=False, given=tag: give(given))

    def add_parts(
        self,
        menu: QMenu,
        claim: Annotation | None,
        keep: Callable[[], None],
        add: Callable[[], None],
        take: Callable[[], None],
    ) -> None:
        """What can be done with the selection as a part: of a new claim, or of ``claim``."""
        say = self._context.language.say
        menu.addAction(f"{say('reading.keep_part')}\tP").triggered.connect(keep)
        if claim is None:
            return
        number = self._shelf.number(claim)
        for key, cap, act in (("reading.add_part", "+", add), ("reading.take_part", "−", take)):
            menu.addAction(f"{say(key, number=number)}\t{cap}").triggered.connect(act)

    def add_claims(
        self,
        menu: QMenu,
        annotation_ids: Sequence[str],
        chosen: Annotation | None,
        then: Callable[[str], None],
    ) -> None:
        """Claims to pick one of: tag, number, first words."""
        for claim in filter(None, map(self._shelf.claim, annotation_ids)):
            number = self._shelf.number(claim)
            words = wording.claim_name(self._context.language, claim, number, _WORDS)
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(claim == chosen)
            action.setChecked(claim == chosen)
            action.triggered.connect(lambda _=False, picked=claim.id: then(picked))

    def pick(
        self,
        annotation_ids: Sequence[str],
        place: QPoint,
        question: str,
        chosen: Annotation | None,
        then: Callable[[str], None],
    ) -> None:
        """Have one of several claims picked; one alone is picked already."""
        if len(annotation_ids) == 1:
            then(annotation_ids[0])
            return
        menu = self.new()
        menu.addAction(self._context.language.say(question)).setEnabled(False)
        menu.addSeparator()
        self.add_claims(menu, annotation_ids, chosen, then)
        pop_up(menu, place)
