"""The marker environment, which is the same in every platform so far."""

from __future__ import annotations

from .tagged import ran

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
MARKER_SOURCES = (ran("0.27.8"), ran("0.29.5"), ran("314.0.7"), ran("315.0.0a2"))
