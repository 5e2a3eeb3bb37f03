"""An environment that is not running: its tags, its markers, and how to install for it."""

from __future__ import annotations

from ._record import Record, public
from .errors import InvalidName, UnknownPlatform, UnsupportedTarget, shown
from .interpreter import platform_tags
from .lookup import Table, builtin
from .model import Platform, PyodideRelease, TagOrder
from .tags import DEFAULT_ORDER, cpython_tags, find_order
from .versions import minor, minor_number, pyodide_spelling, version_key
from .wheel_names import EMSCRIPTEN, best_rank, ranks_of, wheel_tags, write_tag

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.tags import Tag

#: What pip cannot do for a target that it does not run on.
PIP_LIMITS = (
    "pip evaluates markers for the Python that runs it; `pyemscripten markers` for the target.",
    "pip cannot build for the target, so it needs --only-binary.",
    "pip falls back to older releases and pure-Python wheels where the target has no wheel.",
)

#: What uv cannot do for a target.
UV_LIMITS = (
    "uv has a name for few targets, and does not try the generic tag.",
    "uv cannot build for the target, so it needs --only-binary.",
)


@public
class Target(Record):
    """An environment described, not run: what a platform or a Pyodide release accepts and reports.

    Made by :meth:`of`. ``name`` is what it was made from: a platform version (``"2026_0"``), a
    Pyodide release (``"314.0.7"``) or a generic tag. ``emscripten`` and ``python`` are full
    versions. ``platform`` is a platform version, or ``None`` where there is only a generic tag.
    ``pyodide`` is the release whose Python is meant, ``None`` where the caller gave one. ``uv`` is
    the value for uv's ``--python-platform``, ``None`` if uv has none.

    A target holds no data: what also depends on newer data takes it as ``table`` again.
    """

    name: str
    emscripten: str
    python: str
    platform: str | None
    pyodide: str | None
    uv: str | None = None

    @classmethod
    def of(
        cls,
        name: str | Target | Platform | PyodideRelease,
        python: str | None = None,
        table: Table | None = None,
    ) -> Target:
        """Describe the environment of a platform or a Pyodide release, without running it.

        ``name`` is

        - a platform version or a tag of it (``"2026_0"``, ``"pyodide_2025_0_wasm32"``): the newest
          stable Pyodide release that carries it, or the newest one if none is stable;
        - a Pyodide release, in its own spelling or npm's (``"314.0.7"``, ``"315.0.0-alpha.2"``);
        - a generic tag (``"emscripten_3_1_46_wasm32"``): the newest Pyodide release that used it,
          or a private build, for which ``python`` must be given;
        - a record of the data, or a target.

        ``python`` replaces the version of Python (``"3.13.2"``), since a platform is not bound to
        one (PEP 783, The PyEmscripten Platform). ``table`` is newer data.

        Raises :class:`UnknownPlatform`, :class:`UnknownRelease` or :class:`InvalidName` with what
        comes nearest.

        >>> Target.of("2024_0").python, Target.of("0.26.4").python
        ('3.12.7', '3.12.1')
        >>> Target.of("emscripten_4_0_15_wasm32", python="3.13.2").platform_tags()
        ('emscripten_4_0_15_wasm32',)
        """
        found = name
        if not isinstance(found, Target):
            found = _describe(found, python, table or builtin())
        if python is None:
            return found
        return found.replace(python=_full_python(python), pyodide=None)

    @property
    def python_minor(self) -> str:
        """The minor version of Python, ``"3.14"``."""
        return minor(self.python)

    @property
    def python_release(self) -> str:
        """The version of Python without what marks a pre-release: ``"3.15.0"``.

        This is what pip takes as ``--python-version``.
        """
        major, minor, micro = self.python.split(".")
        for letter in "abr":
            micro = micro.partition(letter)[0]
        return f"{major}.{minor}.{micro}"

    def tag(self, spelling: str) -> str | None:
        """The target's platform tag in one spelling, ``None`` where it has none.

        >>> Target.of("0.25.0").tag("pyemscripten"), Target.of("0.25.0").tag("emscripten")
        (None, 'emscripten_3_1_46_wasm32')
        """
        version = self.emscripten if spelling == EMSCRIPTEN else self.platform
        return None if version is None else write_tag(spelling, version)

    def platform_tags(
        self, order: str | TagOrder = DEFAULT_ORDER, table: Table | None = None
    ) -> tuple[str, ...]:
        """The platform tags that the target accepts, the preferred one first.

        ``order`` and ``table`` are those of :func:`pyemscripten.tags.find_order`, and so is the
        error. The list says which wheels load there; whether an installer takes each spelling is
        :func:`pyemscripten.acceptance.explain`.

        >>> Target.of("0.27.8").platform_tags()
        ('pyemscripten_2024_0_wasm32', 'emscripten_3_1_58_wasm32')
        """
        spellings = find_order(order, table).spellings
        return tuple(tag for spelling in spellings if (tag := self.tag(spelling)))

    def tags(
        self, order: str | TagOrder = DEFAULT_ORDER, table: Table | None = None
    ) -> tuple[Tag, ...]:
        """All the tags that the target accepts, the best first, as `packaging` orders them.

        ``order`` and ``table`` as in :meth:`platform_tags`.

        >>> str(Target.of("2026_0").tags()[0])
        'cp314-cp314-pyemscripten_2026_0_wasm32'
        """
        return cpython_tags(minor_number(self.python), self.platform_tags(order, table))

    def markers(self, table: Table | None = None) -> dict[str, str]:
        """The environment for PEP 508 markers, as `packaging` computes it in the target.

        All the variables of `the specification`__ except ``extra`` and its like, which belong to a
        requirement. ``platform_release`` is the Emscripten version. Pass it to
        ``Marker.evaluate``, which otherwise describes the Python that runs it. ``table`` is newer
        data.

        __ https://packaging.python.org/en/latest/specifications/dependency-specifiers/

        >>> from packaging.markers import Marker
        >>> Marker("sys_platform == 'emscripten'").evaluate(Target.of("2026_0").markers())
        True
        >>> Target.of("2026_0").markers()["platform_release"]
        '5.0.3'
        """
        # packaging writes a candidate as `c1`, where Python writes `rc1`.
        return dict(
            sorted(
                {
                    **(table or builtin()).markers,
                    "implementation_version": self.python.replace("rc", "c"),
                    "platform_release": self.emscripten,
                    "python_full_version": self.python,
                    "python_version": self.python_minor,
                }.items()
            )
        )

    def pip_args(
        self,
        directory: str | None = None,
        order: str | TagOrder = DEFAULT_ORDER,
        table: Table | None = None,
    ) -> list[str]:
        """The arguments with which pip, on any host, installs or downloads for the target.

        With ``directory`` they include ``--target``, which ``pip install`` demands;
        ``pip download`` has ``--dest`` of its own. ``order`` decides which spellings pip takes;
        it and ``table`` as in :meth:`platform_tags`. See :data:`PIP_LIMITS` for what pip cannot do.

        >>> " ".join(Target.of("2026_0").pip_args())  # doctest: +NORMALIZE_WHITESPACE
        '--platform=pyemscripten_2026_0_wasm32 --platform=emscripten_5_0_3_wasm32
         --python-version=3.14.2 --implementation=cp --abi=cp314 --only-binary=:all:'
        """
        return [
            *(f"--platform={tag}" for tag in self.platform_tags(order, table)),
            f"--python-version={self.python_release}",
            "--implementation=cp",
            f"--abi=cp{self.python_minor.replace('.', '')}",
            "--only-binary=:all:",
            *([f"--target={directory}"] if directory is not None else []),
        ]

    def uv_args(self, directory: str | None = None) -> list[str]:
        """The arguments with which ``uv pip install`` or ``compile`` works for the target.

        uv evaluates markers for the target. With ``directory`` they include ``--target``, which
        ``uv pip compile`` does not take.

        Raises :class:`UnsupportedTarget` where uv has no ``--python-platform`` for it.

        >>> Target.of("2025_0").uv_args()  # doctest: +NORMALIZE_WHITESPACE
        ['--python-platform=wasm32-pyodide2025', '--python-version=3.13.2',
         '--only-binary=:all:']
        """
        if self.uv is None:
            raise UnsupportedTarget(
                f"uv has no --python-platform for {self.platform_tags()[0]}: use "
                f"`pyemscripten pip-args {argument(self)}`"
            )
        return [
            f"--python-platform={self.uv}",
            f"--python-version={self.python_release}",
            "--only-binary=:all:",
            *([f"--target={directory}"] if directory is not None else []),
        ]

    def rank(
        self, filename: str, order: str | TagOrder = DEFAULT_ORDER, table: Table | None = None
    ) -> int | None:
        """The place of a wheel's best tag in :meth:`tags`, or ``None`` if the target takes none.

        ``filename`` is the name of a wheel. The smaller, the better: of wheels of one version, an
        installer has to take the one with the smallest. Tags are compared as `packaging` does, in
        lower case. ``order`` and ``table`` as in :meth:`platform_tags`.

        Raises :class:`InvalidName` for what is no name of a wheel, or stands for more than
        :data:`MAX_TAGS` tags.

        >>> pure, native = "a-1-py3-none-any.whl", "a-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
        >>> min(pure, native, key=Target.of("2026_0").rank)
        'a-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl'
        """
        chosen = find_order(order, table)
        key = (self.python, self.platform, self.emscripten, chosen.spellings)
        ranks = _ranks.get(key)
        if ranks is None:
            ranks = _remember(key, self.tags(chosen))
        return best_rank(wheel_tags(filename), ranks)


