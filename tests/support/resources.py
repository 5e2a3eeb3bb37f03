"""What a test may use beyond this Python: its marks say so, and a guard holds it to them.

Node.js, a browser and other hosts are found by tests that carry the mark `node`, `browser` or
`network`, so tests that are selected without these marks need nothing of the kind. A fixture that
starts something gives the mark; a test that starts it in another way carries the mark by hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

#: A fixture -> the mark of what it starts.
FIXTURES = {
    "browser": "browser",
    # What is fetched from it is fetched by npm, a program of Node.js.
    "registry": "node",
}

#: A mark -> the programs that a test without it does not find.
PROGRAMS = {
    "browser": ("chromium", "chromium-browser", "chrome", "google-chrome"),
    "node": ("node", "nodejs", "npm", "npx"),
}

_REFUSAL = """\
#!/bin/sh
echo "a test without the mark '{mark}' started {program}" >&2
exit 97
"""

#: An address of this machine where nothing listens.
_NOWHERE = "http://127.0.0.1:9"
_HERE = ("127.0.0.1", "::1", "localhost", "")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Add the marks that follow from fixtures, and from where published runtimes come from."""
    for item in items:
        for name in FIXTURES.keys() & getattr(item, "fixturenames", ()):
            item.add_marker(FIXTURES[name])
        package = getattr(getattr(item, "module", None), "package", None)
        runs = getattr(package, "__module__", "") == "tests.support.runtimes"
        if runs and item.get_closest_marker("network"):
            item.add_marker("node")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the guard."""
    config.pluginmanager.register(_Guard())


class _Guard:
    """Keeps from a test what it has no mark for."""

    def __init__(self) -> None:
        self.networked = True
        self.refusals = TemporaryDirectory(prefix="pyemscripten-refusals-")
        for mark, programs in PROGRAMS.items():
            folder = Path(self.refusals.name, mark)
            folder.mkdir()
            for program in programs:
                (folder / program).write_text(_REFUSAL.format(mark=mark, program=program))
                (folder / program).chmod(0o755)
        # Sees what every library does, and leaves nothing to put back.
        sys.addaudithook(self.audit)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Hide from a test, and from the fixtures made for it, what its marks do not ask for."""
        marks = {mark.name for mark in item.iter_markers()}
        with pytest.MonkeyPatch.context() as patch:
            for mark in PROGRAMS.keys() - marks:
                patch.setenv("PATH", os.path.join(self.refusals.name, mark), prepend=os.pathsep)
            if "node" not in marks:
                patch.delenv("PYEMSCRIPTEN_NODE", raising=False)
            if "network" not in marks:
                patch.setattr(self, "networked", False)
                # For the processes that it starts.
                for name in ("http_proxy", "https_proxy", "all_proxy"):
                    patch.setenv(name, _NOWHERE)
                patch.setenv("no_proxy", ",".join(_HERE))
            return (yield)

    def pytest_unconfigure(self) -> None:
        """Clean up."""
        self.refusals.cleanup()

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse to look up and to reach other hosts."""
        if self.networked or not event.startswith("socket."):
            return
        if event in ("socket.connect", "socket.sendto"):
            address = arguments[1]
            host = address[0] if isinstance(address, tuple) else None
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            host = arguments[0]
        else:
            return
        host = host.decode() if isinstance(host, bytes) else host
        if isinstance(host, str) and host not in _HERE:
            raise RuntimeError(f"a test without the mark 'network' asked for {host}")
