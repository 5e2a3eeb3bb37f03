"""The role that shows one fact, or links to a platform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx.util.docutils import SphinxRole
from sphinx.util.logging import getLogger

from pyemscripten.publish.facts import is_code

from .build import code, page_link, word
from .edition import edition, note_use
from .find import PROBLEMS, find_generic, find_platform, look_up

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.util.logging import SphinxLoggerAdapter

    from pyemscripten.lookup import GenericTag
    from pyemscripten.model import Platform

    from .edition import Edition

logger: SphinxLoggerAdapter = getLogger(__name__)

_TITLED = re.compile(r"(?s)(.+?)\s*<(.+)>")


class FactRole(SphinxRole):
    """``pyemscripten``: a fact, or a link to a platform or generic tag.

    ``2026_0.emscripten`` shows that fact; ``2026_0`` or any spelling of a tag links to its page,
    ``text <2026_0>`` with other text. ``final`` and ``newest`` stand for the newest final
    platform and the newest of all; ``as_of`` and ``data_version`` for those of the data.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The fact as text, or the link; a warning and the text as it stands if it is wrong."""
        note_use(self.env)
        try:
            node = self._node(edition(self.config))
        except PROBLEMS as error:
            logger.warning("%s", error, location=self.get_location(), type="pyemscripten")
            return [code(self.text)], []
        node["support_smartquotes"] = False
        return [node], []

    def _node(self, data: Edition) -> nodes.Element:
        titled = _TITLED.fullmatch(self.text)
        if titled:
            return page_link(_subject(data, titled[2]), titled[1])
        if self.text in {"as_of", "data_version"} or "." in self.text:
            value = look_up(data, self.text)
            if is_code(self.text.partition(".")[2]):
                return code(value, "pyemscripten-fact")
            return word(value, "pyemscripten-fact")
        return page_link(_subject(data, self.text))


def _subject(data: Edition, name: str) -> Platform | GenericTag:
    if name.startswith("emscripten_"):
        return find_generic(data, name)
    return find_platform(data, name)
