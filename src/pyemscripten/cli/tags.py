"""``pyemscripten tags``: the tags that a target accepts, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.target import Target

from .common import print_json
from .options import data_option, json_option
from .targets import head, order_option, target_argument

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("tags")
@target_argument
@order_option
@click.option("--platforms", is_flag=True, help="Platform tags only.")
@json_option
@data_option
def command(
    table: Table, name: str, python: str | None, order: str, platforms: bool, as_json: bool
) -> None:
    """List the tags that a target accepts, the best first, one a line.

    TARGET is a platform version (2026_0), any spelling of a platform tag, a Pyodide release
    (0.29.3), or with --python the generic tag of a private build (emscripten_4_0_15_wasm32).
    """
    where = Target.of(name, python, table)
    chosen = table.order(order)
    platform_tags = where.platform_tags(chosen)
    tags = [str(tag) for tag in where.tags(chosen)]
    if as_json:
        found = {"order": order, "platform_tags": list(platform_tags), "tags": tags}
        print_json({**head(table, where), **found})
    else:
        click.echo("\n".join(platform_tags if platforms else tags))
