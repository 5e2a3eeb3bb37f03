"""The rules about loading against the real runtime: each fixture really breaks its rule.

The fixtures are compiled here, from source; what is predicted of them is compared with what
happens in published Pyodide releases under Node.js.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

import pyemscripten
from pyemscripten.audit.attempts import Trial
from pyemscripten.audit.checks import check, predict
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.dependencies import download
from pyemscripten.audit.report import confirm
from pyemscripten.audit.trial import load_modules, top_level, try_wheel
from pyemscripten.runtime import fetch_pyodide
from tests.audit.assemble import archive, wheel, wheel_files
from tests.audit.fixtures import build
from tests.wasm.assemble import function, imported, side_module

TABLE = pyemscripten.builtin()
NEWEST = TABLE.recommended()[0]
OLDEST = TABLE.platforms[0]
MINOR = NEWEST.python.replace(".", "")


class Expected(NamedTuple):
    """What the audit says of a module, and whether it loads, on the newest platform."""

    rule: str
    loads: bool


# On the newest final platform. Rules that do not stop a module from loading are here too, because
# a false alarm would be as wrong as a miss.
EXPECTED = {
    "good": Expected("", True),
    "weak_data": Expected("", True),
    "exceptions": Expected("", True),
    "libdependency": Expected("", True),
    "needs_with_rpath": Expected("", True),
    "elf": Expected("PYEM001", False),
    "static": Expected("PYEM001", False),
    "plain": Expected("PYEM001", False),
    "late": Expected("PYEM001", False),
    "script": Expected("PYEM001", False),
    "empty": Expected("PYEM001", False),
    "wrong_signature": Expected("PYEM002", False),
    "other_space": Expected("PYEM002", False),
    "no_global": Expected("PYEM002", False),
    "no_tag": Expected("PYEM002", False),
    "absent_data": Expected("PYEM002", False),
    "absent_address": Expected("PYEM002", False),
    "javascript_address": Expected("PYEM002", False),
    "invokes": Expected("PYEM003", True),
    "calls_absent": Expected("PYEM004", True),
    "needs_dependency": Expected("PYEM006", False),
    # The library fails with what needs it, and then counts as loaded in the same interpreter.
    "needs_broken": Expected("", False),
    "libbroken": Expected("PYEM002", False),
    "memory64": Expected("PYEM007", False),
    "shared_memory": Expected("PYEM007", False),
    "old_libcxx": Expected("PYEM009", True),
    "relaxed_simd": Expected("PYEM010", False),
    "try_table": Expected("PYEM010", False),
    "atomics": Expected("PYEM010", True),
}


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    built = build(tmp_path_factory.mktemp("fixtures"))
    good = built["good"]
    head = good[:8]
    start = len(head) + 2 + good[9] if good[9] < 0x80 else 0
    assert start, "the section dylink.0 of the fixture has grown"
    return built | {
        "late": head + good[start:] + good[8:start],
        "script": b"INPUT(libz.a)\n",
        "empty": b"",
        "other_space": side_module([function("f", module="wasi_unstable")]),
        "no_global": side_module([imported("env", "no_global", "global", b"\x7f\0")]),
        "no_tag": side_module([imported("env", "__cpp_exception", "tag", b"\0\0")]),
    }


def path_of(name: str) -> str:
    folder = "fixture.libs" if name.startswith("lib") else "fixture"
    return f"{folder}/{name}.so"


@pytest.fixture(scope="session")
def all_of_them(
    modules: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Contents]:
    name = f"fixture-1.0-py3-none-{NEWEST.tag}.whl"
    path = tmp_path_factory.mktemp("wheels") / name
    path.write_bytes(wheel(name, {path_of(each): modules[each] for each in EXPECTED}))
    return path, read_wheel(path, keep_code=True)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_audit_names_the_rule(name: str, all_of_them: tuple[Path, Contents]) -> None:
    verdict = check(all_of_them[1], opcodes=True)
    found = {f.rule for f in verdict.findings if f.file == path_of(name)}
    # The fixture for the C++ library calls a function that no library has.
    assert found - {"PYEM004"} == {EXPECTED[name].rule} - {"", "PYEM004"}
    assert ("PYEM004" in found) is (name in ("calls_absent", "old_libcxx"))


def outcomes(wheel_and_contents: tuple[Path, Contents], release: str) -> dict[str, bool]:
    path, contents = wheel_and_contents
    package = fetch_pyodide(release, expected_integrity=pyemscripten.release(release).npm_integrity)
    attempts = load_modules(package, path, contents)
    return {attempt.name: attempt.outcome == "ok" for attempt in attempts}


@pytest.mark.network
@pytest.mark.node
@pytest.mark.parametrize("platform", [OLDEST, NEWEST], ids=lambda platform: platform.version)
def test_predictions_come_true(
    platform: pyemscripten.Platform, all_of_them: tuple[Path, Contents]
) -> None:
    release = TABLE.history(platform).last.version
    loaded = outcomes(all_of_them, release)
    failing = predict(all_of_them[1], platform.version, release, opcodes=True)
    assert {name for name, ok in loaded.items() if not ok} == set(failing)
    if platform is NEWEST:
        assert loaded == {path_of(name): case.loads for name, case in EXPECTED.items()}


def trial(
    name: str, files: Mapping[str, bytes], folder: Path, release: str, metadata: str = ""
) -> tuple[Contents, Trial]:
    path = folder / name
    path.write_bytes(archive(wheel_files(name, files, metadata=metadata)))
    return read_wheel(path), try_wheel(path, release)


@pytest.mark.network
@pytest.mark.node
def test_load_import_and_the_end_of_the_interpreter_are_told_apart(
    modules: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Absent functions load, and end the interpreter when they are called (PYEM003, PYEM004)."""
    name = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
    files = {f"{each}.so": modules[each] for each in ("calls_absent", "good", "invokes")}
    files["broken.py"] = b"raise RuntimeError('broken')"
    contents, tried = trial(name, files, tmp_path, TABLE.history(NEWEST).last.version)
    assert {a.name: a.outcome for a in tried.modules} == dict.fromkeys(contents.modules, "ok")
    assert {a.name: a.outcome for a in tried.imports} == {
        "broken": "failed",
        "calls_absent": "fatal",
        "good": "ok",
        "invokes": "fatal",
    }
    assert "RuntimeError: broken" in tried.imports[0].detail
    assert not tried.works


