"""What comes by itself in the middle of a press does not take the press away."""

from playwright.sync_api import expect

from tests.browser import durable
from tests.browser.checklist import acme

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
    if (data.committed) document.documentElement.dataset.committed = "";
  };
}"""


def press(target):
    """Put the pointer on something and hold it down."""
    target.scroll_into_view_if_needed()
    target.hover()
    target.page.mouse.down()


def test_the_dates_come_in_the_middle_of_a_press(checklist):
    held = []
    zone = "**/zoneinfo/Europe/London"
    checklist.page.add_init_script(COUNTED)
    checklist.page.route(zone, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    checklist.open_with(acme())
    checklist.is_ready()
    press(checklist.page.get_by_role("button", name="Edit Acme"))
    for route in held:
        route.continue_()
    checklist.page.locator("html[data-answers]").wait_for()
    checklist.page.mouse.up()
    expect(checklist.page.get_by_role("dialog").get_by_label("Employer")).to_be_visible()
    checklist.page.keyboard.press("Escape")
    checklist.has_status("r1/settle", "open")


def test_another_step_is_next_in_the_middle_of_a_press(checklist):
    checklist.open_with(acme())
    checklist.next_is("Let it settle")
    press(checklist.card.get_by_role("button", name="Done"))
    checklist.page.clock.run_for("08:00:00")
    checklist.page.mouse.up()
    checklist.is_saved()
    assert list(checklist.stored()["applications"][0]["steps"]) == ["r1/settle"]
    expect(checklist.card.locator("[data-card=title]")).not_to_have_text("Let it settle")


def test_an_interview_is_removed_elsewhere_in_the_middle_of_a_press(one, beside):
    one.page.evaluate(HEARD)
    other = beside()
    press(one.box("r1/settle"))
    other.page.get_by_role("button", name="Remove Acme").click()
    other.is_saved()
    one.page.locator("html[data-committed]").wait_for()
    # What the page itself reads in that moment is read by then.
    one.page.evaluate(durable.KEPT)
    one.page.mouse.up()
    expect(one.said).to_contain_text("it was removed in another window")
    assert one.stored()["applications"] == []
    expect(one.box("r1/settle")).not_to_be_checked()
