"""What the engines do otherwise when tests drive them. Everything else is the same suite.

Firefox is the system's own, as it is released, spoken to by WebDriver BiDi: what that cannot do yet is worked
round here, and a test that needs more says so with the marker ``lacks``.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Locator, Page

from tools.bootstrap import PROGRAMS

NO_NETWORK = "ERR_FAILED|ERR_INTERNET|Failed to fetch|NetworkError"
"""What engines log of a request that fails."""

DOWNLOADS = Path(tempfile.mkdtemp(prefix="downloads-"))
atexit.register(shutil.rmtree, DOWNLOADS, ignore_errors=True)


def launch_options(name: str) -> dict:
    """How to start an engine: the machine's own program where there is one."""
    system = next(filter(None, map(shutil.which, PROGRAMS[name])), None)
    found = {"executable_path": system} if system else {}
    # Each test compiles Python anew: what makes WebAssembly quick in the long run would take longer than the test.
    if name == "firefox":
        # And no test asks for the body of an answer, of which BiDi would have 200 MB kept.
        prefs = {"javascript.options.wasm_optimizingjit": False, "remote.network.maxTotalDataSize": 20_000_000}
        return {"channel": "moz-firefox", "firefox_user_prefs": prefs, "downloads_path": DOWNLOADS, **found}
    arguments = ["--disable-background-networking", "--disable-component-update", "--js-flags=--liftoff-only"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"args": arguments, **found}


def engine_of(page: Page) -> str:
    """Return ``chromium`` or ``firefox``."""
    browser = page.context.browser
    return browser.browser_type.name if browser else "chromium"


def downloaded(page: Page, press, timeout: float = 30_000) -> Path:
    """Return the file that a press of a button hands over, under the name that it has for the person."""
    if engine_of(page) == "firefox":
        # BiDi tells of no download, so there is no event to wait for: the folder is looked at until the file is there.
        # A pause between two looks is needed, and has to be Playwright's own: while it lasts, routes and other handlers
        # of the test are called, on which the download may depend.
        before = set(DOWNLOADS.iterdir())
        press()
        for turn in range(int(timeout / 50)):
            # An empty file may be one that is not written yet, or one that stays so.
            found = {path for path in DOWNLOADS.iterdir() if path not in before and (path.stat().st_size or turn > 20)}
            if found and not any(path.suffix == ".part" for path in found):
                (path,) = found
                return path.rename(_folder() / path.name)
            page.wait_for_timeout(50)
        raise AssertionError("nothing was downloaded")
    with page.expect_download(timeout=timeout) as download:
        press()
    path = _folder() / download.value.suggested_filename
    download.value.save_as(path)
    return path


def printed(page: Page) -> bytes:
    """Return the page as it goes to a printer, on A4, as a PDF. Playwright takes an inch for a centimetre in Firefox."""
    if engine_of(page) == "firefox":
        return page.pdf(width="21in", height="29.7in")
    return page.pdf(format="A4")


def _folder() -> Path:
    return Path(tempfile.mkdtemp(dir=DOWNLOADS))


def fill(field: Locator, value: str) -> None:
    """Fill a field; Firefox's ``fill`` puts a number behind the one that is there."""
    if engine_of(field.page) == "firefox" and field.get_attribute("type") == "number":
        field.press("Control+a")
        field.press("Delete")
        field.press_sequentially(value)
    else:
        field.fill(value)


def let_copy(page: Page) -> None:
    """Give leave to copy, where an engine without a window asks for it."""
    if engine_of(page) == "chromium":
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def pasted(page: Page) -> str:
    """Return what has been copied, by pasting it: reading the clipboard otherwise needs leave, which not all can give."""
    page.evaluate("""() => {
      const field = document.createElement("textarea");
      field.id = "pasted";
      (document.querySelector("dialog[open]") ?? document.body).append(field);
      field.focus();
    }""")
    page.keyboard.press("ControlOrMeta+v")
    text = page.locator("#pasted").input_value()
    page.evaluate("() => document.querySelector('#pasted').remove()")
    return text
