from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from packaging.version import Version

from pyemscripten import data
from pyemscripten.errors import InvalidName
from pyemscripten.versions import from_npm_version, to_npm_version

number = st.integers(0, 10**9 - 1)
core = st.builds("{}.{}.{}".format, number, number, number)
pyodide_versions = core | st.builds(
    "{}{}{}".format, core, st.sampled_from(["a", "b", "rc", ".dev"]), number
)


@given(pyodide_versions)
def test_each_spelling_leads_back_to_the_other(version: str) -> None:
    npm_version = to_npm_version(version)
    assert from_npm_version(npm_version) == version
    # PEP 440 reads both spellings as the same version.
    assert Version(npm_version) == Version(version)


@given(st.text() | st.from_regex(r"[0-9.]+(-?(a|alpha|rc|dev)\.?[0-9]*)?\n?"))
@example("\U0001f40d" * 59)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    for convert, back in ((to_npm_version, from_npm_version), (from_npm_version, to_npm_version)):
        try:
            converted = convert(text)
        except InvalidName as problem:
            said = str(problem)
        else:
            assert back(converted) == text
            continue
        assert len(said) < 250
        assert "\n" not in said


@pytest.mark.parametrize(
    "text",
    ["", "314", "314.0", "314.0.7\n", " 314.0.7", "v314.0.7", "314.0.07", "٣١٤.0.7", "latest",
     "314.0.7 && id", "../314.0.7", "--help", "1" * 1_000_000, "315.0.0a", "315.0.0.a2"],
)  # fmt: skip
def test_what_is_no_version(text: str) -> None:
    with pytest.raises(ValueError, match="is not a Pyodide version like"):
        to_npm_version(text)
    with pytest.raises(InvalidName, match="is not npm's spelling"):
        from_npm_version(text)


def test_the_hint_gives_the_other_spelling() -> None:
    with pytest.raises(InvalidName, match=r"Pyodide's spelling is 315\.0\.0a2$"):
        to_npm_version("315.0.0-alpha.2")


def test_the_data_spells_the_same_way() -> None:
    for release in data.RELEASES:
        spelled = to_npm_version(release.version)
        assert release.npm_version == (spelled if release.npm else None)
