"""Child processes: how many a computer, or a container on it, is good for."""

import os
import sys

import pytest

from app.services import spawning

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="affinity and quotas are Linux's")


@pytest.fixture
def groups(tmp_path, monkeypatch):
    monkeypatch.setattr(spawning, "_CGROUPS", tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(16)))
    return tmp_path


def test_as_many_processors_as_this_process_may_use(groups):
    assert spawning.processors() == 16


@pytest.mark.parametrize(
    ("quota", "processors"),
    [("max 100000", 16), ("250000 100000", 3), ("20000 100000", 1), ("x", 16)],
)
def test_a_containers_quota_counts(groups, quota, processors):
    (groups / "cpu.max").write_text(quota + "\n")
    assert spawning.processors() == processors


@pytest.mark.parametrize(("quota", "processors"), [("-1", 16), ("200000", 2)])
def test_an_old_containers_quota_counts_too(groups, quota, processors):
    (groups / "cpu").mkdir()
    (groups / "cpu" / "cpu.cfs_quota_us").write_text(quota + "\n")
    (groups / "cpu" / "cpu.cfs_period_us").write_text("100000\n")
    assert spawning.processors() == processors
