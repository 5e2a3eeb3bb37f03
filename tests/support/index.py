"""A package index on this machine, so that the real pip can meet one that misbehaves."""

from __future__ import annotations

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def make_wheel(
    name: str, version: str, files: Mapping[str, bytes] | None = None
) -> tuple[str, bytes]:
    """Make a wheel for any platform; gives its file name and its bytes."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    content = {
        **(files or {}),
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": b"",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in content.items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return f"{stem}-py3-none-any.whl", buffer.getvalue()


@dataclass
class Index:
    """What the index has, and how it answers."""

    url: str
    #: project to file name to (bytes, the SHA-256 that it announces)
    files: dict[str, dict[str, tuple[bytes, str]]] = field(default_factory=dict)
    #: An HTTP status for every request, instead of an answer.
    failing: int | None = None
    requests: list[str] = field(default_factory=list)

    def add(
        self,
        name: str,
        version: str,
        files: Mapping[str, bytes] | None = None,
        announced: str | None = None,
    ) -> None:
        """Publish a wheel."""
        file, content = make_wheel(name, version, files)
        digest = announced or hashlib.sha256(content).hexdigest()
        self.files.setdefault(name, {})[file] = (content, digest)

    def put(self, wheel: Path) -> None:
        """Publish a wheel that is a file."""
        content = wheel.read_bytes()
        name = wheel.name.partition("-")[0]
        digest = hashlib.sha256(content).hexdigest()
        self.files.setdefault(name, {})[wheel.name] = (content, digest)

    def answer(self, path: str) -> tuple[int, bytes]:
        """Answer one request: a project's page, or a file."""
        self.requests.append(path)
        kind, _, rest = path.strip("/").partition("/")
        if self.failing:
            return self.failing, b""
        if kind == "simple":
            listed = self.files.get(rest)
            if listed is None:
                return 404, b""
            links = [
                f'<a href="{self.url}/files/{rest}/{file}#sha256={digest}">{file}</a>'
                for file, (_, digest) in listed.items()
            ]
            return 200, "\n".join(["<!DOCTYPE html><html><body>", *links]).encode()
        name, _, file = rest.partition("/")
        return 200, self.files[name][file][0]


@contextmanager
def serve_index() -> Iterator[Index]:
    """Run an empty index on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = index.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep requests out of the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        index = Index(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield index
        finally:
            server.shutdown()
            thread.join()
