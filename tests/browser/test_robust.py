"""When something breaks, the page says so kindly, goes on ticking and saving, and loses nothing."""

import json

import pytest
from playwright.sync_api import expect

from checklist_py.core.steps import STEPS
from tests import cases
from tests.browser.checklist import Checklist

NOW = "2026-11-20T16:05:00Z"
RECORD = cases.record(cases.application(cases.interview(people=[{"name": "Dana"}]), employer="Acme"))


@pytest.fixture
def checklist(page):
    page.clock.install(time=NOW)
    return Checklist(page)


def still_ticks_and_saves(checklist):
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    assert checklist.stored()["applications"][0]["steps"]["r1/reflect"]["state"] == "done"


def keep_workers(page):
    """Let a test reach the page's workers, to end them as a browser short of memory would."""
    page.add_init_script(
        "window.workers = []; const Real = Worker; window.Worker = class extends Real { constructor(...args) { super(...args); if (args[1]?.type === 'module') window.workers.push(this) } }"
    )


def test_without_javascript_the_list_is_whole(browser, base_url):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{base_url}/checklist/")
    expect(page.get_by_text("is switched off here")).to_be_visible()
    expect(page.locator("[data-step]")).to_have_count(len(STEPS) - 1)
    for step in page.locator("[data-step]").all():
        expect(step.get_by_role("checkbox")).to_be_visible()
    page.locator('[data-step="r1/settle"]').get_by_role("checkbox").check()
    context.close()


@pytest.mark.provokes("Content Security Policy|violated: |wasm|WebAssembly")
def test_where_a_policy_forbids_webassembly_the_page_says_so_and_goes_on(checklist):
    def stricter(route):
        response = route.fetch()
        route.fulfill(response=response, body=response.text().replace("'wasm-unsafe-eval' ", ""))

    checklist.page.route("**/checklist/", stricter)
    checklist.open_with(RECORD)
    expect(checklist.root).to_have_attribute("data-engine", "failed", timeout=30_000)
    expect(checklist.notices).to_contain_text("Ticking and saving go on as before")
    still_ticks_and_saves(checklist)


@pytest.mark.provokes("ERR_FAILED|Failed to fetch")
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


@pytest.mark.provokes("ERR_FAILED")
def test_a_start_that_never_ends_is_ended(checklist):
    with checklist.without_python():
        checklist.open_with(RECORD)
        expect(checklist.root).to_have_attribute("data-engine", "loading")
        still_ticks_and_saves(checklist)
        checklist.page.clock.fast_forward("05:00")
        expect(checklist.root).to_have_attribute("data-engine", "failed")


def test_a_worker_that_dies_is_replaced_and_the_question_asked_again(checklist):
    keep_workers(checklist.page)
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    checklist.page.evaluate("() => workers.at(-1).terminate()")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    checklist.page.clock.fast_forward("00:21")
    checklist.is_ready()
    assert checklist.page.evaluate("() => workers.length") == 2
    checklist.page.get_by_role("button", name="Edit Acme").click()
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


def test_when_storage_is_full_the_page_says_so_and_keeps_what_was_there(checklist):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    before = checklist.stored()
    checklist.page.evaluate("""() => {
      let size = 1 << 22;
      for (let n = 0; size > 0; n += 1)
        try { localStorage.setItem("filler" + n, "x".repeat(size)); } catch { size >>= 1; }
    }""")
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    expect(checklist.notices).to_contain_text("This browser is not saving")
    checklist.has_status("r1/settle", "done")
    assert checklist.stored() == before
    with checklist.page.expect_download() as download:
        checklist.notices.get_by_role("button", name="Download a copy").click()
    kept = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert kept["applications"][0]["steps"]["r1/settle"]["state"] == "done"
    checklist.page.evaluate(
        "() => Object.keys(localStorage).filter(k => k.startsWith('filler')).forEach(k => localStorage.removeItem(k))"
    )
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    expect(checklist.notices).to_be_empty()
    assert set(checklist.stored()["applications"][0]["steps"]) == {"r1/settle", "r1/reflect"}


@pytest.mark.provokes("storage is off")
def test_when_storage_throws_ticking_goes_on_in_memory(checklist):
    checklist.page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem', 'key']) Storage.prototype[name] = () => { throw new Error('storage is off') }"
    )
    checklist.page.goto("/checklist/")
    checklist.is_tickable()
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    expect(checklist.box("r1/settle")).to_be_checked()
    expect(checklist.notices).to_contain_text("This browser is not saving")


@pytest.mark.provokes("denied")
def test_when_storage_is_forbidden_the_page_still_works(checklist):
    checklist.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    checklist.page.goto("/checklist/")
    checklist.is_tickable()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    checklist.has_status("r1/settle", "open")
    expect(checklist.root).to_have_attribute("data-saved", "error")


