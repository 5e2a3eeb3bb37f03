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
    Unwinding,
    WasmBigint,
)

from .sources import (
    ABI_312,
    ABI_313,
    ABI_314,
    ABI_315,
    ABI_FLAGS,
    ABI_INDEX,
    CIBUILDWHEEL_SELECTOR,
    CPYTHON_0_26_4,
    CPYTHON_0_27_7,
    CPYTHON_0_29_4,
    CPYTHON_314_0_5,
    CPYTHON_315_0_0A2,
    ENVS_0_26_4,
    ENVS_0_27_7,
    ENVS_0_28_0A1,
    ENVS_0_28_0A2,
    ENVS_0_28_0A3,
    ENVS_0_29_4,
    ENVS_314_0_0,
    ENVS_314_0_5,
    ENVS_315_0_0A2,
    MODULE_0_27_8,
    MODULE_0_29_5,
    MODULE_314_0_7,
    MODULE_315_0_0A2,
    PORT_BZIP2_3_1_58,
    PORT_BZIP2_4_0_9,
    PORT_BZIP2_5_0_3,
    PORT_BZIP2_6_0_5,
    PORT_ZLIB_3_1_58,
    PORT_ZLIB_4_0_9,
    PORT_ZLIB_5_0_3,
    PORT_ZLIB_6_0_5,
    PYODIDE_BUILD_CONFIG,
    PYODIDE_BUILD_CONFIG_0_29_3,
    PYODIDE_BUILD_CONFIG_0_30_9,
    RAN_0_26_0,
    RAN_0_27_8,
    RAN_0_28_0,
    RAN_0_29_5,
    RAN_314_0_0,
    RAN_314_0_7,
    RAN_315_0_0A2,
    SETTINGS_3_1_58,
    SETTINGS_4_0_9,
    SETTINGS_5_0_3,
    SETTINGS_6_0_5,
    UV_0_13_9,
    UV_TARGETS,
    cibuildwheel,
)

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
# Pyodide links these into every main module and lists them on no page.
_FILE_SYSTEM_LIBRARIES = ("libidbfs.js", "libnodefs.js", "libproxyfs.js", "libworkerfs.js")

