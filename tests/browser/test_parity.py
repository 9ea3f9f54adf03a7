"""The same records, through CPython and through the real worker in the browser: the same bytes."""

import ast
import itertools
import json
import sys
from pathlib import Path

import pytest

from checklist_py.bridge import Bridge
from checklist_py.build.assets import asset_urls
from checklist_py.build.codes import codes_folder, codes_name
from checklist_py.build.runtime import STDLIB, runtime_folder
from checklist_py.build.tools import node_package
from checklist_py.build.wheel import browser_sources, wheel_folder, wheel_name
from checklist_py.core.record.preset import pack_preset
from checklist_py.core.record.share import pack, unpack
from checklist_py.core.words.messages import MESSAGES
from tests import cases, presets
from tests.test_bridge import told

pytestmark = pytest.mark.own_python

ASK = """async ([urls, requests]) => {
  const code = `const urls = ${JSON.stringify(urls)}; self.early = { urls, wasm: WebAssembly.compileStreaming(fetch(urls.wasm)),
    stdlib: fetch(urls.stdlib), wheel: fetch(urls.wheel) }; import(urls.worker);`;
  const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const thread = new Worker(url, { type: "module" });
  const answers = [];
  return await new Promise((resolve, reject) => {
    thread.onerror = (event) => reject(new Error(event.message));
    thread.onmessage = ({ data }) => {
      if (data.failed) reject(new Error(data.failed));
      if (data.reply !== undefined) answers.push(data.reply);
      if (data.reply !== undefined || data.stage === "ready") {
        if (answers.length === requests.length) resolve(answers);
        else {
          const request = requests[answers.length];
          thread.postMessage({ id: answers.length, request, isCode: request.startsWith('{"op": "code"') });
        }
      }
    };
  });
}"""


def requests(shared):
    for document, now in shared:
        yield json.dumps({"op": "plan", "record": cases.as_text(document), "now": now, **told(document)})
        yield json.dumps({"op": "check", "record": cases.as_text(document)})
        yield json.dumps({"op": "ics", "record": cases.as_text(document), "now": now, **told(document)})
    for document, now in shared[::3]:
        asked = {"record": cases.as_text(document), "now": now, **told(document)}
        first = document["applications"][0]
        yield json.dumps({"op": "line", "application": first["id"], "width": 358, **asked})
        yield json.dumps({"op": "picture", **asked})
        yield json.dumps({"op": "journal", **asked})
        if first["rounds"]:
            yield json.dumps(
                {"op": "why", "application": first["id"], "key": f"{first['rounds'][0]['id']}/follow-up-1", **asked}
            )
    for (document, _), message in zip(shared, itertools.cycle(MESSAGES), strict=False):
        first = document["applications"][0]["id"]
        asked = {"record": cases.as_text(document), "name": message.id, "application": first}
        yield json.dumps({"op": "draft", **asked, **told(document)})
    for (one, _), (other, _) in itertools.pairwise(shared):
        yield json.dumps({"op": "merge", "one": cases.as_text(one), "other": cases.as_text(other)})
    for (mine, _), (backup, _) in zip(shared[::3], shared[1::3], strict=False):
        asked = {"record": cases.as_text(mine), "backup": cases.as_text(backup), **told(mine)}
        yield json.dumps({"op": "restore", **asked})
        yield json.dumps({"op": "unpack", "packed": pack(backup)})
    for length in (1, 20, 200, 1500, 3000):
        yield json.dumps({"op": "code", "text": "https://example.org/checklist/#restore=1." + "a" * length})
    for preset in (presets.preset(), presets.whole()):
        asked = {"preset": json.dumps(preset), "record": cases.as_text(shared[0][0]), **told(cases.record(region="GB"))}
        yield json.dumps({"op": "preset", **asked})
        yield json.dumps({"op": "unpack-preset", "packed": pack_preset(preset)})
    yield from ("", "{", '{"op": "plan", "record": "{}"}', '{"op": "check", "record": "[[[["}')


ALL = pytest.param(
    1, marks=[pytest.mark.later, pytest.mark.once("the same WebAssembly: a tenth of the records will do")]
)


