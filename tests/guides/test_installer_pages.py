"""The pages for installers and indexes: every code block runs, and does what the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest

import pyemscripten
from pyemscripten.publish.module import text as module_text
from pyemscripten.runtime import run_python
from pyemscripten.sphinxext.edition import Edition
from pyemscripten.sphinxext.site.guides import rendered
from pyemscripten.target import Target
from tests.conformance.cases import pinned
from tests.support.environments import environment
from tests.support.runtimes import NEWEST, package
from tests.support.wheels import from_pypi, our_wheel

DOCS = Path(__file__).parents[2] / "docs"
PAGES = (
    "accepts.md",
    "how-to/support-it-in-an-installer.md",
    "how-to/install-for-another-platform.md",
    "how-to/validate-in-an-index.md",
)
TABLE = pyemscripten.builtin()

#: Before and after the runtime sets the variable of PEP 783, and after the newest platform.
RUNTIMES = ("0.27.8", "0.29.3", NEWEST)


class Block(NamedTuple):
    page: str
    number: int
    language: str
    surroundings: str
    code: str

    def __str__(self) -> str:
        return f"{Path(self.page).stem}-{self.number}"


_BLOCK = re.compile(r"(?ms)^```\{pyemscripten-example\} (\w+)\n:run: (\S+)\n(.*?)^```$")


def blocks(page: str) -> list[Block]:
    text = (DOCS / page).read_text(encoding="utf-8")
    edition = Edition(TABLE)
    return [
        Block(page, number, language, surroundings, rendered(edition, code))
        for number, (language, surroundings, code) in enumerate(_BLOCK.findall(text), 1)
    ]


ALL = [block for page in PAGES for block in blocks(page)]


def named(*surroundings: str) -> pytest.MarkDecorator:
    """Those blocks that run in the surroundings of these names."""
    chosen = [block for block in ALL if block.surroundings in surroundings]
    assert chosen
    return pytest.mark.parametrize("block", chosen, ids=str)


def test_every_block_with_code_is_one_that_runs() -> None:
    known = {
        "installer-shell",
        "installer-shell-network",
        "installer-host",
        "installer-conformance",
        "installer-new-runtime",
        "installer-any-runtime",
        "installer-vendored",
    }
    assert {block.surroundings for block in ALL} == known
    for page in PAGES:
        text = (DOCS / page).read_text(encoding="utf-8")
        fences = re.findall(r"^ *`{3,}(\{?[\w-]+\}?)", text, re.MULTILINE)
        data = {"{pyemscripten-acceptance}", "{pyemscripten-support}", "{pyemscripten-tag-orders}"}
        shown = {*data, "{tabs}", "{group-tab}"}
        assert fences.count("{pyemscripten-example}") == len(blocks(page))
        assert set(fences) <= {"{pyemscripten-example}", *shown}


# Commands ---------------------------------------------------------------------------------------


def shell(code: str, folder: Path, programs: Path) -> str:
    commands = [line.removeprefix("$ ") for line in code.splitlines()]
    assert all(line.startswith("$ ") for line in code.splitlines())
    path = os.pathsep.join([str(programs), str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(commands)],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@named("installer-shell")
def test_commands(block: Block, tmp_path: Path) -> None:
    shell(block.code, tmp_path, tmp_path)


@pytest.mark.network
@named("installer-shell-network")
def test_commands_that_install(block: Block, tmp_path: Path) -> None:
    shell(block.code, tmp_path, environment(*pinned("pip", "uv")).parent)
    arrived = [path.name for path in tmp_path.rglob("*") if "msgpack" in path.name]
    extensions = [path.name for path in tmp_path.rglob("*.so")]
    platform = Target.of("2025_0" if "uv-args" in block.code else TABLE.recommended()[0])
    if "download" in block.code:
        assert [name for name in arrived if platform.rank(name) == 0]
    else:
        abi = platform.python_minor.replace(".", "")
        assert any(f"cpython-{abi}-wasm32-emscripten" in name for name in extensions)


# Python on this system --------------------------------------------------------------------------


def python(code: str, folder: Path) -> str:
    (folder / "block.py").write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", "block.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


CHECK = """
platform = "foo-1.0-{abi}-{abi}-{tag}.whl"
wheels = ["foo-1.0-py3-none-any.whl", platform, "foo-1.0-{abi}-{abi}-manylinux_2_28_x86_64.whl"]
assert best(wheels) == platform, best(wheels)
assert best(wheels[:1]) == wheels[0]
assert best(wheels[2:]) is None
"""


def check(target: Target, spelling: int = 0, order: str = "pep783") -> str:
    abi = f"cp{target.python_minor.replace('.', '')}"
    return CHECK.format(abi=abi, tag=target.platform_tags(order)[spelling])


@named("installer-host")
def test_python_on_this_system(block: Block, tmp_path: Path) -> None:
    extra = check(Target.of(TABLE.recommended()[0])) if "def best" in block.code else ""
    out = python(block.code + extra, tmp_path)
    if "Requirement" in block.code:
        assert out == "tzdata\n"
    elif "Marker(" in block.code:
        assert out == "True\n"
    elif "is_known" in block.code:
        first, second = out.splitlines()
        assert first == "True False"
        assert second.startswith("False foo-1.0-cp312")
    elif "answer.kind" in block.code:
        assert out.splitlines()[0] == "python"


@named("installer-conformance")
def test_conformance_cases(block: Block, tmp_path: Path) -> None:
    before = next(b for b in blocks(block.page) if "export conformance" in b.code)
    shell(before.code, tmp_path, tmp_path)
    python(block.code, tmp_path)


# Python in Pyodide ------------------------------------------------------------------------------


@cache
def packaging_wheel() -> Path:
    return from_pypi(f"packaging=={version('packaging')}")[0]


@pytest.mark.network
@named("installer-new-runtime")
def test_packaging_in_pyodide(block: Block) -> None:
    code = block.code + check(Target.of(NEWEST))
    run_python(package(NEWEST), code, wheels=[packaging_wheel()]).checked()


@pytest.mark.network
@pytest.mark.parametrize("release", RUNTIMES)
@named("installer-any-runtime")
def test_this_package_in_pyodide(block: Block, release: str) -> None:
    target = Target.of(release)
    extra = ""
    if "def best" in block.code:
        extra = check(target) + check(target, 1, "micropip")
    wheels = [our_wheel(), packaging_wheel()]
    answer = run_python(package(release), block.code + extra, wheels=wheels)
    answer.checked()
    if not extra:
        assert answer.stdout == f"{target.platform} {target.platform_tags()}\n"


@pytest.mark.network
@pytest.mark.parametrize("release", RUNTIMES)
@named("installer-vendored")
def test_the_vendored_file_in_pyodide(block: Block, release: str) -> None:
    run_python(
        package(release),
        "import sys; sys.path.insert(0, '/home/pyodide')\n"
        + block.code
        + check(Target.of(release)),
        files={"_pyemscripten.py": module_text(TABLE).encode()},
        wheels=[packaging_wheel()],
    ).checked()
