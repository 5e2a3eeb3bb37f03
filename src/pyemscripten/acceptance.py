"""Who accepts which spelling: runtimes with their bundled installer, other installers, the index.

Accepting is about names. Whether a wheel that was accepted also loads is another question
(``pyemscripten audit``). Everything here is derived from the data, and each answer names the
sources that it rests on.
"""

from __future__ import annotations

from ._record import Record
from .data import (
    DISTRIBUTION_PACKAGING,
    PLATFORM,
    PLATFORM_MISSPELT,
    PYODIDE_ABI,
    UV_TARGET_SUPPORT,
)
from .data.sources import PEP_783
from .lookup import InvalidName, UnknownRelease, builtin, version_key
from .tags import (
    DEFAULT_ORDER,
    EMSCRIPTEN,
    PYEMSCRIPTEN,
    PYODIDE,
    SPELLINGS,
    cpython_tags,
    find_order,
    format_tag,
    is_known,
    is_well_formed,
    parse_tag,
    shown,
)
from .target import Target, argument, best_rank, expand, parse_wheel, ranks_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .lookup import Table
    from .model import Platform, PyodideRelease, Source, Support

#: What may be named as an installer, and the verb of its statements in the data.
INSTALLERS = {
    "micropip": "installs",
    "pip": "installs",
    "uv": "resolves",
    "packaging": "generates",
    "PyPI": "uploads",
}

#: The cases that :func:`explain` tells apart, each with the rule behind it.
KINDS = {
    "platform": "The wheel is for this platform and Python.",
    "abi3": "abi3 reaches from its Python to every later one, on its own platform only.",
    "any-python": "The wheel is for this platform, whatever the Python.",
    "pure": "A pure-Python wheel fits everywhere, and is taken only where no platform wheel fits.",
    "generic": "The generic tag names an Emscripten version, not flags and libraries.",
    "private": "The Emscripten version is that of a private build: no Pyodide release used it.",
    "spelling": "The platform is right, in a spelling that is not taken here.",
    "python": "The platform is right; the Python or the ABI is not.",
    "wrong-platform": "No platform runs another's wheels, abi3 or not.",
    "unknown-platform": "The tag is well-formed, and the data knows no such platform.",
    "malformed": "The tag is none that PEP 783 or Emscripten gives, so no installer matches it.",
    "other-system": "The wheel is for another operating system.",
    "upload": "PyPI decides by the form of each platform tag in the name.",
}


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


class Explanation(Record):
    """Whether a wheel installs somewhere, in words.

    ``accepted`` is the verdict and ``sentence`` states it; ``kind`` names the case (one of
    :data:`KINDS`), ``reason`` says why, ``command`` is what to do next. ``target`` is the place
    that was asked about, ``""`` for none; ``installer`` the one that was meant. ``releases`` are
    the Pyodide releases whose bundled installer takes the wheel, where no target was named.
    ``sources`` is what the verdict rests on.
    """

    wheel: str
    target: str
    installer: str
    accepted: bool
    kind: str
    sentence: str
    reason: str
    command: str
    releases: tuple[str, ...]
    sources: tuple[Source, ...]


# Who takes which spelling ---------------------------------------------------------------------


def matrix(table: Table | None = None) -> tuple[Cell, ...]:
    """Every combination that the data decides: runtime × installer, host × installer, index.

    For each Pyodide release that was measured, the bundled micropip and the newest `packaging`
    (which `pip` vendors); for each platform, uv and pip on a host; and PyPI. ``table`` is newer
    data.

    >>> cells = [cell for cell in matrix() if cell.place == "0.29.3"]
    >>> [cell.accepted for cell in cells if cell.installer == "micropip 0.11.0"]
    [False, True, True]
    """
    table = table or builtin()
    cells: list[Cell] = []
    for release in table.releases:
        if release.config_variables is not None:
            cells += release_cells(release, table)
    for platform in table.platforms:
        cells += host_cells(platform, table)
    return (*cells, *index_cells(table))


