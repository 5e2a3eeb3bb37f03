"""Keep the table of platforms inside somebody's file true.

The table stands between two comments, in reStructuredText::

    .. pyemscripten platforms: begin
    .. pyemscripten platforms: ends

and in Markdown::

    <!-- pyemscripten platforms: begin -->
    <!-- pyemscripten platforms: ends -->

Words after ``begin`` choose the form of the table: see :func:`pyemscripten.publish.tables.form`.
In a code block they are no comments but an example, and left alone. The work is done on bytes:
everything outside the comments stays as it is, in any encoding that extends ASCII.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from difflib import unified_diff
from itertools import islice, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from pyemscripten import files
from pyemscripten._record import Record
from pyemscripten.errors import InvalidName

from .code_blocks import in_markdown, in_rst
from .tables import PEP_WIDTH, form, markdown, rst

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyemscripten.lookup import Table


#: The comments around a table, in reStructuredText.
RST_MARKERS = (".. pyemscripten platforms: begin", ".. pyemscripten platforms: ends")

#: The comments around a table, in Markdown.
MARKDOWN_MARKERS = (
    "<!-- pyemscripten platforms: begin -->",
    "<!-- pyemscripten platforms: ends -->",
)

_HUNK = re.compile(r"@@ -([0-9]+)([,0-9]*) \+([0-9]+)([,0-9]*) @@")
_MARKER = re.compile(rb"(\.\.[ \t]|<!--)[ \t]*pyemscripten[ \t]+platforms:")
_MARKDOWN = (".md", ".markdown")
# In UTF-16 and UTF-32 no comment would be found, and no table could be put in.
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class SyncError(ValueError):
    """The file cannot be kept in sync as it is, and was not touched."""


class Unmarked(SyncError):
    """The file has no comments that say where the table stands."""


class Synced(Record):
    """What :func:`sync` did, or with ``check`` would do.

    ``difference`` is a unified diff, ``""`` if nothing changes.
    """

    changed: bool
    difference: str


class _Marker(Record):
    """A comment: its line, how it is written, and the words that follow the colon."""

    line: int
    indent: bytes
    newline: bytes
    markdown: bool
    words: tuple[str, ...]


class _Block(Record):
    """A table: the lines between two comments, as slice limits, and what they should be."""

    start: int
    stop: int
    wanted: tuple[bytes, ...]
    newline: bytes


def sync(path: str | os.PathLike[str], table: Table, *, check: bool = False) -> Synced:
    """Write the table between the comments of a file, or with ``check`` only compare.

    The file is replaced in one step and only if something changes, so nobody ever reads half of
    it. A symbolic link stays one; permissions stay, and the owner if that is allowed.

    Raises :class:`Unmarked` if the file has no comments; :class:`SyncError` if they are nested,
    swapped, alone or ask for what does not exist, and if the file may not be written;
    :class:`OSError` if it cannot be read or replaced.

    >>> import pathlib, tempfile
    >>> import pyemscripten
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "pep-9999.rst")
    ...     _ = path.write_text(os.linesep.join(RST_MARKERS))
    ...     first = sync(path, pyemscripten.builtin())
    ...     again = sync(path, pyemscripten.builtin())
    >>> first.changed, again.changed
    (True, False)
    """
    path = Path(path)
    if not stat.S_ISREG(path.stat().st_mode):
        raise SyncError(f"{path} is not a file")
    before = path.read_bytes()
    after, difference = synced(before, table, str(path))
    if after == before:
        return Synced(False, "")
    if not check:
        _replace(path, after)
    return Synced(True, difference)


def synced(text: bytes, table: Table, name: str) -> tuple[bytes, str]:
    """The bytes of a file with its tables brought up to date, and the difference.

    ``name`` is what errors and the difference call it. Raises as :func:`sync` does, except
    :class:`OSError`.

    >>> import pyemscripten
    >>> text = os.linesep.join(MARKDOWN_MARKERS).encode()
    >>> after, _ = synced(text, pyemscripten.builtin(), "README.md")
    >>> b"`pyemscripten_2026_0_wasm32`" in after
    True
    """
    if text.startswith(_WIDE) or b"\0" in text:
        raise SyncError(f"{name} is not text in UTF-8 or another encoding that extends ASCII")
    lines = text.splitlines(keepends=True)
    blocks = [
        _block(begin, ends, table, name)
        for begin, ends in _pairs(list(_markers(lines, name)), name)
    ]
    after: list[bytes] = []
    done = 0
    for block in blocks:
        after += [*lines[done : block.start], *block.wanted]
        done = block.stop
    return b"".join([*after, *lines[done:]]), _difference(lines, blocks, name)


def _markers(lines: Sequence[bytes], name: str) -> Iterator[_Marker]:
    in_code = in_markdown if name.endswith(_MARKDOWN) else in_rst
    for i, (line, code) in enumerate(zip(lines, in_code(lines), strict=True)):
        shown = line.removeprefix(codecs.BOM_UTF8) if i == 0 else line
        text = shown.strip(b" \t\r\n")
        found = _MARKER.match(text)
        if code or not found:
            continue
        markdown = text.startswith(b"<")
        words = text[found.end() :]
        if markdown and not words.endswith(b"-->"):
            raise SyncError(f"{name}, line {i + 1}: expected the line to end with '-->'")
        yield _Marker(
            line=i + 1,
            indent=shown[: len(shown) - len(shown.lstrip(b" \t"))],
            newline=line[len(line.rstrip(b"\r\n")) :],
            markdown=markdown,
            words=tuple(words.removesuffix(b"-->").decode("ascii", "replace").split()),
        )


def _pairs(markers: Sequence[_Marker], name: str) -> Iterator[tuple[_Marker, _Marker]]:
    begin = None
    for marker in markers:
        where = f"{name}, line {marker.line}"
        if marker.words[:1] == ("begin",):
            if begin:
                raise SyncError(
                    f"{where}: a table begins where that of line {begin.line} has not ended"
                )
            begin = marker
        elif marker.words == ("ends",):
            if not begin:
                raise SyncError(f"{where}: a table ends that has not begun")
            if (begin.markdown, begin.indent) != (marker.markdown, marker.indent):
                raise SyncError(
                    f"{where}: the table ends in a comment that is not written and indented like "
                    f"that of line {begin.line}"
                )
            yield begin, marker
            begin = None
        else:
            said = " ".join(marker.words)
            raise SyncError(f"{where}: expected 'begin' or 'ends', found {said[:40]!r}")
    if begin:
        raise SyncError(f"{name}, line {begin.line}: a table begins that does not end")
    if not markers:
        first, last = MARKDOWN_MARKERS if name.endswith(_MARKDOWN) else RST_MARKERS
        raise Unmarked(
            f"{name} has no place for the table: put in the lines {first!r} and {last!r}, "
            "outside code blocks"
        )


def _block(begin: _Marker, ends: _Marker, table: Table, name: str) -> _Block:
    width = PEP_WIDTH - len(begin.indent.expandtabs())
    try:
        wanted = form(begin.words[1:])
        text = markdown(table, wanted) if begin.markdown else rst(table, wanted, width=width)
    except InvalidName as error:
        raise SyncError(f"{name}, line {begin.line}: {error}") from None
    lines = (begin.indent + line.encode() if line else b"" for line in ["", *text.split("\n")])
    return _Block(
        start=begin.line,
        stop=ends.line - 1,
        wanted=tuple(line + begin.newline for line in lines),
        newline=begin.newline,
    )


def _difference(lines: Sequence[bytes], blocks: Sequence[_Block], name: str) -> str:
    """A unified diff. Only the tables can differ, so only they are compared."""
    hunks: list[str] = []
    added = shown = 0
    for block, following in zip_longest(blocks, blocks[1:]):
        first = max(block.start - 3, shown)
        shown = min(block.stop + 3, following.start if following else len(lines))
        above, old, new, below = (
            [_shown(line, block.newline) for line in part]
            for part in (
                lines[first : block.start],
                lines[block.start : block.stop],
                block.wanted,
                lines[block.stop : shown],
            )
        )
        compared = unified_diff([*above, *old, *below], [*above, *new, *below], lineterm="")
        for line in islice(compared, 2, None):
            at = _HUNK.match(line)
            if at:
                before, after = int(at[1]) + first, int(at[3]) + first + added
                line = f"@@ -{before}{at[2]} +{after}{at[4]} @@"
            hunks.append(line)
        added += len(new) - len(old)
    return "\n".join([f"--- {name}", f"+++ {name}", *hunks]) if hunks else ""


def _shown(line: bytes, newline: bytes) -> str:
    """A line for people; an unusual end of line is spelt out, since it may be all that differs."""
    text = line.removesuffix(newline).decode("utf-8", "replace")
    text = text.replace("\r", "\\r").replace("\n", "\\n")
    return text if line.endswith((b"\r", b"\n")) else f"{text}\n\\ No newline at end of file"


def _replace(path: Path, text: bytes) -> None:
    real = path.resolve()
    if not real.stat().st_mode & 0o222 or not os.access(real, os.W_OK):
        raise SyncError(f"{path} is read-only: allow writing, or only compare")
    if not os.access(real.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise SyncError(f"{path} cannot be replaced: {real.parent}: Permission denied")
    files.write(path, text)
