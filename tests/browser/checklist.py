"""The checklist page as a person meets it: what tests do on it and look for."""

import contextlib
import json
import re

from playwright.sync_api import Error, Page, expect

from tests import cases
from tests.browser.engines import fill

READY = 60_000
FRIDAY_EVENING = "2026-11-20T16:05:00Z"


def without_holidays(record):
    """A record that says to skip no bank holidays, unless it says whose: the page would take those of the time zone."""
    return {**record, "settings": {"region": None, **record["settings"]}}


def acme(**fields):
    """A record of one interview at Acme, which ended five minutes before this evening's time."""
    return cases.record(
        cases.application(cases.interview(people=[{"name": "Dana"}]), employer="Acme", role="Analyst", **fields)
    )


# Puts a list there, before the page's own scripts run.
PUT = """([text, plan]) => {
  if (origin === "null") return; // the empty page before it
  localStorage.clear();
  localStorage.setItem("after-the-interview", text);
  if (plan) localStorage.setItem("after-the-interview:plan", plan);
}"""

# Press a button, wait for what comes of it, and say whether another one would take a press in that moment.
PRESSED = """async (button, [event, selector]) => {
  const come = event && new Promise((resolve) => button.closest("dialog").addEventListener(event, resolve, { once: true }));
  button.click();
  await come;
  const found = () => [...document.querySelectorAll(selector)].find((each) => each !== button && each.checkVisibility());
  let next;
  while (!(next = found())) await new Promise(requestAnimationFrame);
  next.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = next.getBoundingClientRect();
  return next.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


def unsealed(text):
    """Return a list that a page has stored, without the seal that the page adds to it."""
    return {name: value for name, value in json.loads(text).items() if name != "kept"}


class Checklist:
    def __init__(self, page: Page):
        self.page = page
        self.root = page.locator("html")
        self.card = page.locator("#next-action")
        self.said = page.locator("#said")
        self.notices = page.locator("#notices")

    def open(self):
        self.page.goto("/checklist/")
        self.is_tickable()
        return self

    def open_with(self, record, plan=None):
        """Open the page on a device that holds this record: a text as it is, else with an answer about bank holidays."""
        text = record if isinstance(record, str) else cases.as_text(without_holidays(record))
        with self.page.add_init_script(f"({PUT})({json.dumps([text, plan])})"):
            return self.open()

    def is_tickable(self):
        expect(self.page.locator("#checklist.is-live")).to_be_attached()

    def is_ready(self):
        expect(self.root).to_have_attribute("data-engine", "ready", timeout=READY)

    def step(self, key):
        return self.page.locator(f'[data-application] [data-step="{key}"]').first

    def box(self, key):
        """Return a step's tick, once its stage is open."""
        self.unfold(key)
        return self.step(key).get_by_role("checkbox")

    def unfold(self, key):
        """Open the stage of a step, and show it where it isn't needed now."""
        self.step(key).wait_for(state="attached")
        self.page.evaluate(
            """(key) => {
              const row = document.querySelector(`[data-application] [data-step="${key}"]`);
              const stage = row.closest("details.stage");
              if (!stage.open) stage.querySelector("summary").click();
              if (row.matches(".is-away")) stage.querySelector("[data-unneeded]").click();
            }""",
            key,
        )

    def opened(self, key):
        """Open a step, and return it."""
        self.unfold(key)
        row = self.step(key)
        if row.locator("details.row__body[open]").count() == 0:
            row.locator(".row__head").click()
        return row

    def behind(self, opener):
        """Press what opens a part of the page, if it's closed, and return the part."""
        button = self.page.locator(opener)
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        return self.page.locator(f"#{button.get_attribute('aria-controls')}")

    def open_more(self):
        return self.behind("[data-more]")

    def more(self, name):
        """Return a button behind "More"."""
        return self.open_more().get_by_role("button", name=name)

    def tab(self, name):
        """Return the tab of an application, of several."""
        return self.page.get_by_role("navigation", name="Your applications").get_by_role("button", name=name)

    def is_about(self, name):
        """Look for an application on the card."""
        expect(self.card.locator("[data-card=kicker]")).to_have_text(name, timeout=READY)

    def turn_to(self, application):
        """Open one of several applications."""
        self.page.locator(f'#tabs [data-open="{application}"]').click()
        expect(self.page.locator(f'.app[data-application="{application}"]')).to_be_attached()

    def dates(self):
        """Open the line into its dates, and return them."""
        return self.behind("[data-line]")

    def fact(self, name):
        """Return a button among the dates that the line opens into."""
        return self.dates().get_by_role("button", name=name)

    def later(self, name):
        """Choose something of the card's menu."""
        self.card.get_by_role("button", name="Later").click()
        self.card.get_by_role("button", name=name).click()

    def form(self):
        """Open the form for another interview."""
        self.page.get_by_role("button", name="Add an interview").click()
        self.page.get_by_role("button", name="More details").click()

    def has_status(self, key, status):
        expect(self.step(key)).to_have_attribute("data-status", status, timeout=READY)

    def stored(self):
        """Return the list in localStorage, without its seal."""
        return unsealed(self.page.evaluate("localStorage.getItem('after-the-interview')"))

    def employers(self):
        return [each.get("employer") for each in self.stored()["applications"]]

    def add(self, **fields):
        self.form()
        for label, value in fields.items():
            fill(self.page.get_by_label(label.replace("_", " "), exact=True), value)
        self.page.get_by_role("button", name="Save").click()

    def tell(self, what, **fields):
        """Answer "What happened?", and return its dialog."""
        self.page.get_by_role("button", name="What happened?").click()
        dialog = self.page.get_by_role("dialog", name="What happened?")
        dialog.get_by_role("radio", name=what, exact=True).check()
        for label, value in fields.items():
            dialog.get_by_label(label.replace("_ll", "’ll").replace("_", " ")).fill(value)
        dialog.get_by_role("button", name="Save").click()
        return dialog

    def why(self, key):
        """Open a step and the reasons for its date, and return it."""
        row = self.opened(key)
        row.locator(".why summary").click()
        return row

    def is_saved(self):
        expect(self.root).to_have_attribute("data-saved", "saved")

    def is_planned(self):
        """Wait until the line is drawn or the card says what it knows: the plan is on the page."""
        expect(self.card).not_to_have_attribute("data-awaits", "plan", timeout=READY)
        expect(self.card).to_have_attribute("data-moment", re.compile(r"\w"), timeout=READY)

    def next_is(self, title):
        """Look for a step on the card, which stands in its heading or just below."""
        told = self.card.locator("[data-card=title], [data-card=lead]")
        expect(told.filter(has_text=re.compile(f"^{re.escape(title)}$"))).to_be_visible(timeout=READY)

    @contextlib.contextmanager
    def without_python(self):
        """Let the runtime's files hang, as on a line that has gone."""
        held = []
        self.page.route("**/assets/runtime/**", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
        yield
        self.page.unroute_all(behavior="ignoreErrors")
        for route in held:
            with contextlib.suppress(Error):  # its worker may be gone
                route.abort()
