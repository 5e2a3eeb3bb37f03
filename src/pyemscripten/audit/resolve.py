"""Resolve a side module's imports as the loader does, without running it."""

from __future__ import annotations

import posixpath
import re

from pyemscripten import wasm
from pyemscripten._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyemscripten.model import Platform

    from .contents import Contents
    from .symbols import SymbolTable

#: Names that the loader itself gives to each module.
_BASES = frozenset(("__memory_base", "__table_base", "__memory_base32", "__table_base32"))

#: Exports that never resolve anybody's import, as Emscripten's loader lists them.
_INTERNAL = frozenset(
    (
        "memory",
        "__memory_base",
        "__table_base",
        "__stack_pointer",
        "__indirect_function_table",
        "__cpp_exception",
        "__c_longjmp",
        "__wasm_apply_data_relocs",
        "__dso_handle",
        "__wasm_call_ctors",
    )
)
EXCEPTION_TAGS = frozenset(("__cpp_exception", "__c_longjmp"))
#: Before the name of a function that a module defines in JavaScript (EM_JS).
_SCRIPT = "__em_js__"
_OFFSETS = ("GOT.mem", "GOT.func")
_MODULES = ("env", "wasi_snapshot_preview1", *_OFFSETS)
_PYTHON = re.compile(r"_?Py[A-Z_]|_Py_|PyInit_")


class Unresolved(Record):
    """What of a module's imports a platform does not have.

    ``functions`` are looked up when they are called; everything else when the module is loaded.
    ``addresses`` are data and function addresses, ``signatures`` says of each mismatch what is
    imported and what exists, ``invokes`` are the functions of JavaScript exceptions, ``tags`` the
    exception tags, ``others`` whole sentences about imports that the loader cannot satisfy.
    """

    functions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    invokes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def is_python(name: str) -> bool:
    """Whether a symbol is one of CPython, which depends on its version and not on the platform.

    >>> is_python("PyList_New"), is_python("_Py_NoneStruct"), is_python("malloc")
    (True, True, False)
    """
    return _PYTHON.match(name) is not None


def unresolved(
    module: wasm.Module, table: SymbolTable, libraries: Iterable[wasm.Module], invokes: bool
) -> Unresolved:
    """Resolve the imports of ``module`` against a platform and the libraries that it needs.

    ``invokes`` says whether the platform's loader makes the functions of JavaScript exceptions.
    """
    resolver = _Resolver(module, table, libraries, invokes)
    for space, name, kind, signature, mutable in module.imports:
        if space in _OFFSETS:
            resolver.offset(space, name, kind == "global" and mutable and signature == "i")
        elif space not in _MODULES:
            resolver.others.append(f"{space}.{name}: the loader knows no import module {space!r}")
        elif kind == "func":
            resolver.function(name, signature)
        elif kind == "global":
            resolver.global_(name, mutable)
        elif kind == "tag":
            resolver.tag(name, signature)
        else:
            resolver.memory_or_table(name, kind)
    return resolver.result()


