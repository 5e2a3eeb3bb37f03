"""Put zip archives and wheels together byte by byte, for tests."""

from __future__ import annotations

import base64
import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping


def record(files: Mapping[str, bytes], info: str) -> bytes:
    lines = []
    for name, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(data)}")
    return "\n".join((*lines, f"{info}/RECORD,,", "")).encode()


def wheel_files(
    name: str, files: Mapping[str, bytes], *, tags: Iterable[str] | None = None, metadata: str = ""
) -> dict[str, bytes]:
    """The members of a wheel with a file name, RECORD last."""
    project, version, *_, pythons, abis, platforms = name.removesuffix(".whl").split("-")
    info = f"{project}-{version}.dist-info"
    if tags is None:
        tags = [
            f"{python}-{abi}-{platform}"
            for python in pythons.split(".")
            for abi in abis.split(".")
            for platform in platforms.split(".")
        ]
    lines = ["Wheel-Version: 1.0", "Generator: test", "Root-Is-Purelib: false"]
    members = {
        **files,
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: {project}\nVersion: {version}\n{metadata}".encode()
        ),
        f"{info}/WHEEL": "\n".join((*lines, *(f"Tag: {tag}" for tag in tags), "")).encode(),
    }
    return {**members, f"{info}/RECORD": record(members, info)}


def archive(members: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in members.items():
            target.writestr(name, data)
    return file.getvalue()


def wheel(name: str, files: Mapping[str, bytes], **details: Iterable[str] | str | None) -> bytes:
    return archive(wheel_files(name, files, **details))  # type: ignore[arg-type]


def raw_archive(entries: Iterable[Mapping[str, object]], *, tail: bytes = b"") -> bytes:
    """An archive of which every field can be a lie.

    An entry has `name` and `data`, and may have `raw` (the stored bytes), `method`, `flags`,
    `size`, `compressed`, `crc`, `mode`, `offset`, `local_name`, `extra` and `signature`.
    """
    body = b""
    directory = b""
    count = 0
    for entry in entries:
        name = entry["name"]
        raw_name = name if isinstance(name, bytes) else str(name).encode()
        data = entry.get("data", b"")
        assert isinstance(data, bytes)
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        raw = entry.get("raw", packer.compress(data) + packer.flush())
        assert isinstance(raw, bytes)
        local_name = entry.get("local_name", raw_name)
        assert isinstance(local_name, bytes)

        def number(field: str, default: int, entry: Mapping[str, object] = entry) -> int:
            value = entry.get(field, default)
            assert isinstance(value, int)
            return value

        flags, method = number("flags", 0x800), number("method", 8)
        crc = number("crc", zlib.crc32(data))
        compressed, size = number("compressed", len(raw)), number("size", len(data))
        extra = entry.get("extra", b"")
        assert isinstance(extra, bytes)
        start = number("offset", len(body))
        signature = entry.get("signature", b"PK\3\4")
        assert isinstance(signature, bytes)
        body += signature + struct.pack(
            "<5H3L2H", 20, flags, method, 0, 0, crc, compressed, size, len(local_name), 0
        )
        body += local_name + raw
        directory += b"PK\1\2" + struct.pack(
            "<6H3L5H2L", 20, 20, flags, method, 0, 0, crc, compressed, size,
            len(raw_name), len(extra), 0, 0, 0, number("mode", 0) << 16, start,
        )  # fmt: skip
        directory += raw_name + extra
        count += 1
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + tail + end
