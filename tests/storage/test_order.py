"""What tabs do while none of them can save comes in the order in which it was done, whichever of them saves it."""

import pytest

from tests.test_undo import called

# Each move is a tab's number and what it does; the tabs have the time to hear of it, except after a move that ends in "!".
PLAYED = """(await (async ({ moves, heals }) => {
  const browser = new m.Browser({ seed: 1 });
  const named = (steps) => ({ format: "after-the-interview", version: 2, settings: {}, applications: [{ id: "acme", rounds: [], steps }] });
  const done = { state: "done", at: "2026-11-20T16:00:00Z" };
  const change = {
    begin: () => (record) => ({ ...record, applications: named({}).applications }),
    tick: (key) => (record) => m.setState(record, "acme", key, done),
    untick: (key) => (record) => m.setState(record, "acme", key, null),
    erase: () => () => null,
  };
  browser.stored.set("after-the-interview", JSON.stringify(named({})));
  const tabs = [];
  for (let count = 0; count < 3; count += 1) {
    tabs.push(browser.open());
    await browser.pass(1_000);
  }
  for (const tab of tabs) tab.fault = "full";
  for (const [who, move] of moves) {
    const [what, key] = move.replace("!", "").split(" ");
    tabs[who].store.change(change[what](key));
    await browser.pass(move.endsWith("!") ? 0 : 6_000);
  }
  const ticked = (text) => text === null ? null : m.steps(text);
  const shown = tabs.map(({ store }) => ticked(store.text));
  for (const who of heals) {
    tabs[who].heal();
    tabs[who].store.look();
    await browser.pass(20_000);
  }
  for (const tab of tabs) tab.store.look();
  await browser.pass(20_000);
  return { shown, kept: ticked(browser.kept.text), after: tabs.map(({ store }) => ticked(store.text)), logs: [...browser.stored.keys()].filter((key) => key.includes("unsaved")) };
})(args[0]))"""

MODULES = "record/record.ts ../../tests/storage/simulate.mjs"


@pytest.mark.parametrize("heals", [[0, 1, 2], [1, 0, 2], [2, 1, 0]], ids=str)
@pytest.mark.parametrize(
    ("moves", "steps"),
    [
        # One tab takes back what another has done.
        ([(1, "tick x"), (0, "untick x")], ""),
        ([(0, "tick x"), (1, "untick x"), (0, "tick x"), (2, "untick x")], ""),
        ([(0, "tick x"), (1, "untick x"), (2, "tick x")], "x"),
        # What is erased takes along what others have done before, heard of or not;
        ([(1, "tick x"), (1, "tick y"), (0, "erase")], None),
        ([(0, "erase")], None),
        ([(1, "tick x!"), (1, "tick y!"), (0, "erase!")], None),
        # and a list that another begins after that stays.
        ([(0, "tick x"), (0, "erase"), (1, "begin"), (1, "tick y")], "y"),
        ([(2, "erase"), (0, "begin"), (0, "tick y"), (1, "tick z")], "y z"),
    ],
    ids=str,
)
def test_what_came_last_counts_whichever_tab_can_save_again(moves, steps, heals):
    found = called(MODULES, PLAYED, {"moves": moves, "heals": heals})
    assert (found["kept"], found["after"], found["logs"]) == (steps, [steps] * 3, [])
    if not any(move.endswith("!") for _, move in moves):
        assert found["shown"] == [steps] * 3
