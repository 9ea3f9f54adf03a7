"""Several applications: a tab for each by what is due, archive and restore, rename and remove, each with its undo."""

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
    checklist.is_planned()
    return checklist


def manage(checklist, name, verb):
    checklist.tab(name.split(",")[0]).click()
    checklist.more(f"{verb}: {name}").click()


def live(checklist):
    return checklist.page.locator("[data-live]")


def test_one_interview_shows_nothing_of_several(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    expect(checklist.more("Start again")).to_be_visible()
    expect(checklist.page.locator("#tabs")).to_be_hidden()
    expect(checklist.page.locator("[data-manage]")).to_be_empty()
    for word in ("Archive", "Rename", "at a time", "All applications"):
        expect(checklist.page.locator("main").get_by_text(word).filter(visible=True)).to_have_count(0)


def test_what_is_due_first_stands_first_and_is_open_with_its_next_step(three):
    for place, name in enumerate(("Acme today", "Beta Tue 24 Nov", "Gamma nothing for now")):
        expect(three.page.locator("#tabs button").nth(place)).to_have_accessible_name(name)
    expect(three.tab("Acme")).to_have_attribute("aria-current", "true")
    three.is_about("Analyst, Acme")
    three.next_is("Let it settle")
    expect(three.more("Start again")).to_be_visible()
    expect(live(three)).to_have_text("2 applications going. Two or three at a time is a good number.")


def test_a_tab_stays_in_its_place_until_the_page_is_opened_anew(three):
    first = three.page.locator("#tabs button").first
    three.tell("I withdrew")
    expect(three.card).to_have_attribute("data-moment", "withdrawn", timeout=READY)
    expect(first).to_have_accessible_name("Acme nothing for now")
    three.page.reload()
    expect(first).to_have_accessible_name("Beta Tue 24 Nov")


def test_the_open_tab_has_the_colour_of_its_card_and_no_tab_is_open_while_another_interview_is_added(three):
    colours = "() => ['#tabs [aria-current]', '.card__sky'].map((at) => getComputedStyle(document.querySelector(at)).backgroundColor)"
    for name, about in (("Gamma", "Gamma"), ("Acme", "Analyst, Acme")):
        three.tab(name).click()
        three.is_about(about)
        tab, card = three.page.evaluate(colours)
        assert tab == card
    three.page.get_by_role("button", name="Add an interview").click()
    three.next_is("When was your interview?")
    expect(three.page.locator("#tabs [aria-current]")).to_have_count(0)
    expect(three.page.locator("#applications")).to_be_hidden()
    three.card.get_by_role("button", name="Cancel").click()
    three.is_about("Analyst, Acme")
    expect(three.page.locator("#applications")).to_be_visible()


def test_a_tab_opens_its_application_and_nothing_of_another_is_left(three):
    three.tab("Gamma").click()
    three.is_about("Gamma")
    expect(three.card).to_have_attribute("data-moment", "withdrawn")
    title = three.card.get_by_role("heading")
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport()
    expect(three.tab("Gamma")).to_have_attribute("aria-current", "true")
    expect(three.tab("Acme")).not_to_have_attribute("aria-current", "true")
    expect(three.page.locator("#applications [data-application]")).to_have_attribute("data-application", "c")


def test_below_two_live_applications_it_says_kindly_that_more_would_help(three):
    manage(three, "Beta", "Archive")
    expect(live(three)).to_contain_text(
        "1 application going. Two or three at a time is a good number: another one", timeout=READY
    )


def test_an_archived_application_is_out_of_sight_and_comes_back(three):
    before = three.stored()
    manage(three, "Beta", "Archive")
    expect(three.said).to_contain_text("Archived: Beta")
    expect(three.tab("Beta")).to_have_count(0)
    three.is_about("Analyst, Acme")
    three.said.get_by_role("button", name="Undo").click()
    expect(three.tab("Beta")).to_be_visible()
    assert {**three.stored()["applications"][1], "archived": False} == {**before["applications"][1], "archived": False}
    manage(three, "Beta", "Archive")
    three.page.reload()
    three.is_tickable()
    restore = three.more("Restore: Beta")
    three.page.get_by_text("Archived (1)").click()
    restore.click()
    expect(three.tab("Beta")).to_be_visible()
    expect(three.said).to_contain_text("Restored: Beta")


def test_an_application_takes_another_name(three):
    manage(three, "Beta", "Rename")
    dialog = three.page.get_by_role("dialog", name="Rename")
    expect(dialog.get_by_label("Date and time")).to_be_hidden()
    dialog.get_by_label("Employer").fill("Beta & Sons")
    dialog.get_by_label("Role").fill("Baker")
    # Twice, and Undo takes back the first.
    dialog.get_by_role("button", name="Save").evaluate("save => { save.click(); save.click(); }")
    three.is_about("Baker, Beta & Sons")
    beta = three.stored()["applications"][1]
    assert (beta["employer"], beta["role"], beta["rounds"]) == ("Beta & Sons", "Baker", BETA["rounds"])
    three.said.get_by_role("button", name="Undo").click()
    three.is_about("Beta")
    # The form is whole again for the next interview.
    three.form()
    expect(three.page.get_by_label("Date and time")).to_be_visible()


def test_a_removed_application_can_be_had_back(three):
    before = three.stored()
    manage(three, "Beta", "Remove")
    expect(three.tab("Beta")).to_have_count(0)
    assert [each["id"] for each in three.stored()["applications"]] == ["c", "a"]
    three.said.get_by_role("button", name="Undo").click()
    expect(three.tab("Beta")).to_be_visible()
    assert three.stored()["applications"] == before["applications"]


def test_with_everything_archived_the_list_is_there_to_begin_again(checklist):
    checklist.open_with(cases.record({**BETA, "archived": True}))
    checklist.next_is("When was your interview?")
    checklist.box("r1/ask-next-steps").check()
    checklist.is_saved()
    assert [each.get("archived", False) for each in checklist.stored()["applications"]] == [True, False]
    expect(checklist.more("Start again")).to_be_visible()
    expect(checklist.page.get_by_text("Archived (1)")).to_be_visible()


@pytest.mark.lacks("firefox", "BiDi cannot show a page as it is printed")
@pytest.mark.parametrize(("button", "others"), [("Print this one: Acme, Analyst", []), ("Print", ["Beta", "Gamma"])])
def test_one_application_alone_is_printed_or_all(three, button, others):
    three.page.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')) }")
    three.more(button).and_(three.page.get_by_role("button", name=button, exact=True)).click()
    three.page.emulate_media(media="print")
    expect(three.page.get_by_text("Analyst, Acme")).to_be_visible()
    copies = three.page.locator(".on-paper")
    expect(copies.get_by_role("heading", level=2)).to_have_text(others)
    expect(copies.locator('[data-step="r1/thank-you-email"]')).to_have_count(len(others))
    expect(three.page.locator("#tabs, #more").filter(visible=True)).to_have_count(0)
    three.page.emulate_media(media="screen")
    three.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(copies).to_have_count(0)
    expect(three.tab("Beta")).to_be_visible()


def test_a_finished_stage_is_acknowledged_once(checklist):
    steps = {"r1/settle": cases.done("2026-11-20T16:01:00Z")}
    checklist.open_with(acme(steps=steps))
    checklist.has_status("r1/thank-you-email", "open")
    checklist.box("r1/thank-you-email").check()
    expect(checklist.said).to_contain_text(
        "Done: Email your thank-you. That was the last of “The thank-you”: well done."
    )
    expect(checklist.page.locator('[data-stage="thank-you"] [data-left]')).to_have_text("done")
    checklist.box("r1/reflect").check()
    expect(checklist.said).not_to_contain_text("That was the last")
