"""What every interpreter of the platform reports: variables of `sysconfig`, and markers."""

from __future__ import annotations

from .sources import RAN_0_27_8, RAN_0_29_5, RAN_314_0_7, RAN_315_0_0A2

# Names of `sysconfig` configuration variables that hold the platform version.
PYODIDE_ABI = "PYODIDE_ABI_VERSION"
PLATFORM = "PYEMSCRIPTEN_PLATFORM_VERSION"
PLATFORM_MISSPELT = "PYEMSCRIPTEN_ABI_VERSION"

#: All of them, the first preferred.
CONFIG_VARIABLES = (PLATFORM, PYODIDE_ABI, PLATFORM_MISSPELT)

#: What a release's lock file may be called, newest name first.
LOCK_FILES = ("pyodide-lock.json", "repodata.json", "packages.json")

#: The values of PEP 508 markers that every Pyodide release since 0.24.0 reports alike.
MARKERS = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "platform_version": "#1",
    "sys_platform": "emscripten",
}
MARKER_SOURCES = (RAN_0_27_8, RAN_0_29_5, RAN_314_0_7, RAN_315_0_0A2)
