"""Walk the table value by value: what it cites, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten._record import Record
from pyemscripten.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table


def cited(table: Table) -> tuple[Source, ...]:
    """Each source that the table names, once.

    >>> import pyemscripten
    >>> len(cited(pyemscripten.builtin())) > 100
    True
    """
    return tuple(dict.fromkeys(_sources(table)))


def _sources(value: object) -> Iterator[Source]:
    if isinstance(value, Source):
        yield value
    elif isinstance(value, Record):
        for field in value.values():
            yield from _sources(field)
    elif isinstance(value, tuple):
        for each in value:
            yield from _sources(each)
    elif hasattr(value, "values"):
        yield from _sources(tuple(value.values()))
