"""Where a line may end, by the rules of UAX #14 (Unicode 15.0, figures by its section 8.2).

Tailored in four places, each for what newspapers write:

- Quotation marks that open hold to what follows even over white space, those that close to what
  comes before («نعم», « نعم »), others to neither: LB15a and LB15b of Unicode 15.1 for LB15.
- A number may begin with its separator after a space (« .5»): LB15c of Unicode 16.
- In an address (``://``) a line may end between a hyphen and a figure, as browsers do.
- A dash at which figures meet (20–24) holds them together.
"""

from collections.abc import Sequence
from unicodedata import category

from app.formats.typesetting.line_classes import line_classes

_ENDS = frozenset(("BK", "CR", "LF", "NL"))
_APART = _ENDS | {"SP", "ZW"}  # LB9: marks do not join these
_LETTERS = frozenset(("AL", "HL"))
_WORD = frozenset(("AL", "HL", "NU"))
_PICTURES = frozenset(("ID", "ID_", "EB", "EM"))
_HANGUL = frozenset(("JL", "JV", "JT", "H2", "H3"))
_CLOSING = frozenset(("CL", "CP", "CP_"))
_NEVER_FIRST = _CLOSING | {"EX", "IS", "SY"}  # LB13
_NOT_AFTER_WORD = frozenset(("BA", "HY", "NS"))  # LB21
_SIGNS = frozenset(("PR", "PO"))
_AFTER_CLOSED = _NEVER_FIRST | _APART | {"GL", "WJ", "QU"}  # LB15b
_BEFORE_OPENED = _APART | {"OP", "OP_", "QU", "GL"}  # LB15a
_SYLLABLE = frozenset(
    (one, other)
    for ones, others in (
        (("JL",), ("JL", "JV", "H2", "H3")), (("JV", "H2"), ("JV", "JT")), (("JT", "H3"), ("JT",)),
    )
    for one in ones for other in others
)  # fmt: skip


def breaks(text: str) -> list[int]:
    """Every place inside ``text`` where a line may end or must, in order."""
    own = line_classes()
    raw = [own[character] for character in text]
    kinds, heads = _joined(raw)
    address = "://" in text
    found: list[int] = []
    for k in range(1, len(kinds)):
        before, after = kinds[k - 1], kinds[k]
        if before == after == "AL" or heads[k] != k:  # LB28, LB9
            continue
        if _breaks(text, raw, kinds, heads, k) or (
            address and after == "NU" and before == "HY" and _in_address(text, kinds, k)
        ):
            found.append(k)
    return found


def _joined(raw: Sequence[str]) -> tuple[list[str], list[int]]:
    """Classes after LB9 and LB10, and where the character begins that each belongs to."""
    kinds = list(raw)
    heads = list(range(len(raw)))
    for k, kind in enumerate(raw):
        if kind in ("CM", "ZWJ"):
            if k and kinds[k - 1] not in _APART:
                kinds[k], heads[k] = kinds[k - 1], heads[k - 1]
            else:
                kinds[k] = "AL"
    return kinds, heads


def _breaks(
    text: str, raw: Sequence[str], kinds: Sequence[str], heads: Sequence[int], k: int
) -> bool:
    before, after = kinds[k - 1], kinds[k]
    if before in _ENDS:  # LB4, LB5
        return not (before == "CR" and after == "LF")
    if after in _ENDS or after in ("SP", "ZW"):  # LB6, LB7
        return False
    last = k - 1  # of what is not white space
    while last >= 0 and kinds[last] == "SP":
        last -= 1
    spaced = last < k - 1
    ahead = kinds[last] if last >= 0 else ""
    if ahead == "ZW":  # LB8
        return True
    if raw[k - 1] == "ZWJ":  # LB8a
        return False
    if not spaced and ("WJ" in (before, after) or before == "GL"):  # LB11, LB12
        return False
    if after == "WJ" or (after == "GL" and before not in ("SP", "BA", "HY")):  # LB12a
        return False
    if spaced:
        return _breaks_after_space(text, kinds, heads, last, k)
    return _breaks_within(text, kinds, heads, k)


def _breaks_after_space(
    text: str, kinds: Sequence[str], heads: Sequence[int], last: int, k: int
) -> bool:
    """LB13–LB18, after white space; what is before that ends at ``last``."""
    after = kinds[k]
    ahead = kinds[last] if last >= 0 else ""
    if after == "IS" and kinds[k + 1 : k + 2] == ["NU"]:  # LB15c
        return True
    return not (
        after in _NEVER_FIRST
        or ahead in ("OP", "OP_")
        or (ahead == "QU" and _opens(text, kinds, heads[last]))
        or (after == "QU" and _closes(text, kinds, k))
        or (ahead in _CLOSING and after == "NS")
        or ahead == after == "B2"
    )


