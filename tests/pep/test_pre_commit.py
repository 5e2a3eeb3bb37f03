"""The hook, run by the real pre-commit in somebody else's repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.publish.sync import MARKDOWN_MARKERS, RST_MARKERS
from tests.support.environments import ROOT, environment

pytestmark = pytest.mark.network


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"]
    command = ["git", *who, "-c", "init.defaultBranch=main", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def hook(tmp_path: Path) -> str:
    """The configuration that names our repository at its present state."""
    ours = tmp_path / "ours"
    ours.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, ours)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src", ours / "src", ignore=ignored)
    git(ours, "init", "-q")
    git(ours, "add", ".")
    git(ours, "commit", "-q", "-m", "Release")
    return (
        f"repos:\n  - repo: {ours}\n    rev: {git(ours, 'rev-parse', 'HEAD')}\n"
        "    hooks:\n      - id: pyemscripten-pep-sync\n"
    )


def test_the_hook_writes_the_tables_and_leaves_other_files_alone(tmp_path: Path, hook: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    files = {
        ".pre-commit-config.yaml": hook,
        "pep-9999.rst": "\n\n".join(("Words", *RST_MARKERS, "")),
        "README.md": "\n".join(("Words", *MARKDOWN_MARKERS, "")),
        "other.md": "No table here.\n",
        "script.py": f"# {RST_MARKERS[0]}\n",
    }
    for name, content in files.items():
        (theirs / name).write_text(content, encoding="utf-8")
    git(theirs, "init", "-q")
    git(theirs, "add", ".")
    python = environment("pre-commit")

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-m", "pre_commit", "run", "--all-files"],
            cwd=theirs,
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "cache")},
        )

    first = run()
    assert "files were modified by this hook" in first.stdout, first.stdout + first.stderr
    newest = pyemscripten.builtin().recommended()[0].tag
    for name, content in files.items():
        changed = (theirs / name).read_text(encoding="utf-8")
        assert (newest in changed) == (name in {"pep-9999.rst", "README.md"})
        assert changed == content or newest in changed
    git(theirs, "add", ".")
    again = run()
    assert again.returncode == 0, again.stdout + again.stderr

    (theirs / "pep-9999.rst").write_text(f"{RST_MARKERS[0]}\n", encoding="utf-8")
    git(theirs, "add", ".")
    broken = run()
    assert broken.returncode != 0
    assert "pep-9999.rst, line 1: a table begins that does not end" in broken.stdout
