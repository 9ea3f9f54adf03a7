"""Serves the site as built, with brotli and cache headers, and the same site on stock Pyodide beside it."""

import http.server
import json
import re
import shutil
from pathlib import Path

import brotli

from checklist_py.build.assets import early_script
from checklist_py.build.cache import CACHE, digest
from checklist_py.build.runtime import LOCK
from checklist_py.build.tools import node_package
from checklist_py.build.wheel import browser_sources

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
TYPES = {".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
         ".json": "application/json", ".svg": "image/svg+xml", ".woff2": "font/woff2"}  # fmt: skip

STOCK_WORKER = """
import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href });
const response = await fetch(new URL("./sources.json", import.meta.url));
for (const [name, text] of Object.entries(await response.json())) {
  python.FS.mkdirTree("/home/pyodide/" + name.split("/").slice(0, -1).join("/"));
  python.FS.writeFile("/home/pyodide/" + name, text);
}
const { handle } = python.pyimport("checklist_py.bridge");
addEventListener("message", ({ data }) => postMessage({ id: data.id, reply: handle(data.request) }));
postMessage({ stage: "ready" });
"""

STOCK_EARLY = """
const url = new URL("../runtime/worker.js", location.href).href;
const worker = new Worker(URL.createObjectURL(new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" })), { type: "module" });
const launched = (globalThis.firstWorker = { worker, heard: [] });
worker.onmessage = (event) => launched.heard.push(event);
"""

# Our own runtime bundle, with Python left at hand: times plan() alone, as Python's clock sees it.
PLAN_WORKER = """
import { loadPyodide } from "./pyodide.mjs";
addEventListener("message", async ({ data }) => {
  const wheel = new Uint8Array(await (await fetch(data.wheel)).arrayBuffer());
  const python = await loadPyodide({ indexURL: new URL("./", import.meta.url).href, stdLibURL: data.stdlib,
    lockFileURL: data.lock, env: { HOME: "/home", PYTHONTZPATH: "" } });
  python.FS.writeFile("/lib/checklist.whl", wheel);
  python.runPython("import sys; sys.path.append('/lib/checklist.whl')");
  python.globals.set("text", data.text);
  postMessage(python.runPython(data.code));
});
"""


def compressed(path: Path) -> bytes:
    """Return a file under brotli, kept from run to run."""
    data = path.read_bytes()
    kept = CACHE / "brotli" / digest([data])
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(brotli.compress(data))
    return kept.read_bytes()


def stock_folder() -> Path:
    """The stock distribution as npm ships it, and our sources as they are."""
    folder = CACHE / "bench-stock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", LOCK):
        shutil.copyfile(node_package("pyodide") / name, folder / name)
    sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in browser_sources()}
    (folder / "sources.json").write_text(json.dumps(sources), encoding="utf-8")
    (folder / "worker.js").write_text(STOCK_WORKER, encoding="utf-8")
    (folder / "plan.js").write_text(PLAN_WORKER, encoding="utf-8")
    return folder


class Handler(http.server.BaseHTTPRequestHandler):
    """Serves the site, brotli for all that is not compressed yet; ``/stock/…`` is the same site on stock Pyodide."""

    protocol_version = "HTTP/1.1"
    stock: Path

    def do_GET(self) -> None:  # the library's name
        path = self.path.partition("?")[0].lstrip("/")
        is_stock = path.startswith("stock/")
        if is_stock:
            path = path.removeprefix("stock/")
        file = self.stock / path.removeprefix("runtime/") if is_stock and path.startswith("runtime/") else SITE / path
        if file.is_dir():
            file /= "index.html"
        if not file.is_file():
            self.send_error(404)
            return
        is_packed = file.suffix == ".woff2"
        if is_stock and file.name == "index.html":
            html = file.read_text(encoding="utf-8")
            # Stock Pyodide sets out as early as ours, and fetches its own files when it wants them.
            html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]+>', "", html)
            html = html.replace(f"<script>{early_script()}</script>", f"<script>{STOCK_EARLY}</script>")
            body = brotli.compress(html.encode(), quality=9)
        else:
            body = file.read_bytes() if is_packed else compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        if not is_packed:
            self.send_header("Content-Encoding", "br")
        self.send_header(
            "Cache-Control", "no-cache" if file.suffix == ".html" else "public, max-age=31536000, immutable"
        )
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass
