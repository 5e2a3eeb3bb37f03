"""The extension of the tutorial, made with the clang and wasm-ld of `ziglang` for the tests.

`Python.h` comes from the interpreter that runs the tests, held to the stable ABI; what depends on
the build machine's word size is replaced.
"""

from __future__ import annotations

import base64
import hashlib
import os
import sys
import sysconfig
import tempfile
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pyemscripten.model import Platform
from tests.guides.examples import DOCS, blocks
from tests.guides.side_modules import FEATURES, link, zig

# The part of pyconfig.h that Python.h needs, for 32-bit WebAssembly.
_PYCONFIG = """
#define Py_PYCONFIG_H /* so that the build machine's is passed over */
#define ALIGNOF_LONG 4
#define ALIGNOF_SIZE_T 4
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_WCHAR_H 1
#define SIZEOF_DOUBLE 8
#define SIZEOF_FPOS_T 16
#define SIZEOF_INT 4
#define SIZEOF_LONG 4
#define SIZEOF_LONG_LONG 8
#define SIZEOF_OFF_T 8
#define SIZEOF_PID_T 4
#define SIZEOF_SHORT 2
#define SIZEOF_SIZE_T 4
#define SIZEOF_TIME_T 8
#define SIZEOF_UINTPTR_T 4
#define SIZEOF_VOID_P 4
#define SIZEOF_WCHAR_T 4
#define STDC_HEADERS 1
"""


@cache
def source() -> str:
    """The C file of the tutorial, as the page shows it."""
    (found,) = (b for b in blocks(DOCS / "tutorial.md") if b.options.get("file") == "demo.c")
    return found.text


@cache
def side_module() -> bytes:
    """That file as a side module."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "pyconfig.h").write_text(_PYCONFIG)
        (folder / "demo.c").write_text(source())
        found = find_spec("ziglang")
        assert found, "ziglang is not installed"
        home = next(iter(found.submodule_search_locations or ()))
        libc = Path(home, "lib", "libc")
        include = [
            Path(sysconfig.get_path("include")),
            libc / "include" / "wasm-wasi-musl",
            libc / "include" / "generic-musl",
        ]
        zig(
            *("cc", "-target", "wasm32-emscripten", f"-mcpu={FEATURES}", "-fPIC", "-O2", "-w"),
            *("-DPy_LIMITED_API=0x030A0000", "-D__wasi__", "-nostdinc"),
            *("-include", os.fspath(folder / "pyconfig.h")),
            *(argument for path in include for argument in ("-isystem", os.fspath(path))),
            *("-c", os.fspath(folder / "demo.c"), "-o", os.fspath(folder / "demo.o")),
        )
        return link(folder, "demo", [folder / "demo.o"], "--export=PyInit_demo").read_bytes()


def make_wheel(folder: Path, platform: Platform) -> Path:
    """A complete wheel that holds the extension, under the name that a build would give it."""
    python = f"cp{platform.python.replace('.', '')}"
    tag = f"{python}-{python}-{platform.tag}"
    path = folder / f"demo-1.0-{tag}.whl"
    suffix = f".cpython-{python.removeprefix('cp')}-wasm32-emscripten.so"
    info = "demo-1.0.dist-info"
    files = {
        f"demo{suffix}": side_module(),
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n",
        f"{info}/WHEEL": (
            f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: false\nTag: {tag}\n"
        ).encode(),
    }
    rows = []
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
            rows.append(f"{name},sha256={digest.decode()},{len(content)}\n")
        archive.writestr(f"{info}/RECORD", "".join(rows) + f"{info}/RECORD,,\n")
    return path


if __name__ == "__main__":
    import pyemscripten

    print(make_wheel(Path(sys.argv[1]), pyemscripten.platform(sys.argv[2])))
