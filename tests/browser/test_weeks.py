"""Whole journeys with the page's clock moved through the weeks: to an accepted offer, to letting go, and past a no."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.checklist import READY
from tests.browser.notes import CHANGE, MET, TALKED, at

pytestmark = [pytest.mark.later, pytest.mark.once("what differs is the plan, which is Python’s")]

SAME_EVENING = (
    *(f"r1/{step}" for step in ("settle", "record-facts", "score-answers", "reflect", "clear-up", "thank-you-email")),
    *("decide-interest", "line-up-references", "keep-searching"),
)


def come_back(checklist, moment):
    """Open the page again at a later moment, as a person does."""
    checklist.page.clock.set_system_time(moment)
    checklist.open()
    checklist.is_ready()
    return checklist


def done_by_card(checklist, *titles):
    for title in titles:
        checklist.next_is(title)
        checklist.card.get_by_role("button", name="Done").click()
        checklist.is_saved()


def rounds(checklist):
    return checklist.stored()["applications"][0]["rounds"]


def test_from_the_first_tick_to_an_accepted_offer(checklist):
    come_back(checklist, "2026-11-19T18:00:00Z")
    checklist.box("r1/share-contacts").check()
    checklist.add(Employer="Acme", Role="Analyst", Date_and_time="2026-11-20T15:00")
    expect(checklist.card).to_have_attribute("data-moment", "before", timeout=READY)
    expect(checklist.box("r1/share-contacts")).to_be_checked()

    come_back(checklist, "2026-11-20T16:05:00Z")
    done_by_card(checklist, "Let it settle")
    checklist.opened("r1/record-facts").get_by_role("link", name="Open your notes").click()
    notes = checklist.page.get_by_role("dialog", name="Notes")
    at(notes, MET).get_by_label("Name, Person 1").fill("Dana Reyes")
    notes.get_by_label("Email, Person 1").fill("dana@example.org")
    at(notes, TALKED).get_by_label("Topics").fill("pricing")
    notes.get_by_role("button", name="Close").click()
    # Noting what they talked about ticks this step.
    expect(checklist.box("r1/record-facts")).to_be_checked()
    checklist.has_status("r1/find-missing-names", "not-needed")
    checklist.opened("r1/thank-you-email").get_by_role("link", name="Write it").click()
    words = checklist.page.locator("#words")
    words.get_by_role("button", name="See your message").click()
    expect(words.get_by_label("Text", exact=True)).to_have_value(re.compile("Hi Dana,.*pricing", re.DOTALL))
    words.get_by_role("button", name="Sent").click()
    checklist.has_status("r1/thank-you-email", "done")

    come_back(checklist, "2026-11-24T12:00:00Z")
    checklist.tell("They want to see me again", The_next_interview="2026-12-04T10:00")
    second = rounds(checklist)[1]["id"]
    checklist.has_status(f"{second}/research-deeper", "open")
    checklist.has_status("r1/follow-up-1", "not-needed")

    come_back(checklist, "2026-12-02T09:00:00Z")
    expect(checklist.card).to_have_attribute("data-step", f"{second}/research-deeper")
    for step in ("research-deeper", "settle-commitment", "review-resume", "review-notes"):
        checklist.box(f"{second}/{step}").check()

    come_back(checklist, "2026-12-04T11:30:00Z")
    checklist.has_status(f"{second}/thank-you-email", "open")
    checklist.box(f"{second}/thank-you-email").check()

    come_back(checklist, "2026-12-08T10:00:00Z")
    checklist.tell("They made an offer", Answer_by="2026-12-11")
    expect(checklist.card).to_have_attribute("data-moment", "offer", timeout=READY)
    done_by_card(checklist, "Thank them for the offer", "Get the terms in writing")
    expect(checklist.step("decide")).to_contain_text("By Friday 11 Dec, in 3 days.")
    checklist.box("decide").check()

    come_back(checklist, "2026-12-10T10:00:00Z")
    checklist.tell("I said yes")
    done_by_card(checklist, "Tell the others you’ve got a job", "Celebrate")
    checklist.next_is("You’ve got the job")
    stored = checklist.stored()["applications"][0]
    assert [each["type"] for each in stored["outcomes"]] == ["invitation", "offer", "acceptance"]
    assert stored["rounds"][0]["journal"]["topics"] == "pricing"
    assert stored["steps"]["r1/share-contacts"]["state"] == "done"


def test_from_silence_to_letting_go(checklist):
    come_back(checklist, "2026-11-20T16:05:00Z")
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00", They_said_I_would_hear_by="2026-11-27")
    checklist.has_status("r1/thank-you-email", "open")
    for step in SAME_EVENING:
        checklist.box(step).check()

    come_back(checklist, "2026-11-27T09:00:00Z")
    checklist.next_is("You’ve done your part")
    expect(checklist.card).to_contain_text("Nothing to do until Monday 30 Nov.")
    expect(checklist.dates()).to_contain_text("It’s day 7 since the interview, and silence is normal")

    come_back(checklist, "2026-11-30T09:00:00Z")
    expect(checklist.card).to_contain_text("They said by Friday 27 Nov, 3 days ago.")
    expect(checklist.why("r1/follow-up-1")).to_contain_text("1 working day after the date they said you’d hear by")
    done_by_card(checklist, "Follow up")
    expect(checklist.step("r1/follow-up-2")).to_have_attribute("data-opens", "2026-12-14", timeout=READY)

    come_back(checklist, "2026-12-14T09:00:00Z")
    done_by_card(checklist, "Follow up once more")
    # Of the ten working days after it two are bank holidays, 25 and 28 December.
    expect(checklist.step("r1/let-go")).to_have_attribute("data-opens", "2026-12-30", timeout=READY)

    come_back(checklist, "2026-12-30T09:00:00Z")
    expect(checklist.card).to_have_attribute("data-moment", "silent", timeout=READY)
    expect(checklist.dates()).to_contain_text("It’s day 40 since the interview")
    done_by_card(checklist, "Let this one go")
    expect(checklist.said).to_contain_text("That was the last of “Following up”: well done.")
    checklist.next_is("You’ve let this one go")


def test_past_a_no_and_back_again(checklist):
    come_back(checklist, "2026-11-20T16:05:00Z")
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()

    come_back(checklist, "2026-11-25T09:00:00Z")
    checklist.tell("It’s a no")
    # On the day itself there is kindness, and nothing to do.
    checklist.next_is("I’m sorry it wasn’t this one")
    expect(checklist.card).to_contain_text("nothing you need to do today")
    expect(checklist.card.get_by_role("button")).to_have_count(0)
    expect(checklist.page.get_by_role("button", name="What happened?")).to_be_hidden()

    come_back(checklist, "2026-11-26T09:00:00Z")
    done_by_card(checklist, "Ask what decided it", "Ask who else might be hiring")
    checklist.opened("learn").get_by_role("link", name="Open your notes").click()
    notes = checklist.page.get_by_role("dialog", name="Notes")
    expect(notes.get_by_label("To do differently, To do differently 1")).to_be_focused()
    at(notes, CHANGE).get_by_label("To do differently, To do differently 1").fill("Ask about the team")
    notes.get_by_role("button", name="Close").click()
    checklist.box("learn").check()
    done_by_card(checklist, "Start the next one")
    expect(checklist.said).to_contain_text("That was the last of “If it’s a no”: well done.")
    checklist.next_is("I’m sorry it wasn’t this one")

    come_back(checklist, "2026-12-03T09:00:00Z")
    checklist.open_more()
    checklist.tell("They want to see me again", The_next_interview="2026-12-10T10:00")
    second = rounds(checklist)[1]["id"]
    checklist.has_status(f"{second}/review-notes", "open")
    expect(checklist.box("r1/thank-you-email")).to_be_checked()
    assert rounds(checklist)[0]["journal"]["improve"] == ["Ask about the team"]
