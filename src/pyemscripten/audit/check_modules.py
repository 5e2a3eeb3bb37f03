"""What is in a wheel's modules against what the platform has, as its loader looks at them."""

from __future__ import annotations

from pyemscripten import wasm

from .check_python import check_file_name, check_stable_abi
from .contents import few
from .findings import Finding
from .resolve import is_python, libraries_of, unresolved, uses_rpath
from .rules import (
    CXX_LIBRARY,
    ERROR,
    FUNCTIONS,
    INSTRUCTIONS,
    LIBRARIES,
    LINKS,
    MEMORY,
    SIDE_MODULE,
    UNWINDING,
    WARNING,
)
from .symbols import libcxx_versions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.model import Platform

    from .contents import Contents
    from .resolve import Needed, Unresolved
    from .symbols import SymbolTable


def check_modules(
    contents: Contents, platform: Platform | None, table: SymbolTable | None, opcodes: bool
) -> Iterator[Finding]:
    """PYEM001 to PYEM010, of each module in turn.

    Without a platform and its symbols only the form of the modules is checked; instructions are
    looked at if ``opcodes`` is true.
    """
    for path, module in contents.modules.items():
        if isinstance(module, wasm.WasmError):
            said = str(module)
            article = "" if said.startswith(("a ", "an ")) else "malformed WebAssembly: "
            yield Finding.of(SIDE_MODULE, "load", path, f"{path} is {article}{said}")
        elif module.dylink is None:
            yield Finding.of(SIDE_MODULE, "load", path, _no_dylink(path, module))
        else:
            yield from _check_memory(path, module)
            if platform is not None and table is not None:
                yield from _check_imports(path, module, contents, platform, table)
                yield from check_file_name(path, module, contents, platform, table)
                yield from _check_cxx_library(path, module, platform, table)
            yield from check_stable_abi(path, module, contents)
            yield from _check_types(path, module)
            if opcodes:
                yield from _check_opcodes(path, module)


def stops_loading(finding: Finding) -> bool:
    """Whether a module about which this was found does not load."""
    return finding.stage == "load" and finding.level == ERROR


def _no_dylink(path: str, module: wasm.Module) -> str:
    if "dylink.0" in module.custom_sections:
        return f"{path}: the section dylink.0 is not the first, as the loader demands"
    if "dylink" in module.custom_sections:
        return f"{path} is a side module in the old format, from before Emscripten 3"
    return f"{path} is WebAssembly but no side module: it has no section dylink.0"


def _check_memory(path: str, module: wasm.Module) -> Iterator[Finding]:
    """PYEM007."""
    for memory in module.memories:
        if memory.is_64:
            what = "64-bit memory (-sMEMORY64?)"
        elif memory.shared:
            what = "memory shared between threads (-pthread?)"
        else:
            continue
        message = f"{path} wants {what}, which the platform does not have"
        yield Finding.of(MEMORY, "load", path, message)


# What the loader resolves


