"""What is left, in words."""

import pytest

from app.domain.assignment import Assignment
from app.domain.language import CODES, Code, load
from app.domain.submission import Sitting
from app.services.shelving import Goal, GoalName
from app.services.tracking import Standing
from app.ui.handing_in import wording

CLAIMS, RELATIONS, NOTES = GoalName.CLAIMS, GoalName.RELATIONS, GoalName.NOTES


def standing(*goals: Goal, unanswered: int = 0) -> Standing:
    sitting = Sitting(assignment_id="a", student_ids=("s01",), started="2026-01-01")
    assignment = Assignment(id="a", name="واجب", article_ids=("x",))
    return Standing(assignment, sitting, "", goals, (), changed=False, unanswered=unanswered)


@pytest.mark.parametrize(
    ("goals", "unanswered", "words"),
    [
        ((Goal(CLAIMS, 3, 3),), 0, "اكتمل المطلوب."),
        ((Goal(CLAIMS, 3, None),), 2, "بقي ادعاءان بلا جواب: من قال؟"),
        ((Goal(CLAIMS, 3, 3),), 1, "بقي ادعاء واحد بلا جواب: من قال؟"),
        (
            (Goal(CLAIMS, 3, None), Goal(RELATIONS, 0, None), Goal(NOTES, 0, None)),
            3,
            "بقي ٣ ادعاءات بلا جواب: من قال؟ · لا صلات بعد · لا ملاحظة للتقدير",
        ),
        (
            (Goal(CLAIMS, 11, 12), Goal(RELATIONS, 0, 1), Goal(NOTES, 0, None)),
            11,
            "بقي: ادعاء واحد وصلة واحدة · ١١ ادعاءً بلا جواب: من قال؟ · لا ملاحظة للتقدير",
        ),
        ((Goal(CLAIMS, 0, 2), Goal(RELATIONS, 0, None)), 0, "بقي: ادعاءان"),
        ((Goal(CLAIMS, 0, None), Goal(RELATIONS, 0, None)), 0, ""),
    ],
)
def test_what_is_left(goals: tuple[Goal, ...], unanswered: int, words: str) -> None:
    assert wording.left(load("ar"), standing(*goals, unanswered=unanswered)) == words


@pytest.mark.parametrize("code", CODES)
def test_every_language_counts_the_unanswered(code: Code) -> None:
    language = load(code)
    bare = (Goal(CLAIMS, 9, None), Goal(RELATIONS, 0, None), Goal(NOTES, 0, None))
    said = {n: wording.left(language, standing(*bare, unanswered=n)) for n in (1, 2, 5)}
    assert len(set(said.values())) == 3
    for name in ("no_relations", "no_notes"):
        assert all(language.say(f"handing_in.{name}") in words for words in said.values())
