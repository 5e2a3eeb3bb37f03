"""What other tools say and do, literally, each with its source. Literals only, as in `data`.

These facts serve the guides of the site; no look-up needs them, so they stand apart from the
data that installers import. The rules for editing are those of `data.py`.
"""

from __future__ import annotations

from .data import (
    CIBUILDWHEEL_4_3_5,
    CIBUILDWHEEL_CHANGELOG,
    CIBUILDWHEEL_README,
    PEP_783,
    PYODIDE_BUILD_CONFIG,
    RAN_0_27_8,
    RAN_0_29_5,
    RAN_314_0_7,
    READ,
    UV_0_13_9,
    WAREHOUSE_UPLOAD,
)
from .model import ARTIFACT, DOCUMENTATION, SOURCE_CODE, Behaviour, Demonstration, Message, Source

MICROPIP_0_11_1 = Source(ARTIFACT, "PyPI micropip", "run in Pyodide", "0.11.1", read=READ)
PIP_26_3 = Source(ARTIFACT, "PyPI pip", "run", "26.3", read=READ)
UV_INSTALL = UV_0_13_9.replace(path="run")
ZIGLANG = Source(ARTIFACT, "PyPI ziglang", "wasm-ld, run", "0.17.1", read=READ)
CIBUILDWHEEL_RUN = CIBUILDWHEEL_4_3_5.replace(path="run", revision="4.3.3")
PYODIDE_BUILD_0_39_2 = Source(ARTIFACT, "PyPI pyodide-build", "build_env.py", "0.39.2", read=READ)
PYODIDE_BUILD_XBUILDENV = PYODIDE_BUILD_0_39_2.replace(path="xbuildenv.py")
PYODIDE_BUILD_WRAPPER = PYODIDE_BUILD_0_39_2.replace(path="pywasmcross.py")
PYODIDE_BUILD_CHANGELOG = PYODIDE_BUILD_CONFIG.replace(kind=DOCUMENTATION, path="CHANGELOG.md")
MATURIN_TAG = Source(
    SOURCE_CODE,
    "PyO3/maturin",
    "src/target/platform_tag.rs",
    "9ad2a8c029931ec9ed62da51217d68c3e9233260",
    read=READ,
)
MATURIN_COMPILE = MATURIN_TAG.replace(path="src/compile.rs")
CIBUILDWHEEL_OPTIONS = CIBUILDWHEEL_README.replace(path="docs/options.md")
CIBUILDWHEEL_PLATFORMS = CIBUILDWHEEL_README.replace(path="docs/platforms.md")
PEP_11 = PEP_783.replace(path="peps/pep-0011.rst")
PEP_730 = PEP_783.replace(path="peps/pep-0730.rst")
PEP_738 = PEP_783.replace(path="peps/pep-0738.rst")
PEP_776 = PEP_783.replace(path="peps/pep-0776.rst")
PEP_783_PYTHON = PEP_783.replace(path="", revision="deedb4cbbc22c92ad19e1af6b6778d3aa886919d")
PEP_783_YEAR = PEP_783.replace(path="", revision="d74fcd31957db2391d47d91538deca3dd6a01bc5")
PEP_783_ACCEPTED = PEP_783.replace(path="", revision="deb1267b7a5ef6930f2cea6b5910a0c3203fee76")
RUST_E0463 = Source(ARTIFACT, "rustc", "run without the target's library", "1.95.0", read=READ)

