"""The interpreter that is running: its variables, its platform, its tags."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten import InvalidName, UnknownPlatform
from pyemscripten.data import CONFIG_VARIABLES, TAG_ORDERS
from pyemscripten.interpreter import (
    config_platform_version,
    current_platform,
    interpreter_tags,
    platform_tags,
)
from pyemscripten.target import compatible_tags

TABLE = pyemscripten.builtin()


NEWEST = TABLE.platforms[-1]


@pytest.mark.parametrize("release", [r for r in TABLE.releases if r.config_variables is not None])
def test_every_measured_release_states_its_platform(release: pyemscripten.PyodideRelease) -> None:
    variables = dict.fromkeys(release.config_variables or (), release.platform)
    assert config_platform_version(variables.get) == release.platform
    get_platform = f"emscripten-{release.emscripten}-wasm32"
    found = interpreter_tags(variables.get, get_platform)
    generic = release.generic_tag
    if release.platform is None:
        assert found == (generic,)
    else:
        assert found == (f"pyemscripten_{release.platform}_wasm32", generic)


def test_the_variables_are_asked_in_order_and_odd_values_passed_over() -> None:
    first, second, third = CONFIG_VARIABLES
    assert config_platform_version({first: "1_0", second: "2_0", third: "3_0"}.get) == "1_0"
    assert config_platform_version({second: "2_0", third: "3_0"}.get) == "2_0"
    assert config_platform_version({third: "3_0"}.get) == "3_0"
    odd: dict[str, object] = {first: 20260, second: ""}
    assert config_platform_version(odd.get) is None
    assert config_platform_version({**odd, third: "3_0"}.get) == "3_0"


def test_orders_of_an_interpreter() -> None:
    variables = {"PYODIDE_ABI_VERSION": "2025_0"}
    found = {
        order.name: interpreter_tags(variables.get, "emscripten-4.0.9-wasm32", order.name)
        for order in TAG_ORDERS
    }
    assert found["pyodide"][0] == "pyodide_2025_0_wasm32"
    assert found["uv"] == ("pyemscripten_2025_0_wasm32", "pyodide_2025_0_wasm32")
    assert found["pyodide-build"][0] == "emscripten_4_0_9_wasm32"


def test_this_interpreter_is_not_emscripten() -> None:
    assert sys.platform != "emscripten"
    assert platform_tags() == ()
    assert current_platform() is None
    with pytest.raises(InvalidName):
        platform_tags("nothing")
    with pytest.raises(UnknownPlatform, match=f"{sys.platform}.*name a target"):
        compatible_tags()


CROSS = """
import sys
from pyemscripten import compatible_tags, current_platform, platform_tags
print(*platform_tags(), current_platform() and current_platform().version, compatible_tags()[0])
assert compatible_tags()[0].interpreter == f"cp{sys.version_info[0]}{sys.version_info[1]}"
"""


def cross_build(folder: Path, platform: str, variables: dict[str, str]) -> str:
    """What this interpreter says where it is told, as cross-build tools do, what to build for."""
    name = f"_sysconfigdata_of_{folder.name.replace('-', '_')}"
    here = sysconfig.get_config_vars() | variables
    (folder / f"{name}.py").write_text(f"build_time_vars = {here!r}")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        "_PYTHON_HOST_PLATFORM": platform,
        "_PYTHON_SYSCONFIGDATA_NAME": name,
    }
    return subprocess.run(
        [sys.executable, "-c", CROSS], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize("variable", CONFIG_VARIABLES)
def test_in_a_cross_build_environment(tmp_path: Path, variable: str) -> None:
    abi = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    said = cross_build(tmp_path, "emscripten-5.0.3-wasm32", {variable: "2026_0"})
    platform, generic = "pyemscripten_2026_0_wasm32", "emscripten_5_0_3_wasm32"
    assert said == f"{platform} {generic} 2026_0 {abi}-{abi}-{platform}"


def test_in_a_cross_build_environment_of_a_private_build(tmp_path: Path) -> None:
    abi = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    generic = "emscripten_4_0_15_wasm32"
    assert cross_build(tmp_path, generic, {}) == f"{generic} None {abi}-{abi}-{generic}"
