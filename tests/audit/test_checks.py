"""Whole wheels: the archive, what it is for, and the verdict."""

from __future__ import annotations

import io

import pytest

import pyemscripten
from pyemscripten.audit.checks import check, symbols_of
from pyemscripten.audit.contents import read_wheel
from pyemscripten.audit.symbols import symbol_platforms, symbol_table
from tests.audit.assemble import archive, wheel_files
from tests.audit.judging import GOOD, NAME, NEWEST, OLDEST, SUFFIX, contents, judge
from tests.wasm.assemble import function, side_module


def test_a_good_wheel() -> None:
    verdict = judge({f"good{SUFFIX}": GOOD})
    assert verdict.findings == ()
    assert verdict.level == ""
    assert verdict.loads
    assert verdict.claimed == verdict.judged == NEWEST.version
    assert verdict.fits == (NEWEST.version,)
    assert verdict.release == pyemscripten.history(NEWEST.version).last.version
    assert any("Emscripten" in sentence for sentence in verdict.unknown)


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
    assert [(f.rule, f.level, f.stage, f.file) for f in verdict.findings][:2] == [
        ("PYEM011", "error", "install", ""),
        ("PYEM013", "error", "install", "fixture-1.0.dist-info/RECORD"),
    ]


def test_names_that_differ_in_case_only() -> None:
    (finding,) = judge({"good.so": GOOD, "p/a.py": b"", "p/A.py": b""}).findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM014", "warning", "install")
    assert finding.message == "'p/A.py' and 'p/a.py' are one file where case is ignored"


# The whole


def test_findings_are_told_from_the_gravest_on_by_rule_and_file() -> None:
    absent = side_module([function("no_function")])
    files = {"d.so": absent, "c.so": absent, "b.so": b"\x7fELF", "a.so": b"\x7fELF", "e.pyd": b""}
    verdict = check(contents(NAME, files, tags=("py3-none-any",)))
    assert [(each.level, each.rule, each.file) for each in verdict.findings] == [
        ("error", "PYEM001", "a.so"),
        ("error", "PYEM001", "b.so"),
        ("error", "PYEM011", ""),
        ("warning", "PYEM001", "e.pyd"),
        ("warning", "PYEM004", "c.so"),
        ("warning", "PYEM004", "d.so"),
    ]


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
    draft = next(r for r in pyemscripten.builtin().releases if r.platform and not r.npm)
    assert symbols_of(pyemscripten.platform(draft.platform or ""), draft.version) is None
