"""A Sphinx extension that shows facts about the PyEmscripten platform in any documentation.

Add ``"pyemscripten.sphinxext"`` to ``extensions`` in ``conf.py``. It works in reStructuredText and
MyST, with every builder, in parallel and incremental builds; it loads nothing from elsewhere.

Settings in ``conf.py``:

``pyemscripten_data``
    Path of a newer ``platforms.json``, from the folder of ``conf.py``. By default the data that
    the installed package carries.

``pyemscripten_pages``
    Folder, within the documentation's sources, in which to keep a generated page for each
    platform and generic tag. None by default.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyemscripten.data import VERSION

from . import acceptance, directives
from .edition import find_data, outdated
from .export import ExportDirective
from .links import resolve
from .pages import write_pages
from .roles import FactRole
from .terms import TermsDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from .directives import DataDirective

#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[DataDirective]] = {
    **directives.DIRECTIVES,
    **acceptance.DIRECTIVES,
    "pyemscripten-export": ExportDirective,
    "pyemscripten-terms": TermsDirective,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives, the role and the settings with Sphinx."""
    app.add_config_value("pyemscripten_data", "", "env", types=[str])
    app.add_config_value("pyemscripten_pages", "", "env", types=[str])
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    app.add_role("pyemscripten", FactRole())
    app.connect("config-inited", find_data)
    app.connect("builder-inited", write_pages)
    app.connect("env-get-outdated", outdated)
    app.connect("missing-reference", resolve)
    return {"version": VERSION, "parallel_read_safe": True, "parallel_write_safe": True}
