"""Where there is nothing to grade or to write yet, and where to begin."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from app.ui.context import Context
from app.ui.controls.button import Button
from app.ui.controls.sign import EmptyState


def nothing_here(context: Context, missing: str, advice: str) -> EmptyState:
    """What is not here, what to do, and the way to the articles, where assignments come from."""
    made = EmptyState(context.look, missing, advice)
    go = Button(context.look, context.language.say("grading_page.to_library"), icon="library")
    go.clicked.connect(lambda: context.navigate("library"))
    column = made.layout()
    if isinstance(column, QVBoxLayout):
        column.insertStretch(0, 2)
        column.addSpacing(20)
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
    return made
