"""The one writer of flags."""

from __future__ import annotations

import ast
import configparser
import subprocess

import pytest

import pyemscripten
from pyemscripten.errors import InvalidName, UnknownPlatform
from pyemscripten.flags import FORMATS, LANGUAGES, RUSTFLAGS_VARIABLE, flags, render

PLATFORMS = pyemscripten.builtin().platforms


BY_PLATFORM = pytest.mark.parametrize("platform", PLATFORMS, ids=lambda p: p.version)


@BY_PLATFORM
def test_flags_hold_what_the_platform_asks_for(platform: pyemscripten.Platform) -> None:
    c, cpp, rust = (flags(platform.tag, language) for language in LANGUAGES)
    assert c == flags(platform)
    assert set(c.compile) == set(platform.flags.cflags)
    assert set(cpp.compile) >= {*c.compile, *platform.unwinding.flags}
    assert set(cpp.link) >= {*platform.flags.ldflags, *platform.unwinding.flags}
    assert rust.compile == platform.flags.rustflags
    assert not rust.link
    for found in (c, cpp):
        assert len(set(found.compile)) == len(found.compile)
        assert not any("pthread" in flag for flag in found.compile + found.link)


def test_unknown_language_format_and_platform() -> None:
    with pytest.raises(InvalidName, match="'fortran' is no language known here: expected 'c'"):
        flags("2026_0", "fortran")
    with pytest.raises(InvalidName, match="'make' is no format known here: expected 'shell'"):
        render(PLATFORMS[0], "make")
    with pytest.raises(UnknownPlatform):
        flags("2099_0")


@BY_PLATFORM
def test_every_format_names_the_platform(platform: pyemscripten.Platform) -> None:
    for format in FORMATS:
        head = render(platform, format).split("\n", 1)[0]
        assert head == f"# {platform.tag}: Emscripten {platform.emscripten}"


@BY_PLATFORM
def test_a_shell_reads_the_variables(platform: pyemscripten.Platform) -> None:
    script = (
        render(platform, "shell") + f'printf "%s|" "$CXXFLAGS" "$LDFLAGS" "${RUSTFLAGS_VARIABLE}"'
    )
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True)
    compile_, link, rust, _ = done.stdout.split("|")
    cpp = flags(platform, "c++")
    assert compile_.split() == list(cpp.compile)
    assert link.split() == list(cpp.link)
    assert rust.split() == list(platform.flags.rustflags)


@BY_PLATFORM
def test_a_cross_file_is_in_mesons_syntax(platform: pyemscripten.Platform) -> None:
    parser = configparser.ConfigParser(delimiters=("=",))
    parser.read_string(render(platform, "meson"))
    for section in parser.sections():
        for value in parser[section].values():
            assert ast.literal_eval(value)
    options = parser["built-in options"]
    assert ast.literal_eval(options["c_args"]) == list(flags(platform).compile)
    assert ast.literal_eval(parser["host_machine"]["system"]) == "emscripten"


@BY_PLATFORM
def test_a_cmake_script_sets_every_flag(platform: pyemscripten.Platform) -> None:
    lines = render(platform, "cmake").splitlines()[1:]
    assert all(
        line.startswith("set(CMAKE_") and line.endswith(' CACHE STRING "")') for line in lines
    )
    assert f'"{" ".join(flags(platform, "c++").link)}"' in lines[-1]
