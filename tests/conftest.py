"""What every test relies on."""

from __future__ import annotations

import os
import socket
from typing import Any

import hypothesis
import pytest

# The same examples on every run in CI, so that a red run can be repeated; new ones elsewhere.
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")

_look_up = socket.getaddrinfo


def _look_up_here(host: Any, *args: Any, **options: Any) -> Any:
    if host in {None, "", "127.0.0.1", "::1", "localhost"}:
        return _look_up(host, *args, **options)
    raise RuntimeError(f"a test without the `network` marker asked for {host}")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Keep tests without the `network` marker on this machine, so that deselecting works."""
    marked = item.get_closest_marker("network")
    socket.getaddrinfo = _look_up if marked else _look_up_here
