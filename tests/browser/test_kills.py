"""Browsers and tabs killed in mid-write: no tick is lost of which the page has said that it is saved.

``make kills`` does it thirty times for the browser and a hundred for the tab; every test run does it a few times.
"""

import json
import os
import random
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cases
from tests.browser import durable
from tests.browser.checklist import READY, Checklist
from tests.browser.durable import LOCAL
from tests.browser.native import COOKIE

pytestmark = pytest.mark.later

NAMES = [f"a{n}" for n in range(8)]
RECORD = cases.record(*(cases.application(cases.interview(), id=name, employer=name) for name in NAMES))
BACKUP = cases.record(*(cases.application(cases.interview(), id=f"b{n}", employer=f"b{n}") for n in range(8)))

# Ticks one step after the other, and says of each when the page has said that it is saved.
TICK = """async () => {
  const { dataset } = document.documentElement;
  const saved = () => new Promise((resolve) => {
    const look = () => (dataset.saved === "saved" ? resolve() : setTimeout(look));
    look();
  });
  BOXES
  for (const box of boxesOf("")) {
    if (box.checked) continue;
    const key = box.closest("[data-application]").dataset.application + " " + box.closest("[data-step]").dataset.step;
    box.click();
    await saved();
    console.log("saved " + key);
  }
  console.log("all");
}""".replace("BOXES", durable.BOXES)


def ticking(page, least):
    """Let the page tick, and return what it said was saved by the time ``least`` steps were."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(f"() => {{ ({TICK})() }}")
    while len(said) < least and "all" not in said:
        page.wait_for_event("console")
    return said


def saved_in(said):
    return {tuple(text.split(" ")[1:]) for text in said if text.startswith("saved ")}


def kept(record):
    return {
        (each["id"], key) for each in record["applications"] for key, state in each.get("steps", {}).items() if state["state"] == "done"
    }  # fmt: skip


def whole(texts):
    """Of each text there is whether it is the ``new`` list or the ``old`` one. Fails where one is a part of either, or none is there."""
    assert any(texts)
    for text in filter(None, texts):
        names = {each["id"] for each in json.loads(text)["applications"]}
        assert names in (set(NAMES), {each["id"] for each in BACKUP["applications"]})
        yield "new" if "b0" in names else "old"


def family(folder):
    """Every process of the browser that uses a profile's folder."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if str(folder) in (entry / "cmdline").read_text():
                    yield int(entry.name)
            except OSError:  # gone meanwhile
                continue


def filled(page):
    checklist = Checklist(page)
    checklist.open_with(RECORD)
    expect(page.locator('#tabs [data-open="a7"]')).to_be_attached()
    return checklist


@pytest.fixture
def start(browser_type, browser_type_launch_args, base_url, pytestconfig):
    """Start a browser with a profile that outlives it."""
    options = {**browser_type_launch_args, "base_url": base_url, "service_workers": "block"}

    def started(folder):
        context = browser_type.launch_persistent_context(folder, **options)
        return asking_this_machine(context, base_url, pytestconfig)

    return started


def asking_this_machine(context, base_url, config):
    """With ``--full`` the page's own Python starts and runs beside what it saves."""
    if not config.getoption("full"):
        context.add_cookies([{"name": COOKIE[0], "value": COOKIE[1], "url": base_url}])
    return context


# Half as many starts as with a profile for each; and a list has only so many steps to tick.
KILLS_PER_PROFILE = 3


def test_no_saved_tick_is_lost_when_the_browser_is_killed(start, tmp_path, pytestconfig):
    chance = random.Random(1)
    lost, counted, saved, folder, context = set(), 0, set(), None, None
    for kill in range(pytestconfig.getoption("kills")):
        if kill % KILLS_PER_PROFILE == 0:
            if context:
                context.close()
            saved = set()
            folder = tmp_path / f"profile-{kill}"
            context = start(folder)
            filled(context.pages[0])
        said = ticking(context.pages[0], chance.randrange(1, 120))
        killed(context, folder)
        context = start(folder)
        again = Checklist(context.pages[0]).open()
        for name, key in sorted(saved_in(said))[-1:]:
            again.turn_to(name)
            expect(again.step(key).get_by_role("checkbox", include_hidden=True)).to_be_checked()
        counted += len(saved_in(said))
        # Those of earlier kills as well: a later one brings no older list back.
        saved |= saved_in(said)
        lost |= {(folder.name, *each) for each in saved - kept(again.stored())}
    context.close()
    print(f"\n{kill + 1} browsers killed, {counted} saved ticks, {len(lost)} lost")
    assert lost == set()


def killed(context, folder):
    with context.expect_event("close"):
        for process in family(folder):
            os.kill(process, signal.SIGKILL)


def test_a_restore_is_there_as_a_whole_or_not_at_all_when_the_browser_is_killed_in_it(start, tmp_path, pytestconfig):
    chance = random.Random(4)
    file = {"name": "backup.json", "mimeType": "application/json", "buffer": cases.as_text(BACKUP).encode()}
    kills, ends = pytestconfig.getoption("kills"), []
    folder = tmp_path / "profile"
    context = start(folder)
    for _ in range(kills):
        page = context.pages[0]
        filled(page)
        page.locator("#restore-file").set_input_files(file)
        button = page.get_by_role("button", name="Replace my list")
        expect(button).to_be_visible(timeout=READY)
        moment = chance.randrange(40)
        page.evaluate(
            f"""() => new Promise((resolve) => {{
              const button = Array.from(document.querySelectorAll("#restore button")).find(({{ textContent }}) => textContent === "Replace my list");
              button.click();
              setTimeout(resolve, {moment});
            }})"""
        )
        killed(context, folder)
        context = start(folder)
        page = context.pages[0]
        page.goto("/schema/record-1.json")
        local, copy = page.evaluate(LOCAL), page.evaluate(durable.KEPT)
        ends += whole((local, copy and copy["text"]))
        page.evaluate(durable.CLEARED)
    context.close()
    print(
        f"\n{kills} browsers killed in a restore: {ends.count('new')} stores had the new list, {ends.count('old')} the old one, whole"
    )


@pytest.mark.lacks("firefox", "it does not tell which process a tab has")
def test_no_saved_tick_is_lost_when_the_tab_is_killed(browser, base_url, pytestconfig):
    chance = random.Random(2)
    kills = pytestconfig.getoption("kills")
    kills = 100 if kills >= 30 else kills
    lost, counted = [], 0
    for _ in range(kills):
        context = browser.new_context(base_url=base_url, service_workers="block")
        page = asking_this_machine(context, base_url, pytestconfig).new_page()
        filled(page)
        said = ticking(page, chance.randrange(1, 40))
        processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
        with page.expect_event("crash"):
            for each in processes:
                if each["type"] == "renderer":
                    os.kill(each["id"], signal.SIGKILL)
        again = context.new_page()
        again.goto("/schema/record-1.json")
        text = again.evaluate(LOCAL)
        counted += len(saved_in(said))
        lost += saved_in(said) - kept(json.loads(text))
        context.close()
    print(f"\n{kills} tabs killed, {counted} saved ticks, {len(lost)} lost")
    assert lost == []
