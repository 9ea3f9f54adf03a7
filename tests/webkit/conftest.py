"""WebKitGTK, the engine nearest to an iPhone's, on a screen of its own: its MiniBrowser, driven by WebDriver.

WebDriver has neither a clock to hold nor requests to look into: what needs them is seen in the other engines
alone. The window is never narrower than 447 pixels. Each browser begins with nothing stored, and keeps nothing.
"""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.native import COOKIE, Native, state
from tests.host import Host, changing_host

READY = 60
NARROW = (447, 844)
ENVIRONMENT = {
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "GDK_BACKEND": "x11",
    # As in the other engines: what makes WebAssembly quick in the long run would take longer than the test.
    "JSC_useOMGJIT": "0",
    "LANG": "C.UTF-8",
    "TZ": "Europe/London",
}


def minibrowser():
    return str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))


@pytest.fixture(scope="session")
def display():
    """A screen that nobody sees; its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    with os.fdopen(reading) as told:
        yield f":{told.readline().strip()}"
    screen.terminate()
    screen.wait()
    os.close(writing)


@pytest.fixture
def environment(display, tmp_path):
    """A home of its own, in which downloads land."""
    home = tmp_path / "home"
    (home / "Downloads").mkdir(parents=True)
    (home / ".config").mkdir()
    (home / ".config/user-dirs.dirs").write_text('XDG_DOWNLOAD_DIR="$HOME/Downloads"\n', encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return {**kept, **ENVIRONMENT, "DISPLAY": display, "HOME": str(home)}


class NativeHost(Native, Host):
    """A host that a test may change; a browser with the cookie has its records planned here."""


@pytest.fixture
def host():
    with changing_host(NativeHost, **state()) as host:
        yield host


class Phone:
    """The browser, and what tests do in it."""

    def __init__(self, driver, url, home):
        self.driver = driver
        self.url = url
        self.downloads = Path(home) / "Downloads"

    def open(self, path="/checklist/"):
        self.driver.get(self.url + path)
        if path == "/checklist/":
            self.until("document.querySelector('#checklist.is-live') !== null")
        return self

    def js(self, expression, *args):
        return self.driver.execute_script(f"return ({expression})", *args)

    def later(self, expression, *args):
        """Return what a promise comes to."""
        script = f"const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then(done, (error) => done(String(error)))"
        return self.driver.execute_async_script(script, *args)

    def until(self, expression, *args, timeout=READY):
        """Wait until an expression holds, and return what it is."""
        return WebDriverWait(self.driver, timeout, 0.05).until(lambda _: self.js(expression, *args), message=expression)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def press(self, text, within="body"):
        """Press the button of that name that can be seen, once what has changed takes a press."""
        self.until("document.querySelector('.is-settling') === null")
        buttons = self.driver.find_elements(By.CSS_SELECTOR, f"{within} button")
        (button,) = [each for each in buttons if each.is_displayed() and text in (each.accessible_name, each.text)]
        # The driver's own scrolling leaves what stands just below the window where it is.
        # A dialog's buttons stick to its end, where they are hit only while nothing scrolls below them.
        block = "nearest" if "dialog" in within else "center"
        self.driver.execute_script(f"arguments[0].scrollIntoView({{ block: '{block}' }})", button)
        button.click()

    def press_in_more(self, text):
        """Press a button behind "More"."""
        if self.find("#more").get_attribute("hidden") is not None:
            self.press("More", ".page-end")
        self.press(text, "#more")

    def fill(self, selector, value):
        """Fill a field at once, as a phone's own pickers do."""
        self.driver.execute_script(
            "arguments[0].value = arguments[1]; for (const type of ['input', 'change']) arguments[0].dispatchEvent(new Event(type, { bubbles: true }))",
            self.find(selector), value,
        )  # fmt: skip

    def tick(self, key):
        self.driver.execute_script(
            "document.querySelector(`[data-application] [data-step='${arguments[0]}'] input`).click()", key
        )

    def is_ready(self):
        self.until("document.documentElement.dataset.engine === 'ready'")

    def is_saved(self):
        self.until("document.documentElement.dataset.saved === 'saved'")

    def has_status(self, key, status):
        self.until(
            "document.querySelector(`[data-application] [data-step='${arguments[0]}']`)?.dataset.status === arguments[1]", key, status
        )  # fmt: skip

    def downloaded(self, press):
        before = set(self.downloads.iterdir())
        press()
        WebDriverWait(self.driver, READY, 0.05).until(lambda _: self._new(before), message="nothing was downloaded")
        (path,) = self._new(before)
        return path

    def _new(self, before):
        return [path for path in self.downloads.iterdir() if path not in before and path.stat().st_size]


@pytest.fixture
def phone(environment, host, request):
    options = Options()
    options.binary_location = minibrowser()
    options.add_argument("--automation")
    service = Service(executable_path=shutil.which("WebKitWebDriver"), env=environment)
    driver = webdriver.WebKitGTK(options=options, service=service)
    try:
        driver.set_script_timeout(READY)
        driver.set_window_size(*NARROW)
        if not request.node.get_closest_marker("own_python"):
            # A cookie can be given only where it belongs.
            driver.get(f"{host['url']}/schema/record-1.json")
            driver.add_cookie({"name": COOKIE[0], "value": COOKIE[1]})
        yield Phone(driver, host["url"], environment["HOME"])
    finally:
        with contextlib.suppress(Exception):
            driver.quit()
