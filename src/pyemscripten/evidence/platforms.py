"""Platforms against what the releases that carry them showed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyemscripten.versions import is_prerelease, minor, sort_key

from .compare import ABSENT, Check, against
from .recorded import ARTIFACT, MODULE, RUNTIME
from .rows import on_npm, platform_of, reported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Library, Platform

    from .recorded import Evidence, ReleaseEvidence

#: Libraries that can be asked their version while the interpreter runs.
OBSERVABLE = ("bzip2", "lzma", "sqlite3", "zlib", "zstd")


def check_platform(table: Table, platform: Platform, evidence: Evidence) -> Iterator[Check]:
    """A platform against the releases that say they carry it, whatever our rows say."""
    carried = [s for s in evidence.releases.values() if platform_of(s) == platform.version]
    stable = [seen for seen in carried if not is_prerelease(seen.release)]
    for seen in stable or carried:
        if RUNTIME in seen.parts:
            yield from _platform_running(platform, seen)
        if MODULE in seen.parts:
            yield from _platform_module(platform, seen)
    for seen in carried:
        if RUNTIME in seen.parts:
            yield from _libraries(platform, seen)
    locks = [seen for seen in carried if ARTIFACT in seen.parts]
    tagged = [s for s in locks if platform.legacy_tag in s.parts[ARTIFACT]["wheel_tags"]]
    expected = {r.version for r in table.releases if r.platform == platform.version}
    missing = expected & set(on_npm(table)) - {seen.release for seen in locks}
    # That no lock file has the spelling is only known once all were read.
    for seen in tagged or ([] if missing else locks):
        agree = against(ARTIFACT, platform.version, seen.release)
        place = f"{seen.parts[ARTIFACT]['lock_file']}, file names"
        yield agree("legacy", platform.legacy, bool(tagged), place)


def _platform_running(platform: Platform, seen: ReleaseEvidence) -> Iterator[Check]:
    running = seen.parts[RUNTIME]

    agree = against(RUNTIME, platform.version, seen.release)

    ours = reported(platform.emscripten)
    yield agree("emscripten", ours, running["platform"], "sysconfig.get_platform()")
    yield agree("python", platform.python, minor(running["python"]), "platform.python_version()")
    threads = running["threads"] or running["shared_memory"]
    yield agree("pthread.allowed", platform.pthread.allowed, threads, "sys._emscripten_info")


def _platform_module(platform: Platform, seen: ReleaseEvidence) -> Iterator[Check]:
    module = seen.parts[MODULE]

    agree = against(MODULE, platform.version, seen.release, "pyodide.asm.wasm")

    unwinding = platform.unwinding
    tags = bool(module["tags_imported"] or module["tags_defined"])
    models = [
        name for name, there in (("WebAssembly", tags), ("JavaScript", module["invoke"])) if there
    ]
    yield agree("unwinding.model", unwinding.model, " and ".join(models))
    yield agree("unwinding.encoding", unwinding.encoding or ABSENT, module["encoding"] or ABSENT)
    yield agree("unwinding.evidence", unwinding.evidence, describe(module))
    yield agree("longjmp.model", platform.longjmp.model, module["longjmp"])
    sharing = "shared" if platform.pthread.allowed else "unshared"
    yield agree("pthread.memory", f"32-bit, {sharing}", module["memory"])


_NUMBERS = {1: "one", 2: "two", 3: "three"}


def describe(module: dict[str, Any]) -> str:
    """The sentence on exceptions that a main module justifies.

    >>> describe({"invoke": 38, "tags_imported": [], "tags_defined": 0})
    'The main module imports 38 invoke_* functions and has no exception tag.'
    """
    if module["invoke"]:
        number = len(module["tags_imported"]) + module["tags_defined"]
        has = f"has {number} exception tags" if number else "has no exception tag"
        return f"The main module imports {module['invoke']} invoke_* functions and {has}."
    if module["tags_imported"]:
        # C++ first, as everywhere else in the table.
        tags = " and ".join(sorted(module["tags_imported"], key=lambda tag: "longjmp" in tag))
        return f"The main module imports the tags {tags} and no invoke_* function."
    number = module["tags_defined"]
    if number:
        tags = f"its {_NUMBERS.get(number, number)} exception tag{'s' if number > 1 else ''}"
        return f"The main module defines {tags} itself and imports no invoke_* function."
    return "The main module has neither exception tags nor invoke_* functions."


def _libraries(platform: Platform, seen: ReleaseEvidence) -> Iterator[Check]:
    ours = {library.name: library for library in platform.static_libraries}
    running = seen.parts[RUNTIME]["libraries"]
    agree = against(RUNTIME, platform.version, seen.release)
    for name in OBSERVABLE:
        version = _version_in(ours.get(name), seen.release)
        place = f"version that {name} reports"
        yield agree(f"static_libraries.{name}", version, running.get(name), place)


def _version_in(library: Library | None, release: str) -> str | None:
    """The version of a library that a release of the platform should have, or ``None``."""
    if library is None:
        return None
    if library.since and sort_key(release) < sort_key(library.since):
        return None
    return library.version
