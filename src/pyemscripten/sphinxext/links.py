"""Where links to platforms lead: to the project's own page, or to our site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.reference | None:
    """Lead one of our links to the label if this project has it, else to our site."""
    if node["reftype"] != "pyemscripten":
        return None
    labels = env.domains["std"].data["labels"]
    if node["reftarget"] in labels:
        page, label, _ = labels[node["reftarget"]]
        return make_refnode(app.builder, node["refdoc"], page, label, content)
    return nodes.reference("", "", content, internal=False, refuri=node["pyemscripten_address"])
