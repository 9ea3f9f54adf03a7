"""WebKit killed in mid-write and in a restore. Driven by WebDriver it keeps nothing, so here it runs as a person runs it:
a page of the tests' own, which the same host serves, holds the checklist in a frame, does things there, and reports."""

import json
import os
import random
import signal
import subprocess
import threading

import pytest

from tests.browser import durable
from tests.browser.native import COOKIE, Native, state
from tests.browser.test_kills import BACKUP, KILLS_PER_PROFILE, RECORD, TICK, kept, saved_in, whole
from tests.host import served
from tests.webkit.conftest import minibrowser

DRIVER = """<!doctype html><title>driver</title><iframe src="/about/" width="390" height="800"></iframe><script type="module">
const say = (text) => fetch("/said", { method: "POST", body: text });
await say("here");
const frame = document.querySelector("iframe");
const there = (path) => new Promise((resolve) => {
  const look = () => frame.contentDocument?.querySelector("#checklist.is-live") ? resolve() : setTimeout(look, 20);
  frame.src = path;
  frame.addEventListener("load", look, { once: true });
});
const search = new URLSearchParams(location.search);
const list = () => localStorage.getItem("after-the-interview");
// A list that localStorage has lost comes from the database, and nothing stands in for it.
const isNew = search.has("new");
if (isNew) localStorage.setItem("after-the-interview", JSON.stringify(%(record)s));
if (!search.has("stores")) await there("/checklist/");
const { contentDocument: page, contentWindow: view } = frame;
if (search.has("tick")) {
  // What the durable copy has is in localStorage by then.
  for (let n = 0; n < 40 && !isNew; n += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  await say("stored " + list());
  await ((document, console) => (%(tick)s)())(page, { log: say });
} else if (search.has("stores")) {
  await say("stores " + JSON.stringify([list(), (await (%(kept)s)())?.text ?? null]));
} else {
  const chosen = new view.DataTransfer();
  chosen.items.add(new view.File([JSON.stringify(%(backup)s)], "backup.json", { type: "application/json" }));
  const field = page.querySelector("#restore-file");
  field.files = chosen.files;
  field.dispatchEvent(new view.Event("change", { bubbles: true }));
  const replace = await new Promise((resolve) => {
    const look = () => {
      const found = Array.from(page.querySelectorAll("#restore button")).find(({ textContent }) => textContent === "Replace my list");
      found ? resolve(found) : setTimeout(look, 20);
    };
    look();
  });
  replace.click();
  setTimeout(() => say("pressed"), Number(search.get("restore")));
}
</script>"""


class Host(Native):
    def do_GET(self):  # noqa: N802  # the library's name
        if not self.path.startswith("/driver"):
            super().do_GET()
            return
        parts = {"record": json.dumps(RECORD), "backup": json.dumps(BACKUP), "tick": TICK, "kept": durable.KEPT}
        body = (DRIVER % parts).encode()
        self.send_response(200)
        if not self.server.host["is_full"]:
            self.send_header("Set-Cookie", "=".join(COOKIE))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):  # noqa: N802  # the library's name
        if self.path != "/said":
            super().do_POST()
            return
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.host["said"].append(said)
        self.send_response(204)
        self.end_headers()
        self.server.host["heard"].set()


def until(host, is_enough):
    while not is_enough(host["said"]):
        host["heard"].clear()
        assert host["heard"].wait(60), f"nothing was said for a minute, after {host['said'][-1:]}"


def arrived(run, host, address, home):
    """Start a browser at an address; one that does not get there, on a machine that has much to do, is started anew."""
    for _ in range(3):
        host["said"].clear()
        host["heard"].clear()
        browser = run(address, home)
        if host["heard"].wait(20):
            return browser
        killed(browser)
    raise AssertionError("the browser does not start")


@pytest.fixture
def run(environment):
    running = []

    def start(address, home):
        browser = subprocess.Popen(
            [minibrowser(), address],
            env={**environment, "HOME": str(home)},
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )
        running.append(browser)
        return browser

    yield start
    for browser in running:
        killed(browser)


def killed(browser):
    if browser.poll() is None:
        os.killpg(browser.pid, signal.SIGKILL)
        browser.wait()


def told(host, what):
    """Wait for the first message that begins with ``what``, and return the JSON behind it."""
    until(host, lambda said: any(text.startswith(what) for text in said))
    return json.loads(next(text for text in host["said"] if text.startswith(what)).removeprefix(what))


@pytest.fixture
def host(pytestconfig):
    with served(Host, said=[], heard=threading.Event(), is_full=pytestconfig.getoption("full"), **state()) as host:
        yield host


def test_no_saved_tick_is_lost_when_the_browser_is_killed(run, host, tmp_path, pytestconfig):
    chance = random.Random(3)
    lost, counted, saved, home, browser = set(), 0, set(), None, None
    for kill in range(pytestconfig.getoption("kills")):
        if kill % KILLS_PER_PROFILE == 0:
            if browser:
                killed(browser)
            saved = set()
            home = tmp_path / f"home-{kill}"
            home.mkdir()
            browser = arrived(run, host, f"{host['url']}/driver?tick&new", home)
        least = chance.randrange(1, 120)
        until(host, lambda said, least=least: len(saved_in(said)) >= least or "all" in said)
        killed(browser)
        now = saved_in(host["said"])
        browser = arrived(run, host, f"{host['url']}/driver?tick", home)
        counted += len(now)
        saved |= now
        lost |= {(home.name, *each) for each in saved - kept(told(host, "stored "))}
    print(f"\n{kill + 1} browsers killed, {counted} saved ticks, {len(lost)} lost")
    assert lost == set()


def test_a_restore_is_there_as_a_whole_or_not_at_all_when_the_browser_is_killed_in_it(
    run, host, tmp_path, pytestconfig
):
    chance = random.Random(5)
    kills, ends = pytestconfig.getoption("kills"), []
    for kill in range(kills):
        home = tmp_path / f"home-{kill}"
        home.mkdir()
        browser = arrived(run, host, f"{host['url']}/driver?new&restore={chance.randrange(40)}", home)
        until(host, lambda said: "pressed" in said)
        killed(browser)
        browser = arrived(run, host, f"{host['url']}/driver?stores", home)
        ends += whole(told(host, "stores "))
        killed(browser)
    print(
        f"\n{kills} browsers killed in a restore: {ends.count('new')} stores had the new list, {ends.count('old')} the old one, whole"
    )
