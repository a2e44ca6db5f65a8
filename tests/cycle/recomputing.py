"""Grades once more, from the files alone: JSON-LD and texts, by the rules as the design tells them.

Shares no code with ``app``: words are found by a walk over the text, pairs by trying them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any

Json = dict[str, Any]
NEAR = [
    {"named_person", "named_org"}, {"document", "named_org"}, {"anonymous", "none"},
]  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A claim as a file has it; ``words`` are (sha256 of the text, index of the word)."""

    id: str
    created: str
    words: frozenset[tuple[str, int]]
    core: frozenset[tuple[str, int]] | None
    tag: str
    acceptable: Mapping[str, float]
    source: str | None
    note: str
    starred: bool
    scored: bool


@dataclass(frozen=True)
class Link:
    id: str
    created: str
    type: str
    ends: tuple[str, str]
    acceptable: Mapping[str, float]


def words_touched(text: str, start: int, end: int) -> list[int]:
    """Indices of the words of ``text`` with a character in ``[start, end)``."""
    touched: list[int] = []
    index, inside = -1, False
    for place, character in enumerate(text):
        if character.isspace():
            inside = False
            continue
        if not inside:
            index, inside = index + 1, True
        if start <= place < end and index not in touched[-1:]:
            touched.append(index)
    return touched


def read(document: Json, texts: Mapping[str, str]) -> tuple[list[Mark], list[Link]]:
    """What a JSON-LD document says of the texts (by SHA-256)."""
    marks: list[Mark] = []
    links: list[Link] = []
    for item in document["items"]:
        bodies = {body["purpose"]: body["value"] for body in item["body"]}
        if item["motivation"] == "linking":
            ends = tuple(item["target"])
            links.append(Link(item["id"], item.get("created", ""), bodies["classifying"],
                              (ends[0], ends[1]), item.get("bayyina:acceptable", {})))  # fmt: skip
            continue
        target = item["target"]
        targets = target if isinstance(target, list) else [target]
        sha256 = targets[0]["source"].removeprefix("urn:sha256:")
        words = [_words(one["selector"], sha256, texts) for one in targets]
        core = item.get("bayyina:core")
        said = item.get("bayyina:attribution")
        marks.append(
            Mark(
                id=item["id"],
                created=item.get("created", ""),
                words=frozenset().union(*words),
                core=_words(core, sha256, texts) if core else None,
                tag=bodies["tagging"],
                acceptable=item.get("bayyina:acceptable", {}),
                source=said["sourceType"] if said else None,
                note=bodies.get("commenting", ""),
                starred=bool(item.get("bayyina:starred")),
                scored=item.get("bayyina:scored", True),
            )
        )
    return marks, links


def _words(
    selectors: list[Json], sha256: str, texts: Mapping[str, str]
) -> frozenset[tuple[str, int]]:
    [place] = [one for one in selectors if one["type"] == "TextPositionSelector"]
    touched = words_touched(texts[sha256], place["start"], place["end"])
    return frozenset((sha256, index) for index in touched)


def found(key: Mark, mark: Mark) -> int:
    shared = len(key.words & mark.words)
    f1 = Fraction(2 * shared, len(key.words) + len(mark.words))
    if key.core is None:
        return 4 if f1 >= Fraction(6, 10) else 2 if f1 >= Fraction(3, 10) else 0
    if key.core <= mark.words:
        return 4 if len(mark.words) <= 2 * len(key.words) else 2
    return 2 if f1 >= Fraction(3, 10) else 0


def pair(keys: list[Mark], marks: list[Mark]) -> dict[str, Mark]:
    """One to one with the greatest total overlap, by trying everything; earlier marks win ties."""
    order = sorted(marks, key=lambda mark: (mark.created, mark.id))
    choices = [
        [place for place, mark in enumerate(order) if key.words & mark.words and found(key, mark)]
        for key in keys
    ]

    def overlap(row: int, place: int) -> Fraction:
        shared = len(keys[row].words & order[place].words)
        return Fraction(2 * shared, len(keys[row].words) + len(order[place].words))

    pairs: dict[str, Mark] = {}
    for rows in _separate(choices):

        @cache
        def best(at: int, taken: frozenset[int], rows: tuple[int, ...] = tuple(rows)) -> Any:
            if at == len(rows):
                return Fraction(0), 0, ()
            total, lateness, chosen = best(at + 1, taken)
            options = [(total, lateness, chosen)]
            for place in choices[rows[at]]:
                if place not in taken:
                    total, lateness, chosen = best(at + 1, taken | {place})
                    gain = overlap(rows[at], place)
                    options.append((total + gain, lateness - place, ((rows[at], place), *chosen)))
            return max(options)

        for row, place in best(0, frozenset())[2]:
            pairs[keys[row].id] = order[place]
    return pairs


