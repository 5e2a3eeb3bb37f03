"""The platforms, in the order of their versions. A new one is one entry: copy the last."""

from __future__ import annotations

from pyemscripten.model import (
    Flags,
    Library,
    LongJump,
    Platform,
    Pthread,
    Rpath,
    RustRequirement,
    Source,
    Unwinding,
    WasmBigint,
)

from .sources import (
    ABI_FLAGS,
    ABI_INDEX,
    CIBUILDWHEEL_SELECTOR,
    PYODIDE_BUILD_CONFIG,
    PYODIDE_BUILD_CONFIG_0_29_3,
    PYODIDE_BUILD_CONFIG_0_30_9,
    UV_0_13_9,
    UV_TARGETS,
    abi,
    cibuildwheel,
)
from .tagged import cpython, envs, main_module, port, ran, settings

# What every tool that follows rustc's names calls all of these platforms.
RUST_TARGET = "wasm32-unknown-emscripten"

_NO_PTHREAD = Pthread(
    allowed=False,
    note="Neither compile nor link with -pthread: the resulting library does not load.",
)
_WASM_UNWINDING = Unwinding(
    model="WebAssembly",
    encoding="legacy",
    flags=("-fwasm-exceptions",),
    when="always",
    rust="Rust code must unwind with WebAssembly exceptions too; see the Rust requirement.",
    evidence="The main module defines its two exception tags itself and imports no invoke_* "
    "function.",
)
_WASM_LONGJMP = LongJump(
    model="WebAssembly",
    flags=("-sSUPPORT_LONGJMP=wasm",),
    note="",
)
_BIGINT_EXPLICIT = WasmBigint(
    need="explicit",
    flags=("-sWASM_BIGINT",),
    note="Every side module must be linked with it. Rust passes it by itself since "
    "1.84.0 and nightly-2024-11-05.",
)
_BIGINT_DEFAULT = WasmBigint(
    need="default",
    flags=(),
    note="On by default since Emscripten 4.0.0; passing -sWASM_BIGINT does no harm.",
)
_RPATH_REQUIRED = Rpath(
    rule="required",
    note="Only dependencies that RPATH finds are loaded; a folder NAME.libs in the wheel is "
    "not enough by itself.",
)
_JAVASCRIPT_LIBRARIES = (
    "libegl.js",
    "libeventloop.js",
    "libhtml5.js",
    "libhtml5_webgl.js",
    "libsdl.js",
    "libwebgl.js",
    "libwebsocket.js",
)
_FILE_SYSTEM_LIBRARIES = ("libidbfs.js", "libnodefs.js", "libproxyfs.js", "libworkerfs.js")

_HIWIRE = "6a1e67280a15d929ebeceee54a6358c9c8d5f697"


def _listed(page: Source) -> tuple[Library, ...]:
    """What each platform's page lists without a version."""
    return (
        Library("liblz4", sources=(page,)),
        Library("libGL", sources=(page,)),
        *(Library(n, kind="javascript", sources=(page,)) for n in _JAVASCRIPT_LIBRARIES),
    )


def _unlisted(
    release: str, *also: Source, hiwire: str = f"commit {_HIWIRE}"
) -> tuple[Library, ...]:
    """What Pyodide links into each main module and lists on no page, as a release builds it."""
    build = envs(release)
    return (
        Library(
            "libffi",
            note="commit f08493d249d2067c8b3207ba46693dd858f95db3",
            sources=(cpython(release),),
        ),
        Library("hiwire", note=hiwire, sources=(cpython(release), *also)),
        Library("libstdc++", sources=(build,)),
        *(Library(n, kind="javascript", sources=(build,)) for n in _FILE_SYSTEM_LIBRARIES),
    )


def _flags(
    bigint: WasmBigint,
    *always: Unwinding | LongJump,
    rust: tuple[str, ...] = ("-Clink-arg=-sSIDE_MODULE=2",),
) -> Flags:
    """What makes a side module, with the flags of those parts that concern all code."""
    both = tuple(flag for part in always for flag in part.flags)
    return Flags(
        cflags=("-fPIC", *both),
        ldflags=("-sSIDE_MODULE=1", *both, *bigint.flags),
        rustflags=(*rust, *(f"-Clink-arg={flag}" for flag in bigint.flags)),
        # What pyodide-build adds; -Oz since its version 0.34.0.
        defaults=("-O2", "-g0", "-Oz"),
    )


_LEGACY_ENCODING = (
    "Emscripten's default is the legacy encoding of WebAssembly exceptions, and nothing in "
    "Pyodide's build changes it; no page of Pyodide says which encoding the platform has."
)

