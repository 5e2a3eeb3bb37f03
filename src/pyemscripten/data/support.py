"""What tools do with the spellings of the platform tag, and since when."""

from __future__ import annotations

from pyemscripten.model import Support, TagOrder

from .sources import (
    CIBUILDWHEEL,
    DEP_LOGIC_0_7_2,
    JUPYTERLITE,
    MATURIN,
    MATURIN_EVERY_PYTHON,
    MATURIN_PYEMSCRIPTEN,
    MICROPIP_CHANGELOG,
    MICROPIP_PYEMSCRIPTEN,
    MICROPIP_PYODIDE,
    PACKAGING_TAGS,
    PACKAGING_VARIABLE,
    PDM_2_29_4,
    PEP_783,
    PIP_26_3,
    PIP_VENDORS_PACKAGING,
    POETRY,
    POETRY_2_1_2,
    POETRY_2_1_3,
    POETRY_2_5_1,
    POETRY_2_5_1_FOR_PYODIDE,
    PYODIDE_BUILD_CONFIG,
    PYODIDE_BUILD_PYEMSCRIPTEN,
    UV,
    UV_0_13_9,
    UV_PYEMSCRIPTEN,
    UV_PYODIDE,
    UV_TAGS,
    UV_TARGETS,
    WAREHOUSE_UPLOAD,
    artifact,
    change,
    cibuildwheel,
)
from .tagged import pyodide

# The copy of packaging in the Pyodide distribution, which is patched.
DISTRIBUTION_PACKAGING = "packaging in Pyodide"
_PATCHES = "packages/packaging/patches"
_PATCH = f"{_PATCHES}/0001-Add-Pyodide-compatibility.patch"
_BACKWARDS_PATCH = f"{_PATCHES}/0001-Add-backwards-compatibility-for-wheels-with-pyodide-.patch"

_PIP_FOR_A_TARGET = Support(
    "pip",
    "resolves",
    "emscripten",
    since="any",
    note="--platform takes whatever it is told.",
    sources=(PIP_26_3,),
)
_POETRY_FOR_A_TARGET = Support(
    "poetry",
    "resolves",
    "emscripten",
    since="",
    note="No option names a target. Its lock file lists such wheels; it installs those that the "
    "Python of the project takes, and any that is given as a path.",
    sources=(POETRY_2_5_1,),
)
_POETRY_IN_PYODIDE = (
    POETRY,
    POETRY_2_1_2,
    POETRY_2_1_3,
    POETRY_2_5_1_FOR_PYODIDE,
)
_PDM_FOR_A_TARGET = Support(
    "pdm",
    "resolves",
    "emscripten",
    since="",
    note="`pdm lock --platform` refuses the target, since dep-logic knows neither the system nor "
    "wasm32. Without it the lock file lists such wheels, for `pdm export` and pip.",
    sources=(PDM_2_29_4, DEP_LOGIC_0_7_2),
)

