"""Read a wheel without unpacking it, and without trusting it.

The archive is read member by member, in pieces, within :class:`Limits`; nothing is written to
disk. A file that is no zip archive, or whose directory is damaged, raises :class:`WheelError`;
everything that is wrong inside an archive that can still be read becomes a :class:`Problem`.

The zip format is PKWARE's APPNOTE 6.3.10, the contents of a wheel are those of the `binary
distribution format
<https://packaging.python.org/en/latest/specifications/binary-distribution-format/>`_.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from itertools import pairwise
from typing import NamedTuple

from pyemscripten._record import Record
from pyemscripten.errors import InvalidName
from pyemscripten.wheel_names import WheelName, parse_wheel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import BinaryIO

    from typing_extensions import Self

_CHUNK = 1 << 18
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 1, 1 << 11

_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_STRANGE = re.compile(r"[\x00-\x1f\\]|//")


class WheelError(ValueError):
    """The file cannot be read as a wheel at all. The message names the file."""


class Limits(Record):
    """How much a wheel may contain before it is refused.

    ``members`` is a count; ``member_size`` and ``total_size`` are bytes after inflation; ``ratio``
    is how much larger than the archive everything in it may be together, once that is more than
    64 MiB. (A single member of zeros may well be a thousand times larger.)

    >>> Limits().replace(total_size=1 << 20).members
    100000
    """

    members: int = 100_000
    member_size: int = 1 << 30
    total_size: int = 4 << 30
    ratio: int = 100


class Problem(Record):
    """Something wrong in an archive that could be read nevertheless.

    ``kind`` is one of ``"archive"`` (the zip file or a member of it), ``"case"`` (names that differ
    in case only), ``"nested"`` (an archive inside, which is not looked into), ``"no record"``,
    ``"record"`` (RECORD disagrees with the contents) and ``"unlisted"`` (RECORD lacks a file).
    ``message`` is one sentence, ``member`` the name concerned or ``""``.
    """

    kind: str
    member: str
    message: str


class Member(NamedTuple):
    """One entry of the archive's directory; ``unreadable`` says why it cannot be read."""

    name: str
    size: int
    compressed_size: int
    crc: int
    method: int
    offset: int
    unreadable: str


