"""A package registry on this machine, so that the real npm can meet one that misbehaves."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest


def integrity(tarball: bytes) -> str:
    """Hash bytes the way npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()


def make_tarball(files: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """Make a gzipped tar file of exactly these members, safe or not."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            if isinstance(content, bytes):
                member = tarfile.TarInfo(name)
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
            else:
                archive.addfile(content)
    return gzip.compress(buffer.getvalue(), mtime=0)


def make_package(
    name: str, version: str, files: Mapping[str, bytes] | None = None, **manifest: object
) -> bytes:
    """Make an npm package; `manifest` adds to its `package.json`."""
    about = {"name": name, "version": version, **manifest}
    content = {"package.json": json.dumps(about).encode(), **(files or {})}
    return make_tarball({f"package/{path}": data for path, data in content.items()})


@dataclass
class Registry:
    """What the registry has, and how it answers."""

    url: str
    #: (package, npm version) to (tarball, the integrity that it announces)
    releases: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)
    #: An HTTP status for every request, instead of an answer.
    failing: int | None = None
    #: The same for requests whose path contains a text.
    failing_for: dict[str, int] = field(default_factory=dict)
    #: npm versions of `pyodide` that were there once: they keep their time of publication.
    withdrawn: list[str] = field(default_factory=list)
    #: Answers to paths that contain a text wait until the event is set.
    waiting_for: dict[str, threading.Event] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def add(
        self, tarball: bytes, version: str, name: str = "pyodide", announced: str | None = None
    ) -> str:
        """Publish a tarball and give its integrity."""
        self.releases[name, version] = (tarball, announced or integrity(tarball))
        return integrity(tarball)

    def answer(self, path: str) -> tuple[int, bytes]:
        """Answer one request: a package's description, or a tarball."""
        self.requests.append(path)
        for part, event in self.waiting_for.items():
            if part in path:
                event.wait(60)
        statuses = [status for part, status in self.failing_for.items() if part in path]
        if self.failing or statuses:
            return self.failing or statuses[0], b"{}"
        name, _, file = unquote(path).lstrip("/").partition("/-/")
        if file:
            return 200, self.releases[name, file.removesuffix(".tgz")][0]
        versions = {
            version: {
                "name": name,
                "version": version,
                "dist": {"tarball": f"{self.url}/{name}/-/{version}.tgz", "integrity": announced},
            }
            for (owner, version), (_, announced) in self.releases.items()
            if owner == name
        }
        if not versions:
            return 404, b"{}"
        latest = {"latest": list(versions)[-1]}
        about = {"name": name, "dist-tags": latest, "versions": versions}
        if self.withdrawn:
            about["time"] = dict.fromkeys(["created", *versions, *self.withdrawn], "2026-01-01")
        return 200, json.dumps(about).encode()


@contextmanager
def serve_npm(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[Registry]:
    """Run an empty registry; npm asks it and nothing else, and remembers nothing elsewhere."""
    with serve() as registry:
        monkeypatch.setenv("npm_config_registry", registry.url)
        monkeypatch.setenv("npm_config_cache", str(folder / "npm"))
        monkeypatch.setenv("npm_config_fetch_retries", "0")
        yield registry


@contextmanager
def serve() -> Iterator[Registry]:
    """Run an empty registry on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = registry.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep requests out of the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        registry = Registry(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()
