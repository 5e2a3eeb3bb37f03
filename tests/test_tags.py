"""Tags: parsing, formatting, verdicts, orders, and the lists of an interpreter and a target."""

from __future__ import annotations

import os
import re
import string
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.tags import compatible_tags as their_compatible_tags
from packaging.tags import cpython_tags as their_cpython_tags

import pyemscripten
from pyemscripten import InvalidName, PlatformTag, UnknownPlatform, data
from pyemscripten.consistency import _sources
from pyemscripten.data import CONFIG_VARIABLES, TAG_ORDERS
from pyemscripten.interpreter import (
    config_platform_version,
    current_platform,
    interpreter_tags,
    platform_tags,
)
from pyemscripten.lookup import is_known, parse_tag
from pyemscripten.tags import _cpython_tags, cpython_tags, find_order
from pyemscripten.target import compatible_tags
from pyemscripten.wheel_names import EXPRESSION, SPELLINGS, format_tag, is_well_formed, private_tag

TABLE = pyemscripten.builtin()
NEWEST = TABLE.platforms[-1]

digits = st.text(string.digits, min_size=1, max_size=12)
platform_versions = st.builds("{}_{}".format, digits, digits)
emscripten_versions = st.builds("{}.{}.{}".format, digits, digits, digits)
parts = st.one_of(
    st.tuples(st.sampled_from(["pyemscripten", "pyodide"]), platform_versions),
    st.tuples(st.just("emscripten"), emscripten_versions),
)
#: Text that is nearly a tag, as well as any text at all.
nearly = st.one_of(
    st.text(),
    st.from_regex(EXPRESSION),
    st.lists(
        st.sampled_from(
            [
                *SPELLINGS,
                "_",
                "2026",
                "0",
                "5",
                ".",
                "-",
                "wasm32",
                "wasm64",
                "x",
                "\n",
                " ",
                "٢",
                "²",
            ]
        )
    ).map("".join),
)

PATTERNS = {
    "pyemscripten": EXPRESSION,
    "pyodide": "pyodide_[0-9]+_[0-9]+_wasm32",
    "emscripten": "emscripten_[0-9]+_[0-9]+_[0-9]+_wasm32",
}


@given(parts)
def test_parse_is_the_inverse_of_format(part: tuple[str, str]) -> None:
    tag = format_tag(*part)
    assert parse_tag(tag) == PlatformTag(*part)
    assert str(parse_tag(tag)) == tag
    assert re.fullmatch(PATTERNS[part[0]], tag)


@given(nearly)
@example("pyemscripten_2026_0_wasm32\n")
@example("pyemscripten_²_0_wasm32")
def test_every_accepted_tag_full_matches_and_nothing_else_is_raised(text: str) -> None:
    try:
        parsed = parse_tag(text)
    except InvalidName:
        assert not any(re.fullmatch(pattern, text) for pattern in PATTERNS.values())
    else:
        assert re.fullmatch(PATTERNS[parsed.spelling], text)
        assert str(parsed) == text
        assert format_tag(parsed.spelling, parsed.version) == text
    assert is_well_formed(text) == bool(re.fullmatch(EXPRESSION, text, re.ASCII))
    if is_known(text):
        parse_tag(text)


@given(st.text(), st.text())
def test_format_makes_tags_or_refuses(spelling: str, version: str) -> None:
    for name in (spelling, *SPELLINGS):
        try:
            tag = format_tag(name, version)
        except InvalidName:
            continue
        assert re.fullmatch(PATTERNS[name], tag)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("", "is empty"),
        ("pyemscripten_2026_0_wasm32\n", "white space"),
        ("pyemscripten_٢٠٢٦_0_wasm32", "characters other than ASCII"),
        ("PyEmscripten_2026_0_wasm32", "not in lower case"),
        ("pyodide_2025_0_wasm32.pyemscripten_2025_0_wasm32", "more than one"),
        ("cp314-cp314-pyemscripten_2026_0_wasm32", "more than one"),
        ("manylinux_2_28_x86_64", "does not begin with 'pyemscripten_', 'pyodide_' or"),
        ("pyemscripten_2026_0_wasm64", "does not end in '_wasm32'"),
        ("pyemscripten_2026_0_wasm32x", "does not end in '_wasm32'"),
        ("pyemscripten_2026_wasm32", "two numbers between 'pyemscripten_' and '_wasm32'"),
        ("pyemscripten__0_wasm32", "two numbers"),
        ("emscripten_4_0_wasm32", "three numbers"),
        ("any", "does not begin with"),
    ],
)
def test_an_error_says_what_is_wrong_and_what_was_expected(tag: str, said: str) -> None:
    with pytest.raises(InvalidName) as caught:
        parse_tag(tag)
    assert said in str(caught.value)
    assert NEWEST.tag in str(caught.value)


