"""Names of the `sysconfig` configuration variables that hold the platform version."""

from __future__ import annotations

PYODIDE_ABI = "PYODIDE_ABI_VERSION"
PLATFORM = "PYEMSCRIPTEN_PLATFORM_VERSION"
PLATFORM_MISSPELT = "PYEMSCRIPTEN_ABI_VERSION"
