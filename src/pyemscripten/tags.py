"""Platform tags: parse and format the three spellings, and list what an interpreter accepts.

Three questions are kept apart: whether a tag is *well-formed* (the expression of PEP 783), whether
it is *known* (in the data), and whether some runtime, installer or index *accepts* it
(:mod:`pyemscripten.acceptance`).
"""

from __future__ import annotations

from ._record import Record
from .data import PLATFORM, PLATFORM_MISSPELT, PYODIDE_ABI, TAG_ORDERS
from .lookup import InvalidName, UnknownPlatform, builtin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from packaging.tags import Tag

    from .lookup import Table
    from .model import Platform, PyodideRelease, TagOrder
    from .target import Target

#: The spelling of PEP 783, the legacy spelling of the same platforms, and the generic tag.
PYEMSCRIPTEN = "pyemscripten"
PYODIDE = "pyodide"
EMSCRIPTEN = "emscripten"
SPELLINGS = (PYEMSCRIPTEN, PYODIDE, EMSCRIPTEN)

#: What PEP 783 (Package Indexes) gives; it must match the whole tag, with ASCII digits.
EXPRESSION = "pyemscripten_[0-9]+_[0-9]+_wasm32"

#: The order of preference used unless another is asked for.
DEFAULT_ORDER = "pep783"

#: The config variables that may hold the platform version, the first preferred.
CONFIG_VARIABLES = (PLATFORM, PYODIDE_ABI, PLATFORM_MISSPELT)

_SUFFIX = "_wasm32"
_NUMBERS = {PYEMSCRIPTEN: 2, PYODIDE: 2, EMSCRIPTEN: 3}
_EXAMPLES = {PYEMSCRIPTEN: "2026_0", PYODIDE: "2025_0", EMSCRIPTEN: "4.0.9"}


class PlatformTag(Record):
    """A platform tag, taken apart.

    ``spelling`` is one of :data:`SPELLINGS`. ``version`` is a platform version (``"2026_0"``), or
    an Emscripten version (``"4.0.9"``) where the spelling is ``"emscripten"``.
    """

    spelling: str
    version: str

    def __str__(self) -> str:
        number = self.version.replace(".", "_") if self.spelling == EMSCRIPTEN else self.version
        return f"{self.spelling}_{number}{_SUFFIX}"


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
    spelling, _, rest = tag.partition("_")
    if spelling in _NUMBERS and rest.endswith(_SUFFIX):
        number = rest[: -len(_SUFFIX)]
        # As many parts as digits allow: `1__2` and `_1_2` have an empty one.
        parts = number.split("_", 3)
        if len(parts) == _NUMBERS[spelling] and all(map(_is_digits, parts)):
            return PlatformTag(spelling, ".".join(parts) if spelling == EMSCRIPTEN else number)
    raise InvalidName(_why_malformed(tag))


def format_tag(spelling: str, version: str) -> str:
    """Write a platform tag: the inverse of :func:`parse_tag`.

    ``spelling`` is one of :data:`SPELLINGS`; ``version`` a platform version (``"2026_0"``), or a
    full Emscripten version (``"4.0.9"``) for ``"emscripten"``. The platform need not be known.

    Raises :class:`InvalidName` for another spelling, or a version that gives no such tag.

    >>> format_tag("pyemscripten", "2026_0")
    'pyemscripten_2026_0_wasm32'
    """
    if spelling not in _NUMBERS:
        raise InvalidName(f"{shown(spelling)} is not a spelling: expected {_or(SPELLINGS)}")
    separator = "." if spelling == EMSCRIPTEN else "_"
    parts = version.split(separator, 3)
    if len(parts) != _NUMBERS[spelling] or not all(map(_is_digits, parts)):
        what = "an Emscripten version" if spelling == EMSCRIPTEN else "a platform version"
        raise InvalidName(
            f"{shown(version)} is not {what}: expected one such as {_EXAMPLES[spelling]!r}"
        )
    return f"{spelling}_{'_'.join(parts)}{_SUFFIX}"


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


