"""Notes are never lost: not by leaving, by Undo, by another tab, or by what is pasted."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import acme
from tests.browser.engines import fill
from tests.browser.notes import ASKED, MET, TALKED, WELL, at, kept, saved

pytestmark = pytest.mark.later

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


@pytest.mark.parametrize("way", ["Close", "Escape", "reload"])
def test_nothing_typed_is_lost_however_one_leaves(checklist, notes, way):
    at(notes, TALKED).get_by_label("Topics").fill("pricing")
    if way == "Close":
        notes.get_by_role("button", name="Close").click()
    elif way == "Escape":
        checklist.page.keyboard.press("Escape")
    else:
        checklist.page.reload()
    checklist.is_tickable()
    # What is in the record is what the notes show when they are opened again.
    checklist.fact("Notes Acme, Analyst").click()
    expect(notes.get_by_label("Topics")).to_have_value("pricing")
    assert kept(checklist)["journal"]["topics"] == "pricing"


HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden" });
  document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
}"""


def test_a_step_s_note_is_saved_when_the_page_is_hidden_before_the_pause(checklist):
    """A phone may end a page that's out of sight, and tells it no more than that."""
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.opened("r1/settle").get_by_label("A note of your own").fill("Dana likes chess")
    assert "Dana likes chess" not in str(checklist.stored())
    checklist.page.evaluate(HIDDEN)
    assert checklist.stored()["applications"][0]["steps"]["r1/settle"]["note"] == "Dana likes chess"


@SAME
def test_what_a_newer_version_wrote_beside_it_stays(checklist):
    odd = {"question": "Why?", "answer": "", "score": None, "mood": "fine"}
    person = {"name": "Dana", "pronoun": "she"}
    rounds = [cases.interview(people=[person], journal={"questions": [odd], "weather": "rain"})]
    checklist.open_with(cases.record(cases.application(*rounds, employer="Acme")))
    checklist.has_status("r1/settle", "open")
    checklist.fact("Notes Acme").click()
    dialog = checklist.page.get_by_role("dialog", name="Notes")
    at(dialog, ASKED).get_by_label("Your answer, Question 1").fill("So")
    at(dialog, MET).get_by_label("Name, Person 1").fill("Dana R")
    saved(dialog, checklist.page)
    assert kept(checklist)["journal"]["weather"] == "rain"
    assert kept(checklist)["journal"]["questions"][0]["mood"] == "fine"
    assert kept(checklist)["people"][0]["pronoun"] == "she"


@SAME
def test_two_tabs_write_different_parts_and_lose_none(checklist, notes, beside):
    other = beside()
    other.fact("Notes Acme, Analyst").click()
    at(other.page, TALKED).get_by_label("Topics").fill("pricing")
    saved(other.page.get_by_role("dialog", name="Notes"), other.page)
    at(notes, WELL).get_by_label("Went well, Went well 1").fill("Calm")
    saved(notes, checklist.page)
    assert kept(checklist)["journal"]["topics"] == "pricing"
    assert kept(checklist)["journal"]["went_well"] == ["Calm"]


@SAME
def test_a_paste_of_odd_characters_is_cleaned(checklist, notes):
    at(notes, MET).get_by_label("Name, Person 1").fill("Da\tna\u2028 R")
    at(notes, TALKED).get_by_label("Topics").fill("a\x07b\ttab")
    saved(notes, checklist.page)
    assert kept(checklist)["people"][0]["name"] == "Da na R"
    assert kept(checklist)["journal"]["topics"] == "a b\ttab"
    checklist.page.keyboard.press("Escape")
    checklist.has_status("r1/settle", "open")
    expect(checklist.notices).to_be_empty()


@SAME
def test_a_journal_of_an_odd_shape_is_set_aside_not_drawn(checklist):
    odd = cases.record(cases.application(cases.interview(journal={"went_well": "x"})))
    checklist.open_with(odd)
    expect(checklist.notices).to_contain_text("cannot be read")


@SAME
def test_undo_of_an_edit_never_takes_a_note_along(checklist):
    """Undo of an edit puts facts back; what was noted since stays, and an Undo that would take it is offered no more."""
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    page = checklist.page
    page.get_by_role("button", name="What happened?").click()
    page.get_by_role("radio", name="They want to see me again").check()
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(checklist.said.get_by_role("button", name="Undo")).to_be_visible()
    checklist.fact("Notes Acme, Analyst, interview 1").click()
    at(page, TALKED).get_by_label("Topics").fill("pricing")
    saved(page.get_by_role("dialog", name="Notes"), page)
    page.keyboard.press("Escape")
    # What can be taken back now is the tick that the notes have earned.
    expect(checklist.said).to_contain_text("Write down what you remember")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.is_saved()
    assert kept(checklist)["journal"]["topics"] == "pricing"


