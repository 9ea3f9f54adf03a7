"""Several applications: an overview by what is due, archive and restore, rename and remove, each with its undo."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, acme

pytestmark = pytest.mark.once("what differs is the plan, which is Python’s")

BETA = {"id": "b", "employer": "Beta", "rounds": [cases.interview("2026-11-12T10:00")]}
GAMMA = {
    "id": "c",
    "employer": "Gamma",
    "rounds": [cases.interview("2026-11-02T10:00")],
    "outcomes": [cases.outcome("withdrawal", "2026-11-19")],
}


@pytest.fixture
def three(checklist):
    checklist.open_with(cases.record(GAMMA, BETA, *acme()["applications"]))
    expect(checklist.page.locator('[data-application="a"] [data-step="r1/settle"][data-due]')).to_be_attached(
        timeout=READY
    )
    return checklist


def overview(checklist):
    return checklist.page.get_by_role("region", name="Your applications")


def manage(checklist, name, verb):
    section = checklist.page.locator("section.app").filter(
        has=checklist.page.get_by_role("heading", name=name, level=2)
    )
    section.locator("[data-manage] summary").click()
    section.get_by_role("button", name=f"{verb}: {name}").click()


def test_one_interview_shows_nothing_of_several(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    expect(checklist.page.locator("#overview")).to_be_hidden()
    expect(checklist.page.locator("[data-manage]").first).to_be_empty()
    for word in ("Archive", "Rename", "at a time"):
        expect(checklist.page.locator("main").get_by_text(word).filter(visible=True)).to_have_count(0)


def test_what_is_due_first_stands_first_with_its_next_step(three):
    rows = overview(three).get_by_role("listitem")
    expect(rows).to_have_count(3)
    expect(rows.nth(0)).to_contain_text("Acme, Analyst")
    expect(rows.nth(0)).to_contain_text("waiting to hear · Let it settle. Due today, Friday 20 Nov")
    expect(rows.nth(1)).to_contain_text("Beta")
    expect(rows.nth(2)).to_contain_text("Gamma")
    expect(rows.nth(2)).to_contain_text("withdrawn · nothing for now")
    expect(overview(three)).to_contain_text("2 live. Two or three at a time is a good number.")


def test_a_row_leads_to_its_application(three):
    overview(three).get_by_role("button", name="Gamma").click()
    expect(three.page.get_by_role("heading", name="Gamma")).to_be_focused()
    expect(three.page.get_by_role("heading", name="Gamma")).to_be_in_viewport()
    expect(three.page.locator('[data-application="c"] details[data-body]')).to_have_attribute("open", "")


def test_below_two_live_applications_it_says_kindly_that_more_would_help(three):
    manage(three, "Beta", "Archive")
    expect(overview(three)).to_contain_text(
        "1 live. Two or three at a time is a good number: another one", timeout=READY
    )


def test_an_archived_application_is_out_of_sight_and_comes_back(three):
    before = three.stored()
    manage(three, "Beta", "Archive")
    expect(three.said).to_contain_text("Archived: Beta")
    expect(three.page.get_by_role("heading", name="Beta")).to_have_count(0)
    expect(three.page.locator('#next-action[data-application="b"]')).to_have_count(0)
    three.said.get_by_role("button", name="Undo").click()
    expect(three.page.get_by_role("heading", name="Beta")).to_be_visible()
    assert {**three.stored()["applications"][1], "archived": False} == {**before["applications"][1], "archived": False}
    manage(three, "Beta", "Archive")
    three.page.reload()
    three.is_tickable()
    overview(three).get_by_text("Archived (1)").click()
    overview(three).get_by_role("button", name="Restore Beta").click()
    expect(three.page.get_by_role("heading", name="Beta")).to_be_visible()
    expect(three.said).to_contain_text("Restored: Beta")


def test_an_application_takes_another_name(three):
    manage(three, "Beta", "Rename")
    dialog = three.page.get_by_role("dialog", name="Rename")
    expect(dialog.get_by_label("Date and time")).to_be_hidden()
    dialog.get_by_label("Employer").fill("Beta & Sons")
    dialog.get_by_label("Role").fill("Baker")
    # Twice, and Undo takes back the first.
    dialog.get_by_role("button", name="Save").evaluate("save => { save.click(); save.click(); }")
    expect(three.page.get_by_role("heading", name="Beta & Sons, Baker")).to_be_visible()
    beta = three.stored()["applications"][1]
    assert (beta["employer"], beta["role"], beta["rounds"]) == ("Beta & Sons", "Baker", BETA["rounds"])
    three.said.get_by_role("button", name="Undo").click()
    expect(three.page.get_by_role("heading", name="Beta", exact=True)).to_be_visible()
    # The form is whole again for the next interview.
    three.form()
    expect(three.page.get_by_label("Date and time")).to_be_visible()


def test_a_removed_application_can_be_had_back(three):
    before = three.stored()
    manage(three, "Beta", "Remove")
    expect(three.page.get_by_role("heading", name="Beta")).to_have_count(0)
    assert [each["id"] for each in three.stored()["applications"]] == ["c", "a"]
    three.said.get_by_role("button", name="Undo").click()
    expect(three.page.get_by_role("heading", name="Beta")).to_be_visible()
    assert three.stored()["applications"] == before["applications"]


def test_with_everything_archived_the_list_is_there_to_begin_again(checklist):
    checklist.open_with(cases.record({**BETA, "archived": True}))
    checklist.next_is("When is your interview, or when was it?")
    checklist.box("r1/ask-next-steps").check()
    checklist.is_saved()
    assert [each.get("archived", False) for each in checklist.stored()["applications"]] == [True, False]
    expect(overview(checklist)).to_contain_text("Archived (1)")


@pytest.mark.lacks("firefox", "BiDi cannot show a page as it is printed")
def test_one_application_alone_is_printed(three):
    three.page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')) }")
    manage(three, "Acme, Analyst", "Print this one")
    three.page.emulate_media(media="print")
    expect(three.page.get_by_role("heading", name="Acme, Analyst")).to_be_visible()
    expect(three.page.get_by_role("heading", name="Beta")).to_be_hidden()
    expect(overview(three)).to_be_hidden()
    three.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(three.page.get_by_role("heading", name="Beta")).to_be_visible()


def test_a_finished_stage_is_acknowledged_once(checklist):
    steps = {"r1/settle": cases.done("2026-11-20T16:01:00Z")}
    checklist.open_with(acme(steps=steps))
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()
    expect(checklist.said).to_contain_text(
        "Done: Send a thank-you email. That was the last of “The thank-you”: well done."
    )
    expect(checklist.page.locator('[data-stage="thank-you"] [data-count]').first).to_contain_text("done")
    checklist.box("r1/reflect").check()
    expect(checklist.said).not_to_contain_text("That was the last")
