"""What the commands print: tables, facts, JSON. Their options are in :mod:`.options`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from pyemscripten.publish.json import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def print_json(value: object) -> None:
    """Print a value as the site publishes it."""
    click.echo(text(value), nl=False)


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows: as a table on a terminal, as aligned text in a pipe. Nothing is cut off."""
    console = Console(highlight=False)
    body = list(rows)
    if console.is_terminal:
        table = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold cyan")
        for i, header in enumerate(headers):
            table.add_column(header, overflow="fold", no_wrap=i == 0)
        for row in body:
            table.add_row(*map(Text, row))
        console.print(table)
        return
    widths = [max(map(len, column)) for column in zip(headers, *body, strict=True)]
    for line in (headers, *body):
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def print_facts(rows: Iterable[tuple[str, str]]) -> None:
    """Print names and values, wrapped beside the name on a terminal, one line each in a pipe."""
    console = Console(highlight=False)
    facts = list(rows)
    if console.is_terminal:
        grid = RichTable.grid(padding=(0, 2))
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in facts:
            grid.add_row(Text(name), Text(value))
        console.print(grid)
        return
    width = max(len(name) for name, _ in facts)
    for name, value in facts:
        click.echo(f"{name.ljust(width)}  {value}".rstrip())


def print_heading(title: str) -> None:
    """Print a section title after an empty line."""
    console = Console(highlight=False)
    console.print()
    console.print(Text(title, style="bold" if console.is_terminal else ""))


def print_lines(lines: Iterable[str]) -> None:
    """Print paragraphs, wrapped on a terminal and one line each in a pipe."""
    console = Console(highlight=False)
    for line in lines:
        if console.is_terminal:
            console.print(Text(line))
        else:
            click.echo(line)
