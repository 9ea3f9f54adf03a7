"""The main journey, both stores, the worker, a life without a network, and files in and out, in WebKit."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from selenium.webdriver.common.by import By

from checklist_py.build.halves.build import SECOND
from checklist_py.core.record.preset import pack_preset
from tests import cases, presets
from tests.bench.start import SNAPSHOT
from tests.browser import durable
from tests.browser.test_preset import HANDED, LINKED, is_refused
from tests.halves.thinned import profile, put_into
from tests.helpers import planned
from tests.host import CACHES, KEPT, READY_WORKER, UPDATED, release

# The list in localStorage, without its seal.
LOCAL = f"({durable.LOCAL})()"
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT10:00")


def acme(**fields):
    people = [{"name": "Dana"}]
    return cases.record(cases.application(cases.interview(YESTERDAY, people=people), id="acme", employer="Acme", **fields))  # fmt: skip


def opened(phone, record):
    """Open the list on a device that holds this record, once its dates are there."""
    phone.open("/schema/record-1.json")
    phone.js("localStorage.setItem('after-the-interview', arguments[0])", cases.as_text(record))
    phone.open()
    phone.is_ready()
    phone.until("document.querySelector('[data-step=\"r1/settle\"]').dataset.status !== 'undated'")
    return phone


@pytest.fixture
def used(phone):
    opened(phone, acme())
    phone.tick("r1/reflect")
    phone.is_saved()
    return phone


def ticked(text):
    return sorted(key for each in json.loads(text)["applications"] for key in each["steps"])


@pytest.mark.own_python
def test_the_main_journey(phone):
    phone.open()
    phone.press("More details", "#next-action")
    phone.until("document.querySelector('dialog[open]') !== null")
    for name, value in {"employer": "Acme", "role": "Analyst", "starts": YESTERDAY}.items():
        phone.fill(f"dialog[open] [name={name}]", value)
    phone.press("Save", "dialog[open]")
    step = phone.until("document.querySelector('#next-action').dataset.step")
    phone.until("/Acme/.test(document.querySelector('#next-action').textContent)")
    phone.until("document.querySelector('#line [data-drawing] text') !== null")
    phone.press("Later", "#next-action")
    phone.press("Why this date?", "#next-action")
    phone.until("/Counted from/.test(document.querySelector('.row__body[open] [data-anchor]')?.textContent)")
    phone.press("Done", "#next-action")
    phone.is_saved()
    phone.until("document.querySelector('#next-action').dataset.step !== arguments[0]", step)
    phone.open()
    phone.is_ready()
    (done,) = ticked(phone.js(LOCAL))
    phone.has_status(done, "done")
    assert phone.js("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.own_python
def test_the_worker_plans_what_python_plans_here(used):
    """Statuses and dates of every step; the shared records are compared in the other engines."""
    document = json.loads(used.js(LOCAL))
    plan = planned(document, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    wanted = {step.key: step.status for step in plan.applications[0].steps}
    drawn = used.js(
        "Object.fromEntries(Array.from(document.querySelectorAll('[data-application] [data-step]'), ({ dataset }) => [dataset.step, dataset.status]))"
    )
    assert {key: drawn.get(key) for key in wanted} == wanted


def test_each_change_is_in_both_stores(used):
    assert used.later(f"({durable.KEPT})()")["text"] == used.js(LOCAL)
    used.js("localStorage.clear()")
    used.open()
    used.has_status("r1/reflect", "done")
    assert ticked(used.js(LOCAL)) == ["r1/reflect"]


def test_when_storage_is_full_the_page_says_so_and_goes_on(used):
    # The page keeps its last plan and line here as well. A shorter one would make room for the list, so they go first.
    used.js(
        """(() => {
          for (const key of Object.keys(localStorage)) if (key.startsWith("after-the-interview:")) localStorage.removeItem(key);
          let size = 1 << 22;
          for (let n = 0; size > 0; n += 1) try { localStorage.setItem("filler" + n, "x".repeat(size)) } catch { size >>= 1 }
        })()"""
    )
    used.tick("r1/settle")
    used.until("document.documentElement.dataset.saved === 'error'")
    used.until("document.querySelector('#notices').innerText.includes('in its second store alone')")
    used.js("Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))")  # fmt: skip
    used.tick("keep-searching")
    used.is_saved()
    assert ticked(used.js(LOCAL)) == ["keep-searching", "r1/reflect", "r1/settle"]


def test_two_tabs_that_tick_300_steps_each_at_once_lose_none(phone):
    names = [f"{whose}{n}" for whose in ("one", "two") for n in range(12)]
    opened(phone, cases.record(*(cases.application(cases.interview(), id=name, employer=name) for name in names)))
    (first,) = phone.driver.window_handles
    # A window, as a tab that is not in front has its timers slowed.
    phone.driver.switch_to.new_window("window")
    second = phone.open().driver.current_window_handle
    both = {first: "one", second: "two"}
    for window, name in both.items():
        phone.driver.switch_to.window(window)
        phone.until("document.querySelectorAll('#tabs [data-open]').length === 24")
        phone.js(f"void (window.ticking = ({durable.TICK_ALL})('{name}'))")
    for window in both:
        phone.driver.switch_to.window(window)
        assert phone.later("window.ticking") == 300
        phone.is_saved()
    stored = json.loads(phone.later(f"({durable.KEPT})()")["text"])
    assert sum(len(each.get("steps", {})) for each in stored["applications"]) == 600
    for window in both:
        phone.driver.switch_to.window(window)
        phone.until(f"({durable.TICKED})() === 600")
        assert json.loads(phone.js(LOCAL)) == stored


def kept(phone):
    phone.later(f"({READY_WORKER})()")
    for _ in range(600):
        if phone.later(f"({KEPT})()") and phone.later("caches.match('/holidays/GB.json').then(Boolean)"):
            return phone
    raise AssertionError("the runtime and the holidays are not kept")


@pytest.mark.own_python
def test_after_one_visit_everything_works_without_a_network(used, host):
    """Later, too: how much time has passed is nothing that a service worker could tell."""
    kept(used)
    host["is_down"] = True
    used.js("localStorage.removeItem('after-the-interview:plan')")
    used.open()
    used.is_ready()
    used.has_status("r1/reflect", "done")
    used.until("document.querySelector('[data-step=\"r1/settle\"]').dataset.status !== 'undated'")
    used.tick("r1/settle")
    used.is_saved()
    for path in ("/", "/guide/offer/", "/timing/", "/messages/", "/no-such-page/"):
        used.open(path)
        assert used.find("h1").is_displayed()


@pytest.mark.own_python
def test_the_second_half_of_webassembly_comes_when_it_is_called_for(phone, host, tmp_path):
    """Here that's at the start, as functions that it needs have been taken out of the first; and once more without a network."""
    host["folder"] = release(tmp_path, "thinned")
    put_into(host["folder"], profile() - set(sorted(profile())[::50]))
    kept(opened(phone, acme()))
    assert any(path.endswith(SECOND) for path, _ in host["sent"])
    host["is_down"] = True
    phone.js("localStorage.removeItem('after-the-interview:plan')")
    phone.open()
    phone.is_ready()
    phone.until("document.querySelector('[data-step=\"r1/settle\"]').dataset.status !== 'undated'")


