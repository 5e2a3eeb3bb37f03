"""``pyemscripten pep``: keep the table inside a PEP, a README or any other text true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pyemscripten.publish.sync import SyncError, Unmarked, sync

from .common import print_json
from .options import data_option, json_option

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.group("pep")
def command() -> None:
    """Keep the table inside a PEP, a README or any other text true."""


@command.command("sync", short_help="Write the table between two comments of each file.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 with the difference, if any.")
@click.option("--skip-unmarked", is_flag=True, help="Pass over files that have no comments.")
@json_option
@data_option
def pep_sync(
    table: Table, files: tuple[str, ...], check: bool, skip_unmarked: bool, as_json: bool
) -> None:
    """Write the table between two comments of each FILE; nothing else in it changes.

    In reStructuredText the comments are

    \b
        .. pyemscripten platforms: begin
        .. pyemscripten platforms: ends

    and in Markdown

    \b
        <!-- pyemscripten platforms: begin -->
        <!-- pyemscripten platforms: ends -->

    Words after "begin" choose the form: links (or links=ref), drafts, columns=tag,emscripten.
    A file with one comment missing, or in the wrong order, is refused and not touched.
    Comments in a code block are an example and left alone.
    """  # noqa: D301 - the backspaces are click's
    results: list[dict[str, Any]] = []
    refused = False
    for name in files:
        try:
            result = sync(name, table, check=check)
        except Unmarked as error:
            if not skip_unmarked:
                refused = True
                _complain(str(error))
        except SyncError as error:
            refused = True
            _complain(str(error))
        except OSError as error:
            refused = True
            _complain(f"{name}: {error.strerror}")
        else:
            results.append(
                {"file": name, "changed": result.changed, "difference": result.difference}
            )
            if check and result.changed and not as_json:
                click.echo(result.difference)
            elif not as_json:
                click.echo(f"{name}: {'written' if result.changed else 'up to date'}", err=True)
    if as_json:
        print_json({**table.header(), "files": results})
    if refused:
        raise click.exceptions.Exit(2)
    if check and any(result["changed"] for result in results):
        raise click.exceptions.Exit(1)


def _complain(sentence: str) -> None:
    click.echo(f"pyemscripten: {sentence}", err=True)
