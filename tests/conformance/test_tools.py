"""The real `packaging`, pip and uv, judged by the published cases.

Where a tool disagrees, the disagreement stands in `known_conflicts.json` with the tool's version. A
test fails when one appears, and when one disappears.
"""

from __future__ import annotations

import json
import shlex
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

from pyemscripten.acceptance import explain
from pyemscripten.lookup import builtin
from pyemscripten.target import Target
from tests.conformance.cases import DOCUMENT, KNOWN, WHEELS, filename, pinned, targets
from tests.support.environments import environment
from tests.support.tables import unnamed
from tests.support.wheels import tiny_wheel

TARGETS = targets()


def conflicts(answers: dict[str, bool]) -> dict[str, str]:
    """The cases that a tool answers otherwise, with what it says."""
    expected = {case["id"]: case["accepted"] for case in WHEELS}
    return {
        identifier: "accepts" if accepted else "refuses"
        for identifier, accepted in answers.items()
        if accepted != expected[identifier]
    }


def known(tool: str) -> dict[str, str]:
    return {case: row["says"] for row in KNOWN[tool]["conflicts"] for case in row["cases"]}


# packaging --------------------------------------------------------------------------------------


def packaging_tags(target: Target) -> list[Tag]:
    python = tuple(int(part) for part in target.python_minor.split("."))
    interpreter = f"cp{python[0]}{python[1]}"
    platforms = DOCUMENT["targets"][target.name]["platform_tags"]
    return [
        *cpython_tags(python, [interpreter], platforms),
        *compatible_tags(python, interpreter, platforms),
    ]


@pytest.mark.parametrize("name", TARGETS)
def test_packaging_gives_the_same_list_of_tags(name: str) -> None:
    theirs = packaging_tags(TARGETS[name])
    assert list(TARGETS[name].tags()) == theirs
    assert [str(tag) for tag in theirs] == DOCUMENT["targets"][name]["tags"]


def test_packaging() -> None:
    assert version("packaging") == KNOWN["packaging"]["version"]
    lists = {name: packaging_tags(target) for name, target in TARGETS.items()}
    answers, ranks = {}, {}
    for case in WHEELS:
        tags = lists[case["target"]]
        try:
            found = parse_wheel_filename(filename(case))[3]
        except InvalidWheelFilename:
            found = frozenset()
        ranks[case["id"]] = min((tags.index(tag) for tag in found if tag in tags), default=None)
        answers[case["id"]] = ranks[case["id"]] is not None
    assert conflicts(answers) == known("packaging")
    agreed = answers.keys() - known("packaging")
    assert all(ranks[c["id"]] == c["rank"] for c in WHEELS if c["id"] in agreed)


# pip and uv -------------------------------------------------------------------------------------


@pytest.fixture
def tools() -> Path:
    """The programs of a virtual environment with the pinned pip and uv."""
    return environment(*pinned("pip", "uv")).parent


