"""The plan as a picture, whether a silence is normal, and why a date is what it is, in full."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme

WEEK_LATER = "2026-11-28T09:00:00Z"


@pytest.fixture
def waiting(checklist):
    checklist.page.clock.set_fixed_time(WEEK_LATER)
    checklist.open_with(acme())
    checklist.has_status("r1/follow-up-1", "upcoming")
    return checklist


def test_is_this_silence_normal(waiting):
    page = waiting.page
    page.get_by_text("Is this silence normal? Day 8").click()
    expect(
        page.get_by_text(
            "It is day 8 since the interview. Silence is normal: on average a decision takes 25.1 days (NACE, 2023)."
        )
    ).to_be_visible(timeout=READY)
    expect(page.get_by_role("img", name="Is this silence normal?")).to_be_visible()
    expect(page.get_by_role("img", name="Your plan on a line of days")).to_be_visible()


def test_the_picture_says_the_same_as_its_table(waiting):
    page = waiting.page
    page.get_by_text("Is this silence normal? Day 8").click()
    panel = page.locator("[data-application='a'] details[data-picture]")
    panel.get_by_text("The same as a table").last.click()
    expect(page.get_by_role("row", name="Interview Friday 20 Nov, 15:00")).to_be_visible(timeout=READY)
    expect(page.get_by_role("row", name="Follow up Monday 30 Nov Wednesday 2 Dec to come")).to_be_visible()
    drawn = panel.locator("svg").last.locator(".picture__name").all_text_contents()
    told = panel.locator("table").last.locator("tbody th").all_text_contents()
    assert set(drawn) <= set(told)


def test_it_is_drawn_anew_when_something_happens(waiting):
    page = waiting.page
    page.get_by_text("Is this silence normal? Day 8").click()
    expect(page.get_by_role("img", name="Is this silence normal?")).to_be_visible(timeout=READY)
    page.get_by_role("button", name="What happened?").click()
    page.get_by_role("radio", name="It’s a no").check()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your plan as a picture")).to_be_visible(timeout=READY)
    expect(page.get_by_role("img", name="Is this silence normal?")).to_have_count(0, timeout=READY)
    panel = page.locator("[data-application='a'] details[data-picture]")
    panel.get_by_text("The same as a table").last.click()
    expect(page.get_by_role("row", name="It was a no Saturday 28 Nov")).to_be_visible()


def test_by_keyboard_and_without_a_date(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    summary = checklist.page.locator("[data-application='a'] details[data-picture] > summary")
    summary.focus()
    checklist.page.keyboard.press("Enter")
    expect(checklist.page.get_by_role("img", name="Your plan on a line of days")).to_be_visible(timeout=READY)
    checklist.open_with(cases.record(cases.application(cases.interview(None), employer="Acme")))
    checklist.has_status("r1/settle", "undated")
    expect(checklist.page.locator("details[data-picture=one]")).to_be_hidden()


def test_all_of_them_on_one_line_of_days(checklist):
    beta = {"id": "b", "employer": "Beta", "rounds": [cases.interview("2026-12-18T10:00")]}
    checklist.open_with(cases.record(*acme()["applications"], beta))
    checklist.has_status("r1/settle", "open")
    page = checklist.page
    page.get_by_text("All of them on one line of days").click()
    expect(page.locator("#overview svg")).to_be_visible(timeout=READY)
    page.locator("#overview").get_by_text("The same as a table").click()
    expect(page.get_by_role("row", name="Acme, Analyst waiting to hear Let it settle Friday 20 Nov")).to_be_visible()
    expect(page.get_by_role("row", name="Beta interview ahead Nothing for now")).to_be_visible()


def test_why_this_date_in_full(waiting):
    step = waiting.why("r1/follow-up-1")
    expect(step).to_contain_text("Counted from the day of the interview: Friday 20 Nov.", timeout=READY)
    expect(step).to_contain_text("It opens 1 working day (that is ours) after the date they gave")
    expect(step).to_contain_text("The figure is the sources’ own.")
    expect(step).to_contain_text("What would change it: another date by which you would hear.")
    expect(step.get_by_role("link", name="More in the guide")).to_have_attribute("href", "../guide/following-up/")
    expect(step.locator("summary")).to_contain_text("Why this date?")


def test_a_step_without_a_date_is_not_asked_why(waiting):
    expect(waiting.step("r1/follow-up-2").locator("summary")).to_contain_text("More")
    expect(waiting.step("r1/follow-up-2").locator("summary")).not_to_contain_text("Why")


def test_within_five_working_days_becomes_a_date(checklist):
    checklist.open()
    checklist.is_ready()
    page = checklist.page
    page.get_by_role("button", name="Add an interview").click()
    page.get_by_label("or within").fill("5")
    page.get_by_label("or within").blur()
    expect(page.get_by_text("Give the interview’s date and time first.")).to_be_visible()
    page.get_by_label("Date and time").fill("2026-11-20T15:00")
    page.get_by_label("Date and time").blur()
    expect(page.get_by_text("That is Friday 27 Nov.")).to_be_visible()
    expect(page.get_by_label("They said I would hear by")).to_have_value("2026-11-27")
    page.get_by_label("Days or working days").select_option("days")
    expect(page.get_by_text("That is Wednesday 25 Nov.")).to_be_visible()
    page.get_by_label("Whom you meet").fill("Dana Reyes\n\nSam Ito")
    page.get_by_role("button", name="Save").click()
    checklist.has_status("r1/find-missing-names", "not-needed")
    stored = checklist.stored()["applications"][0]["rounds"][0]
    assert stored["reply_by"] == "2026-11-25"
    assert stored["people"] == [{"name": "Dana Reyes"}, {"name": "Sam Ito"}]
