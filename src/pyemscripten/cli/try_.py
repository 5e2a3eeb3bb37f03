"""``pyemscripten try``: load a wheel in the real runtime."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from pyemscripten.audit.dependencies import DownloadFailed
from pyemscripten.audit.report import header
from pyemscripten.audit.trial import TIMEOUT, try_wheel
from pyemscripten.audit.wheel import Wheel, WheelError, find_wheels
from pyemscripten.errors import InvalidName, UnknownPlatform
from pyemscripten.runtime import RuntimeProblem
from pyemscripten.wheel_names import parse_wheel

from .audit import Unavailable, trial_lines
from .group import Refused
from .options import data_option

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("try", short_help="Load a wheel in real Pyodide under Node.js.")
@click.argument("wheels", nargs=-1, required=True, type=click.Path(), metavar="WHEEL...")
@click.option(
    "--on", "releases", multiple=True, metavar="RELEASE",
    help="A Pyodide release; may be given again. [default: the newest of the wheel's platform]",
)  # fmt: skip
@click.option("--no-imports", is_flag=True, help="Load the modules, import nothing.")
@click.option("--no-deps", is_flag=True, help="Install no dependencies before the import.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=TIMEOUT, show_default=True,
    metavar="SECONDS", help="How long each run of the interpreter may take.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")
@data_option
def command(
    table: Table,
    wheels: tuple[str, ...],
    releases: tuple[str, ...],
    no_imports: bool,
    no_deps: bool,
    timeout: float,
    as_json: bool,
) -> None:
    """Load every module of a wheel, then import its packages, in real Pyodide under Node.js.

    Each wheel gets a fresh interpreter. Pyodide comes from npm and is kept in a cache,
    dependencies come from PyPI through pip. Exit status: 0 everything works, 1 something does
    not, 2 wrong usage, 3 the runtime could not be had.
    """
    works = True
    found = []
    try:
        # Whatever is wrong is said before the first interpreter takes its time.
        places = []
        for path in find_wheels(wheels):
            with Wheel(path):
                named = releases or _newest(path, table)
                places.append((path, [table.release(release) for release in named]))
        for path, chosen in places:
            for release in chosen:
                trial = try_wheel(
                    path,
                    release,
                    imports=not no_imports,
                    dependencies=not no_deps,
                    timeout=timeout,
                    progress=lambda line: click.echo(line, err=True),
                    table=table,
                )
                works &= trial.works
                found.append({"wheel": trial.wheel, **trial.as_json()})
                if not as_json:
                    _print(trial.wheel, list(trial_lines(trial)))
    except WheelError as error:
        raise Refused(str(error)) from None
    except (RuntimeProblem, DownloadFailed) as problem:
        raise Unavailable(str(problem)) from None
    if as_json:
        import json

        document = {**header(table), "format": "pyemscripten try", "trials": found}
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    sys.exit(0 if works else 1)


def _newest(path: str, table: Table) -> tuple[str]:
    """The newest release of the platform that a wheel's name claims."""
    name = os.path.basename(path)
    for tag in parse_wheel(name).platforms:
        try:
            return (table.history(tag).last.version,)
        except (InvalidName, UnknownPlatform):
            continue
    raise Refused(f"{name} names no known platform: say where to try it, with --on")


def _print(wheel: str, lines: list[tuple[str, str]]) -> None:
    styles = {"error": "red", "warning": "yellow", "fine": "green"}
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(wheel)
    for style, text in lines:
        colour = styles.get(style) if coloured else None
        click.echo(click.style(f"  {text}", fg=colour) if colour else f"  {text}")
