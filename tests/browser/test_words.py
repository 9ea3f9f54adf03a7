"""Words to send: filled in by Python from the record, changed in place, copied or mailed; opening mail never ticks."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY
from tests.browser.engines import let_copy, pasted
from tests.helpers import drafted

PEOPLE = [{"name": "Dana Reyes", "email": "dana.reyes+hr@example.org"}, {"name": "Sam & Co; <b>"}]
RECORD = cases.record(
    cases.application(
        cases.interview(people=PEOPLE, journal={"topics": "testing, the move to Leeds"}),
        employer="Acme",
        role="Analyst",
    )
)

pytestmark = pytest.mark.once("what differs is the draft, which is Python’s")


@pytest.fixture
def opened(checklist):
    checklist.open_with(RECORD)
    checklist.has_status("r1/thank-you-email", "open")
    checklist.is_ready()
    checklist.opened("r1/thank-you-email").get_by_role("link", name="Write it").click()
    dialog = checklist.page.get_by_role("dialog", name="Words to send")
    expect(dialog.get_by_label("Text")).not_to_have_value("", timeout=READY)
    return dialog


def test_the_words_are_the_command_line_s_own(opened):
    first = drafted(RECORD, "thank-you-email")
    expect(opened.get_by_label("Subject")).to_have_value(first.subject)
    expect(opened.get_by_label("Text")).to_have_value(first.body)
    opened.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    expect(opened.get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-email", person=2).body)
    opened.get_by_label("Message").select_option("Thank-you that mends an answer")
    expect(opened.get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-mend", person=2).body)


def test_mail_gets_what_was_changed_and_nothing_is_ticked(opened, checklist):
    opened.get_by_label("Text").fill("Dear Dana & team,\n50% of it? #yes")
    href = opened.get_by_role("link", name="Open in mail").get_attribute("href")
    address = urlsplit(href)
    assert address.scheme == "mailto"
    assert address.path == "dana.reyes%2Bhr@example.org"
    assert parse_qs(address.query) == {
        "subject": ["Thank you: Analyst"],
        "body": ["Dear Dana & team,\r\n50% of it? #yes"],
    }
    opened.get_by_role("button", name="Close").click()
    expect(opened).to_be_hidden()
    expect(checklist.box("r1/thank-you-email")).not_to_be_checked()
    assert checklist.stored()["applications"][0].get("steps", {}) == {}


def test_copy_copies_the_text_as_it_stands(opened, page):
    let_copy(page)
    opened.get_by_label("Text").fill("My own words")
    opened.get_by_role("button", name="Copy").click()
    expect(opened.get_by_role("status")).to_have_text("Copied.")
    assert pasted(page) == "My own words"


def test_a_script_for_a_call_has_no_subject_and_no_mail(checklist):
    steps = {"r1/collect-contacts": cases.done("2026-11-20T16:00:00Z", "skipped")}
    alone = cases.record(cases.application(cases.interview(), employer="Acme", steps=steps))
    checklist.open_with(alone)
    checklist.has_status("r1/find-missing-names", "open")
    checklist.is_ready()
    checklist.opened("r1/find-missing-names").get_by_role("link", name="Call script").click()
    dialog = checklist.page.get_by_role("dialog", name="Words to send")
    expect(dialog.get_by_label("Text")).to_have_value(drafted(alone, "call-reception").body)
    expect(dialog.get_by_label("Subject")).to_be_hidden()
    expect(dialog.get_by_label("To", exact=True)).to_be_hidden()
    expect(dialog.get_by_role("link", name="Open in mail")).to_be_hidden()


def test_from_the_card_as_well(checklist):
    steps = {
        f"r1/{step}": cases.done("2026-11-20T16:02:00Z")
        for step in ("settle", "record-facts", "score-answers", "reflect", "clear-up", "diarise-follow-up")
    }
    document = cases.record(
        {**RECORD["applications"][0], "steps": steps | {"decide-interest": cases.done("2026-11-20T16:02:00Z")}}
    )
    checklist.open_with(document)
    checklist.next_is("Send a thank-you email")
    checklist.is_ready()
    checklist.card.get_by_role("link", name="Write it").click()
    expect(checklist.page.get_by_role("dialog", name="Words to send").get_by_label("Subject")).to_have_value(
        "Thank you: Analyst"
    )


def test_without_a_record_the_link_leads_to_the_templates(checklist):
    checklist.open()
    checklist.opened("r1/thank-you-email").get_by_role("link", name="Write it").click()
    expect(checklist.page.locator("#thank-you-email")).to_be_in_viewport()


def test_what_was_changed_in_a_message_is_there_when_it_is_opened_again(opened, checklist):
    opened.get_by_label("Text").fill("Dear Dana, in my own words")
    checklist.page.keyboard.press("Escape")
    checklist.opened("r1/thank-you-email").get_by_role("link", name="Write it").click()
    expect(opened.get_by_label("Text")).to_have_value("Dear Dana, in my own words")
    opened.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    expect(opened.get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-email", person=2).body)
