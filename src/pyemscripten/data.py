"""THE data: every fact of this project, written once, each with its source. Literals only.

How to edit
-----------
* **A new Pyodide release**: copy the ``PyodideRelease`` entry of the version before it, change what
  differs, done. ``pyemscripten verify --propose`` writes it for you, with all measured fields.
* **A new platform**: copy the last ``Platform`` entry; every field needs a line in ``sources``.
* Set ``AS_OF`` to the day on which you read the sources, raise ``VERSION``, add a line to
  ``CHANGELOG.md`` and run ``make test``: it says in one sentence what is missing or contradictory.

Where sources contradict each other, the released artifact is in the entry and the contradiction
is in ``CONFLICTS``. A fact that could not be verified is not here.
"""

from __future__ import annotations

from .model import (
    ARTIFACT,
    DOCUMENTATION,
    SOURCE_CODE,
    Claim,
    Conflict,
    CrossBuildEnvironment,
    Emscripten,
    Flags,
    Library,
    LongJump,
    Platform,
    Pthread,
    PyodideRelease,
    Rpath,
    RustRequirement,
    Source,
    Support,
    TagOrder,
    Unwinding,
    WasmBigint,
)

#: Version of the data and of the package that carries it: ``YYYY.M.PATCH``.
VERSION = "2026.11.0"

#: The ISO date on which the data was last compared with its sources.
AS_OF = "2026-11-22"

# Sources ------------------------------------------------------------------------------------

READ = "2026-11-22"

_PYODIDE = "pyodide/pyodide"
_DOCS = "fa84565891ce2d3bb58dd04666b2f98af6a33382"


ABI_INDEX = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi.md", _DOCS, read=READ)
ABI_FLAGS = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi/flags.md", _DOCS, read=READ)
ABI_312 = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi/312.md", _DOCS, read=READ)
ABI_313 = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi/313.md", _DOCS, read=READ)
ABI_314 = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi/314.md", _DOCS, read=READ)
ABI_315 = Source(DOCUMENTATION, _PYODIDE, "docs/development/abi/315.md", _DOCS, read=READ)

ENVS_0_26_4 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "0c40393deefbbf42243db0253d85b13a5f8d6206",
    "0.26.4",
    READ,
)
ENVS_0_27_7 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "8250fdc3dc7bfd587fd8f4cc267e173095c58445",
    "0.27.7",
    READ,
)
ENVS_0_28_0A1 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "7c1b8f0e2cdb5e7960a36926d682e5c357e199fe",
    "0.28.0a1",
    READ,
)
ENVS_0_28_0A2 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "06fb2c90ee60ebdb60f4b25abac17bad0b6d7ab5",
    "0.28.0a2",
    READ,
)
ENVS_0_28_0A3 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "ed567eb8d2b41fb0e325927c44466b866ef56a34",
    "0.28.0a3",
    READ,
)
ENVS_0_29_4 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "d178a7e14644eb17dfd7bd91dc21b19078868381",
    "0.29.4",
    READ,
)
ENVS_314_0_0 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "717db5e24fc6602393d194bdcd396554aa4fa90f",
    "314.0.0",
    READ,
)
ENVS_314_0_5 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "65baf57c562e6b136873b61008b0c7f5d2bd452c",
    "314.0.5",
    READ,
)
ENVS_315_0_0A2 = Source(
    SOURCE_CODE,
    _PYODIDE,
    "Makefile.envs",
    "c47e5552a0435764884c0b3ad991486a08c89b1d",
    "315.0.0a2",
    READ,
)
CPYTHON_0_26_4 = ENVS_0_26_4.replace(path="cpython/Makefile")
CPYTHON_0_27_7 = ENVS_0_27_7.replace(path="cpython/Makefile")
CPYTHON_0_29_4 = ENVS_0_29_4.replace(path="cpython/Makefile")
CPYTHON_314_0_5 = ENVS_314_0_5.replace(path="cpython/Makefile")
CPYTHON_315_0_0A2 = ENVS_315_0_0A2.replace(path="cpython/Makefile")
CROSS_BUILD_METADATA = Source(
    DOCUMENTATION,
    _PYODIDE,
    "metadata/pyodide-cross-build-environments-v2.json",
    _DOCS,
    read=READ,
)

_EMSCRIPTEN = "emscripten-core/emscripten"
SETTINGS_3_1_58 = Source(
    SOURCE_CODE,
    _EMSCRIPTEN,
    "src/settings.js",
    "a41843e0860e52c948c1fce20307933c6631c800",
    "3.1.58",
    READ,
)
SETTINGS_4_0_9 = Source(
    SOURCE_CODE,
    _EMSCRIPTEN,
    "src/settings.js",
    "bbf1caa6e24f64fca9eb6a13a9e02d3f42123e77",
    "4.0.9",
    READ,
)
SETTINGS_5_0_3 = Source(
    SOURCE_CODE,
    _EMSCRIPTEN,
    "src/settings.js",
    "285c424dfa9e83b03cf8490c65ceadb7c45f28eb",
    "5.0.3",
    READ,
)
SETTINGS_6_0_5 = Source(
    SOURCE_CODE,
    _EMSCRIPTEN,
    "src/settings.js",
    "1db513782be24469589d7cb8a1f1834e9a33f271",
    "6.0.5",
    READ,
)
PORT_ZLIB_3_1_58 = SETTINGS_3_1_58.replace(path="tools/ports/zlib.py")
PORT_ZLIB_4_0_9 = SETTINGS_4_0_9.replace(path="tools/ports/zlib.py")
PORT_ZLIB_5_0_3 = SETTINGS_5_0_3.replace(path="tools/ports/zlib.py")
PORT_ZLIB_6_0_5 = SETTINGS_6_0_5.replace(path="tools/ports/zlib.py")
PORT_BZIP2_3_1_58 = SETTINGS_3_1_58.replace(path="tools/ports/bzip2.py")
PORT_BZIP2_4_0_9 = SETTINGS_4_0_9.replace(path="tools/ports/bzip2.py")
PORT_BZIP2_5_0_3 = SETTINGS_5_0_3.replace(path="tools/ports/bzip2.py")
PORT_BZIP2_6_0_5 = SETTINGS_6_0_5.replace(path="tools/ports/bzip2.py")
EMSCRIPTEN_CHANGELOG = Source(
    DOCUMENTATION,
    _EMSCRIPTEN,
    "ChangeLog.md",
    "a04d0beef36bfa7661cee4b8dff7d3909303dabc",
    read=READ,
)

# What published Pyodide releases reported when they were run under Node.js.
RAN = "running interpreter"
RAN_0_26_0 = Source(ARTIFACT, "npm pyodide", RAN, "0.26.0", read=READ)
RAN_0_27_8 = Source(ARTIFACT, "npm pyodide", RAN, "0.27.8", read=READ)
RAN_0_28_0 = Source(ARTIFACT, "npm pyodide", RAN, "0.28.0", read=READ)
RAN_0_29_5 = Source(ARTIFACT, "npm pyodide", RAN, "0.29.5", read=READ)
RAN_314_0_0 = Source(ARTIFACT, "npm pyodide", RAN, "314.0.0", read=READ)
RAN_314_0_0A1 = Source(ARTIFACT, "npm pyodide", RAN, "314.0.0-alpha.1", read=READ)
RAN_314_0_7 = Source(ARTIFACT, "npm pyodide", RAN, "314.0.7", read=READ)
RAN_315_0_0A2 = Source(ARTIFACT, "npm pyodide", RAN, "315.0.0-alpha.2", read=READ)
MAIN_MODULE = "imports and tags of pyodide.asm.wasm"
MODULE_0_27_8 = RAN_0_27_8.replace(path=MAIN_MODULE)
MODULE_0_29_5 = RAN_0_29_5.replace(path=MAIN_MODULE)
MODULE_314_0_7 = RAN_314_0_7.replace(path=MAIN_MODULE)
MODULE_315_0_0A2 = RAN_315_0_0A2.replace(path=MAIN_MODULE)

_PYODIDE_BUILD = "pyodide/pyodide-build"
PYODIDE_BUILD_CONFIG = Source(
    SOURCE_CODE,
    _PYODIDE_BUILD,
    "pyodide_build/config.py",
    "1835f06a36230caf6840db5f5bb2be6d5dd31bb0",
    read=READ,
)
PYODIDE_BUILD_CONFIG_0_29_3 = PYODIDE_BUILD_CONFIG.replace(
    revision="b8bd8d816938a4d5ac9ab8e2023485f7f2703ee3", label="v0.29.3"
)
PYODIDE_BUILD_CONFIG_0_30_9 = PYODIDE_BUILD_CONFIG.replace(
    revision="5c01c9e0fa1a42a28207d9abb03144e4c651d819", label="0.30.9"
)
PYODIDE_BUILD_PLATFORMS = PYODIDE_BUILD_CONFIG.replace(
    kind=DOCUMENTATION, path="docs/reference/platform.md"
)
CIBUILDWHEEL_4_3_5 = Source(
    ARTIFACT, "PyPI cibuildwheel", "resources/build-platforms.toml", "4.3.5", read=READ
)
CIBUILDWHEEL_4_2_1 = CIBUILDWHEEL_4_3_5.replace(revision="4.2.1")
CIBUILDWHEEL_README = Source(
    DOCUMENTATION,
    "pypa/cibuildwheel",
    "README.md",
    "8832cf6b75594121646ec4e32692cc0ea3899f83",
    read=READ,
)
CIBUILDWHEEL_CHANGELOG = CIBUILDWHEEL_README.replace(path="docs/changelog.md")
CIBUILDWHEEL_SELECTOR = CIBUILDWHEEL_README.replace(
    kind=SOURCE_CODE, path="cibuildwheel/selector.py#L105"
)
UV_TARGETS = Source(
    SOURCE_CODE,
    "astral-sh/uv",
    "crates/uv-configuration/src/target_triple.rs",
    "26a9dd4b2125",
    read=READ,
)
UV_TAGS = UV_TARGETS.replace(path="crates/uv-platform-tags/src/platform_tag.rs#L841-L897")
UV_0_13_9 = Source(ARTIFACT, "PyPI uv", "--python-platform", "0.13.9", read=READ)
WAREHOUSE_UPLOAD = Source(
    SOURCE_CODE,
    "pypi/warehouse",
    "warehouse/forklift/legacy.py#L193",
    "39f86591a3bce47add4a5fea05dd7f597563b195",
    read=READ,
)
PEP_783 = Source(
    DOCUMENTATION,
    "python/peps",
    "peps/pep-0783.rst",
    "ba4deeb7969588d937da609008d05bb83a47b1ab",
    read=READ,
)
JUPYTERLITE_README = Source(
    DOCUMENTATION,
    "jupyterlite/pyodide-kernel",
    "README.md",
    "97d29c89a84584498072baf8cdcb47a74da230a3",
    read=READ,
)
MATURIN_GUIDE = Source(
    DOCUMENTATION,
    "PyO3/maturin",
    "guide/src/environment-variables.md#L72",
    "9ad2a8c029931ec9ed62da51217d68c3e9233260",
    read=READ,
)


