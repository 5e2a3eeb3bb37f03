from __future__ import annotations

from pathlib import Path

import pytest

from pyemscripten.runtime import cache_dir

HOME = Path.home()


@pytest.mark.parametrize(
    ("environ", "platform", "expected"),
    [
        ({"PYEMSCRIPTEN_CACHE": "/a", "XDG_CACHE_HOME": "/b"}, "linux", Path("/a")),
        ({"PYEMSCRIPTEN_CACHE": "~/a"}, "linux", HOME / "a"),
        ({"PYEMSCRIPTEN_CACHE": "", "XDG_CACHE_HOME": "/b"}, "linux", Path("/b/pyemscripten")),
        ({"XDG_CACHE_HOME": "/b"}, "darwin", Path("/b/pyemscripten")),
        ({"XDG_CACHE_HOME": ""}, "linux", HOME / ".cache/pyemscripten"),
        ({}, "freebsd14", HOME / ".cache/pyemscripten"),
        ({}, "darwin", HOME / "Library/Caches/pyemscripten"),
        ({"LOCALAPPDATA": "/c"}, "win32", Path("/c/pyemscripten/Cache")),
        ({}, "win32", HOME / ".cache/pyemscripten"),
    ],
)
def test_where_downloads_are_kept(environ: dict[str, str], platform: str, expected: Path) -> None:
    assert cache_dir(environ, platform) == expected
