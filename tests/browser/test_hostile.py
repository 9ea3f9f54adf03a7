"""Whatever comes by file, by link or into either store: refused with its place and a reason, with all that was there as it was."""

import base64
import json

import pytest
from playwright.sync_api import expect

from checklist_py.calendars import KNOWN
from checklist_py.core.record.document import RecordError, load
from tests import cases, hostile
from tests.browser import durable
from tests.browser.answers import ANSWERS
from tests.browser.checklist import READY, acme
from tests.browser.durable import LOCAL

pytestmark = [
    pytest.mark.own_python,
    pytest.mark.later,
    pytest.mark.once("the page’s own rules, which are the same everywhere"),
]

SHOWN = 8

BY_FILE = """(base64) => {
  const input = document.querySelector("#restore-file");
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], "backup.json"));
  input.files = files.files;
  input.dispatchEvent(new Event("change"));
}"""
BY_LINK = "(packed) => { location.hash = `restore=${packed}` }"

# Puts each thing where another program might, and waits until the page, which opened this one, has its own again.
# Returns what was set aside each time, and what the page said of it.
IN_STORE = (
    f"""async (put, texts) => {{
  const list = {LOCAL};"""
    """
  const KEY = "after-the-interview";
  const aside = () => Object.keys(localStorage).filter((each) => each.startsWith(`${KEY}:set-aside:`));
  const { documentElement: root, body } = opener.document;
  const own = list();
  const kept = [];
  for (const text of texts) {
    await put(text);
    for (const end = Date.now() + 20_000; ; ) {
      if (aside().length && list() === own && root.dataset.saved === "saved") break;
      if (Date.now() > end) throw new Error(`${root.dataset.saved}, ${aside().length} set aside, ${list() === own ? "own" : "another"} list: ${text.slice(0, 200)}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const [key] = aside();
    kept.push([localStorage.getItem(key), body.querySelector("#notices").textContent]);
    localStorage.removeItem(key);
  }
  return kept;
}"""
)
TO_LOCAL = "(text) => localStorage.setItem('after-the-interview', text)"
TO_DURABLE = durable.TOLD


def handed(checklist, way, things):
    return checklist.page.evaluate(f"(things) => ({ANSWERS})('#restore', {way}, things)", things)


def put_in(checklist, way, texts):
    """Let another page of this browser put each text into a store; return what was kept of it, and what was said."""
    with checklist.page.expect_popup() as opened:
        checklist.page.evaluate("() => void window.open('/schema/record-1.json')")
    try:
        return opened.value.evaluate(f"(texts) => ({IN_STORE})({way}, texts)", texts)
    finally:
        opened.value.close()


