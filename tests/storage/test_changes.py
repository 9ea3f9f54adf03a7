"""Changes as data: what comes of bringing logs to what's kept, as the page's module works it out."""

import itertools
import json

import pytest

from tests.test_undo import called

AT = "2026-11-20T16:00:00Z"

FOLDED = """(({ kept, logs, accepted, most }) => {
  const dropped = [];
  try {
    const { kept: next, isChanged, aside } = m.folded({ folded: {}, met: [], previous: null, ...kept }, logs, accepted, (reason) => dropped.push(reason));
    return { ...next, isChanged, aside, dropped };
  } catch (error) {
    return { threw: error.constructor.name };
  }
})(args[0])"""


def record(*keys, employer="Acme", **more):
    steps = {key: {"state": "done", "at": AT} for key in keys}
    return {
        "format": "after-the-interview", "version": 2, "settings": {},
        "applications": [{"id": "a", "employer": employer, "steps": steps}], **more,
    }  # fmt: skip


def text(*keys, **more):
    return json.dumps(record(*keys, **more), separators=(",", ":"))


def edit(number, before, after):
    return called("record/changes.ts", "m.editOf(...args)", number, before, after)


def folded(kept, *logs, accepted=None):
    found = called("record/changes.ts", FOLDED, {"kept": kept, "logs": logs, "accepted": accepted})
    return found | {
        "steps": sorted(json.loads(found["text"])["applications"][0]["steps"]) if found.get("text") else None
    }


TICKED = edit(1, record(), record("new"))
KEPT = {"revision": 7, "text": text("old")}


def test_a_change_is_made_to_what_has_been_saved_meanwhile():
    found = folded(KEPT, ("T", [TICKED]))
    assert (found["steps"], found["revision"], found["folded"]) == (["new", "old"], 8, {"T": 1})


def test_a_change_that_is_brought_twice_counts_once():
    """It may have been taken back since, so that making it again would be wrong."""
    found = folded(KEPT | {"folded": {"T": 1}}, ("T", [TICKED]))
    assert (found["steps"], found["isChanged"]) == (["old"], False)


def test_nothing_is_written_where_there_is_nothing_new():
    assert not folded(KEPT, ("T", []))["isChanged"]


def test_what_is_erased_is_erased_whatever_was_saved_meanwhile():
    assert folded(KEPT, ("T", [TICKED, {"n": 2, "erased": True}]))["text"] is None


def test_a_list_begun_after_erasing_is_kept():
    after = edit(2, record() | {"applications": []}, record("new"))
    assert folded(KEPT, ("T", [{"n": 1, "erased": True}, after]))["steps"] == ["new"]


def test_a_change_holds_just_what_it_touches():
    other = {"id": "b", "employer": "Other", "steps": {}}
    before, after = record(), record("new")
    before["applications"].append(other)
    after["applications"].append(other)
    change = edit(1, before, after)
    assert change["before"]["applications"][1] == change["after"]["applications"][1] == {"id": "b"}
    assert "settings" not in change["before"]


def test_the_order_of_the_applications_is_kept():
    first, second = ({"id": each, "steps": {}} for each in "bc")
    before, after = record(), record()
    before["applications"] = [first, second]
    after["applications"] = [first, {"id": "n", "steps": {}}, second]
    kept = folded({"revision": 1, "text": json.dumps(before)}, ("T", [edit(1, before, after)]))["text"]
    assert [each["id"] for each in json.loads(kept)["applications"]] == ["b", "n", "c"]


@pytest.mark.parametrize("unread", ["{ torn", '{"format":"another"}'])
def test_what_is_kept_and_cannot_be_read_is_put_aside_as_it_was(unread):
    found = folded({"revision": 7, "text": unread}, ("T", [edit(1, record() | {"applications": []}, record("new"))]))
    assert (found["steps"], found["aside"], found["revision"]) == (["new"], unread, 8)


def test_what_a_newer_version_has_kept_is_left_alone():
    assert folded({"revision": 7, "text": text("old", version=3)}, ("T", [TICKED])) == {
        "threw": "NewerVersion",
        "steps": None,
    }


def test_a_change_that_the_list_cannot_hold_is_dropped_and_the_others_are_made():
    large = edit(1, record(), record(employer="x" * 1_048_576))
    found = folded(KEPT, ("T", [large, edit(2, record(), record("new"))]))
    assert (found["steps"], found["dropped"]) == (["new", "old"], ["it is larger than 1 MiB"])


