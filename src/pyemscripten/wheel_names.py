"""The names in a wheel's file name: platform tags in three spellings, tag sets, the whole name.

The only parser and the only writer of each. They say whether a name is *well-formed*; whether the
platform is *known* is a question to the data (:mod:`pyemscripten.lookup`), whether somebody
*accepts* it one to the tools (:mod:`pyemscripten.acceptance`).
"""

from __future__ import annotations

from ._record import Record, public
from .errors import InvalidName, either, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from packaging.tags import Tag

#: The spelling of PEP 783, the legacy spelling of the same platforms, and the generic tag.
PYEMSCRIPTEN = "pyemscripten"
PYODIDE = "pyodide"
EMSCRIPTEN = "emscripten"
SPELLINGS = (PYEMSCRIPTEN, PYODIDE, EMSCRIPTEN)

#: What PEP 783 (Package Indexes) gives; it must match the whole tag, with ASCII digits.
EXPRESSION = "pyemscripten_[0-9]+_[0-9]+_wasm32"

#: What stands for a tag where no platform is at hand to name.
FORM = "pyemscripten_YEAR_PATCH_wasm32"

#: The most tags that the tag set of one wheel may stand for. Real wheels stay below a hundred.
MAX_TAGS = 1000

_SUFFIX = "_wasm32"
_NUMBERS = {PYEMSCRIPTEN: 2, PYODIDE: 2, EMSCRIPTEN: 3}
_EXAMPLES = {PYEMSCRIPTEN: "2026_0", PYODIDE: "2025_0", EMSCRIPTEN: "4.0.9"}


# Platform tags --------------------------------------------------------------------------------


@public
class PlatformTag(Record):
    """A platform tag, taken apart.

    ``spelling`` is one of :data:`SPELLINGS`. ``version`` is a platform version (``"2026_0"``), or
    an Emscripten version (``"4.0.9"``) where the spelling is ``"emscripten"``.
    """

    spelling: str
    version: str

    def __str__(self) -> str:
        return write_tag(self.spelling, self.version)


def write_tag(spelling: str, version: str) -> str:
    """A platform tag of parts that are known to be right; :func:`format_tag` checks them.

    >>> write_tag("emscripten", "5.0.3")
    'emscripten_5_0_3_wasm32'
    """
    number = version.replace(".", "_") if spelling == EMSCRIPTEN else version
    return f"{spelling}_{number}{_SUFFIX}"


def read_tag(tag: str, example: str = FORM) -> PlatformTag:
    """Take one platform tag apart, whichever of the three spellings it has.

    ``example`` is a tag that an error may name. Raises
    :class:`~pyemscripten.errors.InvalidName` for anything else, with what is wrong.

    >>> read_tag("emscripten_4_0_9_wasm32").version
    '4.0.9'
    """
    spelling, _, rest = tag.partition("_")
    if spelling in _NUMBERS and rest.endswith(_SUFFIX):
        number = rest[: -len(_SUFFIX)]
        # As many parts as digits allow: `1__2` and `_1_2` have an empty one.
        parts = number.split("_", 3)
        if len(parts) == _NUMBERS[spelling] and all(map(_is_digits, parts)):
            return PlatformTag(spelling, ".".join(parts) if spelling == EMSCRIPTEN else number)
    raise InvalidName(_why_malformed(tag, example))


def find_tag(tag: str) -> PlatformTag | None:
    """The parts of a platform tag in any of the three spellings, or ``None`` for other text.

    >>> find_tag("manylinux_2_28_x86_64")
    """
    try:
        return read_tag(tag)
    except InvalidName:
        return None


@public
def format_tag(spelling: str, version: str) -> str:
    """Write a platform tag: the inverse of :func:`pyemscripten.parse_tag`.

    ``spelling`` is one of :data:`SPELLINGS`; ``version`` a platform version (``"2026_0"``), or a
    full Emscripten version (``"4.0.9"``) for ``"emscripten"``. The platform need not be known.

    Raises :class:`InvalidName` for another spelling, or a version that gives no such tag.

    >>> format_tag("pyemscripten", "2026_0")
    'pyemscripten_2026_0_wasm32'
    """
    if spelling not in _NUMBERS:
        raise InvalidName(f"{shown(spelling)} is not a spelling: expected {either(SPELLINGS)}")
    parts = version.split("." if spelling == EMSCRIPTEN else "_", 3)
    if len(parts) != _NUMBERS[spelling] or not all(map(_is_digits, parts)):
        what = "an Emscripten version" if spelling == EMSCRIPTEN else "a platform version"
        raise InvalidName(
            f"{shown(version)} is not {what}: expected one such as {_EXAMPLES[spelling]!r}"
        )
    return write_tag(spelling, version)


