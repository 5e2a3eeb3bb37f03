"""What is gathered of a wheel: RECORD, metadata, modules, installed paths."""

from __future__ import annotations

import base64
import hashlib
import io

import pytest

from pyemscripten import wasm
from pyemscripten.audit.contents import Contents, read_wheel
from pyemscripten.audit.wheel import WheelError
from tests.audit.assemble import archive, raw_archive, wheel, wheel_files
from tests.wasm.assemble import side_module

NAME = "fixture-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
INFO = "fixture-1.0.dist-info"


def read(files: dict[str, bytes], name: str = NAME) -> Contents:
    return read_wheel(io.BytesIO(archive(files)), name)


def said(files: dict[str, bytes]) -> list[str]:
    return [f"{problem.kind}: {problem.message}" for problem in read(files).problems]


def listed(*lines: str, **files: bytes) -> list[str]:
    """The problems of a wheel with one member, `a`, and some lines of RECORD for it."""
    made = wheel_files(NAME, {})
    del made[f"{INFO}/RECORD"], made[f"{INFO}/WHEEL"], made[f"{INFO}/METADATA"]
    text = "\n".join((*lines, f"{INFO}/RECORD,,", ""))
    return said({"a": b"abc", **files, **made, f"{INFO}/RECORD": text.encode()})


def hashed(data: bytes, algorithm: str = "sha256", padding: bool = False) -> str:
    value = base64.urlsafe_b64encode(hashlib.new(algorithm, data).digest()).decode()
    return f"{algorithm}={value if padding else value.rstrip('=')}"


def test_a_good_wheel_has_no_problems() -> None:
    contents = read_wheel(io.BytesIO(wheel(NAME, {"a.so": side_module(), "b.py": b""})), NAME)
    assert contents.problems == ()
    assert list(contents.modules) == ["a.so"]
    assert contents.tags == ("cp314-cp314-pyemscripten_2026_0_wasm32",)
    assert contents.wheel_file == f"{INFO}/WHEEL"
    assert contents.size > 0


def test_paths_are_those_after_installation() -> None:
    names = ("fixture-1.0.data/platlib/p/a.so", "fixture-1.0.data/purelib/b.so.1", "c.so/", "d.dll")
    contents = read(wheel_files(NAME, dict.fromkeys(names, b"")))
    assert list(contents.modules) == ["p/a.so", "b.so.1"]
    assert {"p/a.so", "b.so.1", "d.dll"} < contents.files
    assert contents.foreign == ("d.dll",)
    assert isinstance(contents.modules["p/a.so"], wasm.WasmError)


def test_code_is_kept_on_demand() -> None:
    data = wheel(NAME, {"a.so": side_module(exports=("f",))})
    for keep in (False, True):
        module = read_wheel(io.BytesIO(data), NAME, keep_code=keep).modules["a.so"]
        assert isinstance(module, wasm.Module)
        assert bool(module.code) is keep


def test_no_record() -> None:
    assert said({"a": b""}) == ["no record: there is no RECORD: installers refuse it"]


def test_record_agrees_in_every_algorithm_and_padding() -> None:
    for algorithm in ("sha256", "sha384", "sha512"):
        assert listed(f"a,{hashed(b'abc', algorithm)},3") == []
    assert listed(f"a,{hashed(b'abc', padding=True)},3", "") == []
    assert listed(f"a,{hashed(b'abc')},") == []


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["a,sha256=AAAA,3"], "record: 'a' is not what RECORD says: its hash differs"),
        ([f"a,{hashed(b'abc')},4"], "record: 'a' has 3 bytes, RECORD says 4"),
        (["a,,3"], "record: RECORD has no hash of 'a'"),
        ([f"a,{hashed(b'abc', 'md5')},3"], "record: RECORD hashes 'a' by md5, not sha256"),
        ([], "unlisted: RECORD does not list 'a'"),
        (["a"], "record: RECORD has the line 'a'"),
        (['"a'], "record: RECORD has the line '\"a'"),
    ],
)
def test_record_disagrees(lines: list[str], message: str) -> None:
    assert message in listed(*lines)


