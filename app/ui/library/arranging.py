"""Which articles stand on the shelf, and in what order."""

from collections.abc import Callable, Iterable, Mapping

from app.domain.folding import fold
from app.services.shelving import Shelved
from app.ui.library import wording

# What is not stated comes last.
ORDERS: Mapping[str, Callable[[Shelved], tuple[object, ...]]] = {
    "assignment": lambda s: (s.card.position,),
    "date": lambda s: (s.card.published is None, s.card.published or "", s.card.position),
    "publisher": lambda s: (s.card.publisher is None, s.card.publisher or "", s.card.position),
    "title": lambda s: (wording.title(s.card),),
}


def matching(shelf: Iterable[Shelved], query: str, order: str) -> list[Shelved]:
    """Those whose title, opening, publisher or author hold ``query``, however it is spelt."""
    wanted = fold(query.strip())
    return sorted((s for s in shelf if wanted in _findable(s)), key=ORDERS[order])


def _findable(shelved: Shelved) -> str:
    card = shelved.card
    return fold(" ".join(filter(None, (card.title, card.opening, card.publisher, card.author))))
