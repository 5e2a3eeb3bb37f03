"""``pyemscripten export``: the facts in forms that others carry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pyemscripten.errors import DataError
from pyemscripten.publish import acceptance, conformance, module, tables
from pyemscripten.publish.json import document

from .common import print_json
from .options import data_option

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


@command.command("csv", short_help="All platforms, drafts too, as comma-separated values.")
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


@command.command("rst", short_help="The table as reStructuredText, for a PEP.")
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


@command.command("acceptance")
@data_option
def export_acceptance(table: Table) -> None:
    """Who accepts which spelling, as published in acceptance.json."""
    print_json(acceptance.document(table))


@command.command("conformance")
@data_option
def export_conformance(table: Table) -> None:
    """Cases for implementers, as published in conformance.json."""
    print_json(conformance.document(table))


@command.command("module", short_help="One Python file for installers to copy.")
@click.option(
    "--check",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Print nothing; say whether a copy is whole and up to date. Exit status 1 if not.",
)
@data_option
def export_module(table: Table, check: Path | None) -> None:
    """One Python file for installers to copy: the table and the tags of an interpreter."""
    current = module.text(table)
    if check is None:
        click.echo(current, nl=False)
        return
    try:
        copy = check.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DataError(f"{check} is not a module of this kind: it is not UTF-8 text") from None
    if copy == current:
        return
    what = "was made from other data" if module.is_whole(copy) else "was edited, or is none of ours"
    click.echo(f"{check} {what}: write `pyemscripten export module` over it", err=True)
    raise click.exceptions.Exit(1)
