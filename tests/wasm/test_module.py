"""The section parser: what it reads, and that nothing but its own exception comes out of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pyemscripten import wasm
from pyemscripten.wasm import Dylink, WasmError, parse
from tests.wasm.assemble import (
    HEADER,
    MEMORY,
    address,
    custom,
    dylink,
    function,
    function_type,
    imported,
    leb,
    section,
    side_module,
    text,
    vector,
)

TYPES = section(1, vector(map(function_type, ("v", "ii", "jfd"))))


def imports(*entries: bytes) -> bytes:
    return HEADER + TYPES + section(2, vector(entries))


def test_reads_everything_that_decides_about_loading() -> None:
    module = parse(
        side_module(
            [function("puts", 1), address("environ"), address("free", data=False)],
            exports=("PyInit_a",),
            needed=("libz.so",),
            runtime_path=("$ORIGIN",),
            weak=("environ",),
        )
    )
    assert module.dylink is not None
    assert module.dylink.needed == ("libz.so",)
    assert module.dylink.runtime_path == ("$ORIGIN",)
    assert module.dylink.weak_imports == {"environ"}
    assert module.imports[1:] == [
        ("env", "puts", "func", "ii", False),
        ("GOT.mem", "environ", "global", "i", True),
        ("GOT.func", "free", "global", "i", True),
    ]
    assert module.memories == [(False, False)]
    assert module.signature("PyInit_a") == "v"
    assert module.signature("absent") is None


def test_an_import_can_be_a_table_or_a_tag() -> None:
    table = imported("env", "__indirect_function_table", "table", b"\x70\0\1")
    tag = imported("env", "__cpp_exception", "tag", b"\0\0")
    module = parse(imports(table, tag))
    assert [(entry.kind, entry.type) for entry in module.imports] == [("table", "F"), ("tag", "v")]


def test_a_module_can_define_memories_and_tags() -> None:
    shared, wide, custom_pages = b"\3\1\x80\2", b"\4\1", b"\x08\1\0"
    memory = section(5, vector([shared, wide, custom_pages]))
    module = parse(HEADER + TYPES + memory + section(13, vector([b"\0\1"])))
    assert [each.shared for each in module.memories] == [True, False, False]
    assert [each.is_64 for each in module.memories] == [False, True, False]
    assert module.tags == ["ii"]


def test_a_signature_is_the_result_then_the_parameters() -> None:
    several = b"\x60" + text(b"\x7f") + text(b"\x7f\x7e")
    references = b"\x60" + text(b"\x70\x6f\x7b") + leb(0)
    typed = b"\x60" + leb(2) + b"\x64\x81\0\x6b" + leb(0)
    module = parse(HEADER + section(1, vector([several, references, typed])))
    assert module.types == ("(ij)i", "vFeV", "vrr")


def test_the_type_of_an_exported_import_and_of_many_functions() -> None:
    # More than 127 types, so that type indices take two bytes.
    types = section(1, vector([function_type("v")] * 200 + [function_type("jj")]))
    body = section(2, vector([function("f", 200)])) + section(3, vector([leb(3), leb(200)]))
    names = (("own", 2), ("again", 0))
    body += section(7, vector(text(name) + b"\0" + leb(index) for name, index in names))
    module = parse(HEADER + types + body)
    assert module.signature("own") == "jj"
    assert module.signature("again") == "jj"


@pytest.mark.parametrize(
    ("functions", "index"), [(vector([b"\0"]), 5), (vector([b"\7"]), 0)], ids=["export", "type"]
)
def test_a_signature_that_does_not_exist(functions: bytes, index: int) -> None:
    exports = section(7, vector([text("f") + b"\0" + leb(index)]))
    module = parse(HEADER + TYPES + section(3, functions) + exports)
    with pytest.raises(WasmError, match=r"does not exist|not among the 3"):
        module.signature("f")


def test_code_is_kept_only_if_asked_for() -> None:
    code = section(10, vector([b"\2\0\x0b"]))
    module = parse(HEADER + code, keep_code=True)
    assert module.code == vector([b"\2\0\x0b"])
    assert module.code_offset == len(HEADER) + 2
    assert parse(HEADER + code).code == b""


def test_dylink_subsections_that_are_new_are_stepped_over() -> None:
    exports = section(3, vector([text("data") + b"\5"]))
    undefined = section(4, vector([text("env") + text("f") + b"\x10"]))
    needed = section(2, vector([text("liba.so")]))
    module = parse(HEADER + custom("dylink.0", exports + undefined + section(9, b"x") + needed))
    assert module.dylink == Dylink(needed=("liba.so",))


def test_dylink_counts_only_as_the_first_section() -> None:
    module = parse(HEADER + TYPES + dylink() + custom("producers", b"who"))
    assert module.dylink is None
    assert module.custom_sections == ["dylink.0", "producers"]


# What the peer does not survive, and more: bytes, and the message for them.
BAD = {
    "short header": (b"\0asm\1\0", "ends inside its eight-byte header"),
    "component": (b"\0asm\x0d\0\1\0", "a WebAssembly component"),
    "version": (b"\0asm\2\0\0\0", "WebAssembly version 2, expected 1"),
    "section number": (HEADER + b"\x0e\0", "section number 14 does not exist"),
    "no length": (HEADER + b"\1", "ends inside a section header"),
    "length of six bytes": (HEADER + b"\1" + b"\x80" * 6, "is not a 32-bit number"),
    "length of 35 bits": (HEADER + b"\1\xff\xff\xff\xff\x7f", "is not a 32-bit number"),
    "4 GB section": (HEADER + b"\1\xff\xff\xff\xff\x0f", "claims 4294967295 bytes, 0 are left"),
    "4 GB custom name": (HEADER + section(0, b"\xff\xff\xff\xff\x0f"), "claims 4294967295 bytes"),
    "custom name not UTF-8": (HEADER + section(0, text(b"\xff\xfe")), "is not UTF-8"),
    "repeated": (HEADER + TYPES + TYPES, "the type section is repeated or out of order"),
    "out of order": (HEADER + section(7, b"\0") + TYPES, "repeated or out of order"),
    "many types": (HEADER + section(1, b"\xff\xff\xff\xff\x0f"), "claims 4294967295 entries"),
    "truncated type": (HEADER + section(1, b"\1\x60\1\x7f"), "ends inside an entry"),
    "type form": (HEADER + section(1, b"\1\x5f\0\0"), "type form 0x5f is not a function's"),
    "value type": (HEADER + section(1, b"\1\x60\1\x11\0"), "0x11 is not a value type"),
    "trailing bytes": (HEADER + section(1, b"\0\0\0"), "the type section has 2 bytes too many"),
    "5-byte LEB": (HEADER + section(1, b"\x80\x80\x80\x80\x80\0"), "more than five bytes"),
    "LEB over 32 bits": (HEADER + section(1, b"\xff\xff\xff\xff\x7f"), "not fit in 32 bits"),
    "truncated LEB": (HEADER + section(1, b"\x80"), "ends inside an entry"),
    "module name": (imports(text("env")[:3] + b"!"), "ends inside an entry|a name claims"),
    "4 GB string": (imports(b"\xff\xff\xff\xff\x0f" + b"x" * 8), "a name claims 4294967295 bytes"),
    "4 GB field": (imports(text("e") + b"\xff\xff\xff\xff\x0fxx"), "claims 4294967295 bytes"),
    "field to the end": (imports(text("e") + b"\3xyz"), "a name claims 3 bytes"),
    "name not UTF-8": (imports(text("env") + text(b"\xff") + b"\0\0"), "is not UTF-8"),
    "import kind": (imports(text("e") + text("f") + b"\5\0"), "is of the unknown kind 5"),
    "import type": (imports(function("f", 9)), "type 9 of 3 does not exist"),
    "import type, long": (imports(function("f", 300)), "type 300 of 3 does not exist"),
    "mutability": (imports(imported("e", "g", "global", b"\x7f\2")), "neither 0 nor 1"),
    "tag attribute": (imports(imported("e", "t", "tag", b"\1\0")), "tag attribute 1 is unknown"),
    "tag type": (imports(imported("e", "t", "tag", b"\0\7")), "type 7 of 3 does not exist"),
    "limits": (imports(imported("e", "m", "memory", b"\x10\1")), "limits flag 0x10 is unknown"),
    "limits of 64 bits": (
        imports(imported("e", "m", "memory", b"\4" + b"\x80" * 11)),
        "more than ten bytes",
    ),
    "functions": (HEADER + TYPES + section(3, b"\3\0\0"), "claims 3 functions|claims 3 entries"),
    "fewer functions": (HEADER + TYPES + section(3, b"\2\x80\0"), "claims 2 functions"),
    "no functions": (HEADER + TYPES + section(3, b""), "ends inside an entry"),
    "export kind": (HEADER + section(7, vector([text("f") + b"\7\0"])), "of the unknown kind 7"),
    "export name": (HEADER + section(7, b"\1\x7fx\0\0"), "a name claims 127 bytes"),
    "export name, long": (HEADER + section(7, b"\1\xff\1x\0"), "a name claims 255 bytes"),
    "export not UTF-8": (HEADER + section(7, vector([text(b"\xff") + b"\0\0"])), "is not UTF-8"),
    "export number": (HEADER + section(7, vector([text("f") + b"\0\xff"])), "inside an entry"),
    "export twice": (
        HEADER + section(7, vector([text("f") + b"\0\0"] * 2)),
        "export 'f' is there twice",
    ),
    "dylink subsection": (HEADER + custom("dylink.0", b"\1\x7f"), "subsection 1 claims 127 bytes"),
    "dylink memory": (HEADER + custom("dylink.0", section(1, b"\1")), "ends inside an entry"),
    "dylink names": (HEADER + custom("dylink.0", section(2, b"\x7f")), "claims 127 entries"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=BAD)
def test_bad_input_has_a_message(data: bytes, message: str) -> None:
    with pytest.raises(WasmError, match=message) as caught:
        parse(data)
    assert 0 <= caught.value.offset <= len(data)


MODULE = side_module(
    [function("puts", 1), address("x"), imported("env", "t", "tag", b"\0\0")],
    exports=("PyInit_a", "b"),
    needed=("liba.so",),
    runtime_path=("$ORIGIN",),
    weak=("x",),
)


def survives(data: bytes) -> None:
    """No exception but the documented one, and all that was found can be asked for."""
    offset = 0
    try:
        module = parse(data, keep_code=True)
        for name in module.exports:
            module.signature(name)
    except WasmError as error:
        offset = error.offset
    assert 0 <= offset <= len(data)


@given(st.binary())
@example(b"\0asm\1\0\0\0\2\0")
def test_any_bytes(data: bytes) -> None:
    survives(data)
    survives(HEADER + data)


@given(st.lists(st.tuples(st.integers(0, 15), st.binary(max_size=40)), max_size=6))
def test_any_sections(sections: list[tuple[int, bytes]]) -> None:
    survives(HEADER + b"".join(section(number, payload) for number, payload in sections))


@given(st.data())
def test_a_module_with_a_few_bytes_changed(data: st.DataObject) -> None:
    changed = bytearray(MODULE)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(8, len(MODULE) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(changed))
    survives(bytes(changed)[: data.draw(st.integers(0, len(MODULE)))])


def test_names_of_the_kinds_are_those_of_the_format() -> None:
    assert wasm.KINDS == ("func", "table", "memory", "global", "tag")
    assert MEMORY[-3:] == bytes((wasm.KINDS.index("memory"), 0, 1))


def test_a_global_that_is_a_typed_reference() -> None:
    references = (b"\x6f", b"\x63\x70", b"\x64\xff\x7f", b"\x6b")
    entries = [
        imported("env", f"g{number}", "global", reference + b"\1")
        for number, reference in enumerate(references)
    ]
    found = wasm.parse(side_module(entries)).imports[-len(entries) :]
    assert [entry.type for entry in found] == ["e", "r", "r", "r"]


@pytest.mark.parametrize("number", [0, 127, 128, 16383, 16384, 0xFFFFFFFF])
def test_the_number_of_an_export_is_read_whatever_its_length(number: int) -> None:
    entries = vector([text("f") + b"\0" + leb(number), text("g") + b"\4\0"])
    found = wasm.parse(HEADER + section(7, entries)).exports
    assert found == {"f": ("func", number), "g": ("tag", 0)}
