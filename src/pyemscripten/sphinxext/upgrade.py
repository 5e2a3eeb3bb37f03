"""What a maintainer changes in a build when a new platform follows the last one."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pyemscripten.flags import flags

from .build import bullets, code, page_link, paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes

    from pyemscripten.model import Platform

    from .build import Content
    from .edition import Edition


def upgrade(edition: Edition, platform: Platform) -> list[nodes.Node]:
    """What changes for those who built for the platform before this one, as a list."""
    for before, after in pairwise(edition.table.platforms):
        if after.version == platform.version:
            head = paragraph("Coming from ", page_link(before), ":")
            return [head, bullets(_steps(before, after))]
    return [paragraph("It is the first platform: there is none to come from.")]


def _steps(before: Platform, after: Platform) -> Iterator[Content]:
    yield (
        f"Rebuild every wheel that holds compiled code, with Emscripten {after.emscripten} "
        f"instead of {before.emscripten}. Pure-Python wheels stay."
    )
    old, new = flags(before, "c++"), flags(after, "c++")
    yield from _changed("compile with", old.compile, new.compile)
    yield from _changed("link with", old.link, new.link)
    yield from _changed("RUSTFLAGS", before.flags.rustflags, after.flags.rustflags)
    if before.unwinding.model != after.unwinding.model:
        yield (
            f"Exceptions: {after.unwinding.model} instead of {before.unwinding.model}, in all of "
            "C++, Rust and static libraries."
        )
    if before.rust.toolchain != after.rust.toolchain:
        yield f"Rust: {after.rust.toolchain}, instead of {before.rust.toolchain}."
    if before.rpath.rule != after.rpath.rule:
        yield f"RPATH: {after.rpath.note}"
    yield from _libraries(before, after)


def _changed(what: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Content]:
    for verb, one, other in (("Add to", after, before), ("Drop from", before, after)):
        found = [flag for flag in one if flag not in other]
        if found:
            yield [f"{verb} what you {what}: " if " " in what else f"{verb} {what}: ",
                   code(" ".join(found)), "."]  # fmt: skip


def _libraries(before: Platform, after: Platform) -> Iterator[Content]:
    old = {library.name: library.version for library in before.static_libraries}
    new = {library.name: library.version for library in after.static_libraries}
    for name, version in new.items():
        if name in old and old[name] != version:
            yield f"{name} in the main module: {version} instead of {old[name]}."
    added = [name for name in new if name not in old]
    if added:
        yield f"New in the main module, so that you need not link them: {', '.join(added)}."
    documented = {library.name for library in before.static_libraries if library.documented}
    gone = [name for name in old if name not in new and name in documented]
    if gone:
        yield f"No longer in the main module: {', '.join(gone)}."