def is_well_formed(tag: str) -> bool:
    """Whether a platform tag matches PEP 783's expression: whole, with ASCII digits.

    PEP 783 (Package Indexes) gives :data:`EXPRESSION` and does not say how it is anchored. A tag
    with something before or after is a tag that no installer ever generates, so the whole tag
    must match here. Whether such a platform exists is :func:`is_known`.

    >>> is_well_formed("pyemscripten_2026_0_wasm32"), is_well_formed("pyemscripten_2026_0_wasm32x")
    (True, False)
    >>> is_well_formed("pyemscripten_99999_0_wasm32"), is_known("pyemscripten_99999_0_wasm32")
    (True, False)
    """
    try:
        return parse_tag(tag).spelling == PYEMSCRIPTEN
    except InvalidName:
        return False


def is_known(tag: str, table: Table | None = None) -> bool:
    """Whether the data knows what a platform tag names, in any of the three spellings.

    A generic tag is known if some Pyodide release was built with that Emscripten version. Text
    that is no tag is not known. ``table`` is newer data (:func:`pyemscripten.load`).

    >>> is_known("pyodide_2025_0_wasm32"), is_known("emscripten_4_0_15_wasm32")
    (True, False)
    """
    try:
        parsed = parse_tag(tag)
    except InvalidName:
        return False
    table = table or builtin()
    if parsed.spelling == EMSCRIPTEN:
        return any(release.emscripten == parsed.version for release in table.releases)
    return any(platform.version == parsed.version for platform in table.platforms)


def find_order(name: str) -> TagOrder:
    """The order of spellings of that name, with whose it is and why.

    ``name`` is one of those in :data:`pyemscripten.data.TAG_ORDERS`:

    - ``"pep783"``, the default: ``pyemscripten_*``, then ``emscripten_*``; also `packaging`, `pip`;
    - ``"micropip"``: ``pyemscripten_*``, ``pyodide_*``, ``emscripten_*``;
    - ``"pyodide"``: ``pyodide_*``, ``pyemscripten_*``, ``emscripten_*``, as the copy of `packaging`
      that Pyodide distributes;
    - ``"uv"``: ``pyemscripten_*``, ``pyodide_*``, and no generic tag;
    - ``"pyodide-build"``: ``emscripten_*``, ``pyemscripten_*``, ``pyodide_*``.

    The order decides between two wheels of the same version only. Since the first two spellings
    name the same platform, both wheels work; the generic tag says less, so it should come last.

    Raises :class:`InvalidName` for another name.

    >>> find_order("uv").spellings
    ('pyemscripten', 'pyodide')
    """
    for order in TAG_ORDERS:
        if order.name == name:
            return order
    expected = _or(tuple(order.name for order in TAG_ORDERS))
    raise InvalidName(f"{shown(name)} is not an order of tags: expected {expected}")


def spell(platform: str | None, emscripten: str | None, order: str) -> tuple[str, ...]:
    """The platform tags of a platform version and an Emscripten version, in the given order.

    Either may be ``None``, and then gives no tag.

    >>> spell("2026_0", "5.0.3", "pep783")
    ('pyemscripten_2026_0_wasm32', 'emscripten_5_0_3_wasm32')
    """
    versions = {PYEMSCRIPTEN: platform, PYODIDE: platform, EMSCRIPTEN: emscripten}
    return tuple(
        format_tag(spelling, version)
        for spelling in find_order(order).spellings
        if (version := versions[spelling]) is not None
    )


