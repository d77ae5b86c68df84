"""`esep check` of one and of all methodologies as a whole process, against the bare interpreter and the imports alone.

Run: python tests/benchmarks/bench_check.py. Prints seconds, ratios and peak memory of one run; asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 7
COMMANDS = {
    "interpreter": ["-c", "pass"],
    "imports": ["-c", "import compiler.cli.main, compiler.cli.check_command"],
    "esep check ict_2015": ["-m", "compiler.cli.main", "check", "methodologies/ict_2015"],
    "esep check methodologies": ["-m", "compiler.cli.main", "check", "methodologies"],
}


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak MB of one process."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(ROOT)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.execv(sys.executable, [sys.executable, *arguments])
    _, _, usage = os.wait4(child, 0)
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    for arguments in COMMANDS.values():
        measured(arguments)  # warm the page cache
    rounds = [{name: measured(arguments) for name, arguments in COMMANDS.items()} for _ in range(RUNS)]
    base = statistics.median(one["interpreter"][1] for one in rounds)
    for name in COMMANDS:
        wall, cpu, memory = (statistics.median(one[name][kind] for one in rounds) for kind in range(3))
        print(f"{name:24} wall {wall:.3f} s  cpu {cpu:.3f} s  {cpu / base:5.1f} × interpreter  {memory:.0f} MB")


if __name__ == "__main__":
    main()
