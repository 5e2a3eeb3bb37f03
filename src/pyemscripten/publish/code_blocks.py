"""Which lines of a text are shown as code, so that a comment in them is only an example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FENCE = re.compile(rb"[ \t]*(?P<mark>`{3,}|~{3,})(?P<info>[^`\r\n]*)[\r\n]*")
# A list item's text begins after its bullet or number.
_BEFORE_TEXT = re.compile(rb"[ \t]*(?:(?:[-*+]|\(?(?:[0-9]+|[A-Za-z#])[.)])[ \t]+)*")
_CODE_DIRECTIVE = re.compile(rb"\.\.[ \t]+(?:[\w-]*code[\w-]*|parsed-literal|raw)::")


def in_markdown(lines: Iterable[bytes]) -> Iterator[bool]:
    """Whether each line belongs to a fenced code block.

    A MyST directive has a fence too, and its content is text unless its name says code.

    >>> text = [b"```rst", b".. note", b"```", b"```{note}", b"Text", b"```"]
    >>> list(in_markdown(text))
    [True, True, True, False, False, False]
    """
    opened: list[tuple[bytes, bool]] = []
    for line in lines:
        mark, code = opened[-1] if opened else (b"", False)
        fence = _FENCE.fullmatch(line)
        if fence:
            info = fence["info"].strip()
            if mark and not info and fence["mark"].startswith(mark):
                opened.pop()
            elif not code:
                code = not info.startswith(b"{") or b"code" in info.partition(b"}")[0]
                opened.append((fence["mark"], code))
        yield code


def in_rst(lines: Iterable[bytes]) -> Iterator[bool]:
    """Whether each line belongs to a literal block or to a directive that shows code.

    >>> list(in_rst([b"Example::", b"", b"   .. note", b"Text"]))
    [False, True, True, False]
    """
    outside = -1
    for line in lines:
        text = line.strip()
        if outside >= 0 and text and _column(line, len(line) - len(line.lstrip())) <= outside:
            outside = -1
        yield outside >= 0
        if outside < 0 and b"::" in line:
            before = _BEFORE_TEXT.match(line)
            start = before.end() if before else 0
            literal = text.endswith(b"::") and not line.startswith(b"..", start)
            if literal or _CODE_DIRECTIVE.match(line, start):
                outside = _column(line, start)


def _column(line: bytes, position: int) -> int:
    return len(line[:position].expandtabs())
