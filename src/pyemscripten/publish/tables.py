"""The table of platforms as text that others carry: reStructuredText, Markdown, CSV.

The reStructuredText follows PEP 12: at most 79 columns, nothing but what docutils itself knows,
anonymous links, and the date outside the table. A draft may still change, so that it is left out
of such a snapshot unless it is asked for.
"""

from __future__ import annotations

import csv as csv_writer
import io
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from pyemscripten._record import Record
from pyemscripten.addresses import SITE, TABLE_LABEL, TABLE_PAGE, page, short
from pyemscripten.errors import InvalidName

from .facts import releases_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform

#: The longest line that PEP 12 allows.
PEP_WIDTH = 79

#: Column name -> heading.
COLUMNS = {
    "tag": "Platform tag",
    "version": "Version",
    "emscripten": "Emscripten",
    "python": "Intended Python",
    "pyodide": "Pyodide",
    "status": "Status",
}

#: How the tags may be linked: to addresses, or by a role that needs an intersphinx entry.
LINKS = ("url", "ref")


class Form(Record):
    """What a table shows, and how.

    ``columns`` names columns of :data:`COLUMNS`. ``drafts`` tells whether platforms are shown that
    no stable Pyodide release carries; where no status is shown, they are marked in the first
    column. ``links`` is ``"url"``, ``"ref"`` or ``""`` for plain tags.
    """

    columns: tuple[str, ...] = ("tag", "emscripten", "python")
    drafts: bool = False
    links: str = ""


def form(words: Iterable[str]) -> Form:
    """The form that words such as those after a marker ask for.

    The words are ``drafts``, ``links``, ``links=url``, ``links=ref`` and ``columns=NAME,NAME``.
    Raises :class:`~pyemscripten.InvalidName` for any other.

    >>> form(["drafts", "columns=tag,emscripten"])
    Form(columns=('tag', 'emscripten'), drafts=True, links='')
    """
    chosen = Form()
    for word in words:
        name, given, value = word.partition("=")
        if word == "drafts":
            chosen = chosen.replace(drafts=True)
        elif word == "links" or (name == "links" and value in LINKS):
            chosen = chosen.replace(links=value or "url")
        elif name == "columns" and given:
            chosen = chosen.replace(columns=column_names(value))
        else:
            raise InvalidName(
                f"{word!r} says nothing about a table: expected drafts, links, links=ref or "
                f"columns={','.join(Form().columns)}"
            )
    return chosen


