"""One wheel: whether it installs somewhere, why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterable

from ._record import Record, public
from .data.sources import PEP_783
from .errors import InvalidName, UnknownRelease
from .installers import (
    BUNDLED,
    HOST,
    INDEX,
    INSTALLERS,
    RUNTIME,
    Cell,
    Installer,
    Wanted,
    cells,
    download,
    find_installer,
    installers_at,
    listed,
)
from .lookup import Table, builtin, remembered
from .model import Platform, PyodideRelease, Source, TagOrder
from .tags import DEFAULT_ORDER, cpython_tags, find_order
from .target import Target
from .versions import minor_number
from .wheel_names import (
    EMSCRIPTEN,
    PYEMSCRIPTEN,
    PYODIDE,
    SPELLINGS,
    WheelName,
    best_rank,
    expand,
    find_tag,
    parse_wheel,
    ranks_of,
    write_tag,
)

#: The cases that :func:`explain` tells apart, each with the rule behind it.
KINDS = {
    "platform": "The wheel is for this platform and Python.",
    "abi3": "abi3 reaches from its Python to every later one, on its own platform only.",
    "any-python": "The wheel is for this platform, whatever the Python.",
    "pure": "A pure-Python wheel fits everywhere, and is taken only where no platform wheel fits.",
    "generic": "The generic tag names an Emscripten version, not flags and libraries.",
    "private": "The Emscripten version is that of a private build: no Pyodide release used it.",
    "spelling": "The platform is right, in a spelling that is not taken here.",
    "no-target": "The platform is right; the installer cannot be told to install for it.",
    "python": "The platform is right; the Python or the ABI is not.",
    "wrong-platform": "No platform runs another's wheels, abi3 or not.",
    "unknown-platform": "The tag is well-formed, and the data knows no such platform.",
    "malformed": "The tag is none that PEP 783 or Emscripten gives, so no installer matches it.",
    "other-system": "The wheel is for another operating system.",
    "upload": "The index decides by the form of each platform tag in the name.",
}


@public
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


class _Place(Record):
    """A target, and what is taken there; made once and kept.

    ``alone`` is why the tool that is meant chooses for its own system instead, ``""`` if it does
    not.
    """

    where: Target
    cells: tuple[Cell, ...]
    taken: tuple[str, ...]
    ranks: dict[str, int]
    every_rank: dict[str, int]
    tags: tuple[tuple[str, str, str], ...]
    alone: str

    @property
    def name(self) -> str:
        return f"Pyodide {self.where.pyodide}" if self.where.pyodide else self.where.name

    def cell(self, tag: str) -> Cell:
        return next(cell for cell in self.cells if cell.tag == tag)

    def wanted(self, wheel: str, parts: WheelName, platforms: Iterable[str]) -> Wanted:
        return Wanted(
            where=self.where,
            requirement=f"{parts.project}=={parts.version}",
            wheel=wheel,
            taken=self.taken,
            legacy=any(platform.startswith(f"{PYODIDE}_") for platform in platforms),
        )


@public
def explain(
    wheel: str,
    on: str | Target | Platform | PyodideRelease | None = None,
    installer: str | None = None,
    table: Table | None = None,
) -> Explanation:
    """Say whether a wheel of that name installs, why, and what to do next.

    ``wheel`` is the name of the file, which need not exist. ``on`` is whatever
    :meth:`.Target.of` takes; without it the answer is for all Pyodide releases,
    or with an installer, for the platform that the wheel names. ``installer`` is one of
    :data:`~pyemscripten.installers.INSTALLERS`; if it is no index it may have a version,
    ``"micropip==0.11.0"``. The default is the one that the runtime bundles. ``table`` is newer
    data.

    Raises :class:`InvalidName` for what is no name of a wheel, no installer, an installer of which
    the data says nothing, or a wheel of another system offered to an index;
    :class:`UnknownRelease` for a release whose bundled installer nobody measured; and what
    :meth:`.Target.of` raises.

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
    tool, version = (BUNDLED, "") if installer is None else find_installer(installer)
    if tool.place == INDEX:
        return _upload(table, tool, wheel, parts)
    if on is None and installer is None:
        return _anywhere(table, wheel, parts)
    where = Target.of(on or _own_platform(table, parts), table=table)
    place = _measured(table, where) if tool.place == RUNTIME else where
    found = _judge(table, wheel, parts, place, tool, version)
    if place.pyodide is None and where.pyodide is not None:
        found = found.replace(
            reason=f"{found.reason} By PEP 783: {_UNSEEN.format(where.platform)}."
        )
    return found