class Wheel:
    """An open wheel. Use it as a context manager, or call :meth:`close`.

    ``source`` is a path or a seekable binary file; ``name`` the file name, needed if a file object
    has none. ``members`` maps names to entries, in the order of the archive's directory;
    ``problems`` collects what is wrong and grows while members are read. Raises
    :class:`WheelError`, and :class:`OSError` if there is no such file.
    """

    def __init__(
        self,
        source: str | os.PathLike[str] | BinaryIO,
        name: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.limits: Limits = limits or Limits()
        self.problems: list[Problem] = []
        self.members: dict[str, Member] = {}
        self.name: str
        self.tags: WheelName
        if isinstance(source, (str, os.PathLike)):
            self.name = name or os.path.basename(os.fspath(source))
            self._file: BinaryIO = open(source, "rb")  # noqa: SIM115  closed by close()
            self._owned = True
        else:
            self.name = name or os.path.basename(str(getattr(source, "name", "")))
            self._file = source
            self._owned = False
        try:
            self.tags = parse_wheel(self.name)
            self._size = self._file.seek(0, os.SEEK_END)
            self._read_directory()
        except OSError as error:
            self.close()
            raise self._error(error.strerror or str(error)) from None
        except InvalidName as error:
            self.close()
            raise WheelError(str(error)) from None
        except WheelError:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file if it was opened here."""
        if self._owned:
            self._file.close()

    def _error(self, message: str) -> WheelError:
        return WheelError(f"{self.name}: {message}")

    def _problem(self, kind: str, member: str, message: str) -> None:
        self.problems.append(Problem(kind, member, message))

    def _read_at(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)

    # The directory

    def _find_end(self) -> tuple[int, int, int, int]:
        """Where the directory is: how many entries, its size, its offset, where it has to end."""
        tail_start = max(0, self._size - _END.size - 0xFFFF)
        tail = self._read_at(tail_start, self._size - tail_start)
        position = tail.rfind(b"PK\5\6")
        while position >= 0:
            record = tail[position : position + _END.size]
            if len(record) == _END.size:
                fields = _END.unpack(record)
                if position + _END.size + fields[7] == len(tail):
                    break
            position = tail.rfind(b"PK\5\6", 0, position)
        else:
            start = self._read_at(0, 4)
            if not self._size:
                raise self._error("the file is empty")
            if start == b"PK\3\4":
                if b"PK\5\6" in tail:
                    raise self._error("other bytes follow the zip archive, or it is cut short")
                raise self._error("the zip archive is cut short: it has no directory at its end")
            raise self._error("not a zip archive")
        _, disk, start_disk, here, entries, size, offset, _comment = fields
        end = tail_start + position
        if 0xFFFF in (disk, start_disk, here, entries) or 0xFFFFFFFF in (size, offset):
            locator = self._read_at(max(0, end - _LOCATOR.size), _LOCATOR.size)
            if len(locator) < _LOCATOR.size or locator[:4] != b"PK\6\7":
                raise self._error("a zip64 archive without its locator")
            _, _, at, _ = _LOCATOR.unpack(locator)
            wide = self._read_at(at, _END_64.size) if at < end else b""
            if len(wide) < _END_64.size or wide[:4] != b"PK\6\6":
                raise self._error("a zip64 archive without its end record")
            _, _, _, _, disk, start_disk, here, entries, size, offset = _END_64.unpack(wide)
            end = at
        if disk or start_disk or here != entries:
            raise self._error("a zip archive of several disks")
        return entries, size, offset, end

    def _read_directory(self) -> None:
        entries, size, offset, end = self._find_end()
        if offset + size > end:
            raise self._error("the zip archive's directory lies outside the file")
        before = end - offset - size
        if before and self._read_at(offset, 4) != b"PK\1\2" == self._read_at(offset + before, 4):
            # zipfile corrects all offsets by this; other installers do not.
            raise self._error(f"{before} bytes stand before the zip archive")
        if entries > self.limits.members:
            raise self._error(f"{entries} members, at most {self.limits.members} are read")
        if offset + size < end:
            self._problem("archive", "", f"{end - offset - size} bytes lie after the directory")
        if entries * _ENTRY.size > size:
            raise self._error(f"the directory claims {entries} members in {size} bytes")
        data = self._read_at(offset, size)
        if len(data) < size:
            raise self._error("the zip archive's directory is cut short")
        position = 0
        total = 0
        folded: dict[str, str] = {}
        spans: list[tuple[int, int]] = []
        for _ in range(entries):
            if position + _ENTRY.size > size or data[position : position + 4] != b"PK\1\2":
                raise self._error("the zip archive's directory is damaged")
            fields = _ENTRY.unpack_from(data, position)
            flags, method = fields[3], fields[4]
            crc, compressed, inflated = fields[7:10]
            name_size, extra_size, comment_size = fields[10:13]
            mode, start = fields[15] >> 16, fields[16]
            at = position + _ENTRY.size
            position = at + name_size + extra_size + comment_size
            if position > size:
                raise self._error("the zip archive's directory is damaged")
            raw = data[at : at + name_size]
            if 0xFFFFFFFF in (compressed, inflated, start):
                extra = data[at + name_size : at + name_size + extra_size]
                inflated, compressed, start = self._zip64(extra, inflated, compressed, start)
            name = self._decode(raw, flags)
            total += inflated
            unreadable = self._judge(name, flags, method, mode, inflated)
            if start + _LOCAL.size + compressed > offset:
                raise self._error(f"the member {name!r} lies outside the archive")
            if compressed:
                spans.append((start, start + _LOCAL.size + compressed))
            if name in self.members:
                self._problem("archive", name, f"{name!r} is in the archive twice")
                continue
            if not name.endswith("/"):
                other = folded.setdefault(name.casefold(), name)
                if other != name:
                    self._problem(
                        "case", name, f"{name!r} and {other!r} are one file where case is ignored"
                    )
            self.members[name] = Member(name, inflated, compressed, crc, method, start, unreadable)
        if total > self.limits.total_size:
            raise self._error(
                f"{total} bytes after inflation, at most {self.limits.total_size} are read"
            )
        if total > max(64 << 20, self._size * self.limits.ratio):
            raise self._error(
                f"{self._size} bytes inflate to {total}: more than {self.limits.ratio}-fold"
            )
        spans.sort()
        if any(first[1] > second[0] for first, second in pairwise(spans)):
            raise self._error("members of the zip archive overlap")

    def _zip64(self, extra: bytes, *values: int) -> tuple[int, int, int]:
        """The 64-bit numbers that replace those of an entry which are all ones."""
        position = 0
        while position + 4 <= len(extra):
            kind, length = struct.unpack_from("<2H", extra, position)
            body = extra[position + 4 : position + 4 + length]
            position += 4 + length
            if kind == 1:
                found = []
                for value in values:
                    if value == 0xFFFFFFFF and len(body) >= 8:
                        value = int.from_bytes(body[:8], "little")
                        body = body[8:]
                    found.append(value)
                inflated, compressed, start = found
                return inflated, compressed, start
        raise self._error("a zip64 member without its sizes")

    def _decode(self, raw: bytes, flags: int) -> str:
        try:
            return raw.decode("utf-8" if flags & _UTF8 or raw.isascii() else "cp437")
        except UnicodeDecodeError:
            name = raw.decode("utf-8", "backslashreplace")
            self._problem("archive", name, f"the name {name!r} is not UTF-8, as it claims to be")
            return name

    def _judge(self, name: str, flags: int, method: int, mode: int, inflated: int) -> str:
        """Report what is wrong with a member by its entry; why it cannot be read, or ``""``."""
        parts = name.split("/")
        if name.startswith("/") or ".." in parts or name[1:2] == ":":
            self._problem("archive", name, f"{name!r} would be written outside the wheel's folder")
        elif not name or _STRANGE.search(name):
            self._problem("archive", name, f"the name {name!r} is not a plain path")
        if mode & 0o170000 == 0o120000:
            self._problem("archive", name, f"{name!r} is a symbolic link")
        if name.endswith((".whl", ".zip", ".tar.gz", ".egg")):
            self._problem("nested", name, f"{name!r} is an archive: not looked into")
        unreadable = ""
        if flags & _ENCRYPTED:
            unreadable = f"{name!r} is encrypted"
        elif method not in (_STORED, _DEFLATED):
            unreadable = f"{name!r} is compressed by method {method}: installers know only deflate"
        elif inflated > self.limits.member_size:
            unreadable = f"{name!r} has {inflated} bytes, too many to read"
        if unreadable:
            self._problem("archive", name, unreadable)
        return unreadable

    # The contents

    def stream(self, member: Member) -> Iterator[bytes]:
        """The contents of a member in pieces of at most 256 KiB.

        What is wrong with them becomes a problem, and the pieces end there. Sizes and checksum are
        those of the directory, as installers check them too.
        """
        if member.unreadable:
            return
        name = member.name
        # One read for the header and, of most members, all that follows it.
        guess = _LOCAL.size + 2 * len(name) + 64
        head = self._read_at(member.offset, guess + min(member.compressed_size, _CHUNK))
        if len(head) < _LOCAL.size or head[:4] != b"PK\3\4":
            self._problem("archive", name, f"{name!r} is not where the directory says")
            return
        fields = _LOCAL.unpack_from(head)
        start = _LOCAL.size + fields[9] + fields[10]
        raw = head[_LOCAL.size : _LOCAL.size + fields[9]]
        if self._local_name(raw, fields[2]) != name:
            self._problem("archive", name, f"{name!r} has another name in front of its contents")
            return
        first = head[start : start + member.compressed_size]
        crc = size = 0
        try:
            for chunk in self._inflate(member, first, member.offset + start):
                size += len(chunk)
                if size > member.size:
                    break
                crc = zlib.crc32(chunk, crc)
                yield chunk
        except zlib.error:
            self._problem("archive", name, f"{name!r} is damaged: it cannot be inflated")
            return
        if size != member.size:
            more = "more" if size > member.size else "fewer"
            self._problem("archive", name, f"{name!r} has {more} bytes than the directory says")
        elif crc != member.crc:
            self._problem("archive", name, f"{name!r} is damaged: its checksum is wrong")

    @staticmethod
    def _local_name(raw: bytes, flags: int) -> str:
        encoding = "utf-8" if flags & _UTF8 or raw.isascii() else "cp437"
        return raw.decode(encoding, "backslashreplace")

    def _inflate(self, member: Member, data: bytes, position: int) -> Iterator[bytes]:
        """Inflate a member whose first compressed bytes are ``data``, at ``position``."""
        inflater = zlib.decompressobj(-zlib.MAX_WBITS) if member.method == _DEFLATED else None
        position += len(data)
        left = member.compressed_size - len(data)
        while True:
            if left and not data:
                # Another reader may have moved the file meanwhile: a generator can be suspended.
                data = self._read_at(position, min(left, _CHUNK))
                position += len(data)
                left = left - len(data) if data else 0
            if inflater is None:
                chunk, data = data, b""
            else:
                chunk = inflater.decompress(data, _CHUNK)
                data = inflater.unconsumed_tail
            if chunk:
                yield chunk
            elif not left:
                return
            if inflater is not None and inflater.eof:
                return

    def read(self, member: Member, limit: int = 16 << 20) -> bytes:
        """The whole contents of a small member; empty, and a problem, if it exceeds ``limit``."""
        if member.size > limit:
            self._problem(
                "archive", member.name, f"{member.name!r} has {member.size} bytes: not read"
            )
            return b""
        return b"".join(self.stream(member))


def find_wheels(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str]:
    """The wheels that are named by ``paths``: files as they are, folders searched for ``*.whl``.

    Folders are walked in order of name, without following links. Raises :class:`WheelError` for a
    path that does not exist, and for a folder without any wheel.
    """
    for name in paths:
        path = os.fspath(name)
        if not os.path.isdir(path):
            if not os.path.exists(path):
                raise WheelError(f"{path!r} does not exist")
            yield path
            continue
        found = False
        for folder, folders, files in os.walk(path):
            folders.sort()
            for file in sorted(files):
                if file.endswith(".whl"):
                    found = True
                    yield os.path.join(folder, file)
        if not found:
            raise WheelError(f"no wheel in the folder {path!r}")
