"""Search finds what people type, and says what it found in words that do not run together."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.host import SITE

pytestmark = [pytest.mark.later, pytest.mark.once("the page’s own rules, which are the same everywhere")]

FIRST = {
    "no reply": "guide/while-you-wait/",
    "ghosted": "guide/never-told/",
    "how long should I wait": "guide/while-you-wait/",
    "thank you email example": "guide/thank-you/",
    "counter offer": "guide/offer/",
    "they cancelled": "guide/never-told/",
    "zoom": "guide/video-and-phone/",
    "no-show": "guide/never-told/",
}
FOUND = {
    "silence": "guide/while-you-wait/",
    "references": "checklist/",
    "thank you card": "guide/thank-you/",
    "handwriting": "guide/thank-you/",
    "salary": "guide/offer/",
    "rejected": "guide/a-no/",
    "feedback": "guide/a-no/",
    "resume": "guide/second-interview/",
    "withdraw": "messages/",
    "panel": "messages/",
    "recruiter": "guide/same-day/",
    "cookies": "about/",
}


@pytest.mark.parametrize(("asked", "within"), [(FIRST, 1), (FOUND, 3)], ids=["first", "among three"])
def test_search_finds_what_people_type(page, asked, within):
    page.goto("/")
    page.get_by_role("button", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    for typed, found in asked.items():
        field.fill("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        field.press_sequentially(typed)
        # Once all letters are typed: search is asked at each of them.
        first = page.locator(
            f'.md-search-result__item:nth-child(-n+{within}) > .md-search-result__link[href*="{found}"]'
        )
        expect(first.first, typed).to_be_attached()


def test_what_search_is_made_of_comes_once_somebody_reaches_for_it_and_then_answers_what_was_typed(page):
    asked, held = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/bundle*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    page.goto("/", wait_until="networkidle")
    assert [url for url in asked if "/javascripts/" in url or "/search/" in url] == []
    with page.expect_request("**/bundle*.js"):
        page.get_by_role("button", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("ghosted")
    held[0].continue_()
    expect(page.locator('.md-search-result__link[href*="never-told"]').first).to_be_visible()


@pytest.mark.parametrize("path", ["/guide/thank-you/", "/guide/thank-you/#how-soon"])
def test_search_stays_open_while_its_script_comes_and_closes_with_escape(page, path):
    page.clock.install()
    page.goto(path)
    page.get_by_role("button", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    field.press_sequentially("ghosted")
    expect(page.locator('.md-search-result__link[href*="never-told"]').first).to_be_visible()
    page.clock.run_for(1_000)
    expect(page.get_by_role("region", name="Search results")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("region", name="Search results")).to_be_hidden()
    expect(page.locator("body[data-md-scrolllock]")).to_have_count(0)
    expect(field).not_to_be_focused()
    page.keyboard.press("/")
    expect(field).to_be_focused()


@pytest.mark.provokes("ERR_FAILED|Failed to load")
def test_search_that_cannot_be_had_says_so_and_can_be_tried_again(page):
    page.route("**/bundle*.js", lambda route: route.abort())
    page.goto("/")
    page.get_by_role("button", name="Search").click()
    field = page.get_by_role("textbox", name="Search")
    expect(page.get_by_role("region", name="Search results")).to_contain_text("The search couldn’t be loaded")
    field.press("Escape")
    expect(field).not_to_be_in_viewport()
    page.unroute("**/bundle*.js")
    page.get_by_role("button", name="Search").click()
    field.press_sequentially("ghosted")
    expect(page.locator('.md-search-result__link[href*="never-told"]').first).to_be_visible()


def test_results_that_nobody_asked_for_are_nowhere_on_the_way_of_the_keyboard(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/")
    results = page.get_by_role("region", name="Search results")
    expect(results).to_be_hidden()
    page.get_by_role("textbox", name="Search").click()
    expect(results).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_search_shows_is_not_cut_off(page, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.keyboard.press("/")
    page.get_by_role("textbox", name="Search").press_sequentially("salary offer")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    # In one look, as the panel may still be on its way.
    right = "(parts) => parts.map((part) => Math.round(document.querySelector(part).getBoundingClientRect().right))"
    inner, outer = page.evaluate(right, [".md-search-result", ".md-search__output"])
    assert inner <= outer


def test_what_search_shows_does_not_run_together():
    index = json.loads((SITE / "search/search_index.json").read_text(encoding="utf-8"))
    for entry in index["docs"]:
        text = re.sub(r"<[^>]+>", "", re.sub(r"</?(p|li|ul|ol)>", " ", entry["text"]))
        text = re.sub(
            "JavaScript|LinkedIn|WhatsApp|VoiceOver|TalkBack|iPhone|ePrivacy|GitHub|WebKitGTK|MkDocs|ProperDocs",
            "",
            text,
        )
        assert not re.search(r"[a-z][.?!;,]?[A-Z]", text), entry["location"]


def test_the_notes_for_whoever_works_on_the_code_are_not_in_the_way():
    index = json.loads((SITE / "search/search_index.json").read_text(encoding="utf-8"))
    assert [entry for entry in index["docs"] if "design" in entry["location"]] == []
