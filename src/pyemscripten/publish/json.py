"""The facts as JSON: one document with everything, and one for each platform.

The shapes are version 1 and only ever gain fields. Nothing depends on the clock, so the same data
gives the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyemscripten._record import plain

if TYPE_CHECKING:
    from pyemscripten.lookup import GenericTag, History, Table
    from pyemscripten.model import Platform


def platform_object(table: Table, platform: Platform) -> dict[str, Any]:
    """One platform with everything derived from it: what ``show --json`` prints.

    >>> import pyemscripten
    >>> table = pyemscripten.builtin()
    >>> shown = platform_object(table, table.platform("2026_0"))
    >>> shown["tag"], shown["status"], shown["pyodide"]["first_stable"]
    ('pyemscripten_2026_0_wasm32', 'final', '314.0.0')
    """
    from pyemscripten.evidence.known import known  # costs more than a list of platforms may

    history = table.history(platform)
    facts = plain(platform)
    return {
        "version": platform.version,
        "tag": platform.tag,
        "legacy_tags": [platform.legacy_tag],
        "generic_tag": platform.generic_tag,
        "status": history.status,
        "draft_since": history.draft_since,
        "final_since": history.final_since,
        "pyodide": _pyodide(history),
        **facts,
        "changes": [plain(change) for change in history.changes],
        "conflicts": [conflict.identifier for conflict in table.conflicts_about(platform)],
        "known": {field: plain(how) for field, how in known(table, platform).items()},
    }


def generic_object(generic: GenericTag) -> dict[str, Any]:
    """One generic tag with the releases that carried it."""
    return {
        "tag": generic.tag,
        "emscripten": generic.emscripten,
        "pythons": list(generic.pythons),
        "pyodide": [release.version for release in generic.releases],
    }


def document(table: Table) -> dict[str, Any]:
    """Everything, as published in ``platforms.json`` and read back by :func:`pyemscripten.load`."""
    return {
        **table.header(),
        "platforms": [platform_object(table, platform) for platform in table.platforms],
        "generic_tags": [generic_object(generic) for generic in table.generic_tags()],
        "releases": plain(table.releases),
        "emscripten": plain(table.emscripten),
        **{field: plain(getattr(table, field)) for field in REST},
    }


#: The facts that are published as they are, each under the name that the table has for it.
REST = (
    "support",
    "uv_targets",
    "tag_orders",
    "config_variables",
    "markers",
    "conflicts",
    "messages",
    "behaviours",
)


def platform_document(table: Table, platform: Platform) -> dict[str, Any]:
    """One platform with the edition of the data, as published in its own file."""
    return {**table.header(), "platform": platform_object(table, platform)}


def text(value: object) -> str:
    """The JSON text that is published: indented, in the order of the fields, newline at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _pyodide(history: History) -> dict[str, Any]:
    first_stable = history.first_stable
    return {
        "first": history.first.version,
        "first_stable": first_stable.version if first_stable else None,
        "last": history.last.version,
        "releases": [release.version for release in history.releases],
    }
