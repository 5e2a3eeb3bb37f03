"""Ask a running Pyodide what it is."""

from __future__ import annotations

from importlib import resources
from typing import Any

from .fetch import PyodidePackage
from .run import run_python

#: The Python source that asks; it leaves its answer in `result` and needs Python 3.10 or newer.
PROBE = resources.files(__package__).joinpath("_probe.py").read_text(encoding="utf-8")


def probe(package: PyodidePackage, *, timeout: float = 120) -> dict[str, Any]:
    """Start a release once and give what its interpreter says of itself.

    The answer has these keys; every value is what JSON has:

    - `pyodide_version`: `"314.0.7"`;
    - `config_vars`: `sysconfig.get_config_var()` of `PYODIDE_ABI_VERSION`,
      `PYEMSCRIPTEN_PLATFORM_VERSION`, `PYEMSCRIPTEN_ABI_VERSION`, `SOABI` and `EXT_SUFFIX`;
    - `extension_suffixes`: `importlib.machinery.EXTENSION_SUFFIXES`;
    - `get_platform`: `sysconfig.get_platform()`, such as `"emscripten-5.0.3-wasm32"`;
    - `markers`: the PEP 508 marker environment, as `packaging.markers.default_environment()`;
    - `sys_version`: `sys.version`, with the build's date and Clang;
    - `emscripten_info`: `sys._emscripten_info` as an object;
    - `libraries`: the version of each C library in the main module that can be asked;
    - `absent`: for each value above that is null, why: `"libraries.zstd"` to an exception.

    Raises `RuntimeFailed` or `RuntimeTimeout`, and what `run_python` raises.
    """
    answer: dict[str, Any] = run_python(package, PROBE, timeout=timeout).checked()
    return answer
