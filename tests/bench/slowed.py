"""A slower processor: the browser's renderers stand still for a share of the time, found by trying."""

import contextlib
import itertools
import os
import signal
import statistics
import threading
import time
from pathlib import Path

CPU_SLOWDOWN = 4

LOOP = """() => new Promise((resolve) => {
  const code = "let x = 0; const spin = () => { for (let n = 0; n < 2e8; n += 1) x = (x * 31 + n) | 0; };" +
    "spin(); const before = performance.now(); spin(); postMessage(performance.now() - before);";
  const thread = new Worker(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  thread.onmessage = ({ data }) => { thread.terminate(); resolve(data); };
})"""


class Slowed(threading.Thread):
    """Slows the browser's renderers, worker and compile threads included, by stopping them for most of the time.

    The DevTools' own throttling reaches the main thread alone.
    """

    SLICE = 0.004

    def __init__(self, factor: float) -> None:
        super().__init__(daemon=True)
        self.factor = factor
        self.is_over = threading.Event()

    @staticmethod
    def renderers() -> list[int]:
        """The renderers of this benchmark's own browser: no other process is ever stopped."""
        parents, found = {}, []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
                if b"--type=renderer" in (folder / "cmdline").read_bytes():
                    found.append(int(folder.name))

        def is_ours(pid: int) -> bool:
            while pid > 1 and pid != os.getpid():
                pid = parents.get(pid, 0)
            return pid == os.getpid()

        return [pid for pid in found if is_ours(pid)]

    def signal(self, pids: list[int], number: int) -> None:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def run(self) -> None:
        ran = stopped = 0.0
        pids: list[int] = []
        before = time.perf_counter()
        for turn in itertools.count():
            if self.is_over.is_set():
                return
            if turn % 4 == 0:
                pids = self.renderers()
            self.signal(pids, signal.SIGSTOP)
            halted = time.perf_counter()
            ran += halted - before
            # This sleep is the slowing itself, the renderers' standstill, and the one below is the time in which they
            # run. Nothing waits on either for a state to come about, and no test comes here: only the benchmark does.
            # However late the machine wakes this thread, the shares come out right in the sum.
            time.sleep(max(0.0, ran * (self.factor - 1) - stopped))
            self.signal(pids, signal.SIGCONT)
            before = time.perf_counter()
            stopped += before - halted
            time.sleep(self.SLICE)

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.join()


def calibrated(browser) -> float:
    """The share of standstill with which a loop in a worker takes four times as long, found by trying."""
    page = browser.new_page()

    def loop() -> float:
        return statistics.median(page.evaluate(LOOP) for _ in range(3))

    free, factor, by = loop(), float(CPU_SLOWDOWN), 0.0
    for _ in range(8):
        with Slowed(factor):
            by = loop() / free
        if abs(by - CPU_SLOWDOWN) < 0.15:
            break
        factor = 1 + (factor - 1) * (CPU_SLOWDOWN - 1) / (by - 1)
    page.close()
    print(f"\nCPU slowed: a loop in a worker takes {by:.2f} times as long")
    return factor
