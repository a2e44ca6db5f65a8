"""Bidirectional properties of characters (UAX #9, section 3.2; Unicode's BidiBrackets)."""

from collections.abc import Sequence
from unicodedata import bidirectional

# Opening and closing brackets in turn, all of Unicode's.
_PAIRS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308"
    "\u2309\u230a\u230b\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770"
    "\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec"
    "\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a\u298b\u298c\u298d"
    "\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da"
    "\u29db\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57"
    "\u2e58\u2e59\u2e5a\u2e5b\u2e5c\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010"
    "\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b\ufe59\ufe5a\ufe5b\ufe5c\ufe5d"
    "\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
CLOSING_OF = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
CLOSING = frozenset(CLOSING_OF.values())
CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # the two angle brackets with a twin

REMOVED = frozenset(("RLE", "LRE", "RLO", "LRO", "PDF", "BN"))  # set aside by rule X9
EMBEDDINGS = frozenset(("RLE", "LRE", "RLO", "LRO"))
ISOLATE_INITIATORS = frozenset(("RLI", "LRI", "FSI"))
ISOLATE_CONTROLS = ISOLATE_INITIATORS | {"PDI"}
NEUTRAL_OR_ISOLATE = frozenset(("B", "S", "WS", "ON")) | ISOLATE_CONTROLS

# Classes of code points that are not assigned yet (DerivedBidiClass.txt).
_ARABIC_BLOCKS = (
    (0x0600, 0x07BF), (0x0860, 0x08FF), (0xFB50, 0xFDCF), (0xFDF0, 0xFDFF), (0xFE70, 0xFEFF),
    (0x1EC70, 0x1ECBF), (0x1ED00, 0x1ED4F), (0x1EE00, 0x1EEFF),
)  # fmt: skip
_HEBREW_BLOCKS = (
    (0x0590, 0x05FF), (0x07C0, 0x085F), (0xFB1D, 0xFB4F), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF),
)  # fmt: skip


def bidi_class(character: str) -> str:
    """The Bidi_Class of a character, that of its block where it is not assigned."""
    return bidirectional(character) or _unassigned_class(ord(character))


def _unassigned_class(code: int) -> str:
    if _within(code, _ARABIC_BLOCKS):
        return "AL"
    if _within(code, _HEBREW_BLOCKS):
        return "R"
    if 0x20A0 <= code <= 0x20CF:
        return "ET"
    if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "BN"
    return "L"


def _within(code: int, blocks: Sequence[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in blocks)