@SAME
def test_undo_brings_back_what_was_and_keeps_what_another_tab_noted(checklist, beside):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    page = checklist.page
    checklist.fact("Edit Acme, Analyst").click()
    fill(page.get_by_label("Length in minutes"), "30")
    page.get_by_role("button", name="Save").click()
    other = beside()
    other.fact("Notes Acme, Analyst").click()
    at(other.page, TALKED).get_by_label("Topics").fill("pricing")
    saved(other.page.get_by_role("dialog", name="Notes"), other.page)
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.said).to_contain_text("Undone.")
    assert kept(checklist)["journal"]["topics"] == "pricing"
    assert kept(checklist).get("minutes", 60) == 60


@SAME
def test_two_tabs_that_add_to_the_same_part_lose_none(checklist, notes, beside):
    other = beside()
    other.fact("Notes Acme, Analyst").click()
    for page, name in ((other.page, "Sam"), (checklist.page, "Lee")):
        page.get_by_role("button", name="Add a person").click()
        at(page, MET).get_by_label("Name, Person 2").fill(name)
        saved(page.get_by_role("dialog", name="Notes"), page)
    assert sorted(person["name"] for person in kept(checklist)["people"]) == ["Dana", "Lee", "Sam"]


@SAME
def test_notes_of_an_interview_that_is_gone_say_so(checklist, notes, beside):
    other = beside()
    other.fact("Remove Acme, Analyst").click()
    at(notes, TALKED).get_by_label("Topics").fill("pricing")
    checklist.page.clock.fast_forward(500)
    expect(notes.get_by_text("Not saved: this interview was removed in another window.")).to_be_visible()
    expect(notes.get_by_label("Topics")).to_have_value("pricing")


@SAME
def test_a_row_removed_by_mistake_comes_back(checklist, notes):
    at(notes, ASKED).get_by_label("Your answer, Question 1").fill("A long answer")
    notes.get_by_role("button", name="Add a question").click()
    notes.get_by_label("Question, Question 2").fill("Second")
    notes.get_by_role("button", name="Remove question 1").click()
    expect(notes.get_by_label("Question, Question 1")).to_have_value("Second")
    notes.get_by_role("button", name="Undo").click()
    expect(notes.get_by_label("Your answer, Question 1")).to_have_value("A long answer")
    checklist.page.clock.fast_forward(500)
    checklist.page.keyboard.press("Escape")
    assert [each["question"] for each in kept(checklist)["journal"]["questions"]] == ["", "Second"]


@SAME
def test_undo_of_a_tick_leaves_the_note_of_the_step_alone(checklist):
    """Also where another tab wrote it: the Undo is still offered there."""
    steps = {"r1/reflect": cases.done("2026-11-20T16:01:00Z", "skipped", note="A")}
    checklist.open_with(acme(steps=steps))
    checklist.has_status("r1/reflect", "skipped")
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    checklist.page.evaluate(
        """() => { const record = JSON.parse(localStorage.getItem('after-the-interview'));
        record.applications[0].steps['r1/reflect'].note = 'B';
        localStorage.setItem('after-the-interview', JSON.stringify(record)); }"""
    )
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/reflect", "skipped")
    assert checklist.stored()["applications"][0]["steps"]["r1/reflect"]["note"] == "B"


@SAME
def test_saved_is_said_once_it_is(checklist, notes):
    checklist.page.evaluate(f"() => {{ {durable.NEVER_DONE} }}")
    at(notes, TALKED).get_by_label("Topics").fill("pricing")
    checklist.page.clock.fast_forward(500)
    expect(checklist.root).to_have_attribute("data-saved", "saving")
    expect(notes.get_by_role("status")).to_be_empty()
    expect(notes.get_by_role("status")).to_have_text("Not saved in this browser. Close this to read why.")


@SAME
def test_a_note_that_is_being_typed_outlives_another_window_s_change(safe, beside):
    """An interview that is added there has the step here moved to another stage."""
    note = safe.opened("r1/settle").get_by_label("A note of your own")
    other = beside()
    other.has_status("r1/settle", "open")
    safe.page.clock.pause_at("2026-11-20T18:00:00Z")
    note.fill("On the bench")
    other.tell("They want to see me again", The_next_interview="2026-12-04T10:00")
    expect(safe.page.get_by_role("heading", name="Interview 1")).to_be_visible()
    assert note.evaluate("note => note === document.activeElement")
    safe.page.clock.fast_forward(500)
    safe.page.wait_for_function("localStorage.getItem('after-the-interview').includes('On the bench')")
