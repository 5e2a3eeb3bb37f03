"""Find platforms, releases and generic tags, exactly; and what follows from the facts.

Nothing here guesses: an unknown name raises an error that says what is known, and an Emscripten
version that no platform uses finds nothing.
"""

from __future__ import annotations

from ._record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .model import Conflict, Emscripten, Platform, PyodideRelease, Source, Support

_PREFIXES = ("pyemscripten_", "pyodide_")
_ARCHITECTURE = "_wasm32"


class UnknownPlatform(LookupError):
    """The name is well-formed, but this data knows no such platform."""


class UnknownRelease(LookupError):
    """The version is well-formed, but this data knows no such Pyodide release."""


class InvalidName(ValueError):
    """The text is not a name or version of the kind that was asked for."""


class Change(Record):
    """A value that changed within a platform, and the releases that carried it.

    ``fact`` is a field of :class:`~pyemscripten.model.PyodideRelease`; ``first`` and ``last`` are
    release versions, in the order of versions.
    """

    fact: str
    value: str
    first: str
    last: str


class History(Record):
    """What the releases say about a platform.

    ``status`` is ``"draft"`` until a stable Pyodide release carries the platform, ``"final"``
    from then on. ``final_since`` is that release's ISO date, ``None`` for a draft, and
    ``draft_since`` the date of the first release of all. ``changes`` lists the values that
    differed between its releases.
    """

    status: str
    draft_since: str
    final_since: str | None
    releases: tuple[PyodideRelease, ...]
    changes: tuple[Change, ...]

    @property
    def first(self) -> PyodideRelease:
        """The first release that carried the platform, alphas included."""
        return self.releases[0]

    @property
    def first_stable(self) -> PyodideRelease | None:
        """The release that made the platform final, or ``None``."""
        return next((release for release in self.releases if release.stable), None)

    @property
    def last(self) -> PyodideRelease:
        """The newest release that carries the platform."""
        return self.releases[-1]


class GenericTag(Record):
    """A tag that names an Emscripten version only, as Pyodide up to 0.25 and 0.26.0a4 used it.

    ``pythons`` are the CPython minor versions of the ``releases`` that carried it.
    """

    tag: str
    emscripten: str
    pythons: tuple[str, ...]
    releases: tuple[PyodideRelease, ...]

    @property
    def label(self) -> str:
        """The hyphenated name used in permanent addresses, ``"emscripten-3-1-46"``."""
        return f"emscripten-{self.emscripten.replace('.', '-')}"