def _breaks_within(text: str, kinds: Sequence[str], heads: Sequence[int], k: int) -> bool:
    """LB13–LB31, where no white space is between the two."""
    before, after = kinds[k - 1], kinds[k]
    if after in _NEVER_FIRST or before in ("OP", "OP_") or "QU" in (before, after):
        return False
    if (before in _CLOSING and after == "NS") or before == after == "B2":
        return False
    if "CB" in (before, after):  # LB20
        return True
    if after in _NOT_AFTER_WORD or before == "BB" or after == "IN":  # LB21, LB22
        return False
    start = heads[k - 1]
    if before in ("HY", "BA") and start and kinds[start - 1] == "HL":  # LB21a
        return False
    if before == "SY" and after == "HL":  # LB21b
        return False
    if before == "RI" and after == "RI":  # LB30a
        return _count_before(kinds, heads, k, "RI") % 2 == 0
    return not (
        _holds_words(text, kinds, heads, k)
        or _holds_numbers(kinds, heads, k)
        or (before, after) in _SYLLABLE  # LB26
        or (before in _HANGUL and after == "PO")  # LB27
        or (before == "PR" and after in _HANGUL)
        or (before in ("EB", "ID_") and after == "EM")  # LB30b
    )


def _holds_words(text: str, kinds: Sequence[str], heads: Sequence[int], k: int) -> bool:
    """LB23–LB24, LB28–LB30, and the dash between figures."""
    before, after = kinds[k - 1], kinds[k]
    return (
        (before in _WORD and after in _WORD)
        or (before == "PR" and after in _PICTURES)
        or (before in _PICTURES and after == "PO")
        or (before in _SIGNS and after in _LETTERS)
        or (before in _LETTERS and after in _SIGNS)
        or (before == "IS" and after in _LETTERS)
        or (before in _WORD and after == "OP")
        or (before == "CP" and after in _WORD)
        or (text[heads[k - 1]] in "–—" and after == "NU" and heads[k - 1] > 0)
    )


def _holds_numbers(kinds: Sequence[str], heads: Sequence[int], k: int) -> bool:
    """LB25, with a number as a whole: (PR|PO)? (OP|HY)? NU (NU|SY|IS)* (CL|CP)? (PR|PO)?"""
    before, after = kinds[k - 1], kinds[k]
    if before in _SIGNS and after in ("OP", "OP_", "HY"):
        following = next((kinds[n] for n in range(k + 1, len(kinds)) if heads[n] == n), "")
        return following == "NU"
    if after == "NU":
        return before in ("PR", "PO", "OP", "OP_", "HY", "NU") or (
            before in ("SY", "IS") and _ends_number(kinds, heads, k - 1)
        )
    if after in _SIGNS:
        at = k - 1
        if before in _CLOSING:
            at = heads[at] - 1
        return at >= 0 and _ends_number(kinds, heads, at)
    return False


def _ends_number(kinds: Sequence[str], heads: Sequence[int], at: int) -> bool:
    """Whether NU (NU|SY|IS)* ends at ``at``."""
    while at >= 0 and kinds[at] in ("SY", "IS"):
        at = heads[at] - 1
    return at >= 0 and kinds[at] == "NU"


def _count_before(kinds: Sequence[str], heads: Sequence[int], k: int, kind: str) -> int:
    """How many characters of a class stand in a row before ``k``."""
    count = 0
    while k > 0 and kinds[k - 1] == kind:
        k = heads[k - 1]
        count += 1
    return count


def _opens(text: str, kinds: Sequence[str], at: int) -> bool:
    return category(text[at]) == "Pi" and (at == 0 or kinds[at - 1] in _BEFORE_OPENED)


def _closes(text: str, kinds: Sequence[str], at: int) -> bool:
    end = at + 1
    return category(text[at]) == "Pf" and (end == len(text) or kinds[end] in _AFTER_CLOSED)


def _in_address(text: str, kinds: Sequence[str], k: int) -> bool:
    """Whether a word or figure ends before the hyphen at ``k - 1``, in a run with ``://``."""
    start = text.rfind(" ", 0, k) + 1
    return kinds[k - 2] in _WORD and "://" in text[start:k]
