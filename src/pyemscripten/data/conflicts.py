"""Where sources contradict each other, and what the released artifact says."""

from __future__ import annotations

from pyemscripten.model import Claim, Conflict

from .sources import (
    CIBUILDWHEEL_CHANGELOG,
    CIBUILDWHEEL_README,
    JUPYTERLITE_README,
    MATURIN_GUIDE,
    MICROPIP_PYEMSCRIPTEN,
    PACKAGING_TAGS,
    PEP_783,
    PYODIDE_BUILD_PLATFORMS,
    UV_0_13_9,
    UV_TAGS,
    UV_TARGETS,
    WAREHOUSE_UPLOAD,
    abi,
)
from .tagged import envs, lock_file, port, pyodide, ran

_RECIPE = "packages/packaging/meta.yaml"

CONFLICTS = (
    Conflict(
        "alphas-2025-0-emscripten",
        "One platform version, three Emscripten versions",
        about=("2025_0", "0.28.0a1", "0.28.0a2", "0.28.0a3"),
        fact="emscripten",
        claims=(
            Claim("Pyodide 0.28.0a1", "2025_0 with Emscripten 4.0.6", envs("0.28.0a1")),
            Claim("Pyodide 0.28.0a2", "2025_0 with Emscripten 4.0.8", envs("0.28.0a2")),
            Claim("Pyodide 0.28.0a3", "2025_0 with Emscripten 4.0.9", envs("0.28.0a3")),
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
            Claim("Pyodide's page on 2026_0", "does not list zstd", abi("314")),
            Claim("Pyodide 314.0.0", "links zstd 1.5.7", envs("314.0.0")),
            Claim("Pyodide 314.0.0a1, run", "has no _zstd module", ran("314.0.0a1")),
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
                abi("315"),
            ),
            Claim("Emscripten 6.0.5", "its zlib port is 1.3.2", port("zlib", "6.0.5")),
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
            Claim("Pyodide's page on 2026_0", "this is the planned definition", abi("314")),
            Claim("Pyodide 314.0.0", "carries 2026_0 in a stable release", ran("314.0.0")),
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
            Claim("Pyodide's page on 2026_5", "this is the planned definition", abi("315")),
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
            Claim("Pyodide's page on 2025_0", "a nightly after 2025-01-15 is required", abi("313")),
            Claim("Pyodide's page on 2026_0", "stable 1.93.0 works for 2025_0 too", abi("314")),
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
                PACKAGING_TAGS,
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
                lock_file("314.0.0"),
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
                lock_file("0.28.0"),
            ),
            Claim(
                "pyodide-lock.json of 314.0.0a1 and a2",
                "info.version is 0.30.0.dev0",
                lock_file("314.0.0a1"),
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
            Claim(
                "Pyodide's recipe at 0.29.4",
                "packaging 26.1",
                pyodide("0.29.4", _RECIPE),
            ),
            Claim(
                "Pyodide's recipe at 314.0.0a2",
                "packaging 26.1",
                pyodide("314.0.0a2", _RECIPE),
            ),
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
                MICROPIP_PYEMSCRIPTEN,
            ),
        ),
        artifact="The wheel's platform version is printed as if it were an Emscripten version.",
        report="check_compatible() removes the prefix emscripten_ only, so the message for a "
        "pyemscripten tag prints the platform version as an Emscripten version.",
    ),
)
