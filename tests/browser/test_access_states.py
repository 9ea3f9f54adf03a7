"""Every state of the checklist is readable by everyone, in both themes, from the smallest phone to a desk."""

import pytest
from playwright.sync_api import expect

from checklist_py.core.record.preset import pack_preset
from tests import cases, presets
from tests.browser.access import SIZES, TARGETS, check, small_targets
from tests.browser.checklist import READY, Checklist
from tests.browser.engines import fill
from tests.browser.notes import ASKED, CHANGE, MET, TALKED, WELL, at
from tests.browser.test_today import MOMENTS

pytestmark = pytest.mark.later

NOW = "2026-11-23T09:00:00Z"
NOTES = {
    "went_well": ["Calm"],
    "improve": ["Shorter answers"],
    "topics": "pricing",
    "questions": [{"question": "Why us?", "answer": "Because", "score": 7}, {"question": "Salary?", "score": 4}],
}
SEVERAL = cases.record(
    cases.application(
        cases.interview(people=[{"name": "Dana"}, {"name": "Sam"}], journal=NOTES),
        employer="Acme",
        role="Analyst",
        steps={
            "r1/settle": cases.done("2026-11-20T17:00:00Z", note="On the bench"),
            "learn": cases.done("2026-11-20T17:00:00Z", "skipped"),
            "keep-searching": cases.done("2026-11-20T17:00:00Z", "snoozed", until="2026-12-24"),
        },
    ),
    {
        "id": "b",
        "employer": "Beta",
        "rounds": [
            cases.interview("2026-11-10T10:00", journal={"questions": [{"question": "why us", "score": 9}]}),
            cases.interview("2026-12-01T10:00", id="r2"),
        ],
        "outcomes": [cases.outcome("invitation", "2026-11-18")],
    },
    {"id": "c", "employer": "Gamma", "rounds": [cases.interview()], "outcomes": [cases.outcome("offer", "2026-11-21")]},
    {"id": "d", "employer": "Delta", "archived": True, "rounds": [cases.interview("2026-10-02T10:00")]},
    region="GB",
)


def escape(page):
    page.keyboard.press("Escape")
    if page.locator("dialog[open]").count():
        # A form that is begun asks for it twice.
        page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def states_of_the_moments(checklist):
    """Each of them on a page of its own; the dates and the steps are the same for all."""
    for kind, (interview, fields) in MOMENTS.items():
        checklist.open_with(cases.record(cases.application(interview, **fields)))
        checklist.is_planned()
        expect(checklist.card).to_have_attribute("data-moment", kind)
        yield kind, "#checklist"
    checklist.open_with(cases.record())
    for question, answer in (
        ("When was your interview?", "Pick a date"),
        ("What day was it?", "Start over"),
        ("When was your interview?", "Yesterday"),
        ("What time did it start?", "15:00"),
        ("When will you hear?", "In a week"),
    ):
        checklist.next_is(question)
        yield question, "#checklist"
        checklist.page.clock.run_for(1_000)  # what has just appeared takes no press
        checklist.card.get_by_role("button", name=answer, exact=True).click()


# Opens every stage, with the steps that aren't needed.
EVERYTHING = """() => {
  for (const stage of document.querySelectorAll("#applications details.stage")) {
    stage.open = true;
    const unneeded = stage.querySelector("[data-unneeded]");
    if (!unneeded.hidden && unneeded.getAttribute("aria-expanded") === "false") unneeded.click();
  }
}"""


