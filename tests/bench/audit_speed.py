"""Measure the audit: against zlib, against auditwheel-emscripten, and on many wheels.

    python tests/bench/audit_speed.py FOLDER [PEER]

FOLDER holds wheels; the first ten by name are used against the peer, all against zlib, and a
thousand links to them are audited. The comparison with zlib is in processor time, the others are in
elapsed time. PEER is the command of auditwheel-emscripten's `show`, such as `/some/venv/bin/pyodide
auditwheel show`, best in an environment of its own. Both are run as whole processes, in turn, and
the fastest of several runs counts.
"""

from __future__ import annotations

import os
import resource
import shlex
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import read_wheel

OURS = [sys.executable, "-m", "pyemscripten", "audit", "--jobs", "1"]


def best(
    run: Callable[[], object], times: int = 3, clock: Callable[[], float] = time.perf_counter
) -> float:
    taken = []
    for _ in range(times):
        start = clock()
        run()
        taken.append(clock() - start)
    return min(taken)


def process(command: list[str], paths: Iterable[Path]) -> None:
    subprocess.run(
        [*command, *map(str, paths)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def deflated(path: Path) -> list[tuple[int, bytes]]:
    """The compressed bytes of every member, with their method."""
    found = []
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for member in archive.infolist():
            file.seek(member.header_offset + 26)
            name, extra = struct.unpack("<2H", file.read(4))
            file.seek(name + extra, os.SEEK_CUR)
            found.append((member.compress_type, file.read(member.compress_size)))
    return found


def inflate(members: list[tuple[int, bytes]]) -> None:
    for method, data in members:
        if method:
            zlib.decompress(data, -15)


def against_zlib(wheels: list[Path]) -> None:
    ours = theirs = 0.0
    size = 0
    for path in wheels:
        members = deflated(path)
        ours += best(lambda path=path: check(read_wheel(path)), 3, time.process_time)  # type: ignore[misc]
        theirs += best(lambda members=members: inflate(members), 3, time.process_time)  # type: ignore[misc]
        size += read_wheel(path).size
    print(
        f"{len(wheels)} wheels, {size / 1e6:.0f} MB: audit {ours:.2f} s, zlib {theirs:.2f} s: "
        f"{ours / theirs:.2f} times (wanted: at most 2.5)"
    )


def against_peer(wheels: list[Path], peer: list[str]) -> None:
    ours, theirs = [], []
    for path in wheels:
        mine = yours = float("inf")
        for _ in range(3):
            mine = min(mine, best(lambda path=path: process(OURS, [path]), 1))  # type: ignore[misc]
            yours = min(yours, best(lambda path=path: process(peer, [path]), 1))  # type: ignore[misc]
        ours.append(mine)
        theirs.append(yours)
        print(f"  {mine * 1000:6.0f} ms, peer {yours * 1000:6.0f} ms  {path.name}")
    together = best(lambda: process(OURS, wheels))
    print(
        f"a process a wheel: {sum(ours):.2f} s, peer {sum(theirs):.2f} s: "
        f"{sum(theirs) / sum(ours):.1f} times faster"
    )
    print(
        f"one process for all: {together:.2f} s: {sum(theirs) / together:.1f} times faster "
        "(the peer takes one wheel a process; wanted: at least 10)"
    )


def many(wheels: list[Path]) -> None:
    for count in (250, 500, 1000):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                source = wheels[number % len(wheels)]
                project, rest = source.name.split("-", 1)
                Path(folder, f"{project}{number}-{rest}").symlink_to(source.resolve())
            size = sum(each.stat().st_size for each in Path(folder).iterdir())
            start = time.perf_counter()
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(
                [*OURS[:-2], folder],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken = time.perf_counter() - start
        busy = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        print(
            f"{count} wheels, {size / 1e6:.0f} MB: {taken:.1f} s, {count / taken:.0f} a second, "
            f"{busy / taken:.1f} cores busy, largest process so far {after.ru_maxrss / 1e3:.0f} MB"
        )


def main() -> None:
    wheels = sorted(Path(sys.argv[1]).rglob("*.whl"))
    against_zlib(wheels)
    if len(sys.argv) > 2:
        against_peer(wheels[:10], shlex.split(sys.argv[2]))
    many(wheels)


if __name__ == "__main__":
    main()
