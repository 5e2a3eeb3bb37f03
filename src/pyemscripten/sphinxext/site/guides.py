"""What the site's guides are made of: examples, messages of tools, and what tools do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.logging import getLogger

from pyemscripten.data import DEMONSTRATIONS
from pyemscripten.publish.facts import releases_span
from pyemscripten.sphinxext.build import (
    bullets,
    code,
    code_block,
    label_link,
    marked,
    page_link,
    paragraph,
    separated,
    source_link,
    table,
    word,
)
from pyemscripten.sphinxext.directives import PLACEHOLDER, DataDirective
from pyemscripten.sphinxext.edition import edition
from pyemscripten.sphinxext.find import Wrong, find_platform, look_up, one_of

if TYPE_CHECKING:
    from sphinx.util.logging import SphinxLoggerAdapter
    from sphinx.util.typing import OptionSpec

    from pyemscripten.model import Message, Source
    from pyemscripten.sphinxext.build import Content
    from pyemscripten.sphinxext.edition import Edition

logger: SphinxLoggerAdapter = getLogger(__name__)

_EVIDENCE = {
    "provoked": "Our tests make it print this.",
    "published": "Our tests find it in the published package.",
    "read": "Read in its source.",
}


def rendered(data: Edition, text: str) -> str:
    """The text of an example with its facts filled in.

    Raises :class:`~pyemscripten.sphinxext.find.Wrong` for a fact that does not exist.
    """
    return PLACEHOLDER.sub(lambda match: _fact(data, match[1]), text)


def _fact(data: Edition, path: str) -> str:
    name, _, fact = path.partition(".")
    if fact != "wheel":
        return look_up(data, path)
    platform = find_platform(data, name)
    python = f"cp{platform.python.replace('.', '')}"
    return f"demo-1.0-{python}-{python}-{platform.tag}.whl"


class ExampleDirective(DataDirective):
    """``pyemscripten-example``: a code block that either our tests run or that says why not.

    The argument is the language. ``|2026_0.emscripten|`` stands for that fact, ``|2026_0.wheel|``
    for the name of a wheel. ``:run:`` names
    the surroundings in which the tests run the block; ``:file:`` the file that it is there;
    ``:not-executed:`` gives the reason why nothing runs it, which readers see too.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
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


class ShownDirective(SphinxDirective):
    """``pyemscripten-shown``: the source of an example, and below it what it gives."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The source as a code block, and the nodes that it makes, in a box."""
        given = nodes.container("", *self.parse_content_to_nodes(), classes=["pyemscripten-shown"])
        return [code_block("\n".join(self.content), "markdown"), given]


class MessageDirective(DataDirective):
    """``pyemscripten-message``: who prints a message, in which versions, and how we know."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One line."""
        message = find_message(data, self.arguments[0])
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
    option_spec: ClassVar[OptionSpec] = {"tool": directives.unchanged_required}

    def show(self, data: Edition) -> list[nodes.Node]:
        """A list."""
        wanted = self.options.get("tool")
        if wanted:
            one_of("tool", wanted, [message.tool for message in data.table.messages])
        listing = nodes.bullet_list(classes=["pyemscripten-messages"])
        for message in data.table.messages:
            if wanted in (None, message.tool):
                link = label_link(message.label, code(message.text), self.arguments[0])
                listing += nodes.list_item("", paragraph(link))
        return [listing]


