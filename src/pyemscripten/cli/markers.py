"""``pyemscripten markers``: the environment markers that a target reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from packaging.markers import InvalidMarker, Marker

from pyemscripten.target import Target

from .common import data_option, json_option, print_facts, print_json
from .targets import head, target_argument

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


def _marker(ctx: click.Context, option: click.Parameter, text: str | None) -> Marker | None:
    try:
        return None if text is None else Marker(text)
    except InvalidMarker as error:
        first = str(error).splitlines()[0]
        raise click.BadParameter(
            f"{text!r} is not a marker ({first}); expected one such as "
            "\"sys_platform == 'emscripten'\""
        ) from None


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
    markers = where.markers()
    holds = None if marker is None else marker.evaluate(dict(markers))
    if as_json:
        test = {} if marker is None else {"test": {"marker": str(marker), "holds": holds}}
        print_json({**head(table, where), "markers": markers, **test})
    elif marker is None:
        print_facts(markers.items())
    else:
        click.echo("true" if holds else "false")
    if holds is False:
        raise click.exceptions.Exit(1)
