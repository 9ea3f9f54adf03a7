"""The site on nginx, with the example that hosts are given: types, headers, caching and precompressed files."""

import contextlib
import gzip
import http.client
import re
import shutil
import socket
import subprocess
from pathlib import Path

import brotli
import pytest

from checklist_py.build.headers import ALWAYS, FOR_GOOD, NAMED_BY_CONTENT, WORKER
from checklist_py.build.packed import SUFFIXES

ROOT = Path(__file__).parents[1]
SITE = ROOT / "site"
MODULES = Path("/usr/lib/nginx/modules")
APP = next((SITE / "assets/app").glob("checklist.*.js")).relative_to(SITE).as_posix()
WASM = next((SITE / "assets/runtime").rglob("*.wasm")).relative_to(SITE).as_posix()


@contextlib.contextmanager
def nginx(folder, workers=1):
    """Serve the site by tools/nginx.conf on a free port, and yield that."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert program, "install nginx: apt install nginx-light libnginx-mod-http-brotli-static"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    example = (ROOT / "tools/nginx.conf").read_text(encoding="utf-8")
    example = example.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace(
        "/srv/after-the-interview", str(SITE)
    )
    scratch = "\n".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"""load_module {MODULES}/ngx_http_brotli_static_module.so;
        daemon off; master_process {"on" if workers > 1 else "off"}; worker_processes {workers}; pid {folder}/pid; error_log stderr warn;
        events {{ worker_connections 512; }}
        http {{ access_log off; {scratch} {example} }}""",
        encoding="utf-8",
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    with (folder / "errors").open("wb") as errors:
        server = subprocess.Popen(command, stderr=errors)
    try:
        while True:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            assert server.poll() is None, (folder / "errors").read_text()
        yield port
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    with nginx(tmp_path_factory.mktemp("nginx")) as port:

        def asked(path, **headers):
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            body = answer.read()
            connection.close()
            return answer, body

        yield asked


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/checklist/", "text/html; charset=utf-8"),
        (f"/{APP}", "text/javascript; charset=utf-8"),
        (f"/{WASM}", "application/wasm"),
        ("/sw.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/holidays/GB-ENG.json", "application/json"),
        ("/zoneinfo/Europe/London", "application/octet-stream"),
        ("/schema/record-1.json", "application/json"),
    ],
)
def test_every_file_has_its_type_and_every_answer_the_headers(ask, path, kind):
    answer, _ = ask(path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    expected = {**ALWAYS, **(WORKER if path == "/sw.js" else {})}
    assert {name: answer.headers[name] for name in expected} == expected


def test_what_is_named_by_its_content_is_kept_for_good_and_all_else_is_asked_for_again(ask):
    for folder in NAMED_BY_CONTENT:
        files = [path for path in (SITE / folder).rglob("*") if path.is_file() and ".LICENSE" not in path.name]
        for file in files:
            answer, _ = ask(f"/{file.relative_to(SITE).as_posix()}")
            assert answer.headers["Cache-Control"] == FOR_GOOD["Cache-Control"]
            assert re.search(r"[0-9a-f]{8}|[.][0-9A-Z]{8}[.]", file.relative_to(SITE).as_posix()), file
    for path in ("/", "/sw.js", "/checklist/", "/manifest.webmanifest", "/zoneinfo/UTC", "/nothing-here/"):
        assert ask(path)[0].headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", f"/{APP}", f"/{WASM}", "/search/search_index.json", "/holidays/names.json"])
def test_precompressed_files_are_sent_as_they_are(ask, path):
    _, plain = ask(path)
    file = SITE / (path.strip("/") or "index.html")
    for encoding, suffix, unpack in (("br", ".br", brotli.decompress), ("gzip", ".gz", gzip.decompress)):
        answer, body = ask(path, Accept_Encoding=encoding)
        assert answer.headers["Content-Encoding"] == encoding
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert body == file.with_name(file.name + suffix).read_bytes()
        assert unpack(body) == plain


def test_everything_large_enough_is_precompressed_and_unpacks_to_itself():
    for path in SITE.rglob("*"):
        if path.suffix in SUFFIXES and path.stat().st_size >= 20_000:
            data = path.read_bytes()
            assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == data
            assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == data


def test_what_has_not_changed_is_not_sent_again(ask):
    tag = ask("/checklist/")[0].headers["ETag"]
    answer, body = ask("/checklist/", If_None_Match=tag)
    assert (answer.status, body) == (304, b"")


def test_a_lost_address_and_what_is_for_other_hosts_get_the_page_for_lost_addresses(ask):
    for path in ("/no-such-page/", "/_headers"):
        answer, body = ask(path)
        assert answer.status == 404
        assert b"<h1" in body


def test_other_hosts_are_told_the_same():
    rules = {}
    for line in (SITE / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = rules.setdefault(line, {})
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    assert rules == {"/*": ALWAYS, "/sw.js": WORKER, **{f"/{folder}/*": FOR_GOOD for folder in NAMED_BY_CONTENT}}
