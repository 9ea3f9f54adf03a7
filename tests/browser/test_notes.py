"""Notes: of an interview, saved as one types, and of a step; they are there again, feed the thank-you, and are looked back on."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme
from tests.browser.notes import ASKED, CHANGE, MET, TALKED, WELL, at, kept, saved

pytestmark = pytest.mark.once("the page’s own rules, which are the same everywhere")


def test_everything_is_saved_at_a_pause_in_typing(checklist, notes):
    page = checklist.page
    at(notes, MET).get_by_label("Name, Person 1").fill("Dana Reyes")
    notes.get_by_label("Job title, Person 1").fill("Head of Data")
    notes.get_by_role("button", name="Add a person").click()
    expect(notes.get_by_label("Name, Person 2")).to_be_focused()
    notes.get_by_label("Name, Person 2").fill("Sam Ito")
    at(notes, TALKED).get_by_label("Topics").fill("pricing\nchurn")
    at(notes, ASKED).get_by_label("Question, Question 1").fill("Why us?")
    notes.get_by_label("Your answer, Question 1").fill("Because")
    notes.get_by_role("radio", name="7 of 10").check()
    at(notes, WELL).get_by_label("Went well, Went well 1").fill("Calm")
    expect(notes.get_by_text("1 so far, of five or six.")).to_be_visible()
    at(notes, CHANGE).get_by_label("To do differently, To do differently 1").fill("Shorter answers")
    notes.get_by_label("To put right or add").fill("Churn is 4%.")
    saved(notes, page)
    round_ = kept(checklist)
    assert round_["people"] == [
        {"name": "Dana Reyes", "title": "Head of Data", "email": ""},
        {"name": "Sam Ito", "title": "", "email": ""},
    ]
    assert round_["journal"] == {
        "went_well": ["Calm"],
        "improve": ["Shorter answers"],
        "topics": "pricing\nchurn",
        "questions": [{"question": "Why us?", "answer": "Because", "score": 7}],
    }
    mend = checklist.stored()["applications"][0]["steps"]["r1/clear-up"]
    assert mend == {"state": "snoozed", "at": "2000-01-01T00:00:00Z", "until": "2000-01-01", "note": "Churn is 4%."}
    notes.get_by_role("button", name="Close").click()
    checklist.has_status("r1/clear-up", "open")
    checklist.has_status("r1/find-missing-names", "not-needed")
    page.reload()
    checklist.has_status("r1/clear-up", "open")
    expect(checklist.step("r1/clear-up").locator("[data-noted]")).to_have_text("Churn is 4%.")
    checklist.fact("Notes Acme, Analyst").click()
    expect(notes.get_by_label("Name, Person 2")).to_have_value("Sam Ito")
    expect(at(notes, ASKED).get_by_role("radio", name="7 of 10")).to_be_checked()


def test_a_row_is_taken_away_and_empty_ones_are_not_kept(checklist, notes):
    at(notes, WELL).get_by_role("button", name="Add another").first.click()
    notes.get_by_label("Went well, Went well 1").fill("Calm")
    at(notes, ASKED).get_by_role("button", name="Add a question").click()
    at(notes, MET).get_by_role("button", name="Remove person 1").click()
    checklist.page.clock.fast_forward(500)
    expect(notes.get_by_text("Removed.")).to_be_visible()
    round_ = kept(checklist)
    assert round_["people"] == []
    assert "questions" not in round_["journal"]
    assert round_["journal"]["went_well"] == ["Calm"]
    checklist.page.keyboard.press("Escape")
    # Nobody is named, and only half of what went how: neither step is fulfilled.
    checklist.has_status("r1/collect-contacts", "missed")
    checklist.has_status("r1/reflect", "open")


FULFILLED = ("r1/collect-contacts", "r1/record-facts", "r1/score-answers", "r1/reflect")


def test_closing_the_notes_ticks_what_they_fulfil_and_undo_takes_only_that_back(checklist, notes):
    at(notes, MET).get_by_label("Name, Person 1").fill("Dana Reyes")
    at(notes, ASKED).get_by_label("Question, Question 1").fill("Why us?")
    notes.get_by_role("radio", name="7 of 10").check()
    at(notes, WELL).get_by_label("Went well, Went well 1").fill("Calm")
    at(notes, CHANGE).get_by_label("To do differently, To do differently 1").fill("Shorter answers")
    notes.get_by_role("button", name="Close").click()
    for key in FULFILLED:
        checklist.has_status(key, "done")
    expect(checklist.said).to_contain_text("Ticked: Get everyone’s name")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/record-facts", "open")
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["steps"] == {}
    assert kept(checklist)["journal"]["went_well"] == ["Calm"]


def test_a_tick_that_was_taken_back_stays_back_when_the_notes_are_only_read(checklist, notes):
    at(notes, TALKED).get_by_label("Topics").fill("pricing")
    notes.get_by_role("button", name="Close").click()
    checklist.has_status("r1/record-facts", "done")
    checklist.box("r1/record-facts").uncheck()
    checklist.has_status("r1/record-facts", "open")
    checklist.fact("Notes Acme, Analyst").click()
    checklist.page.keyboard.press("Escape")
    expect(checklist.page.locator("dialog[open]")).to_have_count(0)
    checklist.is_saved()
    assert "r1/record-facts" not in checklist.stored()["applications"][0]["steps"]


def test_five_prompts_lead_through_the_notes(checklist, notes):
    fields = [
        "Name, Person 1",
        "Topics",
        "Question, Question 1",
        "Went well, Went well 1",
        "To do differently, To do differently 1",
    ]
    for number, (label, title) in enumerate(zip(fields, (MET, TALKED, ASKED, WELL, CHANGE), strict=True)):
        expect(notes.get_by_role("button", name=title)).to_have_attribute("aria-current", "step")
        if number:
            expect(notes.get_by_label(label)).to_be_focused()
        notes.get_by_label(label).fill("Dana")
        if number == 1:
            notes.get_by_role("button", name="Back").click()
            expect(notes.get_by_role("button", name="Back")).to_be_hidden()
            notes.get_by_role("button", name="Next").click()
        notes.get_by_role("button", name="Done" if title == CHANGE else "Next").click()
    expect(notes).to_be_hidden()
    assert kept(checklist)["journal"]["improve"] == ["Dana"]


def test_who_got_no_names_says_so_and_is_told_how_to_find_them(checklist):
    checklist.open_with(cases.record(cases.application(cases.interview(), employer="Acme")))
    checklist.has_status("r1/settle", "open")
    checklist.fact("Notes Acme").click()
    notes = checklist.page.get_by_role("dialog", name="Notes")
    notes.get_by_role("button", name="I didn’t get names").click()
    expect(notes.get_by_text("Reception can tell you")).to_be_visible()
    notes.get_by_role("button", name="Close").click()
    checklist.has_status("r1/find-missing-names", "open")
    checklist.fact("Notes Acme").click()
    expect(notes.get_by_role("button", name="I didn’t get names")).to_have_attribute("aria-pressed", "true")
    notes.get_by_role("button", name="I didn’t get names").click()
    notes.get_by_label("Name, Person 1").fill("Dana")
    expect(notes.get_by_role("button", name="I didn’t get names")).to_be_hidden()
    saved(notes, checklist.page)
    notes.get_by_role("button", name="Close").click()
    checklist.has_status("r1/find-missing-names", "not-needed")


def test_a_step_opens_the_part_of_the_notes_that_it_is_about(checklist):
    checklist.open()
    checklist.opened("r1/reflect").get_by_role("link", name="Open your notes").click()
    dialog = checklist.page.get_by_role("dialog", name="Notes")
    expect(dialog.get_by_label("Went well, Went well 1")).to_be_focused()
    dialog.get_by_label("Went well, Went well 1").fill("I went")
    checklist.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert kept(checklist)["journal"]["went_well"] == ["I went"]


def test_a_stage_s_page_leads_to_the_notes(checklist):
    checklist.page.goto("/guide/same-day/")
    checklist.is_tickable()
    checklist.opened("r1/reflect").get_by_role("link", name="Open your notes").click()
    expect(checklist.page).to_have_url("/checklist/#do-reflect")
    expect(checklist.box("r1/reflect")).to_be_focused()


def test_looking_back_shows_scores_and_what_keeps_coming_up(checklist):
    asked = [{"question": "Why us?", "answer": "", "score": score} for score in (7, 9)]
    rounds = [
        cases.interview("2026-11-10T10:00", id="r1", journal={"questions": asked[:1]}),
        cases.interview("2026-11-20T10:00", id="r2", journal={"questions": asked[1:]}),
    ]
    checklist.open_with(cases.record(cases.application(*rounds, employer="Acme")))
    checklist.has_status("r1/settle", "missed")
    page = checklist.page
    checklist.open_more()
    page.get_by_text("Looking back over your interviews").click()
    expect(page.get_by_role("img", name="How you scored your answers")).to_be_visible(timeout=READY)
    expect(page.get_by_role("img", name="What keeps coming up")).to_be_visible()
    page.locator("#looking-back").get_by_text("The same as a table").last.click()
    expect(page.get_by_role("row", name="Question Why us? 2 8.0")).to_be_visible()


def test_without_notes_there_is_nothing_to_look_back_on(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.open_more()
    expect(checklist.page.locator("#looking-back")).to_be_hidden()


def test_a_note_with_a_step_is_kept_through_ticking_and_unticking(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-letter", "not-needed")
    step = checklist.opened("r1/thank-you-email")
    step.get_by_label("A note of your own").fill("Wrote to Dana\nand Sam")
    checklist.page.clock.fast_forward(500)
    expect(step.locator("[data-noted]")).to_have_text("Wrote to Dana\nand Sam")
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()
    checklist.has_status("r1/thank-you-email", "done")
    state = checklist.stored()["applications"][0]["steps"]["r1/thank-you-email"]
    assert (state["state"], state["note"]) == ("done", "Wrote to Dana\nand Sam")
    checklist.box("r1/thank-you-email").uncheck()
    checklist.has_status("r1/thank-you-email", "open")
    checklist.page.reload()
    expect(step.locator("[data-noted]")).to_have_text("Wrote to Dana\nand Sam")
    checklist.opened("r1/thank-you-email").get_by_label("A note of your own").fill("")
    checklist.page.clock.fast_forward(500)
    expect(step.locator("[data-noted]")).to_be_hidden()
    assert "r1/thank-you-email" not in checklist.stored()["applications"][0]["steps"]


def test_a_note_is_a_first_step_too(checklist):
    checklist.open()
    step = checklist.opened("r1/settle")
    step.get_by_label("A note of your own").fill("On the bench by the river")
    checklist.page.clock.fast_forward(500)
    checklist.is_saved()
    expect(checklist.step("r1/settle").locator("[data-noted]")).to_have_text("On the bench by the river")
    assert checklist.stored()["applications"][0]["rounds"] == [{"id": "r1", "starts": None}]
    checklist.has_status("r1/settle", "undated")


@pytest.mark.lacks("firefox", "BiDi cannot show a page as it is printed")
def test_notes_are_printed_with_the_list(checklist):
    journal = {"topics": "pricing", "went_well": ["Calm"], "questions": [{"question": "Why us?", "score": 7}]}
    rounds = [cases.interview(people=[{"name": "Dana", "title": "Head"}], journal=journal)]
    steps = {"r1/thank-you-email": cases.done("2026-11-20T18:00:00Z", note="Sent by hand")}
    checklist.open_with(cases.record(cases.application(*rounds, employer="Acme", steps=steps)))
    checklist.has_status("r1/settle", "open")
    checklist.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    checklist.page.emulate_media(media="print")
    for text in (
        "Met: Dana, Head",
        "Talked about: pricing",
        "Went well: Calm",
        "Asked: Why us? – 7 of 10",
        "Sent by hand",
    ):
        expect(checklist.page.get_by_text(text)).to_be_visible()


def test_a_note_typed_with_pauses_begins_one_application(checklist):
    checklist.open()
    step = checklist.opened("r1/settle")
    note = step.get_by_label("A note of your own")
    for words in ("On", " the", " bench"):
        note.press_sequentially(words)
        checklist.page.clock.fast_forward(500)
        checklist.is_saved()
    expect(step.locator("[data-noted]")).to_have_text("On the bench")
    assert len(checklist.stored()["applications"]) == 1
    checklist.opened("r1/reflect").get_by_role("button", name="Doesn’t apply").click()
    checklist.has_status("r1/reflect", "skipped")
    assert len(checklist.stored()["applications"]) == 1


def test_the_notes_from_last_time_are_those_of_the_interview_before(checklist):
    rounds = [cases.interview(journal={"topics": "pricing"}), cases.interview("2026-12-04T10:00", id="r2")]
    checklist.open_with(cases.record(cases.application(*rounds, employer="Acme")))
    checklist.has_status("r2/review-notes", "open")
    checklist.opened("r2/review-notes").get_by_role("link", name="Open your notes").click()
    expect(checklist.page.get_by_label("Topics")).to_have_value("pricing")


def test_a_note_can_be_written_after_the_tick(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()
    step = checklist.opened("r1/thank-you-email")
    step.get_by_label("A note of your own").fill("To Dana")
    checklist.page.clock.fast_forward(500)
    expect(step.locator("[data-noted]")).to_have_text("To Dana")
    checklist.has_status("r1/thank-you-email", "done")
