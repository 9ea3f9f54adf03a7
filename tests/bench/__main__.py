"""The numbers: sizes over the wire, cold and second start against stock Pyodide, planning, and a cohort's files.

    make bench

Everything is measured on the site as built, served from here with brotli and cache headers,
in the Chromium of the tests. Variants run interleaved, so that what the machine does besides
falls on all alike; what counts is the ratio.
"""

import os
import re
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

from checklist_py.build.assets import asset_urls, theme_styles
from tests.bench.cohort import cohort
from tests.bench.planning import planning
from tests.bench.server import SITE, Handler, compressed, stock_folder
from tests.bench.start import starts
from tests.bench.ticking import ticking
from tests.browser.engines import PROGRAMS
from tests.host import Server


def weight(*paths: Path) -> int:
    return sum(len(compressed(path)) for path in paths)


def sizes() -> None:
    html = SITE / "checklist/index.html"
    linked = re.findall(
        r'<(?:link rel="stylesheet" href|script[^>]* src)="\.\./([^"]+)"', html.read_text(encoding="utf-8")
    )
    ours = weight(*(SITE / name for name in linked if name.startswith("assets/app/")))
    ours -= weight(*theme_styles().values())
    urls = asset_urls()
    names = ("worker", "wasm", "stdlib", "wheel")
    parts = {name: weight(SITE / urls[name]) for name in names}
    fonts = sum(path.stat().st_size for path in (SITE / "assets/app").glob("*.woff2"))
    print("Over the wire, brotli, bytes")
    print(
        f"  before the first tick (HTML, CSS, JS)  {weight(html, *(SITE / name for name in linked)):>9,}   budget   120,000"
    )
    print(f"    of which ours                        {ours:>9,}   budget    45,000")
    print(f"  Python and all it needs                {sum(parts.values()):>9,}   budget 1,350,000   {parts}")
    second = weight(SITE / urls["second"])
    print(f"  WebAssembly's second half, afterwards  {second:>9,}")
    print(f"  typefaces, beside these                {fonts:>9,}")


def main() -> None:
    Handler.stock = stock_folder()
    for path in [*SITE.rglob("*"), *Handler.stock.iterdir()]:
        if path.is_file() and path.suffix in {".html", ".js", ".mjs", ".css", ".wasm", ".zip", ".whl"}:
            compressed(path)
    sizes()
    cohort()
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    executable = next(filter(None, map(shutil.which, PROGRAMS["chromium"])), None)
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        planning(browser, base)
        ticking(browser, base)
        starts(browser, base)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