class Table(Record):
    """All the facts of one edition of the data, and the look-ups over them.

    The functions of the package use the edition that it carries; :func:`pyemscripten.load`
    gives a newer one.
    """

    version: str
    as_of: str
    platforms: tuple[Platform, ...]
    releases: tuple[PyodideRelease, ...]
    emscripten: tuple[Emscripten, ...]
    support: tuple[Support, ...]
    conflicts: tuple[Conflict, ...]

    def platform(self, name: str) -> Platform:
        """The platform of a platform version or of any spelling of its tag.

        Raises :class:`UnknownPlatform` for one that is not in this data and :class:`InvalidName`
        for text that cannot name a platform; both say what comes nearest.
        """
        version = platform_version(name)
        for candidate in self.platforms:
            if candidate.version == version:
                return candidate
        raise UnknownPlatform(
            f"no platform {name!r} in the data of {self.as_of}: the newest is "
            f"{self.platforms[-1].version}; nearest in spelling is {self._nearest(name)}"
        )

    def release(self, version: str) -> PyodideRelease:
        """The Pyodide release of a version in Pyodide's spelling or npm's.

        Raises :class:`UnknownRelease` for one that is not in this data and :class:`InvalidName`
        for text that is no version.
        """
        wanted = release_name(version)
        if version_key(wanted) is None:
            raise InvalidName(
                f"{version!r} is not a Pyodide version: expected one such as "
                f"{self.releases[-1].version!r}"
            )
        for candidate in self.releases:
            if candidate.version == wanted:
                return candidate
        nearest = _closest(wanted, [release.version for release in self.releases])
        raise UnknownRelease(
            f"no Pyodide release {version!r} in the data of {self.as_of}: the newest are "
            f"{self._newest_releases()}; nearest in spelling is {nearest}"
        )

    def find(
        self,
        *,
        emscripten: str | None = None,
        python: str | None = None,
        pyodide: str | None = None,
        name: str | None = None,
    ) -> tuple[Platform, ...]:
        """The platforms that satisfy all the conditions given; possibly none.

        Raises :class:`InvalidName` for text that is no version (and for no condition at all),
        and :class:`UnknownRelease` for a Pyodide release that is not in this data.
        """
        if emscripten is python is pyodide is name is None:
            raise InvalidName("say what to find: emscripten, python, pyodide or name")
        found = self.platforms
        if emscripten is not None:
            _require(emscripten, 3, 3, "an Emscripten version", "5.0.3")
            found = tuple(p for p in found if p.emscripten == emscripten)
        if python is not None:
            _require(python, 2, 3, "a Python version", "3.14")
            minor = ".".join(python.split(".")[:2])
            found = tuple(p for p in found if p.python == minor)
        if pyodide is not None:
            carried = self.release(pyodide).platform
            found = tuple(p for p in found if p.version == carried)
        if name is not None:
            if not name.strip():
                raise InvalidName(f"{name!r} is no name: expected one such as {self._a_name()!r}")
            found = tuple(p for p in found if name in _names(p))
        return found

    def history(self, platform: Platform) -> History:
        """What the releases say about a platform: status, dates, values that changed."""
        carried = tuple(r for r in self.releases if r.platform == platform.version)
        final = next((r for r in carried if r.stable), None)
        return History(
            status="final" if final else "draft",
            draft_since=carried[0].date,
            final_since=final.date if final else None,
            releases=carried,
            changes=tuple(_changes(carried)),
        )

    def generic_tags(self) -> tuple[GenericTag, ...]:
        """The generic tags that Pyodide releases carried, oldest first."""
        by_tag: dict[str, list[PyodideRelease]] = {}
        for release in self.releases:
            if release.platform is None:
                by_tag.setdefault(release.generic_tag, []).append(release)
        return tuple(
            GenericTag(
                tag=tag,
                emscripten=releases[0].emscripten,
                pythons=tuple(dict.fromkeys(r.python_minor for r in releases)),
                releases=tuple(releases),
            )
            for tag, releases in by_tag.items()
        )

    def recommended(self) -> tuple[Platform, ...]:
        """The platforms worth building for today, newest first.

        Those that are final, and whose newest Pyodide release bundles an installer that takes the
        platform tag, so that a wheel on PyPI reaches its users.
        """
        since = next(
            s.since
            for s in self.support
            if (s.tool, s.verb, s.spelling) == ("micropip", "installs", "pyemscripten")
        )
        chosen = []
        for platform in self.platforms:
            history = self.history(platform)
            bundled = history.last.micropip
            if history.status == "final" and bundled and _at_least(bundled, since):
                chosen.append(platform)
        return tuple(reversed(chosen))

    def conflicts_about(self, subject: Platform | PyodideRelease) -> tuple[Conflict, ...]:
        """The known contradictions that concern a platform or a release."""
        return tuple(c for c in self.conflicts if subject.version in c.about)

    def nearest_emscripten(self, version: str) -> tuple[Platform, ...]:
        """The platforms next below and above an Emscripten version.

        For orientation only: nothing built with another version is compatible.
        """
        wanted = _require(version, 3, 3, "an Emscripten version", "5.0.3")
        below = [p for p in self.platforms if (version_key(p.emscripten) or ()) < wanted]
        above = [p for p in self.platforms if (version_key(p.emscripten) or ()) > wanted]
        return (*below[-1:], *above[:1])

    def _nearest(self, name: str) -> str:
        known = [s for p in self.platforms for s in (p.version, p.tag, p.legacy_tag)]
        return _closest(name, known)

    def _newest_releases(self) -> str:
        stable = [release.version for release in self.releases if release.stable]
        newest = self.releases[-1].version
        return " and ".join(dict.fromkeys((stable[-1], newest)))

    def _a_name(self) -> str:
        return next(iter(_names(self.platforms[-1])))


