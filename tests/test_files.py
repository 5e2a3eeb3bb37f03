"""Files are written whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyemscripten import files


def test_writing_is_atomic_and_keeps_links_and_modes(tmp_path: Path) -> None:
    real = tmp_path / "real.py"
    real.write_text("old")
    real.chmod(0o640)
    link = tmp_path / "link.py"
    link.symlink_to(real)
    files.write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640
    with pytest.raises(UnicodeEncodeError):
        files.write(link, "\udc80")
    assert real.read_text() == "new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.py", "real.py"]
    files.write(tmp_path / "fresh.py", "new")
    assert (tmp_path / "fresh.py").read_text() == "new"


def test_a_new_file_has_the_permissions_that_the_system_gives(tmp_path: Path) -> None:
    """Unlike those of `tempfile`, which nobody else may read: other users build from these too."""
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "new.txt", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "new.txt").stat().st_mode & 0o777 == 0o640


def test_what_has_not_changed_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "page.rst"
    files.write_if_changed(path, "one\n")
    os.utime(path, (1, 1))
    files.write_if_changed(path, "one\n")
    assert path.stat().st_mtime == 1
    files.write_if_changed(path, "two\n")
    assert path.read_bytes() == b"two\n"
