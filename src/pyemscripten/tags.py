"""Lists of tags: the orders in which tools prefer them, and all that a Python accepts."""

from __future__ import annotations

from collections.abc import Iterable

from .lookup import Table, builtin
from .model import TagOrder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from packaging.tags import Tag

#: The order of preference used unless another is asked for.
DEFAULT_ORDER = "pep783"


def find_order(name: str | TagOrder, table: Table | None = None) -> TagOrder:
    """The order of spellings of that name, with whose it is and why.

    ``name`` is one of those in :data:`pyemscripten.data.TAG_ORDERS`, or of ``table``, which is
    newer data (:func:`pyemscripten.load`):

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
    return (table or builtin()).order(name)


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
