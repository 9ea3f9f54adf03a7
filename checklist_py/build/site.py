"""The last steps of a build: the data files, the assets, the images, the security policy, and what works offline."""

import shutil
from pathlib import Path

from checklist_py.build.assets import write_assets
from checklist_py.build.centre import Centre
from checklist_py.build.csp import apply_policy
from checklist_py.build.data import write_data
from checklist_py.build.dress import write_dress
from checklist_py.build.headers import write_headers
from checklist_py.build.images import Look, write_images
from checklist_py.build.manifest import Named, write_manifest
from checklist_py.build.offline import write_worker
from checklist_py.build.packed import write_packed


def finish(site: Path, called: tuple[str, str], centre: Centre, *, is_offline: bool, is_packed: bool) -> None:
    """Complete a site that MkDocs has written to the folder ``site``, for the ``centre`` whose copy it is.

    ``called`` is the site's name and what it's about. ``is_offline`` False puts a service worker there that takes
    itself away. ``is_packed`` compresses every file beforehand, for a host.
    """
    write_assets(site)
    write_data(site)
    look = Look(centre.palettes["light"], centre.logo)
    write_images(site, look)
    write_dress(site, centre, look)
    # What nobody asks for: other languages' search stemmers, styles that are part of ours, its icon, and source maps.
    shutil.rmtree(site / "assets/javascripts/lunr", ignore_errors=True)
    shutil.rmtree(site / "assets/stylesheets", ignore_errors=True)
    shutil.rmtree(site / "assets/images", ignore_errors=True)
    for source_map in site.rglob("*.map"):
        source_map.unlink()
    apply_policy(site)
    write_manifest(site, Named(*called, centre.short_name, look.colours["paper"], centre.is_dressed))
    write_worker(site, is_offline=is_offline)
    write_headers(site)
    if is_packed:
        write_packed(site)
