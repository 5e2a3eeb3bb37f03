"""Measure the audit: against zlib, against auditwheel-emscripten, and on many wheels.

    python scripts/bench/audit_speed.py FOLDER [PEER]

FOLDER holds wheels; the first ten by name are used against the peer, all against zlib, and up to a
thousand links to them are audited. PEER is the command of auditwheel-emscripten's `show`, such as
`/some/venv/bin/pyodide auditwheel show`, best in an environment of its own. Both are run as whole
processes, in turn, with the bytecode that an installed package has, and the fastest of several runs
counts. The memory of a process is the `VmHWM` that Linux gives for it, read while it runs: what
`getrusage` says of a child starts with the size of the parent.
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
from typing import NamedTuple

from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import read_wheel

OURS = [sys.executable, "-m", "pyemscripten", "audit"]


class Run(NamedTuple):
    """One run of a command: seconds elapsed and of the processors, the largest process in kB."""

    elapsed: float
    busy: float
    memory: int = 0


def best(run: Callable[[], object], times: int = 3) -> float:
    """The least processor time of several runs."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def process(
    command: list[str], paths: Iterable[Path], bytecode: str, *, watch: bool = False
) -> Run:
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    running = subprocess.Popen(
        [*command, *map(str, paths)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    memory = 0
    while watch and running.poll() is None:
        memory = max(memory, *map(peak, family(running.pid)))
        time.sleep(0.05)
    status = running.wait()
    elapsed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    # A command that only fails is fast. The audit's status 1 is a finding.
    if status not in ((0, 1) if command[: len(OURS)] == OURS else (0,)):
        sys.exit(f"status {status}: {shlex.join([*command, *map(str, paths)][:12])}")
    return Run(elapsed, busy, memory)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    for child in children:
        found += family(int(child))
    return found


def peak(pid: int) -> int:
    """The most memory that a process has had, in kB; 0 once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


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
        ours += best(lambda path=path: check(read_wheel(path)))  # type: ignore[misc]
        theirs += best(lambda members=members: inflate(members))  # type: ignore[misc]
        size += read_wheel(path).size
    print(
        f"{len(wheels)} wheels, {size / 1e6:.0f} MB: audit {ours:.2f} s, zlib {theirs:.2f} s: "
        f"{ours / theirs:.2f} times (wanted: at most 2.5)"
    )


def against_peer(wheels: list[Path], peer: list[str], bytecode: str) -> None:
    ours, theirs = [], []
    for path in wheels:
        pairs = [
            (process(OURS, [path], bytecode), process(peer, [path], bytecode)) for _ in range(4)
        ]
        ours.append(fastest(mine for mine, _ in pairs))
        theirs.append(fastest(yours for _, yours in pairs))
        mine, yours = ours[-1].elapsed * 1000, theirs[-1].elapsed * 1000
        print(f"  {mine:6.0f} ms, peer {yours:6.0f} ms  {path.name}")
    compare("a process a wheel", total(ours), total(theirs))
    for jobs in sorted({1, os.cpu_count() or 1}):
        command = [*OURS, "--jobs", str(jobs)]
        together = fastest(process(command, wheels, bytecode) for _ in range(6))
        compare(f"one command for all, --jobs {jobs}", together, total(theirs))
    print("  (the peer takes one wheel a command; wanted: at least 10 times)")


def fastest(runs: Iterable[Run]) -> Run:
    elapsed, busy, _memory = zip(*runs, strict=True)
    return Run(min(elapsed), min(busy))


def total(runs: Iterable[Run]) -> Run:
    elapsed, busy, _memory = zip(*runs, strict=True)
    return Run(sum(elapsed), sum(busy))


def compare(what: str, ours: Run, theirs: Run) -> None:
    print(
        f"{what}: {ours.elapsed:.2f} s, peer {theirs.elapsed:.2f} s: "
        f"{theirs.elapsed / ours.elapsed:.1f} times faster; of processor time "
        f"{ours.busy:.2f} s, peer {theirs.busy:.2f} s: {theirs.busy / ours.busy:.1f} times"
    )


def many(wheels: list[Path], bytecode: str) -> None:
    for count in (250, 500, 1000):
        with tempfile.TemporaryDirectory() as folder:
            for number in range(count):
                source = wheels[number % len(wheels)]
                project, rest = source.name.split("-", 1)
                Path(folder, f"{project}{number}-{rest}").symlink_to(source.resolve())
            size = sum(each.stat().st_size for each in Path(folder).iterdir())
            run = process(OURS, [Path(folder)], bytecode, watch=True)
        print(
            f"{count} wheels, {size / 1e6:.0f} MB: {run.elapsed:.1f} s, "
            f"{run.elapsed / count * 1000:.1f} ms each, {run.busy / run.elapsed:.2f} cores busy, "
            f"largest process {run.memory / 1e3:.0f} MB"
        )


def main() -> None:
    wheels = sorted(Path(sys.argv[1]).rglob("*.whl"))
    print(f"load before: {', '.join(f'{each:.1f}' for each in os.getloadavg())}")
    against_zlib(wheels)
    with tempfile.TemporaryDirectory() as bytecode:
        if len(sys.argv) > 2:
            against_peer(wheels[:10], shlex.split(sys.argv[2]), bytecode)
        many(wheels, bytecode)


if __name__ == "__main__":
    main()
