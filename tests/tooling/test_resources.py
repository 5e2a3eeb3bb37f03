"""Without its mark, a test finds no Node.js, no browser and no other host."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.resources import PROGRAMS

ROOT = Path(__file__).parents[2]

#: Reserved for documentation: nothing answers there.
ELSEWHERE = "192.0.2.1"


@pytest.mark.parametrize("program", [name for names in PROGRAMS.values() for name in names])
def test_a_program_is_refused(program: str) -> None:
    for command in ([program, "--version"], ["sh", "-c", f"exec {program} --version"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 97
        assert done.stderr.startswith("a test without the mark '")
        assert done.stderr.endswith(f"' started {program}\n")
    assert "PYEMSCRIPTEN_NODE" not in os.environ


def test_other_hosts_are_refused() -> None:
    with pytest.raises(RuntimeError, match=r"mark 'network' asked for example\.org"):
        socket.getaddrinfo("example.org", 443)
    with pytest.raises(RuntimeError, match=r"mark 'network' asked for example\.org"):
        socket.gethostbyname("example.org")
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(type=kind) as client:
            with pytest.raises(RuntimeError, match=f"mark 'network' asked for {ELSEWHERE}"):
                client.connect((ELSEWHERE, 443))
            with pytest.raises(RuntimeError, match=f"mark 'network' asked for {ELSEWHERE}"):
                client.sendto(b"", (ELSEWHERE, 443))


def test_this_machine_is_not() -> None:
    with (
        socket.create_server(("localhost", 0)) as server,
        socket.create_connection(server.getsockname()),
    ):
        pass


def test_processes_are_sent_where_nothing_answers() -> None:
    code = f"import urllib.request; urllib.request.urlopen('http://{ELSEWHERE}/', timeout=60)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Connection refused" in done.stderr


GUARDED = """
import contextlib, os, shutil, socket
import pytest

@pytest.fixture(scope="module")
def browser():
    return shutil.which("chromium")

@pytest.fixture
def registry():
    return shutil.which("npm")

@pytest.mark.node
def test_node():
    assert os.environ["PYEMSCRIPTEN_NODE"] == "kept"
    assert shutil.which("node") == MINE + "node"
    assert shutil.which("chromium") != MINE + "chromium"

def test_registry(registry):
    assert registry == MINE + "npm"

def test_browser(browser):
    assert browser == MINE + "chromium"
    assert shutil.which("node") != MINE + "node"

@pytest.mark.network
def test_network():
    assert "http_proxy" not in os.environ
    # Sends nothing, and needs no network to be allowed.
    with socket.socket(type=socket.SOCK_DGRAM) as client, contextlib.suppress(OSError):
        client.connect(("192.0.2.1", 443))

def test_none():
    assert not any((shutil.which(name) or "").startswith(MINE) for name in ("node", "chromium"))

@pytest.mark.nod
def test_misspelt():
    pass
"""


def test_a_mark_gives_what_it_names_and_no_more(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("node", "npm", "chromium"):
        shutil.copy("/bin/sh", programs / name)
    path = tmp_path / "test_guarded.py"

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                *(sys.executable, "-m", "pytest", "-q", "-p", "tests.support.resources"),
                *("-c", ROOT / "pyproject.toml", "--rootdir", tmp_path, "-o", "testpaths=", path),
            ],
            cwd=tmp_path,
            env={
                "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "PYEMSCRIPTEN_NODE": "kept",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    text = GUARDED.replace("MINE", repr(f"{programs}{os.sep}"))
    path.write_text(text)
    assert "'nod' not found in `markers`" in run().stdout
    path.write_text(text.partition("@pytest.mark.nod\ndef")[0])
    done = run()
    assert "5 passed" in done.stdout, done.stdout + done.stderr
