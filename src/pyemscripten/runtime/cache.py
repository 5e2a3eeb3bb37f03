"""Where downloads are kept, and how a file gets there whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


def cache_dir(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    r"""Give the folder in which downloads are kept; it need not exist.

    The first of `$PYEMSCRIPTEN_CACHE`, `$XDG_CACHE_HOME/pyemscripten`, and the platform's own
    place: `~/Library/Caches/pyemscripten` on macOS, `%LOCALAPPDATA%\pyemscripten\Cache` on
    Windows, `~/.cache/pyemscripten` anywhere else. An empty variable counts as unset, as the
    XDG Base Directory Specification has it. Everything in the folder may be deleted at any time.

    >>> cache_dir({"XDG_CACHE_HOME": "/var/cache/me"}, "linux").as_posix()
    '/var/cache/me/pyemscripten'
    """
    if own := environ.get("PYEMSCRIPTEN_CACHE"):
        return Path(own).expanduser()
    if xdg := environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "pyemscripten"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pyemscripten"
    if platform == "win32" and (local := environ.get("LOCALAPPDATA")):
        return Path(local) / "pyemscripten" / "Cache"
    return Path.home() / ".cache" / "pyemscripten"


@contextmanager
def scratch(cache: Path) -> Iterator[Path]:
    """Lend a folder inside the cache, on the same file system, and remove it afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".tmp-", dir=cache) as folder:
        yield Path(folder)
