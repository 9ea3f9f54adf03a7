"""Halves in which the second is called for on purpose: the first lacks what the link to another device needs."""

from functools import cache
from pathlib import Path

from checklist_py.build.assets import asset_urls
from checklist_py.build.halves.build import SECOND, WASM, halves_folder, prepared, write_halves
from checklist_py.build.halves.counting import counting
from checklist_py.build.halves.module import Module
from checklist_py.build.halves.profile import PROFILE, read_profile
from checklist_py.build.offline import write_worker
from checklist_py.build.tools import node_package
from tests import cases
from tests.halves.running import ran
from tests.halves.workload import NOW, ONE, asked


@cache
def profile() -> frozenset[int]:
    """The committed profile."""
    return read_profile(PROFILE.read_text(encoding="utf-8"), (node_package("pyodide") / WASM).read_bytes())


@cache
def whole() -> Module:
    """Pyodide's module, ready to be split."""
    return prepared(node_package("pyodide"))[1]


def without_links(scratch: Path) -> frozenset[int]:
    """The profile without those functions that only packing a record into a link calls."""
    marked = scratch / "marked.wasm"
    marked.write_bytes(counting(Module((halves_folder() / WASM).read_bytes())))
    usual = [asked(op, ONE, now=NOW) for op in ("plan", "check", "ics", "picture", "journal")]
    usual.append(asked("merge", one=cases.as_text(ONE), other=cases.as_text(ONE)))
    called = [
        set(ran(requests, marked, second=halves_folder() / SECOND)["called"])
        for requests in (usual, [*usual, asked("share", ONE)])
    ]
    return profile() - (called[1] - called[0])


def put_into(site: Path, functions: frozenset[int]) -> Path:
    """Give a copy of the site halves by another profile; returns where its second half is."""
    urls = asset_urls()
    write_halves(whole(), functions, (site / urls["wasm"]).parent)
    for name in ("wasm", "second"):
        for packed in (".br", ".gz"):
            (site / (urls[name] + packed)).unlink(missing_ok=True)
    write_worker(site, is_offline=True)
    return site / urls["second"]
