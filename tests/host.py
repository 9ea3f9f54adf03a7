"""The built site on a server of the tests' own: as it is, or as a host that changes and goes out of reach."""

import functools
import hashlib
import http.server
import shutil
import threading
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from checklist_py.build.offline import write_worker

SITE = Path(__file__).parents[1] / "site"

READY_WORKER = "() => navigator.serviceWorker.ready.then(({ active }) => active.state)"
# Whether each of these files is kept under its own name.
KEEPS = "async (paths) => { const kept = (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat(); return paths.every((path) => kept.includes(new URL(path, location.origin).href)); }"  # fmt: skip
# Whether all of Python is, and what a list needs that names no place but London.
KEPT = f"() => ({KEEPS})(['/kept-runtime', '/zoneinfo/UTC', '/zoneinfo/Europe/London'])"
# Whether a version that the host has now is taken. The browser may look for one by itself at the same time: what it
# finds is what is asked for, and where it looked too early it is asked again.
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const before = registration.waiting;
  for (let turn = 0; turn < 20; turn += 1) {
    await registration.update();
    const found = registration.installing ?? registration.waiting;
    if (!found || found === before) continue;
    while (found.state === "installing") await new Promise((resolve) => found.addEventListener("statechange", resolve, { once: true }));
    return found.state;
  }
  return "nothing new";
}"""
# Those of the service worker; a snapshot, which is the page's, may come at any time.
CACHES = "async () => (await caches.keys()).filter((name) => !name.endsWith(':snapshot')).sort()"


def comes_true(page, script, argument=None):
    """Wait for what a page shows nowhere: ask it until the script says so, for ten seconds at most."""
    for _ in range(200):
        if page.evaluate(script, argument):
            return
        page.evaluate("() => new Promise((resolve) => setTimeout(resolve, 50))")
    raise AssertionError(f"{script} stays false")


class Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = MappingProxyType(
        {**http.server.SimpleHTTPRequestHandler.extensions_map, ".wasm": "application/wasm", ".js": "text/javascript"}
    )

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """A browser that is closed in the middle of a download is no news."""


class Host(Handler):
    """A host whose files change from one release to the next, that can be out of reach, and counts what it sends."""

    def parse_request(self):
        return super().parse_request() and not self.server.host["is_down"]

    def do_GET(self):  # the library's name
        host = self.server.host
        self.directory = str(host["folder"])
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        # A time tells two versions of a file by the second, and two releases of a test may be of the same one. Tags
        # would do, but browsers take none from HTTP/1.0.
        seal = hashlib.sha256(file.read_bytes()).digest() if file.is_file() else None
        is_known = seal is not None and host["given"].get(self.path) == seal
        host["given"][self.path] = seal
        if is_known and "If-Modified-Since" in self.headers:
            self.send_response(304)
            self.end_headers()
            return
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def copyfile(self, source, outputfile):
        data = source.read()
        self.server.host["sent"].append((self.path, len(data)))
        outputfile.write(data)


@contextmanager
def served(handler, **state):
    """Serve the site on a free port; yields what the handler goes by, with the ``url``."""
    assert (SITE / "checklist/index.html").exists(), "build the site first: make site"
    server = Server(("127.0.0.1", 0), functools.partial(handler, directory=str(SITE)))
    server.host = {"url": f"http://127.0.0.1:{server.server_port}", **state}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.host
    server.shutdown()
    server.server_close()


def changing_host(handler=Host, **state):
    """Serve the site by a host that a test may change: its folder, whether it is down; and what it has sent."""
    return served(handler, folder=SITE, is_down=False, sent=[], given={}, **state)


def release(tmp_path, name, *changes):
    """The site as built with other contents in some files, and its own service worker."""
    folder = tmp_path / name
    shutil.copytree(SITE, folder)
    for path, old, new in changes:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    write_worker(folder, is_offline=True)
    return folder
