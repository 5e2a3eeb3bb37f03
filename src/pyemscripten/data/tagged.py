"""What a release says of itself: its files, and its package as it ran.

Each takes the commit from the release's own row, so that it is written once. Without a commit, or
without a package on npm, the source names no revision, and the consistency rules report it.
"""

from __future__ import annotations

from .emscripten import EMSCRIPTEN
from .releases import RELEASES
from .sources import EMSCRIPTEN_CORE, PYODIDE, artifact, code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pyemscripten.model import Source

_PYODIDE = {release.version: release for release in RELEASES}
_EMSCRIPTEN = {release.version: release for release in EMSCRIPTEN}


def pyodide(version: str, path: str) -> Source:
    """A file of Pyodide at the tag of a release."""
    return code(PYODIDE, path, _PYODIDE[version].git_commit or "", version)


def envs(version: str) -> Source:
    """The versions and flags that a Pyodide release was built with."""
    return pyodide(version, "Makefile.envs")


def cpython(version: str) -> Source:
    """How a Pyodide release builds CPython, and the libraries that it links."""
    return pyodide(version, "cpython/Makefile")


def npm(version: str, what: str) -> Source:
    """Something that was done to the package of a Pyodide release on npm."""
    return artifact("npm pyodide", what, _PYODIDE[version].npm_version or "")


def ran(version: str) -> Source:
    """What a Pyodide release reported when it was run under Node.js."""
    return npm(version, "running interpreter")


def main_module(version: str) -> Source:
    """What the main module of a Pyodide release imports, and its exception tags."""
    return npm(version, "imports and tags of pyodide.asm.wasm")


def lock_file(version: str) -> Source:
    """The lock file that a Pyodide release was published with."""
    return npm(version, "pyodide-lock.json")


def emscripten(version: str, path: str) -> Source:
    """A file of Emscripten at the tag of a release."""
    return code(EMSCRIPTEN_CORE, path, _EMSCRIPTEN[version].git_commit, version)


def settings(version: str) -> Source:
    """The defaults of an Emscripten release."""
    return emscripten(version, "src/settings.js")


def port(library: str, version: str) -> Source:
    """Which version of a library an Emscripten release builds."""
    return emscripten(version, f"tools/ports/{library}.py")
