"""Data from a file, generated pages, parallel and incremental builds."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from sphinx.errors import ConfigError

import pyemscripten
from tests.support.sphinx_project import build, doctree, write_data
from tests.support.tables import uv_rows

TABLE = pyemscripten.builtin()
NEWEST = TABLE.platforms[-1]

PAGES = {
    "index.rst": "Title\n=====\n\n.. toctree::\n   :glob:\n\n   *\n",
    "plain.rst": "Plain\n=====\n\nNo facts.\n",
    "role.rst": "Role\n====\n\nIt is :pyemscripten:`newest.pthread.note`\n",
    "table.rst": "Table\n=====\n\n.. pyemscripten-table::\n   :as-of:\n",
}


def test_data_from_a_file_beside_conf_py(tmp_path: Path) -> None:
    project = tmp_path / "source"
    project.mkdir()
    write_data(project / "data.json", as_of="2099-01-01")
    (project / "conf.py").write_text(
        "extensions = ['pyemscripten.sphinxext']\npyemscripten_data = 'data.json'\n",
        encoding="utf-8",
    )
    for name, content in PAGES.items():
        (project / name).write_text(content, encoding="utf-8")
    from sphinx.cmd.build import build_main

    # From another folder, so that a path relative to the current one would not do.
    assert build_main(["-q", "-W", str(project), str(tmp_path / "html")]) == 0
    page = (tmp_path / "html" / "table.html").read_text(encoding="utf-8")
    assert "As of 2099-01-01." in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "No such file"),
        ("nonsense", "is not JSON"),
        ('{"schema_version": 2}', "install a newer pyemscripten"),
    ],
)
def test_unusable_data_stops_the_build_in_one_line(
    tmp_path: Path, content: str | None, says: str
) -> None:
    path = tmp_path / "data.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=says) as caught:
        build(tmp_path, PAGES, pyemscripten_data=str(path))
    assert "\n" not in str(caught.value)


def test_a_build_without_changes_reads_nothing(tmp_path: Path) -> None:
    first = build(tmp_path, PAGES)
    assert first.read == ["index", "plain", "role", "table"]
    assert build(tmp_path).read == []


def test_newer_data_reads_again_the_pages_that_show_it(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data.json")
    build(tmp_path, PAGES, pyemscripten_data=data)
    assert build(tmp_path, pyemscripten_data=data).read == []
    write_data(tmp_path / "data.json", as_of="2099-01-01")
    # Archives give all their files one time; a change must be seen all the same.
    os.utime(data, ns=(0, 0))
    again = build(tmp_path, pyemscripten_data=data)
    assert again.read == ["role", "table"]
    assert "As of 2099-01-01." in again.page("table.html")


def test_the_same_data_in_a_newer_file_reads_nothing(tmp_path: Path) -> None:
    data = write_data(tmp_path / "data.json")
    build(tmp_path, PAGES, pyemscripten_data=data)
    content = json.loads(Path(data).read_text(encoding="utf-8"))
    Path(data).write_text(json.dumps(content), encoding="utf-8")
    assert build(tmp_path, pyemscripten_data=data).read == []


def test_parallel_builds_show_the_same_and_remember_the_same(tmp_path: Path) -> None:
    many = dict(PAGES)
    for number in range(12):
        many[f"more{number}.rst"] = PAGES["table.rst"]
    data = write_data(tmp_path / "data.json")
    one = build(tmp_path / "one", many, pyemscripten_data=data)
    two = build(tmp_path / "two", many, parallel=2, pyemscripten_data=data)
    assert (one.warnings, two.warnings) == ("", "")
    for name in many:
        page = name.replace(".rst", ".html")
        assert one.page(page) == two.page(page)
    write_data(tmp_path / "data.json", as_of="2099-01-01")
    again = build(tmp_path / "two", parallel=2, pyemscripten_data=data)
    assert len(again.read) == len(many) - 2


def test_pages_for_every_platform_and_generic_tag(tmp_path: Path) -> None:
    index = "Title\n=====\n\n.. pyemscripten-table::\n\n.. toctree::\n   :glob:\n\n   tags/*\n"
    built = build(tmp_path, {"index.rst": index}, pyemscripten_pages="tags")
    assert built.warnings == ""
    for platform in TABLE.platforms:
        page = built.page(f"tags/{platform.label}.html")
        for part in ("emscripten", "python", "unwinding", "rpath", "history", "sources"):
            assert f'id="{platform.label}-{part}"' in page
        assert f'href="tags/{platform.label}.html#{platform.label}"' in built.page()
    for tag in TABLE.generic_tags():
        assert tag.tag in built.page(f"tags/{tag.label}.html")
    assert build(tmp_path, pyemscripten_pages="tags").read == []


def test_pages_follow_the_data_and_leave_other_files_alone(tmp_path: Path) -> None:
    index = "Title\n=====\n\n.. toctree::\n   :glob:\n\n   tags/*\n"
    build(tmp_path, {"index.rst": index}, pyemscripten_pages="tags")
    folder = tmp_path / "source" / "tags"
    (folder / "own.rst").write_text("Own\n===\n", encoding="utf-8")
    before = {path.name for path in folder.iterdir()}
    data = write_data(
        tmp_path / "data.json",
        platforms=TABLE.platforms[:-1],
        releases=tuple(r for r in TABLE.releases if r.platform != NEWEST.version),
        conflicts=(),
        uv_targets=uv_rows(TABLE, TABLE.platforms[:-1]),
    )
    built = build(tmp_path, pyemscripten_pages="tags", pyemscripten_data=data)
    assert built.warnings == ""
    assert before - {path.name for path in folder.iterdir()} == {f"{NEWEST.label}.rst"}
    assert "Own" in doctree(built, "tags/own").astext()
