"""What a file of ours is, by the end of its name."""

from enum import StrEnum


class FileKind(StrEnum):
    """The value is the ending."""

    WORKSPACE = ".bayyina"
    PACK = ".bayyina-pack"
    WORK = ".bayyina-work"
    FEEDBACK = ".bayyina-feedback"


def kind_of(name: str) -> FileKind | None:
    """What the file ``name`` (a name or a whole path) is; None where it is none of ours.

    Browsers and mail programs add to names what was there before: «pack.bayyina-pack (1)» is
    nobody's, «pack (1).bayyina-pack» is a pack.
    """
    lower = name.lower()
    return next((kind for kind in FileKind if lower.endswith(kind.value)), None)
