"""What each platform offers to side modules: the names, kinds and signatures of its symbols.

The tables were extracted from the published Pyodide releases by
:mod:`pyemscripten.verify.symbols`, which started each release in Node.js and read the object from
which the loader resolves imports. They hold the newest release of each platform, and what every
earlier release of it had more or less.

The file is a chain of zlib streams (no ``lzma``: some Pyodide releases lack it), each behind its
length as a 32-bit big-endian number: a description in lines, all names, then one column of
16-bit type numbers a platform.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FORMAT = "pyemscripten symbols 1"
PATH = os.path.join(os.path.dirname(__file__), "symbols.bin")

#: What the first letter of a symbol's type says; what follows it is the signature, if there is one.
KINDS = {
    "f": "function",
    "s": "JavaScript function",
    "d": "data",
    "g": "global",
    "t": "table",
    "m": "memory",
    "x": "tag",
}

_LIBCXX = re.compile(r"B8ne([0-9]{6})")


def libcxx_versions(names: Iterable[str]) -> frozenset[str]:
    """The versions in the ABI tags of the C++ library's names.

    >>> sorted(libcxx_versions(["_ZNSt3__24fakeB8ne190106Ev", "malloc"]))
    ['190106']
    """
    return frozenset(_LIBCXX.findall("\n".join(names)))


class Symbol(NamedTuple):
    """One symbol. ``kind`` is a value of :data:`KINDS`.

    ``signature`` is in Emscripten's notation (``"iij"`` takes an ``i32`` and an ``i64`` and
    returns an ``i32``), ``""`` for a symbol that has none or, if it is a JavaScript function, for
    one that does not state it.
    """

    name: str
    kind: str
    signature: str


class Change(NamedTuple):
    """A symbol that ``release`` has and the one before it had not (``added``), or the reverse.

    One whose type changed is removed with its old type and added with the new one.
    """

    release: str
    name: str
    added: bool
    type: str


class Release(NamedTuple):
    """A release that was read.

    ``integrity`` is that of what came from npm, ``suffixes`` are those of the file names that its
    Python imports as extension modules.
    """

    version: str
    integrity: str
    suffixes: tuple[str, ...]


class Offer(NamedTuple):
    """What one release offers: the fields of :class:`Release` and :class:`SymbolTable`."""

    integrity: str
    suffixes: tuple[str, ...]
    types: Mapping[str, str]


class SymbolTable:
    """The symbols of one platform in one release. Get one from :func:`symbol_table`.

    ``types`` maps names to a letter of :data:`KINDS` followed by the signature; it is what the
    checks work with. ``releases`` are all of the platform that were read, oldest first, and
    ``changes`` what changed in between.
    """

    __slots__ = ("_libcxx", "changes", "platform", "release", "releases", "types")

    def __init__(
        self,
        platform: str,
        release: str,
        releases: tuple[Release, ...],
        changes: tuple[Change, ...],
        types: Mapping[str, str],
    ) -> None:
        self.platform: str = platform
        self.release: str = release
        self.releases: tuple[Release, ...] = releases
        self.changes: tuple[Change, ...] = changes
        self.types: Mapping[str, str] = types
        self._libcxx: frozenset[str] | None = None

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes of file names that the release's Python imports as extension modules."""
        return next(entry.suffixes for entry in self.releases if entry.version == self.release)

    @property
    def libcxx(self) -> frozenset[str]:
        """The versions in the ABI tags of the C++ library's names, such as ``"190106"``."""
        if self._libcxx is None:
            self._libcxx = libcxx_versions(self.types)
        return self._libcxx

    def __len__(self) -> int:
        return len(self.types)

    def __contains__(self, name: object) -> bool:
        return name in self.types

    def __iter__(self) -> Iterator[Symbol]:
        return map(self.__getitem__, self.types)

    def __getitem__(self, name: str) -> Symbol:
        found = self.types[name]
        return Symbol(name, KINDS[found[0]], found[1:])

    def history(self, name: str) -> tuple[Change, ...]:
        """When releases of this platform gained or lost a symbol, oldest first."""
        return tuple(change for change in self.changes if change.name == name)


class _File(NamedTuple):
    releases: dict[str, tuple[Release, ...]]
    changes: dict[str, tuple[Change, ...]]
    types: list[str]
    names: list[str]
    columns: dict[str, bytes]