def states_of_the_list(checklist):
    """Bring the page into one state after the other; say each one's name, and within what axe looks at it."""
    page = checklist.page
    yield "several applications", "html"
    checklist.card.get_by_role("button", name="Later").click()
    yield "Later", "#next-action"
    page.keyboard.press("Escape")
    expect(checklist.dates()).to_contain_text("Is this silence normal?")
    yield "the dates", "#line"
    for words in checklist.dates().locator(".picture__words summary").all():
        words.click()
    yield "the table of silence", "#line"
    checklist.why("r1/thank-you-email")
    expect(checklist.step("r1/thank-you-email")).to_contain_text("Counted from", timeout=READY)
    yield "why, in full", "#applications"
    checklist.step("r1/thank-you-email").get_by_label("A note of your own").fill("A note")
    page.clock.fast_forward(500)
    expect(checklist.step("r1/thank-you-email").locator("[data-noted]")).to_have_text("A note")
    yield "a note with a step", "#applications"
    for key, state in (("learn", "skipped"), ("keep-searching", "put off")):
        checklist.opened(key)
        yield f"a step that was {state}", "#applications"
    checklist.box("r1/thank-you-email").check()
    expect(checklist.said).to_contain_text("Undo")
    yield "something done, with Undo", "html"
    checklist.more("Archive: Acme")
    yield "More, with the question of which part", "#more"
    more = page.locator("#more")
    more.locator("details[data-picture] > summary").click()
    expect(more.locator("[data-picture] svg")).to_be_visible(timeout=READY)
    yield "the picture of all", "#more"
    page.locator("#looking-back > summary").click()
    expect(page.locator("#looking-back svg")).to_have_count(2, timeout=READY)
    yield "looking back", "#more"
    for words in more.locator(".picture__words summary").all():
        words.click()
    page.get_by_text("Archived (1)").click()
    yield "the tables and the archive", "#more"
    page.get_by_label("Which part?").select_option("Scotland")
    page.get_by_role("button", name="Use this").click()
    expect(page.locator("#changed")).to_contain_text("Close", timeout=READY)
    yield "what changed", "html"
    page.evaluate(EVERYTHING)
    yield "every stage open", "html"
    for application in ("b", "c"):
        checklist.turn_to(application)
        yield f"application {application}", "#checklist"
    page.locator("summary").filter(has_text="Menu").click()
    yield "the menu", "html"


