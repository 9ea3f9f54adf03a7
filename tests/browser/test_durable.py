"""The second copy of the list: written with each change, taken where it is the newer one, missed aloud where it cannot be had."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import FRIDAY_EVENING, Checklist, acme, without_holidays
from tests.browser.durable import LOCAL
from tests.browser.engines import downloaded

pytestmark = pytest.mark.later

ALL = "() => Object.entries(localStorage)"
RESTORE = "(all) => { localStorage.clear(); for (const [key, text] of all) localStorage.setItem(key, text) }"


def ticked(text):
    return sorted(key for each in json.loads(text)["applications"] for key in each["steps"])


@pytest.fixture
def begun(checklist):
    """A list with one tick, in both stores."""
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    return checklist


def test_each_change_is_in_both_stores_once_the_page_says_saved(begun):
    for key in ("r1/reflect", "keep-searching"):
        begun.box(key).check()
        begun.is_saved()
        kept = begun.page.evaluate(durable.KEPT)
        assert kept["text"] == begun.page.evaluate(LOCAL)
        assert key in ticked(kept["text"])


def test_a_list_that_the_first_store_lost_comes_back(begun):
    begun.page.evaluate("() => localStorage.clear()")
    begun.open()
    begun.has_status("r1/settle", "done")
    assert ticked(begun.page.evaluate(LOCAL)) == ["r1/settle"]


def test_an_older_list_in_the_first_store_gives_way(begun):
    """As after a browser was killed before it had written its last seconds."""
    older = begun.page.evaluate(ALL)
    for key in ("r1/reflect", "keep-searching"):
        begun.box(key).check()
    begun.is_saved()
    begun.page.evaluate(RESTORE, older)
    begun.open()
    begun.has_status("keep-searching", "done")
    assert ticked(begun.page.evaluate(LOCAL)) == ["keep-searching", "r1/reflect", "r1/settle"]


def test_a_change_made_before_the_copy_is_read_is_made_to_the_copy(begun):
    begun.page.evaluate("() => localStorage.clear()")
    begun.page.add_init_script(durable.HELD)
    begun.open()
    begun.box("r1/settle").check()
    begun.page.evaluate("window.letGo()")
    expect(begun.card).to_contain_text("Analyst, Acme")
    begun.is_saved()
    assert "Acme" in begun.employers()


def test_what_another_program_put_into_the_first_store_stays_and_is_copied(begun):
    foreign = cases.record(cases.application(cases.interview(), employer="Beta"))
    begun.page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(foreign))
    begun.open()
    begun.has_status("r1/settle", "open")
    expect(begun.card).to_contain_text("Beta")
    begun.box("r1/settle").check()
    begun.is_saved()
    assert json.loads(begun.page.evaluate(durable.KEPT)["text"])["applications"][0]["employer"] == "Beta"


def test_what_another_program_put_there_is_sealed_by_a_tick_before_the_copy_is_read(begun):
    foreign = cases.as_text(cases.record(cases.application(cases.interview(), employer="Beta")))
    begun.page.evaluate("text => localStorage.setItem('after-the-interview', text)", foreign)
    begun.page.add_init_script(durable.HELD)
    begun.open()
    begun.box("r1/settle").check()
    assert ticked(begun.page.evaluate(LOCAL)) == ["r1/settle"]
    begun.page.evaluate("window.letGo()")
    begun.is_saved()
    assert begun.employers() == ["Beta"]


def test_a_list_that_another_program_puts_there_twice_counts_both_times(checklist):
    """It is the same text as one that was older once; but this time it was put there last."""
    for _ in range(2):
        checklist.open_with(acme())
        checklist.has_status("r1/settle", "open")
        checklist.box("r1/settle").check()
        checklist.is_saved()
        checklist.has_status("r1/settle", "done")


def test_when_the_first_store_cannot_be_read_the_copy_takes_its_place(begun):
    begun.page.evaluate("() => localStorage.setItem('after-the-interview', '{\"torn')")
    begun.open()
    begun.has_status("r1/settle", "done")
    expect(begun.notices).to_contain_text("after-the-interview:set-aside:")
    begun.box("r1/reflect").check()
    begun.is_saved()
    assert ticked(begun.page.evaluate(LOCAL)) == ["r1/reflect", "r1/settle"]


def test_when_python_refuses_the_first_store_the_copy_takes_its_place(begun):
    wrong = cases.as_text(cases.record(cases.application(cases.interview("2026-02-30T15:00"))))
    begun.page.evaluate("text => localStorage.setItem('after-the-interview', text)", wrong)
    begun.open()
    expect(begun.notices).to_contain_text("after-the-interview:set-aside:", timeout=60_000)
    begun.has_status("r1/settle", "done")
    assert "Acme" in begun.employers()


FAILING = pytest.mark.once("it is the test that makes the store fail, not the browser")


@pytest.mark.provokes("denied")
@pytest.mark.parametrize(
    "fault", ["ABSENT", "FORBIDDEN", *(pytest.param(fault, marks=FAILING) for fault in ("FULL", "HUNG", "NEVER_DONE"))]
)
def test_without_the_second_store_the_page_says_so_and_saves_in_the_first(checklist, fault):
    checklist.page.add_init_script(getattr(durable, fault))
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    expect(checklist.notices).to_contain_text("without the second copy")
    assert ticked(checklist.page.evaluate(LOCAL)) == ["r1/settle"]
    file = downloaded(checklist.page, checklist.notices.get_by_role("button", name="Download a copy").click)
    assert ticked(file.read_text(encoding="utf-8")) == ["r1/settle"]
    checklist.box("r1/reflect").check()
    checklist.open()
    assert ticked(checklist.page.evaluate(LOCAL)) == ["r1/reflect", "r1/settle"]


@pytest.mark.provokes("storage is off|denied")
def test_without_both_stores_ticking_goes_on_and_a_copy_can_be_had(checklist):
    checklist.page.add_init_script(durable.FORBIDDEN)
    checklist.page.add_init_script("Storage.prototype.setItem = () => { throw new Error('storage is off') }")
    checklist.page.goto("/checklist/")
    checklist.is_tickable()
    checklist.box("r1/settle").check()
    expect(checklist.notices).to_contain_text("This browser is not saving")
    checklist.box("r1/reflect").check()
    file = downloaded(checklist.page, checklist.notices.get_by_role("button", name="Download a copy").click)
    assert ticked(file.read_text(encoding="utf-8")) == ["r1/reflect", "r1/settle"]


def test_when_the_second_store_is_there_again_everything_is_in_it(begun):
    begun.page.evaluate("() => { window.open_ = IDBDatabase.prototype.transaction; IDBDatabase.prototype.transaction = () => { throw new Error() } }")  # fmt: skip
    begun.box("r1/reflect").check()
    expect(begun.root).to_have_attribute("data-saved", "error")
    begun.page.evaluate("() => { IDBDatabase.prototype.transaction = window.open_ }")
    begun.box("keep-searching").check()
    begun.is_saved()
    expect(begun.notices).to_be_empty()
    assert ticked(begun.page.evaluate(durable.KEPT)["text"]) == ["keep-searching", "r1/reflect", "r1/settle"]


def test_a_copy_that_cannot_be_read_is_kept_beside_the_new_one(checklist):
    checklist.page.goto("/about/")
    checklist.page.evaluate(durable.PUT, {"revision": 4, "text": "{torn"})
    checklist.open()
    expect(checklist.notices).to_contain_text("What was saved here cannot be read")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    file = downloaded(checklist.page, checklist.notices.get_by_role("button", name="Download it").click)
    assert file.read_text(encoding="utf-8") == "{torn"
    assert "{torn" in checklist.page.evaluate("() => Object.values(localStorage)")


# --- several tabs ------------------------------------------------------------------------


# What one tab tells another comes after what it has written to localStorage, as it may where each is a process.
LATE_NEWS = """const Real = window.BroadcastChannel;
window.BroadcastChannel = class extends Real {
  set onmessage(hear) { super.onmessage = (event) => setTimeout(hear, 100, event); }
};"""
# Begun without waiting: both tick at the same time.
START = f"([name, most, isOneByOne]) => {{ window.ticking = ({durable.TICK_ALL})(name, most, isOneByOne) }}"


@pytest.mark.parametrize(
    ("most", "is_slow"),
    [(300, False), pytest.param(100, True, marks=pytest.mark.once("the lateness is the test's own"))],
    ids=["as fast as they can", "each tick saved, with late news"],
)
def test_two_tabs_that_tick_300_steps_each_at_once_lose_none(page, context, most, is_slow):
    context.add_init_script(LATE_NEWS if is_slow else "")
    names = [f"{whose}{n}" for whose in ("one", "two") for n in range(most // 25)]
    record = cases.record(*(cases.application(cases.interview(), id=name, employer=name) for name in names))
    record = without_holidays(record)
    page.goto("/about/")
    page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(record))
    other = context.new_page()
    both = ((page, "one"), (other, "two"))
    for each, name in both:
        each.goto("/checklist/")
        expect(each.locator(f'#tabs [data-open^="{name}"]')).to_have_count(most // 25, timeout=60_000)
        # As fast as they can: the first goes on while the second is opened. Slow ones are never done before that.
        if not is_slow:
            each.evaluate(START, [name, most, False])
    for each, name in both if is_slow else ():
        each.evaluate(START, [name, most, True])
    assert [each.evaluate("() => window.ticking") for each in (page, other)] == [most, most]
    for each in (page, other):
        expect(each.locator("html")).to_have_attribute("data-saved", "saved", timeout=60_000)
    stored = json.loads(page.evaluate(durable.KEPT)["text"])
    assert sum(len(each.get("steps", {})) for each in stored["applications"]) == 2 * most
    for each in (page, other):
        each.wait_for_function(f"count => ({durable.TICKED})() === count", arg=2 * most, polling=1_000)
        assert json.loads(each.evaluate(LOCAL)) == stored


def test_a_tab_left_open_since_yesterday_overwrites_nothing_of_today(begun, context):
    """It hears nothing of other tabs, and localStorage shows it what was there when it was opened."""
    stale = context.new_page()
    stale.add_init_script(
        """const then = localStorage.getItem("after-the-interview");
        const { getItem } = Storage.prototype;
        Storage.prototype.getItem = function (key) { return key === "after-the-interview" ? then : getItem.call(this, key) };
        window.BroadcastChannel = class { postMessage() {} };
        const listen = window.addEventListener;
        window.addEventListener = function (type, ...rest) { if (type !== "storage") listen.call(this, type, ...rest) };"""
    )
    stale.clock.install(time=FRIDAY_EVENING)
    stale.goto("/checklist/")
    older = Checklist(stale)
    box = older.box("keep-searching")
    begun.box("r1/reflect").check()
    begun.tell("They want to see me again")
    begun.is_saved()
    box.check()
    expect(stale.locator("html")).to_have_attribute("data-saved", "saved")
    expect(stale.locator('[data-step="r1/reflect"]').first).to_have_attribute("data-status", "done")
    kept = json.loads(stale.evaluate(durable.KEPT)["text"])["applications"][0]
    assert sorted(kept["steps"]) == ["keep-searching", "r1/reflect", "r1/settle"]
    assert [each["type"] for each in kept["outcomes"]] == ["invitation"]
    begun.has_status("keep-searching", "done")


NEWER = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("after-the-interview", 3);
  request.onsuccess = () => { request.result.close(); resolve(); };
  request.onerror = () => reject(request.error);
})"""


