"""The checklist's page as one phone screen: how long it is, what stands on the card and on the line, and few taps.

Long because of ``MOMENTS``, a table with every moment there is, which other tests go through as well.
"""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import FRIDAY_EVENING, READY, acme
from tests.host import comes_true

# What a person sees at first: how many screens the page is long, the controls in the first one, and where the first
# tick is that's still to be made.
SEEN = """() => {
  const shown = (each) => each.checkVisibility() && each.getBoundingClientRect().width > 2;
  const within = (each) => each.getBoundingClientRect().top < innerHeight && !each.closest("header");
  const controls = [...document.querySelectorAll("button, a, input, select, summary")].filter((each) => shown(each) && within(each));
  const box = [...document.querySelectorAll("[data-step] input")].find((each) => shown(each) && !each.checked);
  return {
    screens: document.documentElement.scrollHeight / innerHeight,
    controls: controls.length,
    tick: box ? box.getBoundingClientRect().top / innerHeight : 0,
  };
}"""

# The labels of the line, by row: where each begins and ends in the page's own letters.
LABELS = """() => [...document.querySelectorAll("#line [data-drawing] text")].map((each) => {
  const { left, right, top } = each.getBoundingClientRect();
  return [Math.round(top), left, right, each.textContent];
})"""

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


def told(*keys, at="2026-11-20T17:00:00Z"):
    return {key: cases.done(at) for key in keys}


SAME_DAY = ("r1/settle", "r1/record-facts", "r1/score-answers", "r1/reflect", "r1/clear-up", "decide-interest")
ALL_DONE = told(*SAME_DAY, "r1/thank-you-email", "line-up-references", "r1/collect-contacts", "r1/ask-next-steps")
WAITING = cases.record(
    cases.application(
        cases.interview(reply_within={"days": 7}), employer="Acme", role="Analyst", id="acme", steps=ALL_DONE
    )
)
WAITING_FOR_THANKS = cases.record(
    cases.application(cases.interview("2026-11-22T15:00"), employer="Acme", id="acme", steps=told(*SAME_DAY))
)
THREE = cases.record(
    *WAITING["applications"],
    cases.application(cases.interview("2026-11-18T10:00"), employer="Beta", id="beta", steps=ALL_DONE),
    cases.application(cases.interview("2026-12-01T10:00"), employer="Gamma", id="gamma"),
)
ASKED_BACK = [cases.outcome("invitation", "2026-11-23")]
OFFER = [cases.outcome("offer", "2026-11-23", decide_by="2026-12-01")]
MOMENTS = {
    "before": (cases.interview("2026-11-25T10:00"), {}),
    "room": (cases.interview("2026-11-23T08:30"), {}),
    "out": (cases.interview("2026-11-23T07:00"), {}),
    "quiet": (cases.interview(), {"steps": ALL_DONE}),
    "promised": (cases.interview(reply_by="2026-11-20"), {}),
    "follow-up": (cases.interview("2026-11-12T10:00"), {}),
    "silent": (cases.interview("2026-10-12T10:00"), {}),
    "no-show": (cases.interview(), {"outcomes": [cases.outcome("no-show", "2026-11-20")]}),
    "invited": (cases.interview(), {"outcomes": ASKED_BACK}),
    "undated": (cases.interview(None), {"employer": "Acme"}),
    "offer": (cases.interview(), {"outcomes": OFFER}),
    "accepted": (cases.interview(), {"outcomes": [*OFFER, cases.outcome("acceptance", "2026-11-23")]}),
    "declined": (cases.interview(), {"outcomes": [*OFFER, cases.outcome("decline", "2026-11-23")]}),
    "refused": (cases.interview(), {"outcomes": [cases.outcome("refusal", "2026-11-23")]}),
    "withdrawn": (cases.interview(), {"outcomes": [cases.outcome("withdrawal", "2026-11-23")]}),
    "let-go": (cases.interview(), {"steps": told("r1/let-go", at="2026-11-22T09:00:00Z")}),
}
MONDAY = "2026-11-23T09:00:00Z"


def opened(checklist, record, now=MONDAY):
    checklist.page.clock.install(time=now)
    checklist.open_with(record)
    checklist.is_planned()
    return checklist


