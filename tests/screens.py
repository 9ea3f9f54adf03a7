"""Takes the screenshots that the web app manifest shows: the checklist on a phone and at a desk."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests import cases
from tests.browser.engines import PROGRAMS
from tests.host import Handler, served

TARGET = Path(__file__).parents[1] / "docs/assets/screens"
SCREENS = {"phone": ({"width": 390, "height": 844}, 2), "desk": ({"width": 1280, "height": 800}, 1)}
RECORD = cases.record(cases.application(cases.interview(), employer="Northfield Library", role="Archivist"))


def main() -> None:
    """Serve the site as built, and take each picture on the evening of an interview."""
    TARGET.mkdir(exist_ok=True)
    with served(Handler) as host, sync_playwright() as playwright:
        base = host["url"]
        system = next(filter(None, map(shutil.which, PROGRAMS["chromium"])), None)
        browser = playwright.chromium.launch(executable_path=system, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        for name, (viewport, scale) in SCREENS.items():
            context = browser.new_context(
                viewport=viewport, device_scale_factor=scale, locale="en-GB", timezone_id="Europe/London"
            )
            page = context.new_page()
            page.clock.install(time="2026-11-20T16:05:00Z")
            page.goto(f"{base}/about/")
            page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(RECORD))
            page.goto(f"{base}/checklist/")
            page.locator('[data-step="r1/settle"][data-status="open"]').first.wait_for(state="attached")
            page.locator("#line text").first.wait_for()
            page.screenshot(path=TARGET / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
