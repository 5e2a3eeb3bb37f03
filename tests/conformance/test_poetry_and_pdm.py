"""The real poetry and pdm, in the versions that the data cites, against its statements."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import pyemscripten
from pyemscripten.acceptance import explain
from pyemscripten.runtime import run_python
from pyemscripten.runtime.node import find_node
from pyemscripten.target import Target
from pyemscripten.versions import sort_key
from pyemscripten.wheel_names import PYEMSCRIPTEN, SPELLINGS
from tests.conformance.cases import pinned
from tests.support.environments import environment
from tests.support.index import serve_index
from tests.support.runtimes import NEWEST, package
from tests.support.wheels import from_pypi, tiny_wheel

pytestmark = pytest.mark.network

TABLE = pyemscripten.builtin()
TARGET = Target.of(NEWEST)

#: The wheels of one project, one a spelling.
WHEELS = {spelling: f"foo-1.0-py3-none-{TARGET.tag(spelling)}.whl" for spelling in SPELLINGS}

#: How each tool is told of the index; nothing else is asked.
SOURCES = {
    "poetry": """
[tool.poetry]
package-mode = false
[[tool.poetry.source]]
name = "here"
url = "{url}"
priority = "primary"
""",
    "pdm": """
[tool.pdm]
distribution = false
[[tool.pdm.source]]
name = "pypi"
url = "{url}"
verify_ssl = false
""",
}


def versions(tool: str, project: str = "") -> list[str]:
    """The versions of a tool, or of a project that it uses, that its statements rest on."""
    said = (statement for statement in TABLE.support if statement.tool == tool)
    sources = (source for statement in said for source in statement.sources)
    found = {s.revision for s in sources if s.project == f"PyPI {project or tool}"}
    return sorted(found, key=sort_key)


def cited(tool: str, project: str = "") -> str:
    """The newest of them."""
    return versions(tool, project)[-1]


def installed(tool: str, version: str = "") -> Path:
    """The program of a tool, in an environment of its own."""
    needed = [f"{tool}=={version or cited(tool)}", *pinned("packaging")]
    if tool == "pdm":
        # pdm asks for hishel 1.4.0 or later, and does not start with 2.0.0.
        needed += [f"dep-logic=={cited(tool, 'dep-logic')}", "hishel==1.4.0"]
    return environment(*needed).with_name(tool)


class Project:
    """A project of somebody who uses a tool, with an index on this machine."""

    def __init__(self, folder: Path, tool: str, url: str, *needs: str) -> None:
        folder.mkdir()
        self.folder, self.tool = folder, tool
        text = '[project]\nname = "own"\nversion = "0"\nrequires-python = ">=3.10"\n'
        text += f"dependencies = {list(needs)}\n{SOURCES[tool]}".replace("{url}", f"{url}/simple/")
        (folder / "pyproject.toml").write_text(text, encoding="utf-8")

    def run(
        self, *arguments: str, version: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the tool, which sees no settings of this machine's user.

        Both tools would install into the virtual environment that the tests' own shell is in.
        """
        program = installed(self.tool, version)
        settings = {
            "HOME": str(self.folder / "home"),
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "POETRY_VIRTUALENVS_IN_PROJECT": "true",
            "POETRY_NO_INTERACTION": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PDM_CHECK_UPDATE": "false",
            **env,
        }
        return subprocess.run(
            [program, *arguments],
            cwd=self.folder,
            env={k: v for k, v in os.environ.items() if k != "VIRTUAL_ENV"} | settings,
            capture_output=True,
            text=True,
            check=False,
        )

    def locked(self) -> set[str]:
        """Lock; the names of the files that stand in the lock file."""
        done = self.run("lock")
        assert done.returncode == 0, done.stdout + done.stderr
        text = (self.folder / f"{self.tool}.lock").read_text(encoding="utf-8")
        return {name for name in WHEELS.values() if f'"{name}"' in text}

    def has(self, module: str) -> bool:
        """Whether a module is in the environment that the tool made."""
        return any((self.folder / ".venv").rglob(f"{module}.py"))


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """An index with one project in all spellings, and one for any platform."""
    offered = tmp_path / "offered"
    offered.mkdir()
    with serve_index() as index:
        for name in (*WHEELS.values(), "bar-1.0-py3-none-any.whl"):
            index.put(tiny_wheel(offered, name))
        yield index.url


def holds(tool: str, taken: dict[str, bool], version: str = "", verb: str = "resolves") -> None:
    """The statements about a tool say what it did."""
    said = {s: TABLE.does(tool, verb, s, version or cited(tool)) for s in SPELLINGS}
    assert said == taken


NONE = dict.fromkeys(SPELLINGS, False)


def test_poetry_locks_all_and_takes_none_for_a_target(tmp_path: Path, url: str) -> None:
    project = Project(tmp_path / "own", "poetry", url, "foo")
    assert project.locked() == set(WHEELS.values())
    done = project.run("install")
    assert done.returncode != 0
    assert f"{len(WHEELS)} wheel(s) were skipped" in done.stdout + done.stderr
    assert not project.has("foo")
    holds("poetry", NONE)


