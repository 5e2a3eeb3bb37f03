"""Evidence against a table: what agrees, what does not, what nobody could look at."""

from __future__ import annotations

import pytest

import pyemscripten
from pyemscripten.evidence.checks import check, new_releases
from pyemscripten.evidence.compare import Agreement, status
from pyemscripten.evidence.platforms import describe
from pyemscripten.evidence.recorded import (
    MODULE,
    RUNTIME,
    Evidence,
    Listing,
    ReleaseEvidence,
    recorded,
)
from pyemscripten.evidence.rows import build_stamp, compiler
from tests.support.tables import measured_releases

TABLE = pyemscripten.builtin()
EVIDENCE = recorded()


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
            lost = [c for c in found if c.verdict is Agreement.UNCHECKED]
            assert [(c.group, c.subject, c.note) for c in lost] == [
                (part, release, f"pyodide {release}: no time")
            ]
            agreed = {(c.group, c.subject, c.fact, c.release) for c in found} & whole
            assert not any(group == part and of == release for group, _, _, of in agreed)


def test_without_evidence_nothing_passes_but_consistency() -> None:
    found = check(TABLE, Evidence(unlisted="no npm"))
    assert [c.fact for c in found if c.verdict is Agreement.MATCH] == ["consistency"]
    assert [c.note for c in found if c.verdict is Agreement.UNCHECKED] == ["no npm"]
    assert status(found) == 3


def test_a_legacy_spelling_is_only_denied_once_all_lock_files_were_read() -> None:
    platform = TABLE.platform("2026_5")
    releases = [r.version for r in measured_releases(TABLE) if r.platform == platform.version]
    assert len(releases) > 1
    one = Evidence(releases={releases[0]: EVIDENCE.releases[releases[0]]})
    facts = {c.fact for c in check(TABLE, one) if c.subject == platform.version}
    assert "legacy" not in facts
    assert "emscripten" in facts


def test_releases_older_than_the_first_row_are_not_new() -> None:
    listing = Listing(("0.18.0", TABLE.releases[0].version, "999.0.0", "999.0.0.dev1"))
    assert new_releases(TABLE, Evidence(listing=listing)) == ("999.0.0",)
    assert new_releases(TABLE, Evidence()) == ()


def test_a_newcomer_of_a_known_platform_is_compared_with_that_platform() -> None:
    """It needs a row, which is no error; but it must keep what its platform promises."""
    newest = measured_releases(TABLE)[-1]
    shorter = TABLE.replace(releases=tuple(r for r in TABLE.releases if r is not newest))
    found = check(shorter, EVIDENCE)
    about = {c.fact for c in found if c.subject == newest.platform and c.release == newest.version}
    assert {"emscripten", "unwinding.model"} <= about
    assert newest.version in new_releases(shorter, EVIDENCE)
    assert not [c for c in found if c.verdict is Agreement.MISMATCH and "zlib" in c.fact]


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
    assert (unchecked.subject, unchecked.verdict) == ("uv==0.13.9", Agreement.UNCHECKED)


def test_a_build_of_an_unknown_release_and_one_without_digest() -> None:
    build = {"identifier": "cp399-pyodide_wasm32", "python": "3.99", "sha256": ""}
    known_build = {**EVIDENCE.tools["cibuildwheel"]["4.3.5"]["builds"][0], "sha256": ""}
    builds = [{**build, "release": "999.0.0"}, known_build]
    tools = {"cibuildwheel": {"9": {"builds": builds, "how": "toml"}}}
    found = [c for c in check(TABLE, Evidence(tools=tools)) if c.group == "tool"]
    assert {c.fact for c in found} == {"names.cibuildwheel", "python"}
    assert {c.verdict for c in found} == {Agreement.MATCH}


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
