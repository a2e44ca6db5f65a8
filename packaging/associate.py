"""Have this user's desktop open Bayyina's files with this copy of the program, on a double click.

    python3 packaging/associate.py            # packaging/run.py has made .venv before
    python3 packaging/associate.py --remove

For one user, without an administrator: the registry of the user on Windows, the folders of the user
on Linux. On macOS a bundle says it itself: packaging/macos/document-types.plist.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import environment

HERE = Path(__file__).resolve().parent
ENDINGS = {
    ".bayyina": ("Bayyina.Classroom", "مساحة عمل بيّنة"),
    ".bayyina-pack": ("Bayyina.Pack", "حزمة واجب بيّنة"),
    ".bayyina-work": ("Bayyina.Work", "عمل طالب في بيّنة"),
    ".bayyina-feedback": ("Bayyina.Feedback", "تصحيح بيّنة"),
}
_CLASSES = r"Software\Classes"


class Entry(NamedTuple):
    """A value in the registry of the user; ``name`` empty for the key's own."""

    key: str
    name: str
    value: str


def start(venv: Path = environment.VENV, platform: str = sys.platform) -> "list[str]":
    """What starts the program of this tree; the file comes after it."""
    name = "pythonw" if platform == "win32" else "python"  # without a console window
    return [str(environment.command(name, venv, platform)), "-P", "-m", "app"]


def registry_entries(words: "list[str]") -> "list[Entry]":
    """What Windows has to know, under HKEY_CURRENT_USER."""
    line = " ".join([f'"{words[0]}"', *words[1:], '"%1"'])
    entries: list[Entry] = []
    for ending, (kind, called) in ENDINGS.items():
        entries += [
            Entry(rf"{_CLASSES}\{ending}", "", kind),
            Entry(rf"{_CLASSES}\{kind}", "", called),
            Entry(rf"{_CLASSES}\{kind}\shell\open\command", "", line),
        ]
    return entries


def desktop_entry(words: "list[str]") -> str:
    """The desktop entry with this program in it, quoted as the Desktop Entry Specification has it
    (1.5, «The Exec key»)."""
    text = (HERE / "linux" / "bayyina.desktop").read_text(encoding="utf-8")
    return text.replace("Exec=bayyina %F", f"Exec={' '.join(map(_quoted, words))} %F")


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\")
    for sign in '"`$':
        escaped = escaped.replace(sign, f"\\{sign}")
    quoted = f'"{escaped}"'
    # The value is a string of the file, where a backslash is written twice; a per cent sign would
    # begin a field code.
    return quoted.replace("\\", "\\\\").replace("%", "%%")


def linux_files(data: Path) -> "dict[Path, str]":
    """What goes into the user's data folder."""
    mime = (HERE / "linux" / "bayyina.xml").read_text(encoding="utf-8")
    return {
        data / "applications" / "bayyina.desktop": desktop_entry(start()),
        data / "mime" / "packages" / "bayyina.xml": mime,
    }


def _on_linux(*, remove: bool) -> None:
    kept = os.environ.get("XDG_DATA_HOME")
    data = Path(kept) if kept else Path.home() / ".local" / "share"
    for path, text in linux_files(data).items():
        if remove:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    tools = {"update-mime-database": "mime", "update-desktop-database": "applications"}
    for tool, folder in tools.items():
        if shutil.which(tool) and (data / folder).is_dir():
            subprocess.run([tool, str(data / folder)], check=False)


def _on_windows(*, remove: bool) -> None:
    import winreg  # type: ignore[import-not-found,unused-ignore]

    user = winreg.HKEY_CURRENT_USER  # type: ignore[attr-defined,unused-ignore]
    entries = registry_entries(start())
    if not remove:
        for entry in entries:
            with winreg.CreateKey(user, entry.key) as key:  # type: ignore[attr-defined,unused-ignore]
                winreg.SetValueEx(key, entry.name, 0, winreg.REG_SZ, entry.value)  # type: ignore[attr-defined,unused-ignore]
    else:
        for ending, (kind, _called) in ENDINGS.items():
            for name in (rf"{kind}\shell\open\command", rf"{kind}\shell\open", rf"{kind}\shell",
                         kind, ending):  # fmt: skip
                try:
                    winreg.DeleteKey(user, rf"{_CLASSES}\{name}")  # type: ignore[attr-defined,unused-ignore]
                except OSError:
                    continue
    import ctypes

    changed = 0x08000000  # SHCNE_ASSOCCHANGED: the desktop looks again
    ctypes.windll.shell32.SHChangeNotify(changed, 0, None, None)  # type: ignore[attr-defined,unused-ignore]


def main(arguments: "list[str]") -> int:
    remove = arguments == ["--remove"]
    if arguments and not remove:
        print(__doc__)
        return 2
    if not remove and not Path(start()[0]).exists():
        print("First: python3 packaging/run.py", file=sys.stderr)
        return 1
    if sys.platform == "win32":
        _on_windows(remove=remove)
    elif sys.platform == "darwin":
        print("macOS takes this from a bundle: packaging/macos/document-types.plist")
        return 1
    else:
        _on_linux(remove=remove)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
