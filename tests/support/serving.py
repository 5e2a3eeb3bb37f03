"""A folder over HTTP, from a process of its own, which no load on the tests' process delays."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, such as `http://127.0.0.1:41234`, while it is served."""
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout
            said = server.stdout.readline()
            address = re.search(r"http://[\d.:]+", said)
            assert address, f"the server said {said!r}"
            yield address[0]
        finally:
            server.terminate()