@pytest.mark.once("a page is as long in each")
@pytest.mark.parametrize(
    ("record", "screens", "controls", "tick"), [(WAITING, 2, 9, 1.3), (THREE, 2.5, 12, 1.5)], ids=["waiting", "three"]
)
def test_the_page_is_short_and_offers_little_at_first_sight(checklist, record, screens, controls, tick):
    seen = opened(checklist, record).page.evaluate(SEEN)
    assert seen["screens"] <= screens
    assert seen["controls"] <= controls
    assert seen["tick"] <= tick


def test_three_answers_make_a_plan(checklist):
    checklist.open()
    for answer in ("Yesterday", "15:00", "In a week"):
        checklist.page.clock.run_for(1_000)  # what has just appeared takes no press
        checklist.card.get_by_role("button", name=answer, exact=True).click()
    expect(checklist.card).to_have_attribute("data-step", "r1/thank-you-email", timeout=READY)
    (application,) = checklist.stored()["applications"]
    (interview,) = application["rounds"]
    assert interview["starts"] == "2026-11-19T15:00"
    assert interview["reply_within"] == {"days": 7}


@SAME
def test_an_interview_to_come_is_asked_for_its_day_and_time_alone(checklist):
    checklist.open()
    checklist.card.get_by_role("button", name="It’s still to come").click()
    checklist.card.get_by_label("Day of your interview").fill("2026-11-25")
    checklist.page.clock.run_for(1_000)
    checklist.card.get_by_role("button", name="Next").click()
    checklist.page.clock.run_for(1_000)
    checklist.card.get_by_role("button", name="09:00").click()
    expect(checklist.card).to_have_attribute("data-moment", "before", timeout=READY)


@pytest.mark.parametrize("kind", MOMENTS)
@SAME
def test_each_moment_has_its_card_with_words_and_a_drawing(checklist, kind):
    interview, fields = MOMENTS[kind]
    opened(checklist, cases.record(cases.application(interview, id="a", **fields)))
    expect(checklist.card).to_have_attribute("data-moment", kind)
    expect(checklist.card.get_by_role("heading")).to_have_text(re.compile(r"\w"))
    shown = checklist.card.locator("[data-scene]:not([hidden])")
    scenes = shown.evaluate_all("(scenes) => scenes.map((scene) => scene.dataset.scene.split(' '))")
    assert scenes
    assert all(kind in scene for scene in scenes)


@SAME
def test_nobody_is_praised_for_what_they_did_not_do(checklist):
    waiting = cases.application(cases.interview(reply_by="2026-12-18"), employer="Acme")
    opened(checklist, cases.record(waiting), "2026-12-05T09:00:00Z")
    checklist.next_is("It’s their turn now")
    checklist.box("r1/ask-next-steps").check()
    checklist.next_is("You’ve done your part")


@SAME
def test_on_the_day_of_a_no_there_is_nothing_to_do(checklist):
    interview, fields = MOMENTS["refused"]
    opened(checklist, cases.record(cases.application(interview, **fields)))
    expect(checklist.card).to_have_attribute("data-moment", "refused")
    expect(checklist.card.get_by_role("button")).to_have_count(0)
    expect(checklist.page.get_by_role("button", name="What happened?")).to_be_hidden()


@SAME
def test_an_invitation_without_a_date_asks_for_it_for_its_own_application(checklist):
    interview, fields = MOMENTS["invited"]
    opened(checklist, cases.record(cases.application(interview, employer="Acme", **fields)))
    checklist.card.get_by_role("button", name="Add the date").click()
    checklist.page.get_by_label("Date and time").fill("2026-12-02T10:00")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.card).to_have_attribute("data-moment", "before", timeout=READY)
    (application,) = checklist.stored()["applications"]
    assert len(application["rounds"]) == 2


@pytest.mark.once("letters are as wide in each")
@pytest.mark.parametrize("width", [320, 390])
def test_the_labels_of_the_line_do_not_touch_in_the_page_s_own_letters(checklist, width):
    checklist.page.set_viewport_size({"width": width, "height": 844})
    for kind in ("before", "quiet", "promised", "offer"):
        interview, fields = MOMENTS[kind]
        opened(checklist, cases.record(cases.application({**interview, "reply_within": {"days": 7}}, **fields)))
        expect(checklist.page.locator("#line text").first).to_be_visible()
        labels = sorted(checklist.page.evaluate(LABELS))
        assert len(labels) >= 4
        for (row, _, right, one), (other_row, left, _, other) in itertools.pairwise(labels):
            assert row != other_row or right < left, (kind, one, other)


