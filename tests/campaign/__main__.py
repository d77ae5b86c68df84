"""The simulated campaign from a command line: `python -m tests.campaign FOLDER [SUBORDINATE]`.

Issues workbooks to 49 bodies and 2,000 subordinate ones, fills and spoils them, takes them in again, and says whether
every planted mistake was found. FOLDER then holds what was issued, what came back, and everything that follows.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from tests.campaign.judge import judge, kinds_planted
from tests.campaign.simulate import simulate


def main(folder: Path, subordinate: int) -> int:
    start = time.perf_counter()
    simulation = simulate(folder, subordinate)
    issued = time.perf_counter()
    taken = simulation.intake(os.cpu_count() or 1)
    found = judge(simulation, taken)
    print(f"{len(simulation.bodies)} bodies: issued, filled and spoilt in {issued - start:.0f} s")
    print(f"{found.returns} returns taken in {time.perf_counter() - issued:.0f} s: {simulation.folder / 'campaign'}")
    for name, count in sorted(kinds_planted(simulation).items()):
        print(f"  planted: {name}: {count}")
    print(f"planted {found.planted}, missed {len(found.missed)}, false alarms {len(found.alarms)}")
    for line in (*found.missed, *found.alarms):
        print(f"  {line}")
    return 1 if found.missed or found.alarms else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000))
