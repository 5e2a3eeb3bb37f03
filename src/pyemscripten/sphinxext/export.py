"""The exported tables as code blocks, for readers to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils.parsers.rst import directives

from pyemscripten.publish import tables

from .build import code_block
from .directives import DataDirective
from .find import one_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.util.typing import OptionSpec

    from .edition import Edition

#: Form of a table -> the language in which it is highlighted.
_FORMS = {"rst": "rst", "markdown": "markdown", "csv": "text"}


class ExportDirective(DataDirective):
    """``pyemscripten-export``: the source of a table, as ``pyemscripten export`` prints it.

    The argument is ``rst``, ``markdown`` or ``csv``. ``:form:`` takes the words that may follow
    ``begin`` in a file that ``pyemscripten pep sync`` keeps: ``links drafts columns=tag,python``.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"form": directives.unchanged_required}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The source, as a code block."""
        name = one_of("form of a table", self.arguments[0], _FORMS)
        form = tables.form(self.options.get("form", "").split())
        if name == "csv":
            text = tables.csv(data.table)
        else:
            text = (tables.rst if name == "rst" else tables.markdown)(data.table, form)
        return [code_block(text.rstrip("\n"), _FORMS[name])]
