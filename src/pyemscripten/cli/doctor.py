"""``pyemscripten doctor``: what is on PATH, held against a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten._record import plain
from pyemscripten.doctor import examine

from .common import print_json, print_lines, print_table
from .options import data_option, json_option

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("doctor", short_help="Compare the tools on PATH with what a platform needs.")
@click.argument("target", required=False)
@json_option
@data_option
def command(table: Table, target: str | None, as_json: bool) -> None:
    """Compare the compilers and tools on PATH with what TARGET needs.

    Without TARGET, the newest platform that is worth building for. Exit status 1 if a tool is of
    the wrong version, or one that every build needs is absent.
    """
    platform = table.platform(target) if target else table.recommended()[0]
    checks = examine(platform)
    if as_json:
        print_json(
            {
                **table.header(),
                "platform": platform.version,
                "checks": [plain(check) for check in checks],
            }
        )
    else:
        print_lines([f"For {platform.tag}:"])
        print_table(
            ("Tool", "Verdict", "Found", "Needed"),
            ((c.tool, c.verdict, c.found or "-", c.needed) for c in checks),
        )
        print_lines(f"{check.tool}: {check.advice}" for check in checks if check.advice)
    if any(check.verdict in ("wrong", "absent") for check in checks):
        raise click.exceptions.Exit(1)
