"""``pyemscripten find``: which platform, or an honest none."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from pyemscripten.publish.facts import releases_span
from pyemscripten.publish.json import platform_object
from pyemscripten.versions import minor
from pyemscripten.wheel_names import private_tag

from .common import data_option, json_option, print_json, print_lines
from .list_ import print_platforms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table


@click.command("find", short_help="Find platforms by Emscripten, Python, Pyodide or a tool's name.")
@click.option("--emscripten", metavar="V", help="A full Emscripten version, such as emcc prints.")
@click.option("--python", metavar="V", help="A Python version, minor or full.")
@click.option("--pyodide", metavar="V", help="A Pyodide release, in its own or npm's spelling.")
@click.option(
    "--name", metavar="N", help="What a tool calls it, such as a cibuildwheel identifier."
)
@json_option
@data_option
def command(
    table: Table,
    emscripten: str | None,
    python: str | None,
    pyodide: str | None,
    name: str | None,
    as_json: bool,
) -> None:
    """Find the platforms of an Emscripten, Python or Pyodide version, or of a tool's name.

    Exit status 1 if there is none; conditions add up.
    """
    query = {"emscripten": emscripten, "python": python, "pyodide": pyodide, "name": name}
    given = {key: value for key, value in query.items() if value is not None}
    if not given:
        raise click.UsageError("give at least one of --emscripten, --python, --pyodide, --name")
    found = table.find(**given)
    explanation = [] if found else list(_why_none(table, given))
    if as_json:
        print_json(
            {
                **table.header(),
                "query": given,
                "platforms": [platform_object(table, platform) for platform in found],
                "explanation": explanation,
            }
        )
    elif found:
        print_platforms(table, found)
    else:
        print_lines(explanation)
    if not found:
        raise click.exceptions.Exit(1)


def _why_none(table: Table, given: dict[str, str]) -> Iterator[str]:
    words = {"emscripten": "Emscripten", "python": "Python", "pyodide": "Pyodide", "name": "name"}
    conditions = ", ".join(f"{words[key]} {value}" for key, value in given.items())
    yield f"No platform in the data of {table.as_of} has {conditions}."
    if len(given) > 1:
        yield "Each condition by itself may have one; try them apart."
    elif "emscripten" in given:
        yield from _about_emscripten(table, given["emscripten"])
    elif "python" in given:
        yield from _about_python(table, given["python"])
    elif "pyodide" in given:
        release = table.release(given["pyodide"])
        yield f"Pyodide {release.version} carried the generic tag {release.generic_tag}."
    else:
        names = [n for p in table.platforms for group in p.names.values() for n in group]
        nearest = get_close_matches(given["name"], names, n=1, cutoff=0.0)[0]
        yield f"The nearest name in spelling is {nearest}."


def _about_emscripten(table: Table, version: str) -> Iterator[str]:
    tag = private_tag(version)
    used = [g for g in table.generic_tags() if g.emscripten == version]
    drafts = [
        f"Pyodide {release.version}, a draft of {release.platform}"
        for release in table.releases
        if release.emscripten == version and release.platform
    ]
    if used:
        releases = [release.version for release in used[0].releases]
        span = releases_span(releases[0], releases[-1])
        yield f"Pyodide {span} used it, before platforms had versions."
    elif drafts:
        yield f"It was used by {', '.join(drafts)}; wheels built for it may not load today."
    else:
        yield (
            "That is normal for a private build: each platform pins one Emscripten version, and "
            "Emscripten promises no ABI between versions."
        )
    yield f"{tag} names it; keep such wheels off PyPI, which refuses the tag."
    nearest = [f"{p.tag} ({p.emscripten})" for p in table.nearest_emscripten(version)]
    yield f"Nearest by version, and not compatible with it: {', '.join(nearest)}."


def _about_python(table: Table, version: str) -> Iterator[str]:
    python = minor(version)
    generic = [g.tag for g in table.generic_tags() if python in g.pythons]
    if generic:
        yield f"Pyodide on Python {python} used generic tags: {', '.join(generic)}."
    else:
        pythons = ", ".join(platform.python for platform in table.platforms)
        yield f"Platforms are planned for Python {pythons}."
