"""What every page and state is held to: no violation for axe, no scrolling sideways, targets of 44 pixels."""

from axe_playwright_python.sync_playwright import Axe

from tests.browser.engines import engine_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"runOnly": ["color-contrast"]}
"""The dark theme differs from the light one in its colours alone."""


def violations(page):
    """Return what axe finds. It reads the document, which is the same in every engine: Chromium stands for all."""
    if engine_of(page) != "chromium":
        return []
    is_dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    options = CONTRAST if is_dark else {"runOnly": {"type": "tag", "values": TAGS}}
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "options => axe.run(options).then(({ violations }) => violations)", {**options, "resultTypes": ["violations"]}
    )
    return [
        (rule["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for rule in found
        for node in rule["nodes"]
    ]


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


TARGETS = """main button, main summary, main label.tick, main .button, .situations a, .onward a, .words a, .jump, .stages a, .lost a,
.messages__list a, .top a, .top button[data-open-search], .top .md-header__button, .top summary, .foot a"""


def small_targets(page, targets):
    return page.evaluate(
        """targets => [...document.querySelectorAll(targets)]
        .filter(e => e.checkVisibility())
        .map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 30) || e.className])
        .filter(([box]) => box.height && (box.height < 43.9 || box.width < 43.9))
        .map(([box, name]) => `${name}: ${box.width}x${box.height}`)""",
        targets,
    )