def test_poetry_takes_any_wheel_that_is_given_as_a_path(tmp_path: Path, url: str) -> None:
    project = Project(tmp_path / "own", "poetry", url)
    done = project.run("add", f"../offered/{WHEELS[PYEMSCRIPTEN]}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert project.has("foo")


def test_pdm_locks_all_and_takes_none_for_a_target(tmp_path: Path, url: str) -> None:
    project = Project(tmp_path / "own", "pdm", url, "foo")
    assert project.locked() == set(WHEELS.values())
    done = project.run("sync")
    assert done.returncode != 0
    assert "No candidate is found for `foo`" in " ".join((done.stdout + done.stderr).split())
    assert not project.has("foo")
    for spelling in SPELLINGS:
        named = str(TARGET.tag(spelling))
        refused = project.run("lock", "--platform", named, "--python", f"=={TARGET.python}")
        assert refused.returncode != 0
        assert f"Unsupported platform {named}" in refused.stdout + refused.stderr
    holds("pdm", NONE)


def test_pip_downloads_what_pdm_exports(tmp_path: Path, url: str) -> None:
    project = Project(tmp_path / "own", "pdm", url, "foo")
    project.locked()
    assert project.run("export", "--format=requirements", "--output=all.txt").returncode == 0
    pip = (installed("pdm").with_name("python"), "-m", "pip", "download", "--quiet")
    wanted = ("--dest=found", *TARGET.pip_args(), "--requirement=all.txt")
    subprocess.run((*pip, *wanted), cwd=project.folder, check=True)
    assert [p.name for p in (project.folder / "found").iterdir()] == [WHEELS[PYEMSCRIPTEN]]


@pytest.mark.parametrize("tool", SOURCES)
def test_the_command_for_a_pure_wheel_installs_it(tool: str, tmp_path: Path, url: str) -> None:
    project = Project(tmp_path / "own", tool, url)
    program, *arguments = shlex.split(explain("bar-1.0-py3-none-any.whl", TARGET, tool).command)
    assert program == tool
    done = project.run(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert project.has("bar")


# Where Pyodide is the Python of the project -----------------------------------------------------

#: As the `python` of `pyodide venv`: Pyodide under Node.js, with the folders of this machine.
ENTRY = """
import fs from "node:fs";
import { loadPyodide } from "@PYODIDE@/pyodide.mjs";

const own = ["bin", "dev", "lib", "lib32", "lib64", "proc", "sbin", "sys", "usr"];
const folders = fs.readdirSync("/").filter((name) => !own.includes(name)).map((name) => `/${name}`);
const pyodide = await loadPyodide({
  args: process.argv.slice(2),
  env: { ...process.env, HOME: process.cwd() },
  fsInit(FS) {
    for (const folder of folders.filter((name) => fs.statSync(name).isDirectory())) {
      FS.mkdirTree(folder);
      FS.mount(FS.filesystems.NODEFS, { root: folder }, folder);
    }
    FS.chdir(process.cwd());
  },
});
pyodide.setStdout({ write: (bytes) => fs.writeSync(1, bytes) });
process.exitCode = pyodide._module._run_main();
"""


@pytest.fixture
def pyodide_environment(tmp_path: Path) -> Path:
    """A folder that looks like a virtual environment, and whose Python is Pyodide."""
    programs = tmp_path / "pyodide-environment" / "bin"
    programs.mkdir(parents=True)
    entry = programs / "entry.mjs"
    entry.write_text(ENTRY.replace("@PYODIDE@", str(package(NEWEST).path)), encoding="utf-8")
    python = programs / "python"
    python.write_text(f'#!/bin/sh\nexec {find_node().path} {entry} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return programs.parent


@pytest.mark.parametrize("version", versions("poetry"))
def test_poetry_takes_what_the_python_of_the_project_takes(
    version: str, pyodide_environment: Path, tmp_path: Path
) -> None:
    project = Project(tmp_path / "own", "poetry", "http://127.0.0.1:9")
    done = project.run("debug", "tags", version=version, VIRTUAL_ENV=str(pyodide_environment))
    assert done.returncode == 0, done.stdout + done.stderr
    tags = {line.split("-", 2)[2] for line in done.stdout.split()}
    holds("poetry", {s: TARGET.tag(s) in tags for s in SPELLINGS}, version, "installs")


def test_pdms_tags_do_not_know_the_running_pyodide() -> None:
    needed = (f"dep-logic=={cited('pdm', 'dep-logic')}", *pinned("packaging"))
    wheels = from_pypi(*needed, python=TARGET.python_minor)
    asked = """
from dep_logic.tags import Platform

try:
    result = str(Platform.current())
except ValueError as error:
    result = str(error)
"""
    assert run_python(package(NEWEST), asked, wheels=wheels).checked() == (
        "'wasm32' is not a valid Arch"
    )
