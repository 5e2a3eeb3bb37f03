"""The role, in text."""

from __future__ import annotations

from pathlib import Path

import pytest
from docutils import nodes

import pyemscripten
from pyemscripten.publish.addresses import SITE
from tests.support.sphinx_project import build, doctree, write_data

TABLE = pyemscripten.builtin()
PLATFORM = TABLE.platforms[1]
FINAL = [p for p in TABLE.platforms if TABLE.history(p).status == "final"][-1]


def page(text: str) -> dict[str, str]:
    return {"index.rst": f"Title\n=====\n\nIs :pyemscripten:`{text}` it?\n"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{PLATFORM.version}.emscripten", PLATFORM.emscripten),
        (f"{PLATFORM.tag}.python", PLATFORM.python),
        (f"{PLATFORM.legacy_tag}.status", TABLE.history(PLATFORM).status),
        ("final.flags.cflags", " ".join(FINAL.flags.cflags)),
        ("newest.tag", TABLE.platforms[-1].tag),
        ("final.pthread.allowed", "no"),
        (f"{PLATFORM.version}.rust.maximum", PLATFORM.rust.maximum or "none"),
        ("as_of", TABLE.as_of),
        ("data_version", TABLE.version),
    ],
)
def test_a_fact_is_text(tmp_path: Path, text: str, shown: str) -> None:
    built = build(tmp_path, page(text))
    assert built.warnings == ""
    assert f"Is {shown} it?" in doctree(built).astext()


@pytest.mark.parametrize(
    ("path", "literal"), [("tag", True), ("flags.ldflags", True), ("python", False)]
)
def test_code_is_literal_and_prose_is_not(tmp_path: Path, path: str, literal: bool) -> None:
    tree = doctree(build(tmp_path, page(f"final.{path}")))
    assert bool(list(tree.findall(nodes.literal))) is literal


@pytest.mark.parametrize(
    ("text", "shown", "label"),
    [
        (PLATFORM.version, PLATFORM.tag, PLATFORM.label),
        (PLATFORM.legacy_tag, PLATFORM.tag, PLATFORM.label),
        ("final", FINAL.tag, FINAL.label),
        ("the platform <final>", "the platform", FINAL.label),
        (TABLE.generic_tags()[0].tag, TABLE.generic_tags()[0].tag, TABLE.generic_tags()[0].label),
    ],
)
def test_a_platform_is_a_link(tmp_path: Path, text: str, shown: str, label: str) -> None:
    built = build(tmp_path, page(text))
    assert built.warnings == ""
    assert f"Is {shown} it?" in doctree(built).astext()
    assert f'href="{SITE}platforms/{label}/"' in built.page()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026_9", "no platform '2026_9'"),
        ("2026_9.emscripten", "no platform '2026_9'"),
        ("banana", "'banana' is not a platform"),
        ("final.emscriptem", "nearest is 'emscripten'"),
        ("final.rust", "nearest is 'rust."),
        ("emscripten_9_9_9_wasm32", "unknown generic tag"),
    ],
)
def test_a_wrong_name_is_a_warning_and_stays_as_it_is(tmp_path: Path, text: str, says: str) -> None:
    built = build(tmp_path, page(text))
    assert "index.rst:4: WARNING: " in built.warnings
    assert says in built.warnings
    assert f"Is {text} it?" in doctree(built).astext()


def test_final_needs_a_final_platform(tmp_path: Path) -> None:
    draft = TABLE.platforms[-1]
    data = write_data(
        tmp_path / "data.json",
        platforms=(draft,),
        releases=TABLE.history(draft).releases,
        conflicts=(),
    )
    built = build(tmp_path, page("final.emscripten"), pyemscripten_data=data)
    assert "'final' is not a platform" in built.warnings


def test_code_placeholder_needs_a_fact(tmp_path: Path) -> None:
    pages = {"index.rst": "Title\n=====\n\n.. pyemscripten-code:: sh\n\n   echo |final|\n"}
    built = build(tmp_path, pages)
    assert "'final' names no fact: expected one such as" in built.warnings
