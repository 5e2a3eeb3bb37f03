"""What to compile and link with for a platform, and whether what is installed here fits it."""

from __future__ import annotations

from ._record import Record
from .lookup import InvalidName, builtin, version_key
from .model import Platform

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


#: The languages that :func:`flags` knows.
LANGUAGES = ("c", "c++", "rust")

#: How :func:`render` can write flags down.
FORMATS = ("shell", "cmake", "meson")

#: The `cargo` variable whose flags reach this target only, not build scripts and macros.
RUSTFLAGS_VARIABLE = "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS"

#: What the checks of :func:`examine` can say. Only ``"wrong"`` and ``"absent"`` are findings.
VERDICTS = ("fits", "wrong", "absent", "optional")


class BuildFlags(Record):
    """What one language needs for one platform.

    ``compile`` goes to the compiler and ``link`` to the linker, both in order; for Rust,
    ``compile`` is what ``RUSTFLAGS`` holds and ``link`` is empty. ``compiler`` is the command
    that takes them. All of them matter to the ABI or make a side module at all; none is about
    optimisation.
    """

    platform: str
    language: str
    compiler: str
    compile: tuple[str, ...]
    link: tuple[str, ...]


def flags(platform: str | Platform, language: str = "c") -> BuildFlags:
    """The flags with which code of one language is built for a platform.

    ``platform`` is a platform, its version or any spelling of its tag; ``language`` is one of
    :data:`LANGUAGES`. C++ always gets the flags of the platform's exception model, also where the
    platform asks for them only in code that throws: without them, ``throw`` aborts.

    Raises what :func:`pyemscripten.platform` raises, and :class:`pyemscripten.InvalidName` for
    another language. The rules are those of the platform's page in Pyodide's documentation, which
    PEP 783 makes the definition.

    >>> flags("2026_0", "c++").link
    ('-sSIDE_MODULE=1', '-fwasm-exceptions', '-sSUPPORT_LONGJMP=wasm')
    >>> flags("2024_0", "c++").compile
    ('-fPIC', '-fexceptions')
    >>> flags("2024_0").compile
    ('-fPIC',)
    """
    found = platform if isinstance(platform, Platform) else builtin().platform(platform)
    if language not in LANGUAGES:
        raise InvalidName(
            f"{language!r} is no language known here: expected one of {', '.join(LANGUAGES)}"
        )
    if language == "rust":
        return BuildFlags(found.version, language, "rustc", found.flags.rustflags, ())
    throws = found.unwinding.flags if language == "c++" else ()
    return BuildFlags(
        found.version,
        language,
        "em++" if language == "c++" else "emcc",
        _union(found.flags.cflags, throws),
        _union(found.flags.ldflags, throws),
    )


