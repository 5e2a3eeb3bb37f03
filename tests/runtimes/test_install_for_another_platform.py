"""From the printed arguments to a compiled extension at work: pip on this host, Pyodide there."""

from __future__ import annotations

import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from pyemscripten.cli.group import cli
from pyemscripten.runtime import run_python
from pyemscripten.target import Target
from tests.support.folders import new_folder
from tests.support.runtimes import package

pytestmark = pytest.mark.network

PLATFORMS = ("2025_0", "2026_0", "2026_5")

#: Both have extension modules in C, and need nothing else.
PROJECTS = ("msgpack", "xxhash")

USE = """
import msgpack, xxhash
from msgpack import _cmsgpack

result = {
    "modules": [_cmsgpack.__file__.rpartition(".")[2], xxhash._xxhash.__file__.rpartition(".")[2]],
    "compiled": msgpack.Packer is _cmsgpack.Packer,
    "packed": msgpack.packb({"a": [1, 2.5, None]}).hex(),
    "unpacked": msgpack.unpackb(bytes.fromhex("82a161930102c0a162a178")),
    "hash": xxhash.xxh64(b"").hexdigest(),
}
"""


def printed(*arguments: str) -> list[str]:
    """What `pyemscripten pip-args` prints, as a shell would split it."""
    done = CliRunner().invoke(cli, ["pip-args", *arguments])
    assert done.exit_code == 0, done.output
    return shlex.split(done.stdout)


def pip_download(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"),
            *("--dest", str(folder), *arguments),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def downloaded(platform: str) -> tuple[Path, ...]:
    folder = new_folder("downloaded")
    done = pip_download(folder, *printed(platform), *PROJECTS)
    if done.returncode:
        raise RuntimeError(f"PyPI did not give {PROJECTS} for {platform}:\n{done.stderr}")
    return tuple(sorted(folder.iterdir()))


@pytest.mark.parametrize("platform", PLATFORMS)
def test_pip_downloads_wheels_of_the_platform_and_pyodide_uses_them(platform: str) -> None:
    target = Target.of(platform)
    wheels = downloaded(platform)
    assert [wheel.name.partition("-")[0] for wheel in wheels] == list(PROJECTS)
    assert all(wheel.name.endswith(f"-{target.platform_tags()[0]}.whl") for wheel in wheels)
    assert all(target.rank(wheel.name) == 0 for wheel in wheels)
    found = run_python(package(str(target.pyodide)), USE, wheels=wheels).checked()
    assert found == {
        "modules": ["so", "so"],
        "compiled": True,
        "packed": "81a1619301cb4004000000000000c0",
        "unpacked": {"a": [1, 2, None], "b": "x"},
        "hash": "ef46db3751d8e999",  # the reference value for no bytes
    }


@pytest.mark.parametrize("platform", PLATFORMS)
def test_pip_refuses_the_wheel_of_another_platform(platform: str, tmp_path: Path) -> None:
    other = PLATFORMS[PLATFORMS.index(platform) - 1]
    folder = downloaded(other)[0].parent
    local = ["--no-index", f"--find-links={folder}", "--no-deps"]
    # The same Python, so that only the platform tag differs.
    python = Target.of(other).python_release
    done = pip_download(tmp_path, *local, *printed(platform, "--python", python), "msgpack")
    assert done.returncode == 1
    assert "No matching distribution found for msgpack" in done.stderr
    assert not list(tmp_path.iterdir())
    accepted = pip_download(tmp_path, *local, *printed(other), "msgpack")
    assert accepted.returncode == 0, accepted.stderr
