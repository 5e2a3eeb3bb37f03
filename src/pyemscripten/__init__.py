"""Facts about the PyEmscripten platform (PEP 783), and the tools built on them.

The names below are imported when they are first used, so that importing the package costs next
to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .acceptance import Explanation, explain
    from .loading import DataError, load
    from .lookup import (
        GenericTag,
        History,
        InvalidName,
        Table,
        UnknownPlatform,
        UnknownRelease,
        builtin,
        find,
        history,
        platform,
        release,
    )
    from .model import Platform, PyodideRelease, Source
    from .tags import (
        PlatformTag,
        compatible_tags,
        current_platform,
        format_tag,
        is_known,
        is_well_formed,
        parse_tag,
        platform_tags,
        private_tag,
    )
    from .target import Target, UnsupportedTarget

_HOME = {
    "DataError": "loading",
    "Explanation": "acceptance",
    "GenericTag": "lookup",
    "History": "lookup",
    "InvalidName": "lookup",
    "Platform": "model",
    "PlatformTag": "tags",
    "PyodideRelease": "model",
    "Source": "model",
    "Table": "lookup",
    "Target": "target",
    "UnknownPlatform": "lookup",
    "UnknownRelease": "lookup",
    "UnsupportedTarget": "target",
    "builtin": "lookup",
    "compatible_tags": "tags",
    "current_platform": "tags",
    "explain": "acceptance",
    "find": "lookup",
    "format_tag": "tags",
    "history": "lookup",
    "is_known": "tags",
    "is_well_formed": "tags",
    "load": "loading",
    "parse_tag": "tags",
    "platform": "lookup",
    "platform_tags": "tags",
    "private_tag": "tags",
    "release": "lookup",
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
    "platform",
    "platform_tags",
    "private_tag",
    "release",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name == "__version__":
        return import_module(".data", __name__).VERSION
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOME[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
