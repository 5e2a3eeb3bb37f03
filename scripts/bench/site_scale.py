"""Build the site from today's data, and from synthetic data up to 100 platforms and 3,000 releases.

Each build is one process on a copy of the documentation, so its peak memory is its own. Rebuilds
are measured twice: after an edit to one page, and after an edit to the data, when every page that
shows data is read again.

Exits with 1 if a build fails, if the clean build of today's data takes 30 seconds or one after an
edit to a page 5, or if time or memory grow faster than the data.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyemscripten
from pyemscripten.lookup import Table
from pyemscripten.publish.json import document, text

ROOT = Path(__file__).parents[2]
FULL = 100, 3000
#: How many times as much twice the data may need; timings of one run vary.
GROWTH = 2.3


def synthetic(platforms: int, releases: int) -> Table:
    """Return today's table with platforms and releases added up to the given numbers."""
    table = pyemscripten.builtin()
    final = table.recommended()[0]
    release = table.history(final).last
    emscripten = next(row for row in table.emscripten if row.version == final.emscripten)
    new_platforms, new_releases, new_emscripten = [], [], []
    count = platforms - len(table.platforms)
    each, left = divmod(releases - len(table.releases), count)
    for number in range(count):
        version = f"{2100 + number}_0"
        compiler = f"{100 + number}.0.0"
        new_emscripten.append(emscripten.replace(version=compiler))
        new_platforms.append(final.replace(version=version, emscripten=compiler))
        new_releases += [
            release.replace(
                version=f"{1000 + number}.0.{patch}", platform=version, emscripten=compiler
            )
            for patch in range(each + (number < left))
        ]
    return table.replace(
        platforms=table.platforms + tuple(new_platforms),
        releases=table.releases + tuple(new_releases),
        emscripten=table.emscripten + tuple(new_emscripten),
    )


class Cost(NamedTuple):
    """What a build took: seconds waited, seconds of a processor, megabytes at the peak."""

    waited: float
    processor: float
    memory: float


def build(folder: Path, data: Path) -> Cost:
    """Build the site of a folder."""
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "dirhtml", "-c", ".", "docs", "html"]
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | {"PYEMSCRIPTEN_DATA": str(data)}
    )
    _, status, usage = os.wait4(process.pid, 0)
    waited = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build failed: {' '.join(command)}")
    # Linux counts KiB, macOS bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(waited, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def measure(table: Table) -> dict[str, Cost]:
    """Return the cost of a clean build of some data and of two rebuilds."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for source in (
            ROOT / "docs",
            ROOT / "conf.py",
            ROOT / "pyproject.toml",
            *ROOT.glob("*.md"),
        ):
            copy: Callable[..., object] = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / source.name)
        data = folder / "platforms.json"
        data.write_text(text(document(table)), encoding="utf-8")
        results = {"clean": build(folder, data)}
        page = folder / "docs/index.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
        results["page edited"] = build(folder, data)
        data.write_text(text(document(table.replace(as_of="2100-01-01"))), encoding="utf-8")
        results["data edited"] = build(folder, data)
        return results


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only-today", action="store_true", help="leave the synthetic data out")
    today_only = parser.parse_args().only_today
    table = pyemscripten.builtin()
    sizes = [(len(table.platforms), len(table.releases))]
    if not today_only:
        sizes += [(FULL[0] // share, FULL[1] // share) for share in (4, 2, 1)]

    print("Seconds waited, seconds of a processor, megabytes at the peak")
    print(f"{'platforms':>9}{'releases':>9}{'clean':>23}{'page edited':>23}{'data edited':>23}")
    measured = []
    for number, size in enumerate(sizes):
        results = measure(synthetic(*size) if number else table)
        measured.append(results)
        cells = "".join(
            f"{c.waited:9.1f}{c.processor:8.1f}{c.memory:6.0f}" for c in results.values()
        )
        print(f"{size[0]:9}{size[1]:9}{cells}", flush=True)

    failures = []
    if measured[0]["clean"].waited >= 30:
        failures.append("the clean build of today's data takes 30 seconds or more")
    if measured[0]["page edited"].waited >= 5:
        failures.append("a build after an edit to one page takes 5 seconds or more")
    for half, whole in itertools.pairwise(measured[1:]):
        for kind, cost in whole.items():
            if cost.processor > half[kind].processor * GROWTH:
                failures.append(
                    f"{kind}: {cost.processor / half[kind].processor:.1f} times the time"
                )
            if cost.memory > half[kind].memory * GROWTH:
                failures.append(f"{kind}: {cost.memory / half[kind].memory:.1f} times the memory")
    for failure in failures:
        print(failure, file=sys.stderr)
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