@public
def private_tag(emscripten: str) -> str:
    """The tag for wheels of a private build: it names an Emscripten version and no more.

    ``emscripten`` is a full version, ``"4.0.15"``. PEP 783 defines no tag for builds whose
    Emscripten or flags are not those of a platform. This one is what CPython's
    ``sysconfig.get_platform()`` gives, so installers inside that build take it. PyPI refuses it,
    because it says nothing of flags and libraries.

    Raises :class:`InvalidName` for other text.

    >>> private_tag("4.0.15")
    'emscripten_4_0_15_wasm32'
    """
    return format_tag(EMSCRIPTEN, emscripten)


@public
def is_well_formed(tag: str) -> bool:
    """Whether a platform tag matches PEP 783's expression: whole, with ASCII digits.

    PEP 783 (Package Indexes) gives :data:`EXPRESSION` and does not say how it is anchored. A tag
    with something before or after is a tag that no installer ever generates, so the whole tag
    must match here. Whether such a platform exists is :func:`pyemscripten.is_known`.

    >>> is_well_formed("pyemscripten_2026_0_wasm32"), is_well_formed("pyemscripten_2026_0_wasm32x")
    (True, False)
    """
    found = find_tag(tag)
    return found is not None and found.spelling == PYEMSCRIPTEN


def find_platform_version(name: str) -> str | None:
    """The platform version in a platform version, a tag, or a tag without its architecture.

    ``None`` for anything else. PEP 783 writes both parts with ASCII digits.

    >>> find_platform_version("pyodide_2025_0_wasm32"), find_platform_version("2025_0")
    ('2025_0', '2025_0')
    """
    rest = name
    for spelling in (PYEMSCRIPTEN, PYODIDE):
        if name.startswith(f"{spelling}_"):
            rest = name[len(spelling) + 1 :].removesuffix(_SUFFIX)
            break
    found = find_tag(write_tag(PYEMSCRIPTEN, rest))
    return found.version if found else None


def label(spelling: str, version: str) -> str:
    """The hyphenated name of a tag in permanent addresses and anchors.

    >>> label("emscripten", "3.1.46")
    'emscripten-3-1-46'
    """
    return f"{spelling}-{version.replace('.', '-').replace('_', '-')}"


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _why_malformed(tag: str, example: str) -> str:
    given = shown(tag)
    expected = f"expected one such as {example!r}"
    if not tag:
        return f"the platform tag is empty: {expected}"
    if tag != tag.strip():
        return f"{given} has white space at an end: {expected}"
    if not tag.isascii():
        return f"{given} has characters other than ASCII: {expected}"
    if "." in tag or "-" in tag:
        return f"{given} is more than one platform tag: {expected}"
    if tag != tag.lower():
        return f"{given} is not in lower case: {expected}"
    spelling, _, rest = tag.partition("_")
    if spelling not in _NUMBERS:
        beginnings = either(f"{known}_" for known in SPELLINGS)
        return f"{given} does not begin with {beginnings}: {expected}"
    if not rest.endswith(_SUFFIX):
        return f"{given} does not end in '{_SUFFIX}', the only architecture there is: {expected}"
    count = {2: "two", 3: "three"}[_NUMBERS[spelling]]
    return f"{given} has not {count} numbers between '{spelling}_' and '{_SUFFIX}': {expected}"


# Tag sets -------------------------------------------------------------------------------------