# Platforms ----------------------------------------------------------------------------------

# Names of `sysconfig` configuration variables that hold the platform version.
PYODIDE_ABI = "PYODIDE_ABI_VERSION"
PLATFORM = "PYEMSCRIPTEN_PLATFORM_VERSION"
PLATFORM_MISSPELT = "PYEMSCRIPTEN_ABI_VERSION"

#: All of them, the first preferred.
CONFIG_VARIABLES = (PLATFORM, PYODIDE_ABI, PLATFORM_MISSPELT)
#: What a release's lock file may be called, newest name first.
LOCK_FILES = ("pyodide-lock.json", "repodata.json", "packages.json")

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
            "names": (PYODIDE_BUILD_CONFIG, CIBUILDWHEEL_4_3_5, UV_TARGETS),
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
            "names": (PYODIDE_BUILD_CONFIG, CIBUILDWHEEL_4_3_5, UV_TARGETS),
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
                CIBUILDWHEEL_4_3_5,
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
                CIBUILDWHEEL_4_3_5,
            ),
            "notes": (ABI_315, SETTINGS_6_0_5, UV_0_13_9, ABI_FLAGS),
        },
    ),
)


# Tool support -------------------------------------------------------------------------------


def _change(project: str, revision: str, path: str = "") -> Source:
    return Source(SOURCE_CODE, project, path, revision, read=READ)


# The copy of packaging in the Pyodide distribution, which is patched.
DISTRIBUTION_PACKAGING = "packaging in Pyodide"
_PATCHES = "packages/packaging/patches"
PATCH_0_26_0 = Source(
    SOURCE_CODE,
    _PYODIDE,
    f"{_PATCHES}/0001-Add-Pyodide-compatibility.patch",
    "10b484cfe427e076c929a55dc35cfff01ea8d3bc",
    "0.26.0",
    read=READ,
)
PATCH_314_0_0A1 = PATCH_0_26_0.replace(
    revision="eda95c9780a5b08f2d95956b545ddb097b479967", label="314.0.0a1"
)
PATCH_314_0_0 = PATCH_0_26_0.replace(
    path=f"{_PATCHES}/0001-Add-backwards-compatibility-for-wheels-with-pyodide-.patch",
    revision="717db5e24fc6602393d194bdcd396554aa4fa90f",
    label="314.0.0",
)

PACKAGING_RECIPE_0_29_4 = ENVS_0_29_4.replace(path="packages/packaging/meta.yaml")
PACKAGING_RECIPE_314_0_0A2 = PACKAGING_RECIPE_0_29_4.replace(
    revision="38a0c08b8ff3e878cbd05209f8e1dda1c6e88dcd", label="314.0.0a2"
)

_PACKAGING = "pypa/packaging"
_UV = "astral-sh/uv"
_MICROPIP = "pyodide/micropip"
_MATURIN = "PyO3/maturin"

SUPPORT = (
    Support(
        "packaging",
        "generates",
        "emscripten",
        since="any",
        note="As the last of the running interpreter's platforms.",
        sources=(_change(_PACKAGING, "2c6c7dfa2d406e44b91f3f8d26eeed72437c9435"),),
    ),
    Support(
        "packaging",
        "generates",
        "pyodide",
        since="",
        note="Only in the copy that the Pyodide distribution patches.",
        sources=(_change(_PACKAGING, "37b023285c27bc51940f33e50c1ebf692acf92c5"),),
    ),
    Support(
        "packaging",
        "generates",
        "pyemscripten",
        since="26.1",
        date="2026-04-14",
        note="26.1 reads PYEMSCRIPTEN_ABI_VERSION; 26.2 (2026-04-24) and later read the variable "
        "that PEP 783 names. No version finds the platform on Pyodide up to 0.29.3.",
        sources=(
            _change(_PACKAGING, "2c6c7dfa2d406e44b91f3f8d26eeed72437c9435"),
            _change(_PACKAGING, "37b023285c27bc51940f33e50c1ebf692acf92c5"),
        ),
    ),
    Support(
        DISTRIBUTION_PACKAGING,
        "generates",
        "pyodide",
        since="0.26.0",
        note="The versions are Pyodide's: its distribution patches packaging. micropip up to 0.8.0 "
        "reads this copy; later ones carry their own.",
        sources=(
            PATCH_0_26_0,
            PATCH_314_0_0,
            Source(
                DOCUMENTATION,
                _MICROPIP,
                "CHANGELOG.md",
                "7b049a4fa4408c08839f84f74a96a8aa55721a83",
                "v0.9.0",
                READ,
            ),
        ),
    ),
    Support(
        DISTRIBUTION_PACKAGING,
        "generates",
        "pyemscripten",
        since="0.29.4",
        note="The versions are Pyodide's. 314.0.0a1 does not, 314.0.0a2 and later do.",
        sources=(PATCH_314_0_0A1, PATCH_314_0_0),
    ),
    Support(
        "pip",
        "installs",
        "emscripten",
        since="any",
        note="When pip itself runs on Emscripten.",
        sources=(_change("pypa/pip", "00b61dadbfeab8ffe8068856e604ddb382172344"),),
    ),
    Support(
        "pip",
        "installs",
        "pyodide",
        since="",
        note="Not by itself; with --platform it downloads whatever spelling it is told.",
        sources=(_change("pypa/pip", "00b61dadbfeab8ffe8068856e604ddb382172344"),),
    ),
    Support(
        "pip",
        "installs",
        "pyemscripten",
        since="26.1",
        date="2026-04-26",
        note="When pip itself runs on Emscripten; it vendors packaging 26.2. From another host, "
        "--platform takes any spelling in any version.",
        sources=(_change("pypa/pip", "00b61dadbfeab8ffe8068856e604ddb382172344"),),
    ),
    Support(
        "uv",
        "resolves",
        "emscripten",
        since="",
        note="Not recognised as a tag.",
        sources=(UV_0_13_9,),
    ),
    Support(
        "uv",
        "resolves",
        "pyodide",
        since="0.7.11",
        sources=(_change(_UV, "f9d3f24728"),),
    ),
    Support(
        "uv",
        "resolves",
        "pyemscripten",
        since="0.11.19",
        note="--python-platform knows 2024_0 and 2025_0 only; a year or patch above 65535 is no "
        "valid tag to it. Unlike packaging it tells upper from lower case, and reads the year and "
        "the patch as numbers, so that leading zeros do not matter.",
        sources=(_change(_UV, "c457b9492f16cb9df6f59901934219c1a5cfa6d6"), UV_TAGS, UV_0_13_9),
    ),
    Support(
        "micropip",
        "installs",
        "emscripten",
        since="any",
        note="The running Emscripten version only.",
        sources=(_change(_MICROPIP, "5f01db3b7ecd7e7300eed7332041e6623ff8e6f1"),),
    ),
    Support(
        "micropip",
        "installs",
        "pyodide",
        since="0.7.2",
        date="2024-11-26",
        sources=(_change(_MICROPIP, "5f01db3b7ecd7e7300eed7332041e6623ff8e6f1"),),
    ),
    Support(
        "micropip",
        "installs",
        "pyemscripten",
        since="0.11.1",
        date="2026-04-02",
        note="Preferred to pyodide_*. Falls back to PYODIDE_ABI_VERSION, so it takes the tag on "
        "runtimes that do not set the variable of PEP 783.",
        sources=(_change(_MICROPIP, "70cef478300b6881c45cbf0c652a57c8c3b34e17"),),
    ),
    Support(
        "pyodide-build",
        "generates",
        "emscripten",
        since="any",
        note="For Pyodide up to 0.25 and for 0.26.0a1 to a4; later only as the tag that is "
        "rewritten at the end of a build.",
        sources=(PYODIDE_BUILD_CONFIG,),
    ),
    Support(
        "pyodide-build",
        "generates",
        "pyodide",
        since="0.26.0a5",
        until="0.34.0",
        note="From 0.34.1 on only with USE_LEGACY_PLATFORM=1.",
        sources=(_change(_PYODIDE_BUILD, "c6fcf2c08df9a5bd19483d8bf61c8a8b07b25de6"),),
    ),
    Support(
        "pyodide-build",
        "generates",
        "pyemscripten",
        since="0.34.1",
        date="2026-04-03",
        note="For every platform version, 2024_0 included.",
        sources=(_change(_PYODIDE_BUILD, "c6fcf2c08df9a5bd19483d8bf61c8a8b07b25de6"),),
    ),
    Support(
        "cibuildwheel",
        "generates",
        "pyemscripten",
        since="4.0.0",
        date="2026-06-07",
        note="The tag comes from the pyodide-build that it pins.",
        sources=(
            _change("pypa/cibuildwheel", "d2c0e598330d418a9c0bee43d6bd40355fe17047"),
            CIBUILDWHEEL_4_3_5,
        ),
    ),
    Support(
        "cibuildwheel",
        "generates",
        "pyodide",
        since="2.19",
        note="Until the pyodide-build that it pins changed the spelling.",
        sources=(_change("pypa/cibuildwheel", "9f2a3cb67c8bd776cf38843139db532fb8448522"),),
    ),
    Support(
        "maturin",
        "generates",
        "emscripten",
        since="0.13.0",
        note="Since 1.13.2 only as the last resort, with a warning.",
        sources=(_change(_MATURIN, "468e9574"),),
    ),
    Support(
        "maturin",
        "generates",
        "pyodide",
        since="1.13.2",
        until="1.13.3",
        note="For Python before 3.14.",
        sources=(
            _change(_MATURIN, "8058c01b5f60b2d33ea9350c153ea37edeb05e8f"),
            _change(_MATURIN, "d64bdd3cc244305ba2b065308e76762fe7d34f1c"),
        ),
    ),
    Support(
        "maturin",
        "generates",
        "pyemscripten",
        since="1.13.2",
        date="2026-05-10",
        note="For Python 3.14 and later; for all Python versions since 1.14.0 (2026-06-12).",
        sources=(
            _change(_MATURIN, "8058c01b5f60b2d33ea9350c153ea37edeb05e8f"),
            _change(_MATURIN, "d64bdd3cc244305ba2b065308e76762fe7d34f1c"),
        ),
    ),
    Support(
        "PyPI",
        "uploads",
        "emscripten",
        since="",
        note="Refused: the tag under-specifies the ABI.",
        sources=(WAREHOUSE_UPLOAD,),
    ),
    Support("PyPI", "uploads", "pyodide", since="", note="Refused.", sources=(WAREHOUSE_UPLOAD,)),
    Support(
        "PyPI",
        "uploads",
        "pyemscripten",
        since="2026-04-21",
        date="2026-04-21",
        note="The date of the change in its source; when production followed is not known. Every "
        "tag of a compressed tag set must be valid.",
        sources=(WAREHOUSE_UPLOAD,),
    ),
    Support(
        "auditwheel-emscripten",
        "installs",
        "pyemscripten",
        since="0.2.4",
        note="It reads and repairs such wheels; of a compressed tag set it looks at one tag only.",
        sources=(
            Source(ARTIFACT, "PyPI auditwheel-emscripten", "wheel_utils.py", "0.3.0", read=READ),
        ),
    ),
    Support(
        "jupyterlite-pyodide-kernel",
        "installs",
        "pyemscripten",
        since="0.8.0a2",
        sources=(
            _change("jupyterlite/pyodide-kernel", "730fd82123793d77a552c0fb900de3822226dc28"),
        ),
    ),
)


