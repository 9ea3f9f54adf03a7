"""The site without a network: all of it after one visit, for as long as one likes, and never two versions mixed."""

import re
import shutil
from datetime import datetime, timedelta

import brotli
import pytest
from playwright.sync_api import expect

from checklist_py.build.halves.build import SECOND, WASM
from checklist_py.build.offline import WORKER, write_worker
from tests.browser.checklist import FRIDAY_EVENING, READY, Checklist, acme
from tests.browser.engines import downloaded
from tests.host import KEEPS, KEPT, READY_WORKER, SITE, UPDATED, comes_true, release

pytestmark = [pytest.mark.own_python, pytest.mark.later]

SNAPSHOT = "`after-the-interview:${location.origin}/:snapshot`"


def used(page):
    """Visit once, with a list; everything is kept then."""
    checklist = Checklist(page)
    checklist.open_with(acme())
    checklist.has_status("r1/settle", "open")
    page.evaluate(READY_WORKER)
    comes_true(page, KEPT)
    return checklist


SAME = pytest.mark.once("the same files, kept in the same way")


@SAME
def test_an_adviser_makes_a_link_its_code_and_a_handout_without_a_network(visitor, host):
    used(visitor)
    host["is_down"] = True
    visitor.goto("/advisers/")
    visitor.get_by_label("Name of your centre").fill("Northgate Careers")
    expect(visitor.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)
    visitor.get_by_role("link", name="Handout to print").click()
    expect(visitor.get_by_role("img", name="QR code of the link")).to_be_visible(timeout=READY)


LATER = pytest.mark.once("how much time has passed is the page’s clock alone")


@pytest.mark.parametrize("days", [1, pytest.param(30, marks=LATER), pytest.param(400, marks=LATER)])
def test_after_one_visit_everything_works_without_a_network(visitor, host, days):
    used(visitor).page.close()
    host["is_down"] = True
    visitor = visitor.context.new_page()
    visitor.clock.install(time=datetime.fromisoformat(FRIDAY_EVENING) + timedelta(days=days))
    visitor.goto("/about/")
    # The plan is made anew, not shown as it was.
    visitor.evaluate("() => localStorage.removeItem('after-the-interview:plan')")
    checklist = Checklist(visitor).open()
    checklist.is_ready()
    checklist.has_status("r1/thank-you-email", "overdue" if days < 8 else "missed")
    checklist.box("keep-searching").check()
    checklist.is_saved()
    for path in ("/", "/guide/offer/", "/timing/", "/sources/", "/messages/", "/about/index.html", "/guide"):
        visitor.goto(path)
        expect(visitor.locator("h1")).to_be_visible()
    visitor.goto("/no-such-page/")
    expect(visitor.locator("h1")).to_be_visible()
    visitor.goto("/")
    visitor.get_by_role("button", name="Search").click()
    visitor.get_by_role("textbox", name="Search").press_sequentially("salary")
    expect(visitor.locator(".md-search-result__item").first).to_be_attached()


def test_a_first_interview_can_be_added_without_a_network_after_a_visit_without_any(visitor, host):
    checklist = Checklist(visitor).open()
    visitor.evaluate(READY_WORKER)
    comes_true(visitor, KEPT)
    comes_true(visitor, KEEPS, ["/holidays/GB.json"])
    host["is_down"] = True
    checklist.open()
    checklist.is_ready()
    checklist.add(Employer="Acme", Date_and_time="2026-11-20T15:00")
    checklist.next_is("Let it settle")
    expect(visitor.locator("#working-days")).to_contain_text("Bank holidays: United Kingdom.", timeout=READY)
    assert checklist.stored()["settings"]["region"] == "GB"
    expect(checklist.notices).to_be_empty()


@SAME
def test_what_the_page_offers_besides_works_without_a_network(visitor, host):
    checklist = used(visitor)
    host["is_down"] = True
    checklist.open()
    checklist.is_ready()
    checklist.more("Move to another device").click()
    expect(visitor.get_by_role("img", name="QR code")).to_be_visible()
    visitor.keyboard.press("Escape")
    assert downloaded(visitor, checklist.more("Add to calendar").click).suffix == ".ics"
    checklist.form()
    expect(visitor.locator("#time-zones option")).not_to_have_count(0)


