"""Look at one published release: its tarball, its main module, its running interpreter."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

from pyemscripten import wasm
from pyemscripten.evidence.recorded import ARTIFACT, MODULE, RUNTIME
from pyemscripten.runtime import archive
from pyemscripten.runtime.errors import RuntimeProblem, TruncatedArchive
from pyemscripten.runtime.probe import PROBE, probe
from pyemscripten.wasm import module as wasm_module
from pyemscripten.wasm import opcodes, stream

if TYPE_CHECKING:
    from pyemscripten.runtime import PyodidePackage

MAIN_MODULE = "pyodide.asm.wasm"

#: Markers of PEP 508 that are neither a version of Python nor one of Emscripten.
_MARKERS = (
    "implementation_name",
    "os_name",
    "platform_machine",
    "platform_python_implementation",
    "platform_system",
    "platform_version",
    "sys_platform",
)

#: Packages of the distribution whose versions our table states.
BUNDLED = ("micropip", "packaging")


def artifact(package: PyodidePackage) -> dict[str, Any]:
    """What the tarball is, and what its lock file says.

    Gives ``integrity``, ``lock_file`` (its name), ``info`` (an object), ``wheel_tags`` (the
    platform tags of the distribution's wheels, ``any`` left out) and ``bundled`` versions.
    Raises :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    info = package.lock_info()
    packages = package.lock_packages()
    wheels = [str(each.get("file_name")) for each in packages.values()]
    tags = {file[:-4].rpartition("-")[2] for file in wheels if file.endswith(".whl")}
    return {
        "integrity": package.integrity,
        "lock_file": package.lock_file,
        "info": info,
        "wheel_tags": sorted({tag for group in tags for tag in group.split(".")} - {"any"}),
        "bundled": {key: packages[key].get("version") for key in BUNDLED if key in packages},
    }


def main_module(package: PyodidePackage) -> dict[str, Any]:
    """What the main module imports, defines and exports, as far as our table speaks of it.

    ``invoke`` counts the imported ``invoke_*`` functions, ``tags_imported`` names the exception
    tags that it imports and ``tags_defined`` counts its own; ``encoding`` is ``"legacy"`` if it
    has tags and no ``try_table`` instruction, ``"exnref"`` if it has one, ``""`` without tags.
    ``longjmp`` is the model that its imports and tags show, ``memory`` what kind of memory it
    has. Raises :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    about = f"pyodide {package.version}"
    content = archive.read(package.tarball, (MAIN_MODULE,), about).get(MAIN_MODULE)
    if content is None:
        raise RuntimeProblem(f"{about} has no {MAIN_MODULE}")
    try:
        module = wasm.parse(content, keep_code=True)
        del content
        tags = [f"{i.module}.{i.name}" for i in module.imports if i.kind == "tag"]
        has_tags = bool(tags or module.tags)
        features = opcodes.scan(module) if has_tags else {}
    except wasm.WasmError as error:
        raise TruncatedArchive(f"{about}: {MAIN_MODULE} cannot be read: {error}") from None
    functions = [i for i in module.imports if i.kind == "func"]
    exported = {name for name, export in module.exports.items() if export.kind == "tag"}
    throws = any(i.name == "_emscripten_throw_longjmp" for i in functions)
    c_longjmp = "__c_longjmp" in exported or "env.__c_longjmp" in tags
    kinds = {(64 if m.is_64 else 32, "shared" if m.shared else "unshared") for m in module.memories}
    return {
        "invoke": sum(i.name.startswith("invoke_") for i in functions),
        "tags_imported": sorted(tags),
        "tags_defined": len(module.tags),
        "encoding": ("exnref" if "try-table" in features else "legacy") if has_tags else "",
        "longjmp": "WebAssembly" if c_longjmp else "JavaScript" if throws else "",
        "memory": ", ".join(f"{bits}-bit, {sharing}" for bits, sharing in sorted(kinds)),
    }


def running(package: PyodidePackage) -> dict[str, Any]:
    """What the release says of itself when it runs in Node.js, without what is Node.js's.

    Raises :class:`~pyemscripten.runtime.RuntimeProblem`.
    """
    said = probe(package)
    config = said["config_vars"]
    emscripten = said["emscripten_info"] or {}
    return {
        "version": said["pyodide_version"],
        "python": said["markers"]["python_full_version"],
        "platform": said["get_platform"],
        "emscripten": ".".join(map(str, emscripten.get("emscripten_version", []))),
        "config": {name: value for name, value in config.items() if value is not None},
        "markers": {name: said["markers"][name] for name in _MARKERS},
        "sys_version": said["sys_version"],
        "libraries": {name: v for name, v in said["libraries"].items() if v is not None},
        "threads": bool(emscripten.get("pthreads")),
        "shared_memory": bool(emscripten.get("shared_memory")),
    }


#: Part -> the function that observes it.
OBSERVERS = {ARTIFACT: artifact, MODULE: main_module, RUNTIME: running}


def recipes() -> dict[str, str]:
    """For each part all that decides what is observed: when it changes, so may the answer."""
    reader = "".join(map(inspect.getsource, (stream, wasm_module, opcodes)))
    also = {ARTIFACT: "", MODULE: reader, RUNTIME: PROBE}
    return {part: inspect.getsource(observe) + also[part] for part, observe in OBSERVERS.items()}