def test_the_line_opens_into_its_dates(checklist):
    opened(checklist, WAITING)
    checklist.fact("Edit Acme, Analyst")
    row = checklist.page.get_by_role("row", name="Answer due")
    expect(row).to_contain_text("Friday 27 Nov")


@SAME
def test_the_line_is_there_before_python_on_the_day_it_was_drawn_and_on_no_other(checklist):
    line = opened(checklist, WAITING).page.locator("#line [data-drawing] svg")
    expect(line).to_be_visible()
    with checklist.without_python():
        checklist.page.reload()
        expect(line).to_be_visible()
        checklist.page.clock.set_fixed_time("2026-11-24T09:00:00Z")
        checklist.page.reload()
        expect(checklist.card).to_contain_text("Acme")
        expect(line).to_have_count(0)
    checklist.page.reload()
    expect(line).to_be_visible(timeout=READY)


@SAME
def test_later_puts_a_step_off_and_escape_goes_back_to_its_button(checklist):
    opened(checklist, acme(id="acme"), FRIDAY_EVENING)
    later = checklist.card.get_by_role("button", name="Later")
    later.press("Enter")
    expect(checklist.card.get_by_role("button", name="Tomorrow")).to_be_focused()
    checklist.page.keyboard.press("Escape")
    expect(later).to_be_focused()
    expect(checklist.card.get_by_role("button", name="Tomorrow")).to_be_hidden()
    later.press("Enter")
    checklist.page.keyboard.press("Enter")
    checklist.has_status("r1/settle", "snoozed")


@SAME
def test_the_question_of_how_much_one_wants_it_is_answered_on_the_card(checklist):
    steps = told(*SAME_DAY[:-1], "r1/diarise-follow-up", "r1/thank-you-email")
    opened(checklist, acme(id="acme", steps=steps), FRIDAY_EVENING)
    checklist.card.get_by_role("button", name="Not sure yet").click()
    checklist.has_status("decide-interest", "done")
    assert checklist.stored()["applications"][0]["interest"] == "unsure"
    checklist.page.get_by_role("button", name="Undo").click()
    checklist.has_status("decide-interest", "open")
    assert checklist.stored()["applications"][0].get("interest", "yes") == "yes"


@SAME
def test_what_was_done_is_said_for_ten_seconds_and_can_be_undone_later(checklist):
    opened(checklist, acme(id="acme"), FRIDAY_EVENING)
    checklist.box("r1/settle").check()
    expect(checklist.said).to_contain_text("Done")
    checklist.said.get_by_role("button", name="Undo").focus()
    checklist.page.clock.run_for(11_000)
    expect(checklist.said).to_contain_text("Done")
    checklist.box("r1/settle").focus()
    checklist.page.clock.run_for(11_000)
    expect(checklist.said).to_be_empty()
    checklist.more("Undo the last change").click()
    checklist.has_status("r1/settle", "open")


@SAME
def test_an_application_stays_open_whatever_is_next_and_a_new_one_is_opened(checklist):
    first = cases.application(cases.interview("2026-11-22T15:00"), employer="Acme", id="acme", steps=told(*SAME_DAY))
    other = cases.application(cases.interview("2026-11-22T18:00"), employer="Beta", id="beta")
    opened(checklist, cases.record(first, other))
    checklist.is_about("Acme")
    checklist.unfold("r1/thank-you-email")
    checklist.step("r1/thank-you-email").get_by_role("checkbox").check()
    checklist.has_status("r1/thank-you-email", "done")
    expect(checklist.card).not_to_have_attribute("data-step", "r1/thank-you-email")
    checklist.is_about("Acme")
    checklist.add(Employer="Gamma", Date_and_time="2027-03-01T10:00")
    checklist.is_about("Gamma")


@SAME
def test_one_row_is_open_at_a_time(checklist):
    opened(checklist, acme(id="acme"), FRIDAY_EVENING)
    checklist.opened("r1/settle")
    expect(checklist.page.locator("details.row__body[open]")).to_have_count(1)
    checklist.opened("r1/reflect")
    expect(checklist.page.locator("details.row__body[open]")).to_have_count(1)
    expect(checklist.step("r1/reflect").locator("details.row__body")).to_have_attribute("open", "")