# Launch the page's own worker once more, and gather what it says until it's ready, or has failed.
LAUNCHED = """new Promise((resolve) => {
  const urls = Object.fromEntries(["worker", "wasm", "second", "stdlib", "wheel", "codes"].map((name) => [name, new URL(document.querySelector(`meta[name=checklist-${name}]`).content, document.baseURI).href]));
  const code = `const urls = ${JSON.stringify(urls)};
    self.early = { urls, purpose: "usual", wasm: WebAssembly.compileStreaming(fetch(urls.wasm)), stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) };
    import(urls.worker);`;
  const thread = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
  const said = [];
  thread.onmessage = ({ data }) => {
    said.push(data.stage ?? data.failed ?? JSON.parse(data.reply).ok);
    if (data.stage === "ready") thread.postMessage({ id: 1, request: '{"op": "hello"}' });
    if (!data.stage) resolve(said);
  };
})"""


@pytest.mark.own_python
def test_a_snapshot_is_made_in_a_quiet_moment_and_begun_with(used):
    # A driven WebKit keeps a cache for as long as somebody has it open, as it keeps nothing for good.
    used.later(
        "caches.open(`after-the-interview:${location.origin}/:snapshot`).then((cache) => void (window.held = cache))"
    )
    used.is_ready()
    assert used.later(f"({SNAPSHOT})()") > 1_000_000
    assert used.later(LAUNCHED) == ["restoring", "starting", "ready", True]


