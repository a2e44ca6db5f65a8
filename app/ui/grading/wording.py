"""Sentences about the work on the desk and the class around it."""

from datetime import datetime

from app.domain import receipt
from app.domain.language import Language, isolate
from app.ui.grading.desk import Desk


def how_far(desk: Desk, language: Language) -> str:
    """The class, how many grades were approved, how many have not handed in, how many grades
    want another look."""
    if desk.problem is not None or not desk.students:
        return ""
    progress = desk.progress
    parts = [
        isolate(desk.classroom) if desk.classroom else "",
        language.say("grading_page.graded", done=len(progress.graded), total=len(desk.students)),
    ]
    if desk.missing:
        parts.append(language.count("grading_page.not_handed_in", desk.missing))
    if progress.flagged:
        parts.append(language.say("grading_page.to_review", n=len(progress.flagged)))
    return " · ".join(part for part in parts if part)


def hand_in(desk: Desk, language: Language) -> str:
    """Which attempt is being graded, when it was handed in, and its receipt; empty for none."""
    came = desk.attempts.get(desk.student.id, ()) if desk.student else ()
    if not came:
        return ""
    last = came[-1]
    return language.say(
        "grading_page.hand_in",
        attempt=len(came),
        of=len(came),
        at=datetime.fromisoformat(last.handed_in).astimezone(),
        receipt=isolate(receipt.shown(last.receipt)),
    )


def approval(desk: Desk, language: Language) -> str:
    """At what the grade on the desk was approved; empty where it was not."""
    if desk.approved is None:
        return ""
    percent = round(desk.approved, 1)
    return language.say("grading_page.approved_at", percent=percent, hundred=100)
