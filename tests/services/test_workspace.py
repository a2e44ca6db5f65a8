"""A workspace keeps what it is told, names what it did, and takes it back."""

from app.domain.annotation import Annotation, Tag
from app.domain.article import Article
from app.domain.change import Gesture
from app.services import annotating
from app.services.workspace import Workspace


def test_what_was_done_is_there_after_reopening(workspace: Workspace, article: Article):
    claim = workspace.do(
        Gesture.HIGHLIGHT, annotating.highlight, article.id, "me", 0, 20, Tag.OPINION
    )
    workspace.close()
    with Workspace.open(workspace.path) as again:
        assert again.read(annotating.annotations_of, article.id, "me") == [claim]
        assert again.next_undo is not None
        assert again.next_undo.gesture is Gesture.HIGHLIGHT
        assert again.next_undo.detail == "opinion"
        again.undo()
        assert again.read(lambda tx: tx.find(Annotation)) == []
