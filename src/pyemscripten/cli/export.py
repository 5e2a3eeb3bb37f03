"""``pyemscripten export``: the facts in forms that others carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.publish import tables
from pyemscripten.publish.json import document

from .common import data_option, print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyemscripten.lookup import Table


@click.group("export")
def command() -> None:
    """Print the facts in a form that others can carry."""


@command.command("json")
@data_option
def export_json(table: Table) -> None:
    """Everything, as published in platforms.json."""
    print_json(document(table))


@command.command("csv")
@data_option
def export_csv(table: Table) -> None:
    """All platforms, drafts too, as comma-separated values with a heading."""
    click.echo(tables.csv(table), nl=False)


def _columns(ctx: click.Context, option: click.Parameter, text: str | None) -> tuple[str, ...]:
    return tables.Form().columns if text is None else tables.column_names(text)


def _form_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in (
        click.option(
            "--columns",
            metavar="NAME,NAME",
            callback=_columns,
            help=f"What to show, of: {', '.join(tables.COLUMNS)}.",
        ),
        click.option("--drafts", is_flag=True, help="Show platforms that are still drafts, too."),
    ):
        command = option(command)
    return command


@command.command("rst")
@click.option(
    "--links",
    is_flag=False,
    flag_value="url",
    type=click.Choice(tables.LINKS),
    metavar="[url|ref]",
    help="Link the tags: to addresses, or by a role that needs an intersphinx entry.",
)
@_form_options
@data_option
def export_rst(table: Table, links: str | None, drafts: bool, columns: tuple[str, ...]) -> None:
    """The table as reStructuredText for a PEP, at most 79 columns wide."""
    click.echo(tables.rst(table, tables.Form(columns, drafts, links or "")), nl=False)


@command.command("markdown")
@click.option("--links", is_flag=True, help="Link the tags.")
@_form_options
@data_option
def export_markdown(table: Table, links: bool, drafts: bool, columns: tuple[str, ...]) -> None:
    """The table as Markdown for a README."""
    click.echo(tables.markdown(table, tables.Form(columns, drafts, "url" * links)), nl=False)
