"""The files that the site publishes for machines."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pyemscripten.evidence.compare import Agreement
from pyemscripten.evidence.known import checks
from pyemscripten.evidence.recorded import recorded

from . import acceptance, conformance, schema, svg
from .json import document, platform_document, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyemscripten.lookup import Table

#: Parts of the whole document that also have a file of their own.
_EXCERPTS = {
    "pyodide": ("releases", "generic_tags", "emscripten"),
    "conflicts": ("conflicts",),
}


def files(table: Table) -> Iterator[tuple[str, str]]:
    """Path below the site's root, and text, of every published file that machines read.

    The same data gives the same bytes.

    >>> import pyemscripten
    >>> [path for path, _ in files(pyemscripten.builtin())][:2]
    ['api/v1/platforms.json', 'api/v1/platforms/2024_0.json']
    """
    whole = document(table)
    yield "api/v1/platforms.json", text(whole)
    for platform in table.platforms:
        yield f"api/v1/platforms/{platform.version}.json", text(platform_document(table, platform))
    for name, parts in _EXCERPTS.items():
        excerpt = {part: whole[part] for part in parts}
        yield f"api/v1/{name}.json", text({**table.header(), **excerpt})
    yield "api/v1/acceptance.json", text(acceptance.document(table))
    yield "api/v1/conformance.json", text(conformance.document(table))
    yield "api/v1/verification.json", text(verification(table))
    for name, described in schema.SCHEMAS.items():
        yield f"api/v1/schema/{name}.json", text(described())
    yield "timeline.svg", svg.timeline(table)
    yield "timeline-dark.svg", svg.timeline(table, dark=True)


def verification(table: Table) -> dict[str, Any]:
    """What the last complete comparison with published artifacts saw, and how it came out.

    >>> import pyemscripten
    >>> verification(pyemscripten.builtin())["counts"]["mismatch"]
    0
    """
    verdicts = Counter(each.verdict for each in checks(table))
    seen = recorded()
    return {
        **table.header(),
        "counts": {verdict.value: verdicts[verdict] for verdict in Agreement},
        "npm": list(seen.listing.versions) if seen.listing else [],
        "releases": {version: each.parts for version, each in seen.releases.items()},
        "tools": seen.tools,
    }


def lookup_facts(table: Table) -> str:
    """What the look-up box of the home page knows, as JSON to put into the page.

    >>> import pyemscripten
    >>> len(lookup_facts(pyemscripten.builtin())) < 4000
    True
    """
    platforms = [
        {
            "version": platform.version,
            "tag": platform.tag,
            "label": platform.label,
            "status": table.history(platform).status,
            "emscripten": platform.emscripten,
            "python": platform.python,
            "releases": [release.version for release in table.history(platform).releases],
            "names": [name for names in platform.names.values() for name in names],
        }
        for platform in table.platforms
    ]
    generic = [
        {
            "tag": tag.tag,
            "label": tag.label,
            "emscripten": tag.emscripten,
            "pythons": tag.pythons,
            "releases": [release.version for release in tag.releases],
        }
        for tag in table.generic_tags()
    ]
    facts = {"asOf": table.as_of, "platforms": platforms, "generic": generic}
    # "<" could end the script element that it stands in.
    return json.dumps(facts, separators=(",", ":")).replace("<", "\\u003c")
