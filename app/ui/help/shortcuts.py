"""Every shortcut of the reading page and of the window around it, by the place of its key."""

from typing import NamedTuple

from app.domain.folding import fold
from app.domain.language import Language
from app.ui import keys


class Shortcut(NamedTuple):
    """``chords`` as ``keys.chord`` names them: any of them does it; ``key`` words what it does."""

    chords: tuple[str, ...]
    key: str


GROUPS: dict[str, tuple[Shortcut, ...]] = {
    "claims": (
        Shortcut(("1",), "tag_1"),
        Shortcut(("2",), "tag_2"),
        Shortcut(("3",), "tag_3"),
        Shortcut(("4", "5", "6"), "answers"),
        Shortcut(("E",), "evidence"),
        Shortcut(("R",), "resize"),
        Shortcut(("[",), "start_in_hand"),
        Shortcut(("]",), "end_in_hand"),
        Shortcut(("P",), "keep_part"),
        Shortcut(("+", "=", "Shift+=", "Shift++"), "add_part"),
        Shortcut(("-",), "take_part"),
        Shortcut(("W",), "who"),
        Shortcut(("Return",), "end_name"),
        Shortcut(("N",), "note"),
        Shortcut(("Delete",), "remove"),
        Shortcut(("Alt+Up",), "previous_claim"),
        Shortcut(("Alt+Down",), "next_claim"),
        Shortcut(("Esc",), "cancel"),
    ),
    "relations": (
        Shortcut(("L",), "link"),
        Shortcut(("J",), "jump"),
    ),
    "text": (
        Shortcut(("Shift+Left", "Shift+Right"), "select_letter"),
        Shortcut(("Ctrl+Shift+Left", "Ctrl+Shift+Right"), "select_word"),
        Shortcut(("Shift+Up", "Shift+Down"), "select_line"),
        Shortcut(("S",), "whole_words"),
        Shortcut(("Shift+F10",), "menu"),
        Shortcut(("Ctrl+F",), "find"),
        Shortcut(("F3",), "find_next"),
        Shortcut(("Shift+F3",), "find_previous"),
    ),
    "view": (
        Shortcut(("F6",), "other_side"),
        Shortcut(("Ctrl+=", "Ctrl+Shift+=", "Ctrl++", "Ctrl+Shift++"), "larger"),
        Shortcut(("Ctrl+-",), "smaller"),
        Shortcut(("Ctrl+0",), "usual_size"),
        Shortcut(("F7",), "focus_mode"),
        Shortcut(("F8",), "projector"),
        Shortcut(("F11",), "full_screen"),
    ),
    "program": (
        Shortcut(("F1",), "shortcuts"),
        Shortcut(("F2",), "guide"),
        Shortcut(("F9",), "history"),
        Shortcut(("Ctrl+Return",), "hand_in"),
        Shortcut(("Ctrl+Z",), "undo"),
        Shortcut(("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
        Shortcut(("Ctrl+1", "Ctrl+2", "Ctrl+3"), "pages"),
        Shortcut(("Tab", "Shift+Tab"), "controls"),
    ),
}
_SIGNS = {
    "Up": "↑", "Down": "↓", "Left": "←", "Right": "→",
    "Delete": "Del", "Return": "Enter", "-": "−",
}  # fmt: skip
_SHOWN = 2  # chords of one shortcut that are drawn


def caps(shortcut: Shortcut) -> list[str]:
    """The chords as key caps say them: «Ctrl F», «Del»."""
    shown = shortcut.chords if len(shortcut.chords) == 3 else shortcut.chords[:_SHOWN]
    shown = tuple(chord for chord in shown if not chord.startswith("Ctrl+Shift+="))
    return [" ".join(_SIGNS.get(part, part) for part in _parts(chord)) for chord in shown]


def arabic_letter(shortcut: Shortcut) -> str:
    """What the Arabic layout has on the key, where that is a letter; else empty."""
    last = _parts(shortcut.chords[0])[-1]
    letter = keys.ARABIC_OF.get(last, "")
    return letter if letter.isalpha() else ""


def matching(language: Language, query: str) -> dict[str, list[Shortcut]]:
    """The shortcuts whose words, key or Arabic letter are asked for; all for an empty query."""
    wanted = fold(query).split()
    found: dict[str, list[Shortcut]] = {}
    for group, shortcuts in GROUPS.items():
        title = language.say(f"shortcut.group.{group}")
        for shortcut in shortcuts:
            words = language.say(f"shortcut.{shortcut.key}")
            parts = (title, words, *caps(shortcut), *shortcut.chords, arabic_letter(shortcut))
            text = fold(" ".join(parts))
            if all(word in text for word in wanted):
                found.setdefault(group, []).append(shortcut)
    return found


def _parts(chord: str) -> list[str]:
    """«Ctrl++» is Ctrl and +."""
    if chord.endswith("++"):
        return [*chord[:-2].split("+"), "+"]
    return [chord] if chord == "+" else chord.split("+")
