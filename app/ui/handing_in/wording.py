"""What is left to do, and a receipt, in words."""

from datetime import datetime

from app.domain import receipt
from app.domain.language import Language
from app.domain.submission import Submission
from app.services.shelving import Goal
from app.services.tracking import Standing


def left(language: Language, standing: Standing) -> str:
    """«بقي: ادعاء واحد وملاحظتان · ادعاءان بلا جواب: من قال؟ · لا صلات بعد»; that all is done where
    all is. Empty for an empty work of which nobody said how much is asked."""
    say, count = language.say, language.count
    if standing.is_complete:
        return say("handing_in.complete")
    parts: list[str] = []
    goals = [count(f"opening.asks_{goal.name}", _missing(goal)) for goal in standing.left]
    if goals:
        joint = " و" if language.code == "ar" else ", "
        parts.append(say("handing_in.left", what=joint.join(goals)))
    if standing.unanswered:
        claims = count("handing_in.unanswered", standing.unanswered)
        parts.append(claims if goals else say("handing_in.remain", what=claims))
    parts += [say(f"handing_in.no_{name}") for name in standing.bare]
    return " · ".join(parts)


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
