"""A candidate adds, edits and removes interviews: every date follows, and nothing that was said before is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme
from tests.browser.engines import fill

pytestmark = [pytest.mark.later, pytest.mark.once("the page’s own rules, which are the same everywhere")]


def test_an_interview_added_later_takes_over_the_first_ticks(checklist):
    checklist.open()
    checklist.box("r1/collect-contacts").check()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    expect(checklist.step("r1/thank-you-email")).to_have_attribute("data-due", "2026-11-21T16:00:00Z", timeout=READY)
    assert len(checklist.stored()["applications"]) == 1
    checklist.has_status("r1/collect-contacts", "done")


def test_edit_recomputes_every_date(checklist):
    checklist.open_with(acme())
    expect(checklist.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-11-30", timeout=READY)
    checklist.fact("Edit Acme, Analyst").click()
    form = checklist.page.get_by_role("dialog", name="Edit the interview")
    expect(form.get_by_label("Employer")).to_have_value("Acme")
    form.get_by_label("They said I would hear by").fill("2026-12-03")
    form.get_by_label("Do you want this job?").select_option("no")
    form.get_by_role("button", name="Save").click()
    checklist.has_status("r1/follow-up-1", "not-needed")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/follow-up-1", "upcoming")
    expect(checklist.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-11-30")


def test_remove_can_be_undone_and_loses_nothing(checklist):
    checklist.open_with(acme(steps={"r1/settle": cases.done("2026-11-20T16:04:00Z")}, later={"kept": [1]}))
    checklist.has_status("r1/settle", "done")
    before = checklist.stored()
    checklist.fact("Remove Acme, Analyst").click()
    checklist.next_is("When was your interview?")
    assert checklist.stored()["applications"] == []
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/settle", "done")
    assert checklist.stored() == before


def test_a_second_application_and_a_second_interview(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.add(Employer="Beta", Date_and_time="2026-11-19T10:00")
    expect(checklist.page.locator("#tabs [data-open]")).to_contain_text(["Acme", "Beta"])
    checklist.form()
    checklist.page.get_by_label("Belongs to").select_option("Acme, Analyst")
    checklist.page.get_by_label("Date and time").fill("2026-12-04T10:00")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.dates()).to_contain_text("Interview 2: Friday 4 Dec, 10:00", timeout=READY)
    rounds = checklist.stored()["applications"][0]["rounds"]
    assert [place["starts"] for place in rounds] == ["2026-11-20T15:00", "2026-12-04T10:00"]
    second = f"{rounds[1]['id']}/research-deeper"
    checklist.has_status(second, "open")
    checklist.fact("Remove Acme, Analyst, interview 2").click()
    expect(checklist.step(second)).to_have_count(0)


def test_a_second_interview_keeps_what_was_said_of_the_application(checklist):
    checklist.open_with(acme(interest="unsure", recruiter=True, thank_you="letter"))
    checklist.has_status("r1/settle", "open")
    checklist.form()
    checklist.page.get_by_label("Belongs to").select_option("Acme, Analyst")
    checklist.page.get_by_label("Date and time").fill("2026-12-04T10:00")
    checklist.page.get_by_label("Time zone").fill("europe/LONDON")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.dates()).to_contain_text("Interview 2: Friday 4 Dec, 10:00", timeout=READY)
    kept = checklist.stored()["applications"][0]
    assert (kept["interest"], kept["recruiter"], kept["thank_you"]) == ("unsure", True, "letter")
    assert kept["rounds"][1]["time_zone"] == "Europe/London"


def test_a_centres_steps_and_a_third_follow_up_are_shown(checklist):
    document = acme()
    document["settings"]["policy"] = {
        "max_follow_ups": 3,
        "extra_steps": [{"id": "x-call", "title": "Call <b>us</b>", "url": "https://example.org/", "scope": "round", "anchor": "end", "offset": {"days": 2}}],
    }  # fmt: skip
    checklist.open_with(document)
    checklist.has_status("r1/x-call", "open")
    expect(checklist.step("r1/x-call")).to_contain_text("Call <b>us</b>")
    expect(checklist.step("r1/follow-up-3")).to_have_attribute("data-status", "undated")
    checklist.box("r1/x-call").check()
    checklist.has_status("r1/x-call", "done")


@pytest.mark.parametrize(
    ("label", "value", "words"),
    [
        ("Length in minutes", "0", "whole number of minutes, 1 to 1440"),
        ("Length in minutes", "", "whole number of minutes"),
        ("Time zone", "Europe/Londno", "Choose a time zone from the list"),
        ("Time zone", "", "Choose a time zone from the list"),
    ],
)
def test_a_bad_field_says_what_would_be_right_and_nothing_is_lost(checklist, label, value, words):
    checklist.open()
    checklist.form()
    checklist.page.get_by_label("Employer").fill("Acme")
    field = checklist.page.get_by_label(label)
    fill(field, value)
    checklist.page.get_by_role("button", name="Save").click()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    expect(checklist.page.get_by_text(re.compile(words))).to_be_visible()
    expect(checklist.page.get_by_label("Employer")).to_have_value("Acme")
    assert checklist.page.evaluate("localStorage.getItem('after-the-interview')") is None
