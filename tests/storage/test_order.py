"""What tabs do while none of them can save comes in the order in which it was done, whichever of them saves it."""

import random

import pytest

from tests.test_undo import called

# Three tabs of one browser, whose storage takes nothing until they're healed. After each move, a tab's number and what it
# does, all have the time to hear of it, unless the move ends in "!". One case or more, each in a browser of its own.
PLAYED = """(await (async ({ fault, cases }) => {
  const named = (steps) => ({ format: "after-the-interview", version: 2, settings: {}, applications: [{ id: "acme", rounds: [], steps }] });
  const done = { state: "done", at: "2026-11-20T16:00:00Z" };
  const change = {
    begin: () => (record) => ({ ...record, applications: named({}).applications }),
    tick: (key) => (record) => m.setState(record, "acme", key, done),
    untick: (key) => (record) => m.setState(record, "acme", key, null),
    erase: () => () => null,
  };
  const ticked = (text) => text === null ? null : m.steps(text);
  const found = [];
  for (const { moves, heals, seed } of cases) {
    const browser = new m.Browser({ seed });
    browser.stored.set("after-the-interview", JSON.stringify(named({})));
    const tabs = [];
    for (let count = 0; count < 3; count += 1) {
      tabs.push(browser.open());
      await browser.pass(6_000);
    }
    for (const tab of tabs) tab.fault = fault;
    for (const [who, move] of moves) {
      const [what, key] = move.replace("!", "").split(" ");
      if (what === "close") browser.kill(tabs[who]);
      else tabs[who].store.change(change[what](key));
      await browser.pass(move.endsWith("!") ? 0 : 6_000);
    }
    const open = tabs.filter(({ isDead }) => !isDead);
    const shown = open.map(({ store }) => ticked(store.text));
    for (const who of heals) {
      if (!tabs[who].isDead) tabs[who].heal(), tabs[who].store.look();
      await browser.pass(20_000);
    }
    for (const tab of open) tab.store.look();
    await browser.pass(20_000);
    found.push({ shown, kept: ticked(browser.kept.text), after: open.map(({ store }) => ticked(store.text)),
      logs: [...browser.stored.keys()].filter((key) => key.includes("unsaved")).length });
  }
  return found;
})(args[0]))"""

MOVES = [
    # One tab takes back what another has done; also once one of them is closed.
    ([(1, "tick x"), (0, "untick x")], ""),
    ([(0, "tick x"), (1, "untick x"), (0, "tick x"), (2, "untick x")], ""),
    ([(0, "tick x"), (1, "untick x"), (2, "tick x")], "x"),
    ([(0, "tick x"), (1, "untick x"), (0, "close")], ""),
    # Erasing takes with it what others have done before, heard of or not;
    ([(1, "tick x"), (1, "tick y"), (0, "erase")], None),
    ([(0, "erase")], None),
    ([(1, "tick x!"), (1, "tick y!"), (0, "erase!")], None),
    ([(1, "tick x"), (0, "erase"), (1, "close")], None),
    # and a list that another begins after that stays.
    ([(0, "tick x"), (0, "erase"), (1, "begin"), (1, "tick y")], "y"),
    ([(0, "erase"), (1, "begin"), (1, "tick y"), (0, "close")], "y"),
    ([(2, "erase"), (0, "begin"), (0, "tick y"), (1, "tick z")], "y z"),
]  # fmt: skip


def played(fault, cases):
    """What tabs show before any is healed and after all are, and what the database and the logs have then."""
    given = [{"seed": 1, "heals": [0, 1, 2], **case} for case in cases]
    return called("record/record.ts ../../tests/storage/simulate.mjs", PLAYED, {"fault": fault, "cases": given})


@pytest.mark.parametrize("heals", [[0, 1, 2], [1, 0, 2], [2, 1, 0]], ids=str)
@pytest.mark.parametrize("fault", ["full", "broken", "hung"])
def test_what_came_last_counts_whichever_tab_can_save_again(fault, heals):
    found = played(fault, [{"moves": moves, "heals": heals} for moves, _ in MOVES])
    for (moves, steps), each in zip(MOVES, found, strict=True):
        assert (each["kept"], {*each["after"]}, each["logs"]) == (steps, {steps}, 0), moves
        # What nobody has had the time to hear of isn't shown yet.
        assert {*each["shown"]} == {steps} or moves[0][1].endswith("!"), moves


def test_a_log_that_is_shortened_stays_before_what_another_tab_has_changed_since():
    moves = [(0, "tick x"), (1, "untick x"), *((0, f"tick k{number}!") for number in range(60))]
    (found,) = played("full", [{"moves": moves}])
    assert sorted(found["kept"].split()) == sorted(f"k{number}" for number in range(60))


@pytest.mark.parametrize("fault", ["full", "broken", "hung"])
def test_whatever_tabs_do_and_whoever_is_closed_it_comes_to_what_one_tab_would_have(fault):
    cases, expected = [], []
    for seed in range(1, 16):
        chance = random.Random(seed)
        moves, steps, tabs = [], set(), [0, 1, 2]
        for _ in range(12):
            if len(tabs) > 1 and chance.random() < 0.1:
                moves.append((tabs.pop(chance.randrange(len(tabs))), "close"))
                continue
            what = chance.choice(["tick", "tick", "untick", "untick", "erase"]) if steps is not None else "begin"
            key = chance.choice("xyz")
            moves.append((chance.choice(tabs), f"{what} {key}"))
            after = {
                "tick": (steps or set()) | {key},
                "untick": (steps or set()) - {key},
                "erase": None,
                "begin": set(),
            }
            steps = after[what]
        cases.append({"moves": moves, "seed": seed, "heals": chance.sample(range(3), 3)})
        expected.append(None if steps is None else " ".join(sorted(steps)))
    for case, steps, found in zip(cases, expected, played(fault, cases), strict=True):
        assert (found["kept"], {*found["after"]}, found["logs"]) == (steps, {steps}, 0), case


LATE = """(await (async () => {
  const browser = new m.Browser({ seed: 1 });
  browser.stored.set("after-the-interview", JSON.stringify({ format: "after-the-interview", version: 2, settings: {}, applications: [{ id: "acme", rounds: [], steps: {} }] }));
  const one = browser.open();
  await browser.pass(6_000);
  const other = browser.open();
  await browser.pass(6_000);
  const told = [];
  const { tell } = other.tabs;
  other.tabs.tell = (message) => (message.log?.length && told.push(message), tell(message));
  other.fault = "full";
  other.store.change((record) => m.setState(record, "acme", "x", { state: "done", at: "2026-11-20T16:00:00Z" }));
  await browser.pass(6_000);
  one.store.change(() => null);
  await browser.pass(6_000);
  for (const message of told) one.tabs.hear(structuredClone(message));
  await browser.pass(6_000);
  return { told: told.length, shown: one.store.text, kept: browser.kept.text, local: browser.stored.get("after-the-interview") ?? null };
})())"""


def test_a_log_that_is_heard_of_once_more_after_it_is_erased_brings_nothing_back():
    found = called("record/record.ts ../../tests/storage/simulate.mjs", LATE)
    assert found.pop("told") >= 1
    assert found == {"shown": None, "kept": None, "local": None}
