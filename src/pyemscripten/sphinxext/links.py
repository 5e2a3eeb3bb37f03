"""Where links to platforms lead: to the project's own page, one that it maps, or our site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.ext.intersphinx import missing_reference
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Lead one of our links to the label if this project or an inventory has it, else to our site.

    Intersphinx knows kinds of references by their roles, so it is asked for a ``ref``.
    """
    if node["reftype"] != "pyemscripten":
        return None
    labels = env.domains["std"].data["labels"]
    if node["reftarget"] in labels:
        page, label, _ = labels[node["reftarget"]]
        return make_refnode(app.builder, node["refdoc"], page, label, content)
    if "sphinx.ext.intersphinx" in app.extensions:
        asked = node.copy()
        asked["refdomain"], asked["reftype"] = "std", "ref"
        found = missing_reference(app, env, asked, content)
        if found is not None:
            return found
    return nodes.reference("", "", content, internal=False, refuri=node["pyemscripten_address"])
