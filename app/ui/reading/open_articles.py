"""Which articles lie open: chosen first, remembered, put right when the workspace changes."""

from app.ui.context import Context
from app.ui.preferences import Preferences
from app.ui.reader.selectable import Place
from app.ui.reading import choices
from app.ui.reading.readers import Readers
from app.ui.reading.shelf import Shelf

_ARTICLES = "reading.articles"
_TWO = "reading.two"
_PLACES = "reading.places"
_MOST_PLACES = 200


def lay(readers: Readers, shelf: Shelf, preferences: Preferences) -> None:
    """Open what was open last time; else the first articles of the library."""
    layout = preferences.choices.layout
    readers.places.update(_read_places(layout.get(_PLACES, "")))
    known = [card.id for card in shelf.cards()]
    kept = [one for one in layout.get(_ARTICLES, "").split() if one in known]
    wanted = list(dict.fromkeys([*kept, *known]))[:2]
    readers.set_two(layout.get(_TWO, "yes") == "yes" and len(known) != 1)
    for side, article_id in enumerate(wanted[: 2 if readers.two else 1]):
        readers.open_article(article_id, side)
    readers.make_active(0)


def tidy(readers: Readers, shelf: Shelf) -> None:
    """Articles came or went: empty sides are filled, articles that are gone are put away."""
    known = [card.id for card in shelf.cards()]
    for side, column in enumerate(readers.columns):
        if column.article_id is not None and column.article_id not in known:
            readers.put_away(side)
        readers.show_again(side)
        if column.article_id is None and (side == 0 or readers.two):
            free = [one for one in known if one not in readers.article_ids()]
            if free:
                readers.open_article(free[0], side)


def remember(readers: Readers, context: Context) -> None:
    """Keep which articles are open, for next time."""
    choices.remember(context, _TWO, "yes" if readers.two else "no")
    choices.remember(context, _ARTICLES, " ".join(readers.article_ids()))


def remember_places(readers: Readers, context: Context) -> None:
    """Keep where each article was left; of very many, the latest."""
    kept = list(readers.keep_places().items())[-_MOST_PLACES:]
    words = (f"{article} {position} {round(offset)}" for article, (position, offset) in kept)
    choices.remember(context, _PLACES, ";".join(words))


def _read_places(kept: str) -> dict[str, Place]:
    """What makes no sense is left out."""
    places: dict[str, Place] = {}
    for words in kept.split(";"):
        match words.split():
            case [article, position, offset] if f"{position}{offset.lstrip('-')}".isdigit():
                places[article] = int(position), float(offset)
            case _:
                pass
    return places