@pytest.mark.network
def test_pips_own_list_and_ranks(tools: Path) -> None:
    asked = {
        "targets": {n: [list(t.platform_tags()), t.python_release] for n, t in TARGETS.items()},
        "wheels": [[case["target"], filename(case)] for case in WHEELS],
    }
    done = subprocess.run(
        [tools / "python", Path(__file__).with_name("vendored_pip.py")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    for name, target in TARGETS.items():
        assert found["tags"][name] == [str(tag) for tag in target.tags()], name
    ranks = dict(zip([case["id"] for case in WHEELS], found["ranks"], strict=True))
    assert conflicts({case: rank is not None for case, rank in ranks.items()}) == known("pip")
    agreed = ranks.keys() - known("pip")
    assert all(ranks[case["id"]] == case["rank"] for case in WHEELS if case["id"] in agreed)


def index(folder: Path, case: dict[str, Any]) -> Path:
    """A folder with the one wheel of a case, for --find-links."""
    at = folder / str(case["id"]).replace("/", "-")
    at.mkdir()
    # Complete, whatever its name: only the name is asked about.
    tiny_wheel(at, f"{project(case)}-1.0-py3-none-any.whl").rename(at / filename(case))
    return at


def project(case: dict[str, Any]) -> str:
    return "a.b_c" if "dots-and-underscores" in case["id"] else "foo"


#: Through the whole of pip only some, since each takes a second: what fits best, and what nearly.
DOWNLOADED = ("own", "abi3-older", "pure", "dual", "other-platform", "legacy", "wasm32x")


@pytest.mark.network
@pytest.mark.parametrize("name", DOWNLOADED)
def test_pip_download(tools: Path, tmp_path: Path, name: str) -> None:
    (case,) = (case for case in WHEELS if case["id"] == f"2026_0/{name}")
    target = TARGETS[case["target"]]
    done = subprocess.run(
        [
            tools / "pip",
            *("download", "--no-index", f"--find-links={index(tmp_path, case)}", "--no-deps"),
            *(f"--dest={tmp_path / 'found'}", *target.pip_args(), project(case)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) == case["accepted"], done.stderr
    if not case["accepted"]:
        assert "No matching distribution found" in done.stderr


def uv_targets() -> Iterator[str]:
    return (name for name, target in TARGETS.items() if target.uv)


@pytest.mark.network
def test_uv(tools: Path, tmp_path: Path) -> None:
    cases = [case for case in WHEELS if case["target"] in set(uv_targets())]

    def ask(case: dict[str, Any]) -> bool:
        done = subprocess.run(
            [
                tools / "uv",
                *("pip", "install", "--dry-run", "--offline", "--no-index", "--no-deps"),
                *("--no-cache", "--no-config", f"--find-links={index(tmp_path, case)}"),
                *TARGETS[case["target"]].uv_args(str(tmp_path / "site")),
                project(case),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0 or "No solution found" in done.stderr, done.stderr
        return done.returncode == 0

    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip([case["id"] for case in cases], pool.map(ask, cases), strict=True))
    assert conflicts(answers) == known("uv")


@pytest.mark.network
def test_uv_takes_a_pure_wheel_by_its_file_where_it_has_no_name(
    tools: Path, tmp_path: Path
) -> None:
    table = unnamed(builtin(), "2026_0")
    wheel = tiny_wheel(tmp_path, "foo-1.0-py3-none-any.whl")
    command = shlex.split(explain(wheel.name, "2026_0", "uv", table).command)
    assert command[0] == "uv"
    subprocess.run([tools / "uv", *command[1:], "--offline", "--quiet"], cwd=tmp_path, check=True)
    assert (tmp_path / "site" / "foo.py").exists()


@pytest.mark.network
def test_uv_has_names_for_the_targets_that_the_data_says_and_no_others(tools: Path) -> None:
    shown = subprocess.run(
        [tools / "uv", "pip", "install", "--help"], capture_output=True, text=True, check=True
    ).stdout
    offered = {word.strip(",.;]") for word in shown.split() if "wasm32" in word}
    assert offered == {target.uv for target in TARGETS.values() if target.uv}


# Markers ----------------------------------------------------------------------------------------


@pytest.fixture
def wheelhouse(tmp_path: Path) -> Path:
    """A project that needs one thing on Emscripten and another elsewhere."""
    folder = tmp_path / "wheelhouse"
    folder.mkdir()
    needs = ("there; sys_platform == 'emscripten'", "elsewhere; sys_platform != 'emscripten'")
    tiny_wheel(folder, "foo-1.0-py3-none-any.whl", needs)
    for name in ("there", "elsewhere"):
        tiny_wheel(folder, f"{name}-1.0-py3-none-any.whl")
    return folder


@pytest.mark.network
def test_pip_evaluates_markers_for_the_host(tools: Path, wheelhouse: Path, tmp_path: Path) -> None:
    found = tmp_path / "found"
    subprocess.run(
        [
            tools / "pip",
            *("download", "--quiet", "--no-index", f"--find-links={wheelhouse}"),
            *(f"--dest={found}", *TARGETS["2025_0"].pip_args(), "foo"),
        ],
        check=True,
    )
    # PIP_LIMITS says so. Where it is no longer true, the pages have to say so too.
    assert {wheel.name.partition("-")[0] for wheel in found.iterdir()} == {"foo", "elsewhere"}


@pytest.mark.network
def test_uv_evaluates_markers_for_the_target(tools: Path, wheelhouse: Path) -> None:
    resolved = subprocess.run(
        [
            tools / "uv",
            *("pip", "compile", "--quiet", "--no-header", "--no-annotate", "--offline"),
            *("--no-index", "--no-config", f"--find-links={wheelhouse}"),
            *(*TARGETS["2025_0"].uv_args(), "-"),
        ],
        input="foo",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert {line.partition("=")[0] for line in resolved.splitlines()} == {"foo", "there"}
