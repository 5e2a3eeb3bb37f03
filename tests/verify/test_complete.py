"""The whole table against everything that npm and PyPI have, with nothing left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pyemscripten
from pyemscripten.evidence.recorded import RECORDED, recorded, to_text
from pyemscripten.publish.json import document, text
from pyemscripten.runtime import cache_dir, fetch_pyodide
from pyemscripten.runtime.npm import npm
from pyemscripten.verify.gather import Gatherer
from tests.support.rows import measured

from .test_propose import DATA, NOT_MEASURED, ON_NPM, releases_in, remove

TABLE = pyemscripten.builtin()

pytestmark = [pytest.mark.network, pytest.mark.node]

#: How the peak of the command's own memory is measured: not that of the Node.js it starts, and
#: not by getrusage, which counts what the process that started this one held when it did.
_RUN = (
    "import sys; from pyemscripten.cli import main\n"
    "try: main()\n"
    "finally: sys.stderr.write([s for s in open('/proc/self/status') if 'VmHWM' in s][0])"
)


def verify(*arguments: str, **environment: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """Run the command in a process of its own; also gives its memory at the peak, in MB."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "verify", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=3000,
        check=False,
    )
    *_, peak = done.stderr.splitlines()
    return done, int(peak.split()[1]) // 1024


def timed(*arguments: str) -> tuple[subprocess.CompletedProcess[str], int, float]:
    """As :func:`verify`, and the seconds that it and what it started computed."""
    before = os.times()
    done, peak = verify(*arguments)
    after = os.times()
    user = after.children_user - before.children_user
    return done, peak, user + after.children_system - before.children_system


@pytest.fixture(scope="module")
def complete() -> tuple[dict[str, Any], int, float]:
    """A complete run: the document, the memory in MB, and the seconds that it computed."""
    done, peak, seconds = timed("--json")
    print(f"complete run: {seconds:.0f} s, {peak} MB")
    assert done.returncode in (0, 1, 3), done.stderr
    return json.loads(done.stdout), peak, seconds


def test_everything_agrees(complete: tuple[dict[str, Any], int, float]) -> None:
    result = complete[0]
    bad = [c for c in result["checks"] if c["verdict"] in ("mismatch", "could not check")]
    assert bad == []
    assert result["status"] == 0
    assert {c["release"] for c in result["checks"] if c["release"]} == set(ON_NPM)
    assert result["counts"]["match"] > 1500


def test_it_takes_little_memory(complete: tuple[dict[str, Any], int, float]) -> None:
    assert complete[1] < 200


def test_the_second_run_repeats_nothing(complete: tuple[dict[str, Any], int, float]) -> None:
    done, peak, seconds = timed("--json")
    print(f"second run: {seconds:.1f} s, {peak} MB")
    assert json.loads(done.stdout) == complete[0]
    assert not [line for line in done.stderr.splitlines() if line.startswith("[")]
    assert seconds < max(20, complete[2] / 4)


def test_offline_it_says_the_same(complete: tuple[dict[str, Any], int, float]) -> None:
    done, _ = verify("--json", "--offline", npm_config_registry="http://127.0.0.1:9")
    assert json.loads(done.stdout) == complete[0]


def test_the_recorded_result_is_what_is_seen_today(
    complete: tuple[dict[str, Any], int, float],
) -> None:
    """Reproducible to the byte, as long as npm adds no release."""
    seen = Gatherer(TABLE, print, known=recorded()).gather()
    kept = recorded()
    assert seen.releases.keys() >= kept.releases.keys()
    same = seen.__class__(
        kept.listing, "", {v: seen.releases[v] for v in kept.releases}, seen.tools
    )
    assert to_text(same, TABLE.as_of) == RECORDED.read_text(encoding="utf-8")


