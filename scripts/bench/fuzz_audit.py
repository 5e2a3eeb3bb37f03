"""Fuzz the readers of the audit for some minutes.

    python -m scripts.bench.fuzz_audit [MINUTES]

Hypothesis changes, cuts and joins real modules and wheels (atheris has no wheel for every Python).
Whatever comes of an input, it must be a result or the documented exception, within ten seconds,
and with at most 64 MB more memory than before. Nothing may be written: the working folder is
empty and has to stay so.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import tempfile
import time
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from pyemscripten import wasm
from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import read_wheel
from pyemscripten.audit.wheel import Limits, WheelError
from pyemscripten.wasm.opcodes import scan
from tests.audit.assemble import archive, raw_archive, wheel_files
from tests.audit.test_wheel import NAME
from tests.wasm.test_module import MODULE

FILES = wheel_files(NAME, {"p/a.so": MODULE, "p/b.so": b"\x7fELF", "p/c.py": b"x" * 3000})
WHEELS = (
    archive(FILES),
    archive({**FILES, "../up": b"x", "b.zip": b"PK\5\6"}),
    raw_archive([{"name": name, "data": data} for name, data in FILES.items()]),
)
MODULES = (MODULE, MODULE + b"\x0a\x0d\2\5\0\xfd\x85\2\x0b\6\0\x1f\x40\0\x0b\x0b")
WORDS = (
    b"\xff\xff\xff\xff\x0f",
    b"\x80\x80\x80\x80\x80",
    b"PK\1\2",
    b"PK\5\6",
    b"PK\6\6",
    b"\0asm",
)

edit = st.tuples(
    st.integers(0, 1 << 16),
    st.integers(0, 12),
    st.one_of(st.binary(max_size=12), st.sampled_from(WORDS)),
)
edits = st.lists(edit, max_size=8)


def changed(base: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for position, count, new in changes:
        position %= len(base) + 1
        base = base[:position] + new + base[position + count :]
    return base


def late(_number: int, _frame: FrameType | None) -> None:
    raise SystemError("an input took more than ten seconds")


def memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


@given(st.sampled_from(MODULES), edits)
def module(base: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    data = changed(base, changes)
    signal.alarm(10)
    try:
        parsed = wasm.parse(data, keep_code=True)
        scan(parsed)
        for name in parsed.exports:
            parsed.signature(name)
    except wasm.WasmError as error:
        if not 0 <= error.offset <= len(data):
            raise AssertionError(f"offset {error.offset} of {len(data)}") from error
    finally:
        signal.alarm(0)


@given(st.sampled_from(WHEELS), edits)
def archives(base: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    data = changed(base, changes)
    signal.alarm(10)
    try:
        check(read_wheel(io.BytesIO(data), NAME, limits=Limits(total_size=32 << 20)))
    except WheelError:
        pass
    finally:
        signal.alarm(0)


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    end = time.monotonic() + 60 * minutes
    signal.signal(signal.SIGALRM, late)
    rounds = 0
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        options = settings(
            max_examples=1000,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        archives_ = options(archives)
        module_ = options(module)
        # Hypothesis itself, the symbol tables and the seeds take their memory before this.
        module_()
        archives_()
        before = memory()
        while time.monotonic() < end:
            rounds += 1
            seed(rounds)(module_)()
            seed(rounds)(archives_)()
        grown = memory() - before
        left = os.listdir(folder)
        os.chdir("/")
    print(f"{rounds * 2000} inputs in {minutes:g} minutes, {grown / 1e6:.1f} MB more memory")
    if grown > 64 << 20 or left:
        sys.exit(f"too much memory, or files left behind: {left}")


if __name__ == "__main__":
    main()
