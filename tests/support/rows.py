"""Rows of the table, changed in what was measured."""

from __future__ import annotations

from pyemscripten.model import PyodideRelease


def measured(release: PyodideRelease, **changes: object) -> PyodideRelease:
    """The row of a release on npm, with other values for what was measured there."""
    assert release.npm
    return release.replace(npm=release.npm.replace(**changes))
