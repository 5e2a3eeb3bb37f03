"""The directives that show the data. Each works in reStructuredText and in MyST."""

from __future__ import annotations

import os
import re
from abc import abstractmethod
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.logging import getLogger

from pyemscripten.files import write_if_changed
from pyemscripten.publish import svg
from pyemscripten.publish.facts import TITLES, Row, releases_span, rows

from . import platform as pages
from .build import (
    bullets,
    code,
    code_block,
    codes,
    conflict_label,
    page_link,
    paragraph,
    prose,
    separated,
    source_link,
    table,
)
from .columns import COLUMNS, DEFAULT
from .edition import Edition, edition, note_use
from .find import PROBLEMS, Wrong, find_generic, find_platform, look_up, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.logging import SphinxLoggerAdapter
    from sphinx.util.typing import OptionSpec

    from pyemscripten.lookup import Table
    from pyemscripten.model import Platform

    from .build import Content

logger: SphinxLoggerAdapter = getLogger(__name__)


class DataDirective(SphinxDirective):
    """A directive that shows data. ``show`` makes its nodes or raises :class:`Wrong`."""

    def run(self) -> list[nodes.Node]:
        """Show the data, or warn with file and line and show nothing."""
        note_use(self.env)
        try:
            made = self.show(edition(self.config))
        except PROBLEMS as error:
            logger.warning("%s", error, location=self.get_location(), type="pyemscripten")
            return []
        for node in made:
            # "--" in a flag is not a dash.
            node["support_smartquotes"] = False  # type: ignore[index]
        return made

    @abstractmethod
    def show(self, data: Edition) -> list[nodes.Node]:
        """The nodes."""

    def part(
        self, title: str, content: list[nodes.Node], label: str | Literal[False]
    ) -> nodes.Node:
        """A section with a permanent label, or one without, or a box's mere heading."""
        if not isinstance(self.state_machine.node, nodes.document | nodes.section):
            # Sections may not stand in a list, a table or a box.
            return nodes.container("", nodes.rubric(title, title), *content)
        section = nodes.section("", nodes.title(title, title), *content)
        section["names"].append(label or nodes.fully_normalize_name(title))
        if label:
            self.state.document.note_explicit_target(section)
        else:
            self.state.document.note_implicit_target(section, section)
        return section

    def words(self, option: str) -> list[str]:
        """The words of an option, separated by spaces or commas."""
        return str(self.options.get(option, "")).replace(",", " ").split()


class TableDirective(DataDirective):
    """``pyemscripten-table``: the platforms as a table.

    ``:columns:`` names the columns, ``:filter:`` keeps platforms (``status=final``,
    ``python=3.13,3.14``), ``:as-of:`` adds the date of the data or, with a date, shows what stood
    then, ``:newest-first:`` turns the order round.
    """

    option_spec: ClassVar[OptionSpec] = {
        "columns": directives.unchanged_required,
        "filter": directives.unchanged_required,
        "as-of": directives.unchanged,
        "newest-first": directives.flag,
    }

    def show(self, data: Edition) -> list[nodes.Node]:
        """The table, and the date if it was asked for."""
        names = self.words("columns") or DEFAULT
        columns = [COLUMNS[one_of("column", name, COLUMNS)] for name in names]
        # What the data knows is a fit condition, even where nothing met it on an earlier day.
        conditions = [_condition(data.table, w) for w in self.options.get("filter", "").split()]
        day = data.table.as_of
        if self.options.get("as-of"):
            day = self.options["as-of"].strip()
            data = Edition(as_of(data.table, day))
        shown = [p for p in data.table.platforms if self._matches(data, p, conditions)]
        if "newest-first" in self.options:
            shown.reverse()
        made: list[nodes.Node] = [
            table(
                [column.heading for column in columns],
                ([column.cell(data, platform) for column in columns] for platform in shown),
                "pyemscripten-platforms",
                columns=names,
            )
            if shown
            else paragraph("No platform.")
        ]
        if "as-of" in self.options:
            made.append(paragraph(f"As of {day}.", classes=["pyemscripten-as-of"]))
        return made

    @staticmethod
    def _matches(
        data: Edition, platform: Platform, conditions: Iterable[tuple[str, list[str]]]
    ) -> bool:
        facts = {"status": data.history(platform).status, "python": platform.python}
        return all(facts[key] in wanted for key, wanted in conditions)


def _condition(whole: Table, word: str) -> tuple[str, list[str]]:
    """The fact that a filter is about and the values that it keeps."""
    key, equals, value = word.partition("=")
    if not equals or not value:
        raise Wrong(f"filter {word!r} is no condition: expected one such as 'status=final'")
    choices = {
        "status": ("draft", "final"),
        "python": tuple(dict.fromkeys(platform.python for platform in whole.platforms)),
    }
    one_of("filter", key, choices)
    return key, [one_of(key, wanted, choices[key]) for wanted in value.split(",")]


