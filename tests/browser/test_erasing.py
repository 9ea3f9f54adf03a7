"""Beginning anew: asked first, with a copy offered, of both stores, and undone until the page is left."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import durable
from tests.browser.checklist import acme
from tests.browser.durable import LOCAL
from tests.browser.engines import downloaded

pytestmark = pytest.mark.once("what differs is the store, which is tested in each")


def test_erasing_asks_offers_a_copy_and_can_be_undone_until_the_page_is_left(safe):
    safe.box("r1/settle").check()
    safe.is_saved()
    before = safe.stored()
    safe.more("Start again").click()
    dialog = safe.page.get_by_role("dialog", name="Start again?")
    file = downloaded(safe.page, dialog.get_by_role("button", name="Save a copy first").click)
    assert json.loads(file.read_text(encoding="utf-8")) == before
    dialog.get_by_role("button", name="Erase everything").click()
    safe.next_is("When was your interview?")
    safe.is_saved()
    assert safe.page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('after'))") == []
    assert safe.page.evaluate("() => sessionStorage.getItem('after-the-interview:names')") is None
    # Undo outlives what is done next.
    safe.add(Employer="Beta", Date_and_time="2026-11-19T10:00")
    safe.notices.get_by_role("button", name="Bring it back").click()
    expect(safe.tab("Acme")).to_be_visible()
    safe.is_saved()
    assert sorted(safe.employers()) == ["Acme", "Beta"]
    expect(safe.notices).to_be_empty()


def test_erasing_takes_what_was_set_aside_from_both_stores(checklist):
    checklist.page.goto("/about/")
    checklist.page.evaluate(durable.PUT, {"revision": 4, "text": "{torn"})
    checklist.open_with(acme())
    checklist.box("r1/settle").check()
    checklist.is_saved()
    erase = checklist.more("Start again")
    erase.click()
    checklist.page.get_by_role("button", name="Erase everything").click()
    checklist.is_saved()
    held = checklist.page.evaluate(
        """() => new Promise((resolve) => {
          const request = indexedDB.open("after-the-interview");
          request.onsuccess = () => {
            const all = request.result.transaction("kept").objectStore("kept").getAll();
            all.onsuccess = () => { request.result.close(); resolve(JSON.stringify(all.result)); };
          };
        })"""
    )
    assert "torn" not in held
    assert "Acme" not in held
    expect(erase).to_be_hidden()


def test_a_page_that_may_not_change_the_list_erases_nothing(safe):
    safe.page.evaluate(
        """() => localStorage.setItem("after-the-interview", '{"format":"after-the-interview","version":3,"future":true}')"""
    )
    safe.open()
    expect(safe.notices).to_contain_text("newer version")
    expect(safe.more("Start again")).to_be_visible()
    before = safe.page.evaluate("() => ({ ...localStorage })")
    safe.more("Start again").click()
    safe.page.get_by_role("button", name="Erase everything").click()
    expect(safe.notices).to_contain_text("Nothing is erased")
    assert safe.page.evaluate("() => ({ ...localStorage })") == before


def test_what_was_erased_stays_so(safe):
    safe.more("Start again").click()
    safe.page.get_by_role("button", name="Erase everything").click()
    safe.is_saved()
    safe.open()
    safe.next_is("When was your interview?")
    assert safe.page.evaluate(LOCAL) is None


def test_cancelling_erases_nothing(safe):
    before = safe.stored()
    safe.more("Start again").click()
    safe.page.get_by_role("dialog", name="Start again?").get_by_role("button", name="Cancel").click()
    assert safe.stored() == before
