"""From navigation to the first computed dates: a cold start, a second one, and one with a snapshot, beside stock Pyodide."""

import contextlib
import itertools
import os
import statistics
from pathlib import Path
from typing import NamedTuple

from tests import cases
from tests.bench.slowed import CPU_SLOWDOWN, Slowed, calibrated

RECORD = cases.record(cases.application(cases.interview()), region="GB-ENG")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
MEGABITS = (9, 1.6)
VISITS = ("cold", "second", "snapshot")
WANTED = {"cold": 0.26, "snapshot": 0.18}
"""Of stock's time, at 9 Mbit/s with the processor slowed."""

# Wait until there's one, and return its bytes: it's made some seconds after Python has come.
SNAPSHOT = """async () => {
  for (let turn = 0; turn < 300; turn += 1) {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const kept = (await Promise.all(caches_.map((each) => each.keys()))).flat();
    const snapshot = kept.find(({ url }) => url.includes("/snapshot?of="));
    if (snapshot) return (await (await caches.match(snapshot)).arrayBuffer()).byteLength;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("no snapshot was made");
}"""


class Start(NamedTuple):
    ms: float
    cpu_s: float
    """Of the page's process, worker included."""
    mb: float
    """Of memory in that process, what it shares with others by its part."""


def processes() -> dict[int, tuple[float, float]]:
    """Seconds of processor and megabytes of each renderer."""
    found = {}
    for pid in Slowed.renderers():
        with contextlib.suppress(OSError):
            ticks = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
            share = next(line for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() if "Pss:" in line)
            found[pid] = (sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), int(share.split()[1]) / 1024)
    return found


def started(context, url: str, megabits: float, slowed) -> Start:
    """Visit, until the first computed dates are on screen."""
    before = processes()
    with slowed:
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        speed = {"downloadThroughput": megabits * 1e6 / 8, "uploadThroughput": 750_000 / 8}
        session.send("Network.emulateNetworkConditions", {"offline": False, "latency": 85, **speed})
        page.goto(url, wait_until="commit")
        page.locator('[data-application] [data-step="r1/follow-up-1"][data-due]').wait_for(
            state="attached", timeout=180_000
        )
        took = page.evaluate("() => performance.getEntriesByName('checklist:planned')[0].startTime")
    used = [(cpu - before.get(pid, (0, 0))[0], memory) for pid, (cpu, memory) in processes().items()]
    page.close()
    return Start(took, *max(used))


def visits(browser, url: str, megabits: float, factor: float, *, is_stock: bool):
    """A new person's cold start, their second, and one after a snapshot has been made; stock Pyodide makes none."""
    context = browser.new_context(timezone_id="Europe/London", viewport={"width": 390, "height": 844})

    def aside(path: str, script: str) -> None:
        """Do something on a page that's gone before the next begins, as two would share a process."""
        page = context.new_page()
        page.goto(f"{url}{path}")
        page.evaluate(script, cases.as_text(RECORD))
        page.close()

    aside("about/", "text => localStorage.setItem('after-the-interview', text)")
    for visit in VISITS[: 2 if is_stock else 3]:
        if visit == "snapshot":
            aside("checklist/", SNAPSHOT)
        aside("about/", "() => localStorage.removeItem('after-the-interview:plan')")
        slowed = Slowed(factor) if factor > 1 else contextlib.nullcontext()
        yield visit, started(context, f"{url}checklist/", megabits, slowed)
    context.close()


def snapshot_size(browser, url: str) -> int:
    """How many bytes the snapshot has that a first visit leaves on the device."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{url}about/")
    page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(RECORD))
    page.goto(f"{url}checklist/")
    size: int = page.evaluate(SNAPSHOT)
    context.close()
    return size


def starts(browser, base: str) -> None:
    print(f"Kept on the device for the next start: a snapshot of {snapshot_size(browser, base):,} bytes")
    factors = {CPU_SLOWDOWN: calibrated(browser), 1: 1.0}
    print(f"From navigation to checklist:planned, medians of {ROUNDS} rounds, ours and stock in turn")
    for megabits, slowdown in itertools.product(MEGABITS, factors):
        found: dict[tuple[str, str], list[Start]] = {}
        for _, name in itertools.product(range(ROUNDS), ("ours", "stock")):
            url = base if name == "ours" else f"{base}stock/"
            for visit, start in visits(browser, url, megabits, factors[slowdown], is_stock=name == "stock"):
                found.setdefault((name, visit), []).append(start)
        print(f"  {megabits} Mbit/s, CPU {slowdown} times slower")
        stock = {visit: median(found["stock", visit]) for visit in VISITS[:2]}
        stock["snapshot"] = stock["second"]
        for (name, visit), all_of_it in found.items():
            this, ratio = median(all_of_it), median(all_of_it).ms / stock[visit].ms
            wanted = (
                WANTED.get(visit) if name == "ours" and (megabits, slowdown) == (MEGABITS[0], CPU_SLOWDOWN) else None
            )
            spread = sorted(round(each.ms) for each in all_of_it)
            print(
                f"    {name:<5} {visit:<8} {this.ms:7,.0f} ms {this.cpu_s:6.2f} s of CPU {this.mb:5.0f} MB"
                f"   ratio {ratio:.2f}{f' (at most {wanted})' if wanted else ''}   {spread}"
            )


def median(all_of_it: list[Start]) -> Start:
    return Start(*map(statistics.median, zip(*all_of_it, strict=True)))
