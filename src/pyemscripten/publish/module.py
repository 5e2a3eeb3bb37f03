"""One file that others may copy into their installer: the table, and the tags of an interpreter.

The text depends on the data alone, so the same data gives the same bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyemscripten.lookup import Table

#: The line that carries the digest of everything after it.
_DIGEST = "# sha256 of what follows: "

_HEAD = '''\
"""Platform tags of Emscripten interpreters (PEP 783), for installers. One file, no dependency.

Made by `pyemscripten export module` from data @version@ of @as_of@; replace it, do not edit it.
`pyemscripten export module --check FILE` says whether it is whole and up to date.
"""

# SPDX-License-Identifier: Apache-2.0 OR BSD-2-Clause
# SPDX-FileCopyrightText: The pyemscripten developers
'''

_BODY = '''\
from __future__ import annotations

import re
import sysconfig

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
    "AS_OF",
    "PLATFORMS",
    "config_platform_version",
    "emscripten_platforms",
    "is_known",
    "is_well_formed",
    "parse_tag",
]

#: The day on which the sources of the table were read.
AS_OF = "@as_of@"

#: Platform version -> (Emscripten, the CPython that it is planned for, whether it is final).
PLATFORMS: dict[str, tuple[str, str, bool]] = {
@platforms@}

_TAG = re.compile(r"(pyemscripten|pyodide)_([0-9]+_[0-9]+)_wasm32")
_GENERIC = re.compile(r"(emscripten)_([0-9]+_[0-9]+_[0-9]+)_wasm32")


def parse_tag(tag: str) -> tuple[str, str] | None:
    """The spelling and the version in a platform tag, or None if it is no such tag.

    >>> parse_tag("pyodide_2025_0_wasm32"), parse_tag("emscripten_4_0_9_wasm32")
    (('pyodide', '2025_0'), ('emscripten', '4.0.9'))
    """
    found = _TAG.fullmatch(tag)
    if found:
        return found[1], found[2]
    found = _GENERIC.fullmatch(tag)
    return (found[1], found[2].replace("_", ".")) if found else None


def is_well_formed(tag: str) -> bool:
    """Whether the whole tag matches PEP 783's expression, with ASCII digits.

    >>> is_well_formed("pyemscripten_2026_0_wasm32"), is_well_formed("pyemscripten_2026_0_wasm32x")
    (True, False)
    """
    parsed = parse_tag(tag)
    return parsed is not None and parsed[0] == "pyemscripten"


def is_known(tag: str) -> bool:
    """Whether a tag names one of PLATFORMS, in either spelling. A newer one may exist.

    >>> is_known("pyodide_2025_0_wasm32"), is_known("pyemscripten_99999_0_wasm32")
    (True, False)
    """
    parsed = parse_tag(tag)
    return parsed is not None and parsed[1] in PLATFORMS


def config_platform_version(
    get_config_var: Callable[[str], object] = sysconfig.get_config_var,
) -> str | None:
    """The platform version that an interpreter states, or None.

    PEP 783 names the first variable, which stable Pyodide sets since @pep_variable@. All Pyodide
    that has a platform sets the second, since @platform_variable@. packaging 26.1 read the third.

    >>> config_platform_version({"PYODIDE_ABI_VERSION": "2025_0"}.get)
    '2025_0'
    """
    for name in (
@variables@    ):
        value = get_config_var(name)
        if isinstance(value, str) and is_well_formed(f"pyemscripten_{value}_wasm32"):
            return value
    return None


def emscripten_platforms(
    legacy: bool = False,
    get_config_var: Callable[[str], object] = sysconfig.get_config_var,
    get_platform: Callable[[], str] = sysconfig.get_platform,
) -> Iterator[str]:
    """The platform tags that the running interpreter accepts, the preferred one first.

    This is _emscripten_platforms() of PEP 783, right on older runtimes too. With `legacy`, the
    spelling pyodide_* is second, as in micropip. Nothing on an interpreter that is not Emscripten.

    >>> variables = {"PYODIDE_ABI_VERSION": "2025_0"}
    >>> list(emscripten_platforms(True, variables.get, lambda: "emscripten-4.0.9-wasm32"))
    ['pyemscripten_2025_0_wasm32', 'pyodide_2025_0_wasm32', 'emscripten_4_0_9_wasm32']
    """
    generic = get_platform().replace("-", "_").replace(".", "_").replace(" ", "_")
    if not generic.startswith("emscripten_"):
        return
    version = config_platform_version(get_config_var)
    if version is not None:
        yield f"pyemscripten_{version}_wasm32"
        if legacy:
            yield f"pyodide_{version}_wasm32"
    yield generic


# The name that PEP 783 and packaging give it.
_emscripten_platforms = emscripten_platforms
'''


def text(table: Table) -> str:
    """The module, made from a table.

    >>> import pyemscripten
    >>> module = text(pyemscripten.builtin())
    >>> len(module.encode()) < 10_000, is_whole(module)
    (True, True)
    """
    rows = [
        f'    "{platform.version}": ("{platform.emscripten}", "{platform.python}", '
        f"{table.history(platform).status == 'final'}),\n"
        for platform in table.platforms
    ]
    values = {
        "version": table.version,
        "as_of": table.as_of,
        "platforms": "".join(rows),
        "variables": "".join(f'        "{name}",\n' for name in table.config_variables),
        "pep_variable": _first_to_set(table, table.config_variables[0]),
        "platform_variable": _first_to_set(table, table.config_variables[1]),
    }
    head, body = _HEAD, _BODY
    for name, value in values.items():
        head, body = head.replace(f"@{name}@", value), body.replace(f"@{name}@", value)
    return f"{head}{_DIGEST}{_sha256(body)}\n{body}"


def is_whole(module: str) -> bool:
    """Whether the digest in a generated module is that of what follows it.

    >>> is_whole("anything else")
    False
    """
    _, _, rest = module.partition(_DIGEST)
    digest, _, body = rest.partition("\n")
    return digest == _sha256(body)


def _first_to_set(table: Table, variable: str) -> str:
    stable = [release for release in table.releases if release.stable]
    return next(r.version for r in stable if variable in (r.config_variables or ()))


def _sha256(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