def native_faults(case):
    with pytest.raises(RecordError) as caught:
        load(case.data, KNOWN)
    lines = [f"{fault.path}: {fault.reason}" for fault in caught.value.faults]
    return lines[:SHOWN] + ([f"and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])


def answers_as_python_does(case, said):
    """What is too large, too deep or no UTF-8 is refused before it reaches Python, in other words."""
    if case.path == "record":
        assert [line.split(":")[0] for line in said] == ["record"], case.name
    else:
        assert said == native_faults(case), case.name


def is_alive(checklist):
    assert checklist.page.evaluate("() => [{}.polluted, typeof hacked]") == [None, "undefined"]
    checklist.is_ready()
    checklist.box("r1/settle").check()
    checklist.is_saved()
    checklist.has_status("r1/settle", "done")
    assert checklist.page.evaluate(durable.KEPT)["text"] == checklist.page.evaluate(LOCAL)


@pytest.fixture
def kept(checklist):
    """A list in both stores, which is there byte for byte afterwards, on a page that goes on."""
    checklist.open_with(json.dumps(acme(id="acme"), separators=(",", ":")))
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    before = checklist.page.evaluate(LOCAL)
    assert checklist.page.evaluate(durable.KEPT)["text"] == before
    yield checklist
    assert checklist.page.evaluate(LOCAL) == before
    is_alive(checklist)


# The page asks for time zones and regions that a record names, and there are none of those names.
@pytest.mark.provokes("404")
def test_a_file_is_refused_with_its_faults(kept):
    """Every other one of those about single fields; the command line is given all of them."""
    before = kept.page.evaluate(durable.KEPT)
    refused = [case for index, case in enumerate(hostile.refused()) if " = " not in case.name or index % 2]
    said = handed(kept, BY_FILE, [base64.b64encode(case.data).decode() for case in refused])
    assert len(said) == len(refused)
    for case, lines in zip(refused, said, strict=True):
        answers_as_python_does(case, lines)
    assert kept.page.evaluate(durable.KEPT) == before


# A browser lets a page change its address a hundred times in ten seconds: every fourth of those about fields, in parts.
LINKED = [case for index, case in enumerate(hostile.refused()) if " = " not in case.name or index % 4 == 0]


@pytest.mark.provokes("404")
@pytest.mark.parametrize("part", [0, 1])
def test_a_link_is_refused_with_its_faults(kept, part):
    before = kept.page.evaluate(durable.KEPT)
    linked = LINKED[part::2]
    for case, lines in zip(linked, handed(kept, BY_LINK, [case.link for case in linked]), strict=True):
        if case.source and lines[0].startswith("link: "):
            # What is no UTF-8, or becomes too large, is refused as a link.
            assert case.path == "record", case.name
        else:
            answers_as_python_does(case, lines)
    assert "#" not in kept.page.url
    assert kept.page.evaluate(durable.KEPT) == before


def test_a_link_that_is_none_is_refused(kept):
    said = handed(kept, BY_LINK, list(hostile.LINKS.values()))
    assert [lines[0].split(":")[0] for lines in said] == ["link"] * len(hostile.LINKS)


# A zone or a region that is not known here may be a new one: such a list is kept, and the page says what it cannot work out.
TEXTS = [
    case
    for case in hostile.refused()
    if isinstance(case.source, str) and not case.path.endswith(("time_zone", "region"))
]


@pytest.mark.provokes("404")
@pytest.mark.parametrize("way", [TO_LOCAL, TO_DURABLE], ids=["localStorage", "IndexedDB"])
def test_in_a_store_it_is_set_aside_and_the_list_stays(kept, way):
    # Half of those about single fields each.
    half = way == TO_DURABLE
    texts = [case for index, case in enumerate(TEXTS) if " = " not in case.name or index % 2 == half]
    found = put_in(kept, way, [case.source for case in texts])
    for case, (text, said) in zip(texts, found, strict=True):
        assert text == case.source or json.loads(text) == json.loads(case.source), case.name
        # What is no record at all has no places in it.
        assert case.path in ("record", "format", "version") or case.path in said, (case.name, said)


def test_what_is_no_copy_at_all_counts_as_none(checklist):
    with checklist.without_python():
        checklist.open_with(acme())
        checklist.is_saved()
        for name, value in hostile.KEPT.items():
            before = checklist.page.evaluate(LOCAL)
            checklist.page.evaluate(f"() => ({durable.PUT})({value})")
            checklist.open()
            checklist.box("r1/settle").click()
            checklist.is_saved()
            after = checklist.page.evaluate(LOCAL)
            assert checklist.page.evaluate(durable.KEPT)["text"] == after != before, name


# --- texts that a joker types --------------------------------------------------------------


def test_a_jokers_text_is_shown_as_text(checklist):
    """In the dialog that says what a link brings, and in every place of the list that shows it."""
    checklist.open_with(acme(id="other"))
    checklist.is_ready()
    page = checklist.page
    dialog = page.get_by_role("dialog", name="Restore")
    made = page.locator("#applications, #next-action, #line, #more, #restore").locator(
        "img, script, iframe, object, embed, svg [onload], [onerror], [onclick], a[href^='javascript'], a[href*='hacked']"
    )
    for text in hostile.NASTY:
        record = hostile.nasty(text)
        page.evaluate(BY_LINK, hostile.packed(cases.as_text(record).encode()))
        shown = " ".join(text.split())
        expect(dialog.get_by_role("listitem").first).to_contain_text(shown[:40], timeout=READY)
        expect(made).to_have_count(0)
        dialog.get_by_role("button", name="Replace my list").click()
        expect(checklist.card, ascii(text)).to_contain_text(shown, timeout=READY)
        checklist.is_saved()
        expect(made).to_have_count(0)
        assert page.evaluate("() => [{}.polluted, typeof hacked]") == [None, "undefined"]
        assert checklist.stored() == record
    checklist.is_ready()
