"""How many requests a second nginx answers with the checklist page and everything it needs, from precompressed files.

    make load

nginx runs two workers by tools/nginx.conf; wrk asks on the same machine for a limited time.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from checklist_py.build.assets import asset_urls
from tests.test_hosting import SITE, nginx

SECONDS = 10
WANTED = 2_000

# Each thread goes through the list, one after the other, as a browser would fetch it.
SCRIPT = """
local paths = {%s}
local at = 0
local headers = {["Accept-Encoding"] = "br"}
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], headers)
end
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format("%%d %%d %%d %%d %%d %%d %%d\\n", summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout, errors.status, latency:percentile(50), latency:percentile(99)))
end
"""


def paths() -> list[str]:
    """The page, and all that a first visit fetches."""
    names = (
        "style",
        "checklist-style",
        "checklist",
        "site",
        "atkinson",
        "newsreader",
        "worker",
        "wasm",
        "second",
        "stdlib",
        "wheel",
    )
    urls = [asset_urls()[name] for name in names]
    theme = [path.relative_to(SITE).as_posix() for path in (SITE / "assets/javascripts").glob("*.js")]
    return ["/checklist/", *(f"/{url}" for url in [*theme, *urls]), "/zoneinfo/index.json", "/zoneinfo/Europe/London", "/zoneinfo/UTC", "/holidays/names.json", "/holidays/GB.json", "/manifest.webmanifest", "/sw.js"]  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, nginx(Path(scratch), workers=2) as port:
        script = Path(scratch) / "paths.lua"
        asked = paths()
        script.write_text(SCRIPT % ", ".join(f'"{path}"' for path in asked), encoding="utf-8")
        command = ["wrk", "-t2", "-c32", f"-d{SECONDS}s", "-s", str(script), f"http://127.0.0.1:{port}"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, microseconds, size, failed, refused, median, slow = map(int, printed.splitlines()[-1].split())
    rate = requests / microseconds * 1_000_000
    print(f"{len(asked)} addresses in turn, 32 connections, two workers of nginx, {SECONDS} s, wrk on the same machine")
    print(f"  requests a second  {rate:>9,.0f}   wanted {WANTED:,}")
    print(f"  bytes a second     {size / microseconds * 1_000_000:>9,.0f}")
    print(f"  errors             {failed + refused:>9,}")
    print(f"  median, 99th       {median / 1000:>6,.1f} ms, {slow / 1000:,.1f} ms")
    if failed or refused or rate < WANTED:
        sys.exit(1)


if __name__ == "__main__":
    main()
