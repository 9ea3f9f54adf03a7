"""The command line makes the link of a centre's preset, and its code; or says what's wrong and makes neither."""

import json
import re

import pytest

from checklist_py.core.record.preset import link
from tests import presets
from tests.command_line import run
from tests.core.record.test_preset import sized

# The core's coverage has to come from the core's own tests.
pytestmark = pytest.mark.uncounted

SITE = "https://example.org/interviews/"


@pytest.fixture
def given(tmp_path):
    path = tmp_path / "preset.json"
    path.write_text(json.dumps(presets.whole()))
    return path


def test_the_link_is_printed_and_the_code_is_written_beside_it(given, tmp_path):
    done = run("preset", given, "--site", SITE, "--qr", tmp_path / "code.svg")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{link(presets.whole(), SITE)}\n"
    svg = (tmp_path / "code.svg").read_text()
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="')
    assert run("preset", "-", "--site", SITE, stdin=given.read_bytes()).stdout == done.stdout


def modules(svg):
    """The dark modules of a code, as its path draws them: rows of a grid."""
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    grid = [[False] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg):
        for column in range(int(x), int(x) + int(length)):
            grid[int(y)][column] = True
    return grid


@pytest.mark.parametrize(("length", "version"), [(0, 8), (1_050, 25)])
def test_a_code_is_quiet_around_and_corrects_as_much_as_paper_needs(tmp_path, length, version):
    (tmp_path / "preset.json").write_text(json.dumps(sized(length)))
    run("preset", tmp_path / "preset.json", "--site", SITE, "--qr", tmp_path / "code.svg")
    grid = modules((tmp_path / "code.svg").read_text())
    size = len(grid)
    assert size <= 17 + 4 * version + 8
    for edge in range(size):
        for row, column in ((edge, 3), (edge, size - 4), (3, edge), (size - 4, edge)):
            assert not grid[row][column]
    assert all(grid[4][4:11])
    # ISO/IEC 18004, 7.9: the format's first two bits are the level, under a mask of 1 and 0; L alone is less than M.
    level = grid[12][4] ^ True, grid[12][5] ^ False
    assert level != (False, True)


def test_a_link_too_long_for_a_code_is_refused_and_neither_is_made(tmp_path):
    (tmp_path / "preset.json").write_text(json.dumps(sized(1_600)))
    done = run("preset", tmp_path / "preset.json", "--site", SITE, "--qr", tmp_path / "code.svg")
    assert (done.returncode, done.stdout) == (1, b"")
    reason = r"must be a link of at most 990 bytes to fit into a code, not 1,\d{3}; shorten its step 2 \(.+\) first, which takes 1,\d{3} of them"
    assert re.fullmatch(f"--qr: {reason}\n", done.stderr.decode())
    assert not (tmp_path / "code.svg").exists()
    assert run("preset", tmp_path / "preset.json", "--site", SITE).returncode == 0


def test_a_preset_too_long_for_a_link_is_refused(tmp_path):
    (tmp_path / "preset.json").write_text(json.dumps(sized(8_000)))
    done = run("preset", tmp_path / "preset.json", "--site", SITE)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"preset: must make a link with at most 4,000 characters after #preset=, not ")


def test_every_fault_of_the_preset_and_of_the_address_is_told(tmp_path):
    bad = presets.preset(centre="<b>", policy={"thank_you_hours": 0, "left_out": ["nothing"]})
    done = run("preset", "-", "--site", "ftp://x", "--qr", tmp_path / "code.svg", stdin=json.dumps(bad).encode())
    assert (done.returncode, done.stdout) == (1, b"")
    assert [line.partition(b": ")[0] for line in done.stderr.splitlines()] == [
        b"policy.thank_you_hours", b"centre", b"policy.left_out[0]", b"--site",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == []


def test_a_code_that_cannot_be_written_is_refused_and_no_link_is_printed(given, tmp_path):
    done = run("preset", given, "--site", SITE, "--qr", tmp_path / "no" / "code.svg")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(f"{tmp_path}/no/code.svg: ".encode())
    assert run("preset", given, "--site", SITE, "--qr", "").stderr == b"--qr: must name a file\n"


def test_a_site_must_be_named(given):
    assert run("preset", given).returncode == 2
