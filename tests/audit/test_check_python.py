"""What Python makes of a module: its file name, and the stable ABI."""

from __future__ import annotations

import pytest

from tests.audit.judging import GOOD, NEWEST, SUFFIX, found, judge, one
from tests.wasm.assemble import function, side_module

# PYEM005


@pytest.mark.parametrize(
    ("suffix", "made_for"),
    [
        (".abi3-x86_64-linux-gnu.so", "Linux"),
        (".cpython-39-darwin.so", "macOS"),
        (".cpython-39-win32.so", "Windows"),
        (".cpython-39-wasm32-emscripten.so", "Python 3.9"),
        (".strange.so", "something else"),
    ],
)
def test_a_suffix_that_is_not_imported(suffix: str, made_for: str) -> None:
    verdict = judge({f"p/good{suffix}": GOOD})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level, finding.stage) == ("PYEM005", "error", "import")
    assert f"p/good{suffix} is named for {made_for}" in finding.message
    assert SUFFIX in finding.message


def test_a_suffix_that_is_not_imported_beside_one_that_is() -> None:
    verdict = judge({f"p/good{SUFFIX}": GOOD, "p/good.abi3-x86_64-linux-gnu.so": GOOD})
    (finding,) = verdict.findings
    assert (finding.rule, finding.level) == ("PYEM005", "warning")
    assert f"p/good{SUFFIX} is imported instead" in finding.message


def test_a_library_may_have_any_name() -> None:
    assert (
        judge({"fixture.libs/libz-1234.so.1.2": side_module(exports=("deflate",))}).findings == ()
    )


def test_a_module_under_another_name() -> None:
    rule, level, stage, message = one(GOOD)
    assert (rule, level, stage) == ("PYEM005", "error", "import")
    assert message == "a.so cannot be imported as a: it is the module 'good'"
    assert judge({f"good/__init__{SUFFIX}": GOOD}).findings == ()
    assert judge({f"größe{SUFFIX}": side_module(exports=("PyInitU_gre_8wa4w",))}).findings


def test_an_unusual_but_right_name() -> None:
    encoded = "größe".encode("punycode").decode().replace("-", "_")
    module = side_module(exports=(f"PyInitU_{encoded}",))
    assert judge({f"größe{SUFFIX}": module}).findings == ()
    assert judge({"good.so": side_module(exports=("PyModExport_good",))}).findings == ()


# PYEM008


def test_abi3_beyond_the_stable_abi() -> None:
    name = f"fixture-1.0-cp310-abi3-{NEWEST.tag}.whl"
    module = side_module(
        [function("PyFrame_GetBack"), function("PyDict_GetItemRef"), function("PyList_New", 1)]
    )
    never, later = found(judge({"a.abi3.so": module}, name), "PYEM008")
    assert (never.level, never.stage, never.python) == ("warning", "", True)
    assert "not in the stable ABI at all" in never.message
    assert "PyFrame_GetBack" in never.message
    assert later.message.endswith("though the tag says cp310-abi3: 'PyDict_GetItemRef'")
    assert not found(judge({"a.abi3.so": module}), "PYEM008")


def test_abi3_with_a_module_for_one_python() -> None:
    name = f"fixture-1.0-cp310-abi3-{NEWEST.tag}.whl"
    (finding,) = judge({f"good{SUFFIX}": GOOD}, name).findings
    assert (finding.rule, finding.level) == ("PYEM005", "warning")
    assert "but the tag promises every Python from 3.10 on" in finding.message
    assert judge({"good.abi3.so": GOOD}, name).findings == ()