# How tools order the spellings --------------------------------------------------------------

#: The first is the default everywhere in this package.
TAG_ORDERS = (
    TagOrder(
        "pep783",
        "PEP 783, packaging, pip",
        ("pyemscripten", "emscripten"),
        note="The platform before the Emscripten version alone; the legacy spelling is not tried.",
        sources=(PEP_783, _change(_PACKAGING, "37b023285c27bc51940f33e50c1ebf692acf92c5")),
    ),
    TagOrder(
        "micropip",
        "micropip since 0.11.1",
        ("pyemscripten", "pyodide", "emscripten"),
        note="As PEP 783, with the legacy spelling kept for wheels that were built before it.",
        sources=(_change(_MICROPIP, "70cef478300b6881c45cbf0c652a57c8c3b34e17"),),
    ),
    TagOrder(
        "pyodide",
        "the packaging in Pyodide's distribution since 0.29.4",
        ("pyodide", "pyemscripten", "emscripten"),
        note="The legacy spelling first, as its patch prints it; both name the same platform.",
        sources=(PATCH_314_0_0,),
    ),
    TagOrder(
        "uv",
        "uv since 0.11.19",
        ("pyemscripten", "pyodide"),
        note="uv does not know the generic tag.",
        sources=(_change(_UV, "c457b9492f16cb9df6f59901934219c1a5cfa6d6"), UV_TAGS, UV_0_13_9),
    ),
    TagOrder(
        "pyodide-build",
        "the resolver of pyodide-build since 0.34.3",
        ("emscripten", "pyemscripten", "pyodide"),
        note="The generic tag first: it is the one that its builds carry before they are retagged.",
        sources=(PYODIDE_BUILD_CONFIG.replace(path="pyodide_build/build_env.py"),),
    ),
)


#: Since which version uv has a name for a target: the ``spelling`` is that name.
UV_TARGET_SUPPORT = (
    Support(
        "uv",
        "resolves",
        "wasm32-pyodide2024",
        since="0.7.11",
        sources=(_change(_UV, "f9d3f24728"), UV_TARGETS),
    ),
    Support(
        "uv",
        "resolves",
        "wasm32-pyodide2025",
        since="0.11.19",
        sources=(_change(_UV, "afc3443f34ae4e67acccf70fd0819046df0b4b68"), UV_TARGETS),
    ),
)


# Marker environments ------------------------------------------------------------------------

#: The values of PEP 508 markers that every Pyodide release since 0.24.0 reports alike.
MARKERS = {
    "implementation_name": "cpython",
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_system": "Emscripten",
    "platform_version": "#1",
    "sys_platform": "emscripten",
}
MARKER_SOURCES = (RAN_0_27_8, RAN_0_29_5, RAN_314_0_7, RAN_315_0_0A2)


# Conflicts ----------------------------------------------------------------------------------