def release_cells(release: PyodideRelease, table: Table | None = None) -> tuple[Cell, ...]:
    """What the bundled micropip and the newest `packaging` take in one Pyodide release.

    >>> import pyemscripten
    >>> cell = release_cells(pyemscripten.release("0.27.8"))[0]
    >>> cell.tag, cell.installer, cell.accepted
    ('pyemscripten_2024_0_wasm32', 'micropip 0.9.0', False)
    """
    table = table or builtin()
    where = Target.of(release, table=table)
    bundled = _cells(table, where, "micropip", release.micropip or "")
    return (*bundled, *_cells(table, where, "packaging", ""))


def host_cells(platform: Platform, table: Table | None = None) -> tuple[Cell, ...]:
    """What pip and uv take for a platform when they run on another system.

    >>> import pyemscripten
    >>> cells = host_cells(pyemscripten.platform("2026_0"))
    >>> [cell.accepted for cell in cells if cell.installer == "uv"]
    [False, False, False]
    """
    table = table or builtin()
    where = Target.of(platform, table=table)
    return (*_cells(table, where, "pip", ""), *_cells(table, where, "uv", ""))


def index_cells(table: Table | None = None) -> tuple[Cell, ...]:
    """Which spellings PyPI takes, shown with the newest platform.

    >>> [cell.accepted for cell in index_cells()]
    [True, False, False]
    """
    table = table or builtin()
    return _cells(table, Target.of(table.platforms[-1], table=table), "PyPI", "")


def _cells(table: Table, where: Target, tool: str, version: str) -> tuple[Cell, ...]:
    cells = []
    for spelling in SPELLINGS:
        names = where.emscripten if spelling == EMSCRIPTEN else where.platform
        if names is not None:
            accepted, why, sources = _takes(table, where, tool, version, spelling)
            cells.append(
                Cell(
                    place="" if tool == "PyPI" else where.name,
                    installer=f"{tool} {version}".strip(),
                    spelling=spelling,
                    tag=format_tag(spelling, names),
                    accepted=accepted,
                    why=why,
                    sources=sources,
                )
            )
    return tuple(cells)


def _takes(
    table: Table, where: Target, tool: str, version: str, spelling: str
) -> tuple[bool | None, str, tuple[Source, ...]]:
    """Whether a tool takes a spelling for a target, why, and who says so."""
    if tool == _RULE:
        order = find_order(version)
        return spelling in order.spellings, order.note, order.sources
    statement = _statement(table, tool, spelling)
    sources = statement.sources
    if tool == "PyPI":
        taken = bool(statement.since)
        return taken, f"PyPI {'accepts' if taken else 'refuses'} {spelling}_* tags.", sources
    if tool == "pip":
        return True, "pip takes whatever --platform names.", sources
    if tool == "uv":
        return _uv_takes(where, version, statement)
    variables, runtime = _variables(table, where)
    if variables is None:
        return None, f"Nobody measured what Pyodide {where.pyodide} sets and bundles.", runtime
    if tool == "packaging":
        return _packaging_takes(variables, version, statement, runtime)
    return _micropip_takes(table, where, variables, version, statement, runtime)


def _uv_takes(
    where: Target, version: str, statement: Support
) -> tuple[bool | None, str, tuple[Source, ...]]:
    if not statement.since:
        return False, f"uv does not know {statement.spelling}_* tags.", statement.sources
    named = _uv_target(where)
    if named is None:
        why = f"uv has no --python-platform for {where.platform or where.name}."
        return False, why, statement.sources
    # Both are needed: the spelling, and a name for the target.
    since = max(statement.since, named.since, key=lambda v: version_key(v) or ())
    why = f"uv takes {statement.spelling}_* for {named.spelling} since {since}."
    return _since(version, since), why, (*statement.sources, *named.sources)


def _uv_target(where: Target) -> Support | None:
    """The statement that uv has a name for a target."""
    return next((s for s in UV_TARGET_SUPPORT if s.spelling == where.uv), None)