def test_record_lists_twice_or_what_is_not_there() -> None:
    line = f"a,{hashed(b'abc')},3"
    assert listed(line, line) == ["record: RECORD lists 'a' twice"]
    gone = [f"gone{i},," for i in range(5)]
    assert listed(line, *gone) == [
        "record: RECORD lists what is not there: 'gone0', 'gone1', 'gone2' and 2 more"
    ]


def test_names_with_commas_and_quotation_marks() -> None:
    line = f"a,{hashed(b'abc')},3"
    quoted = f'"x,""y""",{hashed(b"")},0'
    assert listed(line, quoted, **{'x,"y"': b""}) == []


def test_signatures_are_not_hashed() -> None:
    line = f"a,{hashed(b'abc')},3"
    assert listed(line, f"{INFO}/RECORD.jws,,", **{f"{INFO}/RECORD.jws": b"{}"}) == []
    assert listed(line, **{f"{INFO}/RECORD.jws": b"{}"}) == []


def test_a_member_that_cannot_be_read_is_reported_once() -> None:
    data = bytearray(wheel(NAME, {"a.py": b"print('hello')" * 9}))
    data[data.index(b"a.py") + 6] ^= 0xFF
    contents = read_wheel(io.BytesIO(bytes(data)), NAME)
    assert len(contents.problems) == 1
    assert contents.problems[0].kind == "archive"


def test_the_folder_of_the_metadata() -> None:
    files = wheel_files(NAME, {})
    other = {name.replace("fixture-1.0", "Fix.ture-1.0"): data for name, data in files.items()}
    assert "archive: the folder 'Fix.ture-1.0.dist-info' is not the wheel's" in said(other)
    plain = "fix_ture-1.0-py3-none-any.whl"
    files = {
        name.replace("fix_ture", "Fix.Ture"): data.replace(b"fix_ture", b"Fix.Ture")
        for name, data in wheel_files(plain, {}).items()
    }
    contents = read_wheel(io.BytesIO(archive(files)), plain)
    assert not [p for p in contents.problems if p.kind == "archive"]
    both = {**wheel_files(NAME, {}), "b-1.dist-info/METADATA": b""}
    assert any("several .dist-info folders" in message for message in said(both))


def test_an_enormous_wheel_file_is_not_read() -> None:
    files = {**wheel_files(NAME, {}), f"{INFO}/WHEEL": b"Tag: x\n" * 200_000}
    assert read(files).tags == ()
    assert read(files).wheel_file == ""


def test_a_name_that_is_no_wheels() -> None:
    with pytest.raises(WheelError, match="is not the name of a wheel"):
        read_wheel(io.BytesIO(archive({})))


@pytest.mark.parametrize(
    ("lie", "message"),
    [
        ({"flags": 0x801}, "'a.so' is encrypted"),
        ({"method": 14}, "'a.so' is compressed by method 14: installers know only deflate"),
        ({"local_name": b"b"}, "'a.so' has another name in front of its contents"),
    ],
)
def test_nothing_is_said_of_contents_that_cannot_be_read(
    lie: dict[str, object], message: str
) -> None:
    files = wheel_files(NAME, {"a.so": side_module(), "b.py": b"b"})
    entries: list[dict[str, object]] = [
        {"name": name, "data": data} for name, data in files.items()
    ]
    entries[0].update(lie)
    contents = read_wheel(io.BytesIO(raw_archive(entries)), NAME)
    assert [problem.message for problem in contents.problems] == [message]
    assert str(contents.modules["a.so"]) == "a member that cannot be read"


def test_a_member_of_another_kind_that_cannot_be_read() -> None:
    files = wheel_files(NAME, {"b.py": b"b"})
    entries: list[dict[str, object]] = [
        {"name": name, "data": data} for name, data in files.items()
    ]
    entries[0].update(method=12)
    contents = read_wheel(io.BytesIO(raw_archive(entries)), NAME)
    assert [problem.kind for problem in contents.problems] == ["archive"]
    assert contents.modules == {}


def test_a_quoted_line_of_record_beyond_measure() -> None:
    assert listed('"' + "a" * 200_000 + '",,')[0].startswith("record: RECORD has the line '\"aaa")
