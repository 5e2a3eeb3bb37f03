"""Find what an author names in a directive or role, or say what comes nearest."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyemscripten.addresses import SITE
from pyemscripten.errors import InvalidName, UnknownPlatform, UnknownRelease

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyemscripten.lookup import GenericTag
    from pyemscripten.model import Platform

    from .edition import Edition


class Wrong(Exception):
    """What the author wrote cannot be shown; the text says why and what comes nearest."""


#: What a name that cannot be shown raises; the text is fit for a warning.
PROBLEMS = (Wrong, InvalidName, UnknownPlatform, UnknownRelease)


def one_of(what: str, word: str, choices: Iterable[str]) -> str:
    """The word, if it is one of the choices; else :class:`Wrong`, with the nearest choice."""
    listed = list(choices)
    if word in listed:
        return word
    if not listed:
        raise Wrong(f"unknown {what} {word!r}: the data has none")
    nearest = get_close_matches(word, listed, n=1, cutoff=0.0)[0]
    raise Wrong(
        f"unknown {what} {word!r}: expected one of {', '.join(listed)}; nearest is {nearest!r}"
    )


def find_platform(data: Edition, name: str) -> Platform:
    """The platform of a version or tag, or of ``final`` or ``newest``."""
    return data.table.platform(data.alias(name.strip()))


def find_generic(data: Edition, name: str) -> GenericTag:
    """The generic tag of a tag or an Emscripten version, or :class:`Wrong`."""
    tags = {tag.tag: tag for tag in data.table.generic_tags()}
    short = {tag.emscripten: tag for tag in tags.values()}
    if name in short:
        return short[name]
    return tags[one_of("generic tag", name, tags)]


def look_up(data: Edition, path: str) -> str:
    """The value of ``PLATFORM.FACT``, or of what stands alone, or :class:`Wrong`."""
    whole = {
        "as_of": data.table.as_of,
        "data_version": data.table.version,
        "site": SITE.rstrip("/"),
    }
    if path in whole:
        return whole[path]
    name, dot, fact = path.partition(".")
    if not dot:
        raise Wrong(f"{path!r} names no fact: expected one such as '2026_0.emscripten' or 'as_of'")
    found = data.values(find_platform(data, name))
    if fact not in found:
        within = [name for name in found if name.startswith(f"{fact}.")]
        nearest = (within or get_close_matches(fact, found, n=1, cutoff=0.0))[0]
        raise Wrong(f"{path!r}: no fact {fact!r}; nearest is {nearest!r}")
    return found[fact]
