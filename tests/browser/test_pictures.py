"""The plan as a picture, whether a silence is normal, and why a date is what it is, in full."""

import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme
from tests.browser.engines import NO_NETWORK, fill

# Where a test cuts the network, the browser says so.
pytestmark = [
    pytest.mark.provokes(NO_NETWORK),
    pytest.mark.once("what differs is the plan, which is Python’s"),
    pytest.mark.later,
]

WEEK_LATER = "2026-11-28T09:00:00Z"


@pytest.fixture
def waiting(checklist):
    checklist.page.clock.set_system_time(WEEK_LATER)
    checklist.open_with(acme())
    checklist.has_status("r1/follow-up-1", "upcoming")
    return checklist


@pytest.fixture
def told(waiting):
    """The dates that the line opens into."""
    waiting.page.locator("[data-line]").click()
    return waiting.page.locator("#dates")


TIMELINE = "All applications on a timeline"


def timeline(checklist, employer):
    """Open the timeline of two applications and its table, and return the timeline."""
    beta = {"id": "b", "employer": employer, "rounds": [cases.interview("2026-12-18T10:00")]}
    checklist.open_with(cases.record(*acme()["applications"], beta))
    checklist.has_status("r1/settle", "open")
    panel = checklist.page.locator("[data-picture=all]")
    checklist.page.locator("[data-more]").click()
    panel.get_by_text(TIMELINE).click()
    panel.get_by_text("The same as a table").click()
    expect(panel.locator("svg")).to_be_visible(timeout=READY)
    return panel


def test_is_this_silence_normal(told):
    expect(
        told.get_by_text(
            "It’s day 8 since the interview, and silence is normal. New graduates in the US waited 25.1 days on average from a first interview to a decision (NACE, 2023)."
        )
    ).to_be_visible(timeout=READY)
    expect(told.get_by_role("img", name="Is this silence normal?")).to_be_visible()
    told.get_by_text("The same as a table").click()
    expect(told.get_by_role("row", name="Now, since the last interview day 8")).to_be_visible()


def test_the_line_says_the_same_as_its_table(waiting, told):
    expect(told.get_by_role("row", name="Interview Friday 20 Nov, 15:00")).to_be_visible(timeout=READY)
    expect(told.get_by_role("row", name="Ask from Monday 30 Nov")).to_be_visible()
    expect(told.get_by_role("row", name="Ask by Wednesday 2 Dec")).to_be_visible()
    drawn = waiting.page.locator("[data-drawing] .picture__name").all_text_contents()
    assert drawn
    assert set(drawn) <= set(told.locator("[data-dates] th").all_text_contents())


def test_it_is_drawn_anew_when_something_happens(waiting, told):
    expect(told.get_by_role("img", name="Is this silence normal?")).to_be_visible(timeout=READY)
    waiting.tell("It’s a no")
    expect(told.get_by_role("row", name="Their answer Saturday 28 Nov")).to_be_visible(timeout=READY)
    expect(told.get_by_role("img", name="Is this silence normal?")).to_have_count(0)
    expect(told.get_by_role("row", name="Ask from")).to_have_count(0)


