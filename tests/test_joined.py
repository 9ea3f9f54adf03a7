"""What the durable copy holds once a page's changes have joined it, as the page's module works it out."""

import json

import pytest

from tests.test_undo import called

TICK = {"state": "done", "at": "2026-11-20T16:00:00Z"}


def text(*keys, version=2):
    steps = dict.fromkeys(sorted(keys), TICK)
    return json.dumps({"format": "after-the-interview", "version": version, "settings": {}, "applications": [{"id": "a", "steps": steps}]})  # fmt: skip


# The page has ticked "new". The copy knows what was met; `announced` is the text of another tab that is open.
JOINED = """((batch, kept, met, announced, done) => {
  const tick = (record) => ({ ...record, applications: record.applications.map((each) => ({ ...each, steps: { ...each.steps, new: done } })) });
  const said = { outdated: 0, dropped: 0 };
  const asked = { isAnnounced: (text) => text === announced, outdated: () => (said.outdated += 1), dropped: () => (said.dropped += 1) };
  try {
    const { text, aside, written } = m.joined({ edits: [tick], ...batch }, [], kept, new Set(met.map(m.fingerprint)), asked);
    const steps = text === null ? null : Object.keys(JSON.parse(text).applications[0].steps).sort();
    return { steps, version: text === null ? null : JSON.parse(text).version, aside: aside ?? null, isRemembered: text === null || written.includes(m.fingerprint(text)), ...said };
  } catch (error) {
    return { threw: String(error), ...said };
  }
})(...args)"""


def joined(base, kept, *, met=(), announced=None, **batch):
    """What comes of one tick made to the text ``base`` where the copy holds ``kept``, at revision 7."""
    made = {
        "base": base,
        "next": text("new", *(json.loads(base)["applications"][0]["steps"] if base else ())),
        "isAhead": False, "isMixed": False, "since": 7, "before": None, "hasMet": True, "builtOn": 7,
    }  # fmt: skip
    copy = {"text": kept, "revision": 0 if kept is None else 7}
    return called(
        "storage/joined.ts storage/fingerprint.ts", JOINED, {**made, **batch}, copy, list(met), announced, TICK
    )


OLD, THEIRS, MINE = text("old"), text("old", "theirs"), text("mine", "old")


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        # Nothing is kept yet, or just what the change was made to: its result is taken.
        ({"base": None, "kept": None}, ["new"]),
        ({"base": OLD, "kept": OLD}, ["new", "old"]),
        # Another tab was faster: the change is made again, to what that has stored.
        ({"base": OLD, "kept": THEIRS, "met": [OLD]}, ["new", "old", "theirs"]),
        # What localStorage held was newer than the copy as it was found: it takes the copy's place,
        ({"base": MINE, "kept": THEIRS, "isAhead": True}, ["mine", "new", "old"]),
        # unless it was made of an older state, or the copy has moved on since: then it adds and takes nothing away.
        ({"base": MINE, "kept": THEIRS, "isAhead": True, "builtOn": 6}, ["mine", "new", "old", "theirs"]),
        ({"base": MINE, "kept": THEIRS, "isAhead": True, "since": 6, "before": OLD}, ["mine", "new", "old", "theirs"]),
        # What a killed tab left is a change to what the copy held; so it takes away what that tab had taken away.
        ({"base": MINE, "kept": OLD, "before": OLD}, ["mine", "new", "old"]),
        ({"base": text("mine"), "kept": OLD, "before": OLD}, ["mine", "new"]),
        ({"base": text("mine"), "kept": OLD, "before": OLD, "builtOn": 6}, ["mine", "new", "old"]),
        # A page that has not met the copy cannot tell what was taken away, but where the text says what it was built on.
        ({"base": text("mine"), "kept": OLD, "hasMet": False, "builtOn": None}, ["mine", "new", "old"]),
        ({"base": text("mine"), "kept": OLD, "hasMet": False, "builtOn": 7}, ["mine", "new"]),
        # What another open tab is about to store comes from there.
        ({"base": MINE, "kept": OLD, "announced": MINE}, ["new", "old"]),
        # Changes that were not all made to what came of those before them are made one after the other.
        ({"base": OLD, "kept": OLD, "isMixed": True, "next": OLD}, ["new", "old"]),
        ({"base": OLD, "kept": OLD, "isMixed": True, "next": text("mine"), "builtOn": 6}, ["mine", "new", "old"]),
    ],
)  # fmt: skip
def test_what_the_copy_holds_then(given, steps):
    found = {"steps": steps, "version": 2, "aside": None, "isRemembered": True, "outdated": 0, "dropped": 0}
    assert joined(**given) == found
    # What is kept, or what the change was made to, may be of version 1: it holds the same.
    for name in ("kept", "base", "before", "announced"):
        if given.get(name):
            older = {each: was_version_1(value) if value == given[name] else value for each, value in given.items()}
            older["met"] = [was_version_1(each) if each == given[name] else each for each in given.get("met", ())]
            assert joined(**older) == found, name


def was_version_1(text):
    return text.replace('"version": 2', '"version": 1')


def test_a_copy_that_cannot_be_read_is_set_aside_and_loses_its_place():
    found = joined(OLD, '{"format": "after-', met=[OLD])
    assert (found["steps"], found["aside"]) == (["new", "old"], '{"format": "after-')


def test_what_a_newer_version_of_the_site_has_stored_is_left_alone():
    found = joined(OLD, text("old", version=3), met=[OLD])
    assert found == {"threw": "Error: a newer version's", "outdated": 1, "dropped": 0}
