"""Where the facts were read. What several files of the data cite has a name here.

What a release of Pyodide or Emscripten says is in ``tagged``, which takes the commit from its row.
"""

from __future__ import annotations

from pyemscripten.model import ARTIFACT, DOCUMENTATION, SOURCE_CODE, Source

#: The day on which every source was read that names no other.
READ = "2026-11-22"


def document(project: str, path: str, revision: str) -> Source:
    """A page of a project at a commit."""
    return Source(DOCUMENTATION, project, path, revision, read=READ)


def code(project: str, path: str, revision: str, label: str = "") -> Source:
    """A file of a project at a commit, which may have a label such as a tag."""
    return Source(SOURCE_CODE, project, path, revision, label, READ)


def change(project: str, revision: str) -> Source:
    """A whole commit of a project."""
    return code(project, "", revision)


def artifact(project: str, what: str, version: str, read: str = READ) -> Source:
    """What was done to a published version, such as that of a package: ``"PyPI uv"``."""
    return Source(ARTIFACT, project, what, version, read=read)


def cibuildwheel(version: str, read: str = READ) -> Source:
    """What a release of cibuildwheel pins: one Pyodide release for each of its identifiers."""
    return artifact("PyPI cibuildwheel", "resources/build-platforms.toml", version, read)


# Pyodide and Emscripten.
PYODIDE = "pyodide/pyodide"
_DOCS = "fa84565891ce2d3bb58dd04666b2f98af6a33382"
CROSS_BUILD_METADATA = document(PYODIDE, "metadata/pyodide-cross-build-environments-v2.json", _DOCS)
ADJUST_SYSCONFIG = code(PYODIDE, "cpython/adjust_sysconfig.py#L51-L53", _DOCS)


def abi(page: str) -> Source:
    """Pyodide's page on the platform of one Python version, ``"314"``, or on ``"flags"``."""
    return document(PYODIDE, f"docs/development/abi/{page}.md", _DOCS)


ABI_INDEX = document(PYODIDE, "docs/development/abi.md", _DOCS)
ABI_FLAGS = abi("flags")

EMSCRIPTEN_CORE = "emscripten-core/emscripten"
EMSCRIPTEN_CHANGELOG = document(
    EMSCRIPTEN_CORE, "ChangeLog.md", "a04d0beef36bfa7661cee4b8dff7d3909303dabc"
)

