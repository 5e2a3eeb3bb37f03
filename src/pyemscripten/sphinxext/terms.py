"""Glossary entries for the platforms, so that ``:term:`` and other projects find them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import make_glossary_term

from .build import page_link, paragraph
from .directives import DataDirective

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

    from pyemscripten.model import Platform

    from .edition import Edition


class TermsDirective(DataDirective):
    """``pyemscripten-terms``: a glossary of the platforms, each by its tag and without ``_wasm32``.

    It adds to the terms of a project, whose names must be unique, so use it once.
    """

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One entry a platform."""
        listing = nodes.definition_list(classes=["glossary"])
        for platform in data.table.platforms:
            terms = [
                self._term(name) for name in (platform.tag.removesuffix("_wasm32"), platform.tag)
            ]
            meaning = nodes.definition("", _meaning(data, platform))
            listing += nodes.definition_list_item("", *terms, meaning)
        return [addnodes.glossary("", listing, sorted=False)]

    def _term(self, name: str) -> nodes.term:
        source, line = self.get_source_info()
        return make_glossary_term(
            self.env, [nodes.Text(name)], None, source, line, None, self.state.document
        )


def _meaning(data: Edition, platform: Platform) -> nodes.paragraph:
    return paragraph(
        f"The PyEmscripten platform of version {platform.version}, with Emscripten "
        f"{platform.emscripten}, planned for Python {platform.python}; "
        f"{data.history(platform).status}. See ",
        page_link(platform),
        ".",
    )
