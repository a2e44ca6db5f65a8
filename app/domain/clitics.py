"""The small words that Arabic writes together with the next one: و ف، ب ك ل، ال."""

import re

_MARKS = "[\u0640\u064b-\u065f\u0670]*"
_PARTICLES = re.compile(
    f"(?P<and>[وف]{_MARKS})?(?P<by>[بكل]{_MARKS})?(?P<the>[اٱ]{_MARKS}ل{_MARKS}|(?<=ل)ل{_MARKS})?"
)
_LETTER = re.compile("[^\\W\\d_]")
_SHORTEST = 3  # letters that are left when a particle of one letter is taken off
_SHORTEST_NOUN = 2  # … when the article is


def clitic_bounds(word: str) -> list[int]:
    """Where the particles at the front of a word end, in code points from its start.

    By letters alone, without a dictionary: «وزير» is cut like «وكتب», and a word that would keep
    less than three letters is not.
    """
    found = _PARTICLES.match(word)
    if found is None:
        return []
    letters = len(_LETTER.findall(word))
    bounds: list[int] = []
    for name in ("and", "by", "the"):
        part = found[name]
        if part is None:
            continue
        end = found.end(name)
        left = letters - len(_LETTER.findall(word[:end]))
        if left < (_SHORTEST_NOUN if name == "the" else _SHORTEST):
            break
        bounds.append(end)
    return bounds
