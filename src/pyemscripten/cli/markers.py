"""``pyemscripten markers``: the environment markers that a target reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from packaging.markers import (
    InvalidMarker,
    Marker,
    UndefinedComparison,
    UndefinedEnvironmentName,
)

from pyemscripten.errors import shown
from pyemscripten.target import Target

from .common import print_facts, print_json
from .options import data_option, json_option
from .targets import head, target_argument

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


def _marker(ctx: click.Context, option: click.Parameter, text: str | None) -> Marker | None:
    try:
        return None if text is None else Marker(text)
    except (InvalidMarker, RecursionError) as error:
        raise _wrong(str(text), "is not a marker", error) from None


def _wrong(marker: str, what: str, error: Exception) -> click.BadParameter:
    first = str(error).splitlines()[0]
    return click.BadParameter(
        f"{shown(marker)} {what} ({first}); expected one such as \"sys_platform == 'emscripten'\"",
        param_hint="--test",
    )


@click.command("markers")
@target_argument
@click.option("--test", "marker", metavar="MARKER", callback=_marker, help="Evaluate it instead.")
@json_option
@data_option
def command(
    table: Table, name: str, python: str | None, marker: Marker | None, as_json: bool
) -> None:
    """Show the environment of a target for PEP 508 markers.

    With --test, say whether a marker holds there: exit status 1 if it does not. TARGET is as in
    `pyemscripten tags`.
    """
    where = Target.of(name, python, table)
    markers = where.markers(table)
    try:
        holds = None if marker is None else marker.evaluate(dict(markers))
    except (UndefinedComparison, UndefinedEnvironmentName) as error:
        # Text compared as if it were a version, or a variable of lock files only.
        raise _wrong(str(marker), "has no value for a target", error) from None
    if as_json:
        test = {} if marker is None else {"test": {"marker": str(marker), "holds": holds}}
        print_json({**head(table, where), "markers": markers, **test})
    elif marker is None:
        print_facts(markers.items())
    else:
        click.echo("true" if holds else "false")
    if holds is False:
        raise click.exceptions.Exit(1)
