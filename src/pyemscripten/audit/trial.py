"""Load a wheel's modules in the real runtime, and import its packages: the truth.

Everything runs in published Pyodide releases under Node.js, by :mod:`pyemscripten.runtime`.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from pyemscripten import wasm
from pyemscripten.lookup import builtin
from pyemscripten.runtime import Outcome, fetch_pyodide, find_node, run_many
from pyemscripten.target import Target

from .attempts import Attempt, Trial
from .contents import read_wheel
from .dependencies import Dependencies
from .resolve import libraries_of, uses_rpath

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pyemscripten.lookup import Table
    from pyemscripten.model import PyodideRelease
    from pyemscripten.runtime import PyodidePackage, RunResult

    from .contents import Contents

#: How many seconds one run of the interpreter may take, unless the caller says otherwise.
TIMEOUT = 300.0

_LOAD = """
import ctypes, site
root = site.getsitepackages()[0]
libraries = {libraries!r}
if libraries:
    # Before there was RPATH, Pyodide loaded a package's libraries when it installed the package.
    import pyodide_js
    from pyodide.ffi import to_js
    for folder, library in libraries:
        await pyodide_js._api.loadDynlib(
            root + "/" + folder + library, False, to_js([root + "/" + folder])
        )
ctypes.CDLL(root + "/" + {path!r})
result = None
"""
_IMPORT = """
import importlib
importlib.import_module({name!r})
result = None
"""
_FIND = """
import ctypes, os, site
from importlib.machinery import PathFinder
path = site.getsitepackages()[0] + "/" + {path!r}
folder, file = os.path.split(path)
name = file.partition(".")[0]
if name == "__init__":
    folder, name = os.path.split(folder)
spec = PathFinder.find_spec(name, [folder])
if not spec or spec.origin != path:
    result = "Python's import system does not find it under this name"
else:
    hook = "_" + name
    if not name.isascii():
        hook = "U_" + name.encode("punycode").decode().replace("-", "_")
    library = ctypes.CDLL(path)
    found = any(hasattr(library, kind + hook) for kind in ("PyInit", "PyModExport"))
    result = "" if found else "it has no function PyInit" + hook
"""
_UNDEFINED = re.compile(r"undefined symbol '([^']+)'")
_NO_MODULE = re.compile(r"No module named '([^'.]+)")
_IDENTIFIER = re.compile(r"[^\W\d]\w*")


def try_wheel(
    wheel: str | os.PathLike[str],
    release: str | PyodideRelease,
    *,
    imports: bool = True,
    dependencies: bool = True,
    timeout: float = TIMEOUT,
    progress: Callable[[str], object] | None = None,
    table: Table | None = None,
) -> Trial:
    """Load every shared library of a wheel in a release, then import its top-level packages.

    Modules are loaded with :class:`ctypes.CDLL`. A load that fails can spoil later ones in the
    same interpreter, so what fails after a failure is tried again in a fresh one. Packages are
    imported after their dependencies were installed, extras of these included, from PyPI through
    pip or else from the distribution; with ``dependencies`` false they are imported alone.
    ``timeout`` is how many seconds each run of the interpreter may take. ``table`` is newer data.

    Raises :class:`~pyemscripten.audit.wheel.WheelError`, what
    :func:`pyemscripten.release` raises, and
    :class:`~pyemscripten.runtime.errors.RuntimeProblem` if the release cannot be had or started.
    """
    path = Path(wheel)
    say = progress or (lambda _line: None)
    table = table or builtin()
    known = table.release(release)
    contents = read_wheel(path)
    package = fetch_pyodide(
        known.version, expected_integrity=known.npm_integrity, progress=progress
    )
    say(f"{path.name}: loading {len(contents.modules)} modules in Pyodide {known.version}")
    modules = load_modules(package, path, contents, timeout, table)
    attempts: list[Attempt] = []
    installed: list[str] = []
    missing: list[str] = []
    if imports:
        with tempfile.TemporaryDirectory(prefix="pyemscripten-") as folder:
            wheels = [path]
            distribution: list[str] = []
            if dependencies:
                found = Dependencies(package, Target.of(known, table=table), folder, say)
                found.add_of(path)
                wheels += found.wheels
                distribution = found.distribution
                missing = found.missing
                installed = [each.name for each in found.wheels] + distribution
            say(f"{path.name}: importing in Pyodide {known.version}")
            attempts = _import_packages(package, wheels, distribution, contents, timeout)
            failed = [a for a in attempts if a.outcome == "not tried"]
            if distribution and len(failed) == len(attempts):
                # Pyodide's own host of packages could not be reached: import without them.
                missing += distribution
                installed = [each.name for each in found.wheels]
                attempts = _import_packages(package, wheels, [], contents, timeout)
            if missing:
                attempts = [_blameless(attempt, contents, missing) for attempt in attempts]
    return Trial(
        wheel=path.name,
        release=known.version,
        node=find_node().version,
        modules=tuple(modules),
        finds=tuple(find_extensions(package, path, contents, modules, timeout)),
        imports=tuple(attempts),
        installed=tuple(installed),
        missing=tuple(missing),
    )


# Loading


def _load_code(path: str, contents: Contents, release: str, table: Table) -> str:
    """The Python code that loads one module of a wheel in a release."""
    libraries: list[tuple[str, str]] = []
    platform = table.release(release).platform
    if platform is not None and not uses_rpath(table.platform(platform)):
        needed = list(libraries_of(path, contents, rpath=False))[1:]
        libraries = [(f"{os.path.dirname(each)}/", os.path.basename(each)) for each in needed]
    return _LOAD.format(libraries=libraries[::-1], path=path)


#: Outcomes that are those of the whole run, if several modules share them.
_WHOLE = (Outcome.LOAD_FAILED, Outcome.SETUP_FAILED, Outcome.TIMEOUT)


def load_modules(
    package: PyodidePackage,
    wheel: Path,
    contents: Contents,
    timeout: float = TIMEOUT,
    table: Table | None = None,
) -> list[Attempt]:
    """Load each shared library of a wheel; one result a module, in the order of the archive."""
    table = table or builtin()
    done: dict[str, Attempt] = {}
    waiting = list(contents.modules)
    while waiting:
        codes = [_load_code(path, contents, package.version, table) for path in waiting]
        results = run_many(package, codes, wheels=[wheel], timeout=timeout)
        failed = False
        again: dict[str, bool] = {}
        for path, result in zip(waiting, results, strict=True):
            attempt = _to_attempt(path, result)
            # A load that fails leaves addresses behind, which fail every later load, and libraries
            # that count as loaded: after it, only what a module itself is to blame for is true.
            doubtful = failed and result.outcome not in _WHOLE and not _its_own(attempt, contents)
            if doubtful or result.outcome is Outcome.NOT_RUN:
                again[path] = attempt.outcome == "ok"
            else:
                done[path] = attempt
                failed |= attempt.outcome != "ok"
        # Most of what loaded will load again: if it goes first, nothing has failed before it.
        waiting = sorted(again, key=lambda path: not again[path])
    return [done[path] for path in contents.modules]


def _its_own(attempt: Attempt, contents: Contents) -> bool:
    """Whether an attempt failed by the module's own fault, whatever an earlier one left behind."""
    if attempt.outcome != "failed":
        return False
    module = contents.modules[attempt.name]
    if not isinstance(module, wasm.Module) or module.dylink is None:
        return True
    if "LinkError" in attempt.detail or "CompileError" in attempt.detail:
        return True  # said before the loader looks at addresses
    said = _UNDEFINED.search(attempt.detail)
    if not said:
        return False
    weak = module.dylink.weak_imports
    return said[1] not in weak and any(entry.name == said[1] for entry in module.imports)


