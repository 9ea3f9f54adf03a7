"""Sending a page of the guide on: by the share sheet where there is one, else as a copied link; and to a careers centre."""

import pytest
from playwright.sync_api import expect

from tests.browser.engines import let_copy, pasted

pytestmark = pytest.mark.once("the browser's own sheet and clipboard are stood in for")

SHARES = "navigator.share = (what) => { (window.shared ??= []).push(what); return Promise.%s; }"
PAGES = ["/guide/thank-you/", "/guide/", "/messages/", "/timing/"]


def sender(page):
    return page.get_by_role("button", name="Send this page to someone")


def said(page):
    return page.locator(".send [aria-live]")


def test_the_share_sheet_gets_the_page_and_nothing_of_the_reader(page, base_url):
    page.add_init_script(SHARES % "resolve()")
    page.goto("/guide/thank-you/?from=elsewhere#restore=somebody")
    sender(page).click()
    assert page.evaluate("shared") == [{"title": "The thank-you", "url": f"{base_url}/guide/thank-you/"}]
    expect(said(page)).to_be_empty()


def test_whoever_closes_the_sheet_is_told_nothing_and_whoever_cannot_share_gets_the_link(page, base_url):
    for why, told in (("AbortError", ""), ("NotAllowedError", f"Copy this link: {base_url}/guide/thank-you/")):
        page.add_init_script(SHARES % f'reject(new DOMException("", "{why}"))')
        page.goto("/guide/thank-you/")
        sender(page).click()
        page.wait_for_function("window.shared?.length")
        expect(said(page)).to_have_text(told)


@pytest.mark.parametrize("path", PAGES)
def test_without_a_sheet_the_link_is_copied_and_the_page_says_so(page, base_url, path):
    let_copy(page)
    page.add_init_script("delete Navigator.prototype.share")
    page.goto(path)
    sender(page).click()
    expect(said(page)).to_have_text("Copied the link to this page.")
    assert pasted(page) == f"{base_url}{path}"


def test_where_nothing_may_be_copied_the_link_is_shown(page, base_url):
    page.add_init_script("delete Navigator.prototype.share; if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")  # fmt: skip
    page.goto("/guide/thank-you/")
    sender(page).click()
    expect(said(page)).to_have_text(f"Copy this link: {base_url}/guide/thank-you/")


def test_without_scripts_there_is_no_button_that_does_nothing(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/guide/thank-you/")
    expect(sender(page)).to_be_hidden()
    page.get_by_role("link", name="Send this to a careers centre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For careers advisers")
    context.close()


def test_advisers_are_led_in_from_the_home_page_and_from_every_foot(page):
    page.goto("/")
    page.locator("main").get_by_role("link", name="careers adviser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("For careers advisers")
    page.goto("/checklist/")
    expect(page.get_by_role("contentinfo").get_by_role("link", name="For careers advisers")).to_be_visible()
