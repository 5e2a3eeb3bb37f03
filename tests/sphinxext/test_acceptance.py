"""The directives that show who takes which spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.data import TAG_ORDERS
from pyemscripten.publish.acceptance import host_lines, runtime_lines
from pyemscripten.sphinxext.acceptance import views
from tests.support.sphinx_project import build, doctree, tables
from tests.support.tables import measured_releases

TABLE = pyemscripten.builtin()


def page(directive: str) -> dict[str, str]:
    return {"index.rst": f"Title\n=====\n\n.. {directive}\n"}


def shown(tmp_path: Path, directive: str) -> list[list[str]]:
    built = build(tmp_path, page(directive))
    assert built.warnings == ""
    [[*rows]] = tables(doctree(built))
    return rows


def test_micropip(tmp_path: Path) -> None:
    headings, *rows = shown(tmp_path, "pyemscripten-acceptance:: micropip")
    spellings = ["pyemscripten_*", "pyodide_*", "emscripten_*"]
    assert headings == ["Pyodide", "Bundled installer", *spellings, "Sources"]
    for row, line in zip(rows[::-1], runtime_lines(TABLE, "micropip"), strict=True):
        words = [{None: "none", True: "yes", False: "no"}[answer] for answer in line.answers]
        assert row[:5] == [line.place, line.installer, *words]
        assert "micropip" in row[5]


def test_hosts_index_and_packaging(tmp_path: Path) -> None:
    _, *rows = shown(tmp_path / "hosts", "pyemscripten-acceptance:: hosts")
    assert [row[:2] for row in rows] == [[r.place, r.installer] for r in host_lines(TABLE)]
    _, row = shown(tmp_path / "index", "pyemscripten-acceptance:: index")
    assert row[:4] == ["PyPI", "yes", "no", "no"]
    headings, *rows = shown(tmp_path / "packaging", "pyemscripten-acceptance:: packaging")
    assert headings[0] == "Pyodide"
    assert rows[0][1:4] == ["yes", "no", "yes"]
    assert measured_releases(TABLE)[-1].version in rows[0][0]


def test_tag_orders(tmp_path: Path) -> None:
    _, *rows = shown(tmp_path, "pyemscripten-tag-orders::")
    assert [row[0] for row in rows] == [order.name for order in TAG_ORDERS]
    assert rows[0][2] == "pyemscripten_*, emscripten_*"


def test_from_which_release_a_tag_installs(tmp_path: Path) -> None:
    built = build(tmp_path, page("pyemscripten-installable::"))
    assert built.warnings == ""
    said = doctree(built).astext()
    oldest, older, *_ = TABLE.platforms
    assert f"{oldest.tag} is legal on PyPI" in said
    assert f"{older.tag} installs from PyPI with Pyodide 0.29.4 and later." in said


def test_an_unknown_view_names_the_nearest(tmp_path: Path) -> None:
    built = build(tmp_path, page("pyemscripten-acceptance:: micropop"))
    assert "index.rst:4: WARNING: unknown view 'micropop'" in built.warnings
    assert "nearest is 'micropip'" in built.warnings


@pytest.mark.parametrize("builder", ["dirhtml", "text", "latex"])
def test_every_view_with_other_builders(tmp_path: Path, builder: str) -> None:
    directives = [f".. pyemscripten-acceptance:: {view}\n" for view in views()]
    content = "Title\n=====\n\n" + "\n".join([*directives, ".. pyemscripten-tag-orders::\n"])
    assert build(tmp_path, {"index.rst": content}, builder).warnings == ""
