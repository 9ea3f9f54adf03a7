"""Messages: asked for in a few questions, filled in by Python, changed in place, copied or mailed, and marked as sent."""

import re
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
    ),
    name="Zoë Okafor",
)
EMAIL = "r1/thank-you-email"

pytestmark = pytest.mark.once("what differs is the draft, which is Python’s")


def write(checklist, document=RECORD, key=EMAIL, link="Write it"):
    checklist.open_with(document)
    checklist.has_status(key, "open")
    checklist.is_ready()
    checklist.opened(key).get_by_role("link", name=link).click()
    return checklist.page.locator("#words")


def shown(dialog):
    """Go on from the questions to the message."""
    dialog.get_by_role("button", name="See your message").click()
    expect(dialog.get_by_label("Text")).to_be_visible(timeout=READY)
    return dialog


@pytest.fixture
def asked(checklist):
    dialog = write(checklist)
    expect(dialog.get_by_label("What did you enjoy talking about?")).to_be_visible(timeout=READY)
    return dialog


@pytest.fixture
def opened(asked):
    return shown(asked)


def test_the_message_is_the_command_line_s_own(opened):
    first = drafted(RECORD, "thank-you-email")
    expect(opened.get_by_label("Subject")).to_have_value(first.subject)
    expect(opened.get_by_label("Text")).to_have_value(first.body)
    opened.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    expect(shown(opened).get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-email", person=2).body)
    opened.get_by_role("button", name="Back").click()
    opened.get_by_label("Message").select_option("Thank-you that puts an answer right")
    expect(opened.get_by_label("What did they ask?")).to_be_visible()
    expect(shown(opened).get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-mend", person=2).body)


def test_what_is_answered_goes_into_the_message_and_into_the_notes(checklist):
    steps = {"r1/collect-contacts": cases.done("2026-11-20T16:00:00Z")}
    dialog = write(checklist, cases.record(cases.application(cases.interview(), steps=steps)))
    dialog.get_by_label("Who did you meet?").fill("Dana Reyes, Sam Ito")
    dialog.get_by_label("What did you enjoy talking about?").fill("pricing")
    dialog.get_by_label("Anything you’d like to put right or add?").fill("churn is 4%")
    dialog.get_by_label("Your name").fill("Zoë Okafor")
    dialog.get_by_role("radio", name="Dear").check()
    text = shown(dialog).get_by_label("Text").input_value()
    for words in ("Dear Dana Reyes,", "hearing about pricing", "like to add. Churn is 4%.", "\nZoë Okafor"):
        assert words in text
    checklist.is_saved()
    record = checklist.stored()
    assert record["applications"][0]["rounds"][0]["people"] == [
        {"name": "Dana Reyes", "topic": "pricing"},
        {"name": "Sam Ito"},
    ]
    assert record["applications"][0]["steps"]["r1/clear-up"]["note"] == "churn is 4%"
    assert (record["settings"]["name"], record["settings"]["greeting"]) == ("Zoë Okafor", "dear")
    # One's name is asked once; of the second person only what was talked about with them.
    dialog.get_by_label("To", exact=True).select_option("Sam Ito")
    expect(dialog.get_by_label("What did you enjoy talking about?")).to_have_value("")
    expect(dialog.get_by_label("Your name")).to_be_hidden()
    expect(dialog.get_by_label("Who did you meet?")).to_be_hidden()


def test_names_can_be_put_right_on_the_way_back(opened, checklist):
    opened.get_by_role("button", name="Back").click()
    opened.get_by_label("Their name").fill("Diana Reyes")
    opened.get_by_label("Your name").fill("Zoe Okafor")
    text = shown(opened).get_by_label("Text")
    expect(text).to_have_value(re.compile(r"^Hi Diana,[^$]*\nZoe Okafor$"))
    expect(opened.get_by_label("To", exact=True).locator("option").first).to_have_text("Diana Reyes")
    checklist.is_saved()
    person, _ = checklist.stored()["applications"][0]["rounds"][0]["people"]
    assert person == {**PEOPLE[0], "name": "Diana Reyes"} | ({"topic": person["topic"]} if "topic" in person else {})


def test_a_message_is_sent_to_each_person_and_then_the_step_is_done(opened, checklist):
    opened.get_by_role("button", name="Sent").click()
    expect(opened.get_by_role("status")).to_have_text("Sent to Dana Reyes. Next: Sam & Co; <b>.")
    expect(opened.get_by_label("To", exact=True)).to_have_value("2")
    expect(checklist.box(EMAIL)).not_to_be_checked()
    shown(opened).get_by_role("button", name="Sent").click()
    expect(opened).to_be_hidden()
    checklist.has_status(EMAIL, "done")
    people = checklist.stored()["applications"][0]["rounds"][0]["people"]
    assert all(person["thanked"] for person in people)
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status(EMAIL, "open")
    assert checklist.stored()["applications"][0]["rounds"][0]["people"][1]["thanked"] is None


def test_with_nobody_named_the_step_is_done_at_once_and_what_was_put_right_with_it(checklist):
    steps = {"r1/collect-contacts": cases.done("2026-11-20T16:00:00Z")}
    dialog = write(checklist, cases.record(cases.application(cases.interview(), steps=steps), name="Zoë"))
    dialog.get_by_label("Anything you’d like to put right or add?").fill("Churn is 4%")
    shown(dialog).get_by_role("button", name="Sent").click()
    checklist.has_status(EMAIL, "done")
    checklist.has_status("r1/clear-up", "done")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status(EMAIL, "open")
    checklist.has_status("r1/clear-up", "open")
    assert checklist.stored()["applications"][0]["steps"]["r1/clear-up"]["note"] == "Churn is 4%"


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
    expect(checklist.box(EMAIL)).not_to_be_checked()
    assert checklist.stored()["applications"][0].get("steps", {}) == {}


def test_a_blank_that_is_left_is_seen_and_said_when_the_text_is_copied(opened, page):
    let_copy(page)
    opened.get_by_label("Text").fill("My own words, [your reason]")
    opened.get_by_role("button", name="your reason").click()
    assert (
        opened.get_by_label("Text").evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)") == "[your reason]"
    )
    opened.get_by_role("button", name="Copy").click()
    expect(opened.get_by_role("status")).to_have_text("Copied. Still blank: [your reason].")
    assert pasted(page) == "My own words, [your reason]"
    opened.get_by_label("Text").fill("My own words")
    expect(opened.get_by_role("button", name="your reason")).to_be_hidden()


def test_a_script_for_a_call_has_no_subject_no_mail_and_is_not_sent(checklist):
    steps = {"r1/collect-contacts": cases.done("2026-11-20T16:00:00Z", "skipped")}
    alone = cases.record(cases.application(cases.interview(), employer="Acme", steps=steps), name="Zoë Okafor")
    dialog = write(checklist, alone, "r1/find-missing-names", "Call script")
    expect(dialog.get_by_label("Text")).to_have_value(drafted(alone, "call-reception").body, timeout=READY)
    for label in ("Subject", "To", "Message"):
        expect(dialog.get_by_label(label, exact=True)).to_be_hidden()
    expect(dialog.get_by_role("link", name="Open in mail")).to_be_hidden()
    expect(dialog.get_by_role("button", name="Sent")).to_be_hidden()


def test_from_the_card_as_well(checklist):
    steps = {
        f"r1/{step}": cases.done("2026-11-20T16:02:00Z")
        for step in ("settle", "record-facts", "score-answers", "reflect", "clear-up", "diarise-follow-up")
    }
    steps["decide-interest"] = cases.done("2026-11-20T16:02:00Z")
    checklist.open_with(cases.record({**RECORD["applications"][0], "steps": steps}, name="Zoë"))
    checklist.next_is("Email your thank-you")
    checklist.is_ready()
    checklist.card.get_by_role("link", name="Write it").click()
    dialog = shown(checklist.page.locator("#words"))
    expect(dialog.get_by_label("Subject")).to_have_value("Thank you: Analyst")


def test_without_a_record_the_link_leads_to_the_templates(checklist):
    checklist.open()
    checklist.opened(EMAIL).get_by_role("link", name="Write it").click()
    expect(checklist.page.locator("#thank-you-email")).to_be_in_viewport()


def test_enter_in_the_subject_leaves_the_text_alone(opened, checklist):
    opened.get_by_label("Text").fill("In my own words")
    opened.get_by_label("Subject").press("Enter")
    checklist.page.clock.fast_forward(500)
    expect(opened.get_by_label("Text")).to_have_value("In my own words")


def test_what_is_noted_already_stays_as_it_is(checklist):
    """An answer counts for its message alone where the notes say something else."""
    steps = {"r1/clear-up": cases.done("2026-11-20T17:00:00Z", note="Churn is 4%")}
    interview = cases.interview(people=PEOPLE, journal={"topics": "pricing\nLeeds"})
    dialog = write(checklist, cases.record(cases.application(interview, steps=steps), name="Zoë"))
    dialog.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    mend = dialog.get_by_label("Anything you’d like to put right or add?")
    expect(mend).to_have_value("")  # the first person is told what's noted
    mend.fill("I start in May")
    assert "like to add. I start in May." in shown(dialog).get_by_label("Text").input_value()
    dialog.get_by_label("To", exact=True).select_option("Dana Reyes")
    expect(mend).to_have_value("Churn is 4%")
    mend.fill("")
    assert "like to add" not in shown(dialog).get_by_label("Text").input_value()
    application = checklist.stored()["applications"][0]
    assert application["steps"]["r1/clear-up"]["note"] == "Churn is 4%"
    assert application["rounds"][0]["journal"]["topics"] == "pricing\nLeeds"


def test_a_message_half_written_goes_when_everything_is_erased(opened, checklist):
    opened.get_by_label("Text").fill("In my own words")
    checklist.page.clock.fast_forward(500)
    checklist.page.keyboard.press("Escape")
    assert "In my own words" in checklist.page.evaluate("localStorage['after-the-interview:messages']")
    checklist.more("Start again").click()
    checklist.page.get_by_role("button", name="Erase everything").click()
    assert checklist.page.evaluate("localStorage['after-the-interview:messages']") is None
    checklist.page.get_by_role("button", name="Bring it back").click()
    assert "In my own words" in checklist.page.evaluate("localStorage['after-the-interview:messages']")


def test_what_is_being_answered_is_kept_for_each_person(asked, checklist):
    question = asked.get_by_label("What did you enjoy talking about?")
    question.fill("Leeds")
    asked.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    expect(question).not_to_have_value("Leeds")
    checklist.page.keyboard.press("Escape")
    checklist.page.reload()
    checklist.is_ready()
    checklist.opened(EMAIL).get_by_role("link", name="Write it").click()
    expect(question).to_have_value("Leeds", timeout=READY)
    text = shown(asked).get_by_label("Text")
    expect(text).to_have_value(re.compile("hearing about Leeds"))
    text.fill("To Dana alone")
    asked.get_by_label("To", exact=True).select_option("Sam & Co; <b>")
    expect(question).to_be_visible()
    expect(shown(asked).get_by_label("Text")).not_to_have_value("To Dana alone")
    asked.get_by_label("To", exact=True).select_option("Dana Reyes")
    expect(text).to_have_value("To Dana alone")


def test_a_message_half_written_is_kept_until_it_is_thrown_away(opened, checklist):
    opened.get_by_label("Text").fill("Dear Dana, in my own words")
    checklist.page.keyboard.press("Escape")
    expect(opened).to_be_hidden()
    checklist.page.reload()
    checklist.is_ready()
    checklist.opened(EMAIL).get_by_role("link", name="Write it").click()
    expect(opened.get_by_label("Text")).to_have_value("Dear Dana, in my own words", timeout=READY)
    opened.get_by_role("button", name="Start over").click()
    expect(opened.get_by_label("What did you enjoy talking about?")).to_be_visible()
    opened.get_by_role("button", name="Undo").click()
    expect(opened.get_by_label("Text")).to_have_value("Dear Dana, in my own words")
    opened.get_by_role("button", name="Start over").click()
    expect(shown(opened).get_by_label("Text")).to_have_value(drafted(RECORD, "thank-you-email").body)
