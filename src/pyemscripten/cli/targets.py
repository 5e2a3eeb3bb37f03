"""What the commands about a target share: its argument, its options, its JSON."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pyemscripten._record import plain
from pyemscripten.lookup import builtin
from pyemscripten.tags import DEFAULT_ORDER

from .common import print_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyemscripten.lookup import Table
    from pyemscripten.target import Target

Command = TypeVar("Command", bound="Callable[..., Any]")


def target_argument(command: Command) -> Command:
    """Add TARGET and ``--python`` to a command: ``name`` and ``python``."""
    option = click.option(
        "--python", metavar="V", help="Another version of Python than the target's own."
    )
    return click.argument("name", metavar="TARGET")(option(command))


def order_option(command: Command) -> Command:
    """Add ``--order`` to a command."""
    return click.option(
        "--order",
        metavar="NAME",
        default=DEFAULT_ORDER,
        show_default=True,
        help="Whose order of spellings to follow, and which spellings there are: "
        f"{', '.join(order.name for order in builtin().tag_orders)}.",
    )(command)


def install_options(command: Command) -> Command:
    """Add ``--target`` and ``--quiet`` to a command that prints arguments."""
    quiet = click.option("--quiet", "-q", is_flag=True, help="Leave out what the tool cannot do.")
    return click.option(
        "--target", "directory", metavar="DIR", help="Install into DIR, as the tool demands."
    )(quiet(command))


def print_arguments(
    table: Table,
    where: Target,
    arguments: list[str],
    limits: Iterable[str],
    *,
    as_json: bool,
    quiet: bool,
) -> None:
    """Print arguments on one line, quoted for a shell; what the tool cannot do goes to stderr."""
    if as_json:
        print_json({**head(table, where), "arguments": arguments, "limits": list(limits)})
        return
    click.echo(shlex.join(arguments))
    if not quiet:
        for limit in limits:
            click.echo(f"note: {limit}", err=True)


def head(table: Table, where: Target) -> dict[str, Any]:
    """How the JSON of each of these commands begins."""
    return {**table.header(), "target": plain(where)}