def _to_attempt(name: str, result: RunResult) -> Attempt:
    """What a run says of the module or package that it tried."""
    if result.outcome is Outcome.OK:
        return Attempt(name, "ok")
    if result.outcome is Outcome.PYTHON_EXCEPTION and result.exception is not None:
        # The loader's own words stand on the second line of ctypes' message.
        words = " ".join(result.exception.message.split())
        return Attempt(name, "failed", f"{result.exception.type}: {words}"[:600])
    if result.outcome is Outcome.FATAL:
        return Attempt(name, "fatal", result.detail[:600])
    if result.outcome is Outcome.TIMEOUT:
        return Attempt(name, "timeout", result.detail[:600])
    return Attempt(name, "not tried", result.detail[:600])


# Importing


def _is_extension(contents: Contents, file: str) -> bool:
    module = contents.modules.get(file)
    return isinstance(module, wasm.Module) and any(
        name.startswith(("PyInit", "PyModExport")) for name in module.exports
    )


def find_extensions(
    package: PyodidePackage,
    wheel: Path,
    contents: Contents,
    loaded: Sequence[Attempt],
    timeout: float = TIMEOUT,
) -> list[Attempt]:
    """Ask Python's import system for each extension module that loads, without initialising it.

    ``loaded`` is what :func:`load_modules` gave.
    """
    files = [a.name for a in loaded if a.outcome == "ok" and _is_extension(contents, a.name)]
    codes = [_FIND.format(path=file) for file in files]
    results = run_many(package, codes, wheels=[wheel], timeout=timeout) if files else []
    return [
        Attempt(file, "failed", result.value)
        if result.outcome is Outcome.OK and result.value
        else _to_attempt(file, result)
        for file, result in zip(files, results, strict=True)
    ]


def top_level(contents: Contents) -> list[str]:
    """The names that a wheel's users import: packages and modules at the top of site-packages."""
    names: dict[str, None] = {}
    for file in sorted(contents.files):
        folder, _, rest = file.partition("/")
        if not rest:
            stem, dot, suffix = folder.partition(".")
            if (
                dot
                and (suffix == "py" or _is_extension(contents, file))
                and _IDENTIFIER.fullmatch(stem)
            ):
                names[stem] = None
        elif _IDENTIFIER.fullmatch(folder) and f"{folder}/__init__.py" in contents.files:
            names[folder] = None
    return list(names)


def _import_packages(
    package: PyodidePackage,
    wheels: Sequence[Path],
    distribution: Sequence[str],
    contents: Contents,
    timeout: float,
) -> list[Attempt]:
    done = []
    waiting = top_level(contents)
    while waiting:
        results = run_many(
            package,
            [_IMPORT.format(name=name) for name in waiting],
            wheels=wheels,
            load_packages=distribution,
            timeout=timeout,
        )
        left = []
        for name, result in zip(waiting, results, strict=True):
            if result.outcome is Outcome.NOT_RUN:
                left.append(name)
            else:
                done.append(_to_attempt(name, result))
        waiting = left
    return done


def _blameless(attempt: Attempt, contents: Contents, missing: list[str]) -> Attempt:
    """An import that failed for want of a dependency says nothing of the wheel."""
    absent = _NO_MODULE.search(attempt.detail)
    if attempt.outcome == "failed" and absent and absent[1] not in top_level(contents):
        needs = ", ".join(missing)
        return Attempt(attempt.name, "not tried", f"needs {absent[1]} (could not be had: {needs})")
    return attempt
