"""Where the site is, and the addresses that others may rely on.

Everything here is permanent: ``docs/stable-anchors.txt`` lists what was promised, and the tests
compare the built site with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyemscripten.lookup import GenericTag, Table
    from pyemscripten.model import Platform

#: The root of the published site; ``objects.inv`` is right under it.
SITE = "https://pyemscripten.readthedocs.io/"

#: The label of the table of all platforms.
TABLE_LABEL = "pyemscripten-platform-table"

#: The page, under the root, that holds the table of all platforms.
TABLE_PAGE = "platforms/"


def page(entry: Platform | GenericTag) -> str:
    """The page of a platform or generic tag, under the site's root.

    >>> import pyemscripten
    >>> page(pyemscripten.platform("2026_0"))
    'platforms/pyemscripten-2026-0/'
    """
    return f"{TABLE_PAGE}{entry.label}/"


def short(platform: Platform) -> str:
    """The short address of a platform, under the site's root: one of :func:`redirects`.

    >>> import pyemscripten
    >>> short(pyemscripten.platform("2026_0"))
    't/2026_0/'
    """
    return f"t/{platform.version}/"


def redirects(table: Table) -> dict[str, str]:
    """The short addresses of every spelling, as ``sphinx-reredirects`` takes them.

    From an address under the site's root to the page that it leads to. A platform is found by its
    version and by its tags, the generic one only once it is final, since a draft may yet change its
    Emscripten; other generic tags lead to their own pages. Tags also without the architecture.

    >>> import pyemscripten
    >>> found = redirects(pyemscripten.builtin())
    >>> found["t/pyodide_2025_0_wasm32/"]
    '/platforms/pyemscripten-2025-0/'
    >>> found["t/emscripten_4_0_9_wasm32/"]
    '/platforms/pyemscripten-2025-0/'
    >>> found["t/emscripten_3_1_46/"]
    '/platforms/emscripten-3-1-46/'
    """
    pages: dict[str, Platform | GenericTag] = {}
    for platform in table.platforms:
        pages.update(dict.fromkeys((platform.version, platform.tag, platform.legacy_tag), platform))
        if table.history(platform).status == "final":
            pages.setdefault(platform.generic_tag, platform)
    pages.update((generic.tag, generic) for generic in table.generic_tags())
    return {
        f"t/{spelling}/": f"/{page(entry)}"
        for name, entry in pages.items()
        for spelling in (name, name.removesuffix("_wasm32"))
    }
