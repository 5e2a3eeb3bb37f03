"""Wheels for tests: this project's own, published ones, and tiny ones made on the spot."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pyemscripten.wheel_names import expand, parse_wheel
from tests.support.folders import new_folder

ROOT = Path(__file__).resolve().parents[2]


@cache
def our_wheel() -> Path:
    """This project, built as it would be published; once in a test run."""
    folder = new_folder("wheel")
    _checked(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        "the project's own wheel cannot be built",
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


@cache
def from_pypi(*requirements: str, python: str = "3.13") -> tuple[Path, ...]:
    """Pure-Python wheels from PyPI for a Python, without what they depend on, in the order asked.

    A registry that cannot be reached is an error that says so.
    """
    folder = new_folder("pypi")
    found: list[Path] = []
    for requirement in requirements:
        at = folder / str(len(found))
        _checked(
            [
                *(sys.executable, "-m", "pip", "--disable-pip-version-check", "download"),
                *("--quiet", "--no-deps", "--only-binary=:all:", f"--python-version={python}"),
                *("--dest", at, requirement),
            ],
            f"PyPI did not give {requirement}",
        )
        found += at.glob("*.whl")
    return tuple(found)


def tiny_wheel(folder: Path, filename: str, requires: tuple[str, ...] = ()) -> Path:
    """A wheel that is complete and holds one empty module, under the given name."""
    parts = parse_wheel(filename)
    project, version = parts.project, parts.version
    info = f"{project}-{version}.dist-info"
    tags = "".join(f"Tag: {tag}\n" for tag in expand(parts.tag_set))
    needs = "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
    files = {
        f"{project}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{needs}",
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: false\n{tags}",
    }
    rows = []
    path = folder / filename
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest())
            rows.append(f"{name},sha256={digest.rstrip(b'=').decode()},{len(content)}\n")
        archive.writestr(f"{info}/RECORD", "".join(rows) + f"{info}/RECORD,,\n")
    return path


def _checked(command: Sequence[str | Path], problem: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{problem}:\n{done.stdout}{done.stderr}")
