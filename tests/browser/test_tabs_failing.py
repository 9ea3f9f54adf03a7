"""Tabs that cannot save, lag or sleep beside others that do not: what either did is there in the end, once."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import acme

pytestmark = [pytest.mark.later, pytest.mark.once("it is the test that makes storage fail, not the browser")]

# Hears nothing of others once it is told so.
DEAF = """const listen = window.addEventListener;
window.addEventListener = (type, hear, ...rest) => listen.call(window, type, type === "storage" ? (event) => window.isDeaf || hear(event) : hear, ...rest);
const Real = window.BroadcastChannel;
window.BroadcastChannel = class extends Real { set onmessage(hear) { super.onmessage = (event) => window.isDeaf || hear(event); } };"""
DEAFEN = "() => { window.isDeaf = true; return localStorage.getItem('after-the-interview') }"
# Tick a step of a page to which localStorage looks as it did; what it wrote.
TICK_THEN = """([key, then]) => {
  const { getItem } = Storage.prototype;
  Storage.prototype.getItem = function (name) { return name === "after-the-interview" ? then : getItem.call(this, name) };
  document.querySelector(`[data-step="${key}"] input`).click();
  Storage.prototype.getItem = getItem;
  return localStorage.getItem("after-the-interview");
}"""
HEARD = "() => { window.heard = []; addEventListener('storage', ({ newValue }) => window.heard.push(newValue)) }"


def test_what_a_tab_ticked_that_could_not_reach_the_copy_is_taken_over_by_one_that_can(one, another):
    failing = another(durable.FULL)
    failing.box("r1/settle").check()
    one.has_status("r1/settle", "done")
    failing.is_saved()
    failing.box("keep-searching").check()
    one.has_status("keep-searching", "done")
    failing.page.close()
    one.box("r1/thank-you-email").check()
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")


@pytest.mark.provokes("denied")
@pytest.mark.parametrize("fault", ["FORBIDDEN", "HUNG", "FULL"])
def test_where_no_tab_has_a_second_store_they_share_the_first(checklist, another, fault):
    checklist.page.add_init_script(getattr(durable, fault))
    checklist.open_with(acme(id="acme"))
    second = another(getattr(durable, fault))
    for each, key in ((checklist, "r1/settle"), (second, "r1/reflect"), (checklist, "keep-searching")):
        each.box(key).check()
        expect(each.root).to_have_attribute("data-saved", "error")
    for each in (checklist, second):
        for key in ("r1/settle", "r1/reflect", "keep-searching"):
            expect(each.box(key)).to_be_checked()
    assert durable.ticked(second.page.evaluate(durable.LOCAL)) == {"r1/settle", "r1/reflect", "keep-searching"}


def test_a_change_that_another_tab_took_over_is_not_made_twice(one, another):
    late = another(durable.FULL_FOR_NOW)
    late.tell("They want to see me again")
    expect(one.page.get_by_text("Interview 2:")).to_be_attached()
    one.box("r1/settle").check()
    one.is_saved()
    late.page.evaluate("() => { window.isFailing = false }")
    late.box("keep-searching").check()
    late.is_saved()
    (application,) = json.loads(late.page.evaluate(durable.KEPT)["text"])["applications"]
    assert [each["type"] for each in application["outcomes"]] == ["invitation"]
    assert len(application["rounds"]) == 2
    assert set(application["steps"]) == {"r1/reflect", "r1/settle", "keep-searching"}


def test_a_tab_that_cannot_save_takes_away_nothing_that_another_saved_at_the_same_time(one, another):
    failing = another(f"{durable.FULL};{DEAF}")
    failing.box("r1/settle").check()
    one.has_status("r1/settle", "done")
    one.is_saved()
    then = failing.page.evaluate(DEAFEN)
    one.box("keep-searching").check()
    one.is_saved()
    alone = failing.page.evaluate(TICK_THEN, ["r1/thank-you-email", then])
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")
    # An engine may store what a tab wrote later than what another wrote after it.
    one.page.evaluate(HEARD)
    failing.page.evaluate("text => localStorage.setItem('after-the-interview', text)", alone)
    one.page.wait_for_function("text => window.heard.includes(text)", arg=alone)
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")


def sleep_through(one, another):
    """Leave what a tab wrote to localStorage that had not heard of what another saved; both are closed."""
    sleeping = another(f"{durable.HUNG};{DEAF}")
    then = sleeping.page.evaluate(DEAFEN)
    one.box("keep-searching").check()
    one.is_saved()
    one.page.close()
    sleeping.page.evaluate(TICK_THEN, ["r1/settle", then])
    sleeping.page.close()


def test_what_a_tab_left_that_slept_covers_nothing_that_was_saved_meanwhile(one, another):
    sleep_through(one, another)
    durable.has_in_both(another(), "r1/settle", "keep-searching")


def test_a_tab_that_slept_while_others_wrote_more_than_is_remembered_overwrites_nothing(one):
    kept = one.page.evaluate(durable.KEPT)
    record = json.loads(kept["text"])
    record["applications"][0]["steps"]["r1/settle"] = cases.done("2026-11-20T16:04:00Z")
    one.page.evaluate(durable.PUT, {"revision": kept["revision"] + 2000, "text": json.dumps(record)})
    one.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    one.has_status("r1/settle", "done")
    one.box("keep-searching").check()
    durable.has_in_both(one, "r1/settle", "keep-searching")


@pytest.mark.provokes("denied")
@pytest.mark.parametrize("is_ticked_meanwhile", [True, False])
def test_what_localstorage_alone_holds_stays_when_the_copy_answers_late(one, another, is_ticked_meanwhile):
    keys = ["r1/settle"]
    one.page.close()
    failing = another(durable.BROKEN_FOR_NOW)
    failing.box("r1/settle").check()
    expect(failing.root).to_have_attribute("data-saved", "error")
    failing.page.close()
    again = another(durable.BROKEN_FOR_NOW)
    again.has_status("r1/settle", "done")
    if is_ticked_meanwhile:
        keys.append("keep-searching")
        again.box("keep-searching").check()
        expect(again.root).to_have_attribute("data-saved", "error")
    durable.mends(again)
    durable.has_in_both(again, *keys)


@pytest.mark.provokes("denied")
def test_what_one_of_two_failing_tabs_ticked_is_there_when_the_storage_is_well_again(one, another):
    one.page.close()
    first, second = another(durable.WELL_FOR_NOW), another(durable.WELL_FOR_NOW)
    for each in (first, second):
        each.has_status("r1/reflect", "done")
        each.page.evaluate(durable.BREAK)
    first.box("r1/settle").check()
    expect(first.root).to_have_attribute("data-saved", "error")
    second.has_status("r1/settle", "done")
    first.page.close()
    second.box("keep-searching").check()
    expect(second.root).to_have_attribute("data-saved", "error")
    durable.mends(second)
    durable.has_in_both(second, "r1/settle", "keep-searching")


@pytest.mark.provokes("denied")
def test_an_older_list_that_a_failing_tab_took_from_localstorage_covers_nothing_that_was_saved(one, another):
    one.page.close()
    failing = another(durable.WELL_FOR_NOW)
    failing.has_status("r1/reflect", "done")
    then = failing.page.evaluate("() => ({ ...localStorage })")
    failing.box("r1/settle").check()
    failing.is_saved()
    failing.page.evaluate(durable.BREAK)
    writer = failing.page.context.new_page()
    writer.goto("/schema/record-1.json")
    # As a tab does that wrote at the same moment, and came last.
    writer.evaluate(
        "(then) => Object.entries(then).reverse().forEach(([key, text]) => localStorage.setItem(key, text))", then
    )
    failing.box("keep-searching").check()
    expect(failing.root).to_have_attribute("data-saved", "error")
    failing.page.close()
    durable.has_in_both(another(), "r1/settle", "keep-searching")


def test_a_tick_before_the_copy_answers_takes_nothing_away_that_it_holds(one, another):
    sleep_through(one, another)
    again = another(durable.HELD)
    again.box("r1/thank-you-email").check()
    again.page.evaluate("() => window.letGo()")
    durable.has_in_both(again, "r1/settle", "keep-searching", "r1/thank-you-email")