def column_names(text: str) -> tuple[str, ...]:
    """The columns in a list such as ``"tag,emscripten"``.

    Raises :class:`~pyemscripten.InvalidName` for a column that does not exist, or twice the same.

    >>> column_names("tag, python")
    ('tag', 'python')
    """
    names = tuple(name.strip() for name in text.split(","))
    for name in names:
        if name not in COLUMNS:
            raise InvalidName(f"no column {name!r}: the columns are {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise InvalidName(f"the column {name!r} is asked for twice")
    return names


def cell(table: Table, platform: Platform, column: str) -> str:
    """The text of one cell, without markup.

    >>> import pyemscripten
    >>> table = pyemscripten.builtin()
    >>> cell(table, table.platform("2025_0"), "emscripten")
    '4.0.9'
    """
    history = table.history(platform)
    if column == "pyodide":
        first = history.first_stable or history.first
        return releases_span(first.version, history.last.version)
    if column == "status":
        return history.status
    text: str = getattr(platform, column)
    return text


def platforms(table: Table, form: Form) -> tuple[Platform, ...]:
    """The platforms that a table of that form shows, oldest first.

    Raises :class:`~pyemscripten.InvalidName` if there are none.
    """
    shown = tuple(p for p in table.platforms if form.drafts or table.history(p).status == "final")
    if not shown:
        raise InvalidName(f"no platform in the data of {table.as_of} is final: ask for drafts")
    return shown


def rst(table: Table, form: Form | None = None, *, width: int = PEP_WIDTH) -> str:
    """The table as reStructuredText for a PEP, with the date above it.

    Plain tags stand in a simple table; linked tags in a grid table, because the source of a link
    is wider than its text. Raises :class:`~pyemscripten.InvalidName` if the columns do not fit.

    >>> import pyemscripten
    >>> for line in rst(pyemscripten.builtin()).splitlines()[3:6]:
    ...     print(line)
    ==============================  ==========  ===============
    Platform tag                    Emscripten  Intended Python
    ==============================  ==========  ===============
    """
    form = form or Form()
    if form.links == "ref":
        link = f":ref:`PyEmscripten platform table <pyemscripten:{TABLE_LABEL}>`"
    else:
        link = f"`PyEmscripten platform table <{SITE}{TABLE_PAGE}>`__"
    intro = f"As of {table.as_of} (see the {link} for the current list):"
    above = textwrap.wrap(intro, width, break_long_words=False, break_on_hyphens=False)
    rows = _rows(table, form, _rst_tag)
    # A simple table needs two columns; with one, its rules would underline titles.
    lines = _grid(rows, width) if form.links or len(form.columns) == 1 else _simple(rows, width)
    widest = max(map(len, (*above, *lines)))
    if widest > width:
        raise InvalidName(
            f"the table is {widest} columns wide and only {width} fit: leave out one of "
            f"{', '.join(form.columns)}"
        )
    return "\n".join([*above, "", *lines, ""])


def markdown(table: Table, form: Form | None = None) -> str:
    """The table as Markdown for a README, with the date above it.

    Raises :class:`~pyemscripten.InvalidName` for links by role, which Markdown does not have.

    >>> import pyemscripten
    >>> print(markdown(pyemscripten.builtin()).splitlines()[2])
    | Platform tag                 | Emscripten | Intended Python |
    """
    form = form or Form()
    if form.links == "ref":
        raise InvalidName("links=ref is for reStructuredText: in Markdown say links")
    headings, *body = _unbroken(_rows(table, form, _markdown_tag))
    widths = _widths([headings, *body])
    rule = tuple("-" * n for n in widths)
    lines = [
        f"| {line} |" for row in (headings, rule, *body) for line in _lines(row, widths, " | ")
    ]
    current = f"[current list]({SITE}{TABLE_PAGE})"
    return "\n".join([f"As of {table.as_of} ({current}):", "", *lines, ""])


def csv(table: Table) -> str:
    """All platforms as comma-separated values with a heading, lines ending in a line feed.

    Empty where there is nothing to say: a draft has no date on which it became final.

    >>> import pyemscripten
    >>> csv(pyemscripten.builtin()).splitlines()[0]
    'version,tag,legacy_tag,generic_tag,emscripten,python,status,draft_since,final_since,\
pyodide_first,pyodide_first_stable,pyodide_last,as_of'
    """
    out = io.StringIO()
    writer = csv_writer.writer(out, lineterminator="\n")
    plain = ("version", "tag", "legacy_tag", "generic_tag", "emscripten", "python")
    dated = ("status", "draft_since", "final_since")
    writer.writerow(
        (*plain, *dated, "pyodide_first", "pyodide_first_stable", "pyodide_last", "as_of")
    )
    for platform in table.platforms:
        history = table.history(platform)
        stable = history.first_stable
        writer.writerow(
            (
                *(getattr(platform, name) for name in plain),
                *(getattr(history, name) for name in dated),
                history.first.version,
                stable and stable.version,
                history.last.version,
                table.as_of,
            )
        )
    return out.getvalue()


def _rows(table: Table, form: Form, tag: Callable[[Platform, str], str]) -> list[tuple[str, ...]]:
    """The headings and the cells; line feeds stand where a cell may be broken."""
    rows = [tuple(COLUMNS[column] for column in form.columns)]
    for platform in platforms(table, form):
        cells = [
            tag(platform, form.links) if column == "tag" else cell(table, platform, column)
            for column in form.columns
        ]
        if "status" not in form.columns and table.history(platform).status == "draft":
            cells[0] += "\n(draft)"
        rows.append(tuple(cells))
    return rows


def _rst_tag(platform: Platform, links: str) -> str:
    if links == "url":
        return f"`{platform.tag}\n<{SITE}{short(platform)}>`__"
    if links == "ref":
        return f":ref:`{platform.tag}\n<pyemscripten:{platform.label}>`"
    return f"``{platform.tag}``"


def _markdown_tag(platform: Platform, links: str) -> str:
    return f"[`{platform.tag}`]({SITE}{page(platform)})" if links else f"`{platform.tag}`"


def _unbroken(rows: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(text.replace("\n", " ") for text in row) for row in rows]


def _simple(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    rows = _unbroken(rows)
    rows = _fitted(rows, 2 * len(rows[0]) - 2, width)
    widths = _widths(rows)
    rule = "  ".join("=" * n for n in widths)
    headings, *body = (_lines(row, widths, "  ") for row in rows)
    lines = [rule, *headings, rule, *(line for row in body for line in row), rule]
    return [line.rstrip() for line in lines]


def _grid(rows: Sequence[tuple[str, ...]], width: int) -> list[str]:
    rows = _fitted(rows, 3 * len(rows[0]) + 1, width)
    widths = _widths(rows)
    headings, *body = ([f"| {line} |" for line in _lines(row, widths, " | ")] for row in rows)
    lines = [_rule("-", widths), *headings, _rule("=", widths)]
    for row in body:
        lines += [*row, _rule("-", widths)]
    return lines


def _fitted(rows: Sequence[tuple[str, ...]], between: int, width: int) -> list[tuple[str, ...]]:
    """The rows, with headings broken if the table is too wide otherwise.

    The first heading never is: a simple table would take its second line for another row.
    """
    first, *others = rows[0]
    if sum(_widths(rows)) + between > width:
        needed = zip(others, _widths(rows[1:])[1:], strict=True)
        others = [text if len(text) <= n else text.replace(" ", "\n") for text, n in needed]
    return [(first, *others), *rows[1:]]


def _widths(rows: Iterable[tuple[str, ...]]) -> list[int]:
    """The width of each column: that of its longest line."""
    return [
        max(len(line) for text in column for line in text.split("\n"))
        for column in zip(*rows, strict=True)
    ]


def _rule(character: str, widths: Iterable[int]) -> str:
    return f"+{'+'.join(character * (n + 2) for n in widths)}+"


def _lines(row: tuple[str, ...], widths: Sequence[int], between: str) -> list[str]:
    """The lines of a row, as many as its highest cell has."""
    lines = zip_longest(*(text.split("\n") for text in row), fillvalue="")
    return [
        between.join(text.ljust(n) for text, n in zip(line, widths, strict=True)) for line in lines
    ]