def _check_imports(
    path: str, module: wasm.Module, contents: Contents, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM002, PYEM003, PYEM004 and PYEM006."""
    loaded = libraries_of(path, contents, uses_rpath(platform))
    yield from _check_needed(path, loaded[path], platform)
    absent = sorted({name for needed in loaded.values() for name in needed.absent})
    libraries = [
        library
        for other in loaded
        if other != path and isinstance(library := contents.modules[other], wasm.Module)
    ]
    javascript = platform.unwinding.model == "JavaScript"
    missing = unresolved(module, table, libraries, javascript)
    yield from _missing(path, missing, absent, platform, table)
    yield from _mismatched(path, missing)
    yield from _check_unwinding(path, missing, platform)


def _check_needed(path: str, needed: Needed, platform: Platform) -> Iterator[Finding]:
    """PYEM006."""
    rule = "RUNTIME_PATH" if uses_rpath(platform) else "the folder NAME.libs"
    for name, place in needed.astray.items():
        message = (
            f"{path} needs {name}, which is in the wheel as {place} but not where {rule} leads"
        )
        yield Finding.of(LIBRARIES, "load", path, message, (name, place))
    for name in needed.absent:
        message = f"{path} needs {name}, which is not in the wheel: another one has to bring it"
        yield Finding.of(LIBRARIES, "load", path, message, (name,), level=WARNING)


def _missing(
    path: str, missing: Unresolved, absent: list[str], platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM002 and PYEM004: what does not exist, unless an absent library has it."""
    elsewhere = f", unless {few(absent)} has them" if absent else ""
    for rule, stage, what, names in (
        (LINKS, "load", "symbols", missing.addresses),
        (FUNCTIONS, "call", "functions", missing.functions),
    ):
        for python, some in _by_owner(names):
            whose = f"CPython {platform.python}" if python else f"platform {platform.version}"
            yield Finding.of(
                rule,
                stage,
                path,
                f"{path} needs {what} that {whose} does not have: "
                f"{few(some)}{elsewhere}{_since(some, table)}",
                some,
                level=WARNING if absent else "",
                python=python,
            )


def _mismatched(path: str, missing: Unresolved) -> Iterator[Finding]:
    """PYEM002: what exists, but not so."""
    for sentences in (missing.signatures, missing.others):
        for python, some in _by_owner(sentences):
            said = "; ".join(some[:3]) + (f" and {len(some) - 3} more" if len(some) > 3 else "")
            message = f"{path} cannot be linked: {said}"
            yield Finding.of(LINKS, "load", path, message, some, python=python)


def _by_owner(names: tuple[str, ...]) -> Iterator[tuple[bool, list[str]]]:
    """Names apart by whether they are CPython's; the platform's come first."""
    for python in (False, True):
        some = [name for name in names if is_python(name) == python]
        if some:
            yield python, some


def _since(names: list[str], table: SymbolTable) -> str:
    """A note on the first of ``names`` that another release of the platform has."""
    for name in names:
        changes = table.history(name)
        if changes:
            word = "from" if changes[-1].added else "before"
            return f" ({name} exists {word} Pyodide {changes[-1].release})"
    return ""


def _check_unwinding(path: str, missing: Unresolved, platform: Platform) -> Iterator[Finding]:
    """PYEM003."""
    if missing.tags:
        message = (
            f"{path} was compiled for WebAssembly exceptions (it imports "
            f"{' and '.join(missing.tags)}); {platform.version} uses JavaScript exceptions"
        )
        yield Finding.of(UNWINDING, "load", path, message, missing.tags)
    if missing.invokes:
        message = (
            f"{path} was compiled for JavaScript exceptions (it imports "
            f"{few(list(missing.invokes))}); {platform.version} uses WebAssembly exceptions"
        )
        yield Finding.of(UNWINDING, "call", path, message, missing.invokes)


# What the code is


def _check_cxx_library(
    path: str, module: wasm.Module, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM009."""
    used = libcxx_versions([entry[1] for entry in module.imports])
    strange = sorted(used - table.libcxx) if table.libcxx else []
    if strange:
        message = (
            f"{path} was compiled with libc++ {' and '.join(map(_dotted, strange))}; that of "
            f"{platform.version} is {' and '.join(map(_dotted, sorted(table.libcxx)))}"
        )
        yield Finding.of(CXX_LIBRARY, "", path, message, strange)


def _dotted(version: str) -> str:
    """``"190106"`` is libc++ 19.1.6."""
    return ".".join(str(int(version[i : i + 2])) for i in (0, 2, 4))


def _check_types(path: str, module: wasm.Module) -> Iterator[Finding]:
    """The part of PYEM010 that the types show."""
    typed = [signature for signature in module.types if "r" in signature]
    if typed:
        message = (
            f"{path} uses typed references in {len(typed)} of its {len(module.types)} types, which "
            "Node.js 20 refuses"
        )
        yield Finding.of(INSTRUCTIONS, "load", path, message, typed)


def _check_opcodes(path: str, module: wasm.Module) -> Iterator[Finding]:
    """PYEM010."""
    # Its regular expressions take milliseconds to compile.
    from pyemscripten.wasm.opcodes import scan

    try:
        features = scan(module)
    except wasm.WasmError as error:
        # Newer than this scan or malformed: an engine may take it or not.
        yield Finding.of(INSTRUCTIONS, "", path, f"{path} has code that cannot be read: {error}")
        return
    for feature, functions in features.items():
        words, stage = _FEATURES[feature]
        names = [f"function {index}" for index in functions]
        message = f"{path} uses {words} in {len(names)} functions"
        yield Finding.of(INSTRUCTIONS, stage, path, message, names)


_FEATURES = {
    "relaxed-simd": ("relaxed SIMD, which Node.js 20 refuses", "load"),
    "try-table": ("try_table, which Node.js 20 refuses", "load"),
    "atomics": ("atomics, a sign of -pthread", ""),
}