#: What tools print, literally; "…" stands for what varies. Each has a heading on `/errors/`.
MESSAGES = (
    # Loading a side module.
    Message(
        "longjmp-tag-import",
        "Pyodide",
        'function="__c_longjmp" error: tag import requires a WebAssembly.Tag',
        "0.27.8",
        "provoked",
        (RAN_0_27_8,),
    ),
    Message(
        "cpp-exception-tag-import",
        "Pyodide",
        'function="__cpp_exception" error: tag import requires a WebAssembly.Tag',
        "0.27.8",
        "provoked",
        (RAN_0_27_8,),
    ),
    Message(
        "cannot-resolve-symbol-invoke",
        "Pyodide",
        "Dynamic linking error: cannot resolve symbol invoke_…",
        "0.29.5 and 314.0.7",
        "provoked",
        (RAN_0_29_5, RAN_314_0_7),
    ),
    Message(
        "cannot-resolve-symbol",
        "Pyodide",
        "Dynamic linking error: cannot resolve symbol …",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "bad-export-type",
        "Pyodide",
        "Error: bad export type for '…': undefined",
        "0.27.8 and 0.29.5",
        "provoked",
        (RAN_0_27_8, RAN_0_29_5),
    ),
    Message(
        "undefined-symbol",
        "Pyodide",
        "Error: Dynamic linking error: undefined symbol '…'",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "imported-function-type",
        "Pyodide",
        "error: imported function does not match the expected type",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "shared-memory",
        "Pyodide",
        "mismatch in shared state of memory, declared = 1, imported = 0",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "wasm-magic-number",
        "Pyodide",
        "Error: need to see wasm magic number",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "dylink-section-first",
        "Pyodide",
        "Error: need the dylink section to be first",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "uint32array-multiple-of-4",
        "Pyodide",
        "RangeError: byte length of Uint32Array should be a multiple of 4",
        "0.27.8 and 314.0.7",
        "provoked",
        (RAN_0_27_8, RAN_314_0_7),
    ),
    Message(
        "failed-to-find-dynamic-library",
        "Pyodide",
        'Error: Failed to find dynamic library "…"',
        "0.29.5 and 314.0.7",
        "provoked",
        (RAN_0_29_5, RAN_314_0_7),
    ),
    Message(
        "file-packager",
        "Pyodide",
        "Error: Didn't expect to load any more file_packager files!",
        "0.27.8",
        "provoked",
        (RAN_0_27_8,),
    ),
    Message(
        "relaxed-simd",
        "Pyodide",
        "simd opcode not available, enable with --experimental-relaxed-simd",
        "314.0.7, under Node.js 20",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "cpp-exception",
        "Pyodide",
        "CppException …: The exception is an object of type … at address … which does not inherit "
        "from std::exception",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "fatal-error",
        "Pyodide",
        "Pyodide has suffered a fatal error. Please report this to the Pyodide maintainers.",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "module-export-function",
        "Pyodide",
        "ImportError: dynamic module does not define module export function (PyInit_…)",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "no-module-named",
        "Pyodide",
        "ModuleNotFoundError: No module named '…'",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "start-new-thread",
        "Pyodide",
        "RuntimeError: can't start new thread",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "lock-file-abi-version",
        "Pyodide",
        "Error: Lock file ABI version doesn't match Pyodide ABI version.",
        "314.0.7",
        "provoked",
        (RAN_314_0_7,),
    ),
    Message(
        "pyodide-version-does-not-match",
        "Pyodide",
        "Pyodide version does not match: '…' <==> '…'.",
        "0.29.5",
        "provoked",
        (RAN_0_29_5,),
    ),
    # Installing with micropip.
    Message(
        "cant-find-a-pure-python-wheel",
        "micropip",
        "ValueError: Can't find a pure Python 3 wheel for '…'.",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "cant-fetch-metadata",
        "micropip",
        "ValueError: Can't fetch metadata for '…'. Please make sure you have entered a correct "
        "package name",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "built-with-emscripten-vpyemscripten",
        "micropip",
        "ValueError: Wheel was built with Emscripten vpyemscripten.… but Pyodide was built with "
        "Emscripten v…",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "built-with-emscripten",
        "micropip",
        "ValueError: Wheel was built with Emscripten v… but Pyodide was built with Emscripten v…",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "wheel-platform-not-compatible",
        "micropip",
        "ValueError: Wheel platform '…' is not compatible with Pyodide's platform 'emscripten-…'",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "wheel-abi-not-supported",
        "micropip",
        "ValueError: Wheel abi '…' is not supported. Supported abis are 'abi3' and '…'.",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "already-installed",
        "micropip",
        "ValueError: Requested '…', but … is already installed.",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    Message(
        "wrong-number-of-parts",
        "micropip",
        "InvalidWheelFilename: Invalid wheel filename (wrong number of parts): '…'",
        "0.11.1",
        "provoked",
        (MICROPIP_0_11_1,),
    ),
    # Installing with pip and uv.
    Message(
        "not-a-supported-wheel",
        "pip",
        "ERROR: ….whl is not a supported wheel on this platform.",
        "26.3",
        "provoked",
        (PIP_26_3,),
    ),
    Message(
        "from-versions-none",
        "pip",
        "ERROR: Could not find a version that satisfies the requirement … (from versions: none)",
        "26.3",
        "provoked",
        (PIP_26_3,),
    ),
    Message(
        "restricting-platform",
        "pip",
        "ERROR: When restricting platform and interpreter constraints using --python-version, "
        "--platform, --abi, or --implementation, either --no-deps must be set, or "
        "--only-binary=:all: must be set",
        "26.3",
        "provoked",
        (PIP_26_3,),
    ),
    Message(
        "target-or-dry-run",
        "pip",
        "ERROR: Can not use any platform or abi specific options unless installing via '--target' "
        "or using '--dry-run'",
        "26.3",
        "provoked",
        (PIP_26_3,),
    ),
    Message(
        "invalid-python-platform",
        "uv",
        "error: invalid value '…' for '--python-platform <PYTHON_PLATFORM>'",
        "0.13.9",
        "provoked",
        (UV_INSTALL,),
    ),
    Message(
        "no-wheels-with-a-matching-tag",
        "uv",
        "has no wheels with a matching …",
        "0.13.9",
        "provoked",
        (UV_INSTALL,),
    ),
    # Uploading.
    Message(
        "unsupported-platform-tag",
        "PyPI",
        "Binary wheel '…' has an unsupported platform tag '…'.",
        "39f8659",
        "read",
        (WAREHOUSE_UPLOAD,),
    ),
    # Building.
    Message(
        "incorrect-emscripten-version",
        "pyodide-build",
        "Incorrect Emscripten version …. Need Emscripten version …",
        "0.39.2",
        "published",
        (PYODIDE_BUILD_0_39_2,),
    ),
    Message(
        "no-emscripten-compiler-found",
        "pyodide-build",
        "No Emscripten compiler found. Need Emscripten version …",
        "0.39.2",
        "published",
        (PYODIDE_BUILD_0_39_2,),
    ),
    Message(
        "not-compatible-with-the-current-environment",
        "pyodide-build",
        "Version … is not compatible with the current environment.",
        "0.39.2",
        "published",
        (PYODIDE_BUILD_XBUILDENV,),
    ),
    Message(
        "python-not-yet-supported",
        "pyodide-build",
        "Python version … is not yet supported. The newest supported version of Python is ….",
        "0.39.2",
        "published",
        (PYODIDE_BUILD_XBUILDENV,),
    ),
    Message(
        "openmp-requires-threads",
        "pyodide-build",
        "openmp requires threads and is not supported",
        "0.39.2",
        "published",
        (PYODIDE_BUILD_WRAPPER,),
    ),
    Message(
        "no-build-identifiers-selected",
        "cibuildwheel",
        "cibuildwheel: error: No build identifiers selected:",
        "4.3.3",
        "provoked",
        (CIBUILDWHEEL_RUN,),
    ),
    Message(
        "invalid-build-selector",
        "cibuildwheel",
        "cibuildwheel: error: Invalid build selector: '…'. This selector matches a group that "
        "wasn't enabled.",
        "4.3.3",
        "provoked",
        (CIBUILDWHEEL_RUN,),
    ),
    Message(
        "falling-back-to-legacy",
        "maturin",
        "Falling back to legacy `emscripten_…_wasm32` platform tag.",
        "9ad2a8c",
        "read",
        (MATURIN_TAG,),
    ),
    Message(
        "cant-find-crate-for-std",
        "rustc",
        "error[E0463]: can't find crate for `std`",
        "1.95.0",
        "read",
        (RUST_E0463,),
    ),
    # Linking; Emscripten links with the same wasm-ld.
    Message(
        "unknown-file-type",
        "wasm-ld",
        "wasm-ld: error: unknown file type: …",
        "0.17.1 of ziglang",
        "provoked",
        (ZIGLANG,),
    ),
    Message(
        "unable-to-find-library",
        "wasm-ld",
        "wasm-ld: error: unable to find library -l…",
        "0.17.1 of ziglang",
        "provoked",
        (ZIGLANG,),
    ),
    Message(
        "atomics-feature",
        "wasm-ld",
        "wasm-ld: error: 'atomics' feature must be used in order to use shared memory",
        "0.17.1 of ziglang",
        "provoked",
        (ZIGLANG,),
    ),
)

#: What tools do, by name, for the guides to cite.
BEHAVIOURS = {
    "cibuildwheel-platform": Behaviour(
        "cibuildwheel",
        "4.3",
        "builds for Pyodide with `--platform pyodide`, on Linux and macOS",
        (CIBUILDWHEEL_PLATFORMS,),
    ),
    "cibuildwheel-defaults": Behaviour(
        "cibuildwheel",
        "4.3.5",
        "pins one Pyodide release for each identifier",
        (CIBUILDWHEEL_4_3_5,),
    ),
    "cibuildwheel-eol": Behaviour(
        "cibuildwheel",
        "4.3.3",
        "leaves the oldest platform out unless `enable` names `pyodide-eol`",
        (CIBUILDWHEEL_RUN, CIBUILDWHEEL_CHANGELOG),
    ),
    "cibuildwheel-prerelease": Behaviour(
        "cibuildwheel",
        "4.3.3",
        "selects the newest identifier without `pyodide-prerelease`, although its Pyodide is an "
        "alpha",
        (CIBUILDWHEEL_RUN,),
    ),
    "cibuildwheel-pyodide-version": Behaviour(
        "cibuildwheel",
        "4.3",
        "takes the option `pyodide-version`",
        (CIBUILDWHEEL_OPTIONS,),
    ),
    "cibuildwheel-repair": Behaviour(
        "cibuildwheel",
        "4.3",
        "repairs no Pyodide wheel by default",
        (CIBUILDWHEEL_PLATFORMS,),
    ),
    "cibuildwheel-test": Behaviour(
        "cibuildwheel",
        "4.3",
        "recommends `python -m pytest` over the command `pytest` in its Pyodide environment",
        (CIBUILDWHEEL_PLATFORMS,),
    ),
    "pyodide-build-emsdk": Behaviour(
        "pyodide-build",
        "0.39.2",
        "installs the right Emscripten itself if there is no `emcc`",
        (PYODIDE_BUILD_0_39_2,),
    ),
    "pyodide-build-skip-check": Behaviour(
        "pyodide-build",
        "0.39.2",
        "leaves the check out with `SKIP_EMSCRIPTEN_VERSION_CHECK=1`, which hides the mismatch and "
        "does not mend it",
        (PYODIDE_BUILD_0_39_2.replace(path="config.py"),),
    ),
    "auditwheel-repair": Behaviour(
        "auditwheel-emscripten",
        "0.3.0",
        "copies the libraries into the wheel and sets `RPATH`, with "
        "`pyodide auditwheel repair --libdir DIR WHEEL`",
        (Source(ARTIFACT, "PyPI auditwheel-emscripten", "cli/main.py", "0.3.0", read=READ),),
    ),
    "pytest-pyodide-wheels": Behaviour(
        "pytest-pyodide",
        "0.59.2",
        "installs the wheels that `copy_files_to_pyodide` names",
        (Source(ARTIFACT, "PyPI pytest-pyodide", "copy_files_to_pyodide.py", "0.59.2", read=READ),),
    ),
    "pyodide-build-retag": Behaviour(
        "pyodide-build",
        "0.39",
        "gives every wheel with `emscripten` in its name the platform tag",
        (PYODIDE_BUILD_CONFIG.replace(path="pyodide_build/out_of_tree/build.py#L90"),),
    ),
    "pyodide-build-rustflags": Behaviour(
        "pyodide-build",
        "0.38.0",
        "sets the flags for the Emscripten target only, no longer `RUSTFLAGS`",
        (PYODIDE_BUILD_CHANGELOG,),
    ),
    "pyodide-build-abi3": Behaviour(
        "pyodide-build",
        "0.38.0",
        "sets `PYO3_USE_ABI3_FORWARD_COMPATIBILITY` for a Python that is not final",
        (PYODIDE_BUILD_CHANGELOG,),
    ),
    "pyodide-venv": Behaviour(
        "pyodide-build",
        "0.39",
        "makes an environment whose `python` is Pyodide under Node.js and whose pip takes wheels "
        "only",
        (PYODIDE_BUILD_CONFIG.replace(kind=DOCUMENTATION, path="docs/how-to/testing.md"),),
    ),
    "maturin-version": Behaviour(
        "maturin",
        "9ad2a8c",
        "reads `MATURIN_PYEMSCRIPTEN_PLATFORM_VERSION`, `PYEMSCRIPTEN_PLATFORM_VERSION`, the two "
        "older `PYODIDE_ABI_VERSION` names, then asks `pyodide config`",
        (MATURIN_TAG,),
    ),
    "maturin-side-module": Behaviour(
        "maturin",
        "9ad2a8c",
        "passes `-sSIDE_MODULE=2` and `-sWASM_BIGINT` to the linker by itself",
        (MATURIN_COMPILE,),
    ),
    "setuptools-tag": Behaviour(
        "setuptools",
        "7d53128",
        "names wheels after `sysconfig.get_platform()`, which is the generic tag",
        (
            Source(
                SOURCE_CODE,
                "pypa/setuptools",
                "setuptools/command/bdist_wheel.py",
                "7d531288b",
                read=READ,
            ),
        ),
    ),
    "meson-python-tag": Behaviour(
        "meson-python",
        "f489fa3",
        "names wheels after `sysconfig.get_platform()`, which is the generic tag",
        (
            Source(
                SOURCE_CODE, "mesonbuild/meson-python", "mesonpy/_tags.py", "f489fa352", read=READ
            ),
        ),
    ),
    "scikit-build-core-tag": Behaviour(
        "scikit-build-core",
        "120c8dc",
        "names wheels after `_PYTHON_HOST_PLATFORM`, which pyodide-build sets to the generic tag",
        (
            Source(
                SOURCE_CODE,
                "scikit-build/scikit-build-core",
                "src/scikit_build_core/builder/wheel_tag.py",
                "120c8dc73",
                read=READ,
            ),
        ),
    ),
    "pip-cross": Behaviour(
        "pip",
        "26.3",
        "takes any spelling with `--platform` and evaluates markers for the system that it runs on",
        (PIP_26_3,),
    ),
    "micropip-bundled": Behaviour(
        "micropip",
        "0.11.1",
        "prefers a package of the distribution's lock file to one on PyPI",
        (MICROPIP_0_11_1,),
    ),
    "sysconfig-variables": Behaviour(
        "Pyodide's own build",
        "0.29.4",
        "writes the platform version into `sysconfig` under three names",
        (
            Source(
                SOURCE_CODE,
                "pyodide/pyodide",
                "cpython/adjust_sysconfig.py#L51-L53",
                "fa84565891ce2d3bb58dd04666b2f98af6a33382",
                read=READ,
            ),
        ),
    ),
    "cibuildwheel-android": Behaviour(
        "cibuildwheel",
        "4.3.3",
        "builds `cp313-android_arm64_v8a` and later",
        (CIBUILDWHEEL_RUN,),
    ),
    "cibuildwheel-ios": Behaviour(
        "cibuildwheel",
        "4.3.3",
        "builds `cp313-ios_arm64_iphoneos` and later",
        (CIBUILDWHEEL_RUN,),
    ),
    "tiers": Behaviour(
        "PEP 11",
        "ba4deeb",
        "lists iOS, Android and Emscripten in tier 3: a failure there blocks no release of CPython",
        (PEP_11,),
    ),
    "ios-since": Behaviour("CPython", "3.13", "is the first that supports iOS", (PEP_730,)),
    "android-since": Behaviour("CPython", "3.13", "is the first that supports Android", (PEP_738,)),
    "emscripten-since": Behaviour(
        "CPython", "3.14", "supports Emscripten in tier 3, as PEP 776 has it", (PEP_776,)
    ),
    "pep-drafts": Behaviour(
        "PEP 783",
        "of 2026-02-20",
        "named the tag after the Python version, `pyodide_314_0_wasm32`; on 2026-03-04 it became "
        "`pyemscripten_YEAR_PATCH_wasm32`, and on 2026-04-07 the PEP was marked as accepted",
        (PEP_783_PYTHON, PEP_783_YEAR, PEP_783_ACCEPTED),
    ),
    "specification": Behaviour(
        "packaging.python.org",
        "ab49948",
        "specifies the tags of iOS and Android and does not mention Emscripten",
        (
            Source(
                DOCUMENTATION,
                "pypa/packaging.python.org",
                "source/specifications/platform-compatibility-tags.rst",
                "ab4994857",
                read=READ,
            ),
        ),
    ),
}

#: Side modules that break one rule each; the tests make them and load them in the real runtimes.
DEMONSTRATIONS = {
    "exceptions": Demonstration(
        "exceptions",
        """int f();
extern "C" int add(int a, int b) { try { return f(); } catch (...) { return b; } }""",
        "load",
        {"2024_0": "cpp-exception-tag-import"},
        language="c++",
        flags=("-fwasm-exceptions",),
    ),
    "invoke": Demonstration(
        "invoke",
        """int invoke_ii(int, int);
int add(int a, int b) { return invoke_ii(a, b); }""",
        "call",
        {"2025_0": "cannot-resolve-symbol-invoke", "2026_0": "cannot-resolve-symbol-invoke"},
    ),
    "signature": Demonstration(
        "signature",
        """void strlen(double);
int add(int a, int b) { strlen(1); return b; }""",
        "load",
        {"2024_0": "imported-function-type", "2026_0": "imported-function-type"},
        flags=("-fno-builtin",),
    ),
    "call": Demonstration(
        "call",
        """int nowhere(int);
int add(int a, int b) { return nowhere(a) + b; }""",
        "call",
        {"2024_0": "cannot-resolve-symbol", "2026_0": "cannot-resolve-symbol"},
    ),
    "address": Demonstration(
        "address",
        """int nowhere(int);
int (*callback)(int) = nowhere;
int add(int a, int b) { return callback(a) + b; }""",
        "load",
        {"2024_0": "bad-export-type", "2025_0": "bad-export-type", "2026_0": "undefined-symbol"},
    ),
    "threads": Demonstration(
        "threads",
        """_Atomic int count;
int add(int a, int b) { return count++ + a + b; }""",
        "load",
        {"2024_0": "shared-memory", "2026_0": "shared-memory"},
        flags=("-pthread",),
    ),
    "needs": Demonstration(
        "needs",
        """int dependency(int);  /* in libdependency.so, which no RPATH leads to */
int add(int a, int b) { return dependency(a) + b; }""",
        "load",
        {
            "2024_0": "file-packager",
            "2025_0": "failed-to-find-dynamic-library",
            "2026_0": "failed-to-find-dynamic-library",
        },
    ),
}
