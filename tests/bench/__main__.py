"""The numbers: sizes over the wire, cold and second start against stock Pyodide, and planning.

    make bench

Everything is measured on the site as built, served from here with brotli and cache headers,
in the Chromium of the tests. Variants run interleaved, so that what the machine does besides
falls on all alike; what counts is the ratio.
"""

import contextlib
import http.server
import itertools
import json
import os
import re
import shutil
import signal
import statistics
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import brotli
from playwright.sync_api import sync_playwright

from checklist_py import calendars
from checklist_py.bridge import Bridge
from checklist_py.build.assets import asset_urls, early_script
from checklist_py.build.cache import CACHE, digest
from checklist_py.build.runtime import LOCK
from checklist_py.build.tools import node_package
from checklist_py.build.wheel import browser_sources
from checklist_py.core.plan import plan
from tests import cases
from tests.browser.conftest import BROWSERS
from tests.test_bridge import told

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
CPU_SLOWDOWN = 4
LINK = {"offline": False, "latency": 85, "downloadThroughput": 9_000_000 / 8, "uploadThroughput": 750_000 / 8}
TYPES = {".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
         ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2"}  # fmt: skip

STOCK_WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href });
const response = await fetch(new URL("./sources.json", import.meta.url));
for (const [name, text] of Object.entries(await response.json())) {
  python.FS.mkdirTree("/home/pyodide/" + name.split("/").slice(0, -1).join("/"));
  python.FS.writeFile("/home/pyodide/" + name, text);
}
const { handle } = python.pyimport("checklist_py.bridge");
addEventListener("message", ({ data }) => postMessage({ id: data.id, reply: handle(data.request) }));
postMessage({ stage: "ready" });
"""


STOCK_EARLY = """
const url = new URL("../runtime/worker.js", location.href).href;
const worker = new Worker(URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" })), { type: "module" });
const launched = (globalThis.firstWorker = { worker, heard: [] });
worker.onmessage = (event) => launched.heard.push(event);
"""


# Our own runtime bundle, with Python left at hand: times plan() alone, as Python's clock sees it.
PLAN_WORKER = """
import { loadPyodide } from "./pyodide.mjs";
addEventListener("message", async ({ data }) => {
  const wheel = new Uint8Array(await (await fetch(data.wheel)).arrayBuffer());
  const python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href, stdLibURL: data.stdlib,
    lockFileURL: data.lock, env: { HOME: "/home", PYTHONTZPATH: "" } });
  python.FS.writeFile("/lib/checklist.whl", wheel);
  python.runPython("import sys; sys.path.append('/lib/checklist.whl')");
  python.globals.set("text", data.text);
  postMessage(python.runPython(data.code));
});
"""

PLAN_CODE = """
import time
from checklist_py import bridge
given, plan = [], bridge.plan
bridge.plan = lambda *arguments: given.append(arguments) or plan(*arguments)
bridge.handle(text)
times = []
for _ in range(15):
    before = time.perf_counter()
    for _ in range(20):
        plan(*given[0])
    times.append((time.perf_counter() - before) * 1000 / 20)