class ChecklistDirective(DataDirective):
    """``pyemscripten-checklist``: what an interpreter must be to implement a platform.

    Each line is one field of the platform's record; the argument is the platform.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """A list, in the order in which a build meets the points."""
        platform = find_platform(data, self.arguments[0])
        native = [
            (library.documented, f"{library.name} {library.version}".strip())
            for library in platform.static_libraries
            if library.kind == "native"
        ]
        listed = ", ".join(name for documented, name in native if documented)
        measured = ", ".join(name for documented, name in native if not documented)
        scripts = [lib.name for lib in platform.static_libraries if lib.kind == "javascript"]
        return [
            bullets(
                [
                    [
                        "Built with Emscripten ",
                        code(platform.emscripten),
                        ", this version exactly.",
                    ],
                    f"CPython {platform.python}: wheels' ABI tags demand it, not the platform.",
                    [
                        f"{platform.unwinding.model} exceptions. {platform.unwinding.evidence}",
                    ],
                    [f"{platform.longjmp.model} setjmp and longjmp."],
                    [
                        "64-bit integers cross to JavaScript as BigInt. ",
                        platform.wasm_bigint.note,
                    ],
                    ["No threads, no shared memory, 32-bit addresses."],
                    [f"The loader finds libraries so: {platform.rpath.note}"],
                    f"In the main module, with their symbols exported: {listed}.",
                    f"Measured there too, and in no document: {measured}.",
                    ["JavaScript libraries linked in: ", ", ".join(scripts), "."],
                    [
                        code("sysconfig.get_config_var('PYEMSCRIPTEN_PLATFORM_VERSION')"),
                        " is ",
                        code(repr(platform.version)),
                        ".",
                    ],
                ],
                ["pyemscripten-checklist"],
            )
        ]


class DemonstrationDirective(DataDirective):
    """``pyemscripten-demonstration``: a side module that breaks a rule, and what a runtime says.

    The arguments are the demonstration and the platform.
    """

    required_arguments = 2
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The code, when it fails, and the message."""
        name, version = self.arguments
        found = DEMONSTRATIONS[one_of("demonstration", name, DEMONSTRATIONS)]
        platform = find_platform(data, version)
        message = find_message(data, found.says[one_of("platform", platform.version, found.says)])
        flags: Content = [" with ", code(" ".join(found.flags))] if found.flags else ""
        when = "when it is loaded" if found.when == "load" else "when the function is called"
        return [
            code_block(found.code, "cpp" if found.language == "c++" else "c"),
            paragraph(
                ["Compiled", flags, ", on ", page_link(platform), f", {when}: "],
                label_link(message.label, code(message.text), "errors"),
                classes=["pyemscripten-demonstration"],
            ),
        ]


class SpellingsDirective(DataDirective):
    """``pyemscripten-spellings``: which releases carried wheels of which spelling."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One row a spelling."""
        shown = []
        for spelling in ("emscripten", "pyodide", "pyemscripten"):
            carried = [
                release
                for release in data.table.releases
                if any(tag.startswith(f"{spelling}_") for tag in release.wheel_tags or ())
            ]
            first, last = carried[0], carried[-1]
            shown.append((code(f"{spelling}_*"), first.version, first.date, last.version))
        headings = ("Spelling", "First Pyodide release", "Date", "Last seen in")
        return [table(headings, shown)]


class VariablesDirective(DataDirective):
    """``pyemscripten-variables``: which `sysconfig` variables hold the platform version, where."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One row for each run of releases with the same variables."""
        runs: list[tuple[tuple[str, ...], list[str]]] = []
        for release in data.table.releases:
            if release.config_variables:
                if not runs or runs[-1][0] != release.config_variables:
                    runs.append((release.config_variables, []))
                runs[-1][1].append(release.version)
        rows = (
            (releases_span(found[0], found[-1]), separated(map(code, names)))
            for names, found in runs
        )
        return [table(("Pyodide", "Variables"), rows)]


class BehaviourRole(SphinxRole):
    """``pyemscripten-tool``: what a tool does, with its version and the source."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The clause; a warning and the name as it stands if there is no such behaviour."""
        try:
            behaviours = edition(self.config).table.behaviours
            found = behaviours[one_of("behaviour", self.text, behaviours)]
        except Wrong as error:
            logger.warning("%s", error, location=self.get_location(), type="pyemscripten")
            return [code(self.text)], []
        head = nodes.Text(f"{found.tool} {found.version} ")
        says, sources = marked(found.says), _sources(found.sources)
        return [head, *says, nodes.Text(" ("), *sources, nodes.Text(")")], []


def find_message(data: Edition, identifier: str) -> Message:
    """The message of a name, or :class:`~pyemscripten.sphinxext.find.Wrong`."""
    messages = {message.identifier: message for message in data.table.messages}
    return messages[one_of("message", identifier, messages)]


def _sources(sources: tuple[Source, ...]) -> list[nodes.Node]:
    return separated(source_link(source) for source in sources)


#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[SphinxDirective]] = {
    "pyemscripten-checklist": ChecklistDirective,
    "pyemscripten-demonstration": DemonstrationDirective,
    "pyemscripten-example": ExampleDirective,
    "pyemscripten-message": MessageDirective,
    "pyemscripten-messages": MessagesDirective,
    "pyemscripten-shown": ShownDirective,
    "pyemscripten-spellings": SpellingsDirective,
    "pyemscripten-variables": VariablesDirective,
}
