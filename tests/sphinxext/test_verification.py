"""The result of the last comparison, on a page."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from pyemscripten.verify.evidence import recorded
from tests.support.sphinx_project import build, doctree, tables
from tests.support.tables import measured_platforms

TABLE = pyemscripten.builtin()


def page(*views: str) -> dict[str, str]:
    directives = "\n\n".join(f".. pyemscripten-verification:: {view}" for view in views)
    return {"index.rst": f"Title\n=====\n\n{directives}\n"}


def test_the_four_views(tmp_path: Path) -> None:
    built = build(tmp_path, page("groups", "facts", "releases", "tools"))
    assert built.warnings == ""
    groups, facts, releases, tools = tables(doctree(built))
    first_words = [row[0].split()[0] for row in groups[1:]]
    assert first_words == ["The", "Tarballs", "Main", "Running", "Packaging"]
    assert {row[3] for row in groups[1:]} == {"0"}
    assert facts[0] == ["Fact", *(platform.version for platform in TABLE.platforms)]
    row = {row[0]: row[1:] for row in facts}
    assert row["RPATH"] == ["documented"] * len(TABLE.platforms)
    emscripten = dict(zip(facts[0][1:], row["Emscripten"], strict=True))
    for platform in measured_platforms(TABLE):
        assert "measured in " in emscripten[platform.version]
    on_npm = [release.version for release in TABLE.releases if release.npm_integrity]
    assert [row[0] for row in releases[1:]] == on_npm[::-1]
    assert all(int(row[1]) > 0 for row in releases[1:])
    assert [row[0] for row in tools[1:]] == list(recorded().tools)


def test_a_sentence(tmp_path: Path) -> None:
    text = doctree(build(tmp_path, page(""))).astext()
    on_npm = sum(1 for release in TABLE.releases if release.npm_integrity)
    assert f"comparisons with {on_npm} Pyodide releases and " in text
    assert f"last on {TABLE.as_of}." in text


def test_an_unknown_view_is_a_warning_that_names_the_nearest(tmp_path: Path) -> None:
    built = build(tmp_path, page("release"))
    assert "index.rst:4" in built.warnings
    assert "releases" in built.warnings
