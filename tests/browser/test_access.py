"""Every page and state is readable by everyone: axe, keyboard, small screens, large text, big targets."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, Checklist
from tests.browser.conftest import SITE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
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


def violations(page):
    found = (
        Axe()
        .run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        .response["violations"]
    )
    return [
        (rule["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for rule in found
        for node in rule["nodes"]
    ]


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture(params=["light", "dark"])
def themed(request, page):
    page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    return page


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_violation_or_scrolls_sideways(themed, path):
    """From the smallest phone to a desk, at 200 % zoom (which halves the window), and with text twice its size."""
    themed.goto(path)
    if themed.locator("#checklist").count():
        Checklist(themed).is_tickable()
    # The dark theme differs in its colours alone, which one width shows.
    is_dark = themed.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    for width, height in ((320, 640), (1280, 800), (640, 400)):
        themed.set_viewport_size({"width": width, "height": height})
        assert fits(themed), width
        if not is_dark or width == 320:
            assert violations(themed) == [], width
    themed.evaluate("() => { document.documentElement.style.fontSize = '250%' }")
    assert fits(themed)


def full(page):
    page.clock.install(time=NOW)
    checklist = Checklist(page).open_with(RECORD)
    checklist.has_status("r1/thank-you-email", "overdue")
    return checklist


NOTES = {
    "went_well": ["Calm"],
    "improve": ["Shorter answers"],
    "topics": "pricing",
    "questions": [{"question": "Why us?", "answer": "Because", "score": 7}, {"question": "Salary?", "score": 4}],
}
SEVERAL = cases.record(
    cases.application(
        cases.interview(people=[{"name": "Dana"}, {"name": "Sam"}], journal=NOTES),
        employer="Acme",
        role="Analyst",
        steps={
            "r1/settle": cases.done("2026-11-20T17:00:00Z", note="On the bench"),
            "learn": cases.done("2026-11-20T17:00:00Z", "skipped"),
            "keep-searching": cases.done("2026-11-20T17:00:00Z", "snoozed", until="2026-12-24"),
        },
    ),
    {
        "id": "b",
        "employer": "Beta",
        "rounds": [
            cases.interview("2026-11-10T10:00", journal={"questions": [{"question": "why us", "score": 9}]}),
            cases.interview("2026-12-01T10:00", id="r2"),
        ],
        "outcomes": [cases.outcome("invitation", "2026-11-18")],
    },
    {"id": "c", "employer": "Gamma", "rounds": [cases.interview()], "outcomes": [cases.outcome("offer", "2026-11-21")]},
    {"id": "d", "employer": "Delta", "archived": True, "rounds": [cases.interview("2026-10-02T10:00")]},
)


def escape(page):
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():
        # A form that is begun asks for it twice.
        page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def states_of_the_list(checklist):
    """Bring the page into one state after the other, and say each one's name."""
    page = checklist.page
    acme = page.locator('[data-application="a"]')
    yield "several applications, with the offer of a region"
    checklist.why("r1/thank-you-email")
    expect(checklist.step("r1/thank-you-email")).to_contain_text("Counted from", timeout=READY)
    yield "why, in full"
    checklist.step("r1/thank-you-email").get_by_label("A note of your own").fill("A note")
    page.clock.fast_forward(500)
    expect(checklist.step("r1/thank-you-email").locator("[data-noted]")).to_have_text("A note")
    yield "a note with a step"
    checklist.why("learn")
    yield "a step that was skipped"
    acme.locator('[data-step="keep-searching"] summary').click()
    yield "a step that was put off"
    checklist.box("r1/thank-you-email").check()
    expect(checklist.said).to_contain_text("Undo")
    yield "something done, with Undo"
    acme.locator("[data-manage] summary").click()
    yield "what can be done with an application"
    page.locator("#overview details[data-picture] summary").first.click()
    expect(page.locator("#overview svg")).to_be_visible(timeout=READY)
    yield "the picture of all"
    page.locator("#overview .picture__words summary").click()
    yield "its table"
    page.get_by_text("Archived (1)").click()
    yield "the archive"
    acme.locator("details[data-picture] > summary").click()
    expect(acme.locator("svg")).to_have_count(2, timeout=READY)
    yield "silence and the plan as pictures"
    for words in acme.locator(".picture__words summary").all():
        words.click()
    yield "their tables"
    page.locator("#looking-back > summary").click()
    expect(page.locator("#looking-back svg")).to_have_count(2, timeout=READY)
    yield "looking back"
    for words in page.locator("#looking-back .picture__words summary").all():
        words.click()
    yield "its tables"
    page.get_by_role("button", name="Yes, United Kingdom").click()
    expect(page.locator("#changed")).to_contain_text("Close", timeout=READY)
    yield "what changed"
    page.evaluate("() => document.querySelectorAll('#applications details').forEach(d => d.open = true)")
    yield "everything open"
    page.locator("summary").filter(has_text="Menu").click()
    yield "the menu"


