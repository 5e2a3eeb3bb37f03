"""What to compile and link with for a platform: the only writer of flags, for people and tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ._record import Record
from .errors import InvalidName, either, shown
from .lookup import Table, builtin
from .model import Platform

#: The languages that :func:`flags` knows.
LANGUAGES = ("c", "c++", "rust")

#: How :func:`render` can write flags down.
FORMATS = ("shell", "cmake", "meson")

#: The `cargo` variable whose flags reach this target only, not build scripts and macros.
RUSTFLAGS_VARIABLE = "CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_RUSTFLAGS"


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


def flags(platform: str | Platform, language: str = "c", table: Table | None = None) -> BuildFlags:
    """The flags with which code of one language is built for a platform.

    ``platform`` is a platform, its version or any spelling of its tag; ``language`` is one of
    :data:`LANGUAGES`; ``table`` is newer data. C++ always gets the flags of the platform's
    exception model, also where the platform asks for them only in code that throws: without them,
    ``throw`` aborts.

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
    found = (table or builtin()).platform(platform)
    if language not in LANGUAGES:
        raise InvalidName(
            f"{shown(language)} is no language known here: expected {either(LANGUAGES)}"
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


def render(platform: str | Platform, format: str, table: Table | None = None) -> str:
    """The flags of all languages as a file of a shell, CMake or Meson.

    ``platform`` is as in :func:`flags`. ``format`` is one of :data:`FORMATS`: ``"shell"`` sets
    variables in any POSIX shell, ``"cmake"`` is a script for ``emcmake cmake -C``, ``"meson"`` a
    cross file. ``table`` is newer data.

    Raises as :func:`flags` does, and :class:`pyemscripten.InvalidName` for another format.

    >>> print(render("2024_0", "shell").splitlines()[1])
    export CFLAGS='-fPIC'
    """
    found = (table or builtin()).platform(platform)
    if format not in _RENDERERS:
        raise InvalidName(f"{shown(format)} is no format known here: expected {either(FORMATS)}")
    head = f"# {found.tag}: Emscripten {found.emscripten}"
    return "\n".join((head, *_RENDERERS[format](found))) + "\n"


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
