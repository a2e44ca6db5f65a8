"""Find out which encoding the bytes of a text are in.

What is certain is asked first (a byte order mark, the pattern of UTF-16, valid UTF-8); only then
does charset-normalizer rank the 8-bit encodings that Arabic and European newsrooms used.
"""

import codecs
import unicodedata
from dataclasses import dataclass

from app.domain.errors import KnownError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# By Python's name, the name that people know (which Python's codecs know, too).
_EIGHT_BIT = {
    "cp1256": "windows-1256",
    "iso8859_6": "iso-8859-6",
    "cp1252": "windows-1252",
}
OFFERED = ("utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be",
           "windows-1252")  # fmt: skip
_NOT_FOR_FILES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
_SAMPLE = 20_000
# The commonest letters of Arabic running text: with «ال» they tell two 8-bit readings apart.
_COMMON = frozenset("الينموتربعدهسف")
# 00 ASCII, 06 Arabic, 20 general punctuation, FB and FE Arabic forms.
_PAGES = (0x00, 0x06, 0x20, 0xFB, 0xFE)


@dataclass(frozen=True, slots=True)
class Guess:
    """Encodings that the bytes may be in, likeliest first, never empty; ``certain`` if ruled."""

    encodings: tuple[str, ...]
    certain: bool


def canonical(encoding: str) -> str:
    """The name under which an encoding is kept. Raises KnownError where it is none of text."""
    try:
        info = codecs.lookup(encoding.strip())
        b"a\0\0\0".decode(encoding.strip(), "ignore")  # base64 and the like refuse here
    except (LookupError, ValueError) as error:
        raise KnownError("import.unknown_encoding", encoding=encoding) from error
    if info.name in _NOT_FOR_FILES:
        raise KnownError("import.unknown_encoding", encoding=encoding)
    return _EIGHT_BIT.get(info.name.replace("-", "_"), info.name)


def guess(data: bytes, name: str) -> Guess:
    """The encodings of ``data``, read from file ``name``. Raises KnownError if it is no text."""
    marked = next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
    wide = marked or _utf16_without_mark(data)
    if wide:
        return Guess((wide,), certain=True)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data.count(0):
            raise KnownError("import.binary", name=name) from error
        _refuse_damaged_utf8(data, error.start, name)
        return _eight_bit(data, name)
    return Guess(("utf-8",), certain=True)


def contradicts(data: bytes, certain: str, asked: str) -> bool:
    """Whether ``data``, certainly in one encoding, would be gibberish read by the one asked for."""
    if asked == certain or any(
        asked.startswith(family) and certain.startswith(family) for family in ("utf-8", "utf-16")
    ):
        return False
    return not data.isascii() or data.decode(asked, "replace") != data.decode("ascii")


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 by its pattern: nearly every second byte is the page of an Arabic or Latin letter."""
    if len(data) % 2 or not (data.count(b"\x00") or data.count(b"\x06")):
        return None
    high = {"utf-16-le": data[1:_SAMPLE:2], "utf-16-be": data[0:_SAMPLE:2]}
    shares = {
        encoding: sum(pages.count(page) for page in _PAGES) / len(pages)
        for encoding, pages in high.items()
    }
    encoding = max(shares, key=shares.__getitem__)
    return encoding if shares[encoding] > 0.9 else None


def _eight_bit(data: bytes, file_name: str) -> Guess:
    # Imported here: only a file that says nothing of itself needs it.
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=list(_EIGHT_BIT), enable_fallback=False)
    ranked = [_EIGHT_BIT[match.encoding] for match in matches if match.encoding in _EIGHT_BIT]
    if not ranked:
        ranked = [name for codec, name in _EIGHT_BIT.items() if _decodes(data, codec)]
    if not ranked:
        raise KnownError("import.undecodable", name=file_name)
    # A roster or a headline is too short for statistics of pairs: letters decide.
    ranked.sort(key=lambda encoding: -round(_arabic_likeness(data, encoding), 2))
    return Guess(tuple(ranked), certain=False)


def _decodes(data: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        data.decode(encoding, errors)
    except UnicodeDecodeError:
        return False
    return True


def _arabic_likeness(data: bytes, encoding: str) -> float:
    """How far what is not ASCII reads as Arabic: shares of its commonest letters and of «ال»."""
    text = data[:_SAMPLE].decode(encoding, "replace")
    letters = [c for c in text if ord(c) > 127 and not c.isspace()]
    if not letters:
        return 0.0
    common = sum(c in _COMMON for c in letters) + 2 * text.count("ال")
    odd = sum(c == "\ufffd" or unicodedata.category(c) in ("Cc", "Co", "Cn") for c in letters)
    return max(0.0, (common - 2 * odd) / len(letters))


def _refuse_damaged_utf8(data: bytes, start: int, name: str) -> None:
    """Nearly valid UTF-8 is a damaged file, no 8-bit encoding: a guess would make it worse."""
    text = data.decode("utf-8", "replace")
    half_pairs = _decodes(data, "utf-8", "surrogatepass")
    wrong = text.count("\ufffd")
    sound = sum(ord(c) > 127 for c in text) - wrong
    cut_off = sound > 0 and start >= len(data) - 3
    if half_pairs or cut_off or wrong * 4 < sound:
        raise KnownError("import.damaged", name=name, encoding="utf-8", byte=start + 1)
