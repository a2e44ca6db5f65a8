"""Names of files from names of people: safe on Windows, macOS and Linux."""

import re
import unicodedata

LONGEST = 100  # bytes of UTF-8: two of them and a number fit the 255 of Linux and macOS
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe(name: str) -> str:
    """``name`` without what a file system refuses: never empty, never reserved, never too long.

    Arabic stays; control and invisible direction characters go, so that the name shows as it sorts.
    See "Naming Files, Paths, and Namespaces" in the Windows documentation.
    """
    plain = unicodedata.normalize("NFC", name)
    plain = "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    plain = _FORBIDDEN.sub("-", plain)
    plain = " ".join(plain.split()).encode()[:LONGEST].decode(errors="ignore").strip(" .")
    if not plain or _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return plain