def _judge(
    table: Table, wheel: str, parts: WheelName, where: Target, tool: Installer, version: str
) -> Explanation:
    if not version and where.pyodide is not None:
        version = tool.version_in(table.release(where.pyodide))
    place = _place(table, (where, tool.name, version))
    rank = best_rank(parts.tag_set, place.ranks)
    # What is taken by a tool that cannot be told of the target is not taken for the target.
    served = "" if rank is not None and place.alone else place.name
    if rank is not None:
        tag = place.tags[rank]
        kind, reason, sources = _why_taken(place, tag)
        verb, command = "installs", tool.install(place.wanted(wheel, parts, tag[2:]))
    else:
        kind, reason, sources = _why_refused(table, place, parts)
        verb, command = "does not install", _remedy(table, place, tool, kind, wheel, parts)
    return Explanation(
        wheel=wheel,
        target=where.name,
        installer=f"{tool.name} {version}".strip(),
        accepted=rank is not None,
        kind=kind,
        sentence=f"{_visible(wheel)} {verb} {tool.setting(served, version)}.",
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
    wheel: str,
    on: str | Target | Platform | PyodideRelease,
    order: str | TagOrder = DEFAULT_ORDER,
    table: Table | None = None,
) -> Verdict:
    """What a target itself says to a wheel, whatever the installer: the rule that it should follow.

    ``on`` is as in :func:`explain`, ``order`` as in :func:`~pyemscripten.tags.find_order`, and so
    are the errors. By default this is PEP 783's rule, which does not try the legacy spelling.

    >>> judge("foo-1.0-cp311-abi3-pyemscripten_2026_0_wasm32.whl", on="2026_0").kind
    'abi3'
    """
    table = table or builtin()
    parts = parse_wheel(wheel)
    where = Target.of(on, table=table)
    place = _by_rule(table, (where, find_order(order, table)))
    rank = best_rank(parts.tag_set, place.ranks)
    if rank is None:
        return Verdict(None, _why_refused(table, place, parts)[0])
    return Verdict(rank, _why_taken(place, place.tags[rank])[0])


def _why_taken(place: _Place, tag: tuple[str, str, str]) -> tuple[str, str, tuple[Source, ...]]:
    _, abi, platform = tag
    if platform == "any":
        return "pure", place.alone, (PEP_783,)
    cell = place.cell(platform)
    if cell.spelling == EMSCRIPTEN:
        return "generic", f"{cell.why} PyPI refuses such wheels.", cell.sources
    kind = {"abi3": "abi3", "none": "any-python"}.get(abi, "platform")
    return kind, cell.why, cell.sources


def _why_refused(
    table: Table, place: _Place, parts: WheelName
) -> tuple[str, str, tuple[Source, ...]]:
    where, platforms = place.where, parts.platforms
    own = [cell for cell in place.cells if cell.tag in platforms]
    if best_rank(parts.tag_set, place.every_rank) is not None:
        return "no-target" if place.alone else "spelling", own[0].why, own[0].sources
    here = f"{place.name if where.pyodide else 'here'} is {_describe(where)}."
    if not own and "any" in platforms and "none" not in parts.abis:
        return (
            "python",
            f"An ABI needs a platform: no installer takes {parts.abi}-any.",
            (PEP_783,),
        )
    if own or "any" in platforms:
        wanted = _visible(" and ".join(f"{python}-{parts.abi}" for python in parts.pythons))
        sources = own[0].sources if own else (PEP_783,)
        return "python", f"The wheel is for {wanted}; {here}", sources
    kind, platform = min(
        ((_kind(table, platform), platform) for platform in platforms),
        key=lambda found: _MOST_TELLING.index(found[0]),
    )
    sources = place.cells[0].sources
    if kind == "wrong-platform":
        theirs = _describe(Target.of(platform, table=table))
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
    parsed = find_tag(platform)
    if parsed is None:
        ours = ("wasm", EMSCRIPTEN, PYODIDE)
        nearly = any(word in platform for word in ours) and not platform.startswith("wasi")
        return "malformed" if nearly else "other-system"
    known = table.is_known(platform)
    if parsed.spelling == EMSCRIPTEN:
        return "generic" if known else "private"
    return "wrong-platform" if known else "unknown-platform"


def _remedy(
    table: Table, place: _Place, tool: Installer, kind: str, wheel: str, parts: WheelName
) -> str:
    wanted = place.wanted(wheel, parts, parts.platforms)
    if kind in ("spelling", "no-target"):
        return tool.respell(wanted)
    if kind in ("malformed", "private") and place.where.platform is not None:
        build = _build(table.platform(place.where.platform))
        if build:
            return build
    # Another wheel of the project, one that fits.
    return download(wanted.replace(legacy=False))


