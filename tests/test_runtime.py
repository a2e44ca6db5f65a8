"""The ground the program stands on: this Python with this Qt."""

import gc
import sys
from importlib.metadata import version

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

CALLS = 5_000


def test_qt_is_not_the_version_that_loses_references() -> None:
    assert version("PySide6_Essentials") != "6.12.0"  # PYSIDE-3474


def _call(image: QImage, times: int) -> None:
    for _ in range(times):
        image.fill(0)  # returns None
        image.isNull()  # returns False
        image.isGrayscale()  # returns True


@pytest.mark.parametrize("constant", [None, True, False], ids=repr)
def test_void_calls_of_qt_keep_the_references_of_constants(constant: object) -> None:
    """PySide6 6.12.0 under Python 3.11 loses one reference to None in each such call.

    From Python 3.12 on these constants are immortal: a library built for older Pythons still moves
    their counts, around a value that Python keeps far from zero.
    """
    image = QImage(QSize(1, 1), QImage.Format.Format_RGB32)
    _call(image, 1)  # what Qt sets up once at its first call is no drift
    gc.collect()
    before = sys.getrefcount(constant)
    _call(image, CALLS)
    after = sys.getrefcount(constant)
    if sys.version_info >= (3, 12):
        assert after > 2**29
    else:
        assert abs(after - before) < CALLS // 100, f"{after - before} references in {CALLS} calls"
    assert image.isGrayscale()
    assert not image.isNull()
