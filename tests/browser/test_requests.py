"""Every request and every breach of policy, of pages, workers and service worker, on all pages and in the whole journey.

A browser asks a proxy for whatever is not on this machine. The tests' own proxy is that: it grants nothing and
remembers what it was asked for, whoever asked, also past the reach of what Playwright shows.
"""

import contextlib
import socketserver
import threading

import pytest
from playwright.sync_api import Error, expect

from tests.browser.checklist import FRIDAY_EVENING, READY, Checklist
from tests.browser.conftest import PHONE, watch
from tests.browser.engines import downloaded
from tests.host import KEPT, READY_WORKER, SITE, UPDATED, comes_true, release

pytestmark = pytest.mark.own_python

PAGES = sorted(f"/{path.parent.relative_to(SITE).as_posix()}/".replace("/./", "/") for path in SITE.rglob("index.html"))
# What Firefox says, with no address, of a request that ends because its page is left.
BROKEN_OFF = "Failed to load ‘’. A ServiceWorker intercepted the request and encountered an unexpected error."
ELSEWHERE = "http://elsewhere.example/"


class Proxy(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.asked.append(self.rfile.readline().decode("latin-1").strip())
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.fixture
def outside():
    """What anybody asked for that is not on this machine."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Proxy) as server:
        server.daemon_threads = True
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def page(browser, host, outside):
    context = browser.new_context(
        base_url=host["url"], viewport=PHONE, timezone_id="Europe/London", locale="en-GB", service_workers="allow",
        proxy={"server": f"http://127.0.0.1:{outside.server_address[1]}", "bypass": "127.0.0.1"},
    )  # fmt: skip
    page = context.new_page()
    page.faults = watch(page, host["url"])
    yield page
    context.close()


@pytest.mark.later
def test_nothing_goes_elsewhere_and_no_policy_is_broken(page, host, outside, tmp_path):
    for path in PAGES:
        page.goto(path)
        expect(page.locator("h1").first).to_be_attached()
        # Whoever leaves a page while it loads breaks off what it asks for.
        if page.locator('meta[name="checklist-start"][content="at-once"]').count():
            Checklist(page).is_ready()
            page.wait_for_load_state("networkidle")
        elif page.locator("#advisers, #sheet").count():
            expect(page.locator("html[data-engine=ready]")).to_be_attached(timeout=READY)
            page.wait_for_load_state("networkidle")
    page.clock.install(time=FRIDAY_EVENING)
    checklist = Checklist(page).open()
    checklist.add(Employer="Acme", Role="Analyst", Date_and_time="2026-11-20T15:00")
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    checklist.why("r1/thank-you-email")
    checklist.fact("Notes Acme, Analyst").click()
    page.keyboard.press("Escape")
    checklist.more("Move to another device").click()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    page.keyboard.press("Escape")
    for name in ("Download a backup", "Add to calendar"):
        downloaded(page, checklist.more(name).click)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("salary")
    expect(page.locator(".md-search-result__item").first).to_be_attached()
    page.evaluate(READY_WORKER)
    comes_true(page, KEPT)
    host["folder"] = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    assert page.evaluate(UPDATED) == "installed"
    page.goto("/about/")
    page.locator("#update").get_by_role("button", name="Use it now").click()
    expect(page.locator("h1[data-new]")).to_be_visible()
    assert [fault for fault in page.faults if fault != BROKEN_OFF] == []
    assert outside.asked == []


def test_whatever_goes_elsewhere_would_be_seen(page, outside):
    with contextlib.suppress(Error):
        page.goto(ELSEWHERE)
    assert any(ELSEWHERE in asked for asked in outside.asked)


BY_WORKER = """(url) => new Promise((resolve) => {
  const code = `addEventListener("securitypolicyviolation", ({ blockedURI }) => postMessage(blockedURI)); fetch("${url}").catch(() => {});`;
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => resolve(data);
})"""


def test_a_page_and_its_worker_are_held_to_the_policy(page, outside):
    page.goto("/checklist/")
    page.evaluate("(url) => fetch(url).catch(() => {})", ELSEWHERE)
    assert page.evaluate(BY_WORKER, ELSEWHERE) == ELSEWHERE
    assert any("violated: connect-src" in fault for fault in page.faults)
    assert outside.asked == []
