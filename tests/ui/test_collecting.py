"""Cycles of widgets go in the window's thread, however much another thread allocates."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.collecting import Collecting


@pytest.fixture
def collecting(qapp: QApplication) -> Iterator[Collecting]:
    enabled = gc.isenabled()
    found = Collecting(qapp)
    yield found
    found.deleteLater()
    if enabled:
        gc.enable()


def test_only_the_windows_thread_collects(collecting: Collecting) -> None:
    threads: list[str] = []

    def heard(phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            threads.append(threading.current_thread().name)

    def allocate() -> None:
        kept: list[QObject | list[object]] = []
        for _ in range(20_000):
            kept.append([kept])

    gc.collect()
    gc.callbacks.append(heard)
    try:
        worker = threading.Thread(target=allocate, name="worker")
        worker.start()
        worker.join(30)
        assert threads == []
        collecting.collect()
        assert threads == ["MainThread"]
    finally:
        gc.callbacks.remove(heard)
