"""Platform tags and names of wheels: one parser and one writer of each."""

from __future__ import annotations

import re
import string
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.tags import parse_tag as parse_tag_triple
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

import pyemscripten
from pyemscripten import (
    InvalidName,
    PlatformTag,
    Target,
)
from pyemscripten.lookup import is_known, parse_tag
from pyemscripten.wheel_names import (
    EXPRESSION,
    MAX_TAGS,
    SPELLINGS,
    best_rank,
    expand,
    format_tag,
    is_well_formed,
    parse_wheel,
    private_tag,
    wheel_tags,
)

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


words = st.text(string.ascii_letters + string.digits + "_.", min_size=1, max_size=8)


versions = st.sampled_from(
    ["1.0", "1", "1.0rc1", "1!2.0", "1.0.post1", "2.0+abc", "1.", ".1", "x", ""]
)


tag_parts = st.lists(
    st.sampled_from(
        ["cp314", "py3", "abi3", "none", "any", "pyemscripten_2026_0_wasm32", "CP314", ""]
    ),
    min_size=1,
    max_size=3,
).map(".".join)


names = st.one_of(
    st.text(max_size=60),
    st.text(max_size=30).map("{}.whl".format),
    st.builds("{}-{}-{}-{}-{}.whl".format, words, versions, tag_parts, tag_parts, tag_parts),
    st.builds(
        "{}-{}-{}-{}-{}-{}.whl".format, words, versions, words, tag_parts, tag_parts, tag_parts
    ),
)


@given(names)
@example("foo-1.0-py3-none-any.whl")
@example("foo-1.0-1-py3-none-any.whl")
@example("é-1.0-py3-none-any.whl")
@example("foo-1.0-٣-py3-none-any.whl")
def test_names_are_judged_as_packaging_judges_them(name: str) -> None:
    try:
        theirs = parse_wheel_filename(name)[3]
    except InvalidWheelFilename:
        theirs = None
    try:
        ours = wheel_tags(name)
    except InvalidName:
        # We want ASCII digits in a build number, and no line break in a name.
        assert theirs is None or not name.isascii() or "\n" in name
        return
    if theirs is not None:
        assert set(expand(ours)) == {str(tag) for tag in theirs}
        made = Target.of("2026_0")
        ranked = [rank for rank, tag in enumerate(made.tags()) if tag in theirs]
        assert made.rank(name) == (ranked[0] if ranked else None)
    else:
        # packaging also wants the Python tag to be an identifier; no target has another one.
        assert not all(tag.isidentifier() for tag in ours[0].split("."))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "does not end in '.whl'"),
        ("foo-1.0.tar.gz", "does not end in '.whl'"),
        ("foo-1.0-py3-none.whl", "has 4 parts between hyphens, not 5"),
        ("foo-1.0-1-2-py3-none-any.whl", "has 7 parts"),
        ("foo__bar-1.0-py3-none-any.whl", "'foo__bar' is no name of a project"),
        ("foo-one-py3-none-any.whl", "'one' is no version"),
        ("foo-1.0-x-py3-none-any.whl", "build number 'x'"),
        ("foo-1.0--py3-none-any.whl", "build number ''"),
        ("foo-1.0-py3-none-.whl", "one of its tags is empty"),
        ("foo-1.0-py3.-none-any.whl", "one of its tags is empty"),
        ("foo-1.0-py3-.none-any.whl", "one of its tags is empty"),
        ("foo-1.0-py2..py3-none-any.whl", "one of its tags is empty"),
        ("foo-1.0-py2.py3--any.whl", "one of its tags is empty"),
    ],
)
def test_what_is_no_name_of_a_wheel(name: str, said: str) -> None:
    with pytest.raises(InvalidName) as caught:
        Target.of("2026_0").rank(name)
    assert said in str(caught.value)
    assert "foo-1.0-py3-none-any.whl" in str(caught.value)


def test_a_million_combinations_are_refused_without_making_them() -> None:
    hundred = [".".join(f"{kind}{number}" for number in range(100)) for kind in "abc"]
    name = f"foo-1-{'-'.join(hundred)}.whl"
    start = time.process_time()
    with pytest.raises(InvalidName, match="stands for 1000000 tags, more than 1000"):
        parse_wheel(name)
    with pytest.raises(InvalidName, match="longer than a file name can be"):
        parse_wheel(f"foo-1-py3-none-{'a.' * 500_000}b.whl")
    assert time.process_time() - start < 0.5
    ten = [".".join(letters) for letters in ("abcdefghij", "klmnopqrst", "uvwxyzABCD")]
    at_the_limit = f"foo-1-{'-'.join(ten)}.whl"
    assert len(expand(wheel_tags(at_the_limit))) == MAX_TAGS
    with pytest.raises(ValueError, match="limit"):
        parse_tag_triple("-".join(hundred), limit=MAX_TAGS)


def test_the_best_of_a_set_counts() -> None:
    ranks = {"a-b-c": 3, "a-b-d": 1}
    assert best_rank(("a", "b", "c.d"), ranks) == 1
    assert best_rank(("a", "b", "c"), ranks) == 3
    assert best_rank(("a", "b", "x.y"), ranks) is None
    assert best_rank(("a", "b", "x"), ranks) is None