def _build(*platforms: Platform) -> str:
    """The command that builds for the first of these that cibuildwheel knows, ``""`` for none."""
    names = (name for platform in platforms for name in platform.names.get("cibuildwheel", ()))
    return next((f"cibuildwheel --only {name}" for name in names), "")


def _visible(text: str) -> str:
    """A name that may hold anything, on one line and without control characters."""
    return text if text.isprintable() else repr(text)


def _anywhere(table: Table, wheel: str, parts: WheelName) -> Explanation:
    """The answer where no target is named: on which releases the bundled installer takes it."""
    measured, takers = _bundled(table, BUNDLED.name)
    taking = sorted({index for tag in expand(parts.tag_set) for index in takers.get(tag, ())})
    if taking:
        where = Target.of(measured[taking[-1]], table=table)
        said = f"installs with the bundled {BUNDLED.name} on Pyodide {_ranges(measured, taking)}"
    else:
        where = _measured(table, Target.of(_own_platform(table, parts), table=table))
        said = f"installs with the bundled {BUNDLED.name} of no Pyodide release"
        if where.pyodide is None and where.platform is not None:
            taken = _judge(table, wheel, parts, where, BUNDLED, "").accepted
            said = (
                f"{'installs' if taken else 'does not install'} with the newest {BUNDLED.name}; "
                + _UNSEEN.format(where.platform)
            )
    return _judge(table, wheel, parts, where, BUNDLED, "").replace(
        target="",
        installer=BUNDLED.name,
        sentence=f"{_visible(wheel)} {said}.",
        releases=tuple(measured[index] for index in taking),
    )


_UNSEEN = "no Pyodide release of {} was measured"


