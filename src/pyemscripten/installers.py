"""The tools that take wheels: one record a tool, which all pages, answers and errors read.

Accepting is about names. Whether a wheel that was accepted also loads is another question
(``pyemscripten audit``). Everything here is derived from the data, and each answer names the
sources that it rests on.

To add a tool, write its statements in ``data/support.py``, each with a source, and one record in
:data:`INSTALLERS`: where it runs, which rule decides what it takes, how it is driven. Answers,
tables, help and error texts follow from these two.
"""

from __future__ import annotations

import shlex
from itertools import groupby

from ._record import Record
from .data import DISTRIBUTION_PACKAGING, PLATFORM, PLATFORM_MISSPELT, PYODIDE_ABI
from .data.sources import PEP_783
from .errors import InvalidName, shown
from .lookup import BUNDLED_INSTALLER, Table, builtin
from .model import Platform, PyodideRelease, Source, Support
from .target import Target, argument
from .versions import at_least, sort_key, version_key
from .wheel_names import EMSCRIPTEN, PYODIDE, SPELLINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Answer = tuple[bool | None, str, tuple[Source, ...]]

#: Where a tool runs: in the runtime itself, on another system for it, or on an index's server.
RUNTIME, HOST, INDEX = "runtime", "host", "index"


class Cell(Record):
    """Whether one installer or index, in one place, takes one spelling of the tag.

    ``place`` is where: a Pyodide release (``"0.29.3"``), a platform version for an installer that
    runs on another system, or ``""`` for the index. ``installer`` is the tool, with its version if
    one is meant (``"micropip 0.11.0"``). ``accepted`` is ``None`` where no source says. ``why`` is
    a sentence and ``sources`` is what it rests on.
    """

    place: str
    installer: str
    spelling: str
    tag: str
    accepted: bool | None
    why: str
    sources: tuple[Source, ...]


class Question(Record):
    """What a tool is asked: whether it takes one spelling of the tag for one target.

    ``version`` is that of the tool, ``""`` for the newest; ``statement`` what the data says of the
    tool and the spelling.
    """

    table: Table
    where: Target
    version: str
    statement: Support


class Wanted(Record):
    """What is to be installed: a requirement for a target, by its wheel where nothing else helps.

    ``taken`` are the platform tags that the tool takes there, and ``legacy`` says whether the
    wheel's own tag has the legacy spelling.
    """

    where: Target
    requirement: str
    wheel: str
    taken: tuple[str, ...]
    legacy: bool

    @property
    def pip_args(self) -> str:
        """The arguments for pip, in words of a shell."""
        # The order that holds the legacy spelling, if that is what the wheel has.
        order = " --order=micropip" if self.legacy else ""
        return f"$(pyemscripten pip-args {argument(self.where)}{order})"


class Installer(Record):
    """A tool that takes wheels, or an index that takes uploads.

    ``name`` is what it is called, by those who ask and in the data. ``place`` is where it runs
    (:data:`RUNTIME`, :data:`HOST` or :data:`INDEX`), ``verb`` that of its statements in the data.
    ``takes`` answers a :class:`Question` about a spelling that some version takes: whether, why,
    and who says so; ``None`` is for what no source says. ``install`` gives the command for what is
    :class:`Wanted`, and ``respell`` the one that helps where the platform is right and the tag is
    not taken. ``about`` says for whom or what the tool stands.

    ``refuses`` is the sentence on a spelling that no version takes, ``alone`` the one on a tool
    that takes no tag of a target, and so never gets a wheel for it from an index; both may name
    ``{tool}`` and ``{spelling}``. ``order`` is the one of the data's tag orders that the tool
    follows. ``lenient`` says which malformed platform tags an index may let through.
    """

    name: str
    place: str
    verb: str
    takes: Callable[[Question], Answer]
    install: Callable[[Wanted], str]
    respell: Callable[[Wanted], str]
    about: str
    refuses: str = "No version of {tool} takes {spelling}_* tags."
    alone: str = "{tool} takes no tag of this target, so it would choose for the host."
    order: str = ""
    lenient: Callable[[str], bool] = lambda platform: False

    @property
    def bundled(self) -> bool:
        """Whether each Pyodide release brings a version of its own."""
        return self.name == BUNDLED_INSTALLER

    def version_in(self, release: PyodideRelease) -> str:
        """The version that a Pyodide release brings, ``""`` if none is known."""
        return (release.micropip or "") if self.bundled else ""

    def setting(self, place: str, version: str) -> str:
        """Where it installs, for a sentence: ``"on Pyodide 0.29.3 with micropip 0.11.0"``.

        ``place`` is ``""`` for a tool that chooses for its own system whatever is asked.
        """
        tool = f"with {self.name} {version}".strip()
        if self.place == HOST:
            return f"for {place} {tool} on another system" if place else f"{tool} on another system"
        return f"on {place} {tool}"

    def says(self, sentence: str, spelling: str = "") -> str:
        """One of its sentences, with the names in it."""
        return sentence.format(tool=self.name, spelling=spelling)