def _packaging_takes(
    variables: tuple[str, ...], version: str, statement: Support, runtime: tuple[Source, ...]
) -> tuple[bool | None, str, tuple[Source, ...]]:
    sources = (*statement.sources, *runtime)
    if statement.spelling == EMSCRIPTEN:
        return True, "packaging gives the running Emscripten version last.", sources
    if not statement.since:
        return False, f"packaging never gives {statement.spelling}_* tags.", sources
    # 26.1 read the misspelt name.
    needed = PLATFORM_MISSPELT if version == statement.since else PLATFORM
    if not _since(version, statement.since):
        why = f"packaging gives {statement.spelling}_* since {statement.since}."
        return False, why, sources
    found = needed in variables
    why = f"packaging reads {needed}, which this runtime {'sets' if found else 'does not set'}."
    return found, why, sources


def _micropip_takes(
    table: Table,
    where: Target,
    variables: tuple[str, ...],
    version: str,
    statement: Support,
    runtime: tuple[Source, ...],
) -> tuple[bool | None, str, tuple[Source, ...]]:
    spelling = statement.spelling
    sources = (*statement.sources, *runtime)
    if spelling == EMSCRIPTEN:
        return True, "micropip takes the running Emscripten version.", sources
    why = f"micropip takes {spelling}_* since {statement.since}; here is {version}."
    if _since(version, statement.since):
        return PYODIDE_ABI in variables or PLATFORM in variables, why, sources
    # Before it carried packaging itself, micropip read the distribution's patched copy.
    patched = _statement(table, DISTRIBUTION_PACKAGING, spelling)
    if (
        spelling == PYODIDE
        and PYODIDE_ABI in variables
        and _since(where.pyodide or "", patched.since)
    ):
        why = f"micropip {version} reads the packaging of Pyodide, which gives {spelling}_*."
        return True, why, (*patched.sources, *runtime)
    return False, why, sources


def _variables(table: Table, where: Target) -> tuple[tuple[str, ...] | None, tuple[Source, ...]]:
    """The config variables that a target sets, and who says so."""
    if where.pyodide is None:
        # Not a Pyodide release, so what PEP 783 asks of it is all there is to say.
        return (PLATFORM,), (PEP_783,)
    release = table.release(where.pyodide)
    # Both the variables and what is bundled were measured; the other sources say nothing of them.
    return release.config_variables, tuple(s for s in release.sources if s.measured)


def _statement(table: Table, tool: str, spelling: str) -> Support:
    verb = INSTALLERS.get(tool, "generates")
    wanted = (tool, verb, spelling)
    return next(s for s in table.support if (s.tool, s.verb, s.spelling) == wanted)


def _since(version: str, since: str) -> bool:
    """Whether a version is one that does; no version stands for the newest."""
    return not version or (version_key(version) or ()) >= (version_key(since) or ())


# One wheel -----------------------------------------------------------------------------------


class _Place(Record):
    """A target and an installer there, with what they take; made once and kept."""

    where: Target
    name: str
    tool: str
    version: str
    cells: tuple[Cell, ...]
    ranks: dict[str, int]
    every_rank: dict[str, int]
    tags: tuple[tuple[str, str, str], ...]

    @property
    def installer(self) -> str:
        return f"{self.tool} {self.version}".strip()

    @property
    def taken(self) -> tuple[str, ...]:
        return tuple(cell.tag for cell in self.cells if cell.accepted)

    @property
    def uv_lacks_it(self) -> bool:
        """Whether this is about a uv that has no name for the target."""
        named = _uv_target(self.where)
        return self.tool == "uv" and (named is None or not _since(self.version, named.since))

    def cell(self, tag: str) -> Cell:
        return next(cell for cell in self.cells if cell.tag == tag)


