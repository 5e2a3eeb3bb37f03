from __future__ import annotations

import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import Any

import packaging.markers
import pytest

from pyemscripten import data
from pyemscripten.runtime import probe, run_many
from pyemscripten.runtime.probe import PROBE
from tests.support.runtimes import NEWEST, RELEASES, package

ROWS = {row.version: row for row in data.RELEASES}
PLATFORMS = {platform.version: platform for platform in data.PLATFORMS}


# The packaging that is installed here is asked there, as the judge of our own markers.
JUDGE = "from packaging.markers import default_environment\nresult = default_environment()"


@cache
def ask(version: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Start a release once and give what the probe says and what packaging says."""
    there = Path(packaging.markers.__file__).parent
    files: dict[str, bytes | Path] = {f"packaging/{p.name}": p for p in there.glob("*.py")}
    probed, judged = run_many(package(version), [PROBE, JUDGE], files=files)
    return probed.checked(), judged.checked()


@pytest.mark.network
@pytest.mark.parametrize("version", RELEASES)
def test_the_markers_are_what_packaging_computes(version: str) -> None:
    said, judged = ask(version)
    judged.pop("extra", None)
    assert said["markers"] == judged


@pytest.mark.network
@pytest.mark.parametrize("version", RELEASES)
def test_what_each_release_says_is_what_the_data_says(version: str) -> None:
    said, _ = ask(version)
    row = ROWS[version]
    assert said["pyodide_version"] == version
    assert said["markers"]["python_full_version"] == row.python
    assert said["markers"]["platform_release"] == row.emscripten
    assert said["get_platform"] == f"emscripten-{row.emscripten}-wasm32"
    digits = row.python_minor.replace(".", "")
    exposed = dict.fromkeys(row.config_variables or (), row.platform)
    assert {name: value for name, value in said["config_vars"].items() if value} == exposed | {
        "SOABI": f"cpython-{digits}-wasm32-emscripten",
        "EXT_SUFFIX": f".cpython-{digits}-wasm32-emscripten.so",
    }
    assert said["config_vars"]["EXT_SUFFIX"] in said["extension_suffixes"]
    if row.python_minor == "3.10":
        assert said["emscripten_info"] is None
    else:
        numbers = said["emscripten_info"]["emscripten_version"]
        assert ".".join(map(str, numbers)) == row.emscripten
    locked = package(version).lock_info()["platform"]
    assert f"{locked}_wasm32" == row.generic_tag


@pytest.mark.network
@pytest.mark.parametrize("version", RELEASES)
def test_whatever_is_null_has_a_reason(version: str) -> None:
    said, _ = ask(version)
    answers = {"emscripten_info": said["emscripten_info"]}
    for group in ("libraries", "config_vars"):
        answers |= {f"{group}.{name}": value for name, value in said[group].items()}
    assert {name for name, value in answers.items() if value is None} == said["absent"].keys()
    assert all(said["absent"].values())


@pytest.mark.network
@pytest.mark.parametrize("version", [v for v in RELEASES if ROWS[v].platform])
def test_the_libraries_of_each_platform(version: str) -> None:
    said, _ = ask(version)
    known = {
        library.name: library.version
        for library in PLATFORMS[str(ROWS[version].platform)].static_libraries
        # Some came to a platform later, and were not in its first alphas.
        if library.version and not library.since
    }
    assert {name: said["libraries"][name] for name in known} == known


@pytest.mark.network
def test_everything_can_be_asked_of_the_newest() -> None:
    assert probe(package(NEWEST))["absent"] == {}


def test_the_probe_runs_on_this_python_too() -> None:
    from pyemscripten.runtime import _probe

    said = _probe.result
    environment = dict(packaging.markers.default_environment())
    environment.pop("extra", None)
    assert said["markers"] == environment
    assert said["get_platform"] == sysconfig.get_platform()
    assert said["sys_version"] == sys.version
    assert said["pyodide_version"] is None
    assert said["absent"]["pyodide_version"].startswith("ModuleNotFoundError: ")
    assert said["absent"]["config_vars.PYODIDE_ABI_VERSION"].endswith("is None")
    import zlib

    assert said["libraries"]["zlib"] == zlib.ZLIB_RUNTIME_VERSION


def test_markers_of_a_release_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyemscripten.runtime import _probe

    class Version(tuple[int, ...]):
        __slots__ = ()
        releaselevel = "candidate"
        serial = 2

    monkeypatch.setattr(sys.implementation, "version", Version((3, 15, 0)))
    assert _probe.markers()["implementation_version"] == "3.15.0c2"
    monkeypatch.setattr(Version, "releaselevel", "final")
    assert _probe.markers()["implementation_version"] == "3.15.0"


def test_the_emscripten_info_and_a_library_that_can_be_called(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import ctypes
    from types import SimpleNamespace

    from pyemscripten.runtime import _probe

    info = {
        "emscripten_version": [9, 9, 9],
        "runtime": "x",
        "pthreads": False,
        "shared_memory": False,
    }
    monkeypatch.setattr(sys, "_emscripten_info", SimpleNamespace(**info), raising=False)
    assert _probe.emscripten_info() == info

    def version() -> bytes:
        return b"1.0.6, 6-Sept-2010"

    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(version=version))
    assert _probe.from_library("version") == "1.0.6"
