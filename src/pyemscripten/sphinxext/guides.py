"""What the site's guides are made of: examples, messages of tools, what tools do, and diffs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxRole
from sphinx.util.logging import getLogger

from pyemscripten.tools import BEHAVIOURS, MESSAGES

from .build import code, code_block, label_link, paragraph, separated, source_link, word
from .directives import DataDirective
from .find import Wrong, known, look_up

if TYPE_CHECKING:
    from pyemscripten.model import Message, Source

    from .edition import Edition

logger = getLogger(__name__)

#: Where a fact stands in the text of an example.
PLACEHOLDER = re.compile(r"\|([\w.+-]+)\|")

_EVIDENCE = {
    "provoked": "Our tests make it print this.",
    "published": "Our tests find it in the published package.",
    "read": "Read in its source.",
}


def rendered(data: Edition, text: str) -> str:
    """The text of an example with its facts filled in.

    Raises :class:`~pyemscripten.sphinxext.find.Wrong` for a fact that does not exist.
    """
    return PLACEHOLDER.sub(lambda match: look_up(data, match[1]), text)


class ExampleDirective(DataDirective):
    """``pyemscripten-example``: a code block that either our tests run or that says why not.

    The argument is the language. ``|2026_0.emscripten|`` stands for that fact. ``:run:`` names
    the surroundings in which the tests run the block; ``:file:`` the file that it is there;
    ``:not-executed:`` gives the reason why nothing runs it, which readers see too.
    """

    has_content = True
    required_arguments = 1
    option_spec = {
        "run": directives.unchanged_required,
        "file": directives.unchanged_required,
        "not-executed": directives.unchanged_required,
    }

    def show(self, data: Edition) -> list[nodes.Node]:
        """The block, with the name of its file above and the reason below."""
        if ("run" in self.options) == ("not-executed" in self.options):
            raise Wrong("an example has either :run: or :not-executed:, and not both")
        made: list[nodes.Node] = []
        if "file" in self.options:
            made.append(
                paragraph(code(self.options["file"]), classes=["pyemscripten-example-file"])
            )
        text = rendered(data, "\n".join(self.content))
        made.append(code_block(text, self.arguments[0]))
        if "not-executed" in self.options:
            made.append(
                paragraph(
                    word("Not executed", "pyemscripten-not-executed"),
                    f" by our tests: {self.options['not-executed']}.",
                    classes=["pyemscripten-example-note"],
                )
            )
        return made


class MessageDirective(DataDirective):
    """``pyemscripten-message``: who prints a message, in which versions, and how we know."""

    required_arguments = 1
    option_spec = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One line."""
        message = find_message(self.arguments[0])
        return [
            paragraph(
                [
                    f"Printed by {message.tool} {message.seen}. {_EVIDENCE[message.evidence]} ",
                    *_sources(message.sources),
                ],
                classes=["pyemscripten-sources"],
            )
        ]


class MessagesDirective(DataDirective):
    """``pyemscripten-messages``: the messages with links to their headings, or one tool's.

    The page of the headings is the argument.
    """

    required_arguments = 1
    option_spec = {"tool": directives.unchanged_required}

    def show(self, data: Edition) -> list[nodes.Node]:
        """A list."""
        wanted = self.options.get("tool")
        if wanted:
            known("tool", wanted, [message.tool for message in MESSAGES])
        listing = nodes.bullet_list(classes=["pyemscripten-messages"])
        for message in MESSAGES:
            if wanted in (None, message.tool):
                link = label_link(message.label, code(message.text), self.arguments[0])
                listing += nodes.list_item("", paragraph(link))
        return [listing]


class BehaviourRole(SphinxRole):
    """``pyemscripten-tool``: what a tool does, with its version and the source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The clause; a warning and the name as it stands if there is no such behaviour."""
        try:
            found = BEHAVIOURS[known("behaviour", self.text, BEHAVIOURS)]
        except Wrong as error:
            logger.warning("%s", error, location=self.get_location(), type="pyemscripten")
            return [code(self.text)], []
        shown: list[nodes.Node] = [nodes.Text(f"{found.tool} {found.version} {found.says}")]
        return [*shown, nodes.Text(" ("), *_sources(found.sources), nodes.Text(")")], []


def find_message(identifier: str) -> Message:
    """The message of a name, or :class:`~pyemscripten.sphinxext.find.Wrong`."""
    messages = {message.identifier: message for message in MESSAGES}
    return messages[known("message", identifier, messages)]


def _sources(sources: tuple[Source, ...]) -> list[nodes.Node]:
    return separated(source_link(source) for source in sources)


#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[DataDirective]] = {
    "pyemscripten-example": ExampleDirective,
    "pyemscripten-message": MessageDirective,
    "pyemscripten-messages": MessagesDirective,
}