def explain(
    wheel: str,
    on: str | Target | Platform | PyodideRelease | None = None,
    installer: str | None = None,
    table: Table | None = None,
) -> Explanation:
    """Say whether a wheel of that name installs, why, and what to do next.

    ``wheel`` is the name of the file, which need not exist. ``on`` is whatever
    :meth:`.Target.of` takes; without it the answer is for all Pyodide releases,
    or with an installer, for the platform that the wheel names. ``installer`` is ``"micropip"``,
    ``"pip"`` or ``"uv"`` (these two for a target, from another system), ``"packaging"`` (for
    whatever uses it in the runtime), or ``"PyPI"`` for uploading; each but the last may have a
    version, ``"micropip==0.11.0"``. The default is the micropip that the runtime bundles. ``table``
    is newer data.

    Raises :class:`InvalidName` for what is no name of a wheel, no installer, or a wheel of another
    system offered to PyPI; :class:`UnknownRelease` for a release whose bundled installer nobody
    measured; and what :meth:`.Target.of` raises.

    >>> answer = explain("foo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl", on="0.29.3")
    >>> answer.sentence
    'foo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl does not install on Pyodide 0.29.3 with
     micropip 0.11.0.'
    >>> answer.reason
    'The platform is right, in a spelling that is not taken here. micropip takes pyemscripten_*
     since 0.11.1; here is 0.11.0.'
    >>> answer.command
    'wheel tags --platform-tag=pyodide_2025_0_wasm32
     foo-1.0-cp313-cp313-pyemscripten_2025_0_wasm32.whl'
    """
    table = table or builtin()
    parts = parse_wheel(wheel)
    tool, version = _parse_installer("micropip" if installer is None else installer)
    if tool == "PyPI":
        return _upload(table, wheel, parts)
    if on is None and installer is None:
        return _anywhere(table, wheel, parts)
    place = _place(table, on or _own_platform(table, parts), tool, version)
    return _judge(table, wheel, parts, place)


def _judge(table: Table, wheel: str, parts: tuple[str, ...], place: _Place) -> Explanation:
    tag_set = (parts[2], parts[3], parts[4])
    rank = best_rank(tag_set, place.ranks)
    if rank is not None:
        kind, reason, sources = _why_taken(place, place.tags[rank])
        verb, command = "installs", _install(place, wheel, parts, place.tags[rank][2])
    else:
        kind, reason, sources = _why_refused(table, place, tag_set)
        verb, command = "does not install", _remedy(table, place, kind, wheel, parts)
    if place.tool in ("pip", "uv"):
        where = f"for {place.name} with {place.installer} on another system"
    else:
        where = f"on {place.name} with {place.installer}"
    return Explanation(
        wheel=wheel,
        target=place.where.name,
        installer=place.installer,
        accepted=rank is not None,
        kind=kind,
        sentence=f"{_visible(wheel)} {verb} {where}.",
        reason=f"{KINDS[kind]} {reason}".strip(),
        command=command,
        releases=(),
        sources=sources,
    )


class Verdict(Record):
    """What a target says to the name of a wheel: its rank there, and the case.

    ``rank`` is the place of the wheel's best tag in the target's list, ``None`` if it is refused.
    ``kind`` is one of :data:`KINDS`.
    """

    rank: int | None
    kind: str

    @property
    def accepted(self) -> bool:
        """Whether the target takes it."""
        return self.rank is not None


def judge(
    wheel: str, on: str | Target, order: str = DEFAULT_ORDER, table: Table | None = None
) -> Verdict:
    """What a target itself says to a wheel, whatever the installer: the rule that it should follow.

    ``on`` is as in :func:`explain`, ``order`` as in :func:`~pyemscripten.tags.find_order`, and so
    are the errors. By default this is PEP 783's rule, which does not try the legacy spelling.

    >>> judge("foo-1.0-cp311-abi3-pyemscripten_2026_0_wasm32.whl", on="2026_0").kind
    'abi3'
    """
    table = table or builtin()
    parts = parse_wheel(wheel)
    tag_set = (parts[2], parts[3], parts[4])
    place = _place(table, on, _RULE, order)
    rank = best_rank(tag_set, place.ranks)
    if rank is None:
        return Verdict(None, _why_refused(table, place, tag_set)[0])
    return Verdict(rank, _why_taken(place, place.tags[rank])[0])


# Stands for the rule itself where an installer could stand; its version is the order.
_RULE = "the rule"


_BY_FILE = "uv has no --python-platform for this, so from an index it would choose for the host."


def _why_taken(place: _Place, tag: tuple[str, str, str]) -> tuple[str, str, tuple[Source, ...]]:
    _, abi, platform = tag
    if platform == "any":
        return "pure", _BY_FILE if place.uv_lacks_it else "", (PEP_783,)
    cell = place.cell(platform)
    if cell.spelling == EMSCRIPTEN:
        return "generic", f"{cell.why} PyPI refuses such wheels.", cell.sources
    kind = {"abi3": "abi3", "none": "any-python"}.get(abi, "platform")
    return kind, cell.why, cell.sources


