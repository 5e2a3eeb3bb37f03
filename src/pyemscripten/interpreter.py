"""The interpreter that is running: its platform version, its platform tags."""

from __future__ import annotations

from collections.abc import Callable

from ._record import public
from .lookup import Table, builtin
from .model import Platform, TagOrder
from .tags import DEFAULT_ORDER, find_order
from .wheel_names import EMSCRIPTEN, PYEMSCRIPTEN, PYODIDE, find_tag, write_tag


def config_platform_version(
    get_config_var: Callable[[str], object], table: Table | None = None
) -> str | None:
    """The platform version that an interpreter's config variables state, or ``None``.

    ``get_config_var`` is :func:`sysconfig.get_config_var`, or a mapping's ``get``. It is asked for

    1. ``PYEMSCRIPTEN_PLATFORM_VERSION``, which PEP 783 (Determining the PyEmscripten Platform
       Version) names: Pyodide 0.29.4, 314.0.0a1 and later;
    2. ``PYODIDE_ABI_VERSION``, which came before it: Pyodide 0.26.0 and later, all that have a
       platform;
    3. ``PYEMSCRIPTEN_ABI_VERSION``, which packaging 26.1 read by mistake. Every Pyodide that
       defines it defines the others too; it is for other builds that followed packaging 26.1.

    A value that is no platform version is passed over. ``table`` is newer data
    (:func:`pyemscripten.load`).

    >>> config_platform_version({"PYODIDE_ABI_VERSION": "2025_0"}.get)
    '2025_0'
    >>> config_platform_version({}.get)
    """
    for name in (table or builtin()).config_variables:
        value = get_config_var(name)
        if isinstance(value, str) and find_tag(write_tag(PYEMSCRIPTEN, value)):
            return value
    return None


@public
def platform_tags(
    order: str | TagOrder = DEFAULT_ORDER, table: Table | None = None
) -> tuple[str, ...]:
    """The platform tags that the running interpreter accepts, the preferred one first.

    This is ``_emscripten_platforms()`` of PEP 783, made right for older runtimes. PEP 783 reads
    one config variable, ``PYEMSCRIPTEN_PLATFORM_VERSION``, which Pyodide 0.26.0 to 0.29.3 do not
    set; there ``PYODIDE_ABI_VERSION`` has the same value, and is asked next. The last resort is
    ``PYEMSCRIPTEN_ABI_VERSION`` (:func:`config_platform_version` says why). Pyodide up to 0.25, and
    0.26.0a1 to a4, has no platform, so its generic tag stands alone. An interpreter that is not
    Emscripten gives nothing.

    ``order`` names one of the orders of :func:`find_order`, which raises :class:`InvalidName` for
    another; ``table`` is newer data.

    >>> platform_tags()  # in Pyodide 0.28.3: ('pyemscripten_2025_0_wasm32', 'emscripten_4_0_9_…')
    ()
    """
    import sysconfig

    return interpreter_tags(sysconfig.get_config_var, sysconfig.get_platform(), order, table)


def interpreter_tags(
    get_config_var: Callable[[str], object],
    get_platform: str,
    order: str | TagOrder = DEFAULT_ORDER,
    table: Table | None = None,
) -> tuple[str, ...]:
    """The platform tags of an interpreter that answers so: :func:`platform_tags` from outside.

    ``get_config_var`` is as in :func:`config_platform_version`, ``get_platform`` what
    ``sysconfig.get_platform()`` gives there (``"emscripten-4.0.9-wasm32"``).

    >>> interpreter_tags({"PYODIDE_ABI_VERSION": "2025_0"}.get, "emscripten-4.0.9-wasm32")
    ('pyemscripten_2025_0_wasm32', 'emscripten_4_0_9_wasm32')
    """
    generic = get_platform.replace("-", "_").replace(".", "_").replace(" ", "_")
    spellings = find_order(order, table).spellings
    if not generic.startswith(f"{EMSCRIPTEN}_"):
        return ()
    version = config_platform_version(get_config_var, table)
    tags = {EMSCRIPTEN: generic}
    if version is not None:
        tags |= {spelling: write_tag(spelling, version) for spelling in (PYEMSCRIPTEN, PYODIDE)}
    return tuple(tags[spelling] for spelling in spellings if spelling in tags)


@public
def current_platform(table: Table | None = None) -> Platform | None:
    """The platform of the running interpreter, or ``None`` where it states none.

    ``None`` stands for an interpreter that is not Emscripten, or that has only a generic tag:
    Pyodide up to 0.25, private builds.

    Raises :class:`UnknownPlatform` if the interpreter is newer than the data; ``table`` may be
    newer data (:func:`pyemscripten.load`).

    >>> current_platform()  # in Pyodide 0.28.3: the platform 2025_0
    """
    import sysconfig

    table = table or builtin()
    version = config_platform_version(sysconfig.get_config_var, table)
    return table.platform(version) if version else None
