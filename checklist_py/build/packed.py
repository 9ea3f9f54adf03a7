"""Every file that compresses well, compressed beforehand: ``name.br`` and ``name.gz`` beside ``name``.

A web server that sends these as they are (``brotli_static`` and ``gzip_static`` in nginx) spends no time on
compressing, and sends fewer bytes than it could make on the fly.
"""

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from checklist_py.build.cache import cached, digest, versions

SUFFIXES = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".wasm", ".webmanifest", ".whl", ".xml", ".zip"})
_LEAST = 1_000
"""Bytes: with less, the head of the answer is most of it."""


def write_packed(site: Path) -> None:
    """Put the compressed files beside the others, where they are smaller."""
    paths = [path for path in sorted(site.rglob("*")) if path.suffix in SUFFIXES and path.stat().st_size >= _LEAST]
    with ThreadPoolExecutor() as pool:
        for path, folder in zip(paths, pool.map(_packed, paths), strict=True):
            for each in folder.iterdir():
                if each.stat().st_size < path.stat().st_size:
                    path.with_name(path.name + each.suffix).write_bytes(each.read_bytes())


def _packed(path: Path) -> Path:
    data = path.read_bytes()

    def make(folder: Path) -> None:
        (folder / "packed.br").write_bytes(brotli.compress(data))
        # Without the time of packing, so that the same file gives the same bytes.
        (folder / "packed.gz").write_bytes(gzip.compress(data, 9, mtime=0))

    return cached("packed", digest([*versions("brotli"), data]), make)
