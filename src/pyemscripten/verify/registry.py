"""Ask npm and PyPI through their ordinary clients, so that the user's own settings apply."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from packaging.utils import parse_wheel_filename
from packaging.version import Version

from pyemscripten.errors import InvalidName
from pyemscripten.evidence.recorded import Listing
from pyemscripten.runtime import RegistryUnavailable, RuntimeProblem
from pyemscripten.runtime.npm import npm
from pyemscripten.versions import from_npm_version

if TYPE_CHECKING:
    from collections.abc import Iterable


def list_releases() -> Listing:
    """Ask npm which Pyodide releases it has, and which it had.

    A version with a publication time that is not among the versions was withdrawn. Raises
    :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
        said = npm(
            "view", "pyodide", "versions", "time", "--prefer-online",
            about="the list of Pyodide releases", folder=Path(folder),
        )  # fmt: skip
    # A mirror may not keep times; then npm prints the versions alone, and a single one as text.
    both = said if isinstance(said, dict) else {"versions": said, "time": []}
    versions = [both["versions"]] if isinstance(both["versions"], str) else both["versions"]
    present = _spelled(versions)
    return Listing(present, tuple(v for v in _spelled(both["time"]) if v not in present))


def _spelled(npm_versions: Iterable[str]) -> tuple[str, ...]:
    """Pyodide's spellings; what is no version (``"created"``) is left out."""
    found = []
    for version in npm_versions:
        try:
            found.append(from_npm_version(version))
        except InvalidName:
            continue
    return tuple(found)


class Wheel(NamedTuple):
    """A wheel from PyPI: its path, its version, and the SHA-256 of its bytes."""

    path: Path
    version: str
    sha256: str


def download(requirement: str, folder: Path) -> Wheel:
    """Let pip download one wheel, without dependencies and for any Python.

    ``requirement`` is such as ``"packaging==26.1"`` or ``"packaging<26.1"``, where pip takes the
    newest. Pip itself compares the file with the hash that the index announces. Raises
    :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    command = [
        sys.executable, "-m", "pip", "download", requirement,
        "--no-deps", "--only-binary=:all:", "--ignore-requires-python", "--quiet",
        "--disable-pip-version-check", "--no-input", "--dest", str(folder),
    ]  # fmt: skip
    limit = requirement.partition("<")[2]
    if limit and Version(limit).is_prerelease:
        command.append("--pre")
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise _problem(requirement, done.stderr)
    (path,) = folder.glob("*.whl")
    version = str(parse_wheel_filename(path.name)[1])
    return Wheel(path, version, _sha256(path))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _problem(requirement: str, stderr: str) -> RuntimeProblem:
    """Turn pip's words into ours: it has no codes, and says the cause before the consequence."""
    if "No module named pip" in stderr:
        return RuntimeProblem(f"{requirement}: {sys.executable} has no pip; install it there")
    if "from versions: none" in stderr:
        return RegistryUnavailable(
            f"{requirement}: pip found no version at all; the index does not answer, or is a"
            " mirror without the project"
        )
    errors = [line for line in stderr.splitlines() if line.startswith("ERROR: ")]
    said = errors[0].removeprefix("ERROR: ") if errors else "it said nothing"
    return RuntimeProblem(f"{requirement}: pip download failed: {said[:200]}")
