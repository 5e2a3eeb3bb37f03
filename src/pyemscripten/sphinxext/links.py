"""Where links to platforms lead in projects that have no page of their own for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Lead one of our links, whose label this project does not have, to the page on our site."""
    if "pyemscripten" not in node:
        return None
    return nodes.reference("", "", content, internal=False, refuri=node["pyemscripten"])
