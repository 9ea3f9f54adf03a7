"""Makes the profile anew: which functions of Pyodide's WebAssembly the page's requests call, in Node and in browsers.

make profile
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from checklist_py.build.halves.build import SECOND, WASM, halves_folder
from checklist_py.build.halves.counting import counting
from checklist_py.build.halves.module import Module
from checklist_py.build.halves.profile import PROFILE, write_profile
from checklist_py.build.tools import node_package
from tests import cases
from tests.browser.engines import launch_options
from tests.browser.test_parity import requests
from tests.halves.running import counted, ran
from tests.halves.workload import workload


def called() -> set[int]:
    """Return the functions that were called, of a module that isn't split."""
    found: set[int] = set()
    with tempfile.TemporaryDirectory() as scratch:
        marked = Path(scratch) / WASM
        marked.write_bytes(counting(Module((halves_folder() / WASM).read_bytes())))
        second, snapshot = halves_folder() / SECOND, Path(scratch) / "snapshot"
        for how in ({"snapshot": snapshot}, {"begun": snapshot}):
            told = ran(workload(), marked, second=second, **how)
            if told["failed"]:
                raise RuntimeError(told["failed"])
            found.update(told["called"])
            print(f"node: {len(told['replies'])} requests, {len(found)} functions")
        # Browsers start Python a little differently, and from then on do as Node does.
        some = list(requests(cases.PARITY[::30]))
        with sync_playwright() as playwright:
            for name in ("chromium", "firefox"):
                browser = getattr(playwright, name).launch(**launch_options(name))
                others = counted(browser, some, marked.read_bytes()) - found
                browser.close()
                found |= others
                print(f"{name}: {len(others)} more")
    return found


def main() -> None:
    before = PROFILE.read_text(encoding="utf-8") if PROFILE.exists() else None
    # Without a profile nothing is split, and one of another Pyodide would end the build.
    PROFILE.unlink(missing_ok=True)
    try:
        text = write_profile(called(), (node_package("pyodide") / WASM).read_bytes())
    except BaseException:
        if before is not None:
            PROFILE.write_text(before, encoding="utf-8")
        raise
    PROFILE.write_text(text, encoding="utf-8")
    print("the same as before" if text == before else f"written to {PROFILE.name}: build the site again")


if __name__ == "__main__":
    sys.exit(main())
