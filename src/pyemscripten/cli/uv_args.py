"""``pyemscripten uv-args``: the arguments with which uv installs for a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.target import UV_LIMITS, Target

from .options import data_option, json_option
from .targets import install_options, print_arguments, target_argument

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("uv-args", short_help="Print the arguments with which uv works for a target.")
@target_argument
@install_options
@json_option
@data_option
def command(
    table: Table,
    name: str,
    python: str | None,
    directory: str | None,
    quiet: bool,
    as_json: bool,
) -> None:
    """Print the arguments with which uv, on any system, works for a target.

    \b
    uv pip install $(pyemscripten uv-args -q 2025_0 --target site) msgpack

    TARGET is as in `pyemscripten tags`. Exit status 1 where uv has no name for it.
    """  # noqa: D301 - how click is told to keep the lines apart
    where = Target.of(name, python, table)
    arguments = where.uv_args(directory)
    print_arguments(table, where, arguments, UV_LIMITS, as_json=as_json, quiet=quiet)
