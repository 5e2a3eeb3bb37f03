"""Platforms against Pyodide's page on each, the build files of its releases, and Emscripten's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyemscripten.versions import is_prerelease, sort_key

from .compare import SOURCE, Check, compare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyemscripten.model import Platform

#: What Pyodide's own builds add to what makes a side module.
_OPTIMISE = ("-O", "-g")
#: Fields that each platform's own page speaks of, and so has to be a source of.
_ON_ITS_PAGE = ("emscripten", "python", "legacy", "unwinding", "longjmp", "rpath", "rust")
_LONGJMP = "-sSUPPORT_LONGJMP"
_BIGINT = "-sWASM_BIGINT"


def check_definition(platform: Platform, said: dict[str, Any]) -> Iterator[Check]:
    """A platform against each text that defines it."""
    page = next(
        (
            (path, found)
            for path, found in said["pages"].items()
            if platform.tag.removesuffix("_wasm32") in found["names"]
        ),
        None,
    )
    releases = _built(platform, said)
    if page:
        yield from _page(platform, *page)
        yield from _rust(platform, *page, said)
    if releases:
        yield from _libraries(platform, releases)
        yield from _since(platform, said)
        yield from _ported(platform, said)
        yield from _compiling(platform, releases, said)
    yield from _settings(platform, said)
    targets = tuple(dict.fromkeys(b["cargo_build_target"] for b in said["pyodide-build"].values()))
    names = platform.names.get("rustc", ())
    where = "pyodide/pyodide-build pyodide_build/config.py"
    yield _agree(platform, "names.rustc", names, targets, where)


def _agree(platform: Platform, fact: str, ours: object, found: object, source: str) -> Check:
    return compare(SOURCE, platform.version, fact, ours, found, source)


def _built(platform: Platform, said: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The tagged releases that carry a platform; the stable ones, if there are any."""
    found = {v: r for v, r in said["releases"].items() if r["platform"] == platform.version}
    stable = {v: r for v, r in found.items() if not is_prerelease(v)}
    return stable or found


def _page(platform: Platform, path: str, page: dict[str, Any]) -> Iterator[Check]:
    where = f"pyodide/pyodide {path}"
    for fact in ("python", "emscripten"):
        yield _agree(platform, fact, getattr(platform, fact), page[fact], where)
    for field in _ON_ITS_PAGE:
        cited = [s.path for s in platform.sources[field] if s.path == path]
        yield _agree(platform, f"{field}.source", cited[:1], [path], where)
    legacy = platform.legacy_tag.removesuffix("_wasm32") in page["names"]
    yield _agree(platform, "legacy", platform.legacy, legacy, where)
    throwing = tuple(flag for flag in page["flags"] if not flag.startswith(_LONGJMP))
    yield _agree(platform, "unwinding.flags", platform.unwinding.flags, throwing, where)
    jumping = tuple(flag for flag in page["flags"] if flag.startswith(_LONGJMP)) or throwing
    yield _agree(platform, "longjmp.flags", platform.longjmp.flags, jumping, where)
    bigint = platform.wasm_bigint
    yield _agree(platform, "wasm_bigint.flags", bigint.flags, tuple(page["bigint"]), where)
    need = "explicit" if page["bigint"] else "default"
    yield _agree(platform, "wasm_bigint.need", bigint.need, need, where)
    yield _agree(platform, "rpath.rule", platform.rpath.rule, page["rpath"], where)
    documented = {library.name for library in platform.static_libraries if library.documented}
    yield _agree(platform, "static_libraries", sorted(documented), sorted(page["libraries"]), where)
    for library in platform.static_libraries:
        version = page["libraries"].get(library.name)
        if version:
            fact = f"static_libraries.{library.name}"
            yield _agree(platform, fact, library.version, version, where)


def _rust(
    platform: Platform, path: str, page: dict[str, Any], said: dict[str, Any]
) -> Iterator[Check]:
    """The requirement in the words of the table, made of the page's days and versions."""
    where = f"pyodide/pyodide {path}"
    rust = page["rust"]
    stable = rust["stable"]
    for other in said["pages"].values():
        stable = other["rust"]["also"].get(platform.version, stable)
    since = rust["nightly_after"]
    minimum = ", or ".join(
        part
        for part in (
            since and f"a nightly after {since}",
            stable and (f"stable {stable}" if since else stable),
        )
        if part
    )
    before = rust["nightly_before"]
    nightly = since or before
    channel = " or ".join(
        name for name, there in (("nightly", nightly), ("stable", stable)) if there
    )
    yield _agree(platform, "rust.channel", platform.rust.channel, channel, where)
    yield _agree(platform, "rust.minimum", platform.rust.minimum, minimum, where)
    maximum = f"a nightly released before {before}" if before else ""
    yield _agree(platform, "rust.maximum", platform.rust.maximum, maximum, where)
    standard = platform.rust.sysroot == "standard"
    yield _agree(platform, "rust.sysroot", standard, not rust["sysroot"], where)


def _libraries(platform: Platform, releases: Mapping[str, dict[str, Any]]) -> Iterator[Check]:
    """Which libraries are linked, which version of each, and since when."""
    last = max(releases, key=sort_key)
    where = f"pyodide/pyodide Makefile.envs at {last}"
    ours = {_short(library.name): library for library in platform.static_libraries}
    linked = releases[last]["libraries"]
    yield _agree(platform, "static_libraries", sorted(ours), linked, where)
    kinds = {name: "javascript" if name.endswith(".js") else "native" for name in linked}
    versions = releases[last]["versions"]
    for name, library in ours.items():
        fact = f"static_libraries.{library.name}"
        yield _agree(platform, fact, library.kind, kinds.get(name), where)
        if name in versions:
            yield _agree(platform, fact, library.version, versions[name], where)
        commits = _commits(library.name, releases)
        if commits:
            build = f"pyodide/pyodide cpython/Makefile at {last}"
            yield _agree(platform, fact, library.note, commits, build)


