"""The tools: what each is said to take, and that all places read one record of it."""

from __future__ import annotations

import pytest

import pyemscripten
from pyemscripten.consistency import _sources
from pyemscripten.data import PLATFORM, PYODIDE_ABI
from pyemscripten.installers import INSTALLERS, Cell, host_cells, index_cells, matrix, release_cells

TABLE = pyemscripten.builtin()
CELLS = matrix()


def test_every_cell_has_a_sentence_and_sources() -> None:
    assert len(CELLS) > 200
    for cell in CELLS:
        where = f"{cell.place} {cell.installer} {cell.spelling}"
        assert list(_sources(where, cell.sources)) == []
        assert cell.why.endswith(".")
        assert cell.tag.startswith(f"{cell.spelling}_")
        # Only what was measured is in the table, so every cell is decided.
        assert cell.accepted in (True, False), where


def test_the_table_covers_every_measured_release_every_platform_and_the_index() -> None:
    places = {cell.place for cell in CELLS}
    measured = {r.version for r in TABLE.releases if r.config_variables is not None}
    assert places == {*measured, *(p.version for p in TABLE.platforms), ""}


def answers(cells: tuple[Cell, ...], installer: str) -> dict[str, bool | None]:
    return {c.spelling: c.accepted for c in cells if c.installer.partition(" ")[0] == installer}


@pytest.mark.parametrize("release", TABLE.releases, ids=lambda release: str(release.version))
def test_runtimes(release: pyemscripten.PyodideRelease) -> None:
    cells = release_cells(release)
    if release.config_variables is None:
        # Whatever the release sets and bundles, packaging never gives the legacy spelling.
        known = {(c.installer, c.spelling): c.accepted for c in cells if c.accepted is not None}
        assert known == ({("packaging", "pyodide"): False} if release.platform else {})
        return
    bundled, upstream = answers(cells, "micropip"), answers(cells, "packaging")
    assert bundled["emscripten"] is upstream["emscripten"] is True
    if release.platform is None:
        assert bundled.keys() == {"emscripten"}
        return
    # The lock file says what Pyodide itself gave to its micropip: it has to be taken.
    for tag in release.wheel_tags or ():
        assert bundled[tag.partition("_")[0]] is True
    assert upstream["pyodide"] is False
    assert upstream["pyemscripten"] is (PLATFORM in release.config_variables)
    assert PYODIDE_ABI in release.config_variables


def test_hosts_and_index() -> None:
    for platform in TABLE.platforms:
        cells = host_cells(platform)
        assert set(answers(cells, "pip").values()) == {True}
        has_name = bool(platform.names.get("uv"))
        expected = {"pyemscripten": has_name, "pyodide": has_name, "emscripten": False}
        assert answers(cells, "uv") == expected
        for tool in ("poetry", "pdm"):
            assert set(answers(cells, tool).values()) == {False}
    index = {"pyemscripten": True, "pyodide": False, "emscripten": False}
    assert answers(index_cells(), "PyPI") == index


def test_a_draft_of_2024_is_accepted_by_the_index_and_by_no_bundled_installer() -> None:
    """Accepted is not installable: the trap that the facts warn of."""
    on_2024 = [c for r in TABLE.releases if r.platform == "2024_0" for c in release_cells(r)]
    assert not any(c.accepted for c in on_2024 if c.spelling == "pyemscripten")


def test_installers_all_have_statements() -> None:
    for tool, installer in INSTALLERS.items():
        asked = (tool, installer.verb)
        spellings = {s.spelling for s in TABLE.support if (s.tool, s.verb) == asked}
        assert spellings == {"pyemscripten", "pyodide", "emscripten"}
