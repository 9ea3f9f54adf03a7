"""What the first edition, another program or a crash has left in the two stores: nothing of it is lost.

Each row has what localStorage holds, as the steps that are ticked there; the mark of the first edition beside it; what
the database holds, and at which revision; and which lists the first edition had brought to it.
"""

import pytest

from tests.test_undo import called

LEFT = """(await (async ({ local, mark, kept, revision, written }) => {
  const text = (steps) => steps === null ? null : steps.startsWith("?") ? steps : JSON.stringify({ format: "after-the-interview", version: 2, settings: {},
    applications: [{ id: "acme", rounds: [], steps: Object.fromEntries([...steps].map((key) => [key, { state: "done", at: "2026-11-20T16:00:00Z" }])) }] });
  const ticked = (found) => found === null || found === undefined ? null : [...new Set(Object.keys(JSON.parse(found).applications[0]?.steps ?? {}))].sort().join("");
  const browser = new m.Browser({ seed: 1 });
  if (local !== null) browser.stored.set("after-the-interview", text(local));
  if (mark !== null) browser.stored.set("after-the-interview:written", typeof mark === "number" ? `${m.fingerprint(text(local))}@${mark}` : mark);
  browser.kept = { revision, text: text(kept), folded: {}, met: written.map((each) => m.fingerprint(text(each))), previous: null };
  const tab = browser.open();
  await browser.pass(20_000);
  tab.store.look();
  await browser.pass(20_000);
  const { text: mirror } = m.unseal(browser.stored.get("after-the-interview") ?? "");
  return { shown: ticked(tab.store.text), kept: ticked(browser.kept.text), local: mirror && !mirror.startsWith("?") ? ticked(mirror) : null,
    saved: tab.saved, aside: [...browser.stored].filter(([key]) => key.includes("set-aside")).map(([, each]) => each) };
})(args[0]))"""


def left(local, mark, kept, revision, written):
    """What a page makes of two stores, once it has had time."""
    given = {"local": local, "mark": mark, "kept": kept, "revision": revision, "written": written}
    return called("record/seal.ts ../../tests/storage/simulate.mjs", LEFT, given)


@pytest.mark.parametrize(
    ("stores", "steps"),
    [
        # Both as they should be.
        (("a", 3, "a", 3, ["a"]), "a"),
        # A tab was killed before its change had come to the database.
        (("ab", 3, "a", 3, ["a"]), "ab"),
        # A browser was killed, and localStorage has lost its last writes;
        (("a", 2, "ab", 3, ["a", "ab"]), "ab"),
        # or its marks as well.
        (("a", None, "ab", 3, ["a", "ab"]), "ab"),
        # A tab that hadn't heard of another's change was killed.
        (("ax", 2, "ab", 3, ["a", "ab"]), "abx"),
        # A change was undone last, so that the list is one from before.
        (("a", 4, "ab", 4, ["a", "ab"]), "a"),
        # One of the stores is gone, or was never there.
        (("a", 1, None, 0, []), "a"),
        ((None, None, "a", 3, ["a"]), "a"),
        ((None, None, None, 0, []), None),
        # The list was erased, and localStorage had lost that; or another has been begun since.
        (("a", 3, None, 4, ["a"]), None),
        (("b", 4, None, 4, ["a"]), "b"),
        # Another program has put a list there, which is what counts.
        (("x", "1@2", "ab", 4, ["a", "ab"]), "x"),
        (("x", None, None, 0, []), "x"),
    ],
)
def test_the_first_editions_stores_are_taken_over(stores, steps):
    found = left(*stores)
    assert (found["shown"], found["kept"], found["local"], found["saved"]) == (steps, steps, steps, "saved"), found


def test_what_cannot_be_read_in_localstorage_is_kept_as_it_was_and_the_databases_list_is_taken():
    found = left("?{ torn", None, "ab", 3, ["ab"])
    assert (found["shown"], found["local"], found["aside"]) == ("ab", "ab", ["?{ torn"])


def test_what_cannot_be_read_in_the_database_gives_way_to_what_localstorage_has():
    found = left("a", 2, "?{ torn", 3, ["a"])
    assert (found["shown"], found["kept"], found["local"]) == ("a", "a", "a")


EMPTIED = """(await (async () => {
  const browser = new m.Browser({ seed: 1 });
  const tab = browser.open();
  tab.store.change((record) => ({ ...record, applications: [{ id: "acme", rounds: [], steps: {} }] }));
  for (const key of args[0]) {
    tab.tick(key);
    await browser.pass(20_000);
    if (key !== args[0].at(-1)) [browser.stored, browser.kept] = [new Map(), { revision: 0, text: null, folded: {}, met: [], previous: null }];
  }
  return [m.steps(browser.kept.text), m.steps(m.unseal(browser.stored.get("after-the-interview")).text), tab.saved];
})())"""


def test_a_tick_after_somebody_has_emptied_both_stores_brings_all_that_is_shown():
    found = called("record/seal.ts ../../tests/storage/simulate.mjs", EMPTIED, "abc")
    assert found == ["a b c", "a b c", "saved"]
