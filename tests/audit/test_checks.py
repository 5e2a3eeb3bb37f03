"""The rules, on wheels made for each of them.

What is known about loading was observed in the real runtimes: see `test_truth.py`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping

import pytest

import pyemscripten
from pyemscripten.audit.checks import Finding, Verdict, check, predict, symbols_of
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.rules import RULES
from pyemscripten.audit.symbols import symbol_platforms, symbol_table
from tests.audit.assemble import (
    HEADER,
    MEMORY,
    address,
    archive,
    custom,
    dylink,
    function,
    imported,
    section,
    side_module,
    text,
    vector,
    wheel,
    wheel_files,
)

NEWEST = pyemscripten.builtin().recommended()[0]
OLDEST = pyemscripten.platform(symbol_platforms()[0])
MINOR = NEWEST.python.replace(".", "")
SUFFIX = f".cpython-{MINOR}-wasm32-emscripten.so"
NAME = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
GOOD = side_module(exports=("PyInit_good",))


def contents(name: str, files: Mapping[str, bytes], **details: object) -> Contents:
    return read_wheel(io.BytesIO(wheel(name, files, **details)), name, keep_code=True)  # type: ignore[arg-type]


def judge(files: Mapping[str, bytes], name: str = NAME, **options: object) -> Verdict:
    return check(contents(name, files), **options)  # type: ignore[arg-type]


def one(module: bytes) -> tuple[str, str, str, str]:
    """The only finding about a module: rule, level, stage, message."""
    (found,) = judge({"a.so": module}).findings
    return found.rule, found.level, found.stage, found.message


def found(verdict: Verdict, rule: str) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.rule == rule]


def test_a_good_wheel() -> None:
    verdict = judge({f"good{SUFFIX}": GOOD})
    assert verdict.findings == ()
    assert verdict.level == ""
    assert verdict.loads
    assert verdict.claimed == verdict.judged == NEWEST.version
    assert verdict.fits == (NEWEST.version,)
    assert verdict.release == pyemscripten.history(NEWEST.version).last.version
    assert any("Emscripten" in sentence for sentence in verdict.unknown)


def test_every_rule_has_its_own_permanent_name() -> None:
    assert [rule.code for rule in RULES] == [f"PYEM{n:03}" for n in range(1, len(RULES) + 1)]
    assert len({rule.anchor for rule in RULES}) == len(RULES)


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


# PYEM005


@pytest.mark.parametrize(
    ("suffix", "made_for"),
    [
        (".abi3-x86_64-linux-gnu.so", "Linux"),
        (".cpython-39-darwin.so", "macOS"),
        (".cpython-39-win32.so", "Windows"),
        (".cpython-39-wasm32-emscripten.so", "Python 3.9"),
        (".strange.so", "something else"),
    ],
)
def test_a_suffix_that_is_not_imported(suffix: str, made_for: str) -> None:
    verdict = judge({f"p/good{suffix}": GOOD})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM005", "error", "import")
    assert f"p/good{suffix} is named for {made_for}" in finding.message
    assert SUFFIX in finding.message


def test_a_suffix_that_is_not_imported_beside_one_that_is() -> None:
    verdict = judge({f"p/good{SUFFIX}": GOOD, "p/good.abi3-x86_64-linux-gnu.so": GOOD})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level) == ("PYEM005", "warning")
    assert f"p/good{SUFFIX} is imported instead" in finding.message


def test_a_library_may_have_any_name() -> None:
    assert (
        judge({"fixture.libs/libz-1234.so.1.2": side_module(exports=("deflate",))}).findings == ()
    )


def test_a_module_under_another_name() -> None:
    rule, level, stage, message = one(GOOD)
    assert (rule, level, stage) == ("PYEM005", "error", "import")
    assert message == "a.so cannot be imported as a: it is the module 'good'"
    assert judge({f"good/__init__{SUFFIX}": GOOD}).findings == ()
    assert judge({f"größe{SUFFIX}": side_module(exports=("PyInitU_gre_8wa4w",))}).findings


def test_an_unusual_but_right_name() -> None:
    encoded = "größe".encode("punycode").decode().replace("-", "_")
    module = side_module(exports=(f"PyInitU_{encoded}",))
    assert judge({f"größe{SUFFIX}": module}).findings == ()
    assert judge({"good.so": side_module(exports=("PyModExport_good",))}).findings == ()


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


@pytest.mark.parametrize(("limits", "what"), [(b"\4\1", "64-bit"), (b"\3\1\2", "shared")])
def test_memory_of_another_kind(limits: bytes, what: str) -> None:
    module = HEADER + dylink() + section(2, vector([imported("env", "memory", "memory", limits)]))
    rule, level, stage, message = one(module)
    assert (rule, level, stage) == ("PYEM007", "error", "load")
    assert what in message


# PYEM008


def test_abi3_beyond_the_stable_abi() -> None:
    name = f"fixture-1.0-cp310-abi3-{NEWEST.tag}.whl"
    module = side_module(
        [function("PyFrame_GetBack"), function("PyDict_GetItemRef"), function("PyList_New", 1)]
    )
    never, later = found(judge({"a.abi3.so": module}, name), "PYEM008")
    assert (never.level, never.stage, never.python) == ("warning", "", True)
    assert "not in the stable ABI at all" in never.message
    assert "PyFrame_GetBack" in never.message
    assert later.message.endswith("though the tag says cp310-abi3: 'PyDict_GetItemRef'")
    assert not found(judge({"a.abi3.so": module}), "PYEM008")


def test_abi3_with_a_module_for_one_python() -> None:
    name = f"fixture-1.0-cp310-abi3-{NEWEST.tag}.whl"
    (finding,) = judge({f"good{SUFFIX}": GOOD}, name).findings
    assert (finding.rule, finding.level) == ("PYEM005", "warning")
    assert "but the tag promises every Python from 3.10 on" in finding.message
    assert judge({"good.abi3.so": GOOD}, name).findings == ()


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


# PYEM011


def tags(platforms: str, pythons: str = f"cp{MINOR}-cp{MINOR}") -> list[str]:
    verdict = judge({"good.so": GOOD}, f"fixture-1.0-{pythons}-{platforms}.whl")
    return [f"{f.level}: {f.message}" for f in found(verdict, "PYEM011")]


def test_all_spellings_of_one_platform() -> None:
    assert tags(NEWEST.legacy_tag) == []
    assert tags(f"{NEWEST.legacy_tag}.{NEWEST.tag}") == []


def test_tags_that_name_no_platform() -> None:
    assert (
        "error: the tag pyemscripten_1999_0_wasm32 names no known"
        in tags("pyemscripten_1999_0_wasm32")[0]
    )
    assert tags("pyemscripten_2026_0_wasm64") == [
        "error: 'pyemscripten_2026_0_wasm64' is no platform tag"
    ]
    assert tags("pyemscripten_٢٠٢٦_0_wasm32")[0].startswith("error: 'pyemscripten_٢")
    assert tags("manylinux_2_28_x86_64") == [
        "error: the wheel is for another system: 'manylinux_2_28_x86_64'"
    ]
    assert tags(f"{OLDEST.tag}.{NEWEST.tag}") == [
        f"error: the tags name several platforms: {OLDEST.version}, {NEWEST.version}"
    ]


def test_generic_tags() -> None:
    assert tags(NEWEST.generic_tag) == [
        (
            f"warning: the tag {NEWEST.generic_tag} names Emscripten {NEWEST.emscripten}, not a "
            f"platform: judged as {NEWEST.version}"
        )
    ]
    assert tags("emscripten_4_0_15_wasm32") == [
        (
            "warning: the tag emscripten_4_0_15_wasm32 names Emscripten 4.0.15, not a platform, "
            "and no platform uses that"
        )
    ]


def test_python_tags() -> None:
    assert tags(NEWEST.tag, "cp39-cp39")[0].startswith("warning: the wheel is for Python 3.9, but")
    assert tags(NEWEST.tag, "cp399-abi3")[0].startswith("warning: the wheel is for Python 3.99")
    assert tags(NEWEST.tag, "cp310-abi3") == []
    assert tags(NEWEST.tag, "py3-none") == []
    assert tags(NEWEST.tag, "py3-abi3") == []


def written(*lines: str, wheel_file: bool = True) -> list[str]:
    files = wheel_files(NAME, {"good.so": GOOD}, tags=lines)
    if not wheel_file:
        del files["fixture-1.0.dist-info/WHEEL"]
    verdict = check(read_wheel(io.BytesIO(archive(files)), NAME))
    return [finding.message for finding in found(verdict, "PYEM011")]


def test_the_wheel_file() -> None:
    right = f"cp{MINOR}-cp{MINOR}-{NEWEST.tag}"
    assert written(right) == []
    assert written(wheel_file=False) == ["there is no WHEEL file: installers refuse it"]
    assert written() == ["WHEEL says no tag, and the file name says otherwise"]
    assert "WHEEL says 'py3-none-any', and" in written("py3-none-any")[0]
    assert written("rubbish") == ["WHEEL has the tag 'rubbish', which is none"]
    many = ".".join(map(str, range(40)))
    assert "which is none" in written(f"{many}-{many}-x")[0]


def test_a_name_of_a_million_tags() -> None:
    many = ".".join(f"cp3{i}" for i in range(100))
    name = f"fixture-1.0-{many}-{many}-{NEWEST.tag}.whl"
    verdict = check(contents(name, {"good.so": GOOD}, tags=()))
    assert found(verdict, "PYEM011")[0].message == "the name stands for more than 1000 tags"


# PYEM012


def test_a_platform_wheel_without_compiled_code() -> None:
    verdict = judge({"a.py": b""})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level) == ("PYEM012", "warning")
    assert f"tagged none-any instead of {NEWEST.tag}" in finding.message
    assert verdict.fits == ()
    assert judge({"a.py": b"", "liba.a": b"!<arch>\n"}).findings == ()
    assert judge({"a.py": b""}, "fixture-1.0-py3-none-any.whl").findings == ()


def test_compiled_code_for_any_platform() -> None:
    verdict = judge({"good.so": GOOD}, "fixture-1.0-py3-none-any.whl")
    (finding,) = verdict.findings
    assert (finding.rule, finding.level) == ("PYEM012", "warning")
    assert verdict.judged is None
    assert verdict.unknown == (
        "Without a platform to judge for, only the form of the modules was checked.",
    )


# PYEM013 and PYEM014


def test_problems_of_the_archive_become_findings() -> None:
    files = {**wheel_files(NAME, {"good.so": GOOD}), "../x": b"", "b.zip": b"PK"}
    verdict = check(read_wheel(io.BytesIO(archive(files)), NAME))
    assert {(f.rule, f.level, f.stage) for f in verdict.findings} == {
        ("PYEM014", "error", "install"),
        ("PYEM014", "warning", ""),
        ("PYEM013", "warning", ""),
    }


def test_a_wheel_without_record() -> None:
    verdict = check(read_wheel(io.BytesIO(archive({"good.so": GOOD})), NAME))
    assert [(f.rule, f.level) for f in verdict.findings][:2] == [
        ("PYEM011", "error"),
        ("PYEM013", "error"),
    ]


# The whole


def test_rules_can_be_ignored() -> None:
    verdict = judge({"a.so": b"\x7fELF"}, ignore=("PYEM001",))
    assert verdict.findings == ()
    assert verdict.fits == ()


def test_judged_for_another_platform_or_release() -> None:
    files = {"good.so": GOOD}
    assert judge(files, platform=OLDEST.tag).judged == OLDEST.version
    first = symbol_table(NEWEST.version).releases[0].version
    assert judge(files, release=first).release == first
    old = judge(files, release="0.25.0")
    assert old.judged is None
    assert old.release is None
    with pytest.raises(pyemscripten.UnknownPlatform):
        judge(files, platform="1999_0")


def test_every_platform_on_demand() -> None:
    assert judge({"good.so": GOOD}).fits == (NEWEST.version,)
    assert judge({"good.so": GOOD}, everywhere=True).fits == symbol_platforms()


def test_a_platform_whose_symbols_are_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyemscripten.audit.checks.symbol_platforms", lambda: ())
    verdict = judge({"good.so": GOOD})
    assert verdict.judged == NEWEST.version
    assert verdict.release is None
    assert f"Without the symbols of {NEWEST.version}," in verdict.unknown[0]


def test_a_release_whose_symbols_are_unknown() -> None:
    """One that never came to npm has no table."""
    draft = next(r for r in pyemscripten.builtin().releases if r.platform and not r.npm_integrity)
    assert symbols_of(pyemscripten.platform(draft.platform or ""), draft.version) is None


def test_messages_are_one_sentence_each() -> None:
    for rule in RULES:
        for said in (rule.title, rule.evidence, rule.meaning, rule.fix):
            assert re.fullmatch(r"[A-Z`].*[^ ]", said)
        assert not rule.title.endswith(".")
