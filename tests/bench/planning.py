"""How long planning takes, natively and in the browser's worker."""

import json
import statistics
import time
from datetime import UTC, datetime

from checklist_py import calendars
from checklist_py.bridge import Bridge
from checklist_py.build.assets import asset_urls
from checklist_py.build.runtime import LOCK
from checklist_py.core.rules.plan import plan
from tests import cases
from tests.test_bridge import told

PLAN_CODE = """
import time
from checklist_py import bridge
from checklist_py.bridge import reader
given, plan = [], reader.plan
reader.plan = lambda *arguments: given.append(arguments) or plan(*arguments)
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
        IN_WORKER, [{name: f"{base}{urls[name]}" for name in ("worker", "wasm", "second", "stdlib", "wheel")}, requests]
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
