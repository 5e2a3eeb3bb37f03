"""Tables inside other people's files: what changes, and that nothing else does."""

from __future__ import annotations

import codecs
import contextlib
import json
import os
import re
import resource
import stat
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import pyemscripten
from pyemscripten.cli.group import cli
from pyemscripten.publish.sync import (
    MARKDOWN_MARKERS,
    RST_MARKERS,
    SyncError,
    Unmarked,
    sync,
    synced,
)
from pyemscripten.publish.tables import Form, markdown, rst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.testing import Result

TABLE = pyemscripten.builtin()
BEGIN, ENDS = RST_MARKERS
#: A table has one for each final platform.
ROWS = sum(TABLE.history(platform).status == "final" for platform in TABLE.platforms)
PEP = f"""\
PEP: 9999
Title: Café
Author: Zoë

Abstract
========

{BEGIN}

What stood here before.

{ENDS}

The end.
"""


def run(*arguments: str | Path) -> Result:
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(cli, words, prog_name="pyemscripten")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write(path: Path, text: str | bytes) -> Path:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file with its bytes, permissions and identity."""
    return {
        str(path): (path.read_bytes(), path.stat().st_mode, path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_table_takes_the_place_of_what_stood_there(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep-9999.rst", PEP)
    result = run("pep", "sync", pep)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"{pep}: written\n"
    wanted = PEP.replace("What stood here before.\n", rst(TABLE))
    assert pep.read_text(encoding="utf-8") == wanted


def test_twice_changes_nothing(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep-9999.rst", PEP)
    run("pep", "sync", pep)
    before = snapshot(tmp_path)
    modified = pep.stat().st_mtime_ns
    result = run("pep", "sync", pep)
    assert (result.exit_code, result.stderr) == (0, f"{pep}: up to date\n")
    assert snapshot(tmp_path) == before
    assert pep.stat().st_mtime_ns == modified
    assert run("pep", "sync", "--check", pep).exit_code == 0


def test_check_shows_a_difference_that_git_can_apply(tmp_path: Path) -> None:
    # Two tables, so that the second part of the difference counts from moved lines.
    pep = write(tmp_path / "pep.rst", f"{PEP}\n{BEGIN} drafts links\nold\n{ENDS}\n\nlast line")
    before = snapshot(tmp_path)
    result = run("pep", "sync", "--check", pep)
    assert result.exit_code == 1
    assert snapshot(tmp_path) == before
    for line in rst(TABLE).splitlines():
        assert f"+{line}".rstrip() in result.stdout
    patch = result.stdout.replace(str(pep), pep.name).encode()
    subprocess.run(["git", "apply", "-p0", "-"], input=patch, cwd=tmp_path, check=True)
    assert run("pep", "sync", "--check", pep).exit_code == 0


def test_markdown_gets_markdown(tmp_path: Path) -> None:
    begin, ends = MARKDOWN_MARKERS
    readme = write(tmp_path / "README.md", f"# Title\n{begin}\n{ends}\nMore\n")
    assert run("pep", "sync", readme).exit_code == 0
    wanted = f"# Title\n{begin}\n\n{markdown(TABLE)}\n{ends}\nMore\n"
    assert readme.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("links", Form(links="url")),
        ("links=ref drafts", Form(links="ref", drafts=True)),
        ("  columns=version,emscripten ", Form(("version", "emscripten"))),
    ],
)
def test_words_after_begin_choose_the_form(words: str, form: Form) -> None:
    after, _ = synced(f"{BEGIN} {words}\n{ENDS}\n".encode(), TABLE, "pep.rst")
    assert after.decode() == f"{BEGIN} {words}\n\n{rst(TABLE, form)}\n{ENDS}\n"


def test_a_table_in_a_block_is_indented_like_its_comments() -> None:
    text = f".. note::\n\n   {BEGIN}\n   {ENDS}\n"
    after, _ = synced(text.encode(), TABLE, "pep.rst")
    lines = after.decode().splitlines()
    assert "   ==============================  ==========  ===============" in lines
    assert all(line == line.rstrip() for line in lines)
    assert max(map(len, lines)) <= 79
    with pytest.raises(SyncError, match="leave out one of"):
        synced(f"\t{BEGIN} links\n\t{ENDS}\n".encode(), TABLE, "pep.rst")


EXAMPLES = [
    ("pep.rst", "Write::\n\n    {}\n\n    {}\n"),
    ("pep.rst", "* Write::\n\n      {}\n      {}\n"),
    ("pep.rst", "Write\n\n::\n\n\t{}\n\t{}"),
    ("pep.rst", ".. note::\n\n   .. code-block:: rst\n      :caption: x\n\n      {}\n      {}\n"),
    ("pep.rst", ".. pyemscripten-code:: rst\n\n   {}\n   {}\n"),
    ("page.md", "```rst\n{}\n{}\n```\n"),
    ("page.md", "~~~~\n```\n{}\n{}\n~~~~\n"),
    ("page.md", "````{{tab-set}}\n```{{code-tab}} md\n{}\n{}\n```\n````\n"),
    ("page.markdown", "1. Write\n\n   ```\n   {}\n   {}\n   ```\n"),
]

TEXTS = [
    ("pep.rst", ".. note::\n\n   {}\n   {}\n"),
    ("pep.rst", "Write::\n\n    code\n\n{}\n{}\n"),
    ("pep.rst", "* Write::\n\n      code\n\n  {}\n  {}\n"),
    ("pep.rst", "1. Text\n\n   {}\n   {}\n"),
    ("pep.rst", "```\n{}\n{}\n"),
    ("page.md", "```rst\ncode\n```\n{}\n{}\n"),
    ("page.md", "```{{note}}\nText\n```\n{}\n{}\n"),
    ("page.md", "```{{eval-rst}}\n{}\n{}\n```\n"),
    ("page.md", "Write::\n\n  {}\n  {}\n"),
    ("page.md", "```x``` `y`\n{}\n{}\n"),
]


@pytest.mark.parametrize("markers", [RST_MARKERS, MARKDOWN_MARKERS])
@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_comments_in_a_code_block_are_an_example(
    name: str, text: str, markers: tuple[str, str]
) -> None:
    example = text.format(*markers)
    with pytest.raises(Unmarked, match="outside code blocks"):
        synced(example.encode(), TABLE, name)
    # Nor do they disturb those that are none.
    after, _ = synced(f"{example}\n{BEGIN}\n{ENDS}\n".encode(), TABLE, name)
    assert after.decode() == f"{example}\n{BEGIN}\n\n{rst(TABLE)}\n{ENDS}\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "text"), TEXTS)
def test_comments_beside_a_code_block_are_comments(name: str, text: str, newline: str) -> None:
    source = text.format(*RST_MARKERS).replace("\n", newline)
    after, _ = synced(source.encode(), TABLE, name)
    assert after.count(b"_wasm32`") == ROWS
    assert synced(after, TABLE, name) == (after, "")


def test_our_own_page_may_be_given_to_the_hook() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "cite-in-a-pep.md"
    assert BEGIN in page.read_text(encoding="utf-8")
    with pytest.raises(Unmarked):
        sync(page, TABLE, check=True)


ends_of_line = st.sampled_from([b"\n", b"\r\n", b"\r"])
# Any bytes that are not a line of ours: text in any encoding that extends ASCII, and worse.
some_line = (
    st.binary(max_size=30)
    .map(lambda line: re.sub(rb"[\r\n\0]", b"", line))
    # "::" begins a code block, in which our lines would be an example.
    .filter(lambda line: b"pyemscripten" not in line and not line.strip().endswith(b"::"))
)
some_lines = st.lists(st.tuples(some_line, ends_of_line), max_size=6).map(
    lambda lines: b"".join(line + end for line, end in lines)
)


@given(
    above=some_lines,
    old=some_lines,
    between=some_lines,
    below=some_lines,
    end=ends_of_line,
    last=st.sampled_from([b"", b"\n", b"\r\n", b"\r"]),
    indent=st.sampled_from([b"", b"  ", b"   ", b"\t"]),
    markers=st.sampled_from([RST_MARKERS, MARKDOWN_MARKERS]),
    bom=st.sampled_from([b"", codecs.BOM_UTF8]),
)
def test_everything_outside_the_comments_stays_byte_for_byte(
    above: bytes,
    old: bytes,
    between: bytes,
    below: bytes,
    end: bytes,
    last: bytes,
    indent: bytes,
    markers: tuple[str, str],
    bom: bytes,
) -> None:
    begin, ends = (indent + marker.encode() for marker in markers)
    if above.startswith((b"\xff\xfe", b"\xfe\xff")):
        above = b"x" + above
    parts = [
        bom + above + begin + end,
        old,
        ends + end + between + begin + end,
        old,
        ends + last,
    ]
    parts[-1] += below if last else b""
    text = b"".join(parts)
    after, difference = synced(text, TABLE, "file")
    # The table's own lines end as the comment's does; a lone CR before an old LF is one end.
    first, second, third = parts[0], parts[2], parts[4]
    found = re.fullmatch(
        b"(?s)" + b"(.*?)".join(re.escape(part) for part in (first, second, third)), after
    )
    assert found
    for put in found.groups():
        assert put.count(b"_wasm32`") == ROWS
        assert {line[len(line.rstrip(b"\r\n")) :] for line in put.splitlines(True)} <= {
            end,
            b"\r\n",
            b"\n",
        }
    assert difference
    assert synced(after, TABLE, "file") == (after, "")


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(text: bytes) -> None:
    with pytest.raises(SyncError):
        synced(text, TABLE, "file")


fragments = st.sampled_from(
    [
        *RST_MARKERS,
        *MARKDOWN_MARKERS,
        "   " + RST_MARKERS[0],
        ".. pyemscripten platforms: drafts",
        "<!-- pyemscripten platforms: begin",
        "text",
        "",
    ]
)


@given(st.lists(fragments, max_size=8))
def test_comments_in_any_order_either_fit_or_are_refused(lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    try:
        after, _ = synced(text, TABLE, "file")
    except SyncError:
        return
    assert synced(after, TABLE, "file") == (after, "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no place for the table: put in the lines '.. pyemscripten platforms: begin'"),
        ("Text only\n", "has no place for the table"),
        (f"{BEGIN}\n", "line 1: a table begins that does not end"),
        (f"x\n{ENDS}\n", "line 2: a table ends that has not begun"),
        (f"{ENDS}\n\n{BEGIN}\n", "line 1: a table ends that has not begun"),
        (f"{BEGIN}\n{BEGIN}\n{ENDS}\n{ENDS}\n", "line 2: a table begins where that of line 1"),
        (f"{BEGIN}\n{ENDS}\n{ENDS}\n", "line 3: a table ends that has not begun"),
        (f"{BEGIN}\n{ENDS}\n{BEGIN}\n", "line 3: a table begins that does not end"),
        (f"{BEGIN}\n   {ENDS}\n", "line 2: the table ends in a comment that is not written and"),
        (f"{BEGIN}\n{MARKDOWN_MARKERS[1]}\n", "line 2: the table ends in a comment that is not"),
        (f"{BEGIN}\n.. pyemscripten platforms: end\n", "expected 'begin' or 'ends', found 'end'"),
        (f"{BEGIN}\n.. pyemscripten platforms:\n", "expected 'begin' or 'ends', found ''"),
        (f"{BEGIN}\n{ENDS} here\n", "expected 'begin' or 'ends', found 'ends here'"),
        (f"{BEGIN} tag\n{ENDS}\n", "line 1: 'tag' says nothing about a table: expected drafts"),
        (f"{BEGIN} columns=tug\n{ENDS}\n", "line 1: no column 'tug': the columns are tag,"),
        (f"{BEGIN} links columns=tag,emscripten,pyodide\n{ENDS}\n", "columns wide and only 79 fit"),
        (
            "<!-- pyemscripten platforms: begin\n-->\n",
            "line 1: expected the line to end with '-->'",
        ),
        (PEP.encode("utf-16"), "is not text in UTF-8 or another encoding"),
        (PEP.encode("utf-16-be"), "is not text in UTF-8 or another encoding"),
        (PEP.encode("utf-32"), "is not text in UTF-8 or another encoding"),
        (b"\x7fELF\0" + PEP.encode(), "is not text in UTF-8 or another encoding"),
    ],
)
@pytest.mark.parametrize("check", [False, True])
def test_a_file_that_does_not_fit_is_refused_and_not_touched(
    tmp_path: Path, text: str | bytes, says: str, check: bool
) -> None:
    path = write(tmp_path / "pep.rst", text)
    before = snapshot(tmp_path)
    result = run("pep", "sync", path, *["--check"] * check)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"pyemscripten: {path}")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "mac-roman"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_byte_order_mark_and_line_ends_stay(
    tmp_path: Path, encoding: str, newline: str
) -> None:
    pep = write(tmp_path / "pep.rst", PEP.replace("\n", newline).encode(encoding))
    assert run("pep", "sync", pep).exit_code == 0
    wanted = PEP.replace("What stood here before.\n", rst(TABLE)).replace("\n", newline)
    assert pep.read_bytes() == wanted.encode(encoding)


def test_a_difference_in_line_ends_alone_is_visible(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep.rst", PEP.replace("\n", "\r\n"))
    run("pep", "sync", pep)
    ours = rst(TABLE).replace("\n", "\r\n").encode()
    write(pep, pep.read_bytes().replace(ours, rst(TABLE).encode()))
    result = run("pep", "sync", "--check", pep)
    assert result.exit_code == 1
    assert "-==============================  ==========  ===============\\n\n" in result.stdout


def test_five_megabytes_are_no_matter(tmp_path: Path) -> None:
    filler = "Words that stand around in a very long text. `Links <https://example.org/>`__\n"
    long = filler * (5_000_000 // len(filler))
    old = "Old row.\n" * 50_000
    text = PEP.replace("What stood here before.\n", old)
    pep = write(tmp_path / "pep.rst", f"{long}{text}{'x' * 5_000_000}")
    started = time.process_time()
    assert run("pep", "sync", "--check", pep).exit_code == 1
    assert run("pep", "sync", pep).exit_code == 0
    assert time.process_time() - started < 10
    wanted = text.replace(old, rst(TABLE))
    assert pep.read_text(encoding="utf-8") == f"{long}{wanted}{'x' * 5_000_000}"


def test_a_comment_of_a_million_characters_is_refused_at_once() -> None:
    for filler in (" ", "-", "<!-- ", "links "):
        for start in (BEGIN, "<!-- pyemscripten platforms: begin"):
            started = time.process_time()
            with pytest.raises(SyncError) as refused:
                synced((start + filler * 1_000_000).encode(), TABLE, "pep.rst")
            assert time.process_time() - started < 5
            assert len(str(refused.value)) < 500


def test_permissions_stay_and_the_file_is_replaced_whole(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep.rst", PEP)
    pep.chmod(0o640)
    inode = pep.stat().st_ino
    assert run("pep", "sync", pep).exit_code == 0
    assert stat.S_IMODE(pep.stat().st_mode) == 0o640
    assert pep.stat().st_ino != inode
    assert list(tmp_path.iterdir()) == [pep]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "peps").mkdir()
    (tmp_path / "links").mkdir()
    pep = write(tmp_path / "peps" / "pep.rst", PEP)
    link = tmp_path / "links" / "current.rst"
    link.symlink_to("../peps/pep.rst")
    assert run("pep", "sync", link).exit_code == 0
    assert link.is_symlink()
    assert str(link.readlink()) == "../peps/pep.rst"
    assert TABLE.as_of in pep.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.rglob("*.*")} == {"current.rst", "pep.rst"}


def test_a_read_only_file_is_refused_unless_it_is_right(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep.rst", PEP)
    pep.chmod(0o444)
    before = snapshot(tmp_path)
    result = run("pep", "sync", pep)
    assert (result.exit_code, result.stderr) == (
        2,
        f"pyemscripten: {pep} is read-only: allow writing, or only compare\n",
    )
    assert run("pep", "sync", "--check", pep).exit_code == 1
    assert snapshot(tmp_path) == before
    pep.chmod(0o644)
    run("pep", "sync", pep)
    pep.chmod(0o444)
    assert run("pep", "sync", pep).exit_code == 0


@contextlib.contextmanager
def as_nobody() -> Iterator[Path]:
    """Without root's rights, which no permission stops; in a folder that all may see."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o755)


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    sync(write(tmp_path / "warm-up.rst", PEP), TABLE)
    with as_nobody() as folder:
        (folder / "sub").mkdir()
        pep = write(folder / "sub" / "pep.rst", PEP)
        pep.parent.chmod(0o555)
        with pytest.raises(SyncError, match=r"cannot be replaced: .*sub: Permission denied"):
            sync(pep, TABLE)
        assert pep.read_text(encoding="utf-8") == PEP


