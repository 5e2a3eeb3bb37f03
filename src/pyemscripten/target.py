"""An environment that is not running: its tags, its markers, and how to install for it."""

from __future__ import annotations

from ._record import Record
from .data import MARKERS
from .lookup import InvalidName, UnknownPlatform, builtin, release_name, version_key
from .model import Platform, PyodideRelease
from .tags import DEFAULT_ORDER, EMSCRIPTEN, cpython_tags, parse_tag, shown, spell

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from packaging.tags import Tag

    from .lookup import Table

#: The most tags that the tag set of one wheel may stand for. Real wheels stay below a hundred.
MAX_TAGS = 1000

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


class UnsupportedTarget(UnknownPlatform):
    """The tool has no name for this target."""


class Target(Record):
    """An environment described, not run: what a platform or a Pyodide release accepts and reports.

    Made by :meth:`of`. ``name`` is what it was made from: a platform version (``"2026_0"``), a
    Pyodide release (``"314.0.7"``) or a generic tag. ``emscripten`` and ``python`` are full
    versions. ``platform`` is a platform version, or ``None`` where there is only a generic tag.
    ``pyodide`` is the release whose Python is meant, ``None`` where the caller gave one. ``uv`` is
    the value for uv's ``--python-platform``, ``None`` if uv has none.
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
        return ".".join(self.python.split(".")[:2])

    @property
    def python_release(self) -> str:
        """The version of Python without what marks a pre-release: ``"3.15.0"``.

        This is what pip takes as ``--python-version``.
        """
        major, minor, micro = self.python.split(".")
        for letter in "abr":
            micro = micro.partition(letter)[0]
        return f"{major}.{minor}.{micro}"

    def platform_tags(self, order: str = DEFAULT_ORDER) -> tuple[str, ...]:
        """The platform tags that the target accepts, the preferred one first.

        ``order`` is as in :func:`pyemscripten.tags.find_order`, and so is the error. The list says
        which wheels load there; whether an installer takes each spelling is
        :func:`pyemscripten.acceptance.explain`.

        >>> Target.of("0.27.8").platform_tags()
        ('pyemscripten_2024_0_wasm32', 'emscripten_3_1_58_wasm32')
        """
        return spell(self.platform, self.emscripten, order)

    def tags(self, order: str = DEFAULT_ORDER) -> tuple[Tag, ...]:
        """All the tags that the target accepts, the best first, as `packaging` orders them.

        >>> str(Target.of("2026_0").tags()[0])
        'cp314-cp314-pyemscripten_2026_0_wasm32'
        """
        return cpython_tags(int(self.python.split(".")[1]), self.platform_tags(order))

    def markers(self) -> dict[str, str]:
        """The environment for PEP 508 markers, as `packaging` computes it in the target.

        All the variables of `the specification`__ except ``extra`` and its like, which belong to a
        requirement. ``platform_release`` is the Emscripten version. Pass it to
        ``Marker.evaluate``, which otherwise describes the Python that runs it.

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
                    **MARKERS,
                    "implementation_version": self.python.replace("rc", "c"),
                    "platform_release": self.emscripten,
                    "python_full_version": self.python,
                    "python_version": self.python_minor,
                }.items()
            )
        )

    def pip_args(self, directory: str | None = None, order: str = DEFAULT_ORDER) -> list[str]:
        """The arguments with which pip, on any host, installs or downloads for the target.

        With ``directory`` they include ``--target``, which ``pip install`` demands;
        ``pip download`` has ``--dest`` of its own. ``order`` decides which spellings pip takes.
        See :data:`PIP_LIMITS` for what pip cannot do.

        >>> " ".join(Target.of("2026_0").pip_args())  # doctest: +NORMALIZE_WHITESPACE
        '--platform=pyemscripten_2026_0_wasm32 --platform=emscripten_5_0_3_wasm32
         --python-version=3.14.2 --implementation=cp --abi=cp314 --only-binary=:all:'
        """
        return [
            *(f"--platform={tag}" for tag in self.platform_tags(order)),
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

    def rank(self, filename: str, order: str = DEFAULT_ORDER) -> int | None:
        """The place of a wheel's best tag in :meth:`tags`, or ``None`` if the target takes none.

        ``filename`` is the name of a wheel. The smaller, the better: of wheels of one version, an
        installer has to take the one with the smallest. Tags are compared as `packaging` does, in
        lower case.

        Raises :class:`InvalidName` for what is no name of a wheel, or stands for more than
        :data:`MAX_TAGS` tags.

        >>> pure, native = "a-1-py3-none-any.whl", "a-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
        >>> min(pure, native, key=Target.of("2026_0").rank)
        'a-1-cp314-cp314-pyemscripten_2026_0_wasm32.whl'
        """
        key = (self.python, self.platform, self.emscripten, order)
        ranks = _ranks.get(key)
        if ranks is None:
            ranks = _remember(key, self.tags(order))
        return best_rank(parse_wheel(filename)[2:], ranks)


def argument(target: Target) -> str:
    """How a target is named on the command line, with its Python where that was given.

    >>> argument(Target.of("emscripten_4_0_15_wasm32", python="3.13.2"))
    'emscripten_4_0_15_wasm32 --python 3.13.2'
    """
    return target.name if target.pyodide else f"{target.name} --python {target.python}"


_ranks: dict[tuple[str | None, ...], dict[str, int]] = {}


def _remember(key: tuple[str | None, ...], tags: Iterable[Tag]) -> dict[str, int]:
    if len(_ranks) >= 128:
        _ranks.clear()
    ranks = _ranks[key] = ranks_of(tags)
    return ranks


def ranks_of(tags: Iterable[Tag]) -> dict[str, int]:
    """The place of each tag in a list.

    >>> ranks_of(Target.of("2026_0").tags())["cp314-cp314-emscripten_5_0_3_wasm32"]
    1
    """
    return {str(tag): rank for rank, tag in enumerate(tags)}


def expand(tag_set: tuple[str, str, str]) -> list[str]:
    """The tags that a compressed tag set stands for.

    >>> expand(("py2.py3", "none", "any"))
    ['py2-none-any', 'py3-none-any']
    """
    joined = "-".join(tag_set)
    if "." not in joined:
        return [joined]
    pythons, abis, platforms = (part.split(".") for part in tag_set)
    return [
        f"{python}-{abi}-{platform}" for python in pythons for abi in abis for platform in platforms
    ]


def best_rank(tag_set: tuple[str, str, str], ranks: dict[str, int]) -> int | None:
    """The smallest place that any tag of a compressed tag set has, or ``None``.

    >>> best_rank(("py2.py3", "none", "any"), {"py3-none-any": 7})
    7
    """
    tags = expand(tag_set)
    if len(tags) == 1:
        return ranks.get(tags[0])
    return min([ranks[tag] for tag in tags if tag in ranks], default=None)


def wheel_tags(filename: str) -> tuple[str, str, str]:
    """The compressed tag sets in the name of a wheel, in lower case: Python, ABI, platform.

    The name is checked as `packaging` does (the binary distribution format).

    Raises :class:`InvalidName` for what is no name of a wheel, or stands for more than
    :data:`MAX_TAGS` tags.

    >>> wheel_tags("foo-1.0-py2.py3-none-any.whl")
    ('py2.py3', 'none', 'any')
    """
    return parse_wheel(filename)[2:]


def parse_wheel(filename: str) -> tuple[str, str, str, str, str]:
    """The parts of a wheel's name: project, version, and the three of :func:`wheel_tags`.

    >>> parse_wheel("foo-1.0-1-py3-none-any.whl")
    ('foo', '1.0', 'py3', 'none', 'any')
    """
    if len(filename) > 4096:
        raise InvalidName(f"{_wheel(filename)}: it is longer than a file name can be")
    if not filename.endswith(".whl"):
        raise InvalidName(f"{_wheel(filename)}: it does not end in '.whl'")
    parts = filename[:-4].split("-")
    if len(parts) not in (5, 6):
        raise InvalidName(f"{_wheel(filename)}: it has {len(parts)} parts between hyphens, not 5")
    name, version, python, abi, platform = parts[0], parts[1], *parts[-3:]
    _check(filename, name, version, parts[2] if len(parts) == 6 else "0")
    if "." in python or "." in abi or "." in platform:
        _check_tag_set(filename, python, abi, platform)
    elif not (python and abi and platform):
        raise InvalidName(f"{_wheel(filename)}: one of its tags is empty")
    return name, version, python.lower(), abi.lower(), platform.lower()


def _check(filename: str, name: str, version: str, build: str) -> None:
    # Nearly every name and version passes the quick tests, which mean the same.
    if not name.replace("_", "0").replace(".", "0").isalnum() or "__" in name:
        raise InvalidName(f"{_wheel(filename)}: {name!r} is no name of a project")
    numbers = version.replace(".", "0")
    plain = numbers.isdigit() and numbers.isascii() and ".." not in version
    if not (plain and version[0] != "." != version[-1]) and not _version_pattern().fullmatch(
        version
    ):
        raise InvalidName(f"{_wheel(filename)}: {version!r} is no version")
    if not (build[:1].isascii() and build[:1].isdigit()):
        raise InvalidName(f"{_wheel(filename)}: the build number {build!r} begins with no digit")


def _version_pattern() -> re.Pattern[str]:
    if not _patterns:
        import re

        from packaging.version import VERSION_PATTERN

        _patterns.append(re.compile(VERSION_PATTERN, re.VERBOSE | re.IGNORECASE))
    return _patterns[0]


_patterns: list[re.Pattern[str]] = []


def _check_tag_set(filename: str, python: str, abi: str, platform: str) -> None:
    for component in (python, abi, platform):
        if ".." in component or component[:1] in ("", ".") or component[-1] == ".":
            raise InvalidName(f"{_wheel(filename)}: one of its tags is empty")
    count = (python.count(".") + 1) * (abi.count(".") + 1) * (platform.count(".") + 1)
    if count > MAX_TAGS:
        raise InvalidName(
            f"{_wheel(filename)}: its tag set stands for {count} tags, more than {MAX_TAGS}"
        )


def _wheel(filename: str) -> str:
    shown = repr(filename) if len(filename) <= 120 else f"{filename[:100]!r}…"
    return f"{shown} is not the name of a wheel (such as 'foo-1.0-py3-none-any.whl')"


def _describe(name: str | Platform | PyodideRelease, python: str | None, table: Table) -> Target:
    if isinstance(name, Platform):
        return _of_platform(name, table)
    if isinstance(name, PyodideRelease):
        return _of_release(name, table)
    if len(name) > 4096:
        raise InvalidName(f"{shown(name)} is not a target: it is longer than any name of one")
    if name.startswith(f"{EMSCRIPTEN}_"):
        return _of_generic(name, python, table)
    if "." in name and version_key(release_name(name)) is not None:
        return _of_release(table.release(name), table)
    return _of_platform(table.platform(name), table)


def _of_platform(platform: Platform, table: Table) -> Target:
    releases = table.history(platform).releases
    newest = [release for release in releases if release.stable] or releases
    return _of_release(newest[-1], table).replace(name=platform.version)


def _of_release(release: PyodideRelease, table: Table) -> Target:
    names: tuple[str, ...] = ()
    if release.platform is not None:
        names = table.platform(release.platform).names.get("uv", ())
    return Target(
        name=release.version,
        emscripten=release.emscripten,
        python=release.python,
        platform=release.platform,
        pyodide=release.version,
        uv=names[0] if names else None,
    )


def _of_generic(name: str, python: str | None, table: Table) -> Target:
    emscripten = parse_tag(name).version
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