def builtin() -> Table:
    """The edition of the data that this package carries."""
    if not _loaded:
        from . import data

        _loaded.append(
            Table(
                version=data.VERSION,
                as_of=data.AS_OF,
                platforms=data.PLATFORMS,
                releases=data.RELEASES,
                emscripten=data.EMSCRIPTEN,
                support=data.SUPPORT,
                conflicts=data.CONFLICTS,
            )
        )
    return _loaded[0]


_loaded: list[Table] = []


def platform(name: str) -> Platform:
    """The platform of a platform version or of any spelling of its tag.

    ``name`` is a platform version (``"2026_0"``), a platform tag as PEP 783 defines it
    (``"pyemscripten_2026_0_wasm32"``) or its older spelling (``"pyodide_2025_0_wasm32"``).

    Raises :class:`UnknownPlatform`, a :class:`LookupError`, for a name that is not in the table,
    and :class:`InvalidName`, a :class:`ValueError`, for text that cannot name a platform.

    >>> import pyemscripten
    >>> pyemscripten.platform("pyemscripten_2026_0_wasm32").emscripten
    '5.0.3'
    >>> pyemscripten.platform("pyodide_2025_0_wasm32") is pyemscripten.platform("2025_0")
    True
    """
    return builtin().platform(name)


def release(version: str) -> PyodideRelease:
    """The Pyodide release of a version, in Pyodide's spelling or npm's.

    Raises :class:`UnknownRelease` for one that is not in the table, :class:`InvalidName` for
    text that is no version.

    >>> import pyemscripten
    >>> pyemscripten.release("0.29.3").platform
    '2025_0'
    >>> pyemscripten.release("315.0.0-alpha.2").python
    '3.15.0rc1'
    """
    return builtin().release(version)


def find(
    *,
    emscripten: str | None = None,
    python: str | None = None,
    pyodide: str | None = None,
    name: str | None = None,
) -> tuple[Platform, ...]:
    """The platforms that satisfy all the conditions given; possibly none.

    ``emscripten`` is a full version (``"5.0.3"``), ``python`` a minor or full one (``"3.14"``),
    ``pyodide`` a release (``"314.0.7"``) and ``name`` what some tool calls the platform
    (``"cp314-pyodide_wasm32"``, ``"wasm32-pyodide2025"``).

    An Emscripten version that no platform uses finds nothing: that is the normal case of a
    private build, and no nearby platform is compatible with it.

    Raises :class:`InvalidName` for text that is no version, and for no condition at all;
    :class:`UnknownRelease` for a Pyodide release that is not in the table.

    >>> import pyemscripten
    >>> [p.version for p in pyemscripten.find(emscripten="4.0.9")]
    ['2025_0']
    >>> pyemscripten.find(emscripten="4.0.15")
    ()
    """
    return builtin().find(emscripten=emscripten, python=python, pyodide=pyodide, name=name)


def history(name: str) -> History:
    """What the Pyodide releases say about a platform: status, dates, values that changed.

    ``name`` is as in :func:`platform`, and so are the errors.

    >>> import pyemscripten
    >>> pyemscripten.history("2024_0").status
    'final'
    >>> [c.value for c in pyemscripten.history("2025_0").changes if c.fact == "emscripten"]
    ['4.0.6', '4.0.8', '4.0.9']
    """
    return builtin().history(platform(name))


def platform_version(name: str) -> str:
    """The platform version in a platform version, a tag, or a tag without its architecture.

    Raises :class:`InvalidName` for anything else. PEP 783 writes both parts with ASCII digits.

    >>> platform_version("pyodide_2025_0_wasm32")
    '2025_0'
    """
    rest = name
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            rest = name[len(prefix) :].removesuffix(_ARCHITECTURE)
            break
    year, _, patch = rest.partition("_")
    if _is_number(year) and _is_number(patch):
        return rest
    raise InvalidName(_why_no_platform(name))