def test_a_digit_changed_in_the_data_is_caught_from_end_to_end(
    complete: tuple[dict[str, Any], int, float], tmp_path: Path
) -> None:
    newest = TABLE.release("314.0.7")
    assert newest.emscripten == "5.0.3"
    platform = TABLE.platform("2026_0").replace(emscripten="5.0.4")
    wrong = [p if p.version != platform.version else platform for p in TABLE.platforms]
    file = tmp_path / "platforms.json"
    file.write_text(text(document(TABLE.replace(platforms=tuple(wrong)))), encoding="utf-8")
    done, _ = verify("--only", "314.0.7", "--data", str(file))
    # The rules of consistency notice first; without the rows that they compare, the artifact does.
    assert done.returncode == 2
    assert "contradicts itself: Pyodide 314.0.0 is stable and has Emscripten 5.0.3" in done.stderr
    row = measured(newest, micropip="0.11.2")
    rows = tuple(row if r.version == row.version else r for r in TABLE.releases)
    file.write_text(text(document(TABLE.replace(releases=rows))), encoding="utf-8")
    done, _ = verify("--only", "314.0.7", "--data", str(file))
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if "0.11.2" in line]
    assert line.split() == [
        "314.0.7", "micropip", "0.11.2", "0.11.1", "npm", "pyodide", "314.0.7:",
        "pyodide-lock.json,", "packages",
    ]  # fmt: skip


def test_rows_that_were_removed_come_back_from_npm(
    complete: tuple[dict[str, Any], int, float], tmp_path: Path
) -> None:
    """The newest releases are unknown to a copy of the data; the command finds and writes them."""
    removed = [ON_NPM[-1], "314.0.6", "314.0.7", "0.29.5"]
    whole = DATA.read_text(encoding="utf-8")
    releases_py, result = tmp_path / "releases.py", tmp_path / "result.json"
    releases_py.write_text(remove(whole, set(removed)), encoding="utf-8")
    rows = tuple(r for r in TABLE.releases if r.version not in removed)
    about = tuple(c.replace(about=()) for c in TABLE.conflicts)
    file = tmp_path / "platforms.json"
    shorter = TABLE.replace(releases=rows, conflicts=about)
    file.write_text(text(document(shorter)), encoding="utf-8")
    done, _ = verify(f"--propose={releases_py}", "--data", str(file))
    assert done.returncode in (0, 1), done.stderr
    order = sorted(removed, key=ON_NPM.index)
    assert f"Rows written: {', '.join(order)}." in done.stdout
    restored = releases_in(releases_py.read_text(encoding="utf-8"))
    assert list(restored) == [release.version for release in TABLE.releases]
    for release in TABLE.releases:
        for field in set(release.field_names()) - NOT_MEASURED:
            assert getattr(restored[release.version], field) == getattr(release, field)
    again, _ = verify(f"--propose={releases_py}", f"--record={result}", "--offline")
    assert again.returncode == 0, again.stdout
    assert "No row is missing." in again.stdout
    assert result.read_text(encoding="utf-8") == RECORDED.read_text(encoding="utf-8")


@pytest.mark.parametrize("version", ["16.20.2"])
def test_a_real_nodejs_that_is_too_old(
    complete: tuple[dict[str, Any], int, float], tmp_path: Path, version: str
) -> None:
    """npm has Node.js itself as a package; what it could not run stays unchecked, in one line."""
    machine = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}[os.uname().machine]
    system = {"Linux": "linux", "Darwin": "darwin"}[os.uname().sysname]
    package = f"node-{system}-{machine}@{version}"
    npm("pack", package, "--pack-destination=.", about=package, folder=tmp_path)
    (tarball,) = tmp_path.glob("*.tgz")
    shutil.unpack_archive(tarball, tmp_path, "gztar")
    node = tmp_path / "package" / "bin" / "node"
    cache = tmp_path / "cache"
    fetch_pyodide("314.0.7")
    shutil.copytree(cache_dir() / "npm", cache / "npm", copy_function=os.link)
    done, _ = verify(
        "--only", "314.0.7", PYEMSCRIPTEN_NODE=str(node), PYEMSCRIPTEN_CACHE=str(cache)
    )
    assert done.returncode == 3
    (line,) = [line for line in done.stdout.splitlines() if "is Node.js" in line]
    assert line.startswith(f"314.0.7: {node} is Node.js {version}; Pyodide needs 18 or newer")
    assert line.endswith(
        "(unchecked: Python, Emscripten, platform, config variables, libraries, build)"
    )
