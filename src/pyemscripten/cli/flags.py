"""``pyemscripten flags``: what to compile and link with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pyemscripten._record import plain
from pyemscripten.flags import FORMATS, LANGUAGES, flags, render

from .common import print_facts, print_json
from .options import data_option, json_option

if TYPE_CHECKING:
    from pyemscripten.lookup import Table


@click.command("flags", short_help="Print what to compile and link with, in C, C++ and Rust.")
@click.argument("target")
@click.option("--shell", "format", flag_value="shell", help="Assignments for a POSIX shell.")
@click.option("--cmake", "format", flag_value="cmake", help="A script for emcmake cmake -C.")
@click.option("--meson", "format", flag_value="meson", help="A cross file for Meson.")
@json_option
@data_option
def command(table: Table, target: str, format: str | None, as_json: bool) -> None:
    """Print what to compile and link with for TARGET, in C, C++ and Rust.

    pyodide-build, and cibuildwheel through it, pass these flags by themselves; they are for builds
    without them, and for libraries that a wheel links in.
    """
    platform = table.platform(target)
    if format and as_json:
        raise click.UsageError(f"give one of --{', --'.join(FORMATS)} and --json")
    if format:
        click.echo(render(platform, format), nl=False)
        return
    found = [flags(platform, language) for language in LANGUAGES]
    if as_json:
        described = {each.language: plain(each) for each in found}
        print_json(
            {
                **table.header(),
                "platform": platform.version,
                "emscripten": platform.emscripten,
                "flags": described,
            }
        )
        return
    c, cpp, rust = found
    print_facts(
        (
            ("Emscripten", f"{platform.emscripten} exactly"),
            ("C, compile", " ".join(c.compile)),
            ("C, link", " ".join(c.link)),
            ("C++, compile", " ".join(cpp.compile)),
            ("C++, link", " ".join(cpp.link)),
            ("RUSTFLAGS", " ".join(rust.compile) or "none needed"),
            ("Rust toolchain", platform.rust.toolchain),
            ("RPATH", platform.rpath.note),
            ("pthread", platform.pthread.note),
        )
    )