@pytest.mark.parametrize(
    "make",
    [
        "9" * 1_000_000,
        "pyemscripten_" + "9" * 1_000_000 + "_0_wasm32",
        "pyemscripten_" * 70_000,
        "pyemscripten" + "_1" * 500_000 + "_wasm32",
        "٢" * 1_000_000,
    ],
    ids=["digits", "year", "prefixes", "numbers", "other script"],
)
def test_a_megabyte_gets_a_verdict_at_once(make: str) -> None:
    start = time.process_time()
    well_formed = is_well_formed(make)
    assert not is_known(make)
    assert time.process_time() - start < 1
    # PEP 783's expression has no limit.
    assert well_formed == make.endswith("9_0_wasm32")
    if not well_formed:
        with pytest.raises(InvalidName) as caught:
            parse_tag(make)
        assert len(str(caught.value)) < 300


def test_format_refuses_with_an_example() -> None:
    with pytest.raises(InvalidName, match="'pyemscriptem' is not a spelling"):
        format_tag("pyemscriptem", "2026_0")
    with pytest.raises(InvalidName, match=r"'2026\.0' is not a platform version"):
        format_tag("pyemscripten", "2026.0")
    with pytest.raises(InvalidName, match=r"'4\.0' is not an Emscripten version"):
        private_tag("4.0")
    assert private_tag("4.0.15") == "emscripten_4_0_15_wasm32"


def test_well_formed_and_known_are_different_questions() -> None:
    for platform in TABLE.platforms:
        assert is_well_formed(platform.tag)
        assert not is_well_formed(platform.legacy_tag)
        for tag in (platform.tag, platform.legacy_tag, platform.generic_tag):
            assert is_known(tag)
    for generic in TABLE.generic_tags():
        assert is_known(generic.tag)
    assert is_well_formed("pyemscripten_99999_0_wasm32")
    assert not is_known("pyemscripten_99999_0_wasm32")
    assert not is_known("pyemscripten_2026_0_wasm64")


def test_known_is_a_question_to_the_data_at_hand() -> None:
    older = TABLE.replace(platforms=TABLE.platforms[:1])
    assert not older.is_known(NEWEST.tag)
    assert TABLE.is_known(NEWEST.tag)


def test_orders_are_facts_with_sources_and_differ() -> None:
    assert TAG_ORDERS[0].name == "pep783"
    assert len({order.spellings for order in TAG_ORDERS}) == len(TAG_ORDERS)
    for order in TAG_ORDERS:
        assert find_order(order.name) is order
        assert set(order.spellings) <= set(SPELLINGS)
        assert list(_sources(order.name, order.sources)) == []
    assert list(_sources("markers", data.MARKER_SOURCES)) == []
    for statement in data.UV_TARGET_SUPPORT:
        assert list(_sources(statement.spelling, statement.sources)) == []
    with pytest.raises(InvalidName, match="'pip' is not an order of tags: expected 'pep783', "):
        find_order("pip")


@pytest.mark.parametrize("release", [r for r in TABLE.releases if r.config_variables is not None])
def test_every_measured_release_states_its_platform(release: pyemscripten.PyodideRelease) -> None:
    variables = dict.fromkeys(release.config_variables or (), release.platform)
    assert config_platform_version(variables.get) == release.platform
    get_platform = f"emscripten-{release.emscripten}-wasm32"
    found = interpreter_tags(variables.get, get_platform)
    generic = release.generic_tag
    if release.platform is None:
        assert found == (generic,)
    else:
        assert found == (f"pyemscripten_{release.platform}_wasm32", generic)