@pytest.mark.parametrize("nth", [10, ALL])
def test_the_browser_plans_files_drafts_checks_and_merges_byte_for_byte_as_cpython(page, base_url, nth):
    shared = cases.PARITY[::nth]
    share = len(shared) / len(cases.PARITY)
    asked = list(requests(shared))
    assert sum('"op": "plan"' in text for text in asked) >= 300 * share
    page.goto("/checklist/")
    urls = asset_urls()
    answers = page.evaluate(
        ASK,
        [
            {name: f"{base_url}/{urls[name]}" for name in ("worker", "wasm", "second", "stdlib", "wheel", "codes")},
            asked,
        ],
    )
    native = Bridge()
    differing = [text for text, answer in zip(asked, answers, strict=True) if native.handle(text) != answer]
    assert differing == []
    plans = [json.loads(answer) for text, answer in zip(asked, answers, strict=True) if '"op": "plan"' in text]
    assert sum(reply["ok"] for reply in plans) >= 300 * share
    for op, least in (("ics", 250), ("draft", 250), ("restore", 90), ("unpack", 90), ("code", 4), ("preset", 1)):
        replies = [json.loads(answer) for text, answer in zip(asked, answers, strict=True) if f'"op": "{op}"' in text]
        assert sum(reply["ok"] for reply in replies) >= least * share, op


def test_what_the_browser_packs_is_read_here(page, base_url):
    """Its bytes may be others: another zlib may pack in another way."""
    documents = [document for document, _ in cases.PARITY[::5]]
    page.goto("/checklist/")
    urls = {name: f"{base_url}/{url}" for name, url in asset_urls().items()}
    asked = [json.dumps({"op": "share", "record": cases.as_text(each), **told(each)}) for each in documents]
    packed = [json.loads(answer)["packed"] for answer in page.evaluate(ASK, [urls, asked])]
    # Those of version 1 go into a link as version 2.
    assert [json.loads(unpack(text)) for text in packed] == [{**each, "version": 2} for each in documents]


def imported():
    """Every name that the browser's sources import."""
    names = set()
    for path in browser_sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module)
        parts = path.relative_to(Path(__file__).parents[2]).with_suffix("").parts
        names.add(".".join(part for part in parts if part != "__init__"))
    return sorted(names)


@pytest.mark.later
def test_every_import_that_our_code_can_make_works_in_the_browser(page):
    pyodide, bundle, rules, codes = node_package("pyodide"), runtime_folder(), wheel_folder(), codes_folder()
    # Our own Python, on WebAssembly as npm has it.
    own = {STDLIB: bundle, wheel_name(rules): rules, codes_name(codes): codes}

    def serve(route):
        name = route.request.url.rsplit("/", 1)[-1]
        route.fulfill(
            path=own.get(name, pyodide) / name,
            content_type="application/wasm" if name.endswith("wasm") else "text/javascript",
        )

    page.route("**/runtime-under-test/*", serve)
    page.goto("/about/")
    names = imported()
    assert {"json", "zoneinfo", "checklist_py.bridge", "checklist_py.core.record.merge"} <= set(names)
    found = page.evaluate(
        """async ([names, ...archives]) => {
          const { loadPyodide } = await import("/runtime-under-test/pyodide.mjs");
          const bytes = async (name) => new Uint8Array(await (await fetch("/runtime-under-test/" + name)).arrayBuffer());
          const [wheel, codes] = await Promise.all(archives.map(bytes));
          const python = await loadPyodide({
            indexURL: "/runtime-under-test/", lockFileURL: "/runtime-under-test/pyodide-lock.json", env: { PYTHONTZPATH: "" },
            fsInit: async (files) => { files.writeFile("/lib/checklist.whl", wheel); files.writeFile("/lib/codes.zip", codes); },
          });
          python.globals.set("names", names.join(" "));
          return python.runPython(`
import importlib, sys
sys.path += ["/lib/checklist.whl", "/lib/codes.zip"]
failed = []
for name in names.split():
    try:
        importlib.import_module(name)
    except Exception as error:
        failed.append(f"{name}: {error}")
"; ".join(failed) + "|" + sys.version.split()[0]
          `);
        }""",
        [names, wheel_name(rules), codes_name(codes)],
    )
    assert found.split("|")[0] == ""
    assert found.split("|")[1].startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")
