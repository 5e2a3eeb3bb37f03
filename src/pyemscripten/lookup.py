"""Find platforms, releases and generic tags, exactly; and what follows from the facts.

Nothing here guesses: an unknown name raises an error that says what is known, and an Emscripten
version that no platform uses finds nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from . import wheel_names
from ._record import Record, public
from .errors import InvalidName, UnknownPlatform, UnknownRelease, closest, either, shown
from .model import (
    ARTIFACT,
    DOCUMENTATION,
    SOURCE_CODE,
    Behaviour,
    Conflict,
    Emscripten,
    Message,
    Platform,
    PyodideRelease,
    Source,
    Support,
    TagOrder,
)
from .versions import minor, pyodide_spelling, require, sort_key, version_key
from .wheel_names import PlatformTag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeVar

    Key = TypeVar("Key")
    Made = TypeVar("Made")

#: The version of the published shapes: what this package writes, and the newest that it reads.
SCHEMA_VERSION = 1

#: The installer that each Pyodide release bundles, by the name that it has in the statements.
BUNDLED_INSTALLER = "micropip"


class Change(Record):
    """A value that changed within a platform, and the releases that carried it.

    ``fact`` is a field of :class:`~pyemscripten.model.PyodideRelease`; ``first`` and ``last`` are
    release versions, in the order of versions.
    """

    fact: str
    value: str
    first: str
    last: str


@public
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


@public
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
        return wheel_names.label(wheel_names.EMSCRIPTEN, self.emscripten)


@public
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
    uv_targets: tuple[Support, ...]
    tag_orders: tuple[TagOrder, ...]
    config_variables: tuple[str, ...]
    markers: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    messages: tuple[Message, ...]
    behaviours: Mapping[str, Behaviour]

    def header(self) -> dict[str, object]:
        """What heads every published file and every JSON answer: the shape, the edition, its date.

        >>> list(builtin().header())
        ['schema_version', 'data_version', 'as_of']
        """
        return {
            "schema_version": SCHEMA_VERSION,
            "data_version": self.version,
            "as_of": self.as_of,
        }

    def platform(self, name: str | Platform) -> Platform:
        """The platform of a platform version or of any spelling of its tag.

        ``name`` is as in :func:`pyemscripten.platform`. Raises :class:`UnknownPlatform` for one
        that is not in this data and :class:`InvalidName` for text that cannot name a platform;
        both say what comes nearest.
        """
        if isinstance(name, Platform):
            return name
        version = wheel_names.find_platform_version(name)
        if version is None:
            raise InvalidName(self._why_no_platform(name))
        for candidate in self.platforms:
            if candidate.version == version:
                return candidate
        raise UnknownPlatform(
            f"no platform {shown(name)} in the data of {self.as_of}: the newest is "
            f"{self.platforms[-1].version}; nearest in spelling is {self._nearest(name)}"
        )

    def release(self, version: str | PyodideRelease) -> PyodideRelease:
        """The Pyodide release of a version in Pyodide's spelling or npm's.

        Raises :class:`UnknownRelease` for one that is not in this data and :class:`InvalidName`
        for text that is no version.
        """
        if isinstance(version, PyodideRelease):
            return version
        wanted = pyodide_spelling(version)
        if version_key(wanted) is None:
            raise InvalidName(
                f"{shown(version)} is not a Pyodide version: expected one such as "
                f"{self.releases[-1].version!r}"
            )
        for candidate in self.releases:
            if candidate.version == wanted:
                return candidate
        nearest = closest(wanted, [release.version for release in self.releases])
        raise UnknownRelease(
            f"no Pyodide release {shown(version)} in the data of {self.as_of}: the newest are "
            f"{self._newest_releases()}; nearest in spelling is {nearest}"
        )

    def find(
        self,
        *,
        emscripten: str | None = None,
        python: str | None = None,
        pyodide: str | PyodideRelease | None = None,
        name: str | None = None,
    ) -> tuple[Platform, ...]:
        """The platforms that satisfy all the conditions given; possibly none.

        Raises :class:`InvalidName` for text that is no version (and for no condition at all),
        and :class:`UnknownRelease` for a Pyodide release that is not in this data.
        """
        if (emscripten, python, pyodide, name) == (None, None, None, None):
            raise InvalidName("say what to find: emscripten, python, pyodide or name")
        found = self.platforms
        if emscripten is not None:
            require(emscripten, 3, 3, "an Emscripten version", found[-1].emscripten)
            found = tuple(p for p in found if p.emscripten == emscripten)
        if python is not None:
            require(python, 2, 3, "a Python version", self.platforms[-1].python)
            found = tuple(p for p in found if p.python == minor(python))
        if pyodide is not None:
            carried = self.release(pyodide).platform
            found = tuple(p for p in found if p.version == carried)
        if name is not None:
            if not name.strip():
                example = next(iter(_names(self.platforms[-1])))
                raise InvalidName(f"{name!r} is no name: expected one such as {example!r}")
            found = tuple(p for p in found if name in _names(p))
        return found

    def history(self, platform: str | Platform) -> History:
        """What the releases say about a platform: status, dates, values that changed.

        ``platform`` is as in :meth:`platform`, and so are the errors.
        """
        version = self.platform(platform).version
        carried = tuple(r for r in self.releases if r.platform == version)
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

    def statement(self, tool: str, verb: str, spelling: str) -> Support | None:
        """What is known of a tool that generates, installs, resolves or uploads a spelling.

        ``None`` where nobody has said anything, which is another thing than a statement that no
        version does it.

        >>> builtin().statement("micropip", "installs", "pyemscripten").since
        '0.11.1'
        """
        wanted = (tool, verb, spelling)
        return next((s for s in self.support if (s.tool, s.verb, s.spelling) == wanted), None)

    def does(self, tool: str, verb: str, spelling: str, version: str = "") -> bool:
        """Whether a version of a tool does something with a spelling; ``""`` is the newest.

        >>> builtin().does("micropip", "installs", "pyemscripten", "0.11.0")
        False
        """
        found = self.statement(tool, verb, spelling)
        return found is not None and found.holds(version)

    def uv_target(self, version: str | None) -> Support | None:
        """The value for uv's ``--python-platform`` of a platform version, and since when uv has it.

        The name is the ``spelling`` of the statement. ``None`` where uv has none, as for what is no
        platform.

        >>> builtin().uv_target("2025_0").spelling
        'wasm32-pyodide2025'
        """
        own = next((p.names.get("uv", ()) for p in self.platforms if p.version == version), ())
        return next((s for s in self.uv_targets if s.spelling in own and s.since), None)

    def installs_from_index(self, release: PyodideRelease) -> bool:
        """Whether the installer that a release bundles takes the platform tag, as on PyPI.

        >>> [builtin().installs_from_index(builtin().release(v)) for v in ("0.29.3", "0.29.4")]
        [False, True]
        """
        version = release.micropip
        if not version:
            return False
        return self.does(BUNDLED_INSTALLER, "installs", wheel_names.PYEMSCRIPTEN, version)

    def recommended(self) -> tuple[Platform, ...]:
        """The platforms worth building for today, newest first.

        Those that are final, and whose newest Pyodide release that was measured bundles an
        installer that takes the platform tag, so that a wheel on PyPI reaches its users.
        """
        chosen = []
        for platform in self.platforms:
            history = self.history(platform)
            measured = [release for release in history.releases if release.npm]
            reached = measured and self.installs_from_index(measured[-1])
            if history.status == "final" and reached:
                chosen.append(platform)
        return tuple(reversed(chosen))

    def conflicts_about(self, subject: str | Platform | PyodideRelease) -> tuple[Conflict, ...]:
        """The known contradictions that concern a platform or a Pyodide release.

        ``subject`` is the record or any name of it. Raises what :meth:`platform` and
        :meth:`release` raise for a name that is not in this data.

        >>> builtin().conflicts_about("pyodide_2024_0_wasm32")[0].identifier
        'config-variables'
        """
        if isinstance(subject, str):
            subject = self.release(subject) if "." in subject else self.platform(subject)
        return tuple(c for c in self.conflicts if subject.version in c.about)

    def nearest_emscripten(self, version: str) -> tuple[Platform, ...]:
        """The platforms next below and above an Emscripten version.

        For orientation only: nothing built with another version is compatible.
        """
        example = self.platforms[-1].emscripten
        wanted = require(version, 3, 3, "an Emscripten version", example)
        below = [p for p in self.platforms if sort_key(p.emscripten) < wanted]
        above = [p for p in self.platforms if sort_key(p.emscripten) > wanted]
        return (*below[-1:], *above[:1])

    def parse_tag(self, tag: str) -> PlatformTag:
        """Take one platform tag apart, whichever of the three spellings it has.

        ``tag`` and the errors are as in :func:`pyemscripten.parse_tag`.
        """
        return wheel_names.read_tag(tag, self.platforms[-1].tag)

    def is_known(self, tag: str) -> bool:
        """Whether this data knows what a platform tag names, in any of the three spellings."""
        parsed = wheel_names.find_tag(tag)
        if parsed is None:
            return False
        if parsed.spelling == wheel_names.EMSCRIPTEN:
            return any(release.emscripten == parsed.version for release in self.releases)
        return any(platform.version == parsed.version for platform in self.platforms)

    def order(self, name: str | TagOrder) -> TagOrder:
        """The order of spellings of that name; see :func:`pyemscripten.tags.find_order`."""
        if isinstance(name, TagOrder):
            return name
        for candidate in self.tag_orders:
            if candidate.name == name:
                return candidate
        expected = either(candidate.name for candidate in self.tag_orders)
        raise InvalidName(f"{shown(name)} is not an order of tags: expected {expected}")

    def _nearest(self, name: str) -> str:
        return closest(name, [s for p in self.platforms for s in (p.version, p.tag, p.legacy_tag)])

    def _newest_releases(self) -> str:
        stable = [release.version for release in self.releases if release.stable]
        newest = self.releases[-1].version
        return " and ".join(dict.fromkeys((*stable[-1:], newest)))

    def _why_no_platform(self, name: str) -> str:
        given = shown(name)
        same = next((p for p in self.platforms if p.generic_tag == name), None)
        if same:
            return (
                f"{given} is a generic tag: it names Emscripten {same.emscripten} and no platform; "
                f"{same.tag} uses that version"
            )
        if name.startswith(f"{wheel_names.EMSCRIPTEN}_"):
            return (
                f"{given} is a generic tag: it names an Emscripten version, not a platform "
                "(see `pyemscripten find --emscripten`)"
            )
        if any(release.version == name for release in self.releases):
            return (
                f"{given} is a Pyodide release, not a platform "
                f"(see `pyemscripten find --pyodide {name}`)"
            )
        newest = self.platforms[-1]
        nearest = closest(name, [s for p in self.platforms for s in (p.version, p.tag)])
        return (
            f"{given} is not a platform: expected a version such as {newest.version!r} or a tag "
            f"such as {newest.tag!r}; nearest in spelling is {nearest}"
        )


@public
def builtin() -> Table:
    """The edition of the data that this package carries."""
    global _builtin
    if _builtin is None:
        from . import data

        _builtin = Table(
            version=data.VERSION,
            as_of=data.AS_OF,
            platforms=data.PLATFORMS,
            releases=data.RELEASES,
            emscripten=data.EMSCRIPTEN,
            support=data.SUPPORT,
            uv_targets=data.UV_TARGET_SUPPORT,
            tag_orders=data.TAG_ORDERS,
            config_variables=data.CONFIG_VARIABLES,
            markers=data.MARKERS,
            conflicts=data.CONFLICTS,
            messages=data.MESSAGES,
            behaviours=data.BEHAVIOURS,
        )
    return _builtin


_builtin: Table | None = None


def remembered(make: Callable[[Table, Key], Made]) -> Callable[[Table, Key], Made]:
    """Make something of a table once for each key, and give the same again.

    Tables are compared by identity: they are few, and comparing all their facts takes longer than
    most of what is made of them.

    >>> count = remembered(lambda table, field: len(getattr(table, field)))
    >>> count(builtin(), "platforms") == len(builtin().platforms)
    True
    """
    made: dict[tuple[int, Key], tuple[Table, Made]] = {}

    def give(table: Table, key: Key) -> Made:
        found = made.get((id(table), key))
        if found is None:
            # Targets are without number; what is kept is not.
            if len(made) >= 512:
                made.clear()
            # The table is kept as well, so that its id stays its own.
            found = made[id(table), key] = table, make(table, key)
        return found[1]

    return give


@public
def platform(name: str | Platform) -> Platform:
    """The platform of a platform version or of any spelling of its tag.

    ``name`` is a platform version (``"2026_0"``), a platform tag as PEP 783 defines it
    (``"pyemscripten_2026_0_wasm32"``), its older spelling (``"pyodide_2025_0_wasm32"``), or a
    platform, which is given back.

    Raises :class:`UnknownPlatform`, a :class:`LookupError`, for a name that is not in the table,
    and :class:`InvalidName`, a :class:`ValueError`, for text that cannot name a platform.

    >>> import pyemscripten
    >>> pyemscripten.platform("pyemscripten_2026_0_wasm32").emscripten
    '5.0.3'
    >>> pyemscripten.platform("pyodide_2025_0_wasm32") is pyemscripten.platform("2025_0")
    True
    """
    return builtin().platform(name)


@public
def release(version: str | PyodideRelease) -> PyodideRelease:
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


@public
def find(
    *,
    emscripten: str | None = None,
    python: str | None = None,
    pyodide: str | PyodideRelease | None = None,
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


@public
def history(platform: str | Platform) -> History:
    """What the Pyodide releases say about a platform: status, dates, values that changed.

    ``platform`` is as in :func:`platform`, and so are the errors.

    >>> import pyemscripten
    >>> pyemscripten.history("2024_0").status
    'final'
    >>> [c.value for c in pyemscripten.history("2025_0").changes if c.fact == "emscripten"]
    ['4.0.6', '4.0.8', '4.0.9']
    """
    return builtin().history(platform)


@public
def parse_tag(tag: str) -> PlatformTag:
    """Take one platform tag apart, whichever of the three spellings it has.

    ``tag`` is one platform tag as it stands in a wheel's name, without compression; the inverse
    is :func:`format_tag`. The legacy spelling and the generic one follow the pattern of PEP 783's
    expression, which covers ``pyemscripten_*`` only: ASCII digits, nothing before or after.

    Raises :class:`InvalidName` for anything else, with what is wrong.

    >>> parse_tag("pyodide_2025_0_wasm32")
    PlatformTag(spelling='pyodide', version='2025_0')
    >>> parse_tag("emscripten_4_0_9_wasm32").version
    '4.0.9'
    """
    return builtin().parse_tag(tag)


@public
def is_known(tag: str) -> bool:
    """Whether the data knows what a platform tag names, in any of the three spellings.

    A generic tag is known if some Pyodide release was built with that Emscripten version. Text
    that is no tag is not known.

    >>> is_known("pyodide_2025_0_wasm32"), is_known("emscripten_4_0_15_wasm32")
    (True, False)
    """
    return builtin().is_known(tag)


def _names(platform: Platform) -> tuple[str, ...]:
    return tuple(name for names in platform.names.values() for name in names)


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
    kinds = {source.kind for source in sources}
    words = {DOCUMENTATION: "documented", SOURCE_CODE: "in source code"}
    stated = [word for kind, word in words.items() if kind in kinds][:1]
    return " and ".join([*stated, "measured"] if ARTIFACT in kinds else stated)