def _since(platform: Platform, said: dict[str, Any]) -> Iterator[Check]:
    """Since which release of the platform each library is linked, drafts included."""
    every = {v: r for v, r in said["releases"].items() if r["platform"] == platform.version}
    first = min(every, key=sort_key)
    linked = {
        version: {*built["libraries"], *said["emscripten"][built["emscripten"]]["javascript"]}
        for version, built in every.items()
    }
    for library in platform.static_libraries:
        having = [version for version in every if _short(library.name) in linked[version]]
        since = min(having, key=sort_key, default="")
        fact = f"static_libraries.{library.name}"
        since = "" if since == first else since
        where = f"pyodide/pyodide Makefile.envs at {since or first}"
        yield _agree(platform, fact, library.since, since, where)


def _short(name: str) -> str:
    """A library as the linker's ``-l`` names it."""
    return name.removeprefix("lib")


def _commits(name: str, releases: Mapping[str, dict[str, Any]]) -> str:
    """The commits of a library that was never released, as the table words them."""
    runs: list[tuple[str, str, str]] = []
    for version in sorted(releases, key=sort_key):
        commit = releases[version]["commits"].get(name)
        if not commit:
            continue
        if runs and runs[-1][0] == commit:
            runs[-1] = (commit, runs[-1][1], version)
        else:
            runs.append((commit, version, version))
    if len(runs) < 2:
        return f"commit {runs[0][0]}" if runs else ""
    before = [f"commit {commit} up to Pyodide {last}" for commit, _, last in runs[:-1]]
    return ", ".join([*before, f"{runs[-1][0]} in {runs[-1][1]}"])


def _ported(platform: Platform, said: dict[str, Any]) -> Iterator[Check]:
    """The libraries that Emscripten builds."""
    found = said["emscripten"].get(platform.emscripten)
    built = _built(platform, said)
    known = {n for r in built.values() for n in r["versions"]}
    last = max(built, key=sort_key)
    for library in platform.static_libraries:
        fact = f"static_libraries.{library.name}"
        if found and library.name in found["ports"]:
            where = f"emscripten-core/emscripten tools/ports at {platform.emscripten}"
            yield _agree(platform, fact, library.version, found["ports"][library.name], where)
        elif library.name not in known:
            yield _agree(
                platform, fact, library.version, "", f"pyodide/pyodide cpython/Makefile at {last}"
            )


def _compiling(
    platform: Platform, releases: Mapping[str, dict[str, Any]], said: dict[str, Any]
) -> Iterator[Check]:
    """The flags of Pyodide's own builds, without what Emscripten does anyway."""
    last = max(releases, key=sort_key)
    built = releases[last]
    where = f"pyodide/pyodide Makefile.envs at {last}"
    revisions = {s.revision for s in platform.sources["flags"]} & said["pyodide-build"].keys()
    adds = [said["pyodide-build"][revision] for revision in sorted(revisions)]
    adding = "pyodide/pyodide-build pyodide_build/config.py"
    emscripten = said["emscripten"].get(platform.emscripten, {"settings": {}})
    default = emscripten["settings"].get("WASM_BIGINT") == "true"

    def needed(*flags: str) -> list[str]:
        kept = [f for f in flags if not f.startswith(_OPTIMISE) and not (default and f == _BIGINT)]
        # The bare setting is the WebAssembly model where exceptions are WebAssembly's.
        return sorted(f"{f}=wasm" if f == _LONGJMP else f for f in kept)

    flags = platform.flags
    yield _agree(platform, "flags.cflags", sorted(flags.cflags), needed(*built["cflags"]), where)
    for added in adds:
        linking = needed(*built["ldflags"], *added["ldflags"])
        yield _agree(platform, "flags.ldflags", sorted(flags.ldflags), linking, where)
        rust = built["rustflags"]
        # A cross-build environment without flags of its own gets those of pyodide-build.
        rust = added["rustflags"] if rust is None else rust
        stable = [flag for flag in rust if not flag.startswith("-Z")]
        yield _agree(platform, "flags.rustflags", sorted(flags.rustflags), sorted(stable), adding)
        optimising = [f for f in built["cflags"] if f.startswith(_OPTIMISE)]
        defaults = [*optimising, *(f for f in added["cflags"] if f.startswith(_OPTIMISE))]
        yield _agree(platform, "flags.defaults", list(flags.defaults), defaults, adding)
    cited = {s.revision for s in platform.sources["rust"]} & said["pyodide-build"].keys()
    takes = {said["pyodide-build"][revision]["rust_toolchain"] for revision in cited}
    toolchain = built["rust"] or min(takes, default="")
    yield _agree(platform, "rust.build_default", platform.rust.build_default, toolchain, where)


def _settings(platform: Platform, said: dict[str, Any]) -> Iterator[Check]:
    """Emscripten's defaults: 64-bit integers, and the encoding of exceptions."""
    found = said["emscripten"].get(platform.emscripten)
    if not found:
        return
    where = f"emscripten-core/emscripten src/settings.js at {platform.emscripten}"
    need = "default" if found["settings"]["WASM_BIGINT"] == "true" else "explicit"
    yield _agree(platform, "wasm_bigint.need", platform.wasm_bigint.need, need, where)
    if platform.unwinding.model == "WebAssembly":
        legacy = "legacy" if found["settings"]["WASM_LEGACY_EXCEPTIONS"] == "true" else "exnref"
        yield _agree(platform, "unwinding.encoding", platform.unwinding.encoding, legacy, where)
