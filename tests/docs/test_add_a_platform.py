"""Adding a platform is one edit: what docs/about/add-a-platform.md tells, done to a copy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import tomorrow

VENV = Path(sys.executable).parent.parent


def run(folder: Path, *command: str) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=tomorrow.environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-10_000:]
    return done.stdout


def make(folder: Path, target: str) -> str:
    """Run a target in the copy, with what is installed here and without installing the copy."""
    return run(folder, "make", "--assume-old=venv", target, f"VENV={VENV}", "JOBS=0")


@pytest.mark.slow
@pytest.mark.parametrize("final", [False, True], ids=["draft", "final"])
def test_a_platform_is_one_edit(tmp_path: Path, final: bool) -> None:
    tomorrow.copy(tmp_path)
    tomorrow.draft(tmp_path)
    if final:
        tomorrow.final(tmp_path)

    # No step but the edit: what is installed here is the version of today.
    [version] = re.findall(
        r'^VERSION = "(.*)"$',
        (tmp_path / "src/pyemscripten/data/__init__.py").read_text("utf-8"),
        re.MULTILINE,
    )
    assert version.startswith("2999.")
    program = os.fspath(VENV / "bin" / "pyemscripten")
    assert version in run(tmp_path, program, "--version")
    here = "import pyemscripten; print(pyemscripten.__version__)"
    assert run(tmp_path, sys.executable, "-c", here) == f"{version}\n"
    shown = run(tmp_path, program, "show", tomorrow.PLATFORM)
    assert ("draft" in shown) is not final

    # The site without a warning, then the tests that need nothing but Python.
    make(tmp_path, "sync")
    assert tomorrow.TAG in (tmp_path / "README.md").read_text("utf-8")
    said = make(tmp_path, "check")
    passed = re.search(r"(\d+) passed", said)
    assert passed
    assert int(passed[1]) > 2000