def as_of(whole: Table, day: str) -> Table:
    """The table as it stood at the end of a day: releases up to then, and what they imply.

    Raises :class:`Wrong` for a day that is no ISO date, or after that of the data.
    """
    try:
        # Python also reads 20250101 and 2025-W01-1, which do not sort among dates.
        fit = date.fromisoformat(day).isoformat() == day
    except ValueError:
        fit = False
    if not fit:
        raise Wrong(f"as-of {day!r} is no date: expected one such as {whole.as_of!r}")
    if day > whole.as_of:
        raise Wrong(f"as-of {day} is after the data, which is of {whole.as_of}")
    releases = tuple(release for release in whole.releases if release.date <= day)
    platforms = []
    for platform in whole.platforms:
        carried = [release for release in releases if release.platform == platform.version]
        if carried:
            # A draft then may have had another Emscripten than the platform has now.
            platforms.append(platform.replace(emscripten=carried[-1].emscripten))
    return whole.replace(as_of=day, releases=releases, platforms=tuple(platforms))


class PlatformDirective(DataDirective):
    """``pyemscripten-platform``: everything about one platform, with the sources of each fact.

    ``:facts:`` chooses the parts, ``:no-summary:`` leaves out the head, ``:labels:`` makes
    permanent labels: only our own site should, since labels must be unique everywhere.
    """

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "facts": directives.unchanged_required,
        "no-summary": directives.flag,
        "labels": directives.flag,
    }

    def show(self, data: Edition) -> list[nodes.Node]:
        """The head, then one section a part."""
        platform = find_platform(data, self.arguments[0])
        wanted = self.words("facts") or list(pages.PARTS)
        for name in wanted:
            one_of("fact", name, pages.PARTS)
        made = [] if "no-summary" in self.options else pages.summary(data, platform)
        for part in pages.parts(data, platform):
            if part.name in wanted:
                label = f"{platform.label}-{pages.label_of(part.name)}"
                labels = "labels" in self.options
                made.append(self.part(part.title, part.content, labels and label))
        return made


class GenericDirective(DataDirective):
    """``pyemscripten-generic``: everything about a generic tag that Pyodide releases carried."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """What the page says."""
        return pages.generic(data, find_generic(data, self.arguments[0]))


class GenericTableDirective(DataDirective):
    """``pyemscripten-generic-table``: the generic tags that Pyodide releases carried."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The table."""
        found = (
            (
                page_link(tag),
                tag.emscripten,
                ", ".join(tag.pythons),
                releases_span(tag.releases[0].version, tag.releases[-1].version),
            )
            for tag in data.table.generic_tags()
        )
        return [table(("Generic tag", "Emscripten", "Python", "Pyodide"), found)]


class ReleasesDirective(DataDirective):
    """``pyemscripten-releases``: Pyodide releases, all or those of the platform named."""

    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The table, newest release first."""
        if self.arguments:
            platform = find_platform(data, self.arguments[0])
            return [pages.releases_table(data.history(platform).releases)]
        return [pages.releases_table(data.table.releases, platforms=True)]


class BuildTodayDirective(DataDirective):
    """``pyemscripten-build-today``: the platforms worth building for, and why these."""

    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One line a platform, newest first."""
        chosen = data.table.recommended()
        if not chosen:
            return [paragraph("No platform is final and installable yet.")]
        return [bullets((_build(platform) for platform in chosen), ["pyemscripten-build-today"])]


def _build(platform: Platform) -> Content:
    identifiers = platform.names.get("cibuildwheel", ())
    in_cibuildwheel: Content = (
        ["; in cibuildwheel ", separated(code(name) for name in identifiers)] if identifiers else ""
    )
    text = f" with Emscripten {platform.emscripten}, for Python {platform.python}"
    return [page_link(platform), text, in_cibuildwheel]


class ConflictsDirective(DataDirective):
    """``pyemscripten-conflicts``: where sources contradict each other, all or of one platform."""

    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"labels": directives.flag}

    def show(self, data: Edition) -> list[nodes.Node]:
        """Each contradiction with its claims and what holds."""
        found = data.table.conflicts
        if self.arguments:
            found = data.table.conflicts_about(find_platform(data, self.arguments[0]))
        if not found:
            return [paragraph("None known.")]
        labels = "labels" in self.options
        return [
            self.part(
                conflict.title, pages.conflict_nodes(conflict), labels and conflict_label(conflict)
            )
            for conflict in found
        ]


