"""What a platform's page says to those who built for the platform before."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from pyemscripten.sphinxext.edition import Edition
from pyemscripten.sphinxext.upgrade import upgrade
from tests.support.sphinx_project import build, doctree

TABLE = pyemscripten.builtin()


def test_what_changes_for_those_who_built_for_the_platform_before(tmp_path: Path) -> None:
    directives = "\n".join(
        f".. pyemscripten-platform:: {p.version}\n   :facts: upgrade\n   :no-summary:\n"
        for p in TABLE.platforms
    )
    built = build(tmp_path, {"index.rst": f"Title\n=====\n\n{directives}\n"})
    assert built.warnings == ""
    said = doctree(built).astext()
    parts = said.split("What changes for you")[1:]
    told = {p.version: part for p, part in zip(TABLE.platforms, parts, strict=True)}
    assert "It is the first platform" in told["2024_0"]
    assert "Drop from what you link with: -sWASM_BIGINT" in told["2025_0"]
    assert "Exceptions: WebAssembly instead of JavaScript" in told["2025_0"]
    assert "RPATH: " in told["2025_0"]
    assert "sqlite3" in told["2026_0"]
    assert "RPATH: " not in told["2026_0"]
    own = {library.name: library.version for library in TABLE.platform("2026_5").static_libraries}
    assert f"zlib in the main module: {own['zlib']} instead of " in told["2026_5"]
    assert "Drop from RUSTFLAGS: -Clink-arg" in told["2026_5"]


def test_a_library_that_is_gone(tmp_path: Path) -> None:
    """No platform has lost one yet; the page says it when one does."""
    *before, last = TABLE.platforms
    fewer = last.replace(
        static_libraries=tuple(lib for lib in last.static_libraries if lib.name != "liblz4")
    )
    (line,) = [
        item.astext()
        for item in upgrade(Edition(TABLE.replace(platforms=(*before, fewer))), fewer)[1].children
        if "No longer" in item.astext()
    ]
    assert line == "No longer in the main module: liblz4."
