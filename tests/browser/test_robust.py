"""When scripts, the engine or the network break, the page says so kindly, and goes on ticking and saving."""

import contextlib
import json
import re

import pytest
from playwright.sync_api import expect

from checklist_py.core.rules.steps import STEPS
from tests import cases
from tests.browser.checklist import READY, acme
from tests.browser.engines import NO_NETWORK

pytestmark = [pytest.mark.own_python, pytest.mark.later]
# What follows from a missing file or a bound; how a worker, a start or a policy fails is seen in each engine.
SAME = pytest.mark.once("it is the site that lacks something, not the browser")

RECORD = cases.record(cases.application(cases.interview(people=[{"name": "Dana"}]), employer="Acme"))


def still_ticks_and_saves(checklist):
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["steps"]["r1/reflect"]["state"] == "done"


def keep_workers(page):
    """Let a test reach the page's workers, to end them as a browser short of memory would."""
    # A device on which no snapshot is made, which takes a worker of its own.
    page.add_init_script("Object.defineProperty(navigator, 'deviceMemory', { value: 1 })")
    page.add_init_script(
        """
        window.workers = [];
        const Real = Worker;
        window.Worker = class extends Real {
          constructor(...args) {
            super(...args);
            this.asked = [];
            if (args[1]?.type === "module") window.workers.push(this);
            this.addEventListener("message", ({ data }) => { this.answered = data.id; });
          }
          postMessage(message) {
            if ("request" in message) this.asked.push(message);
            super.postMessage(message);
          }
        };
        """
    )


@pytest.mark.lacks("firefox", "BiDi cannot switch JavaScript off, nor drive a Firefox in which it is")
def test_without_javascript_the_list_is_whole(browser, base_url):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{base_url}/checklist/")
    expect(page.get_by_text("is switched off here")).to_be_visible()
    expect(page.locator("#safe")).to_be_hidden()
    expect(page.locator("[data-step]")).to_have_count(len(STEPS) - 1)
    for step in page.locator("[data-step]").all():
        expect(step.get_by_role("checkbox")).to_be_visible()
    page.locator('[data-step="r1/settle"]').get_by_role("checkbox").check()
    page.goto(f"{base_url}/")
    page.get_by_role("link", name="To the step: after a no").click()
    expect(page.locator('[data-step="ask-why"]')).to_be_in_viewport()
    page.goto(f"{base_url}/guide/thank-you/")
    expect(page.get_by_text("JavaScript is off")).to_be_visible()
    expect(page.locator('[data-step="r1/thank-you-email"]').get_by_role("checkbox")).to_be_visible()
    context.close()


@pytest.mark.provokes("Content Security Policy|violated: |wasm|WebAssembly")
def test_where_a_policy_forbids_webassembly_the_page_says_so_and_goes_on(checklist):
    def stricter(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("'wasm-unsafe-eval' ", ""))

    checklist.page.route("**/checklist/", stricter)
    checklist.open_with(RECORD)
    expect(checklist.root).to_have_attribute("data-engine", "failed", timeout=30_000)
    expect(checklist.notices).to_contain_text("You can go on ticking")
    still_ticks_and_saves(checklist)


@pytest.mark.provokes(NO_NETWORK)
def test_when_the_runtime_cannot_be_had_trying_again_works(checklist):
    checklist.page.route("**/assets/runtime/**", lambda route: route.abort())
    checklist.open_with(RECORD)
    expect(checklist.root).to_have_attribute("data-engine", "failed", timeout=30_000)
    checklist.next_is("Your ticks are safe")
    still_ticks_and_saves(checklist)
    checklist.page.unroute("**/assets/runtime/**")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")
    checklist.has_status("r1/reflect", "done")
    expect(checklist.notices).to_be_empty()


@pytest.mark.provokes(NO_NETWORK)
def test_a_start_that_never_ends_is_ended(checklist):
    with checklist.without_python():
        checklist.open_with(RECORD)
        expect(checklist.root).to_have_attribute("data-engine", "loading")
        still_ticks_and_saves(checklist)
        checklist.page.clock.fast_forward("05:00")
        expect(checklist.root).to_have_attribute("data-engine", "failed")