@pytest.mark.own_python
def test_a_new_version_waits_until_it_is_asked_for(used, host, tmp_path):
    kept(used)
    host["folder"] = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    assert used.later(f"({UPDATED})()") == "installed"
    used.open("/about/")
    assert not used.js("document.querySelector('h1').hasAttribute('data-new')")
    used.until("document.querySelector('#update button') !== null")
    used.press("Use it now", "#update")
    used.until("document.querySelector('h1')?.hasAttribute('data-new')")
    assert len(used.later(f"({CACHES})()")) == 2


@pytest.mark.own_python
def test_a_backup_goes_out_as_a_file_and_comes_back(used, tmp_path):
    file = used.downloaded(lambda: used.press_in_more("Download a backup"))
    assert file.suffix == ".json"
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == json.loads(used.js(LOCAL))
    used.press_in_more("Start again")
    used.press("Erase everything", "dialog[open]")
    used.until(f"{LOCAL} === null")
    backup = tmp_path / "backup.json"
    backup.write_text(text, encoding="utf-8")
    used.js("document.querySelector('#restore-file').hidden = false")
    used.driver.find_element(By.ID, "restore-file").send_keys(str(backup))
    used.until("/It holds/.test(document.querySelector('#restore').textContent)")
    used.press("Restore it", "dialog[open]")
    used.is_saved()
    assert ticked(used.js(LOCAL)) == ["r1/reflect"]


def test_a_calendar_goes_out_as_a_file(used):
    file = used.downloaded(lambda: used.press_in_more("Add to calendar"))
    assert file.name == "after-the-interview.ics"
    assert file.read_text(encoding="utf-8").startswith("BEGIN:VCALENDAR")


def test_a_link_brings_a_list_and_asks_first(used):
    used.press_in_more("Move to another device")
    link = used.until("document.querySelector('#move-link')?.value")
    used.until("document.querySelector('#move svg[role=img]') !== null")
    used.press("Close", "dialog[open]")
    used.js("indexedDB.deleteDatabase('after-the-interview') && localStorage.clear()")
    used.open("/about/")
    used.driver.get(link)
    used.until("/Acme/.test(document.querySelector('#restore').textContent)")
    assert used.driver.current_url == f"{used.url}/checklist/"
    used.press("Restore it", "dialog[open]")
    used.is_saved()
    assert ticked(used.js(LOCAL)) == ["r1/reflect"]


def test_the_seven_days_are_told(used):
    used.press("More", ".page-end")
    assert used.find("[data-seven-days]").is_displayed()


@pytest.mark.own_python
def test_no_page_breaks_its_policy_or_asks_another_host(used, host):
    for path in ("/", "/checklist/", "/guide/thank-you/", "/messages/", "/timing/", "/about/"):
        used.open(path)
        asked = used.js("performance.getEntriesByType('resource').map(({ name }) => name)")
        assert [each for each in asked if not each.startswith((host["url"], "blob:", "data:"))] == []


@pytest.mark.own_python
def test_a_centres_rules_are_taken_and_hostile_ones_refused(used):
    """A hundred and more, in two parts, as a page may change its address about a hundred times in ten seconds."""
    used.driver.execute_script("location.hash = `preset=${arguments[0]}`", pack_preset(presets.whole()))
    used.until("document.querySelector('#preset .button--main') !== null")
    used.press("Use these rules", "dialog[open]")
    used.is_saved()
    before = used.js(LOCAL)
    assert json.loads(before)["settings"]["centre"] == presets.whole()["centre"]
    for part in (LINKED[0:130:2], LINKED[1:130:2]):
        used.open()
        used.is_ready()
        for case, lines in zip(
            part, used.later(f"({HANDED})(arguments[0])", [case.link for case in part]), strict=True
        ):
            is_refused(case, lines)
    assert used.js(LOCAL) == before
    assert used.js("[{}.polluted, typeof hacked, location.hash]") == [None, "undefined", ""]