def test_the_shell_is_kept_at_the_first_visit_to_any_page_and_python_with_the_first_checklist(visitor, host):
    visitor.goto("/guide/offer/")
    visitor.evaluate(READY_WORKER)
    sent = [path for path, _ in host["sent"]]
    assert "/checklist/" in sent
    assert not any(path.endswith((".wasm", ".whl")) for path in sent)
    used(visitor)
    # By the page, before there was anyone to keep it, and to be kept, unless the browser's own cache still has it.
    for half in (WASM, SECOND):
        assert 1 <= sum(path.endswith(half) for path, _ in host["sent"]) <= 2


def in_brotli(folder, sent):
    """How many bytes a host sends that has each file precompressed, as the build writes it."""
    size = 0
    for path, whole in sent:
        file = folder / path.partition("?")[0].strip("/")
        file = file / "index.html" if file.is_dir() else file
        kept = SITE / f"{file.relative_to(folder)}.br"
        is_kept = kept.exists() and file.read_bytes() == (SITE / file.relative_to(folder)).read_bytes()
        size += kept.stat().st_size if is_kept else min(whole, len(brotli.compress(file.read_bytes())))
    return size


def test_a_new_version_waits_until_it_is_asked_for_and_fetches_what_has_changed_alone(visitor, host, tmp_path, capsys):
    checklist = used(visitor)
    first = in_brotli(SITE, host["sent"])
    host["folder"] = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    # The first page's worker, which is older than the service worker, may be about to ask for its second half.
    visitor.goto("about:blank")
    host["sent"].clear()
    checklist.open()
    visitor.goto("/about/")
    update = visitor.locator("#update")
    expect(update).to_contain_text("A new version of this site is ready.")
    expect(visitor.locator("h1[data-new]")).to_have_count(0)
    sent = list(host["sent"])
    assert {re.sub(r"\?.*", "", path) for path, _ in sent} == {"/sw.js", "/about/"}
    with capsys.disabled():
        later = in_brotli(host["folder"], sent)
        print(f"\nfirst visit {first:,} bytes, update {later:,} bytes, in brotli where that is shorter")
    update.get_by_role("button", name="Use it now").click()
    expect(visitor.locator("h1[data-new]")).to_be_visible()
    expect(update).to_be_empty()
    host["is_down"] = True
    checklist.open()
    checklist.has_status("r1/settle", "open")


@pytest.mark.parametrize(
    "is_one_passed_over",
    [False, pytest.param(True, marks=pytest.mark.once("which version is told of is the page’s own rule"))],
)
def test_a_page_of_the_old_version_goes_on_beside_the_new_one_and_is_told(visitor, host, tmp_path, is_one_passed_over):
    """It fetches scripts of its own version still, which the host no longer has."""
    checklist = used(visitor)
    if is_one_passed_over:
        host["folder"] = release(tmp_path, "between", ("about/index.html", "<h1", "<h1 data-between"))
        assert visitor.evaluate(UPDATED) == "installed"
    beside = visitor.context.new_page()
    beside.goto("/about/")
    name = next(path.name for path in (SITE / "assets/app").glob("worker.*.js"))
    folder = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    (folder / "assets/app" / name).rename(folder / "assets/app/worker.0000000000.js")
    for page in folder.rglob("*.html"):
        page.write_text(page.read_text(encoding="utf-8").replace(name, "worker.0000000000.js"), encoding="utf-8")
    write_worker(folder, is_offline=True)
    host["folder"] = folder
    assert beside.evaluate(UPDATED) == "installed"
    beside.reload()
    beside.locator("#update").get_by_role("button", name="Use it now").click()
    expect(beside.locator("h1[data-new]")).to_be_visible()
    expect(visitor.locator("#update")).to_contain_text("A new version of this site is in use.")
    status = visitor.evaluate("name => fetch(`/assets/app/${name}`).then((response) => response.status)", name)
    assert status == 200
    checklist.box("r1/settle").check()
    checklist.is_saved()
    visitor.locator("#update").get_by_role("button", name="Reload this page").click()
    expect(visitor.locator("#update")).to_be_empty()
    checklist.has_status("r1/settle", "done")


