"""The data is complete, consistent and sourced; and a mistake in it is named in one sentence."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten import data
from pyemscripten._record import plain
from pyemscripten.consistency import problems
from pyemscripten.data.tagged import cpython, envs, ran
from pyemscripten.lookup import Table
from pyemscripten.model import Claim, Conflict, Npm, Platform, PyodideRelease, Source, Support
from tests.support.tables import measured_releases, newest_stable, unmeasured

TABLE = pyemscripten.builtin()
FILES = sorted(Path(str(data.__file__)).parent.glob("*.py"))


def test_the_published_data_has_no_problem() -> None:
    found = list(problems(TABLE))
    assert not found, "\n".join(["src/pyemscripten/data/:", *found])


def test_every_fact_of_a_platform_has_a_source_with_a_revision() -> None:
    for platform in TABLE.platforms:
        for field in set(platform.field_names()) - {"version", "sources"}:
            revisions = [source.revision for source in platform.sources.get(field, ())]
            assert revisions, f"platform {platform.version}: {field!r} has no source"
            assert all(revisions), f"platform {platform.version}: a source of {field!r} is vague"


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.name != "tagged.py"], ids=lambda file: file.name
)
def test_the_data_holds_literals_and_nothing_that_decides(file: Path) -> None:
    """A contributor edits values; logic belongs elsewhere, as in what derives sources from rows."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    decides = (ast.If, ast.For, ast.While, ast.Try, ast.ClassDef, ast.Lambda, ast.IfExp)
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, decides)] == []


def test_each_commit_is_written_once() -> None:
    """What cites a file of a release takes the commit from the release's row."""
    written = Counter(
        commit
        for file in FILES
        for commit in re.findall(r"\b[0-9a-f]{40}\b", file.read_text(encoding="utf-8"))
    )
    assert [commit for commit, times in written.items() if times > 1] == []
    row = TABLE.release("0.29.4")
    assert row.git_commit
    assert cpython(row.version).url == (
        f"https://github.com/pyodide/pyodide/blob/{row.git_commit}/cpython/Makefile"
    )


@pytest.mark.parametrize(
    "source",
    [
        envs(next(r.version for r in TABLE.releases if not r.git_commit)),
        ran(next(r.version for r in TABLE.releases if not r.npm)),
    ],
    ids=lambda source: source.project,
)
def test_a_release_without_commit_or_package_cannot_be_cited(source: Source) -> None:
    broken = with_platform(sources={**LAST.sources, "rpath": (source,)})
    assert any(f"{source.project} names no revision" in problem for problem in problems(broken))


def with_platform(**changes: object) -> Table:
    last = TABLE.platforms[-1].replace(**changes)
    return TABLE.replace(platforms=(*TABLE.platforms[:-1], last))


def with_release(index: int = -1, **changes: object) -> Table:
    releases = list(TABLE.releases)
    releases[index] = releases[index].replace(**changes)
    return TABLE.replace(releases=tuple(releases))


