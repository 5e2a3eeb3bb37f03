"""What a wheel says that it is for."""

from __future__ import annotations

import io

import pytest

from pyemscripten.audit.checks import check
from pyemscripten.audit.contents import read_wheel
from pyemscripten.audit.wheel import WheelError
from tests.audit.assemble import archive, wheel_files
from tests.audit.judging import (
    GOOD,
    MINOR,
    NAME,
    NEWEST,
    OLDEST,
    contents,
    found,
    judge,
)


def tags(platforms: str, pythons: str = f"cp{MINOR}-cp{MINOR}") -> list[str]:
    verdict = judge({"good.so": GOOD}, f"fixture-1.0-{pythons}-{platforms}.whl")
    return [f"{f.level}: {f.message}" for f in found(verdict, "PYEM011")]


def test_all_spellings_of_one_platform() -> None:
    assert tags(NEWEST.legacy_tag) == []
    assert tags(f"{NEWEST.legacy_tag}.{NEWEST.tag}") == []


def test_tags_that_name_no_platform() -> None:
    assert (
        "error: the tag pyemscripten_1999_0_wasm32 names no known"
        in tags("pyemscripten_1999_0_wasm32")[0]
    )
    assert tags("pyemscripten_2026_0_wasm64") == [
        "error: 'pyemscripten_2026_0_wasm64' is no platform tag"
    ]
    assert tags("pyemscripten_٢٠٢٦_0_wasm32")[0].startswith("error: 'pyemscripten_٢")
    assert tags("manylinux_2_28_x86_64") == [
        "error: the wheel is for another system: 'manylinux_2_28_x86_64'"
    ]
    assert tags(f"{OLDEST.tag}.{NEWEST.tag}") == [
        f"error: the tags name several platforms: {OLDEST.version}, {NEWEST.version}"
    ]


def test_generic_tags() -> None:
    assert tags(NEWEST.generic_tag) == [
        (
            f"warning: the tag {NEWEST.generic_tag} names Emscripten {NEWEST.emscripten}, not a "
            f"platform: judged as {NEWEST.version}"
        )
    ]
    assert tags("emscripten_4_0_15_wasm32") == [
        (
            "warning: the tag emscripten_4_0_15_wasm32 names Emscripten 4.0.15, not a platform, "
            "and no platform uses that"
        )
    ]


def test_python_tags() -> None:
    assert tags(NEWEST.tag, "cp39-cp39")[0].startswith("warning: the wheel is for Python 3.9, but")
    assert tags(NEWEST.tag, "cp399-abi3")[0].startswith("warning: the wheel is for Python 3.99")
    assert tags(NEWEST.tag, "cp310-abi3") == []
    assert tags(NEWEST.tag, "py3-none") == []
    assert tags(NEWEST.tag, "py3-abi3") == []


def written(*lines: str, wheel_file: bool = True) -> list[str]:
    files = wheel_files(NAME, {"good.so": GOOD}, tags=lines)
    if not wheel_file:
        del files["fixture-1.0.dist-info/WHEEL"]
    verdict = check(read_wheel(io.BytesIO(archive(files)), NAME))
    return [finding.message for finding in found(verdict, "PYEM011")]


def test_the_wheel_file() -> None:
    right = f"cp{MINOR}-cp{MINOR}-{NEWEST.tag}"
    assert written(right) == []
    assert written(wheel_file=False) == ["there is no WHEEL file: installers refuse it"]
    assert written() == ["WHEEL says no tag, and the file name says otherwise"]
    assert "WHEEL says 'py3-none-any', and" in written("py3-none-any")[0]
    assert written("rubbish") == ["WHEEL has the tag 'rubbish', which is none"]
    many = ".".join(map(str, range(40)))
    assert "which is none" in written(f"{many}-{many}-x")[0]


def test_a_name_of_a_million_tags() -> None:
    many = ".".join(f"cp3{i}" for i in range(100))
    name = f"fixture-1.0-{many}-{many}-{NEWEST.tag}.whl"
    with pytest.raises(WheelError, match="its tag set stands for 10000 tags, more than 1000"):
        contents(name, {"good.so": GOOD}, tags=())
