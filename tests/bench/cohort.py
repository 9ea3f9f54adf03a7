"""How long a cohort takes on the command line, and how much memory.

python -m tests.bench.cohort
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import cohorts, presets
from tests.command_line import ROOT

ROWS = 10_000
SECONDS, MEGABYTES = 60, 300


def cohort() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = cohorts.rows(ROWS)[:ROWS]
        (folder / "cohort.csv").write_text(cohorts.sheet(rows), encoding="utf-8")
        (folder / "preset.json").write_text(json.dumps(presets.whole()), encoding="utf-8")
        options = ["--out", folder / "out", "--preset", folder / "preset.json", "--time-zone", "Europe/London"]
        command = [sys.executable, "-m", "checklist_py", "batch", folder / "cohort.csv", *options]
        before = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        took = time.perf_counter() - before
        assert process.returncode == 0
        files = len(list((folder / "out").iterdir()))
    print(f"\nA cohort of {ROWS:,} interviews, {files:,} files written")
    print(f"  seconds                                 {took:8.1f}   budget {SECONDS}")
    print(f"    of them on a processor                {used.ru_utime + used.ru_stime:8.1f}")
    print(f"  memory at most, MB                      {used.ru_maxrss * 1024 / 1e6:8.1f}   budget {MEGABYTES}")


if __name__ == "__main__":
    cohort()
