"""Side modules made on the spot with the clang and wasm-ld of `ziglang`.

This compiler is not Emscripten: it has no sysroot and cannot make JavaScript exceptions. What it
makes is for tests, never advice on how to build a wheel.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

#: Without these, the linker writes constant expressions that Node.js 20 does not know.
FEATURES = "mvp+mutable_globals+sign_ext+bulk_memory"

_KEPT = os.fspath(Path(__file__).parents[2] / "build" / "zig")


@cache
def zig(*arguments: str, cwd: str | None = None, check: bool = True) -> str:
    """Run ziglang and give what it printed on standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "ziglang", *arguments],
        env={**os.environ, "ZIG_GLOBAL_CACHE_DIR": _KEPT, "ZIG_LOCAL_CACHE_DIR": _KEPT},
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise RuntimeError(f"ziglang {arguments[0]} failed:\n{done.stderr}")
    return done.stderr


def object_file(
    folder: Path,
    name: str,
    code: str,
    *flags: str,
    features: str = FEATURES,
    language: str = "c",
) -> Path:
    """Compile C or C++ (`language` is `"c"` or `"c++"`) to an object file."""
    source = folder / f"{name}.{'c' if language == 'c' else 'cpp'}"
    source.write_text(code)
    made = folder / f"{name}.o"
    zig(
        *("cc" if language == "c" else "c++", "-target", "wasm32-emscripten"),
        *(f"-mcpu={features}", "-fPIC", "-O2", "-w", *flags),
        *("-c", os.fspath(source), "-o", os.fspath(made)),
    )
    return made


def link(folder: Path, name: str, inputs: Sequence[Path], *flags: str) -> Path:
    """Link object files and libraries to a side module."""
    made = folder / f"{name}.so"
    zig(
        *("wasm-ld", "-shared", "--experimental-pic", "--unresolved-symbols=import-dynamic"),
        *(*map(os.fspath, inputs), *flags, "-o", os.fspath(made)),
    )
    return made


def side_module(
    folder: Path,
    name: str,
    code: str,
    *flags: str,
    exports: Sequence[str] = ("add",),
    linker: Sequence[str] = (),
    features: str = FEATURES,
    language: str = "c",
) -> Path:
    """Compile and link one file."""
    compiled = object_file(folder, name, code, *flags, features=features, language=language)
    return link(folder, name, [compiled], *(f"--export={e}" for e in exports), *linker)
