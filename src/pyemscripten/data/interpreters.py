"""What interpreters are asked for: configuration variables of `sysconfig`, and lock files."""

from __future__ import annotations

PYODIDE_ABI = "PYODIDE_ABI_VERSION"
PLATFORM = "PYEMSCRIPTEN_PLATFORM_VERSION"
PLATFORM_MISSPELT = "PYEMSCRIPTEN_ABI_VERSION"

#: All of them, the first preferred.
CONFIG_VARIABLES = (PLATFORM, PYODIDE_ABI, PLATFORM_MISSPELT)

#: What a release's lock file may be called, newest name first.
LOCK_FILES = ("pyodide-lock.json", "repodata.json", "packages.json")