FIRST, LAST = TABLE.platforms[0], TABLE.platforms[-1]
NEWEST = TABLE.releases[-1]
STABLE = newest_stable(TABLE)
OLD = TABLE.platforms[0].emscripten
MEASURED = TABLE.releases.index(measured_releases(TABLE)[-1])
READ = Source("documentation", "somebody/something", "a page", "1", read="2026-11-22")
NOWHERE = Source("hearsay", "somebody", "a chat", "", read="yesterday")


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (TABLE.replace(as_of="soon"), "AS_OF: 'soon' is not an ISO date"),
        (
            TABLE.replace(platforms=(*TABLE.platforms, LAST)),
            f"platform {LAST.version!r} is there 2 times",
        ),
        (
            TABLE.replace(platforms=(LAST, *TABLE.platforms[:-1])),
            f"platform {TABLE.platforms[0].version!r} stands after {LAST.version!r}; put it",
        ),
        (
            TABLE.replace(releases=(NEWEST, *TABLE.releases[:-1])),
            f"Pyodide release {TABLE.releases[0].version!r} stands after {NEWEST.version!r}; put",
        ),
        (with_platform(version="2031-0"), "expected year and patch like '2026_0'"),
        (with_release(version="newest"), "version is 'newest', expected one like '314.0.7'"),
        (with_release(python="3.15"), "python is '3.15', expected one like '3.14.2'"),
        (with_platform(emscripten="6.0"), "expected three numbers like '5.0.3'"),
        (with_platform(emscripten="six"), "expected three numbers like '5.0.3'"),
        (with_platform(python="3.15.0"), "expected a minor version like '3.14'"),
        (with_platform(python="new"), "expected a minor version like '3.14'"),
        (
            with_platform(sources={**LAST.sources, "rpath": ()}),
            f"platform {LAST.version}: the field 'rpath' has no source; add a line",
        ),
        (
            with_platform(sources={**LAST.sources, "colour": (READ,)}),
            "sources name 'colour', which is not a field of a platform",
        ),
        (
            with_platform(sources={**LAST.sources, "rpath": (NOWHERE,)}),
            "source kind 'hearsay' is not one of",
        ),
        (
            with_platform(sources={**LAST.sources, "rpath": (NOWHERE,)}),
            "names no revision or version",
        ),
        (
            with_platform(sources={**LAST.sources, "rpath": (NOWHERE,)}),
            "'yesterday' is not an ISO date",
        ),
        (
            with_platform(sources={**LAST.sources, "rpath": READ}),
            f"platform {LAST.version}, rpath: one source is written with a comma, `(source,)`",
        ),
        (
            TABLE.replace(releases=tuple(map(unmeasured, TABLE.releases))),
            f"platform {FIRST.version}: unwinding.evidence is what a published main module shows;",
        ),
        (
            with_platform(flags=LAST.flags.replace(cflags=("-fPIC",))),
            f"platform {LAST.version}: flags.cflags lacks -fwasm-exceptions, which all code needs",
        ),
        (
            with_platform(longjmp=LAST.longjmp.replace(flags=("-sOTHER",))),
            f"platform {LAST.version}: flags.ldflags lacks -sOTHER, which all code needs",
        ),
        (
            with_platform(wasm_bigint=LAST.wasm_bigint.replace(flags=("-sWASM_BIGINT",))),
            f"platform {LAST.version}: flags.rustflags lacks -Clink-arg=-sWASM_BIGINT, which all",
        ),
        (
            with_platform(version="99999_0"),
            "platform 99999_0: no Pyodide release carries it",
        ),
        (
            with_platform(
                static_libraries=(LAST.static_libraries[0].replace(sources=()),),
            ),
            f"library {LAST.static_libraries[0].name} has no source",
        ),
        (
            with_release(platform="99999_0"),
            f"Pyodide {NEWEST.version} names the platform '99999_0', which is not in PLATFORMS",
        ),
        (with_release(date_basis="a feeling"), "date_basis is 'a feeling', expected one of"),
        (with_release(date="2026-13-01"), "'2026-13-01' is not an ISO date"),
        (with_release(date="20260914"), "'20260914' is not an ISO date"),
        (with_release(emscripten="9.9.9"), "Emscripten 9.9.9 has no entry in EMSCRIPTEN"),
        (
            with_release(TABLE.releases.index(STABLE), emscripten=OLD),
            f"Pyodide {STABLE.version} is stable and has Emscripten {OLD}, but its",
        ),
        (
            with_release(TABLE.releases.index(STABLE), python="3.99.1"),
            f"Pyodide {STABLE.version} is stable and has Python 3.99.1, but its platform",
        ),
        (
            with_release(git_commit=None, npm=None, cross_build=None),
            f"Pyodide {NEWEST.version} has no source",
        ),
        (
            TABLE.replace(support=(Support("pip", "installs", "pyemscripten", since="1"),)),
            "the statement that pip installs pyemscripten_* has no source",
        ),
        (
            TABLE.replace(support=(TABLE.support[0].replace(since="some day"), *TABLE.support[1:])),
            "since and until: 'some day' is not an ISO date",
        ),
        (
            TABLE.replace(support=(TABLE.support[0].replace(sources=READ), *TABLE.support[1:])),
            "one source is written with a comma, `(source,)`",
        ),
        (
            TABLE.replace(
                emscripten=(TABLE.emscripten[0].replace(date="?"), *TABLE.emscripten[1:])
            ),
            f"Emscripten {TABLE.emscripten[0].version}: '?' is not an ISO date",
        ),
        (
            TABLE.replace(
                conflicts=(Conflict("c", "t", ("99999_0",), "f", (Claim("w", "s", NOWHERE),), "a"),)
            ),
            "conflict 'c' is about '99999_0', which is not known",
        ),
        (
            with_platform(names={**LAST.names, "uv": ("wasm32-invented",)}),
            f"platform {LAST.version}: uv calls it 'wasm32-invented', on which uv_targets has no",
        ),
        (
            TABLE.replace(
                uv_targets=(
                    *TABLE.uv_targets,
                    Support("uv", "resolves", "wasm32-invented", since="1.0", sources=(READ,)),
                )
            ),
            "uv_targets has a row on 'wasm32-invented', which is in the names of no platform",
        ),
    ],
)
def test_a_mistake_is_named_in_a_sentence(broken: Table, sentence: str) -> None:
    # All of them: whoever edits the data sees the whole list.
    found = list(problems(broken))
    assert any(sentence in problem for problem in found), found


