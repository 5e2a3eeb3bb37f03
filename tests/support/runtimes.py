"""Published Pyodide releases, for tests that carry the `network` marker.

    from tests.support.runtimes import package

    result = run_python(package("314.0.7"), "result = 6 * 7")

Each is fetched once into the ordinary cache and held to the integrity in the data.
"""

from __future__ import annotations

from functools import cache

from pyemscripten import data
from pyemscripten.runtime import PyodidePackage, fetch_pyodide

#: One release of each kind: before and after each change of platform, Python and config variables.
RELEASES = (
    "0.21.0",
    "0.23.4",
    "0.25.1",
    "0.26.4",
    "0.27.8",
    "0.28.3",
    "0.29.3",
    "0.29.5",
    "314.0.0a1",
    "314.0.7",
    "315.0.0a2",
)

#: The newest final release among them, for tests that need one and no other.
NEWEST = "314.0.7"


@cache
def package(version: str) -> PyodidePackage:
    """Give a release. A registry that does not answer is an error, as any other problem is."""
    (row,) = (row for row in data.RELEASES if row.version == version)
    return fetch_pyodide(version, expected_integrity=row.npm_integrity)
