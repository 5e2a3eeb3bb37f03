"""The single file that others copy: what it promises, and the generated file itself at work."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import example, given

import pyemscripten
from pyemscripten.data import CONFIG_VARIABLES
from pyemscripten.interpreter import interpreter_tags
from pyemscripten.publish.module import is_whole, text
from pyemscripten.runtime import run_python
from pyemscripten.target import Target
from tests.support.runtimes import RELEASES, package
from tests.test_wheel_names import nearly

TABLE = pyemscripten.builtin()
TEXT = text(TABLE)


def load(source: str) -> ModuleType:
    module = ModuleType("_pyemscripten")
    exec(compile(source, "_pyemscripten.py", "exec"), module.__dict__)
    return module


VENDORED = load(TEXT)


def test_it_is_small_and_depends_on_nothing() -> None:
    assert len(TEXT.encode()) < 10_000
    imported = {
        alias.name
        for node in ast.walk(ast.parse(TEXT))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported == {"re", "sysconfig"}


def test_it_says_licence_date_and_hash() -> None:
    assert "SPDX-License-Identifier: Apache-2.0 OR BSD-2-Clause" in TEXT
    assert TABLE.version in TEXT
    assert TABLE.as_of == VENDORED.AS_OF
    assert is_whole(TEXT)
    assert not is_whole(TEXT.replace(TABLE.platforms[0].emscripten, "9.9.9"))
    assert not is_whole("")
    assert text(TABLE) == TEXT


def test_the_table_in_it_is_the_table() -> None:
    assert {
        p.version: (p.emscripten, p.python, TABLE.history(p).status == "final")
        for p in TABLE.platforms
    } == VENDORED.PLATFORMS


def test_what_it_says_of_pyodide_is_so() -> None:
    first, second = re.findall(r"since ([0-9.]+)\.", TEXT)
    stable = [r for r in TABLE.releases if r.stable and r.platform]
    for release in stable:
        variables = release.config_variables or ()
        assert (CONFIG_VARIABLES[1] in variables) == (stable.index(release) >= at(second, stable))
    assert CONFIG_VARIABLES[0] in (TABLE.release(first).config_variables or ())
    assert not any(
        CONFIG_VARIABLES[0] in (release.config_variables or ())
        for release in stable[: at(first, stable)]
    )


def at(version: str, releases: list[pyemscripten.PyodideRelease]) -> int:
    return [release.version for release in releases].index(version)


@given(nearly)
@example("pyodide_2025_0_wasm32")
@example("emscripten_4_0_9_wasm32")
@example("pyemscripten_99999_0_wasm32")
def test_it_judges_tags_as_the_package_does(tag: str) -> None:
    assert VENDORED.is_well_formed(tag) == pyemscripten.is_well_formed(tag)
    try:
        parsed = pyemscripten.parse_tag(tag)
    except pyemscripten.InvalidName:
        assert VENDORED.parse_tag(tag) is None
        assert not VENDORED.is_known(tag)
    else:
        assert VENDORED.parse_tag(tag) == (parsed.spelling, parsed.version)
        known = parsed.spelling != "emscripten" and pyemscripten.is_known(tag)
        assert VENDORED.is_known(tag) == known


@pytest.mark.parametrize("legacy", [False, True])
def test_it_gives_the_tags_that_the_package_gives(legacy: bool) -> None:
    order = "micropip" if legacy else "pep783"
    for release in TABLE.releases:
        variables: dict[str, object] = dict.fromkeys(
            release.config_variables or (), release.platform
        )
        get_platform = f"emscripten-{release.emscripten}-wasm32"
        found = VENDORED.emscripten_platforms(legacy, variables.get, lambda p=get_platform: p)
        assert tuple(found) == interpreter_tags(variables.get, get_platform, order)
    assert list(VENDORED._emscripten_platforms()) == []
    odd: dict[str, object] = {CONFIG_VARIABLES[0]: 20260, CONFIG_VARIABLES[1]: ""}
    assert VENDORED.config_platform_version(odd.get) is None


def test_its_own_examples(tmp_path: Path) -> None:
    path = tmp_path / "_pyemscripten.py"
    path.write_text(TEXT, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "doctest", path], check=True)


ASK = """
import sys
sys.path.insert(0, "/home/pyodide")
from _pyemscripten import config_platform_version, emscripten_platforms
result = [config_platform_version(), list(emscripten_platforms()), list(emscripten_platforms(True))]
"""


@pytest.mark.network
@pytest.mark.parametrize("release", RELEASES)
def test_the_file_itself_in_pyodide(release: str) -> None:
    target = Target.of(release)
    files = {"_pyemscripten.py": TEXT.encode()}
    answer = run_python(package(release), ASK, files=files).checked()
    assert answer == [
        target.platform,
        list(target.platform_tags()),
        list(target.platform_tags("micropip")),
    ]