sorted(times)[7]
"""

PLAN_PAGE = """(told) => new Promise((resolve, reject) => {
  const thread = new Worker(told.worker, { type: "module" });
  thread.onmessage = ({ data }) => resolve(data);
  thread.onerror = () => reject(new Error("the worker failed"));
  thread.postMessage(told);
})"""


def compressed(path: Path) -> bytes:
    """Return a file under brotli, kept from run to run."""
    data = path.read_bytes()
    kept = CACHE / "brotli" / digest([data])
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(brotli.compress(data))
    return kept.read_bytes()


def weight(*paths: Path) -> int:
    return sum(len(compressed(path)) for path in paths)


def stock_folder() -> Path:
    """The stock distribution as npm ships it, and our sources as they are."""
    folder = CACHE / "bench-stock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", LOCK):
        shutil.copyfile(node_package("pyodide") / name, folder / name)
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in browser_sources()}
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    (folder / "worker.js").write_text(STOCK_WORKER, encoding="utf-8")
    (folder / "plan.js").write_text(PLAN_WORKER, encoding="utf-8")
    return folder


class Slowed(threading.Thread):
    """Slows the browser's renderers, worker and compile threads included, by stopping them for most of the time.

    The DevTools' own throttling reaches the main thread alone.
    """

    SLICE = 0.004

    def __init__(self, factor: float) -> None:
        super().__init__(daemon=True)
        self.factor = factor
        self.is_over = threading.Event()

    @staticmethod
    def renderers() -> list[int]:
        """The renderers of this benchmark's own browser: no other process is ever stopped."""
        parents, found = {}, []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if b"--type=renderer" in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))

        def is_ours(pid: int) -> bool:
            while pid > 1 and pid != os.getpid():
                pid = parents.get(pid, 0)
            return pid == os.getpid()

        return [pid for pid in found if is_ours(pid)]

    def signal(self, pids: list[int], number: int) -> None:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def run(self) -> None:
        ran = stopped = 0.0
        pids: list[int] = []
        before = time.perf_counter()
        for turn in itertools.count():
            if self.is_over.is_set():
                return
            if turn % 4 == 0:
                pids = self.renderers()
            self.signal(pids, signal.SIGSTOP)
            halted = time.perf_counter()
            ran += halted - before
            # The sleeps are the slowing itself; nothing waits on them for a state to come about.
            # However late the machine wakes this thread, the shares come out right in the sum.
            time.sleep(max(0.0, ran * (self.factor - 1) - stopped))
            self.signal(pids, signal.SIGCONT)
            before = time.perf_counter()
            stopped += before - halted
            time.sleep(self.SLICE)

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.join()


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves the site, brotli for all that is not compressed yet; ``/stock/…`` is the same site on stock Pyodide."""

    protocol_version = "HTTP/1.1"
    stock: Path

    def do_GET(self) -> None:  # the library's name
        path = self.path.partition("?")[0].lstrip("/")
        is_stock = path.startswith("stock/")
        if is_stock:
            path = path.removeprefix("stock/")
        file = self.stock / path.removeprefix("runtime/") if is_stock and path.startswith("runtime/") else SITE / path
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        is_packed = file.suffix == ".woff2"
        if is_stock and file.name == "index.html":
            html = file.read_text(encoding="utf-8")
            # Stock Pyodide sets out as early as ours, and fetches its own files when it wants them.
            html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]+>', "", html)
            html = html.replace(f"<script>{early_script()}</script>", f"<script>{STOCK_EARLY}</script>")
            body = brotli.compress(html.encode(), quality=9)
        else:
            body = file.read_bytes() if is_packed else compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        if not is_packed:
            self.send_header("Content-Encoding", "br")
        self.send_header(
            "Cache-Control", "no-cache" if file.suffix == ".html" else "public, max-age=31536000, immutable"
        )
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def sizes() -> None:
    html = SITE / "checklist/index.html"
    linked = re.findall(
        r'<(?:link rel="stylesheet" href|script[^>]* src)="\.\./([^"]+)"', html.read_text(encoding="utf-8")
    )
    ours = weight(*(SITE / name for name in linked if name.startswith("assets/app/")))
    urls = asset_urls()
    names = ("worker", "wasm", "stdlib", "wheel")
    parts = {name: weight(SITE / urls[name]) for name in names}
    fonts = sum(path.stat().st_size for path in (SITE / "assets/app").glob("*.woff2"))
    print("Over the wire, brotli, bytes")
    print(
        f"  before the first tick (HTML, CSS, JS)  {weight(html, *(SITE / name for name in linked)):>9,}   budget   120,000"
    )
    print(f"    of which ours                        {ours:>9,}   budget    25,000")
    print(f"  Python and all it needs                {sum(parts.values()):>9,}   budget 2,950,000   {parts}")
    print(f"  typefaces, beside these                {fonts:>9,}")


def start_time(context, url: str) -> float:
    """Milliseconds from navigation to the first computed dates on screen."""
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINK)
    page.goto(url, wait_until="commit")
    page.locator('[data-application] [data-step="r1/follow-up-1"][data-due]').wait_for(
        state="attached", timeout=180_000
    )
    took = page.evaluate("() => performance.getEntriesByName('checklist:planned')[0].startTime")
    page.close()
    return took


LOOP = """() => new Promise((resolve) => {
  const code = "let x = 0; const spin = () => { for (let n = 0; n < 2e8; n += 1) x = (x * 31 + n) | 0; };" +
    "spin(); const before = performance.now(); spin(); postMessage(performance.now() - before);";
  const thread = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  thread.onmessage = ({ data }) => { thread.terminate(); resolve(data); };
})"""


def calibrated(browser) -> float:
    """The share of standstill with which a loop in a worker takes four times as long, found by trying."""
    page = browser.new_page()

    def loop() -> float:
        return statistics.median(page.evaluate(LOOP) for _ in range(3))

    free, factor, by = loop(), float(CPU_SLOWDOWN), 0.0
    for _ in range(8):
        with Slowed(factor):
            by = loop() / free
        if abs(by - CPU_SLOWDOWN) < 0.15:
            break
        factor = 1 + (factor - 1) * (CPU_SLOWDOWN - 1) / (by - 1)
    page.close()
    print(f"\nCPU slowed: a loop in a worker takes {by:.2f} times as long")
    return factor


def starts(browser, base: str) -> None:
    record = cases.as_text(cases.record(cases.application(cases.interview()), region="GB-ENG"))
    found: dict[tuple[str, str], list[float]] = {}
    factor = calibrated(browser)
    for _ in range(ROUNDS):
        for name, prefix in (("ours", ""), ("stock", "stock/")):
            context = browser.new_context(timezone_id="Europe/London", viewport={"width": 390, "height": 844})
            page = context.new_page()
            page.goto(f"{base}{prefix}about/")
            page.evaluate("text => localStorage.setItem('after-the-interview', text)", record)
            page.close()
            for visit in ("cold", "second"):
                clear = context.new_page()
                clear.goto(f"{base}{prefix}about/")
                clear.evaluate("() => localStorage.removeItem('after-the-interview:plan')")
                clear.close()
                with Slowed(factor):
                    took = start_time(context, f"{base}{prefix}checklist/")
                found.setdefault((name, visit), []).append(took)
            context.close()
    print(f"From navigation to checklist:planned, ms, 9 Mbit/s, median of {ROUNDS}, interleaved")
    for visit, budget in (("cold", 0.40), ("second", 0.50)):
        ours, stock = (statistics.median(found[name, visit]) for name in ("ours", "stock"))
        spread = {name: [round(value) for value in found[name, visit]] for name in ("ours", "stock")}
        print(
            f"  {visit:<8} ours {ours:7,.0f}   stock {stock:7,.0f}   ratio {ours / stock:.2f}   budget {budget:.2f}   {spread}"
        )


def many(count: int) -> dict:
    rounds = [cases.interview(f"2026-11-{day}T15:00", id=f"r{day}") for day in (10, 17, 24)]
    return cases.record(*({"id": f"a{number}", "rounds": rounds} for number in range(count)))


def timed(call, least: int = 5) -> float:
    """The median of several calls, in milliseconds."""
    values = []
    for _ in range(least):
        before = time.perf_counter()
        call()
        values.append((time.perf_counter() - before) * 1000)
    return statistics.median(values)


IN_WORKER = """async ([urls, requests]) => {
  const code = `const urls = ${JSON.stringify(urls)}; self.early = { urls, wasm: WebAssembly.compileStreaming(fetch(urls.wasm)),
    stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) }; import(urls.worker);`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const thread = new Worker(url, { type: "module" });
  const next = () => new Promise((resolve) => { thread.onmessage = ({ data }) => { if (data.stage === "ready" || data.reply) resolve(data); else next().then(resolve); }; });
  await next();
  const medians = [];
  for (const request of requests) {
    const times = [];
    for (let n = 0; n < 5; n += 1) {
      const before = performance.now();
      thread.postMessage({ id: n, request });
      await next();
      times.push(performance.now() - before);
    }
    medians.push(times.sort((a, b) => a - b)[2]);
  }
  return medians;
}"""


def planning(browser, base: str) -> None:
    now = datetime(2026, 11, 20, 9, tzinfo=UTC)
    one = cases.record(cases.application(cases.interview()))
    needed = calendars.calendars_for(one)
    print("\nPlanning, ms, median of 5")
    print(
        f"  plan() natively, 1 application of 1 round          {timed(lambda: plan(one, now, needed), 200):8.2f}   budget 3"
    )
    documents = [one, *(many(count) for count in (1, 125, 250, 500))]
    requests = [
        json.dumps({"op": "plan", "record": cases.as_text(d), "now": "2026-11-20T09:00:00Z", **told(d)})
        for d in documents
    ]
    bridge = Bridge()
    native = [timed(lambda text=text: bridge.handle(text)) for text in requests]
    page = browser.new_page()
    page.goto(f"{base}about/")
    urls = asset_urls()
    worker = page.evaluate(
        IN_WORKER, [{name: f"{base}{urls[name]}" for name in ("worker", "wasm", "stdlib", "wheel")}, requests]
    )
    told_worker = {
        "worker": f"{base}stock/runtime/plan.js",
        "text": requests[0],
        "code": PLAN_CODE,
        "lock": f"{base}{urls['wheel'].rpartition('/')[0]}/{LOCK}",
        **{name: f"{base}{urls[name]}" for name in ("stdlib", "wheel")},
    }
    there = page.evaluate(PLAN_PAGE, told_worker)
    print(f"  plan() in the worker, the same                     {there:8.2f}   budget 3")
    page.close()
    names = ["1 of 1 round", "1 of 3", "125 of 3", "250 of 3", "500 of 3"]
    for name, here, there in zip(names, native, worker, strict=True):
        print(f"  whole request, {name:<14} natively {here:9.2f}   in the worker {there:9.2f}")
    print(
        f"  500 against 125: natively x{native[4] / native[2]:.1f}, in the worker x{worker[4] / worker[2]:.1f} (linear is x4)"
    )


def main() -> None:
    Handler.stock = stock_folder()
    for path in [*SITE.rglob("*"), *Handler.stock.iterdir()]:
        if path.is_file() and path.suffix in {".html", ".js", ".mjs", ".css", ".wasm", ".zip", ".whl"}:
            compressed(path)
    sizes()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        planning(browser, base)
        starts(browser, base)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