def _separate(choices: list[list[int]]) -> list[list[int]]:
    """Rows that compete for no mark apart from each other."""
    groups: list[tuple[list[int], set[int]]] = []
    for row, places in enumerate(choices):
        mine: tuple[list[int], set[int]] = ([row], set(places))
        rest: list[tuple[list[int], set[int]]] = []
        for group in groups:
            if group[1] & mine[1]:
                mine = (group[0] + mine[0], group[1] | mine[1])
            else:
                rest.append(group)
        groups = [*rest, mine]
    return [sorted(rows) for rows, places in groups if places]


@dataclass(frozen=True)
class Graded:
    """Points by key id: claims (found, tagged, source), relations; and the percentage."""

    claims: dict[str, tuple[float, float, float]]
    relations: dict[str, float]
    total: float


def grade(
    key: tuple[list[Mark], list[Link]],
    work: tuple[list[Mark], list[Link]],
    levels: Mapping[str, int],
    notes_asked: int,
    weights: tuple[float, float, float] = (60, 20, 20),
) -> Graded:
    """``levels``: the rubric level given to each starred note, by id; others wait."""
    (keys, key_links), (marks, links) = key, work
    pairs = pair(keys, marks)
    claims: dict[str, tuple[float, float, float]] = {}
    scored = [one for one in keys if one.scored]
    for one in scored:
        mark = pairs.get(one.id)
        claims[one.id] = (0, 0, 0) if mark is None else _claim_points(one, mark)
    extra = len(marks) - len({mark.id for mark in pairs.values()})
    possible = 10 * len(scored)
    penalty = min(Fraction(max(0, extra - ceil(len(scored) / 4))), Fraction(possible, 10))
    earned = max(Fraction(0), Fraction(sum(map(sum, claims.values()))) - penalty)
    relations = _relations(key_links, links, {mark.id: id for id, mark in pairs.items()})
    notes = sorted((
        (0, 4, 7, 10)[levels[mark.id]] for mark in marks
        if mark.starred and mark.note.strip() and mark.id in levels
    ), reverse=True)  # fmt: skip
    waiting = any(m.starred and m.note.strip() and m.id not in levels for m in marks)
    if notes_asked:
        notes = notes[:notes_asked]
    counted = notes_asked if notes_asked and not waiting else len(notes)
    parts = [
        (weights[0], earned, possible),
        (weights[1], Fraction(sum(relations.values())), 8 * len(key_links)),
        (weights[2], Fraction(sum(notes)), 10 * counted),
    ]
    parts = [part for part in parts if part[2]]
    whole = sum(Fraction(part[0]) for part in parts)
    total = sum((100 * Fraction(w) * e / p / whole for w, e, p in parts), Fraction(0))
    return Graded(claims, relations, float(total))


def _claim_points(key: Mark, mark: Mark) -> tuple[float, float, float]:
    tagged = 4 if mark.tag == key.tag else 4 * key.acceptable.get(mark.tag, 0)
    wanted, given = key.source or "none", mark.source
    source = 0
    if given is not None:
        source = 2 if given == wanted else 1 if {given, wanted} in NEAR else 0
    return found(key, mark), tagged, source


def _relations(keys: list[Link], links: list[Link], stands: Mapping[str, str]) -> dict[str, float]:
    """Points of each key relation. Between two claims people draw one or two: all are tried."""
    order = sorted(links, key=lambda link: (link.created, link.id))
    drawn = [(stands.get(link.ends[0]), stands.get(link.ends[1]), link.type) for link in order]
    points: dict[str, float] = {}
    taken: set[int] = set()
    for key in keys:
        best, at = 0.0, None
        for place, (source, target, type) in enumerate(drawn):
            if place in taken or None in (source, target) or {source, target} != set(key.ends):
                continue
            share = 1.0 if type == key.type else key.acceptable.get(type, 0.0)
            directed = {"supports", "qualifies"}
            if source != key.ends[0] and {type, key.type} <= directed:
                share /= 2
            if 4 + 4 * share > best:
                best, at = 4 + 4 * share, place
        if at is not None:
            taken.add(at)
        points[key.id] = best
    return points
