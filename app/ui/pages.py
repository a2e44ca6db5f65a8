"""The pages that exist, by name. Their modules are imported by the loading thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from app.ui.context import Context
from app.ui.frame.frame import Maker
from app.ui.page import Page


def classes() -> dict[str, Callable[[Context], Page]]:
    """The class of each page by its name in ``navigate``. The first call imports them: slow."""
    from app.ui.assignments.page import AssignmentsPage
    from app.ui.collect.page import CollectPage
    from app.ui.feedback.page import FeedbackPage
    from app.ui.gradebook.page import GradebookPage
    from app.ui.grading.page import GradingPage
    from app.ui.handing_in.page import HandingInPage
    from app.ui.library.import_page import ImportPage
    from app.ui.library.page import LibraryPage
    from app.ui.reading.page import ReadingPage
    from app.ui.report.page import ReportPage
    from app.ui.settings.page import SettingsPage
    from app.ui.source_card.page import SourceCardPage
    from app.ui.worksheet.page import WorksheetPage

    return {
        "library": LibraryPage,
        "import": ImportPage,
        "source_card": SourceCardPage,
        "reading": ReadingPage,
        "handing_in": HandingInPage,
        "feedback": FeedbackPage,
        "worksheet": WorksheetPage,
        "assignments": AssignmentsPage,
        "collect": CollectPage,
        "grading": GradingPage,
        "gradebook": GradebookPage,
        "report": ReportPage,
        "settings": SettingsPage,
    }


def makers(context: Context) -> dict[str, Maker]:
    """How each page is made in this context."""
    return {name: partial(page, context) for name, page in classes().items()}