@remembered
def _bundled(table: Table, tool: str) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The releases whose bundled installer is known, and which of them take each tag."""
    installer = INSTALLERS[tool]
    known = [
        (release, version)
        for release in table.releases
        if release.config_variables is not None
        if (version := installer.version_in(release))
    ]
    takers: dict[str, list[int]] = {}
    for index, (release, version) in enumerate(known):
        for tag in _place(table, (Target.of(release, table=table), tool, version)).ranks:
            takers.setdefault(tag, []).append(index)
    return tuple(release.version for release, _ in known), takers


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


def _measured(table: Table, where: Target) -> Target:
    """The target; where it is a platform, its newest release that was measured, if there is one.

    Where there is none, what PEP 783 asks of such a runtime is all that there is to go by.
    """
    measured, _ = _bundled(table, BUNDLED.name)
    if where.platform is None or where.pyodide in (None, where.name, *measured):
        return where
    same = [version for version in measured if table.release(version).platform == where.platform]
    if same:
        return Target.of(same[-1], table=table).replace(name=where.name)
    return where.replace(pyodide=None)


def _own_platform(table: Table, parts: WheelName) -> str:
    """The platform that a wheel names, or the newest one worth building for."""
    generic = {tag.tag for tag in table.generic_tags()}
    carriers = {platform.generic_tag: platform.version for platform in table.platforms}
    for platform in parts.platforms:
        parsed = find_tag(platform)
        if parsed and parsed.spelling != EMSCRIPTEN and table.is_known(platform):
            return parsed.version
        if platform in generic:
            return platform
        if platform in carriers:
            return carriers[platform]
    return table.recommended()[0].version


def _upload(table: Table, tool: Installer, wheel: str, parts: WheelName) -> Explanation:
    """Whether an index takes the name: every platform tag must be of a form that it takes."""
    newest = Target.of(table.platforms[-1], table=table)
    index = {cell.spelling: cell for cell in _decided(tool, newest, "", table)}
    cell = index[PYEMSCRIPTEN]
    kinds = {platform: _upload_kind(table, platform, index) for platform in parts.platforms}
    foreign = next((platform for platform, kind in kinds.items() if kind == "other-system"), None)
    if foreign is not None:
        raise InvalidName(
            f"{_visible(wheel)} has the platform tag {foreign!r}: the rules of {tool.name} for it "
            f"are not those of PEP 783; expected one such as {newest.tag(PYEMSCRIPTEN)!r}"
        )
    wanted = Wanted(newest, f"{parts.project}=={parts.version}", wheel, (), legacy=False)
    command = tool.install(wanted)
    bad = next((p for p in kinds if kinds[p] in ("spelling", "generic", "malformed")), None)
    name = _visible(wheel)
    if bad is None:
        platform = min(kinds, key=lambda p: ("unknown-platform", "upload", "pure").index(kinds[p]))
        kind, cell = kinds[platform], index.get(_spelling(platform), cell)
        sentence, reason = f"{tool.name} accepts {name}.", f"{KINDS[kind]} {cell.why}"
        if kind == "pure":
            reason = f"{tool.name} accepts the platform tag any."
    else:
        kind, cell = kinds[bad], index.get(_spelling(bad), cell)
        sentence, why = f"{tool.name} refuses {name}.", cell.why
        if kind == "malformed":
            why = f"{tool.name} refuses it."
            if tool.lenient(bad):
                sentence = f"{name} is not fit for {tool.name}."
                why = f"{tool.name} checks only how the tag begins, so it may take the upload."
        reason = f"{KINDS[kind]} {_visible(bad)}: {why}"
        command = _fit_for_upload(table, tool, index, wanted, bad, kind)
    return Explanation(
        wheel=wheel,
        target="",
        installer=tool.name,
        accepted=bad is None,
        kind=kind,
        sentence=sentence,
        reason=reason,
        command=command,
        releases=(),
        sources=cell.sources,
    )


def _spelling(platform: str) -> str:
    return platform.partition("_")[0]


def _upload_kind(table: Table, platform: str, index: dict[str, Cell]) -> str:
    if platform == "any":
        return "pure"
    kind = _kind(table, platform)
    if kind in ("malformed", "other-system"):
        return kind
    if index[_spelling(platform)].accepted:
        return "upload" if table.is_known(platform) else "unknown-platform"
    return "generic" if _spelling(platform) == EMSCRIPTEN else "spelling"


def _fit_for_upload(
    table: Table, tool: Installer, index: dict[str, Cell], wanted: Wanted, bad: str, kind: str
) -> str:
    if kind == "generic":
        return f"pyemscripten find --emscripten {table.parse_tag(bad).version}"
    taken = [cell.spelling for cell in index.values() if cell.accepted]
    if kind == "spelling" and taken:
        version = table.parse_tag(bad).version
        return tool.respell(wanted.replace(taken=tuple(write_tag(s, version) for s in taken)))
    return _build(*table.recommended()) or "cibuildwheel --platform pyodide"


@remembered
def _place(table: Table, asked: tuple[Target, str, str]) -> _Place:
    """The place, made when it is first asked for: targets are few, and wheels are many."""
    where, name, version = asked
    tool = INSTALLERS[name]
    found = _decided(tool, where, version, table)
    taken = tuple(cell.tag for cell in found if cell.accepted)
    # In the runtime, what it chooses for is the target.
    alone = tool.says(tool.alone) if tool.place == HOST and not taken else ""
    return _make_place(where, found, taken, alone)


def _decided(tool: Installer, where: Target, version: str, table: Table) -> tuple[Cell, ...]:
    """The cells of a tool, none of which is open.

    Raises :class:`InvalidName` where the data does not know the tool, and :class:`UnknownRelease`
    where it does not know the runtime.
    """
    found = cells(tool, where, version, table)
    if any(table.statement(tool.name, tool.verb, cell.spelling) is None for cell in found):
        raise InvalidName(
            f"this data has no source on what {tool.name} takes; name another installer: "
            f"{listed(each for each in INSTALLERS.values() if each is not tool)}"
        )
    if any(cell.accepted is None for cell in found):
        others = [
            each
            for each in installers_at(HOST)
            if any(cell.accepted for cell in cells(each, where, "", table))
        ]
        instead = f", or another installer: {listed(others)}" if others else ""
        raise UnknownRelease(
            f"what Pyodide {where.pyodide} bundles was not measured, so its {tool.name} may take "
            f"this or not; name another release{instead}"
        )
    return found


@remembered
def _by_rule(table: Table, asked: tuple[Target, TagOrder]) -> _Place:
    """The place as a rule has it: what the target accepts, in the order of preference."""
    where, order = asked
    rule = tuple(
        Cell(where.name, "", spelling, tag, spelling in order.spellings, order.note, order.sources)
        for spelling in SPELLINGS
        if (tag := where.tag(spelling))
    )
    return _make_place(where, rule, where.platform_tags(order))


def _make_place(
    where: Target, found: tuple[Cell, ...], taken: tuple[str, ...], alone: str = ""
) -> _Place:
    minor = minor_number(where.python)
    tags = cpython_tags(minor, taken)
    return _Place(
        where=where,
        cells=found,
        taken=taken,
        ranks=ranks_of(tags),
        every_rank=ranks_of(cpython_tags(minor, [cell.tag for cell in found])),
        tags=tuple((tag.interpreter, tag.abi, tag.platform) for tag in tags),
        alone=alone,
    )


def _describe(where: Target) -> str:
    platform = where.platform or write_tag(EMSCRIPTEN, where.emscripten)
    return f"{platform} (Emscripten {where.emscripten}, Python {where.python})"
