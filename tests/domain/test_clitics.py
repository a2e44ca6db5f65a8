from itertools import pairwise

import pytest

from app.domain.clitics import clitic_bounds


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("المدينة", "ال مدينة"),
        ("والمدينة", "و ال مدينة"),
        ("وبالمدينة", "و ب ال مدينة"),
        ("فكالبحر", "ف ك ال بحر"),
        ("للشركة", "ل ل شركة"),
        ("وللشركة", "و ل ل شركة"),
        ("لشركة", "ل شركة"),
        ("بِالْقَلَمِ", "بِ الْ قَلَمِ"),
        ("وَقَالَ", "وَ قَالَ"),
        ("اليد", "ال يد"),
        ("ولد", "ولد"),
        ("في", "في"),
        ("كل", "كل"),
        ("OpenAI", "OpenAI"),
        ("3.5%", "3.5%"),
        ("", ""),
    ],
)
def test_particles_are_told_from_the_word(word: str, parts: str) -> None:
    bounds = [0, *clitic_bounds(word), len(word)]
    assert " ".join(word[a:b] for a, b in pairwise(bounds)) == parts
