"""Whether a window could open here, and what to do where it could not."""

import socket
import sys
from collections.abc import Mapping
from pathlib import Path

GLOBAL_WITH_VALUE = ("--workspace", "--lang")
OURS = (".bayyina", ".bayyina-pack", ".bayyina-work", ".bayyina-feedback")

ADVICE = """\
لا شاشة هنا تُفتح عليها نافذة بيّنة. للحصول على شاشة، طريقة من ثلاث:
  - تشغيل الأمر من طرفية على سطح المكتب نفسه؛
  - عن بُعد:  ssh -X ثم الأمر؛
  - شاشة افتراضية:  xvfb-run -a python3 packaging/run.py  (الحزمتان xvfb وxauth).
وللعمل نفسه أوامر لا تحتاج إلى شاشة:  python3 packaging/run.py --help

There is no display here to open the window of Bayyina on. Three ways to get one:
  - run the command in a terminal on the desktop itself;
  - from afar:  ssh -X, then the command;
  - a virtual one:  xvfb-run -a python3 packaging/run.py  (the packages xvfb and xauth).
The same work has verbs that need no display:  python3 packaging/run.py --help"""


def opens_window(arguments: list[str]) -> bool:
    """Whether ``bayyina ARGUMENTS`` opens the window: no verb, and no question about itself.

    A file of ours in the place of a verb is opened in the window.
    """
    rest = iter(arguments)
    for argument in rest:
        if argument in GLOBAL_WITH_VALUE:
            next(rest, None)
        elif argument.lower().endswith(OURS) and not argument.startswith("-"):
            return True
        elif argument in ("-h", "--help", "--version") or not argument.startswith("-"):
            return False
    return True


def is_reachable(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether Qt would find a screen: always on Windows and macOS, elsewhere by asking for it."""
    if not platform.startswith("linux"):
        return True
    plugin = environment.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if plugin and plugin != "xcb" and not plugin.startswith("wayland"):
        return True  # offscreen, vnc, linuxfb: somebody knows what they want
    return _wayland_is_there(environment) or _x11_answers(environment.get("DISPLAY", ""))


def _wayland_is_there(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    folder = environment.get("XDG_RUNTIME_DIR", "/")
    return bool(name) and (Path(folder) / name).exists()


def _x11_answers(display: str) -> bool:
    """Whether somebody listens at ``[host]:number[.screen]``: a variable alone may be left over."""
    host, _, number = display.rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # where every X server listens
        return any(_connects(socket.AF_UNIX, place) for place in ("\0" + path, path))
    return _connects(socket.AF_INET, (host, 6000 + int(number)))


def _connects(family: socket.AddressFamily, place: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        connection.settimeout(3)
        try:
            connection.connect(place)
        except OSError:
            return False
    return True
