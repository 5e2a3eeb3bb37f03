"""``pyemscripten list``: the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.publish.json import document
from pyemscripten.publish.tables import cell

from .common import print_json, print_lines, print_table
from .options import data_option, json_option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform


@click.command("list", short_help="Show all platforms as a table.")
@json_option
@data_option
def command(table: Table, as_json: bool) -> None:
    """Show all platforms: tag, Emscripten, Python, Pyodide releases, status.

    With --json, print the whole document that the site publishes as platforms.json.
    """
    if as_json:
        print_json(document(table))
        return
    print_platforms(table, table.platforms)
    chosen = ", ".join(platform.tag for platform in table.recommended())
    print_lines(["", f"Build these today: {chosen}", f"Data of {table.as_of} ({table.version})."])


def print_platforms(table: Table, platforms: Iterable[Platform]) -> None:
    """Print platforms as rows, with what the releases say about them."""
    headers = ("Platform tag", "Emscripten", "Python", "Pyodide", "Status")
    columns = ("tag", "emscripten", "python", "pyodide", "status")
    print_table(headers, ([cell(table, p, column) for column in columns] for p in platforms))
