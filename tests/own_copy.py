"""A copy of the site under a centre's own name, built as a centre would build it: one block changed, its files beside it."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]

ADDRESS = "https://example.org/careers/interviews/"
"""Where the copy is published: below another site of the centre's."""

PRESET = {
    "format": "after-the-interview-preset",
    "version": 1,
    "centre": "Northfield Careers",
    "link": "https://example.org/careers/",
    "issued": "2026-11-02",
    "region": "GB-ENG",
    "policy": {
        "thank_you_hours": 48,
        "max_follow_ups": 1,
        "extra_steps": [
            {"id": "x-tell", "title": "Tell us how it went", "url": "https://example.org/careers/tell", "scope": "round", "anchor": "end", "offset": {"working_days": 2}}
        ],
    },
}  # fmt: skip

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 32"><path fill="#7a1f3d" d="M2 2h60v28H2z"/></svg>\n'

BLOCK = {
    "name": "Northfield University Careers Service",
    "short_name": "Northfield",
    "contact": "careers@example.org",
    "logo": "ours/logo.svg",
    "colours": {"light": {"accent": "#7a1f3d"}},
    "preset": "ours/preset.json",
}


def block_in(text):
    """Where the block stands in mkdocs.yml: from its line to the next that's indented no further."""
    start = text.index("  centre:\n")
    lines = text[start:].splitlines(keepends=True)
    length = next(index for index, line in enumerate(lines[1:], start=1) if not line.startswith("    "))
    return start, start + sum(map(len, lines[:length]))


def clone(folder, block=BLOCK, corrections="https://example.org/careers/corrections"):
    """Make a centre's clone: everything as it comes but one block of mkdocs.yml, and a folder of the centre's files."""
    for name in ("docs", "overrides"):
        (folder / name).symlink_to(ROOT / name)
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    start, end = block_in(text)
    own = yaml.safe_dump({"centre": block}, allow_unicode=True, sort_keys=False)
    text = text[:start] + "".join(f"  {line}\n" for line in own.splitlines()) + text[end:]
    text = re.sub(r"^  corrections:.*$", f"  corrections: {corrections}", text, flags=re.MULTILINE)
    text = text.replace("  - checklist_py\n", "")
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    (folder / "ours").mkdir()
    (folder / "ours/logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / "ours/preset.json").write_text(json.dumps(PRESET), encoding="utf-8")
    return folder


def build(folder, site, **more):
    """Build the site of a clone, as ``make site`` does, and return what was said."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    # The rules are this clone's: its cache holds what they're built from.
    environment = {**os.environ, "SITE_URL": ADDRESS, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    environment.pop("AS_IT_COMES", None)
    environment |= more
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
