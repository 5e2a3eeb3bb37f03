from __future__ import annotations

import os
import select
import signal
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pyemscripten.runtime import (
    Outcome,
    PyodidePackage,
    RuntimeFailed,
    RuntimeTimeout,
    fetch_pyodide,
    run,
    run_many,
    run_python,
)
from tests.support.registry import Registry, make_package
from tests.support.runtimes import NEWEST, RELEASES, package
from tests.support.serving import served

from .conftest import MakeProgram

# The ends of what is supported, and the newest final release.
FEW = (RELEASES[0], NEWEST, RELEASES[-1])

TRAP = "import ctypes; ctypes.string_at(0xFFFFFFF0)"
TALK = """
import os, sys
print("one"); print("two", end="")
print("three", file=sys.stderr)
with open("given.txt") as near, open("/far/given") as far:
    import given_module
    result = [near.read(), far.read(), os.environ["GIVEN"], given_module.NAME, "😀"]
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A small pure wheel."""
    path = tmp_path / "given-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("given_module.py", "NAME = __name__\n")
        archive.writestr("given-1.dist-info/METADATA", "Name: given\nVersion: 1\n")
        archive.writestr("given-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("given-1.dist-info/RECORD", "")
    return path


@pytest.mark.network
@pytest.mark.parametrize("version", RELEASES)
def test_what_goes_in_and_what_comes_out(version: str, wheel: Path, tmp_path: Path) -> None:
    host = tmp_path / "host"
    host.write_text("from the host")
    snippets = [
        TALK,
        "import asyncio\nawait asyncio.sleep(0.01)\nresult = 'TALK' in globals()",
        "print('before')\n{}['key']",
        "import sys; sys.exit(3)",
        "from importlib.metadata import version\nresult = version('given')",
    ]
    results = run_many(
        package(version),
        snippets,
        files={"given.txt": b"from bytes", "/far/given": host},
        wheels=[wheel],
        env={"GIVEN": "from outside"},
    )
    talk, awaited, raised, ended, last = results
    assert {result.release for result in results} == {version}
    assert talk.checked() == ["from bytes", "from the host", "from outside", "given_module", "😀"]
    assert (talk.stdout, talk.stderr, talk.detail) == ("one\ntwo", "three\n", "")
    assert (awaited.checked(), awaited.stdout, awaited.stderr) == (False, "", "")
    assert (raised.outcome, raised.value) == (Outcome.PYTHON_EXCEPTION, None)
    assert raised.exception
    assert (raised.exception.type, raised.exception.message) == ("KeyError", "'key'")
    assert 'File "<snippet>", line 2, in <module>' in raised.exception.traceback
    assert (raised.detail, raised.stdout) == ("KeyError: 'key'", "before\n")
    with pytest.raises(RuntimeFailed) as caught:
        raised.checked()
    assert str(caught.value) == f"pyodide {version}: python-exception: KeyError: 'key'"
    assert ended.detail == "SystemExit: 3"
    assert last.checked() == "1"


@pytest.mark.network
@pytest.mark.parametrize(
    ("version", "code", "detail"),
    [
        *((version, TRAP, "RuntimeError: memory access out of bounds") for version in FEW),
        (NEWEST, "import os; os.abort()", "RuntimeError: "),
        (NEWEST, "import os; os._exit(4)", "Exit: Program terminated with exit(4)"),
        (NEWEST, "import asyncio; await asyncio.Future()", "Node.js ended with status"),
    ],
)
def test_an_interpreter_that_dies(version: str, code: str, detail: str) -> None:
    snippets = ["print('alive')", f"print('still')\n{code}", "result = 1"]
    first, died, after = run_many(package(version), snippets)
    assert (first.outcome, first.stdout) == (Outcome.OK, "alive\n")
    assert (died.outcome, died.exception) == (Outcome.FATAL, None)
    assert died.detail.startswith(detail)
    assert (after.outcome, after.detail) == (Outcome.NOT_RUN, "the interpreter had ended")
    with pytest.raises(RuntimeFailed, match=rf"^pyodide {version}: fatal: "):
        died.checked()


@pytest.mark.network
def test_an_infinite_loop_is_ended() -> None:
    started = time.monotonic()
    run_python(package(NEWEST), "").checked()
    enough = 5 + round(3 * (time.monotonic() - started))
    result = run_python(package(NEWEST), "print('in')\nwhile True: pass", timeout=enough)
    assert (result.outcome, result.stdout) == (Outcome.TIMEOUT, "in\n")
    with pytest.raises(RuntimeTimeout) as caught:
        result.checked()
    assert str(caught.value) == f"pyodide {NEWEST}: timeout: not finished after {enough} seconds"


@pytest.mark.network
def test_endless_output_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "OUTPUT_LIMIT", 1000)
    result = run_python(package(NEWEST), "for _ in range(500): print('0123456789')\nresult = 1")
    assert result.checked() == 1
    assert 990 <= len(result.stdout) <= 1000


