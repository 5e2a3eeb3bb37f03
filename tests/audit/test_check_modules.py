"""The rules about shared libraries, on wheels made for each of them.

What is known about loading was observed in the real runtimes: see `test_truth.py`.
"""

from __future__ import annotations

import pytest

from pyemscripten.audit.checks import predict
from pyemscripten.audit.symbols import symbol_table
from tests.audit.judging import (
    GOOD,
    NAME,
    NEWEST,
    OLDEST,
    SUFFIX,
    contents,
    found,
    judge,
    one,
)
from tests.wasm.assemble import (
    HEADER,
    MEMORY,
    address,
    custom,
    dylink,
    function,
    imported,
    section,
    side_module,
    text,
    vector,
)

# PYEM001


@pytest.mark.parametrize(
    ("module", "message"),
    [
        (b"\x7fELF\2", "a.so is an ELF file, not WebAssembly"),
        (HEADER + b"\1\x7f", "a.so is malformed WebAssembly: the type section claims"),
        (HEADER + section(1, b"\0"), "a.so is WebAssembly but no side module"),
        (HEADER + section(1, b"\0") + dylink(), "dylink.0 is not the first"),
        (HEADER + custom("dylink"), "in the old format"),
    ],
)
def test_what_is_no_side_module(module: bytes, message: str) -> None:
    rule, level, stage, said = one(module)
    assert (rule, level, stage) == ("PYEM001", "error", "load")
    assert message in said


def test_libraries_of_other_systems_are_a_warning() -> None:
    verdict = judge({f"good{SUFFIX}": GOOD, "a.dll": b"MZ", "b.pyd": b"MZ", "c.a": b"!<arch>\n"})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.evidence) == (
        "PYEM001",
        "warning",
        ("a.dll", "b.pyd"),
    )


def test_a_wheel_for_any_platform_may_hold_libraries_of_other_systems() -> None:
    # As pyxel 1.7.2 does: it installs, and which library it opens is its own choice.
    name = "fixture-1.0-py3-none-any.whl"
    files = {"lib/linux.so": b"\x7fELF", "lib/odd.so": side_module() + b"\x63\0"}
    verdict = judge(files, name)
    assert [finding.level for finding in verdict.findings] == ["warning"] * 3
    assert verdict.fits == ()
    asked = found(judge(files, name, platform=NEWEST.version), "PYEM001")
    assert [finding.level for finding in asked] == ["error", "error"]
    shared = HEADER + dylink() + section(5, vector([b"\3\1\1"]))
    (other,) = found(judge({"a.so": shared}, name), "PYEM007")
    assert other.level == "error"


# PYEM002 and PYEM004


@pytest.mark.parametrize(
    ("entry", "message", "python"),
    [
        (address("no_data"), f"platform {NEWEST.version} does not have: 'no_data'", False),
        (address("PyNo_Data"), f"CPython {NEWEST.python} does not have: 'PyNo_Data'", True),
        (address("no_address", data=False), "'no_address'", False),
        (function("puts", 0), "puts: imported as v, exists as ii", False),
        (function("PyList_New", 0), "PyList_New: imported as v, exists as ii", True),
        (function("f", module="wasi_unstable"), "no import module 'wasi_unstable'", False),
        (function("environ"), "environ is imported as a function, but is data", False),
        (imported("env", "no_global", "global", b"\x7f\0"), "the global no_global", False),
        (imported("env", "environ", "global", b"\x7f\1"), "the global environ", False),
        (imported("env", "__cpp_exception", "tag", b"\0\0"), "the tag __cpp_exception (v)", False),
        (imported("env", "no_tag", "tag", b"\0\0"), "the tag no_tag (v)", False),
        (imported("env", "no_table", "table", b"\x70\0\1"), "the table no_table", False),
        (imported("GOT.mem", "environ", "global", b"\x7f\0"), "no mutable 32-bit global", False),
        (
            address("emscripten_is_main_browser_thread", data=False),
            "JavaScript without a stated signature",
            False,
        ),
    ],
)
def test_what_fails_at_load(entry: bytes, message: str, python: bool) -> None:
    verdict = judge({"a.so": side_module([entry])})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM002", "error", "load")
    assert message in finding.message
    assert finding.python is python
    assert not verdict.loads
    assert NEWEST.version not in verdict.fits


def test_absent_functions_are_a_warning() -> None:
    module = side_module([function("no_function"), function("PyNo_Function"), function("puts", 1)])
    verdict = judge({"a.so": module})
    assert [(f.rule, f.level, f.stage, f.python) for f in verdict.findings] == [
        ("PYEM004", "warning", "call", False),
        ("PYEM004", "warning", "call", True),
    ]
    assert verdict.loads
    assert verdict.fits == (NEWEST.version,)
    assert "Whether the absent functions are ever called." in verdict.unknown


