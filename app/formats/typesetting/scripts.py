"""Which script each character is set in (UAX #24).

A face may draw a sign differently by script (Amiri's Arabic full stop is wider than its Latin one),
so signs that belong to no script need one: that of what precedes them, at the start that of what
follows. Both of a pair of brackets or quotation marks get the same.
"""

from collections.abc import Sequence

from fontTools import unicodedata as properties

from app.formats.typesetting.bidi_classes import CLOSING_OF

_CLOSING_OF = CLOSING_OF | {"«": "»", "‹": "›", "“": "”", "‘": "’"}
_CLOSING = frozenset(_CLOSING_OF.values())
_SHARED = ("Zyyy", "Zinh", "Zzzz")  # common, inherited, unknown


def scripts_of(text: str, default: str, own: Sequence[str] | None = None) -> list[str]:
    """The ISO 15924 code that each character is shaped with; ``default`` where nothing tells.

    ``own`` are the characters' own scripts, where they are known already.
    """
    own = [own_script(character) for character in text] if own is None else own
    current = next((script for script in own if script), default)
    waiting: list[tuple[str, str]] = []  # (closing sign, script of the opening one)
    result: list[str] = []
    for character, script in zip(text, own, strict=True):
        if script:
            current = script
        elif character in _CLOSING_OF:
            waiting.append((_CLOSING_OF[character], current))
        elif character in _CLOSING:
            depth = next(
                (k for k in range(len(waiting) - 1, -1, -1) if waiting[k][0] == character), None
            )
            if depth is not None:
                current = waiting[depth][1]
                del waiting[depth:]
        result.append(current)
    return result


def own_script(character: str) -> str:
    """The script that a character belongs to by itself, "" where it is shared by several.

    Signs that Unicode names as shared by Arabic and its kin only (، ؛ ؟ ـ ٠–٩) count as Arabic.
    """
    script: str = properties.script(character)
    if script not in _SHARED:
        return script
    shared_by: set[str] = properties.script_extension(character)
    return "Arab" if script == "Zyyy" and "Arab" in shared_by else ""
