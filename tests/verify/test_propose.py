"""Rows to propose, from what was measured."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten import data, files
from pyemscripten.data import releases
from pyemscripten.evidence.recorded import Evidence, ReleaseEvidence, recorded
from pyemscripten.verify import propose

TABLE = pyemscripten.builtin()
EVIDENCE = recorded()
DATA = Path(releases.__file__)


#: What no artifact says, so that a proposed row has another value than one that was researched.
NOT_MEASURED = {"date", "date_basis", "git_commit", "cross_build", "read"}


def remove(text: str, versions: set[str]) -> str:
    """The data module without some rows of `RELEASES`, cut out by line."""
    (node,) = [
        n
        for n in ast.parse(text).body
        if isinstance(n, ast.Assign) and ast.unparse(n.targets[0]) == "RELEASES"
    ]
    lines = text.splitlines(keepends=True)
    assert isinstance(node.value, ast.Tuple)
    for call in reversed(node.value.elts):
        assert isinstance(call, ast.Call)
        values = {k.arg: ast.literal_eval(k.value) for k in call.keywords if k.arg == "version"}
        if values["version"] in versions:
            assert call.end_lineno
            del lines[call.lineno - 1 : call.end_lineno]
    return "".join(lines)


def releases_in(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": releases.__name__, "__package__": data.__name__}
    exec(text, names)
    return {release.version: release for release in names["RELEASES"]}


ON_NPM = [release.version for release in TABLE.releases if release.npm]


@pytest.mark.parametrize(
    "removed", [ON_NPM[-1:], ON_NPM[-3:], ON_NPM[20:22], ON_NPM[1::3], ON_NPM[1:]], ids=len
)
def test_removed_rows_come_back_with_every_measured_field(removed: list[str]) -> None:
    whole = DATA.read_text(encoding="utf-8")
    proposal = propose.propose(remove(whole, set(removed)), EVIDENCE, "2026-11-22")
    assert proposal.added == tuple(removed)
    restored = releases_in(proposal.text)
    assert list(restored) == [release.version for release in TABLE.releases]
    for release in TABLE.releases:
        for field in set(release.field_names()) - NOT_MEASURED:
            assert getattr(restored[release.version], field) == getattr(release, field), field
        if release.version in removed:
            assert release.npm
            assert restored[release.version].date == release.npm.built[:10]
            assert restored[release.version].date_basis == "build stamp"
    assert proposal.remaining == ()


def test_a_row_that_was_written_before_npm_had_the_release_is_completed() -> None:
    newest = next(row for row in reversed(TABLE.releases) if row.npm and row.git_commit)
    whole = DATA.read_text(encoding="utf-8")
    before, _, row = whole.partition(f'version="{newest.version}"')
    measured = row[row.index("        npm=Npm(") : row.index("        read=")]
    text = f'{before}version="{newest.version}"{row.replace(measured, "", 1)}'
    assert releases_in(text)[newest.version] == newest.replace(npm=None)
    assert propose.propose(text, EVIDENCE, "2031-01-01") == (whole, (newest.version,), ())


def test_it_is_idempotent_and_leaves_a_complete_file_alone() -> None:
    whole = DATA.read_text(encoding="utf-8")
    assert propose.propose(whole, EVIDENCE, "2031-01-01") == (whole, (), ())
    once = propose.propose(remove(whole, set(ON_NPM[-2:])), EVIDENCE, "2031-01-01")
    assert propose.propose(once.text, EVIDENCE, "2031-02-02") == (once.text, (), ())


def test_a_pinned_cross_build_environment_names_the_source_that_is_there() -> None:
    newest = TABLE.release("0.29.5")
    text = remove(DATA.read_text("utf-8"), {newest.version})
    restored = releases_in(propose.propose(text, EVIDENCE, data.READ).text)[newest.version]
    assert restored == newest


def test_a_pin_of_a_version_that_no_source_names_brings_its_source() -> None:
    newest = TABLE.release("0.29.5")
    assert newest.cross_build
    text = remove(DATA.read_text("utf-8"), {newest.version})
    pins = EVIDENCE.tools["cibuildwheel"][newest.cross_build.source.revision]
    evidence = replace(EVIDENCE, tools={"cibuildwheel": {"99.0": pins}})
    restored = releases_in(propose.propose(text, evidence, data.READ).text)[newest.version]
    source = newest.cross_build.source.replace(revision="99.0")
    assert restored == newest.replace(cross_build=newest.cross_build.replace(source=source))


def future(release: str, **config: str) -> Evidence:
    seen = EVIDENCE.releases[ON_NPM[-1]]
    running = {**seen.parts["runtime"], "platform": "emscripten-9.9.9-wasm32", "config": config}
    parts = {**seen.parts, "runtime": running}
    return Evidence(releases={release: ReleaseEvidence(release, parts)})


def test_what_no_artifact_says_is_listed_for_the_maintainer() -> None:
    text = DATA.read_text(encoding="utf-8")
    evidence = future("999.0.0", PYODIDE_ABI_VERSION="99999_0", OTHER_VERSION="99999_0")
    proposal = propose.propose(text, evidence, "2031-01-01")
    assert proposal.added == ("999.0.0",)
    assert 'config_variables=(PYODIDE_ABI, "OTHER_VERSION"),' in proposal.text
    assert any("Emscripten 9.9.9 has no entry" in problem for problem in proposal.remaining)
    assert any("'99999_0', which is not in PLATFORMS" in p for p in proposal.remaining)


def test_a_release_without_a_platform_and_without_variables() -> None:
    evidence = future("0.25.9")
    evidence.releases["0.25.9"].parts["artifact"]["info"].pop("abi_version")
    proposal = propose.propose(DATA.read_text(encoding="utf-8"), evidence, "2031-01-01")
    row = releases_in(proposal.text)["0.25.9"]
    assert (row.platform, row.config_variables) == (None, ())
    order = list(releases_in(proposal.text))
    assert order.index("0.25.1") < order.index("0.25.9") < order.index("0.26.0a1")


def test_what_was_not_measured_in_full_or_is_older_is_not_proposed() -> None:
    text = DATA.read_text(encoding="utf-8")
    evidence = future("999.0.0")
    del evidence.releases["999.0.0"].parts["runtime"]
    evidence.releases["0.18.0"] = EVIDENCE.releases[ON_NPM[0]]
    assert propose.propose(text, evidence, "2031-01-01").added == ()


def test_line_endings_stay(tmp_path: Path) -> None:
    text = remove(DATA.read_text(encoding="utf-8"), set(ON_NPM[-1:])).replace("\n", "\r\n")
    proposed = propose.propose(text, EVIDENCE, "2031-01-01").text
    assert proposed.count("\n") == proposed.count("\r\n")
    file = tmp_path / "releases.py"
    files.write(file, proposed)
    assert file.read_bytes().decode() == proposed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it has no RELEASES = (PyodideRelease(…), …)"),
        ("RELEASES = ()", "it has no RELEASES"),
        ("RELEASES = (1, 2)", "it has no RELEASES"),
        ("RELEASES: tuple = ()", "it has no RELEASES"),
        ("RELEASES = (", "it cannot be run: SyntaxError: "),
        ("import no_such_module", "it cannot be run: ModuleNotFoundError: "),
    ],
)
def test_a_file_that_is_not_the_data_module(text: str, message: str) -> None:
    with pytest.raises(propose.NotTheDataFile, match=re.escape(message)):
        propose.propose(text, EVIDENCE, "2031-01-01")
