"""Two extensions: one that is promised to everyone, and what only our own site needs."""

from __future__ import annotations

from pathlib import Path

from pyemscripten import sphinxext
from pyemscripten.sphinxext import site
from tests.support.sphinx_project import EXTENSIONS, SITE_EXTENSIONS, build

PAGES = {
    "index.rst": "Title\n=====\n\n"
    + "".join(f".. {name}::\n\n" for name in site.DIRECTIVES)
    + ":pyemscripten-tool:`x`\n"
}


def test_no_name_is_in_both() -> None:
    assert not sphinxext.DIRECTIVES.keys() & site.DIRECTIVES.keys()


def test_other_projects_do_not_get_what_is_ours(tmp_path: Path) -> None:
    built = build(tmp_path, PAGES, extensions=EXTENSIONS)
    for name in site.DIRECTIVES:
        assert f'Unknown directive type "{name}"' in built.warnings
    assert 'Unknown interpreted text role "pyemscripten-tool"' in built.warnings
    assert not (built.out / "api").exists()


def test_ours_brings_everyone_s_with_it(tmp_path: Path) -> None:
    pages = {"index.rst": "Title\n=====\n\n.. pyemscripten-table::\n\n:pyemscripten:`as_of`\n"}
    assert build(tmp_path, pages, extensions=SITE_EXTENSIONS).warnings == ""