def test_beside_a_newer_version_the_older_goes_read_only_and_says_so(begun, context):
    newer = context.new_page()
    newer.goto("/about/")
    newer.evaluate(NEWER)
    expect(begun.notices).to_contain_text("A newer version of this page")
    before = begun.page.evaluate(LOCAL)
    begun.box("r1/reflect").check()
    expect(begun.root).to_have_attribute("data-saved", "error")
    assert begun.page.evaluate(LOCAL) == before
    # Loaded anew it is still the older one.
    begun.open()
    expect(begun.notices).to_contain_text("A newer version of this page")
    begun.box("r1/reflect").check()
    assert begun.page.evaluate(LOCAL) == before


def test_when_the_copy_becomes_unreadable_the_page_s_own_list_takes_its_place(begun):
    """Another program put it there while the page was open; what's done next is done to the list that's shown."""
    put = '{"format":"after-the-interview","version":2,"settings":{"name":null},"applications":[]}'
    begun.page.evaluate(durable.TOLD, put)
    expect(begun.notices).to_contain_text("after-the-interview:set-aside:")
    begun.box("r1/reflect").check()
    begun.page.wait_for_function(durable.TICKS, arg=["r1/reflect", "r1/settle"])
    begun.is_saved()
    assert begun.page.evaluate(durable.KEPT)["text"] == begun.page.evaluate(LOCAL)