PLATFORMS = (
    Platform(
        version="2024_0",
        emscripten="3.1.58",
        python="3.12",
        legacy=True,
        unwinding=Unwinding(
            model="JavaScript",
            encoding="",
            flags=("-fexceptions",),
            when="only for code that throws C++ exceptions or calls setjmp/longjmp; "
            "without it, throw aborts",
            rust="Rust enables unwinding by itself.",
            evidence="The main module imports 38 invoke_* functions and has no exception tag.",
        ),
        longjmp=LongJump(
            model="JavaScript",
            flags=("-fexceptions",),
            note="No flag is documented beyond -fexceptions; Emscripten's default is the "
            "JavaScript model.",
        ),
        wasm_bigint=_BIGINT_EXPLICIT,
        pthread=_NO_PTHREAD,
        rpath=Rpath(
            rule="wheel-libs",
            note="emcc warns and ignores RPATH. The loader searches NAME.libs beside the "
            "package of the wheel NAME, so put shared dependencies there.",
        ),
        static_libraries=(
            Library("zlib", "1.2.13", sources=(abi("312"), port("zlib", "3.1.58"), ran("0.27.8"))),
            Library("bzip2", "1.0.6", sources=(abi("312"), port("bzip2", "3.1.58"))),
            *_listed(abi("312")),
            *_unlisted(
                "0.26.4",
                cpython("0.27.7"),
                hiwire="commit 49f3450e34f3f50d4b8296e782dc321bb2e3264e up to Pyodide 0.27.6, "
                f"{_HIWIRE} in 0.27.7",
            ),
        ),
        rust=RustRequirement(
            channel="nightly",
            minimum="",
            maximum="a nightly released before 2025-10-01",
            sysroot="standard",
            build_default="nightly-2024-01-29",
            note="pyodide-build takes nightly-2024-01-29 up to 0.29.3 and nightly-2025-02-01 since "
            "0.30.0; 0.27.0 to 0.30.9 also pass -Zlink-native-libraries=no.",
        ),
        flags=_flags(_BIGINT_EXPLICIT),
        names={
            "rustc": (RUST_TARGET,),
            "cibuildwheel": ("cp312-pyodide_wasm32",),
            "uv": ("wasm32-pyodide2024",),
        },
        notes=(
            "CPython moved from 3.12.1 to 3.12.7 within this platform, with Pyodide 0.27.0.",
            "cibuildwheel builds it only with enable = pyodide-eol since 4.0.0rc1.",
        ),
        sources={
            "emscripten": (
                abi("312"),
                envs("0.26.4"),
                envs("0.27.7"),
                ran("0.26.0"),
                ran("0.27.8"),
            ),
            "python": (ABI_INDEX, abi("312")),
            "legacy": (abi("312"),),
            "unwinding": (abi("312"), ABI_FLAGS, envs("0.27.7"), main_module("0.27.8")),
            "longjmp": (abi("312"), settings("3.1.58")),
            "wasm_bigint": (abi("312"), settings("3.1.58")),
            "pthread": (ABI_INDEX, ABI_FLAGS, ran("0.27.8")),
            "rpath": (abi("312"),),
            "static_libraries": (abi("312"), envs("0.26.4"), cpython("0.26.4")),
            "rust": (
                abi("312"),
                PYODIDE_BUILD_CONFIG_0_29_3,
                PYODIDE_BUILD_CONFIG_0_30_9,
                PYODIDE_BUILD_CONFIG,
            ),
            "flags": (envs("0.26.4"), envs("0.27.7"), PYODIDE_BUILD_CONFIG),
            "names": (PYODIDE_BUILD_CONFIG, cibuildwheel("4.3.5"), UV_TARGETS),
            "notes": (ran("0.26.0"), ran("0.27.8"), CIBUILDWHEEL_SELECTOR),
        },
    ),
    Platform(
        version="2025_0",
        emscripten="4.0.9",
        python="3.13",
        legacy=True,
        unwinding=_WASM_UNWINDING.replace(
            rust="Pass -Zemscripten-wasm-eh to a nightly, or use stable Rust 1.93.0 or later.",
            evidence="The main module imports the tags env.__cpp_exception and "
            "env.__c_longjmp and no invoke_* function.",
        ),
        longjmp=_WASM_LONGJMP.replace(
            note="Pyodide's own build passes -sSUPPORT_LONGJMP, which -fwasm-exceptions turns "
            "into the WebAssembly model."
        ),
        wasm_bigint=_BIGINT_DEFAULT,
        pthread=_NO_PTHREAD,
        rpath=_RPATH_REQUIRED,
        static_libraries=(
            Library(
                "zlib",
                "1.3.1",
                sources=(abi("313"), port("zlib", "4.0.9"), ran("0.28.0"), ran("0.29.5")),
            ),
            Library("bzip2", "1.0.6", sources=(abi("313"), port("bzip2", "4.0.9"))),
            *_listed(abi("313")),
            *_unlisted("0.29.4"),
        ),
        rust=RustRequirement(
            channel="nightly or stable",
            minimum="a nightly after 2025-01-15, or stable 1.93.0",
            maximum="",
            sysroot="standard with stable Rust; with a nightly, one built for it",
            build_default="nightly-2025-02-01",
            note="A nightly needs -Zemscripten-wasm-eh, which is there since 2025-01-15, and a "
            "sysroot built with that flag, because the standard one does not link; -Zbuild-std "
            "makes one for some crates. Pyodide's own build also passes "
            "-Zlink-native-libraries=yes and takes a prebuilt sysroot, which exists for that "
            "nightly only: https://github.com/pyodide/rust-emscripten-wasm-eh-sysroot.",
        ),
        flags=_flags(_BIGINT_DEFAULT, _WASM_UNWINDING, _WASM_LONGJMP),
        names={
            "rustc": (RUST_TARGET,),
            "cibuildwheel": ("cp313-pyodide_wasm32",),
            "uv": ("wasm32-pyodide2025",),
        },
        notes=(
            (
                "The alphas of Pyodide 0.28.0 carried this platform version with other Emscripten "
                "versions; wheels built against them may not load."
            ),
            _LEGACY_ENCODING,
        ),
        sources={
            "emscripten": (
                abi("313"),
                envs("0.28.0a3"),
                envs("0.29.4"),
                ran("0.28.0"),
                ran("0.29.5"),
            ),
            "python": (ABI_INDEX, abi("313")),
            "legacy": (abi("313"),),
            "unwinding": (abi("313"), ABI_FLAGS, settings("4.0.9"), main_module("0.29.5")),
            "longjmp": (abi("313"), envs("0.29.4"), settings("4.0.9")),
            "wasm_bigint": (abi("313"), ABI_FLAGS, settings("4.0.9")),
            "pthread": (ABI_INDEX, ABI_FLAGS, ran("0.29.5")),
            "rpath": (abi("313"),),
            "static_libraries": (abi("313"), envs("0.29.4"), cpython("0.29.4")),
            "rust": (abi("313"), abi("314"), envs("0.29.4")),
            "flags": (abi("313"), envs("0.29.4"), PYODIDE_BUILD_CONFIG),
            "names": (PYODIDE_BUILD_CONFIG, cibuildwheel("4.3.5"), UV_TARGETS),
            "notes": (
                envs("0.28.0a1"),
                envs("0.28.0a2"),
                envs("0.28.0a3"),
                ABI_FLAGS,
                settings("4.0.9"),
            ),
        },
    ),
    Platform(
        version="2026_0",
        emscripten="5.0.3",
        python="3.14",
        legacy=False,
        unwinding=_WASM_UNWINDING,
        longjmp=_WASM_LONGJMP,
        wasm_bigint=_BIGINT_DEFAULT,
        pthread=_NO_PTHREAD,
        rpath=_RPATH_REQUIRED,
        static_libraries=(
            Library("zlib", "1.3.1", sources=(abi("314"), port("zlib", "5.0.3"), ran("314.0.7"))),
            Library("bzip2", "1.0.6", sources=(abi("314"), port("bzip2", "5.0.3"))),
            Library("sqlite3", "3.39.0", sources=(abi("314"), cpython("314.0.5"), ran("314.0.7"))),
            Library("lzma", "5.2.2", note="xz", sources=(abi("314"), cpython("314.0.5"))),
            *_listed(abi("314")),
            Library(
                "zstd",
                "1.5.7",
                since="314.0.0",
                note="absent from both alphas",
                sources=(cpython("314.0.5"), envs("314.0.0"), ran("314.0.0"), ran("314.0.7")),
            ),
            *_unlisted("314.0.5"),
        ),
        rust=RustRequirement(
            channel="stable",
            minimum="1.93.0",
            maximum="",
            sysroot="standard",
            build_default="1.93.0",
            note="Rust 1.95.0 and later link a cdylib as a side module by themselves.",
        ),
        flags=_flags(_BIGINT_DEFAULT, _WASM_UNWINDING, _WASM_LONGJMP),
        names={
            "rustc": (RUST_TARGET,),
            "cibuildwheel": ("cp314-pyodide_wasm32",),
        },
        notes=(
            "uv 0.13.9 has no --python-platform value for this platform.",
            "The rename from pyodide_* to pyemscripten_* came with this platform.",
            _LEGACY_ENCODING,
        ),
        sources={
            "emscripten": (
                abi("314"),
                envs("314.0.0"),
                envs("314.0.5"),
                ran("314.0.0"),
                ran("314.0.7"),
            ),
            "python": (ABI_INDEX, abi("314")),
            "legacy": (abi("314"),),
            "unwinding": (abi("314"), ABI_FLAGS, settings("5.0.3"), main_module("314.0.7")),
            "longjmp": (abi("314"), envs("314.0.5")),
            "wasm_bigint": (ABI_FLAGS, settings("5.0.3")),
            "pthread": (ABI_INDEX, ABI_FLAGS, ran("314.0.7")),
            "rpath": (abi("314"),),
            "static_libraries": (abi("314"), envs("314.0.5"), cpython("314.0.5")),
            "rust": (abi("314"), ABI_INDEX, envs("314.0.5")),
            "flags": (abi("314"), envs("314.0.5"), PYODIDE_BUILD_CONFIG),
            "names": (
                PYODIDE_BUILD_CONFIG,
                cibuildwheel("4.3.5"),
            ),
            "notes": (UV_0_13_9, abi("314"), ABI_FLAGS, settings("5.0.3")),
        },
    ),
    Platform(
        version="2026_5",
        emscripten="6.0.5",
        python="3.15",
        legacy=False,
        unwinding=_WASM_UNWINDING,
        longjmp=_WASM_LONGJMP,
        wasm_bigint=_BIGINT_DEFAULT,
        pthread=_NO_PTHREAD,
        rpath=_RPATH_REQUIRED,
        static_libraries=(
            Library("zlib", "1.3.2", sources=(abi("315"), port("zlib", "6.0.5"), ran("315.0.0a2"))),
            Library("bzip2", "1.0.6", sources=(abi("315"), port("bzip2", "6.0.5"))),
            Library(
                "sqlite3", "3.39.0", sources=(abi("315"), cpython("315.0.0a2"), ran("315.0.0a2"))
            ),
            Library("lzma", "5.2.2", note="xz", sources=(abi("315"), cpython("315.0.0a2"))),
            *_listed(abi("315")),
            Library(
                "zstd",
                "1.5.7",
                sources=(cpython("315.0.0a2"), envs("315.0.0a2"), ran("315.0.0a2")),
            ),
            *_unlisted("315.0.0a2"),
        ),
        rust=RustRequirement(
            channel="stable",
            minimum="1.93.0",
            maximum="",
            sysroot="standard",
            build_default="1.97.1",
            note="Before Rust 1.95.0, pass -Clink-arg=-sSIDE_MODULE=2.",
        ),
        flags=_flags(_BIGINT_DEFAULT, _WASM_UNWINDING, _WASM_LONGJMP, rust=()),
        names={
            "rustc": (RUST_TARGET,),
            "cibuildwheel": ("cp315-pyodide_wasm32",),
        },
        notes=(
            (
                "Since Emscripten 6.0.0, -shared makes a real dynamic library; -sFAKE_DYLIBS "
                "restores the static archive that it made before."
            ),
            (
                "Emscripten 6.0.5 supports OpenMP through threads, so -fopenmp makes a library "
                "that does not load; pyodide-build refuses it. -fopenmp-simd is fine."
            ),
            (
                "wasm-opt may crash on C++ exceptions with DWARF symbols "
                "(https://github.com/emscripten-core/emscripten/issues/27449): build without them."
            ),
            "uv 0.13.9 has no --python-platform value for this platform.",
            _LEGACY_ENCODING,
        ),
        sources={
            "emscripten": (abi("315"), envs("315.0.0a2"), ran("315.0.0a2")),
            "python": (ABI_INDEX, abi("315")),
            "legacy": (abi("315"),),
            "unwinding": (abi("315"), ABI_FLAGS, settings("6.0.5"), main_module("315.0.0a2")),
            "longjmp": (abi("315"), envs("315.0.0a2")),
            "wasm_bigint": (ABI_FLAGS, settings("6.0.5")),
            "pthread": (ABI_INDEX, ABI_FLAGS, ran("315.0.0a2")),
            "rpath": (abi("315"),),
            "static_libraries": (abi("315"), envs("315.0.0a2"), cpython("315.0.0a2")),
            "rust": (abi("315"), ABI_INDEX, envs("315.0.0a2")),
            "flags": (abi("315"), envs("315.0.0a2"), PYODIDE_BUILD_CONFIG),
            "names": (
                PYODIDE_BUILD_CONFIG,
                cibuildwheel("4.3.5"),
            ),
            "notes": (abi("315"), settings("6.0.5"), UV_0_13_9, ABI_FLAGS),
        },
    ),
)
