"""The scan for instructions that not every engine knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyemscripten.wasm import Module, WasmError
from pyemscripten.wasm.opcodes import scan
from tests.wasm.assemble import leb, text, vector


def module(*bodies: bytes) -> Module:
    made = Module()
    made.code = vector(map(text, bodies))
    return made


def body(*instructions: bytes) -> bytes:
    return b"\0" + b"".join(instructions) + b"\x0b"


RELAXED = b"\xfd\x85\x02"
ATOMIC = b"\xfe\x1e\2\0"
TRY = b"\x1f\x40\4\0\0\1\1\1\2\3\3\0" + b"\x0b"


def test_each_feature_is_found_in_the_right_function() -> None:
    found = scan(module(body(), body(RELAXED), body(ATOMIC, RELAXED), body(TRY)))
    assert found == {"relaxed-simd": [1, 2], "atomics": [2], "try-table": [3]}


def test_code_is_read_once() -> None:
    made = module(body(RELAXED))
    assert scan(made) is scan(made)


@pytest.mark.parametrize(
    "instruction",
    [
        b"\x41\xfd\x85\x02",  # the bytes of relaxed SIMD inside a number
        b"\x43\xfd\x85\x02\x1f",  # ... inside a float
        b"\x44\xfd\x85\x02\x1f\xfe\x00\x00\x00",  # ... inside a double
        b"\xfd\x0c" + b"\xfd\x85\x02\x1f" * 4,  # ... inside a vector
        b"\xfd\x0d" + b"\x1f" * 16,  # lanes of a shuffle
        b"\xfd\x15\x1f",  # a lane
        b"\xfd\x54\2\0\x1f",  # an address and a lane
        b"\xfd\0\2\xfe\1",  # an address
        b"\x28\x42\1\x1f",  # an address in another memory
        b"\x02\x40\x1f\x40\0\x0b\x0b"[:2] + b"\x0b",  # a block
        b"\x02\x64\x1f\x0b",  # a block with a reference type
        b"\x0e\2\0\x1f\0",  # a branch table
        b"\x1c\1\x7f",  # a typed select
        b"\x11\x1f\0",  # an indirect call
        b"\xfc\x0a\0\0\x1f"[:4],  # memory.copy
        b"\xfc\0\x1a",  # a saturating conversion
        b"\x10\x1f",  # a call
        b"\x06\x40\x07\x1f\x19\x0b",  # try, catch and catch_all
    ],
    ids=lambda value: value.hex(),
)
def test_immediates_are_no_instructions(instruction: bytes) -> None:
    # A byte that makes the quick test pass, so that the function is decoded.
    assert scan(module(body(b"\x41\x1f\x1a", instruction))) == {}


def test_a_fence_has_one_byte() -> None:
    assert scan(module(body(b"\xfe\3\0", b"\x01"))) == {"atomics": [0]}


def test_locals_are_skipped() -> None:
    assert scan(module(b"\2\x05\x7f\x1f\x7b" + RELAXED + b"\x0b")) == {"relaxed-simd": [0]}


def test_a_module_without_code() -> None:
    assert scan(Module()) == {}


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (leb(9), "claims 9 functions"),
        (b"\2\1\x0b", "ends inside a function"),
        (b"\1\x7f\0", "reaches beyond"),
        (vector([text(b"\0\x1f")]), "ends inside an instruction"),
        (vector([text(b"\0\x41\x1f\x1a\x41\xff")]) + b"\x1f", "ends inside an instruction"),
        (vector([text(b"\0\x1f\x40\0\x27\x0b")]), "opcode 0x27 is unknown"),
    ],
)
def test_code_that_cannot_be_decoded(code: bytes, message: str) -> None:
    made = Module()
    made.code = code
    with pytest.raises(WasmError, match=message):
        scan(made)


@given(st.binary())
def test_any_code(code: bytes) -> None:
    made = Module()
    for made.code in (code, vector([text(b"\0\x1f\x40" + code)])):
        made.features = None
        try:
            scan(made)
        except WasmError:
            made.features = {}
        assert made.features is not None
