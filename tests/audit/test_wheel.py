"""The archive reader: what it refuses, what it reports, and that it never trusts a header."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyemscripten.audit.wheel import Limits, Wheel, WheelError, find_wheels
from tests.audit.assemble import archive, raw_archive, wheel

NAME = "fixture-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"


def opened(data: bytes, limits: Limits | None = None) -> Wheel:
    return Wheel(io.BytesIO(data), NAME, limits)


def read_all(data: bytes, limits: Limits | None = None) -> tuple[dict[str, bytes], list[str]]:
    """The contents, and the problems' sentences."""
    with opened(data, limits) as each:
        contents = {name: b"".join(each.stream(member)) for name, member in each.members.items()}
        return contents, [problem.message for problem in each.problems]


def test_reads_what_zipfile_wrote() -> None:
    files = {"a.py": b"x = 1\n", "b/": b"", "b/c.so": os.urandom(700_000), "ä.txt": b"", "z": b"z"}
    contents, problems = read_all(archive(files))
    assert contents == files
    assert problems == []


def test_reads_stored_members_and_an_archive_with_a_comment() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("a", b"a" * 700_000)
        target.comment = b"PK\5\6 is no end"
    assert read_all(file.getvalue()) == ({"a": b"a" * 700_000}, [])


def test_reads_zip64() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target, target.open("a", "w", force_zip64=True) as member:
        member.write(b"large")
    extra = struct.pack("<2H2Q", 1, 16, 5, 5)
    entry = {"name": "a", "data": b"large", "raw": b"large", "method": 0}
    huge = {**entry, "size": 0xFFFFFFFF, "compressed": 0xFFFFFFFF, "extra": b"\x09\0\0\0" + extra}
    assert read_all(file.getvalue()) == ({"a": b"large"}, [])
    assert read_all(raw_archive([huge])) == ({"a": b"large"}, [])


