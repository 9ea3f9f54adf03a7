"""Criteria of WCAG that axe cannot see, and what a browser keeps: what the evidence page says, held on the pages themselves."""

import re

import pytest
from playwright.sync_api import expect

from checklist_py.build.evidence import Evidence
from checklist_py.core.record.preset import pack_preset
from tests import cases, presets
from tests.browser.access import fits
from tests.browser.checklist import READY, acme
from tests.browser.test_access import PAGES

pytestmark = pytest.mark.once("the markup and the styles are the same")

SAMPLE = ["/", "/checklist/", "/guide/thank-you/", "/messages/", "/timing/", "/advisers/", "/advisers/evidence/"]
"""A page of each kind."""

# https://www.w3.org/TR/WCAG22/#text-spacing
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
# Text that its own box, or one around it, hides a part of; what's there for screen readers alone is meant to be small.
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter((each) => {
  const style = getComputedStyle(each);
  const isHidden = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
  if (!isHidden || !each.checkVisibility() || style.clipPath !== "none" || !each.textContent.trim()) return false;
  return each.scrollHeight > each.clientHeight + 1 && style.overflowY !== "visible" && !each.matches(".md-search *");
}).map((each) => each.outerHTML.slice(0, 120))"""


def spaced(page):
    """Put the criterion's spacing on a page, which its policy lets no style element do."""
    page.evaluate(
        "(css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets.push(sheet); }",
        SPACED,
    )


@pytest.mark.parametrize("path", SAMPLE)
def test_wider_spacing_cuts_nothing_off(page, path):
    page.goto(path)
    page.evaluate("() => document.querySelectorAll('main details').forEach((each) => (each.open = true))")
    before = page.evaluate(CUT)
    spaced(page)
    assert fits(page)
    assert page.evaluate(CUT) == before


# Of what has the focus: its outline or that of what shows it, and whether it's itself that one would touch there.
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shows = [at, at.nextElementSibling, at.parentElement, at.closest("label")].filter(Boolean);
  // The link past the header is only there while it has the focus.
  const isSeen = at.matches(".md-skip") || shows.some((each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || each.matches(".md-search__form:focus-within");
  });
  const { x, y, width, height } = (at.getBoundingClientRect().width > 1 ? at : at.nextElementSibling ?? at).getBoundingClientRect();
  const points = [[x + width / 2, y + height / 2], [x + 3, y + 3], [x + width - 3, y + height - 3]];
  const isFree = points.some(([left, top]) => {
    const found = document.elementFromPoint(left, top);
    return found && shows.some((each) => each.contains(found) || found.contains(each));
  });
  return { name: at.outerHTML.slice(0, 100), isSeen, isFree, url: location.href };
}"""


@pytest.mark.parametrize("path", ["/checklist/", "/guide/thank-you/", "/advisers/evidence/"])
def test_the_focus_is_seen_wherever_it_goes_and_never_covered(page, path):
    """Round the whole page by Tab: every stop has an outline, nothing lies over it, and it leads nowhere by itself."""
    page.set_viewport_size({"width": 1280, "height": 800})
    # The search's shade takes a moment to fade.
    page.emulate_media(reduced_motion="reduce")
    page.goto(path)
    if path == "/checklist/":
        expect(page.locator("#checklist.is-live")).to_be_attached()
        expect(page.locator(".is-settling")).to_have_count(0)
    url, seen = page.url, []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (seen and stop["name"] == seen[0]):
            break
        seen.append(stop["name"])
        assert stop["isSeen"], stop
        assert stop["isFree"], stop
        assert stop["url"] == url
    else:
        raise AssertionError("the keyboard never gets round")
    assert len(seen) > 10


def test_the_first_tab_leads_past_the_header(page):
    page.goto("/guide/thank-you/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    expect(page.locator(".md-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


# Controls with a name of their own that lacks the words one sees in them; signs aside.
UNLIKE = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")].flatMap((each) => {
  const name = each.getAttribute("aria-label");
  const plain = (text) => text.toLowerCase().replace(/[^\\p{L}\\p{N}]+/gu, " ").trim();
  if (name === null || !each.checkVisibility()) return [];
  return plain(name).includes(plain(each.innerText)) ? [] : [`${name}: ${each.innerText}`];
})"""


