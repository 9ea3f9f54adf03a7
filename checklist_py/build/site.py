"""The last steps of a build: the data files, the assets, the images, the security policy, and what works offline."""

import shutil
from pathlib import Path

from checklist_py.build.assets import write_assets
from checklist_py.build.csp import apply_policy
from checklist_py.build.data import write_data
from checklist_py.build.headers import write_headers
from checklist_py.build.images import write_images
from checklist_py.build.manifest import write_manifest
from checklist_py.build.offline import write_worker
from checklist_py.build.packed import write_packed


def finish(site: Path, name: str, about: str, *, is_offline: bool, is_packed: bool) -> None:
    """Complete a site that MkDocs has written to the folder ``site``.

    ``is_offline`` False puts a service worker there that takes itself away. ``is_packed`` compresses every file
    beforehand, for a host.
    """
    write_assets(site)
    write_data(site)
    write_images(site)
    # What nobody asks for: other languages' search stemmers, styles that are part of ours, its icon, and source maps.
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    shutil.rmtree(site / "assets/stylesheets", ignore_errors=True)
    shutil.rmtree(site / "assets/images", ignore_errors=True)
    for source_map in site.rglob("*.map"):
        source_map.unlink()
    apply_policy(site)
    write_manifest(site, name, about)
    write_worker(site, is_offline=is_offline)
    write_headers(site)
    if is_packed:
        write_packed(site)
