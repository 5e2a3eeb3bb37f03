"""What a page about one platform, or one generic tag, says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyemscripten.addresses import SITE
from pyemscripten.evidence.known import known as how_known
from pyemscripten.flags import render
from pyemscripten.lookup import known_by
from pyemscripten.publish.facts import TITLES, releases_span, rows
from pyemscripten.wheel_names import PYEMSCRIPTEN, write_tag

from .build import (
    bullets,
    code,
    code_block,
    codes,
    conflict_link,
    fields,
    link,
    page_link,
    paragraph,
    prose,
    separated,
    source_line,
    source_link,
    status,
    table,
    word,
)
from .upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils import nodes

    from pyemscripten.lookup import GenericTag
    from pyemscripten.model import Conflict, Library, Platform, PyodideRelease, Source

    from .build import Content
    from .edition import Edition

#: The parts of a page about a platform that are derived, after the facts of the table.
DERIVED = {
    "upgrade": "What changes for you",
    "history": "History",
    "releases": "Pyodide releases",
    "conflicts": "Sources that contradict each other",
    "sources": "Sources",
}

#: What a tool does with a tag that others put on a wheel.
TAKES = ("installs", "resolves", "uploads")

#: Every part that the directive can show, with its title, in order.
PARTS = {**TITLES, **DERIVED}


class Part(NamedTuple):
    """A part of a page: the end of its label, its title, what it says."""

    name: str
    title: str
    content: list[nodes.Node]


def label_of(part: str) -> str:
    """How a part is called in a label: ``"static-libraries"`` for ``"static_libraries"``."""
    return part.replace("_", "-")


def summary(edition: Edition, platform: Platform) -> list[nodes.Node]:
    """The head of the page: what most readers came for."""
    history = edition.history(platform)
    lines: list[tuple[str, Content]] = [
        ("Platform tag", code(platform.tag)),
        ("Status", _status(edition, platform)),
        ("Emscripten", [code(platform.emscripten), " exactly"]),
        ("Intended Python", [platform.python, ", not part of the definition"]),
        ("Pyodide", releases_span(history.first.version, history.last.version)),
        ("Taken by", takers(edition, "pyemscripten")),
        ("Older spelling", [code(platform.legacy_tag), _official(platform)]),
        ("Older spelling taken by", takers(edition, "pyodide")),
    ]
    return [fields(lines, "pyemscripten-summary")]


def _status(edition: Edition, platform: Platform) -> Content:
    history = edition.history(platform)
    if history.final_since is None or history.first_stable is None:
        warning = "only alphas carry it; wheels built today may not load in the final platform"
        return [status("draft"), f" since {history.draft_since}: {warning}"]
    made_final = f" since {history.final_since}, with Pyodide {history.first_stable.version}"
    if history.draft_since == history.final_since:
        return [status("final"), made_final]
    return [status("final"), f"{made_final}; draft from {history.draft_since}"]


def _official(platform: Platform) -> str:
    return ", official before the rename" if platform.legacy else ", never official"


def takers(edition: Edition, spelling: str) -> str:
    """Who takes a spelling: ``"micropip since 0.11.1; PyPI: no"``."""
    words = []
    found = [s for s in edition.table.support if s.spelling == spelling and s.verb in TAKES]
    installing = {statement.tool for statement in found if statement.verb == "installs"}
    for statement in found:
        tool = statement.tool
        if statement.verb == "resolves" and tool in installing:
            tool += " for another system"
        words.append(f"{tool}{' ' if statement.limited else ': '}{statement.when()}")
    return "; ".join(words) or "nobody known"


def parts(edition: Edition, platform: Platform) -> Iterator[Part]:
    """All parts of the page, in order."""
    how = how_known(edition.table, platform)
    for field, title in TITLES.items():
        line = source_line(platform.sources[field], how[field].text)
        yield Part(field, title, [*_fact(edition, platform, field), line])
    contents: dict[str, list[nodes.Node]] = {
        "upgrade": upgrade(edition, platform),
        "history": _history(edition, platform),
        "releases": [releases_table(edition.history(platform).releases)],
        "conflicts": _conflicts(edition, platform),
        "sources": _sources(edition, platform),
    }
    for name, title in DERIVED.items():
        yield Part(name, title, contents[name])


def _fact(edition: Edition, platform: Platform, field: str) -> list[nodes.Node]:
    if field == "flags":
        return _flags(platform)
    if field == "static_libraries":
        return [_libraries(platform)]
    if field == "python":
        meaning = ": the minor version that it is planned for, never part of its definition."
        return [paragraph(code(platform.python), meaning)]
    if field == "notes":
        return [bullets(map(prose, platform.notes))] if platform.notes else [paragraph("None.")]
    if field == "emscripten":
        return [fields([("Version", code(platform.emscripten)), *_release(edition, platform)])]
    if field == "names" and not platform.names:
        return [paragraph("No tool has a name of its own for it.")]
    facts = rows(platform, field)
    return [fields((row.name, codes(row.value) if row.code else prose(row.value)) for row in facts)]


def _release(edition: Edition, platform: Platform) -> Iterator[tuple[str, Content]]:
    for known in edition.table.emscripten:
        if known.version == platform.emscripten:
            yield "Released", known.date
            if known.clang:
                yield "Clang", [known.clang, ", as Pyodide ", known.clang_release, " reports"]


def _flags(platform: Platform) -> list[nodes.Node]:
    made: list[nodes.Node] = [code_block(render(platform, "shell").rstrip(), "sh")]
    defaults = platform.flags.defaults
    if defaults:
        made.append(
            paragraph(
                "Pyodide's own builds add ",
                separated(code(flag) for flag in defaults),
                ", which the platform does not ask for.",
            )
        )
    return made


def _libraries(platform: Platform) -> nodes.table:
    # Libraries of which the same is known share a row: most of the JavaScript ones do.
    alike: dict[Library, list[str]] = {}
    for library in platform.static_libraries:
        alike.setdefault(library.replace(name=""), []).append(library.name)
    return table(
        ("Library", "Version", "On Pyodide's page", "Remarks", "Sources"),
        (_library(library, names) for library, names in alike.items()),
        "pyemscripten-libraries",
    )


def _library(library: Library, names: list[str]) -> tuple[Content, ...]:
    remarks = [
        "JavaScript" if library.kind == "javascript" else "",
        f"since Pyodide {library.since}" if library.since else "",
        library.note,
    ]
    return (
        codes(" ".join(names)),
        library.version or "not stated",
        "yes" if library.documented else word("no", "pyemscripten-undocumented"),
        prose("; ".join(filter(None, remarks))),
        [word(known_by(library.sources), "pyemscripten-known"), ": ", _brief(library.sources)],
    )


def _brief(sources: Iterable[Source]) -> Content:
    return separated(source_link(source) for source in sources)


def _history(edition: Edition, platform: Platform) -> list[nodes.Node]:
    changes = edition.history(platform).changes
    if not changes:
        return [paragraph("All releases that carry it have the same values.")]
    return [
        paragraph("Values that differed between the releases that carry this platform version."),
        table(
            ("Fact", "Value", "Pyodide releases"),
            (
                (
                    change.fact.replace("_", " "),
                    change.value or "none",
                    releases_span(change.first, change.last),
                )
                for change in changes
            ),
        ),
    ]


def releases_table(releases: Iterable[PyodideRelease], *, platforms: bool = False) -> nodes.table:
    """Pyodide releases, newest first; ``platforms`` adds the tag that each carried."""
    headings = ["Pyodide", "Date", "Date from", "Python", "Emscripten", "micropip"]
    if platforms:
        headings.insert(5, "Tag")
    rows_ = []
    for release in reversed(list(releases)):
        row: list[Content] = [
            release.version,
            release.date,
            release.date_basis,
            release.python,
            release.emscripten,
            release.micropip or "unknown",
        ]
        if platforms:
            row.insert(5, code(release_tag(release)))
        rows_.append(row)
    return table(headings, rows_, "pyemscripten-releases")


def release_tag(release: PyodideRelease) -> str:
    """The platform tag of a release, in the newest spelling of its platform."""
    if release.platform is None:
        return release.generic_tag
    return write_tag(PYEMSCRIPTEN, release.platform)


def _conflicts(edition: Edition, platform: Platform) -> list[nodes.Node]:
    known = edition.table.conflicts_about(platform)
    if not known:
        return [paragraph("None known.")]
    return [
        bullets([conflict_link(conflict), ": ", prose(conflict.artifact)] for conflict in known)
    ]


def conflict_nodes(conflict: Conflict) -> list[nodes.Node]:
    """A contradiction: who says what, and what holds."""
    lines: list[tuple[str, Content]] = [
        (
            claim.who,
            [prose(claim.says), " (", source_link(claim.source), f", read {claim.source.read})"],
        )
        for claim in conflict.claims
    ]
    lines.append(("What holds", prose(conflict.artifact)))
    if conflict.report:
        lines.append(("To report", prose(conflict.report)))
    return [fields(lines, "pyemscripten-conflict")]


def _sources(edition: Edition, platform: Platform) -> list[nodes.Node]:
    by_source: dict[Source, list[str]] = {}
    for field, sources in platform.sources.items():
        for source in sources:
            by_source.setdefault(source, []).append(TITLES[field])
    listing = bullets(
        [
            link(source.url, source.text) if source.url else source.text,
            f", read {source.read}: {', '.join(facts)}",
        ]
        for source, facts in by_source.items()
    )
    json = f"api/v1/platforms/{platform.version}.json"
    data = f"Data of {edition.table.as_of}, edition {edition.table.version}; for machines "
    return [listing, paragraph(data, link(f"{SITE}{json}", code(f"/{json}")), ".")]


def generic(edition: Edition, tag: GenericTag) -> list[nodes.Node]:
    """What a page about a generic tag says."""
    pythons = ", ".join(tag.pythons)
    first, last = tag.releases[0].version, tag.releases[-1].version
    lines: list[tuple[str, Content]] = [
        ("Generic tag", code(tag.tag)),
        ("Emscripten", code(tag.emscripten)),
        ("Python", pythons),
        ("Pyodide", releases_span(first, last)),
        ("Taken by", takers(edition, "emscripten")),
    ]
    same = [p for p in edition.table.platforms if p.emscripten == tag.emscripten]
    if same:
        lines.append(("Platforms with this Emscripten", separated(page_link(p) for p in same)))
    return [
        paragraph(
            "A generic tag names an Emscripten version and nothing else: no flags, no libraries, "
            "no exception model. PyPI takes none. Pyodide used them before platforms had "
            "versions; today they name private builds."
        ),
        fields(lines, "pyemscripten-summary"),
        releases_table(tag.releases),
        source_line(dict.fromkeys(s for release in tag.releases for s in release.sources)),
    ]
