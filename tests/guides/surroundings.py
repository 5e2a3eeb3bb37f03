"""The surroundings in which the examples of the pages run, by the name after `:run:`."""

from __future__ import annotations

from pathlib import Path

import pyemscripten
from tests.guides.extension import make_wheel
from tests.support.environments import environment
from tests.support.wheels import tiny_wheel

FINAL = next(
    p
    for p in reversed(pyemscripten.builtin().platforms)
    if pyemscripten.history(p.version).status == "final"
)


def empty(folder: Path) -> None:
    """A folder with nothing in it."""


def later_folders(folder: Path) -> None:
    """What the tutorial's last steps leave behind, for a reader who starts again from the first."""
    for name in ("pyodide", "node_modules"):
        (folder / name).mkdir()
        (folder / name / "file.py").touch()


def wheel(folder: Path) -> None:
    """A wheel for the newest final platform in `dist`, with one side module."""
    (folder / "dist").mkdir()
    make_wheel(folder / "dist", FINAL)


def private(folder: Path) -> None:
    """An index of one wheel with a generic tag that no platform has."""
    (folder / "index" / "demo").mkdir(parents=True)
    tiny_wheel(folder / "index" / "demo", "demo-1.0-cp314-cp314-emscripten_4_0_15_wasm32.whl")


def private_index(folder: Path) -> None:
    """The same index, with a wheel for the compiler of the newest final platform too."""
    private(folder)
    tiny_wheel(folder / "index" / "demo", generic_wheel())


def generic_wheel() -> str:
    """The name of a wheel that the newest final platform takes for its compiler alone."""
    python = f"cp{FINAL.python.replace('.', '')}"
    return f"demo-1.0-{python}-{python}-{FINAL.generic_tag}.whl"


def sysconfig(folder: Path) -> None:
    """The `sysconfig` data of an interpreter."""
    (folder / "_sysconfigdata_demo.py").write_text("build_time_vars = {}\n")


def cibuildwheel(folder: Path) -> None:
    """cibuildwheel on PATH, as the data names it."""
    from pyemscripten.data import BEHAVIOURS

    version = BEHAVIOURS["cibuildwheel-eol"].version
    found = environment(f"cibuildwheel=={version}").parent / "cibuildwheel"
    # The page's command is `cibuildwheel`, which this folder stands in for.
    (folder / "cibuildwheel").symlink_to(found)


#: Name -> what prepares the folder.
SURROUNDINGS = {
    "browser-network": wheel,
    "cibuildwheel": cibuildwheel,
    "empty": empty,
    "module": empty,
    "private": private,
    "private-index-network": private_index,
    "sysconfig": sysconfig,
    "tools": empty,
    "tutorial": later_folders,
    "wheel": wheel,
    "wheel-network": wheel,
}

#: Name -> the marks of what its examples need.
MARKS = {
    "browser-network": ("browser", "network"),
    "cibuildwheel": ("network",),
    "private-index-network": ("network", "node"),
    "tools": ("node",),
    "tutorial": ("network", "node"),
    "wheel-network": ("network", "node"),
}
