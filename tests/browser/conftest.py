"""Browser tests: the built site on a server of its own, a phone, and a page that tells of every fault.

A test fails when its page logs an error, breaks its Content-Security-Policy, or asks any
other origin for anything; a test that provokes errors says so with the marker ``provokes``.
"""

import re
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checklist import FRIDAY_EVENING, Checklist, acme
from tests.browser.engines import launch_options
from tests.browser.native import COOKIE, Native, state
from tests.host import changing_host, served

PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def base_url():
    with served(Native, **state()) as host:
        yield host["url"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, browser_name):
    return {**browser_type_launch_args, **launch_options(browser_name)}


MOST_TESTS = {"firefox": 40}
"""Firefox slows down with what it keeps of closed pages, so after so many tests it's started anew."""


@pytest.fixture(scope="session")
def current_browser(launch_browser, browser_name):
    """Return what gives a test its browser."""
    browser, left = None, 0

    def current():
        nonlocal browser, left
        if browser and not (left and browser.is_connected()):
            browser.close()
            browser = None
        if browser is None:
            browser, left = launch_browser(), MOST_TESTS.get(browser_name, sys.maxsize)
        left -= 1
        return browser

    yield current
    if browser:
        browser.close()


@pytest.fixture
def browser(current_browser):
    return current_browser()


@pytest.fixture
def context(context, base_url, request):
    """Most pages ask the Python of this machine; see native.py."""
    if not request.node.get_closest_marker("own_python"):
        context.add_cookies([{"name": COOKIE[0], "value": COOKIE[1], "url": base_url}])
    return context


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "viewport": PHONE,
        "has_touch": True,
        # Each test has a browser profile of its own: only those about it wait for a whole offline copy.
        "service_workers": "block",
        "timezone_id": "Europe/London",
        "locale": "en-GB",
    }


def watch(page, base_url):
    """Gather what a page must not do."""
    faults = []
    page.on("console", lambda message: message.type == "error" and faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request", lambda request: request.url.startswith((base_url, "blob:", "data:")) or faults.append(request.url)
    )
    page.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error('violated: ' + e.violatedDirective + ' ' + e.blockedURI))"
    )
    return faults


@pytest.fixture
def watched(base_url, request):
    """Watch a page, and fail at the end for what it must not have done."""
    watching = []
    yield lambda page: watching.append(watch(page, base_url))
    marker = request.node.get_closest_marker("provokes")
    assert [fault for faults in watching for fault in faults if not (marker and re.search(marker.args[0], fault))] == []


@pytest.fixture
def page(page: Page, watched):
    watched(page)
    return page


@pytest.fixture
def checklist(page):
    """The checklist on a page whose clock is held, on the evening of an interview."""
    page.clock.install(time=FRIDAY_EVENING)
    return Checklist(page)


@pytest.fixture
def host():
    with changing_host() as host:
        yield host


@pytest.fixture
def visitor(browser, host, request):
    """A person's browser, which keeps what it is given, on a host that a test may change."""
    context = browser.new_context(
        base_url=host["url"], viewport=PHONE, timezone_id="Europe/London", locale="en-GB", service_workers="allow"
    )
    page = context.new_page()
    faults = watch(page, host["url"])
    page.clock.install(time=FRIDAY_EVENING)
    yield page
    marker = request.node.get_closest_marker("provokes")
    expected = "|".join(["ERR_|404|Failed to load|NetworkError", *(marker.args if marker else ())])
    assert [fault for fault in faults if not re.search(expected, fault)] == []
    context.close()


@pytest.fixture
def safe(checklist):
    """One interview, as it is kept safe."""
    checklist.open_with(acme(id="acme"))
    checklist.has_status("r1/settle", "open")
    return checklist


@pytest.fixture
def notes(checklist):
    """The notes of the one interview, open."""
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    checklist.fact("Notes Acme, Analyst").click()
    return checklist.page.get_by_role("dialog", name="Notes")


@pytest.fixture
def one(checklist):
    """A list that is in both stores, in a tab that can save."""
    checklist.open_with(acme(id="acme"))
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    return checklist


@pytest.fixture
def another(context, watched):
    """Open another tab, in which something of the browser's is broken."""

    def opened(script=""):
        page = context.new_page()
        watched(page)
        page.add_init_script(script)
        page.clock.install(time=FRIDAY_EVENING)
        return Checklist(page).open()

    return opened


@pytest.fixture
def beside(context, watched):
    """Open the same list in another tab, once the first has it."""

    def opened():
        page = context.new_page()
        watched(page)
        page.clock.install(time=FRIDAY_EVENING)
        other = Checklist(page).open()
        other.has_status("r1/settle", "open")
        return other

    return opened
