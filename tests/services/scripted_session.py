"""A person at work, as a script: random gestures, each announced once it is on disk.

Runs in a process of its own, which the test kills without warning.
"""

from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from app.domain.annotation import Annotation, SourceType, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.domain.entity import Entity
from app.domain.errors import KnownError
from app.domain.relation import Relation, RelationType
from app.services import annotating, relating
from app.services.workspace import Workspace
from tests.conftest import article_of

KINDS: tuple[type[Entity], ...] = (Article, Annotation, Relation)


def state(workspace: Workspace) -> dict[str, Entity]:
    """All that a person sees, by id."""
    return workspace.read(
        lambda tx: {thing.id: thing for kind in KINDS for thing in tx.find(kind, order_by="id")}
    )


def act(workspace: Workspace, random: Random) -> None:
    """One random gesture, or nothing where it does not apply."""
    cards = workspace.read(lambda tx: tx.article_cards())
    if not cards:
        workspace.do(Gesture.IMPORT, lambda tx: tx.add(article_of()))
        return
    claims = workspace.read(lambda tx: tx.find(Annotation, order_by="start"))
    move = random.choice(("highlight", "highlight", "undo", "redo", "change", "link", "remove"))
    if move == "undo" and len(claims) > 0:  # the article stays
        workspace.undo()
    elif move == "redo":
        workspace.redo()
    elif move == "highlight" or not claims:
        start = random.randrange(0, 200)
        _try(
            workspace, Gesture.HIGHLIGHT, annotating.highlight, cards[0].id, "me", start,
            start + random.randrange(1, 40), random.choice(list(Tag)),
        )  # fmt: skip
    elif move == "link":
        ends = random.choice(claims).id, random.choice(claims).id
        type = random.choice(list(RelationType))
        _try(workspace, Gesture.LINK, relating.link, "me", *ends, type)
    elif move == "remove":
        workspace.do(Gesture.REMOVE_CLAIM, annotating.remove, random.choice(claims).id)
    else:
        _change(workspace, random.choice(claims).id, random)


def _change(workspace: Workspace, id: str, random: Random) -> None:
    tag, said = random.choice(list(Tag)), random.choice(list(SourceType))
    match random.randrange(6):
        case 0:
            workspace.do(Gesture.RETAG, annotating.retag, id, tag)
        case 1:
            note = "ملاحظة " * random.randrange(20)
            workspace.do(Gesture.WRITE_NOTE, annotating.write_note, id, note)
        case 2:
            workspace.do(Gesture.STAR_NOTE, annotating.star, id, random.random() < 0.5)
        case 3:
            level = random.choice((1, 2, 3, None))
            workspace.do(Gesture.SET_CONFIDENCE, annotating.set_confidence, id, level)
        case 4:
            workspace.do(Gesture.ATTRIBUTE, annotating.attribute, id, said, "سليم الحايك")
        case _:
            start = random.randrange(0, 200)
            _try(workspace, Gesture.RESIZE, annotating.resize, id, start, start + 25)


def _try(workspace: Workspace, *gesture: object) -> None:
    """What may be refused: white space alone, a link twice or with itself."""
    with suppress(KnownError):
        workspace.do(*gesture)  # type: ignore[arg-type]


def run(path: Path, seed: int, announce: Connection) -> None:
    """Work until killed. Announces the ids of the steps so far, and then what is seen."""
    random = Random(seed)
    with Workspace.open(path) as workspace:
        known = 0
        while True:
            act(workspace, random)
            steps = workspace.steps()
            if len(steps) > known:
                known = len(steps)
                announce.send(([step.id for step in steps], state(workspace)))
