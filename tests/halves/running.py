"""Pyodide in Node (``run.mjs``) and in a browser's worker, answering requests on WebAssembly that a test has changed."""

import functools
import json
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checklist_py.build.assets import asset_urls, write_assets
from checklist_py.build.cache import ROOT
from checklist_py.build.codes import codes_folder, codes_name
from checklist_py.build.halves.build import WASM, halves_folder
from checklist_py.build.halves.counting import CALLED
from checklist_py.build.runtime import LOCK, STDLIB, runtime_folder
from checklist_py.build.tools import node_package
from checklist_py.build.wheel import wheel_folder, wheel_name
from tests.host import Handler, Server

# The page's own worker, on a module that counts.
COUNT = """async ([urls, purpose, requests, called]) => {
  const code = `
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = async (module, imports) => {
      const made = await instantiate(module, imports);
      const all = Object.entries(made.exports ?? {}), counts = all.filter(([name]) => name.startsWith("${called}"));
      if (!counts.length) return made;
      self.counts = counts;
      return { exports: Object.fromEntries(all.filter((each) => !counts.includes(each))) };
    };
    addEventListener("message", ({ data }) => {
      if (data === "called") postMessage({ called: self.counts.filter(([, { value }]) => value).map(([name]) => Number(name.slice(${called.length}))) });
    });
    const urls = ${JSON.stringify(urls)};
    self.early = { urls, purpose: "${purpose}", wasm: WebAssembly.compileStreaming(fetch(urls.wasm)), stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) };
    import(urls.worker);`;
  const thread = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })), { type: "module" });
  let at = 0;
  return await new Promise((resolve, reject) => {
    thread.onerror = (event) => reject(new Error(event.message));
    thread.onmessage = ({ data }) => {
      if (data.failed) reject(new Error(data.failed));
      if (data.called) resolve(data.called);
      if (data.reply === undefined && data.stage !== "ready" && data.stage !== "kept") return;
      const request = requests[at];
      thread.postMessage(request ? { id: at, request, isCode: request.startsWith('{"op": "code"') } : "called");
      at += 1;
    };
  });
}"""


def ran(requests: Sequence[str], wasm: Path, folder: Path | None = None, **paths: Path | None) -> dict[str, Any]:
    """Run requests in Node. ``folder`` has the JavaScript, if not ours. Of ``paths`` there may be

    - ``second``, the other half, None where it can't be had; without it, ``wasm`` is the whole;
    - ``snapshot``, where to keep the memory before the first request; ``begun``, one to begin with.
    """
    given = {
        "folder": str(folder or halves_folder()),
        "wasm": str(wasm),
        "stdlib": str(runtime_folder() / STDLIB),
        "wheel": str(wheel_folder() / wheel_name(wheel_folder())),
        "codes": str(codes_folder() / codes_name(codes_folder())),
        "lock": str(wheel_folder() / LOCK),
        "requests": list(requests),
        **{name: path and str(path) for name, path in paths.items()},
    }
    with tempfile.TemporaryDirectory() as scratch:
        asked, told = Path(scratch) / "given.json", Path(scratch) / "told.json"
        asked.write_text(json.dumps({**given, "told": str(told)}), encoding="utf-8")
        command = ["node", "--no-warnings", str(Path(__file__).with_name("run.mjs")), str(asked)]
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        found: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    return found


@functools.cache
def untouched(requests: tuple[str, ...]) -> list[str]:
    """Return what Pyodide as npm has it replies in Node."""
    told = ran(requests, node_package("pyodide") / WASM, node_package("pyodide"))
    assert told["failed"] is None
    replies: list[str] = told["replies"]
    return replies


def counted(browser, requests: list[str], counting: bytes) -> set[int]:
    """Return which functions a browser's worker calls, in a module that counts them.

    It starts, keeps a snapshot, and begins with that.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder, urls = Path(scratch), asset_urls()
        write_assets(folder)
        (folder / urls["wasm"]).write_bytes(counting)
        (folder / "index.html").write_text("<!doctype html>", encoding="utf-8")
        server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}/"
        page = browser.new_page()
        page.goto(base)
        names = ("worker", "wasm", "second", "stdlib", "wheel", "codes")
        here = {name: base + urls[name] for name in names}
        called: set[int] = set()
        for purpose in ("usual", "snapshot", "usual"):
            called.update(page.evaluate(COUNT, [here, purpose, requests if purpose == "usual" else [], CALLED]))
        page.close()
        server.shutdown()
        server.server_close()
    return called
