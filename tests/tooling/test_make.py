"""What `make` runs: the quick tests are those without needs, and a raised version is installed."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PYPROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text(encoding="utf-8"))
MARKS = [text.partition(":")[0] for text in PYPROJECT["tool"]["pytest"]["markers"]]


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    """An environment that looks up to date to make."""
    (tmp_path / "bin").mkdir()
    for name in ("bin/python", ".locked", ".installed"):
        (tmp_path / name).touch()
    return tmp_path


def planned(venv: Path, *arguments: str) -> str:
    """What make would run."""
    return subprocess.run(
        ["make", "--dry-run", "--no-print-directory", f"VENV={venv}", *arguments],
        cwd=ROOT,
        # Nothing of a make that runs this test, such as PYTEST_ARGS.
        env={"PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_a_raised_version_is_installed_anew_without_being_asked(venv: Path) -> None:
    assert "install" not in planned(venv, "venv")
    versioned = PYPROJECT["tool"]["hatch"]["version"]["path"]
    assert re.search(r'^VERSION(: \w+)? = "', (ROOT / versioned).read_text("utf-8"), re.MULTILINE)
    assert "install" in planned(venv, "venv", f"--what-if={versioned}")


def test_check_runs_what_carries_no_mark(venv: Path, tmp_path: Path) -> None:
    """By hand, or through a fixture."""
    project = tmp_path / "project"
    project.mkdir()
    tests = "".join(f"@pytest.mark.{mark}\ndef test_{mark}() -> None: ...\n\n\n" for mark in MARKS)
    (project / "test_marks.py").write_text(
        f"import pytest\n\n\n{tests}"
        "@pytest.fixture\ndef registry() -> None: ...\n\n\n"
        "@pytest.fixture\ndef release(registry: None) -> None: ...\n\n\n"
        "def test_fixture(release: None) -> None: ...\n\n\n"
        "def test_plain() -> None: ...\n"
    )
    command = next(line for line in planned(venv, "check").splitlines() if "-m pytest" in line)
    _, *arguments = shlex.split(command)
    done = subprocess.run(
        [
            *(sys.executable, *arguments, "-n0", "-v", "-p", "tests.support.resources"),
            *("-c", ROOT / "pyproject.toml", "--rootdir", project, "-o", "testpaths=", project),
        ],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    ran = re.findall(r"::(\w+) PASSED", done.stdout)
    assert ran == ["test_plain"], done.stdout + done.stderr
