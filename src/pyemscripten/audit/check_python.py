"""What Python makes of a module: whether it finds it, and which of its symbols it promises."""

from __future__ import annotations

import functools
import os
import re

from .check_name import abi3_floor
from .contents import few
from .findings import Finding
from .resolve import is_python
from .rules import ERROR, FILE_NAME, STABLE_ABI, WARNING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.model import Platform
    from pyemscripten.wasm import Module

    from .contents import Contents
    from .symbols import SymbolTable

_CPYTHON = re.compile(r"\.cpython-3([0-9]+)-")
_INIT = re.compile(r"Py(?:Init|ModExport)(U?)_(.+)", re.DOTALL)


def check_file_name(
    path: str, module: Module, contents: Contents, platform: Platform, table: SymbolTable
) -> Iterator[Finding]:
    """PYEM005, of extension modules."""
    hooks = (name for name in module.exports if name.startswith("Py"))
    inits = [match for name in hooks if (match := _INIT.fullmatch(name))]
    if not inits:
        return
    folder, file = os.path.split(path)
    stem, dot, rest = file.partition(".")
    suffix = dot + rest
    known = table.suffixes
    if suffix not in known:
        twins = (os.path.join(folder, stem + other) for other in known)
        twin = next((other for other in twins if other in contents.files), None)
        message = (
            f"{path} is named for {_made_for(suffix)}: Python {platform.python} here imports "
            f"only {', '.join(known[:-1])} and {known[-1]}"
        )
        if twin:
            message += f"; {twin} is imported instead"
        level = WARNING if twin else ERROR
        yield Finding.of(FILE_NAME, "import", path, message, (suffix,), level=level)
        return
    name = os.path.basename(folder) if stem == "__init__" else stem
    encoded = name if name.isascii() else name.encode("punycode").decode().replace("-", "_")
    hook = "" if name.isascii() else "U"
    if not any(match[1] == hook and match[2] == encoded for match in inits):
        names = sorted(match[2] for match in inits)
        message = f"{path} cannot be imported as {name}: it is the module {few(names)}"
        yield Finding.of(FILE_NAME, "import", path, message, [match[0] for match in inits])
    version = _CPYTHON.match(suffix)
    floor = abi3_floor(contents)
    if version and floor is not None:
        message = (
            f"{path} can be imported by Python 3.{version[1]} only, but the tag promises every "
            f"Python from 3.{floor} on"
        )
        yield Finding.of(FILE_NAME, "import", path, message, (suffix,), level=WARNING)


def _made_for(suffix: str) -> str:
    for part, system in (("linux", "Linux"), ("darwin", "macOS"), ("win", "Windows")):
        if part in suffix:
            return system
    version = _CPYTHON.match(suffix)
    return f"Python 3.{version[1]}" if version else "something else"


def check_stable_abi(path: str, module: Module, contents: Contents) -> Iterator[Finding]:
    """PYEM008, where the wheel's tag promises the stable ABI."""
    floor = abi3_floor(contents)
    if floor is None:
        return
    since = _stable_abi()
    used = dict.fromkeys(entry.name for entry in module.imports if is_python(entry.name))
    never = [name for name in used if name not in since]
    later = [name for name in used if since.get(name, 0) > floor]
    for names, what in (
        (never, "uses what is not in the stable ABI at all"),
        (later, f"uses what came into the stable ABI after Python 3.{floor}"),
    ):
        if names:
            message = f"{path} {what}, though the tag says cp3{floor}-abi3: {few(names)}"
            yield Finding.of(STABLE_ABI, "", path, message, names, python=True)


@functools.cache
def _stable_abi() -> dict[str, int]:
    """Symbol to the minor version of Python since which it is in the stable ABI."""
    with open(os.path.join(os.path.dirname(__file__), "stable_abi.txt"), encoding="ascii") as file:
        pairs = (line.split() for line in file if not line.startswith("#"))
        return {name: int(minor) for name, minor in pairs}