CONFLICTS = (
    Conflict(
        "alphas-2025-0-emscripten",
        "One platform version, three Emscripten versions",
        about=("2025_0", "0.28.0a1", "0.28.0a2", "0.28.0a3"),
        fact="emscripten",
        claims=(
            Claim("Pyodide 0.28.0a1", "2025_0 with Emscripten 4.0.6", ENVS_0_28_0A1),
            Claim("Pyodide 0.28.0a2", "2025_0 with Emscripten 4.0.8", ENVS_0_28_0A2),
            Claim("Pyodide 0.28.0a3", "2025_0 with Emscripten 4.0.9", ENVS_0_28_0A3),
        ),
        artifact="0.28.0, the first stable release, and every one since report Emscripten 4.0.9. "
        "Wheels built against the first two alphas may not load.",
    ),
    Conflict(
        "alphas-2026-0-zstd",
        "zstd came to 2026_0 after its alphas, and no page lists it",
        about=("2026_0", "2026_5", "314.0.0a1", "314.0.0a2", "314.0.0"),
        fact="static_libraries",
        claims=(
            Claim("Pyodide's page on 2026_0", "does not list zstd", ABI_314),
            Claim("Pyodide 314.0.0", "links zstd 1.5.7", ENVS_314_0_0),
            Claim("Pyodide 314.0.0a1, run", "has no _zstd module", RAN_314_0_0A1),
        ),
        artifact="314.0.0 and later contain zstd 1.5.7; 314.0.0a1 and a2 carry the same platform "
        "version without it.",
        report="docs/development/abi/314.md and 315.md list the statically linked libraries but "
        "omit zstd 1.5.7, which the main module contains since 314.0.0.",
    ),
    Conflict(
        "zlib-2026-5",
        "2026_5 changes zlib too",
        about=("2026_5",),
        fact="static_libraries",
        claims=(
            Claim(
                "Pyodide's page on 2026_5",
                "the only change from 2026_0 is the Emscripten version",
                ABI_315,
            ),
            Claim("Emscripten 6.0.5", "its zlib port is 1.3.2", PORT_ZLIB_6_0_5),
        ),
        artifact="315.0.0a2 reports zlib 1.3.2, where 314.0.7 reports 1.3.1.",
        report="docs/development/abi/315.md says that only the Emscripten version changed; with "
        "it, zlib went from 1.3.1 to 1.3.2.",
    ),
    Conflict(
        "planned-definition",
        "A shipped platform is still called planned",
        about=("2026_0",),
        fact="status",
        claims=(
            Claim("Pyodide's page on 2026_0", "this is the planned definition", ABI_314),
            Claim("Pyodide 314.0.0", "carries 2026_0 in a stable release", RAN_314_0_0),
        ),
        artifact="314.0.0 is a stable release with this platform version, so the platform is "
        "final.",
        report='docs/development/abi/314.md still says "planned definition", although 314.0.0 '
        "shipped the platform on 2026-06-09.",
    ),
    Conflict(
        "draft-2026-5",
        "A planned platform that is already called stable",
        about=("2026_5",),
        fact="status",
        claims=(
            Claim("Pyodide's page on 2026_5", "this is the planned definition", ABI_315),
            Claim(
                "cibuildwheel's changelog",
                "wheels built with 315.0.0a2 are also stable with respect to the final release",
                CIBUILDWHEEL_CHANGELOG,
            ),
        ),
        artifact="Only alphas of Pyodide carry the platform, so it is a draft, although PyPI "
        "already holds wheels for it, such as those of msgpack 1.2.4 for cp315.",
    ),
    Conflict(
        "rust-2025-0",
        "Nightly or stable Rust for 2025_0",
        about=("2025_0",),
        fact="rust",
        claims=(
            Claim("Pyodide's page on 2025_0", "a nightly after 2025-01-15 is required", ABI_313),
            Claim("Pyodide's page on 2026_0", "stable 1.93.0 works for 2025_0 too", ABI_314),
        ),
        artifact="No artifact decides; the later page corrects the earlier one. Pyodide's own "
        "builds use nightly-2025-02-01.",
        report="docs/development/abi/313.md demands a Rust nightly for 2025_0, while 314.md says "
        "that stable 1.93.0 works as well.",
    ),
    Conflict(
        "config-variables",
        "Three names for one variable",
        about=("2024_0", "2025_0", "2026_0"),
        fact="config_variables",
        claims=(
            Claim("PEP 783", "the platform version is in PYEMSCRIPTEN_PLATFORM_VERSION", PEP_783),
            Claim(
                "packaging 26.1",
                "reads PYEMSCRIPTEN_ABI_VERSION",
                _change(_PACKAGING, "2c6c7dfa2d406e44b91f3f8d26eeed72437c9435"),
            ),
        ),
        artifact="PYEMSCRIPTEN_PLATFORM_VERSION exists in 0.29.4, 314.0.0a1 and later; "
        "PYEMSCRIPTEN_ABI_VERSION in 0.29.4, 314.0.0a2 and later; Pyodide 0.26.0 to 0.29.3 have "
        "PYODIDE_ABI_VERSION only.",
        report="packaging 26.1 reads a variable that PEP 783 does not name; on 314.0.0a1 it "
        "finds no pyemscripten tag. packaging 26.2 is right.",
    ),
    Conflict(
        "lock-file-python",
        "The lock file of 314.0.0 to 314.0.4 names another Python",
        about=("314.0.0a1", "314.0.0a2", "314.0.0", "314.0.1", "314.0.2", "314.0.3", "314.0.4"),
        fact="python",
        claims=(
            Claim(
                "pyodide-lock.json",
                "info.python is 3.14.0",
                RAN_314_0_0.replace(path="pyodide-lock.json"),
            ),
        ),
        artifact="The running interpreter of these releases is CPython 3.14.2.",
        report="pyodide-lock.json of 314.0.0a1 to 314.0.4 says info.python 3.14.0; sys.version "
        "says 3.14.2.",
    ),
    Conflict(
        "lock-file-version",
        "Lock files that name another Pyodide",
        about=(
            "0.28.0",
            "0.28.1",
            "0.28.2",
            "0.28.3",
            "0.29.0",
            "0.29.1",
            "0.29.2",
            "0.29.3",
            "314.0.0a1",
            "314.0.0a2",
        ),
        fact="version",
        claims=(
            Claim(
                "pyodide-lock.json of 0.28.0 to 0.29.3",
                "info.version is 0.28.0.dev0",
                RAN_0_28_0.replace(path="pyodide-lock.json"),
            ),
            Claim(
                "pyodide-lock.json of 314.0.0a1 and a2",
                "info.version is 0.30.0.dev0",
                RAN_314_0_0A1.replace(path="pyodide-lock.json"),
            ),
        ),
        artifact="The running interpreters report the version that npm has them under. Before "
        "0.28.0 the lock file agrees; since 0.29.4 and 314.0.0 it names none.",
        report="info.version in pyodide-lock.json of 0.28.0 to 0.29.3 and of 314.0.0a1 and a2 is a "
        "development version; it should be the release's, or absent as in later releases.",
    ),
    Conflict(
        "packaging-recipe",
        "Another packaging in the lock file than in the recipe",
        about=("0.29.4", "314.0.0a2"),
        fact="packaging",
        claims=(
            Claim("Pyodide's recipe at 0.29.4", "packaging 26.1", PACKAGING_RECIPE_0_29_4),
            Claim("Pyodide's recipe at 314.0.0a2", "packaging 26.1", PACKAGING_RECIPE_314_0_0A2),
        ),
        artifact="The lock file of 0.29.4 has packaging 26.2, that of 314.0.0a2 has 24.2.",
        report="packages/packaging/meta.yaml says 26.1 at the tags 0.29.4 and 314.0.0a2, while the "
        "lock files released with them bundle 26.2 and 24.2.",
    ),
    Conflict(
        "pyodide-build-platforms",
        "pyodide-build's table of platforms",
        about=("2024_0", "2025_0", "2026_5", "0.24.0", "0.25.0"),
        fact="emscripten",
        claims=(
            Claim(
                "pyodide-build's platform page",
                "Python 3.11 uses Emscripten 3.1.32; 3.12 and 3.13 have pyodide_* tags; no row "
                "for 3.15",
                PYODIDE_BUILD_PLATFORMS,
            ),
        ),
        artifact="Python 3.11 shipped with Emscripten 3.1.32 (Pyodide 0.23), 3.1.45 (0.24) and "
        "3.1.46 (0.25); pyodide-build itself writes pyemscripten_* for 3.12 and 3.13 since "
        "0.34.1; 2026_5 exists.",
        report="docs/reference/platform.md gives one Emscripten version for Python 3.11 where "
        "there were three, shows only legacy spellings for 3.12 and 3.13, and omits 2026_5.",
    ),
    Conflict(
        "cibuildwheel-cp312",
        "cibuildwheel on the tag of cp312",
        about=("2024_0",),
        fact="names",
        claims=(
            Claim(
                "cibuildwheel's README",
                "cp312 uses the old pyodide tag and is not supported on PyPI",
                CIBUILDWHEEL_README,
            ),
        ),
        artifact="PyPI holds pandas 3.1.1 as cp312-cp312-pyemscripten_2024_0_wasm32, and the "
        "pyodide-build that cibuildwheel pins writes that spelling.",
        report="README footnote 3 says that cp312 wheels carry the old pyodide tag and cannot go "
        "to PyPI; both are out of date.",
    ),
    Conflict(
        "jupyterlite-versions",
        "jupyterlite-pyodide-kernel on Pyodide 0.23 and 0.24",
        about=("0.23.0", "0.24.0"),
        fact="python",
        claims=(
            Claim(
                "jupyterlite-pyodide-kernel's README",
                "0.23 has Python 3.10 and Emscripten 3.1.29; 0.24 has Python 3.10",
                JUPYTERLITE_README,
            ),
        ),
        artifact="0.23 runs Python 3.11.2 built with Emscripten 3.1.32; 0.24 runs Python 3.11.3.",
        report="The version table in README.md is wrong for Pyodide 0.23 (Python 3.11, Emscripten "
        "3.1.32) and for the Python of 0.24 (3.11).",
    ),
    Conflict(
        "uv-targets",
        "uv stops at 2025_0",
        about=("2026_0", "2026_5"),
        fact="names",
        claims=(
            Claim("uv 0.13.9", "rejects --python-platform wasm32-pyodide2026", UV_0_13_9),
            Claim("uv's source", "knows wasm32-pyodide2024 and wasm32-pyodide2025", UV_TARGETS),
        ),
        artifact="2026_0 is final since Pyodide 314.0.0.",
        report="--python-platform has no value for pyemscripten_2026_0_wasm32, although uv "
        "parses the tag.",
    ),
    Conflict(
        "maturin-legacy",
        "maturin on when the generic tag ended",
        about=("2024_0", "0.25.1", "0.26.0"),
        fact="wheel_tags",
        claims=(
            Claim("maturin's guide", "the generic tag is for Pyodide up to 0.27", MATURIN_GUIDE),
        ),
        artifact="Pyodide carries pyodide_2024_0 since 0.26.0; the generic tag ended with 0.25.1 "
        "(and 0.26.0a4).",
        report='The guide\'s "Pyodide <= 0.27" for the legacy emscripten tag should be 0.25.',
    ),
    Conflict(
        "upload-anchoring",
        "PyPI checks only the beginning of the tag",
        about=(),
        fact="tag",
        claims=(
            Claim("PEP 783", "gives an expression and does not say how it is anchored", PEP_783),
            Claim(
                "Warehouse",
                "matches the beginning, so pyemscripten_2026_0_wasm32x and non-ASCII digits pass",
                WAREHOUSE_UPLOAD,
            ),
        ),
        artifact="The function was run, nothing was uploaded. This project matches the whole tag "
        "and ASCII digits only.",
        report="The expression for pyemscripten tags in warehouse/forklift/legacy.py is applied "
        "with re.match and without an end anchor.",
    ),
    Conflict(
        "dual-tag",
        "Two spellings in one file name",
        about=(),
        fact="tag",
        claims=(
            Claim("uv 0.13.9", "takes pyodide_2025_0_wasm32.pyemscripten_2025_0_wasm32", UV_0_13_9),
            Claim(
                "Warehouse",
                "refuses it, since every tag of a compressed tag set must be valid",
                WAREHOUSE_UPLOAD,
            ),
        ),
        artifact="Both were run, nothing was uploaded. A wheel for PyPI needs the platform tag of "
        "PEP 783 alone.",
    ),
    Conflict(
        "uv-numbers",
        "How large a year may be",
        about=(),
        fact="tag",
        claims=(
            Claim("PEP 783", "gives an expression without a limit", PEP_783),
            Claim("uv", "reads year and patch as 16-bit numbers", UV_TAGS),
        ),
        artifact="uv 0.13.9 ignores a wheel tagged pyemscripten_99999_0_wasm32.",
        report="uv reads the numbers of a pyemscripten tag as 16 bits, where PEP 783 allows any; a "
        "leading zero is dropped, so that two different tags are one.",
    ),
    Conflict(
        "micropip-message",
        "micropip's message for another platform",
        about=(),
        fact="message",
        claims=(
            Claim(
                "micropip 0.7.1 to 0.11.1",
                '"Wheel was built with Emscripten vpyemscripten.2026.0 but Pyodide was built with '
                'Emscripten v…"',
                _change(_MICROPIP, "70cef478300b6881c45cbf0c652a57c8c3b34e17"),
            ),
        ),
        artifact="The wheel's platform version is printed as if it were an Emscripten version.",
        report="check_compatible() removes the prefix emscripten_ only, so the message for a "
        "pyemscripten tag prints the platform version as an Emscripten version.",
    ),
)


# Emscripten releases that Pyodide used ------------------------------------------------------

EMSCRIPTEN = (
    Emscripten(
        "3.1.13",
        "2022-06-02",
        "531257621816c200bc7c3be53129494afd029aec",
        EMSCRIPTEN_CHANGELOG,
        clang="15.0.0",
        llvm_commit="5c6ed60c517c47b25b6b25d8ac36",
        clang_release="0.21.0a1",
    ),
    Emscripten(
        "3.1.14",
        "2022-06-20",
        "4343cbec72b7db283ea3bda1adc6cb1811ae9a73",
        EMSCRIPTEN_CHANGELOG,
        clang="15.0.0",
        llvm_commit="7effcbda49ba32991b8955821b8f",
        clang_release="0.21.0a2",
    ),
    Emscripten(
        "3.1.21",
        "2022-09-09",
        "f9e81472f1ce541eddece1d27c3632e148e9031a",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "3.1.24",
        "2022-10-11",
        "68a9f990429e0bcfb63b1cde68bad792554350a5",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "3.1.27",
        "2022-11-29",
        "afa75f342eef4d925172479afa8e6233eb0ae5a9",
        EMSCRIPTEN_CHANGELOG,
        clang="16.0.0",
        llvm_commit="dee009d3b5c71a340eb4ebb3cfb4",
        clang_release="0.22.0",
    ),
    Emscripten(
        "3.1.30",
        "2023-01-11",
        "cfe2bdfe2692457cb5f5770672f6e5ccb3ffc2f2",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "3.1.32",
        "2023-02-17",
        "eab98adf462c39f3c31d348331c4830bcaa36949",
        EMSCRIPTEN_CHANGELOG,
        clang="17.0.0",
        llvm_commit="df82394e7a2d06506718cafa347b",
        clang_release="0.23.0",
    ),
    Emscripten(
        "3.1.44",
        "2023-07-25",
        "bec42dac7873903d09d713963e34020c22a8bd2d",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "3.1.45",
        "2023-08-23",
        "ef3e4e3b044de98e1811546e0bc605c65d3412f4",
        EMSCRIPTEN_CHANGELOG,
        clang="18.0.0",
        llvm_commit="d1e685df45dc5944b43d2547d013",
        clang_release="0.24.0",
    ),
    Emscripten(
        "3.1.46",
        "2023-09-15",
        "19607820c447a13fd8d0b7680c56148427d6e1b8",
        EMSCRIPTEN_CHANGELOG,
        clang="18.0.0",
        llvm_commit="75501f53624de92aafce2f1da698",
        clang_release="0.25.0",
    ),
    Emscripten(
        "3.1.52",
        "2024-01-19",
        "fa478400df3351f7153c0279bc638784d3d90334",
        EMSCRIPTEN_CHANGELOG,
        clang="18.0.0git",
        llvm_commit="0a3a0ea5914cb4633f4f4c14f",
        clang_release="0.26.0a4",
    ),
    Emscripten(
        "3.1.58",
        "2024-04-23",
        "a41843e0860e52c948c1fce20307933c6631c800",
        EMSCRIPTEN_CHANGELOG,
        clang="19.0.0git",
        llvm_commit="0a8cd1ed1f4f35905df318015b",
        clang_release="0.26.0",
    ),
    Emscripten(
        "4.0.6",
        "2025-03-26",
        "1ddaae4d2d6dfbb678ecc193bc988820d1fc4633",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "4.0.8",
        "2025-04-30",
        "70404efec4458b60b953bc8f1529f2fa112cdfd1",
        EMSCRIPTEN_CHANGELOG,
    ),
    Emscripten(
        "4.0.9",
        "2025-05-19",
        "bbf1caa6e24f64fca9eb6a13a9e02d3f42123e77",
        EMSCRIPTEN_CHANGELOG,
        clang="21.0.0git",
        llvm_commit="2f05451198e2f222ec66cec489",
        clang_release="0.28.0",
    ),
    Emscripten(
        "5.0.3",
        "2026-03-14",
        "285c424dfa9e83b03cf8490c65ceadb7c45f28eb",
        EMSCRIPTEN_CHANGELOG,
        clang="23.0.0git",
        llvm_commit="e5927fecf8a6ce89e1a4eac5b8",
        clang_release="314.0.0a1",
    ),
    Emscripten(
        "6.0.5",
        "2026-07-29",
        "1db513782be24469589d7cb8a1f1834e9a33f271",
        EMSCRIPTEN_CHANGELOG,
        clang="24.0.0git",
        llvm_commit="abd3b3a1445b5a8eeffae5c391",
        clang_release="315.0.0a1",
    ),
)