UNREADABLE = [
    "not json",
    "",
    "null",
    "[]",
    "{}",
    '{"format":"after-the-interview","version":1}',
    '{"format":"after-the-interview","version":1,"applications":{}}',
    '{"format":"after-the-interview","version":1,"applications":[null]}',
    '{"format":"after-the-interview","version":1,"applications":[{"id":"__proto__"}]}',
    '{"format":"after-the-interview","version":1,"applications":[{"id":"a","rounds":{}}]}',
    '{"format":"after-the-interview","version":1,"applications":[{"id":"a","steps":{"x":1}}]}',
    '{"format":"after-the-interview","version":1,"applications":[],"x":' + "[" * 5000 + "]" * 5000 + "}",
    cases.as_text(cases.record(cases.application(cases.interview("2026-02-30T15:00")))),
    cases.as_text(cases.record(cases.application(cases.interview(minutes="sixty")))),
    cases.as_text(cases.record(cases.application(interest="maybe"))),
    cases.as_text(cases.record(cases.application(cases.interview(5)))),
    cases.as_text(cases.record(cases.application(cases.interview(), steps={"r1/settle": cases.done("2026-11-20T15:00:00Z", "snoozed", until="banana")}))),
    cases.as_text(cases.record(cases.application(), policy={"extra_steps": [3]})),
]  # fmt: skip


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:60])
def test_what_cannot_be_read_is_set_aside_and_never_overwritten(checklist, text):
    checklist.open_with(text)
    expect(checklist.notices).to_contain_text("after-the-interview:set-aside:", timeout=60_000)
    checklist.box("r1/settle").check()
    checklist.is_saved()
    kept = checklist.page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('after-the-interview:set-aside:'))"
    )
    assert len(kept) == 1
    assert kept[0][1] == text or json.loads(kept[0][1]) == json.loads(text)
    assert len(checklist.stored()["applications"]) == 1
    with checklist.page.expect_download() as download:
        checklist.notices.get_by_role("button", name="Download it").click()
    assert download.value.path().read_text(encoding="utf-8") == kept[0][1]


def test_a_newer_versions_record_is_left_alone(checklist):
    newer = '{"format":"after-the-interview","version":2,"future":true}'
    checklist.open_with(newer)
    expect(checklist.notices).to_contain_text("A newer version of this page")
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    assert checklist.page.evaluate("localStorage.getItem('after-the-interview')") == newer


def test_hostile_text_is_shown_as_text(checklist):
    nasty = "<img src=x onerror=alert(1)>\"'&{{7*7}}"
    checklist.open_with(
        cases.record(cases.application(cases.interview(), employer=nasty, role="</script><script>alert(1)</script>"))
    )
    expect(checklist.page.get_by_role("heading", name=nasty)).to_be_visible()
    expect(checklist.page.locator("#applications img, #applications script")).to_have_count(0)


@pytest.mark.parametrize(
    "plan",
    [
        "null",
        "{",
        '{"plan": {"applications": []}}',
        '{"plan":{"applications":[]},"view":{"queue":[],"days":{}}}',
        "x" * 1000,
    ],
)
def test_a_saved_plan_that_cannot_be_used_is_ignored(checklist, plan):
    checklist.open_with(RECORD, plan)
    checklist.has_status("r1/settle", "open")


@pytest.mark.provokes("404")
def test_a_browser_zone_that_we_do_not_know_is_no_trap(checklist):
    document = {**RECORD, "settings": {"time_zone": "Mars/Olympus_Mons"}}
    checklist.open_with(document)
    checklist.has_status("r1/settle", "open")
    assert checklist.stored()["settings"]["time_zone"] is None


@pytest.mark.provokes("ERR_FAILED|ERR_INTERNET")
def test_when_the_zones_cannot_be_fetched_the_page_asks_to_try_again(checklist):
    checklist.page.route("**/zoneinfo/**", lambda route: route.abort())
    checklist.open_with(RECORD)
    expect(checklist.notices).to_contain_text("The dates need the network")
    still_ticks_and_saves(checklist)
    checklist.page.unroute("**/zoneinfo/**")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")


def test_five_hundred_applications_are_all_there(checklist):
    places = [{"id": f"r{n}", "starts": "2026-11-20T15:00"} for n in range(3)]
    document = cases.record(*({"id": f"a{n}", "employer": f"Employer {n}", "rounds": places} for n in range(500)))
    checklist.open_with(document)
    expect(checklist.page.locator("#applications > *")).to_have_count(500)
    first = checklist.page.locator('[data-application="a0"] [data-step="r0/settle"]')
    expect(first).to_have_attribute("data-status", "open", timeout=60_000)
    last = checklist.page.locator('[data-application="a499"]').last
    last.get_by_text("All steps").click()
    expect(last.locator('[data-step="r0/settle"]')).to_have_attribute("data-status", "open")


@pytest.mark.provokes("404|503")
@pytest.mark.parametrize(("status", "body"), [(404, ""), (200, "<html>sign in</html>"), (503, "")])
def test_a_zone_file_that_is_not_one_empties_nobodys_list(checklist, status, body):
    checklist.page.route("**/zoneinfo/Europe/London", lambda route: route.fulfill(status=status, body=body))
    checklist.open_with(RECORD)
    expect(checklist.notices).to_contain_text("The dates", timeout=60_000)
    still_ticks_and_saves(checklist)
    assert checklist.stored()["applications"][0]["employer"] == "Acme"
    checklist.page.unroute("**/zoneinfo/Europe/London")
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.has_status("r1/settle", "open")
    checklist.has_status("r1/reflect", "done")


def test_undo_of_an_edit_keeps_what_another_tab_ticked(checklist, context):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    checklist.add(Employer="Beta", Date_and_time="2026-11-19T10:00")
    other = context.new_page()
    other.clock.install(time=NOW)
    Checklist(other).open().box("r1/settle").check()
    checklist.has_status("r1/settle", "done")
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.page.locator("#applications > *")).to_have_count(1)
    checklist.has_status("r1/settle", "done")
    assert list(checklist.stored()["applications"][0]["steps"]) == ["r1/settle"]


def test_old_dates_are_not_shown_for_new_facts(checklist):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    saved = checklist.page.evaluate("localStorage.getItem('after-the-interview:plan')")
    moved = cases.record(cases.application(cases.interview("2026-12-20T15:00"), employer="Acme"))
    checklist.page.add_init_script("window.Worker = class { constructor() { throw new Error() } }")
    checklist.open_with(moved, saved)
    checklist.has_status("r1/settle", "undated")
