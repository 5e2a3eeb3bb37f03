"""What `verify --propose` writes is in the style of its file, where the formatter is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pyemscripten import data
from pyemscripten.evidence.recorded import Evidence
from pyemscripten.verify import propose
from tests.verify.test_propose import DATA, EVIDENCE, ON_NPM, remove


@pytest.mark.parametrize("today", [data.READ, "2031-01-01"])
def test_the_result_is_formatted_and_passes_the_linter(tmp_path: Path, today: str) -> None:
    removed = set(ON_NPM[-12:])
    evidence = Evidence(
        EVIDENCE.listing,
        "",
        EVIDENCE.releases,
        {"cibuildwheel": {"9.9": EVIDENCE.tools["cibuildwheel"]["4.3.5"]}},
    )
    proposal = propose.propose(remove(DATA.read_text("utf-8"), removed), evidence, today)
    assert 'cibuildwheel("9.9"' in proposal.text
    file = tmp_path / "releases.py"
    file.write_text(proposal.text, encoding="utf-8")
    root = Path(__file__).parents[2]
    for command in (["format", "--diff"], ["check", "--no-cache"]):
        subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", root / "pyproject.toml", file],
            check=True,
        )