def _why_refused(
    table: Table, place: _Place, tag_set: tuple[str, str, str]
) -> tuple[str, str, tuple[Source, ...]]:
    where = place.where
    platforms = tag_set[2].split(".")
    own = [cell for cell in place.cells if cell.tag in platforms]
    if best_rank(tag_set, place.every_rank) is not None:
        return "spelling", own[0].why, own[0].sources
    here = f"{place.name} is {_describe(where)}."
    if not own and "any" in platforms and "none" not in tag_set[1].split("."):
        return (
            "python",
            f"An ABI needs a platform: no installer takes {tag_set[1]}-any.",
            (PEP_783,),
        )
    if own or "any" in platforms:
        wanted = _visible(
            " and ".join(f"{python}-{tag_set[1]}" for python in tag_set[0].split("."))
        )
        sources = own[0].sources if own else (PEP_783,)
        return "python", f"The wheel is for {wanted}; {here}", sources
    kind, platform = min(
        ((_kind(table, platform), platform) for platform in platforms),
        key=lambda found: _MOST_TELLING.index(found[0]),
    )
    sources = place.cells[0].sources
    if kind == "wrong-platform":
        version = parse_tag(platform).version
        theirs = _describe(Target.of(version, table=table))
        return kind, f"The wheel is for {theirs}; {here}", sources
    return kind, f"The wheel is for {_visible(platform)}; {here}", sources


_MOST_TELLING = (
    "wrong-platform",
    "unknown-platform",
    "generic",
    "private",
    "malformed",
    "other-system",
)


def _kind(table: Table, platform: str) -> str:
    """What kind of platform tag it is that a target does not take."""
    try:
        parsed = parse_tag(platform)
    except InvalidName:
        ours = ("wasm", EMSCRIPTEN, PYODIDE)
        nearly = any(word in platform for word in ours) and not platform.startswith("wasi")
        return "malformed" if nearly else "other-system"
    known = is_known(platform, table)
    if parsed.spelling == EMSCRIPTEN:
        return "generic" if known else "private"
    return "wrong-platform" if known else "unknown-platform"


def _install(place: _Place, wheel: str, parts: tuple[str, ...], platform: str) -> str:
    requirement = f"{parts[0]}=={parts[1]}"
    if place.tool == "micropip":
        return f'await micropip.install("{requirement}")'
    requirement = _quoted(requirement)
    if place.tool == "packaging":
        return f"pip install {requirement}"
    if place.uv_lacks_it:
        return f"uv pip install --target=site --no-deps {_quoted(wheel)}"
    target = argument(place.where)
    if place.tool == "uv":
        return f"uv pip install --target=site $(pyemscripten uv-args {target}) {requirement}"
    order = _order((platform,))
    return f"pip install --target=site $(pyemscripten pip-args {target}{order}) {requirement}"


def _remedy(table: Table, place: _Place, kind: str, wheel: str, parts: tuple[str, ...]) -> str:
    where = place.where
    # What packaging gives by default is PEP 783's, so the module helps where the runtime is old.
    if kind == "spelling" and place.tool == "packaging" and len(place.taken) == 1:
        return "pyemscripten export module"
    if kind == "spelling" and place.tool in ("micropip", "packaging"):
        return f"wheel tags --platform-tag={place.taken[0]} {_quoted(wheel)}"
    if kind in ("malformed", "private") and where.platform is not None:
        name = table.platform(where.platform).names["cibuildwheel"][0]
        return f"cibuildwheel --only {name}"
    # The very wheel, where another tool takes its spelling; else one that fits.
    order = _order(parts[4].split(".")) if kind == "spelling" else ""
    arguments = f"$(pyemscripten pip-args {argument(where)}{order})"
    return f"pip download --no-deps {arguments} {_quoted(f'{parts[0]}=={parts[1]}')}"


def _order(platforms: Iterable[str]) -> str:
    """The option with which the arguments for pip hold the legacy spelling, if that is meant."""
    return " --order=micropip" if any(p.startswith(f"{PYODIDE}_") for p in platforms) else ""