def _why_no_platform(name: str) -> str:
    shown = repr(name) if len(name) <= 80 else f"{name[:60]!r}… ({len(name)} characters)"
    if name.startswith("emscripten_"):
        return (
            f"{shown} is a generic tag: it names an Emscripten version, not a platform "
            "(see `pyemscripten find --emscripten`)"
        )
    if any(release.version == name for release in builtin().releases):
        return (
            f"{shown} is a Pyodide release, not a platform "
            f"(see `pyemscripten find --pyodide {name}`)"
        )
    known = builtin().platforms[-1]
    nearest = _closest(name[:80], [s for p in builtin().platforms for s in (p.version, p.tag)])
    return (
        f"{shown} is not a platform: expected a version such as {known.version!r} or a tag such "
        f"as {known.tag!r}; nearest in spelling is {nearest}"
    )


def version_key(version: str) -> tuple[int, ...] | None:
    """A sort key for a version such as ``"5.0.3"`` or ``"315.0.0a2"``; ``None`` for other text.

    >>> version_key("315.0.0a2") < version_key("315.0.0")
    True
    """
    from .model import PRE_RELEASES

    numbers, rank = version.split("."), 0
    for below, (kind, _) in enumerate(PRE_RELEASES, -len(PRE_RELEASES)):
        main, found, number = version.partition(kind)
        if found:
            numbers, rank = [*main.split("."), number], below
            break
    if not all(map(_is_number, numbers)):
        return None
    parts = [*map(int, numbers)]
    # A pre-release's own number comes after its rank, which is below that of the release.
    return (*parts[:-1], rank, parts[-1]) if rank else (*parts, 0)


def release_name(version: str) -> str:
    """Pyodide's spelling of a release that is given in either spelling.

    >>> release_name("315.0.0-alpha.2")
    '315.0.0a2'
    """
    from .model import PRE_RELEASES

    for short, long in PRE_RELEASES:
        version = version.replace(long, short)
    return version


def _at_least(version: str, since: str) -> bool:
    return (version_key(version) or ()) >= (version_key(since) or ())


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20


def _require(version: str, least: int, most: int, what: str, example: str) -> tuple[int, ...]:
    key = version_key(version)
    parts = version.count(".") + 1
    if key is None or not least <= parts <= most or key[parts] < 0:
        shown = repr(version) if len(version) <= 80 else f"{version[:60]!r}…"
        raise InvalidName(f"{shown} is not {what}: expected one such as {example!r}")
    return key


def _names(platform: Platform) -> tuple[str, ...]:
    return tuple(name for names in platform.names.values() for name in names)


def _closest(text: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    return get_close_matches(text, list(known), n=1, cutoff=0.0)[0]


_WATCHED = ("emscripten", "python", "config_variables", "wheel_tags", "micropip", "packaging")


def _changes(releases: tuple[PyodideRelease, ...]) -> Iterator[Change]:
    for fact in _WATCHED:
        runs: list[tuple[str, list[str]]] = []
        for release in releases:
            value = getattr(release, fact)
            if value is None:
                continue
            text = value if isinstance(value, str) else ", ".join(value)
            if not runs or runs[-1][0] != text:
                runs.append((text, []))
            runs[-1][1].append(release.version)
        if len(runs) > 1:
            for text, versions in runs:
                yield Change(fact, text, versions[0], versions[-1])


def known_by(sources: Iterable[Source]) -> str:
    """How a fact is known, in words.

    ``"documented"`` if a page says so, else ``"in source code"`` if code does; ``"measured"`` if an
    artifact shows it; both joined with ``and``.

    >>> import pyemscripten
    >>> known_by(pyemscripten.platform("2026_0").sources["emscripten"])
    'documented and measured'
    """
    from .model import ARTIFACT, DOCUMENTATION, SOURCE_CODE

    kinds = {source.kind for source in sources}
    words = {DOCUMENTATION: "documented", SOURCE_CODE: "in source code"}
    stated = [word for kind, word in words.items() if kind in kinds][:1]
    return " and ".join([*stated, "measured"] if ARTIFACT in kinds else stated)
