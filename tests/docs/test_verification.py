"""A fact that an artifact refutes cannot be published."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyemscripten
from tests.support.tables import measured_releases

ROOT = Path(__file__).parents[2]
TABLE = pyemscripten.builtin()


def test_the_site_does_not_build_with_a_digit_changed(tmp_path: Path) -> None:
    """The library that the newest release bundles, in a copy of the package."""
    package = Path(pyemscripten.__file__).parent
    copy = tmp_path / "src" / "pyemscripten"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    newest = measured_releases(TABLE)[-1]
    text = (copy / "data" / "releases.py").read_text(encoding="utf-8")
    assert newest.npm
    before, after = text.rsplit(f'built="{newest.npm.built}"', 1)
    wrong = "1999" + newest.npm.built[4:]
    (copy / "data" / "releases.py").write_text(f'{before}built="{wrong}"{after}', encoding="utf-8")
    pages = tmp_path / "docs"
    pages.mkdir()
    (pages / "index.md").write_text("# A page\n", encoding="utf-8")
    out = tmp_path / "out"
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "sphinx",
            "-q",
            "-b",
            "dirhtml",
            "-c",
            ROOT,
            pages,
            tmp_path / "out",
        ],
        env={**os.environ, "PYTHONPATH": str(copy.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode != 0
    assert "artifacts contradict the data: " in done.stderr
    assert f"{newest.version}, built: the table says {wrong}, the artifact {newest.npm.built}" in (
        done.stderr
    )
    assert not (out / "api").exists()
