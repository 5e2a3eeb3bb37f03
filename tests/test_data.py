"""The data is complete, consistent and sourced; and a mistake in it is named in one sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten import data
from pyemscripten.consistency import problems
from pyemscripten.lookup import Table
from pyemscripten.model import Claim, Conflict, Platform, PyodideRelease, Source, Support
from tests.support.tables import measured, newest_stable

TABLE = pyemscripten.builtin()


def test_the_published_data_has_no_problem() -> None:
    found = list(problems(TABLE))
    assert not found, "\n".join(["src/pyemscripten/data.py:", *found])


def test_every_fact_of_a_platform_has_a_source_with_a_revision() -> None:
    for platform in TABLE.platforms:
        for field in set(platform.field_names()) - {"version", "sources"}:
            revisions = [source.revision for source in platform.sources.get(field, ())]
            assert revisions, f"platform {platform.version}: {field!r} has no source"
            assert all(revisions), f"platform {platform.version}: a source of {field!r} is vague"


def test_data_py_holds_literals_and_nothing_that_decides() -> None:
    """A contributor edits values; logic belongs elsewhere."""
    tree = ast.parse(Path(str(data.__file__)).read_text(encoding="utf-8"))
    decides = (ast.If, ast.For, ast.While, ast.Try, ast.ClassDef, ast.Lambda, ast.IfExp)
    assert [type(node).__name__ for node in ast.walk(tree) if isinstance(node, decides)] == []


def with_platform(**changes: object) -> Table:
    last = TABLE.platforms[-1].replace(**changes)
    return TABLE.replace(platforms=(*TABLE.platforms[:-1], last))


def with_release(index: int = -1, **changes: object) -> Table:
    releases = list(TABLE.releases)
    releases[index] = releases[index].replace(**changes)
    return TABLE.replace(releases=tuple(releases))


LAST = TABLE.platforms[-1]
NEWEST = TABLE.releases[-1]
STABLE = newest_stable(TABLE)
OLD = TABLE.platforms[0].emscripten
MEASURED = TABLE.releases.index(measured(TABLE)[-1])
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
        (with_release(MEASURED, built=None), "must be measured"),
        (with_release(MEASURED, npm_integrity=None), "but no npm_integrity to measure them on"),
        (
            with_release(
                git_commit=None,
                npm_integrity=None,
                cross_build=None,
                built=None,
                config_variables=None,
                wheel_tags=None,
            ),
            f"Pyodide {NEWEST.version} has no source",
        ),
        (
            TABLE.replace(support=(Support("pip", "installs", "pyemscripten", since="1"),)),
            "the statement that pip installs pyemscripten_* has no source",
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
    ],
)
def test_a_mistake_is_named_in_a_sentence(broken: Table, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(broken)), list(problems(broken))


def test_an_incomplete_entry_says_which_and_what_it_lacks() -> None:
    with pytest.raises(TypeError, match=r"PyodideRelease\('314\.0\.99'\) lacks the field 'python'"):
        PyodideRelease(version="314.0.99", date="2026-11-22", date_basis="changelog")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Platform lacks the field 'version'"):
        Platform()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="field 'colour' that is unknown"):
        TABLE.releases[0].replace(colour="red")


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
