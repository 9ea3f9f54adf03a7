"""What a candidate does, on a phone, with the page's clock held: it works, it is saved, and it is there again."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import FRIDAY_EVENING, PRESSED, Checklist, acme
from tests.browser.engines import NO_NETWORK

# Where a test lets the network hang, the browser says so at its end.
pytestmark = [pytest.mark.own_python, pytest.mark.provokes(NO_NETWORK)]

SAME = pytest.mark.once("the page’s own rules, which are the same everywhere")


@SAME
def test_one_date_in_the_plan_out_and_it_is_all_there_again(checklist):
    """The main job, end to end: open, add an interview, see the next action, tick it, close, come back."""
    checklist.open()
    checklist.next_is("When was your interview?")
    checklist.add(Employer="Acme", Role="Analyst", Date_and_time="2026-11-20T15:00", Length_in_minutes="60")
    checklist.next_is("Let it settle")
    expect(checklist.card).to_have_attribute("data-step", "r1/settle")
    expect(checklist.card).to_contain_text("Sit down somewhere quiet")
    expect(checklist.step("r1/thank-you-email")).to_have_attribute("data-due", "2026-11-21T16:00:00Z")
    expect(checklist.step("r1/thank-you-email")).to_contain_text("By Saturday 21 Nov, 16:00, tomorrow.")
    checklist.card.get_by_role("button", name="Done").click()
    checklist.has_status("r1/settle", "done")
    checklist.next_is("Write down what you remember")
    checklist.page.reload()
    checklist.is_tickable()
    expect(checklist.box("r1/settle")).to_be_checked()
    checklist.next_is("Write down what you remember")
    stored = checklist.stored()["applications"][0]
    assert (stored["employer"], stored["role"]) == ("Acme", "Analyst")
    assert stored["rounds"][0]["starts"] == "2026-11-20T15:00"
    assert stored["rounds"][0]["time_zone"] == "Europe/London"
    assert stored["steps"]["r1/settle"]["at"].startswith("2026-11-20T16:05")


def test_the_first_tick_needs_no_set_up_and_no_python(checklist):
    with checklist.without_python():
        checklist.open()
        expect(checklist.root).to_have_attribute("data-engine", "loading")
        checklist.box("r1/ask-next-steps").check()
        checklist.is_saved()
        checklist.page.reload()
        expect(checklist.box("r1/ask-next-steps")).to_be_checked()
        application = checklist.stored()["applications"][0]
        assert application["rounds"] == [{"id": "r1", "starts": None}]
        expect(checklist.page.locator("#applications > *")).to_have_attribute("data-application", application["id"])


def test_a_returning_visitor_sees_right_statuses_before_python_is_up(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/thank-you-email", "open")
    checklist.page.clock.set_system_time("2026-11-21T16:00:30Z")
    with checklist.without_python():
        checklist.open()
        expect(checklist.root).to_have_attribute("data-engine", "loading")
        checklist.has_status("r1/thank-you-email", "overdue")
        checklist.next_is("Email your thank-you")
        expect(checklist.card).to_have_attribute("data-moment", "quiet")
        checklist.box("r1/thank-you-email").check()
        checklist.next_is("Write down what you remember")


@SAME
def test_an_open_page_updates_itself_at_a_change_and_at_midnight(checklist):
    checklist.open_with(acme())
    expect(checklist.step("r1/thank-you-email")).to_contain_text("By Saturday 21 Nov, 16:00, tomorrow.", timeout=60_000)
    checklist.page.clock.fast_forward("08:00:00")
    expect(checklist.step("r1/thank-you-email")).to_contain_text("By 16:00 today.")
    # It's too late to sit down and breathe, and that's fine: it's folded away.
    checklist.has_status("r1/settle", "missed")
    expect(checklist.step("r1/settle")).to_be_hidden()
    checklist.has_status("r1/reflect", "overdue")
    expect(checklist.card).to_have_attribute("data-moment", "out")
    checklist.page.clock.fast_forward("16:00:00")
    checklist.has_status("r1/thank-you-email", "overdue")
    expect(checklist.card).to_have_attribute("data-moment", "quiet")


@pytest.mark.parametrize("size", [(390, 844), pytest.param((1280, 800), marks=SAME)], ids=["phone", "desk"])
def test_a_second_press_on_done_is_not_meant_for_what_comes_next(checklist, size):
    checklist.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    checklist.open_with(acme())
    checklist.next_is("Let it settle")
    done = checklist.card.get_by_role("button", name="Done")
    assert not done.evaluate(PRESSED, [None, "#next-action .button--main"])
    checklist.has_status("r1/settle", "done")
    # And after that moment it is pressed as ever.
    done.click()
    checklist.is_saved()
    assert len(checklist.stored()["applications"][0]["steps"]) == 2


@SAME
def test_why_a_date_is_what_it_is_can_be_read_from_the_card(checklist):
    checklist.open_with(acme())
    checklist.next_is("Let it settle")
    checklist.later("Why this date?")
    expect(checklist.box("r1/settle")).to_be_focused()
    checklist.why("r1/settle")
    expect(checklist.step("r1/settle").get_by_text("The same day, before anything else.")).to_be_visible()


@pytest.mark.parametrize(
    ("what", "status"), [("Tomorrow", "snoozed"), ("In three days", "snoozed"), ("Doesn’t apply", "skipped")]
)
@SAME
def test_what_the_card_asks_for_can_wait_or_be_left_out(checklist, what, status):
    checklist.open_with(acme())
    checklist.next_is("Let it settle")
    checklist.later(what)
    checklist.has_status("r1/settle", status)
    checklist.next_is("Write down what you remember")
    expect(checklist.card.get_by_role("heading")).to_be_focused()
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.next_is("Let it settle")


@SAME
def test_skip_put_off_and_undo(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/reflect", "open")
    checklist.opened("r1/reflect").get_by_role("button", name="Doesn’t apply").click()
    checklist.has_status("r1/reflect", "skipped")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/reflect", "open")
    assert checklist.stored()["applications"][0]["steps"] == {}
    step = checklist.opened("keep-searching")
    step.get_by_label("Put off until").fill("2026-11-21")
    step.get_by_role("button", name="Set").click()
    checklist.has_status("keep-searching", "snoozed")
    expect(checklist.step("keep-searching").get_by_text("Put off until Saturday 21 Nov")).to_be_visible()
    assert checklist.stored()["applications"][0]["steps"]["keep-searching"]["until"] == "2026-11-21"
    checklist.page.clock.fast_forward("08:00:00")
    checklist.has_status("keep-searching", "open")


def test_put_off_until_a_day_of_ones_own(checklist):
    checklist.open_with(acme())
    checklist.has_status("line-up-references", "open")
    step = checklist.opened("line-up-references")
    step.get_by_label("Put off until").fill("2026-11-30")
    step.get_by_role("button", name="Set").click()
    checklist.has_status("line-up-references", "snoozed")
    step.get_by_role("button", name="Bring it back now").click()
    checklist.has_status("line-up-references", "open")


@SAME
def test_unticking_takes_it_back(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/settle").check()
    checklist.has_status("r1/settle", "done")
    checklist.box("r1/settle").uncheck()
    checklist.has_status("r1/settle", "open")


@SAME
def test_with_nothing_to_do_the_card_says_what_it_is_about(checklist):
    checklist.open_with(cases.record(cases.application(cases.interview("2026-11-24T15:00"))))
    checklist.next_is("Your interview is in 4 days, Tuesday 24 Nov, 15:00")
    expect(checklist.card).to_have_attribute("data-moment", "before")


def test_two_tabs_show_the_same(checklist, context, base_url):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    other = context.new_page()
    other.clock.install(time=FRIDAY_EVENING)
    second = Checklist(other).open()
    second.box("r1/settle").check()
    checklist.has_status("r1/settle", "done")
    checklist.box("r1/reflect").check()
    second.has_status("r1/reflect", "done")
    assert set(second.stored()["applications"][0]["steps"]) == {"r1/settle", "r1/reflect"}


@SAME
def test_the_page_shows_the_plan_that_the_command_line_prints(checklist):
    from tests.helpers import planned  # noqa: PLC0415

    document, _ = cases.HARD["rounds out of order, one without a date"]
    checklist.page.clock.set_system_time("2026-12-01T09:00:00Z")
    checklist.open_with(document)
    checklist.has_status("open/follow-up-1", "upcoming")
    shown = checklist.page.evaluate(
        "() => [...document.querySelectorAll('[data-application] [data-step]')].map(e => [e.dataset.step, e.dataset.status, e.dataset.opens ?? null, e.dataset.due ?? null])"
    )
    expected = [
        [step["key"], step["status"], step["opens"], step["due"]]
        for step in planned(document, "2026-12-01T09:00:00Z").as_json()["applications"][0]["steps"]
    ]
    assert sorted(shown) == sorted(expected)


def test_the_whole_journey_by_keyboard(checklist):
    """Open the form, fill it, save, open a stage and tick a step, with Tab, Space and Enter alone."""
    page = checklist.open().page
    tab_to(page.get_by_role("button", name="More details"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Employer")).to_be_focused()
    page.keyboard.type("Acme")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    tab_to(page.locator("summary", has_text="Before you leave the room"))
    page.keyboard.press("Enter")
    first = checklist.step("r1/collect-contacts").get_by_role("checkbox")
    tab_to(first)
    page.keyboard.press("Space")
    expect(first).to_be_checked()
    assert checklist.stored()["applications"][0]["employer"] == "Acme"


def test_what_comes_by_itself_opens_no_stage_under_the_keyboards_focus(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    summary = checklist.page.locator("summary", has_text="Before you leave the room")
    tab_to(summary)
    checklist.page.evaluate("() => void dispatchEvent(new Event('online'))")  # which draws the page anew
    checklist.page.keyboard.press("Enter")
    expect(summary.locator("..")).to_have_attribute("open", "")


def test_a_stage_that_is_finished_by_keyboard_keeps_the_focus_and_stays_open(checklist):
    others = (
        *(f"r1/{step}" for step in ("record-facts", "score-answers", "reflect", "clear-up", "diarise-follow-up")),
        "decide-interest",
    )
    checklist.open_with(acme(steps=dict.fromkeys(others, cases.done("2026-11-20T16:02:00Z"))))
    checklist.next_is("Let it settle")
    checklist.unfold("r1/settle")
    box = checklist.step("r1/settle").get_by_role("checkbox")
    box.focus()
    checklist.page.keyboard.press("Space")
    checklist.next_is("Email your thank-you")
    expect(box).to_be_focused()
    expect(box).to_be_visible()


def tab_to(element):
    for _ in range(30):
        element.page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {element}")


def test_no_request_but_for_the_sites_own_and_one_zone(checklist):
    """The page fetches just what a record names, and the names of regions to say where that is."""
    asked = []
    checklist.page.on("request", lambda request: asked.append(request.url))
    checklist.open_with({**acme(), "settings": {"region": "GB-ENG"}})
    checklist.has_status("r1/settle", "open")
    data = sorted(url.split("/", 3)[3] for url in asked if "/zoneinfo/" in url or "/holidays/" in url)
    assert data == ["holidays/GB-ENG.json", "holidays/names.json", "zoneinfo/Europe/London", "zoneinfo/UTC"]


@SAME
def test_marks_are_set_in_their_order(page):
    checklist = Checklist(page).open_with(cases.record(cases.application(cases.interview("2099-11-20T15:00"))))
    checklist.has_status("r1/settle", "upcoming")
    marks = checklist.page.evaluate(
        "() => performance.getEntriesByType('mark').map(m => m.name).filter(n => n.startsWith('checklist:'))"
    )
    # The engine may be there before the page is.
    assert set(marks) == {"checklist:tickable", "checklist:engine", "checklist:planned"}
    assert marks.index("checklist:engine") < marks.index("checklist:planned")
