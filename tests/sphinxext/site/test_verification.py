"""The result of the last comparison, on a page."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from pyemscripten.evidence.recorded import recorded
from pyemscripten.model import SOURCE_CODE
from tests.support.sphinx_project import SITE_EXTENSIONS, Built, build, doctree, tables
from tests.support.tables import measured_platforms

TABLE = pyemscripten.builtin()


def show(folder: Path, *views: str) -> Built:
    directives = "\n\n".join(f".. pyemscripten-verification:: {view}" for view in views)
    pages = {"index.rst": f"Title\n=====\n\n{directives}\n"}
    return build(folder, pages, extensions=SITE_EXTENSIONS)


def test_the_four_views(tmp_path: Path) -> None:
    built = show(tmp_path, "groups", "facts", "releases", "tools")
    assert built.warnings == ""
    groups, facts, releases, tools = tables(doctree(built))
    first_words = [row[0].split()[0] for row in groups[1:]]
    assert first_words == ["The", "Tarballs", "Main", "Running", "Packaging", "Files"]
    assert {row[3] for row in groups[1:]} == {"0"}
    assert facts[0] == ["Fact", *(platform.version for platform in TABLE.platforms)]
    row = {row[0]: row[1:] for row in facts}
    for platform, how in zip(TABLE.platforms, row["RPATH"], strict=True):
        # A new platform may have no page yet.
        kind = platform.sources["rpath"][0].kind
        assert how.startswith("in source code" if kind == SOURCE_CODE else "documented")
    emscripten = dict(zip(facts[0][1:], row["Emscripten"], strict=True))
    for platform in measured_platforms(TABLE):
        assert "measured in " in emscripten[platform.version]
    on_npm = [release.version for release in TABLE.releases if release.npm]
    assert [row[0] for row in releases[1:]] == on_npm[::-1]
    assert all(int(row[1]) > 0 for row in releases[1:])
    assert [row[0] for row in tools[1:]] == list(recorded().tools)


def test_which_errors_are_noticed(tmp_path: Path) -> None:
    built = show(tmp_path, "falsified", "guards", "left")
    assert built.warnings == ""
    shares, left = tables(doctree(built))
    columns = shares[0]
    assert columns[:3] == ["Values", "Number", "Artifacts"]
    assert columns[-2:] == ["Documented only", "Nothing"]
    numbers = [[int(number) for number in row[1:]] for row in shares[1:]]
    assert all(total == sum(parts) for total, *parts in numbers)
    assert numbers[-1] == [sum(column) for column in zip(*numbers[:-1], strict=True)]
    assert sum(int(row[0]) for row in left[1:]) == numbers[-1][-1]
    assert all(row[2] for row in left[1:])
    noticed = numbers[-1][0] - numbers[-1][-1]
    assert f"Of {numbers[-1][0]} values of the edition " in doctree(built).astext()
    assert f" {noticed} were noticed: " in doctree(built).astext()


def test_a_sentence(tmp_path: Path) -> None:
    text = doctree(show(tmp_path, "")).astext()
    on_npm = sum(1 for release in TABLE.releases if release.npm)
    assert f"comparisons with {on_npm} Pyodide releases and " in text
    assert f"last on {TABLE.as_of}." in text


def test_an_unknown_view_is_a_warning_that_names_the_nearest(tmp_path: Path) -> None:
    built = show(tmp_path, "release")
    assert "index.rst:4" in built.warnings
    assert "releases" in built.warnings