# Pyodide releases, in the order of their versions ------------------------------------------

RELEASES = (
    PyodideRelease(
        version="0.21.0a1",
        date="2022-06-15",
        date_basis="build stamp",
        python="3.10.2",
        emscripten="3.1.13",
        platform=None,
        npm_integrity="sha512-yB9RYeo2iFkZzFlqnbaBYdZckAKqmI3/3BgvZdXkyjUOtGnZS7ANS9FKoIJNvt5LbGmDEUz7pxfmNXadZ1S4wg==",
        built="2022-06-15T15:19:01",
        config_variables=(),
        wheel_tags=("emscripten_3_1_13_wasm32",),
        # From packages.json, as the lock file was called then.
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.0a2",
        date="2022-06-24",
        date_basis="build stamp",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="c540ce9b9c36663bd06c1a6cb048c6696d0efd6c",
        npm_integrity="sha512-OsAo5rRHSEDUwMDg9njYGO16DYXQw9a8vkHlW40wQwNGrJBfZkni1jbhL2meYpp4lXpEMchDIIierSuKyLFKyg==",
        built="2022-06-24T14:31:53",
        config_variables=(),
        wheel_tags=("emscripten_3_1_14_wasm32",),
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.0a3",
        date="2022-07-12",
        date_basis="git commit",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="2f1c19700765851ed208d4d0f2251003ca33c998",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.0",
        date="2022-08-09",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="5e412795ed5a71c3c24f52e0e554a7e3072ec787",
        npm_integrity="sha512-rBvf8eh1BM10FI9P/mtPea3fxlBK22+Og4AwNsOYoaV3KIxOgt2pHM6AQn6jCWO7Ui6GwuuucXyJumACloQwkQ==",
        built="2022-08-09T13:42:49",
        config_variables=(),
        wheel_tags=("emscripten_3_1_14_wasm32",),
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.1",
        date="2022-08-22",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="9ef3cac19827f0215aaf1fa6161a773551d40728",
        npm_integrity="sha512-QsWqyRRVc9PVRgX0d4GoGa2Y+8pedCP9SB5nPvYN9cepdgpyC3U/kLfOb8jcvFKjWNi2334o+QJmj6wxRr3NPg==",
        built="2022-08-22T04:57:32",
        config_variables=(),
        wheel_tags=("emscripten_3_1_14_wasm32",),
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.2",
        date="2022-08-29",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="e2ce091b4c9953f06deca7a6c4f1b52ea716d53b",
        npm_integrity="sha512-pU2VSihi8uGZAJwN6Jhz1JCPQubJR1wGdwH08iH9NyrapwqmFNjL4RGv74OzYo/ZreHEXBQ1GrTZ1Pm0FXX0/A==",
        built="2022-08-29T18:09:32",
        config_variables=(),
        wheel_tags=("emscripten_3_1_14_wasm32",),
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.21.3",
        date="2022-09-15",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.14",
        platform=None,
        git_commit="faa3b8ccb32867a3feb7e7a45ffd5c26fa6a47d2",
        npm_integrity="sha512-5fu5P8ys8V8tKTsK9lag0HattbZQuFRdnNzv1LLOLCieM9A96OPs2cF29lPpcD9N+8GuUtfrGCWEMKiupTHUlA==",
        built="2022-09-15T23:28:12",
        config_variables=(),
        wheel_tags=("emscripten_3_1_14_wasm32",),
        micropip="0.1",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.22.0a1",
        date="2022-09-24",
        date_basis="git commit",
        python="3.10.2",
        emscripten="3.1.21",
        platform=None,
        git_commit="13526ac8ff3aba54857aa61a5cba04cb1a2e543f",
        read=READ,
    ),
    PyodideRelease(
        version="0.22.0a2",
        date="2022-11-09",
        date_basis="git commit",
        python="3.10.2",
        emscripten="3.1.24",
        platform=None,
        git_commit="ef64c06f5b60333cdfc5382858e009e780361136",
        read=READ,
    ),
    PyodideRelease(
        version="0.22.0a3",
        date="2022-11-10",
        date_basis="git commit",
        python="3.10.2",
        emscripten="3.1.24",
        platform=None,
        git_commit="0b4e19dbe15a94d79c2bcbb2cfb6bfb8ba52e7f5",
        read=READ,
    ),
    PyodideRelease(
        version="0.22.0",
        date="2023-01-03",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.27",
        platform=None,
        git_commit="8e965e57d4cc5d4367e0d761b645d8238b7eb0c3",
        npm_integrity="sha512-H5BV2m3dDXisZSxKZpPXDudsoAcRRo7Zq9ca4nlj5WjzSC2SY0+Q3fiZDMosgiz7W1BQz5FJUv3EDTmmscJRvA==",
        built="2023-01-03T11:46:47",
        config_variables=(),
        wheel_tags=("emscripten_3_1_27_wasm32",),
        micropip="0.2.0",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.22.1",
        date="2023-01-25",
        date_basis="changelog",
        python="3.10.2",
        emscripten="3.1.27",
        platform=None,
        git_commit="5ef5622414f0fe8ab8c54694e04ab1b13939b7d4",
        npm_integrity="sha512-6+PkFLTC+kcBKtFQxYBxR44J5IBxLm8UGkobLgZv1SxzV9qOU2rb0YYf0qDtlnfDiN/IQd2uckf+D8Zwe88Mqg==",
        built="2023-01-25T18:32:53",
        config_variables=(),
        wheel_tags=("emscripten_3_1_27_wasm32",),
        micropip="0.2.0",
        packaging="21.3",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.0a1",
        date="2023-01-23",
        date_basis="git commit",
        python="3.11.1",
        emscripten="3.1.30",
        platform=None,
        git_commit="2eaee0673ddb94e235983e30c5e15095ec98e707",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.0",
        date="2023-03-30",
        date_basis="changelog",
        python="3.11.2",
        emscripten="3.1.32",
        platform=None,
        git_commit="53de1c3e722299b20c331ab5efe6c56fa9b3578d",
        npm_integrity="sha512-7976PpL5PDeEhqRQYJLRM2iR9DFL71Fm+o6cTqQcZI3f+XWHyPg7dE4TTg5WMyCMVuMbgHGwWcm6lxIKTDbcFg==",
        built="2023-03-30T21:37:59",
        config_variables=(),
        wheel_tags=("emscripten_3_1_32_wasm32",),
        micropip="0.3.0",
        packaging="23.0",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.1",
        date="2023-04-13",
        date_basis="changelog",
        python="3.11.2",
        emscripten="3.1.32",
        platform=None,
        git_commit="a42cc0c6a473045069e0ca2ea6b5f854078e7365",
        npm_integrity="sha512-GVPZNpkj/OaZb6cT0+j4askNHByIfF/CM4gTapOziKu8bgQ+VwVCG5ZB4aQVmyOmHLFJjWXNOGWuzigjZn7FDQ==",
        built="2023-04-14T19:59:47",
        config_variables=(),
        wheel_tags=("emscripten_3_1_32_wasm32",),
        micropip="0.3.0",
        packaging="23.0",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.2",
        date="2023-05-02",
        date_basis="changelog",
        python="3.11.2",
        emscripten="3.1.32",
        platform=None,
        git_commit="69bbc529456b181fa5242f8eee007eb877a9a9a1",
        npm_integrity="sha512-GK4YDZVgzfAXK/7X0IiCI+142k0Ah/HwYTzDHtG8zC47dflWYuPozeFbOngShuL1M9Un5sCmHFqiH3boxJv0pQ==",
        built="2023-05-03T04:00:05",
        config_variables=(),
        wheel_tags=("emscripten_3_1_32_wasm32",),
        micropip="0.3.0",
        packaging="23.0",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.3",
        date="2023-06-17",
        date_basis="changelog",
        python="3.11.2",
        emscripten="3.1.32",
        platform=None,
        git_commit="fa61893f70c59afda0d7df6b5a0c5d05911193fc",
        npm_integrity="sha512-t95Nu73ENjwoRhThmxvZIHMD7GXTJ3uOt/E0sJ1TxjBvoU/qPys4SV08FtZBMEnpMRKFzE4uecvx2c0qybSZhw==",
        built="2023-06-18T00:11:52",
        config_variables=(),
        wheel_tags=("emscripten_3_1_32_wasm32",),
        micropip="0.3.0",
        packaging="23.0",
        read=READ,
    ),
    PyodideRelease(
        version="0.23.4",
        date="2023-07-06",
        date_basis="changelog",
        python="3.11.2",
        emscripten="3.1.32",
        platform=None,
        git_commit="25b404e92af175383b0736a8663ab95e8516ad3e",
        npm_integrity="sha512-WpQUHaIXQ1xede5BMqPAjBcmopxN22s5hEsYOR8T7/UW/fkNLFUn07SaemUgthbtvedD5JGymMMj4VpD9sGMTg==",
        built="2023-07-07T05:19:00",
        config_variables=(),
        wheel_tags=("emscripten_3_1_32_wasm32",),
        micropip="0.3.0",
        packaging="23.0",
        read=READ,
    ),
    PyodideRelease(
        version="0.24.0a1",
        date="2023-08-28",
        date_basis="git commit",
        python="3.11.3",
        emscripten="3.1.44",
        platform=None,
        git_commit="77dbe16a5ec3061b71c8ea2d989c98cf7e4bbd37",
        read=READ,
    ),
    PyodideRelease(
        version="0.24.0",
        date="2023-09-13",
        date_basis="changelog",
        python="3.11.3",
        emscripten="3.1.45",
        platform=None,
        git_commit="660388431f11f8eb5be438edc192b81e82917d76",
        npm_integrity="sha512-k2TzIbAYQ/ucme0LYv4KmxKDR15m68/3pvPKmUVtdpzn6K9Qt1NLHeZI1RErWJE6PtlQI8UA0Q21wrtu3XPUMg==",
        built="2023-09-13T20:16:52",
        config_variables=(),
        wheel_tags=("emscripten_3_1_45_wasm32",),
        micropip="0.4.0",
        packaging="23.1",
        read=READ,
    ),
    PyodideRelease(
        version="0.24.1",
        date="2023-09-25",
        date_basis="changelog",
        python="3.11.3",
        emscripten="3.1.45",
        platform=None,
        git_commit="bda1ba4edf6e4140952c5596e4af47521d21f7eb",
        npm_integrity="sha512-fkNolNwiv41E2KKCP2bgW+dwr95B+0KSC/WG9WCmlWM9MNFbRVX0rF9i4OikRM78bGeVUvLdVJw8jY17wxKoRQ==",
        built="2023-09-25T20:45:01",
        config_variables=(),
        wheel_tags=("emscripten_3_1_45_wasm32",),
        micropip="0.5.0",
        packaging="23.1",
        read=READ,
    ),
    PyodideRelease(
        version="0.25.0a1",
        date="2023-11-16",
        date_basis="git commit",
        python="3.11.3",
        emscripten="3.1.45",
        platform=None,
        git_commit="fd270ddde7df9fde6827bbfab07a992fec11b4a9",
        read=READ,
    ),
    PyodideRelease(
        version="0.25.0a2",
        date="2023-12-11",
        date_basis="git commit",
        python="3.11.3",
        emscripten="3.1.45",
        platform=None,
        git_commit="77afe0d71ccd60f2e78c94618c2cc3ca5db58128",
        read=READ,
    ),
    PyodideRelease(
        version="0.25.0",
        date="2024-01-18",
        date_basis="cross-build environment",
        python="3.11.3",
        emscripten="3.1.46",
        platform=None,
        git_commit="6621b6bca72ed2cc4e9e66ed24783cce0e8dd907",
        cross_build=CrossBuildEnvironment(
            "65cd70e483c295fe1dd13b4b3069ef5f37adbbc703e4fbb91f9a64b6625239ae",
            "https://github.com/pyodide/pyodide/releases/download/0.25.0/xbuildenv-0.25.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-RagtX3TfV2M0QAfThG2SMvwE31ikqAFDUXc5/4xhppEoVf4VbL7L0kbKOIdSNg7MbVsHELVxftk66WvT926GpA==",
        built="2024-01-18T19:07:12",
        config_variables=(),
        wheel_tags=("emscripten_3_1_46_wasm32",),
        micropip="0.5.0",
        packaging="23.1",
        read=READ,
    ),
    PyodideRelease(
        version="0.25.1",
        date="2024-03-31",
        date_basis="cross-build environment",
        python="3.11.3",
        emscripten="3.1.46",
        platform=None,
        git_commit="3d127ea24931d18b3a4710bcf43f81db2efebe67",
        cross_build=CrossBuildEnvironment(
            "7cf639a2063174f00b47064971b0864d05d4bafce89dc12e5df9a497ff871c2d",
            "https://github.com/pyodide/pyodide/releases/download/0.25.0/xbuildenv-0.25.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-y0nJ/fLA3bxD2iZRzvVTbP2O+wp4Ewm2wThfV4HF0BytQ6hsoqTJFLNY4usLOcCVBrK8TTWqFqrmsVPzHe4rsw==",
        built="2024-03-31T11:27:51",
        config_variables=(),
        wheel_tags=("emscripten_3_1_46_wasm32",),
        micropip="0.5.0",
        packaging="23.1",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a1",
        date="2024-02-06",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.52",
        platform=None,
        git_commit="ee863a7f7907dfb6ee4948bde6908453c9d7ac43",
        cross_build=CrossBuildEnvironment(
            "697aca6f6e8918acf8d56c462991fca3058523c45a4344127b904b18765c7cc8",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a1/xbuildenv-0.26.0a1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a2",
        date="2024-02-15",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.52",
        platform=None,
        git_commit="6537b0307690394c61e5db7622be9e99085e1cd7",
        cross_build=CrossBuildEnvironment(
            "233b386868f253377365d6330d182241889d851b85ed514fa6d6f8cb91db2d88",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a2/xbuildenv-0.26.0a2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a3",
        date="2024-02-29",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.52",
        platform=None,
        git_commit="a6dc3e1140692d3bef290f0b7293902e3832cb79",
        cross_build=CrossBuildEnvironment(
            "8ab4c8a5ab54985f65334a7edefa1c469d601a898810f4e01341e57dc02a4436",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a3/xbuildenv-0.26.0a3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a4",
        date="2024-03-14",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.52",
        platform=None,
        git_commit="404305c2323bc50db4e3cb5f6cadad9e87093c4b",
        cross_build=CrossBuildEnvironment(
            "6b411ce90fe5537dbe60c46196b745705b791597a8d5783d8e74d641af00e131",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a4/xbuildenv-0.26.0a4.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-Ixuczq99DwhQlE+Bt0RaS6Ln9MHSZOkbU6iN8azwaeorjHtr7ukaxh+FeTxViFrp2y+ITyKgmcobY+JnBPcULw==",
        built="2024-03-14T07:57:40",
        config_variables=(),
        wheel_tags=("emscripten_3_1_52_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a5",
        date="2024-05-21",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="9389a042edb208f380b0281dabefe51b2bfe200e",
        cross_build=CrossBuildEnvironment(
            "3c6dd142f1b7ac6801a7562e1697befde087aa768c393de3f4d06450aafae32f",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a5/xbuildenv-0.26.0a5.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0a6",
        date="2024-05-22",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="e2893d53e32027ace444390a3bcef84ec3dbfc48",
        cross_build=CrossBuildEnvironment(
            "f214f5d1373e9a018afe8516178a16d37f7ac617326d29636f482bcda925f575",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0a6/xbuildenv-0.26.0a6.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.26.0",
        date="2024-05-27",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="10b484cfe427e076c929a55dc35cfff01ea8d3bc",
        cross_build=CrossBuildEnvironment(
            "0b3f52155fdf54e1802aaed0496aab05e012c3a8347ed2f913620d6c251059a0",
            "https://github.com/pyodide/pyodide/releases/download/0.26.0/xbuildenv-0.26.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-6thkjsvbvebqNlb2mtkVF5ODcWUYT0lVuOgww4cfEJFVM0J3MtTNPznVahVDzKOdCwSWvCfAqeEqP0wR6jj5uQ==",
        built="2024-05-27T13:56:13",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.1",
        date="2024-06-08",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="fffbfa6acc8d6428fd3ce96c237dc5fd8ad9fc5f",
        cross_build=CrossBuildEnvironment(
            "2f2c1a1ce8201eb305ea9032ab37475dbc268759b72c58b6e77d49153e09dc2c",
            "https://github.com/pyodide/pyodide/releases/download/0.26.1/xbuildenv-0.26.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-P+Gm88nwZqY7uBgjbQH8CqqU6Ei/rDn7pS1t02sNZsbyLJMyE2OVXjgNuqVT3KqYWnyGREUN0DbBUCJqk8R0ew==",
        built="2024-06-07T22:40:30",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.2",
        date="2024-07-26",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="7e7cadb9cd3863d5bc5e5620532bea369a135552",
        cross_build=CrossBuildEnvironment(
            "ae576996328d51f7ccf14a953cf6e68fa65a2d4d5c01ed9208afe1a62fa82762",
            "https://github.com/pyodide/pyodide/releases/download/0.26.2/xbuildenv-0.26.2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-8VCRdFX83gBsWs6XP2rhG8HMaB+JaVyyav4q/EMzoV8fXH8HN6T5IISC92SNma6i1DRA3SVXA61S1rJcB8efgA==",
        built="2024-07-26T14:03:47",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.3",
        date="2024-10-19",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="33242f71c7e121f57bcfa941446ad75197be574e",
        cross_build=CrossBuildEnvironment(
            "538b00bb7b329f96e6f981464bc7875109b9779f8d121e2140235c375f530675",
            "https://github.com/pyodide/pyodide/releases/download/0.26.3/xbuildenv-0.26.3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-cRe9CswiTNTIypOr/RtTb+aR8SxA6KG8aEf3i0OK0nzINLzF4jfVpV5DK2BwP3808ipxoL+ZrnUIjwN5wC8tCw==",
        built="2024-10-19T08:33:26",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.26.4",
        date="2024-11-15",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="0c40393deefbbf42243db0253d85b13a5f8d6206",
        cross_build=CrossBuildEnvironment(
            "ba0943309768b1f562a98538b4082b8b1a0b9fd77234d0f95a7f06f20a813dee",
            "https://github.com/pyodide/pyodide/releases/download/0.26.4/xbuildenv-0.26.4.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-z2CHsjVlhhJi5tYBF0AYAfNEPo3zq/z+xOpFtk1tweJkRaTqU4UK/7pLvo8DBU2VDPH31vB3pSI+8fnoqrVrFg==",
        built="2024-11-15T14:17:00",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.6.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.0a1",
        date="2024-08-20",
        date_basis="git commit",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="5231ac0358cf3787c223d699bd36e8648de43792",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.0a2",
        date="2024-08-22",
        date_basis="cross-build environment",
        python="3.12.1",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="22b667019a2dce02a1f458f43af11c15270c59f6",
        cross_build=CrossBuildEnvironment(
            "b44daf2952df5ec8687eb00eee732045d5b2ad7879f88a612bca80add5b6ba86",
            "https://github.com/pyodide/pyodide/releases/download/0.27.0a2/xbuildenv-0.27.0a2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.27.0",
        date="2024-12-31",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="d85f9cda735e47f16b3f032832fab73bd1c12a30",
        cross_build=CrossBuildEnvironment(
            "24d7d70e8a307048f9a6893fc4b9be3281c0b302de47dfc51e26000a02e08fe2",
            "https://github.com/pyodide/pyodide/releases/download/0.27.0/xbuildenv-0.27.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-0O992noCKqv8lPw4+QFWw8d8yrNWVtQ6zPhWNg/RNYbFohiwmV6SGlVh5fWk/4pOxyhgHbayq+ur8JoR/r5U9A==",
        built="2024-12-31T17:05:22",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.1",
        date="2025-01-15",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="df9d9b13e30cecddcb56d7ec0ca8fb4177ce675c",
        cross_build=CrossBuildEnvironment(
            "d07acbe50be7e07a172e8ae01fcfc3b43ecfba1dc15e05226a8555fe6bca8f32",
            "https://github.com/pyodide/pyodide/releases/download/0.27.1/xbuildenv-0.27.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-pVLXy+rZAtUG+AOZSl5Bluuuuk/BlfhsCoR9XngtdObV399f/tXZAbzL6peoWFBIekSL2CLBeRtRumh/RvSDww==",
        built="2025-01-15T09:54:13",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="23.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.2",
        date="2025-01-24",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="266a08f3b09deb66d192735ff91abf2fd8f4f102",
        cross_build=CrossBuildEnvironment(
            "59e2ebeba4f4590e1279c304d4f4cdba22b76b6f359689c2988bcecd2522c423",
            "https://github.com/pyodide/pyodide/releases/download/0.27.2/xbuildenv-0.27.2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-sfA2kiUuQVRpWI4BYnU3sX5PaTTt/xrcVEmRzRcId8DzZXGGtPgCBC0gCqjUTUYSa8ofPaSjXmzESc86yvvCHg==",
        built="2025-01-23T22:14:53",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.3",
        date="2025-02-26",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="584d055066f1a94bae719a7e5752c314c04e7858",
        cross_build=CrossBuildEnvironment(
            "0f681383b902c6d5fd252239cf456975b4cef6dcfab2679287a59a82ae09c5aa",
            "https://github.com/pyodide/pyodide/releases/download/0.27.3/xbuildenv-0.27.3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-6NwKEbPk0M3Wic2T1TCZijgZH9VE4RkHp1VGljS1sou0NjGdsmY2R/fG5oLmdDkjTRMI1iW7WYaY9pofX8gg1g==",
        built="2025-02-26T08:15:59",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.4",
        date="2025-03-18",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="8bd373ede20014f9d3799a747d913e1f8c52a51f",
        cross_build=CrossBuildEnvironment(
            "5ab1ef39f4666c2fb5e94776f76bd33464a931962073b7ed7d1351242a8ea25a",
            "https://github.com/pyodide/pyodide/releases/download/0.27.4/xbuildenv-0.27.4.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-2y3ySHCBmyzYDUlB939SaU3n7RxYQxwnGHgdakW/CPrNFX2L9fC+4nfJWQJH8a0ruQa8bBZSKCImMt/cq15RiQ==",
        built="2025-03-18T13:27:55",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.5",
        date="2025-04-05",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="3854fa520d45b7837735559006147eca19132b47",
        cross_build=CrossBuildEnvironment(
            "0953d4859ee5116e83aaf5d0c673efe49670c750fe8dfb29b8cca5f15318b5af",
            "https://github.com/pyodide/pyodide/releases/download/0.27.5/xbuildenv-0.27.5.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-nXErpLzEdtQolt+sNQ/5mKuN9XTUwhxR2MRhRhZ6oDRGpYLXrOp5+kkTPGEwK+wn1ZA8+poNmoxKTj2sq/p9og==",
        built="2025-04-04T20:01:14",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.8.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.6",
        date="2025-05-16",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="28fcc1bf138732e62e7bbc926ea70a0f13149f54",
        cross_build=CrossBuildEnvironment(
            "52492eff5065d7aa9b5f6898f8a4de9357d06c0f57ecdc72a49b0a5e9b7b9d7c",
            "https://github.com/pyodide/pyodide/releases/download/0.27.6/xbuildenv-0.27.6.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-ahiSHHs6iFKl2f8aO1wALINAlMNDLAtb44xCI87GQyH2tLDk8F8VWip3u1ZNIyglGSCYAOSFzWKwS1f9gBFVdg==",
        built="2025-05-15T18:47:24",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.9.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.7",
        date="2025-06-05",
        date_basis="cross-build environment",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        git_commit="8250fdc3dc7bfd587fd8f4cc267e173095c58445",
        cross_build=CrossBuildEnvironment(
            "0c2e7db42efa5d1dac38b50f8b3d659a1e3885d0a233494831b8206281307d52",
            "https://github.com/pyodide/pyodide/releases/download/0.27.7/xbuildenv-0.27.7.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-RUSVJlhQdfWfgO9hVHCiXoG+nVZQRS5D9FzgpLJ/VcgGBLSAKoPL8kTiOikxbHQm1kRISeWUBdulEgO26qpSRA==",
        built="2025-06-04T22:38:17",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.9.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.27.8",
        date="2026-09-16",
        date_basis="build stamp",
        python="3.12.7",
        emscripten="3.1.58",
        platform="2024_0",
        cross_build=CrossBuildEnvironment(
            "399f381d58e7d7f82d1c5352de551806a319c7b784835d0ff8c54ac4ee13788d",
            "",
            CIBUILDWHEEL_4_3_5,
        ),
        npm_integrity="sha512-XDy8yQAloO0fSaJ6F5aQad0IqcBKvU4MgGjN3LrjOPW6J4xHT5PBiBzCnApxjuerWl33BiyuPQG1uIHHAQnkkg==",
        built="2026-09-16T03:36:46",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2024_0_wasm32",),
        micropip="0.9.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.28.0a1",
        date="2025-04-04",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.6",
        platform="2025_0",
        git_commit="7c1b8f0e2cdb5e7960a36926d682e5c357e199fe",
        cross_build=CrossBuildEnvironment(
            "f78b65397f4f1e921e7715604e35648320c6f6ed8bb73792db15823ccccc5b3e",
            "https://github.com/pyodide/pyodide/releases/download/0.28.0a1/xbuildenv-0.28.0a1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.28.0a2",
        date="2025-05-14",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.8",
        platform="2025_0",
        git_commit="06fb2c90ee60ebdb60f4b25abac17bad0b6d7ab5",
        cross_build=CrossBuildEnvironment(
            "93e13de52919e19efa5b6a5e2fd3a6de16a903f495e0fe4a86ca6a88ada6e794",
            "https://github.com/pyodide/pyodide/releases/download/0.28.0a2/xbuildenv-0.28.0a2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.28.0a3",
        date="2025-05-27",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="ed567eb8d2b41fb0e325927c44466b866ef56a34",
        cross_build=CrossBuildEnvironment(
            "260706c94a9e31d5c6117170c5c3770e965f10304952b1ef8b5af0f066fa767f",
            "https://github.com/pyodide/pyodide/releases/download/0.28.0a3/xbuildenv-0.28.0a3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        read=READ,
    ),
    PyodideRelease(
        version="0.28.0",
        date="2025-07-04",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="168325c623b3fa749d921a182f3b0aca299436e1",
        cross_build=CrossBuildEnvironment(
            "4b0bf238554ff78ac07436c9d07d71633a4ba7a813b8a2f5f2f5d191a08d939d",
            "https://github.com/pyodide/pyodide/releases/download/0.28.0/xbuildenv-0.28.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-QML/Gh8eu50q5zZKLNpW6rgS0XUdK+94OSL54AUSKV8eJAxgwZrMebqj+CyM0EbF3EUX8JFJU3ryaxBViHammQ==",
        built="2025-07-04T13:41:45",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.10.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.28.1",
        date="2025-08-04",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="0db5ff79f310694a7d72ae0b3279e9809ab836d6",
        cross_build=CrossBuildEnvironment(
            "580a82141a11f1c4ee28693b4c64af249e96437aef9f0977abfd88f67247edb7",
            "https://github.com/pyodide/pyodide/releases/download/0.28.1/xbuildenv-0.28.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-7O1jZdfUc4/9PAKzEIyLOh3yhxknTWA8xQaCfZ4R56pOnchS909x2sqt2Wh+qHf+b7MzyB8igE5ZzYdP1pZN5w==",
        built="2025-08-04T20:25:58",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.10.1",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.28.2",
        date="2025-08-19",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="bcd0235bff5351d1dc383e4f3e34b9917fdf3281",
        cross_build=CrossBuildEnvironment(
            "5fe6766bb9bdcf238b93271ee915250c17df7f33ef87026d07b1ea2fce8c054b",
            "https://github.com/pyodide/pyodide/releases/download/0.28.2/xbuildenv-0.28.2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-2BrZHrALvhYZfIuTGDHOvyiirHNLziHfBiBb1tpBFzLgAvDBb2ACxNPFFROCOzLnqapORmgArDYY8mJmMWH1Eg==",
        built="2025-08-19T14:09:10",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.10.1",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.28.3",
        date="2025-09-22",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="c28b6fbc05a6552efb876f2f87a4e05cccaf6573",
        cross_build=CrossBuildEnvironment(
            "7c1229a3d634e07a440fc916d56738ac4db61410dc6f50eb59a11e4a30f1b56a",
            "https://github.com/pyodide/pyodide/releases/download/0.28.3/xbuildenv-0.28.3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-rtCsyTU55oNGpLzSVuAd55ZvruJDEX8o6keSdWKN9jPeBVSNlynaKFG7eRqkiIgU7i2M6HEgYtm0atCEQX3u4A==",
        built="2025-09-22T12:14:53",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.10.1",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.0",
        date="2025-10-20",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="61b8367ef11b1054d5c1ee5d434c00468fdc0530",
        cross_build=CrossBuildEnvironment(
            "2747a87ce9e81e1cb9f4008193d12e12cf6c2e7f86861daa8d98a51e9ab14834",
            "https://github.com/pyodide/pyodide/releases/download/0.29.0/xbuildenv-0.29.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-ObIvsTmcrxAWKg+FT1GjfSdDmQc5CabnYe/nn5BCuhr9BVVITeQ24DBdZuG5B2tIiAZ9YonBpnDB7cmHZyd2Rw==",
        built="2025-10-20T18:07:39",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.11.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.1",
        date="2026-01-07",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="da0fe91170691fd33653fb59ef30b14c5c9cb1af",
        cross_build=CrossBuildEnvironment(
            "58d9dd9a127cf9250e5bc0ae5bf3f0b9ead1bbfc9f527a02f4f453ae19164e68",
            "https://github.com/pyodide/pyodide/releases/download/0.29.1/xbuildenv-0.29.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-mpk9jtkiM7Ugh1r9P9dbR8vKrmf0lED32hBZq+Fn1kkkBiUoOjSsJEWcyprugICpiFpIXpUOf80ZrvFXkQMk2g==",
        built="2026-01-07T11:46:49",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.11.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.2",
        date="2026-01-21",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="615dc05cbcaa8c1bd8698c44513f2546734eb33b",
        cross_build=CrossBuildEnvironment(
            "eb90e91311cae3ff1bfe7d1c5e6e71e43e1c06f9386f074126ab4a7215eb6f16",
            "https://github.com/pyodide/pyodide/releases/download/0.29.2/xbuildenv-0.29.2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-q/Fnbmiwlw80GfaG74gTbZ6hXOYHwZ1wCDZzE03+tzQYDP1wKEqrSqmIuLQRSYixFFdNdlGEinoGYcDnulwp5g==",
        built="2026-01-21T07:15:05",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.11.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.3",
        date="2026-01-28",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="72e3c78d53a32a76e0aca7443ad24e5cae1042d3",
        cross_build=CrossBuildEnvironment(
            "1c676e37c04b0f438ee2ad2a1a51bf85313287ee53220345d0103c7797bf9b9a",
            "https://github.com/pyodide/pyodide/releases/download/0.29.3/xbuildenv-0.29.3.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-22UBuhOJawj7vKUnS7/F3xK+515LJdjiMAHoCfuS6/PbHiOrSQVnYwDe+2sbVwiOZ3sMMexdXICew6NqOMQGgA==",
        built="2026-01-28T03:36:02",
        config_variables=(PYODIDE_ABI,),
        wheel_tags=("pyodide_2025_0_wasm32",),
        micropip="0.11.0",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.4",
        date="2026-05-07",
        date_basis="cross-build environment",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        git_commit="d178a7e14644eb17dfd7bd91dc21b19078868381",
        cross_build=CrossBuildEnvironment(
            "a29fc4a076408a18fc29eb4b280f80c6dddc95c19514c874c29e590d0931c02a",
            "https://github.com/pyodide/pyodide/releases/download/0.29.4/xbuildenv-0.29.4.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-tCseTsqU3kSxZIjkue5zXxTMNEwrKZwOIIEQRBA/VzHxFN1hoCxe4w41phfCdHd9it9RcCNQb5K/Re0InqMgvA==",
        built="2026-05-07T08:28:34",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=(
            "pyemscripten_2025_0_wasm32",
            "pyodide_2025_0_wasm32",
        ),
        micropip="0.11.1",
        packaging="26.2",
        read=READ,
    ),
    PyodideRelease(
        version="0.29.5",
        date="2026-09-15",
        date_basis="build stamp",
        python="3.13.2",
        emscripten="4.0.9",
        platform="2025_0",
        cross_build=CrossBuildEnvironment(
            "8dbc758ce1f41af7f972ed7ad55a72160364bcc73ab239005607de16a219fdae",
            "",
            CIBUILDWHEEL_4_3_5,
        ),
        npm_integrity="sha512-TkYrUv9m8QmfImADKRmpwZulL48E0uUaBSO+dvRQKyAJc0qh9gu7jn8btyHPh3NZm1r2IH2YrJhIr7Q2B9urAw==",
        built="2026-09-15T22:35:08",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=(
            "pyemscripten_2025_0_wasm32",
            "pyodide_2025_0_wasm32",
        ),
        micropip="0.11.1",
        packaging="26.2",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.0a1",
        date="2026-04-09",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="eda95c9780a5b08f2d95956b545ddb097b479967",
        cross_build=CrossBuildEnvironment(
            "b87aa138156e7f536af37ba25fe248383ad38ad89316467a721e890037923691",
            "https://github.com/pyodide/pyodide/releases/download/314.0.0a1/xbuildenv-314.0.0a1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-7flj3LbVHF2XQIFvaqouyrOnNmczqGEjS7B852OclXHNuziPzQufWvRhX4384IyVqyGy/bLlTQAVETHYWakXrQ==",
        built="2026-04-09T05:58:41",
        config_variables=(PYODIDE_ABI, PLATFORM),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.0a2",
        date="2026-05-13",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="38a0c08b8ff3e878cbd05209f8e1dda1c6e88dcd",
        cross_build=CrossBuildEnvironment(
            "ac7bbcdf289ab3ae25621c436b1d013099ef6bec644ad0538dae5d65552c5c95",
            "https://github.com/pyodide/pyodide/releases/download/314.0.0a2/xbuildenv-314.0.0a2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-xGjCJjPQc0MrsDWttNOAGsbQzmSPnkE4jxsSuwya5BNj1okb74bdbvrSLuCAY63Moyi6JtUQ8HohgNthCAmSMA==",
        built="2026-05-13T12:52:55",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="24.2",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.0",
        date="2026-06-09",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="717db5e24fc6602393d194bdcd396554aa4fa90f",
        cross_build=CrossBuildEnvironment(
            "6e76cf18251bd7d046bdb7ef35c9f938c8e995f10d88397497ca4b7020f27ba6",
            "https://github.com/pyodide/pyodide/releases/download/314.0.0/xbuildenv-314.0.0.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-WIofRQehY78IC9n3+p9COjKUZGCCHfrvtR5dXKm0BHIWUun2B8DBf17rXytMF/KYkrsDQRa+BDGhi8UKwzaU3w==",
        built="2026-06-09T08:15:54",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.1",
        date="2026-06-26",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="3b82552993bb6c8ee59a9fc143236a2fe68ec595",
        cross_build=CrossBuildEnvironment(
            "954d7b6bfa5c7cab17757838d66479c9b78fd862b9e664da7711475d0aade13c",
            "https://github.com/pyodide/pyodide/releases/download/314.0.1/xbuildenv-314.0.1.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-/T8aQrsQnGPp85b8hAhp9sA+dTvtYWa1suUbYsBXihAavaS+ZBDXEOwM276WZFlpnzb6zJEAPP6qr1upGKmm0w==",
        built="2026-06-26T04:09:34",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.2",
        date="2026-06-30",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="c19a36f44fcaed828331f2536672b3e0934ddd7f",
        cross_build=CrossBuildEnvironment(
            "01ab1b229bf2031603bf20ad4ceb9c1059ba680b26df7bda2db4748906dfd78a",
            "https://github.com/pyodide/pyodide/releases/download/314.0.2/xbuildenv-314.0.2.tar.bz2",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-rXkXOriXhzRkEV/coVGELjz4da77oNQEOu8hOf8dtBHEKOzqoIAmSJGeKuPl4wbLDv9EDibfKOchnC73CVX4DQ==",
        built="2026-06-30T11:29:08",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.3",
        date="2026-07-24",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="ac57031be7564f864d061cb37c5c152e59f83ad4",
        cross_build=CrossBuildEnvironment(
            "fa341e162e3e9e46fff8caa20e5f319feb6443252aebdb8494ee6a5f697ac2c6",
            "https://github.com/pyodide/pyodide/releases/download/314.0.3/xbuildenv-314.0.3.tar.gz",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-sK40My6m8tmBUYtYH9au9rXUeh9x0wfahtHdOlGmJxZDsKBGKtP6KznyFB2+u/klbQTdDionR0uaVd176zVQzQ==",
        built="2026-07-24T07:04:26",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.4",
        date="2026-08-04",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="da436a90d68f9fe986eb97563d49f527e072da2c",
        cross_build=CrossBuildEnvironment(
            "257ceae085eaa1423c2ab49794d7a72bf36ddad475d126fa929791b9a8ab7289",
            "https://github.com/pyodide/pyodide/releases/download/314.0.4/xbuildenv-314.0.4.tar.gz",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-fMexKS5P/s8iTjczevLUv/aWq9i5yaGvBTpBW6gM+nzDNelfPpREma/xdDK2AAGebAuKnBJk7fyVP6RBlz4btg==",
        built="2026-08-04T04:48:59",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.5",
        date="2026-08-17",
        date_basis="cross-build environment",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        git_commit="65baf57c562e6b136873b61008b0c7f5d2bd452c",
        cross_build=CrossBuildEnvironment(
            "77bde42a27695e28525fe19933c2ff13ba63598c536060fa60143726a284acdd",
            "https://github.com/pyodide/pyodide/releases/download/314.0.5/xbuildenv-314.0.5.tar.gz",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-Dl5rvbSMQP0hC3Yp61F+lr4o1vwrWZpapmJajt4KTlGWTeso7WLAp6HOIMC+26NeXjCCEF8dXw7FJ0nfQRTyPg==",
        built="2026-08-17T05:44:56",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.6",
        date="2026-08-25",
        date_basis="build stamp",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        cross_build=CrossBuildEnvironment(
            "8ae243c193895fd200e63df38975026ab41f693381067018a1b9d4db9c3783f7",
            "",
            CIBUILDWHEEL_4_2_1,
        ),
        npm_integrity="sha512-BKDTJyIqFxC4BExLqeRS3f5xvXZIjOt8C3zGLN/Cc7tFxSwvKVhVkchQQ2AGLOtR4YrVOIFxbV8poyDOOmWwxQ==",
        built="2026-08-25T05:50:55",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="314.0.7",
        date="2026-09-14",
        date_basis="build stamp",
        python="3.14.2",
        emscripten="5.0.3",
        platform="2026_0",
        cross_build=CrossBuildEnvironment(
            "682bc46d63b860cbc17af17531718dd741d0b9e68de598874280f06706f7d58d",
            "",
            CIBUILDWHEEL_4_3_5,
        ),
        npm_integrity="sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A==",
        built="2026-09-14T03:03:51",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_0_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="315.0.0a1",
        date="2026-08-01",
        date_basis="cross-build environment",
        python="3.15.0b4",
        emscripten="6.0.5",
        platform="2026_5",
        git_commit="768910da1fab3ceefe08c12f0d28f38ed91313f7",
        cross_build=CrossBuildEnvironment(
            "d735a197d57e032a276326c6c151d8458478940c44e4d3768d3fb2b855611950",
            "https://github.com/pyodide/pyodide/releases/download/315.0.0a1/xbuildenv-315.0.0a1.tar.gz",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-xNLD7f2fQhvnCs6rj4PdLdKCeX3R2KhZHDtKzK6hko6hQouZhXnFpzJ32KXYMwm2/uVqgJKVfjUfsXFjiTBAwg==",
        built="2026-08-01T02:45:54",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_5_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
    PyodideRelease(
        version="315.0.0a2",
        date="2026-08-04",
        date_basis="cross-build environment",
        python="3.15.0rc1",
        emscripten="6.0.5",
        platform="2026_5",
        git_commit="c47e5552a0435764884c0b3ad991486a08c89b1d",
        cross_build=CrossBuildEnvironment(
            "d7c0d6ddf0fce807668d7413d0e0f20fbc7922128ba8361ed71d9cff048cb96a",
            "https://github.com/pyodide/pyodide/releases/download/315.0.0a2/xbuildenv-315.0.0a2.tar.gz",
            CROSS_BUILD_METADATA,
        ),
        npm_integrity="sha512-t2S0rr9u1B2XHfooqGbOPT7EelM3kWkj1pJBgtVCn9Am6a1ByuU5FPq0wJHeapgyUM+r8MTx/1YRTXo3DaG2KA==",
        built="2026-08-04T16:25:20",
        config_variables=(PYODIDE_ABI, PLATFORM, PLATFORM_MISSPELT),
        wheel_tags=("pyemscripten_2026_5_wasm32",),
        micropip="0.11.1",
        packaging="26.1",
        read=READ,
    ),
)