def test_many_absent_functions_are_counted() -> None:
    (finding,) = judge({"a.so": side_module(map(function, map("f{}".format, range(30))))}).findings
    assert finding.message.endswith("'f0', 'f1', 'f2' and 27 more")
    assert len(finding.evidence) == 20
    assert finding.count == 30


def test_what_a_module_has_itself_resolves() -> None:
    module = side_module(
        [
            function("own"),
            function("script"),
            address("own", data=False),
            imported("env", "__memory_base", "global", b"\x7f\0"),
            imported("env", "__stack_pointer", "global", b"\x7f\1"),
            imported("env", "__indirect_function_table", "table", b"\x70\0\1"),
            function("emscripten_is_main_browser_thread", 1),
        ],
        exports=("own", "__em_js__script"),
    )
    assert judge({"a.so": module}).findings == ()


def test_weak_imports_may_be_absent() -> None:
    assert judge({"a.so": side_module([address("no_data")], weak=("no_data",))}).findings == ()


def test_a_symbol_that_only_some_releases_have_is_told() -> None:
    table = symbol_table("2026_0")
    gone = next(c for c in table.changes if not c.added and c.name not in table.types)
    module = side_module([function(gone.name)])
    (finding,) = judge({"a.so": module}, platform=table.platform).findings
    assert f"({gone.name} exists before Pyodide {gone.release})" in finding.message
    came = next(c for c in table.changes if c.added and c.type[0] == "f" and "a" not in c.release)
    before = table.releases[[r.version for r in table.releases].index(came.release) - 1].version
    verdict = judge({"a.so": side_module([function(came.name)])}, release=before)
    assert f"({came.name} exists from Pyodide {came.release})" in verdict.findings[0].message


# PYEM003


def test_exception_tags_where_exceptions_are_javascript() -> None:
    module = side_module([imported("env", "__cpp_exception", "tag", b"\0\0")], types=("vi",))
    verdict = judge({"a.so": module}, platform=OLDEST.version)
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM003", "error", "load")
    assert f"{OLDEST.version} uses JavaScript exceptions" in finding.message
    assert verdict.unwinding == "WebAssembly"
    assert NEWEST.version in verdict.fits
    assert OLDEST.version not in verdict.fits


def test_invoke_functions_where_exceptions_are_webassembly() -> None:
    module = side_module([function("invoke_vi"), function("__cxa_find_matching_catch_9")])
    verdict = judge({"a.so": module})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM003", "error", "call")
    assert verdict.unwinding == "JavaScript"
    assert verdict.loads
    assert judge({"a.so": module}, platform=OLDEST.version).findings == ()


def test_both_kinds_of_exceptions() -> None:
    tag = imported("env", "__c_longjmp", "tag", b"\0\0")
    module = side_module([function("invoke_vi"), tag], types=("vi",))
    assert judge({"a.so": module}).unwinding == "both"


def test_a_tag_of_its_own_says_nothing_of_the_unwinding_model() -> None:
    tag = imported("env", "signal", "tag", b"\0\0")
    verdict = judge({"a.so": side_module([tag], types=("vi",))})
    assert verdict.unwinding == ""
    assert verdict.as_json()["unwinding"] is None


# PYEM006


def needing(**details: tuple[str, ...]) -> bytes:
    return side_module([function("lent"), address("lent", data=False)], **details)


LENDER = side_module(exports=("lent", "__em_js__also"))


@pytest.mark.parametrize(
    ("path", "runtime_path"),
    [
        ("fixture.libs/liba.so", ("$ORIGIN/../fixture.libs",)),
        ("p/liba.so", ("/nowhere", "$ORIGIN")),
        ("liba.so", ()),
    ],
)
def test_a_library_where_the_loader_looks(path: str, runtime_path: tuple[str, ...]) -> None:
    module = needing(needed=("liba.so",), runtime_path=runtime_path)
    assert judge({"p/a.so": module, path: LENDER}).findings == ()


@pytest.mark.parametrize("path", ["fixture.libs/liba.so", "p/liba.so", "p/deeper/liba.so"])
def test_a_library_where_the_old_loader_looks(path: str) -> None:
    files = {"p/a.so": needing(needed=("liba.so",)), path: LENDER}
    assert judge(files, platform=OLDEST.version).findings == ()
    assert found(judge(files), "PYEM006")


def test_a_library_that_is_not_where_the_loader_looks() -> None:
    verdict = judge({"p/a.so": needing(needed=("liba.so",)), "fixture.libs/liba.so": LENDER})
    (finding,) = found(verdict, "PYEM006")
    assert (finding.level, finding.stage) == ("error", "load")
    assert (
        "in the wheel as fixture.libs/liba.so but not where RUNTIME_PATH leads" in finding.message
    )
    old = judge({"p/a.so": needing(needed=("b.so",)), "q/b.so": LENDER}, platform=OLDEST.version)
    assert "not where the folder NAME.libs leads" in found(old, "PYEM006")[0].message


