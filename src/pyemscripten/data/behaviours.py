"""What tools do, for the guides of the site to cite."""

from __future__ import annotations

from pyemscripten.model import DOCUMENTATION, Behaviour

from .sources import (
    ADJUST_SYSCONFIG,
    CIBUILDWHEEL_CHANGELOG,
    CIBUILDWHEEL_OPTIONS,
    CIBUILDWHEEL_PLATFORMS,
    CIBUILDWHEEL_RUN,
    MATURIN_COMPILE,
    MATURIN_TAG,
    MICROPIP_0_11_1,
    PDM_2_29_4,
    PEP_11,
    PEP_730,
    PEP_738,
    PEP_776,
    PEP_783_ACCEPTED,
    PEP_783_PYTHON,
    PEP_783_YEAR,
    PIP_26_3,
    POETRY_2_5_1,
    POETRY_2_5_1_FOR_PYODIDE,
    PYODIDE_BUILD_0_39_2,
    PYODIDE_BUILD_CHANGELOG,
    PYODIDE_BUILD_CONFIG,
    artifact,
    cibuildwheel,
    code,
    document,
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
        (cibuildwheel("4.3.5"),),
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
        (artifact("PyPI auditwheel-emscripten", "cli/main.py", "0.3.0"),),
    ),
    "pytest-pyodide-wheels": Behaviour(
        "pytest-pyodide",
        "0.59.2",
        "installs the wheels that `copy_files_to_pyodide` names",
        (artifact("PyPI pytest-pyodide", "copy_files_to_pyodide.py", "0.59.2"),),
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
        (code("pypa/setuptools", "setuptools/command/bdist_wheel.py", "7d531288b"),),
    ),
    "meson-python-tag": Behaviour(
        "meson-python",
        "f489fa3",
        "names wheels after `sysconfig.get_platform()`, which is the generic tag",
        (code("mesonbuild/meson-python", "mesonpy/_tags.py", "f489fa352"),),
    ),
    "scikit-build-core-tag": Behaviour(
        "scikit-build-core",
        "120c8dc",
        "names wheels after `_PYTHON_HOST_PLATFORM`, which pyodide-build sets to the generic tag",
        (
            code(
                "scikit-build/scikit-build-core",
                "src/scikit_build_core/builder/wheel_tag.py",
                "120c8dc73",
            ),
        ),
    ),
    "pip-cross": Behaviour(
        "pip",
        "26.3",
        "takes any spelling with `--platform` and evaluates markers for the system that it runs on",
        (PIP_26_3,),
    ),
    "poetry-target": Behaviour(
        "poetry",
        "2.5.1",
        "has no option that names a target; its lock file lists the wheels of every platform, and "
        "it installs those for Pyodide into an environment whose Python is Pyodide",
        (POETRY_2_5_1, POETRY_2_5_1_FOR_PYODIDE),
    ),
    "pdm-target": Behaviour(
        "pdm",
        "2.29.4",
        "refuses the target as `--platform`; without one its lock file lists the wheels of every "
        "platform, and what `pdm export` writes is a file of requirements for pip",
        (PDM_2_29_4,),
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
        (ADJUST_SYSCONFIG,),
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
            document(
                "pypa/packaging.python.org",
                "source/specifications/platform-compatibility-tags.rst",
                "ab4994857",
            ),
        ),
    ),
}
