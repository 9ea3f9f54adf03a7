"""Whatever is in the browser's storage, or becomes of it, the page goes on, and loses and overwrites nothing."""

import json

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import FRIDAY_EVENING, Checklist
from tests.browser.engines import downloaded

pytestmark = [pytest.mark.later, pytest.mark.once("it is the test that makes storage fail, not the browser")]

RECORD = cases.record(cases.application(cases.interview(people=[{"name": "Dana"}]), employer="Acme"))


def test_when_storage_is_full_the_page_says_so_and_keeps_what_was_there(checklist):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    before = checklist.stored()
    # What's kept for the home page gives way to the list: it isn't to make the room that this is about.
    checklist.page.evaluate("""() => {
      localStorage.removeItem("after-the-interview:next");
      let size = 1 << 22;
      for (let n = 0; size > 0; n += 1)
        try { localStorage.setItem("filler" + n, "x".repeat(size)); } catch { size >>= 1; }
    }""")
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    expect(checklist.notices).to_contain_text(
        "storage is full or switched off. What you tick is in its second store alone"
    )
    checklist.has_status("r1/settle", "done")
    assert checklist.stored() == before
    file = downloaded(checklist.page, checklist.notices.get_by_role("button", name="Download a copy").click)
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert kept["applications"][0]["steps"]["r1/settle"]["state"] == "done"
    checklist.page.evaluate(
        "() => Object.keys(localStorage).filter(k => k.startsWith('filler')).forEach(k => localStorage.removeItem(k))"
    )
    checklist.box("r1/reflect").check()
    checklist.is_saved()
    expect(checklist.notices).to_be_empty()
    assert set(checklist.stored()["applications"][0]["steps"]) == {"r1/settle", "r1/reflect"}


@pytest.mark.provokes("storage is off|^Error$")
def test_when_storage_throws_ticking_goes_on_in_memory(checklist):
    checklist.page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem', 'key']) Storage.prototype[name] = () => { throw new Error('storage is off') }"
    )
    checklist.page.goto("/checklist/")
    checklist.is_tickable()
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    expect(checklist.box("r1/settle")).to_be_checked()
    expect(checklist.notices).to_contain_text("in its second store alone")
    checklist.page.reload()
    expect(checklist.box("r1/settle")).to_be_checked()


@pytest.mark.provokes("denied|^Error$")
def test_when_storage_is_forbidden_the_page_still_works(checklist):
    checklist.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    checklist.page.goto("/checklist/")
    checklist.is_tickable()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    checklist.has_status("r1/settle", "open")
    expect(checklist.root).to_have_attribute("data-saved", "error")


# One of each kind; test_hostile.py has them all.
UNREADABLE = [
    "not json",
    "",
    '{"format":"after-the-interview","version":2,"applications":[],"x":' + "[" * 5000 + "]" * 5000 + "}",
    cases.as_text(cases.record(cases.application(cases.interview("2026-02-30T15:00")))),
]


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: text[:60])
def test_what_cannot_be_read_is_set_aside_and_never_overwritten(checklist, text):
    checklist.open_with(text)
    expect(checklist.notices).to_contain_text("after-the-interview:set-aside:", timeout=60_000)
    checklist.box("r1/settle").check()
    checklist.is_saved()
    kept = checklist.page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('after-the-interview:set-aside:'))"
    )
    assert len(kept) == 1
    assert kept[0][1] == text or json.loads(kept[0][1]) == json.loads(text)
    assert len(checklist.stored()["applications"]) == 1
    file = downloaded(checklist.page, checklist.notices.get_by_role("button", name="Download it").click)
    assert file.read_text(encoding="utf-8") == kept[0][1]


def test_a_newer_versions_record_is_left_alone(checklist):
    newer = '{"format":"after-the-interview","version":3,"future":true}'
    checklist.open_with(newer)
    expect(checklist.notices).to_contain_text("A newer version of this page")
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    assert checklist.page.evaluate("localStorage.getItem('after-the-interview')") == newer


