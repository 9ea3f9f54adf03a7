"""Backups out and in, and the way to another device: each shown first, whole or not at all, and undone."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser.checklist import READY, Checklist, acme
from tests.browser.durable import LOCAL
from tests.browser.engines import NO_NETWORK, downloaded

SAME = pytest.mark.once(
    "files and links in and out are seen in each engine; what comes of them is Python’s and the store’s"
)

BETA = cases.application(cases.interview("2026-11-18T10:00"), id="beta", employer="Beta", steps={"r1/settle": cases.done("2026-11-18T12:00:00Z")})  # fmt: skip


def restore(checklist, content, name="backup.json"):
    """Choose a file, and return the dialog that says what is in it."""
    data = content if isinstance(content, bytes) else content.encode()
    with checklist.page.expect_file_chooser() as chooser:
        checklist.more("Restore a backup").click()
    chooser.value.set_files([{"name": name, "mimeType": "application/json", "buffer": data}])
    return checklist.page.get_by_role("dialog", name="Restore")


def test_a_backup_is_the_record_and_brings_it_back_on_a_new_device(safe, browser, base_url):
    safe.box("r1/settle").check()
    safe.is_saved()
    expect(safe.page.locator("#safe")).to_contain_text("There is no backup yet.")
    file = downloaded(safe.page, safe.more("Download a backup").click)
    assert file.name == "after-the-interview-2026-11-20.json"
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) == safe.stored()
    expect(safe.page.locator("#safe")).to_contain_text("Nothing has changed since.")
    safe.box("r1/reflect").check()
    expect(safe.page.locator("#safe")).to_contain_text("Some things have changed since.")
    context = browser.new_context(base_url=base_url)
    other = Checklist(context.new_page()).open()
    dialog = restore(other, text)
    expect(dialog).to_contain_text("Acme, Analyst: 1 interview, 1 step done", timeout=READY)
    assert other.page.evaluate(LOCAL) is None
    dialog.get_by_role("button", name="Restore it").click()
    other.has_status("r1/settle", "done")
    other.is_saved()
    assert other.stored() == json.loads(text)
    context.close()


@SAME
def test_a_backup_can_be_added_to_what_is_there(safe):
    # With a byte-order mark, as an editor may have saved it.
    dialog = restore(safe, "\ufeff" + cases.as_text(cases.record(BETA)))
    expect(dialog).to_contain_text("Beta: 1 interview, 1 step done")
    expect(dialog).to_contain_text("New: Beta")
    expect(dialog).to_contain_text("Stays as it is: Acme, Analyst")
    expect(dialog).to_contain_text("Removed: Acme, Analyst")
    before = safe.page.evaluate(LOCAL)
    dialog.get_by_role("button", name="Add to my list").click()
    expect(safe.tab("Beta")).to_be_visible()
    assert safe.employers() == ["Acme", "Beta"]
    safe.said.get_by_role("button", name="Undo").click()
    safe.is_saved()
    assert json.loads(safe.page.evaluate(LOCAL)) == json.loads(before)


@SAME
def test_a_backup_can_take_the_place_of_what_is_there_and_that_can_be_undone(safe):
    safe.box("r1/reflect").check()
    safe.is_saved()
    before = safe.stored()
    restore(safe, cases.as_text(cases.record(BETA))).get_by_role("button", name="Replace my list").click()
    safe.is_about("Beta")
    assert safe.employers() == ["Beta"]
    safe.said.get_by_role("button", name="Undo").click()
    safe.has_status("r1/reflect", "done")
    safe.is_saved()
    assert safe.stored() == before


@SAME
def test_a_backup_names_the_steps_that_it_would_change(safe):
    backup = acme(id="acme", steps={"r1/settle": cases.done("2026-11-20T16:01:00Z")})
    safe.box("r1/reflect").check()
    safe.is_saved()
    changes = restore(safe, cases.as_text(backup)).locator(".restore__list > li", has_text="Changes:")
    expect(changes).to_have_count(2)
    expect(changes.first.get_by_role("listitem")).to_have_text(["ticked: Let it settle"])
    expect(changes.last.get_by_role("listitem")).to_have_text(
        ["ticked: Let it settle", re.compile("no longer ticked: ")]
    )


@SAME
def test_a_backup_of_what_is_there_offers_nothing(safe):
    dialog = restore(safe, safe.page.evaluate(LOCAL))
    expect(dialog).to_contain_text("Your list is the same. There is nothing to restore.")
    expect(dialog.get_by_role("button")).to_have_text(["Cancel"])


@SAME
def test_undo_of_a_merge_takes_its_ticks_back_and_keeps_those_made_since(safe):
    ticked = acme(id="acme", steps={"r1/settle": cases.done("2026-11-20T16:01:00Z")})
    restore(safe, cases.as_text(ticked)).get_by_role("button", name="Add to my list").click()
    safe.has_status("r1/settle", "done")
    other = safe.page.context.new_page()
    Checklist(other).open().box("r1/reflect").check()
    safe.has_status("r1/reflect", "done")
    safe.said.get_by_role("button", name="Undo").click()
    safe.has_status("r1/settle", "open")
    safe.is_saved()
    assert list(safe.stored()["applications"][0]["steps"]) == ["r1/reflect"]


@SAME
def test_looking_at_a_backup_changes_nothing(safe):
    before = safe.page.evaluate(LOCAL)
    dialog = restore(safe, cases.as_text(cases.record(BETA)))
    expect(dialog).to_contain_text("New: Beta")
    dialog.get_by_role("button", name="Cancel").click()
    expect(dialog).to_be_hidden()
    assert safe.page.evaluate(LOCAL) == before


@SAME
def test_what_another_tab_does_while_a_backup_is_looked_at_stays(safe, beside):
    dialog = restore(safe, cases.as_text(cases.record(BETA)))
    expect(dialog).to_contain_text("New: Beta")
    other = beside()
    other.box("r1/reflect").check()
    other.is_saved()
    safe.has_status("r1/reflect", "done")
    dialog.get_by_role("button", name="Add to my list").click()
    expect(safe.tab("Beta")).to_be_visible()
    safe.is_saved()
    assert safe.employers() == ["Acme", "Beta"]
    assert list(safe.stored()["applications"][0]["steps"]) == ["r1/reflect"]


@pytest.mark.provokes(NO_NETWORK)
def test_without_python_a_backup_can_be_taken_and_one_is_kept_waiting(page):
    checklist = Checklist(page)
    page.route("**/*.wasm", lambda route: route.abort())
    checklist.open_with(acme())
    expect(checklist.root).to_have_attribute("data-engine", "failed", timeout=READY)
    file = downloaded(page, checklist.more("Download a backup").click)
    assert json.loads(file.read_text(encoding="utf-8")) == checklist.stored()
    dialog = restore(checklist, cases.as_text(cases.record(BETA)))
    expect(dialog).to_contain_text("It cannot be looked at just now")
    page.unroute("**/*.wasm")
    dialog.get_by_role("button", name="Cancel").click()
    checklist.notices.get_by_role("button", name="Try again").click()
    checklist.is_ready()
    expect(restore(checklist, cases.as_text(cases.record(BETA)))).to_contain_text("New: Beta")


# --- to another device -------------------------------------------------------------------


def link_of(checklist):
    checklist.more("Move to another device").click()
    dialog = checklist.page.get_by_role("dialog", name="Move to another device")
    return dialog, dialog.get_by_label("The link").input_value()


def test_a_link_carries_the_list_to_another_device_which_adds_it_to_its_own(safe, browser, base_url):
    safe.box("r1/settle").check()
    dialog, link = link_of(safe)
    assert link.startswith(f"{base_url}/checklist/#restore=1.")
    expect(dialog.get_by_role("img", name="QR code")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog.get_by_label("The link")).to_have_count(0)
    context = browser.new_context(base_url=base_url)
    other = Checklist(context.new_page())
    other.open_with(cases.record(BETA))
    before = other.page.evaluate(LOCAL)
    other.page.goto("about:blank")
    other.page.goto(link)
    asked = other.page.get_by_role("dialog", name="Restore")
    expect(asked).to_contain_text("New: Acme, Analyst", timeout=READY)
    assert other.page.url == f"{base_url}/checklist/"
    assert other.page.evaluate(LOCAL) == before
    asked.get_by_role("button", name="Add to my list").click()
    expect(other.tab("Acme")).to_be_visible()
    other.is_saved()
    assert sorted(other.employers()) == ["Acme", "Beta"]
    context.close()


def test_a_link_opened_in_a_page_that_is_already_there_is_asked_about(safe):
    _, link = link_of(safe)
    safe.page.keyboard.press("Escape")
    safe.page.evaluate("link => { location.hash = link.slice(link.indexOf('#')) }", link)
    expect(safe.page.get_by_role("dialog", name="Restore")).to_contain_text("Your list is the same.")
    assert "#" not in safe.page.url


@SAME
def test_a_list_too_long_for_a_code_is_a_link_and_one_too_long_for_that_a_file(checklist):
    def noted(length):
        # Letters without a pattern, which cannot be packed.
        topics = "".join(f"{hash_:x}" for n in range(length) for hash_ in [(n + 1) * 2654435761 % 2**32])
        return cases.record(cases.application(cases.interview(journal={"topics": topics}), employer="Acme"))

    checklist.open_with(noted(500))
    dialog, link = link_of(checklist)
    expect(dialog).to_contain_text("too long for one code")
    assert len(link) > 1800
    checklist.open_with(noted(2400))
    checklist.more("Move to another device").click()
    dialog = checklist.page.get_by_role("dialog", name="Move to another device")
    expect(dialog).to_contain_text("too long for a link")
    file = downloaded(checklist.page, dialog.get_by_role("button", name="Save the file").click)
    assert json.loads(file.read_text(encoding="utf-8")) == checklist.stored()


@pytest.mark.own_python
def test_the_library_for_codes_comes_only_when_it_is_asked_for(safe):
    fetched = []
    safe.page.on("request", lambda request: fetched.append(request.url))
    _, _ = link_of(safe)
    expect(safe.page.get_by_role("img", name="QR code")).to_be_visible()
    # Zones and holidays are there for any list; of Python nothing else comes.
    assert [re.sub(r".*/", "", url) for url in fetched if "/assets/" in url] == ["segno.zip"]


@SAME
@pytest.mark.later
@pytest.mark.own_python
def test_a_library_that_never_comes_holds_up_no_dates(safe):
    safe.page.route("**/segno.zip", lambda route: None)  # noqa: ARG005  # it hangs
    dialog, _ = link_of(safe)
    expect(dialog).to_contain_text("The code cannot be had just now", timeout=15_000)
    expect(safe.root).to_have_attribute("data-engine", "ready")
    dialog.get_by_role("button", name="Close").click()
    safe.box("r1/settle").check()
    safe.has_status("r1/settle", "done")
    safe.page.unroute_all(behavior="ignoreErrors")


@SAME
@pytest.mark.own_python
@pytest.mark.provokes(NO_NETWORK)
def test_without_the_library_the_link_does_the_same(safe):
    safe.page.route("**/segno.zip", lambda route: route.abort())
    dialog, link = link_of(safe)
    expect(dialog).to_contain_text("The code cannot be had just now")
    assert "#restore=1." in link
    safe.page.keyboard.press("Escape")
    safe.page.unroute("**/segno.zip")
    link_of(safe)
    expect(safe.page.get_by_role("img", name="QR code")).to_be_visible()
    safe.page.keyboard.press("Escape")
    safe.box("r1/settle").check()
    safe.is_saved()


@SAME
def test_the_seven_days_are_told_on_apples_browsers_that_do_not_have_it_installed(safe):
    line = safe.page.locator("[data-seven-days]")
    safe.more("Download a backup").hover()
    expect(line).to_be_hidden()
    safe.page.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'vendor', { get: () => 'Apple Computer, Inc.' })"
    )
    safe.open().more("Download a backup").hover()
    expect(line).to_be_visible()
    safe.page.add_init_script("Object.defineProperty(Navigator.prototype, 'standalone', { get: () => true })")
    safe.open().more("Download a backup").hover()
    expect(line).to_be_hidden()