# What decides ---------------------------------------------------------------------------------


def _which_versions(said: Support, takes: str = "takes", *, whom: str = "", here: str = "") -> str:
    """The sentence on the versions of a tool that take a spelling: all, or from one to another.

    ``whom`` is for what target, and ``here`` the version that is asked about.
    """
    target = f" for {whom}" if whom else ""
    found = f"; here is {here}" if here else ""
    when = said.when(always="in every version")
    return f"{said.tool} {takes} {said.spelling}_*{target} {when}{found}."


def _stated(asked: Question) -> Answer:
    """A tool of which nothing counts but its version."""
    said = asked.statement
    return said.holds(asked.version), _which_versions(said), said.sources


def _uploads(asked: Question) -> Answer:
    said = asked.statement
    taken = said.holds(asked.version)
    why = f"{said.tool} {'accepts' if taken else 'refuses'} {said.spelling}_* tags."
    return taken, why, said.sources


def _whatever_is_named(asked: Question) -> Answer:
    said = asked.statement
    if not said.holds(asked.version):
        return _stated(asked)
    return True, f"{said.tool} takes whatever --platform names.", said.sources


def _uv_takes(asked: Question) -> Answer:
    said, where = asked.statement, asked.where
    named = asked.table.uv_target(where.platform)
    if named is None:
        why = f"uv has no --python-platform for {where.platform or where.name}."
        return False, why, said.sources
    # Both are needed, the spelling and a name for the target, so what is missing decides.
    later = max(said, named, key=lambda each: (not each.holds(asked.version), sort_key(each.since)))
    why = _which_versions(said.replace(since=later.since, until=later.until), whom=named.spelling)
    return later.holds(asked.version), why, (*said.sources, *named.sources)


def _variables(table: Table, where: Target) -> tuple[tuple[str, ...] | None, tuple[Source, ...]]:
    """The config variables that a target sets, and who says so."""
    if where.pyodide is None:
        # Not a Pyodide release, so what PEP 783 asks of it is all there is to say.
        return (PLATFORM,), (PEP_783,)
    release = table.release(where.pyodide)
    # Both the variables and what is bundled were measured; the other sources say nothing of them.
    return release.config_variables, tuple(s for s in release.sources if s.measured)


def _unmeasured(asked: Question, sources: tuple[Source, ...]) -> Answer:
    return None, f"Nobody measured what Pyodide {asked.where.pyodide} sets and bundles.", sources


def _packaging_takes(asked: Question) -> Answer:
    said = asked.statement
    variables, runtime = _variables(asked.table, asked.where)
    if variables is None:
        return _unmeasured(asked, runtime)
    sources = (*said.sources, *runtime)
    if not said.holds(asked.version):
        return False, _which_versions(said, "gives"), sources
    if said.spelling == EMSCRIPTEN:
        return True, "packaging gives the running Emscripten version last.", sources
    # 26.1 read the misspelt name.
    needed = PLATFORM_MISSPELT if asked.version == said.since else PLATFORM
    found = needed in variables
    why = f"packaging reads {needed}, which this runtime {'sets' if found else 'does not set'}."
    return found, why, sources


def _micropip_takes(asked: Question) -> Answer:
    said = asked.statement
    variables, runtime = _variables(asked.table, asked.where)
    if variables is None:
        return _unmeasured(asked, runtime)
    sources = (*said.sources, *runtime)
    why = _which_versions(said, here=asked.version)
    if said.holds(asked.version):
        if said.spelling == EMSCRIPTEN:
            return True, "micropip takes the running Emscripten version.", sources
        return PYODIDE_ABI in variables or PLATFORM in variables, why, sources
    # Before it carried packaging itself, micropip read the distribution's patched copy.
    older = bool(asked.version) and not at_least(asked.version, said.since)
    patched = asked.table.statement(DISTRIBUTION_PACKAGING, "generates", said.spelling)
    if (
        older
        and said.spelling == PYODIDE
        and PYODIDE_ABI in variables
        and patched
        and patched.holds(asked.where.pyodide or "")
    ):
        why = (
            f"micropip {asked.version} reads the packaging of Pyodide, which gives "
            f"{said.spelling}_*."
        )
        return True, why, (*patched.sources, *runtime)
    return False, why, sources


# How they are driven --------------------------------------------------------------------------


def _retag(wanted: Wanted) -> str:
    if not wanted.taken:
        return download(wanted)
    return f"wheel tags --platform-tag={wanted.taken[0]} {quoted(wanted.wheel)}"


