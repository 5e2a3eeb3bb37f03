"""Where the facts were read. What several files of the data cite has a name here."""

from __future__ import annotations

from pyemscripten.model import ARTIFACT, DOCUMENTATION, SOURCE_CODE, Source

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

PYODIDE_BUILD = "pyodide/pyodide-build"
PYODIDE_BUILD_CONFIG = Source(
    SOURCE_CODE,
    PYODIDE_BUILD,
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


def cibuildwheel(version: str, read: str = READ) -> Source:
    """What a release of cibuildwheel pins: one Pyodide release for each of its identifiers."""
    path = "resources/build-platforms.toml"
    return Source(ARTIFACT, "PyPI cibuildwheel", path, version, read=read)


def change(project: str, revision: str, path: str = "") -> Source:
    """A commit of a project, or one file as that commit left it."""
    return Source(SOURCE_CODE, project, path, revision, read=READ)


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

PACKAGING = "pypa/packaging"
UV = "astral-sh/uv"
MICROPIP = "pyodide/micropip"
MATURIN = "PyO3/maturin"
POETRY = "python-poetry/poetry"

MICROPIP_0_11_1 = Source(ARTIFACT, "PyPI micropip", "run in Pyodide", "0.11.1", read=READ)
PIP_26_3 = Source(ARTIFACT, "PyPI pip", "run", "26.3", read=READ)
# Run on Linux against an index of this machine, and with the Python of Pyodide 314.0.7 as theirs.
_TRIED = "2026-11-25"
POETRY_2_5_1 = Source(ARTIFACT, "PyPI poetry", "lock, install and add, run", "2.5.1", read=_TRIED)
POETRY_2_5_1_FOR_PYODIDE = POETRY_2_5_1.replace(path="debug tags and install, run for Pyodide")
POETRY_2_1_3 = POETRY_2_5_1.replace(path="debug tags, run for Pyodide", revision="2.1.3")
POETRY_2_1_2 = POETRY_2_1_3.replace(revision="2.1.2")
PDM_2_29_4 = Source(ARTIFACT, "PyPI pdm", "lock, sync and export, run", "2.29.4", read=_TRIED)
DEP_LOGIC_0_7_2 = Source(ARTIFACT, "PyPI dep-logic", "run in Pyodide", "0.7.2", read=_TRIED)
UV_INSTALL = UV_0_13_9.replace(path="run")
ZIGLANG = Source(ARTIFACT, "PyPI ziglang", "wasm-ld, run", "0.17.1", read=READ)
CIBUILDWHEEL_RUN = cibuildwheel("4.3.3").replace(path="run")
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
