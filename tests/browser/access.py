"""What every page and state is held to: no violation for axe, no scrolling sideways, targets of 44 pixels.

Every page and state in both themes at three widths is what ``make states`` goes through. Otherwise axe sees each in light at
one width, and its colours, which alone are others in the dark, at another; and three in a row at all of them.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.engines import engine_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}

COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}

AXE = """([within, options]) => axe.run(document.querySelector("dialog[open]") ?? document.querySelector(within) ?? document, options)
  .then(({ violations }) => violations)"""


def violations(page, within="html", options=OPTIONS):
    """What axe finds within an element; behind an open dialog all is inert, and looked at without it."""
    # Half a megabyte, which a page needs once.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(AXE, [within, options])
    return [
        (rule["id"], node["html"][:200], node.get("failureSummary", "")[:300])
        for rule in found
        for node in rule["nodes"]
    ]


# The smallest phone, a desk, and a small window at 200 % zoom, which halves it.
SIZES = ({"width": 320, "height": 640}, {"width": 1280, "height": 800}, {"width": 640, "height": 400})


def looks_at(page, number, *, is_full):
    """In which theme and at which size axe looks at a page or state, by its number."""
    if engine_of(page) == "firefox":  # the same markup and styles; whether it fits is seen in both
        return []
    if is_full:
        return [(theme, size) for theme in ("light", "dark") for size in SIZES]
    return [("light", SIZES[number % 3]), ("dark", SIZES[(number + 1) % 3])]


def turn_to(page, theme):
    """Switch the theme, where the other is on. Without motion: no colour takes time to change."""
    scheme = {"light": "default", "dark": "slate"}[theme]
    page.evaluate(
        "scheme => { if (document.body.dataset.mdColorScheme !== scheme) document.querySelector('[data-switch-theme]').click(); }",
        scheme,
    )
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def check(page, number, name, within="html", *, is_full):
    """Hold a page or state to all of it, and leave it in light and at the smallest size."""
    page.emulate_media(reduced_motion="reduce")
    for size in SIZES:
        page.set_viewport_size(size)
        assert fits(page), (name, size)
    for theme, size in looks_at(page, number, is_full=is_full):
        page.set_viewport_size(size)
        turn_to(page, theme)
        options = COLOURS if theme == "dark" and not is_full else OPTIONS
        found = violations(page, "html" if is_full else within, options)
        assert found == [], (found, name, theme, size)
    page.set_viewport_size(SIZES[0])
    turn_to(page, "light")


def fits(page):
    return page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


TARGETS = """main button, main summary, main label.tick, main .button, .situations a, .onward a, .words a, .jump, .stages a, .lost a,
.top a, .top .top__button, .top summary, .foot a"""


def small_targets(page, targets):
    return page.evaluate(
        """targets => [...document.querySelectorAll(targets)]
        .filter(e => e.checkVisibility())
        .map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 30) || e.className])
        .filter(([box]) => box.height && (box.height < 43.9 || box.width < 43.9))
        .map(([box, name]) => `${name}: ${box.width}x${box.height}`)""",
        targets,
    )
