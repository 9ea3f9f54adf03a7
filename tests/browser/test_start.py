"""How the engine starts: each part once, whatever the host, and an end to every wait."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY
from tests.browser.engines import NO_NETWORK

pytestmark = pytest.mark.own_python

# Of everything that moved while nobody did anything: how much of the window, times how far (web.dev/cls).
SHIFTS = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({ type: "layout-shift", buffered: true });
  setTimeout(resolve, 1_000, 0);
})"""
RECORD = cases.record(cases.application(cases.interview(), employer="Acme"))


def test_each_part_of_python_is_asked_for_once(checklist):
    asked = []

    def pass_on(route):
        asked.append(route.request.url.rsplit("/", 1)[-1])
        route.continue_()

    checklist.page.route("**/assets/runtime/**", pass_on)
    checklist.page.route("**/assets/app/worker.*", pass_on)
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    # The page before this one is another, and asks for nothing.
    assert len(asked) == len(set(asked)) == 4


@pytest.mark.lacks("firefox", "it holds its first paint back and calls for frames before it")
def test_python_waits_for_a_newcomer_s_page_and_whoever_has_a_list_gets_it_before_that(page):
    held = []
    page.route("**/assets/app/style.*.css", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    engine = page.locator("html")
    page.goto("/checklist/", wait_until="commit")
    expect(engine).to_have_attribute("data-engine", "idle")
    held.pop().continue_()
    expect(engine).to_have_attribute("data-engine", "ready", timeout=READY)
    page.evaluate("(text) => localStorage.setItem('after-the-interview', text)", cases.as_text(RECORD))
    page.goto("/checklist/", wait_until="commit")
    expect(engine).to_have_attribute("data-engine", "ready", timeout=READY)
    held.pop().continue_()


def test_a_host_that_does_not_know_the_type_of_webassembly_does_no_harm(checklist):
    checklist.page.route(
        "**/*.wasm", lambda route: route.fulfill(response=route.fetch(), content_type="application/octet-stream")
    )
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")


@pytest.mark.provokes("no script today")
def test_a_worker_that_cannot_run_at_all_is_told_of_at_once(checklist):
    checklist.page.add_init_script("""{
      const { Worker: Real } = globalThis;
      globalThis.Worker = function () {
        return new Real(URL.createObjectURL(new Blob(['throw new Error("no script today")'], { type: "text/javascript" })));
      };
    }""")
    checklist.open()
    expect(checklist.root).to_have_attribute("data-engine", "failed")
    expect(checklist.notices).to_contain_text("cannot be worked out")
    checklist.box("r1/settle").check()
    checklist.is_saved()


@pytest.mark.later
@pytest.mark.once("it is a timer that gives up, and the same timer everywhere")
@pytest.mark.provokes(NO_NETWORK)
def test_a_zone_file_that_never_comes_is_not_waited_for_for_ever(checklist):
    held = []
    # The page's fifteen seconds are no part of the clock that tests hold.
    checklist.page.add_init_script(
        "const { timeout } = AbortSignal; AbortSignal.timeout = (limit) => timeout.call(AbortSignal, limit / (window.haste ?? 50))"
    )
    checklist.page.route("**/zoneinfo/Europe/London", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    checklist.open_with(RECORD)
    expect(checklist.notices).to_contain_text("need the network", timeout=READY)
    checklist.page.unroute("**/zoneinfo/Europe/London")
    # The second time it has all of them.
    checklist.page.evaluate("window.haste = 1")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")
    assert held


def test_nobody_is_told_that_javascript_is_off_while_it_is_on(page):
    page.route("**/assets/app/checklist.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto("/checklist/")
    expect(page.locator(".without-js")).to_be_hidden()


@pytest.mark.lacks("firefox", "it does not tell what moved")
@pytest.mark.parametrize("is_slow", [False, True], ids=["quick", "slow"])
@pytest.mark.parametrize("size", [(390, 844), (1280, 800)], ids=["phone", "desk"])
def test_what_one_is_about_to_press_stays_where_it_is(checklist, size, is_slow):
    """Without a plan and with one that's kept; also where the list is shown before the page's own part has come."""
    page, held = checklist.page, []
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    checklist.open_with(RECORD).has_status("r1/settle", "open")
    page.evaluate("localStorage.removeItem('after-the-interview:plan')")
    if is_slow:
        page.route("**/assets/app/checklist.*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    for _ in ("without a plan", "with one"):
        page.goto("/checklist/", wait_until="commit")
        if is_slow:
            expect(page.locator("#applications")).to_have_css("visibility", "hidden")
            page.clock.fast_forward(3_000)
            expect(page.locator("#applications")).to_have_css("visibility", "visible")
            held.pop().continue_()
        checklist.has_status("r1/settle", "open")
        assert page.evaluate(SHIFTS) <= 0.02


def test_whoever_has_a_list_does_not_see_one_without_ticks_first(checklist):
    held = []
    checklist.open_with(RECORD)
    checklist.page.route("**/assets/app/checklist.*.js", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    checklist.page.clock.pause_at("2026-11-20T17:05:00Z")
    checklist.page.goto("/checklist/", wait_until="commit")
    for part in "#next-action", "#applications":
        expect(checklist.page.locator(part)).to_have_css("visibility", "hidden")
    # Where it is slow to come there is something to read meanwhile.
    checklist.page.clock.fast_forward(3_000)
    expect(checklist.page.locator("#applications")).to_have_css("visibility", "visible")
    checklist.page.clock.resume()
    held[0].continue_()
    checklist.has_status("r1/settle", "open")