@public
def compatible_tags(
    target: str | Target | Platform | PyodideRelease | None = None,
    order: str | TagOrder = DEFAULT_ORDER,
    table: Table | None = None,
) -> tuple[Tag, ...]:
    """All the tags that an environment accepts, the best first: interpreter, abi3, none, any.

    ``target`` is whatever :meth:`.Target.of` takes (``"2026_0"``, ``"0.29.3"``), or
    ``None`` for the running interpreter. The list is that of `packaging`: ``cpython_tags`` and then
    ``compatible_tags`` for CPython with the GIL, so that a platform wheel comes before a pure one
    and ``abi3`` reaches back through Python versions but never across platforms. ``table`` is
    newer data.

    Raises :class:`UnknownPlatform` if there is no target and this interpreter is not Emscripten,
    and what :meth:`.Target.of` raises.

    >>> [str(tag) for tag in compatible_tags("2026_0")][:3]  # doctest: +NORMALIZE_WHITESPACE
    ['cp314-cp314-pyemscripten_2026_0_wasm32', 'cp314-cp314-emscripten_5_0_3_wasm32',
     'cp314-abi3-pyemscripten_2026_0_wasm32']
    """
    table = table or builtin()
    chosen = find_order(order, table)
    if target is not None:
        return Target.of(target, table=table).tags(chosen)
    import sys

    platforms = platform_tags(chosen, table)
    if not platforms:
        raise UnknownPlatform(
            f"this interpreter ({sys.platform}) accepts no Emscripten tag; name a target, "
            f"such as {table.platforms[-1].version!r}"
        )
    return cpython_tags(sys.version_info[1], platforms)