def test_a_library_from_elsewhere_leaves_what_it_may_have_open() -> None:
    verdict = judge({"p/a.so": needing(needed=("liba.so",))})
    assert {(f.rule, f.level) for f in verdict.findings} == {
        ("PYEM002", "warning"),
        ("PYEM004", "warning"),
        ("PYEM006", "warning"),
    }
    assert "unless 'liba.so' has them" in found(verdict, "PYEM002")[0].message
    assert "What the libraries from outside the wheel contain." in verdict.unknown
    assert verdict.loads


def test_libraries_that_need_each_other() -> None:
    files = {
        "liba.so": side_module(needed=("libb.so",)),
        "libb.so": side_module(needed=("liba.so",)),
    }
    assert judge(files).findings == ()


def test_a_module_fails_with_its_library() -> None:
    files = {"a.so": needing(needed=("liba.so",)), "liba.so": b"\x7fELF"}
    failing = predict(contents(NAME, files), NEWEST.version)
    assert failing["a.so"].startswith("PYEM002") or "liba.so" in failing["a.so"]
    assert failing["liba.so"] == "PYEM001: liba.so is an ELF file, not WebAssembly"
    files["a.so"] = side_module(needed=("liba.so",))
    assert predict(contents(NAME, files), NEWEST.version)["a.so"] == (
        "liba.so does not load (PYEM001: liba.so is an ELF file, not WebAssembly)"
    )


# PYEM007


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (b"\4\1", "a.so wants 64-bit memory (-sMEMORY64?), which"),
        (b"\3\1\2", "a.so wants memory shared between threads (-pthread?), which"),
    ],
)
def test_memory_of_another_kind(limits: bytes, what: str) -> None:
    module = HEADER + dylink() + section(2, vector([imported("env", "memory", "memory", limits)]))
    rule, level, stage, message = one(module)
    assert (rule, level, stage) == ("PYEM007", "error", "load")
    assert what in message


# PYEM009


def test_another_cxx_library() -> None:
    mangled = "_ZNSt3__24fakeB8ne{}Ev"
    (own,) = symbol_table(NEWEST.version).libcxx
    module = side_module([function(mangled.format(own)), function(mangled.format("170006"))])
    (finding,) = found(judge({"a.so": module}), "PYEM009")
    assert finding.level == "warning"
    assert "libc++ 17.0.6; that of" in finding.message
    assert finding.evidence == ("170006",)


# PYEM010


def test_typed_references_need_no_scan() -> None:
    # As the type of a function that takes a typed reference, found in grill-usd-core 26.8.
    typed = vector([b"\x60\1\x64\0\0", b"\x60\1\x7f\0"])
    files = {"a.so": HEADER + dylink() + section(1, typed) + section(2, vector([MEMORY]))}
    (finding,) = judge(files).findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM010", "warning", "load")
    assert "typed references in 1 of its 2 types, which Node.js 20 refuses" in finding.message
    made = contents(NAME, files)
    assert predict(made, NEWEST.version) == {}
    assert list(predict(made, NEWEST.version, opcodes=True)) == ["a.so"]


def test_instructions_are_looked_at_on_demand() -> None:
    body = vector([text(b"\0\xfd\x85\x02\xfe\x1e\2\0\x0b"), text(b"\0\x1f\x40\0\x0b\x0b")])
    module = side_module() + section(10, body)
    assert judge({"a.so": module}).findings == ()
    assert any("--opcodes" in sentence for sentence in judge({"a.so": module}).unknown)
    verdict = judge({"a.so": module}, opcodes=True)
    assert {(f.message.split(" in ")[0], f.level, f.stage) for f in verdict.findings} == {
        ("a.so uses relaxed SIMD, which Node.js 20 refuses", "warning", "load"),
        ("a.so uses try_table, which Node.js 20 refuses", "warning", "load"),
        ("a.so uses atomics, a sign of -pthread", "warning", ""),
    }
    assert not any("--opcodes" in sentence for sentence in verdict.unknown)
    assert predict(contents(NAME, {"a.so": module}), NEWEST.version) == {}
    assert predict(contents(NAME, {"a.so": module}), NEWEST.version, opcodes=True)


def test_code_that_the_scan_does_not_know() -> None:
    module = side_module() + section(10, vector([text(b"\0\x1f\x40\0\x27\x0b")]))
    (finding,) = judge({"a.so": module}, opcodes=True).findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM010", "warning", "")
    assert finding.message == "a.so has code that cannot be read: opcode 0x27 is unknown"