# What pyodide-build adds to the flags of every platform; -Oz since its version 0.34.0.
_BUILD_DEFAULTS = ("-O2", "-g0", "-Oz")

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
        wasm_bigint=WasmBigint(
            need="explicit",
            flags=("-sWASM_BIGINT",),
            note="Every side module must be linked with it. Rust passes it by itself since "
            "1.84.0 and nightly-2024-11-05.",
        ),
        pthread=_NO_PTHREAD,
        rpath=Rpath(
            rule="wheel-libs",
            note="emcc warns and ignores RPATH. The loader searches NAME.libs beside the "
            "package of the wheel NAME, so put shared dependencies there.",
        ),
        static_libraries=(
            Library("zlib", "1.2.13", sources=(ABI_312, PORT_ZLIB_3_1_58, RAN_0_27_8)),
            Library("bzip2", "1.0.6", sources=(ABI_312, PORT_BZIP2_3_1_58)),
            Library("liblz4", sources=(ABI_312,)),
            Library("libGL", sources=(ABI_312,)),
            *(Library(n, kind="javascript", sources=(ABI_312,)) for n in _JAVASCRIPT_LIBRARIES),
            Library(
                "libffi",
                documented=False,
                note="commit f08493d249d2067c8b3207ba46693dd858f95db3",
                sources=(CPYTHON_0_26_4,),
            ),
            Library(
                "hiwire",
                documented=False,
                note="commit 49f3450e34f3f50d4b8296e782dc321bb2e3264e up to Pyodide 0.27.6, "
                "6a1e67280a15d929ebeceee54a6358c9c8d5f697 in 0.27.7",
                sources=(CPYTHON_0_26_4, CPYTHON_0_27_7),
            ),
            Library("libstdc++", documented=False, sources=(ENVS_0_26_4,)),
            *(
                Library(n, kind="javascript", documented=False, sources=(ENVS_0_26_4,))
                for n in _FILE_SYSTEM_LIBRARIES
            ),
        ),
        rust=RustRequirement(
            channel="nightly",
            minimum="",
            maximum="a nightly released before 2025-10-01",
            flags=("-Clink-arg=-sSIDE_MODULE=2", "-Clink-arg=-sWASM_BIGINT"),
            sysroot="standard",
            build_default="nightly-2024-01-29",
            note="pyodide-build takes nightly-2024-01-29 up to 0.29.3 and nightly-2025-02-01 since "
            "0.30.0; 0.27.0 to 0.30.9 also pass -Zlink-native-libraries=no.",
        ),
        flags=Flags(
            cflags=("-fPIC",),
            ldflags=("-sSIDE_MODULE=1", "-sWASM_BIGINT"),
            rustflags=("-Clink-arg=-sSIDE_MODULE=2", "-Clink-arg=-sWASM_BIGINT"),
            defaults=_BUILD_DEFAULTS,
        ),
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
            "emscripten": (ABI_312, ENVS_0_26_4, ENVS_0_27_7, RAN_0_26_0, RAN_0_27_8),
            "python": (ABI_INDEX, ABI_312),
            "legacy": (ABI_312,),
            "unwinding": (ABI_312, ABI_FLAGS, ENVS_0_27_7, MODULE_0_27_8),
            "longjmp": (ABI_312, SETTINGS_3_1_58),
            "wasm_bigint": (ABI_312, SETTINGS_3_1_58),
            "pthread": (ABI_INDEX, ABI_FLAGS, RAN_0_27_8),
            "rpath": (ABI_312,),
            "static_libraries": (ABI_312, ENVS_0_26_4, CPYTHON_0_26_4),
            "rust": (
                ABI_312,
                PYODIDE_BUILD_CONFIG_0_29_3,
                PYODIDE_BUILD_CONFIG_0_30_9,
                PYODIDE_BUILD_CONFIG,
            ),
            "flags": (ENVS_0_26_4, ENVS_0_27_7, PYODIDE_BUILD_CONFIG),
            "names": (PYODIDE_BUILD_CONFIG, cibuildwheel("4.3.5"), UV_TARGETS),
            "notes": (RAN_0_26_0, RAN_0_27_8, CIBUILDWHEEL_SELECTOR),
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
            Library("zlib", "1.3.1", sources=(ABI_313, PORT_ZLIB_4_0_9, RAN_0_28_0, RAN_0_29_5)),
            Library("bzip2", "1.0.6", sources=(ABI_313, PORT_BZIP2_4_0_9)),
            Library("liblz4", sources=(ABI_313,)),
            Library("libGL", sources=(ABI_313,)),
            *(Library(n, kind="javascript", sources=(ABI_313,)) for n in _JAVASCRIPT_LIBRARIES),
            Library(
                "libffi",
                documented=False,
                note="commit f08493d249d2067c8b3207ba46693dd858f95db3",
                sources=(CPYTHON_0_29_4,),
            ),
            Library(
                "hiwire",
                documented=False,
                note="commit 6a1e67280a15d929ebeceee54a6358c9c8d5f697",
                sources=(CPYTHON_0_29_4,),
            ),
            Library("libstdc++", documented=False, sources=(ENVS_0_29_4,)),
            *(
                Library(n, kind="javascript", documented=False, sources=(ENVS_0_29_4,))
                for n in _FILE_SYSTEM_LIBRARIES
            ),
        ),
        rust=RustRequirement(
            channel="nightly or stable",
            minimum="a nightly after 2025-01-15, or stable 1.93.0",
            maximum="",
            flags=("-Clink-arg=-sSIDE_MODULE=2",),
            sysroot="standard with stable Rust; with a nightly, one built for it",
            build_default="nightly-2025-02-01",
            note="A nightly needs -Zemscripten-wasm-eh, which is there since 2025-01-15, and a "
            "sysroot built with that flag, because the standard one does not link; -Zbuild-std "
            "makes one for some crates. Pyodide's own build also passes "
            "-Zlink-native-libraries=yes and takes a prebuilt sysroot, which exists for that "
            "nightly only: https://github.com/pyodide/rust-emscripten-wasm-eh-sysroot.",
        ),
        flags=Flags(
            cflags=("-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            ldflags=("-sSIDE_MODULE=1", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            rustflags=("-Clink-arg=-sSIDE_MODULE=2",),
            defaults=_BUILD_DEFAULTS,
        ),
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
            "emscripten": (ABI_313, ENVS_0_28_0A3, ENVS_0_29_4, RAN_0_28_0, RAN_0_29_5),
            "python": (ABI_INDEX, ABI_313),
            "legacy": (ABI_313,),
            "unwinding": (ABI_313, ABI_FLAGS, SETTINGS_4_0_9, MODULE_0_29_5),
            "longjmp": (ABI_313, ENVS_0_29_4, SETTINGS_4_0_9),
            "wasm_bigint": (ABI_313, ABI_FLAGS, SETTINGS_4_0_9),
            "pthread": (ABI_INDEX, ABI_FLAGS, RAN_0_29_5),
            "rpath": (ABI_313,),
            "static_libraries": (ABI_313, ENVS_0_29_4, CPYTHON_0_29_4),
            "rust": (ABI_313, ABI_314, ENVS_0_29_4),
            "flags": (ABI_313, ENVS_0_29_4, PYODIDE_BUILD_CONFIG),
            "names": (PYODIDE_BUILD_CONFIG, cibuildwheel("4.3.5"), UV_TARGETS),
            "notes": (ENVS_0_28_0A1, ENVS_0_28_0A2, ENVS_0_28_0A3, ABI_FLAGS, SETTINGS_4_0_9),
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
            Library("zlib", "1.3.1", sources=(ABI_314, PORT_ZLIB_5_0_3, RAN_314_0_7)),
            Library("bzip2", "1.0.6", sources=(ABI_314, PORT_BZIP2_5_0_3)),
            Library("sqlite3", "3.39.0", sources=(ABI_314, CPYTHON_314_0_5, RAN_314_0_7)),
            Library("lzma", "5.2.2", note="xz", sources=(ABI_314, CPYTHON_314_0_5)),
            Library("liblz4", sources=(ABI_314,)),
            Library("libGL", sources=(ABI_314,)),
            *(Library(n, kind="javascript", sources=(ABI_314,)) for n in _JAVASCRIPT_LIBRARIES),
            Library(
                "zstd",
                "1.5.7",
                documented=False,
                since="314.0.0",
                note="absent from both alphas",
                sources=(CPYTHON_314_0_5, ENVS_314_0_0, RAN_314_0_0, RAN_314_0_7),
            ),
            Library(
                "libffi",
                documented=False,
                note="commit f08493d249d2067c8b3207ba46693dd858f95db3",
                sources=(CPYTHON_314_0_5,),
            ),
            Library(
                "hiwire",
                documented=False,
                note="commit 6a1e67280a15d929ebeceee54a6358c9c8d5f697",
                sources=(CPYTHON_314_0_5,),
            ),
            Library("libstdc++", documented=False, sources=(ENVS_314_0_5,)),
            *(
                Library(n, kind="javascript", documented=False, sources=(ENVS_314_0_5,))
                for n in _FILE_SYSTEM_LIBRARIES
            ),
        ),
        rust=RustRequirement(
            channel="stable",
            minimum="1.93.0",
            maximum="",
            flags=("-Clink-arg=-sSIDE_MODULE=2",),
            sysroot="standard",
            build_default="1.93.0",
            note="Rust 1.95.0 and later link a cdylib as a side module by themselves.",
        ),
        flags=Flags(
            cflags=("-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            ldflags=("-sSIDE_MODULE=1", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            rustflags=("-Clink-arg=-sSIDE_MODULE=2",),
            defaults=_BUILD_DEFAULTS,
        ),
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
            "emscripten": (ABI_314, ENVS_314_0_0, ENVS_314_0_5, RAN_314_0_0, RAN_314_0_7),
            "python": (ABI_INDEX, ABI_314),
            "legacy": (ABI_314,),
            "unwinding": (ABI_314, ABI_FLAGS, SETTINGS_5_0_3, MODULE_314_0_7),
            "longjmp": (ABI_314, ENVS_314_0_5),
            "wasm_bigint": (ABI_FLAGS, SETTINGS_5_0_3),
            "pthread": (ABI_INDEX, ABI_FLAGS, RAN_314_0_7),
            "rpath": (ABI_314,),
            "static_libraries": (ABI_314, ENVS_314_0_5, CPYTHON_314_0_5),
            "rust": (ABI_314, ABI_INDEX, ENVS_314_0_5),
            "flags": (ABI_314, ENVS_314_0_5, PYODIDE_BUILD_CONFIG),
            "names": (
                PYODIDE_BUILD_CONFIG,
                cibuildwheel("4.3.5"),
            ),
            "notes": (UV_0_13_9, ABI_314, ABI_FLAGS, SETTINGS_5_0_3),
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
            Library("zlib", "1.3.2", sources=(ABI_315, PORT_ZLIB_6_0_5, RAN_315_0_0A2)),
            Library("bzip2", "1.0.6", sources=(ABI_315, PORT_BZIP2_6_0_5)),
            Library("sqlite3", "3.39.0", sources=(ABI_315, CPYTHON_315_0_0A2, RAN_315_0_0A2)),
            Library("lzma", "5.2.2", note="xz", sources=(ABI_315, CPYTHON_315_0_0A2)),
            Library("liblz4", sources=(ABI_315,)),
            Library("libGL", sources=(ABI_315,)),
            *(Library(n, kind="javascript", sources=(ABI_315,)) for n in _JAVASCRIPT_LIBRARIES),
            Library(
                "zstd",
                "1.5.7",
                documented=False,
                sources=(CPYTHON_315_0_0A2, ENVS_315_0_0A2, RAN_315_0_0A2),
            ),
            Library(
                "libffi",
                documented=False,
                note="commit f08493d249d2067c8b3207ba46693dd858f95db3",
                sources=(CPYTHON_315_0_0A2,),
            ),
            Library(
                "hiwire",
                documented=False,
                note="commit 6a1e67280a15d929ebeceee54a6358c9c8d5f697",
                sources=(CPYTHON_315_0_0A2,),
            ),
            Library("libstdc++", documented=False, sources=(ENVS_315_0_0A2,)),
            *(
                Library(n, kind="javascript", documented=False, sources=(ENVS_315_0_0A2,))
                for n in _FILE_SYSTEM_LIBRARIES
            ),
        ),
        rust=RustRequirement(
            channel="stable",
            minimum="1.93.0",
            maximum="",
            flags=(),
            sysroot="standard",
            build_default="1.97.1",
            note="Before Rust 1.95.0, pass -Clink-arg=-sSIDE_MODULE=2.",
        ),
        flags=Flags(
            cflags=("-fPIC", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            ldflags=("-sSIDE_MODULE=1", "-fwasm-exceptions", "-sSUPPORT_LONGJMP=wasm"),
            rustflags=(),
            defaults=_BUILD_DEFAULTS,
        ),
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
            "emscripten": (ABI_315, ENVS_315_0_0A2, RAN_315_0_0A2),
            "python": (ABI_INDEX, ABI_315),
            "legacy": (ABI_315,),
            "unwinding": (ABI_315, ABI_FLAGS, SETTINGS_6_0_5, MODULE_315_0_0A2),
            "longjmp": (ABI_315, ENVS_315_0_0A2),
            "wasm_bigint": (ABI_FLAGS, SETTINGS_6_0_5),
            "pthread": (ABI_INDEX, ABI_FLAGS, RAN_315_0_0A2),
            "rpath": (ABI_315,),
            "static_libraries": (ABI_315, ENVS_315_0_0A2, CPYTHON_315_0_0A2),
            "rust": (ABI_315, ABI_INDEX, ENVS_315_0_0A2),
            "flags": (ABI_315, ENVS_315_0_0A2, PYODIDE_BUILD_CONFIG),
            "names": (
                PYODIDE_BUILD_CONFIG,
                cibuildwheel("4.3.5"),
            ),
            "notes": (ABI_315, SETTINGS_6_0_5, UV_0_13_9, ABI_FLAGS),
        },
    ),
)
