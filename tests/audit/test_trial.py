"""What `try` does around the wheel: dependencies and their extras, time limits, no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten.audit.attempts import Trial
from pyemscripten.audit.trial import try_wheel
from pyemscripten.cli.group import cli
from pyemscripten.runtime import fetch_pyodide
from tests.audit.assemble import archive, wheel_files
from tests.wasm.assemble import side_module

NEWEST = pyemscripten.builtin().recommended()[0]
RELEASE = pyemscripten.history(NEWEST.version).last


def put(
    folder: Path,
    project: str,
    requires: Iterable[str] = (),
    files: Mapping[str, bytes] | None = None,
    tag: str = "any",
) -> Path:
    """A wheel whose only module imports nothing, unless `files` say otherwise."""
    name = f"{project}-1.0-py3-none-{tag}.whl"
    metadata = "".join(f"Requires-Dist: {each}\n" for each in requires)
    contents = files or {f"{project}.py": b""}
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(archive(wheel_files(name, contents, metadata=metadata)))
    return folder / name


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all the wheels that pip knows."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "index"))
    (tmp_path / "index").mkdir()
    return tmp_path / "index"


def importing(folder: Path, names: str, *requires: str) -> Path:
    files = {"p/__init__.py": f"import {names}".encode(), "p/library.so": side_module()}
    return put(folder, "p", requires, files, NEWEST.tag)


def projects(trial: Trial) -> list[str]:
    return [name.split("-")[0] for name in trial.installed]


@pytest.mark.network
@pytest.mark.node
def test_extras_of_dependencies(index: Path, tmp_path: Path) -> None:
    put(index, "first", ["second[Some_Thing]", "always"])
    put(
        index,
        "second",
        [
            "plain",
            "third[all]; extra == 'some-thing'",
            "unwanted; extra == 'other'",
            "windows; sys_platform == 'win32'",
            f"exact; python_full_version == '{RELEASE.python}' and os_name == 'posix'",
            "second[again]; extra == 'some-thing'",
            "again; extra == 'again'",
        ],
    )
    put(index, "third", ["deep; extra == 'all'", "first[more]", "always"])
    for name in ("always", "plain", "deep", "exact", "again", "unwanted", "windows"):
        put(index, name)
    path = importing(tmp_path, "first, second, third, always, plain, deep, exact, again", "first")
    trial = try_wheel(path, RELEASE.version)
    assert trial.works
    assert [a.outcome for a in trial.imports] == ["ok"]
    assert sorted(projects(trial)) == [
        "again", "always", "deep", "exact", "first", "plain", "second", "third",
    ]  # fmt: skip
    assert trial.missing == ()


@pytest.mark.network
@pytest.mark.node
def test_an_extra_of_the_wheel_itself_and_an_address(index: Path, tmp_path: Path) -> None:
    """Neither is asked of PyPI: what an address holds may be source, which pip would run."""
    put(index, "inner")
    requires = (
        "P[more]",
        "inner; extra == 'more'",
        "elsewhere @ https://example.org/elsewhere-1.0.tar.gz",
        "???",
    )
    trial = try_wheel(importing(tmp_path, "inner", *requires), RELEASE.version)
    assert projects(trial) == ["inner"]
    assert [each.split()[0] for each in trial.missing] == ["elsewhere", "???"]
    assert trial.works


@pytest.mark.network
@pytest.mark.node
def test_a_published_extra(tmp_path: Path) -> None:
    trial = try_wheel(importing(tmp_path, "requests, socks", "requests[socks]"), RELEASE.version)
    assert {"requests", "PySocks"} <= set(projects(trial))
    assert trial.works


@pytest.mark.network
@pytest.mark.node
def test_without_dependencies(index: Path, tmp_path: Path) -> None:
    put(index, "inner")
    path = importing(tmp_path, "inner", "inner")
    trial = try_wheel(path, RELEASE.version, dependencies=False)
    assert [(a.outcome, a.detail) for a in trial.imports] == [
        ("failed", "ModuleNotFoundError: No module named 'inner'")
    ]


@pytest.mark.network
@pytest.mark.node
def test_no_way_to_the_distribution(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preload = tmp_path / "block.cjs"
    block = "const dns = require('dns'); dns.lookup = (n, o, f) => (f ?? o)(new Error('no name'));"
    preload.write_text(block)
    # In the ordinary cache, the package might be beside the runtime already.
    monkeypatch.setenv("PYEMSCRIPTEN_CACHE", str(tmp_path / "cache"))
    fetch_pyodide(RELEASE.version, expected_integrity=RELEASE.npm_integrity)
    monkeypatch.setenv("NODE_OPTIONS", f"--require={preload}")
    put(index, "inner")
    trial = try_wheel(importing(tmp_path, "inner, six", "six", "inner"), RELEASE.version)
    assert projects(trial) == ["inner"]
    assert trial.missing == ("six",)
    assert [(a.outcome, a.detail) for a in trial.imports] == [
        ("not tried", "needs six (could not be had: six)")
    ]
    assert trial.works


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.mark.network
@pytest.mark.node
def test_an_import_that_never_ends(tmp_path: Path) -> None:
    files = {"a.py": b"while True: pass", "b.py": b""}
    path = put(tmp_path, "p", files=files)
    result = run("try", path, "--on", RELEASE.version, "--timeout", "20", "--json")
    assert result.exit_code == 1
    (trial,) = json.loads(result.stdout)["trials"]
    assert [(a["name"], a["outcome"]) for a in trial["imports"]] == [("a", "timeout"), ("b", "ok")]
    assert trial["imports"][0]["detail"] == "not finished after 20 seconds"


@pytest.mark.parametrize("seconds", ["0", "-1", "soon"])
def test_a_time_limit_that_is_none(seconds: str, tmp_path: Path) -> None:
    result = run("try", put(tmp_path, "p"), "--timeout", seconds)
    assert result.exit_code == 2
    assert "--timeout" in result.stderr


@pytest.mark.network
@pytest.mark.node
def test_an_index_that_fails_is_not_an_index_without_the_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "")
    monkeypatch.setenv("PIP_RETRIES", "0")
    for arguments in (
        ("try", importing(tmp_path, "inner", "inner")),
        ("audit", "--project", "inner"),
    ):
        result = run(*arguments)
        assert result.exit_code == 3
        last = result.stderr.splitlines()[-1]
        assert last.startswith("pyemscripten: pip could not download inner: connection error")


def test_pip_that_fails_in_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "")
    monkeypatch.setenv("PIP_RETRIES", "many")
    result = run("audit", "--project", "inner")
    assert result.exit_code == 3
    assert "pip could not download inner: " in result.stderr
    assert "many" in result.stderr
