"""Small programs as users write them: they run, stay short, and please strict type checkers."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

import pyemscripten
from tests.consumers.ci_script import report
from tests.consumers.index_validator import refusal
from tests.consumers.notebook import private, rows, story
from tests.consumers.resolver import choose
from tests.support.environments import environment, npm_program
from tests.support.sphinx_project import build
from tests.support.wheels import tiny_wheel

FOLDER = Path(__file__).parent / "consumers"
ROOT = FOLDER.parents[1]
TABLE = pyemscripten.builtin()
FINAL = TABLE.recommended()[0]
PURE = "foo-1.0-py3-none-any.whl"
NATIVE = f"foo-1.0-py3-none-{FINAL.tag}.whl"


def test_the_resolver() -> None:
    assert choose([PURE, NATIVE], FINAL.version) == NATIVE
    assert choose([PURE, NATIVE], TABLE.platforms[0].version) == PURE
    assert choose([NATIVE], TABLE.platforms[0].version) is None


def test_the_index_validator() -> None:
    assert refusal(NATIVE) is refusal(PURE) is None
    legacy = refusal(NATIVE.replace("pyemscripten", "pyodide"))
    assert legacy
    assert "begins with pyemscripten_" in legacy
    assert "is not the name of a wheel" in (refusal("foo.whl") or "")
    assert "does not end in '_wasm32'" in (refusal(NATIVE.replace("wasm32", "wasm64")) or "")


def test_the_script_for_ci(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(FINAL.version, str(tiny_wheel(tmp_path, NATIVE)))
    said = capsys.readouterr().out
    assert f"emcc {FINAL.emscripten} exactly" in said
    assert "-sSIDE_MODULE=1" in said


def test_the_notebook() -> None:
    assert [row["tag"] for row in rows()] == [platform.tag for platform in TABLE.platforms]
    assert story(TABLE.platforms[0]) == story(TABLE.platforms[0].tag) != []
    assert private(FINAL.emscripten) == FINAL.tag
    assert private("0.0.1") == "emscripten_0_0_1_wasm32"


def test_the_sphinx_configuration(tmp_path: Path) -> None:
    names: dict[str, list[str]] = {}
    exec((FOLDER / "conf.py").read_text(encoding="utf-8"), names)
    pages = {"index.rst": "Facts\n=====\n\n.. pyemscripten-table::\n"}
    built = build(tmp_path, pages, extensions=names["extensions"])
    assert FINAL.tag in built.page("index.html")


@pytest.mark.parametrize("program", sorted(FOLDER.glob("*.py")), ids=lambda path: str(path.stem))
def test_they_are_short(program: Path) -> None:
    lines = [line for line in program.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert len(lines) <= 25


@pytest.fixture(scope="module")
def installed() -> Path:
    """An interpreter that has the package as users install it, with all extras."""
    wheelhouse = str(ROOT)
    interpreter = environment("click", "packaging", "rich", "sphinx", "typing-extensions")
    pip = (interpreter, "-m", "pip", "--disable-pip-version-check", "install", "-qq")
    subprocess.run([*pip, "--no-deps", "--force-reinstall", wheelhouse], check=True)
    return interpreter


@pytest.mark.slow
@pytest.mark.network
def test_they_please_mypy(installed: Path, tmp_path: Path) -> None:
    mypy = (environment("mypy"), "-m", "mypy", "--python-executable", installed)
    settings = ("--strict", "--no-incremental", "--config-file", os.devnull)
    programs = FOLDER.glob("*.py")
    checked = subprocess.run(
        [*mypy, *settings, *programs], check=False, capture_output=True, text=True, cwd=tmp_path
    )
    assert "no issues found" in checked.stdout, checked.stdout + checked.stderr


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.network
def test_they_please_pyright(installed: Path, tmp_path: Path) -> None:
    settings = {"typeCheckingMode": "strict", "include": [str(FOLDER)]}
    config = tmp_path / "pyrightconfig.json"
    config.write_text(json.dumps(settings), encoding="utf-8")
    pyright = npm_program("pyright", "1.1.414")
    checked = subprocess.run(
        [pyright, "--pythonpath", installed, "--project", config],
        check=False,
        capture_output=True,
        text=True,
    )
    assert "0 errors" in checked.stdout, checked.stdout


@pytest.mark.slow
@pytest.mark.node
@pytest.mark.network
def test_the_types_of_the_public_face_are_known(installed: Path) -> None:
    pyright = npm_program("pyright", "1.1.414")
    # It finds the package through the first `python` on the path.
    path = f"{installed.parent}{os.pathsep}{os.environ['PATH']}"
    checked = subprocess.run(
        [pyright, "--verifytypes", "pyemscripten", "--ignoreexternal", "--outputjson"],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PATH": path},
    )
    completeness = json.loads(checked.stdout)["typeCompleteness"]
    assert completeness["completenessScore"] >= 0.99