# What builds wheels.
PYODIDE_BUILD = "pyodide/pyodide-build"
PYODIDE_BUILD_PYEMSCRIPTEN = change(PYODIDE_BUILD, "c6fcf2c08df9a5bd19483d8bf61c8a8b07b25de6")
PYODIDE_BUILD_CONFIG = code(
    PYODIDE_BUILD, "pyodide_build/config.py", "1835f06a36230caf6840db5f5bb2be6d5dd31bb0"
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
PYODIDE_BUILD_CHANGELOG = PYODIDE_BUILD_PLATFORMS.replace(path="CHANGELOG.md")
PYODIDE_BUILD_0_39_2 = artifact("PyPI pyodide-build", "build_env.py", "0.39.2")
PYODIDE_BUILD_XBUILDENV = PYODIDE_BUILD_0_39_2.replace(path="xbuildenv.py")
PYODIDE_BUILD_WRAPPER = PYODIDE_BUILD_0_39_2.replace(path="pywasmcross.py")

CIBUILDWHEEL = "pypa/cibuildwheel"
CIBUILDWHEEL_README = document(
    CIBUILDWHEEL, "README.md", "8832cf6b75594121646ec4e32692cc0ea3899f83"
)
CIBUILDWHEEL_CHANGELOG = CIBUILDWHEEL_README.replace(path="docs/changelog.md")
CIBUILDWHEEL_OPTIONS = CIBUILDWHEEL_README.replace(path="docs/options.md")
CIBUILDWHEEL_PLATFORMS = CIBUILDWHEEL_README.replace(path="docs/platforms.md")
CIBUILDWHEEL_SELECTOR = CIBUILDWHEEL_README.replace(
    kind=SOURCE_CODE, path="cibuildwheel/selector.py#L105"
)
CIBUILDWHEEL_RUN = cibuildwheel("4.3.3").replace(path="run")

MATURIN = "PyO3/maturin"
MATURIN_PYEMSCRIPTEN = change(MATURIN, "8058c01b5f60b2d33ea9350c153ea37edeb05e8f")
MATURIN_EVERY_PYTHON = change(MATURIN, "d64bdd3cc244305ba2b065308e76762fe7d34f1c")
MATURIN_TAG = code(
    MATURIN, "src/target/platform_tag.rs", "9ad2a8c029931ec9ed62da51217d68c3e9233260"
)
MATURIN_COMPILE = MATURIN_TAG.replace(path="src/compile.rs")
MATURIN_GUIDE = MATURIN_TAG.replace(
    kind=DOCUMENTATION, path="guide/src/environment-variables.md#L72"
)
RUST_E0463 = artifact("rustc", "run without the target's library", "1.95.0")
ZIGLANG = artifact("PyPI ziglang", "wasm-ld, run", "0.17.1")

# What installs and publishes them.
PACKAGING = "pypa/packaging"
PACKAGING_TAGS = change(PACKAGING, "2c6c7dfa2d406e44b91f3f8d26eeed72437c9435")
PACKAGING_VARIABLE = change(PACKAGING, "37b023285c27bc51940f33e50c1ebf692acf92c5")
MICROPIP = "pyodide/micropip"
MICROPIP_PYODIDE = change(MICROPIP, "5f01db3b7ecd7e7300eed7332041e6623ff8e6f1")
MICROPIP_PYEMSCRIPTEN = change(MICROPIP, "70cef478300b6881c45cbf0c652a57c8c3b34e17")
MICROPIP_CHANGELOG = document(
    MICROPIP, "CHANGELOG.md", "7b049a4fa4408c08839f84f74a96a8aa55721a83"
).replace(label="v0.9.0")
MICROPIP_0_11_1 = artifact("PyPI micropip", "run in Pyodide", "0.11.1")
PIP_VENDORS_PACKAGING = change("pypa/pip", "00b61dadbfeab8ffe8068856e604ddb382172344")
PIP_26_3 = artifact("PyPI pip", "run", "26.3")
UV = "astral-sh/uv"
UV_PYODIDE = change(UV, "f9d3f24728")
UV_PYEMSCRIPTEN = change(UV, "c457b9492f16cb9df6f59901934219c1a5cfa6d6")
UV_TARGETS = code(UV, "crates/uv-configuration/src/target_triple.rs", "26a9dd4b2125")
UV_TAGS = UV_TARGETS.replace(path="crates/uv-platform-tags/src/platform_tag.rs#L841-L897")
UV_0_13_9 = artifact("PyPI uv", "--python-platform", "0.13.9")
UV_INSTALL = UV_0_13_9.replace(path="run")
WAREHOUSE_UPLOAD = code(
    "pypi/warehouse",
    "warehouse/forklift/legacy.py#L193",
    "39f86591a3bce47add4a5fea05dd7f597563b195",
)
JUPYTERLITE = "jupyterlite/pyodide-kernel"
JUPYTERLITE_README = document(JUPYTERLITE, "README.md", "97d29c89a84584498072baf8cdcb47a74da230a3")

# Run on Linux against an index of this machine, and with the Python of Pyodide as theirs.
_TRIED = "2026-11-25"
POETRY = change("python-poetry/poetry", "14221f593c35a26c9d993a105199d7a10cd28800")
POETRY_2_5_1 = artifact("PyPI poetry", "lock, install and add, run", "2.5.1", _TRIED)
POETRY_2_5_1_FOR_PYODIDE = POETRY_2_5_1.replace(path="debug tags and install, run for Pyodide")
POETRY_2_1_3 = POETRY_2_5_1.replace(path="debug tags, run for Pyodide", revision="2.1.3")
POETRY_2_1_2 = POETRY_2_1_3.replace(revision="2.1.2")
PDM_2_29_4 = artifact("PyPI pdm", "lock, sync and export, run", "2.29.4", _TRIED)
DEP_LOGIC_0_7_2 = artifact("PyPI dep-logic", "run in Pyodide", "0.7.2", _TRIED)

# Who decides.
PEP_783 = document("python/peps", "peps/pep-0783.rst", "ba4deeb7969588d937da609008d05bb83a47b1ab")
PEP_11 = PEP_783.replace(path="peps/pep-0011.rst")
PEP_730 = PEP_783.replace(path="peps/pep-0730.rst")
PEP_738 = PEP_783.replace(path="peps/pep-0738.rst")
PEP_776 = PEP_783.replace(path="peps/pep-0776.rst")
PEP_783_PYTHON = PEP_783.replace(path="", revision="deedb4cbbc22c92ad19e1af6b6778d3aa886919d")
PEP_783_YEAR = PEP_783.replace(path="", revision="d74fcd31957db2391d47d91538deca3dd6a01bc5")
PEP_783_ACCEPTED = PEP_783.replace(path="", revision="deb1267b7a5ef6930f2cea6b5910a0c3203fee76")
