"""What a page loads, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.osutil import relative_uri

from pyemscripten.addresses import SITE
from pyemscripten.publish.site import lookup_facts
from pyemscripten.sphinxext.edition import edition

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What only pages with code to copy need.
_COPYING = {"clipboard.min.js", "copybutton.js", "copybutton.css"}


def lighten(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load scripts on the pages that need them only."""
    blocks = (nodes.literal_block, nodes.doctest_block)
    if doctree is None or not any(doctree.next_node(block) for block in blocks):
        for kind in ("script_files", "css_files"):
            context[kind][:] = [
                asset
                for asset in context[kind]
                if str(getattr(asset, "filename", "")).rpartition("/")[2] not in _COPYING
            ]
    if page == app.config.root_doc:
        facts = lookup_facts(edition(app.config).table)
        app.add_js_file(None, body=facts, type="application/json", id="lookup-facts")
        app.add_js_file("lookup.js", loading_method="defer")


def lead_home(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Make links to our own files relative, so that they work on every copy of the site."""
    if app.builder.format != "html":
        return
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri", "")
        if address.startswith(SITE):
            here = app.builder.get_target_uri(page)
            link["refuri"] = relative_uri(here, address.removeprefix(SITE))
