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
    first, second, third, fourth = said.split("What changes for you")[1:]
    assert "It is the first platform" in first
    assert "Drop from what you link with: -sWASM_BIGINT" in second
    assert "Exceptions: WebAssembly instead of JavaScript" in second
    assert "RPATH: " in second
    assert "sqlite3" in third
    assert "RPATH: " not in third
    newest = {library.name: library.version for library in TABLE.platforms[-1].static_libraries}
    assert f"zlib in the main module: {newest['zlib']} instead of " in fourth
    assert "Drop from RUSTFLAGS: -Clink-arg" in fourth


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
