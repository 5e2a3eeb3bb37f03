"""Ask one packaging tool which tags it takes. `tools.py` runs this file's text inside Pyodide."""

import sys
import sysconfig
import tempfile
import zipfile


def asked(tool: str, wheels: list[str]) -> list[str]:
    """Give the spellings of this platform's tag that a tool takes or gives, best first.

    `tool` is `packaging`, `pip` or `micropip`; `wheels` are paths of what has to be imported.
    """
    folders = []
    for wheel in wheels:
        # Unpacked, because namespace packages are not found inside an archive.
        folder = tempfile.mkdtemp()
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
        folders.append(folder)
    sys.path[:0] = folders
    before = set(sys.modules)
    try:
        version = sysconfig.get_config_var("PYODIDE_ABI_VERSION")
        tags = {
            "pyemscripten": f"pyemscripten_{version}_wasm32",
            "pyodide": f"pyodide_{version}_wasm32",
            "emscripten": sysconfig.get_platform().replace("-", "_").replace(".", "_"),
        }
        order = {"packaging": packaging, "pip": pip, "micropip": micropip}[tool]([*tags.values()])
        taken = [spelling for spelling, tag in tags.items() if tag in order]
        return sorted(taken, key=lambda spelling: order.index(tags[spelling]))
    finally:
        del sys.path[: len(folders)]
        for module in set(sys.modules) - before:
            del sys.modules[module]


def packaging(_tags: list[str]) -> list[str]:
    """Give the platform tags of this interpreter, as packaging orders them."""
    from packaging.tags import platform_tags

    return list(platform_tags())


def pip(_tags: list[str]) -> list[str]:
    """Give the platforms of the tags that pip takes, in its order."""
    from pip._internal.utils.compatibility_tags import get_supported

    return [tag.platform for tag in get_supported()]


def micropip(tags: list[str]) -> list[str]:
    """Give those of the tags that micropip takes, in its order."""
    from micropip import _utils  # type: ignore[import-not-found]

    python = "cp{}{}".format(*sys.version_info)
    ranks = {}
    for tag in tags:
        wheel = f"demonstration-1.0-{python}-{python}-{tag}.whl"
        try:
            _utils.check_compatible(wheel)
        except ValueError:
            continue
        ranks[tag] = _utils.best_compatible_tag_index(_utils.parse_tags(wheel))
    return sorted(ranks, key=lambda tag: int(ranks[tag]))