def test_by_keyboard_and_without_a_date(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    line = checklist.page.locator("[data-line]")
    dates = checklist.page.get_by_role("row", name="Interview Friday 20 Nov, 15:00")
    line.focus()
    checklist.page.keyboard.press("Enter")
    expect(line).to_have_attribute("aria-expanded", "true")
    expect(dates).to_be_visible(timeout=READY)
    checklist.page.keyboard.press("Enter")
    expect(line).to_have_attribute("aria-expanded", "false")
    expect(dates).to_be_hidden()
    checklist.open_with(cases.record(cases.application(cases.interview(None), employer="Acme")))
    checklist.is_planned()
    expect(checklist.fact("Edit Acme")).to_be_visible()
    expect(checklist.page.locator("#dates")).to_contain_text("No date yet")
    expect(checklist.page.locator("#line svg:not(.chevron), #line table").filter(visible=True)).to_have_count(0)


def test_all_of_them_on_a_timeline(checklist):
    panel = timeline(checklist, "Beta")
    expect(panel.get_by_role("row", name="Acme, Analyst waiting to hear Let it settle Friday 20 Nov")).to_be_visible()
    expect(panel.get_by_role("row", name="Beta interview ahead Nothing for now")).to_be_visible()


def test_an_open_table_stays_open_when_the_picture_is_drawn_anew(checklist):
    panel = timeline(checklist, "Beta")
    checklist.box("r1/settle").check()
    expect(panel.get_by_role("row", name="Acme, Analyst waiting to hear Write down what")).to_be_visible(timeout=READY)


def test_what_a_person_typed_is_no_date(checklist):
    expect(timeline(checklist, "2026-99-99").get_by_role("row", name="2026-99-99 interview ahead")).to_be_visible()


def test_why_this_date_in_full(waiting):
    step = waiting.why("r1/follow-up-1")
    expect(step).to_contain_text("Counted from the day of the interview: Friday 20 Nov.", timeout=READY)
    expect(step).to_contain_text("Starts 1 working day (our figure) after the date they gave")
    # Who gives the figure, which is one of the five that give the advice.
    expect(step.locator("[data-provenance]")).to_have_text("After The Interview gives this timing.")
    expect(step.locator(".why__sources")).to_contain_text("The advice is from ")
    expect(step).to_contain_text("What would change it: another date to hear by")
    expect(step.get_by_role("link", name="More in the guide")).to_have_attribute("href", "../guide/following-up/")
    expect(step.locator(".why summary")).to_contain_text("Why this date?")


def test_a_step_without_a_date_is_not_asked_why(waiting):
    step = waiting.opened("r1/follow-up-2")
    expect(step.get_by_text("A note of your own")).to_be_visible()
    expect(step.locator(".why summary")).to_contain_text("Why this step?")
    expect(step.get_by_text("Why this date?")).to_have_count(0)


def form_of(checklist):
    """Open the form for a first interview, and return its page."""
    checklist.open()
    checklist.is_ready()
    checklist.form()
    return checklist.page


def test_how_long_they_said_they_would_take_is_kept_as_they_said_it(checklist):
    page = form_of(checklist)
    date, within = page.get_by_label("They said I would hear by"), page.locator("#f-within")
    page.get_by_label("Date and time").fill("2026-11-20T15:00")
    date.fill("2026-12-04")
    # One of the two: what is typed last counts.
    fill(within, "5")
    expect(date).to_have_value("")
    page.get_by_label("Whom you meet").fill("Dana Reyes\n\nSam Ito")
    page.get_by_role("button", name="Save").click()
    promise = page.locator("#line [data-caption]")
    expect(promise).to_have_text("They said within 5 working days: about Friday 27 Nov", timeout=READY)
    stored = checklist.stored()["applications"][0]["rounds"][0]
    assert (stored["reply_by"], stored["reply_within"]) == (None, {"working_days": 5})
    assert stored["people"] == [{"name": "Dana Reyes"}, {"name": "Sam Ito"}]
    checklist.fact("Edit").click()
    expect(within).to_have_value("5")
    page.locator("#f-unit").select_option("days")
    fill(within, "7")
    page.get_by_role("button", name="Save").click()
    expect(promise).to_have_text("They said within a week: about Friday 27 Nov", timeout=READY)
    checklist.fact("Edit").click()
    date.fill("2026-12-01")
    expect(within).to_have_value("")
    page.get_by_role("button", name="Save").click()
    expect(promise).to_have_text("They said by Tuesday 1 Dec", timeout=READY)
    checklist.has_status("r1/diarise-follow-up", "not-needed")


@pytest.mark.parametrize("count", ["0", "91", "1.5"])
def test_a_number_of_days_that_cannot_be_is_refused(checklist, count):
    page = form_of(checklist)
    page.get_by_label("Date and time").fill("2026-11-20T15:00")
    fill(page.locator("#f-within"), count)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#f-within-error")).to_have_text("Give a whole number, 1 to 90.")
    expect(page.locator("#f-within")).to_be_focused()
    assert not checklist.page.evaluate("localStorage.getItem('after-the-interview')")


def test_people_keep_their_addresses_when_an_interview_is_edited(checklist):
    people = [
        {"name": "Dana  Reyes; PhD", "title": "Head", "email": "d@x.org"},
        {"name": "Sam Itoo", "email": "s@x.org"},
    ]
    checklist.open_with(cases.record(cases.application(cases.interview(people=people), employer="Acme")))
    checklist.has_status("r1/settle", "open")
    page = checklist.page
    checklist.fact("Edit Acme").click()
    fill(page.get_by_label("Length in minutes"), "30")
    page.get_by_role("button", name="Save").click()
    assert checklist.stored()["applications"][0]["rounds"][0]["people"] == people
    checklist.fact("Edit Acme").click()
    page.get_by_label("Whom you meet").fill("Dana Reyes, Head of Data\nSam Ito")
    page.get_by_role("button", name="Save").click()
    assert checklist.stored()["applications"][0]["rounds"][0]["people"] == [
        {"name": "Dana Reyes", "title": "Head of Data", "email": "d@x.org"},
        {"name": "Sam Ito", "email": "s@x.org"},
    ]


def test_escape_leaves_a_form_that_is_begun_only_at_the_second_press(checklist):
    checklist.open()
    page = checklist.page
    checklist.form()
    page.get_by_label("Employer").fill("Acme")
    page.keyboard.press("Escape")
    expect(page.get_by_text("Not saved yet. Escape again to leave it.")).to_be_visible()
    expect(page.get_by_label("Employer")).to_have_value("Acme")
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_open_reasons_are_told_anew_when_the_dates_move(waiting):
    waiting.fact("Edit Acme")
    step = waiting.why("r1/thank-you-email")
    expect(step).to_contain_text("Friday 20 Nov, 16:00.", timeout=READY)
    waiting.fact("Edit Acme").click()
    waiting.page.get_by_label("Date and time").fill("2026-11-19T15:00")
    waiting.page.get_by_role("button", name="Save").click()
    expect(step.locator("[data-anchor]")).to_have_text(re.compile("Thursday 19 Nov, 16:00."), timeout=READY)
    expect(step.locator("[data-anchor]")).to_be_visible()


def test_old_dates_are_not_shown_for_new_facts_even_in_an_open_step(waiting):
    step = waiting.why("r1/thank-you-email")
    expect(step).to_contain_text("Counted from", timeout=READY)
    page = waiting.page
    page.route("**/zoneinfo/**", lambda route: route.abort())
    waiting.fact("Edit Acme").click()
    page.get_by_label("Time zone").fill("Asia/Tokyo")
    page.get_by_role("button", name="Save").click()
    expect(step.locator("[data-dates]")).to_be_empty()
    expect(step.locator("[data-anchor]")).to_be_empty()


def test_an_interview_without_a_date_is_asked_for_it(checklist):
    checklist.open_with(cases.record(cases.application(cases.interview(None), employer="Acme")))
    checklist.next_is("When is your interview with Acme, or when was it?")
    checklist.card.get_by_role("button", name="Add the date").click()
    expect(checklist.page.get_by_label("Employer")).to_have_value("Acme")