def test_an_incomplete_entry_says_which_and_what_it_lacks() -> None:
    with pytest.raises(TypeError, match=r"PyodideRelease\('314\.0\.99'\) lacks the field 'python'"):
        PyodideRelease(version="314.0.99", date="2026-11-22", date_basis="changelog")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Npm\('sha512-AAAA'\) lacks the field 'built'"):
        Npm("sha512-AAAA")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Platform lacks the field 'version'"):
        Platform()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="field 'colour' that is unknown"):
        TABLE.releases[0].replace(colour="red")


def test_the_address_of_a_cross_build_environment_follows_from_the_version() -> None:
    """Pyodide's metadata says so of all but one, which is attached to the release before it."""
    downloads = "https://github.com/pyodide/pyodide/releases/download"
    for version, address in (
        ("0.25.0", f"{downloads}/0.25.0/xbuildenv-0.25.0.tar.bz2"),
        ("0.25.1", f"{downloads}/0.25.0/xbuildenv-0.25.1.tar.bz2"),
        ("315.0.0a2", f"{downloads}/315.0.0a2/xbuildenv-315.0.0a2.tar.gz"),
        ("314.0.7", ""),  # Only its digest was found.
        ("0.24.0", ""),  # There is none.
    ):
        row = TABLE.release(version)
        assert row.cross_build_url == address
        published = plain(row)["cross_build"]
        assert (published["url"] if published else "") == address


def test_known_events_that_are_easy_to_get_wrong() -> None:
    """Independent evidence: what the releases themselves were observed to do."""
    by_version = {release.version: release for release in TABLE.releases}
    drafts = [by_version[f"0.28.0a{i}"].emscripten for i in (1, 2, 3)]
    assert len(set(drafts)) == 3
    assert {by_version[f"0.28.0a{i}"].platform for i in (1, 2, 3)} == {"2025_0"}
    first_with_variable = [
        release.version
        for release in sorted(TABLE.releases, key=lambda release: release.date)
        if "PYEMSCRIPTEN_PLATFORM_VERSION" in (release.config_variables or ())
    ]
    assert first_with_variable[:2] == ["314.0.0a1", "0.29.4"]
    assert by_version["0.26.0a4"].platform is None
    assert by_version["0.26.0a5"].platform == "2024_0"
    for platform in TABLE.platforms:
        # ctypes can be imported in every release, and no main module is built without the others.
        linked = {library.name for library in platform.static_libraries}
        assert linked >= {"libffi", "hiwire", "libstdc++", "libidbfs.js"}
