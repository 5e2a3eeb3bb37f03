"""Find the Node.js that runs Pyodide."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import NodeMissing, NodeTooOld

#: The oldest Node.js that Pyodide's own `package.json` allows (`engines`, since 0.26).
MINIMUM = 18


@dataclass(frozen=True)
class Node:
    """A Node.js: the program's path, and its version without the `v`."""

    path: Path
    version: str


def find_node() -> Node:
    """Find Node.js: `$PYEMSCRIPTEN_NODE`, else `node` on the search path.

    Raises `NodeMissing` if there is none, or if it does not say a version; `NodeTooOld` below
    version 18, the oldest that Pyodide's own package allows.
    """
    wanted = os.environ.get("PYEMSCRIPTEN_NODE")
    found = shutil.which(wanted or "node")
    if not found:
        where = f"$PYEMSCRIPTEN_NODE ({wanted}) is no program" if wanted else "node is not on PATH"
        raise NodeMissing(f"{where}; install Node.js {MINIMUM}+ or set $PYEMSCRIPTEN_NODE")
    path = Path(found)
    version = _version(path, path.stat().st_mtime_ns)
    if int(version.split(".", 1)[0]) < MINIMUM:
        raise NodeTooOld(
            f"{path} is Node.js {version}; Pyodide needs {MINIMUM} or newer:"
            " install one, or set $PYEMSCRIPTEN_NODE"
        )
    return Node(path, version)


@cache
def _version(path: Path, _modified: int) -> str:
    """Ask `path` its version, once for each state of the file."""
    try:
        answer = subprocess.run(
            [path, "--version"], capture_output=True, text=True, timeout=60, check=False
        ).stdout.strip()
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise NodeMissing(f"{path} cannot be run as Node.js: {problem}") from None
    if not (said := re.fullmatch(r"v(\d+\.\d+\.\d+)\S*", answer, re.ASCII)):
        raise NodeMissing(f"{path} --version says {answer[:60]!r}, not a version of Node.js")
    return said[1]
