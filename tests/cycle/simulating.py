"""Thirty students who do not exist: their work by a seeded chance, as files of their own."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Json = dict[str, Any]
_TAGS = ("sourced", "unverified", "opinion")
_SOURCES = ("named_person", "named_org", "document", "media_secondary", "anonymous", "none")
_TYPES = ("repeats", "supports", "contradicts", "qualifies", "same_origin")
_NOTES = (
    "لا يقول النص من أين جاء الرقم، ولا يذكر وثيقة.",
    "القائل طرف في الخبر، فله مصلحة فيه.",
    "رأي يُقدَّم كأنه خبر.",
    "هذا الرقم نقلٌ عن صحيفة أخرى، لا عن الشركة نفسها.",
)


@dataclass(frozen=True)
class Pupil:
    """``skill`` is how often something is done as the key has it, 0 to 1."""

    id: str
    name: str
    skill: float
    document: Json


def classroom(key: Json, texts: Mapping[str, str], count: int, seed: int) -> list[Pupil]:
    """``count`` pupils; the first does all as the key has it, the last marks nothing at all."""
    pupils: list[Pupil] = []
    for number in range(1, count + 1):
        chance = random.Random(f"{seed}:{number}")
        skill = 1.0 if number == 1 else 0.0 if number == count else chance.uniform(0.2, 0.95)
        document = _work(key, texts, chance, skill, empty=number == count)
        pupils.append(Pupil(f"c{number:02}", f"طالب {number}", skill, document))
    return pupils


def _work(
    key: Json, texts: Mapping[str, str], chance: random.Random, skill: float, *, empty: bool
) -> Json:
    items: list[Json] = []
    made: dict[str, str] = {}
    claims = [item for item in key["items"] if item["motivation"] == "tagging"]
    links = [item for item in key["items"] if item["motivation"] == "linking"]
    for item in [] if empty else claims:
        if chance.random() <= max(skill, 0.3):
            mark = _mark(item, texts, chance, skill, len(items))
            made[item["id"]] = mark["id"]
            items.append(mark)
    if not empty and skill < 1:
        items += [_extra(claims, texts, chance, len(items) + n) for n in range(chance.randrange(6))]
    for item in links:
        source, target = (made.get(end) for end in item["target"])
        if source and target and chance.random() <= skill:
            right = chance.random() <= skill
            type = item["body"][0]["value"] if right else chance.choice(_TYPES)
            ends = [source, target] if right or chance.random() < 0.5 else [target, source]
            items.append({
                "id": _id(chance), "type": "Annotation", "motivation": "linking",
                "created": _time(len(items)),
                "body": [{"type": "TextualBody", "purpose": "classifying", "value": type}],
                "target": ends,
            })  # fmt: skip
    return {
        "@context": ["http://www.w3.org/ns/anno.jsonld",
                     {"bayyina": "https://bayyina.example/ns#"}],
        "type": "AnnotationCollection",
        "items": items,
    }  # fmt: skip


def _mark(
    item: Json, texts: Mapping[str, str], chance: random.Random, skill: float, number: int
) -> Json:
    """A mark of a key claim: exact, wider, clipped; tag and source right, or not."""
    target = item["target"]
    sha256 = target["source"].removeprefix("urn:sha256:")
    text = texts[sha256]
    start, end = _place(target["selector"])
    if chance.random() > skill:
        move = chance.randrange(4)
        if move == 0:
            end = _next_word(text, end, chance.randrange(1, 30))
        elif move == 1:
            start = _next_word(text, start, chance.randrange(1, 4), before=end)
        elif move == 2:
            end = max(_previous_word(text, end, chance.randrange(1, 5)), start + 1)
        else:
            start, end = start, min(end, _next_word(text, start, 1, before=end))
    right = {"tag": item["body"][0]["value"],
             "source": item.get("bayyina:attribution", {}).get("sourceType", "none")}  # fmt: skip
    tag = right["tag"] if chance.random() <= skill else chance.choice(_TAGS)
    source = right["source"] if chance.random() <= skill else chance.choice((*_SOURCES, None))
    noted = number % 5 == 0
    return _annotation(text, sha256, start, end, tag, source, chance, number, noted=noted)


def _extra(
    claims: list[Json], texts: Mapping[str, str], chance: random.Random, number: int
) -> Json:
    """A mark anywhere."""
    sha256 = chance.choice(claims)["target"]["source"].removeprefix("urn:sha256:")
    text = texts[sha256]
    start = _next_word(text, chance.randrange(len(text) // 2), 1)
    end = _next_word(text, start, chance.randrange(3, 12))
    tag, source = chance.choice(_TAGS), chance.choice(_SOURCES)
    return _annotation(text, sha256, start, end, tag, source, chance, number, noted=False)


def _annotation(
    text: str, sha256: str, start: int, end: int, tag: str, source: str | None,
    chance: random.Random, number: int, *, noted: bool,
) -> Json:  # fmt: skip
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    item: Json = {
        "id": _id(chance), "type": "Annotation", "motivation": "tagging", "created": _time(number),
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": tag}],
        "target": {
            "source": f"urn:sha256:{sha256}",
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {"type": "TextQuoteSelector", "exact": text[start:end],
                 "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]},
            ],
        },
        "bayyina:confidence": chance.randrange(1, 4),
    }  # fmt: skip
    if source is not None:
        item["bayyina:attribution"] = {"sourceType": source}
    if noted:
        note = chance.choice(_NOTES)
        item["body"].append({"type": "TextualBody", "purpose": "commenting", "value": note})
        item["bayyina:starred"] = True
    return item


def _place(selectors: list[Json]) -> tuple[int, int]:
    [place] = [one for one in selectors if one["type"] == "TextPositionSelector"]
    return place["start"], place["end"]


def _next_word(text: str, place: int, words: int, before: int | None = None) -> int:
    """The start of the ``words``-th word after ``place``, but before ``before``."""
    last = place
    for _ in range(words):
        while place < len(text) and not text[place].isspace():
            place += 1
        while place < len(text) and text[place].isspace():
            place += 1
        if place >= (len(text) if before is None else before):
            return last
        last = place
    return place


def _previous_word(text: str, place: int, words: int) -> int:
    """The end of the ``words``-th word before ``place``."""
    for _ in range(words):
        while place > 1 and not text[place - 1].isspace():
            place -= 1
        while place > 1 and text[place - 1].isspace():
            place -= 1
    return place


def _id(chance: random.Random) -> str:
    return f"urn:uuid:{UUID(int=chance.getrandbits(128), version=4)}"


def _time(number: int) -> str:
    return f"2026-03-02T08:{number // 60:02}:{number % 60:02}Z"
