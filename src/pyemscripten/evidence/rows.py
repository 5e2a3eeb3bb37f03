"""Rows of the table against what each release on npm showed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pyemscripten.data import LOCK_FILES

from .compare import Agreement, Check, against, compare, npm, unchecked
from .recorded import ARTIFACT, MODULE, PARTS, RUNTIME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table
    from pyemscripten.model import Emscripten, PyodideRelease

    from .recorded import Evidence, ReleaseEvidence

_BUILD = re.compile(
    r"\((?:[^,]*), (?P<month>[A-Z][a-z]{2}) +(?P<day>\d+) (?P<year>\d{4}), (?P<time>[\d:]{8})\)"
    r"(?: \[Clang (?P<clang>\S+) \(https:/+github\.com/llvm/llvm-project (?P<llvm>[0-9a-f]+))?"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def reported(emscripten: str) -> str:
    """What `sysconfig.get_platform` says in an interpreter that was built with a version."""
    return f"emscripten-{emscripten}-wasm32"


#: What stays unchecked when a part cannot be looked at.
FACTS = {
    ARTIFACT: "integrity, Emscripten, platform, tags of wheels, bundled tools",
    MODULE: "exceptions, longjmp, memory",
    RUNTIME: "Python, Emscripten, platform, config variables, libraries, build",
}


def check_row(table: Table, release: PyodideRelease, seen: ReleaseEvidence) -> Iterator[Check]:
    """One row against one release: integrity, lock file and interpreter."""
    version = release.version
    for part in PARTS:
        if part in seen.unchecked:
            reason = seen.unchecked[part]
            yield unchecked(part, version, FACTS[part], f"npm pyodide {version}", reason)
    artifact = seen.parts.get(ARTIFACT)
    if artifact:
        yield from _artifact(table, release, artifact)
    running = seen.parts.get(RUNTIME)
    if running:
        yield from _running(release, running)


def _artifact(table: Table, release: PyodideRelease, seen: dict[str, Any]) -> Iterator[Check]:
    agree = against(ARTIFACT, release.version, release.version)

    info = seen["info"]
    lock = seen["lock_file"]
    yield agree("npm_integrity", release.npm_integrity, seen["integrity"], "SHA-512 of the tarball")
    ours = f"emscripten_{release.emscripten.replace('.', '_')}"
    yield agree("emscripten", ours, info.get("platform"), f"{lock}, info.platform")
    if "abi_version" in info:
        place = f"{lock}, info.abi_version"
        yield agree("platform", release.platform, info["abi_version"], place)
    yield agree(
        "wheel_tags",
        tuple(sorted(release.wheel_tags or ())),
        tuple(seen["wheel_tags"]),
        f"{lock}, file names",
    )
    for name in ("micropip", "packaging"):
        ours_bundled = getattr(release, name)
        yield agree(name, ours_bundled, seen["bundled"].get(name, ""), f"{lock}, packages")
    for fact in ("python", "version"):
        if info.get(fact):
            place = f"{lock}, info.{fact}"
            found = agree(fact, getattr(release, fact), info[fact], place)
            yield _or_known(table, release, found)


def _or_known(table: Table, release: PyodideRelease, found: Check) -> Check:
    """A mismatch that the ledger of contradictions names is one of the artifact with itself.

    A lock file that agrees although the ledger has it among those that do not is a mismatch too.
    """
    known = next(
        (
            conflict
            for conflict in table.conflicts
            if release.version in conflict.about
            and conflict.fact == found.fact
            and any(c.source.measured and c.source.path in LOCK_FILES for c in conflict.claims)
        ),
        None,
    )
    if known is None:
        return found
    note = f"conflict {known.identifier!r}"
    if found.verdict is Agreement.MATCH:
        return replace(found, ours=f"another, by {note}", verdict=Agreement.MISMATCH)
    return replace(found, verdict=Agreement.CONFLICT, note=note)


def _running(release: PyodideRelease, seen: dict[str, Any]) -> Iterator[Check]:
    agree = against(RUNTIME, release.version, release.version)

    yield agree("version", release.version, seen["version"], "pyodide.__version__")
    yield agree("python", release.python, seen["python"], "platform.python_version()")
    ours = reported(release.emscripten)
    yield agree("emscripten", ours, seen["platform"], "sysconfig.get_platform()")
    if seen["emscripten"]:
        place = "sys._emscripten_info"
        yield agree("emscripten", release.emscripten, seen["emscripten"], place)
    config = seen["config"]
    named = {name: value for name, value in config.items() if name.endswith("_VERSION")}
    yield agree(
        "config_variables",
        tuple(sorted(release.config_variables or ())),
        tuple(sorted(named)),
        "sysconfig configuration variables",
    )
    for name, value in sorted(named.items()):
        yield agree("platform", release.platform, value, name)
    if not named:
        yield agree("platform", release.platform, None, "sysconfig configuration variables")
    soabi = f"cpython-{release.python_minor.replace('.', '')}-wasm32-emscripten"
    yield agree("python", f".{soabi}.so", config.get("EXT_SUFFIX"), "EXT_SUFFIX")
    built = build_stamp(seen["sys_version"])
    yield agree("built", release.npm.built if release.npm else None, built, "sys.version")
    if release.date_basis == "build stamp":
        yield agree("date", release.date, (built or "")[:10], "sys.version")


def build_stamp(sys_version: str) -> str | None:
    """When an interpreter was built, from its ``sys.version``: ``"2026-09-14T03:03:51"``.

    >>> build_stamp("3.14.2 (main, Sep 14 2026, 03:03:51) [Clang 23.0.0git (https:/git")
    '2026-09-14T03:03:51'
    """
    found = _BUILD.search(sys_version)
    if not found or found["month"] not in _MONTHS:
        return None
    month = _MONTHS.index(found["month"]) + 1
    return f"{found['year']}-{month:02}-{int(found['day']):02}T{found['time']}"


def compiler(sys_version: str) -> tuple[str, str] | None:
    """Clang's version and the beginning of LLVM's commit, as ``sys.version`` has them.

    >>> llvm = "https://github.com/llvm/llvm-project"
    >>> compiler(f"3.10.2 (main, Jun 15 2022, 15:19:01) [Clang 15.0.0 ({llvm} 5c")
    ('15.0.0', '5c')
    """
    found = _BUILD.search(sys_version)
    return (found["clang"], found["llvm"]) if found and found["clang"] else None


def platform_of(seen: ReleaseEvidence) -> str | None:
    """The platform version that a release says it has, running or in its lock file."""
    config = seen.parts.get(RUNTIME, {}).get("config", {})
    info = seen.parts.get(ARTIFACT, {}).get("info", {})
    for name in ("PYEMSCRIPTEN_PLATFORM_VERSION", "PYODIDE_ABI_VERSION"):
        if name in config:
            return str(config[name])
    found = info.get("abi_version")
    return None if found is None else str(found)


def check_emscripten(table: Table, entry: Emscripten, evidence: Evidence) -> Iterator[Check]:
    """Clang and LLVM of an Emscripten release, as the first Pyodide built with it reports."""
    first = next(
        (
            seen
            for seen in evidence.releases.values()
            if RUNTIME in seen.parts and seen.parts[RUNTIME]["platform"] == reported(entry.version)
        ),
        None,
    )
    claimed = entry.clang_release
    looked_at = claimed in evidence.releases and RUNTIME in evidence.releases[claimed].parts
    if claimed in on_npm(table) and not looked_at:
        return  # another release may be the first that was looked at
    if first is None and not (claimed or entry.clang or entry.llvm_commit):
        return  # no published release reports it
    found = first.parts[RUNTIME]["sys_version"] if first else ""
    clang, llvm = compiler(found) or (None, None)
    release = first.release if first else ""
    for fact, theirs in (("clang_release", release), ("clang", clang), ("llvm_commit", llvm)):
        yield compare(
            RUNTIME,
            f"Emscripten {entry.version}",
            fact,
            getattr(entry, fact),
            theirs,
            npm(release or claimed, "sys.version"),
            release=release,
        )


def on_npm(table: Table) -> list[str]:
    """The releases that the table says are on npm."""
    return [release.version for release in table.releases if release.npm]
