"""The log alone tells how a reading grew."""

from random import Random

import pytest

from app.domain.annotation import Annotation, Tag
from app.domain.change import Gesture
from app.domain.relation import Relation, RelationType
from app.domain.story import as_of
from app.services import annotating, relating, replaying
from app.services.workspace import Workspace
from tests.services.scripted_session import act


def present(workspace: Workspace, author: str = "me") -> tuple[set[Annotation], set[Relation]]:
    return workspace.read(
        lambda tx: (
            set(tx.find(Annotation, author_id=author)), set(tx.find(Relation, author_id=author)),
        )
    )  # fmt: skip


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_moment_is_what_was_there_then(workspace, seed):
    random = Random(seed)
    seen = [present(workspace)]
    for _ in range(80):
        act(workspace, random)
        now = present(workspace)
        if now != seen[-1]:
            seen.append(now)
    moments = workspace.read(replaying.story, "me")
    assert len(moments) == len(seen) - 1 > 20
    for count, (claims, relations) in enumerate(seen):
        page = as_of(moments[:count])
        assert (set(page.claims), set(page.relations)) == (claims, relations)


def test_only_one_author_is_told_of(workspace, article):
    for author in ("me", "key"):
        workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article.id, author, 0, 20, Tag.SOURCED
        )
    (moment,) = workspace.read(replaying.story, "key")
    (claim,) = as_of([moment]).claims
    assert (claim.author_id, moment.step.name.detail) == ("key", "sourced")


def test_taking_back_is_a_moment_too(workspace, article):
    first, second = (
        workspace.do(
            Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", at, at + 9, Tag.OPINION
        )
        for at in (0, 30)
    )
    workspace.do(Gesture.LINK, relating.link, "me", first.id, second.id, RelationType.REPEATS)
    workspace.undo()
    moments = workspace.read(replaying.story, "me")
    assert [moment.step.kind for moment in moments] == ["do", "do", "do", "undo"]
    assert len(as_of(moments[:3]).relations) == 1
    assert as_of(moments).relations == []