def _union(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def render(platform: Platform, format: str) -> str:
    """The flags of all languages as a file of a shell, CMake or Meson.

    ``format`` is one of :data:`FORMATS`. ``"shell"`` sets variables in any POSIX shell,
    ``"cmake"`` is a script for ``emcmake cmake -C``, ``"meson"`` a cross file.

    Raises :class:`pyemscripten.InvalidName` for another format.

    >>> import pyemscripten
    >>> print(render(pyemscripten.platform("2024_0"), "shell").splitlines()[1])
    export CFLAGS='-fPIC'
    """
    if format not in _RENDERERS:
        raise InvalidName(
            f"{format!r} is no format known here: expected one of {', '.join(FORMATS)}"
        )
    head = f"# {platform.tag}: Emscripten {platform.emscripten}"
    return "\n".join((head, *_RENDERERS[format](platform))) + "\n"


def _shell(platform: Platform) -> Iterator[str]:
    c, cpp, rust = (flags(platform, language) for language in LANGUAGES)
    for name, value in (
        ("CFLAGS", c.compile),
        ("CXXFLAGS", cpp.compile),
        ("LDFLAGS", cpp.link),
        (RUSTFLAGS_VARIABLE, rust.compile),
    ):
        # No flag holds a quote, so one pair around all of them is enough.
        yield f"export {name}='{' '.join(value)}'"


def _cmake(platform: Platform) -> Iterator[str]:
    c, cpp = flags(platform, "c"), flags(platform, "c++")
    for name, value in (
        ("CMAKE_C_FLAGS", c.compile),
        ("CMAKE_CXX_FLAGS", cpp.compile),
        ("CMAKE_MODULE_LINKER_FLAGS", cpp.link),
        ("CMAKE_SHARED_LINKER_FLAGS", cpp.link),
    ):
        yield f'set({name} "{" ".join(value)}" CACHE STRING "")'


def _meson(platform: Platform) -> Iterator[str]:
    c, cpp = flags(platform, "c"), flags(platform, "c++")
    yield "[binaries]"
    yield f"c = '{c.compiler}'"
    yield f"cpp = '{cpp.compiler}'"
    yield "ar = 'emar'"
    yield "strip = 'emstrip'"
    yield ""
    yield "[built-in options]"
    for name, value in (
        ("c_args", c.compile),
        ("c_link_args", c.link),
        ("cpp_args", cpp.compile),
        ("cpp_link_args", cpp.link),
    ):
        yield f"{name} = {list(value)!r}"
    yield ""
    yield "[host_machine]"
    for name, word in (
        ("system", "emscripten"),
        ("cpu_family", "wasm32"),
        ("cpu", "wasm32"),
        ("endian", "little"),
    ):
        yield f"{name} = '{word}'"


_RENDERERS: Mapping[str, Callable[[Platform], Iterator[str]]] = {
    "shell": _shell,
    "cmake": _cmake,
    "meson": _meson,
}


# What is installed ----------------------------------------------------------------------------


class Check(Record):
    """One tool on this machine, held against a platform.

    ``found`` is its version, ``""`` if there is none; ``needed`` says in words what the platform
    needs. ``verdict`` is one of :data:`VERDICTS`: ``"absent"`` is a tool that is needed,
    ``"optional"`` one that is missing and only some builds need. ``advice`` says what to do,
    ``""`` if nothing.
    """

    tool: str
    found: str
    needed: str
    verdict: str
    advice: str = ""


def examine(
    platform: Platform, output: Callable[[Sequence[str]], str | None] | None = None
) -> tuple[Check, ...]:
    """Hold the compilers and tools on ``PATH`` against a platform.

    ``output`` runs a command and gives what it prints, ``None`` if it cannot be started or fails;
    by default the real ones are run.

    >>> import pyemscripten
    >>> for check in examine(pyemscripten.platform("2026_0"), lambda command: None):
    ...     print(check.tool, check.verdict)
    emcc absent
    python absent
    pyodide-build optional
    rustc optional
    node optional
    """
    ask = output or _output
    return (
        _emcc(platform, ask(["emcc", "--version"])),
        _python(platform, ask(["python3", "--version"])),
        _pyodide_build(ask(["pyodide", "--version"])),
        _rustc(platform, ask),
        _node(ask(["node", "--version"])),
    )


def _output(command: Sequence[str]) -> str | None:
    import subprocess

    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return ended.stdout


def _first_version(text: str | None) -> str:
    import re

    found = re.search(r"\d+\.\d+(\.\d+)?", text or "")
    return found[0] if found else ""


def _emcc(platform: Platform, printed: str | None) -> Check:
    found = _first_version(printed)
    needed = f"{platform.emscripten} exactly"
    advice = f"emsdk install {platform.emscripten} && emsdk activate {platform.emscripten}"
    if not found:
        return Check("emcc", "", needed, "absent", f"{advice}, or let pyodide-build install it")
    if found != platform.emscripten:
        return Check("emcc", found, needed, "wrong", advice)
    return Check("emcc", found, needed, "fits")


def _python(platform: Platform, printed: str | None) -> Check:
    found = _first_version(printed)
    needed = f"{platform.python}, the minor version of the target"
    advice = f"run pyodide-build and cibuildwheel with Python {platform.python}"
    if not found:
        return Check("python", "", needed, "absent", advice)
    if found.split(".")[:2] != platform.python.split("."):
        return Check("python", found, needed, "wrong", advice)
    return Check("python", found, needed, "fits")


def _pyodide_build(printed: str | None) -> Check:
    import re

    since = next(
        s.since
        for s in builtin().support
        if (s.tool, s.verb, s.spelling) == ("pyodide-build", "generates", "pyemscripten")
    )
    needed = f"{since} or later, which writes the tag that PyPI takes"
    line = re.search(r"pyodide-build version: (.+)", printed or "")
    if line is None:
        return Check("pyodide-build", "", needed, "optional", "pip install pyodide-build")
    found = _first_version(line[1])
    if not _at_least(found, since):
        return Check("pyodide-build", found, needed, "wrong", "pip install -U pyodide-build")
    return Check("pyodide-build", found, needed, "fits")


def _rustc(platform: Platform, ask: Callable[[Sequence[str]], str | None]) -> Check:
    rust = platform.rust
    target = platform.names["rustc"][0]
    needed = f"{rust.toolchain}, with the target {target}"
    printed = ask(["rustc", "--version"])
    if not printed:
        return Check("rustc", "", needed, "optional", "needed for Rust only")
    found = printed.split()[1]
    if not rust_fits(platform, printed):
        advice = f"rustup toolchain install {rust.build_default} --target {target}"
        return Check("rustc", found, needed, "wrong", advice)
    folder = ask(["rustc", "--print", "target-libdir", "--target", target])
    if not folder or not _exists(folder.strip()):
        return Check("rustc", found, needed, "wrong", f"rustup target add {target}")
    return Check("rustc", found, needed, "fits")


def _exists(folder: str) -> bool:
    from pathlib import Path

    return Path(folder).is_dir()


def rust_fits(platform: Platform, printed: str) -> bool:
    """Whether the toolchain that printed that line builds for a platform.

    ``printed`` is the output of ``rustc --version``. A nightly is judged by its day where the
    platform names one.

    >>> import pyemscripten
    >>> rust_fits(pyemscripten.platform("2026_0"), "rustc 1.95.0 (59807616e 2026-04-14)")
    True
    >>> rust_fits(pyemscripten.platform("2024_0"), "rustc 1.95.0 (59807616e 2026-04-14)")
    False
    """
    import re

    day = r"\d{4}-\d{2}-\d{2}"
    rust = platform.rust
    after, before = re.search(day, rust.minimum), re.search(day, rust.maximum)
    built = re.search(day, printed)
    if built and "-nightly" in printed and (after or before):
        return (not after or built[0] > after[0]) and (not before or built[0] < before[0])
    oldest = re.search(r"\d+\.\d+\.\d+", rust.minimum)
    return oldest is not None and _at_least(_first_version(printed), oldest[0])


def _at_least(version: str, since: str) -> bool:
    return (version_key(version) or ()) >= (version_key(since) or ())


def _node(printed: str | None) -> Check:
    needed = "any that starts Pyodide, to test wheels"
    if printed is None:
        return Check("node", "", needed, "optional", "needed to try wheels here")
    return Check("node", _first_version(printed), needed, "fits")
