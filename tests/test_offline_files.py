"""What the site without a network is made of: the service worker names each file as it is, and the manifest is whole."""

import hashlib
import json

from checklist_py.build.offline import WORKER, files_of
from tests.host import SITE


def test_the_service_worker_names_every_page_and_every_part_of_python_as_it_is():
    files = files_of(SITE)
    pages = {path.parent.relative_to(SITE).as_posix() + "/" for path in SITE.rglob("index.html")} - {"./"} | {
        "",
        "404.html",
    }
    assert pages <= files["shell"].keys()
    runtime = {path.suffix for path in map(SITE.joinpath, files["runtime"])}
    assert runtime == {".wasm", ".zip", ".whl", ".js", ".json"}
    text = (SITE / WORKER).read_text(encoding="utf-8")
    for part in files.values():
        for address, seal in part.items():
            file = SITE / address / "index.html" if (SITE / address).is_dir() else SITE / address
            assert hashlib.sha256(file.read_bytes()).hexdigest() == seal
            assert seal in text


def test_the_manifest_is_whole():
    manifest = json.loads((SITE / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {
        "name",
        "short_name",
        "start_url",
        "scope",
        "display",
        "icons",
        "screenshots",
        "shortcuts",
    } <= manifest.keys()
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert [icon["purpose"] for icon in manifest["icons"] if "purpose" in icon] == ["maskable"]
    assert {screen["form_factor"] for screen in manifest["screenshots"]} == {"narrow", "wide"}
    assert [shortcut["name"] for shortcut in manifest["shortcuts"]] == ["Next action", "Add an interview"]
    for image in manifest["icons"] + manifest["screenshots"]:
        assert (SITE / image["src"]).is_file()