def test_a_release_that_is_only_half_there_is_not_taken(visitor, host, tmp_path):
    """The service worker is there already, one of its pages is not: the old version goes on, whole."""
    used(visitor)
    folder = release(
        tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"), ("timing/index.html", "<h1", "<h1 data-new")
    )
    shutil.copyfile(SITE / "timing/index.html", folder / "timing/index.html")
    host["folder"] = folder
    assert visitor.evaluate(UPDATED) == "redundant"
    assert visitor.evaluate("() => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting)") is None
    visitor.goto("/about/")
    expect(visitor.locator("#update")).to_be_empty()
    host["is_down"] = True
    for path in ("/about/", "/timing/"):
        visitor.goto(path)
        expect(visitor.locator("h1")).to_be_visible()
        expect(visitor.locator("h1[data-new]")).to_have_count(0)


@SAME
def test_a_zone_that_a_release_has_no_longer_keeps_nobody_from_it(visitor, host, tmp_path):
    used(visitor)
    folder = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    for file in (folder / "zoneinfo/Europe").glob("London*"):
        file.unlink()
    host["folder"] = folder
    assert visitor.evaluate(UPDATED) == "installed"


@SAME
def test_where_the_cache_cannot_be_had_there_is_still_the_network(visitor, host, tmp_path):
    folder = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    worker = folder / WORKER
    breaking = "addEventListener('message', ({ data }) => { if (data === 'break') caches.open = () => Promise.reject(new Error('full')) });"
    worker.write_text(breaking + worker.read_text(encoding="utf-8"), encoding="utf-8")
    host["folder"] = folder
    checklist = used(visitor)
    visitor.evaluate("() => navigator.serviceWorker.ready.then(({ active }) => active.postMessage('break'))")
    about = folder / "about/index.html"
    about.write_text(about.read_text(encoding="utf-8").replace("<h1 data-new", "<h1 data-newer"), encoding="utf-8")
    visitor.goto("/about/")
    expect(visitor.locator("h1[data-newer]")).to_be_visible()
    checklist.open()
    checklist.has_status("r1/settle", "open")


def test_the_kill_switch_takes_the_copy_away_and_leaves_what_was_entered(visitor, host, tmp_path):
    checklist = used(visitor)
    checklist.box("r1/settle").check()
    checklist.is_saved()
    before = checklist.stored()
    visitor.evaluate(f"() => caches.open({SNAPSHOT})")
    folder = release(tmp_path, "off")
    for page in folder.rglob("*.html"):
        html = re.sub(r'<meta name="service-worker"[^>]*>', "", page.read_text(encoding="utf-8"))
        page.write_text(html, encoding="utf-8")
    write_worker(folder, is_offline=False)
    host["folder"] = folder
    gone = "() => navigator.serviceWorker.getRegistrations().then((found) => found.length === 0)"
    # The browser may be looking for a new version by itself, and have looked too early.
    looked = "() => navigator.serviceWorker.getRegistration().then((found) => found?.update()).catch(() => {})"
    comes_true(visitor, f"() => ({looked})().then({gone})")
    assert visitor.evaluate("() => caches.keys()") == []
    checklist.open()
    checklist.has_status("r1/settle", "done")
    assert checklist.stored() == before
    assert visitor.evaluate(gone)


def test_a_new_version_leaves_alone_what_other_sites_of_the_origin_and_the_page_itself_keep(visitor, host, tmp_path):
    used(visitor)
    kept = ["somebody-elses", visitor.evaluate(SNAPSHOT)]
    for name in kept:
        visitor.evaluate("(name) => caches.open(name)", name)
    host["folder"] = release(tmp_path, "next", ("about/index.html", "<h1", "<h1 data-new"))
    visitor.goto("/about/")
    visitor.locator("#update").get_by_role("button", name="Use it now").click()
    expect(visitor.locator("h1[data-new]")).to_be_visible()
    assert set(kept) < set(visitor.evaluate("() => caches.keys()"))


def test_without_service_workers_nothing_is_missing(page):
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })")
    checklist = Checklist(page).open()
    checklist.box("r1/settle").check()
    checklist.is_saved()


@SAME
def test_shortcuts_and_links_lead_to_the_next_action_and_to_another_interview(checklist):
    checklist.open_with(acme())
    checklist.page.goto("/checklist/#add")
    checklist.next_is("When was your interview?")
    checklist.page.goto("about:blank")
    checklist.page.goto("/checklist/#add-interview")
    expect(checklist.page.get_by_label("Employer")).to_be_visible()
    checklist.page.goto("about:blank")
    checklist.page.goto("/checklist/#next-action")
    checklist.next_is("Let it settle")
    expect(checklist.card).to_be_in_viewport()