def test_the_home_page_asks_and_knows_who_comes_back(checklist):
    page = checklist.page
    page.goto("/")
    page.get_by_role("link", name="Yesterday").click()
    checklist.is_tickable()
    for answer in ("15:00", "They didn’t say"):
        page.clock.run_for(1_000)
        checklist.card.get_by_role("button", name=answer, exact=True).click()
    checklist.next_is("Email your thank-you")
    page.clock.run_for(1_000)
    # Nobody is asked for an employer on the way; it's asked where it would stand.
    checklist.card.get_by_role("button", name="Who was it with?").click()
    page.get_by_label("Employer").fill("Acme")
    page.get_by_role("button", name="Save").click()
    checklist.is_about("Acme")
    expect(checklist.card.get_by_role("button", name="Who was it with?")).to_have_count(0)
    page.clock.run_for(1_000)
    page.goto("/")
    expect(page.get_by_role("heading", name="Email your thank-you")).to_be_visible()
    expect(page.locator("#home-next")).to_contain_text("Acme")
    expect(page.get_by_role("heading", name="When was your interview?")).to_be_hidden()
    page.clock.set_fixed_time("2026-11-21T09:00:00Z")
    page.reload()
    expect(page.get_by_role("heading", name="Welcome back")).to_be_visible()


@SAME
def test_the_home_page_tells_what_is_next_of_all_and_asks_once_nothing_is_left(checklist):
    beta = cases.application(cases.interview("2026-11-22T18:00"), employer="Beta", id="beta")
    opened(checklist, cases.record(*WAITING_FOR_THANKS["applications"], beta))
    page = checklist.page
    checklist.is_about("Acme")
    checklist.card.get_by_role("button", name="Done").click()
    checklist.has_status("r1/thank-you-email", "done")
    comes_true(page, "() => localStorage['after-the-interview:next']?.includes('Beta')")
    page.goto("/")
    expect(page.get_by_role("heading", name="Email your thank-you")).to_be_visible()
    expect(page.locator("#home-next")).to_contain_text("Beta")
    page.goto("/checklist/")
    checklist.more("Remove: Beta").click()
    checklist.is_planned()
    checklist.fact("Remove Acme").click()
    checklist.next_is("When was your interview?")
    page.goto("/")
    expect(page.get_by_role("heading", name="When was your interview?")).to_be_visible()


def pressed(checklist, keys):
    for key in keys:
        checklist.page.keyboard.press(key)


def test_keys_do_what_the_card_says_and_can_be_switched_off(checklist):
    opened(checklist, WAITING_FOR_THANKS)
    page = checklist.page
    dialog = page.get_by_role("dialog", name="Keys")
    pressed(checklist, "?")
    expect(dialog).to_be_visible()
    pressed(checklist, "ndas")  # neither ours nor the theme's do anything beneath it
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".is-settling")).to_have_count(0)
    pressed(checklist, "n")
    expect(page.locator("#words")).to_be_visible()
    expect(page.locator("#words textarea").first).to_be_focused()
    page.keyboard.type("nda")
    expect(page.locator("#words textarea").first).to_have_value("nda")
    page.keyboard.press("Escape")
    expect(page.locator("#words")).to_be_hidden()
    page.keyboard.down("d")
    page.keyboard.down("d")  # a key that's held down
    page.keyboard.up("d")
    checklist.has_status("r1/thank-you-email", "done")
    pressed(checklist, "d")  # nor is a second press meant for what has just appeared
    checklist.is_saved()
    assert len(checklist.stored()["applications"][0]["steps"]) == len(SAME_DAY) + 1
    pressed(checklist, "a")
    checklist.next_is("When was your interview?")
    pressed(checklist, "/")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")

    page.reload()
    checklist.is_planned()
    pressed(checklist, "?")
    dialog.get_by_label("Use single keys on this site").uncheck()
    dialog.get_by_role("button", name="Close").click()
    pressed(checklist, "/?a")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("textbox", name="Search")).not_to_be_focused()
    page.goto("/guide/thank-you/")
    checklist.is_tickable()
    pressed(checklist, "/n")
    expect(page.get_by_role("textbox", name="Search")).not_to_be_focused()
    expect(page).to_have_url("/guide/thank-you/")
