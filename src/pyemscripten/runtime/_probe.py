"""What an interpreter says of itself. `probe.py` runs this file's text inside Pyodide.

It has to run on every Python that a published Pyodide has been built with, from 3.10 on.
"""

from __future__ import annotations

import os
import platform
import sys
import sysconfig
from importlib import import_module
from importlib.machinery import EXTENSION_SUFFIXES
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

CONFIG_VARS = (
    "PYODIDE_ABI_VERSION",
    "PYEMSCRIPTEN_PLATFORM_VERSION",
    "PYEMSCRIPTEN_ABI_VERSION",
    "SOABI",
    "EXT_SUFFIX",
)

# Python's modules say these; where a module is absent, so is the answer.
MODULES = {
    "expat": ("pyexpat", "EXPAT_VERSION"),
    "sqlite3": ("sqlite3", "sqlite_version"),
    "zlib": ("zlib", "ZLIB_RUNTIME_VERSION"),
    "zstd": ("compression.zstd", "zstd_version"),
}
# No module says these, but the library in the main module does.
FUNCTIONS = {"bzip2": "BZ2_bzlibVersion", "lzma": "lzma_version_string"}

absent: dict[str, str] = {}


def ask(name: str, question: Callable[[], Any]) -> Any:
    """Give the answer; or None, and keep the reason."""
    try:
        return question()
    except Exception as problem:  # noqa: BLE001 - the reason is the answer
        absent[name] = f"{type(problem).__name__}: {problem}".split("\n", 1)[0]
        return None


def config_var(name: str) -> Any:
    """Give a config variable; one that is not set is absent too."""
    value = sysconfig.get_config_var(name)
    if value is None:
        raise LookupError(f"sysconfig.get_config_var({name!r}) is None")
    return value


def from_module(module: str, attribute: str) -> str:
    """Give a library's version from the module that wraps it."""
    value: str = getattr(import_module(module), attribute)
    return value.removeprefix("expat_")


def from_library(function: str) -> str:
    """Give a library's version by calling it, without what follows the number."""
    import ctypes

    call = getattr(ctypes.CDLL(None), function)
    call.restype = ctypes.c_char_p
    return str(call().decode("ascii").split(",")[0])


def markers() -> dict[str, str]:
    """Give the marker environment of PEP 508, as packaging computes it."""
    implementation = sys.implementation.version
    version = ".".join(map(str, implementation[:3]))
    if implementation.releaselevel != "final":
        version += f"{implementation.releaselevel[0]}{implementation.serial}"
    return {
        "implementation_name": sys.implementation.name,
        "implementation_version": version,
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "sys_platform": sys.platform,
    }


def emscripten_info() -> dict[str, Any]:
    """Give `sys._emscripten_info` under its own names; Python 3.10 has none."""
    info = sys._emscripten_info  # type: ignore[attr-defined]
    return {
        "emscripten_version": list(info.emscripten_version),
        "runtime": info.runtime,
        "pthreads": info.pthreads,
        "shared_memory": info.shared_memory,
    }


libraries = {
    name: ask(f"libraries.{name}", lambda at=at: from_module(*at))  # type: ignore[misc]
    for name, at in MODULES.items()
} | {
    name: ask(f"libraries.{name}", lambda function=function: from_library(function))  # type: ignore[misc]
    for name, function in FUNCTIONS.items()
}
result = {
    "pyodide_version": ask("pyodide_version", lambda: import_module("pyodide").__version__),
    "config_vars": {
        name: ask(f"config_vars.{name}", lambda name=name: config_var(name))  # type: ignore[misc]
        for name in CONFIG_VARS
    },
    "extension_suffixes": EXTENSION_SUFFIXES,
    "get_platform": sysconfig.get_platform(),
    "markers": markers(),
    "sys_version": sys.version,
    "emscripten_info": ask("emscripten_info", emscripten_info),
    "libraries": dict(sorted(libraries.items())),
    "absent": absent,
}
