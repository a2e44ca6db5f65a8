"""Rules W1–W7, N0–N2, I1 and I2 of UAX #9 on one isolating run sequence.

``classes`` are the sequence's own Bidi_Class values and are changed in place. ``sos`` and ``eos``
are the directions ("L" or "R") of what stands before and after it.
"""

from app.formats.typesetting.bidi_classes import (
    CANONICAL,
    CLOSING,
    CLOSING_OF,
    ISOLATE_CONTROLS,
    NEUTRAL_OR_ISOLATE,
)

_STRONG_RIGHT = ("R", "EN", "AN")  # what counts as R for neutrals
_BRACKETS_KEPT = 63


def resolve_weak(classes: list[str], sos: str) -> None:
    """W1–W7: marks, numbers and the signs around them."""
    kinds = set(classes)
    if "NSM" in kinds:
        _attach_marks(classes, sos)
    if "AL" in kinds or "EN" in kinds:
        _arabic_numbers(classes, sos)
    if "ES" in kinds or "CS" in kinds:
        _separators(classes)
    if "ET" in kinds:
        _terminators(classes)
    _rest_of_weak(classes, sos)


def _attach_marks(classes: list[str], sos: str) -> None:  # W1
    previous = sos
    for k, kind in enumerate(classes):
        if kind == "NSM":
            classes[k] = "ON" if previous in ISOLATE_CONTROLS else previous
        previous = classes[k]


def _arabic_numbers(classes: list[str], sos: str) -> None:  # W2, W3
    strong = sos
    for k, kind in enumerate(classes):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            classes[k] = "AN"
    for k, kind in enumerate(classes):
        if kind == "AL":
            classes[k] = "R"


def _separators(classes: list[str]) -> None:  # W4
    for k in range(1, len(classes) - 1):
        kind, before, after = classes[k], classes[k - 1], classes[k + 1]
        if before != after:
            continue
        if (kind in ("ES", "CS") and before == "EN") or (kind == "CS" and before == "AN"):
            classes[k] = before


def _terminators(classes: list[str]) -> None:  # W5
    start = 0
    while start < len(classes):
        if classes[start] != "ET":
            start += 1
            continue
        end = start
        while end < len(classes) and classes[end] == "ET":
            end += 1
        if "EN" in (classes[start - 1] if start else "", *classes[end : end + 1]):
            classes[start:end] = ["EN"] * (end - start)
        start = end


def _rest_of_weak(classes: list[str], sos: str) -> None:  # W6, W7
    strong = sos
    for k, kind in enumerate(classes):
        if kind in ("ES", "ET", "CS"):
            classes[k] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            classes[k] = "L"


def resolve_brackets(
    characters: list[str], originals: list[str], classes: list[str], sos: str, embedding: str
) -> None:
    """N0: both brackets of a pair get one direction; ``originals`` are the classes before W1."""
    for opening, closing in _bracket_pairs(characters, classes):
        direction = _pair_direction(classes, opening, closing, sos, embedding)
        if direction is None:
            continue
        for k in (opening, closing):
            classes[k] = direction
            k += 1
            while k < len(classes) and originals[k] == "NSM":
                classes[k] = direction
                k += 1


def _bracket_pairs(characters: list[str], classes: list[str]) -> list[tuple[int, int]]:
    """BD16: pairs of positions, in the order of their opening brackets."""
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for k, character in enumerate(characters):
        if classes[k] != "ON":
            continue
        if character in CLOSING_OF:
            if len(waiting) == _BRACKETS_KEPT:
                return []
            closing = CLOSING_OF[character]
            waiting.append((CANONICAL.get(closing, closing), k))
        elif character in CLOSING:
            wanted = CANONICAL.get(character, character)
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == wanted:
                    pairs.append((waiting[depth][1], k))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _pair_direction(
    classes: list[str], opening: int, closing: int, sos: str, embedding: str
) -> str | None:
    within = {_direction(kind) for kind in classes[opening + 1 : closing]}
    if embedding in within:
        return embedding
    if within == {None} or not within:
        return None
    for kind in reversed(classes[:opening]):
        before = _direction(kind)
        if before:
            return before
    return sos


def _direction(kind: str) -> str | None:
    return "R" if kind in _STRONG_RIGHT else "L" if kind == "L" else None


def resolve_neutral(classes: list[str], sos: str, eos: str, embedding: str) -> None:
    """N1, N2: neutrals between two of one direction take it, the rest the embedding's."""
    start, count = 0, len(classes)
    while start < count:
        if classes[start] not in NEUTRAL_OR_ISOLATE:
            start += 1
            continue
        end = start
        while end < count and classes[end] in NEUTRAL_OR_ISOLATE:
            end += 1
        before = (_direction(classes[start - 1]) or "L") if start else sos
        after = (_direction(classes[end]) or "L") if end < count else eos
        classes[start:end] = [before if before == after else embedding] * (end - start)
        start = end


def implicit_level(kind: str, level: int) -> int:
    """I1, I2: the level that a resolved class takes in a run of ``level``."""
    if level & 1:
        return level if kind == "R" else level + 1
    return level if kind == "L" else level + 1 if kind == "R" else level + 2
