"""Read npm tarballs: every member safe, every byte there."""

from __future__ import annotations

import gzip
import os
import re
import tarfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import IntegrityMismatch, TruncatedArchive, UnsafeArchive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# One path step: no backslash or colon (Windows would give them a meaning), no control character.
_STEP = re.compile(r"(?!\.\.?$)[^\x00-\x1f\x7f\\:]+")

#: The most bytes that one member may have; the largest so far, a main module, has a tenth.
LIMIT = 128 << 20


def members(tarball: Path, about: str) -> Iterator[tuple[str, bytes]]:
    """Go through a tarball: each file's path below the top folder, and its content.

    A path is relative, has `/` between its steps and stays below the folder. Raises
    `TruncatedArchive` unless the tarball is whole to the last byte, `UnsafeArchive` for a path
    that leads elsewhere, for one that appears twice, for links and devices, and above `LIMIT`.
    """
    seen = {""}
    try:
        with gzip.open(tarball) as stream:
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for member in archive:
                    steps = member.name.rstrip("/").split("/")
                    path = "/".join(steps[1:])
                    plain = member.isfile() and not member.issparse() and path not in seen
                    if (
                        not (plain or member.isdir())
                        or not all(map(_STEP.fullmatch, steps))
                        or member.size > LIMIT
                    ):
                        raise UnsafeArchive(
                            f"{about}: {tarball} has the member {member.name!r}, of a kind that no"
                            " npm package has; nothing of it is used"
                        )
                    content = archive.extractfile(member)
                    if content:
                        seen.add(path)
                        yield path, content.read()
            # The end of the tar is not the end of the file: its checksum comes after.
            while stream.read(1 << 20):
                pass
    except (tarfile.TarError, EOFError, OSError, zlib.error) as problem:
        if isinstance(problem, OSError) and problem.errno is not None:
            raise  # the disk's fault, not the tarball's
        raise TruncatedArchive(
            f"{about}: {tarball} is not a whole gzipped tar file ({problem}); nothing of it is used"
        ) from None


def read(tarball: Path, names: tuple[str, ...], about: str) -> dict[str, bytes]:
    """Read those of the named members that are there."""
    return {path: content for path, content in members(tarball, about) if path in names}


def unpack(tarball: Path, folder: Path, about: str) -> None:
    """Write every file of a tarball into `folder`."""
    for path, content in members(tarball, about):
        target = folder / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except (FileExistsError, IsADirectoryError, NotADirectoryError):
            raise UnsafeArchive(
                f"{about}: {tarball} has {path!r} both as a file and as a folder; it is not used"
            ) from None


def compare(tarballs: Mapping[str, Path], folder: Path, about: str) -> list[Path]:
    """Give the files in `folder` that the tarballs did not put there.

    `tarballs` maps a path inside `folder` to the tarball that was unpacked there. Raises
    `IntegrityMismatch` if one of their files is absent or differs in any byte.
    """
    unpacked: set[Path] = set()
    for place, tarball in tarballs.items():
        for path, content in members(tarball, about):
            file = folder / place / path
            if not file.is_file() or file.read_bytes() != content:
                raise changed(file, about)
            unpacked.add(file)
    found = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    return sorted(file for file in found if file not in unpacked)


def changed(file: Path, about: str) -> IntegrityMismatch:
    """Say that a file of an unpacked release is not what it was."""
    return IntegrityMismatch(
        f"{about}: {file} is not as it was unpacked; delete the folder it is in and run again"
    )
