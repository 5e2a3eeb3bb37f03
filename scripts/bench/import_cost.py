"""Measure what importing pyemscripten costs, beside `packaging.tags`.

Whole processes are timed, because that is what a user waits for. Each round starts one process
of every kind, in changing order, and costs are differences within a round, so that a slow spell
of the machine hits all kinds alike.

Exits with 1 if importing costs more than half of what `packaging.tags` costs, or importing and
the first look-up more than all of it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

import pyemscripten

BARE = "bare interpreter"
IMPORT = "import pyemscripten"
LOOK_UP = "import, first look-up"
RIVAL = "import packaging.tags"
NEWEST = pyemscripten.builtin().platforms[-1].version
PROGRAMS = {
    BARE: "pass",
    IMPORT: "import pyemscripten",
    LOOK_UP: f"import pyemscripten; pyemscripten.platform('{NEWEST}')",
    RIVAL: "import packaging.tags",
}
BUDGETS = {IMPORT: 0.5, LOOK_UP: 1.0}


def run(program: str) -> float:
    """Return the milliseconds that a fresh interpreter takes for a program."""
    start = time.perf_counter()
    # -I keeps PYTHON* variables and the user's packages out of the measurement.
    subprocess.run([sys.executable, "-I", "-c", program], check=True)
    return (time.perf_counter() - start) * 1000


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each kind of process, one entry a round."""
    times: dict[str, list[float]] = {kind: [] for kind in PROGRAMS}
    kinds = list(PROGRAMS)
    for program in PROGRAMS.values():
        run(program)  # fills the bytecode cache
    for number in range(rounds):
        turn = number % len(kinds)
        for kind in kinds[turn:] + kinds[:turn]:
            times[kind].append(run(PROGRAMS[kind]))
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    times = measure(rounds)

    net = {
        kind: [time - bare for time, bare in zip(times[kind], times[BARE], strict=True)]
        for kind in PROGRAMS
        if kind != BARE
    }
    rival = statistics.median(net[RIVAL])
    print(f"Python {sys.version.split()[0]}, {rounds} paired rounds, milliseconds")
    print(f"{'':24}{'median':>8}{'p25':>8}   of packaging.tags")
    bare = times[BARE]
    print(f"{BARE:24}{statistics.median(bare):8.2f}{statistics.quantiles(bare, n=4)[0]:8.2f}")
    over = False
    for kind, costs in net.items():
        median = statistics.median(costs)
        line = f"+ {kind:22}{median:8.2f}{statistics.quantiles(costs, n=4)[0]:8.2f}"
        if kind in BUDGETS:
            ratio = median / rival
            over |= ratio > BUDGETS[kind]
            verdict = "OVER BUDGET" if ratio > BUDGETS[kind] else "fine"
            line += f"   {ratio:4.2f}, at most {BUDGETS[kind]:.2f}: {verdict}"
        print(line)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