def test_the_list_before_another_programs_is_kept_until_python_has_accepted_that():
    foreign = edit(1, record("old"), record("theirs")) | {"of": 17}
    taken = folded(KEPT, ("T", [foreign]))
    assert (taken["steps"], taken["previous"], taken["met"]) == (["theirs"], KEPT["text"], [17])
    kept = {name: taken[name] for name in ("revision", "text", "folded", "met", "previous")}
    ticked = edit(2, record("theirs"), record("new", "theirs"))
    assert folded(kept, ("T", [ticked]))["previous"] == KEPT["text"]
    assert folded(kept, ("T", [ticked]), accepted=taken["text"])["previous"] is None


def test_a_long_log_becomes_one_change_that_does_the_same():
    steps = [record("a"), record("a", "b"), record("b"), record("b", employer="Beta")]
    edits = [edit(number, *pair) for number, pair in enumerate(itertools.pairwise(steps), 2)]
    found = {"n": 1, "found": text("a"), "revision": 7, "by": "us"}
    short = called("record/changes.ts", "m.shortened(...args)", [found, *edits], [], steps[-1])
    assert short == [found, edit(4, steps[0], steps[-1])]
    # Another tab may have changed something in between, on top of the first.
    between = edit(2, record("a", "b"), record("a", "b", "c"))
    short = called("record/changes.ts", "m.shortened(...args)", [found, *edits], [between], steps[-1])
    assert short == [found, edits[0], edit(4, steps[1], steps[-1])]


def test_only_so_many_tabs_are_remembered_the_latest_of_them():
    kept = KEPT | {"folded": {f"T{number}": 1 for number in range(64)}}
    numbers = folded(kept, ("T", [TICKED]))["folded"]
    assert (len(numbers), "T0" in numbers, numbers["T"]) == (64, False, 1)


def test_a_list_is_known_by_its_seal_and_by_nothing_else():
    sealed = called("record/seal.ts", "m.seal(...args)", text("a"), 7)
    assert json.loads(sealed)["kept"]["revision"] == 7
    assert called("record/seal.ts", "m.unseal(...args)", sealed) == {"text": text("a"), "revision": 7}
    changed = sealed.replace("Acme", "Acne")
    assert called("record/seal.ts", "m.unseal(...args)", changed) == {"text": changed, "revision": None}


@pytest.mark.parametrize(
    ("change", "is_ours"),
    [
        ({"n": 1, "erased": True}, True),
        ({"n": 1, "found": "{}"}, True),
        ({"n": 2, "erased": True, "from": ["T", 1], "placed": 1}, True),
        # Nobody could count on from there.
        ({"n": 2**53 - 1, "erased": True}, False),
        ({"n": -1, "erased": True}, False),
        ({"n": 1.5, "erased": True}, False),
        ({"n": 2, "erased": True, "from": "T"}, False),
        ({"n": 2, "erased": True, "from": [7, 1]}, False),
        ({"n": 2, "erased": True, "from": None}, False),
        ({"n": 2, "erased": True, "placed": "first"}, False),
        ({"n": 1, "before": {}, "after": {}}, False),
        (None, False),
    ],
)
def test_of_a_log_what_is_not_ours_counts_as_nothing(change, is_ours):
    found = called("record/stored.ts", "m.changesFrom(args[0])", json.dumps([change]))
    assert found == ([change] if is_ours else [])


@pytest.mark.parametrize(("folded", "is_left"), [({"T2": 3}, True), ({"T2": 5}, False), ({"T3": 9}, False)])
def test_what_a_tab_found_and_two_tabs_have_taken_over_one_after_the_other_counts_once(folded, is_left):
    """The second has saved something of its own before it took anything over."""
    script = """(({ found, before, folded }) => {
      const base = { revision: Infinity, met: [] };
      const once = m.adopted("T1", found, 5, before, base, () => {});
      const twice = m.adopted("T2", once, 9, before, base, () => {});
      return m.unmet({ folded }, "T3", [twice]).length;
    })(args[0])"""
    found = {"n": 1, "found": text("a"), "revision": 0, "by": "other"}
    assert called("record/changes.ts", script, {"found": found, "before": record(), "folded": folded}) == is_left
