"""Invented releases and registries on this machine, for runs that need no network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import pyemscripten
from pyemscripten.cli.group import cli
from pyemscripten.lookup import Table
from pyemscripten.model import Platform, PyodideRelease
from pyemscripten.publish.json import document, text
from tests.support.index import Index, serve_index
from tests.support.registry import Registry, make_package, serve_npm
from tests.support.rows import measured
from tests.support.tables import measured_releases, uv_rows

TABLE = pyemscripten.builtin()

#: The newest final release in the data, which the invented tarballs pretend to be; of those that
#: were measured, and whose cross-build environment cibuildwheel names.
RELEASE = next(
    r
    for r in reversed(measured_releases(TABLE))
    if r.stable and r.cross_build and r.cross_build.source.measured
)
PLATFORM = TABLE.platform(RELEASE.platform or "")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Registry]:
    """An empty registry on this machine; npm asks it and nothing else, and remembers nothing."""
    with serve_npm(monkeypatch, tmp_path) as registry:
        monkeypatch.setenv("PYEMSCRIPTEN_CACHE", str(tmp_path / "cache"))
        yield registry


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    """An empty package index on this machine; pip asks it and nothing else."""
    with serve_index() as index:
        monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
        monkeypatch.setenv("PIP_INDEX_URL", f"{index.url}/simple")
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        monkeypatch.setenv("PIP_RETRIES", "0")
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX"):
            monkeypatch.delenv(name, raising=False)
        yield index


def main_module(*, invoke: int = 0, imported: bool = False, own: int = 2) -> bytes:
    """A main module: `invoke_*` imports, imported exception tags, and tags of its own."""

    def section(number: int, *entries: bytes) -> bytes:
        body = bytes([len(entries)]) + b"".join(entries)
        return bytes([number, len(body)]) + body

    def name(text: str) -> bytes:
        return bytes([len(text)]) + text.encode()

    imports = [name("env") + name(f"invoke_v{i}") + b"\0\0" for i in range(invoke)]
    if invoke:
        imports.append(name("env") + name("_emscripten_throw_longjmp") + b"\0\0")
    tags = ("__cpp_exception", "__c_longjmp")
    if imported:
        imports += [name("env") + name(tag) + b"\4\0\0" for tag in tags]
    exports = [name(tag) + bytes([4, i]) for i, tag in enumerate(tags[:own])]
    return b"".join(
        (
            b"\0asm\1\0\0\0",
            section(1, b"\x60\0\0"),
            section(2, *imports) if imports else b"",
            section(5, b"\0\1"),
            section(13, *[b"\0\0"] * own) if own else b"",
            section(7, *exports) if exports else b"",
        )
    )


def lock_file(**info: Any) -> dict[str, Any]:
    """The lock file that the row of :data:`RELEASE` describes; `info` changes its `info`."""
    return {
        "info": {
            "arch": "wasm32",
            "platform": f"emscripten_{RELEASE.emscripten.replace('.', '_')}",
            "abi_version": RELEASE.platform,
            "python": RELEASE.python,
            **info,
        },
        "packages": {
            "micropip": {
                "version": RELEASE.micropip,
                "file_name": "micropip-1-py3-none-any.whl",
            },
            "packaging": {"version": RELEASE.packaging, "file_name": "packaging.zip"},
            "some": {"file_name": f"some-1-cp314-cp314-{'.'.join(RELEASE.wheel_tags or ())}.whl"},
            "odd": "not an object",
        },
    }


def release_files(lock: object = None, module: bytes = b"") -> dict[str, bytes]:
    """The files of a release that npm delivers and that Node.js cannot start."""
    return {
        "pyodide.mjs": b"export {}",
        "pyodide.asm.wasm": module or main_module(),
        "pyodide-lock.json": json.dumps(lock or lock_file()).encode(),
    }


def publish(
    registry: Registry, files: dict[str, bytes] | None = None, version: str = RELEASE.version
) -> PyodideRelease:
    """Publish an invented release, and give the row that describes it."""
    tarball = make_package("pyodide", version.replace("a", "-alpha."), files or release_files())
    integrity = registry.add(tarball, version.replace("a", "-alpha."))
    return measured(RELEASE.replace(version=version), integrity=integrity)


def table_of(*releases: PyodideRelease, platform: Platform = PLATFORM) -> Table:
    """A table of one platform and these releases, which fits on one page."""
    used = {release.emscripten for release in releases}
    return TABLE.replace(
        platforms=(platform,),
        releases=releases,
        emscripten=tuple(
            e.replace(clang="", llvm_commit="", clang_release="")
            for e in TABLE.emscripten
            if e.version in used
        ),
        support=(),
        uv_targets=uv_rows(TABLE, (platform,)),
        conflicts=(),
    )


class Verify:
    """Runs the command on a table of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "platforms.json"

    def write(self, table: Table) -> Path:
        self.file.write_text(text(document(table)), encoding="utf-8")
        return self.file

    def __call__(self, table: Table, *arguments: str) -> Result:
        command = ["verify", "--data", str(self.write(table)), *arguments]
        result = CliRunner().invoke(cli, command, prog_name="pyemscripten")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """Run ``pyemscripten verify`` in this process, on a table."""
    return Verify(tmp_path)