def download(wanted: Wanted) -> str:
    """The command that gets a wheel that fits, wherever it is run.

    >>> where = Target.of("2026_0")
    >>> download(Wanted(where, "numpy==2.4.1", "", (), legacy=False))
    'pip download --no-deps $(pyemscripten pip-args 2026_0) numpy==2.4.1'
    """
    return f"pip download --no-deps {wanted.pip_args} {quoted(wanted.requirement)}"


def _uv_install(wanted: Wanted) -> str:
    if not wanted.taken:
        # From an index it would choose for the host; a file it takes as it is.
        return f"uv pip install --target=site --no-deps {quoted(wanted.wheel)}"
    target = f"$(pyemscripten uv-args {argument(wanted.where)})"
    return f"uv pip install --target=site {target} {quoted(wanted.requirement)}"


def _begins_well(platform: str) -> bool:
    """Whether PyPI's expression, which has no end and takes digits of all scripts, matches."""
    import re

    return re.match(r"pyemscripten_\d+_\d+_wasm32", platform) is not None


def _for_its_project(name: str, why: str) -> Installer:
    """A tool that installs for the interpreter of its project, and is told of no other target."""
    sentence = f"{why}: it installs for the interpreter of its project."
    return Installer(
        name,
        HOST,
        "resolves",
        _stated,
        install=lambda wanted: f"{name} add {quoted(wanted.requirement)}",
        respell=download,
        about="for the interpreter of its project",
        refuses=sentence,
        alone=sentence,
    )


#: The tools that may be named as an installer, by their names.
INSTALLERS = {
    installer.name: installer
    for installer in (
        Installer(
            "micropip",
            RUNTIME,
            "installs",
            _micropip_takes,
            install=lambda wanted: f'await micropip.install("{wanted.requirement}")',
            respell=_retag,
            about="the one that each Pyodide release bundles",
            order="micropip",
        ),
        Installer(
            "packaging",
            RUNTIME,
            "generates",
            _packaging_takes,
            install=lambda wanted: f"pip install {quoted(wanted.requirement)}",
            # What packaging gives is PEP 783's order, so the module helps where the runtime is old.
            respell=lambda wanted: (
                "pyemscripten export module" if len(wanted.taken) == 1 else _retag(wanted)
            ),
            about="whatever uses it in the runtime, such as pip",
            refuses="packaging never gives {spelling}_* tags.",
            order="pep783",
        ),
        Installer(
            "pip",
            HOST,
            "resolves",
            _whatever_is_named,
            install=lambda wanted: (
                f"pip install --target=site {wanted.pip_args} {quoted(wanted.requirement)}"
            ),
            respell=download,
            about="for a target, from another system",
            order="pep783",
        ),
        Installer(
            "uv",
            HOST,
            "resolves",
            _uv_takes,
            install=_uv_install,
            respell=download,
            about="for a target, from another system",
            refuses="uv does not know {spelling}_* tags.",
            alone="uv has no --python-platform for this, so from an index it would choose for the "
            "host.",
            order="uv",
        ),
        _for_its_project("poetry", "poetry has no option that names a target"),
        _for_its_project("pdm", "pdm has no --platform for this target"),
        Installer(
            "PyPI",
            INDEX,
            "uploads",
            _uploads,
            install=lambda wanted: f"twine upload {quoted(wanted.wheel)}",
            # The old file goes, so that nobody uploads it as well.
            respell=lambda wanted: (
                f"wheel tags --remove --platform-tag={wanted.taken[0]} {quoted(wanted.wheel)}"
            ),
            about="for uploading",
            refuses="PyPI refuses {spelling}_* tags.",
            lenient=_begins_well,
        ),
    )
}


#: The installer that comes with every Pyodide release.
BUNDLED = INSTALLERS[BUNDLED_INSTALLER]


def find_installer(text: str) -> tuple[Installer, str]:
    """The tool that is named, and the version, ``""`` if none is.

    ``text`` is a name of :data:`INSTALLERS`, with a version if one is meant; an index has none.

    Raises :class:`InvalidName` for other text, with what there is.

    >>> find_installer("micropip==0.11.1")[1]
    '0.11.1'
    """
    name, separator, version = text.partition("==")
    found = INSTALLERS.get(name)
    if found is None or (separator and (found.place == INDEX or version_key(version) is None)):
        tools = listed(each for place in (RUNTIME, HOST) for each in installers_at(place))
        raise InvalidName(
            f"{shown(text)} is not an installer: expected {tools}, with a version if one is meant "
            f"('micropip==0.11.1'), or {listed(installers_at(INDEX))}"
        )
    return found, version


