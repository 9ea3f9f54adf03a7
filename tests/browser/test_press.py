"""What comes by itself in the middle of a press does not take the press away."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import PRESSED, acme

pytestmark = pytest.mark.later

# Say on the page itself how many answers of Python's it has had.
COUNTED = """{
  const Real = Worker;
  let count = 0;
  window.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => { if (data.reply) document.documentElement.dataset.answers = ++count; });
    }
  };
}"""

# The same of what another tab has saved.
HEARD = """() => {
  new BroadcastChannel("after-the-interview").onmessage = ({ data }) => {
    if (data.kept) document.documentElement.dataset.committed = "";
  };
}"""

TOUCH = """(element, [types, pointerId]) => {
  for (const type of types) element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "touch", buttons: 1, pointerId }));
}"""


def press(target):
    """Put the pointer on something and hold it down."""
    target.scroll_into_view_if_needed()
    target.hover()
    target.page.mouse.down()


@pytest.fixture
def awaiting(checklist):
    """An interview whose dates come once they are let go."""
    held = []
    checklist.page.add_init_script(COUNTED)
    checklist.page.route("**/zoneinfo/Europe/London", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    checklist.open_with(acme())
    checklist.is_ready()

    def come():
        for route in held:
            route.continue_()
        checklist.page.locator("html[data-answers]").wait_for()

    return checklist, come


def test_the_dates_come_in_the_middle_of_a_press(awaiting):
    checklist, come = awaiting
    press(checklist.fact("Edit Acme"))
    come()
    checklist.page.mouse.up()
    expect(checklist.page.get_by_role("dialog").get_by_label("Employer")).to_be_visible()
    checklist.page.keyboard.press("Escape")
    checklist.has_status("r1/settle", "open")


def test_the_end_of_a_press_is_not_that_of_the_next(awaiting):
    checklist, come = awaiting
    edit = checklist.fact("Edit Acme").element_handle()
    edit.evaluate(TOUCH, [["pointerdown", "pointerup", "pointerdown"], 8])
    come()
    checklist.page.clock.run_for(500)
    assert edit.evaluate("element => element.isConnected")
    edit.evaluate(TOUCH, [["pointerup"], 8])
    checklist.has_status("r1/settle", "open")


@pytest.mark.parametrize("end", ["pointerup", "pointercancel"])
def test_dates_that_waited_come_with_the_end_of_any_press(awaiting, end):
    checklist, come = awaiting
    checklist.fact("Edit Acme").evaluate(TOUCH, [["pointerdown"], 8])
    come()
    # Another finger, and the end of the first one got lost.
    checklist.page.get_by_role("heading", name="Your checklist").evaluate(TOUCH, [["pointerdown", end], 9])
    checklist.has_status("r1/settle", "open")


def test_another_step_is_next_in_the_middle_of_a_press(checklist):
    checklist.open_with(acme())
    checklist.next_is("Let it settle")
    press(checklist.card.get_by_role("button", name="Done"))
    checklist.page.clock.run_for("08:00:00")
    checklist.page.mouse.up()
    checklist.is_saved()
    assert list(checklist.stored()["applications"][0]["steps"]) == ["r1/settle"]
    expect(checklist.card).not_to_have_attribute("data-step", "r1/settle")


def test_the_reasons_come_in_the_middle_of_a_press(checklist):
    checklist.page.add_init_script(COUNTED)
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.page.evaluate("""() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (...args) { window.sendOn = () => postMessage.apply(this, args); };
    }""")
    step = checklist.opened("r1/settle")
    press(step.get_by_role("button", name="Doesn’t apply"))
    answers = int(checklist.root.get_attribute("data-answers"))
    checklist.page.evaluate("sendOn()")
    checklist.page.locator(f"html[data-answers='{answers + 1}']").wait_for()
    checklist.page.mouse.up()
    checklist.has_status("r1/settle", "skipped")


def test_what_follows_from_a_tick_comes_in_the_middle_of_the_next_press(checklist):
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    first, second = (checklist.box(f"r1/{step}").element_handle() for step in ("settle", "record-facts"))
    drawn = first.evaluate(
        """async (first, second) => {
          first.click();
          second.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerId: 8 }));
          for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          return first.closest("[data-step]").dataset.status;
        }""",
        second,
    )
    assert drawn == "open"
    second.evaluate(TOUCH, [["pointerup"], 8])
    second.evaluate("box => box.click()")
    for step in ("settle", "record-facts"):
        checklist.has_status(f"r1/{step}", "done")


def test_a_second_press_on_remove_is_not_meant_for_what_the_page_shows_then(checklist):
    beta = cases.application(cases.interview(), id="beta", employer="Beta")
    checklist.open_with(cases.record(acme()["applications"][0], beta))
    checklist.has_status("r1/settle", "open")
    for selector in ("#next-action .button", ".page-end button"):
        checklist.tab("Beta").click()
        assert not checklist.more("Remove: Beta").evaluate(PRESSED, [None, selector])
        checklist.said.get_by_role("button", name="Undo").click()
        checklist.page.clock.run_for(1_000)  # a second press is let through again by then
    assert checklist.stored()["applications"][1]["employer"] == "Beta"


def test_a_list_is_begun_elsewhere_in_the_middle_of_a_first_tick(checklist, another):
    checklist.open()
    checklist.page.evaluate(HEARD)
    other = another()
    press(checklist.box("r1/settle"))
    other.box("r1/reflect").check()
    other.is_saved()
    checklist.page.locator("html[data-committed]").wait_for()
    checklist.page.evaluate(durable.KEPT)
    checklist.page.mouse.up()
    checklist.has_status("r1/settle", "done")
    checklist.is_saved()
    (application,) = checklist.stored()["applications"]
    assert set(application["steps"]) == {"r1/settle", "r1/reflect"}


PRESSES = {
    "the tick": lambda one: one.box("r1/settle"),
    "the card": lambda one: one.card.get_by_role("button", name="Done"),
    "edit": lambda one: one.fact("Edit Acme"),
    "notes": lambda one: one.fact("Notes Acme"),
    "remove": lambda one: one.fact("Remove Acme"),
    "what happened": lambda one: one.page.get_by_role("button", name="What happened"),
}


SAME = pytest.mark.once("what waits for a press is seen in each engine by others")


@pytest.mark.parametrize("what", [what if what == "the tick" else pytest.param(what, marks=SAME) for what in PRESSES])
def test_an_interview_is_removed_elsewhere_in_the_middle_of_a_press(one, beside, what):
    one.page.evaluate(HEARD)
    other = beside()
    press(PRESSES[what](one))
    other.fact("Remove Acme").click()
    other.is_saved()
    one.page.locator("html[data-committed]").wait_for()
    # What the page itself reads in that moment is read by then.
    one.page.evaluate(durable.KEPT)
    one.page.mouse.up()
    expect(one.said).to_have_text("That interview is no longer in the list: it was removed in another window.")
    assert one.page.evaluate("document.activeElement.id") == "next-title"
    expect(one.page.locator("dialog[open]")).to_have_count(0)
    assert one.stored()["applications"] == []
    expect(one.box("r1/settle")).not_to_be_checked()


@SAME
def test_a_note_on_an_interview_that_is_removed_elsewhere_is_not_lost_from_sight(one, beside):
    one.page.evaluate(HEARD)
    other = beside()
    note = one.opened("r1/settle").get_by_label("A note of your own")
    # While something is pressed the interview stays to be seen, and can be written on.
    press(one.box("r1/settle"))
    other.fact("Remove Acme").click()
    other.is_saved()
    one.page.locator("html[data-committed]").wait_for()
    one.page.evaluate(durable.KEPT)
    note.fill("Dana likes chess")
    one.page.mouse.up()
    expect(one.notices).to_contain_text("“Dana likes chess”")
    one.notices.get_by_role("button", name="Close").click()
    expect(one.notices).to_be_empty()
