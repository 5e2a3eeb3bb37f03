"""Everything that the checks need to know of a wheel, gathered in one pass over the archive."""

from __future__ import annotations

import binascii
import hashlib
import re
from itertools import chain

from pyemscripten import wasm
from pyemscripten._record import Record
from pyemscripten.wheel_names import WheelName

from .wheel import Problem, Wheel

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from pyemscripten.wheel_names import WheelName

    from .wheel import Limits, Member

#: Names of shared libraries: ``x.so``, and ``libx.so.1.2``.
_SHARED = re.compile(r"\.so(\.[0-9]+)*\Z")
_FOREIGN = (".pyd", ".dll", ".dylib")
_UNHASHED = re.compile(r"\.dist-info/RECORD(\.jws|\.p7s)?\Z")
_SPREAD = re.compile(r"[^/]+\.data/(?:purelib|platlib)/")
_ALGORITHMS = ("sha256", "sha384", "sha512")


class Contents(Record):
    """What is in a wheel.

    ``modules`` maps the installed path of each shared library (below ``site-packages``) to the
    parsed module, or to the error that says why it is none. ``files`` are the installed paths of
    all files, ``foreign`` those that are libraries of other systems, ``tags`` the lines ``Tag`` of
    the ``WHEEL`` file, ``wheel_file`` its path or ``""``, ``problems`` what is wrong with the
    archive itself.
    """

    name: str
    parts: WheelName
    modules: Mapping[str, wasm.Module | wasm.WasmError]
    files: frozenset[str]
    foreign: tuple[str, ...]
    tags: tuple[str, ...]
    wheel_file: str
    problems: tuple[Problem, ...]
    size: int


def read_wheel(
    source: str | os.PathLike[str] | BinaryIO,
    name: str | None = None,
    *,
    limits: Limits | None = None,
    keep_code: bool = False,
) -> Contents:
    """Read a wheel, every member once.

    ``source`` is a path or a seekable binary file, ``name`` the wheel's file name if ``source``
    does not have it. ``keep_code`` keeps the code of the modules, for the opcode scan. Raises
    :class:`~pyemscripten.audit.wheel.WheelError`, and :class:`OSError` if there is no such file.
    """
    with Wheel(source, name, limits) as wheel:
        return _Reader(wheel, keep_code).read()


