"""What a command costs: processor time, time on the clock, memory at most. And medians of that."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Cost:
    """One run of a command."""

    cpu: float  # Seconds of processor time, user and system, of all threads.
    wall: float  # Seconds on the clock.
    peak: float  # MiB of memory at most.
    said: str  # What it wrote on standard error.


@dataclass
class Case:
    """A command that is measured, and its runs."""

    name: str
    command: list[str]
    folder: Path
    costs: list[Cost] = field(default_factory=list)

    def run(self) -> None:
        self.costs.append(measure(self.command, self.folder))

    def median(self, what: str) -> float:
        return statistics.median(getattr(cost, what) for cost in self.costs)


def measure(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end; the kernel counts. A command that fails ends everything."""
    said = folder / "said.txt"
    with said.open("wb") as errors:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    text = said.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {process.returncode}:\n{text}")
    # The kernel counts memory in KiB, on macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / unit, text)


def rounds(cases: list[Case], count: int, word: str) -> None:
    """Runs all cases in turn, again and again, so that a busy moment strikes all of them alike."""
    if not cases:
        return
    for case in cases:
        measure(case.command, case.folder)  # Files come into the cache; not counted.
    for number in range(1, count + 1):
        print(f"\r{word}: {number} of {count}", end="", file=sys.stderr, flush=True)
        for case in cases:
            case.run()
    print(file=sys.stderr)


def ratio(upper: Case, *lower: Case, less: Case | None = None) -> float:
    """Median of the rounds' own ratios of processor time. `less` is taken off above first."""
    return statistics.median(ratios(upper, *lower, less=less))


def ratios(upper: Case, *lower: Case, less: Case | None = None, what: str = "cpu") -> list[float]:
    """The rounds' own ratios of a cost."""
    above = [getattr(cost, what) for cost in upper.costs]
    if less is not None:
        above = [cost - getattr(off, what) for cost, off in zip(above, less.costs)]
    below = [sum(getattr(cost, what) for cost in row) for row in zip(*(case.costs for case in lower))]
    return [a / b for a, b in zip(above, below)]