def states_of_the_dialogs(checklist):
    page = checklist.page
    page.get_by_role("button", name="Add an interview").click()
    yield "the form"
    page.get_by_label("or within").fill("5")
    page.get_by_label("or within").blur()
    expect(page.get_by_text("date and time first")).to_be_visible()
    yield "the form, counting days"
    page.get_by_label("Length in minutes").fill("0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("whole number of minutes")).to_be_visible()
    yield "the form with faults"
    escape(page)
    page.get_by_role("button", name="What happened? Acme").click()
    yield "what happened"
    page.get_by_role("radio", name="They made an offer").check()
    page.get_by_label("On which day").fill("")
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give the day")).to_be_visible()
    yield "what happened, with faults"
    escape(page)
    checklist.step("r1/thank-you-email").get_by_role("link", name="Words to use").click()
    expect(page.get_by_label("Text", exact=True)).not_to_have_value("")
    yield "words to send"
    escape(page)
    page.get_by_role("button", name="Notes Acme").click()
    yield "notes"
    for more in page.locator("dialog[open] [data-more-rows]").all():
        more.click()
    page.clock.fast_forward(500)
    yield "notes with more rows"
    escape(page)
    page.locator("#working-days [data-region]").click()
    expect(page.get_by_text("Type more to narrow it down")).to_be_visible()
    yield "regions"
    page.get_by_label("Country or region").fill("scotl")
    expect(page.get_by_text("1 found")).to_be_visible()
    yield "a region found"
    page.locator("dialog[open]").get_by_role("button", name="Cancel").click()
    page.locator('[data-application="a"] [data-manage] summary').click()
    page.get_by_role("button", name="Rename: Acme").click()
    yield "another name"


@pytest.mark.parametrize("states", [states_of_the_list, states_of_the_dialogs])
def test_no_state_of_the_checklist_has_a_violation(themed, states):
    """In both themes, on the smallest phone: over fifty states."""
    themed.clock.install(time=NOW)
    themed.set_viewport_size({"width": 320, "height": 640})
    checklist = Checklist(themed).open_with(SEVERAL)
    checklist.has_status("r1/thank-you-email", "overdue")
    expect(themed.get_by_role("button", name="Yes, United Kingdom")).to_be_visible()
    for state in states(checklist):
        assert violations(themed) == [], state
        assert fits(themed), state


def test_every_target_of_the_dialogs_and_pictures_is_44_pixels(page):
    page.clock.install(time=NOW)
    for states in (states_of_the_list, states_of_the_dialogs):
        checklist = Checklist(page).open_with(SEVERAL)
        checklist.has_status("r1/thank-you-email", "overdue")
        for state in states(checklist):
            assert (
                small_targets(
                    page,
                    f"{TARGETS}, dialog[open] input:not([type=radio], [type=checkbox]), dialog[open] select, .score__choice",
                )
                == []
            ), state


@pytest.mark.parametrize("state", ["list", "why", "said", "wide"])
def test_no_state_of_a_stage_s_page_has_a_violation(themed, state):
    """With two applications in the list, on the page whose steps differ most."""
    full(themed)
    themed.goto("/guide/thank-you/")
    checklist = Checklist(themed)
    checklist.is_tickable()
    checklist.has_status("r1/thank-you-email", "overdue")
    if state == "why":
        checklist.why("r1/thank-you-email")
    elif state == "said":
        checklist.box("r1/thank-you-email").check()
        expect(checklist.said).to_contain_text("Undo")
    elif state == "wide":
        themed.set_viewport_size({"width": 1280, "height": 800})
        for words in themed.locator(".picture__words summary").all():
            words.click()
    assert violations(themed) == []
    assert fits(themed)


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


TARGETS = """main button, main summary, main label.tick, main .button, .situations a, .onward a, .words a, .jump, .stages a, .lost a,
.messages__list a, .top a, .top button[data-open-search], .top .md-header__button, .top summary, .foot a"""


def small_targets(page, targets):
    return page.evaluate(
        """targets => [...document.querySelectorAll(targets)]
        .filter(e => e.checkVisibility())
        .map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 30) || e.className])
        .filter(([box]) => box.height && (box.height < 43.9 || box.width < 43.9))
        .map(([box, name]) => `${name}: ${box.width}x${box.height}`)""",
        targets,
    )


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


def test_print_shows_every_step_and_no_buttons(page):
    checklist = full(page)
    page.emulate_media(media="print")
    expect(checklist.step("r1/collect-contacts")).to_be_visible()
    expect(checklist.card).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def test_one_application_prints_on_two_pages(page):
    page.clock.install(time=NOW)
    checklist = Checklist(page).open_with(cases.record(cases.application(cases.interview(), employer="Acme")))
    checklist.has_status("r1/thank-you-email", "overdue")
    assert pages_of(page.pdf(format="A4")) == 2


@pytest.mark.parametrize(("path", "most"), [("/", 2), ("/guide/thank-you/", 4), ("/guide/a-no/", 2), ("/timing/", 7)])
def test_a_page_of_the_guide_prints_without_empty_paper(page, path, most):
    page.goto(path)
    assert 1 <= pages_of(page.pdf(format="A4")) <= most


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
    expect(page.get_by_role("radio", name="Switch to the dark theme")).to_be_focused()


def test_the_theme_can_be_switched(page):
    page.goto("/")
    light = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.locator('label[title="Switch to the dark theme"]').click()
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert light != dark