def test_the_variables_are_asked_in_order_and_odd_values_passed_over() -> None:
    first, second, third = CONFIG_VARIABLES
    assert config_platform_version({first: "1_0", second: "2_0", third: "3_0"}.get) == "1_0"
    assert config_platform_version({second: "2_0", third: "3_0"}.get) == "2_0"
    assert config_platform_version({third: "3_0"}.get) == "3_0"
    odd: dict[str, object] = {first: 20260, second: ""}
    assert config_platform_version(odd.get) is None
    assert config_platform_version({**odd, third: "3_0"}.get) == "3_0"


def test_orders_of_an_interpreter() -> None:
    variables = {"PYODIDE_ABI_VERSION": "2025_0"}
    found = {
        order.name: interpreter_tags(variables.get, "emscripten-4.0.9-wasm32", order.name)
        for order in TAG_ORDERS
    }
    assert found["pyodide"][0] == "pyodide_2025_0_wasm32"
    assert found["uv"] == ("pyemscripten_2025_0_wasm32", "pyodide_2025_0_wasm32")
    assert found["pyodide-build"][0] == "emscripten_4_0_9_wasm32"


def test_this_interpreter_is_not_emscripten() -> None:
    assert sys.platform != "emscripten"
    assert platform_tags() == ()
    assert current_platform() is None
    with pytest.raises(InvalidName):
        platform_tags("nothing")
    with pytest.raises(UnknownPlatform, match=f"{sys.platform}.*name a target"):
        compatible_tags()


CROSS = """
import sys
from pyemscripten import compatible_tags, current_platform, platform_tags
print(*platform_tags(), current_platform() and current_platform().version, compatible_tags()[0])
assert compatible_tags()[0].interpreter == f"cp{sys.version_info[0]}{sys.version_info[1]}"
"""


def cross_build(folder: Path, platform: str, variables: dict[str, str]) -> str:
    """What this interpreter says where it is told, as cross-build tools do, what to build for."""
    name = f"_sysconfigdata_of_{folder.name.replace('-', '_')}"
    here = sysconfig.get_config_vars() | variables
    (folder / f"{name}.py").write_text(f"build_time_vars = {here!r}")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(folder), *sys.path]),
        "_PYTHON_HOST_PLATFORM": platform,
        "_PYTHON_SYSCONFIGDATA_NAME": name,
    }
    return subprocess.run(
        [sys.executable, "-c", CROSS], env=environment, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.mark.parametrize("variable", CONFIG_VARIABLES)
def test_in_a_cross_build_environment(tmp_path: Path, variable: str) -> None:
    abi = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    said = cross_build(tmp_path, "emscripten-5.0.3-wasm32", {variable: "2026_0"})
    platform, generic = "pyemscripten_2026_0_wasm32", "emscripten_5_0_3_wasm32"
    assert said == f"{platform} {generic} 2026_0 {abi}-{abi}-{platform}"


def test_in_a_cross_build_environment_of_a_private_build(tmp_path: Path) -> None:
    abi = f"cp{sys.version_info[0]}{sys.version_info[1]}"
    generic = "emscripten_4_0_15_wasm32"
    assert cross_build(tmp_path, generic, {}) == f"{generic} None {abi}-{abi}-{generic}"


@pytest.mark.parametrize("release", TABLE.releases, ids=lambda release: str(release.version))
def test_the_list_of_a_release_is_that_of_packaging(
    release: pyemscripten.PyodideRelease,
) -> None:
    major, minor = (int(part) for part in release.python_minor.split("."))
    platforms = pyemscripten.Target.of(release).platform_tags()
    interpreter = f"cp{major}{minor}"
    assert list(compatible_tags(release)) == [
        *their_cpython_tags((major, minor), [interpreter], platforms),
        *their_compatible_tags((major, minor), interpreter, platforms),
    ]


def test_lists_are_kept_but_not_without_limit() -> None:
    assert cpython_tags(14, ["a"]) is cpython_tags(14, ("a",))
    first = cpython_tags(14, ["first"])
    for number in range(200):
        cpython_tags(14, [f"emscripten_{number}_0_0_wasm32"])
    assert cpython_tags(14, ["first"]) is not first
    assert cpython_tags(14, ["first"]) == first == _cpython_tags(14, ("first",))
