"""Which way each character runs: the Unicode bidirectional algorithm (UAX #9).

Levels are resolved per paragraph (P2–I2), then per line (L1), and give the order of its runs (L2).
Even levels run left to right, odd ones right to left. Passes Unicode's BidiTest and
BidiCharacterTest whole. python-bidi orders text but does not tell levels, and without levels no
span can be placed; it is the oracle of the tests.
"""

from collections.abc import Mapping, Sequence

from app.formats.typesetting.bidi_classes import (
    ISOLATE_CONTROLS,
    ISOLATE_INITIATORS,
    REMOVED,
    bidi_class,
)
from app.formats.typesetting.bidi_rules import (
    implicit_level,
    resolve_brackets,
    resolve_neutral,
    resolve_weak,
)
from app.formats.typesetting.explicit_levels import explicit_levels

_RESET_AT_LINE_END = REMOVED | ISOLATE_CONTROLS | {"WS"}
_SEPARATORS = frozenset(("B", "S"))


def classes_of(text: str) -> list[str]:
    """The Bidi_Class of each character."""
    return [bidi_class(character) for character in text]


def paragraph_levels(
    text: str, base: int | None = None, classes: Sequence[str] | None = None
) -> tuple[int, list[int]]:
    """The level of one paragraph and of each of its characters.

    ``base`` is 0 or 1, None to take it from the first strong character (else 0).
    ``classes`` stand in for those of ``text``.
    """
    kinds = list(classes) if classes is not None else classes_of(text)
    present = set(kinds)
    closing_of = _matching_isolates(kinds) if present & ISOLATE_INITIATORS else {}
    if base is None:
        base = _first_strong(kinds, 0, len(kinds), closing_of) or 0
    if not present & (REMOVED | ISOLATE_CONTROLS):
        levels = [base] * len(kinds)
        side = "LR"[base & 1]
        _resolve_sequence(text, kinds, list(kinds), levels, range(len(kinds)), side, side)
        return base, levels
    directions = {
        k: _first_strong(kinds, k + 1, closing_of.get(k, len(kinds)), closing_of) or 0
        for k, kind in enumerate(kinds)
        if kind == "FSI"
    }
    levels, forced = explicit_levels(kinds, base, directions)
    for sequence, before, after in _sequences(kinds, levels, base, closing_of):
        level = levels[sequence[0]]
        sos, eos = "LR"[max(level, before) & 1], "LR"[max(level, after) & 1]
        _resolve_sequence(text, kinds, forced, levels, sequence, sos, eos)
    for k, kind in enumerate(kinds):  # X9: what was set aside goes with what precedes it
        if kind in REMOVED:
            levels[k] = levels[k - 1] if k else base
    return base, levels


def line_levels(
    levels: Sequence[int], classes: Sequence[str], base: int, start: int, end: int
) -> list[int]:
    """Levels of the line ``[start, end)`` (L1): separators and white space before them and at the
    end of the line fall back to the paragraph's level."""
    result = list(levels[start:end])
    trailing = True
    for k in range(end - start - 1, -1, -1):
        kind = classes[start + k]
        if kind in _SEPARATORS:
            trailing = True
            result[k] = base
        elif kind in _RESET_AT_LINE_END:
            if trailing:
                result[k] = base
        else:
            trailing = False
    return result


def visual_order(levels: Sequence[int]) -> list[int]:
    """Indices from left to right (L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level & 1), default=None)
    if lowest_odd is None:
        return order
    for level in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def visual_runs(levels: Sequence[int], offset: int = 0) -> list[tuple[int, int, int]]:
    """Stretches of one level, from left to right: (start, end, level), plus ``offset``."""
    runs: list[tuple[int, int, int]] = []
    start = 0
    for k in range(1, len(levels) + 1):
        if k == len(levels) or levels[k] != levels[start]:
            runs.append((start + offset, k + offset, levels[start]))
            start = k
    return [runs[k] for k in visual_order([level for _, _, level in runs])]


def _matching_isolates(kinds: Sequence[str]) -> dict[int, int]:
    """BD9: where each isolate that is closed ends; none reaches past the end of a paragraph (X8),
    though a text may hold a separator."""
    closing_of: dict[int, int] = {}
    opened: list[int] = []
    for k, kind in enumerate(kinds):
        if kind in ISOLATE_INITIATORS:
            opened.append(k)
        elif kind == "PDI" and opened:
            closing_of[opened.pop()] = k
        elif kind == "B":
            opened.clear()
    return closing_of


def _first_strong(
    kinds: Sequence[str], start: int, end: int, closing_of: Mapping[int, int]
) -> int | None:
    """P2, P3: the level of the first strong character outside isolates."""
    k = start
    while k < end:
        kind = kinds[k]
        if kind in ("L", "R", "AL"):
            return 0 if kind == "L" else 1
        k = closing_of.get(k, end) + 1 if kind in ISOLATE_INITIATORS else k + 1
    return None


def _sequences(
    kinds: Sequence[str], levels: Sequence[int], base: int, closing_of: Mapping[int, int]
) -> list[tuple[list[int], int, int]]:
    """BD13: isolating run sequences, each with the levels before and after it (X10)."""
    kept = [k for k, kind in enumerate(kinds) if kind not in REMOVED]
    place = {k: n for n, k in enumerate(kept)}
    runs: list[list[int]] = []
    for n, k in enumerate(kept):
        if n and levels[k] == levels[kept[n - 1]]:
            runs[-1].append(k)
        else:
            runs.append([k])
    run_from = {run[0]: run for run in runs}
    closing = set(closing_of.values())
    found: list[tuple[list[int], int, int]] = []
    for run in runs:
        if run[0] in closing:
            continue
        sequence = list(run)
        while sequence[-1] in closing_of:
            sequence += run_from[closing_of[sequence[-1]]]
        first, last = place[sequence[0]], place[sequence[-1]]
        before = levels[kept[first - 1]] if first else base
        open_ended = kinds[sequence[-1]] in ISOLATE_INITIATORS or last + 1 == len(kept)
        after = base if open_ended else levels[kept[last + 1]]
        found.append((sequence, before, after))
    return found


def _resolve_sequence(
    text: str,
    kinds: Sequence[str],
    forced: Sequence[str],
    levels: list[int],
    sequence: Sequence[int],
    sos: str,
    eos: str,
) -> None:
    """W1–I2 on one sequence, into ``levels``; ``forced`` are the classes after overrides."""
    if not sequence:
        return
    level = levels[sequence[0]]
    embedding = "LR"[level & 1]
    classes = [forced[k] for k in sequence]
    resolve_weak(classes, sos)
    characters = [text[k] for k in sequence]
    resolve_brackets(characters, [kinds[k] for k in sequence], classes, sos, embedding)
    resolve_neutral(classes, sos, eos, embedding)
    for k, kind in zip(sequence, classes, strict=True):
        levels[k] = implicit_level(kind, level)
