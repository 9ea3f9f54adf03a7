"""The last steps of a build: the data files, the assets, the images, and the Content-Security-Policy."""

import shutil
from pathlib import Path

from checklist_py.build.assets import write_assets
from checklist_py.build.csp import apply_policy
from checklist_py.build.data import write_data
from checklist_py.build.images import write_images


def finish(site: Path) -> None:
    """Complete a site that MkDocs has written to the folder ``site``."""
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
