"""What every page and state is held to: no violation for axe, no scrolling sideways, targets of 44 pixels."""

from axe_playwright_python.sync_playwright import Axe

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}


def violations(page):
    # Half a megabyte, which a page needs once.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("options => axe.run(options).then(({ violations }) => violations)", OPTIONS)
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
