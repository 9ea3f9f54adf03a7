"""The guide's pages carry the checklist's own steps: a tick there is a tick in the checklist, with the same dates."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme
from tests.browser.engines import let_copy, pasted

pytestmark = pytest.mark.once("the page’s own rules, which are the same everywhere")

STAGES = {
    "before-you-leave": "r1/ask-next-steps",
    "same-day": "r1/settle",
    "thank-you": "r1/thank-you-email",
    "while-you-wait": "keep-searching",
    "following-up": "r1/follow-up-1",
    "second-interview": "r1/review-notes",
    "offer": "thank-for-offer",
    "a-no": "ask-why",
}


def open_guide(checklist, page):
    checklist.page.goto(f"/guide/{page}/")
    checklist.is_tickable()


@pytest.mark.parametrize(("name", "key"), STAGES.items())
def test_a_tick_on_a_stage_s_page_is_a_tick_in_the_checklist(checklist, name, key):
    open_guide(checklist, name)
    checklist.box(key).check()
    checklist.is_saved()
    checklist.open()
    expect(checklist.box(key)).to_be_checked()
    checklist.box(key).uncheck()
    open_guide(checklist, name)
    expect(checklist.box(key)).not_to_be_checked()


def test_a_reader_without_a_date_is_not_sent_python(checklist):
    asked = []
    checklist.page.on("request", lambda request: asked.append(request.url))
    open_guide(checklist, "same-day")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    expect(checklist.root).to_have_attribute("data-engine", "idle")
    assert [url for url in asked if "/assets/runtime/" in url] == []


def test_the_dates_are_those_of_the_checklist(checklist):
    def dates():
        return checklist.step("r1/thank-you-email").locator("[data-dates]")

    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    told = dates().text_content()
    assert told
    open_guide(checklist, "thank-you")
    expect(dates()).to_have_text(told)
    # And anew where no plan is kept.
    checklist.page.evaluate("localStorage.removeItem('after-the-interview:plan')")
    checklist.page.reload()
    checklist.has_status("r1/thank-you-email", "open")
    expect(dates()).to_have_text(told, timeout=READY)


def test_undo_and_why_work_beside_the_prose(checklist):
    checklist.open_with(acme())
    open_guide(checklist, "thank-you")
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.box("r1/thank-you-email")).not_to_be_checked()
    expect(checklist.box("r1/thank-you-email")).to_be_focused()
    opened = checklist.why("r1/thank-you-email")
    opened.get_by_role("button", name="Doesn’t apply").press("Enter")
    checklist.has_status("r1/thank-you-email", "skipped")
    expect(opened.get_by_role("button", name="It does apply")).to_be_focused()


def test_of_several_applications_each_has_the_stage_s_steps_under_its_tab(checklist):
    two = cases.record(
        cases.application(cases.interview(), cases.interview("2026-12-04T10:00", id="r2"), employer="Acme"),
        cases.application(cases.interview(), id="b", employer="Beta"),
    )
    checklist.open_with(two)
    open_guide(checklist, "thank-you")
    checklist.tab("Acme").click()
    checklist.has_status("r2/thank-you-email", "upcoming")
    checklist.tab("Beta").click()
    checklist.has_status("r1/thank-you-email", "open")
    expect(checklist.tab("Beta")).to_be_focused()
    expect(checklist.page.locator("#applications [data-application]")).to_have_attribute("data-application", "b")
    checklist.box("r1/thank-you-email").check()
    checklist.is_saved()
    assert [list(each.get("steps", {})) for each in checklist.stored()["applications"]] == [[], ["r1/thank-you-email"]]


def test_a_plan_that_is_current_is_not_made_again_on_each_page(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/follow-up-1", "upcoming")
    asked = []
    checklist.page.on("request", lambda request: asked.append(request.url))
    open_guide(checklist, "following-up")
    checklist.has_status("r1/follow-up-1", "upcoming")
    assert [url for url in asked if "/assets/runtime/" in url] == []
    checklist.box("r1/follow-up-1").check()
    expect(checklist.step("r1/follow-up-2").locator("[data-when]")).to_contain_text("from", timeout=READY)


def test_an_address_leads_to_the_application_whose_turn_it_is(checklist):
    refused = cases.application(
        cases.interview(), id="a", employer="Acme", outcomes=[cases.outcome("refusal", "2026-11-20")]
    )
    waiting = cases.application(
        cases.interview(), cases.interview("2026-11-20T15:30", id="r2"), id="b", employer="Beta"
    )
    checklist.open_with(cases.record(refused, waiting))
    checklist.has_status("r2/follow-up-1", "upcoming")
    checklist.page.goto("/checklist/#do-follow-up-1")
    checklist.page.reload()
    step = checklist.page.locator('[data-application="b"] [data-step="r2/follow-up-1"]')
    expect(step.get_by_role("checkbox")).to_be_focused()


def test_an_address_holds_when_the_dates_come_later(checklist):
    checklist.open_with(acme(thank_you="email"))
    checklist.has_status("r1/thank-you-letter", "not-needed")
    checklist.page.evaluate("localStorage.removeItem('after-the-interview:plan')")
    checklist.page.goto("/about/")
    checklist.page.goto("/checklist/#do-thank-you-letter")
    checklist.has_status("r1/thank-you-letter", "not-needed")
    expect(checklist.step("r1/thank-you-letter")).to_be_visible()
    expect(checklist.box("r1/thank-you-letter")).to_be_focused()


def test_an_address_leads_a_first_visitor_to_the_step(checklist):
    checklist.page.goto("/")
    checklist.page.get_by_role("link", name="To the step: after a no").click()
    checklist.is_tickable()
    expect(checklist.box("ask-why")).to_be_focused()
    expect(checklist.step("ask-why")).to_be_in_viewport()
    checklist.page.keyboard.press("Space")
    checklist.is_saved()
    expect(checklist.box("ask-why")).to_be_checked()


def test_an_address_leads_to_a_step_of_the_checklist(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/follow-up-1", "upcoming")
    checklist.page.goto("/messages/#follow-up-1")
    message = checklist.page.locator("details.message", has=checklist.page.locator("#follow-up-1"))
    message.get_by_role("link", name="In your checklist").click()
    expect(checklist.box("r1/follow-up-1")).to_be_focused()
    expect(checklist.step("r1/follow-up-1")).to_be_in_viewport()


def test_a_step_that_is_not_needed_is_shown_when_an_address_names_it(checklist):
    checklist.open_with(acme(thank_you="email"))
    checklist.has_status("r1/thank-you-letter", "not-needed")
    checklist.page.goto("/checklist/#do-thank-you-letter")
    expect(checklist.step("r1/thank-you-letter")).to_be_visible()
    expect(checklist.box("r1/thank-you-letter")).to_be_focused()


def test_words_are_copied_with_their_blanks(page):
    let_copy(page)
    page.goto("/messages/#thank-you-email")
    page.get_by_role("button", name="Copy Thank-you email").click()
    expect(page.get_by_role("button", name="Copied Thank-you email")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = pasted(page)
    assert copied.startswith(
        "Hi [their name],\n\nThank you for taking the time to talk to me on [the day of the interview]"
    )
    assert copied.endswith("Best wishes,\n[your name]")
    page.get_by_role("button", name="Copy subject of Thank-you email").click()
    expect(page.get_by_role("button", name="Copied of Thank-you email")).to_be_visible()
    expect(page.get_by_role("button", name="Copy Thank-you email")).to_be_visible()
    assert pasted(page) == "Thank you: [job title]"


def test_where_the_clipboard_is_closed_the_words_are_selected(page):
    page.add_init_script(
        "if (navigator.clipboard) navigator.clipboard.writeText = () => Promise.reject(new Error('no'))"
    )
    page.goto("/messages/#thank-you-email")
    page.get_by_role("button", name="Copy Thank-you email").click()
    expect(page.get_by_role("status")).to_have_text("Selected: copy it now")
    assert page.evaluate("getSelection().toString()").lstrip().startswith("Hi [their name],")