SUPPORT = (
    Support(
        "packaging",
        "generates",
        "emscripten",
        since="any",
        note="As the last of the running interpreter's platforms.",
        sources=(PACKAGING_TAGS,),
    ),
    Support(
        "packaging",
        "generates",
        "pyodide",
        since="",
        note="Only in the copy that the Pyodide distribution patches.",
        sources=(PACKAGING_VARIABLE,),
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
            PACKAGING_TAGS,
            PACKAGING_VARIABLE,
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
            pyodide("0.26.0", _PATCH),
            pyodide("314.0.0", _BACKWARDS_PATCH),
            MICROPIP_CHANGELOG,
        ),
    ),
    Support(
        DISTRIBUTION_PACKAGING,
        "generates",
        "pyemscripten",
        since="0.29.4",
        note="The versions are Pyodide's. 314.0.0a1 does not, 314.0.0a2 and later do.",
        sources=(pyodide("314.0.0a1", _PATCH), pyodide("314.0.0", _BACKWARDS_PATCH)),
    ),
    Support(
        "pip",
        "installs",
        "emscripten",
        since="any",
        note="When pip itself runs on Emscripten.",
        sources=(PIP_VENDORS_PACKAGING,),
    ),
    Support(
        "pip",
        "installs",
        "pyodide",
        since="",
        note="Not by itself.",
        sources=(PIP_VENDORS_PACKAGING,),
    ),
    Support(
        "pip",
        "installs",
        "pyemscripten",
        since="26.1",
        date="2026-04-26",
        note="When pip itself runs on Emscripten; it vendors packaging 26.2.",
        sources=(PIP_VENDORS_PACKAGING,),
    ),
    _PIP_FOR_A_TARGET,
    _PIP_FOR_A_TARGET.replace(spelling="pyodide"),
    _PIP_FOR_A_TARGET.replace(spelling="pyemscripten"),
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
        sources=(UV_PYODIDE,),
    ),
    Support(
        "uv",
        "resolves",
        "pyemscripten",
        since="0.11.19",
        note="--python-platform knows 2024_0 and 2025_0 only; a year or patch above 65535 is no "
        "valid tag to it. Unlike packaging it tells upper from lower case, and reads the year and "
        "the patch as numbers, so that leading zeros do not matter.",
        sources=(UV_PYEMSCRIPTEN, UV_TAGS, UV_0_13_9),
    ),
    Support(
        "poetry",
        "installs",
        "emscripten",
        since="2.1.3",
        note="Into an environment whose Python is Pyodide.",
        sources=_POETRY_IN_PYODIDE,
    ),
    Support("poetry", "installs", "pyodide", since="", sources=_POETRY_IN_PYODIDE),
    Support(
        "poetry",
        "installs",
        "pyemscripten",
        since="2.1.3",
        note="Into an environment whose Python is Pyodide, with packaging 26.2 or later beside "
        "poetry.",
        sources=_POETRY_IN_PYODIDE,
    ),
    _POETRY_FOR_A_TARGET,
    _POETRY_FOR_A_TARGET.replace(spelling="pyodide"),
    _POETRY_FOR_A_TARGET.replace(spelling="pyemscripten"),
    _PDM_FOR_A_TARGET,
    _PDM_FOR_A_TARGET.replace(spelling="pyodide"),
    _PDM_FOR_A_TARGET.replace(spelling="pyemscripten"),
    Support(
        "micropip",
        "installs",
        "emscripten",
        since="any",
        note="The running Emscripten version only.",
        sources=(MICROPIP_PYODIDE,),
    ),
    Support(
        "micropip",
        "installs",
        "pyodide",
        since="0.7.2",
        date="2024-11-26",
        sources=(MICROPIP_PYODIDE,),
    ),
    Support(
        "micropip",
        "installs",
        "pyemscripten",
        since="0.11.1",
        date="2026-04-02",
        note="Preferred to pyodide_*. Falls back to PYODIDE_ABI_VERSION, so it takes the tag on "
        "runtimes that do not set the variable of PEP 783.",
        sources=(MICROPIP_PYEMSCRIPTEN,),
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
        sources=(PYODIDE_BUILD_PYEMSCRIPTEN,),
    ),
    Support(
        "pyodide-build",
        "generates",
        "pyemscripten",
        since="0.34.1",
        date="2026-04-03",
        note="For every platform version, 2024_0 included.",
        sources=(PYODIDE_BUILD_PYEMSCRIPTEN,),
    ),
    Support(
        "cibuildwheel",
        "generates",
        "pyemscripten",
        since="4.0.0",
        date="2026-06-07",
        note="The tag comes from the pyodide-build that it pins.",
        sources=(
            change(CIBUILDWHEEL, "d2c0e598330d418a9c0bee43d6bd40355fe17047"),
            cibuildwheel("4.3.5"),
        ),
    ),
    Support(
        "cibuildwheel",
        "generates",
        "pyodide",
        since="2.19",
        note="Until the pyodide-build that it pins changed the spelling.",
        sources=(change(CIBUILDWHEEL, "9f2a3cb67c8bd776cf38843139db532fb8448522"),),
    ),
    Support(
        "maturin",
        "generates",
        "emscripten",
        since="0.13.0",
        note="Since 1.13.2 only as the last resort, with a warning.",
        sources=(change(MATURIN, "468e9574"),),
    ),
    Support(
        "maturin",
        "generates",
        "pyodide",
        since="1.13.2",
        until="1.13.3",
        note="For Python before 3.14.",
        sources=(
            MATURIN_PYEMSCRIPTEN,
            MATURIN_EVERY_PYTHON,
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
            MATURIN_PYEMSCRIPTEN,
            MATURIN_EVERY_PYTHON,
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
        sources=(artifact("PyPI auditwheel-emscripten", "wheel_utils.py", "0.3.0"),),
    ),
    Support(
        "jupyterlite-pyodide-kernel",
        "installs",
        "pyemscripten",
        since="0.8.0a2",
        sources=(change(JUPYTERLITE, "730fd82123793d77a552c0fb900de3822226dc28"),),
    ),
)

# How tools order the spellings. The first is the default everywhere in this package.
TAG_ORDERS = (
    TagOrder(
        "pep783",
        "PEP 783, packaging, pip",
        ("pyemscripten", "emscripten"),
        note="The platform before the Emscripten version alone; the legacy spelling is not tried.",
        sources=(PEP_783, PACKAGING_VARIABLE),
    ),
    TagOrder(
        "micropip",
        "micropip since 0.11.1",
        ("pyemscripten", "pyodide", "emscripten"),
        note="As PEP 783, with the legacy spelling kept for wheels that were built before it.",
        sources=(MICROPIP_PYEMSCRIPTEN,),
    ),
    TagOrder(
        "pyodide",
        "the packaging in Pyodide's distribution since 0.29.4",
        ("pyodide", "pyemscripten", "emscripten"),
        note="The legacy spelling first, as its patch prints it; both name the same platform.",
        sources=(pyodide("314.0.0", _BACKWARDS_PATCH),),
    ),
    TagOrder(
        "uv",
        "uv since 0.11.19",
        ("pyemscripten", "pyodide"),
        note="uv does not know the generic tag.",
        sources=(UV_PYEMSCRIPTEN, UV_TAGS, UV_0_13_9),
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
        sources=(UV_PYODIDE, UV_TARGETS),
    ),
    Support(
        "uv",
        "resolves",
        "wasm32-pyodide2025",
        since="0.11.19",
        sources=(change(UV, "afc3443f34ae4e67acccf70fd0819046df0b4b68"), UV_TARGETS),
    ),
)
