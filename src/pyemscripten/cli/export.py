"""``pyemscripten export``: the facts in forms that others carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.publish.json import document

from .common import data_option, print_json

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.group("export")
def command() -> None:
    """Print the facts in a form that others can carry."""


@command.command("json")
@data_option
def export_json(table: Table) -> None:
    """Everything, as published in platforms.json."""
    print_json(document(table))