@pytest.mark.provokes(f"{NO_NETWORK}|module")
def test_a_part_that_could_not_be_loaded_comes_once_it_is_asked_for_again(checklist):
    checklist.page.route("**/assets/app/later.*", lambda route: route.abort())
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    asked = checklist.page.get_by_role("button", name="What happened?")
    asked.click()
    expect(checklist.notices).to_contain_text("couldn’t be loaded")
    checklist.page.unroute("**/assets/app/later.*")
    checklist.notices.get_by_role("button", name="Try again").click()
    expect(checklist.page.get_by_role("dialog", name="What happened?")).to_be_visible()
    expect(checklist.notices).to_be_empty()


def test_a_worker_that_dies_is_replaced_and_the_question_asked_again(checklist):
    keep_workers(checklist.page)
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    # Nothing is under way when it dies, so that the question that gets no answer is the tick's.
    checklist.page.wait_for_function("() => workers[0].asked.at(-1).id === workers[0].answered")
    checklist.page.evaluate("() => workers[0].terminate()")
    before = checklist.page.evaluate("() => workers[0].asked.length")
    checklist.box("r1/settle").check()
    checklist.page.wait_for_function("(before) => workers[0].asked.length > before", arg=before)
    question = checklist.page.evaluate("() => workers[0].asked.at(-1).request")
    checklist.page.clock.fast_forward("00:21")
    checklist.page.wait_for_function(
        "(question) => workers[1]?.asked.some(({ request }) => request === question)", arg=question
    )
    checklist.fact("Edit Acme").click()
    checklist.page.get_by_label("They said I would hear by").fill("2026-12-04")
    checklist.page.get_by_role("button", name="Save").click()
    expect(checklist.step("r1/follow-up-1")).to_have_attribute("data-opens", "2026-12-07", timeout=60_000)


def test_a_worker_that_dies_twice_leaves_a_page_that_ticks(checklist):
    checklist.page.add_init_script(
        "const Real = Worker; window.Worker = class extends Real { postMessage(message) { if (!('request' in message)) super.postMessage(message) } }"
    )
    checklist.open_with(RECORD)
    checklist.is_ready()
    checklist.page.clock.fast_forward("00:21")
    expect(checklist.root).to_have_attribute("data-engine", "loading")
    checklist.is_ready()
    checklist.page.clock.fast_forward("00:21")
    expect(checklist.root).to_have_attribute("data-engine", "failed")
    still_ticks_and_saves(checklist)


def test_a_language_that_is_none_is_no_trap(checklist):
    checklist.page.add_init_script("Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' })")
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    expect(checklist.card).to_contain_text("Today")


@pytest.mark.provokes("404")
def test_a_browser_zone_that_we_do_not_know_is_no_trap(checklist):
    document = {**RECORD, "settings": {"time_zone": "Mars/Olympus_Mons"}}
    checklist.open_with(document)
    checklist.has_status("r1/settle", "open")
    assert checklist.stored()["settings"]["time_zone"] is None


@SAME
@pytest.mark.provokes(NO_NETWORK)
def test_when_the_zones_cannot_be_fetched_the_page_asks_to_try_again(checklist):
    checklist.page.route("**/zoneinfo/**", lambda route: route.abort())
    checklist.open_with(RECORD)
    expect(checklist.notices).to_contain_text("The dates need the network")
    # The card does not go on saying that it is at work.
    checklist.next_is("Your dates come with the network")
    # The tick asks once more; until that has failed as well, the notice may go by itself.
    with checklist.page.expect_event("requestfailed"):
        still_ticks_and_saves(checklist)
    checklist.page.unroute("**/zoneinfo/**")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")


@SAME
@pytest.mark.provokes(NO_NETWORK)
def test_who_waits_for_the_network_is_not_called_up_to_date(checklist):
    """An edit that needs a zone which cannot be had: the plan that is there is not of this interview any more."""
    checklist.page.route("**/zoneinfo/Asia/Tokyo", lambda route: route.abort())
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    checklist.fact("Edit").first.click()
    checklist.page.get_by_label("Time zone").fill("Asia/Tokyo")
    checklist.page.get_by_role("button", name="Save").click()
    checklist.next_is("Your dates come with the network")
    expect(checklist.notices).to_contain_text("The dates need the network")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.has_status("r1/settle", "open")
    expect(checklist.notices).to_be_empty()