def test_reads_a_zip64_end_record() -> None:
    data = archive({"a": b"a"})
    end = data.rindex(b"PK\5\6")
    _, _, _, here, count, size, offset, _ = struct.unpack("<4s4H2LH", data[end:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, here, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\5\6", *[0xFFFF] * 4, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    assert read_all(data[:end] + record + locator + last) == ({"a": b"a"}, [])
    for broken in (data[:end] + last, data[:end] + b"\0" * 56 + locator + last):
        with pytest.raises(WheelError, match="a zip64 archive without its"):
            opened(broken)


def test_reads_a_path_and_closes_it(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(archive({"a": b"a"}))
    with Wheel(path) as each:
        assert each.name == NAME
        assert each.tags.platforms == ("pyemscripten_2026_0_wasm32",)
        file = each._file
    assert file.closed
    with path.open("rb") as own:
        with Wheel(own) as each:
            assert each.name == NAME
        assert not own.closed


@pytest.mark.parametrize(
    "name",
    [
        *("a.whl", "a-1-py3-none-any.zip", "a-1-py3-none.whl", "a-1-b-c-py3-none-any.whl"),
        *("a--py3-none-any.whl", ".whl", ""),
    ],
)
def test_a_name_that_is_no_wheels(name: str) -> None:
    with pytest.raises(WheelError, match=r"is not the name of a wheel"):
        Wheel(io.BytesIO(), name)


# Files that are refused as a whole.
REFUSED = {
    "empty": (b"", "the file is empty"),
    "text": (b"hello", "not a zip archive"),
    "cut short": (archive({"a": bytes(100)})[:40], "cut short: it has no directory"),
    "bytes before": (
        b"#!/bin/sh\n" + archive({"a": b"a"}),
        "10 bytes stand before the zip archive",
    ),
    "bytes behind": (archive({"a": b"a"}) + b"\n", "other bytes follow the zip archive"),
    "no end": (b"\0" * 70_000, "not a zip archive"),
    "end cut short": (b"x" * 40 + b"PK\5\6", "not a zip archive"),
    "end alone": (b"PK\5\6" + b"\0" * 10, "not a zip archive"),
    "several disks": (
        struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 2, 0, 0, 0),
        "several disks",
    ),
    "directory outside": (
        struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 99, 0, 0),
        "directory lies outside the file",
    ),
    "impossible count": (
        struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 0, 0, 0),
        "claims 9 members in 0 bytes",
    ),
    "directory is zeros": (
        b"\0" * 46 + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 46, 0, 0),
        "directory is damaged",
    ),
    "name beyond the directory": (
        b"PK\1\2" + b"\0" * 24 + b"\xff\0" + b"\0" * 16
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 46, 0, 0),
        "directory is damaged",
    ),
    "member outside": (raw_archive([{"name": "a", "offset": 999}]), "'a' lies outside the archive"),
    "huge member": (
        raw_archive([{"name": "a", "compressed": 0xFFFFFFF0}]),
        "lies outside the archive",
    ),
    "zip64 without sizes": (
        raw_archive([{"name": "a", "size": 0xFFFFFFFF}]),
        "a zip64 member without its sizes",
    ),
    "overlap": (
        raw_archive([{"name": "a", "data": b"a" * 99}, {"name": "b", "data": b"b", "offset": 0}]),
        "members of the zip archive overlap",
    ),
    "bomb": (
        raw_archive([{"name": f"{i}", "size": 90 << 20} for i in range(9)]),
        "bytes inflate to 849346560: more than 100-fold",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(WheelError, match=message) as caught:
        opened(data)
    assert str(caught.value).startswith(NAME)


def test_limits_can_be_set() -> None:
    data = archive({"a": b"a" * 100, "b": b"b"})
    with pytest.raises(WheelError, match="2 members, at most 1 are read"):
        opened(data, Limits(members=1))
    with pytest.raises(WheelError, match="101 bytes after inflation, at most 50 are read"):
        opened(data, Limits(total_size=50))
    contents, problems = read_all(data, Limits(member_size=10))
    assert contents == {"a": b"", "b": b"b"}
    assert problems == ["'a' has 100 bytes, too many to read"]


# Members that are reported: the entry, and the sentence.
LONG = zlib.compressobj(9, zlib.DEFLATED, -15)
REPORTED = {
    "parent": ({"name": "../a"}, "'../a' would be written outside the wheel's folder"),
    "parent inside": ({"name": "a/../../b"}, "would be written outside"),
    "absolute": ({"name": "/etc/passwd"}, "would be written outside"),
    "drive": ({"name": "C:/a"}, "would be written outside"),
    "backslash": ({"name": "a\\b"}, "is not a plain path"),
    "control character": ({"name": "a\nb"}, "is not a plain path"),
    "empty step": ({"name": "a//b"}, "is not a plain path"),
    "no name": ({"name": ""}, "is not a plain path"),
    "not UTF-8": ({"name": b"\xff\xfe"}, "is not UTF-8, as it claims to be"),
    "link": ({"name": "a", "mode": 0o120777}, "'a' is a symbolic link"),
    "wheel inside": ({"name": "b/x-1-py3-none-any.whl"}, "is an archive: not looked into"),
    "encrypted": ({"name": "a", "flags": 1}, "'a' is encrypted"),
    "bzip2": ({"name": "a", "method": 12}, "'a' is compressed by method 12"),
    "other local name": ({"name": "a", "local_name": b"b"}, "has another name in front of its"),
    "no local header": ({"name": "a", "signature": b"XXXX"}, "is not where the directory says"),
    "damaged": ({"name": "a", "data": b"aaaa", "raw": b"\xff\xff\xff\xff"}, "cannot be inflated"),
    "checksum": ({"name": "a", "data": b"aaaa", "crc": 1}, "damaged: its checksum is wrong"),
    "longer": ({"name": "a", "data": b"aaaa", "size": 2}, "has more bytes than the directory"),
    "shorter": ({"name": "a", "data": b"aaaa", "size": 9}, "has fewer bytes than the directory"),
    "half": (
        {"name": "a", "data": b"abcdefgh" * 9, "raw": b"\x4b\x4c\x4a"},
        "has fewer bytes than the directory",
    ),
}


@pytest.mark.parametrize(("entry", "message"), REPORTED.values(), ids=REPORTED)
def test_a_member_that_is_reported(entry: dict[str, object], message: str) -> None:
    contents, problems = read_all(raw_archive([{"name": "fine", "data": b"fine"}, entry]))
    assert contents["fine"] == b"fine"
    assert [problem for problem in problems if message in problem]


def test_members_of_no_bytes_and_with_bytes_behind_their_end() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = packer.compress(b"abc") + packer.flush() + bytes(600_000)
    entries: list[dict[str, object]] = [
        {"name": "a", "raw": b"", "method": 0},
        {"name": "b", "data": b"abc", "raw": raw},
        # Blocks without contents: a whole piece of input gives no output.
        {"name": "c", "data": b"abc", "raw": b"\0\0\0\xff\xff" * 60_000 + raw},
    ]
    assert read_all(raw_archive(entries)) == ({"a": b"", "b": b"abc", "c": b"abc"}, [])


def test_a_file_that_gives_less_than_its_size() -> None:
    class Short(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(size)[: -1 if size == 47 else None]

    with pytest.raises(WheelError, match="directory is cut short"):
        Wheel(Short(archive({"a": b""})), NAME)


def test_bytes_after_the_directory() -> None:
    assert read_all(raw_archive([{"name": "a"}], tail=b"xyz"))[1] == [
        "3 bytes lie after the directory"
    ]


def test_names_that_are_one_name() -> None:
    entries = [{"name": "a/B.py"}, {"name": "a/b.py"}, {"name": "a/b.py"}, {"name": "A/"}]
    assert read_all(raw_archive(entries))[1] == [
        "'a/b.py' and 'a/B.py' are one file where case is ignored",
        "'a/b.py' is in the archive twice",
    ]


def test_old_names_are_code_page_437() -> None:
    assert list(read_all(raw_archive([{"name": b"\x81.py", "flags": 0}]))[0]) == ["ü.py"]


def test_a_file_that_shrinks_while_it_is_read() -> None:
    file = io.BytesIO(archive({"a": os.urandom(1 << 20)}))
    with Wheel(file, NAME) as each:
        member = each.members["a"]
        chunks = each.stream(member)
        next(chunks)
        file.truncate(1000)
        list(chunks)
    assert each.problems[0].message == "'a' has fewer bytes than the directory says"


def test_a_small_member_is_read_whole_and_a_large_one_is_not() -> None:
    with opened(archive({"a": b"abc"})) as each:
        assert each.read(each.members["a"]) == b"abc"
        assert each.read(each.members["a"], limit=2) == b""
        assert each.problems[0].message == "'a' has 3 bytes: not read"


def test_a_file_that_cannot_be_opened_or_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=NAME):
        Wheel(tmp_path / NAME)
    (tmp_path / NAME).mkdir()
    with pytest.raises(IsADirectoryError, match=NAME):
        Wheel(tmp_path / NAME)

    class Broken(io.BytesIO):
        def seek(self, *_where: int) -> int:
            raise OSError("the disk is gone")

    with pytest.raises(WheelError, match="the disk is gone"):
        Wheel(Broken(), NAME)


def test_memory_of_a_bomb_within_the_limits_stays_small() -> None:
    """A member of zeros may be a thousand times larger than its archive, and be fine."""
    data = archive({"zeros": bytes(60 << 20)})
    tracemalloc.start()
    try:
        with opened(data) as each:
            size = sum(map(len, each.stream(each.members["zeros"])))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert size == 60 << 20
    assert each.problems == []
    assert peak < 4 << 20


def test_folders_are_searched_for_wheels(tmp_path: Path) -> None:
    for name in ("b.whl", "a/c.whl", "a/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty").mkdir()
    found = list(find_wheels([tmp_path, tmp_path / "b.whl"]))
    assert [os.path.relpath(path, tmp_path) for path in found] == ["b.whl", "a/c.whl", "b.whl"]
    with pytest.raises(WheelError, match="does not exist"):
        list(find_wheels([tmp_path / "absent"]))
    with pytest.raises(WheelError, match="no wheel in the folder"):
        list(find_wheels([tmp_path / "empty"]))


def survives(data: bytes) -> None:
    """No exception but the documented one."""
    said = f"{NAME}: "
    try:
        read_all(data, Limits(total_size=1 << 20))
    except WheelError as error:
        said = str(error)
    assert said.startswith(NAME)


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    survives(data)
    survives(data + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(data), 0, 0))


WHEEL = wheel(NAME, {"a.so": b"\0asm\1\0\0\0", "b.py": b"x" * 500})


@given(st.data())
def test_a_wheel_with_a_few_bytes_changed(data: st.DataObject) -> None:
    changed = bytearray(WHEEL)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, len(WHEEL) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(changed))
    survives(bytes(changed)[: data.draw(st.integers(0, len(WHEEL)))])


def test_a_comment_that_looks_like_the_end_of_the_archive() -> None:
    name = "p-1.0-py3-none-any.whl"
    data = wheel(name, {"p.py": b""})
    commented = data[:-2] + (4).to_bytes(2, "little") + b"PK\5\6"
    assert Wheel(io.BytesIO(commented), name).problems == []
