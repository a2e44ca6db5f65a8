"""The log of a work: linked line by line, done again from nothing, compared with another."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import chain
from app.domain.chain import Standing

IDS = st.sampled_from(["a", "b", "c"])
VALUES = st.dictionaries(st.sampled_from(["tag", "note", "at"]), st.integers(0, 3), min_size=1)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, object]]:
    """Entries that hold together: each changes what is there as it is."""
    there: dict[str, dict[str, object]] = {}
    entries: list[dict[str, object]] = []
    for number in range(draw(st.integers(0, 8))):
        changes: list[dict[str, object]] = []
        for id in draw(st.lists(IDS, max_size=3, unique=True)):
            before = there.get(id)
            after = draw(st.none() | VALUES) if before else draw(VALUES)
            if after is not None:
                after = {**after, "id": id}
            was, now = chain.altered(before, after)
            changes.append({"kind": "annotation", "id": id, "before": was, "after": now})
            if after is None:
                del there[id]
            else:
                there[id] = after
        entries.append({"at": str(number), "changes": changes})
    return entries


def replayed(entries: list[dict[str, object]]) -> dict[str, object]:
    return chain.outcome(chain.extended([], entries))


@settings(deadline=None, max_examples=80)
@given(histories())
def test_doing_it_again_gives_what_was_there(entries):
    there: dict[str, dict[str, object]] = {}
    for entry in entries:
        for change in entry["changes"]:
            before, after = change["before"], change["after"]
            if after is None:
                del there[change["id"]]
            elif before is None:
                there[change["id"]] = after
            else:
                merged = {**there[change["id"]], **after}
                there[change["id"]] = {k: v for k, v in merged.items() if v is not None}
    assert replayed(entries) == there


@settings(deadline=None, max_examples=80)
@given(histories(), st.data())
def test_no_line_can_be_touched_unseen(entries, data):
    lines = chain.extended([], entries)
    assert chain.first_broken(lines) is None
    if not lines:
        return
    spoiled = copy.deepcopy(lines)
    number = data.draw(st.integers(0, len(lines) - 1))
    how = data.draw(st.sampled_from(["change", "drop", "number", "hash"]))
    if how == "change":
        spoiled[number]["at"] += "!"
    elif how == "number":
        spoiled[number]["n"] += 1
    elif how == "hash":
        spoiled[number]["hash"] = "0" * 64
    elif number < len(lines) - 1:
        del spoiled[number]
    else:
        return  # the last one gone: only the head that the manifest names tells
    assert chain.first_broken(spoiled) == number + 1


@settings(deadline=None, max_examples=60)
@given(histories(), histories())
def test_it_goes_on_from_where_it_was(first, second):
    begun = chain.extended([], first)
    gone_on = chain.extended(begun, second)
    assert gone_on[: len(begun)] == begun
    assert chain.first_broken(gone_on) is None
    assert chain.shared(begun, gone_on) == len(begun)
    assert chain.standing(begun, gone_on) is (Standing.BEHIND if second else Standing.SAME)
    assert chain.standing(gone_on, begun) is (Standing.AHEAD if second else Standing.SAME)


def entry(at: str, id: str, before: object, after: object) -> dict[str, object]:
    change = {"kind": "annotation", "id": id, "before": before, "after": after}
    return {"at": at, "changes": [change]}


def test_two_that_both_went_on_are_apart():
    begun = chain.extended([], [entry("1", "a", None, {"id": "a"})])
    here = chain.extended(begun, [entry("2", "b", None, {"id": "b"})])
    there = chain.extended(begun, [entry("2", "c", None, {"id": "c"})])
    assert chain.standing(here, there) is Standing.APART
    assert chain.standing([], []) is Standing.SAME


def test_what_was_taken_back_does_not_part_them():
    begun = chain.extended([], [entry("1", "a", None, {"id": "a"})])
    back = [entry("2", "b", None, {"id": "b"}), entry("3", "b", {"id": "b"}, None)]
    here, there = (
        chain.extended(begun, back),
        chain.extended(begun, [entry("2", "c", None, {"id": "c"})]),
    )
    assert chain.standing(here, there) is Standing.BEHIND
    assert chain.standing(there, here) is Standing.AHEAD


def test_a_log_that_does_not_hold_together_is_apart():
    odd = chain.extended([], [entry("1", "a", {"id": "a"}, None)])
    with pytest.raises(ValueError, match="line 1"):
        chain.outcome(odd)
    other = chain.extended([], [entry("1", "b", None, {"id": "b"})])
    assert chain.standing(odd, other) is Standing.APART


def test_the_hash_is_what_the_docstring_says():
    """Reckoned by hand once: nobody may change it under files that are out there."""
    from hashlib import sha256

    first, second = chain.extended([], [{"at": "1", "changes": []}, {"at": "2", "changes": []}])
    assert first["hash"] == sha256(b'{"at":"1","changes":[],"n":1}').hexdigest()
    rest = first["hash"].encode() + b'{"at":"2","changes":[],"n":2}'
    assert second["hash"] == sha256(rest).hexdigest()
    assert chain.head([first, second]) == second["hash"]
    assert chain.head([]) == ""
