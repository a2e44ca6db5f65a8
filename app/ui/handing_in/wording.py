"""What is left to do, and a receipt, in words."""

from collections.abc import Sequence
from datetime import datetime

from app.domain import receipt
from app.domain.language import Language
from app.domain.submission import Submission
from app.services.shelving import Goal


def left(language: Language, goals: Sequence[Goal]) -> str:
    """«بقي: ادعاء واحد وملاحظتان»; that all is done where nothing is."""
    parts = [language.count(f"opening.asks_{goal.name}", _missing(goal)) for goal in goals]
    if not parts:
        return language.say("handing_in.complete")
    joint = " و" if language.code == "ar" else ", "
    return language.say("handing_in.left", what=joint.join(parts))


def _missing(goal: Goal) -> int:
    return (goal.asked or 0) - goal.done


def time_of(language: Language, submission: Submission) -> str:
    """When it was handed in: the time alone where that was today."""
    at = datetime.fromisoformat(submission.handed_in).astimezone()
    today = datetime.now().astimezone().date()
    return language.time(at) if at.date() == today else language.moment(at)


def code_of(submission: Submission) -> str:
    """``K7QM-3XPD``."""
    return receipt.shown(submission.receipt)
