import pytest

from app.domain.direction import is_right_to_left


@pytest.mark.parametrize(
    ("text", "around", "right"),
    [
        ("DeepSeek تعلن عن نموذج", True, True),
        ("DeepSeek تعلن عن نموذج جديد", False, True),
        ("BlueHarbor وThe Second Wave وOld Port تتنافس", True, True),  # names outweigh the words
        ("BlueHarbor وThe Second Wave وOld Port تتنافس", False, False),
        ("In 2025 قال he said it was fine, really", True, False),
        ("The gardener said «لا» twice", True, False),
        ("The gardener said «لا» twice", False, False),
        ("Привет, мир", True, False),
        ("深度求索", True, False),
        ("«12»", True, True),
        ("«12»", False, False),
        ("١٢ Blue Harbor", True, False),  # digits are no letters
        ("شركة Blue Harbor Ltd.", False, True),
        ("שלום", False, True),
        ("المصدر: https://example.org/gardens/oasis", False, True),
        ("(12) المصدر: https://example.org/gardens/oasis", False, True),
        ("\u200fDeepSeek V3", False, True),
        ("\u200eBlue Harbor قال نعم، ثم قال لا", False, True),
        ("", True, True),
        ("", False, False),
    ],
)
def test_a_paragraph_runs_by_its_letters_and_its_place(
    text: str, around: bool, right: bool
) -> None:
    assert is_right_to_left(text, around) is right