class _Reader:
    def __init__(self, wheel: Wheel, keep_code: bool) -> None:
        self.wheel = wheel
        self.keep_code = keep_code
        self.modules: dict[str, wasm.Module | wasm.WasmError] = {}
        self.texts: dict[str, bytes] = {}
        self.record: dict[str, tuple[str, str, str]] = {}

    def read(self) -> Contents:
        wheel = self.wheel
        members = [member for member in wheel.members.values() if not member.name.endswith("/")]
        info = self._info_folder(members)
        record = wheel.members.get(f"{info}/RECORD")
        if record is None:
            self._problem("no record", f"{info}/RECORD", "there is no RECORD: installers refuse it")
        else:
            self._read_record(record)
        for member in members:
            if member is not record:
                self._read_member(member, f"{info}/WHEEL")
        self._compare_names(members)
        files = frozenset(_SPREAD.sub("", member.name) for member in members)
        return Contents(
            name=wheel.name,
            parts=wheel.tags,
            modules=self.modules,
            files=files,
            foreign=tuple(sorted(name for name in files if name.endswith(_FOREIGN))),
            tags=self._tags(f"{info}/WHEEL"),
            wheel_file=f"{info}/WHEEL" if f"{info}/WHEEL" in self.texts else "",
            problems=tuple(wheel.problems),
            size=sum(member.size for member in members),
        )

    def _problem(self, kind: str, member: str, message: str) -> None:
        self.wheel.problems.append(Problem(kind, member, message))

    def _info_folder(self, members: list[Member]) -> str:
        folders = {
            member.name.split("/", 1)[0]
            for member in members
            if member.name.split("/", 1)[0].endswith(".dist-info") and "/" in member.name
        }
        expected = f"{self.wheel.tags.project}-{self.wheel.tags.version}.dist-info"
        if not folders or expected in folders:
            if len(folders) > 1:
                self._problem("archive", "", f"several .dist-info folders: {few(sorted(folders))}")
            return expected
        found = min(folders)
        if _plain(found) != _plain(expected):
            self._problem("archive", found, f"the folder {found!r} is not the wheel's")
        return found

    def _read_record(self, member: Member) -> None:
        text = self.wheel.read(member).decode("utf-8", "replace")
        for line in text.splitlines():
            if not line:
                continue
            if '"' in line:
                # A name with a comma or a quotation mark in it.
                fields = _quoted(line)
            else:
                fields = line.rsplit(",", 2)
            if len(fields) != 3:
                self._problem("record", member.name, f"RECORD has the line {line[:80]!r}")
                continue
            path, digest, size = fields
            if path in self.record:
                self._problem("record", path, f"RECORD lists {path!r} twice")
            algorithm, _, value = digest.partition("=")
            self.record[path] = algorithm, value, size

    def _read_member(self, member: Member, wheel_file: str) -> None:
        name = member.name
        algorithm, expected, size = self.record.get(name, ("", "", ""))
        unhashed = _UNHASHED.search(name) is not None
        digest = None
        if algorithm in _ALGORITHMS:
            digest = hashlib.new(algorithm, usedforsecurity=False)
        elif algorithm and not unhashed:
            self._problem("record", name, f"RECORD hashes {name!r} by {algorithm}, not sha256")
        elif name in self.record and not unhashed:
            self._problem("record", name, f"RECORD has no hash of {name!r}")
        before = len(self.wheel.problems)
        chunks: Iterator[bytes] = self.wheel.stream(member)
        first = next(chunks, b"")
        if member.unreadable or (not first and len(self.wheel.problems) > before):
            # The archive's problem says why; nothing is known of the contents.
            if _SHARED.search(name):
                self.modules[_SPREAD.sub("", name)] = wasm.WasmError("a member that cannot be read")
            return
        chunks = chain((first,), chunks)
        if digest is not None:
            chunks = _hashed(chunks, digest)
        if _SHARED.search(name):
            try:
                self.modules[_SPREAD.sub("", name)] = wasm.parse_stream(
                    chunks, member.size, keep_code=self.keep_code
                )
            except wasm.WasmError as error:
                # Without its traceback, which would keep the module's bytes alive.
                self.modules[_SPREAD.sub("", name)] = error.with_traceback(None)
        elif name == wheel_file and member.size <= 1 << 20:
            self.texts[name] = b"".join(chunks)
        for _ in chunks:
            pass
        if digest is None or len(self.wheel.problems) > before:
            return
        actual = binascii.b2a_base64(digest.digest(), newline=False).rstrip(b"=")
        if actual.translate(_URL_SAFE).decode() != expected.rstrip("="):
            self._problem("record", name, f"{name!r} is not what RECORD says: its hash differs")
        elif size and size != str(member.size):
            self._problem("record", name, f"{name!r} has {member.size} bytes, RECORD says {size}")

    def _compare_names(self, members: list[Member]) -> None:
        if not self.record:
            return
        names = {member.name for member in members}
        missing = sorted(self.record.keys() - names)
        if missing:
            self._problem("record", missing[0], f"RECORD lists what is not there: {few(missing)}")
        extra = sorted(name for name in names - self.record.keys() if not _UNHASHED.search(name))
        if extra:
            self._problem("unlisted", extra[0], f"RECORD does not list {few(extra)}")

    def _tags(self, wheel_file: str) -> tuple[str, ...]:
        text = self.texts.get(wheel_file, b"").decode("utf-8", "replace")
        found = []
        for line in text.splitlines():
            key, _, value = line.partition(":")
            if key.strip().lower() == "tag":
                found.append(value.strip())
        return tuple(found)


_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def _hashed(chunks: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _quoted(line: str) -> list[str]:
    """The fields of a line with quotation marks; none if it is malformed."""
    import csv

    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def few(names: list[str]) -> str:
    """Up to three names, and how many more."""
    shown = ", ".join(map(repr, names[:3]))
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"


def _plain(folder: str) -> str:
    """A folder's name as far as its spelling is fixed: case and separators are not."""
    return re.sub(r"[-_.]+", "-", folder.lower())