def config_platform_version(get_config_var: Callable[[str], object]) -> str | None:
    """The platform version that an interpreter's config variables state, or ``None``.

    ``get_config_var`` is :func:`sysconfig.get_config_var`, or a mapping's ``get``. It is asked for

    1. ``PYEMSCRIPTEN_PLATFORM_VERSION``, which PEP 783 (Determining the PyEmscripten Platform
       Version) names: Pyodide 0.29.4, 314.0.0a1 and later;
    2. ``PYODIDE_ABI_VERSION``, which came before it: Pyodide 0.26.0 and later, all that have a
       platform;
    3. ``PYEMSCRIPTEN_ABI_VERSION``, which packaging 26.1 read by mistake. Every Pyodide that
       defines it defines the others too; it is for other builds that followed packaging 26.1.

    A value that is no platform version is passed over.

    >>> config_platform_version({"PYODIDE_ABI_VERSION": "2025_0"}.get)
    '2025_0'
    >>> config_platform_version({}.get)
    """
    for name in CONFIG_VARIABLES:
        value = get_config_var(name)
        if isinstance(value, str) and is_well_formed(f"{PYEMSCRIPTEN}_{value}{_SUFFIX}"):
            return value
    return None


def platform_tags(order: str = DEFAULT_ORDER) -> tuple[str, ...]:
    """The platform tags that the running interpreter accepts, the preferred one first.

    This is ``_emscripten_platforms()`` of PEP 783, made right for older runtimes. PEP 783 reads
    one config variable, ``PYEMSCRIPTEN_PLATFORM_VERSION``, which Pyodide 0.26.0 to 0.29.3 do not
    set; there ``PYODIDE_ABI_VERSION`` has the same value, and is asked next. The last resort is
    ``PYEMSCRIPTEN_ABI_VERSION`` (:func:`config_platform_version` says why). Pyodide up to 0.25, and
    0.26.0a1 to a4, has no platform, so its generic tag stands alone. An interpreter that is not
    Emscripten gives nothing.

    ``order`` names one of the orders of :func:`find_order`, which raises :class:`InvalidName` for
    another.

    >>> platform_tags()  # in Pyodide 0.28.3: ('pyemscripten_2025_0_wasm32', 'emscripten_4_0_9_…')
    ()
    """
    import sysconfig

    return interpreter_tags(sysconfig.get_config_var, sysconfig.get_platform(), order)


def interpreter_tags(
    get_config_var: Callable[[str], object], get_platform: str, order: str = DEFAULT_ORDER
) -> tuple[str, ...]:
    """The platform tags of an interpreter that answers so: :func:`platform_tags` from outside.

    ``get_config_var`` is as in :func:`config_platform_version`, ``get_platform`` what
    ``sysconfig.get_platform()`` gives there (``"emscripten-4.0.9-wasm32"``).

    >>> interpreter_tags({"PYODIDE_ABI_VERSION": "2025_0"}.get, "emscripten-4.0.9-wasm32")
    ('pyemscripten_2025_0_wasm32', 'emscripten_4_0_9_wasm32')
    """
    generic = get_platform.replace("-", "_").replace(".", "_").replace(" ", "_")
    spellings = find_order(order).spellings
    if not generic.startswith(f"{EMSCRIPTEN}_"):
        return ()
    version = config_platform_version(get_config_var)
    tags = {EMSCRIPTEN: generic}
    if version is not None:
        tags[PYEMSCRIPTEN] = format_tag(PYEMSCRIPTEN, version)
        tags[PYODIDE] = format_tag(PYODIDE, version)
    return tuple(tags[spelling] for spelling in spellings if spelling in tags)


def current_platform(table: Table | None = None) -> Platform | None:
    """The platform of the running interpreter, or ``None`` where it states none.

    ``None`` stands for an interpreter that is not Emscripten, or that has only a generic tag:
    Pyodide up to 0.25, private builds.

    Raises :class:`UnknownPlatform` if the interpreter is newer than the data; ``table`` may be
    newer data (:func:`pyemscripten.load`).

    >>> current_platform()  # in Pyodide 0.28.3: the platform 2025_0
    """
    import sysconfig

    version = config_platform_version(sysconfig.get_config_var)
    return (table or builtin()).platform(version) if version else None