def test_hostile_text_is_shown_as_text(checklist):
    nasty = "<img src=x onerror=alert(1)>\"'&{{7*7}}"
    checklist.open_with(
        cases.record(cases.application(cases.interview(), employer=nasty, role="</script><script>alert(1)</script>"))
    )
    expect(checklist.card.get_by_text(nasty)).to_be_visible()
    expect(checklist.page.locator("#checklist :is(img, script:not([type$=json]))")).to_have_count(0)


@pytest.mark.parametrize(
    "plan",
    [
        "null",
        "{",
        '{"plan": {"applications": []}}',
        '{"plan":{"applications":[]},"view":{"queue":[],"days":{}}}',
        "x" * 1000,
    ],
)
def test_a_saved_plan_that_cannot_be_used_is_ignored(checklist, plan):
    checklist.open_with(RECORD, plan)
    checklist.has_status("r1/settle", "open")


def test_undo_of_an_edit_keeps_what_another_tab_ticked(checklist, context):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    checklist.add(Employer="Beta", Date_and_time="2026-11-19T10:00")
    other = context.new_page()
    other.clock.install(time=FRIDAY_EVENING)
    Checklist(other).open()
    Checklist(other).turn_to(checklist.stored()["applications"][0]["id"])
    Checklist(other).box("r1/settle").check()
    Checklist(other).is_saved()
    checklist.said.get_by_role("button", name="Undo").click()
    expect(checklist.page.locator("#tabs")).to_be_hidden()
    checklist.has_status("r1/settle", "done")
    assert list(checklist.stored()["applications"][0]["steps"]) == ["r1/settle"]


def test_old_dates_are_not_shown_for_new_facts(checklist):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    saved = checklist.page.evaluate("localStorage.getItem('after-the-interview:plan')")
    moved = cases.record(cases.application(cases.interview("2026-12-20T15:00"), employer="Acme"))
    checklist.page.add_init_script("window.Worker = class { constructor() { throw new Error() } }")
    checklist.open_with(moved, saved)
    checklist.has_status("r1/settle", "undated")


@pytest.mark.parametrize(("lost", "status"), [("", "open"), ("has_done", "undated")])
def test_a_plan_is_shown_until_python_is_up_if_this_edition_kept_it(checklist, lost, status):
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    saved = json.loads(checklist.page.evaluate("localStorage.getItem('after-the-interview:plan')"))
    for each in saved["view"]["applications"]:
        each.pop(lost, None)
    checklist.page.add_init_script("window.Worker = class { constructor() { throw new Error() } }")
    checklist.open_with(RECORD, json.dumps(saved))
    checklist.has_status("r1/settle", status)


INSECURE = """delete Crypto.prototype.randomUUID;
Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
Object.defineProperty(Navigator.prototype, "locks", { value: undefined });"""


def test_where_the_origin_is_not_secure_ticks_are_saved_and_dated(checklist):
    """As on plain http: neither locks, nor hashes, nor random ids."""
    checklist.page.add_init_script(INSECURE)
    checklist.open_with(RECORD)
    checklist.has_status("r1/settle", "open")
    checklist.box("r1/settle").check()
    checklist.is_saved()
    checklist.page.reload()
    checklist.has_status("r1/settle", "done")


@pytest.mark.provokes("unreadable|^Error$")
def test_a_list_that_could_not_be_read_is_not_written_over(checklist):
    checklist.page.goto("/schema/record-1.json")
    checklist.page.evaluate("text => localStorage.setItem('after-the-interview', text)", cases.as_text(RECORD))
    checklist.page.add_init_script(
        "const { getItem } = Storage.prototype; window.looked = (key) => getItem.call(localStorage, key);"
        "Storage.prototype.getItem = () => { throw new Error('unreadable') }"
    )
    checklist.open()
    checklist.box("r1/settle").check()
    expect(checklist.root).to_have_attribute("data-saved", "error")
    assert checklist.page.evaluate("window.looked('after-the-interview')") == cases.as_text(RECORD)
