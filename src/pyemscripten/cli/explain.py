"""``pyemscripten explain``: whether a wheel of that name installs, and what to do next."""

from __future__ import annotations

import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from pyemscripten._record import plain
from pyemscripten.acceptance import explain
from pyemscripten.installers import BUNDLED, described
from pyemscripten.target import Target

from .common import print_json, print_lines
from .options import data_option, json_option

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("explain", short_help="Say whether a wheel installs, why, and what to do next.")
@click.argument("wheel")
@click.option("--on", metavar="TARGET", help="Where: a Pyodide release or a platform.")
@click.option("--python", metavar="V", help="Another version of Python than that of --on.")
@click.option(
    "--installer",
    metavar="NAME[==V]",
    help=f"{described()}. By default {BUNDLED.name}.",
)
@json_option
@data_option
def command(
    table: Table,
    wheel: str,
    on: str | None,
    python: str | None,
    installer: str | None,
    as_json: bool,
) -> None:
    """Say whether a wheel installs: the verdict, the reason, the next command.

    WHEEL is a file's name; the file need not exist, and is not read. Exit status 1 if it does not
    install.
    """
    if python is not None and on is None:
        raise click.UsageError("--python needs --on, whose Python it replaces")
    where = None if on is None else Target.of(on, python, table)
    path = PurePath(wheel)
    found = explain(path.name if wheel.endswith(".whl") else wheel, where, installer, table)
    if wheel != found.wheel:
        # The next command is for the file where it was said to be.
        there = shlex.quote(str(path))
        command = found.command.removesuffix(shlex.quote(path.name))
        if command != found.command:
            found = found.replace(command=f"{command}{there}")
    if as_json:
        print_json({**table.header(), **plain(found)})
    else:
        print_lines([found.sentence, found.reason])
        # Alone on its line and never wrapped, so that it can be copied.
        click.echo(f"Next: {found.command}")
    if not found.accepted:
        raise click.exceptions.Exit(1)
