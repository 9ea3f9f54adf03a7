"""Every page and state is readable by everyone: axe, keyboard, small screens, large text, big targets."""

import re
import zlib

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.access import SIZES, TARGETS, check, fits, small_targets
from tests.browser.checklist import Checklist
from tests.browser.engines import printed
from tests.host import SITE

PAGES = [f"/{path.relative_to(SITE)}".removesuffix("index.html") for path in sorted(SITE.rglob("*.html"))]
NOW = "2026-11-23T09:00:00Z"
RECORD = cases.record(
    cases.application(
        cases.interview(),
        cases.interview("2026-12-04T10:00", id="r2"),
        employer="Acme",
        steps={"r1/settle": cases.done("2026-11-20T17:00:00Z"), "learn": cases.done("2026-11-20T17:00:00Z", "skipped")},
    ),
    {"id": "b", "employer": "Beta", "rounds": [cases.interview(None)]},
)

pytestmark = [
    pytest.mark.later,
    pytest.mark.once("the markup and the styles are the same; that the checklist fits is seen in both"),
]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_violation_or_scrolls_sideways(page, path, pytestconfig):
    """In both themes, from the smallest phone to a desk, at 200 % zoom, and with text twice its size."""
    page.goto(path)
    if page.locator("#checklist").count():
        Checklist(page).is_tickable()
    check(page, PAGES.index(path), path, is_full=pytestconfig.option.full)
    page.evaluate("() => { document.documentElement.style.fontSize = '250%' }")
    page.set_viewport_size(SIZES[-1])
    assert fits(page)


def full(page):
    page.clock.install(time=NOW)
    checklist = Checklist(page).open_with(RECORD)
    checklist.has_status("r1/thank-you-email", "overdue")
    return checklist


def test_no_state_of_a_stage_s_page_has_a_violation(page, pytestconfig):
    """With two applications in the list, on the page whose steps differ most."""
    full(page)
    page.goto("/guide/thank-you/")
    checklist = Checklist(page)
    checklist.is_tickable()
    checklist.has_status("r1/thank-you-email", "overdue")
    check(page, 0, "the list", is_full=pytestconfig.option.full)
    checklist.why("r1/thank-you-email")
    check(page, 1, "why", is_full=pytestconfig.option.full)
    checklist.box("r1/thank-you-email").check()
    expect(checklist.said).to_contain_text("Undo")
    for words in page.locator(".picture__words summary").all():
        words.click()
    check(page, 2, "something done, and the pictures’ tables", is_full=pytestconfig.option.full)


def test_at_twice_the_text_size_nothing_is_cut_off(page):
    """200 % zoom of a 1280 px window is a 640 px one; of a phone, a 195 px one with the same text."""
    checklist = full(page)
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 700})
        assert fits(page), width
    page.evaluate("() => { document.documentElement.style.fontSize = '250%' }")
    page.set_viewport_size({"width": 640, "height": 700})
    assert fits(page)
    expect(checklist.card).to_be_visible()


@pytest.mark.parametrize("path", ["/checklist/", "/", "/guide/", "/guide/thank-you/", "/messages/", "/404.html"])
def test_every_target_is_44_pixels(page, path):
    """What is pressed; a link within a sentence is as tall as its line."""
    checklist = full(page)
    page.goto(path)
    if checklist.page.locator("#checklist").count():
        checklist.has_status("r1/thank-you-email", "overdue")
        checklist.why("r1/thank-you-email")
    assert small_targets(page, TARGETS) == []


def test_pages_have_one_heading_of_the_first_rank_and_a_title_of_their_own(page):
    titles = set()
    for path in PAGES:
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        titles.add(page.title())
    assert len(titles) == len(PAGES)


@pytest.mark.lacks("firefox", "BiDi cannot show a page as it is printed; its PDFs below are the same style")
def test_print_shows_what_is_alive_and_no_buttons(page):
    checklist = full(page)
    page.emulate_media(media="print")
    expect(checklist.step("r1/thank-you-email")).to_be_visible()
    # Its moment has passed.
    expect(checklist.step("r1/collect-contacts")).to_be_hidden()
    expect(checklist.card).to_be_visible()
    expect(checklist.card.get_by_role("button")).to_have_count(0)
    for pressed in ("#tabs", "#more", "[data-more]", ".heard", ".page-end"):
        expect(page.locator(pressed)).to_be_hidden()


def pages_of(pdf):
    """Firefox packs the objects that tell of pages into streams."""
    packed = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    unpacked = b"".join(zlib.decompressobj().decompress(part) for part in packed if part.startswith(b"x"))
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf + unpacked))


@pytest.mark.parametrize(("count", "most"), [(1, 1), (3, 2)], ids=["one", "three"])
def test_one_application_prints_on_one_page_and_three_on_two(page, count, most):
    page.clock.install(time=NOW)
    journal = {"topics": "pricing, the move to Leeds", "went_well": ["calm"], "improve": ["be shorter"]}
    met = {"people": [{"name": "Dana Reyes", "title": "Head of Data"}], "journal": journal}
    days = list(enumerate(("2026-11-20T15:00", "2026-11-18T10:00", "2026-11-16T10:00")))[:count]
    several = [{**cases.application(cases.interview(day, **met), employer="Acme"), "id": f"a{n}"} for n, day in days]
    checklist = Checklist(page).open_with(cases.record(*several))
    if count > 1:
        checklist.turn_to("a0")
    checklist.has_status("r1/thank-you-email", "overdue")
    assert pages_of(printed(page)) <= most


@pytest.mark.parametrize(("path", "most"), [("/", 2), ("/guide/thank-you/", 4), ("/guide/a-no/", 2), ("/timing/", 7)])
def test_a_page_of_the_guide_prints_without_empty_paper(page, path, most):
    page.goto(path)
    assert 1 <= pages_of(printed(page)) <= most


def test_whoever_goes_through_the_header_by_keyboard_stays_at_the_head_of_the_page(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/messages/")
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("scrollY") == 0
        assert page.evaluate(
            "document.querySelector('.top').contains(document.activeElement) || document.activeElement.matches('.md-skip')"
        )
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Switch to the dark theme")).to_be_focused()


def test_the_theme_can_be_switched(page):
    page.goto("/")
    light = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert light != dark


@pytest.mark.lacks("firefox", "BiDi has no say in the colour scheme")
def test_the_theme_is_the_devices_until_someone_chooses(page):
    shown = page.locator("body")

    def switch(theme):
        return page.get_by_role("button", name=f"Switch to the {theme} theme")

    for scheme, theme, other in (("light", "default", "dark"), ("dark", "slate", "light")):
        page.emulate_media(color_scheme=scheme)
        page.goto("/")
        switch(other).wait_for()
        expect(shown).to_have_attribute("data-md-color-scheme", theme)
    switch("light").click()
    expect(shown).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    switch("dark").wait_for()
    expect(shown).to_have_attribute("data-md-color-scheme", "default")