def argument(target: Target) -> str:
    """How a target is named on the command line, with its Python where that was given.

    >>> argument(Target.of("emscripten_4_0_15_wasm32", python="3.13.2"))
    'emscripten_4_0_15_wasm32 --python 3.13.2'
    """
    return target.name if target.pyodide else f"{target.name} --python {target.python}"


_ranks: dict[tuple[object, ...], dict[str, int]] = {}


def _remember(key: tuple[object, ...], tags: Iterable[Tag]) -> dict[str, int]:
    if len(_ranks) >= 128:
        _ranks.clear()
    ranks = _ranks[key] = ranks_of(tags)
    return ranks


def _describe(name: str | Platform | PyodideRelease, python: str | None, table: Table) -> Target:
    if isinstance(name, Platform):
        return _of_platform(name, table)
    if isinstance(name, PyodideRelease):
        return _of_release(name, table)
    if len(name) > 4096:
        raise InvalidName(f"{shown(name)} is not a target: it is longer than any name of one")
    if name.startswith(f"{EMSCRIPTEN}_"):
        return _of_generic(name, python, table)
    if "." in name and version_key(pyodide_spelling(name)) is not None:
        return _of_release(table.release(name), table)
    return _of_platform(table.platform(name), table)


def _of_platform(platform: Platform, table: Table) -> Target:
    releases = table.history(platform).releases
    newest = [release for release in releases if release.stable] or releases
    return _of_release(newest[-1], table).replace(name=platform.version)


def _of_release(release: PyodideRelease, table: Table) -> Target:
    named = table.uv_target(release.platform)
    return Target(
        name=release.version,
        emscripten=release.emscripten,
        python=release.python,
        platform=release.platform,
        pyodide=release.version,
        uv=named.spelling if named else None,
    )


def _of_generic(name: str, python: str | None, table: Table) -> Target:
    emscripten = table.parse_tag(name).version
    if version_key(emscripten) is None:
        raise InvalidName(f"{name[:60]!r}… has a number of more than 20 digits")
    for release in reversed(table.releases):
        if release.platform is None and release.emscripten == emscripten:
            return _of_release(release, table).replace(name=name)
    if python is None:
        same = "".join(
            f", or name the platform {p.version}" for p in table.find(emscripten=emscripten)
        )
        raise UnknownPlatform(
            f"no Pyodide release has only the generic tag {name!r}: give the version of Python, as "
            f"for a private build{same}"
        )
    return Target(name, emscripten, _full_python(python), None, None)


def _full_python(python: str) -> str:
    from packaging.version import InvalidVersion, Version

    try:
        # What is longer is no version, and more than Python turns into a number.
        version = Version(python[:80])
    except InvalidVersion:
        version = Version("0")
    # A final or a pre-release, and nothing that may follow: so both spellings are the same.
    release = ".".join(map(str, version.release))
    pre = "".join(map(str, version.pre or ()))
    if version.major != 3 or len(version.release) not in (2, 3) or python != release + pre:
        raise InvalidName(
            f"{python[:80]!r} is not a version of Python 3: expected one such as '3.14.2'"
        )
    return f"{release}{'.0' * (3 - len(version.release))}{pre}"
