"""Tabs and browsers that die beside others, or before they are opened again: what was done is there in the end, once."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import FRIDAY_EVENING, Checklist, acme, without_holidays

pytestmark = [pytest.mark.later, pytest.mark.once("it is the test that makes storage fail, not the browser")]


@pytest.mark.parametrize("is_ticked_meanwhile", [True, False])
def test_what_a_tab_wrote_that_died_before_it_was_in_the_copy_comes_there(one, another, is_ticked_meanwhile):
    dying = another(durable.HUNG)
    dying.box("r1/settle").check()
    dying.box("keep-searching").check()
    expect(dying.root).to_have_attribute("data-saved", "saving")
    dying.page.close()
    keys = ["r1/settle", "keep-searching"]
    if is_ticked_meanwhile:
        keys.append("r1/thank-you-email")
        one.box("r1/thank-you-email").check()
        one.is_saved()
    one.page.clock.fast_forward("00:05")
    durable.has_in_both(one, *keys)


@pytest.mark.parametrize("is_marked", [True, False], ids=["a second ago", "before it was opened here"])
def test_after_a_kill_that_lost_the_last_writes_the_copy_is_what_counts(one, context, is_marked):
    """A browser that is killed may bring localStorage back as it was up to a minute before."""
    before = one.page.evaluate("() => ({ ...localStorage })")
    if not is_marked:
        before = {"after-the-interview": cases.as_text(without_holidays(acme(id="acme")))}
    one.box("r1/settle").check()
    one.is_saved()
    one.page.close()
    page = context.new_page()
    page.goto("/schema/record-1.json")
    page.evaluate(
        "(then) => { localStorage.clear(); for (const [key, text] of Object.entries(then)) localStorage.setItem(key, text) }",
        before,
    )
    # Storage of the browser's session is a tab's own: this one has none yet.
    page.close()
    page = context.new_page()
    page.clock.install(time=FRIDAY_EVENING)
    durable.has_in_both(Checklist(page).open(), "r1/settle")


def test_undo_leaves_what_another_tab_noted_of_the_same_application(checklist, another):
    both = [cases.application(cases.interview(), id=each.lower(), employer=each) for each in ("Acme", "Beta")]
    checklist.open_with(cases.record(*both))
    checklist.more("Archive: Acme").click()
    second = another()
    edited = second.stored()
    acme_ = edited["applications"][0]
    acme_["rounds"].append({"id": "r2", "starts": "2026-12-04T10:00", "journal": {"topics": "ducks"}})
    acme_["outcomes"] = [cases.outcome("invitation", "2026-11-20")]
    second.page.evaluate("text => localStorage.setItem('after-the-interview', text)", json.dumps(edited))
    second.page.close()
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.page.get_by_text("Interview 2:")).to_be_attached()
    checklist.is_saved()
    found = checklist.stored()["applications"][0]
    assert not found.get("archived")
    assert [each["id"] for each in found["rounds"]] == ["r1", "r2"]
    assert found["rounds"][1]["journal"] == {"topics": "ducks"}
    assert [each["type"] for each in found["outcomes"]] == ["invitation"]


def test_what_is_brought_back_for_a_tab_that_is_gone_takes_nothing_of_others_away(one, another):
    """It had not seen the other's last tick when it wrote its own."""
    dying = another(durable.HUNG)
    stale = dying.page.evaluate("() => localStorage.getItem('after-the-interview')")
    one.box("r1/settle").check()
    one.is_saved()
    # Its view of localStorage lags, as that of another process may.
    dying.page.evaluate(
        "(text) => { const { getItem } = Storage.prototype; Storage.prototype.getItem = function (key) { return key === 'after-the-interview' ? text : getItem.call(this, key) } }",
        stale,
    )
    dying.box("keep-searching").check()
    dying.page.close()
    one.page.clock.fast_forward("00:05")
    durable.has_in_both(one, "r1/settle", "keep-searching")


NO_PYTHON = "window.Worker = class { postMessage() {} terminate() {} addEventListener() {} }"


def test_a_page_that_found_what_a_killed_tab_left_takes_nothing_away_that_is_saved_since(one, another):
    dying = another(durable.HUNG)
    dying.box("r1/settle").check()
    dying.page.close()
    finder = another(NO_PYTHON)
    expect(finder.box("r1/settle")).to_be_checked()
    one.box("keep-searching").check()
    one.is_saved()
    expect(finder.box("keep-searching")).to_be_checked()
    finder.box("r1/thank-you-email").check()
    finder.is_saved()
    durable.has_in_both(one, "r1/settle", "keep-searching", "r1/thank-you-email")


def test_an_erased_list_does_not_come_back_from_a_tab_that_is_gone(one, another):
    dying = another(durable.HUNG)
    dying.box("r1/settle").check()
    dying.page.close()
    one.box("keep-searching").check()
    one.is_saved()
    one.more("Start again").click()
    one.page.get_by_role("button", name="Erase everything").click()
    one.is_saved()
    one.page.clock.fast_forward("00:10")
    one.next_is("When was your interview?")
    assert one.page.evaluate(durable.LOCAL) is None
    assert one.page.evaluate(durable.KEPT)["text"] is None


def test_what_undo_brought_back_is_there_at_the_next_start_though_it_is_an_old_text(checklist, context):
    """The tab is killed before the durable copy has it."""
    checklist.open_with(acme(id="acme"))
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    before = checklist.page.evaluate(durable.LOCAL)
    checklist.fact("Remove Acme, Analyst").click()
    checklist.is_saved()
    checklist.page.evaluate(
        "() => { IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') } }"
    )
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    assert checklist.page.evaluate(durable.LOCAL) == before
    checklist.page.close()
    page = context.new_page()
    page.clock.install(time=FRIDAY_EVENING)
    again = Checklist(page).open()
    again.has_status("r1/settle", "open")
    # Once Python has accepted it, the copy gets it as well.
    for _ in range(100):
        if "r1/reflect" in page.evaluate(durable.KEPT)["text"]:
            break
        page.evaluate(
            "() => new Promise((resolve) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = resolve; port2.postMessage(0); })"
        )
    durable.has_in_both(again)


def test_a_tick_before_the_copy_answers_goes_to_what_undo_brought_back(checklist, another):
    checklist.open_with(acme(id="acme"))
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    before = checklist.page.evaluate(durable.LOCAL)
    checklist.fact("Remove Acme, Analyst").click()
    checklist.is_saved()
    checklist.page.evaluate(f"() => {{ {durable.FULL} }}")
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    assert checklist.page.evaluate(durable.LOCAL) == before
    checklist.page.close()
    again = another(durable.HELD)
    again.box("r1/settle").check()
    again.page.evaluate("() => window.letGo()")
    durable.has_in_both(again, "r1/settle")


def test_a_list_erased_in_another_tab_is_told_of_and_no_undo_is_left(one, another):
    one.box("r1/settle").check()
    one.is_saved()
    second = another()
    second.more("Start again").click()
    second.page.get_by_role("button", name="Erase everything").click()
    expect(one.notices).to_contain_text("erased in another window")
    expect(one.said.get_by_role("button", name="Undo")).to_have_count(0)
    second.notices.get_by_role("button", name="Bring it back").click()
    one.has_status("r1/settle", "done")
    expect(one.notices).to_be_empty()
