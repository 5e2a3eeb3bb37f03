"""The parts of a run: comparisons, evidence, the store, what is known, and rows to propose."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten import data
from pyemscripten.verify import known, propose
from pyemscripten.verify.checks import check, new_releases
from pyemscripten.verify.compare import Verdict, status
from pyemscripten.verify.evidence import (
    MODULE,
    RECORDED,
    RUNTIME,
    Evidence,
    Listing,
    ReleaseEvidence,
    recorded,
    to_text,
)
from pyemscripten.verify.gather import Scope
from pyemscripten.verify.platforms import describe
from pyemscripten.verify.rows import build_stamp, compiler
from pyemscripten.verify.store import Store
from tests.support.tables import measured

TABLE = pyemscripten.builtin()
EVIDENCE = recorded()
DATA = Path(str(data.__file__))


# Evidence --------------------------------------------------------------------------------------


def test_the_recorded_result_is_written_and_read_back_to_the_byte() -> None:
    assert to_text(EVIDENCE, TABLE.as_of) == RECORDED.read_text(encoding="utf-8")


def test_the_recorded_result_is_small_and_holds_no_clock_and_no_machine() -> None:
    text = RECORDED.read_text(encoding="utf-8")
    assert len(text) < 100_000
    assert not re.search(r"/(home|root|tmp|Users)/|node v|https?://(?!github)", text)


def test_every_release_on_npm_was_looked_at_in_full() -> None:
    rows = [release.version for release in TABLE.releases if release.npm_integrity]
    assert list(EVIDENCE.releases) == rows
    assert {frozenset(seen.parts) for seen in EVIDENCE.releases.values()} == {
        frozenset({"artifact", "main module", "runtime"})
    }


def test_evidence_of_nothing() -> None:
    document = json.loads(to_text(Evidence(), "2026-01-01"))
    assert document["npm"] is None
    assert document["releases"] == document["tools"] == {}


# Comparisons -----------------------------------------------------------------------------------


def without(part: str, release: str) -> Evidence:
    seen = EVIDENCE.releases[release]
    parts = {name: value for name, value in seen.parts.items() if name != part}
    changed = ReleaseEvidence(release, parts, {part: f"pyodide {release}: no time"})
    return Evidence(EVIDENCE.listing, "", {**EVIDENCE.releases, release: changed}, EVIDENCE.tools)


def test_what_could_not_be_looked_at_is_never_a_match() -> None:
    """Every release and part in turn: nothing else changes, and the run is not a success."""
    whole = {(c.group, c.subject, c.fact, c.release) for c in check(TABLE, EVIDENCE)}
    for release in EVIDENCE.releases:
        for part in (MODULE, RUNTIME):
            found = check(TABLE, without(part, release))
            assert status(found) in (1, 3)
            lost = [c for c in found if c.verdict is Verdict.UNCHECKED]
            assert [(c.group, c.subject, c.note) for c in lost] == [
                (part, release, f"pyodide {release}: no time")
            ]
            agreed = {(c.group, c.subject, c.fact, c.release) for c in found} & whole
            assert not any(group == part and of == release for group, _, _, of in agreed)


def test_without_evidence_nothing_passes_but_consistency() -> None:
    found = check(TABLE, Evidence(unlisted="no npm"))
    assert [c.fact for c in found if c.verdict is Verdict.MATCH] == ["consistency"]
    assert [c.note for c in found if c.verdict is Verdict.UNCHECKED] == ["no npm"]
    assert status(found) == 3


def test_a_legacy_spelling_is_only_denied_once_all_lock_files_were_read() -> None:
    newest = TABLE.platform("2026_5")
    releases = [r.version for r in measured(TABLE) if r.platform == newest.version]
    assert len(releases) > 1
    one = Evidence(releases={releases[0]: EVIDENCE.releases[releases[0]]})
    facts = {c.fact for c in check(TABLE, one) if c.subject == newest.version}
    assert "legacy" not in facts
    assert "emscripten" in facts


def test_releases_older_than_the_first_row_are_not_new() -> None:
    listing = Listing(("0.18.0", TABLE.releases[0].version, "999.0.0", "999.0.0.dev1"))
    assert new_releases(TABLE, Evidence(listing=listing)) == ("999.0.0",)
    assert new_releases(TABLE, Evidence()) == ()


def test_a_newcomer_of_a_known_platform_is_compared_with_that_platform() -> None:
    """It needs a row, which is no error; but it must keep what its platform promises."""
    newest = TABLE.history(TABLE.platform("2026_5")).last
    shorter = TABLE.replace(releases=tuple(r for r in TABLE.releases if r is not newest))
    found = check(shorter, EVIDENCE)
    about = {c.fact for c in found if c.subject == newest.platform and c.release == newest.version}
    assert {"emscripten", "unwinding.model"} <= about
    assert newest.version in new_releases(shorter, EVIDENCE)
    assert not [c for c in found if c.verdict is Verdict.MISMATCH and "zlib" in c.fact]


def test_a_newcomer_that_could_not_be_looked_at() -> None:
    listing = Listing(("999.0.0",))
    seen = ReleaseEvidence("999.0.0", {}, {"artifact": "pyodide 999.0.0: damaged"})
    found = check(
        TABLE.replace(releases=TABLE.releases[:1]), Evidence(listing, "", {"999.0.0": seen})
    )
    assert [c.note for c in found if c.subject == "999.0.0"] == ["pyodide 999.0.0: damaged"]
    unseen = check(TABLE.replace(releases=TABLE.releases[:1]), Evidence(listing))
    assert not [c for c in unseen if c.subject == "999.0.0"]


def test_a_tool_that_could_not_be_observed_is_listed() -> None:
    found = check(TABLE, Evidence(tools_unchecked={"uv==0.13.9": "uv==0.13.9: no pip"}))
    (unchecked,) = [c for c in found if c.group == "tool"]
    assert (unchecked.subject, unchecked.verdict) == ("uv==0.13.9", Verdict.UNCHECKED)


def test_a_build_of_an_unknown_release_and_one_without_digest() -> None:
    build = {"identifier": "cp399-pyodide_wasm32", "python": "3.99", "sha256": ""}
    known_build = {**EVIDENCE.tools["cibuildwheel"]["4.3.5"]["builds"][0], "sha256": ""}
    builds = [{**build, "release": "999.0.0"}, known_build]
    tools = {"cibuildwheel": {"9": {"builds": builds, "how": "toml"}}}
    found = [c for c in check(TABLE, Evidence(tools=tools)) if c.group == "tool"]
    assert {c.fact for c in found} == {"names.cibuildwheel", "python"}
    assert {c.verdict for c in found} == {Verdict.MATCH}


@pytest.mark.parametrize(
    ("module", "sentence"),
    [
        ((2, 0, 1), "imports 2 invoke_* functions and has 1 exception tags."),
        ((0, 0, 1), "defines its one exception tag itself and imports no"),
        ((0, 0, 7), "defines its 7 exception tags itself and imports no"),
        ((0, 0, 0), "has neither exception tags nor invoke_* functions."),
    ],
)
def test_sentences_about_main_modules(module: tuple[int, int, int], sentence: str) -> None:
    invoke, imported, own = module
    seen = {"invoke": invoke, "tags_imported": ["t"] * imported, "tags_defined": own}
    assert sentence in describe(seen)


@pytest.mark.parametrize("text", ["", "3.14.2", "3.14.2 (main, Foo 14 2026, 03:03:51)"])
def test_a_sys_version_without_a_build_stamp(text: str) -> None:
    assert build_stamp(text) is None
    assert compiler(text) is None


# The store ---------------------------------------------------------------------------------------


def test_the_store_keeps_what_it_was_given(tmp_path: Path) -> None:
    warnings: list[str] = []
    store = Store(tmp_path / "cache", warnings.append)
    assert store.get("subject", "recipe") is None
    store.put("subject", "recipe", {"value": [1, None, "é"]})
    assert store.get("subject", "recipe") == {"value": [1, None, "é"]}
    assert store.get("subject", "another recipe") is None
    assert store.get("another subject", "recipe") is None
    assert warnings == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"observation": 1}', "\x00", '"x"'])
def test_the_store_trusts_no_file_that_it_did_not_write(tmp_path: Path, content: str) -> None:
    warnings: list[str] = []
    store = Store(tmp_path, warnings.append)
    store.put("subject", "recipe", 1)
    (file,) = store.folder.iterdir()
    file.write_text(content)
    assert store.get("subject", "recipe") is None
    assert warnings == [f"{file} was changed after it was written; it is not used, but made anew"]


def test_an_observation_may_not_take_the_place_of_another(tmp_path: Path) -> None:
    store = Store(tmp_path, lambda line: None)
    store.put("one", "recipe", 1)
    (one,) = store.folder.iterdir()
    store.put("two", "recipe", 2)
    (two,) = set(store.folder.iterdir()) - {one}
    two.write_text(one.read_text())
    assert store.get("two", "recipe") is None


# What is known ---------------------------------------------------------------------------------


def test_how_facts_are_known() -> None:
    platform = TABLE.platform("2025_0")
    how = known.known(TABLE, platform)
    assert set(how) == set(platform.sources)
    assert how["rust"].documented
    assert how["rust"].releases == ()
    assert how["emscripten"].releases[-1] == TABLE.history(platform).last.version
    assert "alphas-2025-0-emscripten" in how["emscripten"].conflicts
    assert re.fullmatch(
        r"documented, measured in \d+ releases, sources in conflict", how["emscripten"].text
    )
    assert how["names"].text.startswith("in source code, seen in uv ")
    assert how["python"].tools[0].startswith("cibuildwheel ")


def test_known_in_words() -> None:
    assert known.Known(False, False, ("1",), (), ()).text == "measured in 1 release"
    assert known.Known(False, True, ("1",), (), ()).text == "in source code, measured in 1 release"
    assert known.Known(True, True, (), (), ()).text == "documented"


def test_a_fact_that_an_artifact_refutes_is_named_in_a_sentence() -> None:
    newest = measured(TABLE)[-1]
    wrong = tuple(r.replace(micropip="9.9") if r is newest else r for r in TABLE.releases)
    (sentence,) = known.refuted(TABLE.replace(releases=wrong))
    said = f"{newest.version}, micropip: the table says 9.9, the artifact {newest.micropip} ("
    assert said in sentence
    assert f"(npm pyodide {newest.version}: " in sentence
    inconsistent = TABLE.replace(as_of="soon")
    assert any(s.startswith("the table: AS_OF: 'soon'") for s in known.refuted(inconsistent))


def test_a_row_that_was_never_verified_may_not_be_published() -> None:
    new = measured(TABLE)[-1].replace(version="99999.0.0")
    found = list(known.refuted(TABLE.replace(releases=(*TABLE.releases, new))))
    assert any("99999.0.0 is on npm and was never verified" in sentence for sentence in found)


# Scope -----------------------------------------------------------------------------------------


def test_scope() -> None:
    checks = check(TABLE, Evidence(tools_unchecked={"uv==1": "no"}))
    uv = checks[-1]
    assert uv.subject == "uv==1"
    assert Scope().keeps(uv)
    assert Scope(tools=frozenset({"uv"})).keeps(uv)
    assert not Scope(tools=frozenset({"pip"})).keeps(uv)
    assert Scope(tools=frozenset({"pip"})).keeps(checks[0])


# Rows to propose --------------------------------------------------------------------------------

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
    names: dict[str, Any] = {"__name__": "pyemscripten.data", "__package__": "pyemscripten"}
    exec(text, names)
    return {release.version: release for release in names["RELEASES"]}


ON_NPM = [release.version for release in TABLE.releases if release.npm_integrity]


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
            assert restored[release.version].date == (release.built or "")[:10]
            assert restored[release.version].date_basis == "build stamp"
    assert proposal.remaining == ()


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
    file = tmp_path / "data.py"
    propose.write(file, proposed)
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


def test_writing_is_atomic_and_keeps_links_and_modes(tmp_path: Path) -> None:
    real = tmp_path / "real.py"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.py"
    link.symlink_to(real)
    propose.write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640
    with pytest.raises(UnicodeEncodeError):
        propose.write(link, "\udc80")
    assert real.read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.py", "real.py"]
    propose.write(tmp_path / "fresh.py", "new")
    assert (tmp_path / "fresh.py").read_text() == "new"