def compatible_tags(
    target: str | Target | Platform | PyodideRelease | None = None, order: str = DEFAULT_ORDER
) -> tuple[Tag, ...]:
    """All the tags that an environment accepts, the best first: interpreter, abi3, none, any.

    ``target`` is whatever :meth:`.Target.of` takes (``"2026_0"``, ``"0.29.3"``), or
    ``None`` for the running interpreter. The list is that of `packaging`: ``cpython_tags`` and then
    ``compatible_tags`` for CPython with the GIL, so that a platform wheel comes before a pure one
    and ``abi3`` reaches back through Python versions but never across platforms.

    Raises :class:`UnknownPlatform` if there is no target and this interpreter is not Emscripten,
    and what :meth:`.Target.of` raises.

    >>> [str(tag) for tag in compatible_tags("2026_0")][:3]  # doctest: +NORMALIZE_WHITESPACE
    ['cp314-cp314-pyemscripten_2026_0_wasm32', 'cp314-cp314-emscripten_5_0_3_wasm32',
     'cp314-abi3-pyemscripten_2026_0_wasm32']
    """
    if target is None:
        import sys

        platforms = platform_tags(order)
        if not platforms:
            raise UnknownPlatform(
                f"this interpreter ({sys.platform}) accepts no Emscripten tag; name a target, "
                "such as '2026_0'"
            )
        return cpython_tags(sys.version_info[1], platforms)
    from .target import Target

    return Target.of(target).tags(order)


def cpython_tags(minor: int, platforms: Iterable[str]) -> tuple[Tag, ...]:
    """The tags of CPython 3.``minor`` (with the GIL) for the given platform tags, the best first.

    The same tags in the same order as `packaging` gives; the answer is kept for the next call.

    >>> len(cpython_tags(14, ("pyemscripten_2026_0_wasm32",)))
    48
    """
    key = (minor, tuple(platforms))
    found = _lists.get(key)
    if found is None:
        # Private builds are without number; what is kept is not.
        if len(_lists) >= 128:
            _lists.clear()
        found = _lists[key] = _cpython_tags(*key)
    return found


_lists: dict[tuple[int, tuple[str, ...]], tuple[Tag, ...]] = {}


def _cpython_tags(minor: int, platforms: tuple[str, ...]) -> tuple[Tag, ...]:
    from packaging.tags import Tag

    interpreter = f"cp3{minor}"
    pythons = [f"py3{minor}", "py3", *(f"py3{n}" for n in range(minor - 1, -1, -1))]
    native = [(interpreter, interpreter), (interpreter, "abi3"), (interpreter, "none")]
    # PEP 384: the stable ABI begins with Python 3.2.
    native += [(f"cp3{n}", "abi3") for n in range(minor - 1, 1, -1)]
    native += [(python, "none") for python in pythons]
    tags = [Tag(python, abi, platform) for python, abi in native for platform in platforms]
    tags += [Tag(python, "none", "any") for python in (interpreter, *pythons)]
    return tuple(tags)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def shown(text: str) -> str:
    """Text that someone gave, fit for an error message: quoted, and cut if it is long."""
    return repr(text) if len(text) <= 80 else f"{text[:60]!r}… ({len(text)} characters)"


def _or(names: tuple[str, ...]) -> str:
    quoted = [repr(name) for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _why_malformed(tag: str) -> str:
    given = shown(tag)
    expected = f"expected one such as {builtin().platforms[-1].tag!r}"
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
        beginnings = _or(tuple(f"{known}_" for known in SPELLINGS))
        return f"{given} does not begin with {beginnings}: {expected}"
    if not rest.endswith(_SUFFIX):
        return f"{given} does not end in '{_SUFFIX}', the only architecture there is: {expected}"
    count = {2: "two", 3: "three"}[_NUMBERS[spelling]]
    return f"{given} has not {count} numbers between '{spelling}_' and '{_SUFFIX}': {expected}"
