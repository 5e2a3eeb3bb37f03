from __future__ import annotations

import json
from pathlib import Path

import pytest

from pyemscripten import data
from pyemscripten.runtime import (
    IntegrityMismatch,
    NpmFailed,
    NpmMissing,
    RegistryUnavailable,
    ReleaseNotOnNpm,
    RuntimeProblem,
    TruncatedArchive,
    list_npm_versions,
    npm,
)
from tests.support.registry import Registry, make_package

from .conftest import MakeProgram


def test_versions_come_in_npms_spelling_and_order(registry: Registry) -> None:
    registry.add(make_package("pyodide", "0.9.0"), "0.9.0")
    assert list_npm_versions() == ("0.9.0",)
    registry.add(make_package("pyodide", "0.10.0-alpha.1"), "0.10.0-alpha.1")
    assert list_npm_versions() == ("0.9.0", "0.10.0-alpha.1")


def test_a_registry_without_pyodide(registry: Registry) -> None:
    with pytest.raises(ReleaseNotOnNpm, match=r"^pyodide: the registry does not have it \(E404"):
        list_npm_versions()


@pytest.mark.network
@pytest.mark.node
def test_every_row_with_an_integrity_is_on_npm() -> None:
    there = list_npm_versions()
    assert {row.npm_version for row in data.RELEASES if row.npm} <= set(there)


def test_no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NpmMissing, match=r"^pyodide: npm is not on PATH"):
        list_npm_versions()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("EACCES", NpmFailed),
        ("ENOSPC", NpmFailed),
        ("EINTEGRITY", IntegrityMismatch),
        ("TAR_BAD_ARCHIVE", TruncatedArchive),
        ("Z_BUF_ERROR", TruncatedArchive),
        ("ENOTFOUND", RegistryUnavailable),
        ("EAI_AGAIN", RegistryUnavailable),
        ("ECONNRESET", RegistryUnavailable),
        ("ETIMEDOUT", RegistryUnavailable),
        ("ERR_SOCKET_TIMEOUT", RegistryUnavailable),
        ("SELF_SIGNED_CERT_IN_CHAIN", RegistryUnavailable),
        ("E503", RegistryUnavailable),
    ],
)
def test_what_npm_calls_its_errors(
    code: str,
    kind: type[RuntimeProblem],
    monkeypatch: pytest.MonkeyPatch,
    make_program: MakeProgram,
) -> None:
    error = json.dumps({"error": {"code": code, "summary": "one\n  two", "detail": ""}})
    program = make_program("npm", f"#!/bin/sh\ncat <<'END'\n{error}\nEND\nexit 1\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    with pytest.raises(kind) as caught:
        list_npm_versions()
    assert type(caught.value) is kind
    assert f"({code}: one two)" in str(caught.value)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'sh: node: not found' >&2; exit 127", "failed: sh: node: not found; try it by hand"),
        ("exit 1", "failed: it said nothing; try it by hand"),
        ("echo '[1, 2'", "failed: it said nothing"),
        ("echo '[1, 2]'; exit 1", "failed: it said nothing"),
    ],
)
def test_an_npm_that_does_not_work(
    script: str, message: str, monkeypatch: pytest.MonkeyPatch, make_program: MakeProgram
) -> None:
    program = make_program("npm", f"#!/bin/sh\n{script}\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    with pytest.raises(NpmFailed) as caught:
        list_npm_versions()
    assert f"pyodide: npm view {message}" in str(caught.value)


def test_an_npm_that_never_ends(monkeypatch: pytest.MonkeyPatch, make_program: MakeProgram) -> None:
    program = make_program("npm", "#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")
    monkeypatch.setattr(npm, "TIMEOUT", 0.2)
    with pytest.raises(RegistryUnavailable, match=r"view did not finish in 0\.2 seconds"):
        list_npm_versions()
