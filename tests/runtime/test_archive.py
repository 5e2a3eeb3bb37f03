from __future__ import annotations

import gzip
import tarfile
import zlib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pyemscripten.runtime import TruncatedArchive, UnsafeArchive, archive
from tests.support.registry import make_tarball

ABOUT = "pyodide 9.9.9"


def link(kind: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo("package/link")
    member.type = kind
    member.linkname = "../../outside"
    return member


def folder(name: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type = tarfile.DIRTYPE
    return member


def sparse() -> tarfile.TarInfo:
    member = tarfile.TarInfo("package/sparse")
    member.type = tarfile.GNUTYPE_SPARSE
    return member


@pytest.mark.parametrize(
    "name",
    [
        "package/../../outside",
        "package/..",
        "package/./a",
        "../outside",
        "/package/outside",
        "package//a",
        "package/C:/outside",
        "package/..\\outside",
        "package/a\nb",
        "top-level-file",
    ],
)
def test_a_path_that_no_npm_package_has(name: str, tmp_path: Path) -> None:
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(make_tarball({"package/package.json": b"{}", name: b"x"}))
    with pytest.raises(UnsafeArchive) as caught:
        archive.unpack(tarball, tmp_path / "there", ABOUT)
    assert str(caught.value).startswith(f"{ABOUT}: {tarball} has the member {name!r}")
    assert not (tmp_path / "outside").exists()
    assert [path.name for path in (tmp_path / "there").rglob("*")] == ["package.json"]


@pytest.mark.parametrize(
    "member",
    [
        link(tarfile.SYMTYPE),
        link(tarfile.LNKTYPE),
        link(tarfile.CHRTYPE),
        link(tarfile.FIFOTYPE),
        folder("package/../outside"),
        sparse(),
    ],
)
def test_a_member_that_is_no_plain_file(member: tarfile.TarInfo, tmp_path: Path) -> None:
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(make_tarball({"": member}))
    with pytest.raises(UnsafeArchive, match="of a kind that no npm package has"):
        archive.unpack(tarball, tmp_path / "there", ABOUT)


def test_two_members_of_one_name(tmp_path: Path) -> None:
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(make_tarball({"package/a": b"1", "other/a": b"2"}))
    with pytest.raises(UnsafeArchive, match="'other/a'"):
        archive.read(tarball, ("a",), ABOUT)


@pytest.mark.parametrize("names", [("package/a", "package/a/b"), ("package/a/b", "package/a")])
def test_a_file_that_is_a_folder_too(names: tuple[str, str], tmp_path: Path) -> None:
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(make_tarball(dict.fromkeys(names, b"x")))
    with pytest.raises(UnsafeArchive, match="both as a file and as a folder"):
        archive.unpack(tarball, tmp_path / "there", ABOUT)


def test_a_member_that_would_fill_the_memory(tmp_path: Path) -> None:
    member = tarfile.TarInfo("package/a")
    member.size = archive.LIMIT + 1
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(gzip.compress(member.tobuf() + bytes(1024)))
    with pytest.raises(UnsafeArchive):
        archive.read(tarball, ("a",), ABOUT)


def test_folders_of_their_own_are_fine(tmp_path: Path) -> None:
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(
        make_tarball({"1": folder("package"), "2": folder("package/b"), "package/b/c": b"x"})
    )
    assert archive.read(tarball, ("b/c", "absent"), ABOUT) == {"b/c": b"x"}


CONTENT = bytes(range(256)) * 40
WHOLE = make_tarball({f"package/{name}": CONTENT for name in "abc"})


@given(st.integers(0, len(WHOLE) - 1))
def test_a_tarball_cut_anywhere_is_never_taken_for_whole(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    tarball = tmp_path_factory.mktemp("cut") / "a.tgz"
    tarball.write_bytes(WHOLE[:length])
    with pytest.raises(TruncatedArchive, match="is not a whole gzipped tar file"):
        archive.read(tarball, ("a",), ABOUT)


@given(st.integers(10, len(WHOLE) - 1), st.integers(0, 7))
# What fills up the last byte before the checksum means nothing.
@example(len(WHOLE) - 9, 5)
def test_no_bit_that_means_something_may_flip(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= 1 << bit
    tarball = tmp_path_factory.mktemp("flip") / "a.tgz"
    tarball.write_bytes(changed)
    if gzip_content(changed) == gzip_content(WHOLE):
        assert archive.read(tarball, ("a",), ABOUT) == {"a": CONTENT}
        return
    with pytest.raises((TruncatedArchive, UnsafeArchive)):
        archive.read(tarball, ("a",), ABOUT)


def gzip_content(data: bytes | bytearray) -> bytes | None:
    """What is packed, if it is whole."""
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error):
        return None


def test_what_follows_the_last_member_is_read_too(tmp_path: Path) -> None:
    padded = gzip.compress(gzip.decompress(WHOLE) + bytes(100_000))
    tarball = tmp_path / "a.tgz"
    tarball.write_bytes(padded)
    assert archive.read(tarball, ("a",), ABOUT)
    tarball.write_bytes(padded[:-4])
    with pytest.raises(TruncatedArchive):
        archive.read(tarball, ("a",), ABOUT)


def test_the_disk_is_not_the_tarball(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archive.read(tmp_path / "absent.tgz", ("a",), ABOUT)