_file: _File | None = None
_tables: dict[tuple[str, str], SymbolTable] = {}


def symbol_platforms() -> tuple[str, ...]:
    """The versions of the platforms whose symbols are known, oldest first.

    >>> "2026_0" in symbol_platforms()
    True
    """
    return tuple(_read().releases)


def symbol_table(platform: str, release: str | None = None) -> SymbolTable:
    """The symbols of a platform, by its version.

    ``release`` picks a Pyodide release of that platform; the newest by default. Raises
    :class:`KeyError` for a platform or release that was not read.

    >>> symbol_table("2026_0")["PyList_New"]
    Symbol(name='PyList_New', kind='function', signature='ii')
    """
    file = _read()
    releases = file.releases[platform]
    versions = [entry.version for entry in releases]
    release = release or versions[-1]
    if release not in versions:
        raise KeyError(release)
    if (platform, release) not in _tables:
        column = file.columns[platform]
        numbers = struct.unpack(f"<{len(column) // 2}H", column)
        kinds = file.types
        table = {
            name: kinds[number] for name, number in zip(file.names, numbers, strict=True) if number
        }
        changes = file.changes[platform]
        newer = set(versions[versions.index(release) + 1 :])
        for change in reversed(changes):
            if change.release in newer:
                if change.added:
                    table.pop(change.name, None)
                else:
                    table[change.name] = change.type
        _tables[platform, release] = SymbolTable(platform, release, releases, changes, table)
    return _tables[platform, release]


def _read() -> _File:
    global _file
    if _file is None:
        with open(PATH, "rb") as stream:
            _file = _unpack(stream.read())
    return _file


def _unpack(data: bytes) -> _File:
    blocks = []
    position = 0
    while position < len(data):
        length = int.from_bytes(data[position : position + 4], "big")
        blocks.append(zlib.decompress(data[position + 4 : position + 4 + length]))
        position += 4 + length
    lines = blocks[0].decode().split("\n")
    if lines[0] != FORMAT:
        raise ValueError(f"{PATH!r} is not {FORMAT!r}")
    releases: dict[str, list[Release]] = {}
    changes: dict[str, list[Change]] = {}
    for line in lines[2:]:
        word, *rest = line.split(" ")
        if word == "platform":
            platform = rest[0]
            releases[platform] = []
            changes[platform] = []
        elif word == "release":
            releases[platform].append(Release(rest[0], rest[1], tuple(rest[2:])))
        else:
            changes[platform].append(
                Change(releases[platform][-1].version, rest[0], word == "+", rest[1])
            )
    return _File(
        {platform: tuple(entries) for platform, entries in releases.items()},
        {platform: tuple(entries) for platform, entries in changes.items()},
        lines[1].split(" "),
        blocks[1].decode().split("\n"),
        dict(zip(releases, blocks[2:], strict=True)),
    )


def pack(offers: Mapping[str, Mapping[str, Offer]]) -> bytes:
    """The bytes of the file for ``offers``: those of each platform by release, oldest first.

    The result depends on nothing else, so that an extraction can be repeated and compared.
    """
    newest = {platform: list(releases.values())[-1].types for platform, releases in offers.items()}
    names = sorted({name for table in newest.values() for name in table})
    types = ["-", *sorted({kind for table in newest.values() for kind in table.values()})]
    numbers = {kind: number for number, kind in enumerate(types)}
    lines = [FORMAT, " ".join(types)]
    for platform, releases in offers.items():
        lines.append(f"platform {platform}")
        before: Mapping[str, str] | None = None
        for release, (integrity, suffixes, table) in releases.items():
            lines.append(" ".join(("release", release, integrity, *suffixes)))
            if before is not None:
                for name in sorted({*before, *table}):
                    old, new = before.get(name), table.get(name)
                    if old != new:
                        lines += [f"- {name} {old}"] if old else []
                        lines += [f"+ {name} {new}"] if new else []
            before = table
    blocks = ["\n".join(lines).encode(), "\n".join(names).encode()]
    for table in newest.values():
        column = [numbers[table[name]] if name in table else 0 for name in names]
        blocks.append(struct.pack(f"<{len(column)}H", *column))
    packed = [zlib.compress(block, 9) for block in blocks]
    return b"".join(len(block).to_bytes(4, "big") + block for block in packed)