def ranks_of(tags: Iterable[Tag]) -> dict[str, int]:
    """The place of each tag in a list.

    >>> from packaging.tags import Tag
    >>> ranks_of((Tag("py3", "none", "any"), Tag("py2", "none", "any")))["py2-none-any"]
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


def count_tags(python: str, abi: str, platform: str) -> int:
    """How many tags a compressed tag set stands for; 0 if one of its parts is empty.

    >>> count_tags("cp313.cp314", "none", "a.b"), count_tags("cp313..cp314", "none", "any")
    (4, 0)
    """
    count = 1
    for component in (python, abi, platform):
        parts = component.split(".")
        count *= len(parts) if all(parts) else 0
    return count


# Names of wheels ------------------------------------------------------------------------------


@public
class WheelName(Record):
    """The parts of a wheel's file name; the last three are compressed tag sets, in lower case.

    ``build`` is the build number, ``""`` for most wheels.
    """

    project: str
    version: str
    build: str
    python: str
    abi: str
    platform: str

    @property
    def tag_set(self) -> tuple[str, str, str]:
        """The compressed tag set: Python, ABI, platform."""
        return self.python, self.abi, self.platform

    @property
    def pythons(self) -> tuple[str, ...]:
        """The Python tags."""
        return tuple(self.python.split("."))

    @property
    def abis(self) -> tuple[str, ...]:
        """The ABI tags."""
        return tuple(self.abi.split("."))

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platform tags."""
        return tuple(self.platform.split("."))


@public
def parse_wheel(filename: str) -> WheelName:
    """Take a wheel's file name apart, and check it as `packaging` does.

    The form is that of the `binary distribution format
    <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>`_.

    Raises :class:`InvalidName` for what is no name of a wheel, or stands for more than
    :data:`MAX_TAGS` tags.

    >>> parse_wheel("foo-1.0-1-py2.py3-none-any.whl").pythons
    ('py2', 'py3')
    """
    return WheelName(*_split(filename))


def wheel_tags(filename: str) -> tuple[str, str, str]:
    """The compressed tag sets in the name of a wheel, in lower case: Python, ABI, platform.

    What :func:`parse_wheel` gives without the rest, in less time: a resolver asks this of every
    file of an index. Raises as it does.

    >>> wheel_tags("foo-1.0-py2.py3-none-any.whl")
    ('py2.py3', 'none', 'any')
    """
    return _split(filename)[3:]


def _split(filename: str) -> tuple[str, str, str, str, str, str]:
    if len(filename) > 4096:
        raise _not_a_wheel(filename, "it is longer than a file name can be")
    if not filename.endswith(".whl"):
        raise _not_a_wheel(filename, "it does not end in '.whl'")
    parts = filename[:-4].split("-")
    if len(parts) not in (5, 6):
        raise _not_a_wheel(filename, f"it has {len(parts)} parts between hyphens, not 5")
    project, version, build = parts[0], parts[1], parts[2] if len(parts) == 6 else ""
    _check(filename, project, version, build if len(parts) == 6 else "0")
    python, abi, platform = parts[-3:]
    if "." in python or "." in abi or "." in platform:
        _check_tag_set(filename, python, abi, platform)
    elif not (python and abi and platform):
        raise _not_a_wheel(filename, "one of its tags is empty")
    return project, version, build, python.lower(), abi.lower(), platform.lower()


def _check(filename: str, name: str, version: str, build: str) -> None:
    # Nearly every name and version passes the quick tests, which mean the same.
    if not name.replace("_", "0").replace(".", "0").isalnum() or "__" in name:
        raise _not_a_wheel(filename, f"{name!r} is no name of a project")
    numbers = version.replace(".", "0")
    plain = numbers.isdigit() and numbers.isascii() and ".." not in version
    if not (plain and version[0] != "." != version[-1]) and not _version_pattern().fullmatch(
        version
    ):
        raise _not_a_wheel(filename, f"{version!r} is no version")
    if not (build[:1].isascii() and build[:1].isdigit()):
        raise _not_a_wheel(filename, f"the build number {build!r} begins with no digit")


def _version_pattern() -> re.Pattern[str]:
    global _pattern
    if _pattern is None:
        import re

        from packaging.version import VERSION_PATTERN

        _pattern = re.compile(VERSION_PATTERN, re.VERBOSE | re.IGNORECASE)
    return _pattern


_pattern: re.Pattern[str] | None = None


def _check_tag_set(filename: str, python: str, abi: str, platform: str) -> None:
    count = count_tags(python, abi, platform)
    if not count:
        raise _not_a_wheel(filename, "one of its tags is empty")
    if count > MAX_TAGS:
        raise _not_a_wheel(filename, f"its tag set stands for {count} tags, more than {MAX_TAGS}")


def _not_a_wheel(filename: str, why: str) -> InvalidName:
    given = repr(filename) if len(filename) <= 120 else f"{filename[:100]!r}…"
    return InvalidName(
        f"{given} is not the name of a wheel (such as 'foo-1.0-py3-none-any.whl'): {why}"
    )
