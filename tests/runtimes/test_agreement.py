"""What the package predicts on a host, against real Pyodide releases.

Our built wheel and the locked `packaging` run inside each release; what they answer there must be
what :class:`pyemscripten.Target` says here, field by field.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

import pytest

import pyemscripten
from pyemscripten.data import PLATFORM, TAG_ORDERS
from pyemscripten.installers import release_cells
from pyemscripten.runtime import run_python
from pyemscripten.target import Target
from tests.support.runtimes import package
from tests.support.wheels import from_pypi, our_wheel

pytestmark = pytest.mark.network

#: From the first one with markers like today's: each kind of config variables, each platform.
RELEASES = (
    "0.24.1",
    "0.25.1",
    "0.26.4",
    "0.27.8",
    "0.28.3",
    "0.29.3",
    "0.29.5",
    "314.0.0a1",
    "314.0.7",
    "315.0.0a2",
)

PACKAGING = f"packaging=={version('packaging')}"

ASK = """
from packaging.markers import default_environment
from packaging.tags import platform_tags, sys_tags
from pyemscripten import compatible_tags, current_platform
from pyemscripten.data import TAG_ORDERS
from pyemscripten.interpreter import platform_tags as ours

platform = current_platform()
result = {
    "current_platform": platform and platform.version,
    "platform_tags": {order.name: ours(order.name) for order in TAG_ORDERS},
    "compatible_tags": {
        order.name: [str(tag) for tag in compatible_tags(order=order.name)] for order in TAG_ORDERS
        if ours(order.name)
    },
    "packaging": {
        "platform_tags": list(platform_tags()),
        "sys_tags": [str(tag) for tag in sys_tags()],
    },
    "markers": default_environment(),
}
"""


@cache
def answers(release: str) -> dict[str, Any]:
    wheels = [our_wheel(), *from_pypi(PACKAGING)]
    found: dict[str, Any] = run_python(package(release), ASK, wheels=wheels).checked()
    return found


@pytest.fixture(params=RELEASES)
def release(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_platform_tags_are_as_predicted(release: str) -> None:
    target = Target.of(release)
    for order in TAG_ORDERS:
        predicted = list(target.platform_tags(order.name))
        assert answers(release)["platform_tags"][order.name] == predicted, order.name


def test_current_platform_is_as_predicted(release: str) -> None:
    assert answers(release)["current_platform"] == Target.of(release).platform


def test_all_compatible_tags_are_as_predicted(release: str) -> None:
    target = Target.of(release)
    for order, found in answers(release)["compatible_tags"].items():
        assert found == [str(tag) for tag in target.tags(order)], order


def test_markers_are_as_predicted_field_by_field(release: str) -> None:
    found = answers(release)["markers"]
    predicted = Target.of(release).markers()
    assert found.keys() == predicted.keys()
    for field, value in found.items():
        assert predicted[field] == value, field


def test_packaging_gives_the_same_list_where_the_runtime_sets_the_variable(release: str) -> None:
    row = pyemscripten.release(release)
    theirs = answers(release)["packaging"]
    ours = answers(release)["compatible_tags"]["pep783"]
    if row.platform is None or PLATFORM in (row.config_variables or ()):
        assert theirs["sys_tags"] == ours
        assert theirs["platform_tags"] == answers(release)["platform_tags"]["pep783"]
    else:
        # Where packaging is not right: it misses the platform, and nothing else.
        assert theirs["platform_tags"] == [row.generic_tag]
        assert theirs["sys_tags"] == [tag for tag in ours if "pyemscripten" not in tag]


JUDGE = """
PATCH
from micropip._utils import check_compatible

def accepted(wheel):
    try:
        check_compatible(wheel)
    except ValueError:
        return False
    return True

result = {wheel: accepted(wheel) for wheel in WHEELS}
"""

#: What the patch of Pyodide's distribution adds to packaging, which micropip up to 0.8.0 reads.
PATCH = """
import sysconfig, packaging.tags
abi = sysconfig.get_config_var("PYODIDE_ABI_VERSION")
upstream = packaging.tags.platform_tags
if abi:
    packaging.tags.platform_tags = lambda: [f"pyodide_{abi}_wasm32", *upstream()]
"""


def judged(release: str, patch: str) -> dict[str, bool]:
    """What the real micropip of a release says to a wheel in each spelling."""
    row = pyemscripten.release(release)
    wheels = {cell.spelling: _wheel(cell.tag, row.python_minor) for cell in release_cells(row)}
    program = JUDGE.replace("PATCH", patch).replace("WHEELS", repr(list(wheels.values())))
    bundled = (f"micropip=={row.micropip}", f"packaging=={row.packaging}")
    needed = from_pypi(*bundled, python=row.python_minor)
    found = run_python(package(release), program, wheels=needed).checked()
    return {spelling: found[wheel] for spelling, wheel in wheels.items()}


def _wheel(tag: str, python: str) -> str:
    abi = f"cp{python.replace('.', '')}"
    return f"foo-1.0-{abi}-{abi}-{tag}.whl"


def predicted(release: str) -> dict[str, bool | None]:
    cells = release_cells(pyemscripten.release(release))
    return {cell.spelling: cell.accepted for cell in cells if cell.installer.startswith("micropip")}


def test_the_bundled_micropip_takes_what_the_data_says(release: str) -> None:
    assert judged(release, PATCH) == predicted(release)


def test_before_it_carried_packaging_micropip_took_the_legacy_spelling_by_pyodides_patch() -> None:
    assert predicted("0.26.4")["pyodide"] is True
    assert judged("0.26.4", "")["pyodide"] is False
