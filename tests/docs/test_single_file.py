"""The single-file module, to the type checker and linter of whoever copies it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.publish.module import text

COMMANDS = {
    "types": ["mypy", "--strict", "--cache-dir=cache"],
    "style": ["ruff", "check", "--isolated", "--select=E,F,W,I,UP,B,D1", "--line-length=99"],
    "format": ["ruff", "format", "--isolated", "--check", "--line-length=99"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_found(tmp_path: Path, name: str) -> None:
    (tmp_path / "_pyemscripten.py").write_text(text(pyemscripten.builtin()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *COMMANDS[name], "_pyemscripten.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
