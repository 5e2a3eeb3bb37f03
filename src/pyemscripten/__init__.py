"""Facts about the PyEmscripten platform (PEP 783), and the tools built on them.

The names below are imported when they are first used, so that importing the package costs next
to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .acceptance import Explanation, explain
    from .errors import DataError, InvalidName, UnknownPlatform, UnknownRelease, UnsupportedTarget
    from .interpreter import current_platform, platform_tags
    from .loading import load
    from .lookup import (
        GenericTag,
        History,
        Table,
        builtin,
        find,
        history,
        is_known,
        parse_tag,
        platform,
        release,
    )
    from .model import Platform, PyodideRelease, Source
    from .target import Target, compatible_tags
    from .wheel_names import (
        PlatformTag,
        WheelName,
        format_tag,
        is_well_formed,
        parse_wheel,
        private_tag,
    )

# Where each public name is defined.
_HOMES = {
    "acceptance": ("Explanation", "explain"),
    "errors": (
        "DataError",
        "InvalidName",
        "UnknownPlatform",
        "UnknownRelease",
        "UnsupportedTarget",
    ),
    "interpreter": ("current_platform", "platform_tags"),
    "loading": ("load",),
    "lookup": (
        "GenericTag",
        "History",
        "Table",
        "builtin",
        "find",
        "history",
        "is_known",
        "parse_tag",
        "platform",
        "release",
    ),
    "model": ("Platform", "PyodideRelease", "Source"),
    "target": ("Target", "compatible_tags"),
    "wheel_names": (
        "PlatformTag",
        "WheelName",
        "format_tag",
        "is_well_formed",
        "parse_wheel",
        "private_tag",
    ),
}

__all__ = [
    "DataError",
    "Explanation",
    "GenericTag",
    "History",
    "InvalidName",
    "Platform",
    "PlatformTag",
    "PyodideRelease",
    "Source",
    "Table",
    "Target",
    "UnknownPlatform",
    "UnknownRelease",
    "UnsupportedTarget",
    "WheelName",
    "__version__",
    "builtin",
    "compatible_tags",
    "current_platform",
    "explain",
    "find",
    "format_tag",
    "history",
    "is_known",
    "is_well_formed",
    "load",
    "parse_tag",
    "parse_wheel",
    "platform",
    "platform_tags",
    "private_tag",
    "release",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__version__":
        return import_module(".data", __name__).VERSION
    for module, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(f".{module}", __name__), name)
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
