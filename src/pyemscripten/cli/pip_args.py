"""``pyemscripten pip-args``: the arguments with which pip installs for a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.target import PIP_LIMITS, Target

from .options import data_option, json_option
from .targets import install_options, order_option, print_arguments, target_argument

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("pip-args", short_help="Print the arguments with which pip works for a target.")
@target_argument
@install_options
@order_option
@json_option
@data_option
def command(
    table: Table,
    name: str,
    python: str | None,
    directory: str | None,
    quiet: bool,
    order: str,
    as_json: bool,
) -> None:
    """Print the arguments with which pip, on any system, works for a target.

    \b
    pip download --dest wheels $(pyemscripten pip-args -q 2026_0) msgpack
    pip install $(pyemscripten pip-args -q 2026_0 --target site) msgpack

    TARGET is as in `pyemscripten tags`.
    """  # noqa: D301 - how click is told to keep the lines apart
    where = Target.of(name, python, table)
    arguments = where.pip_args(directory, table.order(order))
    print_arguments(table, where, arguments, PIP_LIMITS, as_json=as_json, quiet=quiet)
