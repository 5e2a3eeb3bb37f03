"""Importing the package loads nothing that a look-up does not need; `make bench` times it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "click",
    "dataclasses",
    "docutils",
    "importlib.metadata",
    "inspect",
    "json",
    "packaging",
    "re",
    "rich",
    "sphinx",
    "subprocess",
    "typing",
    "urllib",
}


def imported_by(program: str) -> set[str]:
    """Return the modules that a program adds to those of a bare interpreter."""
    listing = "import sys; before = set(sys.modules); {}; print(*(set(sys.modules) - before))"
    return set(
        subprocess.run(
            # -S: with site-packages on the path by hand, no .pth file imports anything first.
            [
                sys.executable,
                "-S",
                "-c",
                f"import sys; sys.path[:0] = {sys.path}; " + listing.format(program),
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
    )


@pytest.mark.parametrize(
    "program",
    ["import pyemscripten", "import pyemscripten; pyemscripten.platform('2026_0')"],
    ids=["import", "first look-up"],
)
def test_no_heavy_module_is_imported(program: str) -> None:
    assert not HEAVY & imported_by(program)


def test_import_alone_does_not_read_the_data() -> None:
    assert "pyemscripten.data" not in imported_by("import pyemscripten")


def test_the_audit_starts_without_what_its_report_does_not_need() -> None:
    loaded = imported_by("import pyemscripten.cli.audit")
    assert not {"json", "multiprocessing", "packaging", "rich"} & loaded