class _Resolver:
    """What is unresolved of a module's imports so far; a method for each kind of import."""

    def __init__(
        self,
        module: wasm.Module,
        table: SymbolTable,
        libraries: Iterable[wasm.Module],
        invokes: bool,
    ) -> None:
        self.types = table.types
        self.invoked = invokes
        self.weak = module.dylink.weak_imports if module.dylink else frozenset()
        self.own = module.exports
        self.exports = [self.own, *(library.exports for library in libraries)]
        self.functions: list[str] = []
        self.addresses: dict[str, None] = {}
        self.signatures: list[str] = []
        self.invokes: list[str] = []
        self.tags: list[str] = []
        self.others: list[str] = []

    def result(self) -> Unresolved:
        return Unresolved(
            functions=tuple(self.functions),
            addresses=tuple(self.addresses),
            signatures=tuple(self.signatures),
            invokes=tuple(self.invokes),
            tags=tuple(self.tags),
            others=tuple(self.others),
        )

    def _exported(self, name: str) -> bool:
        """Whether the module or one of its libraries defines a name that the loader takes."""
        return name not in _INTERNAL and any(name in names for names in self.exports)

    def offset(self, space: str, name: str, well_formed: bool) -> None:
        """The address of data or of a function, which the loader writes into a global."""
        have = self.types.get(name)
        if not well_formed:
            self.others.append(f"{space}.{name} is no mutable 32-bit global")
        elif have is None and name not in self.weak and not self._exported(name):
            self.addresses[name] = None
        elif have == "s" and space == "GOT.func" and not self._exported(name):
            said = f"{name} has no address: it is JavaScript without a stated signature"
            self.others.append(said)

    def function(self, name: str, signature: str) -> None:
        have = self.types.get(name)
        if have is None:
            if f"{_SCRIPT}{name}" in self.own or self._exported(name):
                return
            if name.startswith(("invoke_", "__cxa_find_matching_catch_")):
                if not self.invoked:
                    self.invokes.append(name)
            else:
                self.functions.append(name)
        elif have[0] == "f":
            if have[1:] != signature:
                self.signatures.append(f"{name}: imported as {signature}, exists as {have[1:]}")
        elif have[0] != "s":
            self.others.append(f"{name} is imported as a function, but is {_WORDS[have[0]]}")

    def global_(self, name: str, mutable: bool) -> None:
        have = self.types.get(name)
        if name in _BASES:
            return
        if have is None or have[0] not in "dg" or (have[0] == "g") != mutable:
            self.others.append(f"the global {name} does not exist so")

    def tag(self, name: str, signature: str) -> None:
        have = self.types.get(name)
        if have is None and name in EXCEPTION_TAGS:
            self.tags.append(name)
        elif have is None or have[1:] != signature:
            self.others.append(f"the tag {name} ({signature}) does not exist so")

    def memory_or_table(self, name: str, kind: str) -> None:
        have = self.types.get(name)
        if have is None or have[0] != kind[0]:
            self.others.append(f"the {kind} {name} does not exist")


_WORDS = {"d": "data", "g": "a global", "t": "a table", "m": "a memory", "x": "a tag"}


def uses_rpath(platform: Platform) -> bool:
    """Whether the platform's loader goes by RUNTIME_PATH, or only knows a wheel's own folders."""
    return platform.rpath.rule != "wheel-libs"


class Needed(Record):
    """Where the libraries that a module needs are.

    ``found`` maps names to installed paths, ``astray`` those that are in the wheel where the
    loader does not look, ``absent`` are in no folder of the wheel.
    """

    found: Mapping[str, str]
    astray: Mapping[str, str]
    absent: tuple[str, ...]


def find_needed(path: str, contents: Contents, rpath: bool) -> Needed:
    """Search the libraries that the module at ``path`` needs, as the loader does.

    ``rpath`` says whether the platform's loader goes by RUNTIME_PATH.
    """
    module = contents.modules[path]
    found: dict[str, str] = {}
    astray: dict[str, str] = {}
    absent: list[str] = []
    if isinstance(module, wasm.Module) and module.dylink:
        origin = posixpath.dirname(path)
        for name in dict.fromkeys(module.dylink.needed):
            places = list(_places(name, origin, module.dylink, contents, rpath))
            place = next((place for place in places if place in contents.files), None)
            if place is not None:
                found[name] = place
                continue
            base = posixpath.basename(name)
            elsewhere = sorted(
                file for file in contents.modules if posixpath.basename(file) == base
            )
            if elsewhere:
                astray[name] = elsewhere[0]
            else:
                absent.append(name)
    return Needed(found, astray, tuple(absent))


def _places(
    name: str, origin: str, dylink: wasm.Dylink, contents: Contents, rpath: bool
) -> Iterable[str]:
    if rpath:
        for folder in dylink.runtime_path:
            if folder.startswith("$ORIGIN"):
                folder = origin + folder[len("$ORIGIN") :]
                yield posixpath.normpath(posixpath.join(folder.lstrip("/"), name))
    else:
        yield f"{contents.parts.project}.libs/{name}"
        yield posixpath.join(origin, name)
        below = f"{origin}/" if origin else ""
        for file in sorted(contents.modules):
            if file.startswith(below) and file.endswith(f"/{name}"):
                yield file
    # Python's site-packages is on the loader's default path.
    yield name


def libraries_of(path: str, contents: Contents, rpath: bool) -> dict[str, Needed]:
    """The module at ``path`` and every library of the wheel that it loads, with what each needs."""
    seen: dict[str, Needed] = {}
    waiting = [path]
    while waiting:
        path = waiting.pop()
        if path not in seen and path in contents.modules:
            seen[path] = find_needed(path, contents, rpath)
            # What is astray is reported as such; its symbols would be there otherwise.
            waiting += (*seen[path].found.values(), *seen[path].astray.values())
    return seen
