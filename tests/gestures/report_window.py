"""A real (offscreen) window on the report page, over a class of thirty in a real file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain import language as languages
from app.domain.assignment import Assignment
from app.domain.change import Gesture
from app.domain.classroom import Classroom, Student
from app.services.workspace import Workspace
from app.ui.page import Page
from app.ui.report.debate import Debate
from app.ui.report.page import ReportPage
from app.ui.report.projector import Projector
from app.ui.theme import ThemeName
from tests.conftest import article_of
from tests.formats.report.samples import KEY, STUDENTS, TEXTS, works
from tests.gestures.page_window import PageWindow

NAMES = [f"{first} {last}" for first in ("ريم", "يوسف", "شهد", "سالم", "هدى", "فهد")
         for last in ("العلي", "بنعلي", "المري", "الكعبي", "السعدي")]  # fmt: skip


def add_class(workspace: Workspace, *, key: bool = True, work: int = STUDENTS) -> Assignment:
    """The class of ``samples``: 27 of 30 handed in; ``work`` of them at most are added."""

    def build(tx) -> Assignment:
        for position, (id, text) in enumerate(TEXTS.items(), 1):
            title = text.split("\n")[0] if position == 1 else None
            tx.add(replace(article_of(text, title=title, position=position), id=id))
        room = tx.add(Classroom(name="الصف التاسع ب", school="مدرسة النخيل"))
        for position, name in enumerate(NAMES, 1):
            tx.add(
                Student(
                    id=f"s{position:02}", classroom_id=room.id, name=name, position=position
                )
            )  # fmt: skip
        for row in (*KEY.claims, *KEY.relations) if key else ():
            tx.add(row)
        for one in works()[:work]:
            ids = {claim.id for claim in one.claims}
            for claim in one.claims:
                tx.add(replace(claim, created="2026-03-04T09:00:00+00:00"))
            for relation in one.relations:
                if {relation.source_id, relation.target_id} <= ids:
                    tx.add(relation)
        return tx.add(
            Assignment(
                id="dam", name="من شرب ماء السدّ؟", article_ids=tuple(TEXTS),
                classroom_id=room.id, key_id="key" if key else None, created="2026-03-01",
            )
        )  # fmt: skip

    return workspace.do(Gesture.CREATE_ASSIGNMENT, build)


class Elsewhere(Page):
    """A page that is gone to; it keeps the place that it was asked for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.place: dict[str, str] = {}

    def title(self) -> str:
        return self.name

    def open(self, **place: str) -> None:
        self.place = place


class ReportWindow(PageWindow):
    """What a teacher sees and does."""

    def __init__(
        self,
        workspace: Workspace,
        folder: Path,
        *,
        code: languages.Code = "ar",
        theme: ThemeName = "light",
    ) -> None:
        super().__init__(workspace, folder, code=code, theme=theme)
        self.elsewhere = {name: Elsewhere(name) for name in ("assignments", "collect", "library")}
        made: list[ReportPage] = []

        def make() -> ReportPage:
            made.append(ReportPage(self.context))
            return made[-1]

        self._made = made
        makers = {name: (lambda page=page: page) for name, page in self.elsewhere.items()}
        self.frame.furnish(workspace, {"report": make, **makers})

    def open(self, **place: str) -> None:
        self.show("report", **place)

    @property
    def page(self) -> ReportPage:
        return self._made[-1]

    @property
    def projector(self) -> Projector:
        shown = self.page.projector
        assert shown is not None
        return shown

    @property
    def debate(self) -> Debate:
        return self.projector.debate

    def words(self, root: QWidget | None = None) -> Iterator[str]:
        """Everything that is written, spoken or kept in a tooltip, of all that is shown."""
        top = root or self.frame
        for widget in (top, *top.findChildren(QWidget)):
            if widget is top or widget.isVisibleTo(top):
                yield widget.toolTip()
                yield widget.accessibleName()
                yield widget.accessibleDescription()
                text = getattr(widget, "text", None)
                if callable(text):
                    yield str(text())
