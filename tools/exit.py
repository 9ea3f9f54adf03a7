"""Build the site with ProperDocs in place of MkDocs, and hold it to the one in site/: the same files, byte for byte.

ProperDocs is a fork that reads the same configuration. Its environment has no MkDocs in it, so the day that MkDocs
can no longer be used, this is how the site gets built.
"""

import subprocess
import sys
from pathlib import Path

from bootstrap import EXIT, ROOT

SITE = ROOT / "site"
OTHER = ROOT / ".cache" / "exit" / "site"
TIMED = "sitemap.xml.gz"
"""It has the time of the build in it; what it unpacks to is beside it."""


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder, by path."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: b"" if name == TIMED else data for name, data in found.items()}


def main() -> None:
    """Build and compare; end with 1 where a file differs, or is in one of the two alone."""
    build = ("properdocs", "build", "--quiet", "--config-file", "mkdocs.yml", "--site-dir", OTHER)
    subprocess.run([EXIT / "bin/python", "-m", *build], cwd=ROOT, check=True)
    one, other = files(SITE), files(OTHER)
    differing = [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
    if differing:
        sys.exit("Not the same: " + ", ".join(differing))
    print(f"ProperDocs makes the same {len(other)} files")


if __name__ == "__main__":
    main()
