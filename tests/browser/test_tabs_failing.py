"""Tabs that cannot save, lag or sleep beside others that do not: what either did is there in the end, once."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import acme

# A write fails until this page says otherwise.
FULL_FOR_NOW = """window.isFull = true;
const { put } = IDBObjectStore.prototype;
IDBObjectStore.prototype.put = function (...all) {
  if (window.isFull) throw new DOMException("full", "QuotaExceededError");
  return put.apply(this, all);
};"""
# Hears nothing of others once it is told so.
DEAF = """const listen = window.addEventListener;
window.addEventListener = (type, hear, ...rest) => listen.call(window, type, type === "storage" ? (event) => window.isDeaf || hear(event) : hear, ...rest);
const Real = window.BroadcastChannel;
window.BroadcastChannel = class extends Real { set onmessage(hear) { super.onmessage = (event) => window.isDeaf || hear(event); } };"""
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
    expect(failing.root).to_have_attribute("data-saved", "error")
    one.has_status("r1/settle", "done")
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
    late = another(FULL_FOR_NOW)
    late.tell("They invited me back")
    expect(late.root).to_have_attribute("data-saved", "error")
    expect(one.page.get_by_text("Interview 2:")).to_be_visible()
    one.box("r1/settle").check()
    one.is_saved()
    late.page.evaluate("() => { window.isFull = false }")
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
    then = failing.page.evaluate("() => { window.isDeaf = true; return localStorage.getItem('after-the-interview') }")
    one.box("keep-searching").check()
    one.is_saved()
    alone = failing.page.evaluate(TICK_THEN, ["r1/thank-you-email", then])
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")
    # An engine may store what a tab wrote later than what another wrote after it.
    one.page.evaluate(HEARD)
    failing.page.evaluate("text => localStorage.setItem('after-the-interview', text)", alone)
    one.page.wait_for_function("text => window.heard.includes(text)", arg=alone)
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")


def test_what_a_tab_left_that_slept_covers_nothing_that_was_saved_meanwhile(one, another):
    sleeping = another(f"{durable.HUNG};{DEAF}")
    then = sleeping.page.evaluate("() => { window.isDeaf = true; return localStorage.getItem('after-the-interview') }")
    one.box("keep-searching").check()
    one.is_saved()
    one.page.close()
    sleeping.page.evaluate(TICK_THEN, ["r1/settle", then])
    sleeping.page.close()
    durable.has_in_both(another(), "r1/settle", "keep-searching")


def test_a_tab_that_slept_while_others_wrote_more_than_is_remembered_overwrites_nothing(one):
    kept = one.page.evaluate(durable.KEPT)
    record = json.loads(kept["text"])
    record["applications"][0]["steps"]["r1/settle"] = cases.done("2026-11-20T16:04:00Z")
    one.page.evaluate(durable.PUT, {"revision": kept["revision"] + 2000, "text": json.dumps(record)})
    one.page.evaluate(durable.FORGET)
    one.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    one.has_status("r1/settle", "done")
    one.box("keep-searching").check()
    durable.has_in_both(one, "r1/settle", "keep-searching")
