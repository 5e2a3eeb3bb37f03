"""Modules that arrive in pieces: the same result, within limits."""

from __future__ import annotations

import tracemalloc

import pytest

from pyemscripten.wasm import WasmError, parse, parse_stream
from tests.wasm.assemble import (
    HEADER,
    custom,
    dylink,
    function,
    leb,
    section,
    side_module,
    text,
    vector,
)


def test_a_stream_that_is_shorter_than_announced() -> None:
    data = side_module([function("puts", 1)], exports=("f",))
    for kept in (data[:-1], data[:40], data[:12]):
        with pytest.raises(WasmError, match="ends"):
            parse_stream([kept], len(data))


def test_a_stream_in_single_bytes_says_the_same() -> None:
    data = side_module([function("puts", 1)], exports=("f",))
    chunks = [data[i : i + 1] for i in range(len(data))]
    whole, pieces = parse(data), parse_stream([b"", *chunks], len(data))
    assert pieces.imports == whole.imports
    assert pieces.exports == whole.exports
    assert pieces.signature("f") == whole.signature("f")


def test_what_is_kept_is_limited() -> None:
    data = side_module([function(f"f{i}") for i in range(100)])
    with pytest.raises(WasmError, match="the import section is too large"):
        parse_stream([data], len(data), max_kept=100)
    large = HEADER + custom("dylink.0", section(2, vector([text("x" * 90)])))
    with pytest.raises(WasmError, match="in one piece, at most 50 are read"):
        parse_stream([large], len(large), max_kept=50)


def test_memory_stays_within_the_input() -> None:
    """Code passes through, whatever its size."""
    size = 200 << 20
    head = HEADER + dylink() + b"\x0a" + leb(size)
    chunk = bytes(1 << 20)
    tracemalloc.start()
    try:
        module = parse_stream((head, *(chunk for _ in range(size >> 20))), len(head) + size)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert module.dylink is not None
    assert peak < 4 << 20