@pytest.mark.network
@pytest.mark.node
def test_invoke_functions_work_where_exceptions_are_javascript(
    modules: Mapping[str, bytes], tmp_path: Path
) -> None:
    minor = OLDEST.python.replace(".", "")
    name = f"fixture-1.0-cp{minor}-cp{minor}-{OLDEST.tag}.whl"
    files = {"invokes.so": modules["invokes"]}
    contents, tried = trial(name, files, tmp_path, TABLE.history(OLDEST).last.version)
    assert check(contents).findings == ()
    assert tried.works


@pytest.mark.network
@pytest.mark.node
def test_a_suffix_that_python_does_not_import(modules: Mapping[str, bytes], tmp_path: Path) -> None:
    """PYEM005: what was found in a published wheel."""
    name = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
    files = {
        "p/__init__.py": b"from . import good",
        "p/good.abi3-x86_64-linux-gnu.so": modules["good"],
        "p/other.so": modules["good"],
    }
    contents, tried = trial(name, files, tmp_path, TABLE.history(NEWEST).last.version)
    assert {a.name: a.outcome for a in tried.finds} == {
        "p/good.abi3-x86_64-linux-gnu.so": "failed",
        "p/other.so": "failed",
    }
    assert [a.outcome for a in tried.imports] == ["failed"]
    assert [c.word for c in confirm(check(contents), tried)] == ["confirmed", "confirmed"]


@pytest.mark.network
@pytest.mark.node
def test_the_published_mistakes(tmp_path: Path) -> None:
    """One wheel that cannot be imported on its platform, and one that promises too much."""
    misnamed, promising = (
        published(tmp_path / platform, requirement, platform)
        for requirement, platform in (
            ("transformations==2026.8.8", "2026_5"),
            ("onnx==1.22.0", "2025_0"),
        )
    )
    verdict = check(read_wheel(misnamed))
    assert verdict.sentence == "does not work on 2026_5, which it is tagged for: 1 error"
    assert "abi3-x86_64-linux-gnu.so is named for Linux: Python" in verdict.findings[0].message
    release = pyemscripten.history("2026_5").last.version
    (confirmed,) = confirm(verdict, try_wheel(misnamed, release, imports=False))
    assert (confirmed.finding.rule, confirmed.word) == ("PYEM005", "confirmed")

    verdict = check(read_wheel(promising))
    assert {(f.rule, f.level) for f in verdict.findings} == {
        ("PYEM005", "warning"),
        ("PYEM008", "warning"),
    }
    assert "the tag promises every Python from 3.12 on" in verdict.findings[0].message
    # On its own platform it is found and loads; the promise breaks with the next Python.
    for platform, works in (("2025_0", True), ("2026_0", False)):
        release = pyemscripten.history(platform).last.version
        verdict = check(read_wheel(promising), platform)
        trial = try_wheel(promising, release, imports=False)
        assert (verdict.level == "warning", trial.works) == (works, works)
        assert {c.word for c in confirm(verdict, trial)} == (set() if works else {"confirmed"})


def published(folder: Path, requirement: str, platform: str) -> Path:
    folder.mkdir()
    python = pyemscripten.platform(platform).python
    assert download(requirement, platform, python, str(folder))
    (path,) = folder.glob("*.whl")
    return path


@pytest.mark.network
@pytest.mark.node
def test_dependencies_come_from_pypi(modules: Mapping[str, bytes], tmp_path: Path) -> None:
    name = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
    metadata = (
        "Requires-Dist: six\n"
        "Requires-Dist: colorama; sys_platform == 'win32'\n"
        "Requires-Dist: this-project-is-surely-not-there-783\n"
        "Requires-Dist: ???\n"
    )
    files = {"p/__init__.py": b"import six", "q/__init__.py": b"import this_is_not_there"}
    _contents, tried = trial(
        name, files, tmp_path, TABLE.history(NEWEST).last.version, metadata=metadata
    )
    assert [file.split("-")[0] for file in tried.installed] == ["six"]
    assert tried.missing == ("this-project-is-surely-not-there-783", "???")
    assert [(a.name, a.outcome) for a in tried.imports] == [("p", "ok"), ("q", "not tried")]
    assert "needs this_is_not_there" in tried.imports[1].detail
    assert tried.works


def test_what_users_import(modules: Mapping[str, bytes], tmp_path: Path) -> None:
    files = {
        "p/__init__.py": b"",
        "p/deeper/__init__.py": b"",
        "a.py": b"",
        "not-a-name.py": b"",
        "namespace/x.py": b"",
        "good.cpython-1-x.so": modules["good"],
        "library.so": modules["libdependency"],
        "data.json": b"",
    }
    name = f"fixture-1.0-cp{MINOR}-cp{MINOR}-{NEWEST.tag}.whl"
    path = tmp_path / name
    path.write_bytes(wheel(name, files))
    assert top_level(read_wheel(path)) == ["a", "good", "p"]
