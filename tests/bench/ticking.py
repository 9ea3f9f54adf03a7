"""How soon a tick is on screen, with the page's own processor four times slower: for 1, 20 and 500 applications."""

import statistics

from tests import cases
from tests.bench.planning import many

SLOWDOWN = 4
"""DevTools' own throttling, which reaches the page's main thread, where all of this happens."""

ONE_FRAME, TENTH = 1000 / 60, 100

# The date alone: a clock that stands in for the browser's own takes time at each timer.
AT = """{
  const [Real, ahead] = [Date, Date.parse("2026-11-20T09:00:00Z") - Date.now()];
  globalThis.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
}"""

TICKS = """async (count) => {
  const times = [];
  const left = (stage) => stage.querySelector(".row:not(.is-away) input:not(:checked)");
  const next = () => {
    const stages = [...document.querySelectorAll("#applications details.stage")].filter((each) => each.checkVisibility());
    const open = stages.find((each) => each.open && left(each));
    if (open) return left(open);
    const folded = stages.find(left);
    folded.querySelector("summary").click();
    document.body.offsetHeight;
    return left(folded);
  };
  for (let tick = 0; tick < count; tick += 1) {
    const box = next();
    const before = performance.now();
    box.click();
    // Styles and layout are part of it: what is left after this is the browser's own painting.
    document.body.offsetHeight;
    times.push(performance.now() - before);
    // The plan of this tick comes in before the next one.
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
  return times;
}"""


def ticking(browser, base: str) -> None:
    print(f"\nFrom a tick to the screen, processor {SLOWDOWN} times slower, ms, median of 9")
    for count, budget in ((1, ONE_FRAME), (20, ONE_FRAME), (500, TENTH)):
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.add_init_script(AT)
        page.goto(f"{base}about/")
        page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(many(count)))
        page.goto(f"{base}checklist/")
        planned = page.locator('[data-application="a0"] [data-step="r24/follow-up-1"][data-due]')
        planned.wait_for(state="attached", timeout=120_000)
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        # The first makes the browser compile what it runs.
        times = page.evaluate(TICKS, 10)[1:]
        print(
            f"  {count:>3} applications of 3 interviews   {statistics.median(times):8.1f}   budget {budget:5.1f}   most {max(times):6.1f}"
        )
        page.close()