def _visible(text: str) -> str:
    """A name that may hold anything, on one line and without control characters."""
    return text if text.isprintable() else repr(text)


def _quoted(text: str) -> str:
    """A name that may hold anything, as one word of a shell's command."""
    if text.isprintable():
        import shlex

        return shlex.quote(text)
    plain = (c if c.isprintable() and c not in "\\'" else f"\\U{ord(c):08x}" for c in text)
    return f"$'{''.join(plain)}'"


def _anywhere(table: Table, wheel: str, parts: tuple[str, ...]) -> Explanation:
    """The answer where no target is named: on which releases the bundled installer takes it."""
    measured, takers = _bundled(table)
    tags = expand((parts[2], parts[3], parts[4]))
    taking = sorted({index for tag in tags for index in takers.get(tag, ())})
    on = measured[taking[-1]] if taking else _own_platform(table, parts)
    where = f"Pyodide {_ranges(measured, taking)}" if taking else "no Pyodide release"
    return _judge(table, wheel, parts, _place(table, on, "micropip", "")).replace(
        target="",
        installer="micropip",
        sentence=f"{_visible(wheel)} installs with the bundled micropip "
        f"{'on' if taking else 'of'} {where}.",
        releases=tuple(measured[index] for index in taking),
    )


def _bundled(table: Table) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The releases whose bundled micropip is known, and which of them take each tag."""
    kept = _bundles.get(id(table))
    if kept is None:
        known = [r for r in table.releases if r.micropip and r.config_variables is not None]
        measured = tuple(release.version for release in known)
        takers: dict[str, list[int]] = {}
        for index, version in enumerate(measured):
            for tag in _place(table, version, "micropip", "").ranks:
                takers.setdefault(tag, []).append(index)
        _bundles.clear()
        kept = _bundles[id(table)] = (table, measured, takers)
    return kept[1:]


_bundles: dict[int, tuple[Table, tuple[str, ...], dict[str, list[int]]]] = {}


def _ranges(names: tuple[str, ...], chosen: list[int]) -> str:
    """Neighbours as ranges: `0.29.4 and 0.29.5, 314.0.0 to 314.0.7`."""
    runs: list[list[int]] = []
    for index in chosen:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return ", ".join(
        f"{names[run[0]]} to {names[run[-1]]}"
        if len(run) > 2
        else " and ".join(names[index] for index in run)
        for run in runs
    )


def _own_platform(table: Table, parts: tuple[str, ...]) -> str:
    """The platform that a wheel names, or the newest one worth building for."""
    for platform in parts[4].split("."):
        try:
            parsed = parse_tag(platform)
        except InvalidName:
            continue
        if parsed.spelling != EMSCRIPTEN and is_known(platform, table):
            return parsed.version
        for generic in table.generic_tags():
            if generic.tag == platform:
                return platform
    return table.recommended()[0].version


def _upload(table: Table, wheel: str, parts: tuple[str, ...]) -> Explanation:
    """Whether PyPI takes the name: every platform tag must be of a form that it takes."""
    cells = {cell.spelling: cell for cell in index_cells(table)}
    cell = cells[PYEMSCRIPTEN]
    platforms = parts[4].split(".")
    kinds = {platform: _upload_kind(table, platform) for platform in platforms}
    foreign = [platform for platform, kind in kinds.items() if kind == "other-system"]
    if foreign:
        raise InvalidName(
            f"{_visible(wheel)} has the platform tag {foreign[0]!r}: the rules of PyPI for it are "
            f"not those of PEP 783; expected one such as {table.platforms[-1].tag!r}"
        )
    command = f"twine upload {_quoted(wheel)}"
    bad = next((p for p in platforms if kinds[p] in ("spelling", "generic", "malformed")), None)
    name = _visible(wheel)
    if bad is None:
        kind = min(kinds.values(), key=("unknown-platform", "upload", "pure").index)
        sentence, reason = f"PyPI accepts {name}.", f"{KINDS[kind]} {cell.why}"
        if kind == "pure":
            reason = "PyPI accepts the platform tag any."
    else:
        kind, cell = kinds[bad], cells.get(bad.partition("_")[0], cell)
        sentence, why = f"PyPI refuses {name}.", cell.why
        if kind == "malformed":
            why = "PyPI refuses it."
            if _begins_well(bad):
                sentence = f"{name} is not fit for PyPI."
                why = "PyPI checks only how the tag begins, so it may take the upload."
        reason = f"{KINDS[kind]} {_visible(bad)}: {why}"
        command = _fit_for_upload(table, wheel, bad, kind)
    return Explanation(
        wheel=wheel,
        target="",
        installer="PyPI",
        accepted=bad is None,
        kind=kind,
        sentence=sentence,
        reason=reason,
        command=command,
        releases=(),
        sources=cell.sources,
    )


def _begins_well(platform: str) -> bool:
    """Whether PyPI's expression, which has no end and takes digits of all scripts, matches."""
    import re

    return re.match(r"pyemscripten_\d+_\d+_wasm32", platform) is not None