def test_what_is_said_aloud_begins_with_or_holds_what_is_seen(checklist):
    for path in PAGES:
        checklist.page.goto(path)
        assert checklist.page.evaluate(UNLIKE) == [], path
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    assert checklist.page.evaluate(UNLIKE) == []


def test_the_evidence_is_short_until_a_part_of_it_is_opened(page):
    page.goto("/advisers/evidence/")
    assert page.evaluate("document.documentElement.scrollHeight / innerHeight") <= 8
    page.get_by_text("All 55 criteria").click()
    page.get_by_role("link", name="Test 1", exact=True).first.click()
    expect(page.locator("#test-1")).to_be_in_viewport()


KEPT = """async () => ({
  localStorage: Object.keys(localStorage),
  sessionStorage: Object.keys(sessionStorage),
  IndexedDB: (await indexedDB.databases()).map(({ name }) => name),
  cookies: document.cookie,
})"""


def is_named(where, name):
    for row in Evidence().data["stored"]:
        for told in (row["name"], *row.get("also", ())):
            start, _, end = told.partition("…")
            is_told = name == told or ("…" in told and name.startswith(start) and name.endswith(end))
            if row["where"] == where and is_told:
                return True
    return False


def test_nothing_is_kept_that_the_evidence_does_not_name(checklist):
    page = checklist.page
    checklist.open_with(
        cases.record(acme()["applications"][0], cases.application(cases.interview(), id="b", employer="Beta"))
    )
    checklist.has_status("r1/settle", "open")
    checklist.tab("Acme").click()
    checklist.box("r1/settle").check()
    checklist.is_saved()
    checklist.fact("Notes Acme, Analyst").click()
    page.get_by_role("dialog", name="Notes").get_by_role("textbox").first.fill("Calm")
    page.keyboard.press("Escape")
    page.goto("/")
    page.get_by_role("button", name="Switch to the dark theme").click()
    page.goto("/advisers/")
    page.get_by_label("Name of your centre").fill("Northgate Careers")
    expect(page.get_by_label("The link for your students")).to_have_value(re.compile("#preset=1."), timeout=READY)
    page.goto(f"/checklist/#preset={pack_preset(presets.whole())}")
    page.get_by_role("button", name="Use these rules").click()
    checklist.has_status("r1/thank-you-email", "open")
    checklist.is_saved()
    kept = page.evaluate(KEPT)
    # The test's own server is asked for another Python by a cookie of that server's.
    assert [each for each in kept.pop("cookies").split("; ") if each and "python" not in each] == []
    assert kept["localStorage"]
    assert kept["IndexedDB"]
    assert [(where, name) for where, names in kept.items() for name in names if not is_named(where, name)] == []


@pytest.mark.own_python
def test_a_reader_who_enters_nothing_leaves_nothing_of_theirs_behind(page):
    for path in ("/", "/guide/thank-you/", "/messages/", "/checklist/"):
        page.goto(path)
    expect(page.locator("html")).to_have_attribute("data-engine", "ready", timeout=READY)
    kept = page.evaluate(KEPT)
    assert kept["cookies"] == ""
    assert kept["localStorage"] == []
    assert set(kept["sessionStorage"]) <= {"after-the-interview:here", "after-the-interview:names"}
    # The database is there, and empty.
    count = """() => new Promise((resolve) => { const asked = indexedDB.open("after-the-interview"); asked.onsuccess = async () => {
      const stores = [...asked.result.objectStoreNames];
      const all = await Promise.all(stores.map((name) => new Promise((done) => { asked.result.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => done(target.result); })));
      resolve(JSON.stringify(all)); }; })"""
    assert "employer" not in page.evaluate(count)