def states_of_the_dialogs(checklist):
    page = checklist.page
    checklist.form()
    yield "the form", "html"
    fill(page.locator("#f-within"), "91")
    fill(page.get_by_label("Length in minutes"), "0")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("whole number of minutes")).to_be_visible()
    yield "the form with faults", "html"
    escape(page)
    page.get_by_role("button", name="What happened?").click()
    expect(page.get_by_role("dialog", name="What happened?")).to_be_visible()
    yield "what happened", "html"
    page.get_by_role("radio", name="They made an offer").check()
    page.get_by_label("On which day").fill("")
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Give the day")).to_be_visible()
    yield "what happened, with faults", "html"
    escape(page)
    checklist.opened("r1/thank-you-email").get_by_role("link", name="Write it").click()
    expect(page.get_by_role("button", name="See your message")).to_be_visible()
    yield "questions before a message", "html"
    page.get_by_role("button", name="See your message").click()
    expect(page.get_by_label("Text", exact=True)).to_be_visible()
    yield "a message", "html"
    escape(page)
    checklist.fact("Notes Acme").click()
    for prompt in (MET, TALKED, ASKED, WELL, CHANGE):
        at(page, prompt)
        for more in page.locator("dialog[open] [data-more-rows]:visible").all():
            more.click()
        yield prompt, "html"
    escape(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    yield "keys", "html"
    escape(page)
    checklist.more("Change bank holidays").click()
    expect(page.get_by_text("Type more to narrow it down")).to_be_visible()
    yield "regions", "html"
    page.get_by_label("Country or region").fill("scotl")
    expect(page.get_by_text("1 found")).to_be_visible()
    yield "a region found", "html"
    page.locator("dialog[open]").get_by_role("button", name="Cancel").click()
    checklist.more("Rename: Acme").click()
    yield "another name", "html"


def states_of_keeping_it_safe(checklist):
    page = checklist.page
    backup = cases.as_text(cases.record({**SEVERAL["applications"][2], "id": "e", "employer": "Epsilon"}))
    for content, seen, state in (
        (backup, "New: Epsilon", "a backup"),
        ("{}", "Nothing has changed", "no backup at all"),
    ):
        page.locator("#restore-file").set_input_files(
            {"name": "backup.json", "mimeType": "application/json", "buffer": content.encode()}
        )
        expect(page.locator("#restore")).to_contain_text(seen, timeout=READY)
        yield state, "html"
        escape(page)
    checklist.more("Move to another device").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible(timeout=READY)
    yield "a link and its code", "html"
    escape(page)
    checklist.more("Start again").click()
    yield "whether to begin anew", "html"
    page.get_by_role("button", name="Erase everything").click()
    expect(checklist.notices).to_contain_text("Bring it back")
    yield "everything erased", "html"
    page.evaluate(
        """() => document.querySelector("#update").append(
          Object.assign(document.createElement("p"), { textContent: "A new version of this site is ready." }),
          Object.assign(document.createElement("button"), { textContent: "Use it now", className: "button button--plain" }))"""
    )
    yield "a new version", "html"


def states_of_a_centres_rules(checklist):
    page = checklist.page
    for link, seen, state in (
        (pack_preset(presets.whole()), "Use the rules from Northgate Careers?", "a centre's rules"),
        ("1.A", "Nothing has changed", "a link that is none"),
    ):
        page.evaluate("(packed) => { location.hash = `preset=${packed}` }", link)
        expect(page.locator("#preset")).to_contain_text(seen, timeout=READY)
        yield state, "html"
        escape(page)
    checklist.more("My timing").click()
    fill(page.get_by_label("Thank-you email"), "100")
    page.locator("dialog[open]").get_by_role("button", name="Save").click()
    expect(page.get_by_text("A whole number from 1 to 72.")).to_be_visible()
    yield "my timing, with a fault", "html"
    escape(page)


def states_of_the_advisers_page(page):
    page.goto("/advisers/")
    page.get_by_role("button", name="Add a step").click()
    page.get_by_label("What to do").fill("<b>")
    page.get_by_label("What to do").blur()
    page.locator("summary", has_text="The same day").click()
    expect(page.locator("[data-own]").get_by_text("Must be plain words")).to_be_visible(timeout=READY)
    yield "the advisers' form, with a fault", "html"
    page.get_by_label("What to do").fill("Tell us how it went")
    page.get_by_label("Name of your centre").fill("Northgate Careers")
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)
    page.locator(".paste summary").first.click()
    yield "a link, its code and the texts to paste", "html"
    for kind in ("handout", "poster"):
        page.goto(f"/advisers/{kind}/#preset={pack_preset(presets.whole())}")
        expect(page.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)
        yield f"the {kind}", "html"


FITS = pytest.mark.once("the markup and the styles are the same; that the list and the dialogs fit is seen in both")
STATES = [
    states_of_the_list,
    states_of_the_dialogs,
    pytest.param(states_of_the_moments, marks=FITS),
    pytest.param(states_of_keeping_it_safe, marks=FITS),
    pytest.param(states_of_a_centres_rules, marks=FITS),
]


def several(page):
    checklist = Checklist(page).open_with(SEVERAL)
    checklist.turn_to("a")
    checklist.has_status("r1/thank-you-email", "overdue")
    return checklist


IN_A_DIALOG = "dialog[open] input:not([type=radio], [type=checkbox]), dialog[open] select, .score__choice"


@pytest.mark.parametrize("states", STATES)
def test_every_state_of_the_checklist_is_within_reach_of_everyone(page, states, pytestconfig):
    """Over sixty states: none has a violation in either theme, none scrolls sideways, and targets are 44 pixels."""
    page.clock.install(time=NOW)
    page.set_viewport_size(SIZES[0])
    for number, (state, within) in enumerate(states(several(page))):
        assert small_targets(page, f"{TARGETS}, {IN_A_DIALOG}") == [], state
        check(page, number, state, within, is_full=pytestconfig.option.full)


@FITS
def test_every_state_of_the_advisers_page_is_within_reach_of_everyone(page, pytestconfig):
    page.set_viewport_size(SIZES[0])
    for number, (state, within) in enumerate(states_of_the_advisers_page(page)):
        assert small_targets(page, TARGETS) == [], state
        check(page, number, state, within, is_full=pytestconfig.option.full)