@pytest.mark.network
@pytest.mark.parametrize("version", FEW)
def test_a_wheel_from_an_address(version: str, wheel: Path) -> None:
    code = "import given_module; result = given_module.NAME"
    with served(wheel.parent) as folder:
        result = run_python(package(version), code, load_packages=[f"{folder}/{wheel.name}"])
    assert result.checked() == "given_module"


@pytest.mark.network
@pytest.mark.parametrize("version", FEW)
def test_a_package_that_the_distribution_lacks(version: str) -> None:
    result = run_python(package(version), "", load_packages=["no-such-package"])
    assert result.outcome is Outcome.SETUP_FAILED
    assert "No known package with name 'no-such-package'" in result.detail


@pytest.mark.network
@pytest.mark.parametrize("version", FEW)
def test_a_package_that_cannot_be_downloaded(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Node.js resolves no name, so no release reaches the host of its distribution.
    preload = tmp_path / "block.cjs"
    block = "const dns = require('dns'); dns.lookup = (n, o, f) => (f ?? o)(new Error('no name'));"
    preload.write_text(block)
    release = package(version)
    monkeypatch.setenv("NODE_OPTIONS", f"--require={preload}")
    result = run_python(release, "", load_packages=["micropip"])
    assert result.outcome is Outcome.SETUP_FAILED
    assert "could not load micropip" in result.detail


@pytest.mark.network
def test_a_wheel_that_is_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken-1-py3-none-any.whl"
    broken.write_bytes(b"PK")
    result = run_python(package(NEWEST), "", wheels=[broken])
    assert result.outcome is Outcome.SETUP_FAILED
    assert result.detail == "zipfile.BadZipFile: File is not a zip file"


@pytest.fixture
def hollow(registry: Registry, tmp_path: Path) -> PyodidePackage:
    """A release whose `pyodide.mjs` throws."""
    files = {"pyodide.mjs": b"console.log('so far'); throw new TypeError('broken\\nrelease');"}
    registry.add(make_package("pyodide", "9.9.9", files), "9.9.9")
    return fetch_pyodide("9.9.9", cache=tmp_path / "cache")


def test_a_release_that_does_not_start(hollow: PyodidePackage) -> None:
    result = run_python(hollow, "result = 1")
    assert (result.outcome, result.value) == (Outcome.LOAD_FAILED, None)
    assert result.detail == "TypeError: broken"
    assert result.stdout == "so far\n"
    with pytest.raises(RuntimeFailed, match=r"^pyodide 9\.9\.9: load-failed: TypeError: broken$"):
        result.checked()


def test_a_host_file_that_is_not_there(hollow: PyodidePackage, tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    with pytest.raises(FileNotFoundError, match="absent"):
        run_python(hollow, "", files={"a": absent})
    with pytest.raises(FileNotFoundError, match="absent"):
        run_python(hollow, "", wheels=[absent])


def test_a_node_that_says_nothing(
    hollow: PyodidePackage, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = '#!/bin/sh\ntest "$1" = --version && echo v99.0.0 && exit\nexit 7\n'
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(make_program("node", script)))
    result = run_python(hollow, "")
    assert result.outcome is Outcome.LOAD_FAILED
    assert result.detail == "Node.js ended with status 7 and without an answer"


def test_a_report_that_breaks_off(
    hollow: PyodidePackage, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = '{"stage": "ready", "stdout": 2, "stderr": 0}\\n{"stage": "answer", "answer": {"out'
    script = (
        '#!/bin/sh\ntest "$1" = --version && echo v99.0.0 && exit\n'
        f"printf 'a\\nb\\n'\nprintf '%b' '{report}' > report.jsonl\n"
    )
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(make_program("node", script)))
    first, second = run_many(hollow, ["", ""])
    assert (first.outcome, first.stdout) == (Outcome.FATAL, "b\n")
    assert second.outcome is Outcome.NOT_RUN


@pytest.fixture
def stubborn(
    tmp_path: Path, make_program: MakeProgram, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """A Node.js that starts another process and never ends: the end of a pipe that both hold."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = (
        '#!/bin/sh\ntest "$1" = --version && echo v99.0.0 && exit\n'
        f"exec > {pipe}\n(echo started; exec sleep 300) &\nwait\n"
    )
    monkeypatch.setenv("PYEMSCRIPTEN_NODE", str(make_program("node", script)))
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    yield end
    os.close(end)


def read(pipe: int) -> bytes:
    """Read what there is, `b""` once nobody holds the other end any more."""
    assert select.select([pipe], [], [], 20)[0], "nothing happens in 20 seconds"
    return os.read(pipe, 100)


def test_a_timeout_ends_the_whole_process_group(hollow: PyodidePackage, stubborn: int) -> None:
    result = run_python(hollow, "", timeout=4)
    assert result.outcome is Outcome.TIMEOUT
    assert result.detail == "not finished after 4 seconds"
    assert read(stubborn) == b"started\n"
    assert read(stubborn) == b""


def test_an_interruption_ends_it_too(hollow: PyodidePackage, stubborn: int) -> None:
    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 4)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_python(hollow, "", timeout=60)
    finally:
        signal.signal(signal.SIGALRM, previous)
    assert read(stubborn) == b"started\n"
    assert read(stubborn) == b""