def listed(installers: Iterable[Installer]) -> str:
    """Their names, as a sentence lists them.

    >>> listed((INSTALLERS["micropip"], INSTALLERS["pip"], INSTALLERS["uv"]))
    'micropip, pip or uv'
    """
    *most, last = (installer.name for installer in installers)
    return f"{', '.join(most)} or {last}" if most else last


def described() -> str:
    """Who may be named and what for, as the help says it."""
    groups = groupby(INSTALLERS.values(), key=lambda installer: installer.about)
    return "; ".join(f"{listed(group)}: {about}" for about, group in groups)


def installers_at(place: str) -> tuple[Installer, ...]:
    """The tools that run in one kind of place, in the order of :data:`INSTALLERS`.

    >>> [installer.name for installer in installers_at(INDEX)]
    ['PyPI']
    """
    return tuple(each for each in INSTALLERS.values() if each.place == place)


def quoted(text: str) -> str:
    """A name that may hold anything, as one word of a shell's command.

    >>> quoted("foo>=1")
    "'foo>=1'"
    """
    if text.isprintable():
        return shlex.quote(text)
    plain = (c if c.isprintable() and c not in "\\'" else f"\\U{ord(c):08x}" for c in text)
    return f"$'{''.join(plain)}'"


# Every combination ----------------------------------------------------------------------------


def cells(
    installer: Installer, where: Target, version: str = "", table: Table | None = None
) -> tuple[Cell, ...]:
    """What a tool says to each spelling that a target has.

    ``version`` is that of the tool, ``""`` for the newest; ``table`` is newer data. What the data
    has no statement on is ``None``, and what it states that no version takes is never accepted.

    >>> [cell.accepted for cell in cells(INSTALLERS["uv"], Target.of("2025_0"))]
    [True, True, False]
    """
    table = table or builtin()
    found = []
    for spelling in SPELLINGS:
        tag = where.tag(spelling)
        if tag is None:
            continue
        statement = table.statement(installer.name, installer.verb, spelling)
        if statement is None:
            answer: Answer = (None, f"No source says what {installer.name} takes.", ())
        elif not statement.since:
            answer = (False, installer.says(installer.refuses, spelling), statement.sources)
        else:
            answer = installer.takes(Question(table, where, version, statement))
        accepted, why, sources = answer
        found.append(
            Cell(
                place="" if installer.place == INDEX else where.name,
                installer=f"{installer.name} {version}".strip(),
                spelling=spelling,
                tag=tag,
                accepted=accepted,
                why=why,
                sources=sources,
            )
        )
    return tuple(found)


def matrix(table: Table | None = None) -> tuple[Cell, ...]:
    """Every combination that the data decides: runtime × installer, host × installer, index.

    For each Pyodide release that was measured, what runs in it: the installer that it bundles, and
    the newest of the others; for each platform, what runs on another system; and each index.
    ``table`` is newer data.

    >>> found = [cell for cell in matrix() if cell.place == "0.29.3"]
    >>> [cell.accepted for cell in found if cell.installer == "micropip 0.11.0"]
    [False, True, True]
    """
    table = table or builtin()
    found: list[Cell] = []
    for release in table.releases:
        if release.config_variables is not None:
            found += release_cells(release, table)
    for platform in table.platforms:
        found += host_cells(platform, table)
    found += index_cells(table)
    return tuple(cell for cell in found if cell.accepted is not None)


def release_cells(release: str | PyodideRelease, table: Table | None = None) -> tuple[Cell, ...]:
    """What the tools that run in a Pyodide release take: the bundled ones, else the newest.

    >>> cell = release_cells("0.27.8")[0]
    >>> cell.tag, cell.installer, cell.accepted
    ('pyemscripten_2024_0_wasm32', 'micropip 0.9.0', False)
    """
    table = table or builtin()
    row = table.release(release)
    where = Target.of(row, table=table)
    return _cells_at(RUNTIME, where, table, row)


def host_cells(platform: str | Platform, table: Table | None = None) -> tuple[Cell, ...]:
    """What the tools that run on another system take for a platform.

    >>> found = host_cells("2025_0")
    >>> [cell.accepted for cell in found if cell.installer == "uv"]
    [True, True, False]
    """
    table = table or builtin()
    return _cells_at(HOST, Target.of(table.platform(platform), table=table), table)


def index_cells(table: Table | None = None) -> tuple[Cell, ...]:
    """Which spellings each index takes, shown with the newest platform.

    >>> [cell.accepted for cell in index_cells()]
    [True, False, False]
    """
    table = table or builtin()
    return _cells_at(INDEX, Target.of(table.platforms[-1], table=table), table)


def _cells_at(
    place: str, where: Target, table: Table, release: PyodideRelease | None = None
) -> tuple[Cell, ...]:
    return tuple(
        cell
        for installer in installers_at(place)
        for cell in cells(installer, where, installer.version_in(release) if release else "", table)
    )