def test_somebody_elses_file_is_written_if_that_is_allowed(tmp_path: Path) -> None:
    sync(write(tmp_path / "warm-up.rst", PEP), TABLE)
    with as_nobody() as folder:
        pep = folder / "pep.rst"
        os.seteuid(0) if os.getuid() == 0 else None
        write(pep, PEP).chmod(0o666)
        os.seteuid(65534) if os.getuid() == 0 else None
        assert sync(pep, TABLE).changed
        assert stat.S_IMODE(pep.stat().st_mode) == 0o666


def test_a_full_disk_leaves_the_file_and_no_litter(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep.rst", PEP)
    before = snapshot(tmp_path)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, limit[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            sync(pep, TABLE)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert snapshot(tmp_path) == before


def test_what_is_no_file_gets_one_clear_line(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("loop")
    for name, says in {
        ".": "is not a file",
        "pipe": "is not a file",
        "nowhere": "No such file or directory",
        "dangling": "No such file or directory",
        "loop": "Too many levels of symbolic links",
    }.items():
        result = run("pep", "sync", tmp_path / name)
        assert result.exit_code == 2
        assert str(tmp_path) in result.stderr
        assert says in result.stderr
        assert result.stderr.count("\n") == 1


def test_one_bad_file_does_not_keep_the_others_from_being_written(tmp_path: Path) -> None:
    first = write(tmp_path / "first.rst", "no comments\n")
    second = write(tmp_path / "second.rst", PEP)
    assert run("pep", "sync", first, second).exit_code == 2
    assert TABLE.as_of in second.read_text(encoding="utf-8")
    assert run("pep", "sync", "--skip-unmarked", first, second).exit_code == 0
    broken = write(tmp_path / "broken.rst", f"{BEGIN}\n")
    assert run("pep", "sync", "--skip-unmarked", broken).exit_code == 2


def test_json_tells_what_changed(tmp_path: Path) -> None:
    pep = write(tmp_path / "pep.rst", PEP)
    result = run("pep", "sync", "--check", "--json", pep)
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["as_of"] == TABLE.as_of
    (entry,) = told["files"]
    assert (entry["file"], entry["changed"]) == (str(pep), True)
    assert entry["difference"].startswith(f"--- {pep}\n+++ {pep}\n@@ ")
    assert result.stderr == ""


def test_a_file_without_comments_says_so_to_programs_too(tmp_path: Path) -> None:
    with pytest.raises(Unmarked, match="<!-- pyemscripten platforms: begin -->"):
        sync(write(tmp_path / "README.md", "# Title\n"), TABLE)


def test_no_file_is_a_usage_error() -> None:
    assert run("pep", "sync").exit_code == 2
    assert run("pep").exit_code == 2