@SAME
@pytest.mark.provokes(NO_NETWORK)
def test_what_the_network_kept_back_is_no_news_once_there_is_nothing_to_date(checklist):
    checklist.page.route("**/zoneinfo/Asia/Tokyo", lambda route: route.abort())
    checklist.open()
    checklist.is_ready()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00", Time_zone="Asia/Tokyo")
    checklist.next_is("Your dates come with the network")
    checklist.said.get_by_role("button", name="Undo").click()
    checklist.next_is("When was your interview?")
    expect(checklist.notices).to_be_empty()
    checklist.add(Employer="Beta", Date_and_time="2026-11-20T15:00")
    checklist.next_is("Let it settle")


@SAME
@pytest.mark.later
def test_five_hundred_applications_are_all_there(checklist):
    places = [{"id": f"r{n}", "starts": "2026-11-20T15:00"} for n in range(3)]
    document = cases.record(*({"id": f"a{n}", "employer": f"Employer {n}", "rounds": places} for n in range(500)))
    checklist.open_with(document)
    expect(checklist.page.locator("#tabs [data-open]")).to_have_count(500)
    checklist.is_planned()
    for application in ("a0", "a499"):
        checklist.turn_to(application)
        checklist.has_status("r0/settle", "open")


@SAME
@pytest.mark.provokes("404|503")
@pytest.mark.parametrize(("status", "body"), [(404, ""), (200, "<html>sign in</html>"), (503, "")])
def test_a_zone_file_that_is_not_one_empties_nobodys_list(checklist, status, body):
    checklist.page.route("**/zoneinfo/Europe/London", lambda route: route.fulfill(status=status, body=body))
    checklist.open_with(RECORD)
    expect(checklist.notices).to_contain_text(re.compile("[Tt]he dates"), timeout=60_000)
    expect(checklist.card).not_to_contain_text("Working out")
    # After a fault of the host's the tick asks once more; until that has failed as well the button may be replaced.
    is_asked_again = status != 200
    with checklist.page.expect_response("**/zoneinfo/Europe/London") if is_asked_again else contextlib.nullcontext():
        still_ticks_and_saves(checklist)
    assert checklist.stored()["applications"][0]["employer"] == "Acme"
    checklist.page.unroute("**/zoneinfo/Europe/London")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")
    checklist.has_status("r1/reflect", "done")


@SAME
@pytest.mark.provokes("404")
def test_a_region_that_is_none_is_taken_out_and_told(checklist):
    """A list with it could be ticked on, and its backup would be refused."""
    document = acme(id="acme")
    document["settings"]["region"] = "XX"
    checklist.open_with(json.dumps(document))
    expect(checklist.notices).to_contain_text("no time zone or region “XX”", timeout=60_000)
    checklist.has_status("r1/settle", "open")
    checklist.is_saved()
    assert checklist.stored()["settings"]["region"] is None


# How many follow-ups there have been, each time that it changed.
COUNTED = """globalThis.counted = [];
new MutationObserver(() => {
  const { length } = document.querySelectorAll('.app[data-application="acme"] [data-step^="r1/follow-up-"]');
  if (counted.at(-1) !== length) counted.push(length);
}).observe(document, { subtree: true, childList: true });"""


@SAME
@pytest.mark.parametrize(("most", "shown"), [(0, []), (1, ["r1/follow-up-1"])])
def test_follow_ups_that_the_policy_does_not_plan_are_no_steps(checklist, most, shown):
    document = acme(id="acme")
    document["settings"]["policy"] = {"max_follow_ups": most}
    checklist.page.add_init_script(COUNTED)
    checklist.open_with(json.dumps(document))
    # The device's bank holidays are taken, and it's planned anew.
    expect(checklist.page.locator("#working-days")).to_contain_text("United Kingdom", timeout=READY)
    checklist.is_saved()
    found = checklist.page.locator('.app[data-application="acme"] [data-step^="r1/follow-up-"]')
    assert found.evaluate_all("(all) => all.map(({ dataset }) => dataset.step)") == shown
    assert checklist.page.evaluate("counted") == [0, 2, most]
