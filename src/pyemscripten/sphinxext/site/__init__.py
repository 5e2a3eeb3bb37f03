"""What only the site of this project needs beside ``pyemscripten.sphinxext``.

None of it is promised: directives that name our own pages, tests and records, and the hooks that
make the pages light and publish the files for machines. The theme must be Furo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten.data import VERSION

from . import auditing, autodoc, files, guides, navigation, pages
from .rooms import RoomsDirective
from .verification import VerificationDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.docutils import SphinxDirective
    from sphinx.util.typing import ExtensionMetadata

#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[SphinxDirective]] = {
    **auditing.DIRECTIVES,
    **guides.DIRECTIVES,
    "pyemscripten-rooms": RoomsDirective,
    "pyemscripten-verification": VerificationDirective,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the role and the hooks with Sphinx."""
    app.setup_extension("pyemscripten.sphinxext")
    app.setup_extension("sphinx.ext.autodoc")
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_role("pyemscripten-tool", guides.BehaviourRole())
    app.connect("config-inited", files.check_data)
    app.connect("autodoc-process-signature", autodoc.signature)
    app.connect("autodoc-process-docstring", autodoc.fields)
    app.connect("missing-reference", autodoc.find_name)
    app.connect("doctree-resolved", pages.lead_home)
    # Furo makes the sidebar at 500.
    app.connect("html-page-context", navigation.skip_toctree, priority=400)
    app.connect("html-page-context", navigation.navigate, priority=600)
    app.connect("html-page-context", pages.lighten, priority=600)
    app.connect("build-finished", files.publish, priority=600)
    app.connect("build-finished", files.point_to_pages, priority=900)
    return {"version": VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
