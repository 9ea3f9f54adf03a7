"""A snapshot of Python's memory: made in a quiet moment of the first visit, begun with at the next, and done without."""

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY
from tests.host import comes_true

pytestmark = [pytest.mark.own_python]

# What the workers say, and how many there have been. A test may have what the first says held back.
LISTEN = """{
  const { Worker } = window;
  window.workers = 0;
  window.said = [];
  window.Worker = class extends Worker {
    constructor(...given) {
      super(...given);
      const nth = (window.workers += 1);
      this.addEventListener("message", (event) => {
        if (nth === 1 && window.held && event.data.stage === window.held) event.stopImmediatePropagation();
        else if (event.data.stage || event.data.failed) said.push(`${nth} ${event.data.stage ?? event.data.failed}`);
      });
    }
  };
}"""
# How long each snapshot is that's kept. With a change, what it holds is gone afterwards.
KEPT = """async (change) => {
  const found = [];
  for (const name of (await caches.keys()).filter((name) => name.endsWith(":snapshot"))) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).filter(({ url }) => url.includes("?of="))) {
      const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer());
      found.push(bytes);
      if (!change) continue;
      // The seal is right.
      bytes.fill(0, 32 + 4 * (2 + 2 * new Uint32Array(bytes.buffer)[9]));
      bytes.set(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.subarray(32))));
      await cache.put(request, new Response(bytes));
    }
  }
  return found.map((bytes) => bytes.length);
}"""
HOLDS = """async (text) => {
  const [cache] = await Promise.all((await caches.keys()).filter((name) => name.endsWith(":snapshot")).map((name) => caches.open(name)));
  const [request] = await cache.keys();
  const found = new TextDecoder("latin1").decode(await (await cache.match(request)).arrayBuffer());
  return [text, [...text].join("\\0"), [...text].join("\\0\\0\\0")].map((each) => found.includes(each));
}"""


@pytest.fixture
def returning(checklist):
    """Somebody with an interview, whose first visit has been long enough."""
    page = checklist.page
    page.add_init_script(LISTEN)
    checklist.open_with(cases.record(cases.application(cases.interview(), employer="Xylophonwerk")))
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    page.clock.fast_forward(9_000)
    comes_true(page, f"async () => (await ({KEPT})()).length === 1")
    return checklist


def said(checklist):
    return checklist.page.evaluate("said")


def begins_without(checklist, first):
    """The list is as it was, and what was wrong is gone."""
    checklist.has_status("r1/settle", "open")
    checklist.has_status("r1/reflect", "done")
    checklist.is_ready()
    assert said(checklist)[0] == first
    assert checklist.page.evaluate(KEPT) == []
    expect(checklist.notices).not_to_contain_text("cannot be worked out")


def test_it_is_made_of_a_worker_that_saw_no_record_and_the_next_visit_begins_with_it(returning):
    page = returning.page
    assert page.evaluate(HOLDS, "checklist_py") == [True, False, False]
    assert page.evaluate(HOLDS, "Xylophonwerk") == [False, False, False]
    page.evaluate("localStorage.removeItem('after-the-interview:plan')")
    returning.open()
    returning.has_status("r1/settle", "open")
    returning.has_status("r1/reflect", "done")
    returning.is_ready()
    assert said(returning) == ["1 restoring", "1 starting", "1 ready"]
    # Nor does it come about that one is made again, or that Python loads what it had left out.
    returning.more("Move to another device").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible(timeout=READY)


@pytest.mark.later
def test_where_python_comes_to_nothing_with_it_the_next_worker_begins_without(returning):
    returning.page.evaluate(KEPT, "change")
    returning.open()
    begins_without(returning, "1 restoring")
    assert said(returning)[-3:] == ["2 fetching", "2 starting", "2 ready"]


@pytest.mark.later
def test_where_python_falls_silent_with_it_the_next_worker_begins_without(returning):
    page = returning.page
    page.add_init_script("window.held = 'ready'")
    returning.open()
    comes_true(page, "said.includes('1 starting')")
    page.clock.fast_forward(21_000)
    begins_without(returning, "1 restoring")


@pytest.mark.later
def test_starting_again_takes_it_away(returning):
    returning.more("Start again").click()
    returning.page.get_by_role("button", name="Erase everything").click()
    comes_true(returning.page, f"async () => (await ({KEPT})()).length === 0")
