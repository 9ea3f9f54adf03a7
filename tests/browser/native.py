"""The Python of this machine in place of the page's, which takes half of a test's time to start.

It is the same bridge, a string in and a string out, and ``test_parity.py`` holds that both answer with the same bytes.
A browser that sends the cookie is given a worker that hands each request on to here, and an empty runtime; all else
of the page, its stages, limits and restarts among it, is as it is built.
"""

from urllib.parse import urlsplit

from checklist_py.bridge import Bridge
from checklist_py.build.assets import asset_urls
from tests.host import Handler

COOKIE = ("python", "native")
# It waits for the parts of a runtime and fails without them, as the page's own does.
WORKER = """
const { early } = self;
const [url, whose] = [new URL("/python", import.meta.url), String(Math.random())];
let answered = Promise.resolve();
async function answer({ id, request }) {
  const response = await fetch(url, { method: "POST", headers: { whose }, body: request });
  postMessage({ id, reply: await response.text() });
}
try {
  postMessage({ stage: "fetching" });
  const parts = await Promise.all([early.wasm, early.stdlib, early.wheel]);
  if (!parts[1].ok || !parts[2].ok) throw new Error("a part is missing");
  postMessage({ stage: "starting" });
  addEventListener("message", ({ data }) => { answered = answered.then(() => answer(data)); });
  postMessage({ stage: "ready" });
} catch (error) {
  postMessage({ failed: String(error) });
}
"""
NOTHING = {"wasm": b"\0asm\1\0\0\0", "stdlib": b"", "wheel": b"", "worker": WORKER.encode()}


class Native(Handler):
    """The built site; a browser with the cookie has its records planned here."""

    def do_GET(self):  # noqa: N802  # the library's name
        body = self.server.host["stand_ins"].get(urlsplit(self.path).path)
        if body is None or "=".join(COOKIE) not in self.headers.get("Cookie", ""):
            super().do_GET()
        else:
            self.answer(body, self.guess_type(self.path))

    def do_POST(self):  # noqa: N802  # the library's name
        bridges, request = self.server.host["bridges"], self.rfile.read(int(self.headers["Content-Length"]))
        # Each worker is told its time zones and holidays.
        bridge = bridges.setdefault(self.headers["whose"], Bridge())
        self.answer(bridge.handle(request.decode()).encode(), "application/json")

    def answer(self, body, kind):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def state():
    """What the handler goes by."""
    urls = asset_urls()
    return {"stand_ins": {f"/{urls[name]}": body for name, body in NOTHING.items()}, "bridges": {}}
