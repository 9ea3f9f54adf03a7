"""From navigation to the first computed dates: cold and second start, ours against stock Pyodide."""

import os
import statistics

from tests import cases
from tests.bench.slowed import Slowed, calibrated

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
LINK = {"offline": False, "latency": 85, "downloadThroughput": 9_000_000 / 8, "uploadThroughput": 750_000 / 8}


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
