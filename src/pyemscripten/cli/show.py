"""``pyemscripten show``: one platform or generic tag with every fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten.lookup import known_by
from pyemscripten.publish.facts import releases_span
from pyemscripten.publish.json import generic_object, platform_object

from .common import print_facts, print_heading, print_json, print_lines, print_table
from .options import data_option, json_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import GenericTag, Table
    from pyemscripten.model import Platform


@click.command("show")
@click.argument("tag")
@json_option
@data_option
def command(table: Table, tag: str, as_json: bool) -> None:
    """Show one platform with every fact, its sources and its history.

    TAG is a platform version (2026_0), any spelling of a platform tag, or a generic tag that
    Pyodide once used (emscripten_3_1_46_wasm32).
    """
    generic = next((g for g in table.generic_tags() if g.tag == tag), None)
    if generic:
        _show_generic(table, generic, as_json)
        return
    platform = table.platform(tag)
    if as_json:
        print_json({**table.header(), **platform_object(table, platform)})
        return
    _show_platform(table, platform)


def _show_platform(table: Table, platform: Platform) -> None:
    print_facts(_summary(table, platform))
    history = table.history(platform)
    print_heading("Libraries in the main module")
    print_table(
        ("Library", "Version", "Known", "Note"),
        (
            (
                library.name,
                library.version or "-",
                known_by(library.sources),
                "; ".join(filter(None, (library.since and f"since {library.since}", library.note))),
            )
            for library in platform.static_libraries
        ),
    )
    if history.changes:
        print_heading("Values that changed")
        print_table(
            ("Fact", "Value", "First release", "Last release"),
            ((c.fact, c.value, c.first, c.last) for c in history.changes),
        )
    conflicts = table.conflicts_about(platform)
    if conflicts:
        print_heading("Sources that contradict each other")
        print_lines(f"- {conflict.title}: {conflict.artifact}" for conflict in conflicts)
    print_heading("Notes")
    print_lines(f"- {note}" for note in platform.notes)
    print_heading("Sources")
    print_facts(
        (field, "; ".join(f"{source.text} (read {source.read})" for source in sources))
        for field, sources in platform.sources.items()
    )


def _summary(table: Table, platform: Platform) -> Iterator[tuple[str, str]]:
    history = table.history(platform)
    since = history.final_since or history.draft_since
    yield "Platform tag", platform.tag
    yield "Older spelling", f"{platform.legacy_tag}{'' if platform.legacy else ' (never official)'}"
    yield "Status", f"{history.status} since {since}"
    yield "Emscripten", platform.emscripten
    yield "Python", f"{platform.python} (intended, not part of the definition)"
    yield "Pyodide", releases_span(history.first.version, history.last.version)
    unwinding = platform.unwinding
    encoding = f", {unwinding.encoding} encoding" if unwinding.encoding else ""
    yield "Unwinding", f"{unwinding.model} exceptions{encoding}"
    yield "", f"{' '.join(unwinding.flags)} to compile and to link: {unwinding.when}"
    yield "setjmp/longjmp", f"{platform.longjmp.model} ({' '.join(platform.longjmp.flags)})"
    yield "WASM_BIGINT", f"{platform.wasm_bigint.need}. {platform.wasm_bigint.note}"
    yield "pthread", platform.pthread.note
    yield "RPATH", f"{platform.rpath.rule}. {platform.rpath.note}"
    yield "Rust", f"{platform.rust.toolchain}. {platform.rust.note}"
    yield "Compile with", " ".join(platform.flags.cflags)
    yield "Link with", " ".join(platform.flags.ldflags)
    yield "RUSTFLAGS", " ".join(platform.flags.rustflags) or "none needed"
    for tool, names in platform.names.items():
        yield f"Name in {tool}", ", ".join(names)


def _show_generic(table: Table, generic: GenericTag, as_json: bool) -> None:
    if as_json:
        print_json({**table.header(), **generic_object(generic)})
        return
    print_facts(
        (
            ("Generic tag", generic.tag),
            ("Emscripten", generic.emscripten),
            ("Python", ", ".join(generic.pythons)),
            ("Pyodide", ", ".join(release.version for release in generic.releases)),
            ("Names", "an Emscripten version, not a platform; PyPI does not take it"),
        )
    )