def _upload_kind(table: Table, platform: str) -> str:
    if platform == "any":
        return "pure"
    if is_well_formed(platform):
        return "upload" if is_known(platform, table) else "unknown-platform"
    kind = _kind(table, platform)
    if kind in ("malformed", "other-system"):
        return kind
    return "generic" if platform.startswith(f"{EMSCRIPTEN}_") else "spelling"


def _fit_for_upload(table: Table, wheel: str, bad: str, kind: str) -> str:
    if kind == "spelling":
        tag = format_tag(PYEMSCRIPTEN, parse_tag(bad).version)
        return f"wheel tags --remove --platform-tag={tag} {_quoted(wheel)}"
    if kind == "generic":
        return f"pyemscripten find --emscripten {parse_tag(bad).version}"
    return f"cibuildwheel --only {table.recommended()[0].names['cibuildwheel'][0]}"


def _parse_installer(text: str) -> tuple[str, str]:
    tool, separator, version = text.partition("==")
    if tool not in INSTALLERS or (separator and (tool == "PyPI" or version_key(version) is None)):
        raise InvalidName(
            f"{shown(text)} is not an installer: expected micropip, pip, uv or packaging, with a "
            "version if one is meant ('micropip==0.11.1'), or PyPI"
        )
    return tool, version


_places: dict[object, tuple[Table, _Place]] = {}


def _place(
    table: Table, on: str | Target | Platform | PyodideRelease, tool: str, version: str
) -> _Place:
    """The place, made when it is first asked for: tables are few, and wheels are many."""
    named = on if isinstance(on, (str, Target)) else on.version
    key = (id(table), named, tool, version)
    kept = _places.get(key)
    if kept is None:
        if len(_places) >= 512:
            _places.clear()
        # The table is kept as well, so that its id stays its own.
        kept = _places[key] = (
            table,
            _make_place(table, Target.of(named, table=table), tool, version),
        )
    return kept[1]


def _make_place(table: Table, where: Target, tool: str, version: str) -> _Place:
    if tool == "micropip" and not version and where.pyodide is not None:
        version = table.release(where.pyodide).micropip or ""
    cells = _cells(table, where, tool, version)
    if any(cell.accepted is None for cell in cells):
        raise UnknownRelease(
            f"what Pyodide {where.pyodide} bundles was not measured, so its micropip may take this "
            "or not; name another release, or `pip` or `uv` as the installer"
        )
    minor = int(where.python.split(".")[1])
    taken = [cell.tag for cell in cells if cell.accepted]
    if tool == _RULE:
        taken = list(where.platform_tags(version))
    tags = cpython_tags(minor, taken)
    return _Place(
        where=where,
        name=f"Pyodide {where.pyodide}" if where.pyodide else where.name,
        tool=tool,
        version=version,
        cells=cells,
        ranks=ranks_of(tags),
        every_rank=ranks_of(cpython_tags(minor, [cell.tag for cell in cells])),
        tags=tuple((tag.interpreter, tag.abi, tag.platform) for tag in tags),
    )


def _describe(where: Target) -> str:
    platform = where.platform or format_tag(EMSCRIPTEN, where.emscripten)
    return f"{platform} (Emscripten {where.emscripten}, Python {where.python})"
