"""The options that the commands share.

They are apart from what prints, which imports rich: some commands are as fast as they start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pyemscripten.lookup import Table

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """Add ``--json`` to a command."""
    return click.option(
        "--json", "as_json", is_flag=True, help="Print JSON for machines, on standard output."
    )(command)


def data_option(command: Command) -> Command:
    """Add ``--data FILE`` to a command; it receives the table as ``table``."""
    return click.option(
        "--data",
        "table",
        metavar="FILE",
        callback=_table,
        help="Use a newer platforms.json instead of the data in this package.",
    )(command)


def _table(ctx: click.Context, option: click.Parameter, path: str | None) -> Table:
    import pyemscripten

    return pyemscripten.builtin() if path is None else pyemscripten.load(path)