class SupportDirective(DataDirective):
    """``pyemscripten-support``: which tool takes or writes which spelling, since when.

    ``:tools:`` keeps some of the tools.
    """

    option_spec: ClassVar[OptionSpec] = {"tools": directives.unchanged_required}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One row a statement."""
        statements = data.table.support
        tools = list(dict.fromkeys(statement.tool for statement in statements))
        wanted = [one_of("tool", tool, tools) for tool in self.words("tools")] or tools
        found = (
            (
                statement.tool,
                statement.verb,
                code(f"{statement.spelling}_*"),
                statement.when(),
                prose(statement.note),
                separated(source_link(source) for source in statement.sources),
            )
            for statement in statements
            if statement.tool in wanted
        )
        headings = ("Tool", "Does", "Spelling", "Since", "Remarks", "Sources")
        return [table(headings, found, "pyemscripten-support")]


class CompareDirective(DataDirective):
    """``pyemscripten-compare``: what differs between two platforms, or between all neighbours."""

    optional_arguments = 2
    option_spec: ClassVar[OptionSpec] = {"labels": directives.flag}

    def show(self, data: Edition) -> list[nodes.Node]:
        """One table a pair, under a heading if there are several."""
        if len(self.arguments) == 1:
            raise Wrong("name two platforms to compare, or none to compare all neighbours")
        if self.arguments:
            first, second = (find_platform(data, name) for name in self.arguments)
            return [comparison(first, second)]
        labels = "labels" in self.options
        made = []
        for one, other in pairwise(data.table.platforms):
            label = f"{one.label}-and-{other.version.replace('_', '-')}"
            title = f"{one.version} and {other.version}"
            made.append(self.part(title, [comparison(one, other)], labels and label))
        return made


def comparison(first: Platform, second: Platform) -> nodes.table:
    """The facts that differ between two platforms, side by side."""
    found: list[tuple[Content, ...]] = []
    for field in TITLES:
        if field == "notes":
            continue
        before = {row.name: row for row in rows(first, field)}
        after = {row.name: row for row in rows(second, field)}
        for name in dict.fromkeys((*before, *after)):
            one, other = before.get(name), after.get(name)
            if one != other:
                title = TITLES[field] if name == TITLES[field] else f"{TITLES[field]}: {name}"
                found.append((title, _value(one), _value(other)))
    headings = ("Fact", first.tag, second.tag)
    return table(headings, found, "pyemscripten-comparison")


def _value(row: Row | None) -> Content:
    if row is None:
        return "—"
    return codes(row.value) if row.code else prose(row.value)


class TimelineDirective(DataDirective):
    """``pyemscripten-timeline``: when each platform was a draft and became final, as a picture.

    ``:light-and-dark:`` makes two pictures with the classes ``only-light`` and ``only-dark``, of
    which themes such as Furo show one. Builders that cannot show SVG get a list.
    """

    option_spec: ClassVar[OptionSpec] = {"light-and-dark": directives.flag}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The picture for HTML and EPUB, a list for others."""
        words = svg.description(data.table)
        pictures = addnodes.only(expr="format_html")
        if "light-and-dark" in self.options:
            pictures += self._picture(data, words, "light", "only-light")
            pictures += self._picture(data, words, "dark", "only-dark")
        else:
            pictures += self._picture(data, words, "light")
        instead = addnodes.only(expr="not format_html")
        instead += bullets(sentence.rstrip(".") for sentence in words.split(". "))
        return [pictures, instead]

    def _picture(self, data: Edition, words: str, shade: str, *classes: str) -> nodes.image:
        path = Path(self.env.doctreedir, "pyemscripten", f"timeline-{shade}.svg")
        write_if_changed(path, svg.timeline(data.table, dark=shade == "dark"))
        address = Path(os.path.relpath(path, self.env.srcdir)).as_posix()
        return nodes.image(
            uri=f"/{address}", alt=words, classes=["pyemscripten-timeline", *classes]
        )


class CodeDirective(DataDirective):
    """``pyemscripten-code``: a code block in which ``|2026_0.emscripten|`` stands for that fact.

    What stands between the bars is what the role ``pyemscripten`` takes, without spaces.
    """

    has_content = True
    optional_arguments = 1
    option_spec: ClassVar[OptionSpec] = {}

    def show(self, data: Edition) -> list[nodes.Node]:
        """The block, highlighted in the language that is the argument."""
        language = self.arguments[0] if self.arguments else "text"

        def fact(match: re.Match[str]) -> str:
            return look_up(data, match[1])

        return [code_block(PLACEHOLDER.sub(fact, "\n".join(self.content)), language)]


#: Where a fact stands in the text of a code block.
PLACEHOLDER = re.compile(r"\|([\w.+-]+)\|")

#: Name of each directive -> its class.
DIRECTIVES: dict[str, type[DataDirective]] = {
    "pyemscripten-build-today": BuildTodayDirective,
    "pyemscripten-code": CodeDirective,
    "pyemscripten-compare": CompareDirective,
    "pyemscripten-conflicts": ConflictsDirective,
    "pyemscripten-generic": GenericDirective,
    "pyemscripten-generic-table": GenericTableDirective,
    "pyemscripten-platform": PlatformDirective,
    "pyemscripten-releases": ReleasesDirective,
    "pyemscripten-support": SupportDirective,
    "pyemscripten-table": TableDirective,
    "pyemscripten-timeline": TimelineDirective,
}
