"""Write files whole: whoever reads one sees what it was or what it is, never half of it."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def write(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Put content into a file at once, new or there before.

    ``content`` is bytes, or text, written as UTF-8 with its ends of lines as they are. A symbolic
    link is followed. Owner and permissions of a file that was there stay; a new one has those that
    the system gives. Raises :class:`OSError` and leaves everything as it was.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write(Path(folder, "tags.txt"), "cp314")
    ...     Path(folder, "tags.txt").read_text(), os.listdir(folder)
    ('cp314', ['tags.txt'])
    """
    encoded = content.encode() if isinstance(content, str) else content
    # Beside the file itself, so that a symbolic link is followed and not replaced.
    real = Path(path).resolve()
    before = real.stat() if real.exists() else None
    handle, name = tempfile.mkstemp(prefix=".pyemscripten-", dir=real.parent)
    try:
        with open(handle, "wb") as file:
            file.write(encoded)
            if before is not None:
                # Windows has no owners to keep, and only root may keep somebody else's.
                with suppress(AttributeError, PermissionError):
                    os.fchown(handle, before.st_uid, before.st_gid)
        Path(name).chmod(stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
        Path(name).replace(real)
    except BaseException:
        Path(name).unlink()
        raise


def write_if_changed(path: str | os.PathLike[str], content: str) -> None:
    """Write a file, and the folders that it is in, unless it has that content already.

    A file that stays keeps its time stamp, so that nothing is built again for it.
    """
    path = Path(path)
    if path.is_file() and path.read_bytes() == content.encode():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, content)


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
